"""What stands beside the figure of a target: that of another provider, and by which definition each was counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.comparison import Comparison
from tiendo.model.indicator import Definition
from tiendo.model.total import Total
from tiendo.model.verdict import Verdict
from tiendo.publishing.provider_words import describe_comparison, providers_table, sources_of
from tiendo_web.pages.one_state import unmixed
from tiendo_web.pages.public.data import file_of, rolled_up
from tiendo_web.pages.templatetags.said import place_names
from tiendo_web.records import queries


@dataclass(frozen=True)
class Side:
    """The figure of one provider. `said`: how it stands to the one that counts; "" for that one itself."""

    total: Total
    said: str
    sources: tuple[str, ...]


def beside(verdict: Verdict, where: queries.Standing, last_year: Comparison | None) -> dict[str, Any]:
    """The figure that counts and those of the other providers; () where nobody else has one. The definitions that it goes
    by, and why last year's months are not compared with it, where they went by another."""
    if verdict.total is None:
        return {}
    compared = _others(verdict, where)
    names, language = place_names(where), get_language() or "vi"
    indicator = load_catalogue().indicators[verdict.total.indicator_code]
    others = [Side(c.that, describe_comparison(c, indicator, language, names), sources_of(c.that)) for c in compared]
    sides = [Side(verdict.total, "", sources_of(verdict.total)), *others] if others else []
    codes, why = set(verdict.total.definitions), last_year.why_not if last_year else None
    return {
        "sides": sides,
        "counted_by": [d for d in indicator.definitions if d.code in codes],
        "broken_from_last_year": why if why is not None and why.rule == "compare-other-definition" else None,
    }


def promised_by(verdict: Verdict) -> Definition | None:
    """The definition that the target was promised by; None where its indicator has only one."""
    indicator = load_catalogue().indicators.get(verdict.target.indicator_code or "")
    code = verdict.target.defined_by(indicator) if indicator else ""
    return next((d for d in indicator.definitions if d.code == code), None) if indicator else None


@unmixed
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures of every provider for one target, as a file."""
    where, verdict = rolled_up(pk)
    names: Mapping[str, str] = place_names(where)
    language = get_language() or "vi"
    told = providers_table(
        queries.in_full(where, verdict), _others(verdict, where), load_catalogue(), language, names=names
    )
    return file_of(told, f"noi-cung-cap-{pk}.csv")


def _others(verdict: Verdict, where: queries.Standing) -> tuple[Comparison, ...]:
    assert verdict.total is not None
    theirs = queries.figures_of_others(where, verdict.total)
    if not theirs:
        return ()
    return pipeline.other_providers(verdict.target, verdict.total, theirs, tree=where.tree, catalogue=load_catalogue())
