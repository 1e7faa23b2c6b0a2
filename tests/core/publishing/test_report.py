"""The report of a programme: its sentences in both languages, its table, and the Word file."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.builders import CATALOGUE, make_compound, make_observations, make_place_tree, make_target
from tiendo import pipeline
from tiendo.model.observation import Observation, Vintage
from tiendo.model.period import Period
from tiendo.model.report import Report
from tiendo.model.target import Target
from tiendo.model.task import Obstacle, Remedy
from tiendo.model.verdict import Override, VerdictWord
from tiendo.publishing.report import FIELDS, Grid, Item, report_blocks
from tiendo.publishing.report_docx import FONT, report_docx
from tiendo.publishing.report_text import report_markdown, report_text

TREE = make_place_tree("Huyện H > Xã A, Xã B")
NAMES = {"H": "huyện H", "A": "xã A", "B": "xã B"}


def make_report(
    *targets: Target,
    figures: list[Observation],
    through: int = 9,
    today: date = date(2024, 10, 5),
    obstacles: dict[str, tuple[Obstacle, ...]] | None = None,
    overrides: dict[str, Override] | None = None,
) -> Report:
    month = Period.month(2024, through)
    verdicts = pipeline.judge_targets(
        targets, figures, tree=TREE, catalogue=CATALOGUE, today=today, through=month, overrides=overrides
    )
    lines = pipeline.report_lines(verdicts, figures, tree=TREE, catalogue=CATALOGUE, obstacles=obstacles)
    return Report(
        "chương trình năm 2024", "huyện H", Period.year(2024).through(month), today, lines, "UBND huyện H", names=NAMES
    )


def every_month(code: str, amount: str, *, through: int = 9, year: int = 2024, places: str = "AB") -> list[Observation]:
    rows = "; ".join(f"{p} {m}: {amount}" for p in places for m in range(1, through + 1))
    return make_observations(code, rows, year=year)


def told(report: Report, language: str = "vi") -> list[str]:
    """What is said of each target, by its sentences."""
    return [b.text for b in report_blocks(report, CATALOGUE, language) if isinstance(b, Item) and b.sign != "-"]


def table(report: Report, language: str = "vi") -> list[tuple[str, ...]]:
    (grid,) = (b for b in report_blocks(report, CATALOGUE, language) if isinstance(b, Grid))
    return [row for row in grid.rows if any(row[2:])]


def test_a_flow_is_told_with_its_plan_and_the_year_before() -> None:
    figures = every_month("state-revenue-local", "5") + every_month("state-revenue-local", "4", year=2023)
    report = make_report(make_target("state-revenue-local", "= 120 tỷ đồng"), figures=figures)
    assert told(report) == [
        "Thu ngân sách nhà nước trên địa bàn 9 tháng đầu năm đạt 90 tỷ đồng, bằng 75% kế hoạch (kế hoạch năm 2024: "
        "120 tỷ đồng); đánh giá: đúng tiến độ. So với cùng kỳ năm trước tăng 25%."
    ]
    assert told(report, "en") == [
        "State budget revenue in the area: 90 billion VND, 75% of the plan (plan for 2024: 120 billion VND); verdict: on "
        "track. Against the same period of the year before: up by 25%."
    ]
    row = ("1", "Thu ngân sách nhà nước trên địa bàn", "tỷ đồng", "120", "90", "75%", "72", "tăng 25%", "Đúng tiến độ")
    assert table(report) == [row]


def test_a_fall_is_told_as_level_and_change_in_a_row_for_each_unit() -> None:
    target = make_target("poor-households", "-15 %%", "-21 hộ", baseline="140")
    report = make_report(target, figures=every_month("poor-households", "62"))
    assert told(report) == [
        "Số hộ nghèo 9 tháng đầu năm còn 124 hộ, giảm 11,43%, bằng 76,2% kế hoạch (kế hoạch năm 2024: giảm 15% và giảm "
        "21 hộ); đánh giá: đúng tiến độ."
    ]
    assert table(report) == [
        ("1", "Số hộ nghèo", "hộ", "giảm 21", "124", "76,2%", "", "", "Đúng tiến độ"),
        ("", "Số hộ nghèo", "%", "giảm 15", "giảm 11,43", "", "", "", ""),
    ]


def test_a_rate_is_compared_in_points() -> None:
    figures = every_month("bhyt-coverage", "47/50") + every_month("bhyt-coverage", "46/50", year=2023)
    (said,) = told(make_report(make_target("bhyt-coverage", ">= 94 %"), figures=figures))
    assert said.endswith("So với cùng kỳ năm trước tăng 2 điểm %.")


def test_what_should_be_low_has_no_share_of_the_plan() -> None:
    report = make_report(make_target("poverty-rate", "<= 3 %"), figures=every_month("poverty-rate", "4/100"))
    (said,) = told(report)
    assert said.startswith("Tỷ lệ hộ nghèo 9 tháng đầu năm còn 4% (kế hoạch năm 2024: không quá 3%); đánh giá: ")
    assert table(report)[0][3:6] == ("không quá 3", "4", "")


def test_an_incomplete_total_says_so_in_the_sentence_and_in_the_table_and_is_compared_with_nothing() -> None:
    figures = every_month("jobs-created", "10", places="A") + every_month("jobs-created", "10", year=2023)
    report = make_report(make_target("jobs-created", "= 2000 lao động"), figures=figures)
    assert told(report) == [
        "Số lao động được giải quyết việc làm 9 tháng đầu năm đạt 90 lao động, bằng 4,5% kế hoạch (kế hoạch năm 2024: "
        "2.000 lao động); mới tổng hợp 1/2 địa bàn, còn thiếu xã B (9 tháng); đánh giá: chưa đánh giá được."
    ]
    assert table(report)[0][4:8] == ("90 (1/2)", "4,5%", "180", "")
    assert "Trong ngoặc là số địa bàn đã báo cáo đủ trên tổng số địa bàn." in report_text(report, CATALOGUE, "vi")


def test_no_figure_is_said_and_zero_is_a_figure() -> None:
    none = make_report(make_target("jobs-created", "= 2000 lao động"), figures=[])
    assert told(none) == [
        "Theo kế hoạch năm 2024, số lao động được giải quyết việc làm đạt 2.000 lao động; đến nay chưa có số liệu."
    ]
    assert table(none)[0][4] == "chưa có số liệu"
    zero = make_report(make_target("jobs-created", "= 2000 lao động"), figures=every_month("jobs-created", "0"))
    assert told(zero)[0].startswith("Số lao động được giải quyết việc làm 9 tháng đầu năm đạt 0 lao động, bằng 0%")
    assert table(zero)[0][4] == "0"


@pytest.mark.parametrize(
    ("vintage", "vi", "en", "head"),
    [
        (Vintage.ESTIMATE, "Sản lượng lúa 9 tháng đầu năm ước đạt 18 tấn", "Rice output, whole year: an estimated 18 tonnes", "Ước thực hiện"),
        (Vintage.PRELIMINARY, "Sản lượng lúa 9 tháng đầu năm đạt 18 tấn", "Rice output, whole year: 18 tonnes", "Thực hiện"),
        (Vintage.OFFICIAL, "Theo số liệu chính thức, sản lượng lúa 9 tháng đầu năm đạt 18 tấn", "Rice output, whole year: officially 18 tonnes", "Thực hiện (chính thức)"),
    ],
)  # fmt: skip
def test_the_vintage_is_told(vintage: Vintage, vi: str, en: str, head: str) -> None:
    figures = [replace(o, vintage=vintage) for o in every_month("rice-output", "1")]
    report = make_report(make_target("rice-output", "= 100 tấn"), figures=figures)
    assert told(report)[0].startswith(vi + ",") and told(report, "en")[0].startswith(en + ",")
    (grid,) = (b for b in report_blocks(report, CATALOGUE, "vi") if isinstance(b, Grid))
    assert grid.heads[4] == f"{head} 9 tháng đầu năm 2024"


def test_a_whole_year_is_told_as_such_and_compared_with_the_year_before() -> None:
    figures = [o for y, n in ((2024, "10"), (2023, "8")) for o in every_month("jobs-created", n, through=12, year=y)]
    report = make_report(
        make_target("jobs-created", "= 200 lao động"), figures=figures, through=12, today=date(2025, 1, 20)
    )
    (said,) = told(report)
    assert said.startswith("Số lao động được giải quyết việc làm cả năm đạt 240 lao động, bằng 120% kế hoạch")
    assert said.endswith("đánh giá: vượt. So với năm trước tăng 25%.")
    heads = next(b.heads for b in report_blocks(report, CATALOGUE, "vi") if isinstance(b, Grid))
    assert heads[4:8] == ("Thực hiện năm 2024", "% KH", "Thực hiện năm 2023", "So với năm trước")


def test_a_compound_target_is_told_with_its_parts_and_a_named_thing_by_its_name() -> None:
    none_owing = make_target("ntm-no-debt", "= 0 xã", number="5a")
    school = make_target(
        "national-standard-schools-new", ">= 1 trường", number="5b", subject="Trường THCS Thủy Tây", reported_by="place"
    )
    figures = make_observations("national-standard-schools-new", "H 9: 1 Trường Tiểu học Tân Tây")
    report = make_report(make_compound(none_owing, school), figures=figures)
    assert told(report) == [
        "Chỉ tiêu ghép gồm 2 phần (5a, 5b), chỉ đạt khi mọi phần đều đạt; đánh giá: chưa đánh giá được.",
        "Theo kế hoạch năm 2024, số xã nông thôn mới nợ tiêu chí còn 0 xã; đến nay chưa có số liệu.",
        "Số trường được công nhận thêm đạt chuẩn quốc gia 9 tháng đầu năm đạt 1 trường (kế hoạch năm 2024: 1 trường trở "
        "lên: Trường THCS Thủy Tây); mới tổng hợp 0/1 địa bàn, còn thiếu huyện H (8 tháng); đánh giá: chưa đánh giá được. "
        "Gồm: Trường Tiểu học Tân Tây.",
    ]
    assert [row[0] for row in table(report)] == ["5", "5a", "5b"]


def test_how_far_khoang_may_be_missed_is_left_to_the_register() -> None:
    report = make_report(
        make_target("urbanisation-rate", "about 32 ±0.05 %"), figures=every_month("urbanisation-rate", "32/100")
    )
    assert "(kế hoạch năm 2024: khoảng 32%)" in told(report)[0] and table(report)[0][3] == "khoảng 32"


def test_what_is_behind_is_told_with_its_obstacles_and_remedies() -> None:
    obstacle = Obstacle("Hai doanh nghiệp hoãn tuyển.", "xã A", date(2024, 7, 1), (Remedy("Mở phiên giao dịch", date(2024, 11, 30)),))  # fmt: skip
    report = make_report(
        make_target("jobs-created", "= 2000 lao động"), figures=every_month("jobs-created", "1"), obstacles={"1": (obstacle,)}
    )  # fmt: skip
    text = report_text(report, CATALOGUE, "vi")
    assert (
        "- Chỉ tiêu số 1 (Số lao động được giải quyết việc làm): chậm tiến độ. Hạn chế: Hai doanh nghiệp hoãn tuyển. "
        "Giải pháp: Mở phiên giao dịch (hạn 30/11/2024).\n"
    ) in text
    assert "Chưa ghi nhận hạn chế" not in text


def test_a_signed_verdict_is_told_with_its_signer() -> None:
    signed = Override(VerdictWord.AT_RISK, "Bà Lê Thị Hoa", "đã ký hợp đồng tuyển dụng", date(2024, 10, 3))
    report = make_report(
        make_target("jobs-created", "= 2000 lao động"), figures=every_month("jobs-created", "1"), overrides={"1": signed}
    )  # fmt: skip
    assert told(report)[0].endswith(
        "đánh giá: có nguy cơ chậm. Đánh giá do Bà Lê Thị Hoa quyết định ngày 03/10/2024: đã ký hợp đồng tuyển dụng; theo quy tắc là “chậm tiến độ”."
    )


def test_targets_stand_by_field_and_every_group_of_the_catalogue_has_one() -> None:
    report = make_report(
        make_target("bhyt-coverage", ">= 94 %", number="1"),
        make_target("state-revenue-local", "= 120 tỷ đồng", number="2"),
        figures=[],
    )
    said = report_markdown(report, CATALOGUE, "vi").splitlines()
    assert [line for line in said if line.startswith("## ")] == [
        "## I. Kinh tế", "## II. Văn hóa - xã hội", "## III. Biểu tiến độ thực hiện các chỉ tiêu",
    ]  # fmt: skip
    groups = [group for _, names in FIELDS for group in names]
    assert len(groups) == len(set(groups)) and set(groups) == {i.group for i in CATALOGUE.indicators.values()}


def test_the_counts_add_up_and_say_what_is_still_to_be_entered() -> None:
    report = make_report(make_target("jobs-created", "= 2000 lao động"), figures=[])
    assert "Chương trình có 1 chỉ tiêu: 1 chỉ tiêu chưa có số liệu." in report_text(report, CATALOGUE, "vi")
    stated = replace(report, stated=17)
    said = "Chương trình có 17 chỉ tiêu, đã nhập 1 chỉ tiêu: 1 chỉ tiêu chưa có số liệu."
    assert said in report_text(stated, CATALOGUE, "vi")
    assert "17 targets stated, 1 entered: 1 no data." in report_text(stated, CATALOGUE, "en")


def test_a_programme_without_targets_is_a_report_without_a_table() -> None:
    text = report_text(make_report(figures=[]), CATALOGUE, "vi")
    assert text.endswith("Chương trình có 0 chỉ tiêu: chưa có đánh giá.\n")


def test_a_cell_cannot_break_the_table_of_a_markdown_file() -> None:
    line = make_report(make_target("jobs-created", "= 1 lao động"), figures=[]).lines[0]
    assert line.name == "Chỉ tiêu 1"
    rows = report_markdown(make_report(make_target("jobs-created", "= 1 lao động"), figures=[]), CATALOGUE, "vi")
    widths = {row.count("|") for row in rows.splitlines() if row.startswith("|")}
    assert widths == {10}


# --- the Word file ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def word() -> Document:
    figures = every_month("jobs-created", "10")
    report = make_report(make_target("jobs-created", "= 2000 lao động"), figures=figures)
    return Document(io.BytesIO(report_docx(report, CATALOGUE, "vi")))


def test_the_word_file_has_the_form_of_the_decree(word: Document) -> None:
    upright, turned = word.sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    for section in word.sections:
        assert 20 <= round(section.top_margin.mm) <= 25 and 20 <= round(section.bottom_margin.mm) <= 25
        assert 30 <= round(section.left_margin.mm) <= 35 and 15 <= round(section.right_margin.mm) <= 20
    assert turned.orientation == WD_ORIENT.LANDSCAPE
    assert upright.different_first_page_header_footer and "PAGE" in upright.header._element.xml
    assert {word.styles[name].font.name for name in ("Normal", "Heading 1", "Title")} == {FONT}
    assert word.core_properties.created.date() == date(2024, 10, 5)
    letterhead = [cell.text.splitlines()[0] for row in word.tables[0].rows for cell in row.cells]
    assert letterhead[:2] == ["UBND HUYỆN H", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert letterhead[3] == "H, ngày 05 tháng 10 năm 2024"


def test_the_word_file_has_real_headings_and_a_table_that_repeats_its_heads(word: Document) -> None:
    headings = [p.text for p in word.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings == [
        "I. Văn hóa - xã hội", "II. Chỉ tiêu chưa đạt, chậm tiến độ và nguyên nhân", "III. Biểu tiến độ thực hiện các chỉ tiêu",
    ]  # fmt: skip
    table = word.tables[1]
    first, *rest = table.rows
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rest)
    assert [cell.text for cell in table.rows[2].cells][:2] == ["1", "Số lao động được giải quyết việc làm"]
    room = word.sections[-1].page_width - word.sections[-1].left_margin - word.sections[-1].right_margin
    assert abs(sum(column.width for column in table.columns) - room) < Mm(1)


def test_an_english_word_file_has_no_national_heading() -> None:
    report = make_report(make_target("jobs-created", "= 2000 lao động"), figures=[])
    made = Document(io.BytesIO(report_docx(report, CATALOGUE, "en")))
    assert len(made.tables) == 1 and made.paragraphs[0].text == "REPORT"
    assert Decimal(made.tables[0].rows[2].cells[3].text.replace(",", "")) == 2000
