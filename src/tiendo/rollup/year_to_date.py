"""The months of one year of a cube added up or carried on, place by place, before anything goes up the tree."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiendo.model.indicator import OverPlaces, OverTime
from tiendo.rollup.axes import WITH_PARTS, Axes, Bools, Floats, Group
from tiendo.rollup.cube import Cube


class YearToDate(NamedTuple):
    """Some places over one year in one group, year to date: arrays [month of the year, place, column of the group].

    Attributes:
        a, b: 0 where nothing is known, so that they can be added up as they are; b is None where the number of members
            takes its place.
        end: what is only asked at the last month of the year.
    """

    a: Floats
    b: Floats | None
    known: Bools
    missing: Bools
    end: AtYearEnd

    def only(self, some: NDArray[np.intp]) -> YearToDate:
        """Some of the places."""
        b = None if self.b is None else self.b[:, some]
        seen, sure, last = self.end
        end = AtYearEnd(seen[some], sure[some], last[some])
        return YearToDate(self.a[:, some], b, self.known[:, some], self.missing[:, some], end)


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
    a = _month_by_month(cube.a[rows, months, group.columns])
    b = _month_by_month(cube.b[rows, months, group.columns]) if group.over_places in WITH_PARTS else None
    have = ~np.isnan(a)
    last = have.astype(np.int8)
    for month in range(1, len(a)):
        last[month] *= np.int8(month + 1)
        np.maximum(last[month], last[month - 1], out=last[month])
    due = [month in group.due for month in range(1, len(a) + 1)]
    if group.over_time is OverTime.SUM:
        missing = _ever_owed(have, due)
        known = last > 0
        for amounts in (a,) if b is None else (a, b):
            np.copyto(amounts, 0.0, where=~have)
            for month in range(1, len(a)):
                amounts[month] += amounts[month - 1]
    else:
        newest_due = np.maximum.accumulate([month * owed for month, owed in enumerate(due, start=1)])
        missing = last < newest_due.astype(np.int8)[:, None, None]
        known = last > 0
        for amounts in (a,) if b is None else (a, b):
            for month in range(1, len(a)):
                np.copyto(amounts[month], amounts[month - 1], where=~have[month])
            np.copyto(amounts, 0.0, where=~known)
    if b is not None:
        known &= b > 0
    seen, sure = last[-1] > 0, _sure(a[-1], known[-1], missing[-1], group)
    if group.over_places in {OverPlaces.COUNT_TRUE, OverPlaces.ALL_TRUE}:
        a = (a > 0).astype(np.float64)
    return YearToDate(a, b, known, missing, AtYearEnd(seen, sure, last[-1]))


def _month_by_month(x: Floats) -> Floats:
    """A copy [month, place, column]: what goes from month to month runs over neighbours then."""
    return np.ascontiguousarray(x.transpose(1, 0, 2))


def _ever_owed(have: Bools, due: list[bool]) -> Bools:
    """Whether a month that was due so far has no figure."""
    owed = ~have
    for month, is_due in enumerate(due):
        if not is_due:
            owed[month] = False
        if month:
            owed[month] |= owed[month - 1]
    return owed


def _sure(a: Floats, known: Bools, missing: Bools, group: Group) -> Floats:
    """See Standing.sure."""
    if group.over_places not in {OverPlaces.SUM, OverPlaces.COUNT_TRUE, OverPlaces.ALL_TRUE}:
        return np.full(a.shape, np.nan)
    kept = known if group.over_time is OverTime.SUM else known & ~missing
    amount = a if group.over_places is OverPlaces.SUM else np.where(a < 0, a, a > 0)
    return np.where(kept, np.where(amount < 0, np.nan, amount), 0.0)
