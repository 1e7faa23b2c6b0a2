"""Closing: a year's count as it was declared and frozen, and the count that is made again from later figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tiendo.model.verdict import Verdict, VerdictWord


@dataclass(frozen=True, slots=True)
class Declared:
    """What was declared of one target, or of a part of a compound one.

    Attributes:
        figure: for the whole year, in the indicator's unit, most often an estimate; None of a compound target, and where
            none was given.
        by_rule: the word that the rule gives that figure; where the declared word is another, `reason` says why.
        part: True for a part of a compound target, which is not counted by itself.
    """

    target_id: str
    number: str
    word: VerdictWord
    by_rule: VerdictWord
    figure: Decimal | None = None
    reason: str = ""
    part: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """The count of a year as a named signer declared it; a later closing stands beside it and changes nothing of it.

    Attributes:
        number: 1 for the first closing of the programme, higher for each that reopened it.
        document, dated: the document that declares the count, and its day.
        declared_on: the day on which it was written down here.
    """

    number: int
    signer: str
    document: str
    dated: date
    declared_on: date
    lines: tuple[Declared, ...]

    @property
    def counts(self) -> Mapping[VerdictWord, int]:
        """How many targets were declared with each word; a compound target counts once."""
        return Counter(line.word for line in self.lines if not line.part)


@dataclass(frozen=True, slots=True)
class Differing:
    """A target, or part, that later figures judge otherwise than was declared."""

    declared: Declared
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Recount:
    """A closing beside what the figures of a later day say.

    Attributes:
        counts: how many of the declared targets carry each final word now; the others are `unsettled`.
        unsettled: targets without a final word: the year has not ended, or figures are missing.
    """

    closing: Closing
    counts: Mapping[VerdictWord, int]
    unsettled: int
    differing: tuple[Differing, ...]
