"""Figures → proposed targets: one for each item of a list; nothing is a target until a person confirms it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from string import ascii_lowercase

from tiendo.model.figure import Figure, FigureKind
from tiendo.model.indicator import Frequency, Indicator, OverPlaces, OverTime
from tiendo.model.period import Period
from tiendo.model.reading import Proposal
from tiendo.model.target import Change, ChangeIn, Comparator, Condition, Target, usual_reporter
from tiendo.reading.numbers import parse

# Indicators that name a change are judged on the stock that changes, so that the baseline is one entered number.
# A named school is one of the schools newly recognised; its name becomes the target's subject.
JUDGED_ON = {
    "poverty-reduction-relative": "poor-households",
    "poor-households-reduction": "poor-households",
    "national-standard-school-named": "national-standard-schools-new",
}
# "Khoảng" names no tolerance (domain.md section 8): this much of the value may be missed until a person sets another.
USUAL_TOLERANCE = Decimal("0.05")
_PER_CENT = frozenset({"%", "phần trăm"})
# The unit may hold digits of its own: "bé trai/100 bé gái", "m2".
_MAY_BE_MISSED = re.compile(
    r"(?:[^\d\n(]|/\s?\d[\d.]{0,7}(?=\s)|(?<=m)[23]){0,30}\(\s?±\s?(?P<share>\d{1,2}(?:,\d{1,2})?)\s?%\s?\)"
)
_YEAR = 12  # months
_LONGEST_UNIT = 60  # characters
_KEEPS = re.compile(
    r"\b(?:duy trì|giữ vững|giữ ổn định|giữ)(?:\s(?:được|ổn định|ở mức|mức|đạt|từ|trên|dưới|ít nhất|không quá|khoảng|tối thiểu)){0,3}\s$",
    re.IGNORECASE,
)
_LONGEST_VERB = 40  # characters
_WITHIN = re.compile(r"\btrong đó\b", re.IGNORECASE)
_PART_OF_A_YEAR = re.compile(r"\b(?:quý|tháng)\b", re.IGNORECASE)


def propose_targets(
    text: str, figures: Iterable[Figure], indicators: Mapping[str, Indicator], *, place_code: str, period: Period | None
) -> tuple[Proposal, ...]:
    """Targets from the figures that are targets.

    Figures of one list item (between semicolons) on one indicator are conditions of one target: "giảm 15 % … (21 hộ)"
    must hold in both. Different indicators in one item make a compound target, when the sentences around are a list
    of items; in running text each figure stands alone. What stands behind "trong đó" in the sentence of a target is a
    sub-row of that target.
    """
    if period is None:
        return ()
    promised = [f for f in figures if f.kind is FigureKind.TARGET]
    wholes = _wholes(text, promised)
    within: dict[int, list[Figure]] = {}
    for figure in promised:
        if id(figure) in wholes:
            within.setdefault(wholes[id(figure)], []).append(figure)
    proposals = []
    for number, item in enumerate(_items(text, [f for f in promised if id(f) not in wholes]), start=1):
        proposal = _proposal(text, str(number), item, indicators, place_code, period)
        below = _by_key([f for one in item for f in within.get(id(one), ())])
        rows = [
            _proposal(text, f"{number}.{n}", each, indicators, place_code, period)
            for n, each in enumerate(below, start=1)
        ]
        target = replace(proposal.target, sub_rows=tuple(row.target for row in rows))
        proposals.append(replace(proposal, target=target, sub_rows=tuple(rows)))
    return _each_once(proposals)


def _proposal(
    text: str,
    number: str,
    item: list[Figure],
    indicators: Mapping[str, Indicator],
    place_code: str,
    period: Period,
) -> Proposal:
    """The target of one item: a plain one, or a compound one with a part for each indicator."""
    said = _by_key(item)
    low_high = next((b for g in said if (b := implied_baseline(g))), None)
    if len(said) == 1:
        target = _target(text, number, said[0], indicators, place_code, period)
    else:
        parts = tuple(
            _target(text, _part_number(number, n), group, indicators, place_code, period)
            for n, group in enumerate(said)
        )
        name = ", ".join([parts[0].name, *(_in_sentence(p.name) for p in parts[1:])])
        target = Target(f"p{number}", number, name, place_code, period, parts=parts)
    return Proposal(target, tuple(item), low_high)


def _by_key(figures: list[Figure]) -> list[list[Figure]]:
    """Figures by what they measure, in text order."""
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(_key(figure), []).append(figure)
    return list(groups.values())


def _wholes(text: str, figures: list[Figure]) -> dict[int, int]:
    """Figure that stands behind "trong đó" → the figure before these words in its sentence, both by `id`."""
    found: dict[int, int] = {}
    for sentence, said in groupby(figures, key=lambda f: f.sentence):
        within = _WITHIN.search(text, sentence.start, sentence.end)
        here = list(said) if within else []
        whole = next((f for f in reversed(here) if within and f.number.end <= within.start()), None)
        for figure in here if whole else ():
            behind = within is not None and min(figure.span.start, figure.number.start) >= within.end()
            if whole and behind and _key(figure) != _key(whole):
                found[id(figure)] = id(whole)
    return found


def _each_once(proposals: list[Proposal]) -> tuple[Proposal, ...]:
    """The proposals without those that say the same again, in a table below the prose or in prose above it; their figures,
    and sub-rows where the first has none, go to the first."""
    kept: dict[tuple[object, ...], Proposal] = {}
    for proposal in proposals:
        said = tuple(_promise(part) for part in proposal.target.parts or (proposal.target,))
        first = kept.get(said) if all(code for code, *_ in said) else None
        if first is not None:
            figures, rows = (*first.figures, *proposal.figures), first.sub_rows or proposal.sub_rows
            target = replace(first.target, sub_rows=tuple(row.target for row in rows))
            kept[said] = replace(first, target=target, figures=figures, sub_rows=rows)
        else:
            kept[said if all(code for code, *_ in said) else (proposal.target.id,)] = proposal
    return tuple(_numbered(proposal, n) for n, proposal in enumerate(kept.values(), start=1))


def _promise(target: Target) -> tuple[object, ...]:
    """What makes two proposals the same: indicator, period, subject and conditions, however they are called."""
    conditions = frozenset(
        (c.comparator, c.value, c.value_max, c.unit, c.change, c.change_in) for c in target.conditions
    )
    return target.indicator_code, target.period, target.subject, conditions


def _numbered(proposal: Proposal, n: int) -> Proposal:
    target = proposal.target
    if target.number == str(n):
        return proposal
    again = _again(proposal, str(n))
    rows = tuple(_again(row, f"{n}.{at}") for at, row in enumerate(proposal.sub_rows, start=1))
    return replace(again, target=replace(again.target, sub_rows=tuple(row.target for row in rows)), sub_rows=rows)


def _again(proposal: Proposal, number: str) -> Proposal:
    """The proposal with another number, its parts too."""
    parts = tuple(
        replace(p, id=f"p{_part_number(number, at)}", number=_part_number(number, at))
        for at, p in enumerate(proposal.target.parts)
    )
    return replace(proposal, target=replace(proposal.target, id=f"p{number}", number=number, parts=parts))


def implied_baseline(figures: Iterable[Figure]) -> tuple[Decimal, Decimal] | None:
    """Lowest and highest whole level of which `per cent` is `count` when rounded to the nearest (domain.md 1.1).

    15 % and 21 households: 137 to 143, since 15 % of 137 is 20.55 and of 143 is 21.45.
    """
    changes = [f for f in figures if f.change is not Change.NONE]
    per_cent = next((f.value for f in changes if f.unit in _PER_CENT), None)
    count = next((f.value for f in changes if f.unit not in _PER_CENT and f.value == f.value.to_integral_value()), None)
    if not per_cent or not count or per_cent <= 0 or count > 1_000_000:
        return None
    middle = int(count * 100 / per_cent)
    reach = int(100 / per_cent) + 2
    fits = [
        n
        for n in range(max(1, middle - reach), middle + reach + 1)
        if (n * per_cent / 100).quantize(Decimal(1), ROUND_HALF_UP) == count
    ]
    return (Decimal(fits[0]), Decimal(fits[-1])) if fits else None


def _items(text: str, figures: list[Figure]) -> list[list[Figure]]:
    """Figures by list item. Only a sentence that ends in a semicolon, or follows one, is an item as a whole."""
    items: list[list[Figure]] = []
    for figure in figures:
        last = items[-1][-1] if items else None
        same_sentence = last is not None and last.sentence == figure.sentence
        in_list = text[figure.sentence.end - 1 : figure.sentence.end] == ";"
        if last is not None and same_sentence and (in_list or _key(last) == _key(figure)):
            items[-1].append(figure)
        else:
            items.append([figure])
    return items


def _key(figure: Figure) -> str:
    """What makes figures one target: the noun phrase."""
    return figure.indicator.casefold()


def _target(
    text: str,
    number: str,
    figures: list[Figure],
    indicators: Mapping[str, Indicator],
    place_code: str,
    period: Period,
) -> Target:
    code = next((f.indicator_code for f in figures if f.indicator_code), None)
    code = JUDGED_ON.get(code or "", code)
    # "giảm 15 % tỉ lệ hộ nghèo (21 hộ)": a count beside the percentage says that households are counted.
    if code in {"poverty-rate", "poverty-rate-reduction-pp"} and any(f.unit == "hộ" for f in figures):
        code = "poor-households"
    code = counted_as(code, figures)
    indicator = indicators.get(code or "")
    said = _said(text, figures[0])
    return Target(
        id=f"p{number}",
        number=number,
        name=said[:1].upper() + said[1:],
        place_code=place_code,
        period=_period(text, figures[0], period),
        indicator_code=code,
        conditions=tuple(_condition(text, f, indicator) for f in figures),
        # How often it is due, and who can report it, is what the catalogue says until a planner says otherwise: a
        # harvest asked for every month would look as if eleven months were missing.
        frequency=indicator.frequency if indicator else Frequency.MONTHLY,
        reported_by=usual_reporter(indicator),
        subject=next((f.subject for f in figures if f.subject), None),
    )


def _period(text: str, figure: Figure, plan: Period) -> Period:
    """The part of the plan's year that the sentence says ("quý IV đạt 68,67 tỷ đồng"), else the whole of the plan."""
    when = figure.when
    if when is None or when.months_long >= _YEAR or not plan.holds(when):
        return plan
    return when if _PART_OF_A_YEAR.search(figure.sentence.of(text)) else plan


def counted_as(code: str | None, figures: Iterable[Figure]) -> str | None:
    """The code that the values are of. A commune meets whole criteria: 17,5 of them is what communes meet on average,
    whether "mỗi xã" is said or not."""
    if code == "ntm-criteria-total" and any(
        f.value != f.value.to_integral_value() and f.unit not in _PER_CENT for f in figures
    ):
        return "ntm-criteria-mean"
    return code


def _part_number(number: str, n: int) -> str:
    """5a, 5b, …; beyond z 5.27, so that no part is lost."""
    return f"{number}{ascii_lowercase[n]}" if n < len(ascii_lowercase) else f"{number}.{n + 1}"


def _in_sentence(name: str) -> str:
    """A name as it goes on in a sentence; what is written in capitals (OCOP, GRDP) stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _said(text: str, figure: Figure) -> str:
    """The words a target is called by: the clause, or the first cell of a row."""
    said = figure.span.of(text)
    if figure.rule == "table":
        said = re.split(r"[|\t\n]", said)[0]
    return " ".join(said.split())


def _tolerance(text: str, figure: Figure) -> Decimal:
    """How much of "khoảng 4% (±10%)" may be missed: what stands behind it, else the usual."""
    said = _MAY_BE_MISSED.match(text, figure.number.end, figure.number.end + _LONGEST_UNIT)
    written = parse(said["share"]) / 100 if said else Decimal(0)
    return written if 0 < written < 1 else USUAL_TOLERANCE


def _is_kept(text: str, figure: Figure) -> bool:
    """ "duy trì 42 %", "giữ vững tỷ lệ che phủ rừng ở mức 42 %": the level there is must hold all along."""
    ends = (figure.number.start, figure.span.start)
    said = text[max(0, min(ends) - _LONGEST_VERB) : figure.number.start].lower()
    if "giữ" not in said and "trì" not in said:
        return False
    return any(_KEEPS.search(text, max(figure.sentence.start, end - _LONGEST_VERB), end) is not None for end in ends)


def _condition(text: str, figure: Figure, indicator: Indicator | None) -> Condition:
    change, change_in = figure.change, ChangeIn.UNITS
    if change is Change.INCREASE and indicator and indicator.over_time is OverTime.SUM and figure.unit not in _PER_CENT:
        change = Change.NONE  # "thêm 01 sản phẩm": the indicator itself counts what is new
    elif change is not Change.NONE and figure.unit in _PER_CENT:
        change_in = ChangeIn.PER_CENT
    elif change is not Change.NONE and figure.unit.startswith("điểm"):
        change_in = ChangeIn.POINTS
    return Condition(
        comparator=figure.comparator,
        value=figure.value,
        unit=unit_counted(figure, indicator),
        value_max=figure.value_max,
        change=change,
        change_in=change_in,
        tolerance=_tolerance(text, figure) if figure.comparator is Comparator.ABOUT else None,
        keep=figure.change is Change.NONE and _is_kept(text, figure),
    )


def unit_counted(figure: Figure, indicator: Indicator | None) -> str:
    """The figure's unit; the indicator's own where the words around say what it is counted by ("bình quân mỗi xã đạt
    17,5 tiêu chí" is tiêu chí/xã)."""
    if indicator and indicator.unit.split("/")[0] == figure.unit and indicator.over_places is OverPlaces.MEAN:
        return indicator.unit
    return figure.unit
