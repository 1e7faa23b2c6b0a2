"""A log of figures rolled up in bulk: which of its rows count, and which only the exact path can count.

What counts is said in `counted.py`; here it is said over columns: the provider's own, of the months looked at, the newest
revision or the best vintage. A row that a cube of months cannot hold as the exact path would (a quarter's figure, one by
another definition than its year's, one that was sent twice) leaves the totals it belongs to LEFT.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import numpy as np

from tiendo.model.log import PROVIDERS, Log
from tiendo.model.observation import Counting
from tiendo.model.period import Clock, Period
from tiendo.model.place import PlaceTree
from tiendo.rollup.axes import Axes, Bools, Ints, Measured
from tiendo.rollup.bulk import roll_up_cube
from tiendo.rollup.compiled import fast
from tiendo.rollup.counted import day_of
from tiendo.rollup.cube import Rows, fill_cube
from tiendo.rollup.standing import BulkTotals
from tiendo.rollup.trees import Trees

_REVISIONS = 1 << 12  # more corrections of one figure than that go the exact path


def roll_up_log(
    log: Log,
    axes: Axes,
    trees: Trees,
    codes: Sequence[str],
    *,
    counting: Counting = Counting.NEWEST,
    threads: int = 1,
    kernels: ModuleType | None = fast,
) -> BulkTotals:
    """The totals of every place of `codes` (the rows of axes and trees), equal to `roll_up` except where they are left.

    Raises OverflowError where a sum is too large to be exact.
    """
    rows = rows_of(log, axes, codes, counting)
    return roll_up_cube(fill_cube(axes, [lambda: rows], kernels=kernels), trees, threads=threads, kernels=kernels)


def in_tree_order(tree: PlaceTree) -> tuple[str, ...]:
    """The codes of a tree as a cube has them: those below one place are neighbours."""
    return tuple(sorted(tree.codes(), key=lambda code: (*reversed(tree.above(code)), code)))


def rows_of(log: Log, axes: Axes, codes: Sequence[str], counting: Counting = Counting.NEWEST) -> Rows:
    """The rows of the log that fill a cube. An indicator may have several columns (reported by others, of another
    provider): its rows then come once for each. What lies outside the months or places of the cube is left out."""
    number = {code: n for n, code in enumerate(codes)}
    place = np.array([number.get(code, -1) for code in log.places], dtype=np.int32)[log.place]
    at = log.first_month - np.int32(axes.first_year * 12)
    inside = (place >= 0) & (at >= 0) & (at + log.months_long <= axes.months)
    parts = [_rows_of_some(log, axes, place, inside, some, counting) for some in _layers(log, axes)]
    if len(parts) == 1:
        return parts[0]
    return Rows(
        place=np.concatenate([p.place for p in parts]),
        indicator=np.concatenate([p.indicator for p in parts]),
        month=np.concatenate([p.month for p in parts]),
        a=np.concatenate([p.a for p in parts]),
        b=np.concatenate([p.b for p in parts]),
        revision=np.concatenate([p.revision for p in parts]),
        left=np.concatenate([p.left for p in parts]),
    )


def _layers(log: Log, axes: Axes) -> list[Ints]:
    """For each indicator of the log the number of its measured one in the axes, -1 where there is none; as many layers as
    an indicator has columns."""
    numbers: dict[str, list[int]] = {}
    for n, column in enumerate(axes.column_of):
        numbers.setdefault(axes.columns[column].indicator.code, []).append(n)
    layers = max(map(len, numbers.values()), default=0)
    return [
        np.array([[*numbers.get(code, ()), *[-1] * layers][layer] for code in log.indicators], dtype=np.int64)
        for layer in range(max(layers, 1))
    ]


def _rows_of_some(log: Log, axes: Axes, place: np.ndarray, inside: Bools, measured: Ints, counting: Counting) -> Rows:
    which = measured[log.indicator]
    providers = np.array([PROVIDERS.index(_measured(axes, int(n)).provider) if n >= 0 else -1 for n in measured])
    rows = np.flatnonzero(inside & (providers[log.indicator] == log.provider))
    place, which = place[rows], which[rows]
    month, long = log.first_month[rows], log.months_long[rows]
    rank = log.revision[rows]
    left = log.odd[rows] | (rank >= _REVISIONS)
    if counting is Counting.BEST_VINTAGE:
        rank = rank + log.vintage[rows] * np.int32(_REVISIONS)
    year = month // 12 - np.int32(axes.first_year)
    in_one_year = (month + long - 1) // 12 == month // 12
    left |= (long > 1) | _by_another_definition(log, axes, rows, measured)
    column = axes.column_of[which]
    cell = (place.astype(np.int64) * axes.years + year) * len(axes.columns) + column
    monthly = np.flatnonzero(~left)
    figure = (place[monthly].astype(np.int64) * axes.months + month[monthly] - axes.first_year * 12) * len(axes.columns)
    left[monthly[_twice(figure + column[monthly], rank[monthly])]] = True
    keep = ~left
    return Rows(
        place[keep],
        which[keep],
        month[keep],
        log.a[rows][keep],
        log.b[rows][keep],
        rank[keep],
        cell[left & in_one_year],
    )


def _measured(axes: Axes, n: int) -> Measured:
    return axes.columns[int(axes.column_of[n])]


def _by_another_definition(log: Log, axes: Axes, rows: Ints, measured: Ints) -> Bools:
    """Figures that go by another definition than the one in use when their year ends; where it is not known which one a
    figure goes by, it goes by any."""
    if not any(c.indicator.definitions for c in axes.columns) and len(log.definitions) < 2:
        return np.zeros(len(rows), dtype=np.bool_)
    codes = {code: n for n, code in enumerate(dict.fromkeys((*log.definitions, *_definitions(axes))))}
    unnamed = codes.setdefault("", len(codes))
    months = axes.months
    in_use = np.full((len(measured), months), unnamed, dtype=np.int64)
    at_year_end = in_use.copy()
    for indicator, n in enumerate(measured):
        if n < 0 or not (known := _measured(axes, int(n)).indicator).definitions:
            continue
        for month in range(months):
            here = Period.month(axes.first_year + month // 12, month % 12 + 1)
            in_use[indicator, month] = codes[known.definition_on(day_of(here))]
            end = Clock.CALENDAR.days(Period.year(here.first_year))[1]
            at_year_end[indicator, month] = codes[known.definition_on(end)]
    named = np.array([codes[d] for d in log.definitions], dtype=np.int64)[log.definition[rows]]
    last = log.first_month[rows] + log.months_long[rows] - 1 - axes.first_year * 12
    indicator_of = log.indicator[rows]
    own = np.where(named != unnamed, named, in_use[indicator_of, last])
    other: Bools = (own != unnamed) & (own != at_year_end[indicator_of, last])
    return other


def _definitions(axes: Axes) -> list[str]:
    return [d.code for c in axes.columns for d in c.indicator.definitions]


def _twice(figure: Ints, rank: np.ndarray) -> Bools:
    """Figures that are there twice in one revision: which of them counts is for the exact path to say."""
    keys = figure << 14 | rank
    first = rank == 1
    seen = np.zeros(int(figure.max(initial=-1)) + 1, dtype=np.bool_)
    seen[figure[first]] = True
    others = keys[~first]
    if seen.sum() == first.sum() and len(np.unique(others)) == len(others):
        return np.zeros(len(figure), dtype=np.bool_)
    _, back, count = np.unique(keys, return_inverse=True, return_counts=True)
    return count[back] > 1
