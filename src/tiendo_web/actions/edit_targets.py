"""Correct targets, and add those that a text states but does not name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import Frequency
from tiendo.model.observation import Provider
from tiendo.model.target import ReportedBy, TermForm
from tiendo_web.actions import checked, events, labels, one_path, rights, stored_totals
from tiendo_web.actions.one_condition import CONDITION_FIELDS, checked_condition
from tiendo_web.actions.one_target import (
    described,
    is_promised,
    live_parts,
    new_target,
    no_second,
    promise_is_kept,
    read_for,
    require_open,
    require_whole,
)
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Baseline, Condition, Target, TargetSet, User

_PLAIN_FIELDS = (
    "name",
    "name_en",
    "indicator_code",
    "subject",
    "term_form",
    "owner",
    "reported_by",
    "frequency",
    "provider",
    "definition",
)
_ROLLED_UP_BY = ("reported_by", "frequency", "provider")  # what a total of a target in force can change by
_OF_THE_PROMISE = frozenset({"name", "indicator_code", "subject", "term_form", "definition", "conditions"})


def edit_target(*, target: Target, changes: Mapping[str, Any], by: User, today: date) -> Target:
    """Correct a target. `changes` holds only what changes:

    name, name_en, indicator_code, subject, term_form, owner (Office or None), coordinating (list of Office),
    reported_by, frequency, provider, definition, conditions (list of dicts as in the Condition table), baseline (dict
    value, as_of, source and, where it is not that of its day, definition; or None), trajectory ("straight", "last_year"
    or "typed") with milestones (dict "2024-03" → Decimal) for those typed in; milestones alone are typed in. What was
    promised (name, indicator, subject, form, definition, conditions) cannot be changed once a confirmed target is in
    force: a new decision makes a new edition. A confirmed target stays whole: it keeps an indicator and a condition.
    Changing nothing writes no event. Raises Refused for the shape of a year of which not every month is known.
    """
    rights.require(by, "confirm_targets", target, today=today)
    with transaction.atomic():
        target = Target.objects.select_for_update(of=("self",), no_key=True).get(pk=target.pk)
        require_open(target.target_set)
        before = described(target)
        if is_promised(target) and _OF_THE_PROMISE & _differing(target, changes):
            raise promise_is_kept(field="name")
        held = labels.held_by(read_for(target))
        with no_second(target):
            apply(target, changes, entered_by=by, today=today)
        labels.follow(read_for(target), held, by=by)
        if target.state == "confirmed" and not live_parts(target):
            require_whole(target)
        after = described(target)
        if is_promised(target) and any(before.get(name) != after.get(name) for name in _ROLLED_UP_BY):
            stored_totals.make_again(programme=target.target_set.programme, today=today)
        if after != before:
            events.log(verb="edit_target", subject=target, facts={"before": before, "after": after}, by=by)
    return target


def add_target(*, target_set: TargetSet, changes: Mapping[str, Any], by: User, today: date) -> Target:
    """Enter by hand a target that the text states but does not name; it starts as a proposal. The same form sent twice
    is one proposal."""
    rights.require(by, "confirm_targets", target_set.programme, today=today)
    name = checked.needed_text(changes.get("name"), field="name", sentence=_("Hãy ghi tên chỉ tiêu."))
    with transaction.atomic():
        TargetSet.objects.select_for_update(of=("self",)).get(pk=target_set.pk)  # two who add take two numbers
        require_open(target_set)
        target = new_target(target_set, name)
        apply(target, changes, entered_by=by, today=today)
        if sent := _same_proposal(target):
            target.delete()
            return sent
        labels.open_again(pk=target_set.pk)
        events.log(verb="add_target", subject=target, facts={"before": None, "after": described(target)}, by=by)
    return target


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _same_proposal(target: Target) -> Target | None:
    """A proposal of the set that says in everything but its number what this one says."""

    def said(one: Target) -> dict[str, Any]:
        return described(one) | {"number": ""}

    others = target.target_set.targets.filter(state="proposed", whole=None, name=target.name).exclude(pk=target.pk)
    return next((other for other in others if said(other) == said(target) and not other.parts.exists()), None)


def _differing(target: Target, changes: Mapping[str, Any]) -> set[str]:
    """Names of the changes that would really change something."""
    plain = _OF_THE_PROMISE - {"conditions"}
    differing = {f for f in plain if f in changes and (changes[f] or "") != getattr(target, f)}
    if "conditions" in changes:
        now = [checked_condition(dict(c)) for c in target.conditions.values(*CONDITION_FIELDS)]
        if now != [checked_condition(c) for c in changes["conditions"]]:
            differing.add("conditions")
    return differing


def apply(target: Target, changes: Mapping[str, Any], *, entered_by: User, today: date) -> None:
    """Write the changes, each checked; inside the caller's transaction."""
    rested_on = one_path.rests_on(target)
    for name in _PLAIN_FIELDS:
        if name in changes:
            setattr(target, name, changes[name] if name == "owner" else checked.text(changes[name], field=name))
    if not target.name:
        raise Refused(_("Hãy ghi tên chỉ tiêu."), field="name")
    if (changes.get("indicator_code") or changes.get("conditions")) and live_parts(target):
        raise Refused(_("Chỉ tiêu ghép không có mức riêng; hãy sửa từng phần của nó."), field="conditions")
    if changes.get("indicator_code") and target.indicator_code not in load_catalogue().indicators:
        raise Refused(
            _("Danh mục không có chỉ tiêu “%(code)s”; hãy chọn trong danh sách.") % {"code": target.indicator_code},
            field="indicator_code",
        )
    try:
        ReportedBy(target.reported_by), Frequency(target.frequency), Provider(target.provider)
    except ValueError:
        raise Refused(
            _("Cách báo cáo của chỉ tiêu không hợp lệ; hãy chọn trong danh sách."), field="reported_by"
        ) from None
    if target.term_form not in {"", *TermForm}:
        raise Refused(_("Dạng chỉ tiêu nhiệm kỳ không hợp lệ; hãy chọn trong danh sách."), field="term_form")
    _require_known_definition(target.definition, target, field="definition")
    target.save()
    if "coordinating" in changes:
        target.coordinating.set(changes["coordinating"])
    if "conditions" in changes:
        target.conditions.all().delete()
        for n, given in enumerate(changes["conditions"], start=1):
            Condition.objects.create(target=target, ordinal=n, **checked_condition(given))
    if "baseline" in changes:
        _set_baseline(target, changes["baseline"], entered_by=entered_by)
    one_path.choose(target, changes, rested_on, today=today)
    # What was prefetched on this row no longer holds.
    target._prefetched_objects_cache = {}
    target.refresh_from_db()


def _require_known_definition(code: str, target: Target, *, field: str) -> None:
    indicator = load_catalogue().indicators.get(target.indicator_code)
    if code and code not in {d.code for d in (indicator.definitions if indicator else ())}:
        raise Refused(
            _("Chỉ tiêu này không có cách tính “%(code)s”; hãy chọn trong danh sách.") % {"code": code}, field=field
        )


def _set_baseline(target: Target, given: Mapping[str, Any] | None, *, entered_by: User) -> None:
    before = Baseline.objects.filter(target=target).first()
    if before is not None:
        before.delete()
    if given is None:
        return
    value = checked.number(given.get("value"), field="baseline")
    source = checked.text(given.get("source"), field="baseline", longest=300)
    if value is None or not given.get("as_of") or not source:
        raise Refused(_("Gốc so sánh cần đủ giá trị, ngày và nguồn (văn bản nào)."), field="baseline")
    indicator = load_catalogue().indicators.get(target.indicator_code)
    if value < 0 and indicator and not pipeline.may_be_negative(indicator):
        raise Refused(_("Gốc so sánh của chỉ tiêu này không được là số âm."), field="baseline")
    definition = checked.text(given.get("definition"), field="baseline", longest=64)
    _require_known_definition(definition, target, field="baseline")
    said = {"value": value, "as_of": given["as_of"], "source": source, "definition": definition}
    stays = before is not None and said == {name: getattr(before, name) for name in said}
    read_from = given.get("read_from") or (before.read_from if before is not None and stays else None)
    Baseline.objects.create(target=target, entered_by=entered_by, read_from=read_from, **said)
