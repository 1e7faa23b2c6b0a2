"""A table of places → the tree of a day."""

from __future__ import annotations

from datetime import date

from tiendo.files.csv_in import Line, read_lines
from tiendo.files.unusable import UnusableFile
from tiendo.model.place import Membership, Place, PlaceKind, PlaceTree, Title, TwoParents, WrongPlaces


def read_places(data: bytes, name: str, *, on: date) -> PlaceTree:
    """The tree of a day, from a file as `read_place_list` takes it. Raises UnusableFile, also for two places under one code."""
    places, memberships = read_place_list(data, name)
    try:
        return PlaceTree.as_of(places, memberships, on)
    except WrongPlaces as wrong:
        column = "parent" if isinstance(wrong, TwoParents) else "first"
        raise UnusableFile(wrong.problem.rule, name, file=name, column=column, **wrong.problem.facts) from None


def read_place_list(data: bytes, name: str) -> tuple[tuple[Place, ...], tuple[Membership, ...]]:
    """Places of any day and who belongs to whom, from a CSV file with the columns code, name, kind and parent; first,
    last, title and title_document where there are any. A place with several titles has a row for each. Raises
    UnusableFile."""
    places: dict[tuple[str, date | None], Place] = {}
    memberships = []
    lines = list(read_lines(data, name, needed=("code", "name", "kind", "parent")))
    codes = {line.cells["code"].strip() for line in lines}
    for line in lines:
        cells = {k: v.strip() for k, v in line.cells.items()}
        if not cells["code"]:
            raise _wrong(line, name, "code", "27886")
        try:
            kind = PlaceKind(cells["kind"])
        except ValueError:
            raise _wrong(line, name, "kind", ", ".join(k.value for k in PlaceKind)) from None
        if cells["parent"] and cells["parent"] not in codes:
            typed = cells["parent"][:40]
            raise UnusableFile("parent-unknown", name, file=name, line=line.number, column="parent", typed=typed)
        first, last = _day(line, name, "first"), _day(line, name, "last")
        titles = (Title(cells["title"], document=cells.get("title_document", "")),) if cells.get("title") else ()
        known = places.get((cells["code"], first))
        kept = (known.titles if known else ()) + titles
        places[cells["code"], first] = Place(cells["code"], cells["name"], kind, first, last, kept)
        if cells["parent"]:
            memberships.append(Membership(cells["code"], cells["parent"], first, last))
    return tuple(places.values()), tuple(memberships)


def _day(line: Line, name: str, column: str) -> date | None:
    text = line.cells.get(column, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise _wrong(line, name, column, "2025-06-30") from None


def _wrong(line: Line, name: str, column: str, example: str) -> UnusableFile:
    typed = line.cells.get(column, "").strip()[:40]
    return UnusableFile("cell-unknown", name, file=name, line=line.number, column=column, typed=typed, example=example)
