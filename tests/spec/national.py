"""The national table of 2019 (domain.md section 2.1): the word by the rule beside the word that was published.

The published words are not mechanical. Two of the eight differ; they are named here and in docs/rules, and a person who
may sign can set the published word, with a reason. Where the catalogue has no such indicator, one of the same unit and
direction stands in: the rule looks at nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.builders import make_target
from tiendo.model.period import Period
from tiendo.model.target import Change, ChangeIn, Target

YEAR = Period.year(2019)


@dataclass(frozen=True)
class Line:
    """One line of the table. `figure`: the level reported, in the indicator's unit; `done`: as it was published."""

    said: str
    target: Target
    figure: str
    done: str
    published: str
    by_rule: str
    why: str = ""


def _given(code: str, condition: str, *, baseline: str | None = None) -> Target:
    return make_target(code, condition, baseline=baseline, reported_by="place", frequency="annual", period=YEAR)


def _fall_in_points() -> Target:
    """ "giảm 1-1,5 điểm phần trăm"."""
    target = _given("poverty-rate", "range 1-1.5 điểm %", baseline="5.2")
    return replace(
        target, conditions=(replace(target.conditions[0], change=Change.DECREASE, change_in=ChangeIn.POINTS),)
    )


LINES = (
    Line("Tốc độ tăng tổng sản phẩm", _given("grdp-growth", "range 6.6-6.8 %"), "7.02", "7,02", "exceeded", "exceeded"),
    Line(
        "Giá tiêu dùng (càng thấp càng tốt; mức sai lệch ±5 % do ví dụ này đặt)",
        _given("cpi-average", "about 4 ±0.05 %"), "2.79", "2,79", "exceeded", "exceeded",
    ),
    Line(
        "Nhập siêu so với xuất khẩu (thực tế xuất siêu, ghi là số âm)", _given("cpi-average", "< 3 %"), "-1", "xuất siêu",
        "exceeded", "met", "“dưới” và “trên” chỉ có đạt hoặc không đạt, như chính bảng này ở dòng “dưới 4”",
    ),
    Line("Mức giao 33-34 %", _given("digital-economy-share", "range 33-34 %"), "33.9", "33,9", "met", "met"),
    Line(
        "Tỷ lệ hộ nghèo giảm, điểm phần trăm", _fall_in_points(), "4.1", "1,1", "exceeded", "met",
        "1,1 nằm trong khoảng 1-1,5: chỉ vượt khi hơn đầu trên, như chính bảng này ở dòng 33-34",
    ),
    Line("Tỷ lệ thất nghiệp ở thành thị", _given("urban-unemployment-rate", "< 4 %"), "3.1", "3,1", "met", "met"),
    Line(
        "Tỷ lệ lao động qua đào tạo (thực hiện 61-62: lấy đầu dưới)", _given("trained-labour-rate", "range 60-62 %"),
        "61", "61-62", "met", "met",
    ),
    Line("Mức giao 89 %", _given("wastewater-parks-rate", "= 89 %"), "89", "89", "met", "met"),
)  # fmt: skip
