"""Progress reports: the period that only the headline says, the progress table in every kind of file, and whose results."""

from __future__ import annotations

import io

import docx
import pytest

from tests.builders import CATALOGUE
from tests.fuzz.seeds import workbook
from tiendo import pipeline
from tiendo.model.document import Document
from tiendo.model.figure import FigureKind
from tiendo.model.observation import Vintage
from tiendo.model.period import Period
from tiendo.model.reading import Reading
from tiendo.model.target import Change
from tiendo.publishing.wording import say
from tiendo.reading.formats import open_document
from tiendo.reading.reported import period_told

NINE_MONTHS = Period.year(2024).through(Period.month(2024, 9))
REVENUE = "Thu ngân sách nhà nước trên địa bàn đạt 68,83 tỷ đồng."


def read(text: str) -> Reading:
    return pipeline.read_document(Document(text, "báo cáo"), CATALOGUE)


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội 9 tháng đầu năm 2024", NINE_MONTHS),
        ("Kết quả 9 tháng năm 2024, nhiệm vụ trọng tâm 3 tháng cuối năm 2024", NINE_MONTHS),
        ("Tình hình kinh tế - xã hội tháng 9 và 9 tháng đầu năm 2024", NINE_MONTHS),
        ("Tình hình kinh tế - xã hội 9 tháng/2024", NINE_MONTHS),
        ("Tình hình kinh tế - xã hội quý III năm 2024", Period.quarter(2024, 3)),
        ("Báo cáo tình hình kinh tế - xã hội tháng 10 năm 2024", Period.month(2024, 10)),
        ("Sơ kết 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2024", Period.half(2024, 1)),
        ("6 tháng đầu năm 2024: Tân Lập thu ngân sách vượt tiến độ", Period.half(2024, 1)),
        ("Báo cáo tình hình kinh tế - xã hội năm 2023 và kế hoạch năm 2024", Period.year(2023)),
        ("Triển khai nhiệm vụ 6 tháng cuối năm 2024", None),
        ("Kế hoạch phát triển kinh tế - xã hội năm 2024", None),
        ("Phương hướng, nhiệm vụ quý IV năm 2024", None),
    ],
)
def test_a_headline_says_the_period_that_a_report_tells_of(headline: str, told: Period | None) -> None:
    assert period_told(headline, Period.year(2024)) == told


@pytest.mark.parametrize(
    ("headline", "period"),
    [
        ("Báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội 9 tháng đầu năm 2024", NINE_MONTHS),
        ("Báo cáo tình hình kinh tế - xã hội quý III năm 2024", Period.quarter(2024, 3)),
        ("Báo cáo tình hình kinh tế - xã hội tháng 10 năm 2024", Period.month(2024, 10)),
        ("Báo cáo kết quả thực hiện kế hoạch phát triển kinh tế - xã hội\n9 tháng đầu năm 2024, nhiệm vụ 3 tháng cuối năm", NINE_MONTHS),
    ],
)  # fmt: skip
def test_a_result_that_says_no_period_is_of_the_one_in_the_headline(headline: str, period: Period) -> None:
    (proposed,) = read(f"{headline}\n\n{REVENUE}").observations
    assert (proposed.observation.period, proposed.observation.vintage) == (period, Vintage.PRELIMINARY)


def test_a_result_that_says_its_own_period_keeps_it() -> None:
    headline = "Báo cáo tình hình kinh tế - xã hội 9 tháng đầu năm 2024"
    of_july, so_far = read(
        f"{headline}\nTháng 7 năm 2024, thu ngân sách nhà nước trên địa bàn đạt 7,1 tỷ đồng.\n{REVENUE}"
    ).observations
    assert (of_july.observation.period, so_far.observation.period) == (Period.month(2024, 7), NINE_MONTHS)


def test_what_a_report_plans_is_a_target_and_its_sections_do_not_run_into_each_other() -> None:
    reading = read(
        "Báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội 9 tháng đầu năm 2024\n"
        "I. KẾT QUẢ THỰC HIỆN\nPhấn đấu cả năm, huyện tạo việc làm cho 1.500 lao động.\n"
        "Tổng đàn lợn 41.500 con.\nII. NHIỆM VỤ TRỌNG TÂM 3 THÁNG CUỐI NĂM\n1. Về kinh tế\nThu ngân sách 68,67 tỷ đồng."
    )
    assert [f.kind for f in reading.figures] == [FigureKind.TARGET, FigureKind.RESULT, FigureKind.TARGET]


@pytest.mark.parametrize(
    ("said", "value", "period"),
    [
        ("tăng 17,53% so với cùng kỳ (58,56 tỷ đồng)", "58.56", "2023"),
        ("tăng 17,53% so với cùng kỳ năm trước (58,56 tỷ đồng)", "58.56", "2023"),
        ("cùng kỳ đạt 58,56 tỷ đồng", "58.56", "2023"),
        ("cùng kỳ năm 2022 là 51 tỷ đồng", "51", "2022"),
    ],
)
def test_the_level_of_the_same_period_is_a_result_of_that_period(said: str, value: str, period: str) -> None:
    reading = read(
        f"Báo cáo kết quả 9 tháng đầu năm 2024\nThu ngân sách nhà nước trên địa bàn đạt 68,83 tỷ đồng ({said})."
        if said.startswith("cùng kỳ")
        else f"Báo cáo kết quả 9 tháng đầu năm 2024\nThu ngân sách nhà nước trên địa bàn đạt 68,83 tỷ đồng, {said}."
    )
    now, before = reading.observations
    assert (str(before.observation.value), before.observation.period.code) == (value, period)
    assert before.observation.period.months_long == now.observation.period.months_long == 9


def test_a_plan_beside_what_was_measured_is_one_target_of_one_condition() -> None:
    reading = read(
        "Kế hoạch phát triển kinh tế - xã hội năm 2024\nPhấn đấu tổng sản lượng lương thực kế hoạch 229.800 tấn, "
        "tăng 2,1% so với cùng kỳ năm trước (194.368 tấn)."
    )
    (proposal,) = reading.proposals
    assert [(c.value, c.change) for c in proposal.target.conditions] == [(229800, Change.NONE)]
    assert proposal.implied_baseline is None
    assert [f.kind for f in reading.figures] == [FigureKind.TARGET, FigureKind.RESULT, FigureKind.RESULT]


# --- the progress table ------------------------------------------------------------------------------------------------

TITLE = "Tình hình thực hiện các chỉ tiêu kinh tế - xã hội 9 tháng đầu năm 2024"
PROGRESS = (
    ("STT", "Chỉ tiêu", "ĐVT", "Cùng kỳ năm trước", "KH năm", "Thực hiện 9 tháng", "So với KH (%)", "So với cùng kỳ (%)", "Ước TH cả năm"),
    ("I", "Kinh tế", "", "", "", "", "", "", ""),
    ("1", "Sản lượng lương thực", "Tấn", "190.368", "229.800", "194.368", "84,58", "102,1", "230.000"),
    ("2", "Thu ngân sách nhà nước trên địa bàn", "Tỷ đồng", "58,56", "137,5", "68,83", "51,06", "117,54", "138"),
)  # fmt: skip
OBSERVED = [
    ("food-output", "190368", 2023, 9, Vintage.PRELIMINARY),
    ("food-output", "194368", 2024, 9, Vintage.PRELIMINARY),
    ("food-output", "230000", 2024, 12, Vintage.ESTIMATE),
    ("state-revenue-local", "58.56", 2023, 9, Vintage.PRELIMINARY),
    ("state-revenue-local", "68.83", 2024, 9, Vintage.PRELIMINARY),
    ("state-revenue-local", "138", 2024, 12, Vintage.ESTIMATE),
]


def _in_word() -> bytes:
    written, data = docx.Document(), io.BytesIO()
    written.add_paragraph(TITLE)
    table = written.add_table(rows=len(PROGRESS), cols=len(PROGRESS[0]))
    for row, cells in enumerate(PROGRESS):
        for column, said in enumerate(cells):
            table.cell(row, column).text = said
    written.save(data)
    return data.getvalue()


def _in_a_workbook() -> bytes:
    rows = ["", TITLE, *PROGRESS]
    written = ""
    for number, cells in enumerate(rows[1:], start=2):
        said = [cells] if isinstance(cells, str) else cells
        shown = []
        for column, cell in zip("ABCDEFGHI", said, strict=False):
            value = cell.replace(".", "").replace(",", ".")
            is_number = value.replace(".", "").isdigit() and column != "A"
            held = f"><v>{value}</v>" if is_number else f' t="inlineStr"><is><t>{cell}</t></is>'
            shown.append(f'<c r="{column}{number}"{held}</c>')
        written += f'<row r="{number}">{"".join(shown)}</row>'
    return workbook(written)


def _in_a_page() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{said}</td>' for said in row)}</tr>" for row in PROGRESS)
    more = "<p>Ủy ban nhân dân huyện công bố tình hình thực hiện các chỉ tiêu chủ yếu như bảng dưới đây, kèm so sánh với kế hoạch năm.</p>"
    return f"<html><body><h1>{TITLE}</h1>{more}<table>{rows}</table></body></html>".encode()


FILES = {
    "a.docx": _in_word(),
    "a.xlsx": _in_a_workbook(),
    "a.html": _in_a_page(),
    "rows.txt": "\n".join([TITLE, "", *(" | ".join(row) for row in PROGRESS)]).encode(),
    "flat.txt": "\n".join([TITLE, "", *(cell for row in PROGRESS for cell in row if cell)]).encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_the_progress_table_is_read_by_its_headings_in_every_kind_of_file(name: str) -> None:
    reading = pipeline.read_document(open_document(FILES[name], name, bounded=False), CATALOGUE)
    observed = [o.observation for o in reading.observations]
    assert [
        (o.indicator_code, str(o.value), o.period.first_year, o.period.months_long, o.vintage) for o in observed
    ] == OBSERVED
    assert [p.target.conditions[0].value for p in reading.proposals] == [229800, pytest.approx(137.5)]
    (wrong,) = [say(p, "vi") for p in reading.problems if p.rule == "percent-does-not-follow"]
    assert "51,06%, nhưng 68,83/137,5 tỷ đồng là 50,06%" in wrong
