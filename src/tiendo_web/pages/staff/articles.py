"""Articles for the public: write, preview, publish."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tiendo_web import clock
from tiendo_web.actions import publish_article
from tiendo_web.actions.checked import clean
from tiendo_web.actions.refused import NotAllowed, Refused
from tiendo_web.pages.staff.asked import UNPROCESSABLE, attempt, for_those_who_may, sent, tell
from tiendo_web.records import queries
from tiendo_web.records.models import Article, Programme


@for_those_who_may("publish")
def listing(request: HttpRequest) -> HttpResponse:
    """Drafts first, then what is public, the newest first."""
    return render(request, "staff/articles.html", {"articles": queries.articles_to_edit()})


@for_those_who_may("publish")
def new(request: HttpRequest) -> HttpResponse:
    """Write an article; it is kept as a draft."""
    return _edit(request, None)


@for_those_who_may("publish")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an article; one that is public changes for everybody at once."""
    return _edit(request, _article(pk))


@for_those_who_may("publish")
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The article as readers will see it, with the button that makes it public."""
    article = _article(pk)
    paragraphs = [p for p in article.body.split("\n") if p.strip()]
    return render(request, "staff/article_preview.html", {"article": article, "paragraphs": paragraphs})


@login_required
@sent
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an article public from now on."""
    said, at = _("Đã đăng bài lên trang công khai."), timezone.now()
    tell(request, attempt(request, publish_article.publish, said, article=_article(pk), at=at))
    return redirect("staff-articles")


@login_required
@sent
def comments_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Let readers comment on an article, or stop it."""
    wanted = request.POST.get("open") == "1"
    said = _("Bài này nhận ý kiến.") if wanted else _("Bài này thôi nhận ý kiến; ý kiến đã đăng vẫn hiện.")
    tell(request, attempt(request, publish_article.open_comments, said, article=_article(pk), wanted=wanted))
    return redirect("staff-articles")


# --- the parts of the views ---------------------------------------------------------------------------------------------


def _article(pk: int) -> Article:
    return get_object_or_404(Article.objects.select_related("programme"), pk=pk)


def _edit(request: HttpRequest, article: Article | None) -> HttpResponse:
    refused: Refused | None = None
    if request.method == "POST":
        try:
            saved = _save(request, article)
        except NotAllowed:
            raise
        except Refused as why:
            refused = why
        else:
            return redirect("article-preview", saved.pk)
    context = {
        "article": article,
        "typed": request.POST if refused else _written(article),
        "refused": refused,
        "programmes": queries.current_programmes(),
    }
    return render(request, "staff/article_edit.html", context, status=UNPROCESSABLE if refused else 200)


def _save(request: HttpRequest, article: Article | None) -> Article:
    typed = request.POST
    programme = None
    if slug := clean(typed.get("programme", "")):
        programme = Programme.objects.filter(slug=slug, published=True).first()
        if programme is None:
            raise Refused(_("Hãy chọn chương trình trong danh sách."), field="programme")
    return publish_article.save_article(
        article=article,
        title=typed.get("title", ""),
        lead=typed.get("lead", ""),
        body=typed.get("body", ""),
        authors=[a for a in typed.get("authors", "").split(",") if a.strip()],
        programme=programme,
        by=request.user,
        today=clock.today(),
    )


def _written(article: Article | None) -> dict[str, str]:
    if article is None:
        return {}
    return {
        "title": article.title,
        "lead": article.lead,
        "body": article.body,
        "authors": ", ".join(article.authors),
        "programme": article.programme.slug if article.programme else "",
    }
