"""Offices, the people in them, and what each person may do from when to when."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from tiendo_web.records.models.place import Place


class Office(models.Model):
    """A body that owns targets and sends figures: a sector office of the place, or the committee of a commune."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=160)  # "Phòng Nông nghiệp và Phát triển nông thôn"
    name_en = models.CharField(max_length=160)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="offices")
    provider = models.CharField(
        max_length=12, default="sector"
    )  # tiendo.model.observation.Provider: whose figures it sends
    head = models.CharField(max_length=120, blank=True)  # responsible head's name
    head_title = models.CharField(max_length=120, blank=True)  # "Trưởng phòng", "Chủ tịch UBND xã"
    head_title_en = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who logs in. Rights are rows of Right, never of the user itself."""

    full_name = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.full_name or self.username


class Role(models.TextChoices):
    """Who uses the system, for what (docs/rules/rights.md)."""

    PLANNER = "planner", "cán bộ kế hoạch"
    REPORTER = "reporter", "người báo cáo"
    APPROVER = "approver", "người duyệt"
    LEADER = "leader", "lãnh đạo"
    EDITOR = "editor", "biên tập"
    AUDITOR = "auditor", "kiểm tra"


class Right(models.Model):
    """That a person has a role in an office, from a day to a day. The office's place bounds what the role reaches."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="rights")
    role = models.CharField(max_length=16, choices=Role.choices)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="rights")
    first = models.DateField()
    last = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role", "office", "first"], name="right_once")]
