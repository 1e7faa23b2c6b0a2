"""Makes docs/rules/rollup.md and targets.md from the spec tables; written by `render.py` (`make docs`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tests.builders import CATALOGUE
from tests.spec.rollup_tables import CLOCKS, LAST_YEAR, PROVIDERS, ROLL_UP_TABLES, Beside
from tiendo.publishing.sentences import SENTENCES
from tiendo.publishing.wording import format_date, format_period

RULES = Path(__file__).resolve().parents[2] / "docs" / "rules"
ROLL_UP_PAGE = RULES / "rollup.md"


def render_rollup() -> str:
    """The whole page of how places and months add up."""
    lines = [
        "# Cách tổng hợp số liệu",
        "",
        "Trang này được tạo từ các bảng kiểm thử (`tests/spec/rollup_tables.py`): mỗi dòng là một phép thử luôn được chạy.",
        "Huyện H gồm xã A, B, C và thị trấn T; năm 2024. “A 2: 7” là xã A, tháng 2, số 7; trong ngoặc nhọn là mức độ số liệu "
        "(estimate: ước tính, official: chính thức), lần sửa, nơi cung cấp hoặc định nghĩa. Số tổng luôn nói có bao nhiêu nơi đã "
        "báo cáo và còn thiếu nơi nào.",
        "",
    ]
    for table in ROLL_UP_TABLES:
        lines += [f"## {table.title}", "", table.rule, ""]
        lines += [f"Chỉ tiêu: {CATALOGUE.indicators[table.target.indicator_code or ''].name}.", ""]
        lines += ["| Trường hợp | Đã gửi | Đến hết tháng | Số tổng |", "|---|---|---|---|"]
        for row in table.rows:
            sent, told = (row.sent or "—").replace(".", ","), row.told.replace(".", ",")
            lines.append(f"| {row.said} | {sent} | {row.through} | {told} |")
        lines.append("")
    return "\n".join([*lines, *_clocks(), *_last_year(), *_providers(), *_definitions()])


def _clocks() -> list[str]:
    lines = [
        "## Kỳ bao gồm những ngày nào",
        "",
        "Kỳ đã hết khi ngày cuối đã qua. Hạn gửi là 11 ngày sau đó, như ngày 25 sau ngày 14 (Nghị định 09/2019/NĐ-CP, điều 12 và "
        "13). Các vụ gối nhau: khi Thu Đông chưa thu xong thì Đông Xuân sau đã gieo.",
        "",
        "| Cách tính kỳ | Kỳ | Từ ngày | Đến ngày | Hạn gửi |",
        "|---|---|---|---|---|",
    ]
    for row in CLOCKS:
        days = " | ".join(format_date(date.fromisoformat(d), "vi") for d in (row.first, row.last, row.due))
        lines.append(f"| {row.name} (`{row.clock}`) | {format_period(row.period, 'vi')} | {days} |")
    return [*lines, ""]


def _last_year() -> list[str]:
    lines = [
        "## Cùng kỳ năm trước",
        "",
        "Số của cùng các tháng một năm trước, tổng hợp theo cùng cách, có số nơi đã báo cáo của chính nó. Không so sánh khi định "
        "nghĩa, năm gốc giá hoặc địa bàn khác nhau, hoặc khi một bên còn thiếu: số chưa đủ trông như một mức giảm.",
        "",
        *_beside(LAST_YEAR, "Năm nay", "Năm trước"),
    ]
    return [*lines, ""]


def _providers() -> list[str]:
    lines = [
        "## Hai nơi cung cấp một số liệu",
        "",
        "Cơ quan ngành và cơ quan thống kê có thể có hai số cho một chỉ tiêu. Chỉ tiêu giao nói rõ số nào được tính; số kia đứng "
        "bên cạnh với mức chênh lệch, không bao giờ cộng vào.",
        "",
        *_beside(PROVIDERS, "Cơ quan ngành", "Cơ quan thống kê"),
    ]
    return [*lines, ""]


def _beside(rows: Iterable[Beside], here: str, there: str) -> list[str]:
    lines = [f"| Trường hợp | {here} | {there} | So sánh |", "|---|---|---|---|"]
    for row in rows:
        told = f"{_general(row.told)} `{row.told}`" if row.told in SENTENCES else row.told.replace(".", ",")
        lines.append(f"| {row.said} | {row.now} | {row.other or '—'} | {told} |")
    return lines


def _general(rule: str) -> str:
    """The rule's sentence up to its facts."""
    return SENTENCES[rule][0].partition(":")[0].partition("{")[0].strip()


def _definitions() -> list[str]:
    """The definitions that the catalogue knows."""
    lines = [
        "## Các định nghĩa trong danh mục",
        "",
        "| Mã | Định nghĩa | Từ | Đến | Văn bản |",
        "|---|---|---|---|---|",
    ]
    known = {e.code: e for i in CATALOGUE.indicators.values() for e in i.definitions}
    for e in sorted(known.values(), key=lambda e: e.code):
        first = format_date(e.first, "vi") if e.first else "khi số liệu ghi rõ"
        lines.append(f"| `{e.code}` | {e.name} | {first} | {format_date(e.last, 'vi')} | {e.document or '—'} |")
    return [*lines, ""]
