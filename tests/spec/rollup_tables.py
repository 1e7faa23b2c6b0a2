"""The rules of rolling up as tables: they are the tests (`test_rollup_rules.py`) and the text of docs/rules/rollup.md.

Each row: what was sent (place, month or period, figure; in braces status, revision, provider or definition) and the total
that must come out: value, n of N places, and who is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tests.builders import make_target
from tiendo.model.observation import Counting, Provider
from tiendo.model.period import Clock, Period
from tiendo.model.place import Membership, Place, PlaceKind, PlaceTree, Title
from tiendo.model.target import Target

# Two communes and a town; A has been New Rural for long, B since 20/03/2024 by a decision of that day.
TREE = PlaceTree.as_of(
    (
        Place("H", "H", PlaceKind.DISTRICT),
        Place("A", "A", PlaceKind.COMMUNE, titles=(Title("ntm"),)),
        Place("B", "B", PlaceKind.COMMUNE, titles=(Title("ntm", first=date(2024, 3, 20)),)),
        Place("C", "C", PlaceKind.COMMUNE),
        Place("T", "T", PlaceKind.TOWN),
    ),
    tuple(Membership(code, "H") for code in "ABCT"),
    date(2024, 12, 31),
)


@dataclass(frozen=True)
class Sent:
    """One case: what was sent, looked at through a month, and the total it makes."""

    said: str
    sent: str
    through: int
    told: str


@dataclass(frozen=True)
class RollUpTable:
    """One rule with its cases."""

    key: str
    title: str
    rule: str
    target: Target
    rows: tuple[Sent, ...]
    counting: Counting = Counting.NEWEST


def _quarterly(code: str, unit: str = "tấn", **more: object) -> Target:
    return make_target(code, f"= 100 {unit}", frequency="quarterly", **more)  # type: ignore[arg-type]


OVER_TIME = RollUpTable(
    "time", "Các tháng của một nơi",
    "Số phát sinh (sản lượng, thu, việc làm) cộng các tháng; số hiện có (hộ nghèo, tỷ lệ) lấy tháng cuối. Số của quý đã gồm các "
    "tháng của quý nên không cộng hai lần. Số 0 là số liệu; chưa gửi, hoặc trả lời “chưa có số liệu”, là thiếu.",
    make_target("jobs-created", "= 100 lao động"),
    (
        Sent("cộng các tháng", "A 1: 5; A 2: 7; B 1: 0; B 2: 0; C 1: 1; C 2: 1; T 1: 0; T 2: 0", 2, "14; 4/4"),
        Sent("quý và các tháng của quý", "A 2024-Q1: 12; A 1: 5; A 2: 4; B 2024-Q1: 0; C 2024-Q1: 0; T 2024-Q1: 0", 3, "12; 4/4"),
        Sent("B chưa gửi tháng 2", "A 1: 5; A 2: 7; B 1: 3; C 1: 0; C 2: 0; T 1: 0; T 2: 0", 2, "15; 3/4; thiếu B 2024-02"),
        Sent("B trả lời chưa có số liệu", "A 1: 5; B 1: no figure; C 1: 0; T 1: 0", 1, "5; 3/4; thiếu B 2024-01"),
        Sent("không ai gửi", "", 1, "không có; 0/4; thiếu A 2024-01, B 2024-01, C 2024-01, T 2024-01"),
    ),
)  # fmt: skip

STOCK = RollUpTable(
    "stock", "Số hiện có: tháng cuối",
    "Chỉ tháng đến hạn cuối cùng phải có số. Số cũ hơn vẫn được dùng để biết, nhưng nơi đó là thiếu.",
    make_target("poor-households", "= 100 hộ"),
    (
        Sent("mỗi nơi số tháng 2", "A 1: 50; A 2: 40; B 2: 30; C 2: 20; T 2: 10", 2, "100; 4/4"),
        Sent("A mới có số tháng 1", "A 1: 50; B 2: 30; C 2: 20; T 2: 10", 2, "110; 3/4; thiếu A 2024-02"),
    ),
)  # fmt: skip

RATIO = RollUpTable(
    "ratio", "Tỷ lệ: tổng tử số chia tổng mẫu số",
    "Không bao giờ lấy trung bình các tỷ lệ: 90 % của 1.000 người và 98 % của 9.000 người là 97,2 %, không phải 94 %. 0/0 là số liệu "
    "và không đổi tỷ lệ; 5/0 không phải số liệu. Có tỷ lệ mà không có tử số, mẫu số thì không cộng được.",
    make_target("bhyt-coverage", "= 94 %"),
    (
        Sent("xã nhỏ, xã lớn", "A 1: 900/1000; B 1: 8820/9000; C 1: 0/0; T 1: 0/0", 1, "97.2; 4/4"),
        Sent("một nơi 5/0", "A 1: 900/1000; B 1: 8820/9000; C 1: 0/0; T 1: 5/0", 1, "97.2; 3/4; thiếu T 2024-01"),
        Sent("một nơi chỉ có tỷ lệ", "A 1: 900/1000; B 1: 98; C 1: 0/0; T 1: 0/0", 1, "không có; 4/4"),
    ),
)  # fmt: skip

MEAN = RollUpTable(
    "mean", "Trung bình các xã, không tính thị trấn",
    "Trung bình giản đơn, mỗi xã một phần; thị trấn và phường không thuộc phạm vi tính nên không được hỏi và không tính.",
    make_target("ntm-criteria-mean", "= 17.5 tiêu chí/xã"),
    (
        Sent("ba xã, thị trấn 0", "A 1: 19; B 1: 18; C 1: 15.5; T 1: 0", 1, "17.5; 3/3"),
        Sent("thiếu một xã", "A 1: 19; B 1: 18", 1, "18.5; 2/3; thiếu C 2024-01"),
    ),
)  # fmt: skip

RECOGNISED = RollUpTable(
    "recognised", "Chỉ xét các xã đã được công nhận trong ngày",
    "Điều kiện “không còn xã nợ tiêu chí” xét các xã giữ danh hiệu vào ngày cuối của tháng đang xem, không phải vào hôm nay. B được "
    "công nhận ngày 20/03/2024: kỳ tháng 3 (đến 14/03) chưa xét B, kỳ tháng 4 thì có. Số tổng là số xã còn nợ.",
    make_target("ntm-no-debt", "= 0 xã"),
    (
        Sent("tháng 3: chỉ A", "A 3: 0; B 3: 4; C 3: 7", 3, "0; 1/1"),
        Sent("tháng 4: A và B", "A 4: 0; B 4: 4; C 4: 7", 4, "1; 2/2"),
        Sent("tháng 4: B chưa gửi", "A 4: 0", 4, "0; 1/2; thiếu B 2024-04"),
    ),
)  # fmt: skip

ABOVE = RollUpTable(
    "held-above", "Phần ở cấp trên các xã",
    "Phần cấp huyện trực tiếp thu do huyện báo cáo và được cộng thêm, nên tổng có thể lớn hơn các xã cộng lại; phần đó được nói "
    "rõ bên cạnh. Chưa có số của phần đó thì tổng còn thiếu.",
    make_target("state-revenue-local", "= 100 tỷ đồng", reported_by="both"),
    (
        Sent("xã 6, huyện 4", "A 1: 1; B 1: 2; C 1: 3; T 1: 0; H 1: 4", 1, "10; 4/4; ở cấp trên 4"),
        Sent("huyện chưa báo cáo", "A 1: 1; B 1: 2; C 1: 3; T 1: 0", 1, "6; 4/4; thiếu H 2024-01"),
    ),
)  # fmt: skip

_VINTAGES = "A 1: 5 {official}; A 1: 9 {estimate 2}; B 1: 1; C 1: 1; T 1: 1"
NEWEST = RollUpTable(
    "newest", "Lần sửa mới nhất (cách tính thường dùng)",
    "Lần sửa sau thay lần trước, dù mức độ số liệu thế nào; lần sửa trước được giữ và vẫn xem được. Số tổng mang mức độ thấp nhất "
    "trong các số của nó.",
    make_target("jobs-created", "= 100 lao động"),
    (
        Sent("ước tính gửi sau số chính thức", _VINTAGES, 1, "12; 4/4; ước tính"),
        Sent("sửa thành chưa có số liệu", "A 1: 5; A 1: no figure {2}; B 1: 1; C 1: 1; T 1: 1", 1, "3; 3/4; thiếu A 2024-01"),
    ),
)  # fmt: skip

BEST = RollUpTable(
    "best-vintage", "Mức độ số liệu tốt nhất",
    "Khi chọn cách này: chính thức hơn sơ bộ, sơ bộ hơn ước tính, cùng mức độ thì lần sửa mới nhất. Ước tính không bao giờ thay số "
    "chính thức; ước tính của cả quý chỉ nhường khi mọi tháng của quý đã có số tốt hơn.",
    make_target("jobs-created", "= 100 lao động"),
    (
        Sent("ước tính gửi sau số chính thức", _VINTAGES, 1, "8; 4/4"),
        Sent("hai lần sửa của số chính thức", "A 1: 5 {official}; A 1: 6 {official 2}; B 1: 0; C 1: 0; T 1: 0", 1, "6; 4/4"),
        Sent(
            "ước tính cả quý, ba tháng chính thức",
            "A 2024-Q1: 30 {estimate}; A 1: 5 {official}; A 2: 6 {official}; A 3: 7 {official}; B 2024-Q1: 0; C 2024-Q1: 0; T 2024-Q1: 0",
            3, "18; 4/4",
        ),
        Sent(
            "ước tính cả quý, mới hai tháng chính thức",
            "A 2024-Q1: 30 {estimate}; A 1: 5 {official}; A 2: 6 {official}; B 2024-Q1: 0; C 2024-Q1: 0; T 2024-Q1: 0",
            3, "30; 4/4; ước tính",
        ),
    ),
    counting=Counting.BEST_VINTAGE,
)  # fmt: skip

SEASONS = RollUpTable(
    "seasons", "Theo vụ",
    "Vụ Đông Xuân 2023-2024 gieo từ tháng 11/2023 và tính vào năm 2024. Số của vụ đến hạn vào tháng 4, 8 và 12.",
    make_target("food-output", "= 100 tấn", frequency="seasonal", clock=Clock.CROP_SEASON),
    (
        Sent("xong vụ Đông Xuân", "A 2024-S1: 60; B 2024-S1: 40; C 2024-S1: 0; T 2024-S1: 0", 5, "100; 4/4"),
        Sent(
            "vụ Hè Thu còn thiếu C",
            "A 2024-S1: 60; A 2024-S2: 9; B 2024-S1: 40; B 2024-S2: 8; C 2024-S1: 0; T 2024-S1: 0; T 2024-S2: 0",
            8, "117; 3/4; thiếu C 2024-08",
        ),
    ),
)  # fmt: skip

SCHOOLS = RollUpTable(
    "schools", "Theo năm học",
    "Năm 2024 tính theo năm học là từ tháng 9/2023 đến tháng 8/2024; số liệu tháng 9/2024 thuộc năm sau.",
    make_target("national-standard-schools-new", "= 1 trường", clock=Clock.SCHOOL_YEAR, frequency="school_year"),
    (
        Sent(
            "cả năm học",
            "A 2023-09: 1; A 6: 1; A 9: 5; B 2023-09: 0; B 6: 0; C 2023-09: 0; C 6: 0; T 2023-09: 0; T 6: 0", 8, "2; 4/4",
        ),
        Sent("mới đầu năm học, T chưa gửi tháng 6", "A 2023-09: 1; A 6: 0; B 2023-09: 0; B 6: 0; C 2023-09: 0; C 6: 0; T 2023-09: 0", 8, "1; 3/4; thiếu T 2024-06"),
    ),
)  # fmt: skip

DEFINITIONS = RollUpTable(
    "definitions", "Bộ tiêu chí, chuẩn nghèo, năm gốc giá",
    "Số liệu thuộc định nghĩa của ngày cuối kỳ, trừ khi ghi rõ định nghĩa khác. Số theo hai định nghĩa không cộng, không lấy bình "
    "quân và không nối bằng đường kẻ.",
    make_target("ntm-criteria-mean", "= 17.5 tiêu chí/xã"),
    (
        Sent("cùng bộ tiêu chí của ngày đó", "A 1: 19; B 1: 18; C 1: 15.5", 1, "17.5; 3/3; ntm-2021"),
        Sent("mọi xã ghi bộ tiêu chí 2016-2020", "A 1: 19 {ntm-2016}; B 1: 19 {ntm-2016}; C 1: 19 {ntm-2016}", 1, "19; 3/3; ntm-2016"),
        Sent("một xã ghi bộ tiêu chí khác", "A 1: 19; B 1: 18; C 1: 19 {ntm-2016}", 1, "không có; 3/3; ntm-2016 + ntm-2021"),
    ),
)  # fmt: skip

ROLL_UP_TABLES = (
    OVER_TIME, STOCK, RATIO, MEAN, RECOGNISED, ABOVE, NEWEST, BEST, SEASONS, SCHOOLS, DEFINITIONS,
)  # fmt: skip


@dataclass(frozen=True)
class ClockRow:
    """Which days a nominal period covers, and by when its figure has to be in."""

    clock: Clock
    name: str
    period: Period
    first: str
    last: str
    due: str


CLOCKS = (
    ClockRow(
        Clock.ADMINISTRATIVE, "báo cáo hành chính", Period.month(2024, 3), "2024-02-15", "2024-03-14", "2024-03-25"
    ),
    ClockRow(
        Clock.ADMINISTRATIVE, "báo cáo hành chính", Period.half(2024, 1), "2023-12-15", "2024-06-14", "2024-06-25"
    ),
    ClockRow(Clock.ADMINISTRATIVE, "báo cáo hành chính", Period.year(2024), "2023-12-15", "2024-12-14", "2024-12-25"),
    ClockRow(Clock.CALENDAR, "dương lịch", Period.month(2024, 2), "2024-02-01", "2024-02-29", "2024-03-11"),
    ClockRow(Clock.CALENDAR, "dương lịch", Period.year(2024), "2024-01-01", "2024-12-31", "2025-01-11"),
    ClockRow(Clock.CROP_SEASON, "mùa vụ", Period.season(2024, 1), "2023-11-01", "2024-04-30", "2024-05-11"),
    ClockRow(Clock.CROP_SEASON, "mùa vụ", Period.season(2024, 2), "2024-05-01", "2024-08-31", "2024-09-11"),
    ClockRow(Clock.CROP_SEASON, "mùa vụ", Period.year(2024), "2023-11-01", "2024-12-31", "2025-01-11"),
    ClockRow(Clock.SCHOOL_YEAR, "năm học", Period.year(2024), "2023-09-01", "2024-08-31", "2024-09-11"),
    ClockRow(Clock.POVERTY_REVIEW, "rà soát hộ nghèo", Period.year(2024), "2024-09-01", "2024-12-14", "2024-12-25"),
    ClockRow(Clock.POVERTY_REVIEW, "rà soát hộ nghèo", Period.month(2024, 5), "2024-04-15", "2024-05-14", "2024-05-25"),
    ClockRow(
        Clock.from_day(20), "tự chọn, từ ngày 20", Period.month(2024, 3), "2024-02-20", "2024-03-19", "2024-03-30"
    ),
)


@dataclass(frozen=True)
class Beside:
    """Two totals side by side: the ratio and the difference, or why they are not compared."""

    said: str
    target: Target
    now: str
    other: str
    told: str
    through: int = 3
    places: PlaceTree = field(default=TREE)


_JOBS = make_target("jobs-created", "= 100 lao động", frequency="quarterly")
_POOR_2022 = make_target("poor-households", "= 100 hộ", frequency="quarterly", period=Period.year(2022))
_NEW_A = PlaceTree.as_of(
    (Place("H", "H", PlaceKind.DISTRICT), Place("A", "A", PlaceKind.COMMUNE, first=date(2023, 7, 1))),
    (Membership("A", "H"),),
    date(2024, 12, 31),
)

LAST_YEAR = (
    Beside("cùng quý I", _JOBS, "A 3: 60; B 3: 50; C 3: 0; T 3: 0", "A 3: 50; B 3: 50; C 3: 0; T 3: 0", "110 %, +10"),
    Beside("năm nay 0", _JOBS, "A 3: 0; B 3: 0; C 3: 0; T 3: 0", "A 3: 50; B 3: 0; C 3: 0; T 3: 0", "0 %, -50"),
    Beside("năm trước 0: có chênh lệch, không có tỷ lệ", _JOBS, "A 3: 5; B 3: 0; C 3: 0; T 3: 0", "A 3: 0; B 3: 0; C 3: 0; T 3: 0", "+5"),
    Beside("năm trước thiếu một nơi", _JOBS, "A 3: 60; B 3: 50; C 3: 0; T 3: 0", "A 3: 50; B 3: 50; C 3: 0", "compare-incomplete"),
    Beside("năm trước không có số liệu", _JOBS, "A 3: 60; B 3: 50; C 3: 0; T 3: 0", "", "compare-nothing"),
    Beside("chuẩn nghèo đổi từ 2022", _POOR_2022, "A 3: 60; B 3: 50; C 3: 0; T 3: 0", "A 3: 50; B 3: 50; C 3: 0; T 3: 0", "compare-other-definition"),
    Beside("xã A lập mới từ 01/07/2023: cùng mã, địa bàn khác", _JOBS, "A 3: 60", "A 3: 50", "compare-other-places", places=_NEW_A),
)  # fmt: skip

_STATISTICS = make_target("jobs-created", "= 100 lao động", frequency="quarterly", provider=Provider.STATISTICS)
PROVIDERS = (
    Beside("hai nơi cung cấp, cơ quan ngành được tính", _JOBS, "A 3: 60; B 3: 50; C 3: 0; T 3: 0", "H 2024-Q1: 100 {statistics}", "110 %, +10"),
    Beside("cơ quan thống kê được chọn", _STATISTICS, "A 3: 60; B 3: 50; C 3: 0; T 3: 0", "A 3: 50 {statistics}; B 3: 50 {statistics}; C 3: 0 {statistics}; T 3: 0 {statistics}", "90.9 %, -10"),
    Beside("thống kê mới có hai xã: chưa so sánh", _JOBS, "A 3: 60; B 3: 50; C 3: 0; T 3: 0", "A 3: 60 {statistics}; B 3: 40 {statistics}", "compare-incomplete"),
)  # fmt: skip
