"""Workbooks (.xlsx, .xlsm, .ods): each sheet that is shown, row by row. Formulas give the values that were kept; macros never run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import python_calamine

from tiendo.reading.formats.bounds import MOST_COLUMNS, MOST_ROWS, UnreadableDocument
from tiendo.reading.formats.grid import line_of
from tiendo.reading.formats.old_letters import from_old_letters
from tiendo.reading.formats.per_cent import cells_per_cent

Value = str | float | int | bool | date | datetime | time | timedelta
_UNNAMED = re.compile(r"(?:sheet|trang tính|trang_tính|trang)\s*\d*", re.IGNORECASE)


def text_of(data: bytes, packed: zipfile.ZipFile) -> str:
    """The sheets one below the other, hidden ones left out. Raises UnreadableDocument."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.PasswordError:
        raise UnreadableDocument("file-locked") from None
    shown = [
        (n, sheet.name)
        for n, sheet in enumerate(book.sheets_metadata)
        if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        and sheet.visible == python_calamine.SheetVisibleEnum.Visible
    ]
    said, rows = [], 0
    for n, name in shown:
        sheet = book.get_sheet_by_index(n)
        lines = [line for line in _lines(sheet, cells_per_cent(packed, n)) if line]
        rows += len(lines)
        if rows > MOST_ROWS:
            raise UnreadableDocument("too-many-rows", rows=MOST_ROWS)
        if lines and len(shown) > 1 and not _UNNAMED.fullmatch(name):
            said.append(name)
        said.append("\n".join(lines))
    return from_old_letters("\n\n".join(part for part in said if part))


def _lines(sheet: python_calamine.CalamineSheet, per_cent: frozenset[tuple[int, int]]) -> Iterator[str]:
    """The rows of a sheet that hold anything; a cell that spans rows is said again in each, as in a Word table."""
    below = _below(sheet)
    used: list[list[str]] = []
    for at, values in enumerate(sheet.iter_rows()):
        if not any(value != "" for value in values) and not any((at, column) in below for column in range(3)):
            continue
        cells = [_said(value, (at, column) in per_cent) for column, value in enumerate(values[:MOST_COLUMNS])]
        used.append(_filled(cells, at, below, used))
        if len(used) > MOST_ROWS:
            raise UnreadableDocument("too-many-rows", rows=MOST_ROWS)
    held = [column for column in range(MOST_COLUMNS) if any(column < len(row) and row[column] for row in used)]
    for row in used:
        yield line_of([row[column] if column < len(row) else "" for column in held])


def _below(sheet: python_calamine.CalamineSheet) -> set[tuple[int, int]]:
    """(row, column) of the cells that a cell above reaches into."""
    reached: set[tuple[int, int]] = set()
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        for row in range(top + 1, min(bottom, top + MOST_ROWS) + 1):
            reached.add((row, left))
            if len(reached) > MOST_ROWS:
                return reached
    return reached


def _filled(cells: list[str], at: int, below: set[tuple[int, int]], used: Sequence[Sequence[str]]) -> list[str]:
    if not used:
        return cells
    above = used[-1]
    return [
        above[column] if not cell and (at, column) in below and column < len(above) else cell
        for column, cell in enumerate(cells)
    ]


def _said(value: Value, per_cent: bool) -> str:
    """A value as it is written in a Vietnamese text: exact decimals with a comma, days as 31/12/2024."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int | float):
        return _number(value, per_cent)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)


def _number(value: float, per_cent: bool) -> str:
    """Fifteen digits, as a spreadsheet shows at most: 0.1 + 0.2 is 0,3 there and here."""
    exact = Decimal(format(value, ".15g"))
    if not exact.is_finite():
        return ""
    if per_cent:
        exact *= 100
    plain = format(exact.normalize(), "f").replace(".", ",")
    return f"{plain}%" if per_cent else plain
