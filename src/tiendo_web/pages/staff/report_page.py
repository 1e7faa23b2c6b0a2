"""What the page of a report shows: the text with its marks, and beside it each result with the return it belongs into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.problem import Problem
from tiendo.model.reading import ProposedObservation, Reading
from tiendo.publishing.wording import VINTAGE_WORDS, pick, say
from tiendo_web import clock
from tiendo_web.actions import kept_texts, labels, report_words, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.marked import marked_text
from tiendo_web.pages.staff.asked import UNPROCESSABLE, row_asked_for
from tiendo_web.pages.staff.review_page import with_words_of
from tiendo_web.pages.staff.told import Told
from tiendo_web.pages.templatetags.said import place_name
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Figure, ReportText, Return

# Said of a plan, or at the figures themselves.
_SAID_ELSEWHERE = frozenset({"stated-count-differs", "implied-baseline", "no-place", "no-period"})


def show(request: HttpRequest, report: ReportText, refused: Refused | None = None) -> HttpResponse:
    """The page; with a refusal its status says so."""
    reading = kept_texts.reading_of(report.document)
    returns = queries.ReturnsOf(report.office)
    told = _told(request, report, reading, returns)
    row = row_asked_for(request)
    wanted = [one for one in told if f"dong-{one.figure.ordinal}" == row] or told
    shown = {one.figure.pk for one in wanted}
    fitting = [one for one in told if one.state != "apart"]
    waiting = sum(1 for one in told if one.waits)
    figures = [one.figure for one in told]
    language = get_language() or "vi"
    context = {
        "report": report,
        "groups": [(ret, [one for one in rows if one.figure.pk in shown]) for ret, rows in _by_return(fitting)],
        "apart": [one for one in wanted if one.state == "apart"],
        "text": marked_text(report.document.text, figures, {one.figure.pk: one.mark for one in told}),
        "waiting": waiting,
        "summary": _summary(told, waiting),
        "notices": [*_of_the_place(report, reading), *(say(p, language) for p in _loose(reading))],
        "may_correct": rights.may(request.user, "read_report", report.office, today=clock.today()),
        "may_fill": any(one.may for one in fitting),
        "vintages": [(int(v), pick(words, language)) for v, words in VINTAGE_WORDS.items()],
        "periods": [r.period for r in returns.open()],
        "catalogue": load_catalogue().indicators.values(),
        "refused": refused,
    }
    return render(request, "staff/report_text.html", context, status=UNPROCESSABLE if refused else 200)


# --- the parts ----------------------------------------------------------------------------------------------------------


def _told(request: HttpRequest, report: ReportText, reading: Reading, returns: queries.ReturnsOf) -> list[Told]:
    figures = list(report.document.figures.all())
    reviews = queries.newest_reviews(figures)
    proposed = queries.results_told(report.document, figures, place_code=report.office.place.code)
    read = {(f.span.start, f.number.start, f.number.end): f for f in reading.figures}
    problems = _beside(reading, figures)
    may_fill = rights.among(request.user, "hand_in", returns.all, today=clock.today())
    found = []
    for figure in figures:
        review, one = reviews.get(figure.pk), proposed.get(figure.pk)
        label = {name: getattr(review or figure, name) for name in labels.LABELLED}
        fit = returns.fit(one) if one else None
        why = report_words.why_no_result(label)
        if one is not None and fit is not None:
            why = "" if fit.line else report_words.why_no_return(fit, one.observation.period)
        found.append(
            Told(
                figure=figure,
                label=label,
                read=with_words_of(figure, review, read.get(_at(figure)), reading),
                corrected=review is not None and review.said == "corrected",
                proposed=one,
                fit=fit,
                problems=(*problems.get(figure.pk, ()), *_odd(one, fit)),
                may=bool(fit and fit.line and fit.ret and fit.ret.pk in may_fill),
                why=why,
            )
        )
    return found


def _at(figure: Figure) -> tuple[int, int, int]:
    return figure.span_start, figure.number_start, figure.number_end


def _odd(one: ProposedObservation | None, fit: queries.Fit | None) -> tuple[Problem, ...]:
    """What would look odd about the figure in its return."""
    if one is None or fit is None or fit.line is None:
        return ()
    previous = fit.line.previous and convert.observation_record(fit.line.previous)
    return pipeline.check_figure(
        one.observation, load_catalogue(), previous=previous, rate_alone=fit.line.kind == "rate"
    )


def _by_return(told: Iterable[Told]) -> list[tuple[Return, list[Told]]]:
    """The results by the return they belong into, the newest period first."""
    found: dict[int, tuple[Return, list[Told]]] = {}
    for one in told:
        if one.fit and one.fit.ret:
            found.setdefault(one.fit.ret.pk, (one.fit.ret, []))[1].append(one)
    return sorted(found.values(), key=lambda group: group[0].period, reverse=True)


def _beside(reading: Reading, figures: Sequence[Figure]) -> dict[int, tuple[Problem, ...]]:
    """Figure → what does not agree in its sentence, at the figure that it is said of: the last one before it."""
    found: dict[int, tuple[Problem, ...]] = {}
    for problem in reading.problems:
        at = _place(problem)
        here = [f for f in figures if at is not None and f.sentence_start <= at < max(f.sentence_end, f.span_end)]
        if at is None or not here:
            continue
        nearest = max((f for f in here if f.number_start <= at), key=lambda f: f.number_start, default=here[0])
        found[nearest.pk] = (*found.get(nearest.pk, ()), problem)
    return found


def _loose(reading: Reading) -> list[Problem]:
    """What is said of the whole text."""
    in_sentences = [(f.sentence.start, f.sentence.end) for f in reading.figures]
    found = []
    for problem in reading.problems:
        at = _place(problem)
        beside = at is not None and any(start <= at < end for start, end in in_sentences)
        if not beside and problem.rule not in _SAID_ELSEWHERE:
            found.append(problem)
    return found


def _place(problem: Problem) -> int | None:
    at = problem.facts.get("start")
    return at if isinstance(at, int) else None


def _of_the_place(report: ReportText, reading: Reading) -> list[str]:
    """Said when the text names another place than that of the office."""
    named, here = reading.place, report.office.place
    if named is None or not named.name or named.name.casefold() == here.name.casefold():
        return []
    said = _("Văn bản nói về “%(named)s”, còn đơn vị đã chọn thuộc %(here)s; hãy kiểm tra có chọn đúng đơn vị không.")
    return [said % {"named": named.name, "here": place_name(here)}]


def _summary(told: Sequence[Told], waiting: int) -> str:
    results = sum(1 for one in told if one.state != "apart")
    said = ngettext(
        "Văn bản nêu %(results)d số thực hiện thuộc báo cáo kỳ của đơn vị",
        "Văn bản nêu %(results)d số thực hiện thuộc báo cáo kỳ của đơn vị",
        results,
    ) % {"results": results}
    if not waiting:
        return f"{said}."
    left = ngettext("còn %(n)d số chưa lấy", "còn %(n)d số chưa lấy", waiting) % {"n": waiting}
    return f"{said}; {left}."
