"""Report: what a programme has come to by the end of a period, ready to be told in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tiendo.model.closing import Recount
from tiendo.model.period import Period
from tiendo.model.task import Obstacle
from tiendo.model.total import Total
from tiendo.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One target of a report.

    Attributes:
        name: what it is called in the language of the report.
        owner: the office that answers for it; "" where none is known.
        before: the total of the same months a year before; None when there is none.
        obstacles: what is known to hinder it, in the order in which it was found.
        parts: of a compound target.
        sub_rows: its lines "trong đó", which count in no "x of 17".
    """

    verdict: Verdict
    name: str
    owner: str = ""
    before: Total | None = None
    obstacles: tuple[Obstacle, ...] = ()
    parts: tuple[ReportLine, ...] = ()
    sub_rows: tuple[ReportLine, ...] = ()

    @property
    def rows(self) -> tuple[ReportLine, ...]:
        """Itself, its parts and its sub-rows."""
        return (self, *self.parts, *self.sub_rows)

    @property
    def both(self) -> tuple[Decimal, Decimal] | None:
        """The values of this year and of the year before; None unless both are known of every place: an incomplete
        total would look like a fall."""
        now, before = self.verdict.total, self.before
        if now is None or before is None or now.value is None or before.value is None:
            return None
        return (now.value, before.value) if now.complete and before.complete else None


@dataclass(frozen=True, slots=True)
class Report:
    """A programme, the period its report is of, and its targets in the order of the list.

    Attributes:
        title: of the programme.
        place: name with its kind ("huyện Thạnh Hóa").
        authority: the body that reports ("UBND huyện Thạnh Hóa"); "" where none is known.
        decision: what the targets rest on, with its day.
        stated: how many targets the programme states; None when it states no number.
        period: the months that the report covers, from the start of the year.
        today: the day as of which it is judged.
        names: place code → name with its kind.
        sample: some figure was generated for demonstration.
        recount: the count that was declared for the year, beside the one made again; None before it was.
    """

    title: str
    place: str
    period: Period
    today: date
    lines: tuple[ReportLine, ...]
    authority: str = ""
    decision: str = ""
    stated: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    sample: bool = False
    recount: Recount | None = None
