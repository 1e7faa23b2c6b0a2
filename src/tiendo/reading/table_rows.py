"""One row of a table → its figures. A row may carry on the row above it, be a part of it, or head those below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.target import Change, Comparator
from tiendo.reading.columns import Column, Columns, plain
from tiendo.reading.letters import NAME, NAMED, SCHOOL, THING
from tiendo.reading.lexer import Token, lex
from tiendo.reading.numbers import number_at
from tiendo.reading.units import leading_count, official, unit_at

NUMBERED = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđ])[.)]?", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}[.)]|[IVX]{1,5}[.)]|[a-zđ][.)])\s+")
_GROUP_NUMBER = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]?")
_LETTER = re.compile(r"[a-zđ][.)]?")
_PART_SIGN = re.compile(r"^(?:[-–+•**]\s*|(?:trong đó|gồm|bao gồm|chia ra)\s*:?\s*[-–+•]?\s*)+", re.IGNORECASE)
_NAMED = re.compile(rf"\s+là\s+({NAMED})\s*$|\s*\(({SCHOOL}{NAME})\)\s*$")
_NAMED_IN_CELL = re.compile(rf"[:(]\s*({THING})")
_COMPARED = re.compile(r"\s+so với\s+(?:đầu năm|cuối năm|năm trước|cùng kỳ)\b.{0,40}$", re.IGNORECASE)
_CHANGE_BEFORE = re.compile(
    r"^(?:(?:phấn đấu|có|xây dựng|công nhận|kết nạp)\s+)?(?:tăng thêm|thêm|tăng|kéo giảm|giảm thêm|giảm)\s+"
    r"(?=(?:số|tỷ lệ|tỉ lệ|hộ|xã|trường|sản phẩm|ấp|thôn|diện tích|hợp tác xã)\b)",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    r"\s+(?:(?:được\s+)?(?:xây dựng|công nhận)\s+)?(?:tăng thêm|thêm|tăng|giảm thêm|giảm)"
    r"(?:\s+(?:trong năm|trong kỳ|bình quân|hằng năm|hàng năm|mỗi năm|bình quân (?:hằng|hàng|mỗi) năm|bình quân\s?/\s?năm))?\s*$",
    re.IGNORECASE,
)
_VERB = re.compile(r"^(?:không còn|không có|giải quyết|phấn đấu)\s+", re.IGNORECASE)
_PER = re.compile(r"\s+(?:đạt\s+)?bình quân\s*/\s*(xã|hộ|người|ấp)\b(?!\s*/)", re.IGNORECASE)
_UNIT_IN_NAME = re.compile(
    r"\s*\(\s*(?:đvt|đơn vị tính)?\s*:?\s*([^()]{1,40})\)\s*$|\s*[,;]\s*(?:đvt|đơn vị tính)\s*:\s*([^,;()]{1,40})$|\s*,\s*(%)$",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r"^%\s+[^\W\d_].*$")  # "% KH", "% GRDP": per cent (corpus decision 12)
_SAME_UNIT = frozenset({'"', "''", "”", "nt", "-nt-", "- nt -", "như trên", '"nt"'})
# Words that name a measure: a part called only "Lúa" or "Nông nghiệp" is nothing without the row above it.
_MEASURE = re.compile(
    r"\b(?:tỷ|tỉ|số|tổng|sản lượng|diện tích|giá trị|năng suất|thu|chi|mức|tốc độ|kim ngạch|dân số|lao động|chỉ số|vốn|doanh thu|hộ|xã|trường|học sinh|cơ cấu|thu nhập|bình quân|sản phẩm|đàn|lượng|độ)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\s*;\s*|\s*,\s+(?=(?:Phòng|Sở|UBND|Ủy ban|Uỷ ban|UBMT|Ban|BCH|BQL|Chi cục|Cục|Trung tâm|Công an|Bảo hiểm|BHXH|Hội|Đoàn|Liên đoàn|Văn phòng|Kho bạc|Ngân hàng|Trạm|Đội|Bộ chỉ huy|Thanh tra|Mặt trận|Tổ|Viện|Trường|Tòa án|Toà án|Viện kiểm sát|Chi nhánh|Điện lực|Bưu điện|Hạt)\b)"
)
_SIGNS = {
    "≥": Comparator.AT_LEAST, ">=": Comparator.AT_LEAST, "> =": Comparator.AT_LEAST, "từ": Comparator.AT_LEAST, "tối thiểu": Comparator.AT_LEAST,
    "ít nhất": Comparator.AT_LEAST, "không dưới": Comparator.AT_LEAST, "không thấp hơn": Comparator.AT_LEAST, "đạt trên": Comparator.MORE_THAN,
    ">": Comparator.MORE_THAN, "trên": Comparator.MORE_THAN, "hơn": Comparator.MORE_THAN, "vượt": Comparator.MORE_THAN, "<": Comparator.LESS_THAN,
    "dưới": Comparator.LESS_THAN, "còn dưới": Comparator.LESS_THAN, "≤": Comparator.AT_MOST, "<=": Comparator.AT_MOST, "< =": Comparator.AT_MOST,
    "khoảng": Comparator.ABOUT, "xấp xỉ": Comparator.ABOUT, "không quá": Comparator.AT_MOST, "tối đa": Comparator.AT_MOST, "không vượt quá": Comparator.AT_MOST, "không cao hơn": Comparator.AT_MOST,
}  # fmt: skip
_CHANGES = {"tăng": Change.INCREASE, "tăng thêm": Change.INCREASE, "thêm": Change.INCREASE, "+": Change.INCREASE, "giảm": Change.DECREASE, "giảm thêm": Change.DECREASE, "-": Change.DECREASE, "–": Change.DECREASE}  # fmt: skip
_SIGNS_BY_LENGTH = sorted(_SIGNS, key=len, reverse=True)  # the longest that fits is the one that is meant
_CHANGES_BY_LENGTH = sorted(_CHANGES, key=len, reverse=True)
_MOST_BEFORE = 4  # words before the number of a cell; a cell that begins with more is a sentence
_LONGEST_NAME = 300  # characters


class Row(NamedTuple):
    """The cells of a row and the stretch of text that they stand in."""

    cells: Sequence[Span]
    line: Span


class RowShare(NamedTuple):
    """A percentage that a row says of its own figures: of `over` (any of them) against any of `under`.

    Attributes:
        of: "plan" or "last year".
    """

    written: Decimal
    span: Span
    of: str
    over: tuple[Figure, ...]
    under: tuple[Figure, ...]


class Rows:
    """The rows of one table from top to bottom: what a row says depends on those above it."""

    def __init__(self, text: str, columns: Columns, shares: list[RowShare]) -> None:
        self._text, self._columns, self._shares = text, columns, shares
        self._numbered = any(column.holds == "order" for column in columns)
        self._group = ""
        self._unit = ""  # of the row above
        self._whole = ""  # the name that a part without a measure of its own is a part of
        self._begun: Span | None = None  # a name that goes on in the next row

    def fits(self, said: Sequence[str]) -> bool:
        """Whether a row has no more cells than there are columns (one may be left empty at its end)."""
        return len(said) <= len(self._columns) + 1

    def head(self, said: str) -> None:
        """Takes a line between the rows as the heading of those below it."""
        said = plain(said)
        if 0 < len(said) <= _LONGEST_NAME:
            self._group = _LEADING_NUMBER.sub("", said).strip(" :")
            self._whole, self._begun = "", None

    def read(self, row: Row) -> list[Figure]:
        """The figures of one row."""
        by_column: dict[str, Span] = {}
        for column, cell in zip(self._columns, row.cells, strict=False):
            by_column.setdefault(column.holds, cell)
        order, named = self._said(by_column, "order"), by_column.get("name")
        values = [
            (column, cell)
            for column, cell in zip(self._columns, row.cells, strict=False)
            if column.holds in {"target", "result"} and cell.of(self._text).strip(" -–")
        ]
        name = plain(named.of(self._text)) if named else ""
        if not name:
            if order and not values and not NUMBERED.fullmatch(order) and not self._said(by_column, "unit"):
                self.head(order)
            return []
        unit = self._said(by_column, "unit")
        if named is None or (not values and self._heads(order, name, unit, named)):
            return []
        start = named.start
        if self._begun is not None and not order and name[0].islower():
            name, start = f"{plain(self._begun.of(self._text))} {name}", self._begun.start
        self._begun = None
        figures = self._figures(name, order, unit, values, start, self._owners(by_column), row.line)
        if any(column.holds.startswith("of ") for column in self._columns):
            self._shares.extend(self._shares_of(row, figures))
        return figures

    def _shares_of(self, row: Row, figures: Sequence[Figure]) -> Iterator[RowShare]:
        """The percentages of a row beside the figures that they may be worked out from."""
        before = {cell for column, cell in zip(self._columns, row.cells, strict=False) if column.before}
        levels = [f for f in figures if f.comparator is Comparator.EQUAL and f.unit not in {"%", "‰"}]
        results = [f for f in levels if f.kind is FigureKind.RESULT]
        last = tuple(f for f in results if any(cell.holds(f.number) for cell in before))
        now = tuple(f for f in results if f not in last)
        plan = tuple(f for f in levels if f.kind is FigureKind.TARGET)
        for column, cell in zip(self._columns, row.cells, strict=False):
            tokens = lex(self._text, cell) if column.holds.startswith("of ") else []
            signed = bool(tokens) and tokens[0].word in {"-", "–"}
            number = number_at(tokens, int(signed)) if len(tokens) > int(signed) else None
            if number is None or number.high is not None or number.stop < len(tokens) - 1:
                continue
            written = -number.value if signed else number.value
            of = column.holds.removeprefix("of ")
            yield RowShare(written, cell, of, now, plan if of == "plan" else last)

    def _said(self, by_column: dict[str, Span], holds: str) -> str:
        return plain(by_column[holds].of(self._text)) if holds in by_column else ""

    def _heads(self, order: str, name: str, unit: str, named: Span) -> bool:
        """Takes a row without values as what it is: the heading of a group, or the first part of a name. Always true."""
        if not _PART_SIGN.sub("", name).strip(" :"):
            return True  # "Trong đó:" alone
        if not unit and (_GROUP_NUMBER.fullmatch(order) or name.isupper() or (not order and not name[0].islower())):
            self._group = _LEADING_NUMBER.sub("", name).strip(" :")
            self._whole, self._begun = "", None
        else:
            self._whole, self._begun, self._unit = _PART_SIGN.sub("", name).strip(" :"), named, unit or self._unit
        return True

    def _figures(
        self,
        name: str,
        order: str,
        unit: str,
        values: Sequence[tuple[Column, Span]],
        start: int,
        owners: tuple[str, ...],
        line: Span,
    ) -> list[Figure]:
        unnumbered = self._numbered and not order.strip("-–+•* ")
        is_part = (unnumbered or _LETTER.fullmatch(order) is not None or "." in order.strip(".)")) or _PART_SIGN.match(
            name
        ) is not None
        name = _LEADING_NUMBER.sub("", _PART_SIGN.sub("", name)).strip(" :")
        if not unit and (match := _UNIT_IN_NAME.search(name)):
            given = next(said for said in match.groups() if said is not None)
            if _is_unit(given):
                unit, name = given, name[: match.start()]
        if unit.lower() in _SAME_UNIT or (not unit and is_part):
            unit = self._unit
        if is_part and self._whole and not _MEASURE.search(name):
            name = f"{self._whole}: {name}"
        elif not is_part or _MEASURE.search(name):
            self._whole = name
        self._unit = unit
        name, change, subject = promised(name)
        if unit and "/" not in unit and not unit.startswith("%") and (per := _PER.search(name)):
            name, unit = _PER.sub("", name), f"{unit}/{per[1].lower()}"
        shown = Figure(
            kind=FigureKind.TARGET, indicator=name[:_LONGEST_NAME].strip(), comparator=Comparator.EQUAL, value=Decimal(0), unit=unit,
            change=change, subject=subject, span=Span(start, start), sentence=line, number=Span(start, start), rule="table",
            group=self._group, owners=owners,
        )  # fmt: skip
        found = (_figure(self._text, shown, column, cell) for column, cell in values)
        return [figure for figure in found if figure is not None and figure.indicator]

    def _owners(self, by_column: dict[str, Span]) -> tuple[str, ...]:
        """The offices that a row names: the first is in charge, the rest work with it."""
        named = [self._said(by_column, holds) for holds in ("in charge", "together")]
        offices = [office.strip(" .-–") for cell in named for office in _OFFICE.split(cell)]
        return tuple(dict.fromkeys(office for office in offices if office))


def _figure(text: str, shown: Figure, column: Column, cell: Span) -> Figure | None:
    """The figure of one cell; None where the cell begins with no number."""
    tokens = lex(text, cell)
    first = next((n for n, t in enumerate(tokens[: _MOST_BEFORE + 1]) if number_at(tokens, n)), None)
    number = number_at(tokens, first) if first is not None else None
    if first is None or number is None:
        return None
    comparator, change = _sign(tokens[:first])
    rest = tokens[number.stop :]
    if [t.word for t in rest if t.word != "%"][:2] == ["trở", "lên"]:
        comparator = Comparator.AT_LEAST
    elif [t.word for t in rest if t.word != "%"][:2] == ["trở", "xuống"]:
        comparator = Comparator.AT_MOST
    unit = _unit(shown, column, rest)
    if not unit:
        return None
    if shown.subject is None and (named := _NAMED_IN_CELL.search(text, number.span.end, cell.end)):
        shown = replace(shown, subject=" ".join(named[1].split()))
    return replace(
        shown,
        kind=FigureKind(column.holds),
        comparator=Comparator.RANGE if number.high is not None else comparator,
        value=number.value,
        value_max=number.high,
        unit=unit,
        change=change if shown.change is Change.NONE else shown.change,
        span=Span(min(shown.span.start, cell.start), max(cell.end, shown.span.end)),
        number=number.span,
        when=column.when,
        vintage=column.vintage,
    )


def _sign(before: Sequence[Token]) -> tuple[Comparator, Change]:
    """What stands before the number of a cell: "không quá", "≥", "giảm", "-"."""
    said = " ".join(token.word for token in before)
    comparator = next((_SIGNS[word] for word in _SIGNS_BY_LENGTH if said.endswith(word)), None)
    change = next((_CHANGES[word] for word in _CHANGES_BY_LENGTH if said.startswith(word)), None)
    return comparator or Comparator.EQUAL, change or Change.NONE


def _unit(shown: Figure, column: Column, rest: Sequence[Token]) -> str:
    """The unit of the row, else of the cell, of the heading, or of what the row counts."""
    if shown.unit:
        return official(_OF_WHAT.sub("%", shown.unit))
    if found := unit_at(rest, 0, len(rest)):
        return found[0]
    if column.unit and _is_unit(column.unit):
        return official(column.unit)
    tokens = lex(shown.indicator, Span(0, len(shown.indicator)))
    if found := leading_count(tokens, 0, len(tokens)):
        return found[0]
    return "%" if tokens and tokens[0].word in {"tỷ", "tỉ"} else ""


def _is_unit(said: str) -> bool:
    """Whether a bracket holds nothing but a unit."""
    tokens = lex(said, Span(0, len(said)))
    found = unit_at(tokens, 0, len(tokens))
    return found is not None and found[1] == len(tokens)


def promised(name: str) -> tuple[str, Change, str | None]:
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
