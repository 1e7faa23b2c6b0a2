"""Write and publish an article about a programme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tiendo_web.actions import events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Article, Document, Programme, User


def save_article(
    *,
    title: str,
    lead: str,
    body: str,
    authors: Sequence[str],
    programme: Programme | None,
    by: User,
    today: date,
    article: Article | None = None,
    document: Document | None = None,
    sample: bool = False,
) -> Article:
    """Save a new article as a draft, or change one; its address never changes."""
    rights.require(by, "publish", today=today)
    if not title.strip() or not body.strip():
        raise Refused(_("Bài viết cần có tiêu đề và nội dung."), field="title" if not title.strip() else "body")
    with transaction.atomic():
        article = article or Article(slug=_free_slug(title), document=document, sample=sample)
        before = {"title": article.title, "lead": article.lead, "body": article.body} if article.pk else None
        article.title, article.lead, article.body = title.strip(), lead.strip(), body.strip()
        article.authors, article.programme = list(authors), programme
        article.save()
        facts = {"before": before, "after": {"title": article.title, "lead": article.lead, "body": article.body}}
        events.log(verb="save_article", subject=article, facts=facts, by=by)
    return article


def publish(*, article: Article, by: User, today: date, at: datetime) -> Article:
    """Make an article public from `at` on; a published one keeps its first date."""
    rights.require(by, "publish", today=today)
    with transaction.atomic():
        if article.published_at is None:
            article.published_at = at
            article.save(update_fields=["published_at"])
            events.log(verb="publish_article", subject=article, facts={"at": at, "title": article.title}, by=by)
    return article


def _free_slug(title: str) -> str:
    base = slugify(title.replace("đ", "d").replace("Đ", "D"))[:100] or "bai-viet"
    taken = set(Article.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for n in range(1, len(taken) + 2) if (s := base if n == 1 else f"{base}-{n}") not in taken)
