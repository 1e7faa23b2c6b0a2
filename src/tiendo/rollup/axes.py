"""What the rows, months and columns of a cube are; columns that add up alike are neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from tiendo.model.indicator import Indicator, OverPlaces, OverTime, Population
from tiendo.model.observation import Provider
from tiendo.model.target import ReportedBy

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
T = TypeVar("T")

WITH_PARTS = (OverPlaces.RATIO_OF_SUMS, OverPlaces.WEIGHTED_MEAN)


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator of the cube.

    Attributes:
        a_digits, b_digits: decimal digits kept of its value or numerator, and of its denominator.
        due: the months of a year that owe a figure, 1 to 12.
        reported_by: who sends it, at every level of the tree.
        provider: whose figures count.
    """

    indicator: Indicator
    a_digits: int
    b_digits: int
    due: frozenset[int]
    reported_by: ReportedBy = ReportedBy.CHILDREN
    provider: Provider = Provider.SECTOR


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


def neighbours(groups: Sequence[Group], alike: Callable[[Group], T]) -> Iterator[tuple[T, slice]]:
    """Neighbouring groups of which `alike` says the same, with their columns together."""
    for said, some in groupby(groups, key=alike):
        first, *others = some
        yield said, slice(first.first, (others or [first])[-1].last)


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
