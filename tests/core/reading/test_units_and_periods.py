"""Units in their official spelling, and the years that a text plans."""

from __future__ import annotations

import pytest

from tiendo.model.document import Span
from tiendo.model.period import Period
from tiendo.reading.lexer import lex
from tiendo.reading.periods import plan_period
from tiendo.reading.units import is_count, unit_at


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("tỉ đồng", "tỷ đồng"),
        ("tỷ", "tỷ đồng"),
        ("tr.đồng", "triệu đồng"),
        ("triệu đồng/người/năm", "triệu đồng/người/năm"),
        ("phần trăm", "%"),
        ("điểm %", "điểm %"),
        ("nghìn ha", "nghìn ha"),
        ("tấn (lúa khô)", "tấn"),
        ("trường đạt chuẩn quốc gia", "trường"),
        ("lao động", "lao động"),
        ("Hộ", "hộ"),
    ],
)
def test_a_unit_is_read_in_its_official_spelling(written: str, unit: str) -> None:
    tokens = lex(written, Span(0, len(written)))
    found = unit_at(tokens, 0, len(tokens))
    assert found is not None and found[0] == unit


@pytest.mark.parametrize("written", ["đạt chuẩn", "năm 2024", "", "và"])
def test_what_measures_nothing_is_no_unit(written: str) -> None:
    tokens = lex(written, Span(0, len(written)))
    assert unit_at(tokens, 0, len(tokens)) is None


def test_things_are_counted_and_money_is_not() -> None:
    assert is_count("xã") and is_count("sản phẩm") and is_count("lao động")
    assert not is_count("tỷ đồng") and not is_count("%") and not is_count("tấn")


YEAR, TERM = Period.year(2024), Period.term(2021, 2025)


@pytest.mark.parametrize(
    ("title", "body", "period", "term"),
    [
        ("Kế hoạch năm 2024", "Ước thực hiện năm 2023.", YEAR, None),
        ("Chương trình năm 2024", "để hoàn thành kế hoạch 05 năm 2021 - 2025", YEAR, TERM),
        ("Kế hoạch 5 năm 2021 - 2025", "", TERM, TERM),
        ("", "Mục tiêu giai đoạn 2021-2025 gồm các chỉ tiêu sau.", TERM, TERM),
        ("", "Năm 2023 đã qua. Nhiệm vụ trọng tâm của năm 2024 gồm ba việc.", YEAR, None),
        ("Huyện giao chỉ tiêu", "Các xã báo cáo hằng tháng.", None, None),
    ],
)
def test_the_period_of_a_plan(title: str, body: str, period: Period | None, term: Period | None) -> None:
    assert plan_period(title, body) == (period, term)
