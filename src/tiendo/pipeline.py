"""The only file that chains the stages. Read it first.

    document ─read→ figures ─propose→ targets(proposed) ─a person confirms→ register of targets
    rows (form, workbook, file) ─collect→ observations + problems
    observations ─roll up→ totals (and who is missing)
    targets + totals ─judge→ verdicts ─publish→ pages, files

Each verb takes records and returns records; nothing here reads a file, a clock or a database.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tiendo.catalogue.load import Catalogue
from tiendo.collecting import check_figure as _check_figure
from tiendo.collecting import collect as _collect
from tiendo.collecting.checks import NEVER_NEGATIVE
from tiendo.judging import check_shares as _check_shares
from tiendo.judging import judge
from tiendo.judging import term_pace as _term_pace
from tiendo.model.document import Document
from tiendo.model.figure import Figure, IndicatorGuess
from tiendo.model.indicator import Frequency, Indicator
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.place import PlaceTree
from tiendo.model.problem import Problem
from tiendo.model.reading import Reading
from tiendo.model.row import Collected, Row
from tiendo.model.target import ReportedBy, Target
from tiendo.model.total import Total
from tiendo.model.verdict import Override, ShareCheck, TermPace, Verdict
from tiendo.publishing.tables import FileTable, place_table, progress_table
from tiendo.reading.match import guess_indicators as _guess_indicators
from tiendo.reading.observations import propose_observations
from tiendo.reading.read import read
from tiendo.rollup import month_to_look_at as _month_to_look_at
from tiendo.rollup import months_due, roll_up

PROGRESS = "tien-do"  # name of the progress table among the files of a programme


def read_document(document: Document, catalogue: Catalogue, *, chosen: Period | None = None) -> Reading:
    """Everything a document says: article, figures, and the targets and observations it implies, as proposals.
    `chosen`: the period of the programme that a person chose, for a text that names none."""
    reading = read(document, catalogue.indicators, chosen=chosen)
    place_code = (reading.place and reading.place.code) or ""
    observations = propose_observations(
        document.text, reading.figures, catalogue.indicators, place_code, catalogue.convert
    )
    return replace(reading, observations=observations)


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
    parts = [p for t in targets for p in t.parts or (t,)]
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


def falls_due(frequency: Frequency, month: Period) -> bool:
    """Whether a figure of this frequency can come with the return of a month: a season or a quarter is asked for in the
    month that ends it, what is reported when it happens in any."""
    return frequency is Frequency.EVENT or bool(months_due(frequency, month))


def month_to_look_at(
    targets: Iterable[Target],
    observations: Iterable[Observation],
    *,
    tree: PlaceTree,
    catalogue: Catalogue,
    today: date,
) -> Period | None:
    """The `through` for `judge_targets` where nobody keeps returns: the newest month that is complete or past due."""
    return _month_to_look_at(targets, observations, tree=tree, indicators=catalogue.indicators, today=today)


def roll_up_target(
    target: Target, observations: Iterable[Observation], *, tree: PlaceTree, catalogue: Catalogue, through: Period
) -> tuple[Total, ...]:
    """The totals of a plain target month by month from the start of its period through the month `through`."""
    indicator = catalogue.indicators[target.indicator_code or ""]
    own = [o for o in observations if o.indicator_code == indicator.code]
    months = target.period.through(through).months()
    return tuple(
        roll_up(
            own,
            indicator=indicator,
            place_code=target.place_code,
            tree=tree,
            period=target.period.through(month),
            reported_by=target.reported_by,
            frequency=target.frequency,
        )
        for month in months
    )


def judge_targets(
    targets: Iterable[Target],
    observations: Iterable[Observation],
    *,
    tree: PlaceTree,
    catalogue: Catalogue,
    today: date,
    through: Period | None,
    overrides: Mapping[str, Override] | None = None,
) -> tuple[Verdict, ...]:
    """Roll up and judge every target as of `today`.

    `through` is the last month whose figures are looked at; None when none has come in. Once a target's period has
    closed it is always looked at to its end.
    """
    by_indicator: dict[str, list[Observation]] = {}
    for o in observations:
        by_indicator.setdefault(o.indicator_code, []).append(o)
    verdicts = []
    for target in targets:
        totals: dict[str, tuple[Total, ...]] = {}
        for part in target.parts or (target,):
            upto = _last_month_to_look_at(part, through, today)
            if upto is not None and part.period.holds(upto):
                own = by_indicator.get(part.indicator_code or "", [])
                totals[part.id] = roll_up_target(part, own, tree=tree, catalogue=catalogue, through=upto)
        verdicts.append(judge(target, totals, catalogue=catalogue, today=today, overrides=overrides))
    return tuple(verdicts)


def _last_month_to_look_at(target: Target, through: Period | None, today: date) -> Period | None:
    """The month up to which a target is looked at: its last one once it has closed; before that `through`, though no
    month after its own. Of a month that has not begun nobody can have reported: then the last one that is over."""
    months = target.period.months()
    if target.clock.days(target.period)[1] < today:
        return months[-1]
    if through is None:
        return None
    upto = min(through, months[-1])
    if target.clock.days(upto)[0] <= today:
        return upto
    return max((m for m in months if target.clock.days(m)[1] < today), default=None)


def publish(
    verdicts: Iterable[Verdict],
    catalogue: Catalogue,
    language: str,
    *,
    names: Mapping[str, str],
    labels: Mapping[str, str] | None = None,
    owners: Mapping[str, str] | None = None,
    source: str = "",
    observations: Iterable[Observation] = (),
) -> dict[str, FileTable]:
    """The files of a programme, by name: its progress table, and for each target with figures those behind it.

    Args:
        names: place code → name.
        labels, owners: target id → its name in the language, where it is not the target's own; who answers for it.
        source: what the targets rest on, e.g. the decision.
        observations: those that were judged: they tell why a place could give no figure.
    """
    verdicts, answers = tuple(verdicts), [o for o in observations if o.no_data]
    told: dict[str, Any] = {"names": names, "labels": labels or {}, "owners": owners or {}, "source": source}
    files = {PROGRESS: progress_table(verdicts, catalogue, language, **told)}
    for verdict in verdicts:
        for one in (verdict, *verdict.parts):
            if one.total is not None:
                table = place_table(one.total, catalogue, language, names=names, observations=answers)
                files[f"chi-tieu-{one.target.number}"] = table
    return files


def term_pace(target: Target, years: Mapping[int, Decimal], catalogue: Catalogue | None = None) -> TermPace:
    """Where a term target stands and what each remaining year still needs. With the catalogue, a plain number is
    read in its indicator's direction ("tỷ lệ hộ nghèo 1%" is better below), and what is promised in another unit than
    the yearly figures is brought into theirs."""
    indicator = catalogue.indicators.get(target.indicator_code or "") if catalogue else None
    if catalogue and indicator and target.conditions:
        first = target.conditions[0]
        value = catalogue.convert(first.value, first.unit, indicator.unit)
        most = None if first.value_max is None else catalogue.convert(first.value_max, first.unit, indicator.unit)
        if value is not None:
            first = replace(first, value=value, value_max=most, unit=indicator.unit)
            target = replace(target, conditions=(first, *target.conditions[1:]))
    return _term_pace(target, years, indicator)


def check_shares(target: Target, catalogue: Catalogue) -> ShareCheck:
    """Whether the shares of the places add up to the target, or by how much they don't."""
    return _check_shares(target, catalogue.indicators[target.indicator_code or ""])


def guess_indicators(figure: Figure, text: str, catalogue: Catalogue) -> tuple[IndicatorGuess, ...]:
    """What a figure of the text may measure, best first, as the catalogue stands now."""
    return _guess_indicators(figure.indicator, figure.span.of(text), figure.unit, catalogue.indicators, figure.change)
