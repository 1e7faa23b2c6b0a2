"""What readers see of a place through its changes: its past, and its figures before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.catalogue.places import load_history
from tiendo.model.observation import Observation
from tiendo.model.period import Clock, Period
from tiendo.model.place import Place as PlaceRecord
from tiendo.model.place import WrongPlaces
from tiendo.model.place_change import ChangeLine, ShareBasis
from tiendo.model.place_history import PlaceHistory
from tiendo.model.problem import Problem
from tiendo.publishing.place_chart import PlacePoint
from tiendo_web.records.models import Place, Programme, Redrawing
from tiendo_web.records.queries.place_history import line_record, place_history
from tiendo_web.records.queries.programme import approved_observations


@dataclass(frozen=True)
class PlaceSeries:
    """One indicator at one place: its own figures, and those restated for it.

    Attributes:
        points: one for each month from the first figure to the newest or the day of the change.
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
    for act in Redrawing.objects.filter(state="active"):
        lines = [line_record(line) for line in act.lines.select_related("old", "new")]
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
    series = []
    for code in sorted({*own, *restated} & set(catalogue.indicators)):
        per = catalogue.indicators[code].per
        mine, theirs = _by_month(own[code]), _by_month(restated[code])
        months = _months({*mine, *theirs}, place.first)
        whole = {m: o for m, o in theirs.items() if o.restatement and not o.restatement.missing}  # no level of a part
        points = tuple(PlacePoint(m, _value(mine.get(m), per), _value(whole.get(m), per)) for m in months)
        series.append(PlaceSeries(code, points, tuple(mine.values()), tuple(theirs[m] for m in sorted(theirs))))
    return tuple(series), problems


def published_observations(programmes: Iterable[Programme]) -> tuple[Observation, ...]:
    """Approved figures of published programmes of a year."""
    return tuple(o for p in programmes if "-" not in p.period for o in approved_observations(p))


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


def _months(there: Mapping[Period, object] | set[Period], begins: date | None) -> list[Period]:
    """Every month from the first to the last, and on to the month in which the place began."""
    known = sorted(there)
    if begins is not None:
        known = sorted({*known, Period.month(begins.year, begins.month)})
    first, last = known[0], known[-1]
    months, year, month = [], first.first_year, first.first_month
    while (year, month) <= (last.first_year, last.first_month):
        months.append(Period.month(year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return months
