"""From the places of one day to those of another: where each figure goes, and what each place must get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from tiendo.model.place import Place
from tiendo.model.place_change import PlaceChange
from tiendo.model.place_history import PlaceHistory, Way


@dataclass(frozen=True, slots=True)
class Lead:
    """Where the figures of a place go.

    Attributes:
        ways: code → Way, shares adding up to 1; empty where a figure of the place cannot be said for the other day.
        rule, others: why it cannot: the problem's rule, and the places that it cannot be told apart from.
    """

    place: Place | None
    ways: Mapping[str, Way]
    rule: str = ""
    others: tuple[Place, ...] = ()


class Journey:
    """All leads from the day `on` to the day `to`; each is worked out once."""

    def __init__(self, history: PlaceHistory, on: date, to: date) -> None:
        self._history, self._on, self._to = history, on, to
        self.lead = cache(self._back if to < on else self._forward)
        self.sources = cache(self._heirs if to < on else self._origins)

    def stays(self, code: str) -> bool:
        """True when the place of the one day is still the place of the other."""
        lead = self.lead(code)
        return lead.place is not None and lead.place.valid(self._to)

    def alone(self, code: str) -> bool:
        """True when the place of the other day is the whole of one place of this day, and nothing else."""
        sources = self.sources(code)
        return len(sources) == 1 and self.lead(sources[0].code).ways[code].share == 1

    def arrives(self, code: str) -> Place | None:
        """The place of the other day with this code."""
        return self._history.place(code, self._to)

    def changes(self, code: str) -> tuple[PlaceChange, ...]:
        """The changes of places on the way to the place of the other day, in time order, each once."""
        met = [c for source in self.sources(code) for c in self.lead(source.code).ways[code].changes]
        each = {id(change): change for change in met}
        return tuple(sorted(each.values(), key=lambda c: (c.day, c.new)))

    def _forward(self, code: str) -> Lead:
        place = self._history.place(code, self._on)
        if place is None:
            return Lead(None, {}, "restate-place-unknown")
        ways = self._history.onward(place, self._to)
        return Lead(place, ways, "" if ways else "restate-place-ended")

    def _origins(self, code: str) -> tuple[Place, ...]:
        """The places of this day that the place of the other day is made of."""
        place = self._history.place(code, self._to)
        return () if place is None else self._places(self._history.origins(place, self._on), self._on)

    def _back(self, code: str) -> Lead:
        """A former place is known again only where all that became of it holds nothing else."""
        place = self._history.place(code, self._on)
        if place is None:
            return Lead(None, {}, "restate-place-unknown")
        if place.valid(self._to):
            return Lead(place, {code: Way()})
        formers = self._places(self._history.origins(place, self._to), self._to)
        if not formers:
            return Lead(place, {}, "restate-place-began")
        if len(formers) > 1:
            return Lead(place, {}, "restate-back-merged", formers)
        onward = self._history.onward(formers[0], self._on)
        heirs = self._places(onward, self._on)
        mixed = tuple(heir for heir in heirs if len(self._history.origins(heir, self._to)) > 1)
        if mixed:
            return Lead(place, {}, "restate-back-parted", mixed)
        return Lead(place, {formers[0].code: Way(changes=onward[code].changes)})

    def _heirs(self, code: str) -> tuple[Place, ...]:
        former = self._history.place(code, self._to)
        return () if former is None else self._places(self._history.onward(former, self._on), self._on)

    def _places(self, codes: Mapping[str, Way] | tuple[str, ...], on: date) -> tuple[Place, ...]:
        found = (self._history.place(code, on) for code in codes)
        return tuple(place for place in found if place is not None)
