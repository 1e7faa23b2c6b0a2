"""What a map says of each place: its own part of a target, judged by the same rule as the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.catalogue.maps import place_points
from tiendo.catalogue.places import load_history
from tiendo.model.observation import Counting, Observation
from tiendo.model.place import Place as PlaceRecord
from tiendo.model.place import PlaceTree
from tiendo.model.place_history import PlaceHistory
from tiendo.model.shape import Shape
from tiendo.model.target import Change, Milestone, ReportedBy, Target
from tiendo.model.verdict import Verdict
from tiendo.publishing.map import middle_of
from tiendo_web.records.models import PlaceShape
from tiendo_web.records.queries.place_past import readers_history
from tiendo_web.records.queries.places import valid_on
from tiendo_web.records.queries.programme import Standing


@dataclass(frozen=True)
class OnMap:
    """One place of the day: its part of the target, what it has brought, and the verdict on that.

    Attributes:
        verdict: None where the target gives the place no part of its own.
        share: what it has to bring; of a place made of others the sum of theirs, by their shares.
        restated: the figures are those of the places before, said for this one.
    """

    place: PlaceRecord
    verdict: Verdict | None
    share: Decimal | None
    restated: tuple[Observation, ...] = ()


def places_on_map(where: Standing, whole: Verdict, on: date) -> tuple[OnMap, ...]:
    """The places of the programme's area on the day `on`, in code order. On the programme's own places as they report;
    on those of another day, figures and parts are said for them."""
    own = where.tree.children(where.programme.place.code)
    history = readers_history()
    before = [p for code in own if (p := history.place(code, where.tree.on)) is not None]
    if history.era(on) == history.era(where.tree.on) or len(before) < len(own):
        shares = {s.place_code: s.value for s in whole.target.shares}
        tree = where.tree
        return tuple(_one(tree[c], whole.target, shares.get(c), where.observations, tree, where) for c in own)
    tree, shares = history.tree(on), _shares_on(history, before, whole.target, on)
    restated = pipeline.restate(where.observations, history, load_catalogue(), to=on).observations
    codes = sorted({code for p in before for code in history.onward(p, on)})
    return tuple(_one(tree[c], whole.target, shares.get(c), restated, tree, where) for c in codes if c in tree)


def days_of_change(where: Standing) -> tuple[tuple[date, tuple[str, ...]], ...]:
    """The days after the programme's on which its places ended, with the acts, the earliest first."""
    history, days = readers_history(), dict[date, set[str]]()
    level = [p for c in where.tree.children(where.programme.place.code) if (p := history.place(c, where.tree.on))]
    while level:
        changes = [change for place in level if (change := history.end_of(place)) is not None]
        for change in changes:
            days.setdefault(change.day, set()).update({change.document} - {""})
        heirs = {(code, c.day) for c in changes for code in c.new}
        level = [p for code, day in sorted(heirs) if (p := history.place(code, day)) is not None]
    return tuple((day, tuple(sorted(documents))) for day, documents in sorted(days.items()))


def shapes_on(on: date) -> dict[str, Shape]:
    """Code → the outline that an office loaded for the place of that day."""
    rows = PlaceShape.objects.filter(valid_on(on, "place__")).select_related("place")
    return {r.place.code: Shape(r.place.code, tuple(tuple((x, y) for x, y in ring) for ring in r.rings)) for r in rows}


def points_on(places: Iterable[PlaceRecord], on: date) -> dict[str, tuple[float, float]]:
    """Code → degrees east and north of the middle of a place of that day, where it is known: from the outline that an
    office loaded, else from the official lists, for places that are the official ones."""
    drawn, official = shapes_on(on), load_history().tree(on)
    here = {p.code: p for p in places}
    known = [code for code, place in here.items() if code in official and official[code].name == place.name]
    outlined = {code: middle_of(drawn[code]) for code in here if code in drawn}
    return place_points(known, on) | outlined


def _one(
    place: PlaceRecord,
    target: Target,
    share: Decimal | None,
    observations: tuple[Observation, ...],
    tree: PlaceTree,
    where: Standing,
) -> OnMap:
    part = _part(target, place.code, share)
    mine = tuple(o for o in observations if o.place_code == place.code and o.indicator_code == target.indicator_code)
    restated = tuple(o for o in mine if o.restatement is not None)
    if part is None:
        return OnMap(place, None, share, restated)
    (verdict,) = pipeline.judge_targets(
        (part,),
        mine,
        tree=tree,
        catalogue=load_catalogue(),
        today=where.today,
        through=where.through,
        counting=Counting(where.programme.counting),
    )
    return OnMap(place, verdict, share, restated)


def _part(target: Target, code: str, share: Decimal | None) -> Target | None:
    """The target of one place: the whole one's condition on its part, with its path in proportion. None where it has no
    part, or the part is a change whose own baseline nobody has entered."""
    condition = target.shared_condition
    if share is None or condition is None or condition.change is not Change.NONE or not condition.value:
        return None
    path = tuple(Milestone(m.month, m.value * share / condition.value) for m in target.trajectory)
    return replace(
        target,
        place_code=code,
        conditions=(replace(condition, value=share),),
        shares=(),
        trajectory=path,
        reported_by=ReportedBy.PLACE,
        sub_rows=(),
    )


def _shares_on(history: PlaceHistory, before: list[PlaceRecord], target: Target, on: date) -> dict[str, Decimal]:
    """The parts of a target on the places of another day. A place of which something had no part has none."""
    given = {s.place_code: Fraction(s.value) for s in target.shares if not s.office}
    found: dict[str, Fraction] = {}
    lacking: set[str] = set()
    for place in before:
        for code, way in history.onward(place, on).items():
            if place.code not in given:
                lacking.add(code)
            else:
                found[code] = found.get(code, Fraction(0)) + given[place.code] * way.share
    return {c: Decimal(v.numerator) / Decimal(v.denominator) for c, v in found.items() if c not in lacking}


def official_tree(on: date) -> PlaceTree:
    """The official places of the country on a day."""
    return load_history().tree(on)


def official_heir(code: str, then: date, on: date) -> str | None:
    """The official place in which one of an earlier day lies as a whole on another day; None where there is none."""
    history = load_history()
    place = history.place(code, then)
    ways = history.onward(place, on) if place else {}
    return next((there for there, way in ways.items() if way.share == 1), None)
