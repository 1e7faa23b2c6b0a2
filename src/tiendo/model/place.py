"""Place and PlaceTree: territorial units with validity, and the tree of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tiendo.model.indicator import Indicator, Population


class PlaceKind(StrEnum):
    """Kinds of territorial unit; COMMUNE is xã, TOWN thị trấn, WARD phường."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    TOWN = "town"
    WARD = "ward"
    SPECIAL_ZONE = "special_zone"


@dataclass(frozen=True, slots=True)
class Title:
    """A recognition that a place holds for some time, e.g. code "ntm" (đạt chuẩn nông thôn mới)."""

    code: str
    first: date | None = None
    last: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A territorial unit. Codes are reused by the state, so a place is (code, first day).

    Attributes:
        first, last: days of validity, both included; None means open.
    """

    code: str
    name: str
    kind: PlaceKind
    first: date | None = None
    last: date | None = None
    titles: tuple[Title, ...] = ()

    def holds_title(self, code: str, on: date) -> bool:
        """True when the place held the title `code` on that day."""
        return any(t.code == code and _valid(t.first, t.last, on) for t in self.titles)


@dataclass(frozen=True, slots=True)
class Membership:
    """That `child` belongs to `parent` from `first` to `last`, both days included."""

    child: str
    parent: str
    first: date | None = None
    last: date | None = None


class PlaceTree:
    """The places of one day and who belongs to whom. Immutable; made by `PlaceTree.as_of`."""

    def __init__(self, places: Mapping[str, Place], parents: Mapping[str, str], on: date) -> None:
        self._places = dict(places)
        self._parents = dict(parents)
        self.on = on
        children: dict[str, list[str]] = {}
        for child, parent in sorted(self._parents.items()):
            children.setdefault(parent, []).append(child)
        self._children = {parent: tuple(codes) for parent, codes in children.items()}

    @classmethod
    def as_of(cls, places: Iterable[Place], memberships: Iterable[Membership], on: date) -> PlaceTree:
        """The tree valid on the day `on`; raises ValueError when a child would have two parents that day."""
        valid = {p.code: p for p in places if _valid(p.first, p.last, on)}
        parents: dict[str, str] = {}
        for m in memberships:
            if not _valid(m.first, m.last, on) or m.child not in valid or m.parent not in valid:
                continue
            if parents.get(m.child, m.parent) != m.parent:
                raise ValueError(f"Place {m.child} has two parents on {on:%d/%m/%Y}: {parents[m.child]}, {m.parent}.")
            parents[m.child] = m.parent
        return cls(valid, parents, on)

    def __contains__(self, code: object) -> bool:
        return code in self._places

    def __getitem__(self, code: str) -> Place:
        """The place with this code; raises KeyError with a sentence when it is not valid that day."""
        try:
            return self._places[code]
        except KeyError:
            raise KeyError(f"No place with code {code} on {self.on:%d/%m/%Y}.") from None

    def children(self, code: str) -> tuple[str, ...]:
        """Codes of the places directly below, in code order."""
        return self._children.get(code, ())

    def parent(self, code: str) -> str | None:
        """Code of the place directly above; None at the top of the tree."""
        return self._parents.get(code)

    def members(self, indicator: Indicator, code: str) -> tuple[str, ...]:
        """Children of `code` that are in the indicator's population, e.g. communes without the town."""
        on = self.on
        below = self.children(code)
        match indicator.population:
            case Population.ALL:
                return below
            case Population.COMMUNES:
                return tuple(c for c in below if self[c].kind is PlaceKind.COMMUNE)
            case Population.RECOGNISED:
                return tuple(
                    c for c in below if self[c].kind is PlaceKind.COMMUNE and self[c].holds_title(indicator.title, on)
                )


def _valid(first: date | None, last: date | None, on: date) -> bool:
    return (first is None or first <= on) and (last is None or on <= last)
