"""Rows of places, memberships and changes → a PlaceHistory. The shipped ones are of Việt Nam; any country's will do.

| file | columns |
|---|---|
| places.csv | code, name, kind, parent, first, last; parent is empty where memberships.csv tells it by date |
| memberships.csv | child, parent, first, last |
| changes.csv | day, document, old, new, share, basis, source; no share is the whole, or with the basis equal_parts an equal part |
| acts.csv | document, signed, note |
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from importlib.resources import files

from tiendo.model.place import Membership, Place, PlaceKind, WrongPlaces
from tiendo.model.place_change import ChangeLine, PlaceChange, ShareBasis, WrongChange, changes_from_lines
from tiendo.model.place_history import PlaceHistory

_Row = Mapping[str, str]
_A_DAY = "2025-07-01"


@cache
def load_history() -> PlaceHistory:
    """The places of Việt Nam before and since 01/07/2025; the same object at every call."""
    return history_from_rows(*(_rows(f"{name}.csv") for name in ("places", "memberships", "changes", "acts")))


def history_from_rows(
    places: Iterable[_Row], memberships: Iterable[_Row], changes: Iterable[_Row], acts: Iterable[_Row] = ()
) -> PlaceHistory:
    """A history from rows as the table above has them. Raises WrongPlaces: a cell that cannot be read, or places and
    changes that contradict each other."""
    day = cache(_day)
    made: list[Place] = []
    belongs: list[Membership] = []
    for row in places:
        code, first, last = row["code"], day(row.get("first", "")), day(row.get("last", ""))
        made.append(Place(code, row["name"], _kind(row["kind"], code), first, last))
        if row.get("parent"):
            belongs.append(Membership(code, row["parent"], first, last))
    for row in memberships:
        first, last = day(row.get("first", "")), day(row.get("last", ""))
        belongs.append(Membership(row["child"], row["parent"], first, last))
    signed = {row["document"]: day(row.get("signed", "")) for row in acts}
    return PlaceHistory(made, belongs, _changes(changes, made, signed))


def lines_from_rows(rows: Iterable[_Row]) -> tuple[ChangeLine, ...]:
    """Lines from rows with old, new and, where they are not whole, share (0.62, 62/100) and basis, source. Raises
    WrongPlaces for a share or basis that cannot be read."""
    rows = tuple(rows)
    parts = Counter(row["old"] for row in rows)
    return tuple(_line(row, parts[row["old"]]) for row in rows)


def _changes(rows: Iterable[_Row], places: Iterable[Place], signed: Mapping[str, date | None]) -> Iterator[PlaceChange]:
    ends: dict[tuple[str, date], Place] = {(p.code, p.last): p for p in places if p.last is not None}
    begins: dict[tuple[str, date], Place] = {(p.code, p.first): p for p in places if p.first is not None}
    together: dict[tuple[str, str], list[_Row]] = {}
    for row in rows:
        together.setdefault((row["day"], row.get("document", "")), []).append(row)
    for (said, document), of_act in together.items():
        day = read_day(said)
        before = day - timedelta(days=1)

        def old_place(code: str, last: date = before) -> Place:
            return _known(ends, code, last, "change-no-end")

        def new_place(code: str, first: date = day) -> Place:
            return _known(begins, code, first, "change-no-begin")

        yield from changes_from_lines(
            lines_from_rows(of_act),
            day=day,
            old_place=old_place,
            new_place=new_place,
            document=document,
            document_day=signed.get(document),
        )


def _known(places: Mapping[tuple[str, date], Place], code: str, day: date, rule: str) -> Place:
    try:
        return places[code, day]
    except KeyError:
        raise WrongChange(rule, code, day=day) from None


def _line(row: _Row, parts: int) -> ChangeLine:
    said, basis = row.get("share", "").strip(), row.get("basis", "").strip()
    try:
        by = ShareBasis(basis) if basis else ShareBasis.WHOLE
        share = Fraction(said) if said else Fraction(1, parts if by is ShareBasis.EQUAL_PARTS else 1)
    except (ValueError, ZeroDivisionError):
        example = f"0.62, 1/3; {', '.join(b.value for b in ShareBasis)}"
        raise WrongPlaces(
            "places-cell", row["old"], column="share, basis", typed=f"{said} {basis}", example=example
        ) from None
    return ChangeLine(row["old"], row["new"], share, by, row.get("source", ""))


def _kind(said: str, code: str) -> PlaceKind:
    try:
        return PlaceKind(said)
    except ValueError:
        kinds = ", ".join(k.value for k in PlaceKind)
        raise WrongPlaces("places-cell", code, column="kind", typed=said, example=kinds) from None


def read_day(said: str) -> date:
    """A day as files write it. Raises WrongPlaces where there is none."""
    day = _day(said)
    if day is None:
        raise WrongPlaces("places-cell", "", column="day", typed="", example=_A_DAY)
    return day


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise WrongPlaces("places-cell", "", column="first, last, day", typed=said, example=_A_DAY) from None


def _rows(name: str) -> Iterator[_Row]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
