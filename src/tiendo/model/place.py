"""Place and PlaceTree: territorial units with validity, and the tree of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from tiendo.model.indicator import Indicator, Population
from tiendo.model.problem import Problem, Severity


class PlaceKind(StrEnum):
    """Kinds of territorial unit: those of Việt Nam, and the last three for other countries."""

    COUNTRY = "country"
    PROVINCE = "province"  # tỉnh
    CITY = "city"  # thành phố trực thuộc trung ương
    DISTRICT = "district"  # huyện
    URBAN_DISTRICT = "urban_district"  # quận
    DISTRICT_TOWN = "district_town"  # thị xã
    DISTRICT_CITY = "district_city"  # thành phố thuộc tỉnh, thành phố thuộc thành phố
    COMMUNE = "commune"  # xã
    TOWN = "town"  # thị trấn
    WARD = "ward"  # phường
    SPECIAL_ZONE = "special_zone"  # đặc khu
    REGION = "region"
    COUNTY = "county"
    MUNICIPALITY = "municipality"


class WrongPlaces(ValueError):
    """Places or changes that contradict each other; `problem` says which in words of `publishing`."""

    def __init__(self, rule: str, code: str, sentence: str = "", **facts: object) -> None:
        self.problem = Problem(rule, {"place": code, **facts}, code, Severity.ERROR)
        super().__init__(sentence or f"{rule}: {code}")


class OverlappingPlaces(WrongPlaces):
    """One code stands for two places on the same day."""

    def __init__(self, earlier: Place, later: Place) -> None:
        if (later.first or date.min) < (earlier.first or date.min):
            earlier, later = later, earlier
        until = "with no last day" if earlier.last is None else f"to {earlier.last:%d/%m/%Y}"
        since = "with no first day" if later.first is None else f"from {later.first:%d/%m/%Y}"
        super().__init__(
            "places-overlap",
            earlier.code,
            f"Code {earlier.code} stands for two places at once: {earlier.name} ({until}) and {later.name} ({since}). "
            "End the first before the second begins.",
            earlier=earlier,
            later=later,
        )


class TwoParents(WrongPlaces):
    """A place belongs to two others on the same day."""

    def __init__(self, child: str, parents: tuple[str, str], on: date) -> None:
        both = ", ".join(parents)
        super().__init__("two-parents", child, f"Place {child} has two parents on {on:%d/%m/%Y}: {both}.", codes=child)


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

    def valid(self, on: date) -> bool:
        """True when the place exists on that day."""
        return _valid(self.first, self.last, on)

    def holds_title(self, code: str, on: date) -> bool:
        """True when the place held the title `code` on that day."""
        return any(t.code == code and _valid(t.first, t.last, on) for t in self.titles)

    def counts_for(self, indicator: Indicator, on: date) -> bool:
        """True when the place is in the indicator's population, e.g. a commune where towns are left out."""
        match indicator.population:
            case Population.ALL:
                return True
            case Population.COMMUNES:
                return self.kind is PlaceKind.COMMUNE
            case Population.RECOGNISED:
                return self.kind is PlaceKind.COMMUNE and self.holds_title(indicator.title, on)


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
        """The tree valid on the day `on`. Raises OverlappingPlaces when one code would stand for two places that day,
        TwoParents when a place would have two parents."""
        valid: dict[str, Place] = {}
        for p in places:
            if (p.first is None or p.first <= on) and (p.last is None or on <= p.last):
                other = valid.setdefault(p.code, p)
                if other is not p:
                    raise OverlappingPlaces(other, p)
        parents: dict[str, str] = {}
        for m in memberships:
            if (m.first is None or m.first <= on) and (m.last is None or on <= m.last):
                if m.child not in valid or m.parent not in valid:
                    continue
                if parents.setdefault(m.child, m.parent) != m.parent:
                    raise TwoParents(m.child, (parents[m.child], m.parent), on)
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

    def members(self, indicator: Indicator, code: str, on: date | None = None) -> tuple[str, ...]:
        """The places below `code` that send figures, all the way down: those without children, in the indicator's
        population (communes without the town) on the day `on`, else on the tree's own."""
        members: list[str] = []
        for child in self.children(code):
            if self.children(child):
                members += self.members(indicator, child, on)
            elif self[child].counts_for(indicator, on or self.on):
                members.append(child)
        return tuple(members)

    def holders(self, code: str) -> tuple[str, ...]:
        """`code` and the places below it that have children: those that may hold a part of a figure above them."""
        below = [h for child in self.children(code) if self.children(child) for h in self.holders(child)]
        return (*below, code)

    def above(self, code: str) -> tuple[str, ...]:
        """The places that it lies in, the nearest first."""
        over = []
        while (parent := self.parent(code)) is not None:
            over.append(parent)
            code = parent
        return tuple(over)

    def codes(self) -> tuple[str, ...]:
        """Every code of the day, in order."""
        return tuple(sorted(self._places))


def check_validity(places: Iterable[Place], memberships: Iterable[Membership]) -> None:
    """Raises OverlappingPlaces or TwoParents with a sentence when a code stands for two places, or a place has two
    parents, on any day. What `PlaceTree.as_of` finds for its own day, this finds for all."""
    by_code: dict[str, list[Place]] = {}
    for p in places:
        by_code.setdefault(p.code, []).append(p)
    for rows in by_code.values():
        rows.sort(key=lambda p: p.first or date.min)
        for earlier, later in pairwise(rows):
            if _overlaps(earlier.last, later.first):
                raise OverlappingPlaces(earlier, later)
    by_child: dict[str, list[Membership]] = {}
    for m in memberships:
        by_child.setdefault(m.child, []).append(m)
    for code, belongs in by_child.items():
        belongs.sort(key=lambda m: m.first or date.min)
        for before, after in pairwise(belongs):
            if _overlaps(before.last, after.first):
                day = after.first or before.last or date.min
                raise TwoParents(code, (before.parent, after.parent), day)


def _overlaps(last: date | None, first: date | None) -> bool:
    """True when what ends on `last` is still there on `first`, the first day of what follows."""
    return last is None or first is None or first <= last


def _valid(first: date | None, last: date | None, on: date) -> bool:
    return (first is None or first <= on) and (last is None or on <= last)
