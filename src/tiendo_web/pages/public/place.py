"""A place through its changes: what it was and is, under which act, and its figures before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.catalogue.places import find_places
from tiendo.model.observation import Observation
from tiendo.model.place import Place
from tiendo.model.place_history import PlaceHistory
from tiendo.publishing.place_chart import describe_place_chart, place_chart
from tiendo.publishing.place_past import Past, describe_became, describe_came, past_of
from tiendo.publishing.place_words import describe_line, format_validity
from tiendo.publishing.tables import FileTable, observations_table
from tiendo.publishing.wording import format_place, say
from tiendo_web.pages.drawing import draw
from tiendo_web.pages.public.data import file_of
from tiendo_web.records import queries

LONGEST_NAME = 80  # characters that are looked for
MOST_FOUND = 40


@dataclass(frozen=True)
class Hit:
    """One place that was found by a name, and where it lies now if it is one of another day."""

    place: Place
    over: tuple[Place, ...]
    validity: str
    now: tuple[str, ...]


@dataclass(frozen=True)
class PlacePast:
    """One place with its code: its past in words, and its series."""

    past: Past
    validity: str
    came: str
    became: str
    series: tuple[Any, ...]
    unsaid: tuple[str, ...]
    area: tuple[tuple[Place, Fraction], ...]


def search(typed: str, on: date) -> tuple[tuple[Hit, ...], bool]:
    """Places called so on any day, and whether they are only alike but for the accents."""
    history, language = queries.readers_history(), _language()
    found = find_places(history, typed[:LONGEST_NAME], on=on)
    rows = {*found.places, *found.former}
    for place in (*found.places, *found.former):  # the same name on other days too: "Thạnh Phước" was and is
        rows |= {p for p in history.with_code(place.code) if p.name == place.name}
    others = find_places(history, typed[:LONGEST_NAME], on=date.max)
    rows |= {*others.places, *others.former}
    suggested = not rows
    rows = rows or {*found.suggestions}
    ordered = sorted(rows, key=lambda p: (p.code, p.first or date.min))[:MOST_FOUND]
    return tuple(_hit(p, history, language) for p in ordered), suggested


def past(request: HttpRequest, code: str) -> HttpResponse:
    """Every place that ever had this code."""
    history, language = queries.readers_history(), _language()
    rows = history.with_code(code)
    if not rows:
        raise Http404
    observations = queries.published_observations(queries.current_programmes())
    told = tuple(_past(p, history, observations, language, request.GET.get("chi-tieu", "")) for p in reversed(rows))
    context = {"code": code, "pasts": told, "name": format_place(rows[-1], language), "reused": len(rows) > 1}
    return render(request, "public/place_past.html", context)


def figures(request: HttpRequest, code: str) -> HttpResponse:
    """The same figures as a file; a restated one says what it was worked out from."""
    history, language = queries.readers_history(), _language()
    rows = history.with_code(code)
    if not rows:
        raise Http404
    observations = queries.published_observations(queries.current_programmes())
    tables = []
    for place in rows:
        series = queries.place_series(place, observations, history)[0]
        told = [o for one in series for o in (*one.restated, *one.own)]
        names = {code: format_place(place, language)}
        tables.append(observations_table(told, load_catalogue(), language, names=names))
    table = FileTable(tables[0].heads, [row for one in tables for row in one.rows])
    return file_of(table, f"dia-ban-{code}-lich-su.csv")


def _hit(place: Place, history: PlaceHistory, language: str) -> Hit:
    past_ = past_of(place, history)
    last = max((c.day for c in history.changes), default=date.max)
    ways = history.onward(place, last) if place.last is not None else {}
    now = tuple(
        describe_line(place, there, way.share, way.bases, language)
        for code, way in ways.items()
        if (there := history.place(code, last)) is not None
    )
    return Hit(place, past_.over, format_validity(place, language), now)


def _past(
    place: Place, history: PlaceHistory, observations: tuple[Observation, ...], language: str, chosen: str
) -> PlacePast:
    past_ = past_of(place, history)
    series, problems = queries.place_series(place, observations, history)
    breaks = queries.changed_on(place, history)
    return PlacePast(
        past_,
        format_validity(place, language),
        describe_came(past_, language),
        describe_became(past_, language),
        tuple(_drawn(s, breaks, language, first=s.indicator_code == chosen) for s in series),
        tuple(sorted({say(p, language) for p in problems})),
        _area(place, history) if past_.ended_alone else (),
    )


def _area(place: Place, history: PlaceHistory) -> tuple[tuple[Place, Fraction], ...]:
    """The places of today that hold something of one that ended without a successor, and how much of each."""
    on = max((c.day for c in history.changes), default=date.max)
    area = pipeline.area_today(history, place, on)
    return tuple((now, part) for code, part in area.items() if (now := history.place(code, on)) is not None)


def _drawn(series: queries.PlaceSeries, breaks: tuple[date, ...], language: str, *, first: bool) -> Mapping[str, Any]:
    """A series with its picture for a wide and for a narrow screen."""
    indicator = load_catalogue().indicators[series.indicator_code]
    option = place_chart(series.points, breaks, indicator, language)
    described = describe_place_chart(series.points, breaks, indicator, language)
    return {
        "indicator": indicator,
        "open": first,
        "wide": draw(option, width=780, height=320, described=described),
        "narrow": draw(option, width=330, height=320, described=described),
        "own": series.own,
        "restated": series.restated,
    }


def _language() -> str:
    return get_language() or "vi"
