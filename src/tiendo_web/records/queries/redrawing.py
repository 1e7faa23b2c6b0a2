"""What an act will do, looked at before anything is changed; and what already rests on one that holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Q

from tiendo.model.period import Clock, Period
from tiendo.model.place import WrongPlaces
from tiendo.model.problem import Problem
from tiendo.model.redrawing import redrawn
from tiendo_web.records.models import (
    Membership,
    Observation,
    Office,
    Place,
    PlaceShape,
    Programme,
    Redrawing,
    RedrawnLine,
    RedrawnPlace,
    Return,
    Right,
    Share,
    Target,
    Title,
)
from tiendo_web.records.queries.place_history import place_history, redrawing_record
from tiendo_web.records.queries.redrawn_figures import Sum, figures_before_and_after


@dataclass(frozen=True)
class Line:
    """One line: how much of an old place lies in a new one, and whether its people go on there."""

    row: RedrawnLine
    share: Fraction

    @property
    def input(self) -> str:
        """The name of the input for the share."""
        return f"share:{self.row.pk}"

    @property
    def whole(self) -> bool:
        """True where the old place goes into this one as a whole."""
        return self.share == 1


@dataclass(frozen=True)
class Ending:
    """An old place, where it goes, and the people of its offices."""

    place: Place
    lines: tuple[Line, ...]
    rights: tuple[Right, ...]

    @property
    def split(self) -> bool:
        """True when it is parted over several new places."""
        return len(self.lines) > 1

    @property
    def assumed(self) -> bool:
        """True when nobody has said how much lies where."""
        return any(line.row.basis == "equal_parts" for line in self.lines)

    @property
    def heir(self) -> RedrawnPlace | None:
        """The new place in which its people go on; None while nobody has said."""
        return next((line.row.new for line in self.lines if line.row.followed), None)


@dataclass(frozen=True)
class Outlook:
    """What an act does, or will do.

    Attributes:
        wrong: why it cannot be activated as it stands; None when it can.
        to_finish: returns of old places for the time before the day that are not approved yet.
        too_late: returns of old places for months that end on the day or later: the new places report those.
        targets, shares: that speak of places that end; they stay as they are, and are given anew for the new places.
        unsaid: problems of figures that cannot be said for the new places (means, recognitions).
    """

    redrawing: Redrawing
    ending: tuple[Ending, ...]
    beginning: tuple[RedrawnPlace, ...]
    wrong: Problem | None
    to_finish: tuple[Return, ...]
    too_late: tuple[Return, ...]
    targets: tuple[Target, ...]
    shares: tuple[Target, ...]
    sums: tuple[Sum, ...]
    unsaid: tuple[Problem, ...]

    @property
    def assumed(self) -> tuple[Ending, ...]:
        """Old places whose shares nobody knows: equal parts are assumed."""
        return tuple(e for e in self.ending if e.assumed)

    @property
    def blocked(self) -> tuple[Return, ...]:
        """Returns that hold figures of the time after the day on an old place."""
        return tuple(r for r in self.too_late if r.observations.all())


def outlook(redrawing: Redrawing) -> Outlook:
    """What the act will do. Reads everything, writes nothing."""
    lines = list(redrawing.lines.select_related("old", "new"))
    by_old: dict[int, list[RedrawnLine]] = {}
    for line in lines:
        by_old.setdefault(line.old_id, []).append(line)
    old = list(by_old)
    rights = _rights(old, redrawing.day)
    ending = tuple(
        Ending(
            of_place[0].old,
            tuple(Line(row, Fraction(row.share)) for row in of_place),
            tuple(r for r in rights if r.office.place_id == pk),
        )
        for pk, of_place in by_old.items()
    )
    to_finish, too_late = _returns(old, redrawing.day)
    tried = figures_before_and_after(redrawing)
    return Outlook(
        redrawing=redrawing,
        ending=ending,
        beginning=tuple(redrawing.new_places.all()),
        wrong=tried.wrong,
        to_finish=to_finish,
        too_late=too_late,
        targets=_targets(Q(place__in=old)),
        shares=_targets(Q(shares__place__in=old)),
        sums=tried.sums,
        unsaid=tried.unsaid,
    )


def wrong_about(redrawing: Redrawing) -> Problem | None:
    """Why the act contradicts the places that are there; None when it can hold."""
    try:
        redrawn(place_history(), redrawing_record(redrawing))
    except WrongPlaces as wrong:
        return wrong.problem
    return None


def resting_on(redrawing: Redrawing) -> dict[str, int]:
    """What already depends on the new places of an act that holds: kind → how many; {} when nothing does."""
    new = list(redrawing.new_places.exclude(place=None).values_list("place_id", flat=True))
    made = set(redrawing.before.get("rights", ()))
    offices = set(redrawing.before.get("offices", ()))
    acts = RedrawnLine.objects.filter(old__in=new, redrawing__state__in=["active", "draft"])
    counts = {
        "observation": Observation.objects.filter(owed_in__place__in=new).count(),
        "return": Return.objects.filter(place__in=new).count(),
        "target": Target.objects.filter(place__in=new).count() + Share.objects.filter(place__in=new).count(),
        "programme": Programme.objects.filter(place__in=new).count(),
        "right": Right.objects.filter(office__place__in=new).exclude(pk__in=made).count(),
        "office": Office.objects.filter(place__in=new).exclude(pk__in=offices).count(),
        "shape": PlaceShape.objects.filter(place__in=new).count(),
        "title": Title.objects.filter(place__in=new).count(),
        "act": acts.exclude(redrawing=redrawing).order_by().values("redrawing").distinct().count(),
        "place": Membership.objects.filter(parent__in=new).exclude(child__in=new).count(),
        "target_of_office": Target.objects.filter(owner__place__in=new).count(),
    }
    return {what: count for what, count in counts.items() if count}


# --- the parts of the questions -----------------------------------------------------------------------------------------


def _rights(places: Iterable[int], day: date) -> list[Right]:
    """Rights in the offices of places that end, which hold on the day itself."""
    held = Right.objects.filter(office__place__in=places, user__is_active=True, first__lte=day)
    held = held.filter(Q(last=None) | Q(last__gte=day))
    return list(held.select_related("user", "office").order_by("office__code", "role"))


def _returns(places: Iterable[int], day: date) -> tuple[tuple[Return, ...], tuple[Return, ...]]:
    found = Return.objects.filter(place__in=places).select_related("office", "place", "programme__place")
    found = found.prefetch_related("observations").order_by("office__code", "period")
    closing = {r.pk: Clock.CALENDAR.days(Period.parse(r.period))[1] for r in found}
    to_finish = tuple(r for r in found if closing[r.pk] < day and r.state != "approved")
    return to_finish, tuple(r for r in found if closing[r.pk] >= day)


def _targets(where: Q) -> tuple[Target, ...]:
    found = Target.objects.filter(where, state__in=["proposed", "confirmed"], target_set__in_force=True)
    return tuple(found.select_related("target_set__programme").distinct().order_by("target_set", "ordinal"))
