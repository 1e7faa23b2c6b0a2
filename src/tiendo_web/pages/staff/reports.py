"""Texts that report results: give one, go through what it tells, and take its figures into the return."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tiendo.catalogue.load import load_catalogue
from tiendo.reading.formats import LARGEST_BYTES
from tiendo_web import clock
from tiendo_web.actions import read_report, rights
from tiendo_web.actions.refused import NotAllowed, Refused
from tiendo_web.pages.staff.asked import UNPROCESSABLE, amount, attempt, for_those_who_may
from tiendo_web.pages.staff.report_page import show
from tiendo_web.pages.templatetags.said import indicator_name
from tiendo_web.records import queries
from tiendo_web.records.models import Figure, Office, ReportText


@for_those_who_may("read_report")
def read(request: HttpRequest) -> HttpResponse:
    """Give the text of a report, and choose whose it is; below it those given before."""
    if request.method != "POST":
        return _form(request)
    try:
        before = ReportText.objects.count()
        report = _read(request)
    except NotAllowed:
        raise
    except Refused as refused:
        return _form(request, refused)
    if ReportText.objects.count() == before:
        messages.info(request, _("Văn bản này đã được đọc; đây là kết quả của lần đọc đó."))
    return redirect("report-text", report.pk)


@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its results marked, and beside it each with the return that it belongs into."""
    return show(request, _report(request, pk))


@login_required
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """The words that a figure was taken from, in the report that this person may read."""
    found = get_object_or_404(Figure, pk=pk)
    reports = ReportText.objects.filter(document=found.document_id).select_related("office__place")
    seen = (r for r in reports if rights.sees_report(request.user, r.office, today=clock.today()))
    report = next(seen, None)
    if report is None:
        raise NotAllowed(_("Trang này dành cho người đang có vai trò ở địa bàn của đơn vị báo cáo."))
    return redirect(f"{reverse('report-text', args=[report.pk])}#so-{found.ordinal}")


@for_those_who_may("hand_in")
@require_POST
def take(request: HttpRequest, pk: int, ordinal: int) -> HttpResponse:
    """Put one result into the return."""
    held = request.POST.get("held")
    return _done(request, pk, ordinal, read_report.take, _("Đã ghi vào báo cáo kỳ (bản nháp)."), held=held)


@for_those_who_may("read_report")
@require_POST
def correct(request: HttpRequest, pk: int, ordinal: int) -> HttpResponse:
    """What a figure of the report really is: only what was sent changes."""
    report = _report(request, pk)
    try:
        changes = _changes(request)
    except Refused as refused:
        return show(request, report, refused)
    return _done(request, pk, ordinal, read_report.correct, _("Đã sửa số liệu."), changes=changes)


# --- the parts of the views ---------------------------------------------------------------------------------------------


def _report(request: HttpRequest, pk: int) -> ReportText:
    near = ("document__added_by", "office__place", "added_by")
    report = get_object_or_404(ReportText.objects.select_related(*near), pk=pk)
    if not rights.sees_report(request.user, report.office, today=clock.today()):
        raise NotAllowed(_("Trang này dành cho người đang có vai trò ở địa bàn của đơn vị báo cáo."))
    return report


def _done(request: HttpRequest, pk: int, ordinal: int, action: Any, said: str, **given: Any) -> HttpResponse:
    report = _report(request, pk)
    figure = get_object_or_404(Figure, document=report.document_id, ordinal=ordinal)
    refused = attempt(request, action, said, report=report, figure=figure, **given)
    if refused is not None:
        return show(request, report, refused)
    return redirect(f"{reverse('report-text', args=[pk])}#so-{ordinal}")


def _read(request: HttpRequest) -> ReportText:
    text, file = request.POST.get("text", ""), request.FILES.get("file")
    given: dict[str, Any] = {"office": _office(request), "by": request.user, "today": clock.today()}
    if text.strip() and file:
        raise Refused(_("Hãy dán văn bản hoặc chọn một tệp, không cả hai."), field="file")
    name = request.POST.get("name", "").strip()
    if isinstance(file, UploadedFile):
        # One byte more than may be read is enough for the refusal to be said.
        return read_report.read_report(name=file.name or name, data=file.read(LARGEST_BYTES + 1), **given)
    return read_report.read_report(name=name, text=text, **given)


def _offices(request: HttpRequest) -> list[Office]:
    return queries.offices_to_report(request.user, today=clock.today())


def _office(request: HttpRequest) -> Office:
    chosen = {str(o.pk): o for o in _offices(request)}.get(request.POST.get("office", ""))
    if chosen is None:
        raise Refused(_("Hãy chọn đơn vị của báo cáo trong danh sách."), field="office")
    return chosen


def _changes(request: HttpRequest) -> dict[str, Any]:
    """What was typed into the correction of one figure."""
    typed = request.POST
    changes: dict[str, Any] = {
        name: typed[name].strip()
        for name in ("kind", "indicator", "indicator_code", "unit", "period")
        if typed.get(name, "").strip()
    }
    if (value := amount(typed, "value")) is not None:
        changes["value"] = value
    if (vintage := typed.get("vintage", "")) in {"1", "2", "3"}:
        changes["vintage"] = int(vintage)
    if "measured" in typed:
        changes["indicator_code"] = _code(typed["measured"])
    return changes


def _code(name: str) -> str:
    """The code of an indicator that was chosen by its name; "" for none."""
    wanted = " ".join(name.split()).casefold()
    found = (code for code in load_catalogue().indicators if wanted in {code, indicator_name(code).casefold()})
    code = next(found, "")
    if wanted and not code:
        said = _("Danh mục không có chỉ tiêu “%(code)s”; hãy chọn trong danh sách.") % {"code": name[:64]}
        raise Refused(said, field="measured")
    return code


def _form(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    offices = _offices(request)
    context = {
        "offices": offices,
        "chosen": request.POST.get("office") or request.GET.get("office") or (str(offices[0].pk) if offices else ""),
        "reports": queries.report_texts(request.user, today=clock.today())[:20],
        "typed": request.POST,
        "refused": refused,
    }
    return render(request, "staff/report_read.html", context, status=UNPROCESSABLE if refused else 200)
