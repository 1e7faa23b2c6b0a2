"""Rows of cells → lines of a text: one line a row, cells between "|"; a row with one filled cell is a heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def line_of(cells: Sequence[str]) -> str:
    """One row on one line; "" for an empty row."""
    said = [" ".join(cell.split()).replace("|", "/") for cell in cells]
    filled = [cell for cell in said if cell]
    return f"| {' | '.join(said)} |" if len(filled) > 1 else "".join(filled)


def lines_of(rows: Iterable[Sequence[str]]) -> str:
    """The rows that hold anything, one a line."""
    return "\n".join(line for line in map(line_of, rows) if line)
