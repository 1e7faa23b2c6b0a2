"""What signers said of a year: verdicts set against the rule, and the declared count (see tiendo.model.closing)."""

from django.db import models
from django.db.models import Q

from tiendo_web.records.models.exact import ExactDecimal
from tiendo_web.records.models.office import User
from tiendo_web.records.models.target import Programme, Target


class Override(models.Model):
    """A verdict set against the rule by a named signer. Setting another one, or withdrawing it, ends this row and keeps
    it."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="overrides")
    word = models.CharField(max_length=16)
    by_rule = models.CharField(max_length=16, blank=True)  # the word of the rule on that day
    signer = models.CharField(max_length=120)
    reason = models.TextField()
    document = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # who wrote it down
    ended_on = models.DateField(null=True)
    ended_signer = models.CharField(max_length=120, blank=True)
    ended_reason = models.TextField(blank=True)
    ended_document = models.CharField(max_length=200, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["target"], condition=Q(ended_on=None), name="override_one_in_force")
        ]


class Closing(models.Model):
    """The count of a year as declared; rows are written once and never changed."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="closings")
    number = models.PositiveSmallIntegerField()
    signer = models.CharField(max_length=120)
    document = models.CharField(max_length=200)
    dated = models.DateField()
    declared_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)  # why an earlier closing was reopened

    class Meta:
        ordering = ["programme_id", "number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="closing_number_once")]


class Declared(models.Model):
    """What a closing says of one target or part, with its number, name and promise as they stood."""

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="lines")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="declared")
    ordinal = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=8)
    name = models.TextField()
    name_en = models.TextField(blank=True)
    part = models.BooleanField(default=False)
    figure = ExactDecimal(null=True)  # in the indicator's unit
    word = models.CharField(max_length=16)
    by_rule = models.CharField(max_length=16)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["closing_id", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["closing", "target"], name="declared_once")]
