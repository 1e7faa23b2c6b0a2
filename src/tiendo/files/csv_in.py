"""CSV as offices save it: UTF-8 with or without a mark, parted by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tiendo.files.unusable import UnusableFile

LARGEST_BYTES = 2 * 1024**3
_PARTERS = ";\t,"


@dataclass(frozen=True, slots=True)
class Line:
    """One row under the heads: its number in the file, as spreadsheets count, and its cells by column."""

    number: int
    cells: Mapping[str, str]


def read_lines(
    data: bytes, name: str, *, needed: Sequence[str], aliases: Mapping[str, str] | None = None
) -> Iterator[Line]:
    """The rows of a table. `aliases`: another head, lower case → the column that it means. Empty rows are passed over.

    Raises UnusableFile: no text, not UTF-8, a needed column missing, a column twice, a row with more cells than heads.
    """
    if len(data) > LARGEST_BYTES:
        raise UnusableFile("file-too-large", name, megabytes=LARGEST_BYTES // 1024**2)
    try:
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnusableFile("encoding-unknown", name) from None
    if not text.strip():
        raise UnusableFile("file-empty", name)
    first = text.lstrip().split("\n", 1)[0]
    parter = max(_PARTERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parter, strict=True)
    try:
        heads: list[str] = []
        for cells in reader:
            if not any(c.strip() for c in cells):
                continue
            if not heads:
                heads = _heads(cells, name, needed, aliases or {})
                continue
            if any(c.strip() for c in cells[len(heads) :]):
                raise UnusableFile("cell-outside", name, file=name, line=reader.line_num)
            yield Line(reader.line_num, dict(zip(heads, (*cells, *[""] * len(heads)), strict=False)))
    except csv.Error:
        raise UnusableFile("file-broken", name, file=name, line=reader.line_num) from None


def _heads(cells: Sequence[str], name: str, needed: Sequence[str], aliases: Mapping[str, str]) -> list[str]:
    said = [c.strip().casefold() for c in cells]
    heads = [aliases.get(c, c) for c in said]
    while heads and not heads[-1]:  # columns that a spreadsheet adds at the right
        heads.pop()
    for column in needed:
        if column not in heads:
            raise UnusableFile(
                "column-missing", name, file=name, line=1, missing_column=column, columns=", ".join(filter(None, heads))
            )
    for column in heads:
        if column and heads.count(column) > 1:
            raise UnusableFile("column-twice", name, file=name, line=1, columns=column)
    return heads
