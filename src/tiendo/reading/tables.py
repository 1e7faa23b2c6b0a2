"""Tables in a text: rows of cells between "|" or tabs, and tables flattened to one cell a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.period import Period
from tiendo.model.target import Change, Comparator
from tiendo.reading.letters import NAME, NAMED, SCHOOL
from tiendo.reading.lexer import lex
from tiendo.reading.numbers import number_at
from tiendo.reading.units import official

_ORDER = re.compile(r"(?:stt|tt|số tt|no\.?)", re.IGNORECASE)
_NAME = re.compile(
    r"(?:tên\s+)?(?:các\s+)?(?:chỉ tiêu|nội dung|mục tiêu|danh mục)(?:\s+(?:chủ yếu|kinh tế.*))?", re.IGNORECASE
)
_UNIT = re.compile(r"(?:đvt|đv|đơn vị(?: tính)?)", re.IGNORECASE)
_PLAN = re.compile(r"\b(?:kế hoạch|kh|mục tiêu|chỉ tiêu|dự toán|phấn đấu)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:thực hiện|ước|kết quả|th|đạt được|hiện trạng)\b", re.IGNORECASE)
_RATIO = re.compile(r"(?:so sánh|tỷ lệ|%|tăng|giảm|/)", re.IGNORECASE)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_NUMBERED = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđ])[.)]?", re.IGNORECASE)
_NAMED = re.compile(rf"\s+là\s+({NAMED})\s*$|\s*\(({SCHOOL}{NAME})\)\s*$")
_COMPARED = re.compile(r"\s+so với\s+(?:đầu năm|cuối năm|năm trước|cùng kỳ)\b.{0,40}$", re.IGNORECASE)
_CHANGE_BEFORE = re.compile(
    r"^(?:(?:phấn đấu|có|xây dựng|công nhận|kết nạp)\s+)?(?:tăng thêm|thêm|tăng|kéo giảm|giảm thêm|giảm)\s+"
    r"(?=(?:số|tỷ lệ|tỉ lệ|hộ|xã|trường|sản phẩm|ấp|thôn|diện tích|hợp tác xã)\b)",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    r"\s+(?:(?:được\s+)?(?:xây dựng|công nhận)\s+)?(?:tăng thêm|thêm|tăng|giảm thêm|giảm)\s*$", re.IGNORECASE
)
_VERB = re.compile(r"^(?:không còn|không có|giải quyết|phấn đấu)\s+", re.IGNORECASE)
_PER = re.compile(r"\s+(?:đạt\s+)?bình quân\s*/\s*(xã|hộ|người|ấp)\b", re.IGNORECASE)
_MOST_COLUMNS = 40
_UNIT_IN_NAME = re.compile(r"\s*\(([^()]{1,40})\)\s*$")
_SIGNS = {"≥": Comparator.AT_LEAST, ">=": Comparator.AT_LEAST, ">": Comparator.MORE_THAN, "<": Comparator.LESS_THAN, "≤": Comparator.AT_MOST, "<=": Comparator.AT_MOST, "trên": Comparator.MORE_THAN, "dưới": Comparator.LESS_THAN}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Columns:
    """What each column holds: "order", "name", "unit", a kind of figure, or "" for what is not read."""

    holds: tuple[str, ...]


def read_tables(text: str, lines: Sequence[Span], plan: Period | None) -> tuple[list[Figure], tuple[Span, ...]]:
    """(figures of the tables, the lines that belong to none)."""
    figures: list[Figure] = []
    rest: list[Span] = []
    at = 0
    columns: _Columns | None = None
    while at < len(lines):
        cells = _cells(text, lines[at])
        if len(cells) > 1:
            header = _columns([c.of(text) for c in cells], plan)
            if header is not None:
                columns = header
            elif columns is not None and len(cells) <= len(columns.holds) + 1:
                figures.extend(_row(text, cells, columns, lines[at]))
            elif not set(lines[at].of(text)) <= set("|-: \t"):
                rest.append(lines[at])
            at += 1
            continue
        more = at + 1 < len(lines) and len(_cells(text, lines[at + 1])) > 1
        if not more:
            columns = None  # a heading between two rows leaves the columns as they are
        flat = _flattened(text, lines, at, plan)
        if flat is not None:
            figures.extend(flat[0])
            at = flat[1]
            continue
        rest.append(lines[at])
        at += 1
    return figures, tuple(rest)


def is_heading_row(line: str) -> bool:
    """Whether a line names the columns of a table ("STT | Chỉ tiêu | ĐVT | Kế hoạch")."""
    cells = _cells(line, Span(0, len(line)))
    return len(cells) > 1 and _columns([c.of(line) for c in cells], None) is not None


def _cells(text: str, line: Span) -> list[Span]:
    """The cells of a row; one cell where the line is no row."""
    said = line.of(text)
    sign = "|" if "|" in said else "\t" if "\t" in said else None
    if sign is None:
        return [line]
    found, start = [], line.start
    edges = [*(m.start() + line.start for m in re.finditer(re.escape(sign), said)), line.end]
    for edge in edges:
        cell = text[start:edge]
        found.append(
            Span(
                start + len(cell) - len(cell.lstrip()),
                max(start + len(cell) - len(cell.lstrip()), edge - len(cell) + len(cell.rstrip())),
            )
        )
        start = edge + 1
    if said.startswith("|"):
        found = found[1:]
    if said.endswith("|"):
        found = found[:-1]
    return found


def _columns(headings: Sequence[str], plan: Period | None) -> _Columns | None:
    """The columns that a row of headings names; None when it is no row of headings."""
    if len(headings) > _MOST_COLUMNS:
        return None
    holds: list[str] = []
    for heading in headings:
        said = re.sub(r"[*_]", "", heading).strip()
        years = [int(y) for y in _YEAR.findall(said)]
        if _ORDER.fullmatch(said):
            holds.append("order")
        elif "name" not in holds and _NAME.fullmatch(said):
            holds.append("name")
        elif _UNIT.fullmatch(said):
            holds.append("unit")
        elif _RATIO.search(said) and not years:
            holds.append("")
        elif _DONE.search(said):
            holds.append("result")
        elif _PLAN.search(said):
            past = bool(years) and plan is not None and max(years) < plan.first_year
            holds.append("" if past else "target")
        elif years and len(said) <= 12:
            holds.append("target" if plan is not None and plan.first_year <= max(years) else "result")
        else:
            holds.append("")
    if "name" not in holds or not {"target", "result"} & set(holds):
        return None
    return _Columns(tuple(holds))


def _row(text: str, cells: Sequence[Span], columns: _Columns, line: Span) -> list[Figure]:
    """The figures of one row: its name, its unit, and each cell that holds a number."""
    by_column = dict(zip(columns.holds, cells, strict=False))
    named = by_column.get("name")
    if named is None or not named.of(text).strip():
        return []
    name = " ".join(re.sub(r"[*_]", "", named.of(text)).split()).lstrip("-–+• ")
    unit = by_column["unit"].of(text) if "unit" in by_column else ""
    if (match := _UNIT_IN_NAME.search(name)) and not unit.strip():
        unit = match[1]
        name = name[: match.start()]
    name, change, subject = _promised(name)
    if unit.strip() and "/" not in unit and (per := _PER.search(name)):
        name, unit = _PER.sub("", name), f"{unit.strip()}/{per[1].lower()}"
    found = []
    for holds, cell in zip(columns.holds, cells, strict=False):
        if holds not in {"target", "result"}:
            continue
        said = cell.of(text)
        tokens = lex(text, cell)
        first = next((n for n, t in enumerate(tokens) if number_at(tokens, n)), None)
        if first is None or first > 2:
            continue
        number = number_at(tokens, first)
        if number is None:
            continue
        before = " ".join(t.word for t in tokens[:first])
        comparator = _SIGNS.get(before, Comparator.EQUAL)
        rest = " ".join(t.word for t in tokens[number.stop :])
        own_unit = "%" if "%" in said else ""
        if rest.startswith("trở lên"):
            comparator = Comparator.AT_LEAST
        found.append(
            Figure(
                kind=FigureKind(holds),
                indicator=name.strip(),
                comparator=Comparator.RANGE if number.high is not None else comparator,
                value=number.value,
                value_max=number.high,
                unit=official(unit) if unit.strip() else own_unit or official(rest[:40]),
                change=change,
                subject=subject,
                span=Span(named.start, max(cell.end, named.end)),
                sentence=line,
                number=number.span,
                rule="table",
            )
        )
    return [f for f in found if f.unit and f.value >= Decimal(0)]


def _promised(name: str) -> tuple[str, Change, str | None]:
    """(noun phrase, change, named thing) of what a row is called: "Giảm tỷ lệ hộ nghèo", "Không còn xã nợ tiêu chí"."""
    subject = None
    if found := _NAMED.search(name):
        subject, name = found[1] or found[2], name[: found.start()]
    name = _COMPARED.sub("", name)
    change = Change.NONE
    for pattern in (_CHANGE_BEFORE, _CHANGE_AFTER):
        if change is Change.NONE and (found := pattern.search(name)):
            change = Change.DECREASE if "giảm" in found[0].lower() else Change.INCREASE
            name = name[: found.start()] + name[found.end() :]
    return _VERB.sub("", name).strip(), change, subject


def _flattened(text: str, lines: Sequence[Span], at: int, plan: Period | None) -> tuple[list[Figure], int] | None:
    """(figures, index after the table) of a table copied one cell a line; None where none begins at `at`."""
    first = lines[at].of(text).strip() if len(lines[at].of(text)) <= 60 else ""
    if not (_ORDER.fullmatch(first) or _NAME.fullmatch(first)):
        return None
    heads: list[str] = []
    while at + len(heads) < len(lines) and len(heads) < 12:
        said = lines[at + len(heads)].of(text)
        if (
            len(said) > 60
            or said in heads
            or said.endswith((".", ";", ":"))
            or said.strip("() ").replace(".", "").replace(",", "").isdigit()
        ):
            break
        heads.append(said)
    if len(heads) < 3:
        return None
    columns = _columns(heads, plan)
    if columns is None:
        return None
    width = len(columns.holds)
    figures: list[Figure] = []
    row = at + width
    while row < len(lines):
        if columns.holds[0] == "order" and not _NUMBERED.fullmatch(lines[row].of(text).strip()):
            break
        cells = lines[row : row + width]
        if len(cells) < width or any(len(c.of(text)) > 120 for c in cells):
            break
        read = _row(text, cells, columns, Span(cells[0].start, cells[-1].end))
        if not read and columns.holds[0] != "order":
            break
        figures.extend(read)
        row += width
    return (figures, row) if figures else None
