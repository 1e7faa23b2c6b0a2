"""Figures of each month: fill, submit, approve, give back, correct, and who is late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.model.indicator import OverTime
from tiendo.model.observation import Provider
from tiendo.model.period import Clock, Period
from tiendo.publishing.wording import VINTAGE_WORDS, pick
from tiendo_web import clock
from tiendo_web.actions import hand_in_figures, rights
from tiendo_web.actions.checked import clean
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.staff.asked import UNPROCESSABLE, amount, attempt, for_those_who_may, needed_day, sent, tell
from tiendo_web.pages.templatetags.at_work import return_words
from tiendo_web.pages.templatetags.said import indicator_name, place_name
from tiendo_web.records import queries
from tiendo_web.records.models import Programme, Return

USUAL_DUE_DAY = 25  # proposed when a month is opened; Decree 09/2019/NĐ-CP, article 13, has it for provinces
TYPED = ("value", "numerator", "denominator", "no_data", "named", "vintage", "definition")


@dataclass(frozen=True)
class Line:
    """One line of the sheet as the page shows it: the record, what was typed into it just now, and what is wrong with
    that; "" when nothing is."""

    sheet: queries.SheetLine
    typed: Mapping[str, str] | None
    wrong: str
    conflict: bool

    @property
    def now(self) -> Mapping[str, Any]:
        """What stands in the inputs: what was typed just now, else what the return holds."""
        if self.typed is not None:
            return self.typed
        held = self.sheet.observation
        return {} if held is None else {name: getattr(held, name) for name in TYPED}

    @property
    def names_typed(self) -> str:
        """The named things, one a line."""
        named = self.now.get("named") or ""
        return named if isinstance(named, str) else "\n".join(named)

    @property
    def asks_names(self) -> bool:
        """True where things are counted that have names, e.g. a school that was recognised."""
        indicator = self.sheet.indicator
        counts_things = indicator.over_time is OverTime.SUM and indicator.kind in {"count", "milestone"}
        return counts_things or any(t.subject for t in self.sheet.targets)

    @property
    def theirs(self) -> bool:
        """True when somebody else saved another figure while this one was typed."""
        return self.conflict and self.sheet.observation is not None

    @property
    def changed(self) -> bool:
        """True when what was sent differs from what was approved before."""
        before = self.sheet.approved
        return before is not None and before != self.sheet.observation


@for_those_who_may("take_note")  # whoever has a role in some office
def listing(request: HttpRequest) -> HttpResponse:
    """Offices by months of a programme, the newest when none is chosen: who has sent what, who is late."""
    today = clock.today()
    annual = queries.current_programmes().exclude(period__contains="-")
    programmes = [p for p in annual if rights.sees_work(request.user, p, today=today)]
    chosen = request.GET.get("chuong-trinh", "")
    programme = next((p for p in programmes if p.slug == chosen), programmes[0] if programmes else None)
    table = queries.return_table(programme) if programme else None
    month = queries.month_to_open(programme) if programme else None
    context = {
        "programmes": programmes,
        "programme": programme,
        "table": table,
        "legend": return_words(),
        "month_to_open": month,
        "due_to_open": month and date(month.first_year, month.first_month, USUAL_DUE_DAY),
        "mine": set(queries.offices_of(request.user, "reporter", today=today)),
        "providers": queries.other_providers_here(programme) if programme else (),
        "months_begun": _months_begun(programme, today) if programme else (),
        "may_open": programme is not None and rights.may(request.user, "open_returns", programme, today=today),
    }
    return render(request, "staff/returns.html", context)


@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One return: to fill for its reporter, to decide for its approver, to read for everybody at work."""
    return _sheet(request, _return(pk))


@login_required
@sent
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a draft."""
    ret = _return(pk)
    refused = _save(request, ret, _("Đã lưu nháp."))
    return redirect("return", pk) if refused is None else _sheet(request, ret, refused)


@login_required
@sent
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed, then hand it to the approver; when that is refused the draft is kept all the same."""
    ret = _return(pk)
    refused = _save(request, ret, "")
    if refused is None:
        ret = _return(pk)
        given = {"ret": ret, "version": ret.version}
        refused = attempt(request, hand_in_figures.submit, _("Đã gửi báo cáo, đang chờ duyệt."), **given)
    return redirect("return", pk) if refused is None else _sheet(request, ret, refused)


@login_required
@sent
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer for the figures."""
    said = _("Đã duyệt. Số tổng hợp, đánh giá và trang công khai đã dùng số này.")
    tell(request, attempt(request, hand_in_figures.approve, said, ret=_return(pk), version=_version(request)))
    return redirect("return", pk)


@login_required
@sent
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the return back with a reason."""
    reason = request.POST.get("reason", "")
    ret = _return(pk)
    given = {"ret": ret, "reason": reason, "version": _version(request)}
    refused = attempt(request, hand_in_figures.give_back, _("Đã trả lại kèm lý do."), **given)
    return redirect("return", pk) if refused is None else _sheet(request, ret, refused)


@login_required
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an approved return: the sheet to fill, then the corrected figures wait for approval."""
    ret = _return(pk)
    if not (other_provider(ret) and rights.may(request.user, "hand_in_for", ret, today=clock.today())):
        rights.require(request.user, "hand_in", ret, today=clock.today())
    if request.method != "POST":
        return _sheet(request, ret, correcting=True)
    refused = _save(
        request, ret, _("Đã gửi số đính chính, đang chờ duyệt. Số cũ vẫn dùng đến lúc đó."), correcting=True
    )
    return redirect("return", pk) if refused is None else _sheet(request, ret, refused, correcting=True)


@for_those_who_may("hand_in_for")
@sent
def hand_in_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in figures in the place of an office of another provider; they wait for approval."""
    ret = _return(pk)
    correcting = ret.state == "approved"
    refused = _save(request, ret, _("Đã gửi số, đang chờ duyệt."), action=hand_in_figures.hand_in_for)
    return redirect("return", pk) if refused is None else _sheet(request, ret, refused, correcting=correcting)


@for_those_who_may("open_returns")
@sent
def ask_provider(request: HttpRequest) -> HttpResponse:
    """Ask one office of another provider for its figures of a month."""
    programme = get_object_or_404(queries.current_programmes(), slug=clean(request.POST.get("programme", "")))
    offices = [o for o in queries.other_providers_here(programme) if o.code == clean(request.POST.get("office", ""))]
    try:
        month, due = _month(request.POST.get("month", "")), needed_day(request.POST, "due")
    except Refused as refused:
        tell(request, refused)
        return redirect("returns")
    asked = {"programme": programme, "month": month, "offices": offices, "due": due}
    tell(request, attempt(request, hand_in_figures.open_returns, _("Đã mở kỳ báo cáo."), **asked))
    return redirect("returns")


@for_those_who_may("open_returns")
@sent
def open_month(request: HttpRequest) -> HttpResponse:
    """Ask every office that owes figures for those of a month."""
    programme = get_object_or_404(queries.current_programmes(), slug=clean(request.POST.get("programme", "")))
    try:
        month, due = _month(request.POST.get("month", "")), needed_day(request.POST, "due")
    except Refused as refused:
        tell(request, refused)
        return redirect("returns")
    asked = {"programme": programme, "month": month, "offices": queries.offices_owing(programme, month), "due": due}
    tell(request, attempt(request, hand_in_figures.open_returns, _("Đã mở kỳ báo cáo."), **asked))
    return redirect("returns")


# --- the parts of the views ---------------------------------------------------------------------------------------------


def _return(pk: int) -> Return:
    return get_object_or_404(
        Return.objects.select_related("programme__place", "office", "place", "submitted_by"), pk=pk
    )


def _months_begun(programme: Programme, today: date) -> list[Period]:
    """The months of a programme that have begun, the newest first."""
    return [m for m in reversed(Period.parse(programme.period).months()) if Clock.CALENDAR.days(m)[0] <= today]


def _month(code: str) -> Period:
    try:
        return Period.parse(code)
    except ValueError:
        raise Refused(_("Hãy chọn tháng báo cáo."), field="month") from None


def other_provider(ret: Return) -> bool:
    """True for a return of an office that is not of the sector."""
    return ret.office.provider != Provider.SECTOR


def _save(
    request: HttpRequest,
    ret: Return,
    said: str,
    *,
    correcting: bool = False,
    action: Callable[..., object] | None = None,
) -> Refused | None:
    """Read the inputs and keep them: as a draft, as a correction, or by the action given."""
    action = action or (hand_in_figures.correct if correcting else hand_in_figures.save_draft)
    try:
        entries = {line.indicator.code: _entry(request.POST, line) for line in queries.return_sheet(ret)}
    except Refused as refused:
        return refused
    return attempt(request, action, said, ret=ret, entries=entries, version=_version(request))


def _version(request: HttpRequest) -> int:
    """The version of the return that the person had before them; 0, which is nobody's, when the form has none."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _entry(typed: Mapping[str, str], line: queries.SheetLine) -> dict[str, Any]:
    code = line.indicator.code
    try:
        numbers = {name: amount(typed, f"{name}:{code}") for name in ("value", "numerator", "denominator")}
    except Refused as refused:
        raise Refused(f"{indicator_name(code)}: {refused}", field=code) from None
    named = typed.get(f"named:{code}", "").splitlines()
    return {
        **numbers,
        "named": named,
        **{n: typed.get(f"{n}:{code}", "") for n in ("no_data", "vintage", "definition")},
    }


def _sheet(
    request: HttpRequest, ret: Return, refused: Refused | None = None, *, correcting: bool = False
) -> HttpResponse:
    today = clock.today()
    rights.require_sight(request.user, ret.programme, today=today)
    fresh = _return(ret.pk)
    sheet = queries.return_sheet(fresh)
    may_fill = rights.may(request.user, "hand_in", fresh, today=today)
    in_its_place = (
        not may_fill and other_provider(fresh) and rights.may(request.user, "hand_in_for", fresh, today=today)
    )
    open_to_it = fresh.state in {"open", "returned"} or (correcting and fresh.state == "approved")
    may_decide = rights.may(request.user, "approve", fresh, today=today)
    context = {
        "ret": fresh,
        "names": {fresh.place.code: place_name(fresh.place)},
        "lines": [_line(request.POST if refused else None, line, refused) for line in sheet],
        "filling": (may_fill or in_its_place) and open_to_it,
        "in_its_place": in_its_place,
        "correcting": correcting,
        "below": fresh.place_id != fresh.programme.place_id,
        "may_correct": (may_fill or in_its_place) and fresh.state == "approved",
        "deciding": may_decide and fresh.state == "submitted",
        "own_submission": fresh.submitted_by_id == request.user.pk,
        "refused": refused,
        "vintages": [(int(v), pick(words, get_language() or "vi")) for v, words in VINTAGE_WORDS.items()],
        "window": Clock.ADMINISTRATIVE.days(Period.parse(fresh.period)),
        "history": queries.events_of(fresh),
    }
    return render(request, "staff/return.html", context, status=UNPROCESSABLE if refused else 200)


def _line(typed: Mapping[str, str] | None, sheet: queries.SheetLine, refused: Refused | None) -> Line:
    code = sheet.indicator.code
    now = None
    if typed is not None and f"no_data:{code}" in typed:
        now = {name: typed.get(f"{name}:{code}", "") for name in TYPED}
    return Line(sheet, now, _wrong(code, refused), conflict=refused is not None and refused.field == "version")


def _wrong(code: str, refused: Refused | None) -> str:
    """What to say at a line: the refusal itself, or, where that names several lines, what it means for this one."""
    inputs = {code, *(f"{name}:{code}" for name in TYPED)}
    if refused is None or inputs.isdisjoint({refused.field, *refused.also}):
        return ""
    return _("Hãy nhập số, hoặc ghi lý do chưa có số liệu.") if refused.also else str(refused)
