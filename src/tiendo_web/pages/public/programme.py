"""Where the programme stands: home, programme, target, place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.comparison import Comparison
from tiendo.model.explanation import Explained
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.report import ReportLine
from tiendo.model.target import Change, Condition
from tiendo.model.total import PlaceResult, Total
from tiendo.model.verdict import Verdict, VerdictWord
from tiendo.publishing.chart import chart_lines, describe_chart, describe_gaps, target_chart
from tiendo.publishing.wording import describe_condition, describe_decision
from tiendo_web import clock
from tiendo_web.actions import rights
from tiendo_web.actions.checked import clean
from tiendo_web.pages.drawing import draw
from tiendo_web.pages.one_state import of_one_state
from tiendo_web.pages.public.compared import beside, promised_by
from tiendo_web.pages.public.place import LONGEST_NAME, search
from tiendo_web.pages.shared_out import office_shares, sums_told
from tiendo_web.records import queries
from tiendo_web.records.models import Article, Document, Office, Programme, Target, User

MOST_FIGURES = 300  # of those behind one total that its page lists
MOST_PLACES = 40  # that the tree of a number unfolds on its page


@of_one_state
def home(request: HttpRequest) -> HttpResponse:
    """The newest annual programme: counts by verdict, red first."""
    programme = newest()
    if programme is None:
        return render(request, "public/empty.html")
    where = queries.standing(programme, today=clock.today())
    articles = Article.objects.filter(published_at__isnull=False).order_by("-published_at")[:3]
    counts = [(word, where.counts.get(word, 0)) for word in VerdictWord if where.counts.get(word)]
    context = {"where": where, "through": where.through, "counts": counts, "articles": articles, **_closed(where)}
    return render(request, "public/home.html", context)


@of_one_state
def listing(request: HttpRequest) -> HttpResponse:
    """All published programmes and plans."""
    return render(request, "public/programmes.html", {"programmes": queries.current_programmes()})


@of_one_state
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """All targets of a programme; of a term plan with what its years still need."""
    today = clock.today()
    programme = get_object_or_404(queries.current_programmes(), slug=slug)
    where = queries.standing(programme, today=today)
    context = {
        "where": where,
        "through": where.through,
        "term": queries.term_standing(programme, today=today) if where.is_term else (),
        "years": _years(programme),
        "document": where.target_set and where.target_set.document,
        **_closed(where),
    }
    return render(request, "public/programme.html", context)


@of_one_state
def target(request: HttpRequest, pk: int) -> HttpResponse:
    """One target: figure, condition, verdict, chart, places, source, who carries it out."""
    row = get_object_or_404(
        Target.objects.select_related("target_set__programme__place", "owner", "whole"),
        pk=pk,
        state="confirmed",
        target_set__in_force=True,
        target_set__programme__published=True,
    )
    where = queries.standing(row.target_set.programme, today=clock.today())
    verdict = where.verdict(str(pk))
    if verdict is None:
        return _term_target(request, row)
    months = queries.series(row, where)
    sources = queries.sources_of(row)
    unfolded, sent = queries.unfolded(where, verdict, MOST_PLACES)
    last_year = queries.last_year(where, unfolded)
    places = [_place_line(verdict, p, where) for p in unfolded.total.places] if unfolded.total else []
    context = {
        "row": where.rows[str(pk)],
        "verdict": verdict,
        "where": where,
        "chart": _chart(verdict, months),
        "lines": chart_lines(verdict, months, load_catalogue()),
        "places": places,
        "shares_compare": any(line.share_done is not None for line in places),
        "shares_total": _shares_total(verdict),
        "shares_said": sums_told(verdict.target) if verdict.target.shares else (),
        "office_shares": _office_shares(where.rows[str(pk)], verdict),
        **_behind(request, unfolded, where),
        "work": queries.work_on(row),
        "sources": sources,
        "line": _beside_last_year(verdict, last_year) if verdict.total else None,
        "terms": queries.terms_beside(where, verdict),
        "tree": _tree(unfolded, sent, where, sources),
        "promised_by": promised_by(verdict),
        **beside(unfolded, where, last_year),
        **_declared(verdict, where),
    }
    return render(request, "public/target.html", context)


def _beside_last_year(verdict: Verdict, last_year: Comparison | None) -> ReportLine:
    """The target as the report tells of it: beside it the same months of the year before."""
    return ReportLine(verdict, verdict.target.name, before=last_year and pipeline.told_beside(last_year))


def _tree(
    verdict: Verdict,
    sent: Sequence[Observation],
    where: queries.Standing,
    sources: list[tuple[Document, str, str, str]],
) -> Explained:
    """How the verdict came about, down to the return of each figure; of many places those that are missing first."""
    decided = where.record.target_sets[-1] if where.record.target_sets else None
    quoted, parts = _quoted(sources), verdict.rows
    return pipeline.explain(
        verdict,
        sent,
        load_catalogue(),
        decision=describe_decision(decided, get_language() or "vi") if decided else "",
        quoted={verdict.target.id: quoted},
        read=queries.sentences_behind(where.programme, {one.target.indicator_code or "" for one in parts}),
        most_places=MOST_PLACES,
    )


def _quoted(sources: list[tuple[Document, str, str, str]]) -> list[str]:
    return [" ".join("".join(words).split()) for _document, *words in sources]


def _closed(where: queries.Standing) -> dict[str, Any]:
    """The newest closing of the year beside the count made again; nothing before it was closed."""
    row, recount = next(iter(queries.recounts_of(where)), (None, None))
    return {"closing": row, "recount": recount}


def _declared(verdict: Verdict, where: queries.Standing) -> dict[str, Any]:
    """What the newest closing says of one target, and whether today's figures say otherwise."""
    for row, recount in queries.recounts_of(where)[:1]:
        line = next((one for one in row.lines.all() if str(one.target_id) == verdict.target.id), None)
        differing = any(one.declared.target_id == verdict.target.id for one in recount.differing)
        return {"declared": line, "differing": differing}
    return {}


def _behind(request: HttpRequest, verdict: Verdict, where: queries.Standing) -> dict[str, Any]:
    """The figures behind the total, as many as a page bears; all of them stand in the CSV. Whoever sees the work is
    led on to the return of each."""
    total = verdict.total
    figures = [(p, o) for p in total.whole.sources() for o in p.observations] if total else []
    user = request.user
    at_work = isinstance(user, User) and rights.sees_work(user, where.programme, today=clock.today())
    shown = figures[:MOST_FIGURES]
    places = {o.place_code for _place, o in shown}
    returns = queries.returns_behind(where.programme, total.indicator_code, places) if total and at_work else {}
    behind = [Behind(p, o, returns.get(o.source)) for p, o in shown]
    left = total.whole.coverage.figures - len(behind) if total else 0
    told = {"behind": behind, "behind_left": left, "at_work": at_work}
    return told | {"indicator": load_catalogue().indicators.get(verdict.target.indicator_code or "")}


def _term_target(request: HttpRequest, row: Target) -> HttpResponse:
    programme = row.target_set.programme
    for found, record, pace in queries.term_standing(programme, today=clock.today()):
        if found.pk == row.pk:
            context = {
                "row": found,
                "record": record,
                "pace": pace,
                "programme": programme,
                "years": _years(programme),
                "work": queries.work_on(row),
                "sources": (sources := queries.sources_of(row)),
                "tree": pipeline.explain_pace(
                    record,
                    pace,
                    queries.approved_observations(programme, indicators={row.indicator_code}),
                    load_catalogue(),
                    quoted={record.id: _quoted(sources)},
                ),
                "names": {},
                "yearly": queries.years_beside(programme, record, today=clock.today()),
            }
            return render(request, "public/term_target.html", context)
    raise Http404


def _chart(verdict: Verdict, months: tuple[Total, ...]) -> Mapping[str, str] | None:
    """The same chart for a wide and for a narrow screen; none for a compound target."""
    if not verdict.target.indicator_code or not verdict.target.conditions:
        return None
    language, catalogue = get_language() or "vi", load_catalogue()
    option = target_chart(verdict, months, catalogue, language)
    indicator = catalogue.indicators[verdict.target.indicator_code]
    described = describe_chart(verdict, months, catalogue, language)
    return {
        "wide": draw(option, width=780, height=360, described=described),
        "narrow": draw(option, width=350, height=300, described=described),
        "gaps": describe_gaps(chart_lines(verdict, months, catalogue), indicator, language),
    }


@dataclass(frozen=True)
class Behind:
    """One figure behind a total: whose it is, what leads back to it, and, at work, the return that it came with."""

    place: PlaceResult
    figure: Observation
    return_pk: int | None


@dataclass(frozen=True)
class PlaceLine:
    """One target at one place.

    Attributes:
        share_done: how much of its share the place has brought, where that has a meaning.
        missing: the months without a figure, each with the reason when the place has answered "no figure, because …".
    """

    verdict: Verdict
    result: PlaceResult
    share_said: str
    share_done: Decimal | None
    missing: tuple[tuple[Period, str], ...]

    @property
    def code(self) -> str:
        return self.result.place_code


@of_one_state
def places(request: HttpRequest) -> HttpResponse:
    """The places of the newest annual programme."""
    programme = newest()
    if programme is None:
        return render(request, "public/empty.html")
    where = queries.standing(programme, today=clock.today())
    lines = [(place, [p for p in _at(where, code) if p.result.missing]) for code, place in where.below.items()]
    looked_for = clean(request.GET.get("tim", ""))[:LONGEST_NAME]
    hits, suggested = search(looked_for, clock.today()) if looked_for else ((), False)
    context = {"where": where, "lines": lines, "looked_for": looked_for, "hits": hits, "suggested": suggested}
    return render(request, "public/places.html", context)


@of_one_state
def place(request: HttpRequest, code: str) -> HttpResponse:
    """One place: its figure on every target it reports for, its share, and what is missing."""
    programme = queries.programme_about(code, today=clock.today())
    if programme is None:
        raise Http404
    where = queries.standing(programme, today=clock.today())
    found = queries.results_at(where, code)
    if not found and code not in where.below:
        raise Http404
    lines = [_place_line(verdict, result, where) for verdict, result in found]
    inside = Counter({p.place_code: 0 for _verdict, result in found for p in result.places if not p.held_above})
    inside.update(p.place_code for _verdict, result in found for p in result.places if p.missing and not p.held_above)
    places = queries.places_of_day([code, *inside], where.ground.on)
    context = {
        "where": where,
        "through": where.through,
        "place": places[code],
        "lines": lines,
        "lacking": sum(1 for line in lines if line.result.missing),
        "inside": [(places[c], lacking) for c, lacking in sorted(inside.items())],
    }
    return render(request, "public/place.html", context)


def newest() -> Programme | None:
    """The newest published programme of a year."""
    return queries.current_programmes().exclude(period__contains="-").first()


def _years(programme: Programme) -> list[int]:
    return [year.first_year for year in Period.parse(programme.period).years()]


def _at(where: queries.Standing, code: str) -> list[PlaceLine]:
    return [
        _place_line(one_, result, where)
        for verdict in where.verdicts
        for one_ in verdict.rows
        for result in (one_.total.places if one_.total else ())
        if result.place_code == code
    ]


def _place_line(verdict: Verdict, result: PlaceResult, where: queries.Standing) -> PlaceLine:
    share = None if result.held_above else _share_of(verdict, result.place_code)
    condition = verdict.target.shared_condition
    said, done = "", None
    if share is not None and condition is not None:
        said = _share_said(condition, share)
        indicator = load_catalogue().indicators[verdict.target.indicator_code or ""]
        asked = load_catalogue().convert(share, condition.unit, indicator.unit)
        if condition.change is Change.NONE and asked and result.value is not None:
            done = result.value / asked
    code = verdict.target.indicator_code or ""
    missing = tuple((month, where.why_missing(code, result.place_code, month)) for month in result.missing)
    return PlaceLine(verdict, result, said, done, missing)


def _share_of(verdict: Verdict, code: str) -> Decimal | None:
    return next((s.value for s in verdict.target.shares if s.place_code == code), None)


def _shares_total(verdict: Verdict) -> str:
    shares, condition = [s for s in verdict.target.shares if not s.office], verdict.target.shared_condition
    return _share_said(condition, sum((s.value for s in shares), Decimal(0))) if shares and condition else ""


def _office_shares(row: Target, verdict: Verdict) -> list[tuple[Office, str]]:
    """The offices that the target was shared out to, each with its part in words."""
    condition = verdict.target.shared_condition
    return [(office, _share_said(condition, s.value)) for office, s in office_shares(row, verdict.target) if condition]


def _share_said(condition: Condition, value: Decimal) -> str:
    plain = Condition(condition.comparator, value, condition.unit, change=condition.change)
    return describe_condition(plain, get_language() or "vi")
