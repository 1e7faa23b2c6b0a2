"""Verdict: the word said of a target, with the rule that gave it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tiendo.model.period import Period
from tiendo.model.target import Milestone, Target, TermForm
from tiendo.model.total import Total


class VerdictWord(StrEnum):
    """Words in the order in which leaders want to see them: red first."""

    NOT_MET = "not_met"
    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    CANNOT_JUDGE = "cannot_judge"
    NO_DATA = "no_data"
    ON_TRACK = "on_track"
    MET = "met"
    EXCEEDED = "exceeded"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the rule that was applied and the exact facts it looked at. `publishing.wording` says it in words."""

    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Override:
    """A verdict set by a named signer against the rule, under a document; both are kept."""

    word: VerdictWord
    signer: str
    reason: str
    on: date
    document: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one target as of one day.

    Attributes:
        word: by the rule. What people are shown is `said`: the override where there is one.
        attainment: achieved over promised as a ratio (1.095 = 109.5 %), on the change for falling targets, of the
            condition or part that decides the word, so that 108 % never stands beside "not met". None where a ratio
            has no meaning (zero and all-true conditions), nothing is known, or missing places could lower it.
        actual: the level or change that was compared, in the unit of the first condition; None when it was not.
        due: what the trajectory asks for at `through`, same unit; None once closed or without a path.
        through: the last month that was looked at; None when there is no data.
        closed: the period had ended on the day of judging.
        path: the whole trajectory, for the chart.
        parts: of a compound target.
        sub_rows: those of the target's lines "trong đó", which decide nothing.
        reasons: one for each condition, then what limits the verdict.
    """

    target: Target
    word: VerdictWord
    today: date
    closed: bool
    reasons: tuple[Reason, ...]
    attainment: Decimal | None = None
    actual: Decimal | None = None
    due: Decimal | None = None
    through: Period | None = None
    total: Total | None = None
    path: tuple[Milestone, ...] = ()
    parts: tuple[Verdict, ...] = ()
    override: Override | None = None
    sub_rows: tuple[Verdict, ...] = ()

    @property
    def rows(self) -> tuple[Verdict, ...]:
        """Itself, its parts and its sub-rows, as a table shows them."""
        return (self, *self.parts, *(one for row in self.sub_rows for one in row.rows))

    @property
    def said(self) -> VerdictWord:
        """The word that is shown: the signer's where there is one, else that of the rules."""
        return self.override.word if self.override else self.word


@dataclass(frozen=True, slots=True)
class TermPace:
    """Where a term target stands and what each remaining year still needs.

    Attributes:
        done: years with a figure and their values, in order.
        achieved: average, sum or latest level so far; None without any figure.
        needed: years after the last figure and what each must bring (equal parts; the level path for END_LEVEL).
        gaps: years before it without a figure: they are over, and what they brought is not known.
        needed_per_year: the yearly average, part or step that remains; None when nothing remains or is known.
    """

    form: TermForm
    promised: Decimal
    done: tuple[tuple[int, Decimal], ...]
    achieved: Decimal | None
    needed: tuple[tuple[int, Decimal], ...]
    needed_per_year: Decimal | None
    reached: bool
    gaps: tuple[int, ...] = ()


class ShareRelation(StrEnum):
    """How the shares of the places stand to the target."""

    EQUAL = "equal"
    BELOW = "below"
    ABOVE = "above"
    NOT_ADDITIVE = "not_additive"  # a rate or a mean: the same level goes to every place, nothing adds up
    NONE = "none"  # not shared out


@dataclass(frozen=True, slots=True)
class ShareCheck:
    """Sum of the shares and how far it is from the target, in the unit of `Target.shared_condition`."""

    relation: ShareRelation
    promised: Decimal
    total: Decimal | None
    difference: Decimal | None  # total - promised
