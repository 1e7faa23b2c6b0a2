"""What becomes of figures when places change, as tables: the tests (`test_place_rules.py`) and the text of docs/rules.

One small country in which each kind of change happens on 01/07/2025. A row gives figures of June 2025 on the places of
then ("A 10; B 20", "A 90/100") and what they are on the places of 31/08/2025, or the sentence that says why not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.builders import CATALOGUE
from tiendo import pipeline
from tiendo.catalogue.places import history_from_rows
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.restatement import Restated

JUNE, AUGUST = Period.month(2025, 6), Period.month(2025, 8)
BEFORE, AFTER = date(2025, 6, 30), date(2025, 8, 31)

_KINDS = {"T": "town", "S": "town", "Hp": "ward"}
_LINES = (  # document, old, new, share, basis
    ("01/NQ", "A", "M", "", ""), ("01/NQ", "B", "M", "", ""), ("01/NQ", "T", "M", "", ""),
    ("02/NQ", "C", "C1", "0.62", "population"), ("02/NQ", "C", "C2", "0.38", "population"),
    ("03/NQ", "D", "D", "0.75", "area"), ("03/NQ", "D", "E", "0.25", "area"), ("03/NQ", "E", "E", "", ""),
    ("04/NQ", "F", "G", "", ""), ("05/NQ", "H", "Hp", "", ""), ("05/NQ", "S", "Sx", "", ""),
    ("06/NQ", "U", "U1", "", "equal_parts"), ("06/NQ", "U", "U2", "", "equal_parts"), ("06/NQ", "U", "U3", "", "equal_parts"),
)  # fmt: skip


def _rows() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    old = dict.fromkeys(line[1] for line in _LINES)
    new = dict.fromkeys(line[2] for line in _LINES)

    def place(code: str, first: str, last: str) -> dict[str, str]:
        return {
            "code": code,
            "name": code,
            "kind": _KINDS.get(code, "commune"),
            "parent": "P",
            "first": first,
            "last": last,
        }

    places = [
        {"code": "P", "name": "P", "kind": "province", "parent": ""},
        {"code": "Q", "name": "Q", "kind": "district", "parent": "P", "last": "2025-06-30"},
        place("K", "", ""),
        *(place(code, "", "2025-06-30") for code in old),
        *(place(code, "2025-07-01", "") for code in new),
    ]
    heads = ("document", "old", "new", "share", "basis")
    return places, [{"day": "2025-07-01", **dict(zip(heads, line, strict=True))} for line in _LINES]


HISTORY = history_from_rows(_rows()[0], [], _rows()[1])


@dataclass(frozen=True)
class PlaceRow:
    """`sent` on the places of their day → `told` on the others; a told row that begins with a rule is a problem."""

    said: str
    indicator: str
    sent: str
    told: str
    back: bool = False


@dataclass(frozen=True)
class PlaceTable:
    """One kind of change with its cases."""

    key: str
    title: str
    rule: str
    rows: tuple[PlaceRow, ...]


def restated_row(row: PlaceRow) -> Restated:
    """The figures of the row on the places of the other day."""
    month, to = (AUGUST, BEFORE) if row.back else (JUNE, AFTER)
    sent = []
    for one in row.sent.split("; "):
        place, figure = one.split()
        top, _, bottom = figure.partition("/")
        parts = {"numerator": Decimal(top), "denominator": Decimal(bottom)} if bottom else {"value": Decimal(top)}
        sent.append(Observation(row.indicator, place, month, **parts))  # type: ignore[arg-type]
    return pipeline.restate(sent, HISTORY, CATALOGUE, to=to)


PLACE_TABLES = (
    PlaceTable(
        "unchanged",
        "Không thay đổi",
        "Địa bàn không thay đổi giữ nguyên số liệu như đã gửi. Hỏi theo địa bàn của chính kỳ số liệu thì luôn được số đã lưu.",
        (
            PlaceRow("xã K giữ nguyên", "jobs-created", "K 10", "K 10"),
            PlaceRow("số 0 vẫn là 0", "jobs-created", "K 0", "K 0"),
        ),
    ),
    PlaceTable(
        "merge",
        "Nhập: xã A, xã B, thị trấn T thành xã M",
        "Số cộng được thì cộng; tỷ lệ lấy tổng tử số chia tổng mẫu số; bình quân, điều kiện tính theo quy tắc của chỉ tiêu vì các "
        "phần còn nguyên vẹn. Thiếu một nơi thì số của xã M là chưa đủ, không phải nhỏ đi. Danh hiệu không tự chuyển sang xã mới.",
        (
            PlaceRow("số phát sinh: cộng", "jobs-created", "A 10; B 20; T 5", "M 35"),
            PlaceRow("số có đến cuối kỳ: cộng", "poor-households", "A 3; B 0; T 4", "M 7"),
            PlaceRow("mọi nơi báo cáo 0", "poor-households", "A 0; B 0; T 0", "M 0"),
            PlaceRow("thị trấn T chưa báo cáo", "jobs-created", "A 10; B 20", "M 30 thiếu T"),
            PlaceRow("tỷ lệ: cộng tử số, cộng mẫu số", "bhyt-coverage", "A 90/100; B 880/900; T 0/0", "M 970/1000"),
            PlaceRow("tỷ lệ gửi không kèm tử số, mẫu số", "bhyt-coverage", "A 90; B 98; T 95", "restate-no-parts"),
            PlaceRow("bình quân có quyền số", "income-per-capita", "A 500/10; B 900/15; T 300/5", "M 1700/30"),
            PlaceRow("bình quân/xã: trung bình các xã, không tính thị trấn", "ntm-criteria-mean", "A 17; B 19; T 2", "M 18"),
            PlaceRow("“100% …”, “không còn …”: số nơi chưa đạt", "universal-education", "A 0; B 1; T 0", "M 1"),
            PlaceRow("“không còn …”: nơi nào cũng đạt", "universal-education", "A 0; B 0; T 0", "M 0"),
            PlaceRow("công nhận: có nơi đã đạt", "drug-free-communes", "A 1; B 1; T 0", "restate-recognition"),
            PlaceRow("công nhận: chưa nơi nào đạt", "drug-free-communes", "A 0; B 0; T 0", "M 0"),
            PlaceRow("chỉ số, số do thống kê biên soạn", "cpi-average", "A 101; B 102; T 103", "restate-not-added"),
            PlaceRow("hỏi ngược số sau khi nhập", "jobs-created", "M 35", "restate-back-merged", back=True),
        ),
    ),
    PlaceTable(
        "split",
        "Chia: xã C thành xã C1 (62% dân số) và xã C2 (38%)",
        "Số cộng được chia theo tỷ lệ, có nêu căn cứ; tử số và mẫu số chia như nhau, nên tỷ lệ không đổi. Bình quân, điều kiện, "
        "chỉ số không chia được. Hỏi ngược: C1 và C2 cộng lại đúng bằng xã C.",
        (
            PlaceRow("số phát sinh", "jobs-created", "C 100", "C1 62; C2 38"),
            PlaceRow("số có đến cuối kỳ, không tròn", "poor-households", "C 7", "C1 4.34; C2 2.66"),
            PlaceRow("tỷ lệ", "bhyt-coverage", "C 90/100", "C1 55.8/62; C2 34.2/38"),
            PlaceRow("bình quân/xã", "ntm-criteria-mean", "C 17", "restate-not-whole"),
            PlaceRow("điều kiện", "universal-education", "C 0", "restate-not-whole"),
            PlaceRow("chỉ số", "cpi-average", "C 101", "restate-not-added"),
            PlaceRow("hỏi ngược, cả hai đã báo cáo", "jobs-created", "C1 60; C2 45", "C 105", back=True),
            PlaceRow("hỏi ngược, C2 chưa báo cáo", "jobs-created", "C1 60", "C 60 thiếu C2", back=True),
        ),
    ),
    PlaceTable(
        "unknown",
        "Chia mà không ai công bố tỷ lệ: xã U thành U1, U2, U3",
        "Tạm chia đều và nói rõ ở mọi nơi hiển thị; người làm kế hoạch sửa được tỷ lệ. Phần không viết hết được (một phần ba) tính đến "
        "12 chữ số thập phân; phần lẻ còn lại cộng vào phần lớn nhất (bằng nhau thì phần đầu), nên tổng luôn đúng bằng số đã gửi.",
        (
            PlaceRow("chia hết", "jobs-created", "U 9", "U1 3; U2 3; U3 3"),
            PlaceRow("không chia hết", "jobs-created", "U 10", "U1 3.333333333334; U2 3.333333333333; U3 3.333333333333"),
            PlaceRow("bằng 0", "jobs-created", "U 0", "U1 0; U2 0; U3 0"),
        ),
    ),
    PlaceTable(
        "transfer",
        "Điều chỉnh một phần: 25% diện tích xã D sang xã E",
        "Xã D và xã E sau ngày thay đổi là địa bàn mới dù mã không đổi. Số cộng được chuyển theo tỷ lệ; bình quân, điều kiện của xã "
        "nhận một phần không tính lại.",
        (
            PlaceRow("số phát sinh", "jobs-created", "D 100; E 40", "D 75; E 65"),
            PlaceRow("xã E chưa báo cáo", "jobs-created", "D 100", "D 75; E 25 thiếu E"),
            PlaceRow("tỷ lệ", "bhyt-coverage", "D 80/100; E 40/50", "D 60/75; E 60/75"),
            PlaceRow("bình quân/xã", "ntm-criteria-mean", "D 17; E 18", "restate-not-whole"),
            PlaceRow("hỏi ngược", "jobs-created", "D 75; E 65", "restate-back-parted; restate-back-merged", back=True),
        ),
    ),
    PlaceTable(
        "rename",
        "Đổi tên, đổi mã, đổi loại: xã F thành xã G; xã H thành phường Hp; thị trấn S thành xã Sx",
        "Địa bàn chuyển nguyên vẹn và không nhận thêm, nên mọi loại số liệu giữ nguyên, cả hai chiều.",
        (
            PlaceRow("số phát sinh", "jobs-created", "F 10; H 4", "G 10; Hp 4"),
            PlaceRow("tỷ lệ không kèm tử số, mẫu số", "bhyt-coverage", "F 94", "G 94"),
            PlaceRow("bình quân/xã", "ntm-criteria-mean", "F 17", "G 17"),
            PlaceRow("bình quân/xã của thị trấn nay là xã", "ntm-criteria-mean", "S 15", "Sx 15"),
            PlaceRow("công nhận", "drug-free-communes", "F 1", "G 1"),
            PlaceRow("chỉ số", "cpi-average", "F 101", "G 101"),
            PlaceRow("hỏi ngược", "cpi-average", "G 102; Hp 99", "F 102; H 99", back=True),
        ),
    ),
    PlaceTable(
        "ended",
        "Hết hiệu lực mà không nhập vào đâu: huyện Q",
        "Chuỗi số liệu riêng của huyện dừng ở ngày cuối, không âm thầm nối tiếp. Muốn ước tính tiếp cho địa bàn huyện cũ thì tính từ số "
        "liệu các xã mới, ghi rõ là ước tính (`tiendo places restate --former`).",
        (
            PlaceRow("thu ở cấp huyện", "state-revenue-local", "Q 70", "restate-place-ended"),
            PlaceRow("mã không có trong danh mục", "jobs-created", "X 1", "restate-place-unknown"),
        ),
    ),
)  # fmt: skip
