"""A spreadsheet of an act that redraws places (.xlsx, .ods, .csv) → Redrawing. The empty one: redrawing_template.py.

One row says that a part of an old place lies in a new one. Day, act and day of signature stand in every row, or only in
the first; name, kind and parent of a new place once are enough.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import python_calamine

from tiendo.files.csv_in import Line, read_lines
from tiendo.files.unusable import UnusableFile
from tiendo.model.place import PlaceKind
from tiendo.model.place_change import ChangeLine, ShareBasis
from tiendo.model.redrawing import NewPlace, Redrawing
from tiendo.publishing.place_words import SHARE_BASIS_WORDS
from tiendo.reading.formats.bounds import UnreadableDocument, unpacked

LARGEST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000  # the whole country has some 10,500 lines

# Column → its heads in Vietnamese and English.
COLUMNS: Mapping[str, tuple[str, str]] = {
    "old": ("mã cũ", "old code"),
    "new": ("mã mới", "new code"),
    "name": ("tên mới", "new name"),
    "kind": ("loại", "kind"),
    "parent": ("thuộc mã", "in code"),
    "share": ("tỷ lệ", "share"),
    "basis": ("căn cứ", "basis"),
    "source": ("nguồn", "source"),
    "day": ("ngày hiệu lực", "first day"),
    "document": ("văn bản", "document"),
    "signed": ("ngày ký", "signed"),
}
_NEEDED = ("old", "new", "day")
KINDS: Mapping[str, PlaceKind] = {
    "tỉnh": PlaceKind.PROVINCE,
    "thành phố": PlaceKind.CITY,
    "huyện": PlaceKind.DISTRICT,
    "quận": PlaceKind.URBAN_DISTRICT,
    "thị xã": PlaceKind.DISTRICT_TOWN,
    "xã": PlaceKind.COMMUNE,
    "thị trấn": PlaceKind.TOWN,
    "phường": PlaceKind.WARD,
    "đặc khu": PlaceKind.SPECIAL_ZONE,
}
_BASES: Mapping[str, ShareBasis] = {
    **{word: basis for basis, words in SHARE_BASIS_WORDS.items() for word in words},
    **{basis.value: basis for basis in ShareBasis},
    "dân số": ShareBasis.POPULATION,
    "diện tích": ShareBasis.AREA,
    "số hộ": ShareBasis.HOUSEHOLDS,
    "chia đều": ShareBasis.EQUAL_PARTS,
}


def read_redrawing(data: bytes, name: str) -> Redrawing:
    """What a spreadsheet says. Equal parts need no share; a share may be 0,62, 62% or 1/3.

    Raises UnusableFile with file, row and column, also for two acts in one file and lines that are no change.
    """
    if len(data) > LARGEST_BYTES:
        raise UnusableFile("file-too-large", name, megabytes=LARGEST_BYTES // 1024**2)
    lines = list(_lines(data, name))
    if not lines:
        raise UnusableFile("file-empty", name)
    if len(lines) > MOST_ROWS:
        raise UnusableFile("redrawing-too-long", name, file=name, rows=MOST_ROWS)
    act = {column: _same(lines, name, column) for column in ("day", "document", "signed")}
    day = _day(act["day"], name, "day", lines[0].number)
    if day is None:
        raise _wrong(name, lines[0].number, "day", "", "01/07/2025")
    parts = _parts(lines)
    made = tuple(_change_line(line, name, parts) for line in lines if line.cells["old"])
    return Redrawing(
        day=day,
        new=_new_places(lines, name),
        lines=made,
        document=act["document"],
        document_day=_day(act["signed"], name, "signed", lines[0].number),
    )


# --- rows ----------------------------------------------------------------------------------------------------------------


def _lines(data: bytes, name: str) -> Iterator[Line]:
    aliases = {head: column for column, heads in COLUMNS.items() for head in heads}
    text = data if not _is_packed(data) else _as_csv(data, name)
    for line in read_lines(text, name, needed=_NEEDED, aliases=aliases):
        yield Line(line.number, {c: line.cells.get(c, "").strip() for c in COLUMNS})


def _is_packed(data: bytes) -> bool:
    return data[:2] == b"PK"


def _as_csv(data: bytes, name: str) -> bytes:
    """The first sheet of a workbook as the same table in CSV. A macro never runs, a formula gives what was kept."""
    try:
        unpacked(data)
        sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        out = io.StringIO()
        write = csv.writer(out, delimiter=";", lineterminator="\r\n")
        for at, cells in enumerate(sheet.iter_rows()):
            if at > MOST_ROWS:
                raise UnusableFile("redrawing-too-long", name, file=name, rows=MOST_ROWS)
            write.writerow([_said(cell) for cell in cells[: 2 * len(COLUMNS)]])
    except UnreadableDocument as unreadable:
        facts = {key: fact for key, fact in unreadable.problem.facts.items() if key != "name"}
        raise UnusableFile(unreadable.problem.rule, name, **facts) from None
    except (python_calamine.CalamineError, IndexError):
        raise UnusableFile("file-broken", name) from None
    return out.getvalue().encode()


def _said(cell: object) -> str:
    if isinstance(cell, (datetime, date)):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return format(Decimal(repr(cell)).normalize(), "f")
    return str(cell)


def _same(lines: Sequence[Line], name: str, column: str) -> str:
    """What the rows say of the act: one thing, or nothing."""
    said = [(line.number, line.cells[column]) for line in lines if line.cells[column]]
    for number, other in said:
        if other != said[0][1]:
            raise UnusableFile(
                "redrawing-two-acts", name, file=name, line=number, column=COLUMNS[column][0], typed=other
            )
    return said[0][1] if said else ""


def _parts(lines: Sequence[Line]) -> dict[str, int]:
    parts: dict[str, int] = {}
    for line in lines:
        parts[line.cells["old"]] = parts.get(line.cells["old"], 0) + 1
    return parts


def _change_line(line: Line, name: str, parts: Mapping[str, int]) -> ChangeLine:
    cells = line.cells
    if not cells["new"]:
        raise _wrong(name, line.number, "new", "", "27874")
    said = cells["basis"].casefold()
    if said and said not in _BASES:
        raise _wrong(name, line.number, "basis", cells["basis"], "dân số, diện tích, số hộ, chia đều, nguyên vẹn")
    alone = parts[cells["old"]] == 1
    share = _share(line, name)
    if not said and share is None:
        basis = ShareBasis.WHOLE if alone else ShareBasis.EQUAL_PARTS
    elif not said:
        if share != 1:
            raise _wrong(name, line.number, "basis", "", "dân số, diện tích, số hộ, chia đều")
        basis = ShareBasis.WHOLE
    else:
        basis = _BASES[said]
    if share is None:
        if basis not in {ShareBasis.WHOLE, ShareBasis.EQUAL_PARTS}:
            raise _wrong(name, line.number, "share", "", "0,62")
        share = Fraction(1) if basis is ShareBasis.WHOLE else Fraction(1, parts[cells["old"]])
    return ChangeLine(cells["old"], cells["new"], share, basis, cells["source"])


def _share(line: Line, name: str) -> Fraction | None:
    try:
        return read_share(line.cells["share"])
    except ValueError:
        raise _wrong(name, line.number, "share", line.cells["share"], "0,62; 62%; 1/3") from None


def read_share(said: str) -> Fraction | None:
    """0,62, 0.62, 62%, 1/3; None for nothing. Raises ValueError."""
    plain = said.replace(" ", "").replace(",", ".")
    if not plain:
        return None
    if len(plain) > 20:
        raise ValueError(said)
    try:
        return Fraction(plain[:-1]) / 100 if plain.endswith("%") else Fraction(plain)
    except (ValueError, ZeroDivisionError):
        raise ValueError(said) from None


def _new_places(lines: Sequence[Line], name: str) -> tuple[NewPlace, ...]:
    """Each new place once. What several rows say of it must agree; a row may leave it out."""
    told: dict[str, dict[str, tuple[int, str]]] = {}
    for line in lines:
        held = told.setdefault(line.cells["new"], {})
        for column in ("name", "kind", "parent"):
            typed = line.cells[column]
            if typed and held.setdefault(column, (line.number, typed))[1] != typed:
                example = held[column][1]
                raise _wrong(name, line.number, column, typed, example)
        held.setdefault("at", (line.number, ""))
    return tuple(_new_place(code, held, name) for code, held in told.items() if code)


def _new_place(code: str, told: Mapping[str, tuple[int, str]], name: str) -> NewPlace:
    at = told["at"][0]
    if "name" not in told:
        raise _wrong(name, at, "name", "", "Thạnh Phước")
    number, kind = told.get("kind", (at, ""))
    try:
        said = KINDS.get(kind.casefold()) or PlaceKind(kind)
    except ValueError:
        raise _wrong(name, number, "kind", kind, ", ".join(KINDS)) from None
    return NewPlace(code, told["name"][1][:120], said, told.get("parent", (at, ""))[1])


def _day(said: str, name: str, column: str, line: int) -> date | None:
    if not said:
        return None
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007 -- a day has no time zone
        except ValueError:
            continue
    raise _wrong(name, line, column, said, "01/07/2025")


def _wrong(name: str, line: int, column: str, typed: str, example: str) -> UnusableFile:
    facts = {"line": line, "column": COLUMNS[column][0], "typed": typed[:40], "example": example}
    return UnusableFile("cell-unknown", name, file=name, **facts)


__all__ = ["COLUMNS", "KINDS", "read_redrawing", "read_share"]
