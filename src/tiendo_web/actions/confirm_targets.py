"""Correct, confirm, withdraw and add targets; publish the edition they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import Frequency, OverPlaces
from tiendo.model.period import Period, PeriodKind
from tiendo.model.target import Change, ChangeIn, Comparator, ReportedBy, TermForm
from tiendo_web.actions import checked, events, read_plan, rights
from tiendo_web.actions.refused import Refused, called
from tiendo_web.records import queries
from tiendo_web.records.models import Baseline, Condition, Milestone, Programme, Target, TargetSet, User

_PLAIN_FIELDS = (
    "name",
    "name_en",
    "indicator_code",
    "subject",
    "term_form",
    "owner",
    "reported_by",
    "frequency",
)
FIRST_YEAR = 1990  # no decision on a programme kept here is older: an earlier day is a slip of the keys
_OF_THE_PROMISE = frozenset({"name", "indicator_code", "subject", "term_form", "conditions"})


def edit_target(*, target: Target, changes: Mapping[str, Any], by: User, today: date) -> Target:
    """Correct a target. `changes` holds only what changes:

    name, name_en, indicator_code, subject, term_form, owner (Office or None), coordinating (list of Office),
    reported_by, frequency, conditions (list of dicts as in the Condition table), baseline (dict value, as_of, source,
    or None), milestones (dict "2024-03" → Decimal). What was promised (name, indicator, subject, form, conditions)
    cannot be changed once a confirmed target is in force: a new decision makes a new edition. A confirmed target stays
    whole: it keeps an indicator and a condition. Changing nothing writes no event.
    """
    rights.require(by, "confirm_targets", target, today=today)
    with transaction.atomic():
        target = Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
        _require_open(target.target_set)
        before = _described(target)
        promised = target.target_set.in_force and target.state == "confirmed"
        if promised and _OF_THE_PROMISE & _differing(target, changes):
            raise Refused(
                _("Chỉ tiêu đã có hiệu lực: muốn đổi nội dung giao, hãy đọc quyết định mới để lập lần giao mới."),
                field="name",
            )
        with _no_second(target):
            _apply(target, changes, by=by)
        if target.state == "confirmed" and not _live_parts(target):
            _require_whole(target)
        after = _described(target)
        if after != before:
            events.log(verb="edit_target", subject=target, facts={"before": before, "after": after}, by=by)
    return target


def confirm(*, targets: Iterable[Target], by: User, today: date) -> list[Target]:
    """Make proposals into targets of the register, all or none; parts follow their whole. What is confirmed already
    stays as it is.

    Raises Refused naming the first target that lacks an indicator or a condition, that is in the set already, that
    was withdrawn, or that is only a part.
    """
    targets = list(targets)
    with transaction.atomic():
        # All rows are locked before the first event is written: writers wait for each other in one order only.
        wanted = [t.pk for t in targets]
        locked = Target.objects.select_for_update(of=("self",)).filter(Q(pk__in=wanted) | Q(whole__in=wanted))
        rows = {t.pk: t for t in locked.order_by("pk")}
        confirmed = [rows[pk] for pk in dict.fromkeys(wanted)]
        changed = []
        for target in confirmed:
            rights.require(by, "confirm_targets", target, today=today)
            _require_open(target.target_set)
            if _confirm_one(target, [p for p in rows.values() if p.whole_id == target.pk]):
                changed.append(target)
        for target in changed:
            facts = {"target": _described(target), "parts": [_described(p) for p in _live_parts(target)]}
            events.log(verb="confirm_target", subject=target, facts=facts, by=by)
    return confirmed


def withdraw(*, target: Target, reason: str, by: User, today: date) -> None:
    """Take a proposal, or a confirmed target of an edition not yet in force, out of the list; the row stays."""
    rights.require(by, "confirm_targets", target, today=today)
    reason = checked.needed_text(reason, field="reason", sentence=_("Hãy ghi lý do bỏ chỉ tiêu này."))
    with transaction.atomic():
        target = Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
        _require_open(target.target_set)
        before = target.state
        if before == "withdrawn":
            raise Refused(_("Chỉ tiêu này đã được bỏ."))
        if target.target_set.in_force and before == "confirmed":
            raise Refused(_("Chỉ tiêu đã có hiệu lực thì không bỏ được; cần một quyết định mới."))
        if target.whole and not [p for p in _live_parts(target.whole) if p.pk != target.pk]:
            raise Refused(_("Đây là phần cuối cùng của chỉ tiêu ghép; hãy bỏ cả chỉ tiêu ghép."))
        Target.objects.filter(whole=target).update(state="withdrawn")
        target.state = "withdrawn"
        target.save(update_fields=["state"])
        facts = {"name": target.name, "reason": reason, "before": before, "after": "withdrawn"}
        events.log(verb="withdraw_target", subject=target, facts=facts, by=by)


def add_target(*, target_set: TargetSet, changes: Mapping[str, Any], by: User, today: date) -> Target:
    """Enter by hand a target that the text states but does not name; it starts as a proposal. The same form sent twice
    is one proposal."""
    programme = target_set.programme
    rights.require(by, "confirm_targets", programme, today=today)
    name = checked.needed_text(changes.get("name"), field="name", sentence=_("Hãy ghi tên chỉ tiêu."))
    with transaction.atomic():
        TargetSet.objects.select_for_update(of=("self",)).get(pk=target_set.pk)  # two who add take two numbers
        _require_open(target_set)
        last = target_set.targets.filter(whole=None).order_by("-ordinal").first()
        ordinal = last.ordinal + 1 if last else 1
        target = Target.objects.create(
            target_set=target_set,
            number=str(ordinal),
            ordinal=ordinal,
            name=name,
            place=programme.place,
            period=programme.period,
        )
        _apply(target, changes, by=by)
        if sent := _same_proposal(target):
            target.delete()
            return sent
        events.log(verb="add_target", subject=target, facts={"before": None, "after": _described(target)}, by=by)
    return target


def put_in_force(
    *, target_set: TargetSet, by: User, today: date, decided_by: str = "", decided_on: date | None = None
) -> None:
    """Make an edition the one that is judged and shown, and its programme public. Earlier editions are kept. The
    number of targets that the programme states is that of the edition's text. Doing it twice changes nothing.

    Raises Refused without a confirmed target, and for a day of decision that cannot be: to come, before 1990, or before
    the decision that it replaces.
    """
    rights.require(by, "confirm_targets", target_set.programme, today=today)
    decided_by = checked.text(decided_by, field="decided_by", longest=200)
    with transaction.atomic():
        programme = Programme.objects.select_for_update(of=("self",)).get(pk=target_set.programme_id)
        edition = programme.target_sets.get(pk=target_set.pk)
        if not edition.targets.filter(state="confirmed", whole=None).exists():
            raise Refused(_("Chưa có chỉ tiêu nào được xác nhận, nên chưa công bố được chương trình."))
        in_force = programme.target_sets.filter(authority=edition.authority, in_force=True).first()
        _require_possible_day(decided_on, in_force if in_force != edition else None, today)
        before = _in_force(programme, in_force)
        if in_force and in_force != edition:
            in_force.in_force = False
            in_force.save(update_fields=["in_force"])
        edition.in_force = True
        edition.decided_by = decided_by or edition.decided_by
        edition.decided_on = decided_on or edition.decided_on
        edition.save(update_fields=["in_force", "decided_by", "decided_on"])
        programme.published = True
        if (stated := _stated_count(edition)) is not None:
            programme.stated_target_count = stated
        programme.save(update_fields=["published", "stated_target_count"])
        after = _in_force(programme, edition)
        if after != before:
            events.log(verb="put_in_force", subject=programme, facts={"before": before, "after": after}, by=by)
    # The caller goes on with the edition as it is now.
    target_set.refresh_from_db()


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _require_open(target_set: TargetSet) -> None:
    """An edition that a newer one has replaced is kept as it was: it can only be read."""
    newer = queries.newer_in_force(target_set)
    if newer is not None:
        raise Refused(
            _("Lần giao này đã được thay bằng lần giao %(edition)d nên chỉ còn để đọc.") % {"edition": newer.edition}
        )


def _require_possible_day(decided_on: date | None, replaced: TargetSet | None, today: date) -> None:
    if decided_on is None:
        return
    if decided_on > today:
        raise Refused(_("Ngày quyết định ở sau hôm nay; hãy kiểm tra lại ngày."), field="decided_on")
    if decided_on.year < FIRST_YEAR:
        raise Refused(
            _("Ngày quyết định ở trước năm %(year)d; hãy kiểm tra lại năm.") % {"year": FIRST_YEAR}, field="decided_on"
        )
    if replaced and replaced.decided_on and decided_on < replaced.decided_on:
        raise Refused(
            _("Ngày quyết định ở trước ngày %(day)s của lần giao %(edition)d mà nó thay; hãy kiểm tra lại ngày.")
            % {"day": f"{replaced.decided_on:%d/%m/%Y}", "edition": replaced.edition},
            field="decided_on",
        )


def _live_parts(target: Target) -> list[Target]:
    return list(target.parts.exclude(state="withdrawn").order_by("ordinal"))


def _same_proposal(target: Target) -> Target | None:
    """A proposal of the set that says in everything but its number what this one says."""

    def said(one: Target) -> dict[str, Any]:
        return _described(one) | {"number": ""}

    others = target.target_set.targets.filter(state="proposed", whole=None, name=target.name).exclude(pk=target.pk)
    return next((other for other in others if said(other) == said(target) and not other.parts.exists()), None)


def _confirm_one(target: Target, parts: list[Target]) -> bool:
    """Confirm a whole target with the parts that were not withdrawn; False when all of it was confirmed before."""
    if target.whole_id:
        raise Refused(_("“%(name)s” là một phần; hãy xác nhận cả chỉ tiêu ghép.") % {"name": called(target)})
    if target.state == "withdrawn":
        raise Refused(_("“%(name)s” đã được bỏ khỏi danh sách; hãy tải lại trang.") % {"name": called(target)})
    live = sorted((p for p in parts if p.state != "withdrawn"), key=lambda p: p.ordinal)
    for one in live or [target]:
        _require_whole(one)
    new = [one for one in (target, *live) if one.state != "confirmed"]
    for one in new:
        one.state = "confirmed"
        with _no_second(one):
            one.save(update_fields=["state"])
    return bool(new)


@contextmanager
def _no_second(target: Target) -> Iterator[None]:
    """Say in a sentence that the set holds this indicator already, where the database would only refuse."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as broken:
        if "target_confirmed_once" not in str(broken) and "indicator_code" not in str(broken):
            raise
        raise Refused(
            _("“%(name)s” đã có trong lần giao này; hãy bỏ một trong hai.") % {"name": called(target)},
            field="indicator_code",
        ) from None


def _stated_count(edition: TargetSet) -> int | None:
    return read_plan.reading_of(edition.document).stated_target_count if edition.document else None


def _in_force(programme: Programme, edition: TargetSet | None) -> dict[str, Any]:
    """What readers are shown, for the log."""
    return {
        "edition": edition.edition if edition else None,
        "decided_by": edition.decided_by if edition else "",
        "decided_on": edition.decided_on if edition else None,
        "stated_target_count": programme.stated_target_count,
        "published": programme.published,
    }


def _require_whole(target: Target) -> None:
    """A target of the register can be rolled up and judged: refuse what would only fail later, on the public page."""
    indicator = load_catalogue().indicators.get(target.indicator_code)
    if indicator is None:
        raise Refused(
            _("“%(name)s” chưa gắn với chỉ tiêu nào trong danh mục; hãy chọn một chỉ tiêu.") % {"name": called(target)},
            field="indicator_code",
        )
    if indicator.over_places is OverPlaces.NONE and target.reported_by != ReportedBy.PLACE:
        raise Refused(
            _("“%(name)s” không cộng từ cấp dưới lên được; hãy chọn một cơ quan báo cáo cho cả địa bàn.")
            % {"name": called(target)},
            field="reported_by",
        )
    if "-" in target.period and not target.term_form:
        raise Refused(
            _("“%(name)s” là chỉ tiêu nhiệm kỳ; hãy chọn dạng bình quân, lũy kế hoặc mức cuối kỳ.")
            % {"name": called(target)},
            field="term_form",
        )
    if not target.conditions.exists():
        raise Refused(
            _("“%(name)s” chưa có mức phải đạt; hãy nhập giá trị.") % {"name": called(target)}, field="conditions"
        )


def _described(target: Target) -> dict[str, Any]:
    baseline = getattr(target, "baseline", None)
    return {
        "number": target.number,
        "name": target.name,
        "indicator_code": target.indicator_code,
        "subject": target.subject,
        "term_form": target.term_form,
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
    plain = _OF_THE_PROMISE - {"conditions"}
    differing = {f for f in plain if f in changes and (changes[f] or "") != getattr(target, f)}
    if "conditions" in changes:
        now = [_condition(dict(c)) for c in target.conditions.values(*_CONDITION_FIELDS)]
        if now != [_condition(c) for c in changes["conditions"]]:
            differing.add("conditions")
    return differing


_CONDITION_FIELDS = ("comparator", "value", "value_max", "unit", "change", "change_in", "tolerance", "keep")


def _condition(given: Mapping[str, Any]) -> dict[str, Any]:
    """One condition with every field said and checked."""
    value = checked.number(given.get("value"), field="conditions")
    value_max = checked.number(given.get("value_max"), field="conditions")
    tolerance = checked.number(given.get("tolerance"), field="conditions")
    if value is None:
        raise Refused(_("Hãy nhập giá trị phải đạt của chỉ tiêu."), field="conditions")
    try:
        comparator = Comparator(given.get("comparator", "="))
        change = Change(given.get("change") or "none")
        change_in = ChangeIn(given.get("change_in") or "units")
    except ValueError:
        raise Refused(_("Điều kiện của chỉ tiêu không hợp lệ; hãy chọn trong danh sách."), field="conditions") from None
    if (comparator is Comparator.RANGE) != (value_max is not None) or (value_max is not None and value_max < value):
        raise Refused(_("Khoảng giá trị cần hai số, số sau không nhỏ hơn số trước."), field="conditions")
    if tolerance is not None and tolerance < 0:
        raise Refused(_("Mức cho phép lệch không được âm."), field="conditions")
    unit = checked.needed_text(
        given.get("unit"), field="conditions", longest=80, sentence=_("Hãy ghi đơn vị tính của giá trị phải đạt.")
    )
    return {
        "comparator": comparator,
        "value": value,
        "value_max": value_max,
        "unit": unit,
        "change": change,
        "change_in": change_in,
        "tolerance": tolerance,
        "keep": bool(given.get("keep", False)),
    }


def _apply(target: Target, changes: Mapping[str, Any], *, by: User) -> None:
    for name in _PLAIN_FIELDS:
        if name in changes:
            setattr(target, name, changes[name] if name == "owner" else checked.text(changes[name], field=name))
    if not target.name:
        raise Refused(_("Hãy ghi tên chỉ tiêu."), field="name")
    if (changes.get("indicator_code") or changes.get("conditions")) and _live_parts(target):
        raise Refused(_("Chỉ tiêu ghép không có mức riêng; hãy sửa từng phần của nó."), field="conditions")
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
    if target.term_form not in {"", *TermForm}:
        raise Refused(_("Dạng chỉ tiêu nhiệm kỳ không hợp lệ; hãy chọn trong danh sách."), field="term_form")
    target.save()
    if "coordinating" in changes:
        target.coordinating.set(changes["coordinating"])
    if "conditions" in changes:
        target.conditions.all().delete()
        for n, given in enumerate(changes["conditions"], start=1):
            Condition.objects.create(target=target, ordinal=n, **_condition(given))
    if "milestones" in changes:
        target.milestones.all().delete()
        for month, value in changes["milestones"].items():
            Milestone.objects.create(target=target, **_milestone(target, month, value))
    if "baseline" in changes:
        _set_baseline(target, changes["baseline"], by=by)
    # What was prefetched on this row no longer holds.
    target._prefetched_objects_cache = {}
    target.refresh_from_db()


def _milestone(target: Target, month: str, value: Any) -> dict[str, Any]:
    try:
        period = Period.parse(month)
    except ValueError:
        period = None
    if period is None or period.kind is not PeriodKind.MONTH or not Period.parse(target.period).holds(period):
        raise Refused(_("Mốc %(month)s nằm ngoài kỳ của chỉ tiêu.") % {"month": month}, field="milestones")
    if (amount := checked.number(value, field="milestones")) is None:
        raise Refused(_("Mốc %(month)s chưa có giá trị.") % {"month": month}, field="milestones")
    return {"month": month, "value": amount}


def _set_baseline(target: Target, given: Mapping[str, Any] | None, *, by: User) -> None:
    Baseline.objects.filter(target=target).delete()
    if given is None:
        return
    value = checked.number(given.get("value"), field="baseline")
    source = checked.text(given.get("source"), field="baseline", longest=300)
    if value is None or not given.get("as_of") or not source:
        raise Refused(_("Gốc so sánh cần đủ giá trị, ngày và nguồn (văn bản nào)."), field="baseline")
    indicator = load_catalogue().indicators.get(target.indicator_code)
    if value < 0 and indicator and not pipeline.may_be_negative(indicator):
        raise Refused(_("Gốc so sánh của chỉ tiêu này không được là số âm."), field="baseline")
    Baseline.objects.create(target=target, value=value, as_of=given["as_of"], source=source, entered_by=by)
