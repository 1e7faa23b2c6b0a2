"""Which cells of a workbook are shown as per cent: 0.945 in such a cell is 94,5 % to everybody who sees it.

The reader of workbooks gives values without their formats, so the formats are looked up in the parts themselves.
"""

from __future__ import annotations

import re
import zipfile
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb'<(?:\w{1,10}:)?c r="([A-Z]{1,3})(\d{1,7})" s="(\d{1,6})"')
_BUILT_IN = frozenset({9, 10})  # "0%" and "0.00%" of every workbook
_LARGEST = 60 * 1024 * 1024  # bytes of a part: a larger one is read without this


def cells_per_cent(packed: zipfile.ZipFile, sheet: int) -> frozenset[tuple[int, int]]:
    """(row, column), from 0, of the cells of the sheet at this place that are shown as per cent."""
    parts = packed.NameToInfo
    if "content.xml" in parts:
        small = parts["content.xml"].file_size <= _LARGEST
        return frozenset(_of_open_document(packed, sheet)) if small else frozenset()
    path = _path(packed, sheet)
    if "xl/styles.xml" not in parts or path not in parts or parts[path].file_size > _LARGEST:
        return frozenset()
    styles = _styles(packed)
    if not styles:
        return frozenset()
    return frozenset(
        (int(row) - 1, _column(letters))
        for letters, row, style in _CELL.findall(packed.read(path))
        if int(style) in styles
    )


def _path(packed: zipfile.ZipFile, sheet: int) -> str:
    """The part that holds a sheet; "" when the workbook does not say."""
    sheets = ElementTree.fromstring(packed.read("xl/workbook.xml")).findall(f"{_MAIN}sheets/{_MAIN}sheet")
    if sheet >= len(sheets) or "xl/_rels/workbook.xml.rels" not in packed.NameToInfo:
        return ""
    link = sheets[sheet].get(_LINK)
    for relation in ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels")):
        if relation.get("Id") == link:
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _styles(packed: zipfile.ZipFile) -> frozenset[int]:
    """The numbers of the cell styles whose format ends in a percent sign."""
    sheet = ElementTree.fromstring(packed.read("xl/styles.xml"))
    own = {
        int(form.get("numFmtId", "0"))
        for form in sheet.iter(f"{_MAIN}numFmt")
        if re.search(r"[0#]%", form.get("formatCode", ""))
    }
    cells = sheet.find(f"{_MAIN}cellXfs")
    forms = [int(style.get("numFmtId", "0")) for style in cells] if cells is not None else []
    return frozenset(n for n, form in enumerate(forms) if form in own | _BUILT_IN)


def _column(letters: bytes) -> int:
    """ "A" is 0, "AA" 26."""
    at = 0
    for letter in letters:
        at = at * 26 + letter - 64
    return at - 1


def _of_open_document(packed: zipfile.ZipFile, sheet: int) -> list[tuple[int, int]]:
    """The percentage cells of one table; rows and cells that repeat are counted, as the format has it."""
    tables = ElementTree.fromstring(packed.read("content.xml")).iter(f"{_TABLE}table")
    found: list[tuple[int, int]] = []
    for n, table in enumerate(tables):
        if n != sheet:
            continue
        at = 0
        for row in table.iter(f"{_TABLE}table-row"):
            rows = _times(row.get(f"{_TABLE}number-rows-repeated"))
            column = 0
            for cell in row:
                columns = _times(cell.get(f"{_TABLE}number-columns-repeated"))
                if cell.get(f"{_OFFICE}value-type") == "percentage":
                    found += [(at + r, column + c) for r in range(min(rows, 100)) for c in range(min(columns, 100))]
                column += columns
            at += rows
    return found


def _times(written: str | None) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 8 else 1
