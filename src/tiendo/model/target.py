"""Programme, TargetSet, Target and its Condition: what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tiendo.model.indicator import Frequency, Indicator, OverPlaces
from tiendo.model.period import Clock, Period


class Comparator(StrEnum):
    """How the value binds. A plain number is read as EQUAL and judged in the indicator's direction."""

    EQUAL = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE_THAN = ">"
    LESS_THAN = "<"
    RANGE = "range"
    ABOUT = "about"  # "khoảng": needs a tolerance


class Change(StrEnum):
    """NONE: the value is the level to be reached; otherwise it is a change against the baseline."""

    NONE = "none"
    INCREASE = "increase"
    DECREASE = "decrease"


class ChangeIn(StrEnum):
    """What a change is counted in: units of the indicator, per cent of the baseline, or percentage points."""

    UNITS = "units"
    PER_CENT = "per_cent"
    POINTS = "points"


class TermForm(StrEnum):
    """The three forms a five-year target takes (design rule 11)."""

    AVERAGE = "average"  # average a year over the term
    CUMULATIVE = "cumulative"  # sum over the term
    END_LEVEL = "end_level"  # level in the last year


class ReportedBy(StrEnum):
    """Who sends the figures that a total is made of."""

    CHILDREN = "children"  # communes; the parent adds them up
    PLACE = "place"  # one office for the whole place; nothing to add up
    BOTH = "both"  # communes, plus a part held above them (district-level revenue)


def usual_reporter(indicator: Indicator | None) -> ReportedBy:
    """Who can report an indicator until a planner says otherwise: what is never added up is one figure of the place."""
    whole = indicator is not None and indicator.over_places is OverPlaces.NONE
    return ReportedBy.PLACE if whole else ReportedBy.CHILDREN


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold. All values are in `unit`, exact.

    Attributes:
        tolerance: for ABOUT, the share of the value by which it may be missed (0.05 = 5 %).
        keep: "duy trì, giữ vững": must hold at every check date, not only at the end.
    """

    comparator: Comparator
    value: Decimal
    unit: str
    value_max: Decimal | None = None
    change: Change = Change.NONE
    change_in: ChangeIn = ChangeIn.UNITS
    tolerance: Decimal | None = None
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Baseline:
    """The level a change is counted from, in the indicator's unit, entered with its source, never inferred."""

    value: Decimal
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A point of the trajectory (kịch bản): where the target should stand when `month` has closed."""

    month: Period
    value: Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a target that one place has to bring, in the target's unit."""

    place_code: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Target:
    """Indicator + Place + Period + conditions (+ Baseline), or a compound of such parts.

    A plain target has an `indicator_code` and at least one condition, and all must hold (a percentage and the
    count that restates it are two conditions of one target). A compound target has `parts` and no conditions of
    its own: every part must hold and it counts once in "x of 17".

    Attributes:
        number: its place in the list as people say it: "5", and "5a" for a part.
        name: the wording of the programme, Vietnamese.
        subject: a named thing that must be among what is achieved ("Trường THCS Thủy Tây").
        term_form: set for targets of a term only.
        trajectory: milestones in order; empty means the default path (`judging.trajectory`).
        shares: how it is shared out to places; empty when it is not.
        frequency: how often its figures are due.
    """

    id: str
    number: str
    name: str
    place_code: str
    period: Period
    indicator_code: str | None = None
    conditions: tuple[Condition, ...] = ()
    baseline: Baseline | None = None
    subject: str | None = None
    parts: tuple[Target, ...] = ()
    term_form: TermForm | None = None
    trajectory: tuple[Milestone, ...] = ()
    shares: tuple[Share, ...] = ()
    reported_by: ReportedBy = ReportedBy.CHILDREN
    frequency: Frequency = Frequency.MONTHLY
    clock: Clock = Clock.ADMINISTRATIVE

    @property
    def is_compound(self) -> bool:
        """True when it is judged by its parts."""
        return bool(self.parts)

    @property
    def shared_condition(self) -> Condition | None:
        """The condition whose unit the shares are in: a level, or a change said in units. None for a compound."""
        first = self.conditions[0] if self.conditions else None
        return next((c for c in self.conditions if c.change is Change.NONE or c.change_in is ChangeIn.UNITS), first)


@dataclass(frozen=True, slots=True)
class TargetSet:
    """One authority's targets in one edition; a new decision makes a new edition."""

    id: str
    authority: str
    edition: int
    decided_by: str
    decided_on: date | None
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """A plan of one place for a year or a term."""

    id: str
    title: str
    place_code: str
    period: Period
    stated_target_count: int | None = None
    target_sets: tuple[TargetSet, ...] = ()
