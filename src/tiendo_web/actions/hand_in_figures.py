"""Hand in figures: open returns, save a draft, submit, approve, give back, correct."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiendo.model.observation import Provider
from tiendo.model.period import Clock, Period, PeriodKind
from tiendo_web.actions import checked, events, one_return, rights, stored_totals
from tiendo_web.actions.refused import Refused, called
from tiendo_web.records import queries
from tiendo_web.records.models import Office, Programme, Return, User


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
    closed = min(today, Clock.CALENDAR.days(month)[1])  # the places of the month report it, not those that came later
    offices = checked.offices_here(offices, programme, field="offices", today=closed)
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
        ret = one_return.taken(ret, version, states=("open", "returned"))
        before = one_return.drafts(ret)
        one_return.save_entries(ret, entries, entered_by=by, sample=sample)
        events.log(verb="save_draft", subject=ret, facts={"before": before, "after": one_return.drafts(ret)}, by=by)
    return ret


def submit(*, ret: Return, by: User, today: date, version: int | None = None) -> Return:
    """Hand the return to the approver. Every line needs a figure or the reason why there is none. With the `version`
    that the person had loaded, figures that somebody else saved in between are not handed in unseen."""
    rights.require(by, "hand_in", ret, today=today)
    with transaction.atomic():
        ret = one_return.taken(ret, version, states=("open", "returned"))
        dropped = _drop_what_is_not_owed(ret)
        _require_every_line(ret)
        ret.state = "submitted"
        ret.submitted_by, ret.submitted_at, ret.returned_reason = by, timezone.now(), ""
        ret.save()
        facts = {"period": ret.period, "office": ret.office, "figures": one_return.drafts(ret), "dropped": dropped}
        events.log(verb="submit_return", subject=ret, facts=facts, by=by)
    return ret


def approve(*, ret: Return, by: User, today: date, version: int | None = None) -> Return:
    """Answer for the figures of a submitted return; from now on they count everywhere. With the `version` that the
    person had loaded, nothing is approved that was sent again in between."""
    rights.require(by, "approve", ret, today=today)
    with transaction.atomic():
        ret = one_return.taken(ret, version, states=("submitted",))
        _require_second_person(ret, by)
        dropped = _drop_what_is_not_owed(ret)
        after = one_return.drafts(ret)
        before = {code: figure for code, figure in one_return.approved_figures(ret).items() if code in after}
        facts = {"period": ret.period, "office": ret.office, "before": before, "after": after, "dropped": dropped}
        ret.observations.filter(approved=False).update(approved=True)
        ret.state, ret.approved_by, ret.approved_at = "approved", by, timezone.now()
        ret.save()
        stored_totals.follow_return(ret=ret, indicators=after, today=today)
        events.log(verb="approve_return", subject=ret, facts=facts, by=by)
    return ret


def give_back(*, ret: Return, reason: str, by: User, today: date, version: int | None = None) -> Return:
    """Return a submitted return to its office with a reason; figures approved before stay in force."""
    rights.require(by, "approve", ret, today=today)
    reason = checked.needed_text(reason, field="reason", sentence=_("Hãy ghi lý do trả lại để đơn vị biết cần sửa gì."))
    with transaction.atomic():
        ret = one_return.taken(ret, version, states=("submitted",))
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
        ret = one_return.taken(ret, version, states=("approved",))
        _drop_what_is_not_owed(ret)
        changed = one_return.save_entries(ret, entries, entered_by=by, sample=sample)
        if not changed:
            raise Refused(_("Không có số nào thay đổi so với số đã duyệt."))
        ret.state, ret.submitted_by, ret.submitted_at = "submitted", by, timezone.now()
        ret.save()
        after = one_return.drafts(ret)
        before = {code: figure for code, figure in one_return.approved_figures(ret).items() if code in after}
        facts = {"period": ret.period, "office": ret.office, "before": before, "after": after}
        events.log(verb="correct_return", subject=ret, facts=facts, by=by)
    return ret


def hand_in_for(
    *, ret: Return, entries: Mapping[str, Mapping[str, Any]], version: int, by: User, today: date, sample: bool = False
) -> Return:
    """Write down and hand in what an office of another provider has published or sent on paper, in its place: the planner
    types it, and it waits for approval as every figure does. Of an approved return the changed lines are new revisions.

    Raises Refused for an office of the sector, which sends its figures itself, and when nothing differs.
    """
    rights.require(by, "hand_in_for", ret, today=today)
    if ret.office.provider == Provider.SECTOR:
        raise Refused(_("Cơ quan này tự gửi số của mình; chỉ nhập thay được cho cơ quan thống kê."))
    with transaction.atomic():
        ret = one_return.taken(ret, version, states=("open", "returned", "approved"))
        dropped = _drop_what_is_not_owed(ret)
        one_return.save_entries(ret, entries, entered_by=by, sample=sample)
        after = one_return.drafts(ret)
        if not after:
            raise Refused(_("Chưa có số nào, hoặc không số nào khác với số đã duyệt."))
        _require_every_line(ret)
        ret.state, ret.submitted_by, ret.submitted_at, ret.returned_reason = "submitted", by, timezone.now(), ""
        ret.save()
        before = {code: figure for code, figure in one_return.approved_figures(ret).items() if code in after}
        facts = {"period": ret.period, "office": ret.office, "before": before, "after": after, "dropped": dropped}
        events.log(verb="hand_in_for", subject=ret, facts=facts, by=by)
    return ret


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


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
    dropped = one_return.figures_of(gone)
    gone.delete()
    return dropped


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
