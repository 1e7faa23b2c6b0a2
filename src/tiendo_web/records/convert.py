"""Row ↔ core record: the one bridge between the tables and `tiendo`.

Dull on purpose: no rule, no query, no lazy loading. Callers prefetch what a function reads (see `queries`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from tiendo.model import closing as core_closing
from tiendo.model import document as core_document
from tiendo.model import observation as core_observation
from tiendo.model import place as core_place
from tiendo.model import target as core_target
from tiendo.model import task as core_task
from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind, IndicatorGuess
from tiendo.model.indicator import Frequency
from tiendo.model.period import Clock, Period, PeriodKind
from tiendo.model.target import Change, ChangeIn, Comparator, Condition, ReportedBy, TermForm
from tiendo.model.verdict import Override, VerdictWord
from tiendo.publishing.wording import format_period
from tiendo_web.records import models as rows

# --- row → record -------------------------------------------------------------------------------------------------


def place_record(row: rows.Place) -> core_place.Place:
    """Reads `titles` (prefetch)."""
    return core_place.Place(
        code=row.code,
        name=row.name,
        kind=core_place.PlaceKind(row.kind),
        first=row.first,
        last=row.last,
        titles=tuple(
            core_place.Title(code=t.code, first=t.first, last=t.last, document=t.document) for t in row.titles.all()
        ),
    )


def membership_record(row: rows.Membership) -> core_place.Membership:
    """Reads `child` and `parent` (select_related)."""
    return core_place.Membership(child=row.child.code, parent=row.parent.code, first=row.first, last=row.last)


def condition_record(row: rows.Condition) -> Condition:
    return Condition(
        comparator=Comparator(row.comparator),
        value=row.value,
        unit=row.unit,
        value_max=row.value_max,
        change=Change(row.change),
        change_in=ChangeIn(row.change_in),
        tolerance=row.tolerance,
        keep=row.keep,
    )


def target_record(row: rows.Target) -> core_target.Target:
    """Reads `place`, `conditions`, `baseline`, `milestones`, `shares.place`, `shares.office` and the same of `parts`
    (prefetch)."""
    baseline = getattr(row, "baseline", None)
    below = [] if row.whole_id else [p for p in row.parts.all() if p.state != "withdrawn"]
    return core_target.Target(
        id=str(row.pk),
        number=row.number,
        name=row.name,
        place_code=row.place.code,
        period=Period.parse(row.period),
        indicator_code=row.indicator_code or None,
        conditions=tuple(condition_record(c) for c in row.conditions.all()),
        baseline=baseline
        and core_target.Baseline(baseline.value, baseline.as_of, baseline.source, baseline.definition),
        subject=row.subject or None,
        parts=tuple(target_record(p) for p in below if not p.sub_row),
        term_form=TermForm(row.term_form) if row.term_form else None,
        trajectory=tuple(core_target.Milestone(Period.parse(m.month), m.value) for m in row.milestones.all()),
        shares=tuple(share_record(s) for s in row.shares.all()),
        reported_by=ReportedBy(row.reported_by),
        frequency=Frequency(row.frequency),
        clock=Clock.parse(row.clock),
        provider=core_observation.Provider(row.provider),
        definition=row.definition,
        sub_rows=tuple(target_record(p) for p in below if p.sub_row),
    )


def share_record(row: rows.Share) -> core_target.Share:
    """Reads `place` and `office` (select_related)."""
    return core_target.Share(row.place.code if row.place else "", row.value, row.office.code if row.office else "")


def override_record(row: rows.Override) -> Override:
    """A verdict that a named signer set against the rule."""
    return Override(VerdictWord(row.word), row.signer, row.reason, row.on, row.document)


def closing_record(row: rows.Closing) -> core_closing.Closing:
    """Reads `lines` (prefetch)."""
    lines = tuple(
        core_closing.Declared(
            target_id=str(line.target_id),
            number=line.number,
            word=VerdictWord(line.word),
            by_rule=VerdictWord(line.by_rule),
            figure=line.figure,
            reason=line.reason,
            part=line.part,
        )
        for line in row.lines.all()
    )
    return core_closing.Closing(row.number, row.signer, row.document, row.dated, row.declared_on, lines)


def target_set_record(row: rows.TargetSet, targets: Iterable[rows.Target]) -> core_target.TargetSet:
    return core_target.TargetSet(
        id=str(row.pk),
        authority=row.authority,
        edition=row.edition,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        targets=tuple(target_record(t) for t in targets),
    )


def programme_record(row: rows.Programme, target_sets: tuple[core_target.TargetSet, ...]) -> core_target.Programme:
    return core_target.Programme(
        id=str(row.pk),
        title=row.title,
        place_code=row.place.code,
        period=Period.parse(row.period),
        stated_target_count=row.stated_target_count,
        target_sets=target_sets,
    )


def observation_record(row: rows.Observation) -> core_observation.Observation:
    """Reads `owed_in.place` and `owed_in.office` (select_related)."""
    owed = row.owed_in
    period = Period.parse(owed.period)
    return core_observation.Observation(
        indicator_code=row.indicator_code,
        place_code=owed.place.code,
        period=period,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        no_data=row.no_data,
        vintage=core_observation.Vintage(row.vintage),
        revision=row.revision,
        provider=core_observation.Provider(row.provider),
        definition=row.definition,
        named=tuple(row.named),
        source=f"Báo cáo {format_period(period, 'vi')} của {owed.office.name} (số {owed.pk}, lần sửa {row.revision})",
        sample=row.sample,
    )


def document_record(row: rows.Document) -> core_document.Document:
    return core_document.Document(text=row.text, name=row.name, sha256=row.sha256, media_type=row.media_type)


def figure_record(row: rows.Figure) -> Figure:
    return Figure(
        kind=FigureKind(row.kind),
        indicator=row.indicator,
        comparator=Comparator(row.comparator),
        value=row.value,
        unit=row.unit,
        span=Span(row.span_start, row.span_end),
        sentence=Span(row.sentence_start, row.sentence_end),
        number=Span(row.number_start, row.number_end),
        value_max=row.value_max,
        change=Change(row.change),
        subject=row.subject or None,
        rule=row.rule,
        guesses=(IndicatorGuess(row.indicator_code, row.indicator_score),) if row.indicator_code else (),
        when=period_record(row.period),
        vintage=core_observation.Vintage(row.vintage) if row.vintage else None,
    )


def period_record(code: str) -> Period | None:
    """The period of a figure: its code, or the first and last month of one that has no code of its own."""
    first, _stroke, last = code.partition("/")
    if not code or not last:
        return Period.parse(code) if code else None
    start, end = Period.parse(first), Period.parse(last)
    months = (end.first_year - start.first_year) * 12 + end.first_month - start.first_month + 1
    return Period(start.first_year, start.first_month, months, PeriodKind.YEAR)


def period_kept(period: Period | None) -> str:
    """What `period_record` reads: "2024-10", "2024-01/2024-10" for ten months of 2024."""
    if period is None:
        return ""
    months = period.months()
    return period.code if Period.parse(period.code) == period else f"{months[0].code}/{months[-1].code}"


def labelled_figure(row: rows.Figure, review: rows.FigureReview | None) -> Figure:
    """The figure as the newest review says it is; as read where nobody said anything."""
    read = figure_record(row)
    if review is None:
        return read
    return replace(
        read,
        kind=FigureKind(review.kind),
        indicator=review.indicator,
        comparator=Comparator(review.comparator),
        value=review.value,
        value_max=review.value_max,
        unit=review.unit,
        change=Change(review.change),
        guesses=(IndicatorGuess(review.indicator_code, Decimal(1)),) if review.indicator_code else (),
        when=period_record(review.period),
        vintage=core_observation.Vintage(review.vintage) if review.vintage else None,
    )


def task_record(row: rows.Task, language: str = "vi") -> core_task.Task:
    """Reads `office` (select_related)."""
    office = _office_name(row.office, language)
    return core_task.Task(row.work, row.person, office, row.due, row.product, row.done_on, row.sample)


def obstacle_record(row: rows.Obstacle, language: str = "vi") -> core_task.Obstacle:
    """Reads `by_office` (select_related) and `remedies` (prefetch)."""
    remedies = tuple(core_task.Remedy(r.text, r.due, r.done_on) for r in row.remedies.all())
    office = _office_name(row.by_office, language)
    return core_task.Obstacle(row.text, office, row.found_on, remedies, row.sample)


def _office_name(office: rows.Office, language: str) -> str:
    return office.name_en if language == "en" and office.name_en else office.name


def directive_record(row: rows.Directive) -> core_task.Directive:
    """Reads `by` and `office` (select_related)."""
    return core_task.Directive(
        row.text, str(row.by), row.office.name, row.given_on, row.due, row.answer, row.answered_on
    )


def funding_record(row: rows.Funding) -> core_task.Funding:
    return core_task.Funding(row.source, row.planned, row.mobilised, row.disbursed, row.sample)


def circulation_record(given: Iterable[rows.Circulation]) -> core_task.Circulation:
    """One document's rows as one record. Reads `office` (select_related)."""
    given = list(given)
    return core_task.Circulation(
        given_to=tuple(c.office.code for c in given),
        noted_by=tuple(c.office.code for c in given if c.noted_on),
    )


# --- record → row (unsaved) -----------------------------------------------------------------------------------------


def figure_row(document: rows.Document, ordinal: int, figure: Figure) -> rows.Figure:
    return rows.Figure(
        document=document,
        ordinal=ordinal,
        kind=figure.kind,
        indicator=figure.indicator,
        indicator_code=figure.indicator_code or "",
        indicator_score=figure.guesses[0].score if figure.guesses else None,
        comparator=figure.comparator,
        value=figure.value,
        value_max=figure.value_max,
        unit=figure.unit,
        change=figure.change,
        subject=figure.subject or "",
        period=period_kept(figure.when),
        vintage=figure.vintage,
        span_start=figure.span.start,
        span_end=figure.span.end,
        sentence_start=figure.sentence.start,
        sentence_end=figure.sentence.end,
        number_start=figure.number.start,
        number_end=figure.number.end,
        rule=figure.rule,
    )


def condition_row(target: rows.Target, ordinal: int, condition: Condition) -> rows.Condition:
    return rows.Condition(
        target=target,
        ordinal=ordinal,
        comparator=condition.comparator,
        value=condition.value,
        value_max=condition.value_max,
        unit=condition.unit,
        change=condition.change,
        change_in=condition.change_in,
        tolerance=condition.tolerance,
        keep=condition.keep,
    )
