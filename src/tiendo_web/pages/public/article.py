"""The article page with its moderated comments, and documents with every figure marked."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tiendo_web import clock
from tiendo_web.actions import comment as comment_actions
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.marked import marked_text
from tiendo_web.pages.one_state import TEXT_SIZE, TEXT_SIZES
from tiendo_web.records import queries
from tiendo_web.records.models import Article

_QUICKEST = 3  # seconds: nobody reads and writes faster, a script does
_LONGEST_OPEN = 6 * 3600  # seconds that a page may stay open before its form must be sent again


class CommentForm(forms.Form):
    """A guest's name and at most 500 characters; `site` is a trap that people do not see."""

    name = forms.CharField(required=False)
    text = forms.CharField(required=False)
    site = forms.CharField(required=False)
    stamp = forms.CharField(required=False)


def listing(request: HttpRequest) -> HttpResponse:
    """All published articles, newest first."""
    found = Article.objects.filter(published_at__isnull=False).order_by("-published_at")
    return render(request, "public/articles.html", {"articles": found})


def one(request: HttpRequest, slug: str) -> HttpResponse:
    """Headline, date, authors, text, live figures, comments; a comment is written here."""
    article = get_object_or_404(
        Article.objects.select_related("programme__place"), slug=slug, published_at__isnull=False
    )
    form, refused, status = CommentForm(), None, 200
    if request.method == "POST":
        form = CommentForm(request.POST)
        try:
            _post(article, form)
            return redirect(f"{request.path}?cam-on=1#y-kien")
        except Refused as why:
            refused, status = why, 422
    where = queries.standing(article.programme, today=clock.today()) if article.programme else None
    context = {
        "article": article,
        "paragraphs": _paragraphs(article),
        "where": where,
        "through": where and where.through,
        "sizes": [("s", _("cỡ chữ nhỏ")), ("m", _("cỡ chữ vừa")), ("l", _("cỡ chữ lớn"))],
        "form": form,
        "stamp": _stamp(form),
        "longest": comment_actions.LONGEST,
        "refused": refused,
        "thanked": "cam-on" in request.GET,
        "shown": article.comments.filter(state="shown").count(),
    }
    return render(request, "public/article.html", context, status=status)


def _paragraphs(article: Article) -> list[str]:
    """The text by paragraphs; one that only repeats the lead is not said twice."""
    found = [p.strip() for p in article.body.split("\n") if p.strip()]
    return found[1:] if found and found[0] == article.lead.strip() else found


def _opened(form: CommentForm) -> int | None:
    """When the page with this form was opened, in seconds; None when we did not sign that, or long ago."""
    try:
        return int(signing.loads(str(form.data.get("stamp", "")), max_age=_LONGEST_OPEN))
    except signing.BadSignature:
        return None


def _stamp(form: CommentForm) -> str:
    """The form's own stamp while it holds, so that a refused comment can be sent again at once; else a new one."""
    opened = _opened(form)
    return str(form.data["stamp"]) if opened is not None else signing.dumps(int(timezone.now().timestamp()))


def _post(article: Article, form: CommentForm) -> None:
    given = {name: str(form.data.get(name, "")).replace("\x00", "") for name in form.fields}
    if given["site"]:
        return  # a script filled the trap: it is thanked and nothing is kept
    opened, now = _opened(form), timezone.now()
    if opened is None:
        raise Refused(_("Trang đã mở quá lâu; hãy gửi lại ý kiến."))
    if now.timestamp() - opened < _QUICKEST and not settings.DEBUG:
        raise Refused(_("Ý kiến được gửi quá nhanh; hãy chờ vài giây rồi gửi lại."))
    comment_actions.post(article=article, name=given["name"], text=given["text"], at=now)


def comments(request: HttpRequest, slug: str) -> HttpResponse:
    """The comments that an editor has approved; the article loads them when it is open."""
    article = get_object_or_404(Article, slug=slug, published_at__isnull=False)
    found = article.comments.filter(state="shown")
    template = "public/comments.html" if request.htmx else "public/comments_page.html"  # type: ignore[attr-defined]
    return render(request, template, {"article": article, "comments": found})


@require_POST
def text_size(request: HttpRequest, size: str) -> HttpResponse:
    """Remember the text size (A A A) in a cookie, without a script."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    answer = HttpResponseRedirect(back)
    if size in TEXT_SIZES:
        answer.set_cookie(TEXT_SIZE, size, max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
    return answer


def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A document that a published programme rests on, every figure marked."""
    found = get_object_or_404(queries.documents_shown(), pk=pk)
    figures = list(found.figures.all())
    return render(
        request,
        "public/document.html",
        {"document": found, "text": marked_text(found.text, figures), "figures": figures},
    )
