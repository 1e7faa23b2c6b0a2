"""Period and Clock: a nominal period of time, and which days it covers for an indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_YEAR = "(?:19|20|21)[0-9]{2}"  # a plan for the year 9999 is a slip of the keyboard, and has no day after it


class PeriodKind(StrEnum):
    """Length of a period."""

    TERM = "term"
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A nominal period: `first_year`, `first_month` and its length in months.

    Ordered by start, so a series sorts by itself. Which days it covers depends on the Clock.
    """

    first_year: int
    first_month: int
    months_long: int
    kind: PeriodKind

    @classmethod
    def term(cls, first_year: int, last_year: int) -> Period:
        """Several whole years, e.g. term(2021, 2025)."""
        return cls(first_year, 1, 12 * (last_year - first_year + 1), PeriodKind.TERM)

    @classmethod
    def year(cls, year: int) -> Period:
        """One calendar year."""
        return cls(year, 1, 12, PeriodKind.YEAR)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """Quarter 1 to 4 of a year."""
        return cls(year, 3 * quarter - 2, 3, PeriodKind.QUARTER)

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        """The first (1) or second (2) half of a year."""
        return cls(year, 6 * half - 5, 6, PeriodKind.HALF)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Month 1 to 12 of a year."""
        return cls(year, month, 1, PeriodKind.MONTH)

    @classmethod
    def parse(cls, code: str) -> Period:
        """The period with this `code`; raises ValueError with a sentence where there is none."""
        found = re.fullmatch(rf"({_YEAR})-({_YEAR})", code)
        if found and int(found[1]) <= int(found[2]):
            return cls.term(int(found[1]), int(found[2]))
        if found := re.fullmatch(rf"({_YEAR})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?", code):
            year = int(found[1])
            if found[2]:
                return cls.quarter(year, int(found[2]))
            if found[3]:
                return cls.half(year, int(found[3]))
            return cls.month(year, int(found[4])) if found[4] else cls.year(year)
        raise ValueError(f"“{code}” is not a period: write 2024, 2024-03, 2024-Q1, 2024-H1 or 2021-2025.")

    @property
    def code(self) -> str:
        """2021-2025, 2024, 2024-H1, 2024-Q1 or 2024-03."""
        match self.kind:
            case PeriodKind.TERM:
                return f"{self.first_year}-{self.last_year}"
            case PeriodKind.YEAR:
                return str(self.first_year)
            case PeriodKind.HALF:
                return f"{self.first_year}-H{self.first_month // 6 + 1}"
            case PeriodKind.QUARTER:
                return f"{self.first_year}-Q{self.first_month // 3 + 1}"
            case PeriodKind.MONTH:
                return f"{self.first_year}-{self.first_month:02d}"

    @property
    def last_year(self) -> int:
        """The year of its last month."""
        return self.first_year + (self.first_month + self.months_long - 2) // 12

    def months(self) -> tuple[Period, ...]:
        """Its months in order."""
        start = self.first_year * 12 + self.first_month - 1
        return tuple(Period.month(n // 12, n % 12 + 1) for n in range(start, start + self.months_long))

    def years(self) -> tuple[Period, ...]:
        """The calendar years it touches, in order."""
        return tuple(Period.year(y) for y in range(self.first_year, self.last_year + 1))

    def holds(self, other: Period) -> bool:
        """True when every month of `other` is a month of this period."""
        start = self.first_year * 12 + self.first_month
        other_start = other.first_year * 12 + other.first_month
        return start <= other_start and other_start + other.months_long <= start + self.months_long

    def through(self, month: Period) -> Period:
        """The part of this period up to and with `month`, as one running period of its own kind.

        Its code is that of the whole; only `months_long` is cut. Raises ValueError when the month lies outside.
        """
        if not self.holds(month):
            raise ValueError(f"{month.code} is not in {self.code}.")
        months = (month.first_year - self.first_year) * 12 + month.first_month - self.first_month + 1
        return Period(self.first_year, self.first_month, months, self.kind)

    @property
    def next_month(self) -> Period:
        """The month that follows the period's last."""
        n = self.first_year * 12 + self.first_month - 1 + self.months_long
        return Period.month(n // 12, n % 12 + 1)


class Clock(StrEnum):
    """Which days a nominal period covers.

    CALENDAR: from the 1st to the last day (statistics; TT 37/2019, TT 02/2019).
    ADMINISTRATIVE: from the 15th of the month before to the 14th (Decree 09/2019/NĐ-CP, article 12).
    """

    CALENDAR = "calendar"
    ADMINISTRATIVE = "administrative"

    def days(self, period: Period) -> tuple[date, date]:
        """First and last day that the period covers under this clock."""
        after = period.next_month
        if self is Clock.CALENDAR:
            first = date(period.first_year, period.first_month, 1)
            return first, date(after.first_year, after.first_month, 1) - timedelta(days=1)
        before_first = date(period.first_year, period.first_month, 1) - timedelta(days=1)
        last_month_end = date(after.first_year, after.first_month, 1) - timedelta(days=1)
        return before_first.replace(day=15), last_month_end.replace(day=14)
