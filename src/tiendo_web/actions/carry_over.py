"""Take into a new edition what was settled for the same indicators in the edition in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import confirm_targets, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records import queries
from tiendo_web.records.models import Target, TargetSet, User


def carry_over(*, target_set: TargetSet, by: User, today: date) -> list[Target]:
    """Fill proposals that have no owner yet with the owner, coordinating offices, reporting and baseline of the target
    on the same indicator in the edition in force; return those that changed, each with its event of `edit_target`.

    What was promised stays as the new text says it, and so do milestones and shares, which were made for the old
    level. Raises Refused when no other edition is in force.
    """
    rights.require(by, "confirm_targets", target_set.programme, today=today)
    siblings = target_set.programme.target_sets.filter(authority=target_set.authority, in_force=True)
    before = siblings.exclude(pk=target_set.pk).first()
    if before is None:
        raise Refused(_("Chưa có lần giao nào đang có hiệu lực để lấy theo."))
    known = {t.indicator_code: t for t in _all(before, "confirmed") if t.indicator_code}
    changed = []
    with transaction.atomic():
        # All rows are locked before the first event is written: writers wait for each other in one order only.
        list(Target.objects.select_for_update(of=("self",)).filter(target_set=target_set).order_by("pk"))
        for target in _all(target_set, "proposed"):
            changes = _changes(target, known)
            if changes:
                changed.append(confirm_targets.edit_target(target=target, changes=changes, by=by, today=today))
    return changed


def _all(target_set: TargetSet, state: str) -> Iterator[Target]:
    """Every target of the state, each followed by its parts."""
    for whole in queries.target_rows(target_set, states=(state,)):
        yield whole
        yield from whole.parts.all()


def _changes(target: Target, known: dict[str, Target]) -> dict[str, Any]:
    """What the same target had before. A compound target is known by its parts; a part has no owner of its own."""
    if (target.whole or target).owner_id:
        return {}
    codes = [target.indicator_code, *(p.indicator_code for p in target.parts.all() if not target.whole_id)]
    same = next((known[code] for code in codes if code in known), None)
    if same is None:
        return {}
    changes: dict[str, Any] = {}
    if not target.whole_id:
        whole = same.whole or same
        changes |= {"owner": whole.owner, "coordinating": list(whole.coordinating.all())}
    if target.indicator_code:
        changes |= {"reported_by": same.reported_by, "frequency": same.frequency}
        baseline, own = getattr(same, "baseline", None), getattr(target, "baseline", None)
        if baseline and not own:
            changes["baseline"] = {"value": baseline.value, "as_of": baseline.as_of, "source": baseline.source}
    return changes
