"""Trajectory (kịch bản): where a condition should stand when each month has closed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from tiendo.model.period import Period
from tiendo.model.target import Condition, Milestone, Target

SMALL_COUNT = 12  # one a month at most: such a target comes in whole pieces, not in twelfths


def path(target: Target, condition: Condition, start: Decimal | None, *, whole: bool) -> tuple[Milestone, ...] | None:
    """A point for each month of the target's period, in the condition's unit; None when there is no path.

    Milestones typed in are joined by straight lines. Without any, the line runs straight from `start` (0 for a flow
    or a change, the baseline for a level) to what is promised; a small whole count (`whole`, at most 12) is rounded
    down, so that one school in a year is due in December and not a twelfth of it every month.
    """
    months = target.period.months()
    if target.trajectory:
        return _joined(target.trajectory, start if start is not None else target.trajectory[0].value, months)
    if start is None:
        return None
    line = _joined((Milestone(months[-1], condition.value),), start, months)
    if whole and 0 < condition.value <= SMALL_COUNT and start == 0:
        return tuple(Milestone(m.month, m.value.to_integral_value(ROUND_FLOOR)) for m in line)
    return line


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
