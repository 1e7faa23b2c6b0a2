"""Restating straight from a log of figures, one part a month, the newest part first.

A correction stands in the part of its own month or a later one. Read backwards, all that corrects a month has been met
when its own part is read; so each part is read, added and let go while it is near the processor, and there is no cube.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from threading import Event
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiendo.restating.bulk import Counts, Entries, Floats, ShareMatrix, add_sent
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
    def columns(self) -> tuple[NDArray[Any], ...]:
        """All of them, in this order."""
        return (self.place, self.month, self.indicator, self.revision, self.a, self.b, self.a_known, self.b_known)

    def some(self, at: NDArray[np.integer] | slice) -> LogRows:
        """The rows with these numbers; of a slice without a copy."""
        return LogRows(*[column[at] for column in self.columns])


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


_Beside = dict[int, dict[int, LogRows]]  # month → revision → corrections, and rows that came later than their month


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
        self._entries = matrix.by_old_place(shape.places)
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
        self._beside: dict[int, _Beside] = {}  # of each part, as `month_of`
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
        corrections = list(_by_revision(beside))
        self._work(self._matrix, self._entries, self._shape, month, corrections, rows, a, b, self.missing[month])
        np.copyto(b, np.nan, where=np.isnan(a[:, : self._shape.with_parts]))


def _by_month(rows: LogRows, newest: int) -> _Beside:
    """What is of another month than the newest, or a correction, by month and revision."""
    at = np.flatnonzero((rows.month != newest) | (rows.revision > 1))
    key = rows.month[at].astype(np.int64) << 16 | rows.revision[at]
    order = np.argsort(key, kind="stable")  # rows of one place go on following each other
    beside, key = rows.some(at[order]), key[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1)).tolist()
    made: _Beside = {}
    for first, last in pairwise((*starts, len(key))):
        month, revision = divmod(int(key[first]), 1 << 16)
        made.setdefault(month, {})[revision] = beside.some(slice(first, last))
    return made


def _by_revision(beside: Sequence[Mapping[int, LogRows]]) -> Iterator[tuple[int, LogRows]]:
    """The rows of later parts with their revision, the highest first."""
    for revision in sorted({r for some in beside for r in some}, reverse=True):
        yield from ((revision, some[revision]) for some in beside if revision in some)


def _by_fast(
    matrix: ShareMatrix,
    entries: Entries,
    shape: LogShape,
    month: int,
    corrections: list[tuple[int, LogRows]],
    own: LogRows | None,
    a: Floats,
    b: Floats,
    missing: Counts,
) -> None:
    """Each row is added where it belongs, unless a higher revision was met before it."""
    assert fast is not None
    met = np.zeros((shape.places, shape.indicators), dtype=np.bool_)
    known = missing  # counted here first, then turned round
    for whole in (a, b, known):
        whole[...] = 0
    for revision, rows in corrections:
        fast.add_rows(*rows.columns, month, revision, *entries, met, a, b, known)
    if own is not None:
        fast.add_rows(*own.columns, month, 1, *entries, met, a, b, known)
    np.copyto(a, np.nan, where=known == 0)
    np.subtract(matrix.expected[:, None], known, out=missing, casting="unsafe", dtype=np.uint16)


def _by_numpy(
    matrix: ShareMatrix,
    entries: Entries,
    shape: LogShape,
    month: int,
    corrections: list[tuple[int, LogRows]],
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
    for _, rows in reversed(corrections):
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
