"""Amounts are read exactly or not at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo.collecting import read_amount
from tiendo.model.problem import Problem, Severity
from tiendo.publishing.wording import format_exact, say


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        ("vi", "1.234,5", "1234.5"),
        ("vi", "1.234", "1234"),
        ("vi", "137,5", "137.5"),
        ("vi", "229800", "229800"),
        ("vi", "01", "1"),
        ("vi", "1 234 567", "1234567"),
        ("vi", " 1\u00a0234,5 ", "1234.5"),
        ("vi", "\u22121,5", "-1.5"),
        ("en", "1,234.5", "1234.5"),
        ("en", "1,234", "1234"),
        ("en", "1.5", "1.5"),
        ("plain", "1.030", "1.030"),
        ("plain", "1234.5", "1234.5"),
        ("vi", "0", "0"),
        ("vi", "-0,0", "0"),
    ],
)
def test_a_clear_number_is_read_exactly(language: str, typed: str, value: str) -> None:
    read = read_amount(typed, language)
    assert read == Decimal(value) and not (isinstance(read, Decimal) and read.is_signed() and read == 0)


@pytest.mark.parametrize("typed", ["", "  ", "\u00a0"])
def test_absent_is_not_zero(typed: str) -> None:
    assert read_amount(typed, "vi") is None


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("vi", "1.5"),  # 15, or one and a half?
        ("vi", "0.125"),  # no Vietnamese thousand begins with 0
        ("vi", "1,234.5"),
        ("vi", "1.23.456"),
        ("vi", "12 34"),
        ("vi", "94%"),
        ("vi", "khoảng 5"),
        ("vi", "1e5"),
        ("vi", "NaN"),
        ("vi", "--1"),
        ("vi", "1,"),
        ("vi", "١٢٣"),  # digits, but not ASCII ones
        ("vi", "１２"),
        ("en", "1.234,5"),
        ("en", "1,5"),
        ("plain", "1,234"),
        ("plain", "1.234,5"),
        ("vi", "1" * 25),
        ("vi", "9" * 100_000),
    ],
)
def test_what_is_not_clear_is_refused_with_an_example(language: str, typed: str) -> None:
    problem = read_amount(typed, language, where="jobs-created", column="value")
    assert isinstance(problem, Problem) and problem.severity is Severity.ERROR
    assert (problem.where, problem.facts["column"]) == ("jobs-created", "value")
    example = {"vi": "1.234,5", "en": "1,234.5", "plain": "1234.5"}[language]
    assert example in say(problem, "vi") and example in say(problem, "en")
    assert len(say(problem, "vi")) < 150


@given(
    st.sampled_from(["vi", "en"]),
    st.integers(-(10**12), 10**12),
    st.integers(0, 8),
)
def test_what_is_written_exactly_is_read_back(language: str, digits: int, decimals: int) -> None:
    value = Decimal(digits).scaleb(-decimals)
    assert read_amount(format_exact(value, language), language) == value


@given(st.text(max_size=30), st.sampled_from(["vi", "en", "plain"]))
def test_any_text_gives_a_number_nothing_or_a_problem(text: str, language: str) -> None:
    read = read_amount(text, language)
    assert read is None or isinstance(read, Problem) or read.is_finite()
