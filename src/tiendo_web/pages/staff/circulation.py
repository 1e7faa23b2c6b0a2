"""Give a programme's document to places and offices, and see who has taken note (quán triệt, phổ biến)."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tiendo_web import clock
from tiendo_web.actions import circulate, rights
from tiendo_web.pages.staff.asked import UNPROCESSABLE, attempt, for_those_who_may, sent, tell
from tiendo_web.records import queries
from tiendo_web.records.models import Circulation, Document, Office, Programme


@dataclass(frozen=True)
class Sheet:
    """One document of the programme: who has it, who could still be given it, and whether it can be read here."""

    document: Document
    circulated: queries.Circulated | None
    without: list[Office]
    readable: bool


@for_those_who_may("take_note")
def listing(request: HttpRequest) -> HttpResponse:
    """Every programme with the reach of its documents."""
    today = clock.today()
    programmes = [p for p in queries.current_programmes() if rights.sees_work(request.user, p, today=today)]
    given = queries.circulated(programmes)
    lines = [(p, given.get(p.pk, ())) for p in programmes]
    return render(request, "staff/circulations.html", {"lines": lines})


@for_those_who_may("take_note")
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """Who was given the programme's documents, who has taken note of them and when."""
    return _page(request, _programme(slug))


@login_required
@sent
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a document to all offices that don't have it, or to those that were ticked."""
    programme = _programme(slug)
    document = get_object_or_404(Document, pk=_number(request.POST.get("document", "")))
    rights.require(request.user, "circulate", programme, today=clock.today())
    sheet = next((s for s in _sheets(programme) if s.document == document), None)
    everyone = sheet.without if sheet else []
    ticked = {_number(pk) for pk in request.POST.getlist("office")}
    chosen = everyone if "all" in request.POST else [o for o in everyone if o.pk in ticked]
    count = len(chosen)
    said = ngettext("Đã gửi văn bản cho %(count)d đơn vị.", "Đã gửi văn bản cho %(count)d đơn vị.", count)
    said %= {"count": count}
    refused = attempt(request, circulate.circulate, said, programme=programme, document=document, offices=chosen)
    if refused is not None:
        return _page(request, programme, refused)
    return redirect("circulation", slug)


@login_required
@sent
def take_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm for the own office; back to the page where the button stood."""
    circulation = get_object_or_404(Circulation.objects.select_related("programme"), pk=pk)
    said = _("Đã xác nhận đơn vị đã quán triệt văn bản.")
    tell(request, attempt(request, circulate.take_note, said, circulation=circulation))
    if request.POST.get("from") == "home":
        return redirect("staff-home")
    return redirect("circulation", circulation.programme.slug)


# --- the parts of the views ---------------------------------------------------------------------------------------------


def _programme(slug: str) -> Programme:
    return get_object_or_404(Programme.objects.select_related("place", "document"), slug=slug)


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _sheets(programme: Programme) -> list[Sheet]:
    """The documents that were given out or may be, the programme's own first."""
    given = {c.document: c for c in queries.circulated([programme]).get(programme.pk, ())}
    offices = queries.offices_here(programme, clock.today())
    documents = list(dict.fromkeys([*filter(None, [programme.document]), *queries.documents_of(programme), *given]))
    public = set(queries.documents_shown(programme))
    sheets = []
    for document in documents:
        circulated = given.get(document)
        has = {c.office_id for c in circulated.given} if circulated else set()
        without = [o for o in offices if o.pk not in has]
        sheets.append(Sheet(document, circulated, without, readable=document in public))
    return sheets


def _page(request: HttpRequest, programme: Programme, refused: object = None) -> HttpResponse:
    today, user = clock.today(), request.user
    rights.require_sight(user, programme, today=today)
    sheets = _sheets(programme)
    given = [c for sheet in sheets if sheet.circulated for c in sheet.circulated.given]
    context = {
        "programme": programme,
        "sheets": sheets,
        "refused": refused,
        "may_give": rights.may(user, "circulate", programme, today=today),
        "may_note": rights.among(user, "take_note", [c for c in given if c.noted_on is None], today=today),
    }
    return render(request, "staff/circulation.html", context, status=UNPROCESSABLE if refused else 200)
