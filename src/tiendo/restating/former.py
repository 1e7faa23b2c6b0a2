"""The series of a place that is no more, such as a district: it ends, and what it would be today is an estimate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from tiendo.model.indicator import Indicator
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.place import Place
from tiendo.model.place_change import PlaceChange, ShareBasis
from tiendo.model.place_history import PlaceHistory
from tiendo.model.problem import Problem
from tiendo.model.restatement import Part, Restated, Restatement
from tiendo.restating.parting import part
from tiendo.restating.restate import newest, own_day
from tiendo.restating.rules import PARTED, work_out

_Area = Mapping[str, Fraction]  # place of today → how much of it lies in the former place


def area_today(history: PlaceHistory, former: Place, on: date) -> _Area:
    """Which places of the day `on` hold something of the former one, and how much of each lies in it: 1 where all of it
    does. Where only a part does nobody has published how much, so every former commune counts as equally large."""
    if former.last is None or on <= former.last:
        return {former.code: Fraction(1)}
    inside = set(_leaves(history, former, former.last))
    found: dict[str, Fraction] = {}
    for code in inside:
        leaf = history.place(code, former.last)
        for today in history.onward(leaf, on) if leaf else ():
            if today not in found:
                found[today] = _lies_in(history, today, inside, former.last, on)
    return dict(sorted(found.items()))


def estimate_former(
    observations: Iterable[Observation],
    *,
    history: PlaceHistory,
    indicators: Mapping[str, Indicator],
    former: Place,
) -> Restated:
    """Figures of today's places brought to the area of a place that ended. Exact where the area is a union of today's
    places, else marked as estimated; what cannot be parted is a problem, never a number. Its own figures, of the time
    before it ended, stand as they were sent."""
    made: list[Observation] = []
    problems: dict[tuple[str, str], Problem] = {}
    areas: dict[int, _Area] = {}
    for (code, period, _), sent in sorted(newest(observations).items()):
        day = own_day(period)
        if former.last is None or day <= former.last:
            made += [o for place, o in sent.items() if place == former.code]
            continue
        if history.era(day) not in areas:
            areas[history.era(day)] = area_today(history, former, day)
        found = _estimated(indicators[code], period, sent, areas[history.era(day)], history, former)
        if isinstance(found, Problem):
            problems.setdefault((found.rule, code), found)
        elif found is not None:
            made.append(found)
    return Restated(tuple(made), tuple(problems.values()))


def _estimated(
    indicator: Indicator,
    period: Period,
    sent: Mapping[str, Observation],
    area: _Area,
    history: PlaceHistory,
    former: Place,
) -> Observation | Problem | None:
    """One figure of the former place; None when nobody has sent anything."""
    day = own_day(period)
    assert former.last is not None
    whole = set(area.values()) == {1}
    alone = whole and len(area) == 1
    members = [p for c in area if (p := history.place(c, day)) and (alone or p.counts_for(indicator, day))]
    parts = tuple(_parts(indicator, sent, area, members))
    if not parts:
        return None
    worked = work_out(indicator, parts, alone=alone, whole=whole)
    if worked.problem:
        facts = {"place": former, "indicator": indicator, "others": tuple(members), "day": former.last, "own_day": day}
        return Problem(worked.problem, facts)
    sent_by = {p.place for p in parts}
    return Observation(
        indicator.code,
        former.code,
        period,
        value=worked.value,
        numerator=worked.numerator,
        denominator=worked.denominator,
        vintage=min(p.observation.vintage for p in parts),
        provider=parts[0].observation.provider,
        definition=parts[0].observation.definition,
        source="; ".join(dict.fromkeys(p.observation.source for p in parts if p.observation.source)),
        sample=any(p.observation.sample for p in parts),
        restatement=Restatement(
            former.last,
            parts,
            _changes(history, former, former.last, day),
            tuple(p for p in members if p not in sent_by),
            estimated=not whole,
        ),
    )


def _parts(
    indicator: Indicator, sent: Mapping[str, Observation], area: _Area, members: Iterable[Place]
) -> Iterator[Part]:
    for place in members:
        o, share = sent.get(place.code), area[place.code]
        if o is None or (o.value is None and o.numerator is None):
            continue
        parted = share == 1 or indicator.over_places in PARTED
        value, numerator, denominator = (
            None if amount is None or not parted else part(amount, (share, 1 - share))[0]
            for amount in (o.value, o.numerator, o.denominator)
        )
        bases = () if share == 1 else (ShareBasis.EQUAL_PARTS,)
        yield Part(o, place, share, bases, value, numerator, denominator)


def _leaves(history: PlaceHistory, former: Place, last: date) -> Iterator[str]:
    """The lowest places of which it consisted on its last day; itself where it had none."""
    tree = history.tree(last)
    below = [former.code]
    while below:
        code = below.pop()
        if children := tree.children(code):
            below += children
        else:
            yield code


def _lies_in(history: PlaceHistory, today: str, inside: set[str], then: date, on: date) -> Fraction:
    place = history.place(today, on)
    whole, within = Fraction(0), Fraction(0)
    for code in history.origins(place, then) if place else ():
        origin = history.place(code, then)
        way = history.onward(origin, on).get(today) if origin else None
        if way is not None:
            whole += way.share
            within += way.share if code in inside else 0
    return within / whole if whole else Fraction(0)


def _changes(history: PlaceHistory, former: Place, last: date, on: date) -> tuple[PlaceChange, ...]:
    met: dict[int, PlaceChange] = {}
    for code in _leaves(history, former, last):
        leaf = history.place(code, last)
        for way in history.onward(leaf, on).values() if leaf else ():
            met |= {id(change): change for change in way.changes}
    return tuple(sorted(met.values(), key=lambda c: (c.day, c.new)))
