"""Programmes, target sets and targets, as promised (see tiendo.model.target)."""

from django.db import models
from django.db.models import F, Q

from tiendo_web.records.models.document import Document, Figure
from tiendo_web.records.models.exact import ExactDecimal
from tiendo_web.records.models.office import Office, User
from tiendo_web.records.models.place import Place


class Programme(models.Model):
    """A plan of one place for a year or a term. `term` links a year's programme to the plan it lies in."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="programmes")
    period = models.CharField(max_length=9)  # Period.code: "2024", "2021-2025"
    stated_target_count = models.PositiveSmallIntegerField(null=True)
    term = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="annual_programmes")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="programmes")
    counting = models.CharField(max_length=16, default="newest")  # tiendo.model.observation.Counting
    published = models.BooleanField(default=False)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-period"]

    def __str__(self) -> str:
        return self.title


class TargetSet(models.Model):
    """One authority's targets in one edition; a new decision makes a new edition and nothing is overwritten."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="target_sets")
    authority = models.CharField(max_length=120)
    authority_en = models.CharField(max_length=120)
    edition = models.PositiveSmallIntegerField(default=1)
    decided_by = models.CharField(max_length=200, blank=True)  # number and name of the decision
    decided_on = models.DateField(null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="target_sets")
    in_force = models.BooleanField(default=False)  # at most one edition of an authority is judged and shown
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField(null=True)  # "nothing false, nothing missed"; None: not said, or changed since

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "authority"], condition=Q(in_force=True), name="target_set_one_in_force"
            ),
            models.UniqueConstraint(fields=["programme", "authority", "edition"], name="target_set_edition_once"),
        ]


class TargetState(models.TextChoices):
    PROPOSED = "proposed", "đề xuất"
    CONFIRMED = "confirmed", "đã xác nhận"
    WITHDRAWN = "withdrawn", "đã bỏ"


class Target(models.Model):
    """A target; with `whole` set a part of a compound one or, where `sub_row` says so, a line "trong đó" below it.
    A proposed target is not yet a promise."""

    target_set = models.ForeignKey(TargetSet, on_delete=models.PROTECT, related_name="targets")
    whole = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="parts")
    sub_row = models.BooleanField(default=False)  # judged for itself, decides nothing, counted in no "x of 17"
    number = models.CharField(max_length=8)
    ordinal = models.PositiveSmallIntegerField()  # order in the list
    name = models.TextField()
    name_en = models.TextField(blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="targets")
    period = models.CharField(max_length=9)
    indicator_code = models.CharField(max_length=64, blank=True)  # empty on a compound target
    subject = models.TextField(blank=True)
    term_form = models.CharField(max_length=12, blank=True)
    reported_by = models.CharField(max_length=10, default="children")
    frequency = models.CharField(max_length=12, default="monthly")
    clock = models.CharField(max_length=16, default="administrative")
    provider = models.CharField(max_length=12, default="sector")  # whose figures count for it
    definition = models.CharField(
        max_length=64, blank=True
    )  # it was promised by, where it is not the one of its last day
    trajectory = models.CharField(
        max_length=12, default="straight"
    )  # straight, last_year or typed: whence its milestones
    state = models.CharField(max_length=12, choices=TargetState.choices, default=TargetState.PROPOSED)
    owner = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="owned_targets")
    coordinating = models.ManyToManyField(Office, blank=True, related_name="coordinated_targets")
    figures = models.ManyToManyField(Figure, blank=True, related_name="targets")
    implied_baseline_low = ExactDecimal(null=True)  # the reader's hint, never used in arithmetic
    implied_baseline_high = ExactDecimal(null=True)

    class Meta:
        ordering = ["target_set_id", "ordinal"]
        constraints = [
            # One confirmed target per indicator, place and period in a set (style.md section 6).
            models.UniqueConstraint(
                fields=["target_set", "indicator_code", "place", "period", "term_form"],
                condition=Q(state="confirmed") & ~Q(indicator_code=""),
                name="target_confirmed_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class Condition(models.Model):
    """What must hold; several on one target must all hold."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="conditions")
    ordinal = models.PositiveSmallIntegerField()
    comparator = models.CharField(max_length=8)
    value = ExactDecimal()
    value_max = ExactDecimal(null=True)
    unit = models.CharField(max_length=80)
    change = models.CharField(max_length=8, default="none")
    change_in = models.CharField(max_length=8, default="units")
    tolerance = ExactDecimal(null=True)
    keep = models.BooleanField(default=False)

    class Meta:
        ordering = ["target_id", "ordinal"]


class Baseline(models.Model):
    """The level a change is counted from; entered by a person with its source."""

    target = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="baseline")
    value = ExactDecimal()
    as_of = models.DateField()
    source = models.CharField(max_length=300)
    definition = models.CharField(max_length=64, blank=True)  # it was counted by, where it is not the one of its day
    read_from = models.ForeignKey(Figure, on_delete=models.PROTECT, null=True, related_name="baselines")
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)


class Milestone(models.Model):
    """A typed-in point of the trajectory."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="milestones")
    month = models.CharField(max_length=7)
    value = ExactDecimal()

    class Meta:
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["target", "month"], name="milestone_once")]


class Share(models.Model):
    """The part of a target that one place, or one office, has to bring."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="shares")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="shares")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="shares")
    value = ExactDecimal()

    class Meta:
        ordering = [F("place__code").asc(nulls_last=True), "office__code"]
        constraints = [
            models.UniqueConstraint(fields=["target", "place"], name="share_once"),
            models.UniqueConstraint(fields=["target", "office"], name="share_of_office_once"),
            models.CheckConstraint(
                condition=Q(place__isnull=False, office__isnull=True) | Q(place__isnull=True, office__isnull=False),
                name="share_of_one",
            ),
        ]
