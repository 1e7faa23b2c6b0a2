"""Numbers as officials write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo.model.document import Span
from tiendo.publishing.wording import format_exact
from tiendo.reading.lexer import lex
from tiendo.reading.numbers import number_at, parse, parse_words
from tiendo.reading.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "value", "high"),
    [
        ("229.800 tấn", "229800", None),
        ("137,5 tỉ đồng", "137.5", None),
        ("1.234.567,8", "1234567.8", None),
        ("01 sản phẩm", "1", None),
        ("6,5-7%", "6.5", "7"),
        ("6,5 đến 7%", "6.5", "7"),
        ("8,0% - 8,5%", "8.0", "8.5"),
        ("4.264/4.170 tỷ đồng", "4264", None),
        ("6/6 xã", "6", None),
        ("½ diện tích", "0.5", None),
        ("12.5%", "12.5", None),
    ],
)
def test_a_number_is_read_exactly(text: str, value: str, high: str | None) -> None:
    number = number_at(lex(text, Span(0, len(text))), 0)
    assert number and (number.value, number.high) == (Decimal(value), Decimal(high) if high else None)


@pytest.mark.parametrize("text", ["một trong những địa phương", "trường THCS", "quốc lộ N2"])
def test_words_that_count_nothing_are_no_numbers(text: str) -> None:
    assert find_quantities(text, lex(text, Span(0, len(text))), frozenset()) == []


@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_what_is_written_in_vietnamese_is_read_back(value: Decimal) -> None:
    assert parse(format_exact(value, "vi")) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("hai", 2),
        ("mười", 10),
        ("hai mươi lăm", 25),
        ("một trăm linh năm", 105),
        ("một nghìn hai trăm", 1200),
        ("ba triệu", 3_000_000),
    ],
)
def test_a_number_in_words_is_read(words: str, value: int) -> None:
    written = words.split()
    assert parse_words([*written, "xã"]) == (value, len(written))


@pytest.mark.parametrize("written", ["1.2.3", "12,", "1" * 40, "", "1,2,3", "IV"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        parse(written)
