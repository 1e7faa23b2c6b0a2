"""Tables copied from a page or a PDF one cell a line: the headings tell the width, the row numbers where rows begin.

Empty cells are lost in such a copy. A row that has fewer cells than the table has columns is read only where there is
one way to lay its cells out; otherwise its lines are left for the person, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiendo.model.document import Span
from tiendo.model.figure import Figure
from tiendo.model.period import Period
from tiendo.reading.columns import Columns, columns_of, numbers_columns
from tiendo.reading.table_rows import NUMBERED, Row, Rows, RowShare

_LONGEST_HEADING = 60
_LONGEST_CELL = 160
_MOST_HEADINGS = 12
_FIRST = re.compile(
    r"(?:stt|tt|số tt|(?:tên\s+)?(?:các\s+)?(?:chỉ tiêu|nội dung|mục tiêu|danh mục).{0,30})", re.IGNORECASE
)
_ROMAN = re.compile(r"[IVX]{1,5}[.)]?")
_YEARS = re.compile(r"\(?(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?\)?")
_NUMBER = re.compile(r"[<>≥≤=\s]{0,4}\d[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?\s?%?")


def flat_table(
    text: str,
    lines: Sequence[Span],
    at: int,
    plan: Period | None,
    told: Period | None,
    shares: list[RowShare],
) -> tuple[list[Figure], list[Span], int] | None:
    """(figures, lines not read, index after the table) of a table that begins at a line; None where none does. The
    percentages beside the figures are added to `shares`."""
    first = lines[at].of(text).strip() if len(lines[at].of(text)) <= _LONGEST_HEADING else ""
    if not _FIRST.fullmatch(first):
        return None
    heads = _heads(text, lines, at)
    columns = _columns(heads, plan, told) if len(heads) >= 3 else None
    if columns is None:
        return None
    row = at + len(columns)
    if numbers_columns([line.of(text) for line in lines[row : row + len(columns)]]):
        row += len(columns)
    figures: list[Figure] = []
    unread: list[Span] = []
    rows = Rows(text, columns, shares)
    begun = row
    while row < len(lines):
        cells, stop = _row(text, lines, row, columns)
        if not cells:
            break
        read = _read(text, rows, cells, columns)
        if read is None:
            if columns[0].holds != "order":
                break
            unread.extend(cells)
        else:
            figures.extend(read)
        row = stop
    return (figures, unread, row) if figures and row > begun else None


def _columns(heads: Sequence[str], plan: Period | None, told: Period | None) -> Columns | None:
    """The columns; without a column of row numbers the last lines before the first number are a name, and maybe its unit."""
    for cells in (2, 1):
        columns = columns_of([heads[:-cells]], plan, told) if len(heads) > cells + 1 else None
        if columns is None or columns[0].holds == "order":
            continue
        if next((n for n, column in enumerate(columns) if column.is_number), None) == cells:
            return columns
    return columns_of([heads], plan, told)


def _heads(text: str, lines: Sequence[Span], at: int) -> list[str]:
    heads: list[str] = []
    for line in lines[at : at + _MOST_HEADINGS]:
        said = line.of(text).strip()
        if len(said) > _LONGEST_HEADING or said in heads or said.endswith((".", ";", ":")) or _ROMAN.fullmatch(said):
            break
        if _NUMBER.fullmatch(said.strip("() ")) and not _YEARS.fullmatch(said):
            break
        heads.append(said)
    return heads


def _row(text: str, lines: Sequence[Span], at: int, columns: Columns) -> tuple[Sequence[Span], int]:
    """(cells of the row that begins at a line, index after it); no cells where the table is at its end."""
    width = len(columns)
    if columns[0].holds != "order":
        cells = lines[at : at + width]
        whole = len(cells) == width and all(len(cell.of(text)) <= _LONGEST_CELL for cell in cells)
        return (cells, at + width) if whole else ((), at)
    number = lines[at].of(text).strip()
    if not NUMBERED.fullmatch(number):
        return (), at
    stop = at + width
    at_stop = lines[stop].of(text).strip() if stop < len(lines) else ""
    if not at_stop or not _follows(number, at_stop, last=False):
        shorter = (n for n in range(at + 2, min(at + width, len(lines) - 1)) if _begins_row(text, lines, n, number))
        whole = stop <= len(lines) and (not at_stop or _follows(number, at_stop, last=True))
        stop = next(shorter, stop if whole else min(stop, len(lines)))
    cells = lines[at:stop]
    if any(len(cell.of(text)) > _LONGEST_CELL for cell in cells):
        return (), at
    return cells, stop


def _begins_row(text: str, lines: Sequence[Span], at: int, number: str) -> bool:
    """Whether a line is the number of the row after `number`, with a name after it: a cell "2" has numbers after it."""
    named = not _NUMBER.fullmatch(lines[at + 1].of(text).strip())
    return named and _follows(number, lines[at].of(text).strip(), last=False)


def _follows(number: str, said: str, *, last: bool) -> bool:
    """Whether a line may be the number of the row after `number`; `last`: anything that is no cell may follow too."""
    if last and not _NUMBER.fullmatch(said) and not NUMBERED.fullmatch(said):
        return len(said) > 12  # prose after the table
    number, said = number.rstrip(".)"), said.rstrip(".)")
    if said.isdigit() and number.isdigit():
        return int(said) == int(number) + 1
    if _ROMAN.fullmatch(said) or (_ROMAN.fullmatch(number) and said.isdigit()):
        return said.isupper() or int(said) >= 1
    return said.startswith(f"{number}.") or (bool(NUMBERED.fullmatch(said)) and ("." in said or "." in number))


def _read(text: str, rows: Rows, cells: Sequence[Span], columns: Columns) -> list[Figure] | None:
    """The figures of a row whose empty cells were lost; None where its cells can be laid out in more than one way."""
    whole = Span(cells[0].start, cells[-1].end)
    if len(cells) == len(columns):
        read = rows.read(Row(cells, whole))
        return read if read or columns[0].holds == "order" else None
    if len(cells) == 2:
        return rows.read(Row(cells, whole))
    laid = _laid_out(text, cells, columns)
    return rows.read(Row(laid, whole)) if laid is not None else None


def _laid_out(text: str, cells: Sequence[Span], columns: Columns) -> list[Span] | None:
    """The cells under their columns, empty ones between; None unless the numbers are as many as their columns."""
    numbers = [n for n, cell in enumerate(cells) if n > 1 and _NUMBER.fullmatch(cell.of(text).strip())]
    wanted = [n for n, column in enumerate(columns) if column.is_number]
    if not numbers or len(numbers) != len(wanted) or numbers != list(range(numbers[0], numbers[-1] + 1)):
        return None
    before, after = cells[: numbers[0]], cells[numbers[-1] + 1 :]
    lead, tail = columns[: wanted[0]], columns[wanted[-1] + 1 :]
    if len(before) > len(lead) or len(after) > len(tail):
        return None

    def filled(given: Sequence[Span], count: int, at: int) -> list[Span]:
        return [*given, *[Span(at, at)] * (count - len(given))]

    start = cells[numbers[0]].start
    return [
        *filled(before, len(lead), start),
        *(cells[n] for n in numbers),
        *filled(after, len(tail), cells[-1].end),
    ]
