"""Write and publish an article about a programme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tiendo_web.actions import checked, events, rights
from tiendo_web.records.models import Article, Document, Programme, User

LONGEST_BODY = 200_000  # characters


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
    """Save a new article as a draft, or change one; its address never changes. The same draft sent twice is one."""
    rights.require(by, "publish", today=today)
    sentence = _("Bài viết cần có tiêu đề và nội dung.")
    after: dict[str, Any] = {
        "title": checked.needed_text(title, field="title", longest=300, sentence=sentence),
        "lead": checked.text(lead, field="lead"),
        "body": checked.needed_text(body, field="body", longest=LONGEST_BODY, sentence=sentence),
        "authors": [said for a in authors if (said := checked.text(a, field="authors", longest=120))],
        "programme": programme,
    }
    with transaction.atomic():
        if article is None:
            if sent := _same_draft(after, by=by):
                return sent
            before: dict[str, Any] | None = None
            article = Article(slug=_free_slug(after["title"]), document=document, sample=sample)
        else:
            # As it is now, not as the page had loaded it: somebody may have published it since.
            article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
            before = {name: getattr(article, name) for name in after}
        for name, said in after.items():
            setattr(article, name, said)
        article.save()
        if after != before:
            events.log(verb="save_article", subject=article, facts={"before": before, "after": after}, by=by)
    return article


def publish(*, article: Article, by: User, today: date, at: datetime) -> Article:
    """Make an article public from `at` on; a published one keeps its first date."""
    rights.require(by, "publish", today=today)
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if article.published_at is None:
            article.published_at = at
            article.save(update_fields=["published_at"])
            events.log(verb="publish_article", subject=article, facts={"at": at, "title": article.title}, by=by)
    return article


def open_comments(*, article: Article, wanted: bool, by: User, today: date) -> Article:
    """Let readers comment on an article, or stop it; what is shown already stays."""
    rights.require(by, "moderate", today=today)
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if article.comments_open != wanted:
            facts = {"title": article.title, "before": article.comments_open, "after": wanted}
            article.comments_open = wanted
            article.save(update_fields=["comments_open"])
            events.log(verb="open_comments", subject=article, facts=facts, by=by)
    return article


def _same_draft(said: dict[str, Any], *, by: User) -> Article | None:
    """A draft of exactly this. Drafts sent at the same moment wait for each other at their writer's row."""
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    drafts = Article.objects.filter(published_at=None, title=said["title"], body=said["body"])
    return next((a for a in drafts if all(getattr(a, name) == value for name, value in said.items())), None)


def _free_slug(title: str) -> str:
    base = slugify(title.replace("đ", "d").replace("Đ", "D"))[:100] or "bai-viet"
    taken = set(Article.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for n in range(1, len(taken) + 2) if (s := base if n == 1 else f"{base}-{n}") not in taken)
