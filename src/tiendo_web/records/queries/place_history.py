"""Places in time as the tables hold them: the acts that hold, and figures said for the places of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Prefetch, QuerySet

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.observation import Observation
from tiendo.model.place import PlaceKind
from tiendo.model.place_change import ChangeLine, PlaceChange, ShareBasis
from tiendo.model.place_history import PlaceHistory
from tiendo.model.redrawing import NewPlace, changes_of
from tiendo.model.redrawing import Redrawing as RedrawingRecord
from tiendo.model.target import Target as TargetRecord
from tiendo.model.target import TargetSet as TargetSetRecord
from tiendo_web.records import convert
from tiendo_web.records.models import Membership, Place, Redrawing, RedrawnLine, RedrawnPlace, Target

_ONE_DAY = timedelta(days=1)


def redrawings() -> QuerySet[Redrawing]:
    """Every act that was loaded, the newest first; those that were put away are left out."""
    return Redrawing.objects.exclude(state="discarded").select_related("added_by", "decided_by")


def acts_that_hold() -> QuerySet[Redrawing]:
    """The acts that were activated, each with its lines and new places, in three queries for all of them."""
    lines = RedrawnLine.objects.select_related("old", "new")
    return Redrawing.objects.filter(state="active").prefetch_related(Prefetch("lines", lines), "new_places")


def redrawing_record(row: Redrawing) -> RedrawingRecord:
    """An act as the core takes it."""
    return _record(row, row.lines.select_related("old", "new"), row.new_places.all())


def _record(row: Redrawing, lines: Iterable[RedrawnLine], new: Iterable[RedrawnPlace]) -> RedrawingRecord:
    return RedrawingRecord(
        day=row.day,
        new=tuple(NewPlace(p.code, p.name, PlaceKind(p.kind), p.parent) for p in new),
        lines=tuple(line_record(line) for line in lines),
        document=row.document,
        document_day=row.document_day,
    )


def line_record(row: RedrawnLine) -> ChangeLine:
    """Reads `old` and `new` (select_related)."""
    return ChangeLine(row.old.code, row.new.code, Fraction(row.share), ShareBasis(row.basis), row.source)


def place_history() -> PlaceHistory:
    """All places of all days and the changes that hold."""
    rows = list(Place.objects.prefetch_related("titles"))
    places = {row.pk: convert.place_record(row) for row in rows}
    memberships = [convert.membership_record(m) for m in Membership.objects.select_related("child", "parent")]
    changes: list[PlaceChange] = []
    for row in acts_that_hold():
        old = {line.old.code: places[line.old_id] for line in row.lines.all()}
        new = {p.code: places[p.place_id] for p in row.new_places.all() if p.place_id}
        if old:
            changes += changes_of(_record(row, row.lines.all(), row.new_places.all()), old, new)
    return PlaceHistory(places.values(), memberships, changes)


def ended_by_an_act(on: date, *, since: date | None = None) -> QuerySet[RedrawnLine]:
    """Lines of the acts that hold on a day, of those only that came after the day `since`; their old places are no more.
    Codes are reused, so a place that ended is never taken for the one that has its code now."""
    held = RedrawnLine.objects.filter(redrawing__state="active", redrawing__day__lte=on)
    return held if since is None else held.filter(redrawing__day__gt=since)


def on_places(observations: tuple[Observation, ...], on: date, *, since: date | None = None) -> tuple[Observation, ...]:
    """The figures on the places of a day; as they were sent where no act holds by then, or none that came after the day
    `since`, which no figure is older than."""
    if not ended_by_an_act(on, since=since).exists():
        return observations
    return pipeline.restate(observations, place_history(), load_catalogue(), to=on).observations


def without_ended_shares(
    sets: Iterable[TargetSetRecord], rows: Mapping[str, Target], on: date
) -> tuple[TargetSetRecord, ...]:
    """Targets without the parts that were given to places that have ended since: those are given anew."""
    ended = set(ended_by_an_act(on).values_list("old_id", flat=True))
    if not ended:
        return tuple(sets)

    def standing(target: TargetRecord) -> TargetRecord:
        kept = (s for s in rows[target.id].shares.all() if s.place_id not in ended)
        return replace(
            target,
            shares=tuple(convert.share_record(s) for s in kept),
            parts=tuple(standing(part) for part in target.parts),
            sub_rows=tuple(standing(row) for row in target.sub_rows),
        )

    return tuple(replace(s, targets=tuple(standing(t) for t in s.targets)) for s in sets)
