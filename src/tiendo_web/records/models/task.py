"""Carrying out: tasks, obstacles and remedies, directives, funding, circulation (see tiendo.model.task)."""

from django.db import models

from tiendo_web.records.models.document import Document
from tiendo_web.records.models.exact import ExactDecimal
from tiendo_web.records.models.office import Office, User
from tiendo_web.records.models.target import Programme, Target


class Task(models.Model):
    """Work on a target: who, what, by when, with which product."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="tasks")
    work = models.TextField()
    person = models.CharField(max_length=120)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tasks")
    due = models.DateField()
    product = models.CharField(max_length=300)
    done_on = models.DateField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["due", "id"]


class Obstacle(models.Model):
    """What hinders a target."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="obstacles")
    text = models.TextField()
    found_on = models.DateField()
    by_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="obstacles")
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-found_on", "id"]


class Remedy(models.Model):
    """What is done about an obstacle."""

    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="remedies")
    text = models.TextField()
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)


class Directive(models.Model):
    """A leader's demand for an explanation with a deadline, and the office's answer."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="directives")
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="directives")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="directives")
    given_on = models.DateField()
    due = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="answered_directives")
    answered_on = models.DateField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-given_on", "-id"]


class Funding(models.Model):
    """Money of one source for a target, in million VND; empty is "not known yet", never 0."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="funding")
    source = models.CharField(max_length=200)
    planned = ExactDecimal(null=True)
    mobilised = ExactDecimal(null=True)
    disbursed = ExactDecimal(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]


class Circulation(models.Model):
    """That a document of a programme was given to an office, and when the office took note of it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="circulations")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="circulations")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="circulations")
    given_on = models.DateField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="noted_circulations")
    noted_on = models.DateField(null=True)

    class Meta:
        ordering = ["office__code"]
        constraints = [models.UniqueConstraint(fields=["programme", "document", "office"], name="circulation_once")]
