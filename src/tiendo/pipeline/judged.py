"""From figures to verdicts: totals month by month and level by level, and the word said of each target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tiendo.catalogue.load import Catalogue
from tiendo.judging import judge
from tiendo.model.observation import Counting, Observation
from tiendo.model.period import Clock, Period
from tiendo.model.place import PlaceTree
from tiendo.model.target import Target
from tiendo.model.total import PlaceResult, Total
from tiendo.model.verdict import Override, Verdict
from tiendo.rollup import merge, own_figures, roll_up, total_of
from tiendo.rollup import month_to_look_at as _month_to_look_at


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
    upto = last_month(target.clock, target.period, through, today)
    return upto if upto is not None and target.running.holds(upto) else None


def last_month(clock: Clock, period: Period, through: Period | None, today: date) -> Period | None:
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
