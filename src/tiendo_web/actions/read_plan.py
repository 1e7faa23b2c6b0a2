"""Read a plan text, keep it with its figures, and propose targets from it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.period import Period
from tiendo.model.reading import Proposal, Reading
from tiendo.model.target import Target as TargetRecord
from tiendo_web.actions import checked, events, kept_texts, rights, settled
from tiendo_web.actions.refused import Refused
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Document, Figure, Place, Programme, Target, TargetSet, User


def read_plan(
    *, name: str, data: bytes | None = None, text: str | None = None, by: User, today: date, sample: bool = False
) -> Document:
    """Read a file or a pasted text and keep it with every figure found. The same text twice is one document; one that
    was given no name goes by its headline.

    Raises Refused when the file cannot be read (what it is and what to do).
    """
    rights.require(by, "read_plan", today=today)
    name = checked.clean(name)[:200]
    record = kept_texts.opened(name, data, text)
    if before := kept_texts.known(record):
        return before
    # Before the transaction: a long text takes seconds to read, and nobody could save anything in the meantime.
    reading = pipeline.read_document(record, load_catalogue())
    kept_texts.require_readable(reading)
    with transaction.atomic():
        document, new = kept_texts.keep(record, reading, name=name, added_by=by, sample=sample)
        if new:
            facts = {"name": document.name, "sha256": record.sha256, "figures": len(reading.figures)}
            events.log(verb="read_plan", subject=document, facts=facts, by=by)
    return document


def propose(*, document: Document, by: User, today: date, programme: Programme | None = None) -> TargetSet:
    """Put the targets that a document implies into a new edition of its programme, as proposals.

    The programme is the one of that place and period, made when there is none. What was settled for the same indicators
    in its edition in force is taken over, so that a new decision does not change how what stays is reported. A document that was proposed before
    for the same programme gives its edition back. Raises Refused when neither text nor planner says the place, or the text says no year.
    """
    rights.require(by, "read_plan", today=today)
    reading = kept_texts.reading_of(document, programme=programme)
    kept_texts.require_readable(reading)
    with transaction.atomic():
        Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        programme = programme or _programme_for(document, reading, by=by, today=today)
        rights.require(by, "read_plan", programme, today=today)
        programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        if existing := programme.target_sets.filter(document=document).first():
            return existing
        newest = programme.target_sets.order_by("-edition").first()
        target_set = TargetSet.objects.create(
            programme=programme,
            authority=_authority(programme)[0],
            authority_en=_authority(programme)[1],
            edition=newest.edition + 1 if newest else 1,
            document=document,
        )
        figures = _figures_of(document, reading)
        for ordinal, proposal in enumerate(reading.proposals, start=1):
            whole = _save_proposal(target_set, proposal, ordinal, figures)
            for n, below in enumerate(proposal.sub_rows, start=len(proposal.target.parts) + 1):
                _save_proposal(target_set, below, n, figures, whole=whole)
        facts: dict[str, Any] = {"document": document, "edition": target_set.edition, "targets": len(reading.proposals)}
        if before := settled.edition_before(target_set):
            facts |= {"taken_from": before.edition, "taken": settled.take(target_set, before, entered_by=by)}
        events.log(verb="propose_targets", subject=programme, facts=facts, by=by)
    return target_set


# --- the parts of the two verbs -----------------------------------------------------------------------------------------


def _programme_for(document: Document, reading: Reading, *, by: User, today: date) -> Programme:
    """The programme of the reading's place and period: found, or made as an unpublished draft."""
    if reading.period is None:
        raise Refused(
            _("Văn bản không nói rõ năm của kế hoạch; hãy chọn chương trình trước khi đọc."), field="programme"
        )
    place = _place_for(reading, by=by, today=today)
    found = Programme.objects.filter(place=place, period=reading.period.code).first()
    if found:
        return found
    term = None
    if reading.period.kind != "term":
        terms = Programme.objects.filter(place=place, period__contains="-")
        term = next((t for t in terms if Period.parse(t.period).holds(reading.period)), None)
    named = queries.place_names([place])[place.code]
    span = "năm" if reading.period.kind == "year" else "giai đoạn"
    slug = f"{slugify(place.name.replace('đ', 'd').replace('Đ', 'D'))[:50]}-{place.code}-{reading.period.code}"
    return Programme.objects.get_or_create(
        slug=slug,
        defaults={
            "title": f"Chương trình hành động phát triển kinh tế - xã hội {span} {reading.period.code}, {named}",
            "title_en": f"Socio-economic action programme {reading.period.code}, {place.name}",
            "place": place,
            "period": reading.period.code,
            "stated_target_count": reading.stated_target_count,
            "term": term,
            "document": document,
        },
    )[0]


def _place_for(reading: Reading, *, by: User, today: date) -> Place:
    """The place a text names when the planner plans there; the planner's own place when the text names none."""
    own = {r.office.place for r in rights.rights_of(by, today=today) if r.role == "planner"}
    mention = reading.place
    if mention is None or not mention.name:
        if len(own) == 1:
            return own.pop()
        raise Refused(_("Văn bản không nói rõ địa bàn nào; hãy chọn chương trình trước khi đọc."), field="programme")
    named = [p for p in own if p.name == mention.name or p.code == mention.code]
    if len(named) != 1:
        raise Refused(
            _("Văn bản nói về “%(name)s”, không phải địa bàn mà bạn lập kế hoạch; hãy kiểm tra lại văn bản.")
            % {"name": mention.name},
            field="programme",
        )
    return named[0]


def _authority(programme: Programme) -> tuple[str, str]:
    named = queries.place_names([programme.place])[programme.place.code]
    return f"UBND {named}", f"People's Committee of {programme.place.name}"


def _save_proposal(
    target_set: TargetSet,
    proposal: Proposal,
    ordinal: int,
    figures: dict[tuple[int, int, int], Figure],
    *,
    whole: Target | None = None,
) -> Target:
    """A proposal with its figures; with `whole` a line "trong đó" below it."""
    record = proposal.target
    row = _save_target(target_set, record, ordinal, whole, sub_row=whole is not None)
    if proposal.implied_baseline:
        row.implied_baseline_low, row.implied_baseline_high = proposal.implied_baseline
        row.save()
    row.figures.set(_rows_of(proposal, figures))
    return row


def _save_target(
    target_set: TargetSet, record: TargetRecord, ordinal: int, whole: Target | None, *, sub_row: bool = False
) -> Target:
    programme = target_set.programme
    indicator = load_catalogue().indicators.get(record.indicator_code or "")
    row = Target.objects.create(
        target_set=target_set,
        whole=whole,
        sub_row=sub_row,
        number=record.number,
        ordinal=ordinal,
        name=record.name,
        name_en=indicator.name_en if indicator else "",
        place=programme.place,
        period=programme.period,
        indicator_code=record.indicator_code or "",
        subject=record.subject or "",
        term_form=record.term_form or "",
        reported_by=record.reported_by,
        frequency=record.frequency,
        clock=record.clock.code,
    )
    for n, condition in enumerate(record.conditions, start=1):
        convert.condition_row(row, n, condition).save()
    for n, part in enumerate(record.parts, start=1):
        _save_target(target_set, part, n, row)
    return row


def _figures_of(document: Document, reading: Reading) -> dict[tuple[int, int, int], Figure]:
    """The document's figures by where they stand. Those that today's reader finds and the one that read the document
    first did not are kept too, so that every target leads back to its words."""
    kept = {(f.span_start, f.number_start, f.number_end): f for f in document.figures.all()}
    fresh = [f for f in reading.figures if (f.span.start, f.number.start, f.number.end) not in kept]
    for ordinal, figure in enumerate(fresh, start=len(kept) + 1):
        row = convert.figure_row(document, ordinal, figure)
        row.save()
        kept[row.span_start, row.number_start, row.number_end] = row
    return kept


def _rows_of(proposal: Proposal, figures: dict[tuple[int, int, int], Figure]) -> list[Figure]:
    return [figures[f.span.start, f.number.start, f.number.end] for f in proposal.figures]
