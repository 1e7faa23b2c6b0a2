"""Periods and the days they cover."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo.model.period import Clock, Period

PERIODS = st.one_of(
    st.builds(Period.year, st.integers(1900, 2190)),
    st.builds(Period.month, st.integers(1900, 2190), st.integers(1, 12)),
    st.builds(Period.quarter, st.integers(1900, 2190), st.integers(1, 4)),
    st.builds(Period.half, st.integers(1900, 2190), st.integers(1, 2)),
    st.builds(lambda y, n: Period.term(y, y + n), st.integers(1900, 2190), st.integers(0, 9)),
)


@given(PERIODS)
def test_a_code_names_its_period(period: Period) -> None:
    assert Period.parse(period.code) == period


@pytest.mark.parametrize(
    "code",
    [
        "",
        "24",
        "2024-13",
        "2024-0",
        "2024-3",
        "2024-Q5",
        "2024-H3",
        "2025-2021",
        "0000",
        "9999",
        "1899",
        "2024 ",
        "２０２４",
    ],
)
def test_what_is_no_period_is_said_to_be_none(code: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        Period.parse(code)


@given(PERIODS)
def test_a_period_is_its_months(period: Period) -> None:
    months = period.months()
    assert len(months) == period.months_long and all(period.holds(m) for m in months)
    assert (months[0].first_year, months[-1].first_year) == (period.first_year, period.last_year)
    assert not period.holds(period.next_month)
    assert [m.next_month for m in months[:-1]] == list(months[1:])


def test_a_running_period_keeps_the_name_of_the_whole() -> None:
    september = Period.month(2024, 9)
    running = Period.year(2024).through(september)
    assert (running.code, len(running.months()), running.months()[-1]) == ("2024", 9, september)
    assert Period.term(2021, 2025).through(september).months_long == 45
    with pytest.raises(ValueError, match="2025-01 is not in 2024"):
        Period.year(2024).through(Period.month(2025, 1))


@pytest.mark.parametrize(
    ("code", "clock", "first", "last"),
    [
        ("2024-03", Clock.ADMINISTRATIVE, "2024-02-15", "2024-03-14"),
        ("2024-01", Clock.ADMINISTRATIVE, "2023-12-15", "2024-01-14"),
        ("2024-Q1", Clock.ADMINISTRATIVE, "2023-12-15", "2024-03-14"),
        ("2024-H1", Clock.ADMINISTRATIVE, "2023-12-15", "2024-06-14"),
        ("2024-H2", Clock.ADMINISTRATIVE, "2024-06-15", "2024-12-14"),
        ("2024", Clock.ADMINISTRATIVE, "2023-12-15", "2024-12-14"),
        ("2024-02", Clock.CALENDAR, "2024-02-01", "2024-02-29"),
        ("2023-02", Clock.CALENDAR, "2023-02-01", "2023-02-28"),
        ("2024", Clock.CALENDAR, "2024-01-01", "2024-12-31"),
        ("2021-2025", Clock.CALENDAR, "2021-01-01", "2025-12-31"),
    ],
)
def test_the_clock_says_which_days_are_covered(code: str, clock: Clock, first: str, last: str) -> None:
    assert clock.days(Period.parse(code)) == (date.fromisoformat(first), date.fromisoformat(last))


@given(st.integers(1900, 2190), st.sampled_from(list(Clock)))
def test_months_follow_each_other_without_a_gap(year: int, clock: Clock) -> None:
    days = [clock.days(m) for m in Period.year(year).months()]
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(days))
    assert (days[0][0], days[-1][1]) == clock.days(Period.year(year))
