"""Restating straight from a log of figures, one part a month, the newest part first.

A correction stands in the part of its own month or a later one. Read backwards, all that corrects a month has been met
when its own part is read; so each part is read, added and let go while it is near the processor, and there is no cube.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

import numpy as np
from numpy.typing import NDArray

from tiendo.restating.bulk import Counts, Floats, ShareMatrix, add_sent
from tiendo.restating.compiled import fast

Numbers = NDArray[np.integer] | Floats


@dataclass(frozen=True, slots=True)
class LogRows:
    """Some rows of the log, column by column: numbers of places, months and indicators; the highest revision counts.

    Attributes:
        a, b: value or numerator, and denominator of an indicator that has one.
        a_known, b_known: False where there is none ("no figure"), whatever stands in `a` or `b`.
    """

    place: NDArray[np.int32]
    month: NDArray[np.int16]
    indicator: NDArray[np.int16]
    revision: NDArray[np.int16]
    a: Numbers
    b: Numbers
    a_known: NDArray[np.bool_]
    b_known: NDArray[np.bool_]

    @property
    def columns(self) -> tuple[NDArray[np.generic], ...]:
        """All of them, in this order."""
        return tuple(getattr(self, name) for name in self.__slots__)

    def some(self, at: NDArray[np.integer]) -> LogRows:
        """The rows with these numbers."""
        return LogRows(*(getattr(self, name)[at] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class LogShape:
    """How many places, months and indicators the log tells of; the first `with_parts` indicators have a denominator."""

    places: int
    months: int
    indicators: int
    with_parts: int


@dataclass(frozen=True, slots=True)
class RestatedLog:
    """Newest figures on the new places: `a` and `missing` [new place, month, indicator], `b` the same for the indicators
    that have a denominator. NaN where nobody has sent anything."""

    a: Floats
    b: Floats
    missing: Counts


def restate_log(
    matrix: ShareMatrix,
    parts: Sequence[Callable[[], LogRows]],
    shape: LogShape,
    *,
    threads: int = 1,
    compiled: bool = True,
    into: RestatedLog | None = None,
) -> RestatedLog:
    """Every sum and ratio of the log on the new places.

    `parts`, oldest first: each call reads the part of one month, which holds no figure of a later month, and no lower
    revision of a figure than an earlier part. `compiled`: by the extra `fast` where it is installed. `into`: an
    earlier result of the same shape to write over, whose memory is there already. Raises ValueError when two parts are of
    one month, or not in order: then the newest revision would not be known in time.
    """
    made = _Making(matrix, shape, len(parts), compiled and fast is not None, into)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(made.take, range(len(parts)), reversed(parts)))
    for month in range(shape.months):
        if month not in made.month_of.values():
            made.finish(month, None)
    return RestatedLog(made.a.transpose(1, 0, 2), made.b.transpose(1, 0, 2), made.missing.transpose(1, 0, 2))


class _Making:
    """The months that are done, and the corrections that older parts will need."""

    def __init__(
        self, matrix: ShareMatrix, shape: LogShape, parts: int, by_fast: bool, into: RestatedLog | None
    ) -> None:
        self._matrix, self._shape = matrix, shape
        self._work = _by_fast if by_fast else _by_numpy
        new = len(matrix.order)
        if into is None:
            self.a = np.empty((shape.months, new, shape.indicators))
            self.b = np.empty((shape.months, new, shape.with_parts))
            self.missing = np.empty((shape.months, new, shape.indicators), dtype=np.uint16)
        else:
            self.a, self.b, self.missing = (
                into.a.transpose(1, 0, 2),
                into.b.transpose(1, 0, 2),
                into.missing.transpose(1, 0, 2),
            )
        if self.a.shape != (shape.months, new, shape.indicators) or self.b.shape[2] != shape.with_parts:
            raise ValueError("The result to write over is of another shape.")
        self.month_of: dict[int, int] = {}  # part, the newest first → its month
        self._beside: dict[int, dict[int, LogRows]] = {}  # part → month → corrections, and rows of earlier months
        self._read = [Event() for _ in range(parts)]

    def take(self, part: int, read: Callable[[], LogRows]) -> None:
        """Read a part, hand on what is of earlier months, and add up its own."""
        try:
            rows = read()
            if len(rows.month):
                self.month_of[part] = int(rows.month.max())
                self._beside[part] = _by_month(rows, self.month_of[part])
        finally:
            self._read[part].set()
        for newer in self._read[:part]:
            newer.wait()
        month = self.month_of.get(part)
        if month is None:
            return
        if any(self.month_of.get(newer, month + 1) <= month for newer in range(part)):
            raise ValueError(f"Two parts of the log are of month {month}, or they are not in the order of time.")
        self.finish(month, rows)

    def finish(self, month: int, rows: LogRows | None) -> None:
        """One month, from its own part and what stood in later ones."""
        a, b = self.a[month], self.b[month]
        beside = [of_month[month] for _, of_month in sorted([*self._beside.items()]) if month in of_month]
        self._work(self._matrix, self._shape, month, beside, rows, a, b, self.missing[month])
        np.copyto(b, np.nan, where=np.isnan(a[:, : self._shape.with_parts]))


def _by_month(rows: LogRows, newest: int) -> dict[int, LogRows]:
    """What is of another month than the newest, or a correction, by month."""
    beside = rows.some(np.flatnonzero((rows.month != newest) | (rows.revision > 1)))
    months = np.flatnonzero(np.bincount(beside.month))
    return {int(m): beside.some(np.flatnonzero(beside.month == m)) for m in months}


def _by_revision(beside: Iterable[LogRows]) -> Iterator[LogRows]:
    """The rows of later parts by revision, the highest first."""
    beside = tuple(beside)
    highest = max((int(some.revision.max()) for some in beside), default=0)
    for revision in range(highest, 0, -1):
        for some in beside:
            if len(its := np.flatnonzero(some.revision == revision)):
                yield some.some(its)


def _by_fast(
    matrix: ShareMatrix,
    shape: LogShape,
    month: int,
    beside: list[LogRows],
    own: LogRows | None,
    a: Floats,
    b: Floats,
    missing: Counts,
) -> None:
    """Each row is added where it belongs, unless a higher revision was met before it."""
    assert fast is not None
    met = np.zeros((shape.places, shape.indicators), dtype=np.bool_)
    entries = matrix.by_old_place(shape.places)
    known = missing  # counted here first, then turned round
    for whole in (a, b, known):
        whole[...] = 0
    for rows in _by_revision(beside):
        fast.add_rows(*rows.columns, month, rows.revision[0], *entries, met, a, b, known)
    if own is not None:
        fast.add_rows(*own.columns, month, 1, *entries, met, a, b, known)
    np.copyto(a, np.nan, where=known == 0)
    np.subtract(matrix.expected[:, None], known, out=missing, casting="unsafe", dtype=np.uint16)


def _by_numpy(
    matrix: ShareMatrix,
    shape: LogShape,
    month: int,
    beside: list[LogRows],
    own: LogRows | None,
    a: Floats,
    b: Floats,
    missing: Counts,
) -> None:
    """The month's figures [place, indicator] are written, the highest revision last; then added up."""
    amounts, denominators = np.zeros((shape.places, shape.indicators)), np.zeros((shape.places, shape.with_parts))
    sent = np.zeros(amounts.shape, dtype=np.bool_)
    if own is not None:
        first = np.flatnonzero((own.month == month) & (own.revision == 1))
        _write(amounts, denominators, sent, own.some(first))
    for rows in reversed(list(_by_revision(beside))):
        _write(amounts, denominators, sent, rows)
    a[...], missing[...] = add_sent(matrix, amounts, sent)
    b[...] = matrix.add_up(denominators)


def _write(amounts: Floats, denominators: Floats, sent: NDArray[np.bool_], rows: LogRows) -> None:
    parts = denominators.shape[1]
    ratio = rows.indicator < parts
    known = rows.a_known & (rows.b_known | ~ratio)
    amounts[rows.place, rows.indicator] = np.where(known, rows.a, 0)
    sent[rows.place, rows.indicator] = known
    denominators[rows.place[ratio], rows.indicator[ratio]] = np.where(known, rows.b, 0)[ratio]
