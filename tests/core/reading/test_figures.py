"""What one sentence promises or tells: comparator, change, kind, noun phrase and named thing."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.period import Period
from tiendo.reading.figures import read_figures

NONE, UP, DOWN = "none", "increase", "decrease"


def figures(text: str) -> tuple[Figure, ...]:
    lines = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    return read_figures(text, lines, Period.year(2024)).figures


@pytest.mark.parametrize(
    ("said", "comparator", "value", "high", "unit", "change"),
    [
        ("tỷ lệ hộ nghèo còn 1,5%", "=", "1.5", None, "%", NONE),
        ("tỷ lệ hộ nghèo còn dưới 1,5%", "<", "1.5", None, "%", NONE),
        ("tỷ lệ hộ nghèo không quá 1,5%", "<=", "1.5", None, "%", NONE),
        ("tỷ lệ hộ nghèo giảm 0,5%", "=", "0.5", None, "%", DOWN),
        ("thu ngân sách đạt 90 tỷ đồng trở lên", ">=", "90", None, "tỷ đồng", NONE),
        ("thu ngân sách trên 90 tỷ đồng", ">", "90", None, "tỷ đồng", NONE),
        ("thu ngân sách đạt khoảng 90 tỷ đồng", "about", "90", None, "tỷ đồng", NONE),
        ("thu ngân sách tăng 8,5%", "=", "8.5", None, "%", UP),
        ("giá trị sản xuất tăng 6,5-7%", "range", "6.5", "7", "%", UP),
        ("thêm 02 xã đạt chuẩn nông thôn mới", "=", "2", None, "xã", UP),
        ("công nhận 02 xã đạt chuẩn nông thôn mới", "=", "2", None, "xã", NONE),
        ("thêm hai xã đạt chuẩn nông thôn mới", "=", "2", None, "xã", UP),
        ("giải quyết việc làm cho 2.000 lao động", "=", "2000", None, "lao động", NONE),
        ("không còn hộ nghèo", "=", "0", None, "hộ", NONE),
        ("thu hút 0 dự án", "=", "0", None, "dự án", NONE),
    ],
)
def test_a_condition_is_read_as_written(
    said: str, comparator: str, value: str, high: str | None, unit: str, change: str
) -> None:
    (figure,) = figures(f"Năm 2024, huyện phấn đấu {said}.")
    assert (figure.comparator.value, figure.value, figure.unit, figure.change.value) == (
        comparator,
        Decimal(value),
        unit,
        change,
    )
    assert figure.value_max == (Decimal(high) if high else None)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Năm 2024, huyện phấn đấu thu ngân sách đạt 90 tỷ đồng.", FigureKind.TARGET),
        ("Năm 2023, thu ngân sách đạt 85 tỷ đồng.", FigureKind.RESULT),
        ("Đến nay, tỷ lệ hộ nghèo còn 1,2%.", FigureKind.RESULT),
        ("Mục tiêu là tỷ lệ hộ nghèo còn 1%.", FigureKind.TARGET),
    ],
)
def test_a_promise_is_told_from_a_result(sentence: str, kind: FigureKind) -> None:
    (figure,) = figures(sentence)
    assert figure.kind is kind


def test_the_level_before_a_change_is_a_result_beside_its_target() -> None:
    before, after = figures("Năm 2024, nâng thu nhập bình quân đầu người từ 60 triệu đồng lên 65 triệu đồng.")
    assert (before.kind, before.value) == (FigureKind.RESULT, 60)
    assert (after.kind, after.value) == (FigureKind.TARGET, 65)


def test_a_named_school_is_the_subject() -> None:
    (figure,) = figures("Năm 2024, xây dựng thêm 01 trường đạt chuẩn quốc gia là Trường Tiểu học Bình Tâm.")
    assert (figure.indicator, figure.subject) == ("trường đạt chuẩn quốc gia", "Trường Tiểu học Bình Tâm")


def test_a_name_is_read_over_a_wrapped_line() -> None:
    text = "Năm 2024, huyện phấn đấu xây dựng thêm 01 trường đạt chuẩn quốc gia là Tiểu học Bình\nTâm."
    (figure,) = figures(text)
    assert figure.subject == "Tiểu học Bình Tâm" and figure.span.of(text).endswith("Bình\nTâm")


def test_the_count_in_brackets_says_the_same_change() -> None:
    rate, count = figures("Năm 2024, giảm 15% số hộ nghèo so với đầu năm (21 hộ).")
    assert rate.indicator == count.indicator == "số hộ nghèo"
    assert (rate.value, rate.unit, count.value, count.unit) == (15, "%", 21, "hộ")
    assert rate.change == count.change == DOWN


@pytest.mark.parametrize(
    "said",
    [
        "Kế hoạch gồm 17 chỉ tiêu.",
        "Nghị quyết số 12/NQ-HĐND ngày 20/12/2023.",
        "Hội nghị ngày 29/12/2023 có 120 đại biểu dự.",
        "Quốc lộ 62 đi qua huyện.",
        "Giai đoạn 2021 - 2025.",
        "Đạt 101% kế hoạch.",
    ],
)
def test_numbers_that_are_no_figures(said: str) -> None:
    assert figures(said) == ()


@pytest.mark.parametrize(
    ("name", "unit", "cell", "read"),
    [
        ("Thu ngân sách", "tỷ đồng", "137,5", ("Thu ngân sách", "=", "137.5", "tỷ đồng", NONE, None)),
        ("Giảm tỷ lệ hộ nghèo", "%", "0,5", ("tỷ lệ hộ nghèo", "=", "0.5", "%", DOWN, None)),
        ("Tốc độ tăng trưởng", "%", "9", ("Tốc độ tăng trưởng", "=", "9", "%", NONE, None)),
        ("Sản phẩm OCOP tăng thêm", "sản phẩm", "01", ("Sản phẩm OCOP", "=", "1", "sản phẩm", UP, None)),
        ("Không còn xã nợ tiêu chí", "xã", "0", ("xã nợ tiêu chí", "=", "0", "xã", NONE, None)),
        ("Tiêu chí đạt bình quân/xã", "tiêu chí", "17,5", ("Tiêu chí", "=", "17.5", "tiêu chí/xã", NONE, None)),
        ("Trường đạt chuẩn (Tiểu học An Bình)", "trường", "1", ("Trường đạt chuẩn", "=", "1", "trường", NONE, "Tiểu học An Bình")),
        ("Tỷ lệ hộ dùng nước sạch", "%", "≥ 98", ("Tỷ lệ hộ dùng nước sạch", ">=", "98", "%", NONE, None)),
    ],
)  # fmt: skip
def test_a_row_of_a_table_is_read_like_a_sentence(
    name: str, unit: str, cell: str, read: tuple[str | None, ...]
) -> None:
    (figure,) = figures(f"| STT | Chỉ tiêu | ĐVT | Kế hoạch |\n| | {name} | {unit} | {cell} |")
    assert (
        figure.indicator,
        figure.comparator.value,
        str(figure.value),
        figure.unit,
        figure.change.value,
        figure.subject,
    ) == read


def test_an_empty_cell_is_no_zero() -> None:
    assert figures("| STT | Chỉ tiêu | ĐVT | Kế hoạch |\n| 1 | Thu ngân sách | tỷ đồng |  |") == ()
