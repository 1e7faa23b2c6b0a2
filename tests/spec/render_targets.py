"""Makes docs/rules/targets.md from the spec tables; written by `render.py` (`make docs`)."""

from __future__ import annotations

from tests.spec.render_rollup import RULES
from tests.spec.target_tables import EDITIONS, SETS, SETS_FIGURE, SHARED, SUB_ROWS, WAYS
from tiendo.model.verdict import VerdictWord
from tiendo.publishing.sentences import SENTENCES
from tiendo.publishing.wording import VERDICT_WORDS, describe_target

TARGETS_PAGE = RULES / "targets.md"


def render_targets() -> str:
    """The whole page of editions, shares, trajectories, several sets and sub-rows."""
    lines = [
        "# Chỉ tiêu giao: lần giao, phần giao, kịch bản",
        "",
        "Trang này được tạo từ các bảng kiểm thử (`tests/spec/target_tables.py`): mỗi dòng là một phép thử luôn được chạy.",
        "",
        "## Lần giao mới thay đổi những gì",
        "",
        "Một chỉ tiêu là cùng một chỉ tiêu khi đo cùng một việc của cùng một địa bàn, dù số thứ tự hay cách viết khác; nhiều đối tượng "
        "được nêu tên thì theo tên. Chỉ tiêu ghép được so theo từng phần.",
        "",
        "| Trường hợp | Được nói là |",
        "|---|---|",
        *(f"| {row.said} | {'<br>'.join(row.told) or 'không có gì thay đổi'} |" for row in EDITIONS),
        "",
        "## Phần giao cho địa bàn và cơ quan",
        "",
        "Tổng phần giao được so với mức giao, chính xác. Phần của các xã và phần của các phòng, mỗi bên là toàn bộ mức giao; chỉ khi "
        "có phần ở cấp trên các xã thì phần của cơ quan cộng với phần của các xã. “@” là cơ quan.",
        "",
        "| Trường hợp | Mức giao | Phần giao | Được nói là |",
        "|---|---|---|---|",
    ]
    for row in SHARED:
        lines.append(f"| {row.said} | {describe_target(row.target, 'vi')} | {row.shares or '—'} | {row.told} |")
    return "\n".join([*lines, "", *_ways(), *_sets(), *_sub_rows()])


def _ways() -> list[str]:
    lines = [
        "## Kịch bản",
        "",
        "Không nhập gì thì là đường thẳng từ gốc (0 với số lũy kế) đến mức giao. Nhập một số mốc thì nối các mốc; nhập đủ 12 tháng "
        "thì đúng như đã nhập. Theo nhịp năm trước: mỗi tháng đi được phần đường như cùng tháng năm trước; người lập kế hoạch nhận "
        "các mốc ấy, và các mốc không đổi khi số liệu năm trước được sửa. Số trước dấu | là mức cuối năm trước nữa.",
        "",
        "| Trường hợp | Mức giao | Năm trước, từng tháng | Mốc đã nhập | Tháng 1 đến tháng 12 |",
        "|---|---|---|---|---|",
    ]
    for way in WAYS:
        points = (
            f"{SENTENCES[way.points][0].partition('{')[0].strip()} … `{way.points}`"
            if way.points in SENTENCES
            else way.points
        )
        before = way.last_year.replace("|", "\\|") or "—"
        lines.append(
            f"| {way.said} | {describe_target(way.target, 'vi')} | {before} | {way.milestones or '—'} | {points} |"
        )
    return [*lines, ""]


def _sets() -> list[str]:
    lines = [
        "## Nhiều bộ chỉ tiêu cùng lúc",
        "",
        f"Một số thực hiện ({SETS_FIGURE.partition(':')[2].strip()} tỷ đồng) được đánh giá theo mức của từng cấp; không mức nào thay mức nào.",
        "",
        "| Cấp giao | Đánh giá |",
        "|---|---|",
    ]
    return [*lines, *(f"| {authority} | {told} |" for authority, _, told in SETS), ""]


def _sub_rows() -> list[str]:
    lines = [
        "## Dòng “trong đó”",
        "",
        "Được trình bày và đánh giá riêng; không tính vào “x/17” và không quyết định đánh giá của chỉ tiêu.",
        "",
        "| Trường hợp | Chỉ tiêu | Dòng “trong đó” |",
        "|---|---|---|",
    ]
    for said, _, _, word, line in SUB_ROWS:
        words = " | ".join(VERDICT_WORDS[VerdictWord(w)][0] for w in (word, line))
        lines.append(f"| {said} | {words} |")
    return [*lines, ""]
