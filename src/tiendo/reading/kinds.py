"""Target or result: what a sentence promises, and what it tells as done."""

from __future__ import annotations

import re

from tiendo.model.figure import FigureKind
from tiendo.model.period import Period

# A year that a change is counted from says nothing about when the sentence plays.
_COMPARED = re.compile(
    r"(?:so với|bằng|gấp|lần|hơn|so)\s(?:\w+\s){0,4}?năm\s(?:19|20)\d\d|so với\s[^,.;()]{0,60}|\d{1,2}[-–/.]\d{1,2}[-–/.](?:19|20)\d\d|"
    r"giá (?:so sánh|cố định)(?: năm)? (?:19|20)\d\d|tháng\s\d{1,2}\s(?:năm\s)?(?:19|20)\d\d",
    re.IGNORECASE,
)
_TERM = re.compile(r"\b((?:19|20)\d\d)\s{0,3}[-–—]\s{0,3}((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?:năm|đến|đầu năm|cuối năm)\s((?:19|20)\d\d)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:đã(?!\s(?:giao|đề ra|thông qua|quyết|thống nhất|xác định|bầu|ban hành|chọn|phê duyệt|chốt|đặt))|ước thực hiện|ước đạt|so với cùng kỳ|cùng kỳ|kết quả|hiện có|hiện nay|đến nay|tính đến|vừa qua|năm qua|nhiệm kỳ qua|nhìn lại|đánh giá|"
    r"nhiệm kỳ trước|khép lại|đạt được|ghi nhận|theo báo cáo|sau (?:5|năm) năm|hoàn thành \d+/\d+|thực hiện được|năm năm qua|thời gian qua|[69] tháng|quý (?:i|ii|iii)|trong năm, )\b",
    re.IGNORECASE,
)
_STRONGLY_PAST = re.compile(
    r"\b(?:ước thực hiện|nhìn lại|năm qua|nhiệm kỳ trước|kết quả thực hiện|đã (?:đạt|hoàn thành|thực hiện)|khép lại|nhiệm kỳ qua)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:phấn đấu|mục tiêu|đề ra|đặt ra|dự kiến|sẽ|quyết tâm|nhiệm vụ (?:năm|trọng tâm|phát triển)|ấn định|cần đạt|phương hướng|sang năm|bước sang|cho năm|với năm|chỉ tiêu chủ yếu|chốt|"
    r"thống nhất|quyết nghị|yêu cầu|kế hoạch năm|kế hoạch 20|chỉ tiêu năm|nhắm tới|hướng tới|đặt mục tiêu|giao kế hoạch|giao chỉ tiêu|năm tới|nhiệm kỳ tới|định hướng|các chỉ tiêu)\b",
    re.IGNORECASE,
)


def kind_of(said: str, plan: Period | None, before: FigureKind) -> FigureKind:
    """Whether a clause tells a result. The years named in it decide; then its words; else it goes on as before."""
    said = said.replace("\n", " ")
    same_time = "cùng kỳ" in said.lower()
    said = _COMPARED.sub(" ", said)
    past, planned = bool(_PAST.search(said)) or same_time, bool(_PLANNED.search(said))
    if _STRONGLY_PAST.search(said) and not re.search(r"\bphấn đấu\b", said):
        return FigureKind.RESULT
    when = _when(said, plan)
    if when is FigureKind.TARGET:
        return FigureKind.RESULT if past and not planned else FigureKind.TARGET
    if when is FigureKind.RESULT:
        return FigureKind.TARGET if planned and not past else FigureKind.RESULT
    if planned:
        return FigureKind.TARGET
    return FigureKind.RESULT if past else before


def _when(said: str, plan: Period | None) -> FigureKind | None:
    """RESULT when every year named lies before the plan, TARGET when one lies in it or after; None without years."""
    if plan is None:
        return None
    named: list[tuple[int, int]] = [(int(m[1]), int(m[2])) for m in _TERM.finditer(said)]
    named += [(int(m[1]), int(m[1])) for m in _YEAR.finditer(_TERM.sub(" ", said))]
    if not named:
        return None
    term = plan.last_year > plan.first_year
    for _first, last in named:
        if last > plan.last_year or last == plan.last_year or (term and plan.first_year < last <= plan.last_year):
            return FigureKind.TARGET
    return None if term and any(last == plan.first_year == first for first, last in named) else FigureKind.RESULT
