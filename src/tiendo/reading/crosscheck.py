"""Numbers of one sentence or row against each other: what does not agree is said, and nothing is put right.

Everything is compared within the rounding of the digits that are written (percentages.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from tiendo.model.document import Span
from tiendo.model.figure import Figure
from tiendo.model.problem import Problem
from tiendo.model.target import Change, Comparator
from tiendo.reading.percentages import fulfilments, growths, half_digit, row_shares
from tiendo.reading.table_rows import RowShare
from tiendo.reading.units import is_count

_LONGEST_SENTENCE = 2_000  # characters: nobody relates two numbers over a page
_STRUCTURE = "cơ cấu kinh tế: "
# "gồm 3 phần" names all there is; "trong đó", "gồm cả" only some
_WHOLE = re.compile(r"(?<!trong đó )\b(?:bao gồm|gồm có|gồm|chia ra)\b(?!\s(?:cả|các|những))", re.IGNORECASE)
_SOME = re.compile(r"trong đó|riêng|gồm cả|khác", re.IGNORECASE)
_LONGEST_BEFORE_PARTS = 60  # characters between a whole and the word that opens its parts
_HUNDRED = Decimal(100)


def cross_check(text: str, figures: Sequence[Figure], shares: Sequence[RowShare], name: str) -> tuple[Problem, ...]:
    """What does not agree, in text order; each Problem says what is written, what follows from the numbers, and where.
    `shares`: the percentages that tables say beside their figures."""
    found: list[Problem] = []
    for sentence, said in groupby(figures, key=lambda f: f.sentence):
        here = list(said)
        if sentence.end - sentence.start > _LONGEST_SENTENCE or here[0].rule == "table":
            continue
        found += fulfilments(text, sentence, here, name)
        if len(here) > 1:
            found += growths(text, sentence, here, name)
            found += _structure(sentence, here, name)
            found += _parts(text, sentence, here, name)
            found += _whole(text, sentence, here, name)
    found += row_shares(shares, name)
    return tuple(sorted(found, key=_start))


def _start(problem: Problem) -> int:
    return int(str(problem.facts["start"]))


def _structure(sentence: Span, figures: Sequence[Figure], name: str) -> Iterator[Problem]:
    """Shares of one structure make 100 %."""
    for _kind, said in groupby(
        (f for f in figures if f.indicator.startswith(_STRUCTURE) and f.unit == "%" and f.change is Change.NONE),
        key=lambda f: f.kind,
    ):
        shares = list(said)
        if len(shares) < 3 or any(f.value_max is not None for f in shares):
            continue
        total = sum((f.value for f in shares), Decimal(0))
        if abs(total - _HUNDRED) > sum((half_digit(f.value) for f in shares), Decimal(0)):
            yield Problem("shares-do-not-sum", {"total": total, **_where(sentence.start, sentence.end)}, name)


def _parts(text: str, sentence: Span, figures: Sequence[Figure], name: str) -> Iterator[Problem]:
    """No part ("trong đó …") is larger than its whole; of levels that add up, so not of percentages."""
    found = text[sentence.start : sentence.end].lower().find("trong đó")
    at = sentence.start + found if found >= 0 else -1
    whole = next((f for f in reversed(figures) if f.number.end <= at), None) if at >= 0 else None
    if whole is None or not _adds_up(whole):
        return
    for part in figures:
        alike = part.unit == whole.unit and part.kind is whole.kind and part.change is Change.NONE
        if part.number.start > at and alike and part.value > (whole.value_max or whole.value):
            facts = {"part": part.value, "whole": whole.value, "unit": whole.unit}
            yield Problem("part-larger-than-whole", {**facts, **_where(part.number.start, part.number.end)}, name)


def _whole(text: str, sentence: Span, figures: Sequence[Figure], name: str) -> Iterator[Problem]:
    """ "5.200 ha, gồm: 3.000 ha lúa, 2.200 ha ngô": parts that are said to be all of it make the whole."""
    opened = _WHOLE.search(text, sentence.start, sentence.end)
    whole = next((f for f in reversed(figures) if opened and f.number.end <= opened.start()), None)
    if opened is None or whole is None or not _adds_up(whole) or whole.comparator is not Comparator.EQUAL:
        return
    if opened.start() - whole.number.end > _LONGEST_BEFORE_PARTS or _SOME.search(text, opened.end(), sentence.end):
        return
    parts = [f for f in figures if f.number.start >= opened.end() and f.change is Change.NONE and f.unit != "%"]
    if len(parts) < 2 or any(f.unit != whole.unit or f.comparator is not Comparator.EQUAL for f in parts):
        return
    total = sum((f.value for f in parts), Decimal(0))
    counted = is_count(whole.unit)
    slack = Decimal(0) if counted else sum((half_digit(f.value) for f in (whole, *parts)), Decimal(0))
    if abs(total - whole.value) > slack:
        facts = {"total": total, "whole": whole.value, "unit": whole.unit}
        yield Problem("parts-do-not-sum", {**facts, **_where(whole.number.start, parts[-1].number.end)}, name)


def _adds_up(whole: Figure) -> bool:
    return whole.unit not in {"%", "‰"} and "/" not in whole.unit and whole.change is Change.NONE


def _where(start: int, end: int) -> dict[str, object]:
    return {"start": start, "end": end}
