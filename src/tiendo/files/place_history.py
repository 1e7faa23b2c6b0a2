"""A folder of places, memberships and changes → the history of a country; a table of shares → corrected changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tiendo.catalogue.places import history_from_rows, lines_from_rows, read_day
from tiendo.files.csv_in import read_lines
from tiendo.files.unusable import UnusableFile
from tiendo.model.place import WrongPlaces
from tiendo.model.place_history import PlaceHistory

NEEDED = {
    "places.csv": ("code", "name", "kind", "parent"),
    "memberships.csv": ("child", "parent", "first", "last"),
    "changes.csv": ("day", "old", "new"),
    "acts.csv": ("document", "signed"),
}
OPTIONAL = frozenset({"memberships.csv", "changes.csv", "acts.csv"})


def read_history(data: Mapping[str, bytes], name: str) -> PlaceHistory:
    """The history in the files of a folder, by file name (`NEEDED`; all but places.csv may be left out). The columns are
    those of `tiendo.catalogue.places`. Raises UnusableFile."""
    try:
        return history_from_rows(
            *(list(_cells(data.get(file, b""), f"{name}/{file}", NEEDED[file])) for file in NEEDED)
        )
    except WrongPlaces as wrong:
        raise UnusableFile(wrong.problem.rule, name, file=name, **wrong.problem.facts) from None


def correct_shares(history: PlaceHistory, data: bytes, name: str) -> PlaceHistory:
    """The history with the shares of a table with the columns day, old, new, share, basis and source. All lines out of
    a place are given anew. Raises UnusableFile."""
    rows = list(_cells(data, name, ("day", "old", "new", "share", "basis")))
    try:
        for day in sorted({row["day"] for row in rows}):
            history = history.with_shares(lines_from_rows(r for r in rows if r["day"] == day), day=read_day(day))
    except WrongPlaces as wrong:
        raise UnusableFile(wrong.problem.rule, name, file=name, **wrong.problem.facts) from None
    return history


def _cells(data: bytes, name: str, needed: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    if not data and name.rpartition("/")[2] in OPTIONAL:
        return
    for line in read_lines(data, name, needed=needed):
        yield {column: cell.strip() for column, cell in line.cells.items()}
