"""Percentages against the numbers that they are worked out from: of a plan, of the same period of another year.

A percentage is right when some numbers that round to the printed ones give it: 4.264/4.170 is 102,3 % and 102,25 %, but not
102,2 %. Things that are counted (communes, households, persons) are not rounded at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby, product

from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.problem import Problem
from tiendo.model.target import Change, Comparator
from tiendo.reading.numbers import parse
from tiendo.reading.reported import same_period_said
from tiendo.reading.table_rows import RowShare
from tiendo.reading.units import is_count

_PLAN = r"(?:kế hoạch|kh|dự toán|nghị quyết|nq|chỉ tiêu|mục tiêu)"
_PLAN_WORDS = ("kế hoạch", "dự toán", "nghị quyết", "chỉ tiêu", "mục tiêu", "kh ", "kh.", "kh,", "kh;", "nq")
_NUMBER = r"\d[\d.]{0,20}(?:,\d{1,6})?"
# "đạt 50,06% kế hoạch", "bằng 102,3% so với dự toán", "vượt 5% kế hoạch", and the plan's own number where it follows;
# "4.264/4.170 tỷ đồng, đạt 102,3%" says against what by its stroke
_FULFILLED = re.compile(
    rf"\b(?P<verb>đạt|bằng|vượt|chiếm)\s{{1,3}}(?:tỷ lệ\s|tỉ lệ\s)?(?P<percent>{_NUMBER})\s?%"
    rf"(?:\s{{0,3}}(?:so với\s{{1,3}})?(?P<of>{_PLAN})\b(?=(?:[^\W\d_]|[ (]){{0,40}}(?P<plan>{_NUMBER})|)|(?=\s*(?:[,;.)\n]|$)))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r";|[.](?=\s)")
# Between a value and its percentage stand its unit and what is counted, then at most a comma and small words.
_BETWEEN = re.compile(
    r"[^,;.:()]{0,120}(?:\([^()]{0,80}\))?\s?(?:,\s?)?[(]?\s?(?:(?:ước|mới|chỉ|đã|và|tương đương|tương ứng|đồng thời|hoàn thành|với|tỷ lệ|tỉ lệ)\s){0,3}",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:sản lượng|diện tích|năng suất|giá trị|tỷ lệ hộ|số hộ|thu nhập|tổng thu|tổng chi|doanh thu|kim ngạch|giải ngân)\b",
    re.IGNORECASE,
)
_THAN = re.compile(r"[^\d;.()]{0,12}\bso\s(?:với\s)?(?P<what>[^,;.()]{0,50})", re.IGNORECASE)
_PRICES = re.compile(r"giá (?:so sánh|cố định|hiện hành)|yếu tố giá|(?:loại|giảm) trừ", re.IGNORECASE)
# Of these a place has a known number: "10/12 trường" is a part of all, and not of a plan.
_OF_ALL = frozenset({"xã", "thôn", "ấp", "bản", "làng", "trường", "hộ", "trạm", "phường", "thị trấn", "cơ sở", "khu phố", "cơ quan", "đơn vị", "khu dân cư", "khóm", "buôn", "tổ dân phố", "tiêu chí"})  # fmt: skip
_HUNDRED = Decimal(100)

Interval = tuple[Decimal, Decimal]


def fulfilments(text: str, sentence: Span, figures: Sequence[Figure], name: str) -> Iterator[Problem]:
    """ "đạt P % kế hoạch" beside the value and the plan that it is worked out from. Where a value is set against two plans
    ("bằng 95 % dự toán tỉnh, 90 % dự toán huyện") and one of them fits, nothing is said."""
    here = text[sentence.start : sentence.end].lower()
    if "%" not in here or not ("/" in here or any(word in here for word in _PLAN_WORDS)):
        return
    said: list[tuple[Figure, re.Match[str]]] = []
    for match in _FULFILLED.finditer(text, sentence.start, sentence.end):
        value = _value_of(text, match, figures, after=said[-1][1].end() if said else 0)
        if value is not None:
            said.append((value, match))
    for value, group in groupby(said, key=lambda pair: pair[0]):
        wrong, some_fit = [], False
        for _, match in group:
            plan = _plan_of(text, value, match, figures)
            written = _parsed(match["percent"])
            if not plan or written is None:
                continue
            share = written + _HUNDRED if match["verb"].lower() == "vượt" else written
            if _agrees(share, ratio(value.value, plan, exact=_exact(value))):
                some_fit = True
            else:
                wrong.append((match, share, plan))
        for match, share, plan in [] if some_fit else wrong[:1]:
            yield _differs(share, value.value, plan, value.unit, Span(*match.span()), name)


def _value_of(text: str, match: re.Match[str], figures: Sequence[Figure], *, after: int) -> Figure | None:
    """The level that a percentage is of: the last one before it, if all that stands between is of the same indicator.
    `after`: where the percentage before ends, which may be of the same level."""
    before = [f for f in figures if f.number.end <= match.start()]
    levels = [f for f in before if f.change is Change.NONE and not _is_share(f)]
    value = levels[-1] if levels else None
    if len(levels) > 1 and value and value.kind is FigureKind.TARGET and _is_done(levels[-2], value):
        value = levels[-2]  # "100 ha/KH 120 ha, đạt 83%"
    if (
        value is None
        or value.comparator is not Comparator.EQUAL
        or _CLAUSE.search(text, value.number.end, match.start())
    ):
        return None
    between = before[before.index(value) + 1 :]
    if any(f.indicator != value.indicator for f in between):
        return None
    gap = text[max(before[-1].number.end, after) : match.start()]
    if _ANOTHER.search(gap) or (not between and not _BETWEEN.fullmatch(gap)):
        return None
    if not match["of"] and "/" not in value.number.of(text):
        return None
    return value


def _is_done(done: Figure, planned: Figure) -> bool:
    """Whether one level is what was reached of the other."""
    same = done.indicator == planned.indicator and done.unit == planned.unit
    return same and done.kind is FigureKind.RESULT


def _is_share(figure: Figure) -> bool:
    return figure.unit in {"%", "‰"}


def _plan_of(text: str, value: Figure, match: re.Match[str], figures: Sequence[Figure]) -> Decimal | None:
    """The planned level: after the percentage ("50,06 % kế hoạch 1.300 tỷ đồng"), after the stroke ("4.264/4.170"), or a
    target on the same indicator in the sentence ("55 triệu đồng/KH 56 triệu đồng")."""
    if match["plan"] and text[match.end("plan") :].lstrip().lower().startswith(value.unit.split("/")[0].lower()):
        return _parsed(match["plan"])
    _, stroke, planned = value.number.of(text).partition("/")
    if stroke:
        all_there_are = _parsed(planned.strip())
        part = match["of"] and value.unit in _OF_ALL and all_there_are is not None and value.value <= all_there_are
        return None if part else all_there_are
    for other in figures:
        same = other is not value and other.indicator == value.indicator and other.unit == value.unit
        if same and other.kind is FigureKind.TARGET and other.change is Change.NONE and value.kind is FigureKind.RESULT:
            return other.value if other.comparator is Comparator.EQUAL else None
    return None


def growths(text: str, sentence: Span, figures: Sequence[Figure], name: str) -> Iterator[Problem]:
    """ "tăng 17,53 % so với cùng kỳ" where both levels are told. Growth that leaves prices out does not follow from them."""
    said = text[sentence.start : sentence.end]
    lower = said.lower()
    if "cùng kỳ" not in lower and not ("so với" in lower and "(" in said):
        return
    if _PRICES.search(said):
        return
    for change in figures:
        if change.change is Change.NONE or change.unit != "%" or change.comparator is not Comparator.EQUAL:
            continue
        levels = [
            f
            for f in figures
            if f.indicator == change.indicator
            and f.change is Change.NONE
            and f.comparator is Comparator.EQUAL
            and not _is_share(f)
        ]
        compared = [(f, at) for f in levels if (at := same_period_said(text, sentence, f.number)) is not None]
        earlier = [f for f in levels if f.number.end <= change.number.start and all(f is not c for c, _ in compared)]
        kinds = {FigureKind.RESULT} if any(f.kind is FigureKind.RESULT for f in earlier) else {FigureKind.TARGET}
        now = [f for f in earlier if f.kind in kinds]
        if len(compared) != 1 or not now or now[-1].unit != compared[0][0].unit:
            continue
        base, at = compared[0]
        than = _THAN.match(text, change.number.end, sentence.end)
        if than and ("cùng kỳ" in than["what"].lower()) != at.same:
            continue
        if now[-1].kind is FigureKind.TARGET and at.same:
            continue  # what is planned for the whole year is not measured against nine months
        signed = change.value if change.change is Change.INCREASE else -change.value
        low, high = ratio(now[-1].value, base.value, exact=_exact(base)) if base.value else (signed, signed)
        if not _agrees(signed, (low - _HUNDRED, high - _HUNDRED)):
            yield _grew(signed, now[-1].value, base.value, base.unit, change.number, name)


def row_shares(shares: Sequence[RowShare], name: str) -> Iterator[Problem]:
    """The percentages of table rows. A table may leave open which of its results is set against which: a percentage is
    questioned only when it follows from none of them."""
    for said in shares:
        pairs = [
            (a, b) for a, b in product(said.over, said.under) if a.unit == b.unit and b.value and a.change is b.change
        ]
        if not pairs:
            continue
        computed = [ratio(a.value, b.value, exact=_exact(a)) for a, b in pairs]
        excess = [(low - _HUNDRED, high - _HUNDRED) for low, high in computed]
        if any(_agrees(said.written, interval) for interval in [*computed, *excess]):
            continue
        over, under = min(pairs, key=lambda pair: abs(pair[0].value / pair[1].value * _HUNDRED - said.written))
        yield _differs(said.written, over.value, under.value, over.unit, said.span, name)


def ratio(value: Decimal, of: Decimal, *, exact: bool) -> Interval:
    """The percentages that numbers rounding to these may give, lowest and highest; `exact`: they are not rounded."""
    a = Decimal(0) if exact else half_digit(value)
    b = Decimal(0) if exact else min(half_digit(of), abs(of) / 2)
    ends = [(value + x) / (of + y) * _HUNDRED for x in (-a, a) for y in (-b, b)]
    return min(ends), max(ends)


def half_digit(value: Decimal) -> Decimal:
    """Half a unit of the last digit written."""
    return Decimal(1).scaleb(_exponent(value)) / 2


def _exact(figure: Figure) -> bool:
    """Whether the figure counts whole things, of which nothing is rounded away."""
    magnitudes = figure.unit.startswith(("trăm", "nghìn", "ngàn", "triệu", "vạn", "tỷ"))
    return is_count(figure.unit) and "/" not in figure.unit and not magnitudes


def _agrees(written: Decimal, interval: Interval) -> bool:
    slack = half_digit(written)
    low, high = interval
    short = low < _HUNDRED and written + 2 * slack == _HUNDRED  # 99,96 % is never said to be 100 %
    return low - slack <= written <= high + slack or (short and high >= written)


def _differs(written: Decimal, value: Decimal, plan: Decimal, unit: str, where: Span, name: str) -> Problem:
    facts = {"written": written, "computed": _rounded(value / plan * _HUNDRED, written), "value": value, "plan": plan}
    return Problem("percent-does-not-follow", {**facts, "unit": unit, "start": where.start, "end": where.end}, name)


def _grew(written: Decimal, value: Decimal, base: Decimal, unit: str, where: Span, name: str) -> Problem:
    computed = _rounded(value / base * _HUNDRED - _HUNDRED, written)
    facts = {"written": written, "computed": computed, "value": value, "before": base, "unit": unit}
    return Problem("growth-does-not-follow", {**facts, "start": where.start, "end": where.end}, name)


def _rounded(computed: Decimal, as_written: Decimal) -> Decimal:
    """With the decimals of what is written, and one more where the two would look the same."""
    exponent = min(_exponent(as_written), 0)
    rounded = computed.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP)
    return rounded if rounded != as_written else computed.quantize(Decimal(1).scaleb(exponent - 1), ROUND_HALF_UP)


def _parsed(written: str) -> Decimal | None:
    try:
        return parse(written.strip(" ."))
    except ValueError:
        return None


def _exponent(value: Decimal) -> int:
    """The place of the last digit written: -1 for 50,1."""
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
