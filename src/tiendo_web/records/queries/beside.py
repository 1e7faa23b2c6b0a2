"""What stands beside a yearly target: the term that the year lies in, and the same months of the year before."""

from __future__ import annotations

from datetime import date

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.comparison import Comparison
from tiendo.model.observation import Observation as CoreObservation
from tiendo.model.observation import Provider
from tiendo.model.period import Period
from tiendo.model.target import Target as TargetRecord
from tiendo.model.total import Total
from tiendo.model.verdict import TermPace, Verdict
from tiendo_web.records.models import Observation, Programme, Target
from tiendo_web.records.queries.place_history import on_places
from tiendo_web.records.queries.programme import Standing, current_programmes, current_set, standing, term_standing
from tiendo_web.records.queries.report import year_before


def terms_beside(where: Standing, verdict: Verdict) -> list[tuple[Target, TargetRecord, TermPace]]:
    """The targets of the term that ask for the same indicator of the same place, each with its pace; () without a term."""
    term = where.programme.term
    if term is None or not term.published or not verdict.target.indicator_code:
        return []
    asked = (verdict.target.indicator_code, verdict.target.place_code)
    return [
        (row, record, pace)
        for row, record, pace in term_standing(term, today=where.today)
        if (record.indicator_code, record.place_code) == asked
    ]


def years_beside(term: Programme, record: TargetRecord, *, today: date) -> list[tuple[Target, Verdict]]:
    """The yearly targets in force under a term target, the newest year first, each with its verdict."""
    asked = (record.indicator_code, record.place_code)
    found = []
    for year in current_programmes().filter(term=term):
        target_set = current_set(year)
        if target_set is None or not target_set.targets.filter(indicator_code=record.indicator_code).exists():
            continue
        where = standing(year, today=today)
        for whole in where.verdicts:
            for one in whole.rows:
                if (one.target.indicator_code, one.target.place_code) == asked:
                    found.append((where.rows[one.target.id], one))
    return found


def sentences_behind(programme: Programme, indicators: set[str]) -> dict[tuple[str, str, Period, int], str]:
    """Indicator, place, period and revision of an approved figure → the sentence of the report text it was taken from."""
    found = Observation.objects.filter(
        owed_in__programme=programme, approved=True, indicator_code__in=indicators, read_from__isnull=False
    ).select_related("owed_in__place", "read_from__document")
    told = {}
    for row in found:
        figure, owed = row.read_from, row.owed_in
        sentence = " ".join(figure.document.text[figure.sentence_start : figure.sentence_end].split())
        told[(row.indicator_code, owed.place.code, Period.parse(owed.period), row.revision)] = sentence
    return told


def last_year(where: Standing, verdict: Verdict) -> Comparison | None:
    """The total of a verdict beside the same months a year before, or why the two are not compared; None where nothing was
    sent then."""
    if verdict.total is None:
        return None
    before = on_places(year_before(where.programme, indicators={verdict.total.indicator_code}), where.ground.on)
    if not before:
        return None
    return pipeline.same_period_last_year(
        verdict.target, verdict.total, before, tree=where.tree, catalogue=load_catalogue()
    )


def figures_of_others(where: Standing, total: Total) -> tuple[CoreObservation, ...]:
    """What was sent for an indicator by other providers than the one whose figures count."""
    others = [provider.value for provider in Provider if provider is not total.provider]
    found = Observation.objects.filter(indicator_code=total.indicator_code, provider__in=others)
    if not found.filter(owed_in__programme=where.programme, approved=True).exists():
        return ()
    return tuple(o for o in where.ground.of({total.indicator_code}) if o.provider is not total.provider)
