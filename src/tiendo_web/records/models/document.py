"""Documents as given, the figures read in them, and the article that the public sees."""

from django.db import models

from tiendo_web.records.models.exact import ExactDecimal
from tiendo_web.records.models.office import Office, User


class Document(models.Model):
    """A text as it was given. `text` never changes: every figure's offsets count in it."""

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100, default="text/plain")
    sha256 = models.CharField(max_length=64, db_index=True)
    text = models.TextField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Figure(models.Model):
    """A number read from a document (see tiendo.model.figure). Offsets are into Document.text; `period` is a code of
    `Period`, or "2024-01/2024-10" for the first months of a year."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="figures")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    indicator = models.TextField()
    indicator_code = models.CharField(max_length=64, blank=True)
    indicator_score = ExactDecimal(null=True)  # match score of indicator_code, 0 to 1
    comparator = models.CharField(max_length=8)
    value = ExactDecimal()
    value_max = ExactDecimal(null=True)
    unit = models.CharField(max_length=80)
    change = models.CharField(max_length=8)
    subject = models.TextField(blank=True)
    period = models.CharField(max_length=17, blank=True)  # that the value is of, where the text says it
    vintage = models.PositiveSmallIntegerField(null=True)  # where the heading of its column says it
    span_start = models.PositiveIntegerField()
    span_end = models.PositiveIntegerField()
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    number_start = models.PositiveIntegerField()
    number_end = models.PositiveIntegerField()
    rule = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["document_id", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["document", "ordinal"], name="figure_ordinal_once")]


class FigureReview(models.Model):
    """What a person said of a figure as read: right, corrected, removed, added by hand, or back as read (restored).

    Rows are only added: the figure keeps what the reader read, the newest review says what is right. Together they are
    a labelled case, which can be taken away in the form of the corpus.
    """

    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="reviews")
    said = models.CharField(max_length=10)  # right, corrected, removed, added, restored
    kind = models.CharField(max_length=8)
    indicator = models.TextField()
    indicator_code = models.CharField(max_length=64, blank=True)
    comparator = models.CharField(max_length=8)
    value = ExactDecimal()
    value_max = ExactDecimal(null=True)
    unit = models.CharField(max_length=80)
    change = models.CharField(max_length=8)
    period = models.CharField(max_length=17, blank=True)
    vintage = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["figure_id", "pk"]


class ReportText(models.Model):
    """That a document tells what an office has achieved: figures are taken from it into the returns of the office."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="report_texts")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="report_texts")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["document", "office"], name="report_text_once")]


class Article(models.Model):
    """A page for the public about a programme: headline, date, authors, lead, text; comments hang on it."""

    slug = models.SlugField(max_length=120, unique=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="articles")
    programme = models.ForeignKey("records.Programme", on_delete=models.PROTECT, null=True, related_name="articles")
    title = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True)  # None: not published
    authors = models.JSONField(default=list)
    lead = models.TextField(blank=True)
    body = models.TextField()  # paragraphs separated by an empty line
    sample = models.BooleanField(default=False)
    comments_open = models.BooleanField(default=True)
