"""The bulk path's figures: a dense cube [place, month, indicator], filled from a log of approved figures.

It holds what `roll_up` works from, for a whole province or nation at once (design section 7): of each place and month the
latest revision. Amounts are whole numbers of the indicator's smallest digit in float64, where whole numbers up to 2^53 are
exact; so their sums are exact in any order and by any number of threads. Missing is NaN, never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from types import ModuleType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiendo.rollup.axes import Axes, Bools, Floats, Ints
from tiendo.rollup.compiled import fast

_PLACES_AT_ONCE = 64
_REVISED_AT_ONCE = 512  # places; the revisions that stand in so many fit the processor's cache
_OUTSIDE = "The log holds a figure of a place or month that the cube was not made for."


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of the log, column by column; any order, any number of times the same figure in other revisions.

    Attributes:
        place, indicator: their numbers.
        month: year × 12 + month - 1.
        a, b: value or numerator, and denominator, in smallest digits; NaN where there is none.
        revision: the highest of a figure counts.
        left: where figures stand that only the exact path can count: positions in [place, year, column] of the cube,
            counted through.
    """

    place: NDArray[np.integer]
    indicator: NDArray[np.integer]
    month: NDArray[np.integer]
    a: Floats
    b: Floats
    revision: NDArray[np.integer]
    left: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Cube:
    """Latest figures: `amounts` is [place, month, column], with the denominators as columns after the others.

    `left`: [place, year, column] where something is not in it that counts, or is that does not: the exact path knows.
    """

    axes: Axes
    amounts: Floats
    left: Bools

    @property
    def a(self) -> Floats:
        """Values and numerators, [place, month, column]."""
        return self.amounts[:, :, : len(self.axes.columns)]

    @property
    def b(self) -> Floats:
        """Denominators of the first `axes.with_parts` columns."""
        return self.amounts[:, :, len(self.axes.columns) :]


class _Revised(NamedTuple):
    """Rows that are not the first of their figure: where in the amounts, counted through, and what they say."""

    at: Ints
    parts: NDArray[np.bool_]
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
    amounts = np.empty((axes.places, axes.months, len(axes.columns) + axes.with_parts))
    cube = Cube(axes, amounts, np.zeros((axes.places, axes.years, len(axes.columns)), dtype=np.bool_))

    def empty(first: int) -> None:
        cube.amounts[first : first + _PLACES_AT_ONCE] = np.nan

    def take(read: Callable[[], Rows]) -> _Revised:
        rows = read()
        cube.left.reshape(-1)[rows.left] = True
        return _place(cube, rows) if kernels is None else _place_compiled(cube, rows, kernels)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(empty, range(0, axes.places, _PLACES_AT_ONCE)))
        columns = list(zip(*pool.map(take, parts)))
        if columns:
            # the pieces of each column are let go as soon as they are joined
            revised = _Revised(*(np.concatenate(columns.pop(0)) for _ in _Revised._fields))
            list(pool.map(partial(_place_revised, cube, revised), range(0, axes.places, _REVISED_AT_ONCE)))
    return cube


def _place(cube: Cube, rows: Rows) -> _Revised:
    """Put rows into the cube; hand back those that are not the first of their figure."""
    axes = cube.axes
    month = rows.month - rows.month.dtype.type(axes.first_year * 12)
    inside = rows.place.min(initial=0) >= 0 and rows.place.max(initial=0) < axes.places
    if not (inside and month.min(initial=0) >= 0 and month.max(initial=0) < axes.months):
        raise ValueError(_OUTSIDE)
    column = axes.column_of[rows.indicator]
    at, parts = _positions(axes, rows.place, month, column), column < axes.with_parts
    _write(cube, at, parts, rows.a, rows.b)
    later = np.flatnonzero(rows.revision > 1)
    return _Revised(at[later], parts[later], rows.revision[later].astype(np.int16), rows.a[later], rows.b[later])


def _place_compiled(cube: Cube, rows: Rows, kernels: ModuleType) -> _Revised:
    """The same by the compiled loop."""
    axes = cube.axes
    columns = (rows.place, rows.month, rows.indicator, rows.a, rows.b)
    if not kernels.place_rows(cube.amounts, len(axes.columns), *columns, axes.column_of, axes.first_year * 12):
        raise ValueError(_OUTSIDE)
    later = np.flatnonzero(rows.revision > 1)
    month = rows.month[later] - rows.month.dtype.type(axes.first_year * 12)
    column = axes.column_of[rows.indicator[later]]
    at, parts = _positions(axes, rows.place[later], month, column), column < axes.with_parts
    return _Revised(at, parts, rows.revision[later].astype(np.int16), rows.a[later], rows.b[later])


def _positions(axes: Axes, place: NDArray[np.integer], month: NDArray[np.integer], column: Ints) -> Ints:
    """Where in the amounts, counted through, the values of these figures stand."""
    width = len(axes.columns) + axes.with_parts
    at: Ints = np.multiply(place, axes.months * width, dtype=np.int64)
    at += np.multiply(month, width, dtype=np.int64)
    at += column
    return at


def _write(cube: Cube, at: Ints, parts: NDArray[np.bool_], a: Floats, b: Floats) -> None:
    """Write figures at positions; those with `parts` have a denominator, which stands so many columns further on."""
    some = np.flatnonzero(parts)
    over, under = a[some], b[some]
    odd = np.flatnonzero(~(under > 0) | np.isnan(over))
    slip = odd[~((under[odd] == 0) & (over[odd] == 0))]
    if len(slip):
        a = a.copy()
        a[some[slip]] = under[slip] = np.nan
    amounts = cube.amounts.reshape(-1)
    amounts[at] = a
    amounts[at[some] + len(cube.axes.columns)] = under


def _place_revised(cube: Cube, revised: _Revised, first: int) -> None:
    """Of the figures that were corrected, the highest revision, over whatever was put there: in some places, from `first`."""
    in_a_place = cube.amounts[0].size
    start, count = first * in_a_place, _REVISED_AT_ONCE * in_a_place
    here = np.flatnonzero((revised.at >= start) & (revised.at < start + count))
    at, revision = revised.at[here], revised.revision[here]
    newest = np.zeros(count, dtype=np.int16)
    np.maximum.at(newest, at - start, revision)
    stands = revision == newest[at - start]
    rows = here[stands]
    _write(cube, at[stands], revised.parts[rows], revised.a[rows], revised.b[rows])
