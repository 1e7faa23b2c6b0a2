"""Places with validity, whom they belong to, and the titles they hold."""

from django.db import models
from django.db.models import Q

from tiendo.model.place import PlaceKind


class Place(models.Model):
    """A territorial unit. Official codes are reused, so a place is (code, first day)."""

    code = models.CharField(max_length=16)
    name = models.CharField(max_length=120)  # "Thủy Tây", without its kind
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in PlaceKind])
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "first"], nulls_distinct=False, name="place_code_first")]
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """That a place belongs to another from a day to a day."""

    child = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="children")
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(child=models.F("parent")), name="membership_not_own_parent"),
            models.UniqueConstraint(fields=["child", "first"], nulls_distinct=False, name="membership_one_parent"),
        ]


class Title(models.Model):
    """A recognition held for some time, e.g. code "ntm" (đạt chuẩn nông thôn mới)."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="titles")
    code = models.CharField(max_length=32)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=200, blank=True)
