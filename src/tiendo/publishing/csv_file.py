"""CSV as offices open it: UTF-8 with a byte order mark, commas, quotes where needed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from tiendo.publishing.tables import FileTable

# A cell that begins like a formula would be run by a spreadsheet, in East Asian ones by the wide signs too; numbers may
# keep their sign (OWASP, CSV injection).
_FORMULA = re.compile(r"^(?:[=@＝＠＋－\t\r\n]|[+-](?!\d+(?:\.\d+)?$))")


def write_csv(table: FileTable) -> bytes:
    """The file's bytes."""
    return b"".join(csv_lines(table.heads, table.rows))


def csv_lines(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """The file line by line, for one that is too long to be held."""
    yield b"\xef\xbb\xbf" + _line(heads)
    for row in rows:
        yield _line(_harmless(cell) for cell in row)


def _line(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(list(cells))
    return out.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
