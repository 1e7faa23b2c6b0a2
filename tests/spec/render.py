"""Writes docs/rules/judging.md, reading.md, places.md, rollup.md and targets.md from the spec tables: `make docs`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.builders import CATALOGUE
from tests.spec.national import LINES
from tests.spec.place_tables import PLACE_TABLES, restated_row
from tests.spec.reading_tables import READING_TABLES
from tests.spec.render_rollup import ROLL_UP_PAGE, render_rollup
from tests.spec.render_targets import TARGETS_PAGE, render_targets
from tests.spec.tables import TABLES, TREE
from tests.spec.year_ends import COUNTS, YEAR_ENDS
from tiendo.model.verdict import VerdictWord
from tiendo.publishing.rule_words import RULE_WORDS
from tiendo.publishing.wording import VERDICT_WORDS, describe_target, say

RULES = Path(__file__).resolve().parents[2] / "docs" / "rules"
PAGE = RULES / "judging.md"
READING_PAGE = RULES / "reading.md"
PLACES_PAGE = RULES / "places.md"


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
            rules = ", ".join(f"[`{rule}`](#{rule})" for rule in row.rule.split(", "))
            lines.append(f"| {row.said} | {day}/{month}/{year} | {word} | {share} | {rules} |")
        lines.append("")
    return "\n".join(lines + _rules() + _national() + _year_ends())


def _rules() -> list[str]:
    """Every rule in the words of the page “Cách đánh giá”."""
    lines = ["## Các quy tắc", "", "Mỗi lý do trên trang của một chỉ tiêu dẫn về quy tắc của nó.", ""]
    lines += ["| Mã | Quy tắc | Nội dung |", "|---|---|---|"]
    lines += [f'| <a id="{rule}"></a>`{rule}` | {w.name[0]} | {w.said[0]} |' for rule, w in RULE_WORDS.items()]
    return [*lines, ""]


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


def _year_ends() -> list[str]:
    """Published results of districts and communes beside the rule."""
    lines = [
        "## Đối chiếu với kết quả cuối năm của huyện, xã",
        "",
        "Tỷ lệ so với kế hoạch (%KH) và đánh giá như đã công bố, bên cạnh kết quả theo quy tắc. Chỉ tiêu giảm được tính trên mức "
        "giảm. Dấu * là dòng chỉ công bố tỷ lệ: mức giao và số thực hiện do bảng này đặt ra cho khớp tỷ lệ ấy; gốc "
        "so sánh của mọi dòng cũng vậy.",
        "",
        "| Nơi, năm | Trường hợp | Mức giao | %KH đã công bố | Đã đánh giá | Theo quy tắc | Vì sao khác |",
        "|---|---|---|---|---|---|---|",
    ]
    for line in YEAR_ENDS:
        published = VERDICT_WORDS[VerdictWord(line.published)][0] if line.published else "—"
        by_rule = VERDICT_WORDS[VerdictWord(line.by_rule)][0]
        by_rule = f"**{by_rule}**" if line.published not in {"", line.by_rule} else by_rule
        percent = line.percent.replace(".", ",") + " %" if line.percent else "—"
        mark = "\\*" if line.made_up else ""
        promised = describe_target(line.target, "vi")
        lines.append(
            f"| {line.where}{mark} | {line.said} | {promised} | {percent} | {published} | {by_rule} | {line.why} |"
        )
    lines += ["", "Cách nói kết quả chung khi chốt năm:", "", "| Nơi, năm | Kết quả |", "|---|---|"]
    lines += [f"| {where} | {said} |" for where, _exceeded, _met, _missed, said in COUNTS]
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


def render_places() -> str:
    """The whole page of what happens to figures when places change."""
    lines = [
        "# Số liệu khi địa giới thay đổi",
        "",
        "Trang này được tạo từ các bảng kiểm thử (`tests/spec/place_tables.py`): mỗi dòng là một phép thử luôn được chạy.",
        "Số liệu của tháng 6/2025 được nói theo địa bàn từ ngày 01/07/2025; “hỏi ngược” là số của tháng 8/2025 theo địa bàn ngày "
        "30/06/2025. Không số liệu nào bị xóa hay ghi đè: số tính lại luôn dẫn về các số đã gửi, tỷ lệ và văn bản. Tỷ lệ ghi 90/100 "
        "là tử số/mẫu số; “thiếu T” nghĩa là số chưa đủ vì T chưa báo cáo.",
        "",
    ]
    for table in PLACE_TABLES:
        lines += [f"## {table.title}", "", table.rule, ""]
        lines += ["| Trường hợp | Chỉ tiêu | Đã gửi | Theo địa bàn kia |", "|---|---|---|---|"]
        for row in table.rows:
            problems = dict.fromkeys(say(p, "vi") for p in restated_row(row).problems)
            told = "Không tính: " + " ".join(problems) if problems else row.told.replace(".", ",")
            lines.append(f"| {row.said} | {CATALOGUE.indicators[row.indicator].name} | {row.sent} | {told} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    RULES.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render(), encoding="utf-8")
    READING_PAGE.write_text(render_reading(), encoding="utf-8")
    PLACES_PAGE.write_text(render_places(), encoding="utf-8")
    ROLL_UP_PAGE.write_text(render_rollup(), encoding="utf-8")
    TARGETS_PAGE.write_text(render_targets(), encoding="utf-8")
