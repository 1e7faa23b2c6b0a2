"""Redrawing: what an act says of places, as a draft that can be tried on a history before anything is changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tiendo.model.place import Membership, Place, PlaceKind
from tiendo.model.place_change import ChangeLine, PlaceChange, WrongChange, changes_from_lines
from tiendo.model.place_history import PlaceHistory

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place that begins. `parent`: the code of the place that it lies in on its first day; "" at the top."""

    code: str
    name: str
    kind: PlaceKind
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Redrawing:
    """The places of one act: those that begin, and which part of which old one lies in each.

    Attributes:
        day: the first day of the new places; the old ones end the day before.
        document: number of the act; `document_day` the day it was signed.
    """

    day: date
    new: tuple[NewPlace, ...]
    lines: tuple[ChangeLine, ...]
    document: str = ""
    document_day: date | None = None

    @property
    def old(self) -> tuple[str, ...]:
        """Codes that end, in order."""
        return tuple(sorted({line.old for line in self.lines}))

    @property
    def last(self) -> date:
        """The last day of the old places."""
        return self.day - _ONE_DAY


def redrawn(history: PlaceHistory, redrawing: Redrawing) -> PlaceHistory:
    """The history as it is once the redrawing holds; the one given stays as it is.

    Raises WrongPlaces: an old place that is not there the day before, or that ended or changed otherwise; a new code
    that still stands for another place; a parent that is not there; shares that do not add up to 1.
    """
    ending = {code: _ending(history, code, redrawing) for code in redrawing.old}
    beginning = {new.code: Place(new.code, new.name, new.kind, first=redrawing.day, last=None) for new in redrawing.new}
    for line in redrawing.lines:
        if line.new not in beginning:
            raise WrongChange("change-no-begin", line.new, day=redrawing.day)
    places = [_ended(p, ending, redrawing.last) for p in history.places]
    there = {p.code: p for p in places if p.valid(redrawing.day)}
    for code in beginning:
        if code in there:
            raise WrongChange("change-code-taken", code, held=there[code], day=redrawing.day)
    memberships = [_left(m, ending, redrawing) for m in history.memberships]
    for new in redrawing.new:
        if not new.parent:
            continue
        if (new.parent not in there and new.parent not in beginning) or new.parent == new.code:
            raise WrongChange("change-no-parent", new.code, parent=new.parent, name=new.name, day=redrawing.day)
        memberships.append(Membership(new.code, new.parent, redrawing.day))
    changes = changes_of(redrawing, ending, beginning)
    return PlaceHistory([*places, *beginning.values()], memberships, [*history.changes, *changes])


def changes_of(redrawing: Redrawing, old: dict[str, Place], new: dict[str, Place]) -> tuple[PlaceChange, ...]:
    """The changes of places that the redrawing makes."""
    return changes_from_lines(
        redrawing.lines,
        day=redrawing.day,
        old_place=old.__getitem__,
        new_place=new.__getitem__,
        document=redrawing.document,
        document_day=redrawing.document_day,
    )


def shares_anew(redrawing: Redrawing, old: str, lines: Iterable[ChangeLine]) -> Redrawing:
    """The same with other shares for one old place. Raises WrongChange when they lead elsewhere than before."""
    anew = tuple(lines)
    if {line.new for line in anew} != {line.new for line in redrawing.lines if line.old == old}:
        raise WrongChange("change-elsewhere", old, day=redrawing.day)
    kept = tuple(line for line in redrawing.lines if line.old != old)
    return replace(redrawing, lines=(*kept, *anew))


def _ending(history: PlaceHistory, code: str, redrawing: Redrawing) -> Place:
    place = history.place(code, redrawing.last)
    if place is None:
        raise WrongChange("change-old-unknown", code, day=redrawing.last)
    if place.first == redrawing.day or (place.last is not None and place.last < redrawing.last):
        raise WrongChange("change-no-end", code, day=redrawing.last)
    return place


def _ended(place: Place, ending: dict[str, Place], last: date) -> Place:
    return replace(place, last=last) if ending.get(place.code) == place else place


def _left(m: Membership, ending: dict[str, Place], redrawing: Redrawing) -> Membership:
    """A place that ended belongs to nothing any more, and nothing belongs to it."""
    holds = (m.first is None or m.first <= redrawing.last) and (m.last is None or m.last >= redrawing.day)
    return replace(m, last=redrawing.last) if holds and (m.child in ending or m.parent in ending) else m
