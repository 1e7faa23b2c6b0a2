"""A noun phrase leads to the catalogue's code: other wording, abbreviations, units, changes, and what has no code."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import CATALOGUE
from tiendo.model.figure import TO_CHECK, IndicatorGuess
from tiendo.model.target import Change
from tiendo.reading.folding import fold
from tiendo.reading.match import LEAST_SCORE, guess_indicators

UP, DOWN, LEVEL = Change.INCREASE, Change.DECREASE, Change.NONE
PHRASES = [
    ("tỷ lệ bao phủ BHYT toàn dân", "%", LEVEL, "bhyt-coverage"),
    ("người dân tham gia BHYT", "%", LEVEL, "bhyt-coverage"),
    ("số người tham gia BHXH tự nguyện", "người", LEVEL, "bhxh-voluntary"),
    ("lực lượng lao động tham gia BHXH", "%", LEVEL, "bhxh-coverage"),
    ("lao động tham gia BHTN", "%", LEVEL, "bhtn-coverage"),
    ("số xã đạt chuẩn NTM", "xã", LEVEL, "ntm-communes"),
    ("tỷ lệ xã đạt chuẩn NTM", "%", LEVEL, "ntm-communes-rate"),
    ("xã đạt chuẩn NTM nâng cao", "xã", LEVEL, "ntm-advanced-communes"),
    ("xã đạt chuẩn NTM nâng cao", "%", LEVEL, "ntm-advanced-rate"),
    ("xã NTM kiểu mẫu", "xã", LEVEL, "ntm-model-communes"),
    ("thôn đạt chuẩn NTM", "thôn", LEVEL, "ntm-hamlets"),
    ("bình quân tiêu chí NTM mỗi xã", "tiêu chí/xã", LEVEL, "ntm-criteria-mean"),
    ("sản phẩm OCOP", "sản phẩm", UP, "ocop-new"),
    ("GRDP", "%", UP, "grdp-growth"),
    ("tốc độ tăng trưởng GRDP bình quân", "%/năm", LEVEL, "grdp-growth"),
    ("GRDP bình quân đầu người", "triệu đồng", LEVEL, "grdp-per-capita"),
    ("tổng GTSX các ngành", "tỷ đồng", LEVEL, "gross-output-total"),
    ("tổng GTSX", "%", UP, "gross-output-growth"),
    ("GTSX công nghiệp - TTCN", "tỷ đồng", LEVEL, "gross-output-industry"),
    ("GTSX nông, lâm, thuỷ sản", "tỷ đồng", LEVEL, "gross-output-agriculture"),
    ("GTSX thương mại, dịch vụ", "%", UP, "services-growth"),
    ("công nghiệp - xây dựng", "%", UP, "industry-growth"),
    ("nông, lâm, ngư nghiệp", "%", UP, "agriculture-growth"),
    ("tổng mức bán lẻ hàng hoá và doanh thu dịch vụ", "tỷ đồng", LEVEL, "retail-sales"),
    ("tổng thu NSNN trên địa bàn huyện", "tỷ đồng", LEVEL, "state-revenue-local"),
    ("thu NSNN", "triệu đồng", LEVEL, "state-revenue-local"),
    ("thu ngân sách trên địa bàn", "%", UP, "revenue-growth"),
    ("thu tiền SDĐ", "tỷ đồng", LEVEL, "land-use-revenue"),
    ("tỷ lệ giải ngân vốn ĐTC", "%", LEVEL, "public-investment-rate"),
    ("tổng vốn đầu tư phát triển toàn xã hội", "tỷ đồng", LEVEL, "total-social-investment"),
    ("kim ngạch hàng hóa xuất khẩu", "triệu usd", LEVEL, "export-turnover"),
    ("giá trị kim ngạch nhập khẩu", "triệu usd", LEVEL, "import-turnover"),
    ("thu nhập bình quân của người dân", "triệu đồng/người/năm", LEVEL, "income-per-capita"),
    ("tỷ lệ học sinh THCS đi học đúng độ tuổi", "%", LEVEL, "lower-secondary-enrolment-rate"),
    ("tỷ lệ tốt nghiệp THPT", "%", LEVEL, "upper-secondary-graduation-rate"),
    ("trường học đạt chuẩn quốc gia", "%", LEVEL, "national-standard-school-rate"),
    ("trường đạt chuẩn quốc gia", "trường", UP, "national-standard-schools-new"),
    ("trẻ em dưới 5 tuổi thấp còi", "%", LEVEL, "stunting-rate"),
    ("tỷ lệ hộ nghèo đa chiều", "%", LEVEL, "poverty-rate"),
    ("tỷ lệ hộ nghèo", "%", DOWN, "poverty-rate-reduction-pp"),
    ("hộ nghèo", "hộ", DOWN, "poor-households"),
    ("số hộ cận nghèo", "hộ", LEVEL, "near-poor-households"),
    ("tỷ lệ hộ cận nghèo", "%", LEVEL, "near-poverty-rate"),
    ("tạo việc làm mới", "lao động", LEVEL, "jobs-created"),
    ("lao động qua đào tạo nghề", "%", LEVEL, "trained-labour-rate"),
    ("lao động qua đào tạo có chứng chỉ", "%", LEVEL, "certified-labour-rate"),
    ("số bác sỹ trên một vạn dân", "bác sỹ", LEVEL, "doctors-per-10000"),
    ("tổng đàn heo", "con", LEVEL, "pig-herd"),
    ("đàn gia cầm", "con", LEVEL, "poultry-herd"),
    ("sản lượng bắp", "tấn", LEVEL, "maize-output"),
    ("năng suất lúa cả năm", "tạ/ha", LEVEL, "rice-yield"),
    ("độ che phủ của rừng", "%", LEVEL, "forest-cover-rate"),
    ("đường GTNT được cứng hoá", "%", LEVEL, "rural-road-hardened-rate"),
    ("số vụ TNGT", "vụ", LEVEL, "traffic-accident-cases"),
    ("hồ sơ TTHC giải quyết đúng hạn", "%", LEVEL, "dossier-on-time-rate"),
    ("người dân tập luyện TDTT thường xuyên", "%", LEVEL, "regular-sports-rate"),
    ("gia đình đạt chuẩn văn hoá", "%", LEVEL, "cultural-families-rate"),
    ("kết nạp đảng viên mới", "đảng viên", LEVEL, "party-members-admitted"),
    ("doanh nghiệp", "doanh nghiệp", UP, "enterprises-new"),
    ("HTX thành lập mới", "hợp tác xã", LEVEL, "cooperatives-new"),
]
NOTHING = [
    ("số trang của báo cáo", "trang"),
    ("đại biểu dự hội nghị", "đại biểu"),
    ("lượt xem bài viết", "lượt"),
    ("bộ bàn ghế", "bộ"),
    ("cuộc họp giao ban", "cuộc"),
    ("qqq", "cái"),
    ("", "%"),
]


def guess(phrase: str, unit: str, change: Change = LEVEL) -> tuple[IndicatorGuess, ...]:
    return guess_indicators(phrase, phrase, unit, CATALOGUE.indicators, change)


@pytest.mark.parametrize(("phrase", "unit", "change", "code"), PHRASES)
def test_other_words_lead_to_the_code(phrase: str, unit: str, change: Change, code: str) -> None:
    assert [g.code for g in guess(phrase, unit, change)][:1] == [code]


@pytest.mark.parametrize(("phrase", "unit"), NOTHING)
def test_what_is_no_indicator_gets_no_code(phrase: str, unit: str) -> None:
    assert guess(phrase, unit) == ()


def test_the_unit_tells_a_sum_of_money_from_a_share() -> None:
    assert guess("giải ngân vốn đầu tư công", "tỷ đồng")[0].code == "public-investment-disbursed"
    assert guess("giải ngân vốn đầu tư công", "%")[0].code == "public-investment-rate"


def test_accents_tell_names_apart_and_the_place_of_the_tone_does_not() -> None:
    assert fold("Thạnh Hóa") != fold("Thanh Hóa")
    assert fold("hoà, thuỷ, khoẻ") == fold("hòa, thủy, khỏe")
    assert fold("quý, quỹ") == "quý quỹ"


def test_runners_up_come_in_order_and_the_same_every_time() -> None:
    first = guess("thu ngân sách", "tỷ đồng")
    again = guess_indicators("thu ngân sách", "thu ngân sách", "tỷ đồng", dict(CATALOGUE.indicators))
    assert first == again and 1 < len(first) <= 5
    assert [g.score for g in first] == sorted((g.score for g in first), reverse=True)
    assert all(Decimal(0) <= g.score <= 1 for g in first) and first[0].score >= LEAST_SCORE


def test_another_catalogue_is_never_answered_from_the_first_ones_index() -> None:
    only = {code: CATALOGUE.indicators[code] for code in ("poor-households", "food-output")}
    assert guess("thu ngân sách nhà nước", "tỷ đồng")
    assert guess_indicators("thu ngân sách nhà nước", "", "tỷ đồng", only) == ()


def test_an_unsure_code_is_to_be_checked() -> None:
    assert IndicatorGuess("food-output", TO_CHECK - Decimal("0.001")).to_check
    assert not IndicatorGuess("food-output", TO_CHECK).to_check
