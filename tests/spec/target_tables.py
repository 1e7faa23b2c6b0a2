"""The rules of targets as tables: editions, shares, trajectories, several sets at once, sub-rows. They are the tests
(`test_target_rules.py`) and the text of docs/rules/targets.md."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.builders import make_compound, make_target
from tiendo.model.target import Share, Target

_FOOD = replace(make_target("food-output", "= 229800 tấn"), name="Tổng sản lượng lương thực")
_JOBS = replace(make_target("jobs-created", "= 2000 lao động", number="2"), name="Giải quyết việc làm")
_POOR = replace(make_target("poor-households", "-21 hộ", number="3", baseline="140"), name="Giảm hộ nghèo")
_SCHOOL = replace(
    make_target("national-standard-schools-new", "= 1 trường", number="4", subject="THCS Thủy Tây"), name="Trường chuẩn"
)
_OTHER_SCHOOL = replace(_SCHOOL, number="5", subject="THCS Tân Tây")


@dataclass(frozen=True)
class Edited:
    """Two editions, and every sentence about what changed between them, in Vietnamese."""

    said: str
    older: tuple[Target, ...]
    newer: tuple[Target, ...]
    told: tuple[str, ...]


EDITIONS = (
    Edited("không đổi gì, chỉ đổi thứ tự trong danh sách", (_FOOD, _JOBS), (_JOBS, _FOOD), ()),
    Edited(
        "đổi mức giao", (_FOOD,), (replace(_FOOD, conditions=make_target("x", "= 230500 tấn").conditions),),
        ("Chỉ tiêu 1 “Tổng sản lượng lương thực”: mức giao từ 229.800 tấn thành 230.500 tấn.",),
    ),
    Edited(
        "thêm một, bỏ một", (_FOOD, _JOBS), (_FOOD, _POOR),
        (
            "Thêm chỉ tiêu 3 “Giảm hộ nghèo”: giảm 21 hộ so với gốc 140.",
            "Bỏ chỉ tiêu 2 “Giải quyết việc làm”, trước là 2.000 lao động.",
        ),
    ),
    Edited(
        "đổi gốc và số thứ tự", (_POOR,),
        (replace(make_target("poor-households", "-21 hộ", number="7", baseline="143"), name="Giảm hộ nghèo"),),
        ("Chỉ tiêu 7 “Giảm hộ nghèo”: số thứ tự từ 3 thành 7; gốc so sánh từ 140 hộ (01/01/2024) thành 143 hộ (01/01/2024).",),
    ),
    Edited(
        "hai trường được nêu tên, bỏ trường đứng trước", (_SCHOOL, _OTHER_SCHOOL), (replace(_OTHER_SCHOOL, number="4"),),
        (
            "Chỉ tiêu 4 “Trường chuẩn”: số thứ tự từ 5 thành 4.",
            "Bỏ chỉ tiêu 4 “Trường chuẩn”, trước là 1 trường: THCS Thủy Tây.",
        ),
    ),
    Edited(
        "chỉ tiêu đơn thành một phần của chỉ tiêu ghép", (_JOBS,), (make_compound(replace(_JOBS, number="2a")),),
        ("Chỉ tiêu 2a “Giải quyết việc làm”: số thứ tự từ 2 thành 2a.",),
    ),
    Edited(
        "đổi phần giao", (replace(_JOBS, shares=(Share("A", 1000), Share("B", 1000))),),  # type: ignore[arg-type]
        (replace(_JOBS, shares=(Share("A", 900), Share("B", 1100))),),  # type: ignore[arg-type]
        ("Chỉ tiêu 2 “Giải quyết việc làm”: phần giao thay đổi.",),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Shared:
    """A target, how it is shared out (places "A 100", offices "@office 100"), and what is said of the sum."""

    said: str
    target: Target
    shares: str
    told: str
    offices: bool = False


_REVENUE = make_target("state-revenue-local", "= 100 tỷ đồng", reported_by="both")
SHARED = (
    Shared("khớp", _JOBS, "A 1200, B 800", "Tổng phần giao 2.000 lao động, khớp với mức giao."),
    Shared("thiếu", _JOBS, "A 1200, B 700", "Tổng phần giao 1.900 lao động, còn thiếu 100 lao động so với mức giao 2.000 lao động."),
    Shared("vượt", _JOBS, "A 1200, B 900", "Tổng phần giao 2.100 lao động, vượt 100 lao động so với mức giao 2.000 lao động."),
    Shared("tỷ lệ giao như nhau cho mọi nơi", make_target("bhyt-coverage", "= 94 %"), "A 94, B 94", "Chỉ tiêu này không cộng được giữa các địa bàn."),
    Shared("chưa giao", _JOBS, "", "Chưa giao cho địa bàn nào."),
    Shared("giao cả cho xã và cho phòng: mỗi bên là toàn bộ, xem các xã", _JOBS, "A 1200, B 800, @ld 1500", "Tổng phần giao 2.000 lao động, khớp với mức giao."),
    Shared("cũng vậy, xem các phòng", _JOBS, "A 1200, B 800, @ld 1500", "Tổng phần giao 1.500 lao động, còn thiếu 500 lao động so với mức giao 2.000 lao động.", offices=True),
    Shared("phần thu ở cấp huyện giao cho chi cục thuế: cộng với các xã", _REVENUE, "A 40, B 20, @thue 40", "Tổng phần giao 100 tỷ đồng, khớp với mức giao."),
)  # fmt: skip


@dataclass(frozen=True)
class Way:
    """A trajectory: a target and what stands for each month; of the year before the figure of each month of place H."""

    said: str
    target: Target
    points: str
    last_year: str = ""
    milestones: str = ""


def _whole(code: str, condition: str, **more: object) -> Target:
    return make_target(code, condition, reported_by="place", **more)  # type: ignore[arg-type]


_REPORTED = "0 0 0 0 0 300 0 0 0 0 0 100"
WAYS = (
    Way("đường thẳng", _whole("jobs-created", "= 1200 lao động"), "100 200 300 400 500 600 700 800 900 1000 1100 1200"),
    Way("theo mốc", _whole("jobs-created", "= 1200 lao động"), "200 400 600 650 700 750 800 850 900 1000 1100 1200", milestones="3 600, 9 900"),
    Way(
        "nhập từng tháng", _whole("jobs-created", "= 1200 lao động"), "10 20 30 40 50 60 70 80 90 100 110 1200",
        milestones="1 10, 2 20, 3 30, 4 40, 5 50, 6 60, 7 70, 8 80, 9 90, 10 100, 11 110, 12 1200",
    ),
    Way("theo nhịp năm trước, lũy kế", _whole("jobs-created", "= 1200 lao động"), "0 0 0 0 0 900 900 900 900 900 900 1200", last_year=_REPORTED),
    Way(
        "theo nhịp năm trước, mức hiện có: từ gốc 140 xuống 119", _whole("poor-households", "<= 119 hộ", baseline="140"),
        "140 140 133 133 133 133 133 133 126 126 126 119", last_year="200 | 200 200 190 190 190 190 190 190 180 180 180 170",
    ),
    Way(
        "theo nhịp năm trước, báo cáo theo quý", _whole("jobs-created", "= 1200 lao động", frequency="quarterly"),
        "0 0 300 300 300 900 900 900 900 900 900 1200", last_year="- - 100 - - 200 - - 0 - - 100",
    ),
    Way("năm trước thiếu tháng 5", _whole("jobs-created", "= 1200 lao động"), "shape-incomplete", last_year="1 1 1 1 - 1 1 1 1 1 1 1"),
    Way("năm trước bằng 0", _whole("jobs-created", "= 1200 lao động"), "shape-flat", last_year="0 0 0 0 0 0 0 0 0 0 0 0"),
    Way("mức hiện có, chưa nhập gốc", _whole("poor-households", "<= 119 hộ"), "baseline-missing", last_year="200 | 200 200 190 190 190 190 190 190 180 180 180 170"),
)  # fmt: skip

SETS = (
    ("Tỉnh giao", "= 100 tỷ đồng", "Tỉnh giao: 100 tỷ đồng, 115%, Vượt"),
    ("HĐND huyện giao", "= 115 tỷ đồng", "HĐND huyện giao: 115 tỷ đồng, 100%, Đạt"),
    ("Nghị quyết Huyện ủy", "= 125 tỷ đồng", "Nghị quyết Huyện ủy: 125 tỷ đồng, 92%, Không đạt"),
)
SETS_FIGURE = "H 2024: 115"

SUB_ROWS = (
    # figures of the whole, of the line "trong đó: thu tiền sử dụng đất", word of the target, word of the line
    ("tổng đạt, dòng trong đó không đạt", "H 2024: 100", "H 2024: 10", "met", "not_met"),
    ("tổng không đạt, dòng trong đó vượt", "H 2024: 90", "H 2024: 50", "not_met", "exceeded"),
    ("dòng trong đó chưa có số liệu", "H 2024: 100", "", "met", "no_data"),
)
