"""What rolling up a cube gives: totals month by month, and where every place stands at the end of each year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiendo.rollup.axes import Axes, Bools, Floats


@dataclass(frozen=True, slots=True)
class Series:
    """Totals of the inner places, every month, year to date: arrays [inner place, month, column].

    Attributes:
        a, b: the pair; NaN where nothing is known. Of what is simply summed b is NaN.
        expected, missing: how many places should report, and how many have not in full.
    """

    a: Floats
    b: Floats
    expected: NDArray[np.int32]
    missing: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Standing:
    """Totals of every place at the last month of each year: arrays [place, year, column].

    Attributes:
        seen: whether anything was sent at all; 0 of 0 was, though it has no value.
        sure: the part of `a` that can only grow when the missing places report: of a flow all that was sent, of a level
            what is fresh. NaN where it may also shrink (means, ratios, what goes below zero).
        stands_at: month of the year (1 to 12) that the figures speak for, see Total; 0 where there is none.
    """

    a: Floats
    b: Floats
    expected: NDArray[np.int32]
    missing: NDArray[np.int32]
    seen: Bools
    sure: Floats
    stands_at: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class BulkTotals:
    """What rolling up a cube gives.

    Attributes:
        inner: `inner[n]` is the place of row n of the series.
        left: [place, year, column] where the totals of that year are left to the exact path; see `Rows.left`.
    """

    axes: Axes
    inner: NDArray[np.int64]
    series: Series
    standing: Standing
    left: Bools
