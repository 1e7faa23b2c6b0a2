"""Programme, TargetSet, Target and its Condition: what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tiendo.model.indicator import Frequency, Indicator, OverPlaces
from tiendo.model.observation import Provider
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
    """The level a change is counted from, in the indicator's unit, entered with its source, never inferred.

    `definition`: the one it was counted by, where that is not the one of its day.
    """

    value: Decimal
    as_of: date
    source: str
    definition: str = ""

    def defined_by(self, indicator: Indicator) -> str:
        """Code of the indicator's definition that it was counted by; "" where there is only one."""
        return self.definition or indicator.definition_on(self.as_of)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A point of the trajectory (kịch bản): where the target should stand when `month` has closed."""

    month: Period
    value: Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a target that one place or office has to bring, in the target's unit.

    `office`: code of the office, for a share that no place has; then `place_code` is "".
    """

    place_code: str
    value: Decimal
    office: str = ""


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
        shares: how it is shared out to places and offices; empty when it is not.
        frequency: how often its figures are due.
        provider: whose figures count for it; those of another are shown beside them.
        definition: of the indicator, the one it was promised by, where that is not the one of its last day.
        sub_rows: its lines "trong đó": shown and judged each for itself, counted in no "x of 17" and deciding nothing.
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
    provider: Provider = Provider.SECTOR
    definition: str = ""
    sub_rows: tuple[Target, ...] = ()

    def defined_by(self, indicator: Indicator) -> str:
        """Code of the indicator's definition that it was promised by; "" where there is only one."""
        return self.definition or indicator.definition_on(Clock.CALENDAR.days(self.period)[1])

    @property
    def running(self) -> Period:
        """The period whose months its figures are of."""
        return self.clock.running(self.period)

    @property
    def measured(self) -> tuple[Target, ...]:
        """What has figures of its own: itself or its parts, and its sub-rows."""
        return (*(self.parts or (self,)), *(m for row in self.sub_rows for m in row.measured))

    @property
    def rows(self) -> tuple[Target, ...]:
        """Itself, its parts and its sub-rows, as a table shows them."""
        return (self, *self.parts, *(one for row in self.sub_rows for one in row.rows))

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
