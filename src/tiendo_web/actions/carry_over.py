"""Take into a new edition what was settled for the same indicators in the edition in force."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import edit_targets, rights, settled
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Target, TargetSet, User


def carry_over(*, target_set: TargetSet, by: User, today: date) -> list[Target]:
    """Fill targets that have no owner yet with the owner, coordinating offices and reporting of the target on the same
    indicator in the edition in force, and those without a baseline with its baseline; return those that changed, each
    with its event of `edit_target`.

    A text read while an edition is in force brings all this with it; this is for an edition read before. What was
    promised stays as the new text says it, and so do milestones and shares, which were made for the old level. Raises
    Refused when no other edition is in force.
    """
    rights.require(by, "confirm_targets", target_set.programme, today=today)
    before = settled.edition_before(target_set)
    if before is None:
        raise Refused(_("Chưa có lần giao nào đang có hiệu lực để lấy theo."))
    known = settled.known_in(before)
    changed = []
    with transaction.atomic():
        # All rows are locked before the first event is written: writers wait for each other in one order only.
        list(Target.objects.select_for_update(of=("self",)).filter(target_set=target_set).order_by("pk"))
        for target in settled.all_of(target_set, ("proposed", "confirmed")):
            changes = settled.changes_for(target, known)
            if any(changes.values()):
                changed.append(edit_targets.edit_target(target=target, changes=changes, by=by, today=today))
    return changed
