"""Documents, editions and the targets proposed and confirmed in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.figure import IndicatorGuess
from tiendo.model.target import Target as TargetRecord
from tiendo.model.verdict import ShareCheck
from tiendo_web.records import convert
from tiendo_web.records.models import Document, Figure, FigureReview, Office, Programme, Target, TargetSet, User
from tiendo_web.records.queries.people import rights_of

# A newer edition of the same authority is in force.
_REPLACED = Exists(
    TargetSet.objects.filter(
        programme=OuterRef("programme"), authority=OuterRef("authority"), in_force=True, edition__gt=OuterRef("edition")
    )
)


def drafts() -> QuerySet[TargetSet]:
    """Editions that are not in force and newer than the one that is."""
    waiting = TargetSet.objects.filter(~_REPLACED, in_force=False)
    return waiting.select_related("programme__place", "document").order_by("-pk")


def documents() -> QuerySet[Document]:
    """Every document that was read, the newest first, with how many figures it holds and the editions it made."""
    editions = TargetSet.objects.select_related("programme__place").order_by("edition")
    found = Document.objects.defer("text").select_related("added_by").annotate(figure_count=Count("figures"))
    return found.prefetch_related(Prefetch("target_sets", editions)).order_by("-pk")


def documents_of(programme: Programme) -> list[Document]:
    """The documents that a programme and its editions rest on."""
    return list(
        Document.objects.filter(Q(programmes=programme) | Q(target_sets__programme=programme)).distinct().order_by("pk")
    )


def documents_shown(programme: Programme | None = None) -> QuerySet[Document]:
    """The documents that the public may read, of one programme or of all: an edition in force rests on them."""
    shown = Q(target_sets__in_force=True, target_sets__programme__published=True)
    if programme is not None:
        shown &= Q(target_sets__programme=programme)
    return Document.objects.filter(shown).distinct()


def planned_programmes(user: User, *, today: date) -> QuerySet[Programme]:
    """Programmes of the places where the person plans, published or not, the newest first."""
    places = [r.office.place_id for r in rights_of(user, today=today).filter(role="planner")]
    return Programme.objects.filter(place__in=places).select_related("place", "term").order_by("-period")


def editions(programmes: Iterable[Programme]) -> list[TargetSet]:
    """The editions of some programmes, the newest first, with how many targets are proposed and confirmed in each, and
    whether a newer one is in force."""
    whole = Q(targets__whole=None)
    return list(
        TargetSet.objects.filter(programme__in=list(programmes))
        .select_related("document", "programme")
        .annotate(
            replaced=_REPLACED,
            proposed=Count("targets", whole & Q(targets__state="proposed")),
            confirmed=Count("targets", whole & Q(targets__state="confirmed")),
        )
        .order_by("programme", "-edition")
    )


def newer_in_force(edition: TargetSet) -> TargetSet | None:
    """The later edition of the same authority that is in force now: this one has been replaced by it."""
    later = TargetSet.objects.filter(programme=edition.programme_id, authority=edition.authority, in_force=True)
    return later.filter(edition__gt=edition.edition).first()


def guesses_of(target: Target) -> tuple[IndicatorGuess, ...]:
    """What the reader thinks a target or part measures, best first; () for one that was entered by hand."""
    of_whole = target.whole if target.whole and not target.sub_row else None
    figures = list((of_whole or target).figures.select_related("document"))
    if of_whole:
        said = {(c.value, c.unit) for c in target.conditions.all()}
        figures = [f for f in figures if (f.value, f.unit) in said]
    best: dict[str, IndicatorGuess] = {}
    for figure in figures:
        record = convert.figure_record(figure)
        for guess in pipeline.guess_indicators(record, figure.document.text, load_catalogue()):
            if guess.code not in best or best[guess.code].score < guess.score:
                best[guess.code] = guess
    return tuple(sorted(best.values(), key=lambda g: (-g.score, g.code)))


def sources_of(target: Target) -> list[tuple[Document, str, str, str]]:
    """(document, text before, the words, text after) of the sentence that a target was read from."""
    own = Q(targets=target) if target.sub_row else Q(targets=target) | Q(targets__parts=target)
    figures = Figure.objects.filter(own).select_related("document").distinct()
    seen: dict[tuple[int, int], tuple[Document, str, str, str]] = {}
    for f in figures.order_by("document", "ordinal"):
        text = f.document.text
        start, end = min(f.sentence_start, f.span_start), max(f.sentence_end, f.span_end)
        parts = (f.document, text[start : f.span_start], text[f.span_start : f.span_end], text[f.span_end : end])
        seen.setdefault((f.document_id, f.span_start), parts)
    return list(seen.values())


def share_check(target: TargetRecord, *, offices: bool = False) -> ShareCheck | None:
    """Whether the shares of the places, or those of the offices, add up; None where nothing can be shared out: a
    compound target, or one not yet complete."""
    if target.shared_condition is None or target.indicator_code not in load_catalogue().indicators:
        return None
    return pipeline.check_shares(target, load_catalogue(), offices=offices)


def offices_to_share(target: Target) -> list[Office]:
    """The offices that a target can be shared out to: those of its place. Those below have their share as places."""
    return list(Office.objects.filter(place=target.place_id).order_by("code"))


def newest_reviews(figures: Iterable[Figure]) -> dict[int, FigureReview]:
    """Figure → the newest answer that a person gave about it."""
    found = FigureReview.objects.filter(figure__in=[f.pk for f in figures]).order_by("pk")
    return {review.figure_id: review for review in found}


def target_states(edition: TargetSet) -> dict[int, set[str]]:
    """Figure → states of the targets of the edition that rest on it."""
    states: dict[int, set[str]] = {}
    for figure, state in edition.targets.filter(figures__isnull=False).values_list("figures", "state"):
        states.setdefault(figure, set()).add(state)
    return states


def figure_states(figures: Iterable[Figure], edition: TargetSet) -> dict[int, str]:
    """How far each figure has been gone through in the edition: "proposed" and "confirmed" with a target, "rejected",
    and without a target "unchecked" or "seen" (somebody has said what it is)."""
    figures = list(figures)
    reviews, held = newest_reviews(figures), target_states(edition)
    states: dict[int, str] = {}
    for figure in figures:
        review, with_targets = reviews.get(figure.pk), held.get(figure.pk, set())
        if review is not None and review.said == "removed":
            states[figure.pk] = "rejected"
        elif live := with_targets - {"withdrawn"}:
            states[figure.pk] = "proposed" if "proposed" in live else "confirmed"
        elif review is not None and review.said != "restored":
            states[figure.pk] = "seen"
        else:
            states[figure.pk] = "rejected" if with_targets else "unchecked"
    return states
