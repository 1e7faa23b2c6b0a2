"""The rules of judging as tables: they are the tests (`test_rules.py`) and the text of docs/rules (`render.py`).

Each row: the figures that were approved, the day, the word that must come out, the attainment in per cent ("—" where
it has no meaning), and the rule that is named on the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.builders import make_compound, make_target
from tiendo.model.target import Target

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
    "Phải đủ số và phải đúng trường được nêu. Trường khác được công nhận thì đủ số nhưng không đúng cam kết.",
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
            DONE, 12, "not_met", "100", "met, named-missing",
        ),
        Row(
            "giữa năm, trường khác",
            {"national-standard-schools-new": _all(0, 6).replace("B 5: 0", "B 5: 1 “Trường THCS Tân Tây”")},
            JUNE, 6, "at_risk", "100", "reached-early, named-other",
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
    "Tính một chỉ tiêu, đạt khi mọi phần đều đạt; phần kém nhất quyết định. Phần a chỉ xét các xã đã đạt chuẩn (A, B); "
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
            DONE, 12, "not_met", "108.6", "compound",
        ),
        Row(
            "bình quân thiếu một xã: chưa đánh giá được",
            {"ntm-no-debt": "A 12: 0; B 12: 0", "ntm-criteria-mean": "A 12: 19; B 12: 19"},
            DONE, 12, "cannot_judge", "108.6", "compound",
        ),
        Row(
            "phần a chưa có số liệu, phần b đúng tiến độ: chưa đánh giá được",
            {"ntm-criteria-mean": "A 6: 18; B 6: 17; C 6: 16.75"},
            JUNE, 6, "cannot_judge", "98.6", "compound",
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
            "thiếu một nơi",
            {"bhyt-coverage": "A 6: 93/100; B 6: 93/100; C 6: 93/100"}, JUNE, 6, "cannot_judge", "98.9", "missing-places",
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
    "Khi đã phân bổ, phần của nơi còn thiếu được tính thử bằng mức phải có của nơi đó: nếu kết luận vẫn vậy thì kết luận.",
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

TABLES = (
    FOOD, OCOP, REVENUE, SCHOOL, NEW_RURAL, INSURANCE, POVERTY, NO_BASELINE, JOBS, KEEP, REDUCE_TO, NONE_LEFT, CAP, YEAR_ON_YEAR,
)  # fmt: skip
