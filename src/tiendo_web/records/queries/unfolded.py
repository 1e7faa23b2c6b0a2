"""A verdict with the figures behind it: what is stored holds only what they add up to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.observation import Counting, Observation
from tiendo.model.total import PlaceResult, Total
from tiendo.model.verdict import Verdict
from tiendo_web.records.queries.programme import Standing
from tiendo_web.records.queries.stored import results_stored


def unfolded(where: Standing, verdict: Verdict, most_places: int) -> tuple[Verdict, tuple[Observation, ...]]:
    """The verdict, its parts and lines with the figures of so many places below each, those that owe some first; and all
    that was sent for these, old revisions among them. Of places that hold others the figures stand on their own pages."""
    codes = {one.target.indicator_code or "" for one in verdict.rows}
    if any(source.observations for one in verdict.rows if one.total for source in one.total.whole.sources()):
        return verdict, where.ground.of(codes)  # they were added up for this page
    shown = {code for one in verdict.rows if one.total for code in _shown(one.total, most_places)}
    sent = where.ground.of(codes, shown)
    return _with_figures(verdict, where, sent, shown), sent


def results_at(where: Standing, code: str) -> list[tuple[Verdict, PlaceResult]]:
    """What a place on any level below the programme's brings to each target, in list order, with the places directly
    below it; of a place that holds a part above others, that too."""
    rows = [one for verdict in where.verdicts for one in verdict.rows if one.total is not None]
    months = {one.target.id: one.total.period.months()[-1].code for one in rows if one.total}
    kept = results_stored([int(pk) for pk in months], code, set(months.values())) if where.stored else {}
    found = []
    for one in rows:
        assert one.total is not None
        if where.stored:
            results = kept.get((int(one.target.id), months[one.target.id]), [])
        else:
            results = list(_down(one.total.whole, code))
        found += [(one, result) for result in results if code != where.programme.place.code]
    return found


def _down(result: PlaceResult, code: str) -> Iterator[PlaceResult]:
    for place in result.places:
        if place.place_code == code:
            yield place
        yield from _down(place, code)


def in_full(where: Standing, verdict: Verdict, places: Collection[str] | None = None) -> Total:
    """The total of a verdict with every place, all the way down, and its figures; or those of some places only, as if
    the others had sent nothing."""
    assert verdict.total is not None
    target, last = verdict.target, verdict.total.period.months()[-1]
    totals = pipeline.roll_up_targets(
        [(target, last)],
        where.ground.of({verdict.total.indicator_code}, places),
        tree=where.tree,
        catalogue=load_catalogue(),
        counting=Counting(where.programme.counting),
    )
    return totals[target.id][-1]


def _shown(total: Total, most: int) -> list[str]:
    own = [p for p in total.places if not p.together]
    return [p.place_code for p in sorted(own, key=lambda p: not p.missing)[:most]]


def _with_figures(verdict: Verdict, where: Standing, sent: Collection[Observation], shown: Collection[str]) -> Verdict:
    total = verdict.total
    if total is not None:
        places = tuple(_own(p, verdict, where, sent) if p.place_code in shown else p for p in total.places)
        total = replace(total, whole=replace(total.whole, places=places))
    return replace(
        verdict,
        total=total,
        parts=tuple(_with_figures(p, where, sent, shown) for p in verdict.parts),
        sub_rows=tuple(_with_figures(r, where, sent, shown) for r in verdict.sub_rows),
    )


def _own(place: PlaceResult, verdict: Verdict, where: Standing, sent: Collection[Observation]) -> PlaceResult:
    if place.together or verdict.total is None:
        return place
    return pipeline.own_result(
        verdict.target,
        sent,
        place_code=place.place_code,
        month=verdict.total.period.months()[-1],
        catalogue=load_catalogue(),
        counting=Counting(where.programme.counting),
        held_above=place.held_above,
    )
