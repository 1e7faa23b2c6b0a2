"""The targets of an edition as the pages list them: each with its parts and what it still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tiendo.catalogue.load import load_catalogue
from tiendo.model.target import Change, ChangeIn
from tiendo.model.target import Target as TargetRecord
from tiendo.model.verdict import ShareCheck
from tiendo_web.pages.shared_out import Told, sums_told
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Figure, Target, TargetSet

LIVE = ("proposed", "confirmed")


@dataclass(frozen=True)
class Line:
    """One target, part or sub-row of an edition as the pages show it: the row, its record and what it still lacks."""

    row: Target
    record: TargetRecord
    parts: tuple[Line, ...]
    figures: tuple[Figure, ...]
    sub_rows: tuple[Line, ...] = ()

    @property
    def measured(self) -> tuple[Line, ...]:
        """What has figures of its own: itself or its parts, and its sub-rows."""
        return (*(self.parts or (self,)), *self.sub_rows)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What a person still has to fill in, most needed first."""
        if self.parts:
            return () if self.row.owner_id else (_("đơn vị phụ trách"),)
        changes = [
            c for c in self.record.conditions if c.change is not Change.NONE and c.change_in is ChangeIn.PER_CENT
        ]
        wanted = (
            (_("chỉ tiêu trong danh mục"), self.record.indicator_code in load_catalogue().indicators),
            (_("mức phải đạt"), bool(self.record.conditions)),
            (_("gốc so sánh"), not changes or self.record.baseline is not None),
            (_("đơn vị phụ trách"), bool(self.row.owner_id or self.row.whole_id)),
        )
        return tuple(what for what, there in wanted if not there)

    @property
    def sums(self) -> tuple[Told, ...]:
        """Whether the shares add up, in words."""
        return () if self.parts else sums_told(self.record)

    @property
    def check(self) -> ShareCheck | None:
        """Whether the shares of the places add up; None where nothing can be shared out."""
        return None if self.parts else queries.share_check(self.record)


def lines_of(edition: TargetSet, states: tuple[str, ...] = LIVE) -> list[Line]:
    """The targets of an edition in list order."""
    return [_line(row) for row in queries.target_rows(edition, states=states)]


def _line(row: Target) -> Line:
    below = [] if row.whole_id else [_line(p) for p in row.parts.all()]
    parts, sub_rows = (tuple(b for b in below if b.row.sub_row is of) for of in (False, True))
    return Line(row, convert.target_record(row), parts, tuple(row.figures.all()), sub_rows)


def lacks_baseline(line: Line) -> bool:
    return line.record.baseline is None and any(c.change is not Change.NONE for c in line.record.conditions)


def lacks_what_was_settled(line: Line) -> bool:
    return line.row.owner_id is None or any(lacks_baseline(one) for one in line.measured)


def gone_from(lines: Sequence[Line], in_force: TargetSet) -> list[Target]:
    """Targets of the edition in force that the lines do not hold by indicator: readers will no longer see them."""
    here = {one.row.indicator_code for line in lines for one in line.measured}
    before = [one for line in lines_of(in_force, ("confirmed",)) for one in line.measured]
    return [one.row for one in before if one.row.indicator_code not in here]
