"""Plain targets that go the same way, judged together: `_word_of` of the exact path over arrays.

Every condition is turned into a level: "giảm 15 %" of 140 is a level of 119 that must not be passed. So each rule is one
comparison of a level N/D with a bound X/Y, made as N·Y against X·D. All four are whole numbers in float64; where a product
passes 2^53 and the two sides are nearly equal, `close` says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiendo.judging.trajectory import SMALL_COUNT
from tiendo.model.target import Change, ChangeIn, Comparator
from tiendo.model.verdict import VerdictWord

if TYPE_CHECKING:
    from tiendo.judging.bulk import PlainTargets

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Small = NDArray[np.int8]

DOWN, EXACT, UP = -1, 0, 1  # which way is better
_WHOLE = 2.0**53  # whole numbers up to here have no rounding in float64
_NEAR = 1e-12  # a product of rounded factors is at most a few 1e-16 off
_N = {word: np.int8(n) for n, word in enumerate(VerdictWord)}
_COMPARATOR = {comparator: n for n, comparator in enumerate(Comparator)}
_STRICT = np.array([c in {Comparator.MORE_THAN, Comparator.LESS_THAN} for c in Comparator])
_PER_CENT = tuple(ChangeIn).index(ChangeIn.PER_CENT)


class Bound(NamedTuple):
    """Levels x/y."""

    x: Floats
    y: Floats | float


class Alike:
    """Targets with the same `way`, `better` and `change`, and their levels n/d.

    Attributes:
        way: which way the level should go; `better`: which way what the condition compares should go, level or change.
        close: float64 could not tell the two sides of a comparison apart.
        passed: an exact condition has been passed, so that more cannot mend it.
    """

    def __init__(
        self,
        targets: PlainTargets,
        n: Floats,
        d: Floats,
        month: Floats,
        is_flow: Bools,
        whole: Bools,
        *,
        way: int,
        better: int,
        change: Change,
        closed: bool,
    ) -> None:
        self.t, self.n, self.d, self.month, self.is_flow, self.whole = targets, n, d, month, is_flow, whole
        self.way, self.better, self.change, self.closed = way, better, change, closed
        self.one = 10.0**targets.digits
        self.is_change = change is not Change.NONE
        self.strict = _STRICT[targets.comparator]
        if self.is_change:
            self.base = targets.baseline
            self.per_cent = targets.change_in == _PER_CENT
            # A change that a flow makes is looked at as the level it is heading for, until the year has closed.
            self.heading = is_flow & (not closed)
        else:
            self.base = np.where(is_flow, 0.0, targets.baseline)
        self.close = np.zeros(len(n), dtype=np.bool_)
        if better == UP:  # what only the others ask for is not worked out: `highest`, `per_cent`, `heading`
            edge = targets.value - targets.slack
        else:
            self.highest = np.where(np.isnan(targets.value_max), targets.value, targets.value_max)
            edge = self.highest + targets.slack
        self.edge = self._level(edge)
        self.at_edge = self._beside(self.edge)
        self.done = self._holds()

    @property
    def passed(self) -> Bools:
        """See the class."""
        return self.at_edge > 0

    def word(self) -> Small:
        """The word for each, as if its total were complete."""
        if not self.closed:
            return self._open_word()
        if self.way == EXACT:
            return np.where(self.done, _N[VerdictWord.MET], _N[VerdictWord.NOT_MET])
        good = np.where(self._exceeds(), _N[VerdictWord.EXCEEDED], _N[VerdictWord.MET])
        return np.where(self.done, good, _N[VerdictWord.NOT_MET])

    def attainment(self) -> Floats:
        """Achieved over promised (`measure.attainment`); NaN where that has no meaning, and where 100 % would stand beside
        a promise that was not kept."""
        with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
            ratio = self._attainment_of_change() if self.is_change else self._attainment_of_level()
            ratio[~self.done & (ratio > 1 - _NEAR)] = np.nan
        return ratio

    def _attainment_of_level(self) -> Floats:
        t = self.t
        if self.better == EXACT:
            return np.full(len(self.n), np.nan)
        if self.better == UP:
            return np.where(t.value > 0, self.n * self.one / (self.d * t.value), np.nan)
        fallen = self.base * self.d - self.n * self.one
        return np.where(self.base > self.highest, fallen / (self.d * (self.base - self.highest)), np.nan)

    def _attainment_of_change(self) -> Floats:
        """The unit of the values cancels out: what is subtracted are whole numbers, and no digit is lost."""
        t, sign = self.t, self._sign
        changed = sign * (self.n * self.one - self.base * self.d) / (self.d * t.value)
        changed = np.where(self.per_cent, changed * 100 * self.one / self.base, changed)
        changed[t.value <= 0 if self.better == UP else t.value >= 0] = np.nan
        goal = self._level(t.value - t.slack)
        level = self.n * goal.y / (self.d * goal.x)
        level[goal.x <= 0 if self.way == UP else goal.x >= 0] = np.nan
        return np.where(self.heading, level, changed)

    @property
    def _sign(self) -> int:
        return -1 if self.change is Change.DECREASE else 1

    def _level(self, value: Floats) -> Bound:
        """A value of the condition as a level: itself, or so much more or less than the baseline."""
        if not self.is_change:
            return Bound(value, self.one)
        plain = self.base + self._sign * value
        share = self.base * (100 * self.one + self._sign * value)
        return Bound(
            np.where(self.per_cent, share, plain), np.where(self.per_cent, 100 * self.one * self.one, self.one)
        )

    def _beside(self, bound: Bound) -> Floats:
        """Below 0 where the level is below the bound, 0 where equal, above 0 where above."""
        left, right = self.n * bound.y, bound.x * self.d
        apart = left - right
        size = np.abs(left)
        self.close |= (size >= _WHOLE) & (np.abs(apart) <= size * _NEAR)
        return apart

    def _toward(self, apart: Floats) -> Bools:
        """At the bound or beyond it in the way the level should go; beyond it for "trên" and "dưới"."""
        ahead = apart if self.way == UP else -apart
        out: Bools = (ahead > 0) | ((ahead == 0) & ~self.strict)
        return out

    def _holds(self) -> Bools:
        """`measure.holds`, on the level."""
        if self.way != EXACT:
            return self._toward(self.at_edge)
        comparator = self.t.comparator
        low = self._beside(self._level(self.t.value - self.t.slack))
        between = (low >= 0) & (self.at_edge <= 0)
        is_ = {c: comparator == n for c, n in _COMPARATOR.items()}
        out: Bools = np.select(
            [is_[Comparator.MORE_THAN], is_[Comparator.LESS_THAN], is_[Comparator.AT_LEAST], is_[Comparator.AT_MOST]],
            [low > 0, low < 0, low >= 0, low <= 0],
            np.where(is_[Comparator.RANGE] | is_[Comparator.ABOUT], between, low == 0),
        )
        return out

    def _exceeds(self) -> Bools:
        """`measure.exceeds`, of what holds."""
        t = self.t
        if self.better == UP:
            top = np.where(np.isnan(t.value_max), t.value + t.slack, t.value_max)
        else:
            top = t.value - t.slack
        beside = self._beside(self._level(top))
        return ~self.strict & ((beside > 0) if self.way == UP else (beside < 0))

    def _open_word(self) -> Small:
        """Before the year has closed: by the straight line at the month that the figures speak for."""
        on, off = _N[VerdictWord.ON_TRACK], _N[VerdictWord.OFF_TRACK]
        capped = self._capped()
        word = np.where(self.done, on, off)
        if self.way != EXACT and not capped.all():
            word = np.where(self.done, on, self._pace_word())
        if capped.any():
            word = np.where(capped, self._word_under_cap(), word)
        return word

    def _capped(self) -> Bools:
        """Whether it builds up towards what it should not pass: "không quá 20 vụ"."""
        if self.is_change:
            return np.where(self.heading, self.way == DOWN, self.better == DOWN)
        if self.way == UP:
            return np.zeros(len(self.n), dtype=np.bool_)
        return self.is_flow if self.way == DOWN else self.is_flow & (self.t.value > 0)

    def _line(self, steps: Floats, of: float) -> Bound:
        """The level after `steps` of `of` on the straight line to the edge."""
        base = np.where(self.heading, 0.0, self.base) if self.is_change else self.base
        if self.is_change:
            base = np.where(self.per_cent, base * 100 * self.one, base)
        return Bound(base * (of - steps) + self.edge.x * steps, self.edge.y * of)

    def _pace_word(self) -> Small:
        """`_pace_word` of the exact path, and what comes before it."""
        due = self._line(self.month, 12.0)
        nearly = self._line(9 * self.month, 120.0)  # AT_RISK_FROM of the way from the start to what is due
        small = self.whole & (self.edge.x > 0) & (self.edge.x <= SMALL_COUNT * self.edge.y)
        if small.any():
            pieces = np.floor_divide(self.edge.x * self.month, 12 * self.edge.y)
            due = Bound(np.where(small, pieces, due.x), np.where(small, 1.0, due.y))
            nearly = Bound(np.where(small, 9 * pieces, nearly.x), np.where(small, 10.0, nearly.y))
        sign = self.way
        ahead = sign * self._beside(due) >= 0
        at_risk = sign * self._beside(nearly) >= 0
        word = np.where(at_risk, _N[VerdictWord.AT_RISK], _N[VerdictWord.OFF_TRACK])
        word = np.where(ahead, _N[VerdictWord.ON_TRACK], word)
        not_yet = np.isnan(due.x) | (self.is_flow & (due.x == 0))
        return np.where(not_yet, _N[VerdictWord.CANNOT_JUDGE], word)

    def _word_under_cap(self) -> Small:
        """`_under_cap` of the exact path: on track within the line, at risk between it and the cap, off track past it."""
        due = self._line(self.month, 12.0)
        if self.whole.any():  # half a case cannot happen
            up = np.ceil(self.edge.x * self.month / (12 * self.edge.y))
            due = Bound(np.where(self.whole, up, due.x), np.where(self.whole, 1.0, due.y))
        sign = -1 if self.way == UP else 1
        over = sign * self.at_edge
        passed = (over > 0) | ((over == 0) & self.strict)
        within = sign * self._beside(due) <= 0
        word = np.where(within, _N[VerdictWord.ON_TRACK], _N[VerdictWord.AT_RISK])
        return np.where(passed, _N[VerdictWord.OFF_TRACK], word)
