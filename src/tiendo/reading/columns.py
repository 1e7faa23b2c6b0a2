"""The headings of a table → what each of its columns holds, and of which period.

Headings may stand in up to three rows ("Năm 2023" over "Kế hoạch | Ước thực hiện"); a row that only numbers the columns
("A | B | 1 | 2") says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tiendo.model.observation import Vintage
from tiendo.model.period import Period
from tiendo.reading.column_periods import SAME_PERIOD, period_of
from tiendo.reading.reported import year_before
from tiendo.reading.vintages import vintage_said

MOST_COLUMNS = 40
MOST_HEADING_ROWS = 3

_ORDER = re.compile(r"(?:stt|s\.?tt|tt|số tt|số thứ tự|no\.?|mã(?: số)?)", re.IGNORECASE)
_NAME = re.compile(
    r"(?:tên\s+)?(?:hệ thống\s+)?(?:các\s+|nhóm\s+)?(?:chỉ tiêu|nội dung|mục tiêu|danh mục|hạng mục|diễn giải|tên chỉ số|nội dung chỉ tiêu|nội dung công việc|nhiệm vụ)(?:\s+(?:chủ yếu|kinh tế|phát triển|cụ thể|thực hiện|nhiệm vụ|thống kê|,).{0,60})?",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:đvt|đv|đ\.?v\.?\s?tính|đơn vị(?:\s+tính)?)\.?", re.IGNORECASE)
_IN_CHARGE = re.compile(
    r"(?:đơn vị|cơ quan|ngành|phòng|sở|ban|người|tổ chức|bộ phận).{0,60}?(?:chủ trì|phụ trách|thực hiện|chịu trách nhiệm|theo dõi|tham mưu|đầu mối|báo cáo|chủ quản)|chủ trì|phụ trách|đầu mối|giao\s+(?:cho\s+)?(?:đơn vị|cơ quan)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"ghi chú|đánh giá|nhận xét|giải trình", re.IGNORECASE)
_TOGETHER = re.compile(r"phối hợp|tham gia", re.IGNORECASE)
_PLAN = re.compile(r"\b(?:kế hoạch|kh|mục tiêu|chỉ tiêu|dự toán|phấn đấu|giao|nghị quyết|nq)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:thực hiện|ước|uth|ước th|kết quả|th|đạt được|hiện trạng|số liệu|xuất phát|lũy kế|luỹ kế|cộng dồn|cùng kỳ|chính thức|sơ bộ|dự kiến)\b",
    re.IGNORECASE,
)
_COMPARISON = re.compile(r"so sánh|so với|tỷ lệ|tỉ lệ|tốc độ|%|tăng|giảm|chênh lệch|/|ghi chú", re.IGNORECASE)
_COMPARED = re.compile(r"so sánh|so với|tỷ lệ đạt|%\s?so\b", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b(?:cùng kỳ|ck|năm trước|năm ngoái)\b", re.IGNORECASE)
_FULFILLED = re.compile(r"\b(?:thực hiện|hoàn thành|đạt)\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:quý|tháng|trong đó)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"(?:tổng (?:số|cộng)|toàn (?:huyện|xã|tỉnh|thành phố|phường)|cả năm|chung|số lượng|giá trị)", re.IGNORECASE
)
_DAY = re.compile(r"\b\d{1,2}/\d{1,2}/(?=\d{4})|\b\d{1,2}/(?=(?:19|20)\d\d)")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_IN_BRACKETS = re.compile(r"\(\s*(?:đvt|đơn vị tính|đơn vị)?\s*:?\s*([^()\d]{1,30})\)\s*$", re.IGNORECASE)
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s?=.{0,40})?")
_MARKDOWN = re.compile(r"[*_]|<br\s?/?>")


@dataclass(frozen=True, slots=True)
class Column:
    """`holds`: order, name, unit, target, result, in charge, together, note, of plan and of last year (percentages of what the
    row says elsewhere), or "" for what is not read.

    Attributes:
        before: of results: those of the year before, which others are compared with.
        when: the period that the heading names, else None.
        unit: what the heading gives in brackets: "Kế hoạch (tỷ đồng)".
        vintage: what the heading says of its figures: "Ước thực hiện".
    """

    holds: str
    when: Period | None = None
    unit: str = ""
    vintage: Vintage | None = None
    before: bool = False

    @property
    def is_number(self) -> bool:
        """Whether its cells may be numbers."""
        return self.holds in {"target", "result", "of plan", "of last year", ""}


Columns = tuple[Column, ...]


def columns_of(rows: Sequence[Sequence[str]], plan: Period | None, told: Period | None = None) -> Columns | None:
    """The columns that rows of headings name together; None when they head no table of figures."""
    width = max(map(len, rows))
    if width > MOST_COLUMNS:
        return None
    levels = [_spread(row, width, last=row is rows[-1]) for row in rows]
    columns: list[Column] = []
    for at in range(width):
        said = list(dict.fromkeys(level[at] for level in levels if level[at]))
        held = {column.holds for column in columns}
        columns.append(_column(said, held, plan, told))
    columns = _same_periods(columns)
    holds = {column.holds for column in columns}
    if "name" not in holds or not {"target", "result"} & holds:
        return None
    return tuple(columns)


def plain(heading: str) -> str:
    """A heading without the signs of Markdown."""
    return " ".join(_MARKDOWN.sub(" ", heading).split())


def goes_on(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row below a row of headings holds headings too: it says what stands above it, or nothing, and no figure."""
    above, row = [plain(cell) for cell in above], [plain(cell) for cell in row]
    row += [""] * (len(above) - len(row))
    if len(row) > len(above) or not any(row) or any(cell and not _is_heading(cell) for cell in row):
        return False
    same = [at for at, cell in enumerate(row) if cell and cell == above[at]]
    new = [cell for at, cell in enumerate(row) if cell and cell != above[at]]
    named = next((at for at, cell in enumerate(above) if _NAME.fullmatch(cell)), None)
    if named is None or not new or (row[named] and named not in same):
        return False
    return bool(same) or not row[0]


def numbers_columns(row: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: "A | B | 1 | 2 | 3=2/1"."""
    said = [plain(cell) for cell in row if plain(cell)]
    if len(said) < 3 or not all(_NUMBERING.fullmatch(cell) for cell in said):
        return False
    numbers = [int(found[0]) for cell in said if (found := re.match(r"\d{1,2}", cell.lstrip("(")))]
    return len(numbers) > 1 and all(after == before + 1 for before, after in pairwise(numbers))


def _is_heading(cell: str) -> bool:
    return len(cell) <= 120 and (any(c.isalpha() for c in cell) or _YEAR.fullmatch(cell) is not None)


def _spread(row: Sequence[str], width: int, *, last: bool) -> list[str]:
    """The headings of a row, said again over the empty columns that a wide one reaches across (not in the lowest row)."""
    said: list[str] = []
    for at in range(width):
        own = plain(row[at]) if at < len(row) else ""
        said.append(own or (said[-1] if said and not last and at < len(row) and len(said) > 1 else ""))
    return said


def _same_periods(columns: list[Column]) -> list[Column]:
    """ "Cùng kỳ năm trước" beside "Thực hiện 9 tháng" is of the nine months of the year before, whatever the headline."""
    ran = next((c.when for c in columns if c.holds == "result" and c.when and c.when.months_long < 12), None)
    return [replace(c, when=year_before(ran)) if ran and c.before and c.when is None else c for c in columns]


def _column(said: Sequence[str], held: set[str], plan: Period | None, told: Period | None) -> Column:
    """The column under these headings, the topmost first."""
    lowest, whole = (said[-1] if said else ""), " ".join(said)
    bare = re.sub(r"\s*\([^()]{0,60}\)\s*$", "", lowest)
    if "order" not in held and _ORDER.fullmatch(lowest):
        return Column("order")
    if "name" not in held and (_NAME.fullmatch(lowest) or _NAME.fullmatch(bare)):
        return Column("name")
    if _UNIT.fullmatch(lowest):
        return Column("unit")
    if _NOTE.fullmatch(lowest):
        return Column("note")
    if _TOGETHER.search(lowest):
        return Column("together")
    if _IN_CHARGE.search(lowest) and not _YEAR.search(lowest):
        return Column("in charge")
    when = period_of(lowest, plan, told) or period_of(whole, plan, told)
    unit = found[1].strip() if (found := _IN_BRACKETS.search(lowest)) else ""
    without_unit = _IN_BRACKETS.sub("", lowest)
    if _COMPARISON.search(_DAY.sub("", without_unit)) or any(_COMPARED.search(above) for above in said[:-1]):
        return Column(_percentage(whole))
    kind = _kind(without_unit) or (_kind(whole) if _inherits(without_unit) else "")
    if not kind and when is not None and when.months_long < 12 and len(lowest) <= 30:
        kind = "result"
    if not kind and when is not None and _YEAR.search(lowest) and len(lowest) <= 12:
        kind = "target" if plan is not None and plan.first_year <= when.last_year and not told else "result"
    if kind == "target" and (_is_past(when, plan) or (_PART.search(lowest) and not _PART.fullmatch(lowest))):
        kind = ""
    if not kind:
        return Column("")
    before = kind == "result" and bool(SAME_PERIOD.search(whole) or _is_past(when, plan or told))
    if kind == "result" and when is None and not before:
        when = told
    return Column(kind, when, unit, vintage_said(lowest) or vintage_said(whole), before)


def _percentage(said: str) -> str:
    """What a column of comparison sets the figures of its row against: the plan, the year before, or "" for what cannot
    be told ("So sánh KH/TH (%)" sets the plan against a result)."""
    bare = _DAY.sub("", said)
    if "%" not in bare and "tỷ lệ" not in bare.lower() and "tỉ lệ" not in bare.lower():
        return ""
    over, stroke, under = bare.partition("/")
    if stroke and _PLAN.search(over):
        return ""
    of = under if stroke else bare
    if _LAST_YEAR.search(of):
        return "" if _PLAN.search(of) else "of last year"
    return "of plan" if _PLAN.search(of) or (not stroke and _FULFILLED.search(of)) else ""


def _kind(said: str) -> str:
    """Target or result by the word that comes first: "kế hoạch thực hiện" is a plan, "thực hiện kế hoạch" is none."""
    planned, done = _PLAN.search(said), _DONE.search(said)
    if planned and done:
        return "target" if planned.start() < done.start() else "result"
    return "target" if planned else "result" if done else ""


def _inherits(lowest: str) -> bool:
    """Whether a heading takes its kind from the one above it; the name of a place under "Kế hoạch" is a share of it."""
    return not _YEAR.sub("", re.sub(r"\bnăm\b", "", lowest, flags=re.IGNORECASE)).strip(" -–") or bool(
        _WHOLE.fullmatch(lowest) or _PART.search(lowest)
    )


def _is_past(when: Period | None, plan: Period | None) -> bool:
    return when is not None and plan is not None and when.last_year < plan.first_year
