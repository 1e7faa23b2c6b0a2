"""Returns (one office's figures for one period, with a due date and a state) and the observations in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tiendo_web.records.models.document import Figure
from tiendo_web.records.models.exact import ExactDecimal
from tiendo_web.records.models.office import Office, User
from tiendo_web.records.models.place import Place
from tiendo_web.records.models.target import Programme


class ReturnState(models.TextChoices):
    OPEN = "open", _("chưa gửi")  # to be filled; a draft may be saved
    SUBMITTED = "submitted", _("chờ duyệt")
    RETURNED = "returned", _("trả lại")
    APPROVED = "approved", _("đã duyệt")


class Return(models.Model):
    """What one office owes for one period. `version` is raised at each save, so two people cannot overwrite
    each other unseen."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="returns")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="returns")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="returns")
    period = models.CharField(max_length=9)
    due = models.DateField()
    state = models.CharField(max_length=10, choices=ReturnState.choices, default=ReturnState.OPEN)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="submitted_returns")
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="approved_returns")
    approved_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["period", "office__code"]
        constraints = [models.UniqueConstraint(fields=["programme", "office", "period"], name="return_once")]


class Observation(models.Model):
    """One figure of a return. A correction is a new row with the next revision; approved rows never change."""

    owed_in = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="observations")
    indicator_code = models.CharField(max_length=64)
    revision = models.PositiveSmallIntegerField(default=1)
    value = ExactDecimal(null=True)
    numerator = ExactDecimal(null=True)
    denominator = ExactDecimal(null=True)
    no_data = models.CharField(max_length=300, blank=True)  # the reason, when the office has no figure
    named = models.JSONField(default=list)
    vintage = models.PositiveSmallIntegerField(default=2)  # tiendo.model.observation.Vintage
    provider = models.CharField(max_length=12, default="sector")  # that of the office when it was entered
    definition = models.CharField(max_length=64, blank=True)  # where it is not the one of its day
    read_from = models.ForeignKey(Figure, on_delete=models.PROTECT, null=True, related_name="observations")
    approved = models.BooleanField(default=False)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    entered_at = models.DateTimeField(auto_now=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["owed_in_id", "indicator_code", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["owed_in", "indicator_code", "revision"], name="observation_revision_once")
        ]
        indexes = [  # what few figures have is found without going through all
            models.Index(fields=["indicator_code", "provider"], name="observation_of_provider"),
            models.Index(
                fields=["indicator_code"], condition=models.Q(read_from__isnull=False), name="observation_read_from"
            ),
        ]
