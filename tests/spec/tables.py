"""The rules of judging as tables: they are the tests (`test_rules.py`) and the text of docs/rules (`render.py`).

Each row: the figures that were approved, the day, the word that must come out, the attainment in per cent ("—" where
it has no meaning), and the rule that is named on the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from tests.builders import make_compound, make_target
from tiendo.model.period import Period
from tiendo.model.target import Baseline, Target

TREE = "Huyện H > Xã A, Xã B, Xã C, Thị trấn T"


@dataclass(frozen=True)
class Row:
    """One case. `figures`: indicator → rows as in builders.make_observations; `through`: last month looked at."""

    said: str
    figures: dict[str, str]
    today: str
    through: int
    word: str
    attainment: str
    rule: str


@dataclass(frozen=True)
class Table:
    """One kind of target with its cases."""

    key: str
    title: str
    rule: str
    target: Target
    rows: tuple[Row, ...]
    recognised: str = "A B"
    sources: str = field(default="domain: mục 1")


JUNE, DONE = "2024-07-10", "2025-01-20"


def _months(place: str, each: int | str, months: int) -> str:
    return "; ".join(f"{place} {m}: {each}" for m in range(1, months + 1))


def _all(each: int, months: int, *, skip: str = "") -> str:
    rows = "; ".join(_months(p, each, months) for p in "ABCT")
    for gone in filter(None, skip.split(",")):
        rows = rows.replace(f"{gone.strip()}: {each}", f"{gone.strip()}: -")
    return rows


FOOD = Table(
    "flow",
    "Lũy kế trong năm (sản lượng lương thực, việc làm)",
    "Cộng các tháng, cộng các địa bàn. Giữa kỳ so với kịch bản; không có kịch bản thì theo đường thẳng. Hết kỳ so với mức giao. "
    "Địa bàn chưa báo cáo làm số tổng chưa đủ chứ không nhỏ đi: chỉ kết luận khi điều còn thiếu không thể làm đổi kết luận.",
    make_target("food-output", "= 2400 tấn"),
    (
        Row("đủ báo cáo, đúng đường thẳng", {"food-output": _all(50, 6)}, JUNE, 6, "on_track", "50", "on-track"),
        Row("đủ báo cáo, đạt 92 % mức cần có", {"food-output": _all(46, 6)}, JUNE, 6, "at_risk", "46", "at-risk"),
        Row("đủ báo cáo, đạt 80 % mức cần có", {"food-output": _all(40, 6)}, JUNE, 6, "off_track", "40", "off-track"),
        Row("mọi nơi báo cáo 0", {"food-output": _all(0, 6)}, JUNE, 6, "off_track", "0", "off-track"),
        Row(
            "một nơi thiếu tháng 3, số đã có chưa đủ",
            {"food-output": _all(50, 6, skip="C 3")}, JUNE, 6, "cannot_judge", "47.9", "missing-places",
        ),
        Row(
            "một nơi thiếu tháng 3, số đã có đã đủ",
            {"food-output": _all(60, 6, skip="C 3")}, JUNE, 6, "on_track", "57.5", "partial-enough",
        ),
        Row("đã đạt mức cả năm trước hạn", {"food-output": _all(100, 6)}, JUNE, 6, "on_track", "100", "reached-early"),
        Row("hết năm, đúng mức giao", {"food-output": _all(50, 12)}, DONE, 12, "met", "100", "met"),
        Row("hết năm, hơn mức giao", {"food-output": _all(51, 12)}, DONE, 12, "exceeded", "102", "exceeded"),
        Row("hết năm, thiếu 4 tấn", {"food-output": _all(50, 12).replace("A 1: 50", "A 1: 46")}, DONE, 12, "not_met", "99.8", "not-met"),
        Row(
            "hết năm, còn thiếu báo cáo và chưa đủ",
            {"food-output": _all(50, 12, skip="T 12")}, DONE, 12, "cannot_judge", "97.9", "missing-places",
        ),
        Row(
            "hết năm, còn thiếu báo cáo mà số đã có đã hơn mức giao",
            {"food-output": _all(52, 12, skip="T 12")}, DONE, 12, "exceeded", "101.8", "partial-enough",
        ),
        Row("không ai báo cáo", {}, JUNE, 6, "no_data", "—", "no-figures"),
        Row(
            "báo cáo “chưa có số liệu” vẫn là thiếu",
            {"food-output": _all(50, 6).replace("C 3: 50", "C 3: no figure")}, JUNE, 6, "cannot_judge", "47.9", "missing-places",
        ),
    ),
)  # fmt: skip

OCOP = Table(
    "new",
    "Công nhận mới trong năm (sản phẩm OCOP)",
    "Đếm quyết định công nhận trong năm. Chỉ tiêu nhỏ (không quá 12) đến theo từng đơn vị: kịch bản làm tròn xuống.",
    make_target("ocop-new", "= 1 sản phẩm"),
    (
        Row("giữa năm chưa có, chưa đến hạn", {"ocop-new": _all(0, 6)}, JUNE, 6, "cannot_judge", "0", "not-due-yet"),
        Row(
            "đã có 1", {"ocop-new": _all(0, 6).replace("B 5: 0", "B 5: 1")}, JUNE, 6, "on_track", "100", "reached-early"
        ),
        Row("hết năm có 1", {"ocop-new": _all(0, 12).replace("B 5: 0", "B 5: 1")}, DONE, 12, "met", "100", "met"),
        Row(
            "hết năm có 2",
            {"ocop-new": _all(0, 12).replace("B 5: 0", "B 5: 2")},
            DONE,
            12,
            "exceeded",
            "200",
            "exceeded",
        ),
        Row(
            "hết năm 0: không đạt, không phải chưa có số liệu",
            {"ocop-new": _all(0, 12)},
            DONE,
            12,
            "not_met",
            "0",
            "not-met",
        ),
    ),
)

REVENUE = Table(
    "revenue",
    "Thu ngân sách (có phần thu ở cấp huyện)",
    "Lũy kế trong năm; phần huyện trực tiếp thu cộng thêm vào tổng các xã, nên tổng có thể lớn hơn các xã cộng lại. "
    "Mức giao theo tỷ đồng, báo cáo theo tỷ đồng; đơn vị tiền khác được quy đổi chính xác.",
    make_target("state-revenue-local", "= 137.5 tỷ đồng", reported_by="both"),
    (
        Row(
            "các xã 60 tỷ, huyện 77,5 tỷ, hết năm",
            {"state-revenue-local": "; ".join([_all(0, 12).replace("A 1: 0", "A 1: 60"), _months("H", 0, 12).replace("H 1: 0", "H 1: 77.5")])},
            DONE, 12, "met", "100", "met",
        ),
        Row(
            "phần của huyện chưa báo cáo tháng 12",
            {"state-revenue-local": "; ".join([_all(0, 12).replace("A 1: 0", "A 1: 60"), _months("H", 0, 11).replace("H 1: 0", "H 1: 70")])},
            DONE, 12, "cannot_judge", "94.5", "missing-places",
        ),
        Row(
            "giữa năm 61,875 tỷ: đúng 90 % mức cần có",
            {"state-revenue-local": "; ".join([_all(0, 6).replace("A 1: 0", "A 1: 61.875"), _months("H", 0, 6)])},
            JUNE, 6, "at_risk", "45", "at-risk",
        ),
    ),
)  # fmt: skip

SCHOOL = Table(
    "named",
    "Số lượng và đối tượng được nêu tên (trường đạt chuẩn quốc gia)",
    "Phải đủ số và phải đúng trường được nêu. Trường khác được công nhận thì đủ số nhưng không đúng cam kết, nên không có tỷ lệ "
    "100 % đứng cạnh “Không đạt”. Trường được công nhận năm trước không tính lại. Khác cách viết (Thủy, Thuỷ; THCS, trung học cơ "
    "sở; chữ dựng sẵn, tổ hợp) vẫn là một trường.",
    make_target("national-standard-schools-new", "= 1 trường", subject="Trung học cơ sở Thủy Tây"),
    (
        Row(
            "hết năm, đúng trường",
            {"national-standard-schools-new": _all(0, 12).replace("B 9: 0", "B 9: 1 “Trường THCS Thủy Tây”")},
            DONE, 12, "met", "100", "met, named-done",
        ),
        Row(
            "hết năm, trường khác",
            {"national-standard-schools-new": _all(0, 12).replace("B 9: 0", "B 9: 1 “Trường THCS Tân Tây”")},
            DONE, 12, "not_met", "—", "met, named-missing",
        ),
        Row(
            "hết năm, đúng trường, viết “Thuỷ” thay cho “Thủy”",
            {"national-standard-schools-new": _all(0, 12).replace("B 9: 0", "B 9: 1 “Trường THCS Thuỷ Tây”")},
            DONE, 12, "met", "100", "met, named-done",
        ),
        Row(
            "hết năm, trường khác, nhưng còn nơi chưa báo cáo: trường được nêu có thể ở đó",
            {"national-standard-schools-new": _all(0, 12, skip="C 9").replace("B 9: 0", "B 9: 1 “Trường THCS Tân Tây”")},
            DONE, 12, "cannot_judge", "—", "partial-enough, missing-places",
        ),
        Row(
            "giữa năm, trường khác",
            {"national-standard-schools-new": _all(0, 6).replace("B 5: 0", "B 5: 1 “Trường THCS Tân Tây”")},
            JUNE, 6, "at_risk", "—", "reached-early, named-other",
        ),
        Row(
            "giữa năm chưa có",
            {"national-standard-schools-new": _all(0, 6)}, JUNE, 6, "cannot_judge", "0", "not-due-yet, named-not-yet",
        ),
    ),
)  # fmt: skip

NEW_RURAL = Table(
    "compound",
    "Nhiều phần: không còn xã nợ tiêu chí, bình quân tiêu chí/xã",
    "Tính một chỉ tiêu, đạt khi mọi phần đều đạt; phần kém nhất quyết định, tỷ lệ thực hiện là của phần đó. Phần a chỉ xét các xã đã đạt chuẩn (A, B); "
    "phần b là trung bình giản đơn của các xã, không tính thị trấn.",
    make_compound(
        make_target("ntm-no-debt", "= 0 xã", number="5a"),
        make_target("ntm-criteria-mean", "= 17.5 tiêu chí/xã", number="5b", baseline="17"),
    ),
    (
        Row(
            "hết năm, cả hai phần đạt; thị trấn 0 tiêu chí không kéo xuống",
            {"ntm-no-debt": "A 12: 0; B 12: 0; C 12: 5", "ntm-criteria-mean": "A 12: 19; B 12: 18; C 12: 15.5; T 12: 0"},
            DONE, 12, "met", "100", "compound",
        ),
        Row(
            "một xã đạt chuẩn nợ 1 tiêu chí",
            {"ntm-no-debt": "A 12: 0; B 12: 1", "ntm-criteria-mean": "A 12: 19; B 12: 19; C 12: 19"},
            DONE, 12, "not_met", "—", "compound",
        ),
        Row(
            "một xã đạt chuẩn nợ tiêu chí, xã kia chưa báo cáo: đã là không đạt",
            {"ntm-no-debt": "A 12: 1", "ntm-criteria-mean": "A 12: 19; B 12: 19; C 12: 19"},
            DONE, 12, "not_met", "—", "compound",
        ),
        Row(
            "xã nợ tiêu chí hồi tháng 6, tháng 12 chưa báo cáo: có thể đã khắc phục",
            {"ntm-no-debt": "A 6: 1; B 12: 0", "ntm-criteria-mean": "A 12: 19; B 12: 19; C 12: 19"},
            DONE, 12, "cannot_judge", "—", "compound",
        ),
        Row(
            "xã A không nợ, xã đạt chuẩn B chưa báo cáo",
            {"ntm-no-debt": "A 12: 0; C 12: 3", "ntm-criteria-mean": "A 12: 19; B 12: 19; C 12: 19"},
            DONE, 12, "cannot_judge", "—", "compound",
        ),
        Row(
            "bình quân thiếu một xã: chưa đánh giá được",
            {"ntm-no-debt": "A 12: 0; B 12: 0", "ntm-criteria-mean": "A 12: 19; B 12: 19"},
            DONE, 12, "cannot_judge", "—", "compound",
        ),
        Row(
            "phần a chưa có số liệu, phần b đúng tiến độ: chưa đánh giá được",
            {"ntm-criteria-mean": "A 6: 18; B 6: 17; C 6: 16.75"},
            JUNE, 6, "cannot_judge", "—", "compound",
        ),
        Row(
            "giữa năm: phần b đi được nửa đường từ gốc 17",
            {"ntm-no-debt": "A 6: 0; B 6: 0", "ntm-criteria-mean": "A 6: 18; B 6: 17; C 6: 16.75"},
            JUNE, 6, "on_track", "98.6", "compound",
        ),
    ),
)  # fmt: skip

INSURANCE = Table(
    "ratio",
    "Tỷ lệ (người dân tham gia bảo hiểm y tế)",
    "Tổng tử số chia tổng mẫu số, không bao giờ là trung bình các tỷ lệ; lấy số của tháng cuối. Không làm tròn lên: 93,99 không phải 94.",
    make_target("bhyt-coverage", "= 94 %", baseline="92"),
    (
        Row(
            "xã nhỏ 90 %, xã lớn 98 %: 97,2 %",
            {"bhyt-coverage": "A 12: 900/1000; B 12: 8820/9000; C 12: 0/0.1; T 12: 0/0.1"}, DONE, 12, "exceeded", "103.4", "exceeded",
        ),
        Row(
            "93,99 % chưa phải 94 %",
            {"bhyt-coverage": "A 12: 9399/10000; B 12: 9399/10000; C 12: 9399/10000; T 12: 9399/10000"},
            DONE, 12, "not_met", "100", "not-met",
        ),
        Row(
            "giữa năm 93 %: đúng đường từ gốc 92 %",
            {"bhyt-coverage": "A 6: 93/100; B 6: 93/100; C 6: 93/100; T 6: 93/100"}, JUNE, 6, "on_track", "98.9", "on-track",
        ),
        Row(
            "giữa năm 92,5 %: mới nửa mức cần tăng",
            {"bhyt-coverage": "A 6: 925/1000; B 6: 925/1000; C 6: 925/1000; T 6: 925/1000"},
            JUNE, 6, "off_track", "98.4", "off-track",
        ),
        Row(
            "thiếu một nơi: tỷ lệ của các nơi còn lại không phải là tỷ lệ của huyện",
            {"bhyt-coverage": "A 6: 93/100; B 6: 93/100; C 6: 93/100"}, JUNE, 6, "cannot_judge", "—", "missing-places",
        ),
        Row(
            "một nơi không có ai thuộc diện (0/0): là số liệu, không làm đổi tỷ lệ",
            {"bhyt-coverage": "A 12: 94/100; B 12: 94/100; C 12: 94/100; T 12: 0/0"}, DONE, 12, "met", "100", "met",
        ),
        Row(
            "một nơi báo cáo 5/0: không phải số liệu, nơi đó còn thiếu",
            {"bhyt-coverage": "A 12: 94/100; B 12: 94/100; C 12: 94/100; T 12: 5/0"}, DONE, 12, "cannot_judge", "—", "missing-places",
        ),
    ),
)  # fmt: skip

POVERTY = Table(
    "fall",
    "Giảm so với gốc (hộ nghèo: giảm 15 % và 21 hộ từ gốc 140)",
    "Đánh giá trên mức giảm: còn 117 hộ là giảm 23, bằng 23/21 = 109,5 % mức giao. Cả tỷ lệ và số hộ đều phải đạt. "
    "Gốc so sánh phải được nhập, không suy ra.",
    make_target("poor-households", "-15 %%", "-21 hộ", baseline="140"),
    (
        Row(
            "còn 117 hộ",
            {"poor-households": "A 12: 40; B 12: 40; C 12: 37; T 12: 0"}, DONE, 12, "exceeded", "109.5", "exceeded, exceeded",
        ),
        Row("còn đúng 119 hộ", {"poor-households": "A 12: 40; B 12: 40; C 12: 39; T 12: 0"}, DONE, 12, "met", "100", "met, met"),
        Row("còn 120 hộ", {"poor-households": "A 12: 40; B 12: 40; C 12: 40; T 12: 0"}, DONE, 12, "not_met", "95.2", "not-met, not-met"),
        Row(
            "không giảm hộ nào",
            {"poor-households": "A 12: 40; B 12: 40; C 12: 40; T 12: 20"}, DONE, 12, "not_met", "0", "not-met, not-met",
        ),
        Row(
            "tăng lên 145 hộ",
            {"poor-households": "A 12: 40; B 12: 40; C 12: 40; T 12: 25"}, DONE, 12, "not_met", "-23.8", "not-met, not-met",
        ),
        Row(
            "giữa năm giảm 11 hộ",
            {"poor-households": "A 6: 40; B 6: 40; C 6: 40; T 6: 9"}, JUNE, 6, "on_track", "52.4", "on-track, on-track",
        ),
        Row(
            "một nơi chưa báo cáo: các nơi còn lại ít hộ hơn không phải là đã giảm",
            {"poor-households": "A 12: 40; B 12: 40; C 12: 37"}, DONE, 12, "cannot_judge", "—", "missing-places, missing-places",
        ),
        Row(
            "một nơi chưa báo cáo mà số hộ đã quá 119: không đạt, dù nơi đó còn bao nhiêu hộ",
            {"poor-households": "A 12: 40; B 12: 40; C 12: 45"}, DONE, 12, "not_met", "71.4", "not-met, not-met",
        ),
        Row(
            "hết hộ nghèo: 0 là số liệu",
            {"poor-households": "A 12: 0; B 12: 0; C 12: 0; T 12: 0"}, DONE, 12, "exceeded", "666.7", "exceeded, exceeded",
        ),
    ),
)  # fmt: skip

NO_BASELINE = Table(
    "fall-without-baseline",
    "Giảm so với gốc khi chưa nhập gốc",
    "Không có gốc thì chưa đánh giá được; hệ thống chỉ gợi ý khoảng 137-143, không tự dùng.",
    make_target("poor-households", "-15 %%", "-21 hộ"),
    (
        Row(
            "đủ số liệu nhưng chưa có gốc",
            {"poor-households": "A 12: 40; B 12: 40; C 12: 37; T 12: 0"},
            DONE, 12, "cannot_judge", "—", "baseline-missing, baseline-missing",
        ),
    ),
)  # fmt: skip

JOBS = Table(
    "shared",
    "Lũy kế có phân bổ cho địa bàn (giải quyết việc làm)",
    "Khi đã phân bổ, phần của nơi còn thiếu được tính thử bằng mức phải có của nơi đó, hoặc bằng nhịp của các tháng nơi đó đã gửi "
    "nếu nhịp ấy cao hơn: nếu kết luận vẫn vậy thì kết luận.",
    make_target("jobs-created", "= 2000 lao động", shares="A 500, B 500, C 500, T 500"),
    (
        Row(
            "thiếu một tháng của C, kể cả C đủ phần vẫn chậm",
            {"jobs-created": _all(30, 6, skip="C 3")}, JUNE, 6, "off_track", "34.5", "same-with-shares",
        ),
        Row(
            "thiếu một tháng của C, C đủ phần thì đúng tiến độ",
            {"jobs-created": _all(42, 6, skip="C 3")}, JUNE, 6, "cannot_judge", "48.3", "missing-places",
        ),
        Row(
            "thiếu một tháng của C vốn làm hơn phần được giao: theo nhịp của C thì chỉ còn có nguy cơ",
            {"jobs-created": f"{_months('A', 15, 6)}; {_months('B', 15, 6)}; {_months('C', 98, 5)}; {_months('T', 40, 6)}"},
            JUNE, 6, "cannot_judge", "45.5", "missing-places",
        ),
        Row("đủ báo cáo", {"jobs-created": _all(42, 6)}, JUNE, 6, "on_track", "50.4", "on-track"),
    ),
)  # fmt: skip

KEEP = Table(
    "keep",
    "Duy trì",
    "Mức phải giữ ở mọi thời điểm kiểm tra, không chỉ cuối kỳ.",
    make_target("bhyt-coverage", "keep >= 94 %"),
    (
        Row(
            "mọi tháng đều giữ",
            {"bhyt-coverage": "; ".join(f"{p} {m}: 95/100" for p in "ABCT" for m in range(1, 7))},
            JUNE, 6, "on_track", "101.1", "kept",
        ),
        Row(
            "tháng 2 tụt xuống 93 %, nay lại 95 %",
            {"bhyt-coverage": "; ".join(f"{p} {m}: {93 if m == 2 else 95}/100" for p in "ABCT" for m in range(1, 7))},
            JUNE, 6, "off_track", "101.1", "keep-broken",
        ),
    ),
)  # fmt: skip

REDUCE_TO = Table(
    "level-down",
    "Giảm còn, không quá (nợ đọng xây dựng cơ bản)",
    "Càng thấp càng tốt. Tỷ lệ thực hiện tính trên phần giảm từ gốc; mức giao bằng 0 là điều kiện không còn.",
    make_target("construction-arrears", "<= 2 tỷ đồng", baseline="6"),
    (
        Row(
            "hết năm còn 1,5",
            {"construction-arrears": "A 12: 1.5; B 12: 0; C 12: 0; T 12: 0"}, DONE, 12, "exceeded", "112.5", "exceeded",
        ),
        Row("hết năm còn 3", {"construction-arrears": "A 12: 3; B 12: 0; C 12: 0; T 12: 0"}, DONE, 12, "not_met", "75", "not-met"),
        Row(
            "một nơi chưa báo cáo mà đã còn 3: không đạt",
            {"construction-arrears": "A 12: 3; B 12: 0; C 12: 0"}, DONE, 12, "not_met", "75", "not-met",
        ),
        Row(
            "một nơi chưa báo cáo, các nơi kia còn 1",
            {"construction-arrears": "A 12: 1; B 12: 0; C 12: 0"}, DONE, 12, "cannot_judge", "—", "missing-places",
        ),
        Row(
            "giữa năm còn 4: giảm đúng nửa đường",
            {"construction-arrears": "A 6: 4; B 6: 0; C 6: 0; T 6: 0"}, JUNE, 6, "on_track", "50", "on-track",
        ),
        Row(
            "giữa năm vẫn 6",
            {"construction-arrears": "A 6: 6; B 6: 0; C 6: 0; T 6: 0"}, JUNE, 6, "off_track", "0", "off-track",
        ),
    ),
)  # fmt: skip

NONE_LEFT = Table(
    "zero",
    "Không còn (mức giao bằng 0)",
    "Không có tỷ lệ thực hiện. Đang còn là chậm tiến độ ngay; báo cáo 0 là đạt, không báo cáo là thiếu.",
    make_target("construction-arrears", "= 0 tỷ đồng"),
    (
        Row(
            "báo cáo 0 ở mọi nơi",
            {"construction-arrears": "A 12: 0; B 12: 0; C 12: 0; T 12: 0"}, DONE, 12, "met", "—", "met-exact",
        ),
        Row("thiếu một nơi", {"construction-arrears": "A 12: 0; B 12: 0; C 12: 0"}, DONE, 12, "cannot_judge", "—", "missing-places"),
        Row(
            "còn 0,1 dù một nơi chưa báo cáo: nơi đó có 0 cũng không xóa được",
            {"construction-arrears": "A 12: 0.1; B 12: 0; C 12: 0"}, DONE, 12, "not_met", "—", "not-met-exact",
        ),
        Row(
            "giữa năm còn 0,1",
            {"construction-arrears": "A 6: 0.1; B 6: 0; C 6: 0; T 6: 0"}, JUNE, 6, "off_track", "—", "fails",
        ),
    ),
)  # fmt: skip

CAP = Table(
    "cap",
    "Không quá, của số cộng dồn (số vụ tai nạn giao thông)",
    "Giữa năm còn dưới mức không có nghĩa là đã đạt: trong mức của kịch bản là đúng tiến độ, nhanh hơn kịch bản nhưng chưa quá mức "
    "giao là có nguy cơ, quá mức giao là chậm và không lấy lại được. Không có tỷ lệ thực hiện: làm đầy mức cho phép không phải là thực hiện.",
    make_target("traffic-accident-cases", "<= 48 vụ"),
    (
        Row("giữa năm 24 vụ, đúng kịch bản", {"traffic-accident-cases": _all(1, 6)}, JUNE, 6, "on_track", "—", "cap-kept"),
        Row("không có vụ nào", {"traffic-accident-cases": _all(0, 6)}, JUNE, 6, "on_track", "—", "cap-kept"),
        Row(
            "giữa năm 25 vụ", {"traffic-accident-cases": _all(1, 6).replace("A 1: 1", "A 1: 2")},
            JUNE, 6, "at_risk", "—", "cap-near",
        ),
        Row(
            "giữa năm 49 vụ", {"traffic-accident-cases": _all(1, 6).replace("A 1: 1", "A 1: 26")},
            JUNE, 6, "off_track", "—", "cap-passed",
        ),
        Row(
            "49 vụ dù còn nơi chưa báo cáo: đã quá", {"traffic-accident-cases": "A 6: 49"},
            JUNE, 6, "off_track", "—", "cap-passed",
        ),
        Row(
            "20 vụ mà còn nơi chưa báo cáo", {"traffic-accident-cases": "A 6: 20"},
            JUNE, 6, "cannot_judge", "—", "missing-places",
        ),
        Row("hết năm đúng 48 vụ", {"traffic-accident-cases": _all(1, 12)}, DONE, 12, "met", "—", "met"),
        Row(
            "hết năm 47 vụ", {"traffic-accident-cases": _all(1, 12).replace("A 12: 1", "A 12: 0")},
            DONE, 12, "exceeded", "—", "exceeded",
        ),
    ),
)  # fmt: skip

YEAR_ON_YEAR = Table(
    "year-on-year",
    "Tăng, giảm so với năm trước, của số cộng dồn (việc làm)",
    "Nửa năm không so được với cả năm trước: giữa năm đánh giá theo mức phải tới (năm trước 960, tăng 10 % là 1.056), hết năm đánh giá "
    "trên mức tăng.",
    make_target("jobs-created", "+10 %%", baseline="960"),
    (
        Row("giữa năm 528, đúng nửa của 1.056", {"jobs-created": _all(22, 6)}, JUNE, 6, "on_track", "50", "on-track"),
        Row("giữa năm 480", {"jobs-created": _all(20, 6)}, JUNE, 6, "at_risk", "45.5", "at-risk"),
        Row("giữa năm 456", {"jobs-created": _all(19, 6)}, JUNE, 6, "off_track", "43.2", "off-track"),
        Row("hết năm 1.056", {"jobs-created": _all(22, 12)}, DONE, 12, "met", "100", "met"),
        Row("hết năm 960, bằng năm trước", {"jobs-created": _all(20, 12)}, DONE, 12, "not_met", "0", "not-met"),
    ),
)  # fmt: skip

NONE_HAPPEN = Table(
    "none-happen",
    "Không để xảy ra (số cộng dồn bằng 0)",
    "Một vụ là không đạt và không lấy lại được, dù còn nơi chưa báo cáo. Chưa báo cáo thì chưa phải là không có vụ nào.",
    make_target("fire-cases", "= 0 vụ"),
    (
        Row("giữa năm mọi nơi báo cáo 0", {"fire-cases": _all(0, 6)}, JUNE, 6, "on_track", "—", "holds"),
        Row("giữa năm một vụ", {"fire-cases": _all(0, 6).replace("A 2: 0", "A 2: 1")}, JUNE, 6, "off_track", "—", "fails"),
        Row("một vụ, ba nơi chưa báo cáo", {"fire-cases": _months("A", 1, 6)}, JUNE, 6, "off_track", "—", "fails"),
        Row("một nơi chưa báo cáo tháng 6", {"fire-cases": _all(0, 6, skip="T 6")}, JUNE, 6, "cannot_judge", "—", "missing-places"),
        Row("hết năm không có vụ nào", {"fire-cases": _all(0, 12)}, DONE, 12, "met", "—", "met-exact"),
    ),
)  # fmt: skip

FEWER = Table(
    "fewer",
    "Giảm so với năm trước, của số cộng dồn (số vụ tai nạn giao thông)",
    "Ít vụ hơn vì còn nơi chưa báo cáo không phải là đã giảm. Đã quá mức thì không đạt, dù nơi còn thiếu không có vụ nào.",
    make_target("traffic-accident-cases", "-5 %%", baseline="100"),
    (
        Row("hết năm 95 vụ", {"traffic-accident-cases": _all(0, 12).replace("A 1: 0", "A 1: 95")}, DONE, 12, "met", "100", "met"),
        Row("hết năm 96 vụ", {"traffic-accident-cases": _all(0, 12).replace("A 1: 0", "A 1: 96")}, DONE, 12, "not_met", "80", "not-met"),
        Row(
            "hết năm 40 vụ, một nơi chưa báo cáo", {"traffic-accident-cases": _all(0, 12, skip="T 12").replace("A 1: 0", "A 1: 40")},
            DONE, 12, "cannot_judge", "—", "missing-places",
        ),
        Row(
            "hết năm 96 vụ, một nơi chưa báo cáo", {"traffic-accident-cases": _all(0, 12, skip="T 12").replace("A 1: 0", "A 1: 96")},
            DONE, 12, "not_met", "80", "not-met",
        ),
        Row(
            "giữa năm 48 vụ (mức cả năm 95, nửa năm làm tròn lên 48)",
            {"traffic-accident-cases": _all(2, 6)}, JUNE, 6, "on_track", "—", "cap-kept",
        ),
        Row(
            "giữa năm 20 vụ, ba nơi chưa báo cáo", {"traffic-accident-cases": "A 6: 20"},
            JUNE, 6, "cannot_judge", "—", "missing-places",
        ),
    ),
)  # fmt: skip

QUARTERLY = Table(
    "quarterly",
    "Báo cáo theo quý (việc làm)",
    "Giữa hai kỳ báo cáo, số đã có được so với mức cần có của kỳ báo cáo gần nhất, không phải của tháng đang xem; nếu không, mọi "
    "chỉ tiêu báo cáo theo quý, theo vụ đều chậm dần cho đến kỳ sau. Trước kỳ báo cáo đầu tiên thì chưa đánh giá: số gửi sớm của "
    "một nơi không phải là số của huyện.",
    make_target("jobs-created", "= 480 lao động", frequency="quarterly"),
    (
        Row(
            "xem đến tháng 5, quý I đúng đường thẳng", {"jobs-created": "A 3: 30; B 3: 30; C 3: 30; T 3: 30"},
            "2024-06-01", 5, "on_track", "25", "on-track",
        ),
        Row(
            "xem đến tháng 5, quý I đạt 80 % mức cần có", {"jobs-created": "A 3: 24; B 3: 24; C 3: 24; T 3: 24"},
            "2024-06-01", 5, "off_track", "20", "off-track",
        ),
        Row(
            "xem đến tháng 5, một nơi chưa báo cáo quý I", {"jobs-created": "A 3: 30; B 3: 30; C 3: 30"},
            "2024-06-01", 5, "cannot_judge", "18.8", "missing-places",
        ),
        Row("tháng 2, chỉ A gửi sớm", {"jobs-created": "A 2: 30"}, "2024-03-01", 2, "cannot_judge", "6.3", "no-report-due"),
        Row(
            "tháng 2, riêng A đã hơn mức cả năm", {"jobs-created": "A 2: 500"},
            "2024-03-01", 2, "on_track", "104.2", "reached-early",
        ),
        Row(
            "mọi nơi đều gửi sớm tháng 2", {"jobs-created": "A 2: 20; B 2: 20; C 2: 20; T 2: 20"},
            "2024-03-01", 2, "on_track", "16.7", "on-track",
        ),
    ),
)  # fmt: skip

RANGE_UP = Table(
    "range",
    "Từ … đến …, càng cao càng tốt (bảo hiểm y tế)",
    "Đạt từ đầu dưới của khoảng; chỉ vượt khi hơn đầu trên. Tỷ lệ thực hiện tính trên đầu dưới.",
    make_target("bhyt-coverage", "range 94-95 %", reported_by="place", frequency="annual"),
    (
        Row("93,9 %", {"bhyt-coverage": "H 12: 93.9"}, DONE, 12, "not_met", "99.9", "not-met"),
        Row("94 %", {"bhyt-coverage": "H 12: 94"}, DONE, 12, "met", "100", "met"),
        Row("95 %", {"bhyt-coverage": "H 12: 95"}, DONE, 12, "met", "101.1", "met"),
        Row("95,1 %", {"bhyt-coverage": "H 12: 95.1"}, DONE, 12, "exceeded", "101.2", "exceeded"),
    ),
)  # fmt: skip

RANGE_DOWN = Table(
    "range-down",
    "Từ … đến …, càng thấp càng tốt (tỷ lệ hộ nghèo)",
    "Kịch bản đi đến đầu trên của khoảng, vì tới đó là đạt; chỉ vượt khi thấp hơn đầu dưới.",
    make_target("poverty-rate", "range 3-4 %", baseline="6", reported_by="place"),
    (
        Row("giữa năm 5 %: đúng nửa đường từ 6 đến 4", {"poverty-rate": "H 6: 5"}, JUNE, 6, "on_track", "50", "on-track"),
        Row("giữa năm 5,5 %", {"poverty-rate": "H 6: 5.5"}, JUNE, 6, "off_track", "25", "off-track"),
        Row("hết năm 4 %", {"poverty-rate": "H 12: 4"}, DONE, 12, "met", "100", "met"),
        Row("hết năm 4,1 %", {"poverty-rate": "H 12: 4.1"}, DONE, 12, "not_met", "95", "not-met"),
        Row("hết năm 2,9 %", {"poverty-rate": "H 12: 2.9"}, DONE, 12, "exceeded", "155", "exceeded"),
    ),
)  # fmt: skip

ABOUT = Table(
    "about",
    "Khoảng … (việc làm, khoảng 2.000 ± 5 %)",
    "Phải nhập mức sai lệch cho phép. Trong khoảng sai lệch là đạt; kịch bản đi đến đầu gần của khoảng. Tỷ lệ thực hiện vẫn tính trên "
    "con số được nêu.",
    make_target("jobs-created", "about 2000 ±0.05 lao động", reported_by="place"),
    (
        Row("giữa năm 950", {"jobs-created": _months("H", 0, 5) + "; H 6: 950"}, JUNE, 6, "on_track", "47.5", "on-track"),
        Row("giữa năm 949", {"jobs-created": _months("H", 0, 5) + "; H 6: 949"}, JUNE, 6, "at_risk", "47.5", "at-risk"),
        Row("hết năm 1.900", {"jobs-created": _months("H", 0, 11) + "; H 12: 1900"}, DONE, 12, "met", "95", "met"),
        Row("hết năm 1.899", {"jobs-created": _months("H", 0, 11) + "; H 12: 1899"}, DONE, 12, "not_met", "95", "not-met"),
        Row("hết năm 2.100", {"jobs-created": _months("H", 0, 11) + "; H 12: 2100"}, DONE, 12, "met", "105", "met"),
        Row("hết năm 2.101", {"jobs-created": _months("H", 0, 11) + "; H 12: 2101"}, DONE, 12, "exceeded", "105.1", "exceeded"),
    ),
)  # fmt: skip

ABOVE = Table(
    "above",
    "Trên … (bảo hiểm y tế, trên 94 %)",
    "Bằng đúng con số thì chưa phải “trên”, nên không có tỷ lệ 100 % đứng cạnh “Không đạt”; và hơn bao nhiêu cũng chỉ là đạt. Nơi nào "
    "hiểu “trên” là “từ … trở lên” thì người có thẩm quyền đánh giá lại, kèm lý do.",
    make_target("bhyt-coverage", "> 94 %", reported_by="place", frequency="annual"),
    (
        Row("đúng 94 %", {"bhyt-coverage": "H 12: 94"}, DONE, 12, "not_met", "—", "not-met"),
        Row("94,01 %", {"bhyt-coverage": "H 12: 94.01"}, DONE, 12, "met", "100", "met"),
        Row("99 %", {"bhyt-coverage": "H 12: 99"}, DONE, 12, "met", "105.3", "met"),
    ),
)  # fmt: skip

BELOW = Table(
    "below",
    "Dưới … (tỷ lệ hộ nghèo, dưới 4 %)",
    "Như “trên”, theo chiều ngược lại.",
    make_target("poverty-rate", "< 4 %", baseline="6", reported_by="place", frequency="annual"),
    (
        Row("đúng 4 %", {"poverty-rate": "H 12: 4"}, DONE, 12, "not_met", "—", "not-met"),
        Row("3,1 %", {"poverty-rate": "H 12: 3.1"}, DONE, 12, "met", "145", "met"),
    ),
)  # fmt: skip

POINTS = Table(
    "points",
    "Giảm theo điểm phần trăm (tỷ lệ hộ nghèo giảm 1 điểm %, từ gốc 4 %)",
    "Từ 4 % xuống 3,6 % là giảm 0,4 điểm, không phải giảm 10 %.",
    make_target("poverty-rate", "-1 điểm %", baseline="4", reported_by="place"),
    (
        Row("còn 3,6 %", {"poverty-rate": "H 12: 3.6"}, DONE, 12, "not_met", "40", "not-met"),
        Row("còn 3 %", {"poverty-rate": "H 12: 3"}, DONE, 12, "met", "100", "met"),
        Row("giữa năm còn 3,5 %", {"poverty-rate": "H 6: 3.5"}, JUNE, 6, "on_track", "50", "on-track"),
        Row("giữa năm tăng lên 4,2 %", {"poverty-rate": "H 6: 4.2"}, JUNE, 6, "off_track", "-20", "off-track"),
    ),
)  # fmt: skip

WRONG_SIDE = Table(
    "wrong-side",
    "Gốc ở phía bên kia mức giao (bảo hiểm y tế 94 %, gốc 96 %)",
    "Mức giao thấp hơn gốc: còn trên mức giao là đúng tiến độ, dưới mức giao là chậm. Tỷ lệ thực hiện là mức đạt được chia mức giao.",
    make_target("bhyt-coverage", "= 94 %", baseline="96", reported_by="place"),
    (
        Row("giữa năm 95 %", {"bhyt-coverage": "H 6: 95"}, JUNE, 6, "on_track", "101.1", "reached-early"),
        Row("giữa năm 93 %", {"bhyt-coverage": "H 6: 93"}, JUNE, 6, "off_track", "98.9", "off-track"),
    ),
)  # fmt: skip

DOWN_WITHOUT_BASELINE = Table(
    "level-down-without-baseline",
    "Giảm còn, khi chưa nhập gốc (nợ đọng còn 2 tỷ đồng)",
    "Không có gốc thì không có đường đi: giữa năm chỉ kết luận được khi đã tới mức giao; không có tỷ lệ thực hiện.",
    make_target("construction-arrears", "<= 2 tỷ đồng", reported_by="place"),
    (
        Row("giữa năm còn 3", {"construction-arrears": "H 6: 3"}, JUNE, 6, "cannot_judge", "—", "needs-path"),
        Row("giữa năm còn 2", {"construction-arrears": "H 6: 2"}, JUNE, 6, "on_track", "—", "reached-early"),
        Row("hết năm còn 3", {"construction-arrears": "H 12: 3"}, DONE, 12, "not_met", "—", "not-met"),
        Row("hết năm còn 1", {"construction-arrears": "H 12: 1"}, DONE, 12, "exceeded", "—", "exceeded"),
    ),
)  # fmt: skip

HALF_YEAR = Table(
    "half-year",
    "Kỳ không kết thúc vào tháng 12 (6 tháng đầu năm, số liệu năm)",
    "Số liệu báo cáo một năm một lần mà kỳ chỉ có sáu tháng: tháng cuối của kỳ là hạn. Không gửi thì là thiếu, không phải 0.",
    make_target("poor-households", "-21 hộ", baseline="140", frequency="annual", period=Period.half(2024, 1)),
    (
        Row(
            "đủ báo cáo, còn 119 hộ", {"poor-households": "A 6: 40; B 6: 40; C 6: 39; T 6: 0"},
            JUNE, 6, "met", "100", "met",
        ),
        Row("chỉ A báo cáo", {"poor-households": "A 6: 40"}, JUNE, 6, "cannot_judge", "—", "missing-places"),
    ),
)  # fmt: skip

DEFINITION = Table(
    "definition",
    "Bộ tiêu chí, chuẩn, năm gốc giá: chỉ so sánh cùng định nghĩa",
    "Mức giao năm 2024 theo bộ tiêu chí 2021-2025. Số tính theo bộ tiêu chí khác thì không cao, không thấp hơn: không so sánh. Xã "
    "ghi bộ tiêu chí khác với các xã kia thì không có bình quân.",
    make_target("ntm-criteria-mean", "= 17.5 tiêu chí/xã"),
    (
        Row("cùng bộ tiêu chí", {"ntm-criteria-mean": "A 12: 19; B 12: 18; C 12: 15.5"}, DONE, 12, "met", "100", "met"),
        Row(
            "mọi xã báo cáo theo bộ tiêu chí 2016-2020",
            {"ntm-criteria-mean": "A 12: 19 {ntm-2016}; B 12: 19 {ntm-2016}; C 12: 19 {ntm-2016}"},
            DONE, 12, "cannot_judge", "—", "another-definition",
        ),
        Row(
            "một xã báo cáo theo bộ tiêu chí 2016-2020",
            {"ntm-criteria-mean": "A 12: 19 {ntm-2016}; B 12: 18; C 12: 15.5"},
            DONE, 12, "cannot_judge", "—", "definitions-mixed",
        ),
    ),
)  # fmt: skip

_OLD_STANDARD = Baseline(Decimal(140), date(2021, 12, 31), "rà soát cuối năm 2021")

BASELINE_BEFORE = Table(
    "baseline-before",
    "Gốc so sánh theo chuẩn nghèo cũ",
    "Gốc của ngày 31/12/2021 theo chuẩn nghèo 2016-2021, số năm 2024 theo chuẩn 2022-2026: 117 hộ không phải là giảm 23 hộ. Nhập gốc "
    "đã tính lại theo chuẩn mới, hoặc ghi rõ gốc đã theo chuẩn mới, thì đánh giá được.",
    replace(make_target("poor-households", "-21 hộ"), baseline=_OLD_STANDARD),
    (
        Row("còn 117 hộ", {"poor-households": "A 12: 40; B 12: 40; C 12: 37; T 12: 0"}, DONE, 12, "cannot_judge", "—", "baseline-other-definition"),
        Row("giữa năm", {"poor-households": "A 6: 40; B 6: 40; C 6: 37; T 6: 0"}, JUNE, 6, "cannot_judge", "—", "baseline-other-definition"),
    ),
)  # fmt: skip

BASELINE_RESTATED = Table(
    "baseline-restated",
    "Gốc so sánh đã ghi rõ theo chuẩn mới",
    "Cùng gốc ấy, có ghi là theo chuẩn nghèo 2022-2026.",
    replace(make_target("poor-households", "-21 hộ"), baseline=replace(_OLD_STANDARD, definition="poverty-2022")),
    (
        Row("còn 117 hộ", {"poor-households": "A 12: 40; B 12: 40; C 12: 37; T 12: 0"}, DONE, 12, "exceeded", "109.5", "exceeded"),
    ),
)  # fmt: skip

LEVEL_AFTER_BREAK = Table(
    "level-after-break",
    "Mức phải đạt, gốc theo chuẩn cũ",
    "Mức giao vẫn đánh giá được khi đã tới; trước đó không có đường đi, vì không kẻ đường từ chuẩn này sang chuẩn kia.",
    replace(make_target("poor-households", "<= 100 hộ"), baseline=_OLD_STANDARD),
    (
        Row("giữa năm còn 110 hộ", {"poor-households": "A 6: 50; B 6: 40; C 6: 20; T 6: 0"}, JUNE, 6, "cannot_judge", "—", "baseline-other-definition"),
        Row("hết năm còn 100 hộ", {"poor-households": "A 12: 40; B 12: 40; C 12: 20; T 12: 0"}, DONE, 12, "met", "—", "met"),
    ),
)  # fmt: skip

TABLES = (
    FOOD, OCOP, REVENUE, SCHOOL, NEW_RURAL, INSURANCE, POVERTY, NO_BASELINE, JOBS, KEEP, REDUCE_TO, NONE_LEFT, NONE_HAPPEN, CAP, YEAR_ON_YEAR, FEWER,
    QUARTERLY, RANGE_UP, RANGE_DOWN, ABOUT, ABOVE, BELOW, POINTS, WRONG_SIDE, DOWN_WITHOUT_BASELINE, HALF_YEAR,
    DEFINITION, BASELINE_BEFORE, BASELINE_RESTATED, LEVEL_AFTER_BREAK,
)  # fmt: skip
