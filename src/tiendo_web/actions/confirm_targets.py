"""Correct, confirm, withdraw and add targets; publish the edition they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import Frequency
from tiendo.model.period import Period
from tiendo.model.target import Change, ChangeIn, Comparator, ReportedBy
from tiendo_web.actions import events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Baseline, Condition, Milestone, Target, TargetSet, User

_PLAIN_FIELDS = ("name", "name_en", "indicator_code", "subject", "owner", "reported_by", "frequency")
_OF_THE_PROMISE = frozenset({"name", "indicator_code", "subject", "conditions"})


def edit_target(*, target: Target, changes: Mapping[str, Any], by: User, today: date) -> Target:
    """Correct a target. `changes` holds only what changes:

    name, name_en, indicator_code, subject, owner (Office or None), coordinating (list of Office), reported_by,
    frequency, conditions (list of dicts as in the Condition table, non-empty), baseline (dict value, as_of, source,
    or None), milestones (dict "2024-03" → Decimal). What was promised (name, indicator, subject, conditions) cannot be
    changed once the edition is in force: a new decision makes a new edition.
    """
    rights.require(by, "confirm_targets", target, today=today)
    with transaction.atomic():
        target = Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
        before = _described(target)
        if target.target_set.in_force and _OF_THE_PROMISE & _differing(target, changes):
            raise Refused(
                _("Chỉ tiêu đã có hiệu lực: muốn đổi nội dung giao, hãy đọc quyết định mới để lập lần giao mới."),
                field="name",
            )
        _apply(target, changes, by=by)
        facts = {"before": before, "after": _described(target)}
        events.log(verb="edit_target", subject=target, facts=facts, by=by)
    return target


def confirm(*, targets: Iterable[Target], by: User, today: date) -> list[Target]:
    """Make proposals into targets of the register, all or none; parts follow their whole.

    Raises Refused naming the first target that lacks an indicator or a condition, or that is in the set already.
    """
    confirmed = []
    with transaction.atomic():
        for target in targets:
            rights.require(by, "confirm_targets", target, today=today)
            parts = list(target.parts.exclude(state="withdrawn"))
            for one in parts or [target]:
                _require_whole(one)
            for one in [target, *parts]:
                if one.state == "confirmed":
                    continue
                one.state = "confirmed"
                try:
                    with transaction.atomic():
                        one.save(update_fields=["state"])
                except IntegrityError:
                    raise Refused(
                        _("“%(name)s” đã có trong lần giao này; hãy bỏ một trong hai.") % {"name": one.name}
                    ) from None
            facts = {"target": _described(target), "parts": [_described(p) for p in parts]}
            events.log(verb="confirm_target", subject=target, facts=facts, by=by)
            confirmed.append(target)
    return confirmed


def withdraw(*, target: Target, reason: str, by: User, today: date) -> None:
    """Take a proposal, or a confirmed target of an edition not yet in force, out of the list; the row stays."""
    rights.require(by, "confirm_targets", target, today=today)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do bỏ chỉ tiêu này."), field="reason")
    with transaction.atomic():
        if target.target_set.in_force and target.state == "confirmed":
            raise Refused(_("Chỉ tiêu đã có hiệu lực thì không bỏ được; cần một quyết định mới."))
        Target.objects.filter(whole=target).update(state="withdrawn")
        target.state = "withdrawn"
        target.save(update_fields=["state"])
        events.log(verb="withdraw_target", subject=target, facts={"name": target.name, "reason": reason}, by=by)


def add_target(*, target_set: TargetSet, changes: Mapping[str, Any], by: User, today: date) -> Target:
    """Enter by hand a target that the text states but does not name; it starts as a proposal."""
    programme = target_set.programme
    rights.require(by, "confirm_targets", programme, today=today)
    if not str(changes.get("name", "")).strip():
        raise Refused(_("Hãy ghi tên chỉ tiêu."), field="name")
    with transaction.atomic():
        last = target_set.targets.filter(whole=None).order_by("-ordinal").first()
        ordinal = last.ordinal + 1 if last else 1
        target = Target.objects.create(
            target_set=target_set,
            number=str(ordinal),
            ordinal=ordinal,
            name=changes["name"],
            place=programme.place,
            period=programme.period,
            term_form=changes.get("term_form", ""),
        )
        _apply(target, changes, by=by)
        events.log(verb="add_target", subject=target, facts={"after": _described(target)}, by=by)
    return target


def put_in_force(
    *, target_set: TargetSet, by: User, today: date, decided_by: str = "", decided_on: date | None = None
) -> None:
    """Make an edition the one that is judged and shown, and its programme public. Earlier editions are kept."""
    programme = target_set.programme
    rights.require(by, "confirm_targets", programme, today=today)
    if not target_set.targets.filter(state="confirmed", whole=None).exists():
        raise Refused(_("Chưa có chỉ tiêu nào được xác nhận, nên chưa công bố được chương trình."))
    with transaction.atomic():
        before = programme.target_sets.filter(authority=target_set.authority, in_force=True).first()
        programme.target_sets.filter(authority=target_set.authority).update(in_force=False)
        target_set.in_force = True
        target_set.decided_by = decided_by or target_set.decided_by
        target_set.decided_on = decided_on or target_set.decided_on
        target_set.save()
        programme.published = True
        programme.save(update_fields=["published"])
        facts = {"edition": target_set.edition, "before": before.edition if before else None, "decided_by": decided_by}
        events.log(verb="put_in_force", subject=programme, facts=facts, by=by)


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _require_whole(target: Target) -> None:
    if target.indicator_code not in load_catalogue().indicators:
        raise Refused(
            _("“%(name)s” chưa gắn với chỉ tiêu nào trong danh mục; hãy chọn một chỉ tiêu.") % {"name": target.name},
            field="indicator_code",
        )
    if not target.conditions.exists():
        raise Refused(
            _("“%(name)s” chưa có mức phải đạt; hãy nhập giá trị.") % {"name": target.name}, field="conditions"
        )


def _described(target: Target) -> dict[str, Any]:
    baseline = getattr(target, "baseline", None)
    return {
        "number": target.number,
        "name": target.name,
        "indicator_code": target.indicator_code,
        "subject": target.subject,
        "owner": target.owner.code if target.owner else None,
        "coordinating": sorted(o.code for o in target.coordinating.all()),
        "reported_by": target.reported_by,
        "frequency": target.frequency,
        "conditions": [
            [c.comparator, c.value, c.value_max, c.unit, c.change, c.change_in, c.tolerance, c.keep]
            for c in target.conditions.all()
        ],
        "baseline": [baseline.value, baseline.as_of, baseline.source] if baseline else None,
        "milestones": {m.month: m.value for m in target.milestones.all()},
    }


def _differing(target: Target, changes: Mapping[str, Any]) -> set[str]:
    """Names of the changes that would really change something."""
    differing = {f for f in ("name", "indicator_code", "subject") if f in changes and changes[f] != getattr(target, f)}
    if "conditions" in changes:
        now = [_condition(dict(c)) for c in target.conditions.values(*_CONDITION_FIELDS)]
        if now != [_condition(c) for c in changes["conditions"]]:
            differing.add("conditions")
    return differing


_CONDITION_FIELDS = ("comparator", "value", "value_max", "unit", "change", "change_in", "tolerance", "keep")


def _condition(given: Mapping[str, Any]) -> dict[str, Any]:
    """One condition with every field said and checked."""
    value, value_max = given.get("value"), given.get("value_max")
    if not isinstance(value, Decimal):
        raise Refused(_("Hãy nhập giá trị phải đạt của chỉ tiêu."), field="conditions")
    try:
        comparator = Comparator(given.get("comparator", "="))
        change = Change(given.get("change") or "none")
        change_in = ChangeIn(given.get("change_in") or "units")
    except ValueError:
        raise Refused(_("Điều kiện của chỉ tiêu không hợp lệ; hãy chọn trong danh sách."), field="conditions") from None
    if (comparator is Comparator.RANGE) != (value_max is not None) or (value_max is not None and value_max < value):
        raise Refused(_("Khoảng giá trị cần hai số, số sau không nhỏ hơn số trước."), field="conditions")
    if not str(given.get("unit", "")).strip():
        raise Refused(_("Hãy ghi đơn vị tính của giá trị phải đạt."), field="conditions")
    return {
        "comparator": comparator,
        "value": value,
        "value_max": value_max,
        "unit": given["unit"],
        "change": change,
        "change_in": change_in,
        "tolerance": given.get("tolerance"),
        "keep": bool(given.get("keep", False)),
    }


def _apply(target: Target, changes: Mapping[str, Any], *, by: User) -> None:
    for name in _PLAIN_FIELDS:
        if name in changes:
            setattr(target, name, changes[name])
    if changes.get("indicator_code") and target.indicator_code not in load_catalogue().indicators:
        raise Refused(
            _("Danh mục không có chỉ tiêu “%(code)s”; hãy chọn trong danh sách.") % {"code": target.indicator_code},
            field="indicator_code",
        )
    try:
        ReportedBy(target.reported_by), Frequency(target.frequency)
    except ValueError:
        raise Refused(
            _("Cách báo cáo của chỉ tiêu không hợp lệ; hãy chọn trong danh sách."), field="reported_by"
        ) from None
    target.save()
    if "coordinating" in changes:
        target.coordinating.set(changes["coordinating"])
    if "conditions" in changes:
        target.conditions.all().delete()
        for n, given in enumerate(changes["conditions"], start=1):
            Condition.objects.create(target=target, ordinal=n, **_condition(given))
    if "milestones" in changes:
        target.milestones.all().delete()
        whole = Period.parse(target.period)
        for month, value in changes["milestones"].items():
            if not whole.holds(Period.parse(month)):
                raise Refused(_("Mốc %(month)s nằm ngoài kỳ của chỉ tiêu.") % {"month": month}, field="milestones")
            Milestone.objects.create(target=target, month=month, value=value)
    if "baseline" in changes:
        _set_baseline(target, changes["baseline"], by=by)
    # What was prefetched on this row no longer holds.
    target._prefetched_objects_cache = {}
    target.refresh_from_db()


def _set_baseline(target: Target, given: Mapping[str, Any] | None, *, by: User) -> None:
    Baseline.objects.filter(target=target).delete()
    if given is None:
        return
    if (
        not isinstance(given.get("value"), Decimal)
        or not given.get("as_of")
        or not str(given.get("source", "")).strip()
    ):
        raise Refused(_("Gốc so sánh cần đủ giá trị, ngày và nguồn (văn bản nào)."), field="baseline")
    Baseline.objects.create(
        target=target, value=given["value"], as_of=given["as_of"], source=given["source"], entered_by=by
    )
