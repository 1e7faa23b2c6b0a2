"""Comments of guests: written, moderated, answered."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Article, Comment, User

LONGEST = 500  # characters, as on the page of the founding example


def post(*, article: Article, name: str, text: str, at: datetime) -> Comment:
    """Keep a guest's comment; it waits for an editor. Length is counted in composed characters, line ends as one."""
    name = unicodedata.normalize("NFC", name).strip()
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
    if article.published_at is None or not article.comments_open:
        raise Refused(_("Bài này không nhận ý kiến."))
    if not name or len(name) > 60:
        raise Refused(_("Hãy ghi tên của bạn, không quá 60 ký tự."), field="name")
    if not text:
        raise Refused(_("Hãy ghi ý kiến của bạn."), field="text")
    if len(text) > LONGEST:
        raise Refused(
            _("Ý kiến dài %(count)d ký tự, tối đa %(longest)d; hãy viết ngắn lại.")
            % {"count": len(text), "longest": LONGEST},
            field="text",
        )
    with transaction.atomic():
        comment = Comment.objects.create(article=article, name=name, text=text, written_at=at)
        events.log(verb="post_comment", subject=comment, facts={"article": article.slug}, by=None, name=name)
    return comment


def moderate(*, comment: Comment, show: bool, answer: str, by: User, at: datetime) -> Comment:
    """Show or refuse a comment, with an answer of the office if there is one."""
    rights.require(by, "moderate", today=at.date())
    with transaction.atomic():
        comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        before = comment.state
        comment.state = "shown" if show else "refused"
        comment.answer, comment.moderated_by, comment.moderated_at = answer.strip(), by, at
        comment.save()
        facts = {"before": before, "after": comment.state, "answer": comment.answer}
        events.log(verb="moderate_comment", subject=comment, facts=facts, by=by)
    return comment
