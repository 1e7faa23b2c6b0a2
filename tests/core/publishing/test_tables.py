"""Tables for files: an absent figure is an empty cell, a zero is "0"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.builders import CATALOGUE, make_compound, make_observations, make_place_tree, make_target
from tiendo import pipeline
from tiendo.model.document import Document
from tiendo.model.period import Period
from tiendo.model.target import Target, TermForm
from tiendo.model.task import Funding, Obstacle, Remedy, TargetWork, Task
from tiendo.model.verdict import Verdict
from tiendo.publishing.tables import FileTable, figures_table, place_table, progress_table, term_table, work_table

TREE = make_place_tree("Huyện H > Xã A, Xã B")
NAMES = {"A": "xã A", "B": "xã B"}


def judged(target: Target, code: str, rows: str) -> Verdict:
    (verdict,) = pipeline.judge_targets(
        [target],
        make_observations(code, rows),
        tree=TREE,
        catalogue=CATALOGUE,
        today=date(2024, 3, 1),
        through=Period.month(2024, 2),
    )
    return verdict


def progress(*verdicts: Verdict, language: str = "vi") -> list[dict[str, str]]:
    labels = {"1": "Jobs"} if language == "en" else {}
    table = progress_table(
        verdicts, CATALOGUE, language, names=NAMES, labels=labels, owners={"1": "Phòng A"}, source="NQ 12"
    )
    assert all(len(row) == len(table.heads) for row in table.rows)
    return rows_of(table)


def rows_of(table: FileTable) -> list[dict[str, str]]:
    return [dict(zip(table.heads, row, strict=True)) for row in table.rows]


JOBS = make_target("jobs-created", "= 1200 lao động")


def test_zero_is_zero_and_absent_is_empty() -> None:
    (zero,) = progress(judged(JOBS, "jobs-created", "A 1: 0; B 1: 0; A 2: 0; B 2: 0"))
    (absent,) = progress(judged(JOBS, "jobs-created", ""))
    assert (zero["Thực hiện"], zero["Tỷ lệ thực hiện (%)"], zero["Số địa bàn đã báo cáo"]) == ("0", "0.0", "2")
    assert (absent["Thực hiện"], absent["Tỷ lệ thực hiện (%)"], absent["Số địa bàn đã báo cáo"]) == ("", "", "")
    assert (zero["Đánh giá"], absent["Đánh giá"]) == ("Chậm tiến độ", "Chưa có số liệu")


def test_who_is_missing_stands_in_the_table_in_both_languages() -> None:
    verdict = judged(JOBS, "jobs-created", "A 1: 90; A 2: 90; B 1: 7")
    (vi,), (en,) = progress(verdict), progress(verdict, language="en")
    assert (vi["Còn thiếu"], vi["Số địa bàn đã báo cáo"], vi["Tổng số địa bàn"]) == ("xã B (tháng 2)", "1", "2")
    assert (en["Missing"], en["Target"], en["Promised"]) == ("xã B (February 2024)", "Jobs", "1,200 workers")
    assert (vi["Cơ quan phụ trách"], vi["Nguồn"], vi["Đến hết tháng"]) == ("Phòng A", "NQ 12", "2024-02")


def test_numbers_have_a_decimal_point_and_are_rounded_as_on_the_pages() -> None:
    mean = make_target("ntm-criteria-mean", "= 17.5 tiêu chí/xã", frequency="monthly", baseline="1")
    (row,) = progress(judged(mean, "ntm-criteria-mean", "A 2: 17.245; B 2: 17.245"))
    assert row["Thực hiện"] == "17.25"  # half away from zero
    (short,) = progress(judged(mean, "ntm-criteria-mean", "A 2: 17.499; B 2: 17.499"))
    assert short["Tỷ lệ thực hiện (%)"] == "99.9"


def test_parts_stand_below_their_whole() -> None:
    compound = make_compound(replace(JOBS, id="5a", number="5a"), make_target("bhyt-coverage", "= 94 %", number="5b"))
    rows = progress(judged(compound, "jobs-created", "A 1: 1; B 1: 1; A 2: 1; B 2: 1"))
    assert [r["STT"] for r in rows] == ["5", "5a", "5b"]
    assert (rows[0]["Thực hiện"], rows[0]["ĐVT"], rows[1]["Thực hiện"]) == ("", "", "4")


def test_every_figure_behind_a_total_is_listed_with_what_is_owed() -> None:
    verdict = judged(JOBS, "jobs-created", "A 1: 0; A 2: 5.50; B 1: no figure")
    assert verdict.total is not None
    rows = rows_of(place_table(verdict.total, CATALOGUE, "vi", names=NAMES))
    assert [(r["Mã địa bàn"], r["Kỳ"], r["Giá trị"]) for r in rows] == [
        ("A", "2024-01", "0"),
        ("A", "2024-02", "5.50"),
        ("B", "2024-01", ""),
        ("B", "2024-02", ""),
    ]
    assert rows[0]["Nguồn"] == "A 2024-01"


@pytest.mark.parametrize(
    ("language", "done", "need"), [("vi", "thực hiện", "còn cần"), ("en", "achieved", "still needed")]
)
def test_a_term_has_its_years_done_and_needed(language: str, done: str, need: str) -> None:
    target = replace(
        make_target("jobs-created", ">= 1000 lao động", period=Period.term(2021, 2025)), term_form=TermForm.CUMULATIVE
    )
    pace = pipeline.term_pace(target, {2021: Decimal(0), 2022: Decimal(400)})
    (row,) = rows_of(term_table([("Việc làm", target, pace)], language, sources={}, sample=False))
    assert [row[f"{y} ({done})"] for y in range(2021, 2026)] == ["0", "400", "", "", ""]
    needed = [row[f"{y} ({need})"] for y in range(2021, 2026)]
    assert needed[:2] == ["", ""] and [Decimal(n) for n in needed[2:]] == [200, 200, 200]


def test_no_term_target_gives_heads_only() -> None:
    assert term_table([], "vi", sources={}, sample=False).rows == []


def test_work_is_a_row_each_with_nothing_where_nothing_is_known() -> None:
    day = date(2024, 10, 31)
    work = TargetWork(
        number="8",
        name="Việc làm",
        tasks=(Task("Mở phiên giao dịch", "Bà Tư", "Phòng Lao động", day, "Danh sách", sample=True),),
        obstacles=(Obstacle("Tuyển ít", "Phòng Lao động", day, (Remedy("Kết nối\nthêm", day),)),),
        funding=(Funding("Vốn vay", Decimal(3000), Decimal(0), None),),
    )
    table = work_table([work], "vi")
    assert [row[2] for row in table.rows] == ["nhiệm vụ", "hạn chế", "giải pháp", "nguồn lực"]
    assert table.rows[0] == (
        "8", "Việc làm", "nhiệm vụ", "Mở phiên giao dịch", "Phòng Lao động", "Danh sách", "", "2024-10-31", "", "", "", "", "có",
    )  # fmt: skip
    assert table.rows[2][3] == "Kết nối thêm"
    assert table.rows[3][-4:] == ("3000", "0", "", "không")
    assert "Bà Tư" not in str(table.rows)  # a person's name is for the people at work
    assert {len(row) for row in table.rows} == {len(table.heads)}


def test_figures_read_are_exact_and_lead_to_their_words() -> None:
    text = "Năm 2024, huyện Tân Lập đề ra 2 chỉ tiêu: thu ngân sách 137,5 tỷ đồng; giảm 15% số hộ nghèo."
    figures = pipeline.read_document(Document(text), CATALOGUE).figures
    table = figures_table(figures, text, "en")
    first = dict(zip(table.heads, table.rows[0], strict=True))
    assert (first["Value"], first["Unit"], first["Kind"]) == ("137.5", "billion VND", "target")
    assert text[int(first["From character"]) : int(first["To character"])] == first["Quoted"]
    assert [dict(zip(table.heads, row, strict=True))["Change"] for row in table.rows] == ["none", "decrease"]
