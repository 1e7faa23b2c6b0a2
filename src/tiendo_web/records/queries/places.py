"""The places of a day, who lies in whom, and their names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from tiendo.model.period import Period
from tiendo.model.place import PlaceTree
from tiendo.publishing.wording import format_place
from tiendo_web.records import convert
from tiendo_web.records.models import Membership, Place, Programme, RedrawnLine


def place_names(places: Iterable[Place], language: str = "vi") -> dict[str, str]:
    """Code → name with its kind, e.g. "xã Thủy Tây"."""
    return {p.code: format_place(p, language) for p in places}


def load_tree(on: date) -> PlaceTree:
    """The places of one day."""
    places = [convert.place_record(p) for p in Place.objects.prefetch_related("titles")]
    memberships = [convert.membership_record(m) for m in Membership.objects.select_related("child", "parent")]
    return PlaceTree.as_of(places, memberships, on)


def tree_day(programme: Programme, today: date) -> date:
    """The day whose places a programme is read on: today, but never after its own last day."""
    period = Period.parse(programme.period)
    return min(today, date(period.last_year, 12, 31))


def places_here(programme: Programme, today: date) -> set[int]:
    """Ids of the programme's place and of those directly below it on the day that the programme is read on. A place
    that was renamed is several rows with one code; an office may hang on any of them, but not on a place that ended by
    an act: its code may be another place's now."""
    on = tree_day(programme, today)
    found = Place.objects.filter(code__in=places_below(programme.place, on)).exclude(pk__in=ended_by(on))
    return {programme.place_id, *found.values_list("pk", flat=True)}


def ended_by(on: date) -> QuerySet[RedrawnLine, int]:
    """Ids of the places that have ended by an act that holds on that day."""
    held = RedrawnLine.objects.filter(redrawing__state="active", redrawing__day__lte=on)
    return held.values_list("old_id", flat=True)


def places_of_day(codes: Iterable[str], on: date) -> dict[str, Place]:
    """Code → the place that has it on that day, of those of the codes that one has."""
    return {p.code: p for p in Place.objects.filter(valid_on(on), code__in=set(codes))}


def places_below(place: Place, on: date) -> dict[str, Place]:
    """Code → the place of that day, for the places directly below. Codes are reused, so the day matters."""
    below = Place.objects.filter(valid_on(on), valid_on(on, "parents__"), parents__parent=place)
    return {p.code: p for p in below.distinct().order_by("code").prefetch_related("titles")}


def places_over(place: Place, on: date) -> list[int]:
    """Ids of the place and of everything that it lies in on that day, from below upwards; for a place that has ended,
    on its last day."""
    return places_over_each([place], on)[place.pk]


def places_over_each(places: Iterable[Place], on: date) -> dict[int, list[int]]:
    """`places_over` of many places: id → the chain upwards. As many queries for a thousand as for one."""
    of_day: dict[date, set[int]] = {}
    for place in places:
        of_day.setdefault(min(on, place.last or on), set()).add(place.pk)
    found: dict[int, list[int]] = {}
    for day, below in of_day.items():
        parents = _parents(below, day)
        for pk in below:
            found[pk] = [pk]
            while (above := parents.get(found[pk][-1])) is not None and above not in found[pk]:
                found[pk].append(above)
    return found


def _parents(below: set[int], on: date) -> dict[int, int]:
    """Child → parent on a day, for these places and all that lie over them: a query for each level."""
    parents: dict[int, int] = {}
    level = set(below)
    while level:
        rows = Membership.objects.filter(valid_on(on), child__in=level).order_by("pk")
        for child, parent in rows.values_list("child_id", "parent_id"):
            parents.setdefault(child, parent)
        level = {parents[pk] for pk in level if pk in parents} - parents.keys()
    return parents


def valid_on(on: date, where: str = "") -> Q:
    return (Q(**{f"{where}first": None}) | Q(**{f"{where}first__lte": on})) & (
        Q(**{f"{where}last": None}) | Q(**{f"{where}last__gte": on})
    )
