"""Event: the append-only log that the auditor reads."""

from django.db import models

from tiendo_web.records.models.office import User


class Event(models.Model):
    """One change of a figure, target or right. Each event carries the hash of the one before, so that an altered
    or removed row is found by `actions.events.verify_log`."""

    number = models.PositiveBigIntegerField(unique=True)  # 1, 2, 3 … without gaps
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)  # None: the system or a guest
    by_name = models.CharField(max_length=160)  # as it was on that day
    verb = models.CharField(max_length=48)  # name of the action: "approve_return"
    subject = models.CharField(max_length=80)  # "target:12", "return:40"
    facts = models.JSONField()  # what changed, before and after; decimals as text
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["subject"])]
