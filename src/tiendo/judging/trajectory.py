"""Trajectory (kịch bản): where a condition should stand when each month has closed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from tiendo.catalogue.load import Catalogue
from tiendo.judging.measure import better_for, edge
from tiendo.model.indicator import Direction, OverTime
from tiendo.model.period import Period
from tiendo.model.target import Change, Comparator, Condition, Milestone, Target
from tiendo.model.verdict import Reason

SMALL_COUNT = 12  # one a month at most: such a target comes in whole pieces, not in twelfths


def path(
    target: Target, condition: Condition, start: Decimal | None, *, whole: bool, goal: Decimal | None = None
) -> tuple[Milestone, ...] | None:
    """A point for each month of the target's period, in the condition's unit; None when there is no path.

    Milestones typed in are joined by straight lines, the last of them to what is promised at the end. They are in the
    unit of the first condition; another one ("15 % và 21 hộ") follows the same path in proportion. Without any, the
    line runs straight from `start` (0 for a flow or a change, the baseline for a level) to what is promised; a small
    whole count (`whole`, at most 12) is rounded down, so that one school in a year is due in December and not a
    twelfth of it every month. `goal` is the edge of a range or "khoảng" that has to be reached, where it is not the
    condition's value.
    """
    months = target.running.months()
    end = Milestone(months[-1], condition.value if goal is None else goal)
    if typed := _milestones(target, condition, start):
        points = typed if any(m.month == end.month for m in typed) else (*typed, end)
        return _joined(points, start if start is not None else typed[0].value, months)
    if start is None:
        return None
    line = _joined((end,), start, months)
    if whole and 0 < condition.value <= SMALL_COUNT and start == 0:
        return tuple(Milestone(m.month, m.value.to_integral_value(ROUND_FLOOR)) for m in line)
    return line


def start_and_goal(target: Target, catalogue: Catalogue) -> tuple[Decimal, Decimal] | Reason:
    """Where the way of a plain target begins and where it has to lead, in the unit of its first condition; the Reason where
    it has no beginning."""
    condition, indicator = target.conditions[0], catalogue.indicators[target.indicator_code or ""]
    if condition.change is not Change.NONE:
        capped = condition.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
        return Decimal(0), edge(condition, Direction.LOWER if capped else Direction.HIGHER)
    goal = edge(condition, better_for(condition, indicator))
    if indicator.over_time is OverTime.SUM:
        return Decimal(0), goal
    start = catalogue.convert(target.baseline.value, indicator.unit, condition.unit) if target.baseline else None
    return Reason("baseline-missing") if start is None else (start, goal)


def shaped_like(
    before: Sequence[Decimal], goal: Decimal, *, start: Decimal, start_before: Decimal, decimals: int
) -> tuple[Decimal, ...] | None:
    """Where each month should stand when the way from `start` to `goal` is gone in the steps of the year before.

    Args:
        before: the levels or running sums of the months of the year before, in order; `start_before`: where it began.
        decimals: digits that the points are rounded to; the last one is the goal itself.

    None where the year before went nowhere: 0 has no shape.
    """
    whole = before[-1] - start_before
    if not whole:
        return None
    digit = Decimal(1).scaleb(-decimals)
    points = [start + (goal - start) * (x - start_before) / whole for x in before[:-1]]
    return (*(p.quantize(digit, ROUND_HALF_UP) for p in points), goal)


def _milestones(target: Target, condition: Condition, start: Decimal | None) -> tuple[Milestone, ...]:
    """Those typed in, in the condition's unit and in order; () where they say nothing about this condition."""
    first = target.conditions[0]
    typed = tuple(sorted(target.trajectory, key=lambda m: m.month))
    if condition == first:
        return typed
    if start != 0 or first.value == 0:
        return ()
    return tuple(Milestone(m.month, m.value * condition.value / first.value) for m in typed)


def _joined(points: Sequence[Milestone], start: Decimal, months: tuple[Period, ...]) -> tuple[Milestone, ...]:
    """Straight lines through the points, flat after the last; `start` holds before the first month."""
    known = {months.index(p.month) + 1: p.value for p in points if p.month in months}
    at = sorted(known)
    out = []
    for n, month in enumerate(months, start=1):
        before = max((k for k in at if k <= n), default=0)
        after = min((k for k in at if k >= n), default=None)
        low = known.get(before, start)
        if after is None or after == before:
            value = low
        else:
            value = low + (known[after] - low) * (n - before) / (after - before)
        out.append(Milestone(month, value))
    return tuple(out)
