"""Acts of the catalogue that redrew places, and what one of them does to the places that an installation knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tiendo.catalogue.places.load import load_history
from tiendo.model.place import Place
from tiendo.model.place_change import ChangeLine
from tiendo.model.place_history import PlaceHistory
from tiendo.model.redrawing import NewPlace, Redrawing

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Act:
    """An act and the day its new places began. `touched`: how many of the known places end by it."""

    document: str
    signed: date | None
    day: date
    touched: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What an act says of the known places.

    Attributes:
        left_out: places of which the new ones hold a part too, and which the installation does not know.
    """

    redrawing: Redrawing
    left_out: tuple[Place, ...] = ()


def acts_for(known: Iterable[Place], history: PlaceHistory | None = None) -> tuple[Act, ...]:
    """The acts by which at least one of the known places ended, the earliest first. A place is known by its code and
    name: codes are reused."""
    history = history or load_history()
    there = {(p.code, p.name) for p in known}
    found: dict[tuple[date, str], Act] = {}
    for change in history.changes:
        ended = sum(1 for code in change.old if _is_known(history, code, change.day, there))
        if ended and change.document:
            key = (change.day, change.document)
            before = found[key].touched if key in found else 0
            found[key] = Act(change.document, change.document_day, change.day, before + ended)
    return tuple(found[key] for key in sorted(found))


def redrawing_of(
    document: str, day: date, known: Iterable[Place], *, parents: Iterable[str], history: PlaceHistory | None = None
) -> Taken:
    """What the act does to the known places, as a draft. `parents`: codes that are there on that day; a new place lies
    in its official parent, which begins with it where it is not there yet. Raises KeyError for an act that does not
    touch them."""
    history = history or load_history()
    there = {(p.code, p.name) for p in known}
    lines: list[ChangeLine] = []
    left_out: dict[str, Place] = {}
    signed = None
    for change in history.changes:
        if change.document != document or change.day != day:
            continue
        signed = change.document_day
        mine = [x for x in change.lines if _is_known(history, x.old, day, there)]
        lines += mine
        reached = {x.new for x in mine}
        for other in change.lines:
            former = history.place(other.old, day - _ONE_DAY)
            if other.new in reached and former and (former.code, former.name) not in there:
                left_out[former.code] = former
    if not lines:
        raise KeyError(document)
    tree = history.tree(day)
    new: dict[str, NewPlace] = {}
    kept = set(parents)
    for line in lines:
        place = tree[line.new]
        parent = tree.parent(line.new) or ""
        if parent and parent not in kept and parent not in new:
            new[parent] = NewPlace(parent, tree[parent].name, tree[parent].kind)
        new[line.new] = NewPlace(place.code, place.name, place.kind, parent)
    made = Redrawing(day, tuple(new.values()), tuple(lines), document, signed)
    return Taken(made, tuple(left_out[code] for code in sorted(left_out)))


def _is_known(history: PlaceHistory, code: str, day: date, there: set[tuple[str, str]]) -> bool:
    place = history.place(code, day - _ONE_DAY)
    return place is not None and (place.code, place.name) in there
