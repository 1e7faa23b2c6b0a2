"""Years and terms that a text names."""

from __future__ import annotations

import re

from tiendo.model.period import Period

_ONE_YEAR = r"năm\s+(20\d\d)\b(?!\s{0,3}[-–—]\s{0,3}20\d\d)"  # "5 năm 2021 - 2025" names no single year
_YEAR = re.compile(rf"\b{_ONE_YEAR}", re.IGNORECASE)
_TERM = re.compile(
    r"(?:(?:05|5|năm)\s+năm|giai đoạn|nhiệm kỳ)\s+(?:năm\s+)?(20\d\d)\s{0,3}[-–—]\s{0,3}(20\d\d)", re.IGNORECASE
)


def years_in(text: str) -> list[int]:
    """Every "năm 20xx", in text order."""
    return [int(m[1]) for m in _YEAR.finditer(text)]


def term_in(text: str) -> Period | None:
    """The first term named ("kế hoạch 05 năm 2021 - 2025", "giai đoạn 2021-2025")."""
    for match in _TERM.finditer(text):
        first, last = int(match[1]), int(match[2])
        if 0 < last - first <= 10:
            return Period.term(first, last)
    return None


def plan_period(title: str, body: str) -> tuple[Period | None, Period | None]:
    """(the period the targets are for, the term around it).

    The headline decides where it names one. Else the first year in a sentence that speaks of a plan, else the first
    year of the text. A term counts as the period only when no single year is named before it.
    """
    term = term_in(f"{title}\n{body}")
    if years := years_in(title):
        return Period.year(max(years)), term
    if own := term_in(title):
        return own, own
    planned = re.search(
        rf"(?:kế hoạch|nhiệm vụ|chỉ tiêu|mục tiêu|phấn đấu|chương trình)[^.\n]{{0,80}}?\b{_ONE_YEAR}",
        body,
        re.IGNORECASE,
    ) or re.search(rf"\b{_ONE_YEAR}[^.\n]{{0,60}}?(?:phấn đấu|đề ra|chỉ tiêu|mục tiêu)", body, re.IGNORECASE)
    if planned:
        return Period.year(int(planned[1])), term
    if term:
        return term, term
    years = years_in(body)
    return (Period.year(max(years)), term) if years else (None, term)
