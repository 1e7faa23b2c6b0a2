"""Comparison: one total beside another that answers the same question for another time or by another office."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tiendo.model.total import Total
from tiendo.model.verdict import Reason


@dataclass(frozen=True, slots=True)
class Comparison:
    """A total and the one it is compared with, each with its own n of N.

    Attributes:
        difference: this - that, in the indicator's unit; None where the two are not compared.
        ratio: this ÷ that (1.05 = 105 %); None also where that is not above zero.
        why_not: why they are not compared; None where they are.
    """

    this: Total
    that: Total
    difference: Decimal | None = None
    ratio: Decimal | None = None
    why_not: Reason | None = None
