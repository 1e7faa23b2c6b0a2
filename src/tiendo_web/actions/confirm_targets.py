"""Confirm proposals as targets, take them out of the list, bring them back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tiendo_web.actions import checked, events, labels, rights, stored_totals
from tiendo_web.actions.one_target import described, live_parts, no_second, require_open, require_whole
from tiendo_web.actions.refused import Refused, called
from tiendo_web.records.models import Target, User


def confirm(*, targets: Iterable[Target], by: User, today: date) -> list[Target]:
    """Make proposals into targets of the register, all or none; parts and sub-rows follow their whole, and a sub-row
    can be confirmed alone once its whole is. What is confirmed already stays as it is.

    Raises Refused naming the first target that lacks an indicator or a condition, that is in the set already, that
    was withdrawn, or that is only a part.
    """
    targets = list(targets)
    with transaction.atomic():
        # All rows are locked before the first event is written: writers wait for each other in one order only.
        wanted = [t.pk for t in targets]
        locked = Target.objects.select_for_update(of=("self",), no_key=True).filter(
            Q(pk__in=wanted) | Q(whole__in=wanted)
        )
        rows = {t.pk: t for t in locked.order_by("pk")}
        confirmed = [rows[pk] for pk in dict.fromkeys(wanted)]
        changed = []
        for target in confirmed:
            rights.require(by, "confirm_targets", target, today=today)
            require_open(target.target_set)
            if _confirm_one(target, [p for p in rows.values() if p.whole_id == target.pk]):
                changed.append(target)
        programmes = {t.target_set.programme for t in changed if t.target_set.in_force}
        for programme in sorted(programmes, key=lambda p: p.pk):
            stored_totals.make_again(programme=programme, today=today)
        for target in changed:
            facts = {"target": described(target), "parts": [described(p) for p in live_parts(target)]}
            events.log(verb="confirm_target", subject=target, facts=facts, by=by)
    return confirmed


def withdraw(*, target: Target, reason: str, because: str = "other", by: User, today: date) -> None:
    """Take a proposal, or a confirmed target of an edition not yet in force, out of the list; the row stays.

    `because` says what that means for its figures: "not_figure" and "repeated" are none of their own, "result" tells of
    what was achieved, "other" were read rightly.
    """
    rights.require(by, "confirm_targets", target, today=today)
    reason = checked.needed_text(reason, field="reason", sentence=_("Hãy ghi lý do bỏ chỉ tiêu này."))
    with transaction.atomic():
        target = Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
        require_open(target.target_set)
        before = target.state
        if before == "withdrawn":
            raise Refused(_("Chỉ tiêu này đã được bỏ."))
        if target.target_set.in_force and before == "confirmed":
            raise Refused(_("Chỉ tiêu đã có hiệu lực thì không bỏ được; cần một quyết định mới."))
        if target.whole and not target.sub_row and not [p for p in live_parts(target.whole) if p.pk != target.pk]:
            raise Refused(_("Đây là phần cuối cùng của chỉ tiêu ghép; hãy bỏ cả chỉ tiêu ghép."))
        Target.objects.filter(whole=target).update(state="withdrawn")
        target.state = "withdrawn"
        target.save(update_fields=["state"])
        _label(target, because, reason, by=by)
        facts = {"name": target.name, "reason": reason, "before": before, "after": "withdrawn"}
        events.log(verb="withdraw_target", subject=target, facts=facts, by=by)


def restore(*, target: Target, by: User, today: date) -> Target:
    """Make a withdrawn target, or a confirmed one of an edition not yet in force, a proposal again; its figures hold as
    they were read. Doing it twice changes nothing."""
    rights.require(by, "confirm_targets", target, today=today)
    with transaction.atomic():
        target = Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
        require_open(target.target_set)
        before = target.state
        if before == "proposed":
            return target
        if target.whole and (not target.sub_row or target.whole.state == "withdrawn"):
            raise Refused(
                _("“%(name)s” nằm dưới một chỉ tiêu khác; hãy khôi phục cả chỉ tiêu đó.") % {"name": called(target)}
            )
        if target.target_set.in_force and before == "confirmed":
            raise Refused(_("Chỉ tiêu đã có hiệu lực thì không sửa lại thành đề xuất được; cần một quyết định mới."))
        Target.objects.filter(whole=target).update(state="proposed")
        target.state = "proposed"
        target.save(update_fields=["state"])
        for figure in target.figures.all() if before == "withdrawn" else ():
            labels.restore(figure, by=by)
        labels.open_again(pk=target.target_set_id)
        facts = {"name": target.name, "before": before, "after": "proposed"}
        events.log(verb="restore_target", subject=target, facts=facts, by=by)
    return target


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _confirm_one(target: Target, parts: list[Target]) -> bool:
    """Confirm a whole target with the parts that were not withdrawn; False when all of it was confirmed before."""
    if target.whole and not (target.sub_row and target.whole.state == "confirmed"):
        if target.sub_row:
            said = _("“%(name)s” là dòng “trong đó”; hãy xác nhận chỉ tiêu bên trên, dòng này được xác nhận theo.")
        else:
            said = _("“%(name)s” là một phần; hãy xác nhận cả chỉ tiêu ghép.")
        raise Refused(said % {"name": called(target)})
    if target.state == "withdrawn":
        raise Refused(_("“%(name)s” đã được bỏ khỏi danh sách; hãy tải lại trang.") % {"name": called(target)})
    live = sorted((p for p in parts if p.state != "withdrawn"), key=lambda p: p.ordinal)
    compound = any(not p.sub_row for p in live)
    for one in live if compound else (target, *live):
        require_whole(one)
    new = [one for one in (target, *live) if one.state != "confirmed"]
    for one in new:
        one.state = "confirmed"
        with no_second(one):
            one.save(update_fields=["state"])
    return bool(new)


def _label(target: Target, because: str, reason: str, *, by: User) -> None:
    """What the withdrawal says of the figures that the target was read from."""
    meant = {"not_figure": ("removed", {}), "repeated": ("removed", {}), "result": ("corrected", {"kind": "result"})}
    said, changes = meant.get(because, ("", {}))
    for figure in target.figures.order_by("ordinal") if said else ():
        labels.say(figure, said, changes, by=by, reason=reason)
