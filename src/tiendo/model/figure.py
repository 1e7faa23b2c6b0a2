"""Figure: a number read from a text, with the span that says it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tiendo.model.document import Span
from tiendo.model.target import Change, Comparator


class FigureKind(StrEnum):
    """What the plan commits to, or what was achieved."""

    TARGET = "target"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class IndicatorGuess:
    """A catalogue code that may be meant, with its match score from 0 to 1."""

    code: str
    score: Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as written. Fields follow the corpus labels (`corpus/README.md`).

    Attributes:
        indicator: the noun phrase as written, without verb, number, unit or comparator.
        unit: as written, lower case, magnitude included ("tỷ đồng", "%", "tiêu chí/xã").
        subject: a named thing that the figure is about, else None.
        span: holds indicator and value; `number` holds only the digits or number words.
        sentence: the sentence or table row around it.
        rule: name of the grammar rule that read it, for explaining.
        guesses: catalogue codes, best first; empty where the catalogue knows none.
    """

    kind: FigureKind
    indicator: str
    comparator: Comparator
    value: Decimal
    unit: str
    span: Span
    sentence: Span
    number: Span
    value_max: Decimal | None = None
    change: Change = Change.NONE
    subject: str | None = None
    rule: str = ""
    guesses: tuple[IndicatorGuess, ...] = ()

    @property
    def indicator_code(self) -> str | None:
        """The catalogue's code that fits best, or None."""
        return self.guesses[0].code if self.guesses else None
