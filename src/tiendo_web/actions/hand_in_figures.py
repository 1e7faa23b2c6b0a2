"""Hand in figures: open returns, save a draft, submit, approve, give back, correct."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from tiendo.catalogue.load import load_catalogue
from tiendo.model.observation import Vintage
from tiendo.model.period import Clock, Period
from tiendo_web.actions import events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records import queries
from tiendo_web.records.models import Observation, Office, Programme, Return, User

_FIGURE = ("value", "numerator", "denominator", "no_data", "named", "vintage")


def open_returns(
    *, programme: Programme, month: Period, offices: Iterable[Office], due: date, by: User, today: date
) -> list[Return]:
    """Ask each office for its figures of a month, due on a day. Asking twice changes nothing."""
    rights.require(by, "open_returns", programme, today=today)
    if due <= Clock.ADMINISTRATIVE.days(month)[0]:
        raise Refused(_("Hạn gửi phải sau ngày bắt đầu kỳ báo cáo."), field="due")
    opened = []
    with transaction.atomic():
        for office in offices:
            ret, new = Return.objects.get_or_create(
                programme=programme,
                office=office,
                period=month.code,
                defaults={"place": office.place, "due": due},
            )
            if new:
                opened.append(ret)
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
        _save_entries(ret, entries, by=by, sample=sample)
        events.log(verb="save_draft", subject=ret, facts=_plain_entries(entries), by=by)
    return ret


def submit(*, ret: Return, by: User, today: date) -> Return:
    """Hand the return to the approver. Every line needs a figure or the reason why there is none."""
    rights.require(by, "hand_in", ret, today=today)
    with transaction.atomic():
        ret = _taken(ret, None, states=("open", "returned"))
        for line in queries.return_sheet(ret):
            if line.observation is None:
                raise Refused(
                    _("Chưa có số liệu cho “%(name)s”: hãy nhập số, hoặc ghi lý do chưa có số liệu.")
                    % {"name": line.indicator.name},
                    field=line.indicator.code,
                )
        ret.state = "submitted"
        ret.submitted_by, ret.submitted_at, ret.returned_reason = by, timezone.now(), ""
        ret.save()
        events.log(verb="submit_return", subject=ret, facts={"period": ret.period, "office": ret.office}, by=by)
    return ret


def approve(*, ret: Return, by: User, today: date) -> Return:
    """Answer for the figures of a submitted return; from now on they count everywhere."""
    rights.require(by, "approve", ret, today=today)
    with transaction.atomic():
        ret = _taken(ret, None, states=("submitted",))
        _require_second_person(ret, by)
        facts = {
            "period": ret.period,
            "office": ret.office,
            "figures": _figures(ret.observations.filter(approved=False)),
        }
        ret.observations.filter(approved=False).update(approved=True)
        ret.state, ret.approved_by, ret.approved_at = "approved", by, timezone.now()
        ret.save()
        events.log(verb="approve_return", subject=ret, facts=facts, by=by)
    return ret


def give_back(*, ret: Return, reason: str, by: User, today: date) -> Return:
    """Return a submitted return to its office with a reason; figures approved before stay in force."""
    rights.require(by, "approve", ret, today=today)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do trả lại để đơn vị biết cần sửa gì."), field="reason")
    with transaction.atomic():
        ret = _taken(ret, None, states=("submitted",))
        ret.state, ret.returned_reason = "returned", reason.strip()
        ret.save()
        facts = {"period": ret.period, "office": ret.office, "reason": reason.strip()}
        events.log(verb="give_back_return", subject=ret, facts=facts, by=by)
    return ret


def correct(
    *, ret: Return, entries: Mapping[str, Mapping[str, Any]], version: int, by: User, today: date, sample: bool = False
) -> Return:
    """Send corrected figures of an approved return: new revisions that wait for approval; the old ones count until then."""
    rights.require(by, "hand_in", ret, today=today)
    with transaction.atomic():
        ret = _taken(ret, version, states=("approved",))
        changed = _save_entries(ret, entries, by=by, sample=sample)
        if not changed:
            raise Refused(_("Không có số nào thay đổi so với số đã duyệt."))
        ret.state, ret.submitted_by, ret.submitted_at = "submitted", by, timezone.now()
        ret.save()
        facts = {"changed": sorted(changed), **_plain_entries(entries)}
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


def _save_entries(ret: Return, entries: Mapping[str, Mapping[str, Any]], *, by: User, sample: bool) -> set[str]:
    """Write the entries as the next unapproved revisions; returns the codes whose figure differs from the approved."""
    lines = {line.indicator.code: line for line in queries.return_sheet(ret)}
    changed = set()
    for code, entry in entries.items():
        line = lines.get(code)
        if line is None:
            known = load_catalogue().indicators.get(code)
            raise Refused(
                _("Đơn vị không phải báo cáo “%(name)s” trong kỳ này.") % {"name": known.name if known else code},
                field=code,
            )
        figure = _figure(entry, line)
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


def _figure(entry: Mapping[str, Any], line: queries.SheetLine) -> dict[str, Any] | None:
    """One line's figure, whole; None when the line was left empty."""
    name, field = line.indicator.name, line.indicator.code
    value, numerator, denominator = (entry.get(k) for k in ("value", "numerator", "denominator"))
    no_data = str(entry.get("no_data") or "").strip()
    given = [v for v in (value, numerator, denominator) if v is not None]
    if not given and not no_data:
        return None
    if any(not isinstance(v, Decimal) for v in given):
        raise Refused(_("Số của “%(name)s” không hợp lệ.") % {"name": name}, field=field)
    if given and no_data:
        raise Refused(
            _("“%(name)s”: hoặc nhập số, hoặc ghi lý do chưa có số liệu, không cả hai.") % {"name": name}, field=field
        )
    if line.kind == "ratio" and given and (value is not None or numerator is None or denominator is None):
        raise Refused(_("“%(name)s” cần đủ tử số và mẫu số.") % {"name": name}, field=field)
    if line.kind == "value" and (numerator is not None or denominator is not None):
        raise Refused(_("“%(name)s” chỉ cần một số.") % {"name": name}, field=field)
    if denominator is not None and denominator <= 0:
        raise Refused(_("Mẫu số của “%(name)s” phải lớn hơn 0.") % {"name": name}, field=field)
    return {
        "value": value,
        "numerator": numerator,
        "denominator": denominator,
        "no_data": no_data,
        "named": [str(n).strip() for n in entry.get("named") or [] if str(n).strip()],
        "vintage": int(Vintage(int(entry.get("vintage") or Vintage.PRELIMINARY))),
    }


def _require_second_person(ret: Return, by: User) -> None:
    if ret.submitted_by_id == by.pk:
        raise Refused(_("Người gửi báo cáo không tự duyệt báo cáo của mình."))


def _plain_entries(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {"entries": {code: dict(entry) for code, entry in entries.items()}}


def _figures(observations: Iterable[Observation]) -> dict[str, Any]:
    return {
        o.indicator_code: {"revision": o.revision, **{f: getattr(o, f) for f in _FIGURE if f != "vintage"}}
        for o in observations
    }
