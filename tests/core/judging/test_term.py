"""What the remaining years of a term still need."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.builders import CATALOGUE, make_target
from tiendo import pipeline
from tiendo.model.period import Period
from tiendo.model.target import TermForm
from tiendo.model.verdict import TermPace


def pace(form: TermForm, condition: str, years: str, *, code: str = "jobs-created") -> TermPace:
    """`years` like "2021 10, 2022 12"."""
    target = replace(make_target(code, condition, period=Period.term(2021, 2025)), term_form=form)
    known = {int(y): Decimal(v) for y, v in (pair.split() for pair in years.split(",") if pair.strip())}
    return pipeline.term_pace(target, known, CATALOGUE)


def needed(found: TermPace) -> dict[int, Decimal]:
    return dict(found.needed)


def test_an_average_needs_what_the_sum_still_lacks() -> None:
    found = pace(TermForm.AVERAGE, ">= 8.5 %", "2021 6.2, 2022 8.9, 2023 8.1")
    assert found.achieved == Decimal("23.2") / 3
    assert needed(found) == {2024: Decimal("9.65"), 2025: Decimal("9.65")} and not found.reached


def test_a_sum_needs_the_rest_in_equal_parts() -> None:
    found = pace(TermForm.CUMULATIVE, ">= 10000 lao động", "2021 1620, 2022 2105, 2023 2184")
    assert (found.achieved, needed(found)) == (5909, {2024: Decimal("2045.5"), 2025: Decimal("2045.5")})


def test_a_level_needs_equal_steps() -> None:
    found = pace(TermForm.END_LEVEL, ">= 95 %", "2021 89.2, 2023 92.6", code="bhyt-coverage")
    assert needed(found) == {2024: Decimal("93.8"), 2025: Decimal("95")}
    assert found.needed_per_year == Decimal("1.2")


def test_a_year_that_is_over_brings_nothing_to_a_level_any_more() -> None:
    found = pace(TermForm.END_LEVEL, ">= 95 %", "2025 94", code="bhyt-coverage")
    assert (found.achieved, found.needed, found.needed_per_year, found.reached) == (94, (), None, False)


def test_a_level_that_is_reached_has_to_stay() -> None:
    found = pace(TermForm.END_LEVEL, ">= 95 %", "2023 96", code="bhyt-coverage")
    assert found.reached and found.needed_per_year == 0
    assert needed(found) == {2024: Decimal(95), 2025: Decimal(95)}


@pytest.mark.parametrize("form", list(TermForm))
def test_without_any_figure_nothing_is_achieved(form: TermForm) -> None:
    found = pace(form, ">= 10 lao động", "")
    assert (found.achieved, found.reached) == (None, False)


@pytest.mark.parametrize("form", [TermForm.AVERAGE, TermForm.CUMULATIVE])
def test_zero_is_a_figure(form: TermForm) -> None:
    found = pace(form, ">= 10 lao động", "2021 0")
    assert found.achieved == 0 and 2021 not in needed(found)


def test_the_last_figure_closes_the_term() -> None:
    years = ", ".join(f"{y} 2000" for y in range(2021, 2026))
    found = pace(TermForm.CUMULATIVE, ">= 10000 lao động", years)
    assert (found.needed, found.needed_per_year, found.reached) == ((), None, True)
    found = pace(TermForm.CUMULATIVE, "> 10000 lao động", years)
    assert not found.reached  # "trên 10.000"


def test_more_than_enough_needs_nothing_and_never_less_than_nothing() -> None:
    found = pace(TermForm.CUMULATIVE, ">= 100 lao động", "2021 150")
    assert found.reached and set(needed(found).values()) == {0}


@pytest.mark.parametrize(
    ("condition", "code", "last", "reached"),
    [
        ("<= 1 %", "poverty-rate", "0.9", True),
        ("<= 1 %", "poverty-rate", "1.1", False),
        ("< 1 %", "poverty-rate", "1", False),
        ("= 1 %", "poverty-rate", "0.8", True),  # a plain number goes the indicator's way
        ("= 95 %", "bhyt-coverage", "94", False),
    ],
)
def test_which_way_is_better_decides(condition: str, code: str, last: str, reached: bool) -> None:
    assert pace(TermForm.END_LEVEL, condition, f"2025 {last}", code=code).reached is reached


def test_a_cap_is_kept_only_when_the_term_is_over() -> None:
    assert not pace(TermForm.CUMULATIVE, "<= 100 lao động", "2021 10").reached
    years = ", ".join(f"{y} 10" for y in range(2021, 2026))
    assert pace(TermForm.CUMULATIVE, "<= 100 lao động", years).reached


def test_a_target_of_a_year_has_no_pace() -> None:
    with pytest.raises(ValueError, match="Target 1 has no form"):
        pipeline.term_pace(make_target("jobs-created", "= 5 lao động"), {})
