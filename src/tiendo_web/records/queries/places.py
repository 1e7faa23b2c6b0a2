"""The places of a day, who lies in whom, and their names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from tiendo.model.period import Period
from tiendo.model.place import PlaceTree
from tiendo.publishing.wording import format_place
from tiendo_web.records import convert
from tiendo_web.records.models import Membership, Place, Programme


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
    that was renamed is several rows with one code; an office may hang on any of them."""
    below = places_below(programme.place, tree_day(programme, today))
    return {programme.place_id, *Place.objects.filter(code__in=below).values_list("pk", flat=True)}


def places_below(place: Place, on: date) -> dict[str, Place]:
    """Code → the place of that day, for the places directly below. Codes are reused, so the day matters."""
    below = Place.objects.filter(valid_on(on), valid_on(on, "parents__"), parents__parent=place)
    return {p.code: p for p in below.distinct()}


def places_over(place: Place, on: date) -> list[int]:
    """Ids of the place and of everything that it lies in on that day, from below upwards."""
    over = [place.pk]
    while above := Membership.objects.filter(valid_on(on), child=over[-1]).exclude(parent__in=over).first():
        over.append(above.parent_id)
    return over


def valid_on(on: date, where: str = "") -> Q:
    return (Q(**{f"{where}first": None}) | Q(**{f"{where}first__lte": on})) & (
        Q(**{f"{where}last": None}) | Q(**{f"{where}last__gte": on})
    )
