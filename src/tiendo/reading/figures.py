"""Sentences → figures: each quantity is given its noun phrase, its kind and the span that says it.

Vietnamese plans say a figure in two orders, and everything here follows from telling them apart:
noun first ("tỷ lệ hộ nghèo giảm còn 2 %") and number first ("có thêm 01 xã đạt chuẩn nông thôn mới"). A number with
neither noun before it nor after it goes on speaking of the figure before ("…, tăng 8,5 %", "(21 hộ)").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.period import Period
from tiendo.model.target import Change, Comparator
from tiendo.reading.clause_figures import figures_of
from tiendo.reading.clauses import (
    Carried,
    Clause,
    Sentence,
    closes,
    compared_with,
    exceeds_a_plan,
    goes_on_in_list,
    in_brackets_of_plan,
    is_of_the_stroke,
    is_start_of_change,
    promises_fulfilment,
    without_sowing,
)
from tiendo.reading.counted import only_made
from tiendo.reading.kinds import kind_of
from tiendo.reading.lexer import Token, lex, words_of
from tiendo.reading.lexicon import (
    COUNTS,
    DOES,
    HEADS,
    STRUCTURE,
)
from tiendo.reading.naming import (
    each_its_own,
    head_name,
    in_turn,
    one_predicate,
)
from tiendo.reading.nouns import Noun, noun_before
from tiendo.reading.passages import Passage, items, passages, sentences
from tiendo.reading.quantities import BEGINS, find_quantities
from tiendo.reading.reported import same_period_said
from tiendo.reading.served import Quantity
from tiendo.reading.table_rows import RowShare
from tiendo.reading.tables import read_tables
from tiendo.reading.token_times import time_tokens
from tiendo.reading.units import is_count

_DIGIT = re.compile(r"\d")
_ROUNDED_IN_HEADLINES = 20  # by a twentieth at most
_LONGEST_HEADING = 200  # characters
_MOST_LINES = 20_000  # a text has a million characters at most; more lines than this are no prose and no table
_LONGEST_SENTENCE = 50_000  # characters; what goes on for longer without a full stop is no language
# "Xã được thành lập trên cơ sở sáp nhập 3 xã, có diện tích 41 km2": what a place is made of is no figure (corpus decision 14).
_FOUNDED = re.compile(r"\btrên cơ sở\s(?:\w+\s){0,2}?(?:sáp nhập|hợp nhất|nhập)\b", re.IGNORECASE)
_SEPARATORS = frozenset({",", ";", ":", "(", ")", ".", "và", "cùng", "+", "•", "|"})


class ReadFigures(NamedTuple):
    """The figures of a text, the percentages that its tables say of them, and the passages of its body."""

    figures: tuple[Figure, ...]
    shares: tuple[RowShare, ...]
    passages: tuple[Span, ...]


def read_figures(
    text: str,
    body: tuple[Span, ...],
    plan: Period | None,
    title: Span | None = None,
    told: Period | None = None,
    *,
    reports: bool = False,
) -> ReadFigures:
    """Every figure of the body in text order, each with its span and the rule that read it.

    `told`: the period that the headline reports, if it does; then each passage begins as its section did. `reports`: the
    headline names no period, and plans nothing.

    What the headline repeats is read once, in the body (corpus decision 10); what only it says is read there.
    """
    tables = read_tables(text, body[:_MOST_LINES], plan, told)
    figures = [*tables.figures]
    carried = Carried(FigureKind.RESULT) if told is not None or reports else Carried()
    section = carried.kind
    whole = tuple(passages(text, body))
    for passage in whole if len(tables.rest) == len(body) else passages(text, tables.rest):
        if told is not None or passage.listed:
            carried = Carried(section, carried.head, carried.change)
        read, carried = _read_passage(text, passage, plan, carried, told)
        figures.extend(read)
        if told is None and not (passage.listed and read):
            section = carried.kind  # an item that tells a result leaves the list what it was
        elif not read and _heads_a_section(text, passage.span):
            section = carried.kind
    if title is not None:
        said = [(f.value, f.unit.split("/")[0]) for f in figures]
        for passage in passages(text, (title,)):
            read, _ = _read_passage(text, passage, plan, Carried())
            figures.extend(f for f in read if not any(_repeats(f, *body) for body in said))
    unique = {(f.number.start, f.number.end, f.indicator): f for f in figures}
    ordered = sorted(unique.values(), key=lambda f: (f.number.start, f.number.end, f.span.start, f.span.end))
    return ReadFigures(tuple(ordered), tuple(tables.shares), tuple(p.span for p in whole))


def left_unread(text: str, body: tuple[Span, ...]) -> Span | None:
    """The first stretch of the body that is too long to be read, or None: what is left out is never left out in
    silence."""
    if len(body) > _MOST_LINES:
        return Span(body[_MOST_LINES].start, body[-1].end)
    if len(text) <= _LONGEST_SENTENCE:
        return None
    spans = (span for passage in passages(text, body) for span in sentences(text, passage.span))
    return next((span for span in spans if span.end - span.start > _LONGEST_SENTENCE), None)


def _heads_a_section(text: str, passage: Span) -> bool:
    """Whether a passage without figures stands over those after it: "II. Nhiệm vụ 3 tháng cuối năm", "Kết quả như sau:"."""
    return passage.end - passage.start <= _LONGEST_HEADING and text[passage.end - 1] not in ".;,!?"


def _read_passage(
    text: str, passage: Passage, plan: Period | None, carried: Carried, told: Period | None = None
) -> tuple[list[Figure], Carried]:
    found: list[Figure] = []
    span, change = passage.span, carried.change
    words: AbstractSet[str] = frozenset()
    tokens: list[Token] = []
    for span in sentences(text, passage.span):
        structure = bool(carried.head) and passage.lettered
        context = Carried(carried.kind, carried.head, change if passage.lettered else Change.NONE)
        words, tokens = _lexed(text, span)
        if not words or ("cơ" in words and "sở" in words and _FOUNDED.search(text, span.start, span.end)):
            continue
        may_be = text.find("ơ cấu", span.start, span.end) >= 0 or text.find("Ơ CẤU", span.start, span.end) >= 0
        has_structure = may_be and STRUCTURE.anywhere(tokens)
        compares = text.find("so ", span.start, span.end) >= 0 or text.find("cùng", span.start, span.end) >= 0
        times = time_tokens(tokens) if tokens else frozenset()
        promised = (
            compares and carried.kind is FigureKind.TARGET and "ước" not in words and span.start > passage.span.start
        )
        promised = promised and _PROMISED.search(text, passage.span.start, span.start) is not None
        sentence = Sentence(text, span, tokens, words, times, structure or has_structure, context, compares, promised)
        read, kind = _read_sentence(sentence, plan, told)
        found.extend(read)
        head = carried.head if passage.lettered else ""
        carried = Carried(kind, "cơ cấu kinh tế" if has_structure and not read else head, carried.change)
    if not passage.lettered:
        opens = found and words and _opens_a_list(tokens or lex(text, span))
        carried = Carried(carried.kind, carried.head, found[-1].change if opens else Change.NONE)
    return found, carried


def _lexed(text: str, span: Span) -> tuple[AbstractSet[str], list[Token]]:
    """The words of a sentence, and its tokens where it may hold a quantity or name a structure: most prose does neither."""
    if span.end - span.start > _LONGEST_SENTENCE:
        return frozenset(), []
    if _DIGIT.search(text, span.start, span.end) is None:
        words = words_of(span.of(text).lower())
        if "cấu" not in words and BEGINS.isdisjoint(words):
            return words, []
    tokens = lex(text, span)
    return {token.word for token in tokens}, tokens


def _opens_a_list(tokens: Sequence[Token]) -> bool:
    """Whether a sentence ends like one that a list follows: "cụ thể:", "trong đó", "gồm"."""
    ends = [t.word for t in tokens[-3:]]
    return ends[-1] == ":" or "thể" in ends or "đó" in ends or "gồm" in ends


def _repeats(figure: Figure, value: Decimal, unit: str) -> bool:
    """Whether a figure of the headline says one of the body again, maybe rounded ("hướng tới 3 triệu lượt khách")."""
    return figure.unit.split("/")[0] == unit and abs(figure.value - value) * _ROUNDED_IN_HEADLINES <= abs(value)


# --- one sentence ------------------------------------------------------------------------------------------------------


def _read_sentence(sentence: Sentence, plan: Period | None, told: Period | None) -> tuple[list[Figure], FigureKind]:
    """The figures of a sentence, and the kind that the next sentence goes on with."""
    tokens, text = sentence.tokens, sentence.text
    parts = items(text, sentence.span)
    kinds: list[FigureKind] = []
    kind = sentence.carried.kind
    for item in parts:
        told_before, promised_before = (bool(kinds) and kind is k for k in (FigureKind.RESULT, FigureKind.TARGET))
        kind = kind_of(
            item.of(text),
            plan,
            kind,
            told,
            goes_on=told_before,
            promised=promised_before or (sentence.promised and not told_before),
            words=sentence.words,
        )
        kinds.append(kind)
    quantities = find_quantities(text, tokens, sentence.times)
    if not quantities:
        return [], kind
    found: list[Figure] = []
    start = 0
    head = ""
    fronted = Change.NONE
    for n, quantity in enumerate(quantities):
        following = quantities[n + 1] if n + 1 < len(quantities) else None
        limit = following.lead if following else len(tokens)
        at_item = next((i for i, s in enumerate(parts) if tokens[quantity.first].start < s.end), len(parts) - 1)
        noun = _noun(sentence, quantity, start)
        if noun.head:
            head = head_name(sentence, noun.head)
        previous = found[-1] if found else None
        fronted = noun.change if noun.change is not Change.NONE or not goes_on_in_list(tokens, noun) else fronted
        clause = Clause(sentence, quantity, noun, limit, parts[at_item], kinds[at_item], head, previous, fronted)
        read, after = figures_of(clause)
        of_what_was_said = (
            noun.empty and previous is not None and previous.unit != "%"
        )  # "… tỷ đồng (đạt 100% dự toán)"
        if quantity.fulfils and (
            kinds[at_item] is FigureKind.RESULT or of_what_was_said or not promises_fulfilment(sentence, quantity, noun)
        ):
            read = []
        if read and quantity.unit == "%" and exceeds_a_plan(tokens, noun):
            read = []
        if read and previous and is_of_the_stroke(clause, previous):
            read = []
        if read and following and is_start_of_change(quantity, following, tokens):
            read = [replace(f, kind=FigureKind.RESULT, comparator=Comparator.EQUAL, change=Change.NONE) for f in read]
        if read and compared_with(tokens, quantity):
            read = [replace(f, kind=FigureKind.RESULT) for f in read]
        if following and following.planned and read and not quantity.planned:
            read = [replace(f, kind=FigureKind.RESULT) for f in read]  # "55 triệu đồng/KH 56 triệu đồng"
        if quantity.planned or (n and quantities[n - 1].fulfils and in_brackets_of_plan(tokens, quantity)):
            read = [replace(f, kind=FigureKind.TARGET) for f in read]
        if read and sentence.compares:
            read = [_compared(sentence, f, found) for f in read]
        found.extend(read)
        start = _next_start(tokens, max(after, quantity.stop), limit)
    named = each_its_own(in_turn(sentence, quantities, found))
    return one_predicate(text, named) if len(named) > 1 else named, kind


_SAME_PERIOD = re.compile(r"[^\d,;.()]{0,40}\bso\s(?:với\s)?(?:\w+\s){0,2}?cùng kỳ", re.IGNORECASE)
_PLAN_TOLD = re.compile(r"\b(?:kế hoạch|kh)\s\d", re.IGNORECASE)
_PROMISED = re.compile(r"\b(?:phấn đấu|mục tiêu|sẽ|quyết tâm|yêu cầu|đề ra|chỉ tiêu)\b", re.IGNORECASE)


def _compared(sentence: Sentence, figure: Figure, before: Sequence[Figure]) -> Figure:
    """A change "so với cùng kỳ" was measured, unless its clause promises it; a level in brackets behind a comparison, or
    after "cùng kỳ", is what it was then."""
    text, item, number = sentence.text, figure.sentence, figure.number
    if figure.change is not Change.NONE and _SAME_PERIOD.match(text, number.end, item.end):
        stated = _PLAN_TOLD.search(text, item.start, number.start)  # "kế hoạch 229.800 tấn, tăng 2,1% so với cùng kỳ"
        promised = stated is None and (sentence.promised or _PROMISED.search(text, item.start, number.start))
        figure = figure if promised else replace(figure, kind=FigureKind.RESULT)
    said = same_period_said(text, item, number) if figure.rule == "level" else None
    if said is None:
        return figure
    if not said.same and not any(f.unit == figure.unit and f.change is Change.NONE for f in before[-2:]):
        return figure  # "giảm 15 % so với năm 2023 (21 hộ)": the fall in another unit
    return replace(figure, kind=FigureKind.RESULT, change=Change.NONE)


def _noun(sentence: Sentence, quantity: Quantity, start: int) -> Noun:
    tokens = sentence.tokens
    counts = is_count(quantity.unit) or quantity.rule in {"zero", "all"}
    stop = max(start, quantity.noun_stop)
    if quantity.planned and (unknown := _not_known(tokens, start, quantity.lead)) is not None:
        return noun_before(tokens, start, unknown, sentence.times, count=counts)
    noun = noun_before(tokens, start, stop, sentence.times, count=counts)
    if (
        not noun.empty
        and tokens[noun.start].word == "so"
        and tokens[min(noun.start + 1, len(tokens) - 1)].word == "với"
    ):
        return noun._replace(start=noun.stop)
    if not quantity.unit and not noun.empty and only_made(tokens, noun):
        return noun._replace(start=noun.stop)  # "phát triển thêm 3.000 thùng loa"
    if counts and "/" in quantity.unit and [t.word for t in tokens[noun.start : noun.stop]] == ["bình", "quân"]:
        return noun._replace(start=noun.stop)  # "bình quân đạt 17,2 tiêu chí/xã"
    if counts and not noun.empty and DOES.ending(tokens, noun.stop, noun.start):
        named = HEADS.starting(tokens, noun.start) or COUNTS.starting(tokens, noun.start)
        return noun if named else noun._replace(start=noun.stop)
    if quantity.unit == "ha" and not noun.empty and closes(tokens, quantity.stop):
        return without_sowing(tokens, noun)
    return noun


def _not_known(tokens: Sequence[Token], start: int, stop: int) -> int | None:
    """ "X: chưa có số liệu (kế hoạch: 2.000 lao động)", "X (kế hoạch: …)": where the words end that name what no figure is
    told of."""
    if stop - 1 <= start or tokens[stop - 1].word != "(":
        return None
    at = next((n for n in range(stop - 2, start, -1) if tokens[n].word == "chưa"), stop - 1)
    if any(t.is_number or t.word in {";", "("} for t in tokens[at : stop - 1]):
        return None
    while at > start and tokens[at - 1].word in {":", ",", "-", "–", "nay", "đến", "hiện", "vẫn"}:
        at -= 1
    return at if at > start else None


# --- small questions ---------------------------------------------------------------------------------------------------


def _next_start(tokens: Sequence[Token], after: int, limit: int) -> int:
    """Where the noun phrase of the next number may begin: after the first separator that follows this figure."""
    for n in range(after, limit):
        if tokens[n].word in _SEPARATORS:
            return n + 1 if tokens[n].word != "(" else n
    return after
