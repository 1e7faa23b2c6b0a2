"""CSV as offices open it: UTF-8 with a byte order mark, commas, quotes where needed."""

from __future__ import annotations

import csv
import io
import re

from tiendo.publishing.tables import FileTable

# A cell that begins like a formula would be run by a spreadsheet; numbers may keep their sign (OWASP, CSV injection).
_FORMULA = re.compile(r"^(?:[=@\t\r]|[+-](?!\d+(?:\.\d+)?$))")


def write_csv(table: FileTable) -> bytes:
    """The file's bytes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.heads)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
