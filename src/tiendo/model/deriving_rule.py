"""DerivingRule: how figures are counted out of a population register; and what was counted for each place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tiendo.model.observation import Vintage
from tiendo.model.period import Clock

DAY: Final = "day"  # in a test: the day as of which is counted


class ColumnKind(StrEnum):
    """What a column of a register holds, as far as it matters for counting."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"  # a day with a time on it, said without a time zone; its day counts
    OTHER = "other"  # floats, moments in a time zone, lists: not used, because engines differ about them


class Test(StrEnum):
    """How a cell is compared."""

    __test__ = False  # not one of pytest's

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    ONE_OF = "in"


@dataclass(frozen=True, slots=True)
class CellTest:
    """One thing that must hold of a row: "the card is valid to the day or longer".

    Attributes:
        value: text, a whole or decimal number, True or False, a day, or DAY for the day as of which is counted; several of
            one kind for ONE_OF.
        if_empty: whether a row holds whose cell is empty; an empty cell is never compared.
    """

    column: str
    test: Test
    value: tuple[str | int | Decimal | bool | date, ...]
    if_empty: bool = False


@dataclass(frozen=True, slots=True)
class DerivingRule:
    """Which rows of a register count, and for what. A row says how one household or person stands from its first to its last
    day; of several rows of one key that speak of a day, the one with the highest revision counts.

    Attributes:
        name: where the rule is written, for the source of its figures.
        register: the register by its name, for people.
        key, place: columns of the household or person, and of the code of its place.
        first, last: columns of the days on which a row begins and ends, both included; "" where the register has none. An
            empty cell is an open end.
        revision: column of the number of the row among those of its key; "" where every key stands once.
        deleted: column that says that the household or person is no longer counted; "" where there is none.
        denominator, numerator: all tests must hold; the numerator is counted within the denominator.
    """

    name: str
    indicator_code: str
    register: str
    key: str
    place: str
    first: str = ""
    last: str = ""
    revision: str = ""
    deleted: str = ""
    denominator: tuple[CellTest, ...] = ()
    numerator: tuple[CellTest, ...] = ()
    vintage: Vintage = Vintage.PRELIMINARY
    clock: Clock = Clock.CALENDAR

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column it looks at, once."""
        own = (self.key, self.place, self.first, self.last, self.revision, self.deleted)
        return tuple(dict.fromkeys(filter(None, (*own, *(t.column for t in (*self.denominator, *self.numerator))))))


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """What a register holds for one place on one day.

    Attributes:
        place_code: as the register has it; None for rows without one.
        standing: households or persons that are there, whether the rule counts them or not.
        denominator, numerator: those that the rule counts.
        twice: rows left out because another row of the same key has the same revision.
        unusable: rows left out because they have no key or no revision.
    """

    place_code: str | None
    standing: int
    denominator: int
    numerator: int
    twice: int = 0
    unusable: int = 0
