"""Who may do what, and in which offices: the rights that hold on a day."""

from __future__ import annotations

import unicodedata
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet

from tiendo_web.records.models import Membership, Office, Place, Programme, Right, User
from tiendo_web.records.queries.places import places_here, valid_on


def rights_of(user: User, *, today: date) -> QuerySet[Right]:
    """The person's rights that are valid on that day; none for somebody who is not active."""
    valid = Right.objects.filter(user=user, user__is_active=True, first__lte=today)
    return valid.filter(Q(last=None) | Q(last__gte=today)).select_related("office")


def offices_of(user: User, role: str, *, today: date) -> list[int]:
    """Ids of the offices in which the person has this role on that day."""
    return list(rights_of(user, today=today).filter(role=role).values_list("office_id", flat=True))


def own_offices(user: User, *, today: date) -> list[int]:
    """Ids of the offices in which the person has any role on that day."""
    return list(rights_of(user, today=today).values_list("office_id", flat=True))


def offices_under(user: User, role: str, *, today: date) -> list[Office]:
    """The offices of the places in which the person has this role, and of everything that lies below them."""
    reached: set[int] = set()
    level = set(rights_of(user, today=today).filter(role=role).values_list("office__place_id", flat=True))
    while level:
        reached |= level
        ended = Q(child__last__lt=today, last=F("child__last"))  # somebody has to end the rights there too
        below = Membership.objects.filter(valid_on(today) | ended, parent__in=level)
        level = set(below.values_list("child_id", flat=True)) - reached
    return list(Office.objects.filter(place__in=reached).select_related("place").order_by("place__code", "code"))


def places_planned(user: User, *, today: date, on: date) -> list[Place]:
    """The places of the day `on` that lie, at any height, in those where the person plans; a place at the top that
    the person plans for is one of them."""
    own = {r.office.place_id for r in rights_of(user, today=today).filter(role="planner")}
    reached, level = set[int](), set(own)
    while level:
        below = Membership.objects.filter(valid_on(on), parent__in=level)
        level = set(below.values_list("child_id", flat=True)) - reached
        reached |= level
    top = {pk for pk in own if not Membership.objects.filter(valid_on(on), child=pk).exists()}
    return list(Place.objects.filter(valid_on(on), pk__in=reached | top).prefetch_related("titles"))


def offices_here(programme: Programme, today: date) -> list[Office]:
    """The offices that may own a target of the programme: those of its place first, then those of the places below."""
    found = Office.objects.filter(place__in=places_here(programme, today)).select_related("place")
    return sorted(found, key=lambda o: (o.place_id != programme.place_id, o.place.code, o.pk))


def people_with_rights(looked_for: str = "") -> list[User]:
    """Everybody who may log in or ever had a right, with the rights, the open ones first; found by part of a name, of
    the name to log in with or of an office's name. Looked through here: SQLite folds the case of ASCII letters only."""
    held = Right.objects.select_related("office").order_by(F("last").desc(nulls_first=True), "office__code", "role")
    people = User.objects.prefetch_related(Prefetch("rights", held)).order_by("full_name", "username")
    wanted = unicodedata.normalize("NFC", looked_for).casefold()
    return [p for p in people if wanted in " ".join(_names_of(p)).casefold()]


def _names_of(person: User) -> tuple[str, ...]:
    return person.full_name, person.username, *(r.office.name for r in person.rights.all())
