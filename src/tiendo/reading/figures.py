"""Clauses → figures: what is measured, how much, in which unit, by which comparator, as a level or a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.indicator import Indicator
from tiendo.model.target import Change, Comparator
from tiendo.reading.letters import NAME, UPPER
from tiendo.reading.match import guess_indicators
from tiendo.reading.numbers import Number, find_numbers
from tiendo.reading.periods import years_in
from tiendo.reading.units import unit_after

# --- what is no figure: dates, years, document numbers, counts of targets, list numbers -------------------------------

_MONTH_DAY = r"\d{1,2}\s{0,2}[/-]\s{0,2}\d{1,2}(?:\s{0,2}[/-]\s{0,2}\d{4})?"
_NOT_BEFORE = re.compile(
    r"(?:năm|tháng|ngày|quý|kỳ|khóa|khoá|số|lần thứ|thứ|phường|quận|điều|khoản|mục|vùng|khu vực|loại|mức độ|cấp độ|giai đoạn|"
    r"nhiệm kỳ|quốc lộ|tỉnh lộ|ql|đt|tuổi|covid|hạng|bảng|phụ lục|chương)\s*(?:\d+\s*[-–,và]*\s*)*$",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"(?<![\d,.]){_MONTH_DAY}(?![\d,%])|\b(?:19|20)\d\d\s{{0,3}}[-–—]\s{{0,3}}(?:19|20)\d\d\b|\b\d{{1,2}}[h:]\d{{2}}\b"
)
_DOCUMENT_NUMBER = re.compile(r"\d+(?:/\d{4})?/?[-/]?(?:NQ|QĐ|CTr|KH|CT|BC|TTr|TB|TT|NĐ|QH)[-/]?[A-ZĐ]*", re.IGNORECASE)
_NOT_AFTER = re.compile(
    r"\s{0,3}(?:chỉ tiêu|nhiệm vụ|nhóm|giải pháp|đại biểu|nghị quyết|kỳ họp|ngày\b|tháng\b|năm\b|đồng chí|ký tự|lượt xem|sao\b|"
    r"người dự|hội nghị|tuổi|chữ số|con số|quý\b|khâu|trụ cột|chương trình mục tiêu)",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"[\s(]*\d{1,2}(?:\.\d{1,2})*\s?[.)/]\s")

# --- words around a number -----------------------------------------------------------------------------------------------

_COMPARATORS = (
    (Comparator.AT_LEAST, r"ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|đạt và vượt|bằng và vượt|từ"),
    (Comparator.AT_MOST, r"không quá|tối đa|không vượt quá|không vượt|không cao hơn|nhiều nhất"),
    (Comparator.LESS_THAN, r"dưới|thấp hơn|nhỏ hơn"),
    (Comparator.MORE_THAN, r"trên|hơn|vượt(?:\s+mức)?|cao hơn"),
)
_BEFORE = {c: re.compile(rf"(?:^|\s)(?:{words})\s*$", re.IGNORECASE) for c, words in _COMPARATORS}
_AFTER = (
    (Comparator.AT_LEAST, re.compile(r"\s{0,3}(?:GRDP\s+)?(?:trở lên|hoặc hơn|trở đi)", re.IGNORECASE)),
    (Comparator.AT_MOST, re.compile(r"\s{0,3}(?:trở xuống|trở lại)", re.IGNORECASE)),
)
_ROUND = re.compile(r"(?:^|\s)(?:khoảng|gần|xấp xỉ|ước|ước đạt|chừng)\s*$", re.IGNORECASE)
_UP = re.compile(
    r"(?:^|[\s(])(?:tăng(?:\s+(?:thêm|trưởng|bình quân))?|(?:có\s+)?thêm|bổ sung(?:\s+thêm)?|gấp)\s*$", re.IGNORECASE
)
_NEW = re.compile(r"(?:trồng|thành lập|phát triển|xây dựng|xây|công nhận|kết nạp|cấp|mở)\s+mới\s*$", re.IGNORECASE)
_DOWN = re.compile(r"(?:^|[\s(])(?:giảm|kéo giảm|hạ)(?:\s+(?:ít nhất|bình quân|tối thiểu|thêm))?\s*$", re.IGNORECASE)
_ZERO = re.compile(
    r"(?:không còn|không có|không để(?:\s+(?:xảy ra|phát sinh))?|không phát sinh|xóa hết|xoá hết|xóa bỏ hoàn toàn)\s+",
    re.IGNORECASE,
)
_ALL = re.compile(r"(?:^|\s)(?:tất cả|toàn bộ)\s+(?:các\s+)?", re.IGNORECASE)

# Said before the noun phrase and no part of it; longest first.
_LEAD = re.compile(
    r"^(?:[\s\-–+•*:.,;)\]]|\d{1,2}[.)]\s|[a-zđ][.)]\s|trong đó|đồng thời|cụ thể|như|là|gồm|bao gồm|với|và|cùng|còn lại|riêng|"
    r"theo đó|phấn đấu|nỗ lực|quyết tâm|mục tiêu|chỉ tiêu|đến (?:cuối )?năm \d{4}|(?:trong |cả )?năm \d{4}|đến hết năm \d{4}|"
    r"huyện|tỉnh|xã|toàn (?:huyện|tỉnh|xã)|sẽ|đề ra|đặt ra|đưa|nâng|để|kế hoạch|khoảng|phải|hoàn thành|tiếp tục)(?=[\s:,]|$)[\s:,]*",
    re.IGNORECASE,
)
_VERB_LEAD = re.compile(
    r"^(?:giải quyết|tạo(?: thêm)?|xây dựng|có|thu hút|huy động|đón|trồng|thực hiện|công nhận|kết nạp|đạt|duy trì|giữ vững|giảm|"
    r"tăng|thêm|phát triển|thành lập|đào tạo|cấp|xóa|xoá|sửa chữa|nâng cấp|làm|đưa|giữ|bảo đảm|đảm bảo|tổ chức|kéo giảm|mới|"
    r"không còn|không để|ít nhất|tối thiểu|trên|từ|hơn|bình quân|ước)(?=\s|$)\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s:,(–-]|\b(?:đạt|là|còn|chiếm|tăng|giảm|từ|đến|lên|xuống|ở mức|mức|khoảng|trên|dưới|hơn|vượt|ít nhất|tối thiểu|tối đa|"
    r"không quá|không dưới|không thấp hơn|không vượt|ước|gần|xấp xỉ|bằng|được|thêm|có|bình quân|cho|phấn đấu|xuống còn|giảm còn|"
    r"tương ứng|tương đương|và|với|hàng năm|hằng năm|mỗi năm|trung bình|nâng|đưa|sẽ|thành|duy trì|giữ|hết|chỉ|"
    r"đạt bình quân(?:/xã)?|bình quân/xã))+$",
    re.IGNORECASE,
)
# Where the noun phrase after a number ends.
_POST_STOP = re.compile(
    rf"\s*(?:[,;.()\n:]|\bso với\b|\btrong năm\b|\bvà\b(?=\s+(?:\d|giảm|tăng|có|xây|thêm|tỷ|tỉ|số|thu))|\btrở (?:lên|xuống)\b|\btheo\b|\blà\b(?=\s+[{UPPER}])|\bđạt\b(?=\s+\d)|\bvào (?:cuối )?năm\b|"
    r"\btrên địa bàn\b|\bđến (?:cuối )?năm\b)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"\s+là\s+((?:[Tt]rường\s+)?(?:Trung học (?:cơ sở|phổ thông)\s+|Tiểu học\s+|Mầm non\s+|Mẫu giáo\s+)?{NAME})"
)

_PAST = re.compile(
    r"\b(?:đã|ước thực hiện|ước đạt|so với cùng kỳ|cùng kỳ|kết quả|hiện có|hiện nay|đến nay|tính đến|vừa qua|thực hiện được|đạt được|"
    r"ghi nhận|qua \d+ năm|6 tháng|9 tháng|quý (?:i|ii|iii)\b)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:phấn đấu|kế hoạch|mục tiêu|chỉ tiêu|đề ra|đặt ra|dự kiến|giao|sẽ|nghị quyết|quyết tâm|nhiệm vụ|ấn định|cần đạt|đến năm)\b",
    re.IGNORECASE,
)
_PLAN_FULFILLED = re.compile(
    r"\s{0,3}%?\s{0,3}(?:so với\s+)?(?:kế hoạch|nghị quyết|KH\b|dự toán|chỉ tiêu|mục tiêu)", re.IGNORECASE
)

_SENTENCE = re.compile(rf"[^\n]+?(?:[.!?…](?=\s+[\"“(]?[{UPPER}\d])|[;](?=\s)|\n|$)")


@dataclass(frozen=True, slots=True)
class _Context:
    """What a sentence inherits: the plan's year, whether results are told, the head of a list."""

    plan_year: int | None
    past: bool
    head: str


def read_figures(
    text: str, body: tuple[Span, ...], plan_year: int | None, indicators: Mapping[str, Indicator]
) -> tuple[Figure, ...]:
    """Every figure of the body in text order, each with its span and the rule that read it."""
    figures: list[Figure] = []
    past, head = False, ""
    for paragraph in body:
        for sentence in _sentences(text, paragraph):
            said = sentence.of(text)
            past = _is_past(said, plan_year, past)
            found = list(_figures_in(text, sentence, _Context(plan_year, past, head)))
            head = _head(said, found, head)
            figures.extend(found)
    unique = {(f.number, f.unit): f for f in figures}
    ordered = sorted(unique.values(), key=lambda f: f.number)
    return tuple(
        replace(f, guesses=guess_indicators(f.indicator, f.span.of(text), f.unit, indicators)) for f in ordered
    )


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """Sentences and the items of a list between semicolons."""
    for match in _SENTENCE.finditer(text, paragraph.start, paragraph.end):
        said = match[0].strip()
        if said:
            start = match.start() + match[0].index(said[0])
            yield Span(start, start + len(said))


def _is_past(sentence: str, plan_year: int | None, before: bool) -> bool:
    """Whether a sentence tells results. A year named in it decides; then its words; else as the sentence before."""
    years = years_in(sentence)
    planned, past = bool(_PLANNED.search(sentence)), bool(_PAST.search(sentence))
    if plan_year and years:
        if max(years) >= plan_year:
            return past and not planned
        return not planned or past
    if planned:
        return False
    return past or before


def _head(sentence: str, found: list[Figure], head: str) -> str:
    """The head of a list that its nameless parts need ("Cơ cấu kinh tế: …")."""
    if re.search(r"cơ cấu (?:kinh tế|GRDP|nền kinh tế)", sentence, re.IGNORECASE):
        return "cơ cấu kinh tế"
    return "" if not found else head if head and found and found[-1].indicator.startswith(head) else ""


def _figures_in(text: str, sentence: Span, context: _Context) -> Iterator[Figure]:
    """The figures of one sentence, left to right; a later one may inherit the noun phrase of the one before."""
    numbers = [n for n in find_numbers(text, sentence.start, sentence.end) if _is_figure(text, n, sentence)]
    begin = sentence.start
    previous: Figure | None = None
    for at, number in enumerate(numbers):
        stop = numbers[at + 1].span.start if at + 1 < len(numbers) else sentence.end
        yield from _zeros(text, Span(begin, number.span.start), sentence, context)
        figure, end = _read_one(text, Span(begin, stop), number, sentence, previous, context)
        if figure is not None:
            yield figure
            previous = figure
        begin = end
    yield from _zeros(text, Span(begin, sentence.end), sentence, context)


def _is_figure(text: str, number: Number, sentence: Span) -> bool:
    start, end = number.span.start, number.span.end
    before, after = text[max(sentence.start, start - 40) : start], text[end : min(sentence.end, end + 40)]
    if _LIST_NUMBER.match(text, sentence.start, sentence.end) and start - sentence.start <= 3 and after[:1] in ".)/":
        return False
    unit = unit_after(text, end, sentence.end)
    for pattern in (_DATE, _DOCUMENT_NUMBER):
        for match in pattern.finditer(text, max(sentence.start, start - 12), min(sentence.end, end + 20)):
            inside = match.start() <= start < match.end()
            per_cent = text[match.end() : match.end() + 5].lstrip().startswith("%")
            if inside and not per_cent and (pattern is not _DATE or not unit):
                return False
    if _NOT_AFTER.match(after) or _PLAN_FULFILLED.match(after):
        return bool(re.match(r"\s{0,3}%?\s{0,3}chỉ tiêu (?:được )?giao", after)) and "%" in after[:4]
    if _NOT_BEFORE.search(before) and not unit:
        return False
    return not (1990 <= number.value <= 2100 and number.high is None and not unit)


def _read_one(
    text: str, window: Span, number: Number, sentence: Span, previous: Figure | None, context: _Context
) -> tuple[Figure | None, int]:
    """One number with the words before and after it; returns the figure and where the next one may begin."""
    pre_start = _clause_start(text, window.start, number.span.start)
    before = text[pre_start : number.span.start]
    unit_found = unit_after(text, number.span.end, window.end)
    unit, after_unit = unit_found if unit_found else ("", number.span.end)
    comparator, end = _comparator(before, text, number, after_unit, window.end)
    change, rule = _change(before, unit)
    phrase, per = _noun_before(before)
    post = _noun_after(text, after_unit, window.end)
    subject_match = _SUBJECT.match(text, after_unit + len(post.rstrip()) if post else after_unit, sentence.end)
    counted = unit and not re.match(r"%|‰|điểm|.*(?:đồng|usd)|tấn|tạ|kg|ha|km|m[23]|lần", unit)
    if not unit:
        words = re.findall(r"\w+", text[number.span.end : window.end])[:2]
        if not words or (number.high is None and not post.strip()):
            return None, number.span.end
        unit = words[0].lower()
    if phrase and _is_verb_only(phrase):
        phrase = ""
    indicator, end_of_span = phrase, end
    if not phrase:
        if counted and post.strip():
            indicator = f"{_unit_words(text, number.span.end, after_unit)} {post.strip()}".strip()
            end_of_span = after_unit + len(post.rstrip())
        elif post.strip() and not counted:
            indicator, end_of_span = post.strip(), after_unit + len(post.rstrip())
        elif previous is not None and text[previous.span.end : number.span.start].count(".") == 0:
            indicator = previous.indicator
        elif counted:
            indicator = _unit_words(text, number.span.end, after_unit)
        else:
            return None, max(after_unit, number.span.end)
    subject = None
    if subject_match and counted:
        subject, end_of_span = subject_match[1].strip(), subject_match.end(1)
    if context.head and not indicator.startswith(context.head) and unit == "%" and change is Change.NONE:
        indicator = f"{context.head}: {indicator}"
    if per and "/" not in unit:
        unit = f"{unit}/{per}"
    inherited = previous is not None and not phrase and indicator == previous.indicator
    if inherited and previous and text[number.span.start - 1] == "(" and change is Change.NONE:
        change = previous.change  # "giảm 15 % … (21 hộ)": the bracket says the same change in another unit
    start = previous.span.start if inherited and previous else _span_start(text, pre_start, number.span.start)
    if inherited and previous:
        end_of_span = max(end_of_span, previous.span.end)
    end_of_span = max(end_of_span, end, after_unit)
    tail = _bracket(text, end_of_span, sentence.end)
    indicator = re.sub(r"^(?:đồng thời|và|với|cùng)\s+", "", indicator)
    figure = Figure(
        kind=FigureKind.RESULT if context.past else FigureKind.TARGET,
        indicator=indicator[:300],
        comparator=Comparator.RANGE if number.high is not None else comparator,
        value=number.value,
        value_max=number.high,
        unit=unit,
        change=change,
        subject=subject,
        span=Span(start, max(tail, end_of_span)),
        sentence=sentence,
        number=number.span,
        rule=rule,
    )
    return figure, max(end_of_span, number.span.end)


def _clause_start(text: str, start: int, number: int) -> int:
    """Where the words that belong to this number begin: after the last break that is no part of a noun phrase."""
    before = text[start:number]
    cut = 0
    for match in re.finditer(
        r"[;:]\s|\(|\)\s*,?|,\s+(?=(?:tỷ lệ|tỉ lệ|số|tổng|giá trị|thu|tăng|giảm|trong đó|phấn đấu|có|xây|thêm|GRDP|kim ngạch|năng suất|diện tích|dân số|bình quân|cơ cấu|giải quyết|đạt|chiếm|duy trì|tốc độ)\b)",
        before,
    ):
        if match[0] == "(" or before[match.end() :].strip():
            cut = match.end()
    if before[cut:].lstrip().startswith(","):
        cut += len(before[cut:]) - len(before[cut:].lstrip()) + 1
    return start + cut


def _comparator(before: str, text: str, number: Number, at: int, end: int) -> tuple[Comparator, int]:
    """The comparator from the words around the number, and the offset after it."""
    for comparator, pattern in _AFTER:
        if match := pattern.match(text, at, end):
            return comparator, match.end()
    for comparator, _words in _COMPARATORS:
        if _BEFORE[comparator].search(before):
            return comparator, at
    return Comparator.EQUAL, at


def _change(before: str, unit: str) -> tuple[Change, str]:
    """Level or change, from the verb right before the number (a comparator may stand between)."""
    bare = before.rstrip()
    for _ in range(2):
        for pattern in (*_BEFORE.values(), _ROUND):
            bare = pattern.sub("", bare).rstrip()
    if _UP.search(bare):
        noun = re.search(r"(?:tốc độ|mức|tỷ lệ|tỉ lệ)\s+tăng(?:\s+\w+)*$", bare, re.IGNORECASE)
        return (Change.NONE, "rate") if noun else (Change.INCREASE, "increase")
    if _NEW.search(bare):
        return Change.INCREASE, "new"
    if _DOWN.search(bare):
        return Change.DECREASE, "decrease"
    return Change.NONE, "level"


def _noun_before(before: str) -> tuple[str, str]:
    """(noun phrase before the number without verbs, the "/xã" of "bình quân/xã" that belongs to the unit)."""
    per = "xã" if re.search(r"bình quân\s*/\s*xã", before, re.IGNORECASE) else ""
    phrase = re.sub(r"\bđạt bình quân\s*/\s*xã|\bbình quân\s*/\s*xã", "", before, flags=re.IGNORECASE)
    phrase = _strip(phrase.lstrip(" ,:;-–()\n"), _LEAD)
    phrase = _TAIL.sub("", phrase).strip(" ,:;-–()")
    phrase = _strip(phrase, _VERB_LEAD)
    phrase = _TAIL.sub("", phrase).strip(' ,:;-–()"“”')
    if re.match(r"^việc làm\b", phrase):
        phrase = "việc làm"
    return phrase, per


def _strip(phrase: str, pattern: re.Pattern[str]) -> str:
    while match := pattern.match(phrase):
        if match.end() == 0 or not phrase[match.end() :].strip():
            break
        phrase = phrase[match.end() :]
    return phrase


def _is_verb_only(phrase: str) -> bool:
    return bool(re.fullmatch(_VERB_LEAD.pattern.lstrip("^"), phrase + " ", re.IGNORECASE)) or len(phrase) < 3


def _noun_after(text: str, at: int, end: int) -> str:
    """The noun phrase that follows a number and its unit, up to the first break; nothing after "trở lên"."""
    match = _POST_STOP.search(text, at, end)
    words = text[at : match.start() if match else end]
    return "" if re.match(r"\s*(?:trở|so với|trong|vào|;|,)", words) else words


def _unit_words(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


def _span_start(text: str, start: int, number: int) -> int:
    """The start of the clause without the words that only lead to it ("phấn đấu")."""
    before = text[start:number]
    rest = _strip(before, _LEAD)
    return number - len(rest) if rest.strip() else start + (len(before) - len(before.lstrip(" ,;:-–(")))


def _bracket(text: str, at: int, end: int) -> int:
    """The end of what still belongs to the clause: "theo tiêu chí mới so với đầu năm 2024 (21 hộ)", "(lúa khô)"."""
    match = re.compile(r"(?:\s+(?:theo|so với)[^,;.\n(]{0,80})?(?:\s*\([^()\n]{0,60}\))?").match(text, at, end)
    return match.end() if match else at


def _zeros(text: str, window: Span, sentence: Span, context: _Context) -> Iterator[Figure]:
    """Conditions without a number: "không còn xã … nợ tiêu chí" is 0 of them."""
    for match in _ZERO.finditer(text, window.start, window.end):
        noun = _noun_after(text, match.end(), window.end).strip()
        found = re.match(r"(?:các\s+)?((?:[\wà-ỹ]+))", noun)
        unit = unit_after(text, match.end(), window.end)
        if not noun or found is None or len(noun.split()) < 2 or unit is None:
            continue  # "không có khó khăn gì" counts nothing
        end = match.end() + len(noun)
        yield Figure(
            kind=FigureKind.RESULT if context.past else FigureKind.TARGET,
            indicator=noun,
            comparator=Comparator.EQUAL,
            value=Decimal(0),
            unit=unit[0],
            span=Span(match.start(), end),
            sentence=sentence,
            number=Span(match.start(), match.end() - 1),
            rule="zero",
        )
