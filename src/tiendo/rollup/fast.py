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


@compiled
def add_rows(
    amounts: Any, columns: int, first: int, after: int, edges: Any, flow: Any, counted: Any, additive: Any, due: Any, member: Any,
    sum_a: Any, sum_b: Any, known: Any, missing: Any, sum_sure: Any, any_seen: Any, least_last: Any,
    own_a: Any, own_b: Any, own_missing: Any, own_seen: Any, own_sure: Any, own_last: Any,
) -> None:  # fmt: skip
    """Add the places `first` to `after` to one parent, group of columns by group: within one, all is done alike, so that
    the processor does several columns at a time. Its states are floats for the same reason.

    Args:
        edges: the first column of each group, and behind the last one. flow, counted, additive: per group; see `bulk`.
        due: [group, month of the year]. member: [group, place - first, month].
        sum_a … least_last: the parent's sums, [month, column] and [year, column].
        own_a … own_last: what each place says at the end of a year, [place, year, column].
    """
    _, months, width = amounts.shape
    parts = width - columns
    now_a, now_b = np.empty(columns), np.empty(columns)
    last, owes = np.empty(columns), np.empty(columns)
    for p in range(first, after):
        for g in range(len(flow)):
            start, end = edges[g], edges[g + 1]
            pairs = start < parts
            newest_due = 0.0
            for m in range(months):
                k, year = m % 12, m // 12
                if k == 0:
                    newest_due = 0.0
                    for c in range(start, end):
                        now_a[c] = now_b[c] = last[c] = owes[c] = 0.0
                if due[g, k]:
                    newest_due = k + 1.0
                if flow[g]:
                    for c in range(start, end):
                        x = amounts[p, m, c]
                        have = x == x
                        now_a[c] += x if have else 0.0
                        last[c] = k + 1.0 if have else last[c]
                    if pairs:
                        for c in range(start, end):
                            y = amounts[p, m, columns + c]
                            now_b[c] += y if y == y else 0.0
                    if due[g, k]:
                        for c in range(start, end):
                            owes[c] = owes[c] if last[c] == k + 1.0 else 1.0
                else:
                    for c in range(start, end):
                        x = amounts[p, m, c]
                        have = x == x
                        now_a[c] = x if have else now_a[c]
                        last[c] = k + 1.0 if have else last[c]
                        owes[c] = 1.0 if last[c] < newest_due else 0.0
                    if pairs:
                        for c in range(start, end):
                            y = amounts[p, m, columns + c]
                            now_b[c] = y if y == y else now_b[c]
                mine = member[g, p - first, m]
                if mine and pairs:
                    for c in range(start, end):
                        sum_a[m, c] += now_a[c]
                        sum_b[m, c] += now_b[c]
                        known[m, c] += 1.0 if now_b[c] > 0 else 0.0
                        missing[m, c] += owes[c]
                elif mine:
                    for c in range(start, end):
                        sum_a[m, c] += (1.0 if now_a[c] > 0 else 0.0) if counted[g] else now_a[c]
                        known[m, c] += 1.0 if last[c] > 0 else 0.0
                        missing[m, c] += owes[c]
                if k == 11 or m == months - 1:
                    for c in range(start, end):
                        value = (1.0 if now_a[c] > 0 else 0.0) if counted[g] else now_a[c]
                        is_known = last[c] > 0 and (not pairs or now_b[c] > 0)
                        sure = 0.0 if additive[g] else np.nan
                        if additive[g] and is_known and (flow[g] or owes[c] == 0):
                            sure = np.nan if now_a[c] < 0 else value
                        own_a[p, year, c] = value if is_known else np.nan
                        if pairs:
                            own_b[p, year, c] = now_b[c] if is_known else np.nan
                        own_missing[p, year, c] = owes[c]
                        own_seen[p, year, c] = last[c] > 0
                        own_sure[p, year, c] = sure
                        own_last[p, year, c] = last[c]
                        if mine:
                            sum_sure[year, c] += sure
                            any_seen[year, c] |= last[c] > 0
                            least_last[year, c] = min(least_last[year, c], last[c])
