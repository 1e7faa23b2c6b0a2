"""Tables: the annex of a decision says the same figures in whatever file it comes, read by its columns."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.core.reading.files import (
    ANNEX,
    READ_OF_ANNEX,
    TITLE,
    annex_in_html,
    annex_in_lines,
    annex_in_word,
    figures,
    shown,
    word,
)
from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.document import Document
from tiendo.model.figure import Figure
from tiendo.model.target import Change, Comparator


def read(*rows: str, title: str = TITLE) -> list[Figure]:
    text = f"{title}\n\n" + "\n".join(rows)
    return list(pipeline.read_document(Document(text), load_catalogue()).figures)


def test_an_annex_in_word_is_read_by_its_columns() -> None:
    read_of = figures(word(annex_in_word), "annex.docx")
    assert shown(read_of) == READ_OF_ANNEX
    assert [f.group for f in read_of] == ["Kinh tế"] * 6 + ["Xã hội"] * 4
    assert read_of[1].owners == ("Phòng Nông nghiệp", "UBND các xã, thị trấn")
    assert read_of[5].owners == ("Phòng Tài chính - Kế hoạch", "Chi cục Thuế")
    assert read_of[7].comparator is Comparator.AT_LEAST and read_of[7].change is Change.DECREASE


@pytest.mark.parametrize("between", [" | ", "\t"], ids=["markdown", "tabs"])
def test_the_same_annex_in_lines_says_the_same(between: str) -> None:
    assert shown(figures(annex_in_lines(between).encode(), "annex.txt")) == READ_OF_ANNEX


def test_the_same_annex_on_a_page_says_the_same() -> None:
    assert shown(figures(annex_in_html().encode(), "annex.html")) == READ_OF_ANNEX


def test_an_annex_copied_one_cell_a_line_is_read_row_by_row() -> None:
    heads = [*ANNEX[0][:3], "Ước thực hiện 2023", "Kế hoạch 2024"]
    rows = [
        ("I", "Kinh tế"),
        ("1", "Sản lượng lương thực", "Tấn", "31.250", "31.500"),
        ("2", "Thu ngân sách", "Tỷ đồng", "18,4", "20"),
        ("II", "Xã hội"),
        ("3", "Tỷ lệ hộ nghèo", "%", "1,1", "< 0,9"),
    ]
    read_of = read(*heads, *(cell for row in rows for cell in row))
    assert [(f.indicator, str(f.value), f.unit, f.group) for f in read_of if f.kind == "target"] == [
        ("Sản lượng lương thực", "31500", "tấn", "Kinh tế"),
        ("Thu ngân sách", "20", "tỷ đồng", "Kinh tế"),
        ("Tỷ lệ hộ nghèo", "0.9", "%", "Xã hội"),
    ]


def test_a_copied_row_that_lost_a_number_is_never_guessed() -> None:
    read_of = read(
        "STT", "Chỉ tiêu", "ĐVT", "Ước TH 2023", "Kế hoạch 2024",
        "1", "Sản lượng lương thực", "Tấn", "31.250", "31.500",
        "2", "Thu ngân sách", "Tỷ đồng", "20",
        "3", "Số hộ nghèo", "Hộ", "14", "12",
    )  # fmt: skip
    assert not any(f.rule == "table" and f.value == 20 for f in read_of)
    assert [str(f.value) for f in read_of if f.rule == "table"] == ["31250", "31500", "14", "12"]


def test_a_name_that_goes_on_in_the_next_row_is_one_name() -> None:
    (figure,) = read(
        "| STT | Chỉ tiêu | ĐVT | Kế hoạch 2024 |",
        "| 1 | Tỷ lệ hộ dân sử dụng |  |  |",
        "|  | nước sạch theo quy chuẩn | % | 78,5 |",
    )
    assert (figure.indicator, figure.value) == ("Tỷ lệ hộ dân sử dụng nước sạch theo quy chuẩn", Decimal("78.5"))


def test_a_row_without_a_number_of_its_own_is_a_target_only_by_its_own_value() -> None:
    read_of = read(
        "| STT | Chỉ tiêu | ĐVT | Kế hoạch 2024 |",
        "| 1 | Tổng đàn gia súc | con | 12.000 |",
        "|  | Trong đó: |  |  |",
        "|  | - Bò | con | 4.500 |",
        "|  | ghi theo số liệu thống kê |  |  |",
    )
    assert [(f.indicator, str(f.value)) for f in read_of] == [
        ("Tổng đàn gia súc", "12000"),
        ("Tổng đàn gia súc: Bò", "4500"),
    ]


@pytest.mark.parametrize(
    ("cell", "comparator", "change", "value"),
    [
        ("95", "=", "none", "95"),
        ("≥ 95", ">=", "none", "95"),
        ("95 trở lên", ">=", "none", "95"),
        ("95% trở lên", ">=", "none", "95"),
        ("Trên 95", ">", "none", "95"),
        ("tối thiểu 95", ">=", "none", "95"),
        ("không quá 5", "<=", "none", "5"),
        ("dưới 5", "<", "none", "5"),
        ("5 trở xuống", "<=", "none", "5"),
        ("Giảm 0,3", "=", "decrease", "0.3"),
        ("- 0,3", "=", "decrease", "0.3"),
        ("tăng 2,5", "=", "increase", "2.5"),
    ],
)
def test_the_condition_in_a_cell(cell: str, comparator: str, change: str, value: str) -> None:
    (figure,) = read("| Chỉ tiêu | ĐVT | Kế hoạch 2024 |", f"| Mức độ hài lòng | % | {cell} |")
    assert (figure.comparator, figure.change, str(figure.value)) == (comparator, change, value)


@pytest.mark.parametrize(
    ("heads", "row", "unit"),
    [
        ("Chỉ tiêu | Kế hoạch 2024", "Thu ngân sách (tỷ đồng) | 20", "tỷ đồng"),
        ("Chỉ tiêu | Kế hoạch 2024 (triệu đồng)", "Thu hội phí | 20", "triệu đồng"),
        ("Chỉ tiêu | Kế hoạch 2024", "Số xã đạt chuẩn | 5", "xã"),
        ("Chỉ tiêu | Kế hoạch 2024", "Tỷ lệ che phủ rừng | 20,5", "%"),
        ("Chỉ tiêu | Kế hoạch 2024", "Diện tích rừng trồng mới, đvt: ha | 20", "ha"),
        ("Chỉ tiêu | Kế hoạch 2024", "Sản lượng thủy sản | 20 nghìn tấn", "nghìn tấn"),
    ],
)
def test_where_the_unit_of_a_row_may_stand(heads: str, row: str, unit: str) -> None:
    (figure,) = read(f"| {heads} |", f"| {row} |")
    assert figure.unit == unit


@pytest.mark.parametrize(
    "heading",
    ["Ghi chú", "So sánh KH 2024/TH 2023 (%)", "KH 2024 so với ước 2023", "Tỷ lệ (%)", "Kế hoạch 2022", "Xã An Bình"],
)
def test_a_column_that_is_neither_target_nor_result_is_not_read(heading: str) -> None:
    read_of = read(f"| Chỉ tiêu | ĐVT | {heading} | Kế hoạch 2024 |", "| Số hộ nghèo | hộ | 101 | 12 |")
    assert [(str(f.value), f.kind) for f in read_of] == [("12", "target")]


def test_of_a_plan_shared_out_only_the_whole_is_a_target() -> None:
    read_of = read(
        "| TT | Chỉ tiêu | ĐVT | Kế hoạch năm 2024 |  |  |",
        "| TT | Chỉ tiêu | ĐVT | Tổng số | Xã An Bình | Xã An Lạc |",
        "| 1 | Số hộ nghèo giảm | hộ | 12 | 7 | 5 |",
    )
    assert [str(f.value) for f in read_of] == ["12"]


def test_part_of_a_year_is_a_result_of_that_part() -> None:
    read_of = read(
        "| Chỉ tiêu | ĐVT | Thực hiện 6 tháng đầu năm 2024 | Ước thực hiện năm 2024 | Kế hoạch 2025 |",
        "| Thu ngân sách | tỷ đồng | 9 | 18,4 | 20 |",
        title="Chỉ tiêu kế hoạch năm 2025",
    )
    assert [(f.kind, str(f.value), f.when and f.when.code) for f in read_of] == [
        ("result", "9", "2024-H1"),
        ("result", "18.4", "2024"),
        ("target", "20", "2025"),
    ]


def test_every_span_of_a_table_holds_its_number_and_its_name() -> None:
    text = annex_in_lines(" | ")
    for figure in pipeline.read_document(Document(text), load_catalogue()).figures:
        assert figure.span.holds(figure.number) and figure.sentence.holds(figure.number)
        assert figure.indicator.split(": ")[-1].split("(")[0].strip().split()[-1] in figure.span.of(text)


def test_cells_that_say_more_than_a_number() -> None:
    about, kept, named, money = read(
        "STT | Chỉ tiêu | ĐVT | Kế hoạch 2024",
        "1 | Diện tích lúa | ha | khoảng 32",
        "2 | Tỷ lệ che phủ rừng | % | duy trì 42",
        "3 | Trường đạt chuẩn quốc gia công nhận mới | trường | từ 1 trở lên: Trường THCS Thủy Tây",
        "4 | Thu ngân sách | Tr.đồng | 205.000",
    )
    assert (about.comparator, about.value) == (Comparator.ABOUT, 32)
    assert (kept.comparator, kept.value) == (Comparator.EQUAL, 42)
    assert (named.comparator, named.subject) == (Comparator.AT_LEAST, "Trường THCS Thủy Tây")
    assert money.unit == "triệu đồng"


def test_parts_marked_by_a_dash_in_the_column_of_numbers_belong_to_the_row_above() -> None:
    names = [
        f.indicator
        for f in read(
            "| TT | Chỉ tiêu | ĐVT | Kế hoạch 2024 |",
            "| 2 | Cơ cấu giá trị sản xuất | | |",
            "| - | Nông nghiệp | % | 24 |",
            "| - | Dịch vụ | % | 76 |",
        )
    ]
    assert names == ["Cơ cấu giá trị sản xuất: Nông nghiệp", "Cơ cấu giá trị sản xuất: Dịch vụ"]


def test_a_table_copied_one_cell_a_line_without_row_numbers() -> None:
    heads = ["Chỉ tiêu", "Đơn vị", "Ước TH 2023", "KH 2024"]
    rows = [("Tốc độ tăng trưởng", "%", "7,9", "8 - 8,5"), ("Sản lượng cà phê", "Tấn", "31.400", "31.800")]
    read_of = read(*heads, *(cell for row in rows for cell in row))
    assert [(f.indicator, str(f.value), f.unit, f.kind) for f in read_of] == [
        ("Tốc độ tăng trưởng", "7.9", "%", "result"),
        ("Tốc độ tăng trưởng", "8", "%", "target"),
        ("Sản lượng cà phê", "31400", "tấn", "result"),
        ("Sản lượng cà phê", "31800", "tấn", "target"),
    ]


def test_headings_without_a_year_and_a_fall_said_in_the_name_of_the_row() -> None:
    read_of = read(
        "| TT | Nội dung chỉ tiêu | ĐVT | Kết quả | Phấn đấu |",
        "| 1 | Tỷ lệ hộ nghèo giảm trong năm | % | 3,5 | 3,2 |",
        "| 2 | Giao quân | % KH | 100 | 100 |",
    )
    assert [(f.indicator, str(f.value), f.unit, f.change, f.kind) for f in read_of] == [
        ("Tỷ lệ hộ nghèo", "3.5", "%", Change.DECREASE, "result"),
        ("Tỷ lệ hộ nghèo", "3.2", "%", Change.DECREASE, "target"),
        ("Giao quân", "100", "%", Change.NONE, "result"),
        ("Giao quân", "100", "%", Change.NONE, "target"),
    ]


def test_lettered_rows_are_parts_and_rows_of_a_table_without_numbers_are_none() -> None:
    lettered = read(
        "| TT | Chỉ tiêu | ĐVT | Kế hoạch 2024 |",
        "| 1 | Diện tích gieo trồng | ha | 18.400 |",
        "| a | Ngô | ha | 4.250 |",
    )
    assert [f.indicator for f in lettered] == ["Diện tích gieo trồng", "Diện tích gieo trồng: Ngô"]
    plain = read(
        "| Chỉ tiêu | ĐVT | Kế hoạch 2024 |",
        "| Lao động qua đào tạo | % | 40 |",
        "| Đường trục thôn cứng hóa | km | 46 |",
    )
    assert [f.indicator for f in plain] == ["Lao động qua đào tạo", "Đường trục thôn cứng hóa"]
