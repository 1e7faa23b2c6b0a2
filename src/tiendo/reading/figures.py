"""Sentences → figures: each quantity is given its noun phrase, its kind and the span that says it.

Vietnamese plans say a figure in two orders, and everything here follows from telling them apart:
noun first ("tỷ lệ hộ nghèo giảm còn 2 %") and number first ("có thêm 01 xã đạt chuẩn nông thôn mới"). A number with
neither noun before it nor after it goes on speaking of the figure before ("…, tăng 8,5 %", "(21 hộ)").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.indicator import Indicator
from tiendo.model.period import Period
from tiendo.model.target import Change, Comparator
from tiendo.reading.clauses import (
    Carried,
    Clause,
    Sentence,
    closes,
    copula,
    goes_on_counting,
    goes_on_in_list,
    in_bracket,
    in_brackets_of_plan,
    is_of_the_stroke,
    is_start_of_change,
    named_in_list,
    promises_fulfilment,
    same_in_other_words,
    same_things,
    takes_up,
    verb_before_count,
    who_are,
    without_sowing,
    work_done,
)
from tiendo.reading.kinds import kind_of
from tiendo.reading.letters import NAMED
from tiendo.reading.lexer import Token, lex
from tiendo.reading.lexicon import (
    COUNTS,
    DOES,
    HEADS,
    MAGNITUDES,
    RATE_HEADS,
    STRUCTURE,
)
from tiendo.reading.match import guesser
from tiendo.reading.naming import (
    each_its_own,
    full_name,
    head_name,
    in_turn,
    named_before,
    place_suffix,
    shared_names,
    thing,
    written,
)
from tiendo.reading.nouns import Noun, noun_after, noun_before
from tiendo.reading.passages import Passage, passages, sentences
from tiendo.reading.quantities import Quantity, find_quantities, time_tokens
from tiendo.reading.reported import same_period_said
from tiendo.reading.table_rows import RowShare
from tiendo.reading.tables import read_tables
from tiendo.reading.units import is_count, leading_count

_TIMED = re.compile(r"\d|quý", re.IGNORECASE)  # a sentence without either says no time in tokens
_LONGEST_INDICATOR = 300
_LONGEST_HEADING = 200  # characters
_MOST_LINES = 20_000  # a text has a million characters at most; more lines than this are no prose and no table
_LONGEST_SENTENCE = 50_000  # characters; what goes on for longer without a full stop is no language
_SUBJECT = re.compile(rf"\s+là\s+({NAMED})")
_BELONGS = re.compile(r"(?:\s+(?:theo|so với)[^,;.\n(]{0,80})?(?:\s*\([^()\n]{0,60}\))?")
_PLACE_AT_END = re.compile(r"\s(?:ở|tại)\s[^,;]{1,60}$", re.IGNORECASE)
_SEPARATORS = frozenset({",", ";", ":", "(", ")", ".", "và", "cùng", "+", "•", "|"})


class ReadFigures(NamedTuple):
    """The figures of a text, and the percentages that its tables say of them."""

    figures: tuple[Figure, ...]
    shares: tuple[RowShare, ...]


def read_figures(
    text: str,
    body: tuple[Span, ...],
    plan: Period | None,
    indicators: Mapping[str, Indicator],
    title: Span | None = None,
    told: Period | None = None,
) -> ReadFigures:
    """Every figure of the body in text order, each with its span and the rule that read it.

    `told`: the period that the headline reports, if it does; then each passage begins as its section did.

    What the headline repeats is read once, in the body (corpus decision 10); what only it says is read there.
    """
    tables = read_tables(text, body[:_MOST_LINES], plan, told)
    figures = [*tables.figures]
    carried = Carried() if told is None else Carried(FigureKind.RESULT)
    section = carried.kind
    for passage in passages(text, tables.rest):
        if told is not None or passage.listed:
            carried = replace(carried, kind=section)
        read, carried = _read_passage(text, passage, plan, carried, told)
        figures.extend(read)
        if told is None and not (passage.listed and read):
            section = carried.kind  # an item that tells a result leaves the list what it was
        elif not read and _heads_a_section(text, passage.span):
            section = carried.kind
    if title is not None:
        said = {(f.value, f.value_max, f.unit.split("/")[0]) for f in figures}
        for passage in passages(text, (title,)):
            read, _ = _read_passage(text, passage, plan, Carried())
            figures.extend(f for f in read if (f.value, f.value_max, f.unit.split("/")[0]) not in said)
    unique = {(f.number, f.indicator): f for f in figures}
    ordered = sorted(unique.values(), key=lambda f: (f.number, f.span))
    guess = guesser(indicators)
    named = (replace(f, guesses=guess(f.indicator, f.span.of(text), f.unit, f.change)) for f in ordered)
    return ReadFigures(tuple(named), tuple(tables.shares))


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
    tokens: list[Token] = []
    change = carried.change
    for span in sentences(text, passage.span):
        structure = bool(carried.head) and passage.lettered
        context = Carried(carried.kind, carried.head, change if passage.lettered else Change.NONE)
        tokens = lex(text, span) if span.end - span.start <= _LONGEST_SENTENCE else []
        if not tokens:
            continue
        may_be = text.find("ơ cấu", span.start, span.end) >= 0 or text.find("Ơ CẤU", span.start, span.end) >= 0
        has_structure = may_be and STRUCTURE.anywhere(tokens)
        compares = text.find("so ", span.start, span.end) >= 0 or text.find("cùng", span.start, span.end) >= 0
        times = time_tokens(tokens) if _TIMED.search(text, span.start, span.end) else frozenset()
        sentence = Sentence(text, span, tokens, times, structure or has_structure, context, compares)
        read, kind = _read_sentence(sentence, plan, told)
        found.extend(read)
        head = carried.head if passage.lettered else ""
        carried = Carried(kind, "cơ cấu kinh tế" if has_structure and not read else head, carried.change)
    if not passage.lettered:
        ends = [t.word for t in tokens[-3:]]
        opens = bool(ends) and (ends[-1] == ":" or "thể" in ends or "đó" in ends or "gồm" in ends)
        last = found[-1].change if found and opens else Change.NONE
        carried = Carried(carried.kind, carried.head, last)
    return found, carried


# --- one sentence ------------------------------------------------------------------------------------------------------


def _read_sentence(sentence: Sentence, plan: Period | None, told: Period | None) -> tuple[list[Figure], FigureKind]:
    """The figures of a sentence, and the kind that the next sentence goes on with."""
    tokens, text = sentence.tokens, sentence.text
    quantities = find_quantities(text, tokens, sentence.times)
    items = _items(text, sentence.span)
    kinds: list[FigureKind] = []
    kind = sentence.carried.kind
    for item in items:
        kind = kind_of(item.of(text), plan, kind, told, goes_on=bool(kinds) and kind is FigureKind.RESULT)
        kinds.append(kind)
    found: list[Figure] = []
    start = 0
    head = ""
    fronted = Change.NONE
    for n, quantity in enumerate(quantities):
        following = quantities[n + 1] if n + 1 < len(quantities) else None
        limit = following.lead if following else len(tokens)
        at_item = next((i for i, s in enumerate(items) if tokens[quantity.first].start < s.end), len(items) - 1)
        noun = _noun(sentence, quantity, start)
        if noun.head:
            head = head_name(sentence, noun.head)
        previous = found[-1] if found else None
        fronted = noun.change if noun.change is not Change.NONE or not goes_on_in_list(tokens, noun) else fronted
        clause = Clause(sentence, quantity, noun, limit, items[at_item], kinds[at_item], head, previous, fronted)
        read, after = _figures_of(clause)
        if quantity.fulfils and (kinds[at_item] is FigureKind.RESULT or not promises_fulfilment(sentence, quantity)):
            read = []
        if read and previous and is_of_the_stroke(clause, previous):
            read = []
        if read and following and is_start_of_change(quantity, following, tokens):
            read = [replace(f, kind=FigureKind.RESULT, comparator=Comparator.EQUAL) for f in read]
        if following and following.planned and read and not quantity.planned:
            read = [replace(f, kind=FigureKind.RESULT) for f in read]  # "55 triệu đồng/KH 56 triệu đồng"
        if quantity.planned or (n and quantities[n - 1].fulfils and in_brackets_of_plan(tokens, quantity)):
            read = [replace(f, kind=FigureKind.TARGET) for f in read]
        if read and sentence.compares:
            read = [_compared(sentence, f, found) for f in read]
        found.extend(read)
        start = _next_start(tokens, max(after, quantity.stop), limit)
    return each_its_own(in_turn(sentence, quantities, found)), kind


_SAME_PERIOD = re.compile(r"[^\d,;.()]{0,40}\bso\s(?:với\s)?(?:\w+\s){0,2}?cùng kỳ", re.IGNORECASE)
_PLAN_TOLD = re.compile(r"\b(?:kế hoạch|kh)\s\d", re.IGNORECASE)
_PROMISED = re.compile(r"\b(?:phấn đấu|mục tiêu|sẽ|quyết tâm|yêu cầu|đề ra|chỉ tiêu)\b", re.IGNORECASE)


def _compared(sentence: Sentence, figure: Figure, before: Sequence[Figure]) -> Figure:
    """A change "so với cùng kỳ" was measured, unless its clause promises it; a level in brackets behind a comparison, or
    after "cùng kỳ", is what it was then."""
    text, item, number = sentence.text, figure.sentence, figure.number
    if figure.change is not Change.NONE and _SAME_PERIOD.match(text, number.end, item.end):
        stated = _PLAN_TOLD.search(text, item.start, number.start)  # "kế hoạch 229.800 tấn, tăng 2,1% so với cùng kỳ"
        promised = stated is None and _PROMISED.search(text, item.start, number.start)
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
    noun = noun_before(tokens, start, stop, sentence.times, count=counts)
    if (
        not noun.empty
        and tokens[noun.start].word == "so"
        and tokens[min(noun.start + 1, len(tokens) - 1)].word == "với"
    ):
        return replace(noun, start=noun.stop)
    if counts and not noun.empty and DOES.ending(tokens, noun.stop, noun.start):
        named = HEADS.starting(tokens, noun.start) or COUNTS.starting(tokens, noun.start)
        return noun if named else replace(noun, start=noun.stop)
    if quantity.unit == "ha" and not noun.empty:
        return without_sowing(tokens, noun)
    return noun


def _figures_of(clause: Clause) -> tuple[list[Figure], int]:
    """The figures that one quantity says (two under "đều"), and the index after the words it used."""
    sentence, quantity, noun = clause.sentence, clause.quantity, clause.noun
    tokens = sentence.tokens
    after, post_stop = noun_after(tokens, quantity.stop, clause.limit, sentence.times)
    counted = is_count(quantity.unit)
    if post_stop == after and (counted or quantity.unit == "%") and who_are(tokens, quantity.stop):
        post_stop = noun_after(tokens, quantity.stop + 1, clause.limit, sentence.times)[1]
    has_post = post_stop > after
    if quantity.rule in {"zero", "all"}:
        return _number_first(clause, post_stop) if has_post else ([], quantity.stop)
    if takes_up(clause):
        return _inherited(clause, max(post_stop, quantity.stop))
    if work_done(clause, counted):
        return _number_first(clause, post_stop) if has_post else _inherited(clause, quantity.stop)
    if noun.empty and has_post and (where := _elsewhere(clause, after, post_stop)):
        return where, post_stop
    if noun.empty or verb_before_count(clause, counted, has_post):
        if same_in_other_words(clause) and not has_post:
            return _inherited(clause, quantity.stop)
        if quantity.compared or not (has_post or counted):
            return _inherited(clause, quantity.stop)
        if not has_post and (same_things(clause) or named_in_list(clause)):
            return _inherited(clause, quantity.stop)
        if in_bracket(tokens, quantity) and not has_post:
            return _inherited(clause, quantity.stop)
        if not quantity.unit and not (has_post and quantity.change is not Change.NONE):
            return ([], quantity.stop)
        return _number_first(clause, post_stop)
    return _noun_first(clause)


def _elsewhere(clause: Clause, after: int, stop: int) -> list[Figure]:
    """ "99,2% ở nội thành và 95% ở ngoại thành": the same thing in another place; nothing for any other number."""
    previous, quantity, sentence = clause.previous, clause.quantity, clause.sentence
    if previous is None or previous.unit != quantity.unit or sentence.tokens[after].word not in {"ở", "tại"}:
        return []
    base = _PLACE_AT_END.sub("", previous.indicator)
    if base == previous.indicator or quantity.change is not previous.change:
        return []
    name = f"{base} {written(sentence.text, sentence.tokens, after, stop)}"
    span = Span(previous.span.start, sentence.tokens[stop - 1].end)
    return [_figure(clause, name, quantity.unit, quantity.change, span, None)]


def _noun_first(clause: Clause) -> tuple[list[Figure], int]:
    sentence, quantity, noun = clause.sentence, clause.quantity, clause.noun
    tokens = sentence.tokens
    unit = quantity.unit
    if not unit:
        named = leading_count(tokens, noun.start, noun.stop)
        if named is None or (quantity.high is not None and not copula(tokens, quantity)):
            return [], quantity.stop
        if (
            not copula(tokens, quantity)
            and quantity.number_stop - quantity.first < 3
            and not closes(tokens, quantity.stop)
        ):
            return [], quantity.stop
        unit = named[0]
    change = quantity.change
    if change is Change.NONE and not quantity.to_level:  # "hạ tỷ lệ … xuống còn 18,5 %" says the level
        change = noun.change
    goes_on = quantity.lead == quantity.first and clause.previous is not None and clause.previous.unit == unit
    if change is Change.NONE and goes_on and not RATE_HEADS.starting(tokens, noun.start, noun.stop):
        change = clause.fronted  # "giảm hộ nghèo 1 %, hộ cận nghèo 1,5 %"
    if change is Change.NONE and quantity.unit in {"%", "‰"} and quantity.rule == "level":
        change = sentence.carried.change
    start = tokens[noun.said_from].start
    end = tokens[quantity.stop - 1].end
    figures = []
    parts = (
        shared_names(tokens, noun)
        if any(tokens[n].word == "đều" for n in range(quantity.lead, quantity.first))
        else [(noun.start, noun.stop)]
    )
    if noun.stop < quantity.lead and tokens[quantity.lead - 1].word == "đều":
        parts = shared_names(tokens, noun)
    subject = named_before(clause)
    for part_start, part_stop in parts:
        name = full_name(clause, part_start, part_stop, unit, change)
        if name:
            part_from = start if part_start == noun.start else tokens[part_start].start
            figures.append(_figure(clause, name, unit, change, Span(part_from, end), subject))
    suffix = place_suffix(clause)
    if suffix and figures:
        figures = [replace(figures[0], indicator=f"{figures[0].indicator} {suffix[0]}")]
        return figures, suffix[1]
    return figures, quantity.stop


def _number_first(clause: Clause, post_stop: int) -> tuple[list[Figure], int]:
    sentence, quantity, noun = clause.sentence, clause.quantity, clause.noun
    tokens, text = sentence.tokens, sentence.text
    unit = quantity.unit
    named_from = quantity.stop
    if not unit:
        counted = leading_count(tokens, quantity.stop, post_stop)
        unit = counted[0] if counted else tokens[quantity.stop].word
    elif is_count(unit):
        named_from = quantity.number_stop
        while tokens[named_from].word in MAGNITUDES:
            named_from += 1
    if named_from < len(tokens) and (
        tokens[named_from].word == "là" or (quantity.rule == "zero" and tokens[named_from].word == "các")
    ):
        named_from += 1
    name = written(text, tokens, named_from, max(post_stop, quantity.stop))
    if (is_count(unit) and "/" in unit) or (post_stop <= quantity.stop and is_count(unit)):
        name = thing(unit) if post_stop <= quantity.stop else name
    if tokens[quantity.stop - 1].word == "lên" and post_stop <= quantity.stop:
        name = thing(unit)
    if [t.word for t in tokens[post_stop : post_stop + 2]] == ["trở", "lên"]:
        if quantity.comparator is Comparator.AT_LEAST:  # "từ 93,7 % dân số trở lên có thẻ bảo hiểm y tế"
            more = noun_after(tokens, post_stop + 2, clause.limit, sentence.times)
            name = f"{name} {written(text, tokens, *more)}".strip()
            post_stop = more[1]
        else:
            name, post_stop = f"{name} trở lên", post_stop + 2
    change = quantity.change if quantity.change is not Change.NONE else noun.change
    if change is Change.NONE and unit not in {"%", "‰"} and goes_on_counting(clause, unit):
        change = clause.previous.change if clause.previous else change
    first = min(noun.said_from, quantity.lead)
    while first < quantity.first and not tokens[first].is_word:
        first += 1
    start = tokens[first].start
    end = tokens[max(post_stop, quantity.stop) - 1].end
    subject = named_before(clause)
    if is_count(unit) and (match := _SUBJECT.match(text, end, clause.item.end)):
        subject, end = " ".join(match[1].split()), match.end(1)
    figure = _figure(clause, name, unit, change, Span(start, end), subject)
    return ([figure] if figure.indicator else []), post_stop


def _inherited(clause: Clause, after: int) -> tuple[list[Figure], int]:
    """A number that goes on speaking of the figure before."""
    previous, quantity = clause.previous, clause.quantity
    if previous is None or not quantity.unit:
        return [], after
    tokens = clause.sentence.tokens
    change = quantity.change
    if change is Change.NONE and (tokens[max(0, quantity.lead - 1)].word == "(" or same_in_other_words(clause)):
        change = previous.change  # "giảm 15 % … (21 hộ)": the bracket says the same change in another unit
    span = Span(previous.span.start, max(previous.span.end, tokens[quantity.stop - 1].end))
    figure = _figure(clause, previous.indicator, quantity.unit, change, span, None)
    own = quantity.planned or quantity.to_level  # "từ 60 lên 65": what it is raised to is no longer what it was
    return [replace(figure, kind=clause.kind if own else previous.kind)], after


def _figure(clause: Clause, indicator: str, unit: str, change: Change, span: Span, subject: str | None) -> Figure:
    quantity, tokens, text = clause.quantity, clause.sentence.tokens, clause.sentence.text
    if quantity.per and "/" not in unit:
        unit = f"{unit}/{quantity.per}"
    end = max(span.end, tokens[quantity.number_stop - 1].end)
    belongs = _BELONGS.match(text, end, clause.item.end)
    return Figure(
        kind=clause.kind,
        indicator=indicator[:_LONGEST_INDICATOR].strip(),
        comparator=quantity.comparator,
        value=quantity.value,
        value_max=quantity.high,
        unit=unit,
        change=change,
        subject=subject,
        span=Span(min(span.start, tokens[quantity.first].start), belongs.end() if belongs else end),
        sentence=clause.item,
        number=Span(tokens[quantity.first].start, tokens[quantity.number_stop - 1].end),
        rule=quantity.rule,
    )


# --- small questions ---------------------------------------------------------------------------------------------------


def _items(text: str, sentence: Span) -> list[Span]:
    """The items of a list between semicolons; the whole sentence where there are none."""
    spans, start = [], sentence.start
    for match in re.finditer(r";(?=\s|$)", text[sentence.start : sentence.end]):
        spans.append((start, sentence.start + match.end()))
        start = sentence.start + match.end()
    spans.append((start, sentence.end))
    trimmed = []
    for a, b in spans:
        said = text[a:b]
        if said.strip():
            trimmed.append(Span(a + len(said) - len(said.lstrip()), b - len(said) + len(said.rstrip())))
    return trimmed or [sentence]


def _next_start(tokens: Sequence[Token], after: int, limit: int) -> int:
    """Where the noun phrase of the next number may begin: after the first separator that follows this figure."""
    for n in range(after, limit):
        if tokens[n].word in _SEPARATORS:
            return n + 1 if tokens[n].word != "(" else n
    return after
