"""What becomes of a figure of each kind when places merge and split (design rules 2, 5, 7; domain.md section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tiendo.model.indicator import Indicator, OverPlaces
from tiendo.model.restatement import Part
from tiendo.restating.parting import add

PARTED = frozenset({OverPlaces.SUM, OverPlaces.RATIO_OF_SUMS, OverPlaces.WEIGHTED_MEAN})  # what a share can be taken of


@dataclass(frozen=True, slots=True)
class Worked:
    """What the parts make: the figure, or the rule of the problem that says why there is none."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    problem: str = ""


def work_out(indicator: Indicator, parts: Sequence[Part], *, alone: bool, whole: bool) -> Worked:
    """The figure of a place from what its parts bring; only parts that have a figure are given.

    `alone`: the place is the whole of one former place and nothing else, so that any figure holds for it unchanged.
    `whole`: it is made of whole places, whether they have sent a figure or not.
    """
    if not parts:
        return Worked()
    if alone and len(parts) == 1:
        only = parts[0].observation
        return Worked(only.value, only.numerator, only.denominator)
    if len({p.observation.definition for p in parts}) > 1:  # two definitions make no figure together (design rule 8)
        return Worked(problem="restate-definitions")
    if indicator.over_places in PARTED:
        return _added(indicator, parts)
    if indicator.over_places is OverPlaces.NONE:
        return Worked(problem="restate-not-added")
    if not whole:
        return Worked(problem="restate-not-whole")
    values = [p.observation.value for p in parts if p.observation.value is not None]
    if not values:
        return Worked()
    match indicator.over_places:
        case OverPlaces.MEAN:
            return Worked((add(values) or Decimal(0)) / len(values))
        case OverPlaces.ALL_TRUE:
            return Worked(
                Decimal(sum(1 for v in values if v > 0))
            )  # how many former places fail, as the roll-up counts
        case _:  # a recognition does not pass to a merged place by itself: it is confirmed anew (domain.md 4)
            return Worked(problem="restate-recognition") if any(v > 0 for v in values) else Worked(Decimal(0))


def _added(indicator: Indicator, parts: Sequence[Part]) -> Worked:
    if indicator.needs_parts:
        if any(p.numerator is None or p.denominator is None for p in parts):
            return Worked(problem="restate-no-parts")
        return Worked(None, add(p.numerator for p in parts), add(p.denominator for p in parts))
    return Worked(add(p.value for p in parts))
