"""PlaceChange: places that end and begin together on one day under one document, and where each part went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from tiendo.model.place import Place, WrongPlaces


class ShareBasis(StrEnum):
    """What a share was worked out from. EQUAL_PARTS: nobody published the shares, equal parts are assumed."""

    WHOLE = "whole"
    POPULATION = "population"
    AREA = "area"
    HOUSEHOLDS = "households"
    EQUAL_PARTS = "equal_parts"


class ChangeKind(StrEnum):
    """What happened to the places of a change.

    MERGE: several whole places become one. SPLIT: one becomes several that hold nothing else. TRANSFER: a part of a
    place goes to another that also holds something else. RENAME: one place gets another name or code. KIND: one place
    becomes another kind, whatever it is called.
    """

    MERGE = "merge"
    SPLIT = "split"
    TRANSFER = "transfer"
    RENAME = "rename"
    KIND = "kind"


class WrongChange(WrongPlaces):
    """Lines that are no change, or lead from or to a place that does not end or begin that day."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """That `share` of the place `old`, as it was the day before, belongs to the place `new`.

    Attributes:
        share: above 0, at most 1 (then the basis is WHOLE); a Fraction, so that thirds are exact.
        source: who says so, for people; empty where it is the change's own document.
    """

    old: str
    new: str
    share: Fraction = Fraction(1)
    basis: ShareBasis = ShareBasis.WHOLE
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """The smallest set of places that changed together. Every `old` code ended the day before `day`; every `new` code
    began on it, even where it reads the same: the state reuses codes.

    Attributes:
        document: number of the act, e.g. "1682/NQ-UBTVQH15"; `document_day` the day it was signed.

    Raises WrongChange when the shares out of a place do not add up to 1.
    """

    day: date
    kind: ChangeKind
    lines: tuple[ChangeLine, ...]
    document: str = ""
    document_day: date | None = None

    def __post_init__(self) -> None:
        _check(self.lines)

    @property
    def old(self) -> tuple[str, ...]:
        """Codes that ended, in order."""
        return tuple(sorted({line.old for line in self.lines}))

    @property
    def new(self) -> tuple[str, ...]:
        """Codes that began, in order."""
        return tuple(sorted({line.new for line in self.lines}))

    @property
    def assumed(self) -> tuple[str, ...]:
        """Old places whose shares are not known, so that equal parts are assumed."""
        return tuple(sorted({line.old for line in self.lines if line.basis is ShareBasis.EQUAL_PARTS}))


def changes_from_lines(
    lines: Iterable[ChangeLine],
    *,
    day: date,
    old_place: Callable[[str], Place],
    new_place: Callable[[str], Place],
    document: str = "",
    document_day: date | None = None,
) -> tuple[PlaceChange, ...]:
    """The changes that these lines of one document and day make: lines that share a place belong together. The kind of
    each follows from its lines and the places, so that the two cannot disagree."""
    changes = []
    for together in _components(tuple(lines)):
        kind = _kind(together, old_place, new_place)
        changes.append(PlaceChange(day, kind, together, document, document_day))
    return tuple(changes)


def _kind(
    lines: Sequence[ChangeLine], old_place: Callable[[str], Place], new_place: Callable[[str], Place]
) -> ChangeKind:
    old, new = {line.old for line in lines}, {line.new for line in lines}
    if len(old) == len(new) == 1:
        before, after = old_place(lines[0].old), new_place(lines[0].new)
        return ChangeKind.RENAME if before.kind is after.kind else ChangeKind.KIND
    if len(new) == 1:
        return ChangeKind.MERGE
    return ChangeKind.SPLIT if len(old) == 1 else ChangeKind.TRANSFER


def _components(lines: tuple[ChangeLine, ...]) -> list[tuple[ChangeLine, ...]]:
    """Lines parted into sets that share no place, each in the order given."""
    above: dict[tuple[str, str], tuple[str, str]] = {}

    def root(node: tuple[str, str]) -> tuple[str, str]:
        while (over := above.setdefault(node, node)) != node:
            above[node] = above[over]
            node = over
        return node

    for line in lines:
        above[root(("old", line.old))] = root(("new", line.new))
    together: dict[tuple[str, str], list[ChangeLine]] = {}
    for line in lines:
        together.setdefault(root(("new", line.new)), []).append(line)
    return [tuple(part) for part in together.values()]


def _check(lines: Sequence[ChangeLine]) -> None:
    if not lines:
        raise WrongChange("change-empty", "")
    out: dict[str, Fraction | int] = {}
    seen: set[tuple[str, str]] = set()
    for line in lines:
        if (line.old, line.new) in seen:
            raise WrongChange("change-line-twice", line.old, new=line.new)
        seen.add((line.old, line.new))
        if not 0 < line.share <= 1 or (line.share == 1) != (line.basis is ShareBasis.WHOLE):
            raise WrongChange("change-share", line.old, new=line.new, share=str(line.share), basis=line.basis.value)
        out[line.old] = out.get(line.old, 0) + line.share
    for code, whole in out.items():
        if whole != 1:
            raise WrongChange("change-sum", code, sum=str(whole))
