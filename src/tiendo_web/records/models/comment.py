"""Comments of readers on an article; shown only after an editor has approved them."""

from django.db import models

from tiendo_web.records.models.document import Article
from tiendo_web.records.models.office import User


class CommentState(models.TextChoices):
    WAITING = "waiting", "chờ duyệt"
    SHOWN = "shown", "đã đăng"
    REFUSED = "refused", "không đăng"


class Comment(models.Model):
    """At most 500 characters by a guest. No account, no address: only the name the guest chose."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    name = models.CharField(max_length=60)
    text = models.CharField(max_length=500)
    written_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=CommentState.choices, default=CommentState.WAITING)
    moderated_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    moderated_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-written_at", "-id"]
