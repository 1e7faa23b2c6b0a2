"""What an act will do, looked at before anything is changed; and what already rests on one that holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import Indicator, OverPlaces, OverTime
from tiendo.model.observation import Observation as ObservationRecord
from tiendo.model.period import Clock, Period
from tiendo.model.place import Place as PlaceRecord
from tiendo.model.place import WrongPlaces
from tiendo.model.problem import Problem
from tiendo.model.redrawing import redrawn
from tiendo_web.records import convert
from tiendo_web.records.models import (
    Membership,
    Observation,
    Office,
    Place,
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

_ONE_DAY = timedelta(days=1)


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
class Sum:
    """All figures of one indicator that adds up, on the old places and on the new ones.

    Attributes:
        count: how many figures were sent by the places that end.
        missing: places that have not sent what others of the same new place have: the new figure will be incomplete.
    """

    indicator: Indicator
    count: int
    before: Decimal
    after: Decimal
    missing: tuple[PlaceRecord, ...]

    @property
    def equal(self) -> bool:
        """True when nothing was lost or added."""
        return self.before == self.after


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
    wrong, sums, unsaid = _tried(redrawing)
    return Outlook(
        redrawing=redrawing,
        ending=ending,
        beginning=tuple(redrawing.new_places.all()),
        wrong=wrong,
        to_finish=to_finish,
        too_late=too_late,
        targets=_targets(Q(place__in=old)),
        shares=_targets(Q(shares__place__in=old)),
        sums=sums,
        unsaid=unsaid,
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


def _tried(redrawing: Redrawing) -> tuple[Problem | None, tuple[Sum, ...], tuple[Problem, ...]]:
    """The act tried on the history: why it cannot hold, or the figures before and after."""
    record = redrawing_record(redrawing)
    try:
        history = place_history()
        if redrawing.state != "active":
            history = redrawn(history, record)
    except WrongPlaces as wrong:
        return wrong.problem, (), ()
    old = redrawing.lines.values("old")
    rows = Observation.objects.filter(owed_in__place__in=old, approved=True)
    sent = [convert.observation_record(o) for o in rows.select_related("owed_in__place", "owed_in__office")]
    catalogue = load_catalogue()
    sent = [
        o for o in sent if o.indicator_code in catalogue.indicators and Clock.CALENDAR.days(o.period)[1] < redrawing.day
    ]
    restated = pipeline.restate(sent, history, catalogue, to=redrawing.day)
    newest = _newest(sent)
    sums = []
    for code in sorted({o.indicator_code for o in newest}):
        indicator = catalogue.indicators[code]
        if indicator.over_places is not OverPlaces.SUM:
            continue
        before = _comparable(newest, indicator)
        after = _comparable(restated.observations, indicator)
        missing = {p.code: p for o in after if o.restatement for p in o.restatement.missing}
        sums.append(Sum(indicator, len(before), _sum(before), _sum(after), tuple(missing.values())))
    return None, tuple(sums), restated.problems


def _comparable(figures: Iterable[ObservationRecord], indicator: Indicator) -> list[ObservationRecord]:
    """The figures of an indicator that may be added up: of a flow all, of a level those of its newest period."""
    there = [o for o in figures if o.indicator_code == indicator.code and o.value is not None]
    if indicator.over_time is OverTime.SUM or not there:
        return there
    last = max(o.period for o in there)
    return [o for o in there if o.period == last]


def _sum(figures: Iterable[ObservationRecord]) -> Decimal:
    return sum((o.value for o in figures if o.value is not None), Decimal(0))


def _newest(sent: Iterable[ObservationRecord]) -> list[ObservationRecord]:
    kept: dict[tuple[str, str, str], ObservationRecord] = {}
    for o in sent:
        key = (o.indicator_code, o.place_code, o.period.code)
        if key not in kept or kept[key].revision < o.revision:
            kept[key] = o
    return list(kept.values())
