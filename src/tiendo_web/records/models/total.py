"""What places bring to the targets of an edition, kept so that a page need not add it up; it can always be made again."""

from django.db import models

from tiendo_web.records.models.exact import ExactDecimal
from tiendo_web.records.models.target import Target, TargetSet


class StoredTotals(models.Model):
    """That the results of an edition are stored. Without this row, or when places have changed since its day, they are
    added up on reading. Whoever changes results locks it first."""

    target_set = models.OneToOneField(TargetSet, on_delete=models.CASCADE, related_name="stored_totals")
    day = models.DateField()  # the day whose places were taken; months that had begun by then are stored


class ResultPart(models.TextChoices):
    OWN = "own"  # by the place's own figures
    HELD = "held"  # the part that is held above its children
    TOGETHER = "together"  # what the places in it bring


class PlaceResult(models.Model):
    """What one place brings to a target by the end of a month: tiendo.model.total.PlaceResult without its figures."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="results")
    month = models.CharField(max_length=7)
    place_code = models.CharField(max_length=16)
    part = models.CharField(max_length=8, choices=ResultPart.choices)
    above = models.CharField(max_length=16)  # code of the place that it is added up in; "" for the programme's own
    value = ExactDecimal(null=True)
    numerator = ExactDecimal(null=True)
    denominator = ExactDecimal(null=True)
    certain = ExactDecimal(null=True)
    held = ExactDecimal(null=True)
    sources = models.PositiveIntegerField()
    expected = models.PositiveIntegerField()
    lacking = models.PositiveIntegerField()
    sent = models.PositiveIntegerField()
    owed = models.PositiveIntegerField()
    figures = models.PositiveIntegerField()
    last = models.CharField(max_length=7)  # month that everybody has sent; "" when somebody has sent nothing
    missing = models.CharField(max_length=200)  # months, with spaces between
    no_sum = models.BooleanField()
    vintage = models.PositiveSmallIntegerField(null=True)
    sample = models.BooleanField()
    named = models.TextField()  # JSON; "" for none, since a country's page reads thousands of rows
    definitions = models.TextField()  # the same

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "month", "above", "place_code", "part"], name="place_result_once")
        ]
        indexes = [models.Index(fields=["target", "place_code", "month"], name="place_result_of_place")]
