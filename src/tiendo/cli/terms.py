"""Targets of a term beside those of the year: where each stands and what the remaining years still need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rich.table import Table

from tiendo import pipeline
from tiendo.cli.given import Given
from tiendo.model.target import Target
from tiendo.model.verdict import TermPace
from tiendo.publishing.wording import (
    TERM_FORM_WORDS,
    describe_pace,
    describe_target,
    format_amount,
    pace_in_brief,
    pick,
)

Paces = Mapping[str, tuple[Target, TermPace]]  # id of a term target → it and its pace


def paces_of(given: Given) -> Paces:
    """The pace of every term target that was given, from the yearly figures among the rows."""
    paces = {}
    for target in given.terms:
        years = pipeline.yearly_figures(target, given.observations, given.catalogue)
        paces[target.id] = target, pipeline.term_pace(target, years, given.catalogue)
    return paces


def needed_beside(target: Target, paces: Paces, given: Given) -> str:
    """What the term of which a yearly target is one year still needs, each form for itself; "" where it lies in none."""
    return "; ".join(
        pace_in_brief(pace, term, given.catalogue.indicators[term.indicator_code or ""], given.lang)
        for term, pace in paces.values()
        if (term.indicator_code, term.place_code) == (target.indicator_code, target.place_code)
        and term.period.first_year <= target.period.first_year <= term.period.last_year
    )


def print_terms(
    paces: Paces, given: Given, make: Callable[[str, Iterable[str]], Table], show: Callable[[Table], None]
) -> None:
    """The table of the term targets, below that of the year."""
    lang = given.lang
    heads = {
        "vi": ("STT", "Chỉ tiêu nhiệm kỳ", "Mức giao", "Dạng", "Đến nay", "Còn cần"),
        "en": ("No.", "Target of the term", "Promised", "Form", "So far", "Still needed"),
    }
    table = make("", heads[lang])
    for term, pace in paces.values():
        indicator = given.catalogue.indicators[term.indicator_code or ""]
        table.add_row(
            term.number,
            given.register.labels(lang).get(term.id, term.name),
            describe_target(term, lang),
            pick(TERM_FORM_WORDS[pace.form], lang),
            format_amount(pace.achieved, indicator.unit, indicator.decimals, lang),
            describe_pace(pace, term, indicator, lang),
        )
    show(table)


def terms_as_json(given: Given) -> list[dict[str, Any]]:
    """The same for programs; numbers as text, exact."""
    return [
        {
            "number": term.number,
            "name": given.register.labels(given.lang).get(term.id, term.name),
            "indicator": term.indicator_code,
            "period": term.period.code,
            "form": pace.form.value,
            "achieved": None if pace.achieved is None else format(pace.achieved, "f"),
            "needed_per_year": None if pace.needed_per_year is None else format(pace.needed_per_year, "f"),
            "years_left": [year for year, _ in pace.needed],
            "reached": pace.reached,
        }
        for term, pace in paces_of(given).values()
    ]
