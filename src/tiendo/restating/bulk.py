"""Restating a whole nation at once: a sparse matrix of shares over a dense cube [place, period, indicator].

The same rules as the exact path (`rules.py`), in float64: whole places add up exactly, parts to the last of 15 digits.
Missing is NaN, never 0; every figure comes with the number of places that are missing from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tiendo.model.indicator import Indicator, OverPlaces
from tiendo.model.place import Place
from tiendo.model.place_history import PlaceHistory
from tiendo.restating.journey import Journey
from tiendo.restating.rules import PARTED

Floats = NDArray[np.float64]
Counts = NDArray[np.uint16]
Entries = tuple[NDArray[np.int64], NDArray[np.int64], Floats]  # by old place: start, new place, share
_BLOCK = 128  # columns that one task works on: what it reads stays near the processor


@dataclass(frozen=True, slots=True)
class ShareMatrix:
    """Shares of old places in new ones, row by row (compressed sparse rows), and the same by diagonals.

    Attributes:
        start: the entries of new place i are `start[i]:start[i + 1]`; one longer than there are new places.
        source, share: of each entry, the number of the old place and its share.
        alone: new places that are the whole of one old place and nothing else.
        order: new places, those with the most entries first.
        diagonals: the n-th entry of every place in `order` that has one, as (source, share), so that adding up is a few
            long steps and not one short one for each place; no share where all of them are whole.
    """

    start: NDArray[np.int64]
    source: NDArray[np.int64]
    share: Floats
    alone: NDArray[np.bool_]
    order: NDArray[np.int64]
    diagonals: tuple[tuple[NDArray[np.int64], Floats | None], ...]

    @classmethod
    def of(cls, old: NDArray[np.integer], new: NDArray[np.integer], share: Floats, *, rows: int) -> ShareMatrix:
        """From lines old → new → share by number, in any order; `rows` new places. Raises ValueError for a line to a
        place that is not among them."""
        if len(new) and (new.min() < 0 or new.max() >= rows):
            raise ValueError(f"A line leads to place {int(new.max())}; there are only {rows}.")
        by_place = np.lexsort((old, new))
        source, shares = old[by_place].astype(np.int64), share[by_place].astype(np.float64)
        count = np.bincount(new, minlength=rows)
        start = np.r_[0, np.cumsum(count)].astype(np.int64)
        alone = count == 1
        alone[alone] = shares[start[:-1][alone]] == 1
        order = np.argsort(-count, kind="stable")
        diagonals = []
        for n in range(int(count.max(initial=0))):
            entries = start[order[: np.count_nonzero(count > n)]] + n
            some = shares[entries]
            diagonals.append((source[entries], None if (some == 1).all() else some))
        return cls(start, source, shares, alone, order, tuple(diagonals))

    @property
    def expected(self) -> NDArray[np.int64]:
        """How many old places each new one gets something of."""
        return np.diff(self.start)

    def by_old_place(self, places: int) -> Entries:
        """The same the other way round, for `places` old places: start of the entries of each, new place, share."""
        rows = np.repeat(np.arange(len(self.expected)), self.expected)
        by_source = np.argsort(self.source, kind="stable")
        start = np.r_[0, np.cumsum(np.bincount(self.source, minlength=places))]
        return start, rows[by_source], self.share[by_source]

    def add_up(self, amounts: Floats) -> Floats:
        """Amounts of old places [old, column], none NaN, by shares: [new, column]."""
        made = np.zeros((len(self.order), amounts.shape[1]))
        for source, share in self.diagonals:
            brought = amounts.take(source, axis=0)
            if share is not None:
                brought *= share[:, None]
            made[: len(source)] += brought
        return self._in_place(made)

    def count(self, sent: NDArray[np.bool_]) -> Counts:
        """Of how many old places something was sent [old, column]: [new, column]."""
        made = np.zeros((len(self.order), sent.shape[1]), dtype=np.uint16)
        for source, _ in self.diagonals:
            made[: len(source)] += sent.take(source, axis=0)
        return self._in_place(made)

    def _in_place(self, made: NDArray[np.generic]) -> NDArray:  # type: ignore[type-arg]
        back = np.empty_like(made)
        back[self.order] = made
        return back


def share_matrix(
    history: PlaceHistory, *, on: date, to: date, old: Sequence[str], new: Sequence[str]
) -> tuple[ShareMatrix, tuple[Place, ...]]:
    """The matrix from the places `old` of the day `on` to the places `new` of the day `to`, and the old places. An old
    place whose figures cannot be said for that day has no entry. Raises KeyError for an old code that no place had."""
    journey, number = Journey(history, on, to), {code: n for n, code in enumerate(new)}
    places, lines = [], []
    for n, code in enumerate(old):
        lead = journey.lead(code)
        if lead.place is None:
            raise KeyError(f"No place with code {code} on {on:%d/%m/%Y}.")
        places.append(lead.place)
        lines += [(n, number[c], float(way.share)) for c, way in lead.ways.items() if c in number]
    columns = np.array(lines, dtype=np.float64).reshape(-1, 3)
    matrix = ShareMatrix.of(
        columns[:, 0].astype(np.int64), columns[:, 1].astype(np.int64), columns[:, 2], rows=len(new)
    )
    return matrix, tuple(places)


def restate_sums(matrix: ShareMatrix, cube: Floats, *, threads: int = 1) -> tuple[Floats, Counts]:
    """Figures that add up, on the new places: `cube` [old place, …] → values [new place, …] and how many old places are
    missing from each. NaN where nobody has sent anything. The sums are the same for any number of threads."""
    flat = cube.reshape(len(cube), -1)
    values = np.empty((len(matrix.order), flat.shape[1]))
    missing = np.empty(values.shape, dtype=np.uint16)

    def work(first: int) -> None:
        columns = slice(first, first + _BLOCK)
        figures = flat[:, columns]
        sent = ~np.isnan(figures)
        values[:, columns], missing[:, columns] = add_sent(matrix, np.where(sent, figures, 0), sent)

    blocks = range(0, flat.shape[1], _BLOCK)
    if threads == 1:
        for block in blocks:
            work(block)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, blocks))
    shape = (len(matrix.order), *cube.shape[1:])
    return values.reshape(shape), missing.reshape(shape)


def add_sent(matrix: ShareMatrix, amounts: Floats, sent: NDArray[np.bool_]) -> tuple[Floats, Counts]:
    """Values and how many are missing, from amounts [old, column] that are 0 where nothing was sent."""
    values, known = matrix.add_up(amounts), matrix.count(sent)
    np.copyto(values, np.nan, where=known == 0)
    return values, (matrix.expected[:, None] - known).astype(np.uint16)


def restate_cube(
    matrix: ShareMatrix,
    cube: Floats,
    indicators: Sequence[Indicator],
    *,
    old_places: Sequence[Place],
    on: date,
    threads: int = 1,
) -> tuple[Floats, Counts]:
    """A cube [old place, period, indicator] on the new places, every indicator by its rule: NaN where nobody has sent
    anything, and where figures of its kind cannot be said for the new place. A ratio's numerators and denominators are
    two cubes, restated one after the other."""
    values, missing = restate_sums(matrix, cube, threads=threads)
    for column, indicator in enumerate(indicators):
        if indicator.over_places not in PARTED:
            members = np.array([place.counts_for(indicator, on) for place in old_places], dtype=np.bool_)
            _by_rule(matrix, cube[..., column], indicator, members, values[..., column], missing[..., column])
    return values, missing


def _by_rule(
    matrix: ShareMatrix,
    cube: Floats,
    indicator: Indicator,
    members: NDArray[np.bool_],
    values: Floats,
    missing: Counts,
) -> None:
    """Means and conditions where the parts are whole; what is never added only where the place is alone."""
    for row in range(len(values)):
        entries = slice(matrix.start[row], matrix.start[row + 1])
        counted = members[matrix.source[entries]] | matrix.alone[row]
        sources, shares = matrix.source[entries][counted], matrix.share[entries][counted]
        figures = cube[sources]
        known = ~np.isnan(figures)
        count = known.sum(axis=0)
        missing[row] = len(sources) - count
        if matrix.alone[row]:
            values[row] = figures[0]
        elif indicator.over_places is OverPlaces.NONE or not len(sources) or (shares != 1).any():
            values[row] = np.nan
        else:
            values[row] = np.where(count > 0, _of_whole(figures, known, count, indicator.over_places), np.nan)


def _of_whole(figures: Floats, known: NDArray[np.bool_], count: NDArray[np.integer], rule: OverPlaces) -> Floats:
    positive: Floats = ((figures > 0) & known).sum(axis=0).astype(np.float64)
    match rule:
        case OverPlaces.MEAN:
            return np.asarray(np.where(known, figures, 0).sum(axis=0) / np.maximum(count, 1), dtype=np.float64)
        case OverPlaces.ALL_TRUE:
            return positive
        case _:
            return np.asarray(np.where(positive > 0, np.nan, 0.0), dtype=np.float64)
