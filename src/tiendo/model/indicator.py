"""Indicator: what is measured, and how it adds up over places and over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

# What a ratio is said per, by its unit; any other unit is the plain quotient (triệu đồng/người/năm).
_PER = {
    "%": Decimal(100), "điểm %": Decimal(100), "‰": Decimal(1000), "bé trai/100 bé gái": Decimal(100),
    "bác sĩ/vạn dân": Decimal(10_000), "giường/vạn dân": Decimal(10_000),
}  # fmt: skip


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
class Definition:
    """One definition of an indicator: a set of criteria, a poverty standard, a base year of prices. What was counted by
    two of them is not added up, averaged, compared or joined by a line (design rule 8).

    Attributes:
        first, last: the days on which it is the one in use; without a first day it holds only where a figure says so.
        document: what laid it down.
    """

    code: str
    name: str
    name_en: str
    first: date | None = None
    last: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of `catalogue/indicators.csv`.

    Attributes:
        kind: flow, stock, ratio, rate, index, count or milestone, as the field's lists call it.
        unit: name of its Unit; every Observation of it is in this unit.
        weight: what a ratio divides by or a mean is weighted with, in Vietnamese; empty where none.
        title: the recognition that makes a place a member when `population` is RECOGNISED ("ntm").
        decimals: digits shown and compared after rolling up.
        definitions: its definitions one after the other; () where it has always been counted in the same way.
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
    definitions: tuple[Definition, ...] = ()

    def definitions_on(self, day: date) -> tuple[Definition, ...]:
        """What can be counted by on a day: the definition in use, then those that hold only where they are named."""
        in_use = self.definition_on(day)
        usual = tuple(d for d in self.definitions if d.code == in_use)
        return (*usual, *(d for d in self.definitions if d.first is None))

    def definition_on(self, day: date) -> str:
        """Code of the definition in use on a day; "" where none is known."""
        for definition in self.definitions:
            if definition.first and definition.first <= day and (definition.last is None or day <= definition.last):
                return definition.code
        return ""

    @property
    def is_growth(self) -> bool:
        """True for a yearly rate of growth: growth builds on growth, so several years multiply and do not add."""
        return self.kind == "rate" and self.name.startswith("Tốc độ tăng")

    @property
    def per(self) -> Decimal:
        """What a ratio's quotient is multiplied with to be in the unit: 100 for a percentage, 1 for đồng a person."""
        return _PER.get(self.unit, Decimal(1))

    @property
    def needs_parts(self) -> bool:
        """True when places must give numerator and denominator: percentages and means without them do not add up."""
        return self.over_places in {OverPlaces.RATIO_OF_SUMS, OverPlaces.WEIGHTED_MEAN}
