"""Articles and what readers say of them."""

from __future__ import annotations

from django.db.models import Count, F, Q, QuerySet

from tiendo_web.records.models import Article, Comment


def articles_to_edit() -> QuerySet[Article]:
    """Drafts first, then what is public, the newest first; with how many comments wait on each."""
    waiting = Count("comments", filter=Q(comments__state="waiting"))
    found = Article.objects.select_related("programme").annotate(waiting=waiting)
    return found.order_by(F("published_at").desc(nulls_first=True), "-pk")


def comments_waiting() -> QuerySet[Comment]:
    """Comments that no editor has looked at, the oldest first."""
    return Comment.objects.filter(state="waiting").select_related("article").order_by("written_at")


def comments_decided() -> QuerySet[Comment]:
    """Comments that an editor has shown or refused, the newest decision first."""
    return Comment.objects.exclude(state="waiting").select_related("article", "moderated_by").order_by("-moderated_at")
