"""Which months owe a figure, and which month can be looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.builders import CATALOGUE, YEAR, make_compound, make_observations, make_place_tree, make_target
from tiendo.model.indicator import Frequency
from tiendo.model.period import Clock, Period
from tiendo.rollup import month_of_return, month_to_look_at, months_due

TREE = make_place_tree("Huyện H > Xã A, Xã B")


@pytest.mark.parametrize(
    ("frequency", "months"),
    [
        (Frequency.MONTHLY, [*range(1, 13)]),
        (Frequency.QUARTERLY, [3, 6, 9, 12]),
        (Frequency.SEMIANNUAL, [6, 12]),
        (Frequency.ANNUAL, [12]),
        (Frequency.SEASONAL, [4, 8, 12]),
        (Frequency.SCHOOL_YEAR, [6, 9]),
        (Frequency.EVENT, []),
    ],
)
def test_a_frequency_owes_its_months(frequency: Frequency, months: list[int]) -> None:
    assert [m.first_month for m in months_due(frequency, YEAR)] == months
    through_may = YEAR.through(Period.month(2024, 5))
    assert [m.first_month for m in months_due(frequency, through_may)] == [m for m in months if m <= 5]


def _look_at(rows: str, today: str, **more: Any) -> str | None:
    target = make_target("jobs-created", "= 100 lao động", **more)
    observations = make_observations("jobs-created", rows)
    day = date.fromisoformat(today)
    found = month_to_look_at([target], observations, tree=TREE, indicators=CATALOGUE.indicators, today=day)
    return found.code if found else None


@pytest.mark.parametrize(
    ("rows", "today", "month"),
    [
        ("A 8: 1; B 8: 1; A 9: 1; B 9: 1", "2024-09-16", "2024-09"),  # everybody has answered
        ("A 8: 1; B 8: 1; A 9: 1", "2024-09-25", "2024-08"),  # the due day itself is still open
        ("A 8: 1; B 8: 1; A 9: 1", "2024-09-26", "2024-09"),  # past due: B is missing, and said to be
        ("A 8: 1; B 8: 1; A 9: 1; B 9: no figure", "2024-09-16", "2024-09"),  # "no data" is an answer
        ("A 8: 1; B 8: 1; A 9: 0; B 9: 0", "2024-09-16", "2024-09"),
        ("A 1: 1", "2024-01-16", "2024-01"),  # nothing is complete yet: what there is
        ("", "2024-09-26", None),
    ],
)
def test_a_month_still_open_is_not_judged_half_filled(rows: str, today: str, month: str | None) -> None:
    assert _look_at(rows, today) == month


def test_the_part_held_above_must_answer_too() -> None:
    rows = "A 8: 1; B 8: 1; H 8: 1; A 9: 1; B 9: 1"
    assert _look_at(rows, "2024-09-16", reported_by="both") == "2024-08"
    assert _look_at(rows + "; H 9: 1", "2024-09-16", reported_by="both") == "2024-09"
    assert _look_at("H 8: 1; H 9: 1", "2024-09-16", reported_by="place") == "2024-09"


def test_what_is_due_by_the_quarter_is_not_asked_for_in_october() -> None:
    compound = make_compound(
        make_target("jobs-created", "= 100 lao động", number="5a"),
        make_target("poor-households", "= 10 hộ", number="5b", frequency="quarterly"),
    )
    observations = make_observations("jobs-created", "A 10: 1; B 10: 1")
    found = month_to_look_at(
        [compound], observations, tree=TREE, indicators=CATALOGUE.indicators, today=date(2024, 10, 16)
    )
    assert found == Period.month(2024, 10)


@pytest.mark.parametrize(
    ("period", "code", "frequency", "month"),
    [
        ("2024-03", "jobs-created", Frequency.MONTHLY, "2024-03"),
        ("2024-Q1", "jobs-created", Frequency.MONTHLY, None),  # each month was asked for by itself
        ("2024-Q1", "jobs-created", Frequency.QUARTERLY, "2024-03"),
        ("2024-H1", "jobs-created", Frequency.QUARTERLY, None),
        ("2024-H1", "jobs-created", Frequency.SEMIANNUAL, "2024-06"),
        ("2024", "jobs-created", Frequency.ANNUAL, "2024-12"),
        ("2024", "jobs-created", Frequency.EVENT, None),
        ("2024-H1", "poor-households", Frequency.MONTHLY, "2024-06"),  # what stands at its end
        ("2024", "poverty-rate", Frequency.ANNUAL, "2024-12"),
    ],
)
def test_the_return_that_holds_a_figure_of_a_period(
    period: str, code: str, frequency: Frequency, month: str | None
) -> None:
    found = month_of_return(Period.parse(period), CATALOGUE.indicators[code], frequency)
    assert (found.code if found else None) == month


def test_the_sum_of_two_months_is_no_figure_of_a_quarter() -> None:
    two_months = replace(Period.year(2024), months_long=2)
    assert month_of_return(two_months, CATALOGUE.indicators["jobs-created"], Frequency.QUARTERLY) is None
    assert month_of_return(two_months, CATALOGUE.indicators["poor-households"], Frequency.QUARTERLY) == Period.month(
        2024, 2
    )


@pytest.mark.parametrize(
    ("clock", "today", "month"),
    [
        (Clock.ADMINISTRATIVE, "2024-09-26", "2024-09"),
        (Clock.from_day(20), "2024-09-30", "2024-08"),
        (Clock.from_day(20), "2024-10-01", "2024-09"),
        (Clock.CALENDAR, "2024-10-11", "2024-08"),
        (Clock.CALENDAR, "2024-10-12", "2024-09"),
    ],
)
def test_a_month_is_past_due_by_the_clock_of_its_target(clock: Clock, today: str, month: str) -> None:
    assert _look_at("A 8: 1; B 8: 1; A 9: 1", today, clock=clock) == month
