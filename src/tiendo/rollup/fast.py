"""The two inner loops of the bulk path compiled by numba, where the extra `fast` is installed. Same results, to the bit.

Each says in one loop what `cube._place`, and `year_to_date` with `bulk._Adding._add_leaves`, say in passes over arrays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np

# numba has no types of its own for mypy
compiled: Callable[[Callable[..., Any]], Callable[..., Any]] = numba.njit(nogil=True, cache=True)


@compiled
def place_rows(
    amounts: Any, columns: int, place: Any, month: Any, indicator: Any, a: Any, b: Any, column_of: Any, first_month: int
) -> bool:
    """Write rows into the cube; False at the first that lies outside."""
    places, months, width = amounts.shape
    parts = width - columns
    for n in range(len(place)):
        p, m = place[n], month[n] - first_month
        if p < 0 or p >= places or m < 0 or m >= months:
            return False
        c = column_of[indicator[n]]
        over = a[n]
        if c < parts:
            under = b[n]
            if not (over == over and (under > 0 or (under == 0 and over == 0))):
                over = under = np.nan
            amounts[p, m, columns + c] = under
        amounts[p, m, c] = over
    return True


# Each of the loops below does one simple thing to neighbouring columns, so that the processor does several at a time; states
# are floats for the same reason, and what differs by column is a float of 0 or 1 and no branch.


@compiled
def _take_month(x: Any, keeps: Any, now: Any) -> None:
    """The amounts of a month: added to those before, or in their place."""
    for c in range(len(x)):
        now[c] = now[c] * keeps[c] + x[c] if x[c] == x[c] else now[c]


@compiled
def _take_last(x: Any, month: float, last: Any) -> None:
    """The newest month that has a figure."""
    for c in range(len(x)):
        last[c] = month if x[c] == x[c] else last[c]


@compiled
def _owe(last: Any, newest_due: Any, keeps: Any, owes: Any) -> None:
    """1 where the newest due month has no figure; of a flow, where any due month so far has none."""
    for c in range(len(last)):
        owes[c] = 1.0 if last[c] < newest_due[c] else owes[c] * keeps[c]


@compiled
def _above_zero(x: Any, out: Any) -> None:
    for c in range(len(x)):
        out[c] = 1.0 if x[c] > 0 else 0.0


@compiled
def _count(counted: Any, now: Any, value: Any) -> None:
    """The amounts as they go up the tree: of what is counted, 1 where it is above 0."""
    for c in range(len(now)):
        value[c] = (1.0 if now[c] > 0 else 0.0) if counted[c] > 0 else now[c]


@compiled
def _add(x: Any, weight: Any, total: Any) -> None:
    for c in range(len(x)):
        total[c] += x[c] * weight[c]


@compiled
def _stand(x: Any, known: Any, own: Any) -> None:
    """What a place says at the end of a year."""
    for c in range(len(x)):
        own[c] = x[c] if known[c] > 0 else np.nan


@compiled
def _sure(now: Any, value: Any, known: Any, owes: Any, keeps: Any, additive: Any, sure: Any) -> None:
    """See Standing.sure."""
    for c in range(len(now)):
        kept = known[c] > 0 and (keeps[c] > 0 or owes[c] == 0)
        amount = (np.nan if now[c] < 0 else value[c]) if kept else 0.0
        sure[c] = amount if additive[c] > 0 else np.nan


@compiled
def add_rows(
    amounts: Any, columns: int, first: int, after: int, edges: Any, keeps: Any, counted: Any, additive: Any, newest_due: Any,
    member: Any, sum_a: Any, sum_b: Any, sum_known: Any, sum_missing: Any, sum_sure: Any, any_seen: Any, least_last: Any,
    own_a: Any, own_b: Any, own_missing: Any, own_seen: Any, own_sure: Any, own_last: Any,
) -> None:  # fmt: skip
    """Add the places `first` to `after` to one parent.

    Args:
        edges: the first column of each group, and behind the last one.
        keeps, counted, additive: per column, see `bulk`. newest_due: [month of the year, column].
        member: [group, place - first, month].
        sum_a … least_last: the parent's sums, [month, column] and [year, column].
        own_a … own_last: what each place says at the end of a year, [place, year, column].
    """
    _, months, width = amounts.shape
    parts = width - columns
    now_a, now_b, value, last, owes = (
        np.empty(columns), np.empty(parts), np.empty(columns), np.empty(columns), np.empty(columns),
    )  # fmt: skip
    known, weight = np.empty(columns), np.zeros(columns)
    for p in range(first, after):
        for m in range(months):
            k, year = m % 12, m // 12
            if k == 0:
                now_a[:] = last[:] = owes[:] = 0.0
                now_b[:] = 0.0
            _take_month(amounts[p, m, :columns], keeps[:columns], now_a)
            _take_month(amounts[p, m, columns:], keeps[:parts], now_b)
            _take_last(amounts[p, m, :columns], k + 1.0, last)
            _owe(last, newest_due[k], keeps, owes)
            _above_zero(last, known)
            _above_zero(now_b, known[:parts])
            _count(counted, now_a, value)
            belongs = False
            for g in range(len(edges) - 1):
                mine = member[g, p - first, m]
                belongs |= mine
                if (weight[edges[g]] > 0) != mine:
                    weight[edges[g] : edges[g + 1]] = 1.0 if mine else 0.0
            if belongs:
                _add(value, weight, sum_a[m])
                _add(now_b, weight[:parts], sum_b[m, :parts])
                _add(known, weight, sum_known[m])
                _add(owes, weight, sum_missing[m])
            if k == 11 or m == months - 1:
                _stand(value, known, own_a[p, year])
                _stand(now_b, known[:parts], own_b[p, year, :parts])
                _sure(now_a, value, known, owes, keeps, additive, own_sure[p, year])
                for c in range(columns):
                    own_missing[p, year, c] = owes[c]
                    own_seen[p, year, c] = last[c] > 0
                    own_last[p, year, c] = last[c]
                if belongs:
                    for c in range(columns):
                        if weight[c] > 0:
                            sum_sure[year, c] += own_sure[p, year, c]
                            any_seen[year, c] |= own_seen[p, year, c]
                            least_last[year, c] = min(least_last[year, c], own_last[p, year, c])
