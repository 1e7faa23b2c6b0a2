"""What `tiendo places --json` prints; exact numbers and shares as text."""

from __future__ import annotations

from datetime import date
from typing import Any

from tiendo import pipeline
from tiendo.catalogue.places import Found
from tiendo.model.observation import Observation
from tiendo.model.place import Place, PlaceTree
from tiendo.model.place_change import PlaceChange
from tiendo.model.place_history import PlaceHistory
from tiendo.model.restatement import Restated
from tiendo.publishing.place_words import describe_restatement
from tiendo.publishing.wording import say


def found_as_json(found: Found, history: PlaceHistory, on: date) -> dict[str, Any]:
    """places, former (with "now") and suggestions."""

    def former(place: Place) -> dict[str, Any]:
        ways = history.onward(place, on) if place.last is not None and place.last < on else {}
        now = [
            {**_named(history.place(code, on)), "share": str(way.share), "bases": [b.value for b in way.bases]}
            for code, way in ways.items()
        ]
        return {**_as_json(place, history, on), "now": now}

    return {
        "on": on.isoformat(),
        "places": [_as_json(p, history, on) for p in found.places],
        "former": [former(p) for p in found.former],
        "suggestions": [_as_json(p, history, on) for p in found.suggestions],
    }


def tree_as_json(place: Place, tree: PlaceTree, depth: int) -> dict[str, Any]:
    """The place with "above" and, to the depth, "below"."""
    told: dict[str, Any] = {**_named(place), "on": tree.on.isoformat()}
    told["above"] = [_named(tree[code]) for code in tree.above(place.code)]
    told["below"] = _below_as_json(place.code, tree, depth)
    return told


def _below_as_json(code: str, tree: PlaceTree, depth: int) -> list[dict[str, Any]]:
    below = []
    for child in tree.children(code) if depth else ():
        told: dict[str, Any] = _named(tree[child])
        if depth > 1:
            told["below"] = _below_as_json(child, tree, depth - 1)
        below.append(told)
    return below


def past_as_json(place: Place, history: PlaceHistory, on: date) -> dict[str, Any]:
    """The place with "came_from", "became" and, where it ended without a successor, "area_today"."""
    told = _as_json(place, history, on)
    for key, change in (("came_from", history.start_of(place)), ("became", history.end_of(place))):
        told[key] = change and _change_as_json(change)
    ended = place.last is not None and place.last < on and told["became"] is None
    area = pipeline.area_today(history, place, on) if ended else {}
    told["area_today"] = [{**_named(history.place(c, on)), "lies_in": str(share)} for c, share in area.items()]
    return told


def _change_as_json(change: PlaceChange) -> dict[str, Any]:
    return {
        "day": change.day.isoformat(),
        "kind": change.kind.value,
        "document": change.document,
        "document_day": change.document_day and change.document_day.isoformat(),
        "lines": [
            {"old": n.old, "new": n.new, "share": str(n.share), "basis": n.basis.value, "source": n.source}
            for n in change.lines
        ],
    }


def restated_as_json(restated: Restated, to: date, lang: str) -> dict[str, Any]:
    """Figures with exact numbers as text, each with its "restatement" (null as it was sent), and the problems."""
    return {
        "to": to.isoformat(),
        "observations": [_observation_as_json(o, lang) for o in restated.observations],
        "problems": [{"rule": p.rule, "said": say(p, lang)} for p in restated.problems],
    }


def _observation_as_json(o: Observation, lang: str) -> dict[str, Any]:
    told: dict[str, Any] = {"place": o.place_code, "indicator": o.indicator_code, "period": o.period.code}
    told |= {"value": _exact(o.value), "numerator": _exact(o.numerator), "denominator": _exact(o.denominator)}
    if o.restatement is None:
        return {**told, "restatement": None}
    r = o.restatement
    return {
        **told,
        "restatement": {
            "to": r.to.isoformat(),
            "said": describe_restatement(r, lang),
            "documents": list(r.documents),
            "estimated": r.estimated,
            "assumed": r.assumed,
            "missing": [_named(p) for p in r.missing],
            "parts": [
                {
                    **_named(p.place),
                    "share": str(p.share),
                    "bases": [b.value for b in p.bases],
                    "stored": _exact(p.observation.value),
                    "value": _exact(p.value),
                    "numerator": _exact(p.numerator),
                    "denominator": _exact(p.denominator),
                    "source": p.observation.source,
                }
                for p in r.parts
            ],
        },
    }


def above(place: Place, history: PlaceHistory, on: date) -> tuple[Place, ...]:
    """What it lies in on the day, or on its own last or first day; without the country."""
    day = on
    if not place.valid(on):
        day = place.last if place.last is not None and place.last < on else place.first or on
    tree = history.tree(day)
    over = tree.above(place.code)
    return tuple(tree[code] for code in (over[:-1] if len(over) > 1 else over))


def _named(place: Place | None) -> dict[str, Any]:
    return {} if place is None else {"code": place.code, "name": place.name, "kind": place.kind.value}


def _as_json(place: Place, history: PlaceHistory, on: date) -> dict[str, Any]:
    days = {"first": place.first and place.first.isoformat(), "last": place.last and place.last.isoformat()}
    return {**_named(place), **days, "above": [_named(p) for p in above(place, history, on)]}


def _exact(value: object) -> str | None:
    return None if value is None else f"{value:f}"
