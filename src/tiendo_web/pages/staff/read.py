"""Read a document: paste it or send a file, and go on to the targets that it implies."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tiendo.reading.formats import LARGEST_BYTES
from tiendo_web import clock
from tiendo_web.actions import read_plan, rights
from tiendo_web.actions.checked import clean
from tiendo_web.actions.refused import NotAllowed, Refused
from tiendo_web.pages.staff.asked import UNPROCESSABLE, for_those_who_may
from tiendo_web.pages.templatetags.said import day
from tiendo_web.records import queries
from tiendo_web.records.models import Document, Programme, Role, TargetSet, User


@for_those_who_may("read_plan")
def documents(request: HttpRequest) -> HttpResponse:
    """The documents of the places where this person plans, and the editions they made."""
    return render(request, "staff/documents.html", {"documents": queries.documents().filter(pk__in=_own(request))})


@for_those_who_may("read_plan")
def read(request: HttpRequest) -> HttpResponse:
    """Read what was given, put its targets into an edition as proposals, and show that edition.

    A document that was read before leads to its edition. When its programme cannot be told from the text the document
    is kept, and the form asks only for the programme.
    """
    kept = _kept(request)
    if request.method != "POST":
        return _form(request, kept)
    try:
        programme = _chosen(request)
        kept = kept or _read(request)
        edition = _propose(request, kept, programme)
    except NotAllowed:
        raise
    except Refused as refused:
        return _form(request, kept, refused)
    return redirect("edition", edition.pk)


# --- the parts of the views ---------------------------------------------------------------------------------------------


def _own(request: HttpRequest) -> QuerySet[Document]:
    """What somebody who plans in the same places has read, and what their programmes rest on: a draft of another place
    is nobody else's to read."""
    held = rights.rights_of(request.user, today=clock.today())
    places = [r.office.place_id for r in held if r.role == Role.PLANNER]
    colleagues = User.objects.filter(rights__role=Role.PLANNER, rights__office__place__in=places)
    ours = Q(target_sets__programme__place__in=places) | Q(programmes__place__in=places)
    return Document.objects.filter(Q(added_by__in=colleagues) | ours)


def _kept(request: HttpRequest) -> Document | None:
    """The document that was read before and still waits for its programme."""
    asked = (request.POST if request.method == "POST" else request.GET).get("document", "")
    return _own(request).filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 10 else None


def _read(request: HttpRequest) -> Document:
    text, file = request.POST.get("text", ""), request.FILES.get("file")
    given: dict[str, object] = {"by": request.user, "today": clock.today()}
    if text.strip() and file:
        raise Refused(_("Hãy dán văn bản hoặc chọn một tệp, không cả hai."), field="file")
    name = request.POST.get("name", "").strip()
    if isinstance(file, UploadedFile):
        # One byte more than may be read is enough for the refusal to be said.
        return read_plan.read_plan(name=file.name or name, data=file.read(LARGEST_BYTES + 1), **given)
    return read_plan.read_plan(name=name, text=text, **given)


def _chosen(request: HttpRequest) -> Programme | None:
    slug = clean(request.POST.get("programme", ""))
    programme = _programmes(request).filter(slug=slug).first()
    if slug and programme is None:
        raise Refused(_("Hãy chọn chương trình trong danh sách."), field="programme")
    return programme


def _propose(request: HttpRequest, document: Document, programme: Programme | None) -> TargetSet:
    before = set(document.target_sets.values_list("pk", flat=True))
    edition = read_plan.propose(document=document, programme=programme, by=request.user, today=clock.today())
    if edition.pk in before:
        said = _("Văn bản này đã được đọc ngày %(day)s; đây là kết quả của lần đọc đó.")
        messages.info(request, said % {"day": day(document.added_at)})
    return edition


def _programmes(request: HttpRequest) -> QuerySet[Programme]:
    return queries.planned_programmes(request.user, today=clock.today())


def _form(request: HttpRequest, document: Document | None, refused: Refused | None = None) -> HttpResponse:
    context = {"document": document, "programmes": _programmes(request), "typed": request.POST, "refused": refused}
    return render(request, "staff/read.html", context, status=UNPROCESSABLE if refused else 200)
