"""Target or result, and of when."""

from __future__ import annotations

import pytest

from tiendo.catalogue.load import load_catalogue
from tiendo.model.document import Document
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.period import Period
from tiendo.reading.kinds import kind_of
from tiendo.reading.read import read

PLAN, TERM = Period.year(2024), Period.term(2020, 2025)
TARGET, RESULT = FigureKind.TARGET, FigureKind.RESULT


def figures(text: str) -> tuple[Figure, ...]:
    return read(Document(text), load_catalogue().indicators).figures


@pytest.mark.parametrize(
    ("said", "plan", "before", "kind"),
    [
        ("Năm 2023, thu ngân sách đạt 12 tỷ đồng", PLAN, TARGET, RESULT),
        ("Năm 2024, thu ngân sách đạt 12 tỷ đồng", PLAN, RESULT, TARGET),
        ("thu ngân sách tăng 12% so với năm 2023", PLAN, TARGET, TARGET),
        ("thu ngân sách tăng 12% so với cùng kỳ", PLAN, TARGET, RESULT),
        ("thu ngân sách cao hơn năm trước 12%", PLAN, TARGET, TARGET),
        ("Năm trước, xã thu ngân sách 12 tỷ đồng", PLAN, TARGET, RESULT),
        ("xã phấn đấu thu ngân sách 12 tỷ đồng", PLAN, RESULT, TARGET),
        ("thu ngân sách 12 tỷ đồng (năm 2023 là 10 tỷ đồng)", PLAN, TARGET, TARGET),
        ("thu ngân sách ước đạt 12 tỷ đồng", PLAN, TARGET, RESULT),
        ("Sáu tháng đầu năm, xã thu ngân sách 6 tỷ đồng", PLAN, TARGET, RESULT),
        ("Sau nửa nhiệm kỳ thực hiện nghị quyết, thu ngân sách tăng 9%/năm", PLAN, TARGET, RESULT),
        ("Đại hội giới thiệu 12 chỉ tiêu, trong đó thu ngân sách tăng 9%/năm", TERM, RESULT, TARGET),
        ("hoàn thành 12 chỉ tiêu, trong đó thu ngân sách tăng 9%/năm", TERM, RESULT, RESULT),
        ("thu ngân sách 12 tỷ đồng", PLAN, RESULT, RESULT),
    ],
)
def test_what_a_clause_promises_and_what_it_tells(
    said: str, plan: Period, before: FigureKind, kind: FigureKind
) -> None:
    assert kind_of(said, plan, before) is kind


def test_an_aside_of_another_year_is_a_result_and_leaves_the_sentence_a_target() -> None:
    found = figures(
        "Năm 2024, huyện phấn đấu thu nhập bình quân đầu người 51 triệu đồng (năm 2023 là 47,2 triệu đồng); thu ngân sách 90 tỷ đồng."
    )
    assert [(f.kind, f.when and f.when.code) for f in found] == [
        (TARGET, "2024"),
        (RESULT, "2023"),
        (TARGET, "2024"),
    ]


def test_a_quarter_after_the_one_reported_is_promised() -> None:
    told = Period.quarter(2024, 1)
    assert kind_of("quý II thu ngân sách đạt 3 tỷ đồng", PLAN, TARGET, told) is TARGET
    assert kind_of("quý I thu ngân sách đạt 3 tỷ đồng", PLAN, TARGET, told) is RESULT


def test_the_first_year_of_a_term_in_brackets_is_what_the_plan_starts_from() -> None:
    found = figures("Nhiệm kỳ 2020 - 2025, xã phấn đấu giá trị sản xuất đạt 1.150 tỷ đồng (năm 2020 là 690 tỷ đồng).")
    assert [(f.kind, str(f.value)) for f in found] == [(TARGET, "1150"), (RESULT, "690")]


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("Năm 2023, thu ngân sách đạt 12 tỷ đồng.", "2023"),
        ("Trong 6 tháng đầu năm, thu ngân sách đạt 12 tỷ đồng.", "2024-H1"),
        ("Trong 6 tháng cuối năm, xã phấn đấu thu ngân sách 12 tỷ đồng.", "2024-H2"),
        ("Quý I/2024, thu ngân sách đạt 12 tỷ đồng.", "2024-Q1"),
        ("Tháng 9/2023, thu ngân sách đạt 12 tỷ đồng.", "2023-09"),
        ("Giai đoạn 2016 - 2020, thu ngân sách đạt 12 tỷ đồng.", "2016-2020"),
        ("Trong 5 năm 2016 - 2020, thu ngân sách đạt 12 tỷ đồng.", "2016-2020"),
        ("Thu ngân sách đạt 12 tỷ đồng vào năm 2024.", "2024"),
        ("Thu ngân sách tăng 12% so với năm 2022.", None),
        ("Thu ngân sách tăng gấp 2 lần năm 2015.", None),
        ("Ngày 5/3/2024, xã báo cáo thu ngân sách đạt 12 tỷ đồng.", None),
    ],
)
def test_when_a_figure_is_of(said: str, when: str | None) -> None:
    (figure,) = figures(f"Xã Tân Phú triển khai kế hoạch năm 2024\n\n{said}")
    assert (figure.when and figure.when.code) == when


def test_nine_months_are_a_year_that_has_not_run_out() -> None:
    (figure,) = figures(
        "Xã Tân Phú triển khai kế hoạch năm 2024\n\n9 tháng đầu năm 2024, thu ngân sách đạt 12 tỷ đồng."
    )
    assert figure.when == Period.year(2024).through(Period.month(2024, 9))


def test_each_of_two_years_goes_with_its_own_number() -> None:
    found = figures("Thu nhập bình quân đầu người từ 22 triệu đồng năm 2018 lên 28 triệu đồng năm 2019.")
    assert [(int(f.value), f.when and f.when.code) for f in found] == [(22, "2018"), (28, "2019")]


def test_a_heading_tells_the_year_of_what_stands_under_it() -> None:
    found = figures(
        "Kế hoạch năm 2024 của xã Tân Phú\n\nI. KẾT QUẢ NĂM 2023\nThu ngân sách đạt 9 tỷ đồng. Chín tháng đầu năm, trồng mới 20 ha rừng.\n\n"
        "II. CHỈ TIÊU NĂM 2024\n- Thu ngân sách: 12 tỷ đồng.\n- Trồng mới 30 ha rừng.\n"
    )
    assert [(f.kind, f.when and f.when.first_year) for f in found] == [
        (RESULT, 2023),
        (RESULT, 2023),
        (TARGET, 2024),
        (TARGET, 2024),
    ]
    assert found[1].when is not None and found[1].when.months_long == 9
