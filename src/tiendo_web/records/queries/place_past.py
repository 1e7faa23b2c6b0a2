"""What readers see of a place through its changes: its past, and its figures before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.catalogue.places import load_history
from tiendo.model.observation import Observation, Provider
from tiendo.model.period import Clock, Period
from tiendo.model.place import Place as PlaceRecord
from tiendo.model.place import WrongPlaces
from tiendo.model.place_change import ChangeLine, ShareBasis
from tiendo.model.place_history import PlaceHistory
from tiendo.model.problem import Problem
from tiendo.publishing.place_chart import PlacePoint
from tiendo_web.records.models import Place, Programme
from tiendo_web.records.queries.place_history import acts_that_hold, line_record, place_history
from tiendo_web.records.queries.programme import approved_observations


@dataclass(frozen=True)
class PlaceSeries:
    """One indicator at one place: its own figures, and those restated for it.

    Attributes:
        points: one for each month from the first figure to the newest, or to the days on which the place began or ended
            by a change.
        restated: the restated figures, each with what it was worked out from.
    """

    indicator_code: str
    points: tuple[PlacePoint, ...]
    own: tuple[Observation, ...]
    restated: tuple[Observation, ...]


def readers_history() -> PlaceHistory:
    """The places of all days as readers see them: the official ones of the whole country where the places of this
    installation are those, with the shares that were put right here; else those of the tables."""
    official, mine = load_history(), Place.objects.values_list("code", "name")
    names = {(p.code, p.name) for p in official.places}
    if not all(pair in names for pair in mine):
        return place_history()
    corrected: dict[date, list[ChangeLine]] = defaultdict(list)
    for act in acts_that_hold():
        lines = [line_record(line) for line in act.lines.all()]
        known = {line.old for line in lines if line.basis not in {ShareBasis.WHOLE, ShareBasis.EQUAL_PARTS}}
        corrected[act.day] += [line for line in lines if line.old in known]
    try:
        return _corrected(tuple((day, tuple(lines)) for day, lines in sorted(corrected.items()) if lines))
    except WrongPlaces:  # an act here that is none of the official ones
        return place_history()


@lru_cache(maxsize=2)
def _corrected(lines: tuple[tuple[date, tuple[ChangeLine, ...]], ...]) -> PlaceHistory:
    history = load_history()
    for day, anew in lines:
        history = history.with_shares(anew, day=day)
    return history


def place_series(
    place: PlaceRecord, observations: Iterable[Observation], history: PlaceHistory
) -> tuple[tuple[PlaceSeries, ...], tuple[Problem, ...]]:
    """Every indicator's series at a place: its own figures on its own days; where it was made of others, theirs restated
    for it. With the reasons why some cannot be restated."""
    sent = tuple(observations)
    catalogue = load_catalogue()
    own: dict[str, list[Observation]] = defaultdict(list)
    for o in sent:
        if o.place_code == place.code and place.valid(_day(o)):
            own[o.indicator_code].append(o)
    restated: dict[str, list[Observation]] = defaultdict(list)
    problems: tuple[Problem, ...] = ()
    if place.first is not None:
        before = tuple(o for o in sent if _day(o) < place.first and o.indicator_code in catalogue.indicators)
        made = pipeline.restate(before, history, catalogue, to=place.first)
        for o in made.observations:
            if o.place_code == place.code and o.restatement is not None:
                restated[o.indicator_code].append(o)
        problems = tuple(p for p in made.problems if p.facts.get("place") == place)
    series, breaks = [], changed_on(place, history)
    for code in sorted({*own, *restated} & set(catalogue.indicators)):
        per = catalogue.indicators[code].per
        mine, theirs = _by_month(own[code]), _by_month(restated[code])
        months = _months({*mine, *theirs}, breaks)
        whole = {m: o for m, o in theirs.items() if o.restatement and not o.restatement.missing}  # no level of a part
        points = tuple(PlacePoint(m, _value(mine.get(m), per), _value(whole.get(m), per)) for m in months)
        series.append(PlaceSeries(code, points, tuple(mine.values()), tuple(theirs[m] for m in sorted(theirs))))
    return tuple(series), problems


def published_observations(programmes: Iterable[Programme]) -> tuple[Observation, ...]:
    """Approved figures of published programmes of a year, as the offices of the sector sent them: those of another
    provider are another answer, not more of the same series."""
    years = (p for p in programmes if "-" not in p.period)
    return tuple(o for p in years for o in approved_observations(p) if o.provider is Provider.SECTOR)


def _day(o: Observation) -> date:
    return Clock.CALENDAR.days(o.period)[1]


def _by_month(figures: Iterable[Observation]) -> dict[Period, Observation]:
    kept: dict[Period, Observation] = {}
    for o in figures:
        month = o.period.months()[-1]
        if month not in kept or kept[month].revision < o.revision:
            kept[month] = o
    return kept


def _value(o: Observation | None, per: Decimal) -> Decimal | None:
    if o is None:
        return None
    if o.value is None and o.numerator is not None and o.denominator:
        return o.numerator / o.denominator * per
    return o.value


def changed_on(place: PlaceRecord, history: PlaceHistory) -> tuple[date, ...]:
    """The days on which the place began and ended by a change: there its series is broken."""
    begins, ends = history.start_of(place), history.end_of(place)
    return tuple(change.day for change in (begins, ends) if change is not None)


def _months(there: set[Period], breaks: Iterable[date]) -> list[Period]:
    """Every month from the first to the last, and on to those in which the place began and ended."""
    known = sorted({*there, *(Period.month(day.year, day.month) for day in breaks)})
    first, last = known[0], known[-1]
    months, year, month = [], first.first_year, first.first_month
    while (year, month) <= (last.first_year, last.first_month):
        months.append(Period.month(year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return months
