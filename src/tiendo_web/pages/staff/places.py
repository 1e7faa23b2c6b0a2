"""Places in time at work: load an act that redraws them, see what it will do, put it right, activate it, take it back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.catalogue.places.acts import acts_for, redrawing_of
from tiendo.files.geojson import LARGEST_BYTES as MOST_BYTES
from tiendo.files.redrawing import LARGEST_BYTES
from tiendo.files.redrawing_template import empty_table, empty_workbook
from tiendo.model.place_change import ShareBasis
from tiendo.publishing.place_words import SHARE_BASIS_WORDS, format_share
from tiendo.publishing.wording import pick, say
from tiendo_web import clock
from tiendo_web.actions import draft_redrawing, draw_places, redraw_places, rights
from tiendo_web.actions.checked import clean
from tiendo_web.actions.refused import NotAllowed, Refused
from tiendo_web.pages.staff.asked import UNPROCESSABLE, attempt, day, for_those_who_may, sent, tell
from tiendo_web.pages.templatetags.said import day as say_day
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Place, Redrawing, RedrawnPlace

_BASES = (ShareBasis.POPULATION, ShareBasis.AREA, ShareBasis.HOUSEHOLDS, ShareBasis.EQUAL_PARTS)
_ONE_DAY = timedelta(days=1)
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_those_who_may("redraw")
def listing(request: HttpRequest) -> HttpResponse:
    """Acts that were loaded, and two ways to load one: a spreadsheet, or the official acts of the catalogue."""
    return _listing(request)


@for_those_who_may("redraw")
def template(request: HttpRequest) -> HttpResponse:
    """The empty table, with rows that show how to fill it in: a workbook, or CSV for whoever asks for that."""
    language = get_language() or "vi"
    if request.GET.get("dang") == "csv":
        answer = HttpResponse(empty_table(language), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(empty_workbook(language), content_type=_WORKBOOK)
    name = "doi-dia-ban.csv" if answer["Content-Type"].startswith("text/csv") else "doi-dia-ban.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@for_those_who_may("redraw")
@sent
def load(request: HttpRequest) -> HttpResponse:
    """Load a spreadsheet as a draft and show what it will do."""
    file = request.FILES.get("file")
    if file is None:
        return _listing(
            request, Refused(_("Hãy chọn tệp bảng thay đổi địa bàn (.xlsx, .ods hoặc .csv)."), field="file")
        )
    data = file.read(LARGEST_BYTES + 1)
    return _drafted(request, draft_redrawing.load_draft, data=data, name=file.name or "")


@for_those_who_may("redraw")
@sent
def take_act(request: HttpRequest) -> HttpResponse:
    """Take an official act of the catalogue as a draft and show what it will do."""
    said, _stroke, document = clean(request.POST.get("act", "")).partition(" ")
    try:
        on = date.fromisoformat(said)
    except ValueError:
        return _listing(request, Refused(_("Hãy chọn một văn bản trong danh sách."), field="act"))
    return _drafted(request, draft_redrawing.draft_act, document=document, day=on)


@login_required
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What an act does or will do, for planners of its places."""
    return _page(request, _row(request, pk))


@for_those_who_may("redraw")
@sent
def shares(request: HttpRequest, pk: int, old: int) -> HttpResponse:
    """Correct the shares of one split place."""
    row, typed = _row(request, pk), request.POST
    given: dict[str, Any] = {
        "redrawing": row,
        "old": get_object_or_404(Place, pk=old),
        "shares": {line.pk: typed.get(f"share:{line.pk}", "") for line in row.lines.filter(old=old)},
        "basis": typed.get("basis", ""),
        "source": typed.get("source", ""),
    }
    refused = attempt(request, draft_redrawing.correct_shares, _("Đã sửa tỷ lệ."), **given)
    return _back(pk, f"#dia-ban-{old}") if refused is None else _page(request, row, refused, old)


@for_those_who_may("redraw")
@sent
def heir(request: HttpRequest, pk: int, old: int) -> HttpResponse:
    """Choose the new place in which the people of an old one go on."""
    row, chosen = _row(request, pk), clean(request.POST.get("heir", ""))
    new: RedrawnPlace | None = row.new_places.filter(code=chosen).first() if chosen else None
    given = {"redrawing": row, "old": get_object_or_404(Place, pk=old), "heir": new}
    tell(request, attempt(request, draft_redrawing.say_heir, _("Đã ghi nơi làm việc tiếp của cán bộ."), **given))
    return _back(pk, "#nguoi")


@for_those_who_may("redraw")
@sent
def activate(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the act hold from its day."""
    row = _row(request, pk)
    said = _("Đã áp dụng %(document)s từ ngày %(day)s.") % {"document": row.document, "day": say_day(row.day)}
    tell(request, attempt(request, redraw_places.activate, said, redrawing=row))
    return _back(pk)


@for_those_who_may("redraw")
@sent
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an act back while nothing rests on it."""
    row = _row(request, pk)
    said = _("Đã hoàn tác: địa bàn cũ tiếp tục như trước.")
    tell(request, attempt(request, redraw_places.undo, said, redrawing=row))
    return _back(pk)


@for_those_who_may("redraw")
@sent
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft away."""
    refused = attempt(request, draft_redrawing.discard, _("Đã bỏ bản nháp."), redrawing=_row(request, pk))
    tell(request, refused)
    return redirect("redrawings") if refused is None else _back(pk)


@for_those_who_may("redraw")
@sent
def load_shapes(request: HttpRequest) -> HttpResponse:
    """Keep the outlines of an office's own map."""
    file = request.FILES.get("shapes")
    if file is None:
        return _listing(request, Refused(_("Hãy chọn tệp GeoJSON."), field="shapes"))
    today = clock.today()
    try:
        kept, left_out = draw_places.load_shapes(
            data=file.read(MOST_BYTES + 1),
            name=file.name or "",
            source=request.POST.get("source", ""),
            on=day(request.POST, "on") or today,
            by=request.user,
            today=today,
        )
    except NotAllowed:
        raise
    except Refused as refused:
        return _listing(request, refused)
    said = _("Đã nạp đường biên của %(kept)d địa bàn.") % {"kept": kept}
    if left_out:
        said += " " + _("Bỏ qua mã không thuộc địa bàn của bạn: %(codes)s.") % {"codes": ", ".join(left_out[:20])}
    messages.success(request, said)
    return redirect("redrawings")


# --- the parts of the views ---------------------------------------------------------------------------------------------


def _row(request: HttpRequest, pk: int) -> Redrawing:
    """The act, for whoever may redraw its places today, and for auditors to read."""
    row = get_object_or_404(queries.redrawings(), pk=pk)
    today = clock.today()
    auditing = request.method == "GET" and rights.may(request.user, "audit", today=today)
    if not auditing and not rights.may(request.user, "redraw", row, today=today):
        raise PermissionDenied
    return row


def _back(pk: int, part: str = "") -> HttpResponse:
    answer = redirect("redrawing", pk)
    answer["Location"] += part
    return answer


def _drafted(request: HttpRequest, verb: Any, **given: Any) -> HttpResponse:
    try:
        row = verb(by=request.user, today=clock.today(), **given)
    except NotAllowed:
        raise
    except Refused as refused:
        return _listing(request, refused)
    return redirect("redrawing", row.pk)


def _listing(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    today = clock.today()
    known = [convert.place_record(p) for p in queries.places_planned(request.user, today=today, on=today)]
    rows = list(queries.redrawings())
    mine = rights.among(request.user, "redraw", rows, today=today)
    context = {
        "rows": [row for row in rows if row.pk in mine],
        "acts": acts_for(known),
        "bases": [pick(SHARE_BASIS_WORDS[b], get_language() or "vi") for b in _BASES],
        "refused": refused,
    }
    return render(request, "staff/redrawings.html", context, status=UNPROCESSABLE if refused else 200)


def _page(request: HttpRequest, row: Redrawing, refused: Refused | None = None, at: int | None = None) -> HttpResponse:
    today, language = clock.today(), get_language() or "vi"
    look, may = queries.outlook(row), rights.may(request.user, "redraw", row, today=today)
    resting = queries.resting_on(row) if row.state == "active" else {}
    context = {
        "row": row,
        "look": look,
        "wrong": say(look.wrong, language) if look.wrong else "",
        "unsaid": sorted({say(problem, language) for problem in look.unsaid}),
        "endings": [(e, [(x, format_share(x.share, language)) for x in e.lines]) for e in look.ending],
        "bases": [(b.value, pick(SHARE_BASIS_WORDS[b], language)) for b in _BASES],
        "left_out": _left_out(row) if not row.given_as else (),
        "resting": resting,
        "may": may,
        "correctable": may and row.state in {"draft", "active"},
        "typed": request.POST if refused else {},
        "refused": refused,
        "at": at,
        "history": queries.events_of(row),
    }
    return render(request, "staff/redrawing.html", context, status=UNPROCESSABLE if refused else 200)


def _left_out(row: Redrawing) -> tuple[Any, ...]:
    """Places that the catalogue's act also brings into the new ones, and that are not known here."""
    old = [convert.place_record(line.old) for line in row.lines.select_related("old").prefetch_related("old__titles")]
    try:
        return redrawing_of(row.document, row.day, old, parents=()).left_out
    except KeyError:
        return ()
