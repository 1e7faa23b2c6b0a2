"""Numbers of a report against each other: what is wrong is said, what is right within its rounding never is."""

from __future__ import annotations

import pytest

from tests.builders import CATALOGUE
from tiendo import pipeline
from tiendo.model.document import Document
from tiendo.publishing.wording import say

HEADLINE = "Báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội 9 tháng đầu năm 2024"
RULES = {
    "percent-does-not-follow",
    "growth-does-not-follow",
    "shares-do-not-sum",
    "parts-do-not-sum",
    "part-larger-than-whole",
}


def doubts(text: str) -> list[str]:
    reading = pipeline.read_document(Document(f"{HEADLINE}\n{text}", "báo cáo"), CATALOGUE)
    return [say(p, "vi") for p in reading.problems if p.rule in RULES]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Giá trị sản xuất 4.264/4.170 tỷ đồng, đạt 105,3%.", "105,3%, nhưng 4.264/4.170 tỷ đồng là 102,3%"),
        ("Có 3/4 xã đạt chuẩn nông thôn mới, đạt 70%.", "70%, nhưng 3/4 xã là 75%"),
        ("Có 31/38 trường đạt chuẩn quốc gia, chiếm 84,6%.", "84,6%, nhưng 31/38 trường là 81,6%"),
        ("Thu ngân sách đạt 68,83 tỷ đồng, đạt 51,06% kế hoạch (137,5 tỷ đồng).", "51,06%, nhưng 68,83/137,5 tỷ đồng là 50,06%"),
        ("Thu ngân sách đạt 68,83 tỷ đồng, tăng 19,53% so với cùng kỳ (58,56 tỷ đồng).", "19,53%, nhưng từ 58,56 đến 68,83 tỷ đồng là 17,54%"),
        ("Thu ngân sách đạt 68,83 tỷ đồng (cùng kỳ 58,56 tỷ đồng), tăng 19,53%.", "19,53%, nhưng từ 58,56 đến 68,83 tỷ đồng là 17,54%"),
        ("Tổng đàn bò 8.620 con, giảm 4,1% so với cùng kỳ (8.805 con).", "-4,1%, nhưng từ 8.805 đến 8.620 con là -2,1%"),
        ("Diện tích gieo trồng 5.200 ha, gồm: lúa 3.000 ha, ngô 2.000 ha.", "cộng lại là 5.000 ha, nhưng tổng số ghi 5.200 ha"),
        ("Kết nạp 45 đảng viên, gồm: 20 đảng viên nông thôn, 24 đảng viên cơ quan.", "cộng lại là 44 đảng viên"),
        ("| STT | Chỉ tiêu | ĐVT | KH năm | Thực hiện 9 tháng | % thực hiện |\n| 1 | Sản lượng lương thực | Tấn | 500 | 250 | 60 |", "60%, nhưng 250/500 tấn là 50%"),
    ],
)  # fmt: skip
def test_what_does_not_follow_is_said(text: str, said: str) -> None:
    found = doubts(text)
    assert len(found) == 1 and said in found[0], found


@pytest.mark.parametrize(
    "text",
    [
        "Sản lượng lương thực đạt 229.700 tấn, đạt 99,9% kế hoạch (229.800 tấn).",  # never rounded up to 100
        "Giá trị sản xuất 4.264/4.170 tỷ đồng, đạt 102,3%.",
        "Có 3/4 xã đạt chuẩn nông thôn mới, đạt 75%.",
        "Có 10/12 trường đạt chuẩn quốc gia, đạt 105% kế hoạch.",  # 12 are all schools, not the plan
        "Thu ngân sách đạt 95 tỷ đồng, bằng 95% dự toán tỉnh giao và bằng 90,5% dự toán huyện giao (105 tỷ đồng).",
        "Diện tích lúa 100 ha/KH 120 ha, sản lượng đạt 95% kế hoạch.",  # of another indicator
        "Diện tích lúa 100/120 ha, năng suất đạt 95% kế hoạch.",
        "Giá trị sản xuất (giá so sánh) đạt 120 tỷ đồng, tăng 8% so với cùng kỳ (100 tỷ đồng theo giá hiện hành).",
        "Thu ngân sách đạt 68,83 tỷ đồng, tăng 17,5% so với cùng kỳ (58,56 tỷ đồng), tăng 3% so với tháng trước.",
        "Thu ngân sách đạt trên 60 tỷ đồng, đạt 44% kế hoạch (137,5 tỷ đồng).",  # a bound is no level
        "Diện tích gieo trồng 5.200 ha, trong đó: lúa 3.000 ha, ngô 2.000 ha.",  # only some of it
        "Diện tích gieo trồng 5.200 ha, gồm cả 300 ha lúa nương và 200 ha ngô.",
        "Diện tích gieo trồng 5.200 ha, gồm: lúa 3.000 ha, ngô 2.000 ha, cây khác 200 ha.",
        "| STT | Chỉ tiêu | ĐVT | KH năm | TH tháng | Lũy kế | % so KH năm |\n| 1 | Sản lượng lương thực | Tấn | 500 | 30 | 250 | 50 |",
        "| STT | Chỉ tiêu | ĐVT | Thực hiện 2023 | KH 2024 | So sánh KH/TH (%) |\n| 1 | Sản lượng lương thực | Tấn | 400 | 500 | 125 |",
        "| STT | Chỉ tiêu | ĐVT | Cùng kỳ | Thực hiện 9 tháng | Tăng, giảm so với cùng kỳ (%) |\n| 1 | Sản lượng lương thực | Tấn | 400 | 380 | -5 |",
    ],
)  # fmt: skip
def test_what_is_right_or_cannot_be_told_is_left_alone(text: str) -> None:
    assert doubts(text) == []
