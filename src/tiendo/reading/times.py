"""When each figure is of: the periods that a text says, and which of them goes with which number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from tiendo.model.document import Span
from tiendo.model.period import Period
from tiendo.reading.periods import LONGEST_TERM

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_A_YEAR = re.compile(r"20\d\d")
_MONTHS_SAID = r"\d{1,2}|ba|sáu|chín"
_TIMES = (
    r"(?P<not>năm học 20\d\d\s{0,3}[-–—]\s{0,3}20\d\d|giá (?:so sánh|cố định|hiện hành)(?: năm)? (?:19|20)\d\d|ngày\s\d{1,2}\stháng\s\d{1,2}(?:\snăm\s20\d\d)?|\d{1,2}[-/.]\d{1,2}[-/.]20\d\d|"
    r"(?:so|so với|bằng|gấp|lần|hơn|cùng kỳ|so với cùng kỳ)\s(?:\w+\s){0,3}?năm\s(?:20\d\d|trước)|\d{1,5}/20\d\d/[\w-]{1,20})",
    rf"(?:(?P<months>{_MONTHS_SAID})\stháng(?:\s(?P<half>đầu|cuối)(?!\s(?:tiên|tư|mối|người))(?:\s(?:của\s)?năm(?:\s(?P<y1>20\d\d))?)?|(?:\s?/\s?|\snăm\s)(?P<y5>20\d\d)|\s(?:năm|qua))\b)",
    rf"(?:(?:kết quả|tình hình|sơ kết|trong|qua|ước|lũy kế|luỹ kế|tính chung|sau|hết)\s(?P<run>{_MONTHS_SAID})\stháng\b(?!\s(?:tới|tiếp|cuối|một|đầu|thực hiện)))",
    r"(?:(?:đến|tới)\s(?:hết|cuối)\stháng\s(?P<upto>\d{1,2})(?:(?:\s?/\s?|\snăm\s)(?P<y6>20\d\d)\b|(?![\d/]|,\d)))",
    r"(?:quý\s(?P<quarter>IV|I{1,3}|[1-4])(?:\s?/\s?|\snăm\s|,?\s)?(?P<y2>20\d\d)?(?![\w/]))",
    r"(?:tháng\s(?P<month>\d{1,2})(?:(?:\s?/\s?|\snăm\s)(?P<y3>20\d\d)\b|(?![\d/]|,\d)))",
    r"(?:\b(?:năm\s)?(?P<t1>20\d\d)\s{0,3}[-–—]\s{0,3}(?P<t2>20\d\d)\b)",
    r"(?P<so_far>\btừ đầu năm(?:\s(?:đến|tới)\s(?:nay|hết tháng|cuối tháng)(?!\s\d))?\b)",
    r"(?P<whole>\b(?:cả năm|đến (?:hết|cuối) năm)\b)(?!\s20)",
    r"(?:\bnăm\s(?P<y4>20\d\d)\b)",
)
_SAID = re.compile(rf"(?=[\dbcđghklnqstư])(?:{'|'.join(_TIMES)})", re.IGNORECASE)  # sought only where one can begin
_LONGEST_MARKER = 12  # characters of a list sign
_LONGEST_HEADING = 90  # characters
_LONGEST_CLAUSE = 120  # characters
_AMOUNT = re.compile(
    r"(?<![\d/-])(?<!Điều )(?<!ĐIỀU )(?!20\d\d)(?!\d{1,2}\s(?:tháng|THÁNG))\d+[\d.,]*\s*(?:%|[^\W\d]{2,})"
)  # a line that says one is no heading
_DIGIT = re.compile(r"\d")
_LONGEST_UNIT = 30  # characters
_BRACKET = re.compile(r"[()]")
_MOST_ASIDES = 6
_NEXT_CLAUSE = re.compile(r"[,;:.()\n]")


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """A period as the text says it, and where; without `has_year` the year is only that of the plan."""

    span: Span
    period: Period
    has_year: bool = True


def times_said(text: str, body: Sequence[Span], plan: Period | None, until: Period | None = None) -> list[TimeSaid]:
    """Every period said in the body, in text order; years that something is only compared with are left out.

    A half or a quarter said without its year is the plan's ("6 tháng đầu năm", "quý III"). `until`: the month that "từ đầu
    năm đến nay" runs to.
    """
    found = []
    for line in body:
        if not _may_say_a_time(text[line.start : line.end].lower()):
            continue
        for match in _SAID.finditer(text, line.start, line.end):
            period = _period(match, plan, until)
            if period is not None:
                found.append(TimeSaid(Span(*match.span()), period, _A_YEAR.search(match[0]) is not None))
    return found


def _may_say_a_time(line: str) -> bool:
    """Whether a line holds what every time is said with: most hold nothing of it, and need not be searched."""
    if "tháng" in line or "quý" in line or _A_YEAR.search(line) is not None:
        return True
    return " năm" in line and any(f"{word} năm" in line for word in ("cả", "hết", "cuối", "đầu"))


def _period(match: re.Match[str], plan: Period | None, until: Period | None) -> Period | None:
    if match["not"]:
        return None
    own = plan.first_year if plan is not None and plan.first_year == plan.last_year else None
    if said := match["months"] or match["run"]:
        months = {"ba": 3, "sáu": 6, "chín": 9}.get(said.lower()) or int(said)
        year = int(match["y1"] or match["y5"] or own or 0)
        if not year or not 1 <= months <= 12:
            return None
        if months == 6:
            return Period.half(year, 2 if (match["half"] or "").lower() == "cuối" else 1)
        if (match["half"] or "").lower() == "cuối":
            return Period.quarter(year, 4) if months == 3 else None
        return Period.quarter(year, 1) if months == 3 else Period.year(year).through(Period.month(year, months))
    if match["so_far"]:
        return Period.year(until.first_year).through(until) if until else None
    if match["upto"]:  # "đến hết tháng 9": what came in since January
        last, year = int(match["upto"]), int(match["y6"] or own or 0)
        return Period.year(year).through(Period.month(year, last)) if year and 1 <= last <= 12 else None
    if match["quarter"]:
        year = int(match["y2"] or own or 0)
        return Period.quarter(year, _QUARTERS[match["quarter"].lower()]) if year else None
    if match["month"]:
        month, year = int(match["month"]), int(match["y3"] or own or 0)
        return Period.month(year, month) if year and 1 <= month <= 12 else None
    if match["whole"]:
        return Period.year(own) if own else None
    if match["t1"]:
        first, last = int(match["t1"]), int(match["t2"])
        return Period.term(first, last) if 0 < last - first <= LONGEST_TERM else None
    return Period.year(int(match["y4"]))


def when_of(
    text: str, sentence: Span, number: Span, times: Sequence[TimeSaid], starts: Sequence[int]
) -> TimeSaid | None:
    """The period that a sentence says of one of its numbers: the one right after it, else the last one before it, else
    the first one after it in the same clause. None where the sentence says none. `starts`: where each of `times` begins."""
    after = bisect_left(starts, number.end)
    following = times[after] if after < len(times) and times[after].span.end <= sentence.end else None
    if following is not None:
        between = text[number.end : min(following.span.start, number.end + _LONGEST_CLAUSE)]
        if _unit_only(between):
            return following
        before = _last_said(text, sentence.start, number.start, times, starts)
        whole = number.end + len(between) == following.span.start
        return before or (following if whole and _NEXT_CLAUSE.search(between) is None else None)
    return _last_said(text, sentence.start, number.start, times, starts)


def when_carried(
    text: str, paragraph: int, offset: int, times: Sequence[TimeSaid], starts: Sequence[int]
) -> Period | None:
    """The period said last between the beginning of a paragraph and an offset in it; None where none is."""
    said = _last_said(text, paragraph, offset, times, starts)
    return said.period if said else None


def introduced(
    text: str, passages: Sequence[Span], times: Sequence[TimeSaid], headings: Container[int]
) -> tuple[list[Period | None], list[TimeSaid]]:
    """(for each passage the period of the line that introduces it, the times with the year of their introduction).

    Such a line is "Năm 2024, huyện phấn đấu:" above a list, or a heading "II. CHỈ TIÊU NĂM 2024". A heading that says no
    period leaves the one above it; a paragraph of prose ends the list. Under "Kết quả năm 2023", "6 tháng đầu năm" is of 2023.
    """
    found: list[Period | None] = []
    dated: list[TimeSaid] = []
    section: Period | None = None  # of the heading above
    lead: Period | None = None  # of the line with a colon above
    at = 0
    for span in passages:
        intro = lead or section
        found.append(intro)
        said: Period | None = None
        while at < len(times) and times[at].span.start < span.end:
            time = times[at]
            if not time.has_year and intro is not None and intro.first_year == intro.last_year:
                time = replace(time, period=replace(time.period, first_year=intro.first_year))
            dated.append(time)
            said, at = time.period, at + 1
        line = text.rfind("\n", max(0, span.start - _LONGEST_MARKER), span.start) + 1
        listed = bool(text[max(line, span.start - _LONGEST_MARKER) : span.start].strip(" *_"))
        ends = text[max(span.start, span.end - _LONGEST_HEADING - 1) : span.end].rstrip(" *_")
        short = len(ends) <= _LONGEST_HEADING and not ends.endswith((".", ";", ":"))
        if line in headings or (short and not _AMOUNT.search(ends)):
            section, lead = said or section, None
        elif ends.endswith(":"):
            lead = said or lead
        elif not listed and not _prose_goes_on(text, span):
            lead = None
    return found, [*dated, *times[at:]]


def _prose_goes_on(text: str, span: Span) -> bool:
    """Whether another line follows a paragraph without a blank line between."""
    return text[span.end : span.end + 1] == "\n" and text[span.end + 1 : span.end + 2] not in {"", "\n"}


def _last_said(text: str, first: int, offset: int, times: Sequence[TimeSaid], starts: Sequence[int]) -> TimeSaid | None:
    """The last period between two offsets; one in brackets behind another number spoke of that one."""
    at = bisect_left(starts, offset) - 1
    for n in range(at, max(-1, at - _MOST_ASIDES), -1):
        if starts[n] < first:
            return None
        bracket = _BRACKET.search(text, times[n].span.end, min(offset, times[n].span.end + _LONGEST_CLAUSE))
        opened = text.rfind("(", max(first, starts[n] - _LONGEST_CLAUSE), starts[n])
        if bracket is None or bracket[0] == "(" or opened < 0:
            return times[n]
        if not _DIGIT.search(text, max(first, opened - _LONGEST_UNIT), opened):
            return times[n]  # "Nghị quyết (nhiệm kỳ 2020-2025) nêu rõ": said of no number
    return None


def _unit_only(between: str) -> bool:
    """Whether between a number and a period stands only the unit: "28 triệu đồng năm 2019", "50 % vào cuối năm 2025"."""
    return (
        _NEXT_CLAUSE.search(between) is None
        and len(between.split()) <= 5
        and not re.search(r"\b(?:từ|lên|xuống|tăng|giảm)\b", between)
    )
