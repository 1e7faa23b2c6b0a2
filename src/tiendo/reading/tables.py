"""Tables in a text: rows of cells between "|" or tabs, and tables copied one cell a line.

Each row is read by the columns that the headings name (columns.py): its indicator, its unit, the number in each column
of targets and of results, the offices that are to see to it, and the heading row ("I. Kinh tế") that it stands under.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tiendo.model.document import Span
from tiendo.model.figure import Figure
from tiendo.model.period import Period
from tiendo.reading.columns import MOST_HEADING_ROWS, Columns, columns_of, goes_on, numbers_columns
from tiendo.reading.flat_tables import flat_table
from tiendo.reading.table_rows import Row, Rows, RowShare

_RULE = frozenset("|-:+= \t")  # what the line below the headings of a Markdown table consists of

_WIDEST_EDGE = 200  # blanks and tabs before the first word of a row


class Tables(NamedTuple):
    """What the tables of a text hold: their figures, the percentages beside them, and the lines that belong to none."""

    figures: list[Figure]
    shares: list[RowShare]
    rest: tuple[Span, ...]


def read_tables(text: str, lines: Sequence[Span], plan: Period | None, told: Period | None = None) -> Tables:
    """The figures of the tables; `told`: the period that the headline reports."""
    figures: list[Figure] = []
    shares: list[RowShare] = []
    rest: list[Span] = []
    rows: Rows | None = None
    at = 0
    while at < len(lines):
        cells = _cells(text, lines[at])
        if len(cells) > 1:
            if found := _headings(text, lines, at, plan, told):
                columns, after = found
                rows = Rows(text, columns, shares)
                at = after
                continue
            said = [cell.of(text) for cell in cells]
            if rows is not None and rows.fits(said):
                figures.extend(rows.read(Row(cells, lines[at])))
            elif not set(lines[at].of(text)) <= _RULE:
                rest.append(lines[at])
            at += 1
            continue
        if at + 1 < len(lines) and len(_cells(text, lines[at + 1])) > 1:
            if rows is not None:
                rows.head(lines[at].of(text))  # a heading between two rows leaves the columns as they are
        else:
            rows = None
        if flat := flat_table(text, lines, at, plan, told, shares):
            figures.extend(flat[0])
            rest.extend(flat[1])
            at = flat[2]
            continue
        rest.append(lines[at])
        at += 1
    return Tables(figures, shares, tuple(rest))


def is_heading_row(line: str) -> bool:
    """Whether a line names the columns of a table ("STT | Chỉ tiêu | ĐVT | Kế hoạch")."""
    cells = _cells(line, Span(0, len(line)))
    if len(cells) < 2:
        return False
    said = [c.of(line) for c in cells]
    return columns_of([said], None) is not None or columns_of([said, ["Kế hoạch"] * len(said)], None) is not None


def _headings(
    text: str, lines: Sequence[Span], at: int, plan: Period | None, told: Period | None
) -> tuple[Columns, int] | None:
    """(columns, index after the headings) of a table whose headings begin at a line; None where none begin."""
    levels: list[list[str]] = []
    stop = at
    while stop < len(lines) and len(levels) < MOST_HEADING_ROWS:
        said = [cell.of(text) for cell in _cells(text, lines[stop])]
        if len(said) > 1 and set(lines[stop].of(text)) <= _RULE:
            stop += 1
            continue
        if len(said) < 2 or (levels and not goes_on(levels[-1], said)):
            break
        levels.append(said)
        stop += 1
        if len(levels) == 1 and columns_of([said, said], plan) is None and not _may_head(said):
            return None
    columns = columns_of(levels, plan, told) if levels else None
    if columns is None:
        return None
    if stop < len(lines) and numbers_columns([cell.of(text) for cell in _cells(text, lines[stop])]):
        stop += 1
    return columns, stop


def _may_head(said: Sequence[str]) -> bool:
    """Whether a first row of headings may get its kinds from the row below it ("Chỉ tiêu | Năm 2023 | | Năm 2024")."""
    return columns_of([said, ["", *("Kế hoạch" for _ in said[1:])]], None) is not None


def _cells(text: str, line: Span) -> list[Span]:
    """The cells of a row; one cell where the line is no row."""
    said = line.of(text)
    sign = "|" if "|" in said else "\t" if "\t" in said else None
    if sign is None:
        return [line]
    if sign == "\t":  # empty cells at the edges of a row are blanks around a line to everybody else
        line = Span(_back(text, line.start), line.end)
        said = line.of(text)
    found, start = [], line.start
    edges = [*(m.start() + line.start for m in re.finditer(re.escape(sign), said)), line.end]
    for edge in edges:
        cell = text[start:edge]
        blank = len(cell) - len(cell.lstrip())
        found.append(Span(start + blank, max(start + blank, edge - len(cell) + len(cell.rstrip()))))
        start = edge + 1
    if said.startswith("|"):
        found = found[1:]
    if said.endswith("|"):
        found = found[:-1]
    return found


def _back(text: str, start: int) -> int:
    """The place of the first tab before a line, no further than its own line and the widest table go."""
    at = start
    while at and text[at - 1] in "\t " and start - at < _WIDEST_EDGE:
        at -= 1
    return at + len(text[at:start]) - len(text[at:start].lstrip(" "))
