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


def place_row(code: str, on: date) -> Place:
    """The place that has this code on that day. Raises Place.DoesNotExist."""
    return Place.objects.get(valid_on(on), code=code)


def places_below(place: Place, on: date) -> dict[str, Place]:
    """Code → the place of that day, for the places directly below. Codes are reused, so the day matters."""
    below = Place.objects.filter(valid_on(on), valid_on(on, "parents__"), parents__parent=place)
    return {p.code: p for p in below.distinct()}


def places_over(place: Place, on: date) -> list[int]:
    """Ids of the place and of everything that it lies in on that day, from below upwards; for a place that has ended,
    on its last day."""
    over = [place.pk]
    on = min(on, place.last or on)
    while above := Membership.objects.filter(valid_on(on), child=over[-1]).exclude(parent__in=over).first():
        over.append(above.parent_id)
    return over


def valid_on(on: date, where: str = "") -> Q:
    return (Q(**{f"{where}first": None}) | Q(**{f"{where}first__lte": on})) & (
        Q(**{f"{where}last": None}) | Q(**{f"{where}last__gte": on})
    )
