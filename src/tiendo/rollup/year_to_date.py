"""The months of one year of a cube added up or carried on, place by place, before anything goes up the tree."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiendo.model.indicator import OverPlaces, OverTime
from tiendo.rollup.cube import WITH_PARTS, Axes, Cube, Floats, Group

Bools = NDArray[np.bool_]


class YearToDate(NamedTuple):
    """Some places over one year in one group, year to date: arrays [place, month of the year, column of the group].

    Attributes:
        b: None where the number of members takes its place.
        end: what is only asked at the last month of the year.
    """

    a: Floats
    b: Floats | None
    known: Bools
    missing: Bools
    end: AtYearEnd

    def only(self, some: slice | NDArray[np.intp]) -> YearToDate:
        """Some of the places."""
        b = None if self.b is None else self.b[some]
        seen, sure, last = self.end
        end = AtYearEnd(seen[some], sure[some], last[some])
        return YearToDate(self.a[some], b, self.known[some], self.missing[some], end)


class AtYearEnd(NamedTuple):
    """Arrays [place, column] at the last month; `last` is the month of the newest figure, 0 where there is none."""

    seen: Bools
    sure: Floats
    last: NDArray[np.int8]


def months_of(axes: Axes, year: int) -> slice:
    """The months of a year of the cube, 0 for its first."""
    return slice(12 * year, min(12 * year + 12, axes.months))


def year_to_date(cube: Cube, rows: slice, group: Group, year: int) -> YearToDate:
    """The months of one year added up or carried on, place by place."""
    months = months_of(cube.axes, year)
    x = cube.a[rows, months, group.columns]
    have = ~np.isnan(x)
    count = x.shape[1]
    due = np.array([m in group.due for m in range(1, count + 1)])
    number = np.arange(1, count + 1, dtype=np.int8)[:, None]
    last = np.maximum.accumulate(np.where(have, number, np.int8(0)), axis=1)
    pairs = group.over_places in WITH_PARTS
    y = cube.b[rows, months, group.columns] if pairs else None
    if group.over_time is OverTime.SUM:
        a = np.cumsum(np.where(have, x, 0.0), axis=1)
        b = None if y is None else np.cumsum(np.where(have, y, 0.0), axis=1)
        missing = np.logical_or.accumulate(~have & due[:, None], axis=1)
    else:
        a = _carried_on(x)
        b = None if y is None else _carried_on(y)
        last_due = np.maximum.accumulate(np.where(due, number[:, 0], 0))[:, None]
        missing = last < last_due
    known = last > 0
    if b is not None:
        known &= b > 0
    sure = _sure(a[:, -1], known[:, -1], missing[:, -1], group)
    if group.over_places in {OverPlaces.COUNT_TRUE, OverPlaces.ALL_TRUE}:
        a = (a > 0).astype(np.float64)
    return YearToDate(a, b, known, missing, AtYearEnd(last[:, -1] > 0, sure, last[:, -1]))


def _carried_on(x: Floats) -> Floats:
    """Every month takes the last figure of the year so far."""
    out = x.copy()
    for month in range(1, x.shape[1]):
        np.copyto(out[:, month], out[:, month - 1], where=np.isnan(out[:, month]))
    return out


def _sure(a: Floats, known: Bools, missing: Bools, group: Group) -> Floats:
    """See Standing.sure."""
    if group.over_places not in {OverPlaces.SUM, OverPlaces.COUNT_TRUE, OverPlaces.ALL_TRUE}:
        return np.full(a.shape, np.nan)
    kept = known if group.over_time is OverTime.SUM else known & ~missing
    amount = a if group.over_places is OverPlaces.SUM else np.where(a < 0, a, a > 0)
    return np.where(kept, np.where(amount < 0, np.nan, amount), 0.0)
