"""What a report tells of: the period that its headline says, and the same period of another year that it compares with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tiendo.model.document import Span
from tiendo.model.period import Period
from tiendo.reading.times import times_said

_YEAR = 12  # months
_REPORTS = re.compile(r"\b(?:báo cáo|kết quả|tình hình|sơ kết|tổng kết|đánh giá|nhìn lại|bức tranh)\b", re.IGNORECASE)
_PLANS = re.compile(
    r"\b(?:nhiệm vụ|phương hướng|kế hoạch|giải pháp|triển khai|phấn đấu|mục tiêu|chỉ tiêu|dự toán|chương trình)\b",
    re.IGNORECASE,
)


def period_told(title: str, plan: Period | None) -> Period | None:
    """The period whose results a headline reports: "Kết quả … 9 tháng đầu năm 2024, nhiệm vụ 3 tháng cuối năm" tells of
    nine months. Of "tháng 9 và 9 tháng đầu năm" the longer is meant, which what is added up from January is of. A whole
    year only beside a word of reporting; None where the headline plans, or names no period."""
    found: list[Period] = []
    last, told = 0, None
    for time in times_said(title, (Span(0, len(title)),), plan):
        before = title[last : time.span.start]
        planned, reported = _PLANS.search(before), _REPORTS.search(before)
        if reported or planned:
            told = reported is not None and (planned is None or reported.start() < planned.start())
        ends_year = "cuối" in time.span.of(title).lower()
        part = time.period.months_long < 12 and not ends_year
        if told or (told is None and part):
            found.append(time.period)
        last = time.span.end
    # "Kết quả thực hiện chương trình năm 2024, 9 tháng đầu năm": the year is the programme's, its part is told
    parts = {p.last_year for p in found if p.months_long < _YEAR}
    told_of = [p for p in found if p.months_long != _YEAR or p.last_year not in parts]
    return max(told_of, key=lambda p: (p.last_year, p.months_long), default=None)


def is_report(title: str) -> bool:
    """Whether a headline tells of results and plans nothing: "Tình hình kinh tế - xã hội huyện Lâm Sơn"."""
    return _REPORTS.search(title) is not None and _PLANS.search(title) is None


def year_before(period: Period) -> Period:
    """The same months of the year before: what "cùng kỳ" is of."""
    return replace(period, first_year=period.first_year - 1)


_SAME_PERIOD = re.compile(
    r"(?P<than>(?:so với|so|bằng|hơn)\s)?(?:cùng kỳ|(?P<than_year>so với (?:(?:ước )?thực hiện )?năm (?:trước|ngoái|(?P<other>20\d\d))))"
    r"(?:\snăm\s(?:trước|ngoái|(?P<year>20\d\d)))?\s?(?P<open>\()?\s?(?:(?:năm trước|thực hiện|chỉ|đạt|là|có|ước|khoảng|gần|trên|:|=)\s?){0,3}$",
    re.IGNORECASE,
)
_LONGEST_SAME_PERIOD = 70  # characters


@dataclass(frozen=True, slots=True)
class SamePeriod:
    """That a number is of the same period of another year: "(cùng kỳ 58,6 tỷ đồng)".

    Attributes:
        year: the year that is named, else None: the year before.
        bracket: where a bracket after a comparison opens ("tăng 2,1% so với năm trước (194.368 tấn)"), else False.
        same: "cùng kỳ" is said, and not the year before as a whole.
    """

    year: int | None
    bracket: bool
    same: bool


def same_period_said(text: str, sentence: Span, number: Span) -> SamePeriod | None:
    """What the words right before a number say of the period that others are compared with; None where nothing."""
    before = text[max(sentence.start, number.start - _LONGEST_SAME_PERIOD) : number.start].replace("\n", " ")
    if "cùng kỳ" not in before.lower() and "so với" not in before.lower():
        return None
    match = _SAME_PERIOD.search(before)
    if match is None or ((match["than"] or match["than_year"]) and not match["open"]):
        return None  # "so với cùng kỳ đạt 105 %" is what it comes to
    year = match["year"] or match["other"]
    return SamePeriod(int(year) if year else None, match["open"] is not None, match["than_year"] is None)
