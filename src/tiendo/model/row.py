"""Row and Collected: one line as a person gave it, and what a delivery of rows came to."""

from __future__ import annotations

from dataclasses import dataclass

from tiendo.model.observation import Observation
from tiendo.model.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a form, a workbook or a file, all text: nothing in it is a number before `collecting` has read it.

    Attributes:
        named: the named things that the value counts, joined by "|".
        vintage: 1, 2, 3 or ước tính, sơ bộ, chính thức; empty means preliminary.
        revision: empty means the first.
        provider: sector or statistics, who measured it; empty means the offices of the sector.
        definition: code of the definition it was counted by; empty means the one of its day.
        sample: any text marks a figure that was generated for demonstration.
        source: who or what gave the row, for people.
        file, line: where it stands; empty and 0 for a form, whose inputs are named by the indicator's code.
    """

    place_code: str
    indicator_code: str
    period: str
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    no_data: str = ""
    named: str = ""
    vintage: str = ""
    revision: str = ""
    provider: str = ""
    definition: str = ""
    sample: str = ""
    source: str = ""
    file: str = ""
    line: int = 0

    @property
    def where(self) -> str:
        """ "figures.csv:12", or the code of the indicator whose input a form must mark."""
        return f"{self.file}:{self.line}" if self.file else self.indicator_code.strip()

    @property
    def is_empty(self) -> bool:
        """True when nobody has written a figure, a named thing or a reason into it."""
        return not any(t.strip() for t in (self.value, self.numerator, self.denominator, self.no_data, self.named))


@dataclass(frozen=True, slots=True)
class Collected:
    """What a delivery of rows came to: the figures that can be used, and every finding, in the order of the rows."""

    observations: tuple[Observation, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> tuple[Problem, ...]:
        """The findings for which a row was left out."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def flagged(self) -> tuple[Problem, ...]:
        """The findings that a person should look at; their figures are kept."""
        return tuple(p for p in self.problems if p.severity is not Severity.ERROR)
