"""Writes docs/rules/judging.md and reading.md from the spec tables: `make docs`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.spec.national import LINES
from tests.spec.reading_tables import READING_TABLES
from tests.spec.tables import TABLES, TREE
from tiendo.model.verdict import VerdictWord
from tiendo.publishing.wording import VERDICT_WORDS, describe_target

RULES = Path(__file__).resolve().parents[2] / "docs" / "rules"
PAGE = RULES / "judging.md"
READING_PAGE = RULES / "reading.md"


def render() -> str:
    """The whole page."""
    lines = [
        "# Cách đánh giá chỉ tiêu",
        "",
        "Trang này được tạo từ các bảng kiểm thử (`tests/spec/tables.py`): mỗi dòng là một phép thử luôn được chạy.",
        f"Địa bàn của các ví dụ: {TREE}. Kỳ: năm 2024 theo kỳ báo cáo hành chính (15/12/2023-14/12/2024).",
        "",
    ]
    for table in TABLES:
        lines += [f"## {table.title}", "", table.rule, "", f"Mức giao: {describe_target(table.target, 'vi')}.", ""]
        lines += ["| Trường hợp | Ngày đánh giá | Đánh giá | Tỷ lệ thực hiện | Quy tắc |", "|---|---|---|---|---|"]
        for row in table.rows:
            word = VERDICT_WORDS[VerdictWord(row.word)][0]
            share = row.attainment.replace(".", ",") + (" %" if row.attainment != "—" else "")
            year, month, day = row.today.split("-")
            lines.append(f"| {row.said} | {day}/{month}/{year} | {word} | {share} | `{row.rule}` |")
        lines.append("")
    return "\n".join(lines + _national())


def _national() -> list[str]:
    """The published words beside ours."""
    differing = sum(1 for line in LINES if line.published != line.by_rule)
    lines = [
        "## Đối chiếu với bảng đã công bố của cả nước năm 2019",
        "",
        f"Đánh giá khi công bố không phải lúc nào cũng theo một quy tắc. {len(LINES) - differing}/{len(LINES)} dòng trùng với quy "
        f"tắc ở đây, {differing} dòng khác. Người có thẩm quyền có thể đánh giá lại, kèm lý do; cả hai đánh giá đều được giữ.",
        "",
        "| Chỉ tiêu | Mức giao | Thực hiện | Đã công bố | Theo quy tắc | Vì sao khác |",
        "|---|---|---|---|---|---|",
    ]
    for line in LINES:
        published, by_rule = (VERDICT_WORDS[VerdictWord(w)][0] for w in (line.published, line.by_rule))
        promised = describe_target(replace(line.target, baseline=None), "vi")
        by_rule = by_rule if by_rule == published else f"**{by_rule}**"
        lines.append(f"| {line.said} | {promised} | {line.done} | {published} | {by_rule} | {line.why} |")
    return [*lines, ""]


def render_reading() -> str:
    """The whole page of how texts are read."""
    lines = [
        "# Cách đọc văn bản",
        "",
        "Trang này được tạo từ các bảng kiểm thử (`tests/spec/reading_tables.py`): mỗi dòng là một phép thử luôn được chạy.",
        "Mỗi câu được đọc như một câu trong kế hoạch năm 2024. “=” là mức nêu, “range” là khoảng từ … đến …",
        "",
    ]
    for table in READING_TABLES:
        lines += [f"## {table.title}", "", table.rule, "", "| Câu trong văn bản | Số liệu đọc được |", "|---|---|"]
        for row in table.rows:
            read = "<br>".join(row.figures) or "không có số liệu nào"
            lines.append(f"| {row.said} | {read.replace('<', '&lt;').replace('&lt;br>', '<br>')} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    RULES.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render(), encoding="utf-8")
    READING_PAGE.write_text(render_reading(), encoding="utf-8")
