"""How figures come in: read from a document, typed in rows, counted out of a register, said for the places of another day."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from tiendo.catalogue.load import Catalogue
from tiendo.collecting import check_figure as _check_figure
from tiendo.collecting import collect as _collect
from tiendo.collecting.checks import NEVER_NEGATIVE
from tiendo.deriving import check_columns, may_be_counted
from tiendo.deriving import derive as _derive
from tiendo.deriving import statements as _statements
from tiendo.model.deriving_rule import ColumnKind, DerivingRule, PlaceCount
from tiendo.model.document import Document
from tiendo.model.figure import Figure, FigureKind, IndicatorGuess
from tiendo.model.indicator import Frequency, Indicator
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.place import Place
from tiendo.model.place_history import PlaceHistory
from tiendo.model.problem import Problem, Severity
from tiendo.model.reading import ProposedObservation, Reading
from tiendo.model.restatement import Restated
from tiendo.model.row import Collected, Row
from tiendo.model.target import ReportedBy, Target
from tiendo.reading.match import guess_indicators as _guess_indicators
from tiendo.reading.observations import propose_observations as _propose_observations
from tiendo.reading.read import read
from tiendo.reading.targets import propose_targets as _propose_targets
from tiendo.restating import area_today as _area_today
from tiendo.restating import estimate_former as _estimate_former
from tiendo.restating import restate as _restate
from tiendo.rollup import month_of_return as _month_of_return
from tiendo.rollup import months_due


def read_document(document: Document, catalogue: Catalogue, *, chosen: Period | None = None) -> Reading:
    """Everything a document says: article, figures, and the targets and observations it implies, as proposals.
    `chosen`: the period of the programme that a person chose, for a text that names none."""
    reading = read(document, catalogue.indicators, chosen=chosen)
    place_code = (reading.place and reading.place.code) or ""
    observations = propose_observations(document.text, reading.figures, catalogue, place_code=place_code)
    return replace(reading, observations=observations)


def propose_observations(
    text: str, figures: Iterable[Figure], catalogue: Catalogue, *, place_code: str
) -> tuple[ProposedObservation, ...]:
    """The results among the figures of a text, as they would be recorded: those the reader found, or as a person put
    them right. Figures that tell no level of a known indicator and period propose nothing."""
    return _propose_observations(text, figures, catalogue.indicators, place_code, catalogue.convert)


def propose_target(text: str, figure: Figure, catalogue: Catalogue, *, place_code: str, period: Period) -> Target:
    """One figure of a text as a target of its own, in the way the reader proposes one, whatever kind it was read as."""
    promised = replace(figure, kind=FigureKind.TARGET)
    (proposal,) = _propose_targets(text, [promised], catalogue.indicators, place_code=place_code, period=period)
    return proposal.target


def guess_indicators(figure: Figure, text: str, catalogue: Catalogue) -> tuple[IndicatorGuess, ...]:
    """What a figure of the text may measure, best first, as the catalogue stands now."""
    return _guess_indicators(figure.indicator, figure.span.of(text), figure.unit, catalogue.indicators, figure.change)


def collect(
    rows: Iterable[Row],
    catalogue: Catalogue,
    *,
    language: str,
    places: Container[str] | None = None,
    previous: Iterable[Observation] = (),
    targets: Iterable[Target] = (),
) -> Collected:
    """Figures and findings from rows as people gave them; see `collecting.collect`. `targets` say for which indicators
    one office reports the rate of a whole place, so that no numerator and denominator are asked of it."""
    parts = [p for t in targets for p in t.measured]
    rates = {(p.indicator_code or "", p.place_code) for p in parts if p.reported_by is ReportedBy.PLACE}
    return _collect(rows, catalogue.indicators, language=language, places=places, previous=previous, rates_alone=rates)


def check_figure(
    observation: Observation, catalogue: Catalogue, *, previous: Observation | None = None, rate_alone: bool = False
) -> tuple[Problem, ...]:
    """What is wrong with one figure (then it cannot be used), or what only looks odd beside the one before it.
    `rate_alone`: one office reports the rate of a whole place, so a ratio may come without its parts."""
    indicator = catalogue.indicators[observation.indicator_code]
    return _check_figure(observation, indicator, previous=previous, rate_alone=rate_alone)


def may_be_negative(indicator: Indicator) -> bool:
    """Whether a figure of the indicator can lie below zero, as a rate of change can."""
    return indicator.kind not in NEVER_NEGATIVE


def check_deriving(
    rule: DerivingRule, catalogue: Catalogue, columns: Mapping[str, ColumnKind], register: str
) -> tuple[Problem, ...]:
    """Why figures cannot be counted by a rule out of a register with these columns; () when they can."""
    indicator = catalogue.indicators.get(rule.indicator_code)
    if indicator is None:
        facts = {"typed": rule.indicator_code, "file": rule.name, "column": "indicator"}
        return (Problem("indicator-unknown", facts, rule.name, Severity.ERROR),)
    if not may_be_counted(indicator):
        return (Problem("register-indicator", {"indicator": indicator}, rule.name, Severity.ERROR),)
    return check_columns(rule, columns, register)


def deriving_statements(
    rule: DerivingRule, day: date, columns: Mapping[str, ColumnKind], *, checked: bool = False
) -> tuple[str, ...]:
    """The SQL that counts a register on a day, one text for every engine; see `deriving.sql`."""
    return _statements(rule, day, columns, checked=checked)


def derive(
    counts: Iterable[PlaceCount],
    rule: DerivingRule,
    catalogue: Catalogue,
    *,
    month: Period,
    day: date,
    places: Container[str],
    revision: int = 1,
) -> Collected:
    """The figures of a month from what was counted for each place on a day, and what could not be counted."""
    indicator = catalogue.indicators[rule.indicator_code]
    return _derive(counts, rule, indicator, month=month, day=day, places=places, revision=revision)


def falls_due(frequency: Frequency, month: Period) -> bool:
    """Whether a figure of this frequency can come with the return of a month: a season or a quarter is asked for in the
    month that ends it, what is reported when it happens in any."""
    return frequency is Frequency.EVENT or bool(months_due(frequency, month))


def month_of_return(period: Period, indicator: Indicator, frequency: Frequency) -> Period | None:
    """The month whose return holds a figure of `period`; None when no return does; see `rollup.due`."""
    return _month_of_return(period, indicator, frequency)


def restate(observations: Iterable[Observation], history: PlaceHistory, catalogue: Catalogue, *, to: date) -> Restated:
    """Figures of any day on the places of the day `to`, each with the figures, shares and acts behind it, and why the
    others cannot be said for those places. Asked for the places of its own day, a figure is the one that was stored."""
    return _restate(observations, history=history, indicators=catalogue.indicators, to=to)


def estimate_former(
    observations: Iterable[Observation], history: PlaceHistory, catalogue: Catalogue, *, former: Place
) -> Restated:
    """What the figures of today's places make for a place that ended, such as a district; marked as an estimate where
    its area is no union of today's places."""
    return _estimate_former(observations, history=history, indicators=catalogue.indicators, former=former)


def area_today(history: PlaceHistory, former: Place, on: date) -> Mapping[str, Fraction]:
    """Which places of the day hold something of a former one, and how much of each is its own: 1 where all of it is."""
    return _area_today(history, former, on)
