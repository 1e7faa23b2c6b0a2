"""Period and Clock: a nominal period of time, and which days it covers for an indicator (domain.md section 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

_YEAR = "(?:19|20|21)[0-9]{2}"  # a plan for the year 9999 is a slip of the keyboard, and has no day after it


class PeriodKind(StrEnum):
    """Length of a period."""

    TERM = "term"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    HALF = "half"
    SEASON = "season"
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
    def season(cls, year: int, season: int) -> Period:
        """A crop season that counts in `year`, as the third of the year in which it is brought in: 1 Đông Xuân (sown in the
        year before), 2 Hè Thu, 3 Thu Đông."""
        return cls(year, 4 * season - 3, 4, PeriodKind.SEASON)

    @classmethod
    def school_year(cls, first_year: int) -> Period:
        """The school year that begins in September of `first_year`, twelve months."""
        return cls(first_year, 9, 12, PeriodKind.SCHOOL_YEAR)

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
        if found := re.fullmatch(rf"({_YEAR})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])|S([1-3])|(SY)))?", code):
            year = int(found[1])
            if found[2]:
                return cls.quarter(year, int(found[2]))
            if found[3]:
                return cls.half(year, int(found[3]))
            if found[5]:
                return cls.season(year, int(found[5]))
            if found[6]:
                return cls.school_year(year)
            return cls.month(year, int(found[4])) if found[4] else cls.year(year)
        raise ValueError(
            f"“{code}” is not a period: write 2024, 2024-03, 2024-Q1, 2024-H1, 2024-S1 (a crop season), 2024-SY (the school "
            "year that begins in 2024) or 2021-2025."
        )

    @property
    def code(self) -> str:
        """2021-2025, 2024, 2024-SY, 2024-H1, 2024-S1, 2024-Q1 or 2024-03."""
        match self.kind:
            case PeriodKind.TERM:
                return f"{self.first_year}-{self.last_year}"
            case PeriodKind.YEAR:
                return str(self.first_year)
            case PeriodKind.SCHOOL_YEAR:
                return f"{self.first_year}-SY"
            case PeriodKind.SEASON:
                return f"{self.first_year}-S{self.first_month // 4 + 1}"
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


@dataclass(frozen=True, slots=True)
class Clock:
    """Which days a nominal period covers, when it has closed and when its figure is due. Kept as text: its `code`.

    CALENDAR: from the 1st to the last day (statistics; TT 37/2019, TT 02/2019).
    ADMINISTRATIVE: from the 15th of the month before to the 14th (Decree 09/2019/NĐ-CP, article 12).
    CROP_SEASON: by what is sown and brought in. Đông Xuân 2023-2024 is sown from November 2023 and counts in 2024; a
        year therefore begins with that November and ends with Thu Đông, when the next Đông Xuân already stands.
    SCHOOL_YEAR: the year 2024 is the school year that ends in it, September 2023 to August 2024.
    POVERTY_REVIEW: a year is the yearly review, 1/9-14/12; its months go from the 15th (QĐ 24/2021/QĐ-TTg).
    Clock.from_day(20): from the 20th of the month before to the 19th, as an office may have agreed.

    Attributes:
        first_day: the day of the month before on which a month begins; 1 when it begins with its own first.
    """

    code: str
    first_day: int = 1

    CALENDAR: ClassVar[Clock]
    ADMINISTRATIVE: ClassVar[Clock]
    CROP_SEASON: ClassVar[Clock]
    SCHOOL_YEAR: ClassVar[Clock]
    POVERTY_REVIEW: ClassVar[Clock]

    @classmethod
    def from_day(cls, day: int) -> Clock:
        """The clock whose months begin on this day (2 to 28) of the month before. Raises ValueError outside."""
        if not 2 <= day <= 28:
            raise ValueError(f"A month cannot begin on day {day} of the month before: choose a day from 2 to 28.")
        return Clock.ADMINISTRATIVE if day == Clock.ADMINISTRATIVE.first_day else cls(f"from-{day}", day)

    @classmethod
    def parse(cls, code: str) -> Clock:
        """The clock with this code; raises ValueError with a sentence where there is none."""
        if code in _CLOCKS:
            return _CLOCKS[code]
        if found := re.fullmatch(r"from-([0-9]{1,2})", code):
            return cls.from_day(int(found[1]))
        raise ValueError(f"“{code}” is not a clock: write {', '.join(_CLOCKS)} or from-20.")

    def __str__(self) -> str:
        return self.code

    def running(self, period: Period) -> Period:
        """The period whose months the figures of `period` are of: a year of schools is that school year."""
        if self == Clock.SCHOOL_YEAR and period.kind is PeriodKind.YEAR:
            return Period.school_year(period.first_year - 1)
        return period

    def days(self, period: Period) -> tuple[date, date]:
        """First and last day that the period covers under this clock; it has closed when the last is over."""
        if self == Clock.POVERTY_REVIEW and period.kind is PeriodKind.YEAR:
            return date(period.first_year, 9, 1), date(period.first_year, 12, 14)
        months = self.running(period)
        first, after = self._begin(months.months()[0]), self._begin(months.next_month)
        if self == Clock.CROP_SEASON and period.first_month == 1 and period.kind in _WITH_WINTER:
            first = date(period.first_year - 1, 11, 1)
        return first, after - timedelta(days=1)

    def due(self, period: Period) -> date:
        """The day by which the figure of a period has to be in: eleven days after its last, as the 25th is after the 14th
        (Decree 09/2019/NĐ-CP, article 13)."""
        return self.days(period)[1] + timedelta(days=11)

    def _begin(self, month: Period) -> date:
        own_first = date(month.first_year, month.first_month, 1)
        return own_first if self.first_day == 1 else (own_first - timedelta(days=1)).replace(day=self.first_day)


_WITH_WINTER = frozenset({PeriodKind.YEAR, PeriodKind.SEASON, PeriodKind.TERM})

Clock.CALENDAR = Clock("calendar")
Clock.ADMINISTRATIVE = Clock("administrative", 15)
Clock.CROP_SEASON = Clock("crop_season")
Clock.SCHOOL_YEAR = Clock("school_year")
Clock.POVERTY_REVIEW = Clock("poverty_review", 15)
_CLOCKS = {
    c.code: c
    for c in (Clock.CALENDAR, Clock.ADMINISTRATIVE, Clock.CROP_SEASON, Clock.SCHOOL_YEAR, Clock.POVERTY_REVIEW)
}
