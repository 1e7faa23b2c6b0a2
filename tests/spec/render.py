"""Writes docs/rules/judging.md from the spec tables: `make docs`."""

from __future__ import annotations

from pathlib import Path

from tests.spec.tables import TABLES, TREE
from tiendo.model.verdict import VerdictWord
from tiendo.publishing.wording import VERDICT_WORDS, describe_target

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules" / "judging.md"


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
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render(), encoding="utf-8")
