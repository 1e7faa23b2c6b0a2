"""TargetChange and SideBySide: what a new edition changed, and one indicator against several authorities' numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tiendo.model.period import Period
from tiendo.model.target import Target, TargetSet
from tiendo.model.verdict import Verdict


class ChangeOf(StrEnum):
    """What about a target changed between two editions."""

    ADDED = "added"
    DROPPED = "dropped"
    NUMBER = "number"
    CONDITION = "condition"
    SUBJECT = "subject"
    BASELINE = "baseline"
    PERIOD = "period"
    REPORTING = "reporting"  # who reports, how often, by which clock, whose figures count
    TRAJECTORY = "trajectory"
    SHARES = "shares"


@dataclass(frozen=True, slots=True)
class TargetChange:
    """One target that differs between two editions.

    Attributes:
        what: all that changed, in the order of ChangeOf.
        before: as the older edition had it; None when it was added.
        after: as the newer has it; None when it was dropped.
    """

    what: tuple[ChangeOf, ...]
    before: Target | None
    after: Target | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The verdicts on one indicator, place and period by the numbers of each authority that promised it (design rule 10).

    `verdicts` holds a pair for each target set that has it, in the order of the sets.
    """

    indicator_code: str
    place_code: str
    period: Period
    verdicts: tuple[tuple[TargetSet, Verdict], ...]
