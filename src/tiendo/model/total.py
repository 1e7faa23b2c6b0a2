"""Total: children rolled up to their parent, with who is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tiendo.model.observation import Counting, Observation, Provider, Vintage
from tiendo.model.period import Period


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what was to be reported has come in.

    Attributes:
        sources: places that figures may come from, parts that are held above others among them.
        expected: those of them that should report; a part that is held above is not counted.
        lacking: of the expected, how many owe a month.
        sent: of the expected, how many have sent a figure at all.
        owed: months without a figure, of all sources together.
        figures: figures that were used.
        last: the month that everybody has sent; None when somebody has sent nothing.
    """

    sources: int
    expected: int
    lacking: int
    sent: int
    owed: int
    figures: int
    last: Period | None


@dataclass(frozen=True, slots=True)
class PlaceResult:
    """What one place contributes to a total: by its own figures, or, where others lie in it, what they bring together.

    Everything that a parent needs is in it, so totals add up level by level, and one that changed is added up again from
    its brothers alone.

    Attributes:
        value: its own value for the period (sum or last, or the ratio in the indicator's unit); None when unknown.
        numerator, denominator: of a ratio; of places together for a mean: sum and count; for all-true: failures and
            members; for count-true: those that hold and members.
        missing: the months that were due and have no figure; of places together, those that any of them owes.
        observations: the figures used, in period order, so that every number leads to its source; none of its own where
            it is made of others.
        held_above: True for the part that the parent place itself reports beside its children.
        together: True for what places bring together, False for a place's own figures.
        places: of what it is made: the places directly below, and last the part held above. Empty where it is its own
            figures, and where they were not loaded.
        certain: what the figures there are make of it and more of them can only raise; None where they could also lower it.
        held: the parts held above, in it and below it; None when there is none.
        no_sum: percentages without their parts are among it, which add up to nothing.
        named: the things that were counted.
        vintage: the weakest of its figures; None when there is none.
        definitions: those that its figures were counted by; with more than one there is no value.
    """

    place_code: str
    value: Decimal | None
    coverage: Coverage
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: tuple[Period, ...] = ()
    observations: tuple[Observation, ...] = ()
    held_above: bool = False
    together: bool = False
    places: tuple[PlaceResult, ...] = ()
    certain: Decimal | None = None
    held: Decimal | None = None
    no_sum: bool = False
    named: tuple[str, ...] = ()
    vintage: Vintage | None = None
    sample: bool = False
    definitions: tuple[str, ...] = ()

    def sources(self) -> Iterator[PlaceResult]:
        """Those in it that send figures themselves, all the way down, each level's places before what is held above them."""
        if not self.together:
            yield self
        for place in self.places:
            yield from place.sources()


@dataclass(frozen=True, slots=True)
class Owing:
    """Who owes figures: a place directly below a total, the months, and, where it holds others, how many of them do."""

    place_code: str
    months: tuple[Period, ...]
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """A rolled-up figure: always n of N, and who is missing.

    Attributes:
        period: the running period, e.g. 2024 through September.
        whole: what the place's children bring together; `value` is the sum of what was reported even when somebody is
            missing (then it is incomplete, not small); None when nothing was reported at all.
        stands_at: the month the figures speak for: the last one due, or a later one that every place has sent; None
            when none was due yet, so that a figure sent early is not taken for the whole.
        counting, provider: which figures were taken, and whose.
    """

    indicator_code: str
    period: Period
    whole: PlaceResult
    stands_at: Period | None = None
    counting: Counting = Counting.NEWEST
    provider: Provider = Provider.SECTOR

    @property
    def place_code(self) -> str:
        """The place that it is the total of."""
        return self.whole.place_code

    @property
    def value(self) -> Decimal | None:
        """In the indicator's unit, exact and unrounded."""
        return self.whole.value

    @property
    def numerator(self) -> Decimal | None:
        """Of a ratio; see PlaceResult for the others."""
        return self.whole.numerator

    @property
    def denominator(self) -> Decimal | None:
        """Of a ratio; see PlaceResult for the others."""
        return self.whole.denominator

    @property
    def places(self) -> tuple[PlaceResult, ...]:
        """One for each place directly below and, last, the part held above."""
        return self.whole.places

    @property
    def named(self) -> tuple[str, ...]:
        """The things that were counted."""
        return self.whole.named

    @property
    def vintage(self) -> Vintage | None:
        """The weakest of its figures; None while there are none."""
        return self.whole.vintage

    @property
    def sample(self) -> bool:
        """True when one of its figures was made up for demonstration."""
        return self.whole.sample

    @property
    def definitions(self) -> tuple[str, ...]:
        """Those that its figures were counted by; with more than one there is no value."""
        return self.whole.definitions

    @property
    def expected(self) -> int:
        """How many places below, all the way down, should report."""
        return self.whole.coverage.expected

    @property
    def lacking(self) -> int:
        """How many of them have not reported in full."""
        return self.whole.coverage.lacking

    @property
    def missing(self) -> tuple[PlaceResult, ...]:
        """The places directly below that have not reported in full, or hold some that have not."""
        return tuple(p for p in self.places if p.missing)

    @property
    def owing(self) -> tuple[Owing, ...]:
        """Who is missing, and what."""
        return tuple(
            Owing(p.place_code, p.missing, (p.coverage.lacking or None) if p.together else None)
            for p in self.places
            if p.missing
        )

    @property
    def reported(self) -> int:
        """n of "n of N places reported in full". Before anything was due, those that sent a figure all the same."""
        return self.whole.coverage.sent if self.stands_at is None else self.expected - self.lacking

    @property
    def complete(self) -> bool:
        """True when everybody has reported in full."""
        return not self.whole.coverage.owed

    @property
    def held_above(self) -> Decimal | None:
        """Of a sum, the part that is held above the places below, by which it exceeds them; None where there is none."""
        adds_up = self.value is not None and self.numerator is None
        return self.whole.held if adds_up else None
