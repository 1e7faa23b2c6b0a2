"""Restatement: what a figure said for the places of another day was worked out from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tiendo.model.observation import Observation
from tiendo.model.place import Place
from tiendo.model.place_change import PlaceChange, ShareBasis
from tiendo.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """What one stored figure brings to a restated one.

    Attributes:
        observation, place: the figure as it was sent, and the place of its own day.
        share: how much of it; 1 for a whole place.
        bases: what the share was worked out from; empty for a whole place.
        value, numerator, denominator: what it brings; None where the figure has none.
    """

    observation: Observation
    place: Place
    share: Fraction = Fraction(1)
    bases: tuple[ShareBasis, ...] = ()
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Restatement:
    """How a figure was worked out for the places of the day `to`.

    Attributes:
        parts: the stored figures behind it, in code order; they lead to the source.
        changes: the changes of places on the way, in time order; their documents are what the shares rest on.
        missing: places whose figure would belong to it and was not sent: it is incomplete, not small.
        estimated: True where whole places of today were parted by an assumption, because a former place that was no
            union of them was asked for.
    """

    to: date
    parts: tuple[Part, ...]
    changes: tuple[PlaceChange, ...] = ()
    missing: tuple[Place, ...] = ()
    estimated: bool = False

    @property
    def documents(self) -> tuple[str, ...]:
        """Numbers of the acts, in time order, without repeats."""
        return tuple(dict.fromkeys(c.document for c in self.changes if c.document))

    @property
    def assumed(self) -> bool:
        """True when a share on the way is not known, so that equal parts were assumed."""
        return any(ShareBasis.EQUAL_PARTS in p.bases for p in self.parts)


@dataclass(frozen=True, slots=True)
class Restated:
    """Figures on the places of one day, and why some cannot be said for them.

    Attributes:
        observations: those whose place did not change stand as they were sent; the others carry a Restatement.
    """

    observations: tuple[Observation, ...]
    problems: tuple[Problem, ...] = ()


def assumed_places(figures: Iterable[Observation]) -> tuple[Place, ...]:
    """Places whose shares are not known and of which these figures hold a part: what they make together rests on the
    assumption of equal parts. Where all parts of a stored figure are among them it does not."""
    held: dict[int, Fraction] = {}
    places: dict[int, Place] = {}
    for part in (part for o in figures if o.restatement for part in o.restatement.parts):
        if ShareBasis.EQUAL_PARTS in part.bases:
            held[id(part.observation)] = held.get(id(part.observation), Fraction(0)) + part.share
            places[id(part.observation)] = part.place
    return tuple(dict.fromkeys(places[stored] for stored, share in held.items() if share != 1))
