"""The inner loop of `log.restate_log` compiled by numba, where the extra `fast` is installed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np

# numba has no types of its own for mypy
compiled: Callable[[Callable[..., Any]], Callable[..., Any]] = numba.njit(nogil=True, cache=True)


@compiled
def add_rows(
    place: Any, month: Any, indicator: Any, revision: Any, a: Any, b: Any, a_known: Any, b_known: Any,
    of_month: int, of_revision: int, start: Any, new: Any, share: Any, met: Any, sum_a: Any, sum_b: Any, known: Any,
) -> None:  # fmt: skip
    """Add the rows of one month and revision to the places that they belong to. Rows of one place follow each other, as
    a return comes in; where they do not it only takes longer.

    Args:
        start, new, share: entries of old place p are `start[p]:start[p + 1]`.
        met: [place, indicator] that a higher revision spoke of; a correction is entered here.
        sum_a, sum_b, known: [new place, indicator].
    """
    parts = np.uint64(sum_b.shape[1])
    first, rows = 0, len(place)
    while first < rows:
        p, after = place[first], first
        while after < rows and place[after] == p:
            after += 1
        spoken = met[p]
        for entry in range(start[p], start[p + 1]):
            to, of_it = new[entry], share[entry]
            to_a, to_b, to_known = sum_a[to], sum_b[to], known[to]
            for n in range(np.uint64(first), np.uint64(after)):
                i = np.uint64(indicator[n])
                if month[n] != of_month or revision[n] != of_revision or spoken[i] or not a_known[n]:
                    continue
                if i < parts:
                    if not b_known[n]:
                        continue
                    to_b[i] += b[n] * of_it
                to_a[i] += a[n] * of_it
                to_known[i] += np.uint16(1)
        if of_revision > 1:
            for n in range(first, after):
                if month[n] == of_month and revision[n] == of_revision:
                    spoken[indicator[n]] = True
        first = after
