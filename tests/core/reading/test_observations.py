"""Progress reports: results become proposed observations, and numbers that do not agree are said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import CATALOGUE
from tiendo import pipeline
from tiendo.model.document import Document
from tiendo.model.observation import Vintage
from tiendo.model.reading import Reading
from tiendo.publishing.wording import say

HEADLINE = "Tân Lập triển khai kế hoạch phát triển kinh tế - xã hội năm 2024"


def read(text: str) -> Reading:
    return pipeline.read_document(Document(f"{HEADLINE}\n{text}", "báo cáo"), CATALOGUE)


@pytest.mark.parametrize(
    ("text", "code", "period", "value", "vintage"),
    [
        ("Năm 2023, thu ngân sách nhà nước trên địa bàn đạt 120,5 tỷ đồng.", "state-revenue-local", "2023", "120.5", Vintage.PRELIMINARY),
        ("Ước thực hiện năm 2023, tỷ lệ hộ nghèo còn 3,2%.", "poverty-rate", "2023", "3.2", Vintage.ESTIMATE),
        ("Quyết toán năm 2022, thu ngân sách nhà nước trên địa bàn đạt 99 tỷ đồng.", "state-revenue-local", "2022", "99", Vintage.OFFICIAL),
        ("Năm 2023, thu ngân sách nhà nước trên địa bàn đạt 120.500 triệu đồng.", "state-revenue-local", "2023", "120.5", Vintage.PRELIMINARY),
    ],
)  # fmt: skip
def test_a_result_becomes_an_observation_in_the_indicators_unit(
    text: str, code: str, period: str, value: str, vintage: Vintage
) -> None:
    (proposed,) = read(text).observations
    observation = proposed.observation
    assert (observation.indicator_code, observation.period.code) == (code, period)
    assert observation.value == Decimal(value) and observation.vintage is vintage
    assert observation.source == text and proposed.confidence > Decimal("0.6")


def test_an_estimate_said_later_is_of_another_figure() -> None:
    text = "Năm 2023, thu ngân sách nhà nước trên địa bàn đạt 120 tỷ đồng, tỷ lệ hộ nghèo ước còn 3,2%."
    first, second = read(text).observations
    assert (first.observation.vintage, second.observation.vintage) == (Vintage.PRELIMINARY, Vintage.ESTIMATE)


def test_six_months_are_the_running_period_and_not_the_year() -> None:
    (proposed,) = read(
        "Trong 6 tháng đầu năm 2024, thu ngân sách nhà nước trên địa bàn đạt 68,83 tỷ đồng."
    ).observations
    period = proposed.observation.period
    assert (period.months()[0].code, period.months()[-1].code) == ("2024-01", "2024-06")


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2024 phấn đấu thu ngân sách nhà nước trên địa bàn đạt 137,5 tỷ đồng.",  # a promise
        "Năm 2023, thu ngân sách nhà nước trên địa bàn tăng 17,5% so với năm 2022.",  # a change
        "Năm 2023, thu ngân sách nhà nước trên địa bàn đạt trên 900 tỷ đồng.",  # a bound
        "Năm 2023, số lượt tư vấn pháp lý đạt 35 lượt.",  # no indicator
    ],
)
def test_what_says_no_exact_level_is_left_to_the_person(text: str) -> None:
    assert read(text).observations == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Năm 2023, giá trị sản xuất đạt 4.264/4.170 tỷ đồng, đạt 103,2% kế hoạch.", "văn bản là 103,2%, nhưng 4.264/4.170 tỷ đồng là 102,3%"),
        ("Năm 2023, thu ngân sách đạt 650 tỷ đồng, bằng 52% kế hoạch 1.300 tỷ đồng.", "văn bản là 52%, nhưng 650/1.300 tỷ đồng là 50%"),
        ("Năm 2023, thu ngân sách đạt 650/600 tỷ đồng, vượt 12% kế hoạch.", "văn bản là 112%, nhưng 650/600 tỷ đồng là 108%"),
        ("Cơ cấu kinh tế: nông nghiệp 38,1%, công nghiệp 36,5%, dịch vụ 26,4%.", "cộng lại là 101%, không phải 100%"),
        ("Năm 2023, tổng đàn gia súc 15.000 con, trong đó đàn bò 16.000 con.", "16.000 con, lớn hơn tổng số 15.000 con"),
    ],
)  # fmt: skip
def test_numbers_that_do_not_agree_are_said_in_a_sentence(text: str, said: str) -> None:
    problems = [say(p, "vi") for p in read(text).problems]
    assert any(said in problem for problem in problems), problems
    assert all(say(p, "en") for p in read(text).problems)


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2023, giá trị sản xuất đạt 4.264/4.170 tỷ đồng, đạt 102,3% kế hoạch.",
        "Năm 2023, thu ngân sách đạt 68,83 tỷ đồng, bằng 50,06% kế hoạch 137,5 tỷ đồng, tăng 17,53% so với cùng kỳ.",
        "Năm 2023, thu ngân sách đạt 650/600 tỷ đồng, vượt 8% kế hoạch.",
        "Năm 2023, thu ngân sách đạt 650 tỷ đồng, bằng 108% kế hoạch.",  # the plan is not told: nothing to compare
        "Cơ cấu kinh tế: nông nghiệp 38,1%, công nghiệp 36,5%, dịch vụ 25,4%.",
        "Năm 2023, tổng đàn gia súc 15.000 con, trong đó đàn bò 6.000 con.",
        "Năm 2023, tỷ lệ lao động qua đào tạo đạt 60%, trong đó nữ đạt 65%.",  # rates do not add up
        "Năm 2023, thu ngân sách đạt 650/600 tỷ đồng; việc làm đạt 95% kế hoạch.",  # another clause
    ],
)
def test_numbers_that_agree_within_their_rounding_are_not_questioned(text: str) -> None:
    rules = {p.rule for p in read(text).problems}
    assert not rules & {"percent-does-not-follow", "shares-do-not-sum", "part-larger-than-whole"}


def test_what_the_prose_and_its_table_both_tell_is_proposed_once() -> None:
    (told,) = read(
        "Năm 2023, thu ngân sách nhà nước trên địa bàn đạt 120,5 tỷ đồng.\n\n"
        "STT | Chỉ tiêu | ĐVT | Ước thực hiện 2023\n1 | Thu ngân sách nhà nước trên địa bàn | tỷ đồng | 120,5"
    ).observations
    assert [f.rule for f in (told.figure, *told.again)] == ["level", "table"]
    assert told.observation.vintage is Vintage.ESTIMATE


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("Từ đầu năm đến nay, thu ngân sách nhà nước trên địa bàn đạt 68 tỷ đồng.", ("2024-01", "2024-10")),
        ("Trong tháng 3, thu ngân sách nhà nước trên địa bàn đạt 68 tỷ đồng.", ("2024-03", "2024-03")),
        ("Lũy kế 8 tháng, thu ngân sách nhà nước trên địa bàn đạt 68 tỷ đồng.", ("2024-01", "2024-08")),
    ],
)
def test_a_time_without_a_year_is_of_the_year_of_the_document(said: str, months: tuple[str, str]) -> None:
    letterhead = (
        "HUYỆN LÂM SƠN\nSố: 45/BC-UBND\nLâm Sơn, ngày 25 tháng 10 năm 2024\n\nBÁO CÁO\nTình hình kinh tế - xã hội"
    )
    reading = pipeline.read_document(Document(f"{letterhead}\n\n{said}", "báo cáo"), CATALOGUE)
    (told,) = reading.observations
    covered = told.observation.period.months()
    assert (covered[0].code, covered[-1].code) == months
