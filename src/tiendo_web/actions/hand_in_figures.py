"""Hand in figures: open returns, save a draft, submit, approve, give back, correct."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.observation import Vintage
from tiendo.model.period import Clock, Period, PeriodKind
from tiendo.model.problem import Severity
from tiendo.publishing.wording import say
from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.refused import Refused, called
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Observation, Office, Programme, Return, User

_FIGURE = ("value", "numerator", "denominator", "no_data", "named", "vintage")


def open_returns(
    *, programme: Programme, month: Period, offices: Iterable[Office], due: date, by: User, today: date
) -> list[Return]:
    """Ask each office for its figures of a month, due on a day. Asking twice changes nothing.

    One office answers for a place below; a second one would send the same figures again, so it is refused.
    """
    rights.require(by, "open_returns", programme, today=today)
    whole = Period.parse(programme.period)
    if not whole.holds(month) or month.kind is not PeriodKind.MONTH:
        raise Refused(_("Kỳ báo cáo phải là một tháng trong kỳ của chương trình."), field="month")
    offices = checked.offices_here(offices, programme, field="offices", today=today)
    if not offices:
        raise Refused(_("Hãy chọn ít nhất một đơn vị báo cáo."), field="offices")
    if due <= Clock.ADMINISTRATIVE.days(month)[0]:
        raise Refused(_("Hạn gửi phải sau ngày bắt đầu kỳ báo cáo."), field="due")
    opened = []
    with transaction.atomic():
        programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        for office in offices:
            _require_only_one(programme, month, office)
            ret, new = Return.objects.get_or_create(
                programme=programme,
                office=office,
                period=month.code,
                defaults={"place": office.place, "due": due},
            )
            if new:
                opened.append(ret)
        if opened:
            facts = {"month": month.code, "due": due, "offices": [r.office.code for r in opened]}
            events.log(verb="open_returns", subject=programme, facts=facts, by=by)
    return opened


def save_draft(
    *, ret: Return, entries: Mapping[str, Mapping[str, Any]], version: int, by: User, today: date, sample: bool = False
) -> Return:
    """Keep what was typed, in part or whole. `entries`: indicator code → value | numerator + denominator | no_data,
    named, vintage; an entry with nothing in it empties the line.

    Raises Refused when the return is not open, when an indicator is not owed, or when somebody saved in between
    (`version` is what the person had loaded).
    """
    rights.require(by, "hand_in", ret, today=today)
    with transaction.atomic():
        ret = _taken(ret, version, states=("open", "returned"))
        before = _drafts(ret)
        _save_entries(ret, entries, by=by, sample=sample)
        events.log(verb="save_draft", subject=ret, facts={"before": before, "after": _drafts(ret)}, by=by)
    return ret


def submit(*, ret: Return, by: User, today: date, version: int | None = None) -> Return:
    """Hand the return to the approver. Every line needs a figure or the reason why there is none. With the `version`
    that the person had loaded, figures that somebody else saved in between are not handed in unseen."""
    rights.require(by, "hand_in", ret, today=today)
    with transaction.atomic():
        ret = _taken(ret, version, states=("open", "returned"))
        dropped = _drop_what_is_not_owed(ret)
        _require_every_line(ret)
        ret.state = "submitted"
        ret.submitted_by, ret.submitted_at, ret.returned_reason = by, timezone.now(), ""
        ret.save()
        facts = {"period": ret.period, "office": ret.office, "figures": _drafts(ret), "dropped": dropped}
        events.log(verb="submit_return", subject=ret, facts=facts, by=by)
    return ret


def approve(*, ret: Return, by: User, today: date, version: int | None = None) -> Return:
    """Answer for the figures of a submitted return; from now on they count everywhere. With the `version` that the
    person had loaded, nothing is approved that was sent again in between."""
    rights.require(by, "approve", ret, today=today)
    with transaction.atomic():
        ret = _taken(ret, version, states=("submitted",))
        _require_second_person(ret, by)
        dropped = _drop_what_is_not_owed(ret)
        after = _drafts(ret)
        before = {code: figure for code, figure in _approved(ret).items() if code in after}
        facts = {"period": ret.period, "office": ret.office, "before": before, "after": after, "dropped": dropped}
        ret.observations.filter(approved=False).update(approved=True)
        ret.state, ret.approved_by, ret.approved_at = "approved", by, timezone.now()
        ret.save()
        events.log(verb="approve_return", subject=ret, facts=facts, by=by)
    return ret


def give_back(*, ret: Return, reason: str, by: User, today: date, version: int | None = None) -> Return:
    """Return a submitted return to its office with a reason; figures approved before stay in force."""
    rights.require(by, "approve", ret, today=today)
    reason = checked.needed_text(reason, field="reason", sentence=_("Hãy ghi lý do trả lại để đơn vị biết cần sửa gì."))
    with transaction.atomic():
        ret = _taken(ret, version, states=("submitted",))
        ret.state, ret.returned_reason = "returned", reason
        ret.save()
        facts = {"period": ret.period, "office": ret.office, "reason": reason}
        events.log(verb="give_back_return", subject=ret, facts=facts, by=by)
    return ret


def correct(
    *, ret: Return, entries: Mapping[str, Mapping[str, Any]], version: int, by: User, today: date, sample: bool = False
) -> Return:
    """Send corrected figures of an approved return: new revisions that wait for approval; the old ones count until then."""
    rights.require(by, "hand_in", ret, today=today)
    with transaction.atomic():
        ret = _taken(ret, version, states=("approved",))
        _drop_what_is_not_owed(ret)
        changed = _save_entries(ret, entries, by=by, sample=sample)
        if not changed:
            raise Refused(_("Không có số nào thay đổi so với số đã duyệt."))
        ret.state, ret.submitted_by, ret.submitted_at = "submitted", by, timezone.now()
        ret.save()
        after = _drafts(ret)
        before = {code: figure for code, figure in _approved(ret).items() if code in after}
        facts = {"period": ret.period, "office": ret.office, "before": before, "after": after}
        events.log(verb="correct_return", subject=ret, facts=facts, by=by)
    return ret


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _taken(ret: Return, version: int | None, *, states: tuple[str, ...]) -> Return:
    """The return, locked and raised to its next version, when it is in one of `states` and nobody was faster."""
    found = Return.objects.select_for_update(of=("self",)).get(pk=ret.pk)
    if found.state not in states:
        raise Refused(
            _("Báo cáo này đang ở trạng thái “%(state)s” nên không làm được việc đó; hãy tải lại trang.")
            % {"state": found.get_state_display()}
        )
    if version is not None and found.version != version:
        raise Refused(_("Người khác vừa lưu báo cáo này; hãy so với số của họ rồi lưu lại."), field="version")
    Return.objects.filter(pk=found.pk).update(version=F("version") + 1)
    return Return.objects.select_related("programme__place", "office", "place").get(pk=found.pk)


def _require_only_one(programme: Programme, month: Period, office: Office) -> None:
    if office.place_id == programme.place_id:
        return  # sector offices: each answers for the targets that it owns
    other = (
        programme.returns.filter(period=month.code, place__code=office.place.code)
        .exclude(office=office)
        .select_related("office")
        .first()
    )
    if other:
        raise Refused(
            _("%(place)s đã có “%(office)s” báo cáo kỳ này; một địa bàn chỉ cần một đơn vị báo cáo.")
            % {"place": office.place.name, "office": called(other.office)},
            field="offices",
        )


def _drop_what_is_not_owed(ret: Return) -> dict[str, Any]:
    """Take out drafts of lines that the edition in force no longer asks for: nobody sees them on the sheet, so nobody
    may hand them in or approve them. What they held goes into the event."""
    owed = set(queries.indicators_owed(ret))
    gone = ret.observations.filter(approved=False).exclude(indicator_code__in=owed)
    dropped = _figures(gone)
    gone.delete()
    return dropped


def _save_entries(ret: Return, entries: Mapping[str, Mapping[str, Any]], *, by: User, sample: bool) -> set[str]:
    """Write the entries as the next unapproved revisions; returns the codes whose figure differs from the approved."""
    lines = {line.indicator.code: line for line in queries.return_sheet(ret)}
    changed = set()
    for code, entry in entries.items():
        line = lines.get(code)
        if line is None:
            known = load_catalogue().indicators.get(code)
            raise Refused(
                _("Đơn vị không phải báo cáo “%(name)s” trong kỳ này.") % {"name": called(known) if known else code},
                field=code,
            )
        figure = _figure(entry, line, ret)
        drafts = ret.observations.filter(indicator_code=code, approved=False)
        if figure is None or (line.approved and figure == {f: getattr(line.approved, f) for f in _FIGURE}):
            drafts.delete()
            continue
        changed.add(code)
        Observation.objects.update_or_create(
            owed_in=ret,
            indicator_code=code,
            revision=line.approved.revision + 1 if line.approved else 1,
            defaults={**figure, "entered_by": by, "sample": sample, "approved": False},
        )
    return changed


def _figure(entry: Mapping[str, Any], line: queries.SheetLine, ret: Return) -> dict[str, Any] | None:
    """One line's figure, whole; None when the line was left empty. What the core finds wrong with it is refused at its
    line; what only looks odd is kept, and shown to the reporter and the approver (queries.return_sheet)."""
    name, field = called(line.indicator), line.indicator.code
    figure = {
        **{k: checked.number(entry.get(k), field=field, name=name) for k in ("value", "numerator", "denominator")},
        "no_data": checked.text(entry.get("no_data"), field=field, longest=300),
        "named": [said for n in entry.get("named") or [] if (said := checked.text(n, field=field, longest=300))],
        "vintage": _vintage(entry.get("vintage"), name=name, field=field),
    }
    empty = all(figure[k] is None for k in ("value", "numerator", "denominator"))
    if empty and not figure["no_data"] and not figure["named"]:
        return None
    record = convert.observation_record(Observation(owed_in=ret, indicator_code=field, **figure))
    for problem in pipeline.check_figure(record, load_catalogue(), rate_alone=line.kind == "rate"):
        if problem.severity is Severity.ERROR:
            language = get_language() or "vi"
            raise Refused(say(problem, language, queries.place_names([ret.place], language)), field=field)
    return figure


def _vintage(given: Any, *, name: str, field: str) -> int:
    try:
        return int(Vintage(int(given or Vintage.PRELIMINARY)))
    except ValueError:
        raise Refused(
            _("Mức độ số liệu của “%(name)s” không hợp lệ; hãy chọn ước tính, sơ bộ hoặc chính thức.") % {"name": name},
            field=field,
        ) from None


def _require_every_line(ret: Return) -> None:
    """All empty lines are named at once, so that nobody has to send again and again to learn of the next one."""
    empty = [x.indicator for x in queries.return_sheet(ret) if x.observation is None and not x.optional]
    if empty:
        first, *others = (indicator.code for indicator in empty)
        names = ", ".join(f"“{called(indicator)}”" for indicator in empty)
        said = _("Chưa có số liệu cho %(names)s: hãy nhập số, hoặc ghi lý do chưa có số liệu.") % {"names": names}
        raise Refused(said, field=first, also=tuple(others))


def _require_second_person(ret: Return, by: User) -> None:
    if ret.submitted_by_id == by.pk:
        raise Refused(_("Người gửi báo cáo không tự duyệt báo cáo của mình."))


def _drafts(ret: Return) -> dict[str, Any]:
    """What the return holds and nobody has approved, as the log keeps it."""
    return _figures(ret.observations.filter(approved=False))


def _approved(ret: Return) -> dict[str, Any]:
    """The figures of the return that count now: the newest approved revision of each line."""
    return _figures(ret.observations.filter(approved=True).order_by("revision"))


def _figures(observations: Iterable[Observation]) -> dict[str, Any]:
    return {o.indicator_code: {"revision": o.revision, **{f: getattr(o, f) for f in _FIGURE}} for o in observations}
