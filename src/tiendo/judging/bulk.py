"""The bulk path's judge: a word for each of many plain targets at once, the same as `judge` says (see `verdict.py`).

Targets whose condition goes the same way are judged together (`alike.py`). A target whose figures float64 cannot tell from
what was promised is left to the exact path, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiendo.judging.alike import DOWN, EXACT, UP, Alike, Bools, Floats, Small
from tiendo.model.indicator import Direction, Indicator, OverPlaces, OverTime
from tiendo.model.target import Change, ChangeIn, Comparator
from tiendo.model.target_columns import CHANGES, CHANGES_IN, COMPARATORS
from tiendo.model.verdict import VerdictWord

WORDS = tuple(VerdictWord)  # a word is its number here
LEFT = -1  # the number for "left to the exact path"
_WORD = {word: n for n, word in enumerate(WORDS)}
_GOOD = np.array([w in {VerdictWord.ON_TRACK, VerdictWord.MET, VerdictWord.EXCEEDED} for w in WORDS])
_BAD = np.array([w in {VerdictWord.OFF_TRACK, VerdictWord.NOT_MET} for w in WORDS])
_CANNOT, _NO_DATA = _WORD[VerdictWord.CANNOT_JUDGE], _WORD[VerdictWord.NO_DATA]
_AT_ONCE = 1 << 16  # so many targets stay in the processor's cache


@dataclass(frozen=True, slots=True)
class PlainTargets:
    """Targets with one condition each, no typed milestones, no shares, nothing to keep: arrays of one length.

    Attributes:
        column: row of each target's indicator in the `Scales`.
        comparator, change, change_in: numbers of the words in COMPARATORS, CHANGES, CHANGES_IN.
        value, value_max, baseline: whole numbers of 10^-`digits` of the indicator's unit (of one per cent for PER_CENT); NaN
            where there is none.
        slack: what "khoảng" may miss, in the same digits; 0 for the other comparators.
    """

    column: NDArray[np.int64]
    comparator: Small
    change: Small
    change_in: Small
    value: Floats
    value_max: Floats
    baseline: Floats
    slack: Floats
    digits: int

    def only(self, some: slice | NDArray[np.intp]) -> PlainTargets:
        """Some of them; a slice copies nothing."""
        return PlainTargets(
            column=self.column[some],
            comparator=self.comparator[some],
            change=self.change[some],
            change_in=self.change_in[some],
            value=self.value[some],
            value_max=self.value_max[some],
            baseline=self.baseline[some],
            slack=self.slack[some],
            digits=self.digits,
        )


@dataclass(frozen=True, slots=True)
class Scales:
    """How the amounts of each indicator are counted: value = a·`times` / (b·`over`), with b = 1 where there is none."""

    times: Floats
    over: Floats
    has_b: Bools
    additive: Bools
    is_flow: Bools
    all_true: Bools
    whole: Bools
    direction: Small

    @classmethod
    def of(cls, indicators: Sequence[Indicator], a_digits: Sequence[int], b_digits: Sequence[int]) -> Scales:
        """For indicators in the order of the cube, with the digits that it keeps of their pairs."""
        kinds = [i.over_places for i in indicators]
        ratio = [k in {OverPlaces.RATIO_OF_SUMS, OverPlaces.WEIGHTED_MEAN} for k in kinds]
        counted = np.array([k in {OverPlaces.COUNT_TRUE, OverPlaces.ALL_TRUE} for k in kinds])
        flow = np.array([i.over_time is OverTime.SUM for i in indicators])
        way = {Direction.HIGHER: UP, Direction.LOWER: DOWN, Direction.EXACT: EXACT}
        return cls(
            times=np.array([10.0**b * float(i.per) if r else 1.0 for b, i, r in zip(b_digits, indicators, ratio)]),
            over=np.where(counted, 1.0, 10.0 ** np.array(a_digits)),
            has_b=np.array(ratio) | np.array([k is OverPlaces.MEAN for k in kinds]),
            additive=np.array([k is OverPlaces.SUM for k in kinds]) | counted,
            is_flow=flow,
            all_true=np.array([k is OverPlaces.ALL_TRUE for k in kinds]),
            whole=flow & np.array([i.decimals == 0 for i in indicators]),
            direction=np.array([way[i.direction] for i in indicators], dtype=np.int8),
        )

    def only(self, some: slice | NDArray[np.integer]) -> Scales:
        """Of some of them, or, by the columns of targets, of each target."""
        return Scales(*(getattr(self, field.name)[some] for field in fields(self)))


class Stand(NamedTuple):
    """What each target's total says at the month looked at: arrays of one length; see `rollup.standing.Standing`.

    `complete`: nobody is missing. `stands_at`: month of the year that the figures speak for, 0 where there is none. `left`:
    where the total is left to the exact path, and so the word.
    """

    a: Floats
    b: Floats
    complete: Bools
    seen: Bools
    sure: Floats
    stands_at: NDArray[np.integer]
    left: Bools | None = None

    def only(self, rows: NDArray[np.intp]) -> Stand:
        """Some of them."""
        left = None if self.left is None else self.left[rows]
        return Stand(
            self.a[rows],
            self.b[rows],
            self.complete[rows],
            self.seen[rows],
            self.sure[rows],
            self.stands_at[rows],
            left,
        )


class BulkVerdicts(NamedTuple):
    """`word`: number of the word in WORDS, or LEFT; `attainment`: NaN where `judge` says None."""

    word: Small
    attainment: Floats

    @classmethod
    def empty(cls, count: int) -> BulkVerdicts:
        """For so many targets, nothing said yet."""
        return cls(np.empty(count, dtype=np.int8), np.empty(count))


class _Class(NamedTuple):
    """Targets of a `Prepared` that go the same way: `first` to `last` (not included)."""

    first: int
    last: int
    way: int
    better: int
    change: Change


@dataclass(frozen=True, slots=True)
class Prepared:
    """Targets of one year sorted into classes that go the same way. It does not depend on any figure and can be kept.

    Attributes:
        order: for each target in the sorted order its number in the order they were given.
        targets: sorted; `scales`: those of each of them.
    """

    order: NDArray[np.intp]
    targets: PlainTargets
    scales: Scales
    classes: tuple[_Class, ...]

    @classmethod
    def of(cls, targets: PlainTargets, scales: Scales, some: NDArray[np.intp] | None = None) -> Prepared:
        """`scales` by indicator, in the order of the cube's columns. `some`: the numbers of those to be judged, where they
        are not all; `order` then goes by these numbers."""
        kinds = _kinds(targets, scales, slice(None) if some is None else some)
        order = np.argsort(kinds, kind="stable")
        edges = np.flatnonzero(np.diff(kinds[order], prepend=-1, append=127))
        classes = []
        for first, last in pairwise(edges.tolist()):
            way, better, change = np.unravel_index(kinds[order[first]], _KINDS)
            classes.append(_Class(first, last, int(way) - 1, int(better) - 1, CHANGES[change]))
        if some is not None:
            order = some[order]
        ordered = targets.only(order)
        return cls(order, ordered, scales.only(ordered.column), tuple(classes))


def judge_plain(
    prepared: Prepared,
    stand_of: Callable[[NDArray[np.intp]], Stand],
    *,
    through: int,
    closed: bool,
    threads: int = 1,
    into: BulkVerdicts | None = None,
) -> BulkVerdicts:
    """The word and attainment of each target of one year, or of some that go through the same month, in the order they were
    given. Equal to `judge`, except where the word is LEFT.

    Args:
        stand_of: what the totals of the targets with these numbers say.
        through: the last month that was looked at, 1 to 12.
        closed: the year is over.
        into: where only some of the targets were prepared, the verdicts of all, of which theirs are written.
    """
    said = into or BulkVerdicts.empty(len(prepared.order))

    def judge_some(task: tuple[_Class, int]) -> None:
        kind, first = task
        some = slice(first, min(first + _AT_ONCE, kind.last))
        rows = prepared.order[some]
        one = _Judging(prepared.targets.only(some), prepared.scales.only(some), stand_of(rows), kind, through, closed)
        said.word[rows], said.attainment[rows] = one.verdicts()

    tasks = [(kind, first) for kind in prepared.classes for first in range(kind.first, kind.last, _AT_ONCE)]
    if threads == 1:
        for task in tasks:
            judge_some(task)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(judge_some, tasks))
    return said


class _Judging:
    """Targets of one class, with what their totals say."""

    def __init__(
        self, targets: PlainTargets, scales: Scales, stand: Stand, kind: _Class, through: int, closed: bool
    ) -> None:
        self.t, self.scales, self.stand, self.kind = targets, scales, stand, kind
        self.through, self.closed = through, closed

    def verdicts(self) -> BulkVerdicts:
        stand, scales = self.stand, self.scales
        n, d = stand.a * scales.times, np.where(scales.has_b, stand.b, 1.0) * scales.over
        partial = ~(stand.complete & (stand.stands_at > 0))
        sure = partial & ~np.isnan(stand.sure)
        level = np.where(partial, np.where(sure, stand.sure, 0.0), n)
        one = self._alike(level, np.where(partial, scales.over, d), slice(None))
        with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
            word, ratio = one.word(), one.attainment()
        self._settle_partial(word, ratio, n, d, np.flatnonzero(partial), sure, one.passed)
        word[one.close & (sure | ~partial)] = LEFT
        nothing = np.isnan(stand.a)
        if self.kind.change is not Change.NONE:
            self._without_baseline(word, nothing)
        word[nothing] = _CANNOT
        word[~stand.seen] = _NO_DATA
        if stand.left is not None:
            word[stand.left] = LEFT
        ratio[(word == LEFT) | nothing] = np.nan
        return BulkVerdicts(word, ratio)

    def _settle_partial(
        self, word: Small, ratio: Floats, n: Floats, d: Floats, rows: NDArray[np.intp], sure: Bools, passed: Bools
    ) -> None:
        """Where places are missing (`rows`): the word said of what is sure when they cannot change it, else "cannot judge"
        (`_with_missing`). The attainment of a flow is then that of the levels n/d so far."""
        way = self.kind.way
        stays = sure[rows] & (_GOOD if way == UP else _BAD)[word[rows]]
        if way == EXACT:
            stays &= passed[rows]
        open_ = rows[~stays]
        word[open_] = _CANNOT
        ratio[open_] = np.nan
        if way == UP:
            so_far = open_[sure[open_] & self.scales.is_flow[open_]]
            ratio[so_far] = self._alike(n[so_far], d[so_far], so_far).attainment()

    def _without_baseline(self, word: Small, nothing: Bools) -> None:
        """Changes that cannot be counted for want of a baseline; one below zero is left to the exact path."""
        t = self.t
        per_cent = t.change_in == CHANGES_IN.index(ChangeIn.PER_CENT)
        nothing |= np.isnan(t.baseline) | (per_cent & (t.baseline == 0))
        word[per_cent & (t.baseline < 0)] = LEFT

    def _alike(self, n: Floats, d: Floats, rows: slice | NDArray[np.intp]) -> Alike:
        """The levels n/d, taken as complete, beside what was promised; of all or of some rows."""
        stands_at = self.stand.stands_at[rows]
        month = np.where(stands_at > 0, stands_at, self.through).astype(np.float64)
        with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
            return Alike(
                self.t.only(rows), n, d, month, self.scales.is_flow[rows], self.scales.whole[rows],
                way=self.kind.way, better=self.kind.better, change=self.kind.change, closed=self.closed,
            )  # fmt: skip


_KINDS = (3, 3, len(CHANGES))  # way, better and change, the first two from 0
_AT_LEAST = np.array([c in {Comparator.AT_LEAST, Comparator.MORE_THAN} for c in COMPARATORS])
_AT_MOST = np.array([c in {Comparator.AT_MOST, Comparator.LESS_THAN} for c in COMPARATORS])


def _kinds(t: PlainTargets, scales: Scales, some: slice | NDArray[np.intp]) -> Small:
    """Of some targets a number for what goes the same way; looked up in what is said once for each combination."""
    shape = (len(scales.direction), len(COMPARATORS), len(CHANGES), 2)
    column, comparator, change, zero = (x.reshape(-1) for x in np.indices(shape))
    known = _kinds_of(column, comparator, change, zero > 0, scales)
    at = t.column[some] * len(COMPARATORS)
    at += t.comparator[some]
    at *= len(CHANGES)
    at += t.change[some]
    at *= 2
    at += t.value[some] == 0
    kinds: Small = known[at]
    return kinds


def _kinds_of(
    column: NDArray[np.intp], comparator: NDArray[np.intp], change: NDArray[np.intp], zero: Bools, scales: Scales
) -> Small:
    """Which way the level should go, which way what is compared (the change, where there is one) should go, and the change,
    in one number: `better_for` and `_measure_change` of the exact path. `zero`: whether zero is promised."""
    own = scales.direction[column]
    own[(comparator == COMPARATORS.index(Comparator.EQUAL)) & zero] = EXACT
    own[_AT_LEAST[comparator]] = UP
    own[_AT_MOST[comparator]] = DOWN
    own[scales.all_true[column]] = EXACT
    changes = change != CHANGES.index(Change.NONE)
    better = np.where(changes, np.where(_AT_MOST[comparator], DOWN, UP), own)
    way = np.where(changes & (change == CHANGES.index(Change.DECREASE)), -better, better)
    return np.ravel_multi_index((way + 1, better + 1, change), _KINDS).astype(np.int8)
