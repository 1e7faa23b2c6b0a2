"""The bulk path's figures: a dense cube [place, month, indicator], filled from a log of approved figures.

It holds what `roll_up` works from, for a whole province or nation at once (design section 7): of each place and month the
latest revision. Amounts are whole numbers of the indicator's smallest digit in float64, where whole numbers up to 2^53 are
exact; so their sums are exact in any order and by any number of threads. Missing is NaN, never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from types import ModuleType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiendo.model.indicator import Indicator, OverPlaces, OverTime, Population
from tiendo.model.target import ReportedBy
from tiendo.rollup.compiled import fast

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ROWS_AT_ONCE = 1 << 15  # so many rows stay in the processor's cache
_PLACES_AT_ONCE = 64
_OUTSIDE = "The log holds a figure of a place or month that the cube was not made for."
WITH_PARTS = (OverPlaces.RATIO_OF_SUMS, OverPlaces.WEIGHTED_MEAN)


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator of the cube.

    Attributes:
        a_digits, b_digits: decimal digits kept of its value or numerator, and of its denominator.
        due: the months of a year that owe a figure, 1 to 12.
        reported_by: who sends it, at every level of the tree.
    """

    indicator: Indicator
    a_digits: int
    b_digits: int
    due: frozenset[int]
    reported_by: ReportedBy = ReportedBy.CHILDREN


class Members(NamedTuple):
    """Which places a mean or condition counts: a population, and for RECOGNISED the title that they hold."""

    population: Population
    title: str


class Group(NamedTuple):
    """Neighbours in the cube that add up alike: indicators `first` to `last` (not included)."""

    over_places: OverPlaces
    over_time: OverTime
    members: Members
    reported_by: ReportedBy
    due: frozenset[int]
    first: int
    last: int

    @property
    def columns(self) -> slice:
        """Where in the cube they are."""
        return slice(self.first, self.last)


def members_of(indicator: Indicator) -> Members:
    """The members that an indicator counts."""
    recognised = indicator.population is Population.RECOGNISED
    return Members(indicator.population, indicator.title if recognised else "")


@dataclass(frozen=True, slots=True)
class Axes:
    """What the cube's rows, months and columns are. Made by `Axes.of`.

    Attributes:
        places: number of places; who they are is known to the `Ground` that they are rolled up on.
        first_year, months: the cube starts with January of `first_year`; its months need not end with a year.
        columns: the indicators in the order of the cube: those with denominators first, then alike beside alike.
        column_of: number of an indicator as the log writes it → its column.
        with_parts: how many columns have a denominator.
    """

    places: int
    first_year: int
    months: int
    columns: tuple[Measured, ...]
    column_of: Ints
    with_parts: int
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, places: int, first_year: int, months: int, indicators: Sequence[Measured]) -> Axes:
        """Axes for `indicators` in the order in which the log numbers them."""

        def alike(n: int) -> tuple[object, ...]:
            one, i = indicators[n], indicators[n].indicator
            parts = i.over_places in WITH_PARTS
            return (not parts, i.over_places, i.over_time, members_of(i), one.reported_by, tuple(sorted(one.due)))

        order = sorted(range(len(indicators)), key=lambda n: repr(alike(n)))
        column_of = np.empty(len(order), dtype=np.int64)
        column_of[order] = np.arange(len(order), dtype=np.int64)
        groups, first = [], 0
        for _, neighbours in groupby(order, key=alike):
            count = len(list(neighbours))
            one = indicators[order[first]]
            i = one.indicator
            groups.append(
                Group(i.over_places, i.over_time, members_of(i), one.reported_by, one.due, first, first + count)
            )
            first += count
        columns = tuple(indicators[n] for n in order)
        with_parts = sum(m.indicator.over_places in WITH_PARTS for m in columns)
        return cls(places, first_year, months, columns, column_of, with_parts, tuple(groups))

    @property
    def years(self) -> int:
        """How many years the months touch."""
        return -(-self.months // 12)


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of the log, column by column; any order, any number of times the same figure in other revisions.

    Attributes:
        place, indicator: their numbers.
        month: year × 12 + month - 1.
        a, b: value or numerator, and denominator, in smallest digits; NaN where there is none.
        revision: the highest of a figure counts.
    """

    place: NDArray[np.integer]
    indicator: NDArray[np.integer]
    month: NDArray[np.integer]
    a: Floats
    b: Floats
    revision: NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Cube:
    """Latest figures. `a` is [place, month, column], `b` the same for the first `axes.with_parts` columns."""

    axes: Axes
    a: Floats
    b: Floats


class _Revised(NamedTuple):
    """Rows that are not the first of their figure: where in `Cube.a`, counted through, and what they say."""

    at: Ints
    revision: NDArray[np.int16]
    a: Floats
    b: Floats


def fill_cube(
    axes: Axes, parts: Iterable[Callable[[], Rows]], *, threads: int = 1, kernels: ModuleType | None = fast
) -> Cube:
    """The cube of a log that is read in parts; each call reads one.

    Every row goes straight to its place; then what was corrected (most was not) is compared and put right. A revision
    without a figure takes the figure away. A ratio without its two parts is no figure, nor is 5 of 0.

    `kernels`: the compiled loops, where they are installed; None for NumPy alone.

    Raises ValueError for a row outside the axes.
    """
    cube = Cube(
        axes,
        np.empty((axes.places, axes.months, len(axes.columns))),
        np.empty((axes.places, axes.months, axes.with_parts)),
    )

    def empty(first: int) -> None:
        cube.a[first : first + _PLACES_AT_ONCE] = np.nan
        cube.b[first : first + _PLACES_AT_ONCE] = np.nan

    def take(read: Callable[[], Rows]) -> list[_Revised]:
        rows = read()
        if kernels is not None:
            return [_place_compiled(cube, rows, kernels)]
        return [_place(cube, rows, slice(n, n + _ROWS_AT_ONCE)) for n in range(0, len(rows.place), _ROWS_AT_ONCE)]

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(empty, range(0, axes.places, _PLACES_AT_ONCE)))
        revised = [one for some in pool.map(take, parts) for one in some]
    _place_revised(cube, revised)
    return cube


def _place(cube: Cube, rows: Rows, some: slice) -> _Revised:
    """Put rows into the cube; hand back those that are not the first of their figure."""
    axes = cube.axes
    month = rows.month[some].astype(np.int64) - axes.first_year * 12
    place = rows.place[some].astype(np.int64)
    if not (place.min() >= 0 and place.max() < axes.places and month.min() >= 0 and month.max() < axes.months):
        raise ValueError(_OUTSIDE)
    _write(cube, place * axes.months + month, axes.column_of[rows.indicator[some]], rows.a[some], rows.b[some])
    return _revised(axes, rows, np.flatnonzero(rows.revision[some] > 1) + (some.start or 0))


def _place_compiled(cube: Cube, rows: Rows, kernels: ModuleType) -> _Revised:
    """The same by the compiled loop."""
    axes = cube.axes
    columns = (rows.place, rows.month, rows.indicator, rows.a, rows.b)
    if not kernels.place_rows(cube.a, cube.b, *columns, axes.column_of, axes.first_year * 12):
        raise ValueError(_OUTSIDE)
    return _revised(axes, rows, np.flatnonzero(rows.revision > 1))


def _revised(axes: Axes, rows: Rows, later: Ints) -> _Revised:
    month = rows.month[later].astype(np.int64) - axes.first_year * 12
    place_month = rows.place[later].astype(np.int64) * axes.months + month
    at = place_month * len(axes.columns) + axes.column_of[rows.indicator[later]]
    return _Revised(at, rows.revision[later].astype(np.int16), rows.a[later], rows.b[later])


def _write(cube: Cube, place_month: Ints, column: Ints, a: Floats, b: Floats) -> None:
    """Write figures of a place and month, counted through."""
    cube.a.reshape(-1)[place_month * len(cube.axes.columns) + column] = a
    parts = np.flatnonzero(column < cube.axes.with_parts)
    place_month, column, over, under = place_month[parts], column[parts], a[parts], b[parts]
    slip = ~(under > 0) & ~((under == 0) & (over == 0)) | np.isnan(over)
    if slip.any():
        under[slip] = np.nan
        cube.a.reshape(-1)[place_month[slip] * len(cube.axes.columns) + column[slip]] = np.nan
    cube.b.reshape(-1)[place_month * cube.axes.with_parts + column] = under


def _place_revised(cube: Cube, revised: list[_Revised]) -> None:
    """Of the figures that were corrected, the highest revision, over whatever was put there."""
    width = len(cube.axes.columns)
    placed = np.zeros(cube.a.size, dtype=np.int16)  # the revision that stands at each place of the cube
    while revised:
        rows = revised.pop()
        order = np.lexsort((rows.revision, rows.at))
        at = rows.at[order]
        newest = order[np.r_[at[1:] != at[:-1], True]] if len(at) else order
        newest = newest[rows.revision[newest] > placed[rows.at[newest]]]
        at = rows.at[newest]
        placed[at] = rows.revision[newest]
        _write(cube, at // width, at % width, rows.a[newest], rows.b[newest])
