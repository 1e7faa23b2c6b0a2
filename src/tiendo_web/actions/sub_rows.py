"""Lines "trong đó" below a target: shown and judged for themselves, counted in no "x of 17"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import checked, events, labels, rights
from tiendo_web.actions.edit_targets import apply
from tiendo_web.actions.one_target import described, is_promised, new_target, promise_is_kept, require_open
from tiendo_web.actions.refused import Refused, called
from tiendo_web.records.models import Target, User

_LONGEST_NUMBER = 8  # characters, as in the table


def add_sub_row(*, target: Target, changes: Mapping[str, Any], by: User, today: date) -> Target:
    """Enter a line "trong đó" below a target, as a proposal; `changes` as in `edit_targets.edit_target`. The same form
    sent twice is one line. Raises Refused for a target that is itself a part or such a line."""
    rights.require(by, "confirm_targets", target, today=today)
    name = checked.needed_text(changes.get("name"), field="name", sentence=_("Hãy ghi tên chỉ tiêu."))
    with transaction.atomic():
        whole = _locked(target)
        require_open(whole.target_set)
        _require_whole_above(whole)
        row = _below(whole, new_target(whole.target_set, name))
        apply(row, changes, entered_by=by, today=today)
        if sent := _same(row):
            row.delete()
            return sent
        labels.open_again(pk=whole.target_set_id)
        events.log(verb="add_sub_row", subject=row, facts={"before": None, "after": described(row)}, by=by)
    return row


def put_under(*, target: Target, whole: Target, by: User, today: date) -> Target:
    """Make a target of the list a line "trong đó" below another: a text that says "trong đó" states no further target.
    It waits for its confirmation as long as the one above does. Doing it twice changes nothing.

    Raises Refused for a target in force, for one with parts or such lines of its own, and for one of another list.
    """
    rights.require(by, "confirm_targets", target, today=today)
    with transaction.atomic():
        rows = {t.pk: t for t in (_locked(t) for t in sorted((target, whole), key=lambda t: t.pk))}
        target, whole = rows[target.pk], rows[whole.pk]
        if target.sub_row and target.whole_id == whole.pk:
            return target
        require_open(target.target_set)
        _require_movable(target)
        if target.pk == whole.pk or target.target_set_id != whole.target_set_id:
            raise Refused(_("Hãy chọn một chỉ tiêu khác của cùng lần giao."), field="under")
        _require_whole_above(whole)
        if target.parts.exclude(state="withdrawn").exists():
            raise Refused(_("Chỉ tiêu có phần hoặc dòng “trong đó” của nó thì không đặt dưới chỉ tiêu khác được."))
        before = _place_of(target)
        if whole.state != "confirmed":
            target.state = "proposed"
        _below(whole, target)
        labels.open_again(pk=target.target_set_id)
        facts = {"name": target.name, "before": before, "after": _place_of(target)}
        events.log(verb="put_under", subject=target, facts=facts, by=by)
    return target


def stand_alone(*, target: Target, by: User, today: date) -> Target:
    """Make a line "trong đó" a target of its own, at the end of the list: from now on it counts. Doing it twice changes
    nothing; Refused for a part of a compound target and for a line in force."""
    rights.require(by, "confirm_targets", target, today=today)
    with transaction.atomic():
        target = _locked(target)
        if target.whole_id is None:
            return target
        require_open(target.target_set)
        if not target.sub_row:
            raise Refused(_("“%(name)s” là một phần của chỉ tiêu ghép nên không tách riêng được.") % _named(target))
        _require_movable(target)
        before = _place_of(target)
        last = target.target_set.targets.filter(whole=None).order_by("-ordinal").first()
        target.whole, target.sub_row = None, False
        target.ordinal = last.ordinal + 1 if last else 1
        target.number = str(target.ordinal)
        target.save(update_fields=["whole", "sub_row", "ordinal", "number"])
        labels.open_again(pk=target.target_set_id)
        facts = {"name": target.name, "before": before, "after": _place_of(target)}
        events.log(verb="stand_alone", subject=target, facts=facts, by=by)
    return target


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _locked(target: Target) -> Target:
    near = ("whole", "target_set__programme__place", "place", "owner")
    return Target.objects.select_for_update(of=("self",)).select_related(*near).get(pk=target.pk)


def _require_whole_above(whole: Target) -> None:
    if whole.whole_id is not None or whole.state == "withdrawn":
        raise Refused(
            _("Dòng “trong đó” chỉ đặt được dưới một chỉ tiêu của danh sách, không dưới một phần hay một dòng khác."),
            field="under",
        )


def _require_movable(target: Target) -> None:
    """What counts in "x of 17" is part of the promise."""
    if is_promised(target):
        raise promise_is_kept(field="under")
    if target.state == "withdrawn":
        raise Refused(_("“%(name)s” đã được bỏ khỏi danh sách; hãy tải lại trang.") % _named(target))
    if target.whole_id is not None and not target.sub_row:
        raise Refused(_("“%(name)s” là một phần của chỉ tiêu ghép nên không tách riêng được.") % _named(target))


def _below(whole: Target, row: Target) -> Target:
    """The row behind what the whole has already, numbered below it: "3.1"."""
    others = whole.parts.exclude(pk=row.pk)
    last = others.order_by("-ordinal").first()
    row.whole, row.sub_row = whole, True
    row.ordinal = last.ordinal + 1 if last else 1
    taken = set(others.filter(sub_row=True).values_list("number", flat=True))
    numbers = (f"{whole.number}.{n}" for n in range(1, len(taken) + 2))
    row.number = next(n for n in numbers if n not in taken)[:_LONGEST_NUMBER]
    row.save(update_fields=["whole", "sub_row", "ordinal", "number", "state"])
    return row


def _same(row: Target) -> Target | None:
    """A proposed line of the whole that says in everything but its number what this one says."""

    def said(one: Target) -> dict[str, Any]:
        return described(one) | {"number": ""}

    others = Target.objects.filter(whole=row.whole_id, sub_row=True, state="proposed", name=row.name)
    return next((other for other in others.exclude(pk=row.pk) if said(other) == said(row)), None)


def _place_of(target: Target) -> dict[str, Any]:
    return {"number": target.number, "under": target.whole.number if target.whole else None, "state": target.state}


def _named(target: Target) -> dict[str, str]:
    return {"name": called(target)}
