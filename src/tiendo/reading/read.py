"""The chain of the reading stage: page → article → figures → proposals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tiendo.model.document import Document, Span
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.indicator import Indicator
from tiendo.model.period import Period
from tiendo.model.problem import Problem, Severity
from tiendo.model.reading import Reading
from tiendo.model.target import Change
from tiendo.reading.clean import find_article, headline, title_span
from tiendo.reading.crosscheck import cross_check
from tiendo.reading.figures import ReadFigures, left_unread, read_figures
from tiendo.reading.headings import group_at, headings, label
from tiendo.reading.issuing import issued_in
from tiendo.reading.kinds import kind_in_aside
from tiendo.reading.match import Guesser, guesser
from tiendo.reading.owners import assign_owners, owners_said
from tiendo.reading.periods import plan_period
from tiendo.reading.places import place_in
from tiendo.reading.programme import stated_count
from tiendo.reading.reported import SamePeriod, is_report, period_told, same_period_said, year_before
from tiendo.reading.targets import propose_targets
from tiendo.reading.times import introduced, times_said, when_carried, when_of

_YEAR = 12  # months
_FIRST_DAYS = 10  # of a month, in which a report tells of the month before
# Blanks of other widths are read as blanks; one for one, so that every offset stays true.
_OTHER_BLANK = re.compile("[\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]")


def read(document: Document, indicators: Mapping[str, Indicator], *, chosen: Period | None = None) -> Reading:
    """Read one document. Never fails on any text: what cannot be read is simply not a figure.

    `chosen` is the period of the programme that a person chose; it counts where the text names none.
    """
    text = _OTHER_BLANK.sub(" ", document.text)
    article = find_article(text)
    body = "\n".join(span.of(text) for span in article.body)
    said, lines = headline(text, article)
    period, term = plan_period(said, body)
    period = _this_year(body, article.published, period) or chosen
    plan_year = period.last_year if period else None
    place = place_in(article.title or "", body, plan_year)
    issued = issued_in(text, article.title or "", place)
    own = period or (Period.year(issued.dated.year) if issued and issued.dated else None)
    told = period_told(said, own)
    lines_read = article.body[lines:]
    found = read_figures(text, lines_read, period, title_span(text, article), told, reports=is_report(said))
    until = told.months()[-1] if told and told.months_long < _YEAR else _month_before(issued.dated) if issued else None
    figures = _in_context(text, lines_read, found, guesser(indicators), own, told, until)
    proposals = propose_targets(text, figures, indicators, place_code=(place and place.code) or "", period=period)
    stated = stated_count(f"{article.title or ''}\n{body}")
    problems = [Problem("read-by-ocr", {"name": document.name}, document.name)] if document.is_recognised else []
    if period is not None and stated is not None and len(proposals) != stated:
        facts = {"stated": stated, "found": len(proposals), "missing": max(0, stated - len(proposals))}
        problems.append(Problem("stated-count-differs", facts, document.name, Severity.NOTE))
    for proposal in proposals:
        if proposal.implied_baseline:
            low, high = proposal.implied_baseline
            problems.append(
                Problem("implied-baseline", {"low": low, "high": high, "number": proposal.target.number}, document.name)
            )
    problems.extend(cross_check(text, figures, found.shares, document.name))
    if unread := left_unread(text, article.body):
        problems.append(Problem("left-unread", {"start": unread.start, "end": unread.end}, document.name))
    if period is None:
        problems.append(Problem("no-period", {}, document.name))
    if place is None or not place.name:
        problems.append(Problem("no-place", {}, document.name))
    return Reading(
        document=document,
        article=article,
        place=place,
        year=plan_year,
        period=period,
        term=term,
        stated_target_count=stated,
        figures=figures,
        proposals=proposals,
        problems=tuple(problems),
        issued=issued,
    )


_PLANNED_NOW = re.compile(
    r"\bnăm (?:nay|này)\b[^.\n]{0,60}\b(?:đặt|phấn đấu|mục tiêu|dự kiến|sẽ|quyết tâm|đề ra|chỉ tiêu|được giao)\b"
    r"|\b(?:phấn đấu|mục tiêu|chỉ tiêu|kế hoạch|quyết tâm)\b[^.\n]{0,40}\bnăm nay\b",
    re.IGNORECASE,
)


def _this_year(body: str, published: date | None, period: Period | None) -> Period | None:
    """The period of the plan; the year of publication where the text plans for "năm nay" and names only years before."""
    if published is None or (period is not None and period.last_year >= published.year):
        return period
    if _PLANNED_NOW.search(body) is None:
        return period
    return Period.year(published.year)


def _month_before(dated: date | None) -> Period | None:
    """The month that "đến nay" ends with in a document of a day: its own, or the one before in the first days of a month."""
    if dated is None or (dated.month == 1 and dated.day <= _FIRST_DAYS):
        return None
    return Period.month(dated.year, dated.month - (dated.day <= _FIRST_DAYS))


def _in_context(
    text: str,
    body: tuple[Span, ...],
    read: ReadFigures,
    guess: Guesser,
    plan: Period | None,
    told: Period | None,
    until: Period | None,
) -> tuple[Figure, ...]:
    """The figures with what the text around them says: the heading they stand under, the period they are of, and who
    answers for them; and with the indicators that they may measure. What a figure has already (a table says it in its
    columns) stays as it is; a result that says no period is of the one that the headline reports."""
    found = headings(text, body)
    starts = [h.start for h in found]
    times = times_said(text, body, plan, until)
    time_starts = [t.span.start for t in times]
    figures, spans = read.figures, read.passages
    intros, times = introduced(text, spans, times, frozenset(starts))
    owners = assign_owners(owners_said(text, spans), spans, [f.number for f in figures])
    found_in: list[Figure] = []
    at = 0
    for n, figure in enumerate(figures):
        while at + 1 < len(spans) and spans[at + 1].start <= figure.number.start:
            at += 1
        when = figure.when
        if when is None and figure.rule != "table" and spans:
            said = when_of(text, figure.sentence, figure.number, times, time_starts)
            before = when_carried(text, spans[at].start, figure.sentence.start, times, time_starts) or intros[at]
            when = said.period if said else before if before and _suits(before, figure.kind, plan) else None
            if when is None and figure.kind is FigureKind.RESULT:
                when = told
            if figure.kind is FigureKind.RESULT and figure.change is Change.NONE:
                when = _as_compared(same_period_said(text, figure.sentence, figure.number), when)
        found_in.append(
            replace(
                figure,
                kind=kind_in_aside(text, figure.sentence, figure.number, plan, figure.kind, told),
                group=(label(figure.group) if figure.group else "") or group_at(found, starts, figure.number.start),
                when=when,
                owners=figure.owners or owners.get(n, ()),
                guesses=guess(figure.indicator, figure.span.of(text), figure.unit, figure.change),
            )
        )
    return tuple(found_in)


def _as_compared(said: SamePeriod | None, when: Period | None) -> Period | None:
    """The period of a level that others are compared with ("cùng kỳ 58,6 tỷ đồng"); `when` for any other."""
    if said is None:
        return when
    if not said.same:
        year = said.year or (when.first_year - 1 if when else None)
        return Period.year(year) if year else None
    if when is None:
        return None
    return replace(when, first_year=said.year) if said.year else year_before(when)


def _suits(period: Period, kind: FigureKind, plan: Period | None) -> bool:
    """Whether a period said in a sentence before goes on for a figure of this kind: a target's lies in the plan, a
    result's before it or in a part of it."""
    if plan is None:
        return False
    if kind is FigureKind.TARGET:
        return plan.holds(period)
    if period.last_year > plan.last_year:  # the years of a council: no result is of them
        return False
    return period.first_year < plan.first_year or period.months_long < plan.months_long
