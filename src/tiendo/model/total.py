"""Total: children rolled up to their parent, with who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tiendo.model.observation import Counting, Observation, Provider, Vintage
from tiendo.model.period import Period


@dataclass(frozen=True, slots=True)
class PlaceResult:
    """What one place contributes to a total.

    Attributes:
        value: its own value for the period (sum or last, or the ratio in the indicator's unit); None when unknown.
        missing: the months that were due and have no figure; a place with any is missing from the total.
        observations: the figures used, in period order, so that every number leads to its source.
        held_above: True for the part that the parent place itself reports beside its children.
    """

    place_code: str
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: tuple[Period, ...] = ()
    observations: tuple[Observation, ...] = ()
    held_above: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """A rolled-up figure: always n of N, and who is missing.

    Attributes:
        period: the running period, e.g. 2024 through September.
        value: in the indicator's unit, exact and unrounded; the sum of what was reported even when `missing` is
            not empty (then it is incomplete, not small); None when nothing was reported at all.
        numerator, denominator: of a ratio; for a mean: sum and count; for all-true: failures and members.
        expected: how many places should report; `places` holds one PlaceResult for each of them and, last, the
            part held above, which is not counted in `expected`.
        vintage: the weakest of its figures.
        stands_at: the month the figures speak for: the last one due, or a later one that every place has sent; None
            when none was due yet, so that a figure sent early is not taken for the whole.
        counting, provider: which figures were taken, and whose.
        definitions: the definitions that its figures were counted by; with more than one there is no value.
    """

    indicator_code: str
    place_code: str
    period: Period
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    expected: int
    places: tuple[PlaceResult, ...]
    named: tuple[str, ...] = ()
    vintage: Vintage | None = None
    sample: bool = False
    stands_at: Period | None = None
    counting: Counting = Counting.NEWEST
    provider: Provider = Provider.SECTOR
    definitions: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[PlaceResult, ...]:
        """The places that have not reported in full."""
        return tuple(p for p in self.places if p.missing)

    @property
    def reported(self) -> int:
        """n of "n of N places reported in full". Before anything was due, those that sent a figure all the same."""
        if self.stands_at is None:
            return sum(1 for p in self.places if p.observations and not p.held_above)
        return self.expected - sum(1 for p in self.places if p.missing and not p.held_above)

    @property
    def complete(self) -> bool:
        """True when every place has reported in full."""
        return not self.missing

    @property
    def held_above(self) -> Decimal | None:
        """Of a sum, the part that is held above the places below, by which it exceeds them; None where there is none."""
        held = [p.value for p in self.places if p.held_above and p.value is not None]
        adds_up = self.value is not None and self.numerator is None
        return sum(held, Decimal(0)) if held and adds_up else None
