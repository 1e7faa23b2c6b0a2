"""PlaceHistory: all places of all days, whom they belonged to, and the changes that lead from one to the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeVar

from tiendo.model.place import Membership, Place, PlaceTree, check_validity
from tiendo.model.place_change import ChangeLine, PlaceChange, ShareBasis, WrongChange

_Kept = TypeVar("_Kept")
_ONE_DAY = timedelta(days=1)
_TREES_KEPT = 32


@dataclass(frozen=True, slots=True)
class Way:
    """How much of one place lies in another on a later day, and through which changes.

    Attributes:
        bases: what the shares on the way were worked out from, without repeats; empty where the whole place went.
    """

    share: Fraction = Fraction(1)
    bases: tuple[ShareBasis, ...] = ()
    changes: tuple[PlaceChange, ...] = ()


class PlaceHistory:
    """Places, memberships and changes of a country. Immutable.

    Raises OverlappingPlaces, TwoParents or WrongChange when they contradict each other.
    """

    def __init__(
        self, places: Iterable[Place], memberships: Iterable[Membership], changes: Iterable[PlaceChange]
    ) -> None:
        self.places = tuple(places)
        self.memberships = tuple(memberships)
        self.changes = tuple(sorted(changes, key=lambda c: (c.day, c.new, c.old)))
        check_validity(self.places, self.memberships)
        self._by_code: dict[str, list[Place]] = {}
        for place in sorted(self.places, key=lambda p: (p.code, p.first or date.min)):
            self._by_code.setdefault(place.code, []).append(place)
        self._out: dict[tuple[str, date], PlaceChange] = {}
        self._into: dict[tuple[str, date], PlaceChange] = {}
        for change in self.changes:
            self._index(change)
        began = {p.first for p in self.places if p.first is not None}
        self._days = sorted(began | {p.last + _ONE_DAY for p in self.places if p.last is not None})
        self._trees: dict[date, PlaceTree] = {}

    def _index(self, change: PlaceChange) -> None:
        before = change.day - _ONE_DAY
        for code in change.old:
            place = self.place(code, before)
            if place is None or place.last != before:
                raise WrongChange("change-no-end", code, day=before)
            if self._out.setdefault((code, change.day), change) is not change:
                raise WrongChange("change-two-out", code, day=change.day)
        for code in change.new:
            place = self.place(code, change.day)
            if place is None or place.first != change.day:
                raise WrongChange("change-no-begin", code, day=change.day)
            if self._into.setdefault((code, change.day), change) is not change:
                raise WrongChange("change-two-in", code, day=change.day)

    def place(self, code: str, on: date) -> Place | None:
        """The place that has this code on that day; None where there is none."""
        return next((p for p in self._by_code.get(code, ()) if p.valid(on)), None)

    def with_code(self, code: str) -> tuple[Place, ...]:
        """Every place that ever had this code, the earliest first."""
        return tuple(self._by_code.get(code, ()))

    def tree(self, on: date) -> PlaceTree:
        """The tree of a day; the last few that were asked for are kept."""
        if on not in self._trees:
            if len(self._trees) >= _TREES_KEPT:
                self._trees.pop(next(iter(self._trees)))
            self._trees[on] = PlaceTree.as_of(self.places, self.memberships, on)
        return self._trees[on]

    def era(self, on: date) -> int:
        """The number of the era that the day lies in: within one no place begins or ends."""
        return bisect_right(self._days, on)

    def end_of(self, place: Place) -> PlaceChange | None:
        """The change in which the place ended; None when it goes on, or ended without a successor."""
        return None if place.last is None else self._out.get((place.code, place.last + _ONE_DAY))

    def start_of(self, place: Place) -> PlaceChange | None:
        """The change from which the place came; None when it was always there."""
        return None if place.first is None else self._into.get((place.code, place.first))

    def onward(self, place: Place, to: date) -> Mapping[str, Way]:
        """Where the place lies on a later day: code → Way, shares adding up to 1; empty when it ended and nothing
        says where it went (a district that was abolished)."""
        if place.last is None or to <= place.last:
            return {place.code: Way()}
        change = self.end_of(place)
        found: dict[str, Way] = {}
        for line in change.lines if change else ():
            if change is None or line.old != place.code:
                continue
            heir = self.place(line.new, change.day)
            for code, rest in self.onward(heir, to).items() if heir else ():
                step = _through(line, change, rest)
                found[code] = _both(found[code], step) if code in found else step
        return dict(sorted(found.items()))

    def origins(self, place: Place, on: date) -> tuple[str, ...]:
        """Codes of the places of an earlier day of which anything lies in this one, in order."""
        if place.first is None or place.first <= on:
            return (place.code,)
        change = self.start_of(place)
        found: set[str] = set()
        for line in change.lines if change else ():
            former = self.place(line.old, place.first - _ONE_DAY)
            if line.new == place.code and former is not None:
                found.update(self.origins(former, on))
        return tuple(sorted(found))

    def with_shares(self, lines: Iterable[ChangeLine], *, day: date) -> PlaceHistory:
        """The same with other shares for the changes of a day: all lines out of an old place are given anew. Raises
        WrongChange for a place that did not change that day, or for lines that lead elsewhere than it did."""
        given: dict[str, list[ChangeLine]] = {}
        for line in lines:
            given.setdefault(line.old, []).append(line)
        for code, anew in given.items():
            change = self._out.get((code, day))
            if change is None:
                raise WrongChange("change-none", code, day=day)
            if {line.new for line in anew} != {line.new for line in change.lines if line.old == code}:
                raise WrongChange("change-elsewhere", code, day=day)
        changes = [replace(c, lines=_anew(c, given)) if c.day == day else c for c in self.changes]
        return PlaceHistory(self.places, self.memberships, changes)


def _anew(change: PlaceChange, given: Mapping[str, list[ChangeLine]]) -> tuple[ChangeLine, ...]:
    kept = [line for line in change.lines if line.old not in given]
    return (*kept, *(line for code in change.old for line in given.get(code, ())))


def _through(line: ChangeLine, change: PlaceChange, rest: Way) -> Way:
    first = () if line.basis is ShareBasis.WHOLE else (line.basis,)
    return Way(line.share * rest.share, _once(first, rest.bases), _once((change,), rest.changes))


def _both(one: Way, other: Way) -> Way:
    """Two parts of a place that meet again in the same one; together they may be the whole of it."""
    share = one.share + other.share
    bases = () if share == 1 else _once(one.bases, other.bases)
    return Way(share, bases, _once(one.changes, other.changes))


def _once(first: tuple[_Kept, ...], then: tuple[_Kept, ...]) -> tuple[_Kept, ...]:
    return (*first, *(one for one in then if one not in first))
