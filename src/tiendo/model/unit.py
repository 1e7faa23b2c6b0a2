"""Unit: unit of measure, only (a commune is a Place)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    Attributes:
        name: official Vietnamese spelling, lower case: the code by which records name it ("tỷ đồng").
        name_en, one_en: English, as said of several and of one ("schools", "school").
        base: name of the unit it converts to ("đồng" for "tỷ đồng"); its own name where it stands alone.
        factor: how many base units it is, exact.
        decimals: digits after the comma that people expect of a value in this unit.
    """

    name: str
    name_en: str
    one_en: str
    base: str
    factor: Decimal
    decimals: int
