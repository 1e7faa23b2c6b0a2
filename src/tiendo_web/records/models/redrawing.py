"""Acts that redraw places: drafts, those that hold, and those that were taken back (see tiendo.model.redrawing)."""

from django.db import models
from django.db.models import Q

from tiendo.model.place import PlaceKind
from tiendo.model.place_change import ShareBasis
from tiendo_web.records.models.office import User
from tiendo_web.records.models.place import Place


class RedrawingState(models.TextChoices):
    DRAFT = "draft", "bản nháp"
    ACTIVE = "active", "đã áp dụng"
    UNDONE = "undone", "đã hoàn tác"
    DISCARDED = "discarded", "đã bỏ"


class Redrawing(models.Model):
    """One act. `before` keeps what activating it changed (last days of places and memberships), so that undoing puts
    back exactly that."""

    day = models.DateField()  # the first day of the new places
    document = models.CharField(max_length=200)
    document_day = models.DateField(null=True)
    given_as = models.CharField(max_length=200)  # name of the file; "" for an act of the catalogue
    state = models.CharField(max_length=12, choices=RedrawingState.choices, default=RedrawingState.DRAFT)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # activated or undone
    decided_on = models.DateField(null=True)
    before = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.document


class RedrawnPlace(models.Model):
    """A place that begins by the act. `place`: the row made when it was activated."""

    redrawing = models.ForeignKey(Redrawing, on_delete=models.PROTECT, related_name="new_places")
    ordinal = models.PositiveIntegerField()
    code = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in PlaceKind])
    parent = models.CharField(max_length=16, blank=True)  # code on its first day
    place = models.OneToOneField(Place, on_delete=models.SET_NULL, null=True, related_name="made_by")

    class Meta:
        ordering = ["redrawing_id", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["redrawing", "code"], name="redrawn_place_once")]


class RedrawnLine(models.Model):
    """That a part of an old place lies in a new one. `followed`: the people of the old place's offices go on in it."""

    redrawing = models.ForeignKey(Redrawing, on_delete=models.PROTECT, related_name="lines")
    ordinal = models.PositiveIntegerField()
    old = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="redrawn")
    new = models.ForeignKey(RedrawnPlace, on_delete=models.PROTECT, related_name="lines")
    share = models.CharField(max_length=48)  # a fraction, "1", "31/50": thirds are exact
    basis = models.CharField(max_length=16, choices=[(b.value, b.value) for b in ShareBasis])
    source = models.CharField(max_length=300, blank=True)
    followed = models.BooleanField(default=False)

    class Meta:
        ordering = ["redrawing_id", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["redrawing", "old", "new"], name="redrawn_line_once"),
            models.UniqueConstraint(
                fields=["redrawing", "old"], condition=Q(followed=True), name="redrawn_people_follow_once"
            ),
        ]


class PlaceShape(models.Model):
    """The outline of a place that an office loaded; a newer one takes its place. `rings`: degrees east and north."""

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="shape")
    rings = models.JSONField()
    source = models.CharField(max_length=200)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()
