"""What stands beside a figure: the year before, another provider, another authority, another edition, the term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tiendo.catalogue.load import Catalogue
from tiendo.judging import changes_between as _changes_between
from tiendo.judging import shaped_like, start_and_goal
from tiendo.judging import term_pace as _term_pace
from tiendo.model.comparison import Comparison
from tiendo.model.indicator import OverTime
from tiendo.model.observation import Counting, Observation, Provider
from tiendo.model.period import Period
from tiendo.model.place import PlaceTree
from tiendo.model.target import Milestone, ReportedBy, Target, TargetSet
from tiendo.model.target_change import SideBySide, TargetChange
from tiendo.model.total import Total
from tiendo.model.verdict import Reason, TermPace, Verdict
from tiendo.pipeline.judged import judge_targets, roll_up_target
from tiendo.rollup import compare

_A_YEAR = 12  # months


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
        if that.vintage is not None:
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
