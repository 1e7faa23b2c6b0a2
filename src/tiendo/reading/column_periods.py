"""The period that the heading of a column is of: "Thực hiện 9 tháng", "Cùng kỳ năm trước", "Lũy kế từ đầu năm", "Năm 2023"."""

from __future__ import annotations

import re
from dataclasses import replace

from tiendo.model.period import Period
from tiendo.reading.reported import year_before

_TERM = re.compile(r"((?:19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_QUARTER = re.compile(r"\bquý\s+(I{1,3}|IV|[1-4])\b", re.IGNORECASE)
_MONTHS = re.compile(r"\b(\d{1,2})\s?(?:tháng|t)\b", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:tháng\s?|t)(\d{1,2})\b", re.IGNORECASE)
_ANY_MONTH = re.compile(r"\btháng\b", re.IGNORECASE)
_SO_FAR = re.compile(r"\b(?:lũy kế|luỹ kế|cộng dồn|từ đầu năm|đầu năm đến)\b", re.IGNORECASE)
SAME_PERIOD = re.compile(r"\b(?:cùng kỳ|ck)\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\bnăm (?:trước|ngoái)\b", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"\bcả năm\b", re.IGNORECASE)


def period_of(said: str, plan: Period | None, told: Period | None) -> Period | None:
    """The period that a heading names, or None.

    Args:
        plan: the period that the text plans: the year of a month or a quarter said without one.
        told: the period that the headline reports: "lũy kế" runs to its end, "cùng kỳ" is a year before it.
    """
    year = _year(plan) or (told.last_year if told else None)
    if SAME_PERIOD.search(said):
        named = period_named(SAME_PERIOD.sub(" ", said), None)
        if named is not None and named.months_long < 12:
            return named
        running = _part(said, None if year is None else year - 1) or (told and year_before(told))
        return replace(running, first_year=named.first_year) if named and running else running
    if _SO_FAR.search(said) and told is not None:
        return _part(said, year) or Period.year(told.last_year).through(told.months()[-1])
    if (named := period_named(said, year)) is not None:
        return named
    if _YEAR_BEFORE.search(said) and year is not None:
        return Period.year(year - 1)
    if _WHOLE_YEAR.search(said) and year is not None:
        return Period.year(year)
    if _ANY_MONTH.search(said) and told is not None and not _MONTHS.search(said):
        return told.months()[-1]  # "TH tháng": the month of the report
    return None


def period_named(said: str, year: int | None) -> Period | None:
    """A term, a part of a year, or a year; `year` where a part is said without one. None where nothing is certain."""
    if found := _TERM.search(said):
        first, last = int(found[1]), int(found[2])
        return Period.term(first, last) if 0 < last - first <= 10 else None
    years = {int(named) for named in _YEAR.findall(said)}
    if len(years) > 1:
        return None
    own = years.pop() if years else None
    if part := _part(said, own or year):
        return part
    return Period.year(own) if own and not _ANY_MONTH.search(said) else None


def _part(said: str, year: int | None) -> Period | None:
    """The months, the quarter or the month that a heading names, in a year."""
    if year is None:
        return None
    if found := _MONTHS.search(said):
        months = int(found[1])
        if months == 6:
            return Period.half(year, 2 if "cuối" in said.lower() else 1)
        return Period.year(year).through(Period.month(year, months)) if 1 <= months <= 12 else None
    if found := _QUARTER.search(said):
        return Period.quarter(year, {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(found[1].lower()) or int(found[1]))
    if found := _MONTH.search(said):
        return Period.month(year, int(found[1])) if 1 <= int(found[1]) <= 12 else None
    return None


def _year(plan: Period | None) -> int | None:
    return plan.first_year if plan is not None and plan.first_year == plan.last_year else None
