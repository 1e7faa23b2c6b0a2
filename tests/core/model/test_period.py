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
    st.builds(Period.season, st.integers(1900, 2190), st.integers(1, 3)),
    st.builds(Period.school_year, st.integers(1900, 2190)),
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
        "2024-S4",
        "2024-S",
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
        ("2024-03", Clock.from_day(20), "2024-02-20", "2024-03-19"),
        ("2024", Clock.from_day(28), "2023-12-28", "2024-12-27"),
        ("2024-S1", Clock.CROP_SEASON, "2023-11-01", "2024-04-30"),
        ("2024-S3", Clock.CROP_SEASON, "2024-09-01", "2024-12-31"),
        ("2024", Clock.CROP_SEASON, "2023-11-01", "2024-12-31"),
        ("2024-01", Clock.CROP_SEASON, "2024-01-01", "2024-01-31"),
        ("2024", Clock.SCHOOL_YEAR, "2023-09-01", "2024-08-31"),
        ("2023-SY", Clock.CALENDAR, "2023-09-01", "2024-08-31"),
        ("2024-06", Clock.SCHOOL_YEAR, "2024-06-01", "2024-06-30"),
        ("2024", Clock.POVERTY_REVIEW, "2024-09-01", "2024-12-14"),
        ("2024-10", Clock.POVERTY_REVIEW, "2024-09-15", "2024-10-14"),
    ],
)
def test_the_clock_says_which_days_are_covered(code: str, clock: Clock, first: str, last: str) -> None:
    assert clock.days(Period.parse(code)) == (date.fromisoformat(first), date.fromisoformat(last))


@given(
    st.integers(1900, 2190),
    st.sampled_from([Clock.CALENDAR, Clock.ADMINISTRATIVE, Clock.from_day(20), Clock.from_day(28)]),
)
def test_months_follow_each_other_without_a_gap(year: int, clock: Clock) -> None:
    days = [clock.days(m) for m in Period.year(year).months()]
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(days))
    assert (days[0][0], days[-1][1]) == clock.days(Period.year(year))


@pytest.mark.parametrize(
    ("code", "clock", "due"),
    [
        ("2024-03", Clock.ADMINISTRATIVE, "2024-03-25"),
        ("2024-02", Clock.CALENDAR, "2024-03-11"),
        ("2024-03", Clock.from_day(20), "2024-03-30"),
        ("2024", Clock.POVERTY_REVIEW, "2024-12-25"),
        ("2024", Clock.SCHOOL_YEAR, "2024-09-11"),
    ],
)
def test_a_figure_is_due_eleven_days_after_its_period(code: str, clock: Clock, due: str) -> None:
    assert clock.due(Period.parse(code)) == date.fromisoformat(due)


@pytest.mark.parametrize(
    "code", ["calendar", "administrative", "crop_season", "school_year", "poverty_review", "from-20"]
)
def test_a_clock_is_kept_as_text(code: str) -> None:
    assert str(Clock.parse(code)) == code


@pytest.mark.parametrize("code", ["", "lunar", "from-1", "from-29", "from-"])
def test_what_is_no_clock_is_refused_with_what_to_write(code: str) -> None:
    with pytest.raises(ValueError, match=r"write calendar|choose a day from 2 to 28"):
        Clock.parse(code)


def test_the_fifteenth_is_the_administrative_clock_and_no_second_one() -> None:
    assert Clock.parse("from-15") == Clock.ADMINISTRATIVE
