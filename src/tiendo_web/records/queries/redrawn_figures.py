"""The figures of an act's old places, on the old places and on the new ones: what it neither loses nor adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import Indicator, OverPlaces, OverTime
from tiendo.model.observation import Observation as ObservationRecord
from tiendo.model.period import Clock
from tiendo.model.place import Place as PlaceRecord
from tiendo.model.place import WrongPlaces
from tiendo.model.problem import Problem
from tiendo.model.redrawing import redrawn
from tiendo_web.records import convert
from tiendo_web.records.models import Observation, Redrawing
from tiendo_web.records.queries.place_history import place_history, redrawing_record


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
class Tried:
    """An act tried on the history.

    Attributes:
        wrong: why it cannot hold as it stands; then nothing else is said.
        sums: of each indicator that adds up, before and after.
        unsaid: problems of figures that cannot be said for the new places.
    """

    wrong: Problem | None = None
    sums: tuple[Sum, ...] = ()
    unsaid: tuple[Problem, ...] = ()


def figures_before_and_after(redrawing: Redrawing) -> Tried:
    """The act tried on the history: why it cannot hold, or the approved figures of its old places before and after."""
    record = redrawing_record(redrawing)
    try:
        history = place_history()
        if redrawing.state != "active":
            history = redrawn(history, record)
    except WrongPlaces as wrong:
        return Tried(wrong.problem)
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
    return Tried(None, tuple(sums), restated.problems)


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
