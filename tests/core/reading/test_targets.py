"""Figures → proposed targets: what belongs together, and what it implies."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tiendo.catalogue.load import load_catalogue
from tiendo.model.document import Document
from tiendo.model.reading import Proposal, Reading
from tiendo.model.target import Change, ChangeIn
from tiendo.reading.read import read
from tiendo.reading.targets import JUDGED_ON


def reading(text: str) -> Reading:
    return read(Document(text), load_catalogue().indicators)


def proposals(items: str) -> tuple[Proposal, ...]:
    return reading(f"Năm 2024, huyện đề ra 17 chỉ tiêu, phấn đấu {items}.").proposals


def test_each_item_of_a_list_is_a_target() -> None:
    first, second = proposals("thu ngân sách 90 tỷ đồng; tạo việc làm cho 900 lao động")
    assert (first.target.number, first.target.indicator_code) == ("1", "state-revenue-local")
    assert (second.target.number, second.target.indicator_code) == ("2", "jobs-created")


def test_two_conditions_on_different_indicators_in_one_item_make_one_compound_target() -> None:
    (proposal, _other) = proposals(
        "không còn xã nông thôn mới nợ tiêu chí, bình quân mỗi xã đạt 17,5 tiêu chí nông thôn mới; "
        "tạo việc làm cho 900 lao động"
    )
    assert proposal.target.is_compound
    assert [part.indicator_code for part in proposal.target.parts] == ["ntm-no-debt", "ntm-criteria-mean"]
    assert [part.conditions[0].value for part in proposal.target.parts] == [0, Decimal("17.5")]


def test_a_percentage_and_its_count_are_two_conditions_of_one_target_and_imply_the_baseline() -> None:
    (proposal,) = proposals("giảm 15% số hộ nghèo so với đầu năm (21 hộ)")
    assert not proposal.target.is_compound
    assert proposal.target.indicator_code == "poor-households"
    assert [(c.value, c.change, c.change_in) for c in proposal.target.conditions] == [
        (15, Change.DECREASE, ChangeIn.PER_CENT),
        (21, Change.DECREASE, ChangeIn.UNITS),
    ]
    assert proposal.implied_baseline == (137, 143)


def test_a_percentage_alone_implies_no_baseline() -> None:
    (proposal,) = proposals("giảm 15% số hộ nghèo so với đầu năm")
    assert proposal.implied_baseline is None


def test_how_often_a_target_is_due_and_who_reports_it_come_from_the_catalogue() -> None:
    (food, poor, growth) = (
        one.target
        for one in proposals(
            "tổng sản lượng lương thực 200.000 tấn; tỷ lệ hộ nghèo còn 1%; tốc độ tăng trưởng kinh tế (GRDP) đạt 8%"
        )
    )
    assert (food.indicator_code, food.frequency, food.reported_by) == ("food-output", "seasonal", "children")
    assert (poor.indicator_code, poor.frequency, poor.reported_by) == ("poverty-rate", "annual", "children")
    assert (growth.indicator_code, growth.frequency, growth.reported_by) == ("grdp-growth", "quarterly", "place")


def test_results_are_no_targets() -> None:
    assert reading("Năm 2023, thu ngân sách đạt 85 tỷ đồng. Năm 2024 huyện có kế hoạch mới.").proposals == ()


def test_without_a_year_nothing_is_proposed_and_the_year_is_asked_for() -> None:
    read_text = reading("Huyện Tân Lập đề ra 5 chỉ tiêu, phấn đấu thu ngân sách 90 tỷ đồng.")
    assert read_text.proposals == () and len(read_text.figures) == 1
    assert [problem.rule for problem in read_text.problems] == ["no-period"]


def test_the_stated_count_says_how_many_are_missing() -> None:
    read_text = reading("Năm 2024, huyện Tân Lập đề ra 5 chỉ tiêu, phấn đấu thu ngân sách 90 tỷ đồng.")
    assert (read_text.stated_target_count, read_text.still_to_enter) == (5, 4)


def test_every_code_that_is_judged_in_place_of_another_is_in_the_catalogue() -> None:
    codes = {*JUDGED_ON, *JUDGED_ON.values(), "poverty-rate"}
    assert codes <= load_catalogue().indicators.keys()


def test_a_fraction_of_a_criterion_is_a_mean_over_communes_whatever_the_words() -> None:
    (proposal, _other) = proposals("bình quân mỗi xã đạt 17,5 tiêu chí nông thôn mới; tạo việc làm cho 900 lao động")
    assert proposal.target.indicator_code == "ntm-criteria-mean"
    assert [c.unit for c in proposal.target.conditions] == ["tiêu chí/xã"]


def test_no_part_of_a_long_item_is_lost_and_its_name_is_one_sentence() -> None:
    kinds = ["lúa", "ngô", "sắn", "mía", "lạc", "chè", "cam", "bưởi", "cá", "tôm", "bò", "lợn"]
    said = ", ".join(f"sản lượng {kind} {n}.000 tấn" for n, kind in enumerate(kinds, start=1))
    (proposal, _other) = proposals(f"{said}; tạo việc làm cho 900 lao động")
    assert [part.number for part in proposal.target.parts] == [f"1{letter}" for letter in "abcdefghijkl"]
    assert proposal.target.name.startswith("Sản lượng lúa 1.000 tấn, sản lượng ngô 2.000 tấn")


def test_what_is_too_long_to_be_read_is_said() -> None:
    found = reading("Năm 2024, huyện Tân Lập phấn đấu thu 90 tỷ đồng.\n" + "và xã " * 10_000 + "\n")
    assert "left-unread" in [problem.rule for problem in found.problems]
    assert len(found.proposals) == 1


def test_what_the_prose_and_its_table_both_say_is_proposed_once() -> None:
    said = reading(
        "Kế hoạch phát triển kinh tế - xã hội năm 2024 của huyện Lâm Sơn\n"
        "Tỷ lệ hộ nghèo còn 2%; thu ngân sách nhà nước trên địa bàn 137,5 tỷ đồng.\n\n"
        "STT | Chỉ tiêu | ĐVT | Kế hoạch 2024\n"
        "1 | Thu ngân sách nhà nước trên địa bàn | tỷ đồng | 137,5\n"
        "2 | Tỷ lệ hộ nghèo | % | 2,5\n"
    )
    found = {p.target.indicator_code: p for p in said.proposals if len(p.figures) > 1}
    assert [p.target.number for p in said.proposals] == ["1", "2", "3"]  # the two rates differ, and both stand
    assert [f.rule for f in found["state-revenue-local"].figures] == ["level", "table"]


def test_a_target_of_a_quarter_has_the_quarter() -> None:
    (quarter, year) = proposals("thu ngân sách quý IV đạt 68 tỷ đồng; tỷ lệ hộ nghèo còn 2%")
    assert (quarter.target.period.code, year.target.period.code) == ("2024-Q4", "2024")


def test_a_level_to_keep_and_how_far_it_may_be_missed() -> None:
    kept, fronted, plain, about = (
        p.target.conditions[0]
        for p in proposals(
            "tỷ lệ che phủ rừng duy trì 42%; giữ vững tỷ lệ hộ dùng điện trên 99%; tỷ lệ hộ nghèo còn 2%; "
            "tỷ lệ thất nghiệp khoảng 3% (±10%)"
        )
    )
    assert (kept.keep, fronted.keep, plain.keep) == (True, True, False)
    assert about.tolerance == Decimal("0.1")


@pytest.mark.parametrize(
    "said", ["tỷ số giới tính khoảng 111 bé trai/100 bé gái (±1%)", "diện tích nhà ở khoảng 28,5 m2 (±1%)"]
)
def test_how_far_a_level_may_be_missed_stands_behind_a_unit_with_digits_of_its_own(said: str) -> None:
    (proposal,) = proposals(said)
    assert proposal.target.conditions[0].tolerance == Decimal("0.01")


def test_what_stands_behind_trong_do_is_a_row_below_its_target():
    first, second = proposals(
        "tạo việc làm cho 900 lao động, trong đó xuất khẩu lao động 60 người; thu ngân sách 90 tỷ đồng"
    )
    assert [p.target.number for p in (first, second)] == ["1", "2"] and not first.target.is_compound
    (row,) = first.sub_rows
    assert first.target.sub_rows == (row.target,)
    assert (row.target.number, row.target.indicator_code) == ("1.1", "overseas-workers")
    assert [f.value for f in row.figures] == [60] and [f.value for f in first.figures] == [900]


def test_each_indicator_behind_trong_do_is_a_row_of_its_own():
    (only, _other) = proposals(
        "thu ngân sách 90 tỷ đồng, trong đó xuất khẩu lao động 60 người, tỷ lệ hộ nghèo còn 2%; tạo việc làm cho 900 lao động"
    )
    assert [r.number for r in only.target.sub_rows] == ["1.1", "1.2"]


def test_trong_do_without_a_figure_before_it_opens_a_list_of_targets():
    found = reading(
        "Năm 2024, huyện đề ra 17 chỉ tiêu, trong đó: thu ngân sách 90 tỷ đồng; tạo việc làm cho 900 lao động."
    )
    assert [p.target.number for p in found.proposals] == ["1", "2"]
    assert not any(p.target.sub_rows for p in found.proposals)


def test_a_plan_that_says_it_twice_keeps_the_row_once():
    said = "tạo việc làm cho 900 lao động, trong đó xuất khẩu lao động 60 người"
    (only, _other) = proposals(f"{said}; {said}; thu ngân sách 90 tỷ đồng")
    assert [r.number for r in only.target.sub_rows] == ["1.1"]
