"""The only file that chains the stages. Read it first.

    document ─read→ figures ─propose→ targets(proposed) ─a person confirms→ register of targets
    rows (form, workbook, file) ─collect→ observations + problems
    population register (households, persons) ─derive→ observations + problems
    observations ─restate→ the same figures on the places of another day
    observations ─roll up→ totals (and who is missing)
    targets + totals ─judge→ verdicts ─publish→ pages, files

Each verb takes records and returns records; nothing here reads a file, a clock or a database.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiendo.catalogue.load import Catalogue
from tiendo.collecting import check_figure as _check_figure
from tiendo.collecting import collect as _collect
from tiendo.collecting.checks import NEVER_NEGATIVE
from tiendo.deriving import check_columns, may_be_counted
from tiendo.deriving import derive as _derive
from tiendo.deriving import statements as _statements
from tiendo.judging import changes_between as _changes_between
from tiendo.judging import check_shares as _check_shares
from tiendo.judging import explain as _explain
from tiendo.judging import explain_pace as _explain_pace
from tiendo.judging import judge, shaped_like, start_and_goal
from tiendo.judging import recount as _recount
from tiendo.judging import term_pace as _term_pace
from tiendo.judging import word_of_figure as _word_of_figure
from tiendo.judging.bulk import LEFT, WORDS, Prepared, Scales, Stand, judge_plain
from tiendo.judging.plain import as_plain, fit_for_bulk
from tiendo.model.closing import Closing, Recount
from tiendo.model.comparison import Comparison
from tiendo.model.deriving_rule import ColumnKind, DerivingRule, PlaceCount
from tiendo.model.document import Document
from tiendo.model.explanation import Explained
from tiendo.model.figure import Figure, FigureKind, IndicatorGuess
from tiendo.model.indicator import Frequency, Indicator, OverTime
from tiendo.model.log import Log
from tiendo.model.observation import Counting, Observation, Provider
from tiendo.model.period import Clock, Period
from tiendo.model.place import Place, PlaceTree
from tiendo.model.place_history import PlaceHistory
from tiendo.model.problem import Problem, Severity
from tiendo.model.reading import ProposedObservation, Reading
from tiendo.model.report import ReportLine
from tiendo.model.restatement import Restated
from tiendo.model.row import Collected, Row
from tiendo.model.target import Milestone, ReportedBy, Target, TargetSet
from tiendo.model.target_change import SideBySide, TargetChange
from tiendo.model.target_columns import TargetColumns
from tiendo.model.task import Obstacle
from tiendo.model.total import PlaceResult, Total
from tiendo.model.verdict import Override, Reason, ShareCheck, TermPace, Verdict, VerdictWord
from tiendo.publishing.tables import FileTable, place_table, progress_table
from tiendo.reading.match import guess_indicators as _guess_indicators
from tiendo.reading.observations import propose_observations as _propose_observations
from tiendo.reading.read import read
from tiendo.reading.targets import propose_targets as _propose_targets
from tiendo.restating import area_today as _area_today
from tiendo.restating import estimate_former as _estimate_former
from tiendo.restating import restate as _restate
from tiendo.rollup import compare, merge, months_due, own_figures, roll_up, total_of
from tiendo.rollup import month_of_return as _month_of_return
from tiendo.rollup import month_to_look_at as _month_to_look_at
from tiendo.rollup.axes import Axes
from tiendo.rollup.log_rows import in_tree_order, roll_up_log
from tiendo.rollup.measured import measured_for, wanted_by
from tiendo.rollup.standing import BulkTotals
from tiendo.rollup.trees import Trees

_A_YEAR = 12  # months
PROGRESS = "tien-do"  # name of the progress table among the files of a programme


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
    target: Target,
    observations: Iterable[Observation],
    *,
    tree: PlaceTree,
    catalogue: Catalogue,
    through: Period,
    counting: Counting = Counting.NEWEST,
) -> tuple[Total, ...]:
    """The totals of a plain target month by month from the start of its period through the month `through`, each of the
    places that were in the population when its month closed."""
    indicator = catalogue.indicators[target.indicator_code or ""]
    own = [o for o in observations if o.indicator_code == indicator.code]
    months = target.running.through(through).months()
    return tuple(
        roll_up(
            own,
            indicator=indicator,
            place_code=target.place_code,
            tree=tree,
            period=target.running.through(month),
            reported_by=target.reported_by,
            frequency=target.frequency,
            counting=counting,
            provider=target.provider,
            members_on=min(tree.on, target.clock.days(month)[1]),
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
    counting: Counting = Counting.NEWEST,
) -> tuple[Verdict, ...]:
    """Roll up and judge every target as of `today`.

    `through` is the last month whose figures are looked at; None when none has come in. Once a target's period has
    closed it is always looked at to its end. `counting` says which of several figures for one place and month counts.
    """
    targets = tuple(targets)
    looked_at = [
        (part, upto)
        for part in (p for t in targets for p in t.measured)
        if (upto := month_looked_at(part, through, today)) is not None
    ]
    totals = roll_up_targets(looked_at, observations, tree=tree, catalogue=catalogue, counting=counting)
    return judge_totals(targets, totals, catalogue=catalogue, today=today, overrides=overrides)


def roll_up_targets(
    looked_at: Iterable[tuple[Target, Period]],
    observations: Iterable[Observation],
    *,
    tree: PlaceTree,
    catalogue: Catalogue,
    counting: Counting = Counting.NEWEST,
) -> dict[str, tuple[Total, ...]]:
    """Id → the totals of `roll_up_target`, for plain targets with the month that each is looked at."""
    by_indicator: dict[str, list[Observation]] = {}
    for o in observations:
        by_indicator.setdefault(o.indicator_code, []).append(o)
    return {
        target.id: roll_up_target(
            target,
            by_indicator.get(target.indicator_code or "", ()),
            tree=tree,
            catalogue=catalogue,
            through=through,
            counting=counting,
        )
        for target, through in looked_at
    }


def judge_totals(
    targets: Iterable[Target],
    totals: Mapping[str, Sequence[Total]],
    *,
    catalogue: Catalogue,
    today: date,
    overrides: Mapping[str, Override] | None = None,
) -> tuple[Verdict, ...]:
    """`judge_targets` from totals that are there already: for the id of each plain target or part, its totals month by
    month up to the one that is looked at (`month_looked_at`)."""
    return tuple(judge(t, totals, catalogue=catalogue, today=today, overrides=overrides) for t in targets)


def month_looked_at(target: Target, through: Period | None, today: date) -> Period | None:
    """The month up to which a plain target is looked at; None before its first one. See `judge_targets`."""
    upto = _last_month(target.clock, target.period, through, today)
    return upto if upto is not None and target.running.holds(upto) else None


def months_begun(target: Target, today: date) -> tuple[Period, ...]:
    """The months of a target that have begun: no later one is ever looked at."""
    return tuple(m for m in target.running.months() if target.clock.days(m)[0] <= today)


def own_result(
    target: Target,
    observations: Iterable[Observation],
    *,
    place_code: str,
    month: Period,
    catalogue: Catalogue,
    counting: Counting = Counting.NEWEST,
    held_above: bool = False,
) -> PlaceResult:
    """What one place brings to a target by its own figures up to the month, as `roll_up_target` takes it."""
    return own_figures(
        observations,
        indicator=catalogue.indicators[target.indicator_code or ""],
        place_code=place_code,
        period=target.running.through(month),
        frequency=target.frequency,
        counting=counting,
        provider=target.provider,
        held_above=held_above,
    )


def merge_results(
    target: Target, results: Sequence[PlaceResult], *, place_code: str, catalogue: Catalogue
) -> PlaceResult:
    """What the places directly below one bring together to a target, as `roll_up_target` adds them up."""
    return merge(place_code, results, catalogue.indicators[target.indicator_code or ""])


def total_at(
    target: Target, whole: PlaceResult, *, month: Period, catalogue: Catalogue, counting: Counting = Counting.NEWEST
) -> Total:
    """What a place's children brought together by a month, as the total that `roll_up_target` gives."""
    return total_of(
        whole,
        indicator=catalogue.indicators[target.indicator_code or ""],
        period=target.running.through(month),
        frequency=target.frequency,
        counting=counting,
        provider=target.provider,
    )


def _last_month(clock: Clock, period: Period, through: Period | None, today: date) -> Period | None:
    """The month up to which a period is looked at: its last one once it has closed; before that `through`, though no
    month after its own. Of a month that has not begun nobody can have reported: then the last one that is over."""
    months = clock.running(period).months()
    if clock.days(period)[1] < today:
        return months[-1]
    if through is None:
        return None
    upto = min(through, months[-1])
    if clock.days(upto)[0] <= today:
        return upto
    return max((m for m in months if clock.days(m)[1] < today), default=None)


@dataclass(frozen=True, slots=True)
class JudgedLog:
    """What the bulk path says of the targets of a year, in their order.

    Attributes:
        word: number of the word in VerdictWord, or LEFT where only `judge_targets` can tell.
        attainment: NaN where there is none.
        codes: the places in the order of the totals.
        totals: clock → the totals of every place, month and measured indicator.
    """

    word: NDArray[np.int8]
    attainment: NDArray[np.float64]
    codes: tuple[str, ...]
    totals: Mapping[str, BulkTotals]

    def all_left(self) -> JudgedLog:
        """Every target left to the exact path."""
        return JudgedLog(np.full_like(self.word, LEFT), np.full_like(self.attainment, np.nan), self.codes, {})


def judge_log(
    targets: TargetColumns,
    log: Log,
    *,
    tree: PlaceTree,
    catalogue: Catalogue,
    today: date,
    through: Period | None,
    counting: Counting = Counting.NEWEST,
    threads: int = 1,
) -> JudgedLog:
    """`judge_targets` for many targets of one year at once, as words and attainments: the same, except where the word is
    LEFT. What is signed over a verdict is not looked at."""
    codes, year = in_tree_order(tree), Period.year(targets.year)
    word, attainment = np.full(len(targets), LEFT, dtype=np.int8), np.full(len(targets), np.nan)
    rolled: dict[str, BulkTotals] = {}
    wanted = wanted_by(targets, codes, tree)
    fit = fit_for_bulk(targets, catalogue.indicators) & (wanted.place >= 0)
    for n, code in enumerate(targets.clocks):
        some, clock = np.flatnonzero(fit & (targets.clock == n)), Clock.parse(code)
        if not len(some) or clock.running(year) != year:
            continue
        last = _last_month(clock, year, through, today)
        if last is None or not year.holds(last):
            word[some] = WORDS.index(VerdictWord.NO_DATA)
            continue
        measures, which = np.unique(wanted.measures[some], return_inverse=True)
        measured = [measured_for(m, targets, log, catalogue.indicators) for m in measures.tolist()]
        axes = Axes.of(len(codes), year.first_year, last.first_month, measured)
        days = [min(tree.on, clock.days(m)[1]) for m in year.through(last).months()]
        trees = Trees.of([tree] * len(days), codes, axes, days)
        try:
            totals = roll_up_log(log, axes, trees, codes, counting=counting, threads=threads)
        except OverflowError:  # too large for whole numbers in float64; the exact path adds up anything
            continue
        column = axes.column_of[which]
        scales = Scales.of(*zip(*((m.indicator, m.a_digits, m.b_digits) for m in axes.columns)))
        said = judge_plain(
            Prepared.of(as_plain(targets, some, column), scales),
            _stand(totals, wanted.place[some], column).only,
            through=last.first_month,
            closed=clock.days(year)[1] < today,
            threads=threads,
        )
        word[some], attainment[some], rolled[code] = said.word, said.attainment, totals
    return JudgedLog(word, attainment, codes, rolled)


def _stand(totals: BulkTotals, place: NDArray[np.int32], column: NDArray[np.int64]) -> Stand:
    """What the totals of some places and columns say at the last month of the one year they are of."""
    s, at = totals.standing, (place, 0, column)
    return Stand(s.a[at], s.b[at], s.missing[at] == 0, s.seen[at], s.sure[at], s.stands_at[at], totals.left[at])


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
        for one in verdict.rows:
            if one.total is not None:
                table = place_table(one.total, catalogue, language, names=names, observations=answers)
                files[f"chi-tieu-{one.target.number}"] = table
    return files


def report_lines(
    verdicts: Iterable[Verdict],
    observations: Iterable[Observation],
    *,
    tree: PlaceTree,
    catalogue: Catalogue,
    labels: Mapping[str, str] | None = None,
    owners: Mapping[str, str] | None = None,
    obstacles: Mapping[str, tuple[Obstacle, ...]] | None = None,
) -> tuple[ReportLine, ...]:
    """What a report tells of each target: its verdict, beside it the same months of the year before, rolled up in the
    same way, and what hinders it.

    Args:
        observations: of both years.
        labels, owners: target id → its name in the language, where it is not the target's own; who answers for it.
        obstacles: target id → what hinders it.
    """
    by_indicator: dict[str, list[Observation]] = {}
    for o in observations:
        by_indicator.setdefault(o.indicator_code, []).append(o)
    labels, owners, obstacles = labels or {}, owners or {}, obstacles or {}

    def line(verdict: Verdict) -> ReportLine:
        target = verdict.target
        return ReportLine(
            verdict,
            name=labels.get(target.id, target.name),
            owner=owners.get(target.id, ""),
            before=_year_before(verdict, by_indicator, tree, catalogue),
            obstacles=obstacles.get(target.id, ()),
            parts=tuple(line(part) for part in verdict.parts),
            sub_rows=tuple(line(row) for row in verdict.sub_rows),
        )

    return tuple(line(verdict) for verdict in verdicts)


def _year_before(
    verdict: Verdict, observations: Mapping[str, list[Observation]], tree: PlaceTree, catalogue: Catalogue
) -> Total | None:
    """The total of the same months a year before the verdict's own; None when nothing was reported for them, or when
    the two must not stand side by side."""
    if verdict.total is None:
        return None
    own = observations.get(verdict.target.indicator_code or "", [])
    compared = same_period_last_year(verdict.target, verdict.total, own, tree=tree, catalogue=catalogue)
    told = compared.why_not is None or compared.why_not.rule == "compare-incomplete"
    return compared.that if told else None


def same_period_last_year(
    target: Target,
    total: Total,
    observations: Iterable[Observation],
    *,
    tree: PlaceTree,
    catalogue: Catalogue,
    tree_before: PlaceTree | None = None,
) -> Comparison:
    """A total of a plain target beside the one of the same months a year before, with its own n of N; not compared where
    definition or places differ. `tree_before`: the places of that year, where they are not those of `tree`."""
    before = replace(target, period=_a_year_earlier(target.period))
    last = _a_year_earlier(total.period.months()[-1])
    here = tree_before or tree
    *_, that = roll_up_target(
        before, observations, tree=here, catalogue=catalogue, through=last, counting=total.counting
    )
    return compare(total, that, catalogue.indicators[total.indicator_code], tree)


def other_providers(
    target: Target, total: Total, observations: Iterable[Observation], *, tree: PlaceTree, catalogue: Catalogue
) -> tuple[Comparison, ...]:
    """The total of a plain target, which counts, beside those of each other provider that has figures for it. They are
    never added up. A provider that gives the place as a whole has one figure; else its places are rolled up."""
    observations, last = tuple(observations), total.period.months()[-1]
    indicator = catalogue.indicators[total.indicator_code]
    found = []
    for provider in Provider:
        theirs = [o for o in observations if o.provider is provider and o.indicator_code == indicator.code]
        whole = any(o.place_code == target.place_code for o in theirs)
        by = ReportedBy.PLACE if whole else target.reported_by
        asked = replace(target, provider=provider, reported_by=by)
        if provider is total.provider or not theirs:
            continue
        *_, that = roll_up_target(asked, theirs, tree=tree, catalogue=catalogue, through=last, counting=total.counting)
        if any(p.observations for p in that.places):
            found.append(compare(total, that, indicator, tree))
    return tuple(found)


def judge_sets(
    target_sets: Sequence[TargetSet],
    observations: Iterable[Observation],
    *,
    tree: PlaceTree,
    catalogue: Catalogue,
    today: date,
    through: Period | None,
    counting: Counting = Counting.NEWEST,
) -> tuple[SideBySide, ...]:
    """The targets of several authorities judged at once: for each indicator, place and period that any of them promised
    something for, the verdict by each one's number (design rule 10)."""
    found: dict[tuple[str, str, Period], list[tuple[TargetSet, Verdict]]] = {}
    observations = tuple(observations)
    for one in target_sets:
        plain = [m for t in one.targets for m in t.measured]
        judged = judge_targets(
            plain, observations, tree=tree, catalogue=catalogue, today=today, through=through, counting=counting
        )
        for target, verdict in zip(plain, judged, strict=True):
            key = target.indicator_code or "", target.place_code, target.period
            found.setdefault(key, []).append((one, verdict))
    return tuple(SideBySide(*key, tuple(verdicts)) for key, verdicts in found.items())


def changes_between(older: TargetSet, newer: TargetSet) -> tuple[TargetChange, ...]:
    """What a new edition of a target set changed: added, dropped, from which value to which."""
    return _changes_between(older, newer)


def path_like_last_year(
    target: Target, observations: Iterable[Observation], *, tree: PlaceTree, catalogue: Catalogue, decimals: int = 2
) -> tuple[Milestone, ...] | Reason:
    """A trajectory in the steps of the year before, for a person to take over: a milestone for each month of a plain
    target; the Reason where there is none. The milestones stay as they are when last year's figures are corrected."""
    way = start_and_goal(target, catalogue)
    if isinstance(way, Reason):
        return way
    indicator, observations = catalogue.indicators[target.indicator_code or ""], tuple(observations)
    before = replace(target, period=_a_year_earlier(target.period))
    months = before.running.months()
    totals = list(roll_up_target(before, observations, tree=tree, catalogue=catalogue, through=months[-1]))
    if indicator.over_time is not OverTime.SUM:  # a level begins where the year before that ended
        earlier = replace(target, period=_a_year_earlier(before.period))
        end = earlier.running.months()[-1]
        totals.insert(0, roll_up_target(earlier, observations, tree=tree, catalogue=catalogue, through=end)[-1])
    if (
        not all(t.complete and t.definitions in {(), totals[-1].definitions} for t in totals)
        or totals[-1].value is None
    ):
        return Reason("shape-incomplete", {"period": before.period})
    start_before = Decimal(0)
    if indicator.over_time is not OverTime.SUM:
        first = totals.pop(0).value
        if first is None:
            return Reason("shape-incomplete", {"period": before.period})
        start_before = first
    known = [start_before]
    for t in totals:  # before the first figure was due, it stood where it began
        known.append(known[-1] if t.value is None else t.value)
    points = shaped_like(known[1:], way[1], start=way[0], start_before=start_before, decimals=decimals)
    if points is None:
        return Reason("shape-flat", {"period": before.period})
    return tuple(Milestone(m, v) for m, v in zip(target.running.months(), points, strict=True))


def _a_year_earlier(period: Period) -> Period:
    return replace(period, first_year=period.first_year - 1)


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


def yearly_figures(target: Target, observations: Iterable[Observation], catalogue: Catalogue) -> dict[int, Decimal]:
    """Year → figure of a term target, from the newest revisions of the yearly figures of its place; a year without a
    figure, or corrected to none, is absent."""
    newest: dict[int, Observation] = {}
    for o in observations:
        own = (o.indicator_code, o.place_code) == (target.indicator_code, target.place_code)
        own = own and o.provider is target.provider
        year = o.period.first_year
        if own and o.period.months_long == _A_YEAR and (year not in newest or newest[year].revision < o.revision):
            newest[year] = o
    found = {}
    for year, o in sorted(newest.items()):
        if o.value is not None:
            found[year] = o.value
        elif o.numerator is not None and o.denominator:
            found[year] = o.numerator / o.denominator * catalogue.indicators[o.indicator_code].per
    return found


def check_shares(target: Target, catalogue: Catalogue, *, offices: bool = False) -> ShareCheck:
    """Whether the shares of the places, or those of the offices, add up to the target, or by how much they don't."""
    return _check_shares(target, catalogue.indicators[target.indicator_code or ""], offices=offices)


def guess_indicators(figure: Figure, text: str, catalogue: Catalogue) -> tuple[IndicatorGuess, ...]:
    """What a figure of the text may measure, best first, as the catalogue stands now."""
    return _guess_indicators(figure.indicator, figure.span.of(text), figure.unit, catalogue.indicators, figure.change)


def word_of_figure(target: Target, figure: Decimal | None, catalogue: Catalogue, named: Iterable[str]) -> VerdictWord:
    """The word by the rule for the figure that is declared for a plain target's whole year; see `judging.closing`."""
    return _word_of_figure(target, figure, catalogue, named=tuple(named))


def recount(closing: Closing, verdicts: Iterable[Verdict]) -> Recount:
    """The count that was declared for a year beside the one that the figures of the verdicts' day give."""
    return _recount(closing, verdicts)


def explain(
    verdict: Verdict,
    observations: Iterable[Observation],
    catalogue: Catalogue,
    *,
    decision: str = "",
    quoted: Mapping[str, Sequence[str]] | None = None,
    read: Mapping[tuple[str, str, Period, int], str] | None = None,
    most_places: int | None = None,
) -> Explained:
    """How a verdict came about, down to the return of each figure; see `judging.explain`."""
    return _explain(
        verdict, observations, catalogue, decision=decision, quoted=quoted, read=read, most_places=most_places
    )


def explain_pace(
    target: Target,
    pace: TermPace,
    observations: Iterable[Observation],
    catalogue: Catalogue,
    *,
    decision: str = "",
    quoted: Mapping[str, Sequence[str]] | None = None,
) -> Explained:
    """How far a term target has come: the figure of each year with its source; see `judging.explain`."""
    return _explain_pace(target, pace, observations, catalogue, decision=decision, quoted=quoted)
