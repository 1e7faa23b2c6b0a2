"""Comments of readers: an editor shows or refuses each, with an answer if there is one."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tiendo_web.actions import comment as comment_actions
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.staff.asked import UNPROCESSABLE, attempt, for_those_who_may, sent
from tiendo_web.records import queries
from tiendo_web.records.models import Comment, User

A_PAGE = 20  # decided comments on one page


@for_those_who_may("moderate")
def listing(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; below it what was decided, the newest first."""
    return _page(request)


@for_those_who_may("moderate")
@sent
def moderate(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a comment or refuse it; a decision may be changed."""
    comment = get_object_or_404(Comment, pk=pk)
    show = request.POST.get("show") == "1"
    said = _("Đã đăng ý kiến của %(name)s.") if show else _("Không đăng ý kiến của %(name)s.")
    answer = request.POST.get("answer", "")
    action = partial(_moderate, comment=comment, show=show, answer=answer)
    refused = attempt(request, action, said % {"name": comment.name})
    return redirect("staff-comments") if refused is None else _page(request, comment, refused)


def _moderate(*, by: User, today: date, comment: Comment, show: bool, answer: str) -> Comment:
    """A comment is decided at a moment, not on a day."""
    return comment_actions.moderate(comment=comment, show=show, answer=answer, by=by, at=timezone.now())


def _page(request: HttpRequest, about: Comment | None = None, refused: Refused | None = None) -> HttpResponse:
    decided = Paginator(queries.comments_decided(), A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "waiting": queries.comments_waiting(),
        "decided": decided,
        "about": about,
        "refused": refused,
        "typed": request.POST if refused else None,
    }
    return render(request, "staff/comments.html", context, status=UNPROCESSABLE if refused else 200)
