"""Comments of guests: written, moderated, answered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Article, Comment, User

LONGEST = 500  # characters, as on the page of the founding example
MOST_WAITING = 200  # on one article: more are a flood, which no editor reads and which fills disk and log


def post(*, article: Article, name: str, text: str, at: datetime) -> Comment:
    """Keep a guest's comment; it waits for an editor. Length is counted in composed characters, line ends as one. The
    same comment sent twice before an editor has seen it is one."""
    name, text = checked.clean(name), checked.clean(text)
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
        article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if article.published_at is None or article.published_at > at or not article.comments_open:
            raise Refused(_("Bài này không nhận ý kiến."))
        if sent := article.comments.filter(name=name, text=text, state="waiting").first():
            return sent
        if article.comments.filter(state="waiting").count() >= MOST_WAITING:
            raise Refused(_("Bài này đang có quá nhiều ý kiến chờ duyệt; hãy gửi lại vào ngày khác."))
        comment = Comment.objects.create(article=article, name=name, text=text, written_at=at)
        events.log(verb="post_comment", subject=comment, facts={"article": article.slug}, by=None, name=name)
    return comment


def moderate(*, comment: Comment, show: bool, answer: str, by: User, at: datetime) -> Comment:
    """Show or refuse a comment, with an answer of the office if there is one. Doing it twice changes
    nothing; an editor may change the decision."""
    rights.require(by, "moderate", today=timezone.localdate(at))  # the local day, not the one in Greenwich
    answer = checked.text(answer, field="answer")
    with transaction.atomic():
        comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        before = {"state": comment.state, "answer": comment.answer}
        after = {"state": "shown" if show else "refused", "answer": answer}
        if after != before:
            comment.state, comment.answer = after["state"], answer
            comment.moderated_by, comment.moderated_at = by, at
            comment.save(update_fields=["state", "answer", "moderated_by", "moderated_at"])
            events.log(verb="moderate_comment", subject=comment, facts={"before": before, "after": after}, by=by)
    return comment
