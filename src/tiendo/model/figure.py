"""Figure: a number read from a text, with the span that says it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tiendo.model.document import Span
from tiendo.model.observation import Vintage
from tiendo.model.period import Period
from tiendo.model.target import Change, Comparator

TO_CHECK = Decimal("0.6")  # a first guess less sure than this is shown as "to check"


class FigureKind(StrEnum):
    """What the plan commits to, or what was achieved."""

    TARGET = "target"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class IndicatorGuess:
    """A catalogue code that may be meant, with the confidence (0 to 1) that it is the right one.

    Of the first guesses said to be 0.9 sure, about nine in ten are right (decision 0020).
    """

    code: str
    score: Decimal

    @property
    def to_check(self) -> bool:
        """True when a person should look at the code before it is taken over: less sure than `TO_CHECK`."""
        return self.score < TO_CHECK


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
        group: the heading it stands under, without its number ("Về kinh tế"); "" where it stands under none.
        when: the period the value is of, where the text says it ("năm 2023", "6 tháng đầu năm 2024"); None where not.
        vintage: what the heading of its column says ("Ước thực hiện"); None where it says nothing.
        owners: offices the text names for it, as written: the first is in charge, the rest coordinate.
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
    group: str = ""
    when: Period | None = None
    owners: tuple[str, ...] = ()
    vintage: Vintage | None = None

    @property
    def indicator_code(self) -> str | None:
        """The catalogue's code that fits best, or None."""
        return self.guesses[0].code if self.guesses else None
