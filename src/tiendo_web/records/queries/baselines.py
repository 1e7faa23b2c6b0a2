"""Results of the year before that a plan's text tells, as baselines of its targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import OverTime
from tiendo.model.observation import Observation, Vintage
from tiendo.model.period import Period
from tiendo.model.target import ChangeIn
from tiendo_web.records.models import Baseline, Figure, Target, TargetSet
from tiendo_web.records.queries.reported import results_told


@dataclass(frozen=True)
class Offer:
    """A result that may be the baseline of a target.

    Attributes:
        observation: as it would be recorded, in the indicator's unit; its `source` is the sentence.
        as_of: the last day of the base period.
        held: the baseline that the target has now.
        implied: lowest and highest level that the target's own words admit; None where they say nothing of it.
    """

    target: Target
    figure: Figure
    observation: Observation
    as_of: date
    held: Baseline | None
    implied: tuple[Decimal, Decimal] | None

    @property
    def value(self) -> Decimal | None:
        return self.observation.value

    @property
    def vintage(self) -> Vintage:
        return self.observation.vintage

    @property
    def state(self) -> str:
        """new, same or differs: how it stands beside the baseline that there is."""
        if self.held is None:
            return "new"
        return "same" if (self.held.value, self.held.as_of) == (self.value, self.as_of) else "differs"

    @property
    def agrees(self) -> bool | None:
        """Whether the value lies in the range that the text implies; None where it implies none."""
        if self.implied is None or self.value is None:
            return None
        low, high = self.implied
        return low <= self.value <= high


def base_year(period: Period) -> Period:
    """The year before a plan's: what its changes are counted from."""
    return Period.year(period.first_year - 1)


def baselines_told(edition: TargetSet, targets: Iterable[Target]) -> dict[int, tuple[Offer, ...]]:
    """Target or part → the results of its base year that the edition's text tells of the same indicator, in text order.

    A flow must be that of the whole year; of a stock or ratio the level at the year's end counts.
    """
    document, targets = edition.document, list(targets)
    if document is None or not targets:
        return {}
    figures = list(document.figures.all())
    told = results_told(document, figures, place_code=edition.programme.place.code)
    base = base_year(Period.parse(edition.programme.period))
    offers: dict[int, tuple[Offer, ...]] = {}
    for target in targets:
        found = (
            Offer(target, f, told[f.pk].observation, date(base.last_year, 12, 31), _held(target), _implied(target))
            for f in figures
            if f.pk in told
            and told[f.pk].observation.indicator_code == target.indicator_code
            and _is_of(told[f.pk].observation, base)
        )
        if several := tuple(found):
            offers[target.pk] = several
    return offers


def _is_of(observation: Observation, base: Period) -> bool:
    """True for the whole base year and, of what is counted at one moment, for a period that ends with it."""
    if observation.period == base:
        return True
    at_its_end = load_catalogue().indicators[observation.indicator_code].over_time is OverTime.LAST
    return at_its_end and observation.period.months()[-1] == base.months()[-1]


def _held(target: Target) -> Baseline | None:
    return getattr(target, "baseline", None)


def _implied(target: Target) -> tuple[Decimal, Decimal] | None:
    """The range is kept on the whole target; of a compound one it is about the part that promises a change in per cent."""
    whole = target if target.sub_row else target.whole or target
    low, high = whole.implied_baseline_low, whole.implied_baseline_high
    in_per_cent = any(c.change_in == ChangeIn.PER_CENT for c in target.conditions.all())
    return (low, high) if in_per_cent and low is not None and high is not None else None
