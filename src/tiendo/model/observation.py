"""Observation: what was measured, for one indicator, place and period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from tiendo.model.period import Period


class Vintage(IntEnum):
    """Status of a figure under the Law on Statistics, article 48.1; a higher one is better."""

    ESTIMATE = 1  # ước tính
    PRELIMINARY = 2  # sơ bộ
    OFFICIAL = 3  # chính thức


@dataclass(frozen=True, slots=True)
class Observation:
    """One approved figure in the indicator's unit.

    A ratio carries `numerator` and `denominator` instead of `value`. A figure that an office could not give has
    neither, and says why in `no_data`: it is an answer, but the place still counts as missing in a total.

    Attributes:
        revision: 1 for the first figure sent, higher for each correction; only the latest counts.
        named: the named things that the value counts ("Trường THCS Thủy Tây"), where there are any.
        source: what leads back to the return, person and time, for people.
        sample: generated for demonstration; marked wherever it is shown.
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
    named: tuple[str, ...] = ()
    source: str = ""
    sample: bool = False
