"""Observation: what was measured, for one indicator, place and period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from tiendo.model.period import Period

if TYPE_CHECKING:
    from tiendo.model.restatement import Restatement


class Vintage(IntEnum):
    """Status of a figure under the Law on Statistics, article 48.1; a higher one is better."""

    ESTIMATE = 1  # ước tính
    PRELIMINARY = 2  # sơ bộ
    OFFICIAL = 3  # chính thức


class Counting(StrEnum):
    """Which of several figures for one place and period counts."""

    NEWEST = "newest"  # the latest revision, whatever its status
    BEST_VINTAGE = (
        "best_vintage"  # the best status, and of that the latest revision: no estimate replaces an official one
    )


class Provider(StrEnum):
    """Who measured it. Figures of two providers are two answers to one question: shown side by side, never added up."""

    SECTOR = "sector"  # the offices of the sector and the communes, in their administrative reports
    STATISTICS = "statistics"  # the statistics office


@dataclass(frozen=True, slots=True)
class Observation:
    """One approved figure in the indicator's unit.

    A ratio carries `numerator` and `denominator` instead of `value`. A figure that an office could not give has
    neither, and says why in `no_data`: it is an answer, but the place still counts as missing in a total.

    Attributes:
        revision: 1 for the first figure sent, higher for each correction; which one counts says `Counting`.
        provider: who measured it.
        definition: the definition it was counted by, where that is not the one of its day.
        named: the named things that the value counts ("Trường THCS Thủy Tây"), where there are any.
        source: what leads back to the return, person and time, for people.
        sample: generated for demonstration; marked wherever it is shown.
        restatement: how it was worked out for the places of another day; None for a figure as it was sent.
    """

    indicator_code: str
    place_code: str
    period: Period
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    no_data: str = ""
    vintage: Vintage = Vintage.PRELIMINARY
    revision: int = 1
    provider: Provider = Provider.SECTOR
    definition: str = ""
    named: tuple[str, ...] = ()
    source: str = ""
    sample: bool = False
    restatement: Restatement | None = None

    @property
    def incomplete(self) -> bool:
        """True for a restated figure to which a part is missing: its place counts as missing in a total."""
        return self.restatement is not None and bool(self.restatement.missing)
