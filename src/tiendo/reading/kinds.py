"""Target or result: what a sentence promises, and what it tells as done."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from tiendo.model.document import Span
from tiendo.model.figure import FigureKind
from tiendo.model.period import Period
from tiendo.reading.clues import Clued
from tiendo.reading.lexer import words as word_set
from tiendo.reading.lexer import words_of

# A year that a change is counted from says nothing about when the sentence plays.
_AS_PLANNED = (
    r"(?:đạt|vượt|hoàn thành)(?: và vượt)?(?: mức)? (?:các )?(?:chỉ tiêu|kế hoạch|mục tiêu|nghị quyết)(?: \w{1,12}){0,4}? "
    r"(?:đề ra|được giao|tỉnh giao|huyện giao|trên giao)"
)
_COMPARED = re.compile(
    r"(?:so với|bằng|gấp|lần|hơn|so)\s(?:\w+\s){0,4}?năm\s(?:(?:19|20)\d\d|trước|ngoái)|so với\s(?:[^,.;()]|(?<=\d)[,.](?=\d)){0,60}|\d\s?%\s(?:kế hoạch|kh|dự toán|chỉ tiêu|nghị quyết|nq|mục tiêu)\b[^,.;()]{0,60}|(?:chuẩn|tiêu chí)\s[^,.;()]{0,60}?(?:19|20)\d\d\s{0,3}[-–—]\s{0,3}(?:19|20)\d\d|\d{1,2}[-–/.]\d{1,2}[-–/.](?:19|20)\d\d|"
    rf"{_AS_PLANNED}|"
    r"bằng\s\d[\d.,]*\s?%\s(?:so với\s)?(?:mức\s)?(?:ước\s)?(?:thực hiện|cùng kỳ|năm)[^,.;()]{0,40}|"
    r"giá (?:so sánh|cố định)(?: năm)? (?:19|20)\d\d|tháng\s\d{1,2}\s(?:năm\s)?(?:19|20)\d\d"
)
_PLAN_WORDS = word_set("kế kh dự chỉ nghị nq mục")  # what a share of a plan begins to name it with
_TERM = re.compile(r"(?<!năm học )\b((?:19|20)\d\d)\s{0,3}[-–—]\s{0,3}((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?:năm|đến|đầu năm|cuối năm)\s((?:19|20)\d\d)\b")
_PAST = Clued(
    r"\b(?:đã(?!\s(?:\w+\s){0,4}?(?:giao|đề ra|thông qua|quyết|thống nhất|xác định|bầu|ban hành|chọn|phê duyệt|chốt|đặt))|ước thực hiện|ước đạt|so với cùng kỳ|cùng kỳ|(?<!số hóa )(?<!số hoá )(?<!trả )(?<!nhận )(?<!theo )(?<!phát huy )(?<!phát huy những )(?<!trên cơ sở )(?<!từ những )kết quả(?! (?:giải quyết|xử lý|học tập|khám|xét nghiệm|xếp loại|rèn luyện|đầu ra))|hiện có(?=\s\w)|hiện nay|đến nay|tính đến|vừa qua|năm qua|nhiệm kỳ qua|nhìn lại|đánh giá|tình hình (?:thực hiện|phát triển|kinh tế)|"
    r"nhiệm kỳ trước|khép lại|kết thúc năm|đạt được (?:những|nhiều|kết quả|một số|các|thành)|ghi nhận|theo báo cáo|sau (?:5|năm) năm|hoàn thành \d+/\d+|thực hiện được|năm năm qua|thời gian qua|(?:[69]|sáu|chín) tháng(?!\s(?:cuối|tới|tiếp|còn))|(?:\d{1,2}|ba|bốn|năm|mười) tháng (?:đầu năm|qua)|(?:lũy kế|luỹ kế|cộng dồn|tính chung) (?:\d{1,2} tháng|đến (?:nay|hết tháng|cuối tháng|tháng|ngày))(?! (?:cuối|tới|tiếp|còn))|từ đầu năm (?:đến|tới) (?:nay|hết|cuối|tháng|ngày)|^ước(?! tính)|quý (?:i|ii|iii)|(?:sau|qua)\s(?:nửa|hơn nửa|gần nửa|một|\d+ năm(?: đầu)?)\s(?:nhiệm kỳ|thực hiện)|nửa nhiệm kỳ (?:qua|đầu)|trong năm, |năm trước|năm ngoái)\b",
    "đã|ước|cùng|kết|hiện có|nay|tính|qua|trước|nhìn|đánh|tình|khép|đạt được|hiện được|ghi|theo báo cáo|sau|hoàn|tháng|lũy|luỹ|dồn|từ đầu năm|quý|nửa|trong năm, |ngoái",
)
# "thu ngân sách đạt 251 % kế hoạch": only what is done can be set against a plan; to fulfil it (100 %) may be promised.
_FULFILLED = re.compile(
    rf"\b{_AS_PLANNED}|\b(?:đạt|bằng|vượt)\s(?:hơn |gần )?(?!100\s?%)\d[\d.,]*\s?%\s(?:so với )?(?:kế hoạch|kh|dự toán|nghị quyết|chỉ tiêu|mục tiêu)\b"
)
_MEANT = re.compile(r"\b(?:phấn đấu|tập trung|nỗ lực|ra sức|sẽ|quyết tâm|nhằm|để|cần|phải|tiếp tục|bảo đảm|đảm bảo)\b")
_STRONGLY_PAST = re.compile(
    r"\b(?:ước thực hiện|nhìn lại|năm qua|nhiệm kỳ trước|kết quả thực hiện|tình hình thực hiện|hoàn thành \d+/\d+ chỉ tiêu|đã (?:đạt|hoàn thành|thực hiện)|khép lại|nhiệm kỳ qua)\b"
)
_PLANNED = Clued(
    r"\b(?:phấn đấu|mục tiêu|đề ra|đặt ra|dự kiến|sẽ|quyết tâm|(?<!hoàn thành )(?<!xuất sắc )(?<!thực hiện )(?<!tốt )nhiệm vụ (?:năm|trọng tâm|phát triển|quý|tháng|\d{1,2} tháng|những tháng)|nhiệm vụ(?:,| và| -)? giải pháp|ấn định|cần đạt|phương hướng|sang năm|bước sang|cho năm|với năm|chỉ tiêu chủ yếu|chỉ tiêu về|chốt|"
    r"thống nhất|quyết nghị|yêu cầu|kế hoạch năm|kế hoạch 20|chỉ tiêu năm|nhắm tới|hướng tới|đặt mục tiêu|giao kế hoạch|giao chỉ tiêu|năm tới|nhiệm kỳ tới|thời gian tới|tháng tới|quý tới|(?:tháng|quý) (?:cuối năm|còn lại)|định hướng|các chỉ tiêu|(?<!hoàn thành )(?<![\d/])\d{1,3} chỉ tiêu(?!\s(?:đạt|vượt|hoàn thành|đã|chủ yếu đạt)))\b",
    "phấn|mục|đề|đặt|kiến|sẽ|quyết|nhiệm|ấn|cần|hướng|sang|cho năm|với năm|chỉ|chốt|thống|yêu|hoạch|nhắm|tới|tháng|quý",
)


# An aside tells of another time than the sentence it stands in: "51 triệu đồng (năm 2023 đạt 47,2 triệu đồng)".
_ASIDE = re.compile(r"\([^()]{0,200}\)")
_TIMED = re.compile(
    r"\b(?:năm\s(?:(?:19|20)\d\d|trước|ngoái)|ước|cùng kỳ|hiện nay|hiện có|đầu nhiệm kỳ|nhiệm kỳ trước)\b"
)
_ONE_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PLAN_SAID = re.compile(r"\b(?:kh|kế hoạch|chỉ tiêu|phấn đấu|mục tiêu)\b")


def kind_in_aside(
    text: str, sentence: Span, number: Span, plan: Period | None, kind: FigureKind, told: Period | None = None
) -> FigureKind:
    """The kind of a figure that stands in brackets with a time of their own; `kind` for any other figure."""
    open_at = text.rfind("(", max(sentence.start, number.start - 200), number.start)
    if open_at < 0:
        return kind
    aside = _ASIDE.match(text, open_at, sentence.end)
    said = aside[0].lower() if aside else ""
    if aside is None or aside.end() < number.end or not _TIMED.search(said) or _PLAN_SAID.search(said):
        return kind
    if _COMPARED.sub(" ", said) != said and not _TIMED.search(_COMPARED.sub(" ", said)):
        return kind  # "(tăng 5 % so với năm 2023)" speaks of the same time
    if plan is not None and plan.last_year > plan.first_year and _ONE_YEAR.findall(said) == [str(plan.first_year)]:
        return (
            FigureKind.RESULT
        )  # "1.150 tỷ đồng (năm 2020 là 690 tỷ đồng)" in the plan of 2020-2025: what it starts from
    return kind_of(said[1:-1], plan, kind, told)


def kind_of(
    said: str,
    plan: Period | None,
    before: FigureKind,
    told: Period | None = None,
    *,
    goes_on: bool = False,
    promised: bool = False,
    words: AbstractSet[str] | None = None,
) -> FigureKind:
    """Whether a clause tells a result. The years named in it decide; then its words; else it goes on as before.

    `told`: the period that the text reports. The year of that period promises nothing there, and what is expected of it
    ("dự kiến cả năm đạt …") is an estimate. `goes_on`: an item of a sentence whose items before it told results;
    `promised`: whose items before it promised, so that "bằng 104,6 % so với cùng kỳ" only says how much that is. `words`:
    those of the clause, or of the sentence around it, where they are known.
    """
    said = said.replace("\n", " ").lower()  # the patterns are lower case: asking in both cases takes twice as long
    words = words_of(said) if words is None else words
    if "(" in said:
        said = _ASIDE.sub(
            lambda aside: " " if _TIMED.search(aside[0]) or _PLAN_SAID.search(aside[0]) else aside[0], said
        )
    same_time = "cùng kỳ" in said and not promised
    if promised:
        said = said.replace("cùng kỳ", " ").replace("ước đạt", "đạt")
    share_of_a_plan = "%" in said and not _PLAN_WORDS.isdisjoint(words)
    done_as_planned = _FULFILLED.search(said) if share_of_a_plan or "đề ra" in said or "giao" in said else None
    if done_as_planned and "%" not in done_as_planned[0]:
        if _MEANT.search(said, 0, done_as_planned.start()) is None:
            return FigureKind.RESULT
        done_as_planned = None  # "tập trung hoàn thành và vượt các chỉ tiêu đã đề ra"
    fulfilled = done_as_planned is not None and (
        "giải ngân" not in said
        or "đồng" in said[: done_as_planned.start()]  # "giải ngân 95 % kế hoạch" may be promised
    )
    if share_of_a_plan or _may_compare(said):
        said = _COMPARED.sub(" ", said)
    when = _when(said, plan, told)
    if (
        "dự kiến" in said
        and when is not FigureKind.TARGET
        and (told is not None or goes_on or when is FigureKind.RESULT)
    ):
        said, words = said.replace("dự kiến", "ước đạt"), words | {"ước"}
    to_come = _QUARTER.search(said) if told is not None and "quý" in said else None
    later = told is not None and to_come is not None and _is_to_come(to_come[1], told)
    past = _PAST.search(_QUARTER.sub(" ", said) if later else said, words) is not None or same_time or fulfilled
    planned = later or _PLANNED.search(said, words) is not None
    if past and _STRONGLY_PAST.search(said) and "phấn đấu" not in said:
        return FigureKind.RESULT
    if when is FigureKind.TARGET:
        return FigureKind.RESULT if past and not planned else FigureKind.TARGET
    if when is FigureKind.RESULT:
        return FigureKind.TARGET if planned and not past else FigureKind.RESULT
    if planned:
        return FigureKind.TARGET
    return FigureKind.RESULT if past else before


_QUARTER = re.compile(r"\bquý (i{1,3}|iv)\b")


def _is_to_come(quarter: str, told: Period) -> bool:
    """Whether a quarter begins after the period that the text reports."""
    return 3 * _QUARTERS.index(quarter) + 1 > told.months()[-1].first_month


_QUARTERS = ("i", "ii", "iii", "iv")


def _may_compare(said: str) -> bool:
    """Whether anything but a share of a plan stands there that `_COMPARED` takes out."""
    return (
        "so với" in said
        or "trước" in said
        or "ngoái" in said
        or "đề ra" in said
        or "giao" in said
        or ("%" in said and "bằng" in said)
        or "20" in said
        or "19" in said
    )


def _when(said: str, plan: Period | None, told: Period | None = None) -> FigureKind | None:
    """RESULT when every year named lies before the plan, TARGET when one lies in it or after; None without years, or
    where they are only those that the text reports."""
    if plan is None or ("20" not in said and "19" not in said):
        return None
    named: list[tuple[int, int]] = [(int(m[1]), int(m[2])) for m in _TERM.finditer(said)]
    named += [(int(m[1]), int(m[1])) for m in _YEAR.finditer(_TERM.sub(" ", said))]
    if not named:
        return None
    if told is not None and told.last_year == plan.last_year:
        named = [(first, last) for first, last in named if (first, last) != (told.last_year, told.last_year)]
        if not named:
            return None
    term = plan.last_year > plan.first_year
    for _first, last in named:
        if last > plan.last_year or last == plan.last_year or (term and plan.first_year < last <= plan.last_year):
            return FigureKind.TARGET
    return None if term and any(last == plan.first_year == first for first, last in named) else FigureKind.RESULT
