"""The months of one year of a cube added up or carried on, place by place, before anything goes up the tree."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiendo.model.indicator import OverPlaces, OverTime
from tiendo.rollup.axes import Axes, Bools, Floats, neighbours
from tiendo.rollup.cube import Cube

COUNTED = frozenset({OverPlaces.COUNT_TRUE, OverPlaces.ALL_TRUE})


class PerColumn(NamedTuple):
    """How the months of each column become a year to date, for all columns at once.

    Attributes:
        flows: neighbours whose months are added up (True) or take the place of the month before (False).
        counted: neighbours that are conditions, counted where they are fulfilled.
        keeps: of each column, whether its months are added up. additive: see Standing.sure.
        newest_due: [month of the year, column] the newest month due until then, 0 before the first.
    """

    flows: tuple[tuple[bool, slice], ...]
    counted: tuple[tuple[bool, slice], ...]
    keeps: Bools
    additive: Bools
    newest_due: NDArray[np.int8]

    @classmethod
    def of(cls, axes: Axes) -> PerColumn:
        due = [[month * (month in m.due) for m in axes.columns] for month in range(1, 13)]
        additive = [m.indicator.over_places in {OverPlaces.SUM, *COUNTED} for m in axes.columns]
        return cls(
            tuple(neighbours(axes.groups, lambda group: group.over_time is OverTime.SUM)),
            tuple(neighbours(axes.groups, lambda group: group.over_places in COUNTED)),
            np.array([m.indicator.over_time is OverTime.SUM for m in axes.columns], dtype=np.bool_),
            np.array(additive, dtype=np.bool_),
            np.maximum.accumulate(np.array(due, dtype=np.int8)),
        )


class YearToDate(NamedTuple):
    """Some places over one year, year to date: arrays [month of the year, place, column].

    Attributes:
        a, b: 0 where nothing is known, so that they can be added up as they are; b only of the first columns, which have
            a denominator.
        end: what is only asked at the last month of the year.
    """

    a: Floats
    b: Floats
    known: Bools
    missing: Bools
    end: AtYearEnd

    def only(self, some: NDArray[np.intp]) -> YearToDate:
        """Some of the places."""
        seen, sure, last = self.end
        end = AtYearEnd(seen[some], sure[some], last[some])
        return YearToDate(self.a[:, some], self.b[:, some], self.known[:, some], self.missing[:, some], end)

    def of(self, columns: slice) -> YearToDate:
        """Some neighbouring columns; nothing is copied."""
        seen, sure, last = self.end
        end = AtYearEnd(seen[:, columns], sure[:, columns], last[:, columns])
        at = np.s_[:, :, columns]
        return YearToDate(self.a[at], self.b[at], self.known[at], self.missing[at], end)


class AtYearEnd(NamedTuple):
    """Arrays [place, column] at the last month; `last` is the month of the newest figure, 0 where there is none."""

    seen: Bools
    sure: Floats
    last: NDArray[np.int8]


def months_of(axes: Axes, year: int) -> slice:
    """The months of a year of the cube, 0 for its first."""
    return slice(12 * year, min(12 * year + 12, axes.months))


def year_to_date(cube: Cube, rows: slice, year: int, columns: PerColumn) -> YearToDate:
    """The months of one year added up or carried on, place by place."""
    months = months_of(cube.axes, year)
    a, b = _month_by_month(cube.a[rows, months]), _month_by_month(cube.b[rows, months])
    have = ~np.isnan(a)
    last = have.astype(np.int8)
    for month in range(1, len(a)):
        last[month] *= np.int8(month + 1)
        np.maximum(last[month], last[month - 1], out=last[month])
    missing = last < columns.newest_due[: len(a), None]
    for flow, some in columns.flows:
        for amounts in (a[:, :, some], b[:, :, some]):
            _together(amounts, have[:, :, some][:, :, : amounts.shape[2]], flow)
        if flow:  # a month that was missing once stays missing
            for month in range(1, len(a)):
                missing[month, :, some] |= missing[month - 1, :, some]
    known = last > 0
    known[:, :, : b.shape[2]] &= b > 0
    below_zero = a[-1] < 0
    for counted, some in columns.counted:
        if counted:
            a[:, :, some] = a[:, :, some] > 0
    kept = known[-1] & (columns.keeps | ~missing[-1])
    sure = np.where(kept, np.where(below_zero, np.nan, a[-1]), 0.0)
    sure[:, ~columns.additive] = np.nan
    return YearToDate(a, b, known, missing, AtYearEnd(last[-1] > 0, sure, last[-1]))


def _month_by_month(x: Floats) -> Floats:
    """A copy [month, place, column]: what goes from month to month runs over neighbours then."""
    return np.ascontiguousarray(x.transpose(1, 0, 2))


def _together(amounts: Floats, have: Bools, flow: bool) -> None:
    """Add the months up, or carry each on to where the next has no figure; 0 where there was none yet."""
    if flow:
        np.copyto(amounts, 0.0, where=~have)
        for month in range(1, len(amounts)):
            amounts[month] += amounts[month - 1]
    else:
        np.copyto(amounts[0], 0.0, where=~have[0])
        for month in range(1, len(amounts)):
            np.copyto(amounts[month], amounts[month - 1], where=~have[month])
