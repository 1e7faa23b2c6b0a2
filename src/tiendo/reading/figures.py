"""Sentences → figures: each quantity is given its noun phrase, its kind and the span that says it.

Vietnamese plans say a figure in two orders, and everything here follows from telling them apart:
noun first ("tỷ lệ hộ nghèo giảm còn 2 %") and number first ("có thêm 01 xã đạt chuẩn nông thôn mới"). A number with
neither noun before it nor after it goes on speaking of the figure before ("…, tăng 8,5 %", "(21 hộ)").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.indicator import Indicator
from tiendo.model.period import Period
from tiendo.model.target import Change, Comparator
from tiendo.reading.kinds import kind_of
from tiendo.reading.letters import NAMED
from tiendo.reading.lexer import Token, lex, words
from tiendo.reading.lexicon import COUNTS, HEADS, MAGNITUDES, NAMELESS, RATE_HEADS, STRUCTURE
from tiendo.reading.match import guesser
from tiendo.reading.nouns import Noun, noun_after, noun_before
from tiendo.reading.passages import Passage, passages, sentences
from tiendo.reading.quantities import Quantity, find_quantities, time_tokens
from tiendo.reading.tables import read_tables
from tiendo.reading.units import is_count, leading_count

_LONGEST_INDICATOR = 300
_MOST_LINES = 20_000  # a text has a million characters at most; more lines than this are no prose and no table
_LONGEST_SENTENCE = 50_000  # characters; what goes on for longer without a full stop is no language
_SUBJECT = re.compile(rf"\s+là\s+({NAMED})")
_BELONGS = re.compile(r"(?:\s+(?:theo|so với)[^,;.\n(]{0,80})?(?:\s*\([^()\n]{0,60}\))?")
# "thu gom rác ở đô thị đạt 97 %, ở nông thôn 82 %": the second only says where, and speaks of the same thing
_AREA = r"(?:khu vực\s+|vùng\s+)?(?:đô thị|thành thị|nông thôn|miền núi|đồng bằng)"
_WHERE = re.compile(rf"(?:(?:ở|tại|còn|riêng)\s+)*({_AREA})", re.IGNORECASE)
_WHERE_AT_END = re.compile(rf"\s+(?:(?:ở|tại)\s+)?{_AREA}$", re.IGNORECASE)
_SEPARATORS = frozenset({",", ";", ":", "(", ")", ".", "và", "cùng", "+", "•", "|"})
# Syllables that sectors of an economy are named with; a noun phrase of only these is a part of its structure.
_SECTOR_SYLLABLES = words(
    "nông lâm ngư nghiệp thủy thuỷ sản công xây dựng dịch vụ thương mại du lịch tiểu thủ thuế phẩm dvtm ttcn cn xd tm dv khu vực ngành i ii iii và các diêm - – ,"
)


@dataclass(frozen=True, slots=True)
class _Carried:
    """What a sentence inherits from those before it.

    Attributes:
        head: a heading that its list items need ("cơ cấu kinh tế").
        change: of the numbered item above lettered ones ("GRDP tăng 8 %, cụ thể: a. … b. …").
    """

    kind: FigureKind = FigureKind.TARGET
    head: str = ""
    change: Change = Change.NONE


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence being read: its tokens, its times and the context it stands in."""

    text: str
    span: Span
    tokens: list[Token]
    times: frozenset[int]
    structure: bool
    carried: _Carried


def read_figures(
    text: str,
    body: tuple[Span, ...],
    plan: Period | None,
    indicators: Mapping[str, Indicator],
    title: Span | None = None,
) -> tuple[Figure, ...]:
    """Every figure of the body in text order, each with its span and the rule that read it.

    What the headline repeats is read once, in the body (corpus decision 10); what only it says is read there.
    """
    in_tables, rest = read_tables(text, body[:_MOST_LINES], plan)
    figures = [*in_tables]
    carried = _Carried()
    for passage in passages(text, rest):
        read, carried = _read_passage(text, passage, plan, carried)
        figures.extend(read)
    if title is not None:
        said = {(f.value, f.value_max, f.unit.split("/")[0]) for f in figures}
        for passage in passages(text, (title,)):
            read, _ = _read_passage(text, passage, plan, _Carried())
            figures.extend(f for f in read if (f.value, f.value_max, f.unit.split("/")[0]) not in said)
    unique = {(f.number, f.indicator): f for f in figures}
    ordered = sorted(unique.values(), key=lambda f: (f.number, f.span))
    guess = guesser(indicators)
    return tuple(replace(f, guesses=guess(f.indicator, f.span.of(text), f.unit, f.change)) for f in ordered)


def left_unread(text: str, body: tuple[Span, ...]) -> Span | None:
    """The first stretch of the body that is too long to be read, or None: what is left out is never left out in
    silence."""
    if len(body) > _MOST_LINES:
        return Span(body[_MOST_LINES].start, body[-1].end)
    if len(text) <= _LONGEST_SENTENCE:
        return None
    spans = (span for passage in passages(text, body) for span in sentences(text, passage.span))
    return next((span for span in spans if span.end - span.start > _LONGEST_SENTENCE), None)


def _read_passage(text: str, passage: Passage, plan: Period | None, carried: _Carried) -> tuple[list[Figure], _Carried]:
    found: list[Figure] = []
    tokens: list[Token] = []
    change = carried.change
    for span in sentences(text, passage.span):
        structure = bool(carried.head) and passage.lettered
        context = _Carried(carried.kind, carried.head, change if passage.lettered else Change.NONE)
        tokens = lex(text, span) if span.end - span.start <= _LONGEST_SENTENCE else []
        if not tokens:
            continue
        has_structure = STRUCTURE.anywhere(tokens)
        sentence = _Sentence(text, span, tokens, time_tokens(tokens), structure or has_structure, context)
        read, kind = _read_sentence(sentence, plan)
        found.extend(read)
        head = carried.head if passage.lettered else ""
        carried = _Carried(kind, "cơ cấu kinh tế" if has_structure and not read else head, carried.change)
    if not passage.lettered:
        ends = [t.word for t in tokens[-3:]]
        opens = bool(ends) and (ends[-1] == ":" or "thể" in ends or "đó" in ends or "gồm" in ends)
        last = found[-1].change if found and opens else Change.NONE
        carried = _Carried(carried.kind, carried.head, last)
    return found, carried


# --- one sentence ------------------------------------------------------------------------------------------------------


def _read_sentence(sentence: _Sentence, plan: Period | None) -> tuple[list[Figure], FigureKind]:
    """The figures of a sentence, and the kind that the next sentence goes on with."""
    tokens, text = sentence.tokens, sentence.text
    quantities = find_quantities(text, tokens, sentence.times)
    items = _items(text, sentence.span)
    kinds: list[FigureKind] = []
    kind = sentence.carried.kind
    for item in items:
        kind = kind_of(item.of(text), plan, kind)
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
            head = _head(sentence, noun.head)
        previous = found[-1] if found else None
        fronted = noun.change if noun.change is not Change.NONE or not _goes_on_in_list(tokens, noun) else fronted
        clause = _Clause(sentence, quantity, noun, limit, items[at_item], kinds[at_item], head, previous, fronted)
        read, after = _figures_of(clause)
        if quantity.fulfils and (kinds[at_item] is FigureKind.RESULT or not _promises_fulfilment(sentence, quantity)):
            read = []
        if read and following and _is_start_of_change(quantity, following, tokens):
            read = [replace(f, kind=FigureKind.RESULT, comparator=Comparator.EQUAL) for f in read]
        if following and following.planned and read and not quantity.planned:
            read = [replace(f, kind=FigureKind.RESULT) for f in read]  # "55 triệu đồng/KH 56 triệu đồng"
        if quantity.planned:
            read = [replace(f, kind=FigureKind.TARGET) for f in read]
        found.extend(read)
        start = _next_start(tokens, max(after, quantity.stop), limit)
    return _in_turn(sentence, quantities, found), kind


@dataclass(frozen=True, slots=True)
class _Clause:
    """One quantity with all that decides what it measures."""

    sentence: _Sentence
    quantity: Quantity
    noun: Noun
    limit: int
    item: Span
    kind: FigureKind
    head: str
    previous: Figure | None
    fronted: Change


def _noun(sentence: _Sentence, quantity: Quantity, start: int) -> Noun:
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
    return noun


def _figures_of(clause: _Clause) -> tuple[list[Figure], int]:
    """The figures that one quantity says (two under "đều"), and the index after the words it used."""
    sentence, quantity, noun = clause.sentence, clause.quantity, clause.noun
    tokens = sentence.tokens
    after, post_stop = noun_after(tokens, quantity.stop, clause.limit, sentence.times)
    has_post = post_stop > after
    counted = is_count(quantity.unit)
    if quantity.rule in {"zero", "all"}:
        return _number_first(clause, post_stop) if has_post else ([], quantity.stop)
    if noun.empty or _verb_before_count(clause, counted, has_post):
        if _same_in_other_words(clause) and not has_post:
            return _inherited(clause, quantity.stop)
        if quantity.compared or not (has_post or counted):
            return _inherited(clause, quantity.stop)
        if _in_bracket(tokens, quantity) and not has_post:
            return _inherited(clause, quantity.stop)
        if not quantity.unit and not (has_post and quantity.change is not Change.NONE):
            return ([], quantity.stop)
        return _number_first(clause, post_stop)
    return _noun_first(clause)


def _verb_before_count(clause: _Clause, counted: bool, has_post: bool) -> bool:
    """ "khởi công 5 công trình thủy lợi": an unknown word before counted things that are named after it is a verb."""
    tokens, noun, quantity = clause.sentence.tokens, clause.noun, clause.quantity
    if not has_post or noun.stop < quantity.lead or quantity.lead < quantity.first:
        return False
    if quantity.unit == "%" and _spends(tokens, noun) and HEADS.starting(tokens, quantity.stop):
        return True
    if HEADS.starting(tokens, noun.start) or COUNTS.starting(tokens, noun.start) or noun.stop - noun.start > 3:
        return False
    if counted:
        return True
    return quantity.unit == "%" and COUNTS.starting(tokens, quantity.stop) is not None


def _noun_first(clause: _Clause) -> tuple[list[Figure], int]:
    sentence, quantity, noun = clause.sentence, clause.quantity, clause.noun
    tokens = sentence.tokens
    unit = quantity.unit
    if not unit:
        named = leading_count(tokens, noun.start, noun.stop)
        if named is None or (quantity.high is not None and not _copula(tokens, quantity)):
            return [], quantity.stop
        if (
            not _copula(tokens, quantity)
            and quantity.number_stop - quantity.first < 3
            and not _closes(tokens, quantity.stop)
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
        _parts(tokens, noun)
        if any(tokens[n].word == "đều" for n in range(quantity.lead, quantity.first))
        else [(noun.start, noun.stop)]
    )
    if noun.stop < quantity.lead and tokens[quantity.lead - 1].word == "đều":
        parts = _parts(tokens, noun)
    subject = _named_before(clause)
    for part_start, part_stop in parts:
        name = _full_name(clause, part_start, part_stop, unit, change)
        if name:
            part_from = start if part_start == noun.start else tokens[part_start].start
            figures.append(_figure(clause, name, unit, change, Span(part_from, end), subject))
    suffix = _place_suffix(clause)
    if suffix and figures:
        figures = [replace(figures[0], indicator=f"{figures[0].indicator} {suffix[0]}")]
        return figures, suffix[1]
    return figures, quantity.stop


def _number_first(clause: _Clause, post_stop: int) -> tuple[list[Figure], int]:
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
    if quantity.rule == "zero" and tokens[named_from].word == "các":
        named_from += 1
    name = _written(text, tokens, named_from, max(post_stop, quantity.stop))
    if (is_count(unit) and "/" in unit) or (post_stop <= quantity.stop and is_count(unit)):
        name = unit.split("/")[0] if post_stop <= quantity.stop else name
    if tokens[quantity.stop - 1].word == "lên" and post_stop <= quantity.stop:
        name = unit.split("/")[0]
    if [t.word for t in tokens[post_stop : post_stop + 2]] == ["trở", "lên"]:
        if quantity.comparator is Comparator.AT_LEAST:  # "từ 93,7 % dân số trở lên có thẻ bảo hiểm y tế"
            more = noun_after(tokens, post_stop + 2, clause.limit, sentence.times)
            name = f"{name} {_written(text, tokens, *more)}".strip()
            post_stop = more[1]
        else:
            name, post_stop = f"{name} trở lên", post_stop + 2
    change = quantity.change if quantity.change is not Change.NONE else noun.change
    first = min(noun.said_from, quantity.lead)
    while first < quantity.first and not tokens[first].is_word:
        first += 1
    start = tokens[first].start
    end = tokens[max(post_stop, quantity.stop) - 1].end
    subject = _named_before(clause)
    if is_count(unit) and (match := _SUBJECT.match(text, end, clause.item.end)):
        subject, end = " ".join(match[1].split()), match.end(1)
    figure = _figure(clause, name, unit, change, Span(start, end), subject)
    return ([figure] if figure.indicator else []), post_stop


def _inherited(clause: _Clause, after: int) -> tuple[list[Figure], int]:
    """A number that goes on speaking of the figure before."""
    previous, quantity = clause.previous, clause.quantity
    if previous is None or not quantity.unit:
        return [], after
    tokens = clause.sentence.tokens
    change = quantity.change
    if change is Change.NONE and (tokens[max(0, quantity.lead - 1)].word == "(" or _same_in_other_words(clause)):
        change = previous.change  # "giảm 15 % … (21 hộ)": the bracket says the same change in another unit
    span = Span(previous.span.start, max(previous.span.end, tokens[quantity.stop - 1].end))
    figure = _figure(clause, previous.indicator, quantity.unit, change, span, None)
    own = quantity.planned or quantity.to_level  # "từ 60 lên 65": what it is raised to is no longer what it was
    return [replace(figure, kind=clause.kind if own else previous.kind)], after


def _figure(clause: _Clause, indicator: str, unit: str, change: Change, span: Span, subject: str | None) -> Figure:
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


# --- names -------------------------------------------------------------------------------------------------------------


def _full_name(clause: _Clause, start: int, stop: int, unit: str, change: Change) -> str:
    """The noun phrase, with the head it needs: "cơ cấu kinh tế: dịch vụ", "cây lúa: năng suất"."""
    sentence = clause.sentence
    tokens = sentence.tokens
    if found := STRUCTURE.starting(tokens, start, stop):
        start = found[0] if found[0] < stop else start
    name = _written(sentence.text, tokens, start, stop)
    said = {t.word for t in tokens[start:stop]}
    if clause.previous and clause.previous.unit == unit and (where := _WHERE.fullmatch(name)):
        return f"{_WHERE_AT_END.sub('', clause.previous.indicator)} ở {where[1]}"
    if sentence.structure and unit == "%" and change is Change.NONE and said <= _SECTOR_SYLLABLES:
        return f"cơ cấu kinh tế: {name}"
    head = clause.head
    if head and said <= _SECTOR_SYLLABLES and head.startswith("cơ cấu"):
        return f"{head}: {name}"
    if (
        head
        and not HEADS.starting(tokens, start, stop)
        and unit == "%"
        and change is Change.NONE
        and RATE_HEADS.starting(lex(head, Span(0, len(head))), 0)
    ):
        return f"{head}: {name}"
    if head and (nameless := NAMELESS.starting(tokens, start, stop)) and nameless[0] == stop:
        return f"{head}: {name}"
    return name


def _head(sentence: _Sentence, head: tuple[int, int]) -> str:
    """The words before a colon, as a noun phrase."""
    tokens = sentence.tokens
    noun = noun_before(tokens, head[0], head[1], sentence.times, count=False)
    return _written(sentence.text, tokens, noun.start, noun.stop)


def _written(text: str, tokens: Sequence[Token], start: int, stop: int) -> str:
    """The words as they stand in the text, on one line and without marks of emphasis."""
    if start >= stop:
        return ""
    said = text[tokens[start].start : tokens[stop - 1].end]
    return " ".join(re.sub(r"[*_#`“”\"]", "", said).split())


def _named_before(clause: _Clause) -> str | None:
    subject = clause.noun.subject
    if subject is None:
        return None
    return _written(clause.sentence.text, clause.sentence.tokens, *subject) or None


def _parts(tokens: Sequence[Token], noun: Noun) -> list[tuple[int, int]]:
    """ "hộ dùng nước sạch và hộ có điện đều đạt 100 %": each noun phrase that the predicate is shared by."""
    cuts = [n for n in range(noun.start, noun.stop) if tokens[n].word in {"và", ","} and n + 1 < noun.stop]
    firsts = {tokens[noun.start].word}
    cuts = [n for n in cuts if tokens[n + 1].word in firsts or HEADS.starting(tokens, n + 1) or len(cuts) == 1]
    edges = [noun.start - 1, *cuts, noun.stop]
    return [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]


def _place_suffix(clause: _Clause) -> tuple[str, int] | None:
    """ "99,2 % ở đô thị và 95 % ở nông thôn": the place after the number belongs to the name."""
    tokens, quantity = clause.sentence.tokens, clause.quantity
    if quantity.stop >= len(tokens) or tokens[quantity.stop].word not in {"ở", "tại"}:
        return None
    start, stop = noun_after(tokens, quantity.stop, clause.limit, clause.sentence.times)
    return (_written(clause.sentence.text, tokens, start, stop), stop) if stop > start + 1 else None


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


def _in_bracket(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """A number that opens a bracket, or goes on in one that restates ("(66/112 thôn, tăng thêm 20 thôn)")."""
    at = quantity.lead - 1
    while at >= 0 and quantity.lead - at < 12 and tokens[at].word not in {"(", ")", ";"}:
        at -= 1
    return at >= 0 and tokens[at].word == "(" and quantity.lead - at < 12


def _spends(tokens: Sequence[Token], noun: Noun) -> bool:
    """ "giải ngân 95 % vốn đầu tư công": spending is the verb, and the money after the number is what is spent."""
    return [t.word for t in tokens[noun.start : noun.stop]] == ["giải", "ngân"]


def _same_in_other_words(clause: _Clause) -> bool:
    """ "giảm 3 % số hộ nghèo, tương đương 250 hộ": the same change, counted in another unit."""
    tokens, quantity = clause.sentence.tokens, clause.quantity
    return any(tokens[n].word == "tương" for n in range(quantity.lead, quantity.first))


def _goes_on_in_list(tokens: Sequence[Token], noun: Noun) -> bool:
    """A noun phrase right after a comma: it may go on under the verb of the one before."""
    return not noun.empty and noun.said_from > 0 and tokens[noun.said_from - 1].word in {",", "và"}


def _copula(tokens: Sequence[Token], quantity: Quantity) -> bool:
    return any(tokens[n].word in {":", "=", "là", "đạt", "có", "còn"} for n in range(quantity.lead, quantity.first))


def _closes(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].word in {".", ";", ",", ")"}


def _is_start_of_change(quantity: Quantity, following: Quantity, tokens: Sequence[Token]) -> bool:
    """ "từ 22 triệu đồng năm 2018 lên 28 triệu đồng": the first of the two is what it started from."""
    return (
        quantity.first_from
        and following.to_level
        and quantity.unit.split("/")[0] == following.unit.split("/")[0]
        and following.lead - quantity.stop < 6
        and not any(t.word in {",", ";"} for t in tokens[quantity.stop : following.lead])
    )


def _promises_fulfilment(sentence: _Sentence, quantity: Quantity) -> bool:
    """ "thu ngân sách đạt 100% chỉ tiêu giao", "giải ngân trên 95% kế hoạch vốn" are promises; "đạt 101% kế hoạch" only
    tells how a plan was met."""
    return any(t.word in {"tiêu", "vốn"} for t in sentence.tokens[quantity.stop : quantity.stop + 3])


def _in_turn(sentence: _Sentence, quantities: Sequence[Quantity], found: list[Figure]) -> list[Figure]:
    """ "Tỷ trọng A - B - C lần lượt là 65 % - 28 % - 7 %": each name gets its own number."""
    tokens = sentence.tokens
    at = next((n for n in range(len(tokens) - 1) if tokens[n].word == "lần" and tokens[n + 1].word == "lượt"), None)
    if at is None:
        return found
    run = [q for q in quantities if q.first > at]
    first = next((f for f in found if f.number.start >= tokens[at].start), None)
    if first is None or len(run) < 2:
        return found
    for signs in ({"-", "–"}, {",", "và"}, {",", "và", ";"}):
        names = _split_names(first.indicator, signs)
        if len(names) == len(run):
            break
    else:
        return found
    by_number = {tokens[q.first].start: name for q, name in zip(run, names, strict=True)}
    turned = []
    for figure in found:
        name = by_number.pop(figure.number.start, None)
        if name is not None:
            head = "cơ cấu kinh tế: " if sentence.structure and figure.unit == "%" else ""
            figure = replace(figure, indicator=head + name, span=Span(first.span.start, figure.span.end))
        turned.append(figure)
    return turned


def _split_names(phrase: str, signs: set[str]) -> list[str]:
    said = phrase.partition(": ")[2] or phrase
    said = re.sub(
        r"\s+trong\s+(?:tổng\s+)?cơ cấu.*$", "", re.sub(r"^(?:tỷ|tỉ) (?:trọng|lệ)\s+", "", said, flags=re.IGNORECASE)
    )
    tokens = lex(said, Span(0, len(said)))
    names, start = [], 0
    for token in tokens:
        if token.word in signs:
            names.append(said[start : token.start].strip())
            start = token.end
    return [*names, said[start:].strip()]
