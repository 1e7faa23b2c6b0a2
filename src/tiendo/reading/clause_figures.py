"""One quantity with its clause → its figures: noun first, number first, or going on about the figure before."""

from __future__ import annotations

import re
from dataclasses import replace

from tiendo.model.document import Span
from tiendo.model.figure import Figure
from tiendo.model.target import Change, Comparator
from tiendo.reading.clauses import (
    Clause,
    closes,
    copula,
    goes_on_counting,
    in_bracket,
    in_brackets_of_plan,
    named_after,
    named_in_list,
    only_work,
    same_in_other_words,
    same_things,
    takes_up,
    who_are,
    work_done,
)
from tiendo.reading.counted import is_made, names_listed, unknown_unit
from tiendo.reading.letters import NAMED, THING
from tiendo.reading.lexicon import (
    MAGNITUDES,
    PLAN_FULFILLED,
    RATE_HEADS,
    WORKS,
)
from tiendo.reading.naming import (
    full_name,
    named_before,
    place_suffix,
    shared_names,
    thing,
    written,
)
from tiendo.reading.nouns_after import noun_after
from tiendo.reading.units import is_count, leading_count

_GRADES = frozenset({"vụ", "khá", "tốt", "giỏi"})  # "hoàn thành tốt nhiệm vụ trở lên", "loại khá trở lên"
_LONGEST_INDICATOR = 300
_SUBJECT = re.compile(rf"\s+là\s+({NAMED})")
_SUBJECT_LISTED = re.compile(rf"\s*[:(]\s*({THING})")  # "1 trường: Trường THCS Thủy Tây", "01 xã (xã Thạnh An)"
_BELONGS = re.compile(r"(?:\s+(?:theo|so với)[^,;.\n(]{0,80})?(?:\s*\([^()\n]{0,60}\))?")
_PLACE_AT_END = re.compile(r"\s(?:ở|tại)\s[^,;]{1,60}$", re.IGNORECASE)
_EACH = re.compile(r"bình quân\s?/\s?(?:xã|thôn|hộ|trường)", re.IGNORECASE)


def figures_of(clause: Clause) -> tuple[list[Figure], int]:
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
    if counted and not has_post and only_work(tokens, noun):
        return _number_first(clause, post_stop)  # "cải tạo 12 tuyến hẻm"
    same_unit = clause.previous is not None and clause.previous.unit == quantity.unit
    if work_done(clause, counted) and (has_post or same_unit):  # "sản lượng 8.120 tấn; tái canh 60 ha" names itself
        return _number_first(clause, post_stop) if has_post else _inherited(clause, quantity.stop)
    if noun.empty and quantity.change is not Change.NONE and PLAN_FULFILLED.starting(tokens, quantity.stop):
        return _inherited(clause, quantity.stop)  # "2.860 tỷ đồng, tăng 6,3% dự toán năm 2023"
    if noun.empty and has_post and (where := _elsewhere(clause, after, post_stop)):
        return where, post_stop
    if noun.empty or named_after(clause, counted, (after, post_stop)):
        if same_in_other_words(clause) and not has_post:
            return _inherited(clause, quantity.stop)
        if quantity.compared or not (has_post or counted):
            return _inherited(clause, quantity.stop)
        if not has_post and (same_things(clause) or named_in_list(clause)):
            return _inherited(clause, quantity.stop)
        works = quantity.rule == "new" or WORKS.ending(tokens, quantity.lead) is not None
        if in_bracket(tokens, quantity) and not has_post and not (counted and works):
            return _inherited(clause, quantity.stop)
        if not quantity.unit and not (has_post and (quantity.change is not Change.NONE or is_made(tokens, quantity))):
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
    tokens, text = sentence.tokens, sentence.text
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
    if noun.change is Change.DECREASE and change is Change.INCREASE and tokens[quantity.first - 1].word == "thêm":
        change = noun.change  # "kéo giảm tỷ lệ hộ nghèo thêm 0,5 %"
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
    if figures and is_count(unit) and (match := _SUBJECT_LISTED.match(text, end, clause.item.end)):
        figures = [replace(figures[0], subject=" ".join(match[1].split())), *figures[1:]]
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
        unit = counted[0] if counted else unknown_unit(tokens, quantity.stop, post_stop)
    elif is_count(unit):
        named_from = quantity.number_stop
        while tokens[named_from].word in MAGNITUDES:
            named_from += 1
    if named_from < len(tokens) and (
        tokens[named_from].word in {"là", "cho"} or (quantity.rule == "zero" and tokens[named_from].word == "các")
    ):
        named_from += 1
    names = names_listed(tokens, quantity.stop, clause.limit) if is_count(unit) else None
    if names is not None:  # "2 xã Thượng Lâm, Khuôn Hà đạt chuẩn": which ones they are is no part of the name
        post_stop = noun_after(tokens, names, clause.limit, sentence.times)[1]
        own = tokens[quantity.stop].start, tokens[names - 1].end
    name = written(text, tokens, named_from, quantity.stop if names else max(post_stop, quantity.stop))
    if names is not None:
        name = f"{name} {written(text, tokens, names, post_stop)}".strip()
    if (is_count(unit) and "/" in unit) or (post_stop <= quantity.stop and is_count(unit)):
        name = f"{thing(unit)} {written(text, tokens, quantity.stop, post_stop)}".strip()
    if tokens[quantity.stop - 1].word == "lên" and post_stop <= quantity.stop:
        name = thing(unit)
    if whose := _whose_share(clause, unit, post_stop):
        name = f"{whose} {name}"
    elif _same_measured(clause, unit, post_stop):
        name = f"{clause.previous.indicator if clause.previous else ''} {name}"
    at_least = False
    if [t.word for t in tokens[post_stop : post_stop + 2]] == ["trở", "lên"]:
        if quantity.comparator is Comparator.AT_LEAST:  # "từ 93,7 % dân số trở lên có thẻ bảo hiểm y tế"
            more = noun_after(tokens, post_stop + 2, clause.limit, sentence.times)
            name = f"{name} {written(text, tokens, *more)}".strip()
            post_stop = more[1]
        elif tokens[post_stop - 1].word in _GRADES or any(
            t.is_number for t in tokens[named_from:post_stop]
        ):  # "sản phẩm OCOP từ 3 sao trở lên"
            more = noun_after(tokens, post_stop + 2, clause.limit, sentence.times)
            name = f"{name} trở lên {written(text, tokens, *more)}".strip()
            post_stop = more[1]
        else:  # "giảm 7 % hộ nghèo trở lên"
            at_least, post_stop = quantity.comparator is Comparator.EQUAL, post_stop + 2
    change = quantity.change if quantity.change is not Change.NONE else noun.change
    if (behind := f" {name} ").find(" nữa ") > 0:  # "có 2 xã nữa được công nhận": as "thêm 2 xã"
        name, change = behind.replace(" nữa ", " ", 1).strip(), Change.INCREASE
    if change is Change.NONE and unit not in {"%", "‰"} and goes_on_counting(clause, unit):
        change = clause.previous.change if clause.previous else change
    first = min(noun.said_from, quantity.lead)
    while first < quantity.first and not tokens[first].is_word:
        first += 1
    start = tokens[first].start
    end = tokens[max(post_stop, quantity.stop) - 1].end
    subject = named_before(clause)
    if names is not None:
        subject = " ".join(text[own[0] : own[1]].split())
    if is_count(unit) and (match := _SUBJECT.match(text, end, clause.item.end)):
        subject, end = " ".join(match[1].split()), match.end(1)
    figure = _figure(clause, name, unit, change, Span(start, end), subject)
    if at_least:
        figure = replace(figure, comparator=Comparator.AT_LEAST)
    return ([figure] if figure.indicator else []), post_stop


_SAID_OF_IT = frozenset({"đạt", "được", "áp", "ứng", "theo", "có"})


_PREDICATE = re.compile(r"\s(?:được|đạt)\s")


def _whose_share(clause: Clause, unit: str, post_stop: int) -> str:
    """ "100% chất thải rắn được thu gom, trong đó 70% được tái chế": of what the share is, said before; "" elsewhere."""
    quantity, previous = clause.quantity, clause.previous
    if previous is None or not unit == previous.unit == "%" or not clause.noun.empty or post_stop <= quantity.stop:
        return ""
    if clause.sentence.tokens[quantity.stop].word not in {"được", "đạt"}:
        return ""
    predicate = _PREDICATE.search(previous.indicator)
    return previous.indicator[: predicate.start()] if predicate else ""


def _same_measured(clause: Clause, unit: str, post_stop: int) -> bool:
    """ "diện tích cây ăn trái 1.150 ha, trong đó có 300 ha đạt VietGAP": a part of what was just measured."""
    quantity, previous = clause.quantity, clause.previous
    if previous is None or previous.unit != unit or is_count(unit) or unit in {"%", "‰"} or not clause.noun.empty:
        return False
    return post_stop > quantity.stop and clause.sentence.tokens[quantity.stop].word in _SAID_OF_IT


def _inherited(clause: Clause, after: int) -> tuple[list[Figure], int]:
    """A number that goes on speaking of the figure before."""
    previous, quantity = clause.previous, clause.quantity
    if previous is None or not quantity.unit:
        return [], after
    tokens = clause.sentence.tokens
    if quantity.unit == previous.unit == "%" and tokens[quantity.lead].word == "vượt":
        return [], after  # "đạt 99,4 %, vượt 0,1 %": by how much a plan was exceeded
    change = quantity.change
    if (
        change is Change.NONE
        and not (quantity.planned or quantity.to_level or in_brackets_of_plan(tokens, quantity))
        and (tokens[max(0, quantity.lead - 1)].word == "(" or same_in_other_words(clause))
    ):
        change = previous.change  # "giảm 15 % … (21 hộ)": the bracket says the same change in another unit
    span = Span(previous.span.start, max(previous.span.end, tokens[quantity.stop - 1].end))
    name = previous.indicator
    if quantity.unit.startswith("%") and (each := _EACH.search(previous.span.of(clause.sentence.text))):
        name = (
            f"{name} {each[0].lower()}"  # what the unit before says ("… bình quân/xã đạt 17,5 tiêu chí/xã, tăng 3 %")
        )
    figure = _figure(clause, name, quantity.unit, change, span, None)
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
