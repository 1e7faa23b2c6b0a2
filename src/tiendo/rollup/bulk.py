"""The bulk path's roll-up: a whole cube to the totals of every place, equal to `roll_up` (see `total.py` for the rules).

Year to date comes before adding up, because a commune may change its parent in the middle of a year and takes its months
along. Every kind of roll-up is a pair (a, b) that adds up the tree: sum and nothing, numerator and denominator, sum and
members, failures and members. One task takes the leaves of one parent; sums of whole numbers are the same in any order.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Lock
from types import ModuleType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiendo.model.indicator import OverPlaces
from tiendo.model.target import ReportedBy
from tiendo.rollup.axes import WITH_PARTS, Axes, Bools, Floats, Ints, Members, neighbours
from tiendo.rollup.compiled import fast
from tiendo.rollup.cube import Cube
from tiendo.rollup.standing import BulkTotals, Series, Standing
from tiendo.rollup.trees import Trees
from tiendo.rollup.year_to_date import COUNTED, PerColumn, YearToDate, months_of, year_to_date

EXACT = 2.0**53  # whole numbers up to here have no rounding in float64
NOBODY = 127  # no member yet, where the smallest month is looked for
AT_ONCE = 120  # places; few enough to be counted in a byte
_COUNTED = COUNTED | {OverPlaces.MEAN}  # b is the number of members


def roll_up_cube(cube: Cube, trees: Trees, *, threads: int = 1, kernels: ModuleType | None = fast) -> BulkTotals:
    """Year to date and every ancestor, for every place, month and indicator of the cube.

    `kernels`: the compiled loops, where they are installed; None for NumPy alone.

    Raises OverflowError where a sum is too large to be exact (2^53 smallest digits).
    """
    adding = _Adding(cube, trees, kernels)
    blocks = list(_blocks(trees))
    if threads == 1:
        for block in blocks:
            adding.add_leaves(*block)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(lambda block: adding.add_leaves(*block), blocks))
    adding.add_inner()
    return adding.finish()


def _blocks(trees: Trees) -> Iterator[tuple[int, int]]:
    """Some neighbouring leaves with one parent in the last month: the first row, and the row after the last."""
    leaf, last = np.logical_or.reduce(trees.leaf, axis=1), trees.parent[:, -1]
    cut = np.flatnonzero((last[1:] != last[:-1]) | (leaf[1:] != leaf[:-1])) + 1
    edges = np.r_[0, cut, len(last)]
    for first, after in pairwise(edges.tolist()):
        if leaf[first]:
            for some in range(first, after, AT_ONCE):
                yield some, min(some + AT_ONCE, after)


class _Sums(NamedTuple):
    """What some places add to one inner place: [month, column], from `sure` on [year, column] or [column]."""

    a: Floats
    b: Floats
    known: NDArray[np.int32]
    missing: NDArray[np.int32]
    sure: Floats
    seen: Bools
    last: NDArray[np.int8]


class _Adding:
    """Totals while they are being added up: zeros, and how many places are known; `finish` makes NaN of nothing."""

    def __init__(self, cube: Cube, trees: Trees, kernels: ModuleType | None) -> None:
        axes = cube.axes
        self.cube, self.trees, self.kernels = cube, trees, kernels
        self.row = np.full(axes.places, -1, dtype=np.int64)  # place → its row among the inner ones
        self.row[trees.inner] = np.arange(len(trees.inner))
        shape = (len(trees.inner), axes.months, len(axes.columns))
        self.a, self.b = np.zeros(shape), np.zeros(shape)
        self.known, self.expected, self.missing = (np.zeros(shape, dtype=np.int32) for _ in range(3))
        inner_end = (len(trees.inner), axes.years, len(axes.columns))
        self.sure = np.zeros(inner_end)
        self.seen = np.zeros(inner_end, dtype=np.bool_)
        self.last = np.full(inner_end, NOBODY, dtype=np.int8)
        end = (axes.places, axes.years, len(axes.columns))
        self.standing = Standing(  # not filled beforehand: each task fills its leaves, and `finish` the inner places
            a=np.empty(end),
            b=np.empty(end),
            expected=np.empty(end, dtype=np.int32),
            missing=np.empty(end, dtype=np.int32),
            seen=np.empty(end, dtype=np.bool_),
            sure=np.empty(end),
            stands_at=np.empty(end, dtype=np.int8),
        )
        self.lock = Lock()
        self.columns = PerColumn.of(axes)
        self.for_kernels = _for_kernels(axes, self.columns)
        # neighbours with the same members, as far as they are added up
        self.added = [*neighbours(axes.groups, lambda g: None if g.reported_by is ReportedBy.PLACE else g.members)]

    def add_leaves(self, first: int, after: int) -> None:
        """Add the leaves of rows `first` to `after` to their parents of each month."""
        self.standing.b[first:after] = np.nan
        self.standing.expected[first:after] = 1
        if self.kernels is None:
            self._add_leaves(first, after)
            return
        parent = self.trees.parent[first:after]
        usual = parent[0, -1]
        self._add_compiled(first, after, int(usual))
        for row in np.flatnonzero((parent != usual).any(axis=1)):
            for above in np.unique(parent[row][parent[row] != usual]):
                self._add_compiled(first + int(row), first + int(row) + 1, int(above))

    def _add_leaves(self, first: int, after: int) -> None:
        rows = slice(first, after)
        for year in range(self.cube.axes.years):
            part = year_to_date(self.cube, rows, year, self.columns)
            self._stand(rows, year, part)
            for members, columns in self.added:
                if members is not None:
                    self._add_to_parents(rows, year, members, columns, part.of(columns))

    def _add_compiled(self, first: int, after: int, above: int) -> None:
        """The same by the compiled loop, for the months in which these leaves belong to one place."""
        assert self.kernels is not None
        axes, own = self.cube.axes, self.standing
        groups = axes.groups
        belongs = (self.trees.parent[first:after] == above) & (above >= 0)
        member = np.stack(
            [
                self.trees.members[g.members][first:after] & belongs & (g.reported_by is not ReportedBy.PLACE)
                for g in groups
            ]
        )
        months, ends = (axes.months, len(axes.columns)), (axes.years, len(axes.columns))
        a, b, known, missing = (np.zeros(months) for _ in range(4))
        sure, seen, last = np.zeros(ends), np.zeros(ends, np.bool_), np.full(ends, NOBODY, np.int8)
        self.kernels.add_rows(
            self.cube.amounts, len(axes.columns), first, after, *self.for_kernels, member,
            a, b, known, missing, sure, seen, last,
            own.a, own.b, own.missing, own.seen, own.sure, own.stands_at,
        )  # fmt: skip
        if above < 0:
            return
        sums = _Sums(a, b, known.astype(np.int32), missing.astype(np.int32), sure, seen, last)
        row = int(self.row[above])
        self._take(row, slice(None), slice(None), slice(None), sums)
        expected = member.sum(axis=1, dtype=np.int32)
        with self.lock:
            for n, group in enumerate(groups):
                self.expected[row, :, group.columns] += expected[n][:, None]

    def add_inner(self) -> None:
        """Add inner places to those above them, the lowest first, each with what it holds itself."""
        for place in self.trees.inner:
            self._add_own(int(place), ReportedBy.BOTH)
            row, parents = self.row[place], self.trees.parent[place]
            for above in np.unique(parents[parents >= 0]):
                months = parents == above
                ends = [y for y in range(self.cube.axes.years) if months[months_of(self.cube.axes, y).stop - 1]]
                up = self.row[above]
                for array in (self.a, self.b, self.known, self.expected, self.missing):
                    array[up, months] += array[row, months]
                self.sure[up, ends] += self.sure[row, ends]
                self.seen[up, ends] |= self.seen[row, ends]
                self.last[up, ends] = np.minimum(self.last[up, ends], self.last[row, ends])
        for place in self.trees.inner:
            self._add_own(int(place), ReportedBy.PLACE)

    def finish(self) -> BulkTotals:
        """The totals, with NaN where nothing is known."""
        if max(np.abs(self.a).max(initial=0), np.abs(self.b).max(initial=0)) >= EXACT:
            raise OverflowError("A total is too large to be added up exactly: count it in a larger unit.")
        axes, inner = self.cube.axes, self.trees.inner
        for group in axes.groups:
            at = np.s_[:, :, group.columns]
            if group.over_places in _COUNTED:
                self.b[at] = self.known[at]
                self.standing.b[at] = np.where(np.isnan(self.standing.a[at]), np.nan, 1.0)
            elif group.over_places not in WITH_PARTS:
                self.b[at] = np.nan
        self.a[self.known == 0] = np.nan
        self.b[self.known == 0] = np.nan
        ends = [months_of(axes, y).stop - 1 for y in range(axes.years)]
        standing = self.standing
        alone = self.trees.leaf[inner][:, ends, None]  # without children at the end of the year: it stands for itself
        for whole, part in (
            (standing.a, self.a[:, ends]),
            (standing.b, self.b[:, ends]),
            (standing.expected, self.expected[:, ends]),
            (standing.missing, self.missing[:, ends]),
            (standing.sure, self.sure),
            (standing.seen, self.seen),
            (standing.stands_at, np.where(self.last == NOBODY, 0, self.last)),
        ):
            whole[inner] = np.where(alone, whole[inner], part)
        np.maximum(standing.stands_at, _last_due(axes), out=standing.stands_at)
        series = Series(self.a, self.b, self.expected, self.missing)
        return BulkTotals(axes, inner, series, standing, self._left())

    def _left(self) -> Bools:
        """Where a total is left to the exact path: it holds a figure that is, in any month of the year."""
        left = self.cube.left.copy()
        if not left.any():
            return left
        axes = self.cube.axes
        goes_up = np.array([m.reported_by is not ReportedBy.PLACE for m in axes.columns])
        for place in (*np.flatnonzero(self.trees.leaf.any(axis=1)), *self.trees.inner):
            for year in np.flatnonzero(left[place].any(axis=1)):
                parents = self.trees.parent[place, months_of(axes, int(year))]
                left[np.unique(parents[parents >= 0]), year] |= left[place, year] & goes_up
        return left

    def _stand(self, rows: slice, year: int, part: YearToDate) -> None:
        """Each place by itself at the last month of the year."""
        at, known, standing = (rows, year), part.known[-1], self.standing
        b = part.b[-1]
        standing.a[at] = np.where(known, part.a[-1], np.nan)
        standing.b[(*at, slice(b.shape[1]))] = np.where(known[:, : b.shape[1]], b, np.nan)
        standing.missing[at] = part.missing[-1]
        standing.seen[at], standing.sure[at], standing.stands_at[at] = part.end

    def _add_to_parents(self, rows: slice, year: int, members: Members, columns: slice, part: YearToDate) -> None:
        months = months_of(self.cube.axes, year)
        parent = self.trees.parent[rows, months].T
        member = self.trees.members[members][rows, months].T
        usual = parent[0, 0]
        for above in (usual,) if (parent == usual).all() else np.unique(parent):
            mine = member & (parent == above)
            if above < 0 or not mine.any():
                continue
            some = np.flatnonzero(mine.any(axis=0))
            if 2 * len(some) > len(part.known[0]):
                self._add(int(self.row[above]), year, columns, part, mine)
            else:
                self._add(int(self.row[above]), year, columns, part.only(some), mine[:, some])

    def _add_own(self, place: int, reported_by: ReportedBy) -> None:
        """What an inner place reports itself: beside its children it counts, but is not one of those expected."""
        for group in self.cube.axes.groups:
            if group.reported_by is reported_by:
                for year in range(self.cube.axes.years):
                    part = year_to_date(self.cube, slice(place, place + 1), year, self.columns).of(group.columns)
                    alone = reported_by is ReportedBy.PLACE
                    mine = alone | ~self.trees.leaf[place, months_of(self.cube.axes, year), None]
                    self._add(int(self.row[place]), year, group.columns, part, mine, expected=alone)

    def _add(
        self, row: int, year: int, columns: slice, part: YearToDate, mine: Bools, *, expected: bool = True
    ) -> None:
        """Add places, each in the months in which it is `mine` [month, place], to an inner place."""
        months = months_of(self.cube.axes, year)
        here, end = mine[-1], part.end
        sums = _Sums(
            *_added_up(part),
            sure=end.sure[here].sum(axis=0),
            seen=np.logical_or.reduce(end.seen[here], axis=0),
            last=end.last[here].min(axis=0, initial=NOBODY),
        )
        if not mine.all():  # some belong elsewhere in some months: what they bring then goes off again, exactly
            odd = np.flatnonzero(~mine.all(axis=0))
            elsewhere = _added_up(part.only(odd), where=~mine[:, odd, None])
            sums = sums._replace(
                **{n: getattr(sums, n) - off for n, off in zip(("a", "b", "known", "missing"), elsewhere)}
            )
        self._take(row, months, year, columns, sums)
        if expected:
            with self.lock:
                self.expected[row, months, columns] += mine.sum(axis=1, dtype=np.int32)[:, None]

    def _take(self, row: int, months: slice, years: int | slice, columns: slice, sums: _Sums) -> None:
        """Add sums to those of an inner place."""
        at, at_end = (row, months, columns), (row, years, columns)
        with self.lock:
            self.a[at] += sums.a
            self.b[at][..., : sums.b.shape[-1]] += sums.b  # of the first columns, which have a denominator
            self.known[at] += sums.known
            self.missing[at] += sums.missing
            self.sure[at_end] += sums.sure
            self.seen[at_end] |= sums.seen
            self.last[at_end] = np.minimum(self.last[at_end], sums.last)


def _for_kernels(axes: Axes, columns: PerColumn) -> tuple[Ints, Floats, Floats, Floats, Floats]:
    """What the compiled loop asks of each column, as floats (0 or 1, and `newest_due`); before it where the groups begin,
    and behind the last one."""
    counted = np.array([m.indicator.over_places in COUNTED for m in axes.columns], dtype=np.float64)
    return (
        np.array([*(g.first for g in axes.groups), len(axes.columns)]),
        columns.keeps.astype(np.float64),
        counted,
        columns.additive.astype(np.float64),
        columns.newest_due.astype(np.float64),
    )


def _added_up(
    part: YearToDate, where: Bools | None = None
) -> tuple[Floats, Floats, NDArray[np.int32], NDArray[np.int32]]:
    """a, b, known and missing of some places together, [month, column]; `where`: only there."""
    a, b, known, missing, _ = part
    if where is not None:
        a, b, known, missing = np.where(where, a, 0.0), np.where(where, b, 0.0), known & where, missing & where
    return a.sum(axis=1), b.sum(axis=1), _count(known), _count(missing)


def _count(which: Bools) -> NDArray[np.int32]:
    """How many places, [month, column]. Bytes are added up many at a time: no block has more than a byte can count."""
    counted: NDArray[np.int8] = which.view(np.int8).sum(axis=1, dtype=np.int8)
    return counted.astype(np.int32)


def _last_due(axes: Axes) -> NDArray[np.int8]:
    """[year, column] the last month that is due in a year of the cube, where none ever is its last month: what the figures
    speak for at least, see Standing.stands_at."""
    counts = [months.stop - months.start for months in (months_of(axes, year) for year in range(axes.years))]
    due = [
        [max((m for m in c.due if m <= count), default=0) if c.due else count for c in axes.columns] for count in counts
    ]
    return np.array(due, dtype=np.int8).reshape(axes.years, len(axes.columns))
