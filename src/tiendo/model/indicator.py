"""Indicator: what is measured, and how it adds up over places and over time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OverPlaces(StrEnum):
    """How figures of children make the figure of their parent (design rule 5, domain.md section 4)."""

    SUM = "sum"
    RATIO_OF_SUMS = "ratio_of_sums"
    WEIGHTED_MEAN = "weighted_mean"
    MEAN = "mean"
    COUNT_TRUE = "count_true"
    ALL_TRUE = "all_true"
    NONE = "none"


class OverTime(StrEnum):
    """How figures of months make the figure of a longer period: a flow sums, a stock or ratio takes the last."""

    SUM = "sum"
    LAST = "last"


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    EXACT = "exact"


class Population(StrEnum):
    """Which places count as members of a mean, count or condition."""

    ALL = "all"
    COMMUNES = "communes"  # xã only: towns and wards left out
    RECOGNISED = "recognised"  # xã that hold the title named in `Indicator.title`


class Frequency(StrEnum):
    """How often a figure is due."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    SEASONAL = "seasonal"
    SCHOOL_YEAR = "school_year"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of `catalogue/indicators.csv`.

    Attributes:
        kind: flow, stock, ratio, rate, index, count or milestone, as the field's lists call it.
        unit: name of its Unit; every Observation of it is in this unit.
        weight: what a ratio divides by or a mean is weighted with, in Vietnamese; empty where none.
        title: the recognition that makes a place a member when `population` is RECOGNISED ("ntm").
        decimals: digits shown and compared after rolling up.
    """

    code: str
    group: str
    name: str
    name_en: str
    variants: tuple[str, ...]
    unit: str
    kind: str
    over_places: OverPlaces
    over_time: OverTime
    direction: Direction
    frequency: Frequency
    population: Population
    title: str
    weight: str
    decimals: int
    lead_office: str
    formula: str
    notes: str

    @property
    def is_growth(self) -> bool:
        """True for a yearly rate of growth: growth builds on growth, so several years multiply and do not add."""
        return self.kind == "rate" and self.name.startswith("Tốc độ tăng")

    @property
    def needs_parts(self) -> bool:
        """True when places must give numerator and denominator: percentages and means without them do not add up."""
        return self.over_places in {OverPlaces.RATIO_OF_SUMS, OverPlaces.WEIGHTED_MEAN}
