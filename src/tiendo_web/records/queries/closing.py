"""What signers said of a programme: verdicts set against the rule, declared counts, and the counts made again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from tiendo import pipeline
from tiendo.model.closing import Recount
from tiendo.model.verdict import Override as OverrideRecord
from tiendo_web.records import convert
from tiendo_web.records.models import Closing, Declared, Override, Programme, Target

if TYPE_CHECKING:
    from tiendo_web.records.queries.programme import Standing


def overrides_on(target_ids: Iterable[str], day: date) -> dict[str, OverrideRecord]:
    """Target id → the verdict that a signer had set by that day and not yet withdrawn."""
    found = Override.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), target__in=list(target_ids), on__lte=day)
    return {str(row.target_id): convert.override_record(row) for row in found.order_by("pk")}


def overrides_of(target: Target) -> list[Override]:
    """Every verdict that was set on a target, the newest first, with who wrote it down and who withdrew it."""
    return list(target.overrides.select_related("by", "ended_by").order_by("-pk"))


def closings_of(programme: Programme, *, until: date | None = None) -> list[Closing]:
    """The closings of a year with their lines, the newest first; until a day, those that were declared by then."""
    lines = Declared.objects.select_related("target")
    found = programme.closings.select_related("by").prefetch_related(Prefetch("lines", lines))
    if until is not None:
        found = found.filter(declared_on__lte=until)
    return list(found.order_by("-number"))


def recounts_of(where: Standing) -> list[tuple[Closing, Recount]]:
    """Each closing, the newest first, beside what the figures of the standing's day say."""
    return [
        (row, pipeline.recount(convert.closing_record(row), where.verdicts))
        for row in closings_of(where.programme, until=where.today)
    ]
