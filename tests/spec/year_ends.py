"""Year-end results as districts and communes published them (domain.md sections 1.1, 2 and 2.1), beside the rule.

What was published is the percentage of the plan ("220 %KH") or the word, seldom the figures: where `made_up`, plan and
result were chosen here so that they give the published percentage, and only the way of reckoning is tried. Where the
published word differs from the rule's, the row says why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from tests.builders import make_compound, make_target
from tiendo.model.period import Period
from tiendo.model.target import Change, Comparator, Condition, Target


@dataclass(frozen=True)
class YearEnd:
    """One published result.

    Attributes:
        figures: indicator → the level reported for the place, in the indicator's unit.
        percent: of the plan as published, with a decimal point; "" where only a word was.
        published: the word; "" where only the percentage was.
        made_up: plan and result are ours, the percentage is theirs.
    """

    where: str
    said: str
    target: Target
    figures: dict[str, str]
    percent: str
    published: str
    by_rule: str
    why: str = ""
    made_up: bool = True
    month: int = 12
    today: str = ""

    @property
    def year(self) -> int:
        return self.target.period.first_year


def _plain(year: int, code: str, condition: str, *, baseline: str | None = None, number: str = "1") -> Target:
    more = {"reported_by": "place", "frequency": "monthly", "period": Period.year(year)}
    return make_target(code, condition, baseline=baseline, number=number, **more)  # type: ignore[arg-type]


def _fewer(number: str, code: str, unit: str, before: str) -> Target:
    """Fewer than the year before, by however little."""
    target = _plain(2022, code, f"-1 {unit}", baseline=before, number=number)
    less = Condition(Comparator.MORE_THAN, Decimal(0), unit, change=Change.DECREASE)
    return replace(target, conditions=(less,))


_ACCIDENTS = make_compound(
    _fewer("1a", "traffic-accident-cases", "vụ", "20"),
    _fewer("1b", "traffic-accident-deaths", "người", "5"),
    _fewer("1c", "traffic-accident-injured", "người", "12"),
    number="1",
)
_REVENUE = "state-revenue-local"

YEAR_ENDS = (
    YearEnd(
        "Bạch Thông 2022", "tai nạn giao thông giảm cả số vụ, số người chết và bị thương: tính một chỉ tiêu", _ACCIDENTS,
        {"traffic-accident-cases": "18", "traffic-accident-deaths": "6", "traffic-accident-injured": "10"},
        "", "not_met", "not_met",
    ),
    YearEnd(
        "Bạch Thông 2022", "đếm vào cuối tháng 10, khi năm chưa hết", _plain(2022, "jobs-created", "= 600 lao động"),
        {"jobs-created": "600"}, "100", "met", "on_track",
        "trước khi hết kỳ quy tắc chưa nói đạt hay không đạt; kết quả công bố sớm được ghi bằng “chốt kết quả năm”",
        month=10, today="2022-10-31",
    ),
    YearEnd(
        "Tân Thạnh 2024", "tỷ lệ hộ nghèo: tính trên mức giảm, không trên mức còn lại",
        _plain(2024, "poverty-rate", "-0.5 điểm %", baseline="2"), {"poverty-rate": "0.9"}, "220", "", "exceeded",
    ),
    YearEnd(
        "Tân Thạnh 2024", "tỷ suất sinh thô: tính trên mức giảm",
        _plain(2024, "crude-birth-rate", "-0.2 ‰", baseline="12"), {"crude-birth-rate": "11.57"}, "215", "", "exceeded",
    ),
    YearEnd(
        "Tân Thạnh 2024", "rác sinh hoạt của hộ: tính trên mức tăng thêm",
        _plain(2024, "household-waste-onsite-rate", "+5 điểm %", baseline="60"), {"household-waste-onsite-rate": "69.65"},
        "193", "", "exceeded",
    ),
    YearEnd(
        "Tân Thạnh 2024", "giao quân", _plain(2024, "conscription-rate", "= 100 %"), {"conscription-rate": "100"},
        "100", "", "met",
        "phải đúng bằng 100 % (không hơn, không kém) nên quy tắc không tính tỷ lệ; 100 % là chính mức giao",
    ),
    YearEnd(
        "Nam Giang 2024", "giảm 693 hộ nghèo, giao 360", _plain(2024, "poor-households", "-360 hộ", baseline="5000"),
        {"poor-households": "4307"}, "192.5", "", "exceeded", made_up=False,
    ),
    YearEnd(
        "Bình Thuận 2022", "tỷ lệ hộ nghèo giảm 0,47 điểm phần trăm, bằng kế hoạch",
        _plain(2022, "poverty-rate", "-0.47 điểm %", baseline="3.5"), {"poverty-rate": "3.03"}, "100", "met", "met",
        made_up=False,
    ),
    YearEnd(
        "Lang Chánh 2024", "thu ngân sách so với dự toán tỉnh giao", _plain(2024, _REVENUE, "= 100 tỷ đồng"),
        {_REVENUE: "127.84"}, "127.84", "", "exceeded",
    ),
    YearEnd(
        "Lang Chánh 2024", "cùng số thu, so với dự toán huyện giao", _plain(2024, _REVENUE, "= 111.02 tỷ đồng"),
        {_REVENUE: "127.84"}, "115.15", "", "exceeded",
    ),
    YearEnd(
        "Sao Vàng 2025", "thu ngân sách so với dự toán cấp trên giao", _plain(2025, _REVENUE, "= 100 tỷ đồng"),
        {_REVENUE: "135.7"}, "135.7", "", "exceeded",
    ),
    YearEnd(
        "Sao Vàng 2025", "cùng số thu, so với dự toán xã giao", _plain(2025, _REVENUE, "= 42.81 tỷ đồng"),
        {_REVENUE: "135.7"}, "317", "", "exceeded",
    ),
    YearEnd(
        "Long An, 5 tháng 2025", "thu ngân sách so với dự toán Trung ương giao", _plain(2025, _REVENUE, "= 100 tỷ đồng"),
        {_REVENUE: "71.9"}, "71.9", "", "on_track", month=5, today="2025-06-10",
    ),
    YearEnd(
        "Long An, 5 tháng 2025", "cùng số thu, so với dự toán tỉnh giao", _plain(2025, _REVENUE, "= 101.99 tỷ đồng"),
        {_REVENUE: "71.9"}, "70.5", "", "on_track", month=5, today="2025-06-10",
    ),
    YearEnd(
        "Một xã mới năm 2025", "thu ngân sách: số lạ mà đúng, được nhận chứ không bị chặn",
        _plain(2025, _REVENUE, "= 10 tỷ đồng"), {_REVENUE: "91.564"}, "915.64", "", "exceeded",
    ),
)  # fmt: skip

# "x/y chỉ tiêu đạt và vượt": (where, exceeded, met, not met, as it is said here).
COUNTS = (
    ("Bạch Thông 2022", 13, 10, 3, "đạt và vượt 23/26 chỉ tiêu (vượt 13, đạt 10), không đạt 3"),
    ("Hà Trung 2024", 6, 13, 6, "đạt và vượt 19/25 chỉ tiêu (vượt 6, đạt 13), không đạt 6"),
    ("Sao Vàng 2025", 10, 13, 2, "đạt và vượt 23/25 chỉ tiêu (vượt 10, đạt 13), không đạt 2"),
)
