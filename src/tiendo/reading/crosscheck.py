"""Numbers of one sentence against each other: a percentage that does not follow from its own numbers is said.

Everything is compared within the rounding of the digits that are written: "4.264/4.170 tỷ đồng, đạt 102,3 %" holds,
because some numbers that round to these give it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.problem import Problem
from tiendo.model.target import Change
from tiendo.reading.numbers import parse

_PLAN = r"(?:kế hoạch|kh|dự toán|nghị quyết|nq|chỉ tiêu|mục tiêu)"
_NUMBER = r"\d[\d.]{0,20}(?:,\d{1,6})?"
# "đạt 50,06% kế hoạch", "bằng 102,3% so với dự toán", "vượt 5% kế hoạch", and the plan's own number where it follows
_FULFILLED = re.compile(
    rf"\b(?P<verb>đạt|bằng|vượt)\s{{1,3}}(?P<percent>{_NUMBER})\s?%\s{{0,3}}(?:so với\s{{1,3}})?{_PLAN}\b"
    rf"(?:[^\W\d_]|[ ]){{0,40}}(?P<plan>{_NUMBER})?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r";|[.](?=\s)")
_LONGEST_SENTENCE = 2_000  # characters: nobody relates two numbers over a page
_STRUCTURE = "cơ cấu kinh tế: "
_HUNDRED = Decimal(100)


def cross_check(text: str, figures: Sequence[Figure], name: str) -> tuple[Problem, ...]:
    """What does not agree, in text order; each Problem says what is written, what follows from the numbers, and where."""
    found: list[Problem] = []
    for sentence, said in groupby(figures, key=lambda f: f.sentence):
        if sentence.end - sentence.start > _LONGEST_SENTENCE:
            continue
        here = list(said)
        found += _fulfilment(text, sentence, here, name)
        found += _structure(text, sentence, here, name)
        found += _parts(text, sentence, here, name)
    return tuple(found)


def _fulfilment(text: str, sentence: Span, figures: Sequence[Figure], name: str) -> Iterator[Problem]:
    """ "đạt P % kế hoạch" beside the value and the plan that it is worked out from."""
    for match in _FULFILLED.finditer(text, sentence.start, sentence.end):
        before = [f for f in figures if f.number.end <= match.start() and f.change is Change.NONE]
        if not before or before[-1].value_max is not None:
            continue
        value = before[-1]
        if _CLAUSE.search(text, value.number.end, match.start()):
            continue  # another clause has begun: whose percentage it is cannot be told
        plan = _plan_of(text, value, match, figures)
        if plan is None or plan == 0:
            continue
        written = _parsed(match["percent"])
        if written is None:
            continue
        share = written + _HUNDRED if match["verb"].lower() == "vượt" else written
        low, high = _quotient(value.value, plan)
        slack = _half_digit(share)
        if share + slack < low or share - slack > high:
            computed = (value.value / plan * _HUNDRED).quantize(Decimal(1).scaleb(_exponent(share)), ROUND_HALF_UP)
            facts = {"written": share, "computed": computed, "value": value.value, "plan": plan, "unit": value.unit}
            yield Problem("percent-does-not-follow", {**facts, **_where(match.start(), match.end())}, name)


def _plan_of(text: str, value: Figure, match: re.Match[str], figures: Sequence[Figure]) -> Decimal | None:
    """The planned level: after the stroke ("4.264/4.170"), after the percentage ("50,06 % kế hoạch 1.300 tỷ đồng"), or a
    target on the same indicator in the sentence ("55 triệu đồng/KH 56 triệu đồng")."""
    _, stroke, planned = value.number.of(text).partition("/")
    if stroke:
        return _parsed(planned.strip())
    if match["plan"] and text[match.end("plan") :].lstrip().lower().startswith(value.unit.split("/")[0].lower()):
        return _parsed(match["plan"])
    for other in figures:
        same = other is not value and other.indicator == value.indicator and other.unit == value.unit
        if same and other.kind is FigureKind.TARGET and other.change is Change.NONE and value.kind is FigureKind.RESULT:
            return other.value if other.value_max is None else None
    return None


def _structure(text: str, sentence: Span, figures: Sequence[Figure], name: str) -> Iterator[Problem]:
    """Shares of one structure make 100 %."""
    for _kind, said in groupby(
        (f for f in figures if f.indicator.startswith(_STRUCTURE) and f.unit == "%" and f.change is Change.NONE),
        key=lambda f: f.kind,
    ):
        shares = list(said)
        if len(shares) < 3 or any(f.value_max is not None for f in shares):
            continue
        total = sum((f.value for f in shares), Decimal(0))
        if abs(total - _HUNDRED) > sum((_half_digit(f.value) for f in shares), Decimal(0)):
            yield Problem("shares-do-not-sum", {"total": total, **_where(sentence.start, sentence.end)}, name)


def _parts(text: str, sentence: Span, figures: Sequence[Figure], name: str) -> Iterator[Problem]:
    """No part ("trong đó …") is larger than its whole; of levels that add up, so not of percentages."""
    at = text.lower().find("trong đó", sentence.start, sentence.end) if len(figures) > 1 else -1
    whole = next((f for f in reversed(figures) if f.number.end <= at), None) if at >= 0 else None
    if whole is None or whole.unit in {"%", "‰"} or "/" in whole.unit or whole.change is not Change.NONE:
        return
    for part in figures:
        alike = part.unit == whole.unit and part.kind is whole.kind and part.change is Change.NONE
        if part.number.start > at and alike and part.value > (whole.value_max or whole.value):
            facts = {"part": part.value, "whole": whole.value, "unit": whole.unit}
            yield Problem("part-larger-than-whole", {**facts, **_where(part.number.start, part.number.end)}, name)


def _where(start: int, end: int) -> dict[str, object]:
    return {"start": start, "end": end}


def _parsed(written: str) -> Decimal | None:
    try:
        return parse(written.strip(" ."))
    except ValueError:
        return None


def _exponent(value: Decimal) -> int:
    """The place of the last digit written: -1 for 50,1."""
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _half_digit(value: Decimal) -> Decimal:
    """Half a unit of the last digit written."""
    return Decimal(1).scaleb(_exponent(value)) / 2


def _quotient(value: Decimal, plan: Decimal) -> tuple[Decimal, Decimal]:
    """The percentages that numbers rounding to these may give, lowest and highest."""
    a, b = _half_digit(value), min(_half_digit(plan), abs(plan) / 2)
    ends = [(value + x) / (plan + y) * _HUNDRED for x in (-a, a) for y in (-b, b)]
    return min(ends), max(ends)
