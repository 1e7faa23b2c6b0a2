"""The two inner loops of the bulk path compiled by numba, where the extra `fast` is installed. Same results, to the bit.

Each says in one loop what `cube._place` and `bulk._year_to_date` with `bulk._Adding._add` say in passes over arrays.
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
    cube_a: Any, cube_b: Any, place: Any, month: Any, indicator: Any, a: Any, b: Any, column_of: Any, first_month: int
) -> bool:
    """Write rows into the cube; False at the first that lies outside."""
    places, months, _ = cube_a.shape
    parts = cube_b.shape[2]
    for n in range(len(place)):
        p, m = place[n], month[n] - first_month
        if p < 0 or p >= places or m < 0 or m >= months:
            return False
        c = column_of[indicator[n]]
        if c < parts:
            over, under = a[n], b[n]
            figure = over == over and (under > 0 or (under == 0 and over == 0))
            cube_a[p, m, c] = over if figure else np.nan
            cube_b[p, m, c] = under if figure else np.nan
        else:
            cube_a[p, m, c] = a[n]
    return True


@compiled
def add_rows(
    cube_a: Any, cube_b: Any, first: int, after: int, flow: Any, counted: Any, additive: Any, due: Any, of_group: Any, member: Any,
    sum_a: Any, sum_b: Any, known: Any, missing: Any, sum_sure: Any, any_seen: Any, least_last: Any,
    own_a: Any, own_b: Any, own_missing: Any, own_seen: Any, own_sure: Any, own_last: Any,
) -> None:  # fmt: skip
    """Add the places `first` to `after` to one parent.

    Args:
        flow, counted, additive: per column; see `bulk`. due: [column, month of the year]. of_group: column → group.
        member: [group, place - first, month].
        sum_a … least_last: the parent's sums, [month, column] and [year, column].
        own_a … own_last: what each place says at the end of a year, [place, year, column].
    """
    _, months, columns = cube_a.shape
    parts = cube_b.shape[2]
    now_a, now_b = np.empty(columns), np.empty(columns)
    last, newest_due = np.empty(columns, np.int8), np.empty(columns, np.int8)
    owes = np.empty(columns, np.bool_)
    for p in range(first, after):
        for m in range(months):
            k = m % 12
            year = m // 12
            ends = k == 11 or m == months - 1
            if k == 0:
                now_a[:] = 0.0
                now_b[:] = 0.0
                last[:] = 0
                newest_due[:] = 0
                owes[:] = False
            for c in range(columns):
                x = cube_a[p, m, c]
                have = x == x
                if have:
                    last[c] = k + 1
                    if flow[c]:
                        now_a[c] += x
                    else:
                        now_a[c] = x
                    if c < parts:
                        now_b[c] = cube_b[p, m, c] + (now_b[c] if flow[c] else 0.0)
                if due[c, k]:
                    newest_due[c] = k + 1
                    owes[c] |= not have
                owed = owes[c] if flow[c] else last[c] < newest_due[c]
                is_known = last[c] > 0 and (c >= parts or now_b[c] > 0)
                value = now_a[c]
                if counted[c]:
                    value = 1.0 if now_a[c] > 0 else 0.0
                mine = member[of_group[c], p - first, m]
                if mine:
                    if is_known:
                        sum_a[m, c] += value
                        known[m, c] += 1
                        if c < parts:
                            sum_b[m, c] += now_b[c]
                    if owed:
                        missing[m, c] += 1
                if ends:
                    sure = np.nan
                    if additive[c]:
                        sure = 0.0
                        if is_known and (flow[c] or not owed):
                            sure = np.nan if now_a[c] < 0 else value
                    if is_known:
                        own_a[p, year, c] = value
                        if c < parts:
                            own_b[p, year, c] = now_b[c]
                    own_missing[p, year, c] = owed
                    own_seen[p, year, c] = last[c] > 0
                    own_sure[p, year, c] = sure
                    own_last[p, year, c] = last[c]
                    if mine:
                        sum_sure[year, c] += sure
                        any_seen[year, c] |= last[c] > 0
                        least_last[year, c] = min(least_last[year, c], last[c])
