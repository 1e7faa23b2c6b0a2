"""`tiendo places`: find places, see the tree of a day and what became of a place, restate figures."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.catalogue.places import Found, find_places, load_history
from tiendo.cli import places_json as as_told
from tiendo.cli import places_shown as shown
from tiendo.cli.given import Day, collect_file, options, read_bytes, refuse, tell
from tiendo.files import UnusableFile, correct_shares, read_history
from tiendo.files.place_history import NEEDED
from tiendo.model.place import Place
from tiendo.model.place_history import PlaceHistory
from tiendo.model.problem import Problem
from tiendo.publishing.wording import format_date

_FOLDER = click.option(
    "--places",
    "folder",
    type=click.Path(path_type=Path),
    help="Folder with places.csv, memberships.csv, changes.csv, acts.csv; usually those of Việt Nam.",
)
_ON = click.option("--on", type=Day(), help="The day; usually that of the last change known.")


@click.group()
def places() -> None:
    """Places in time: find them, see the tree of a day, where a place went, and figures on the places of another day."""


@places.command()
@click.argument("name")
@click.option("--in", "within", default="", help="Code or name of the district, province … that it lies in.")
@_ON
@_FOLDER
@options("lang", "json")
def find(name: str, within: str, on: date | None, folder: Path | None, lang: str, as_json: bool) -> None:
    """Find a place by its code or name.

    A code comes first; accents tell places apart: without them others are only suggested. A name of an earlier day is
    found too, with what became of the place.

    Exit status: 0 one place, 1 none or several, 2 wrong use.
    """
    history = _history(folder, lang)
    day = on or _last_change(history)
    found = _find(history, name, day, within, lang)
    if as_json:
        click.echo(json.dumps(as_told.found_as_json(found, history, day), ensure_ascii=False, indent=2))
    else:
        shown.print_found(found, history, day, lang)
    if len(found.places or found.former) != 1:
        tell(_ask(found, name, within, day, lang), lang)
        sys.exit(1)


@places.command()
@click.argument("name", metavar="CODE")
@_ON
@click.option("--depth", type=click.IntRange(min=1), default=1, show_default=True, help="How many levels below.")
@click.option("--in", "within", default="", help="Code or name of the place that it lies in.")
@_FOLDER
@options("lang", "json")
def tree(name: str, on: date | None, depth: int, within: str, folder: Path | None, lang: str, as_json: bool) -> None:
    """Show a place of a day, what it lies in and what lies below it. CODE may be a name; VN is the whole country.

    Exit status: 0 done, 1 no such place on that day, or several, 2 wrong use.
    """
    history = _history(folder, lang)
    day = on or _last_change(history)
    place = _one(history, name, day, within, lang, only_of_the_day=True)
    if as_json:
        click.echo(json.dumps(as_told.tree_as_json(place, history.tree(day), depth), ensure_ascii=False, indent=2))
    else:
        shown.print_tree(place, history.tree(day), depth, lang)


@places.command()
@click.argument("name", metavar="CODE|NAME")
@_ON
@click.option("--in", "within", default="", help="Code or name of the place that it lies in.")
@_FOLDER
@options("lang", "json")
def history(name: str, on: date | None, within: str, folder: Path | None, lang: str, as_json: bool) -> None:
    """Show what a place came from and what became of it: lines, shares with their basis, and acts.

    A code may have been given to several places one after the other: all are shown. A name means one place of a day.

    Exit status: 0 done, 1 no such place, or several, 2 wrong use.
    """
    known = _history(folder, lang)
    day = on or _last_change(known)
    rows = known.with_code(name.strip()) or (_one(known, name, day, within, lang),)
    if as_json:
        told = [as_told.past_as_json(place, known, day) for place in rows]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for place in rows:
            shown.print_past(place, known, day, lang)


@places.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="ROWS.csv")
@click.option("--to", type=Day(), required=True, help="The day whose places the figures are said for.")
@click.option("--former", default="", help="Instead: estimate the series of a place that ended, by its code.")
@click.option(
    "--shares", type=click.Path(path_type=Path), help="Known shares, CSV: day, old, new, share, basis, source."
)
@_FOLDER
@options("numbers", "lang", "json")
def restate(
    file: Path, to: date, former: str, shares: Path | None, folder: Path | None, numbers: str, lang: str, as_json: bool
) -> None:
    """Say figures for the places of another day.

    ROWS.csv is as for `tiendo collect`; the newest revision counts. Every figure says which stored figures, shares and
    acts it was worked out from. What cannot be said is named on standard error, with the reason.

    Exit status: 0 done, 1 rows were refused or figures cannot be restated, 2 wrong use.
    """
    catalogue, known = load_catalogue(), _history(folder, lang)
    if shares is not None:
        try:
            known = correct_shares(known, read_bytes(shares, lang), str(shares))
        except UnusableFile as unusable:
            refuse(unusable.problem, lang)
    collected = collect_file(file, catalogue, numbers=numbers, lang=lang)
    if former:
        place = _ended(known, former, to, lang)
        restated = pipeline.estimate_former(collected.observations, known, catalogue, former=place)
    else:
        restated = pipeline.restate(collected.observations, known, catalogue, to=to)
    if as_json:
        told = as_told.restated_as_json(restated, to, lang)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        shown.print_restated(restated, known, to, catalogue, lang)
    for problem in (*collected.refused, *restated.problems):
        tell(problem, lang)
    sys.exit(1 if collected.refused or restated.problems else 0)


# --- what a person gave ------------------------------------------------------------------------------------------------


def _history(folder: Path | None, lang: str) -> PlaceHistory:
    if folder is None:
        return load_history()
    try:
        there: Mapping[str, bytes] = {
            name: read_bytes(folder / name, lang) for name in NEEDED if name == "places.csv" or (folder / name).exists()
        }
        return read_history(there, str(folder))
    except UnusableFile as unusable:
        refuse(unusable.problem, lang)


def _last_change(known: PlaceHistory) -> date:
    """The day of the last change; the first of the calendar where nothing ever changed."""
    return max((change.day for change in known.changes), default=date.min)


def _find(known: PlaceHistory, name: str, on: date, within: str, lang: str) -> Found:
    inside: Place | None = None
    if within:
        above = find_places(known, within, on=on)
        if len(above.places or above.former) != 1:
            refuse(_ask(above, within, "", on, lang), lang)
        inside = (above.places or above.former)[0]
    return find_places(known, name, on=on, within=inside)


def _one(known: PlaceHistory, name: str, on: date, within: str, lang: str, *, only_of_the_day: bool = False) -> Place:
    found = _find(known, name, on, within, lang)
    several = found.places if only_of_the_day else found.places or found.former
    if len(several) == 1:
        return several[0]
    shown.print_found(found, known, on, lang, to_error=True)
    refuse(_ask(found, name, within, on, lang), lang)


def _ended(known: PlaceHistory, code: str, to: date, lang: str) -> Place:
    """The last place with this code that ended before the day."""
    ended: Iterable[Place] = (p for p in known.with_code(code) if p.last is not None and p.last < to)
    place = max(ended, key=lambda p: p.last or date.min, default=None)
    if place is None:
        refuse(Problem("place-not-ended", {"typed": code, "day": to}), lang)
    return place


def _ask(found: Found, typed: str, within: str, on: date, lang: str) -> Problem:
    """Why a name is not one place: none, several, or only others but for the accents."""
    where = f"ngày {format_date(on, lang)}" if lang != "en" else f"on {format_date(on, lang)}"
    if within:
        where = f"{'trong' if lang != 'en' else 'in'} “{within}” {where}"
    several = found.places or found.former
    facts: dict[str, Any] = {"typed": typed, "where": where, "count": len(several or found.suggestions)}
    rule = "place-several" if len(several) > 1 else "place-accents" if found.suggestions else "place-unknown-name"
    return Problem(rule, facts)
