"""Words in both languages: exact, complete, and right in number."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import CATALOGUE, make_condition, make_target
from tiendo.model.period import Period
from tiendo.model.place import Place, PlaceKind
from tiendo.model.problem import Problem
from tiendo.model.target import TargetSet
from tiendo.model.total import Owing
from tiendo.model.verdict import Reason
from tiendo.publishing.sentences import SENTENCES
from tiendo.publishing.wording import (
    describe_condition,
    describe_decision,
    describe_missing,
    describe_target,
    format_amount,
    format_date,
    format_exact,
    format_number,
    format_period,
    format_place,
    format_ratio,
    format_unit,
    round_half_up,
    say,
    say_with_place,
)


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        ("229800", 0, "229.800", "229,800"),
        ("1234.5", 1, "1.234,5", "1,234.5"),
        ("0", 2, "0", "0"),
        ("-0.004", 2, "0", "0"),
        ("2.5", 0, "3", "3"),
        ("0.125", 2, "0,13", "0.13"),
        ("-1234.5", 0, "-1.235", "-1,235"),
        ("17.50", 2, "17,5", "17.5"),
        ("999999999999999999999999", 6, "999.999.999.999.999.999.999.999", "999,999,999,999,999,999,999,999"),
    ],
)
def test_numbers_are_rounded_as_people_round(value: str, decimals: int, vi: str, en: str) -> None:
    assert (format_number(Decimal(value), decimals, "vi"), format_number(Decimal(value), decimals, "en")) == (vi, en)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_absent_is_a_dash_and_zero_is_zero(language: str) -> None:
    assert {
        format_number(None, 2, language),
        format_amount(None, "tấn", 2, language),
        format_ratio(None, language),
    } == {"—"}
    assert format_number(Decimal(0), 2, language) == "0" and format_date(None, language) == "—"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6), st.integers(0, 4))
def test_rounding_stays_within_half_a_step(value: Decimal, decimals: int) -> None:
    assert abs(round_half_up(value, decimals) - value) * 2 <= Decimal(1).scaleb(-decimals)


@pytest.mark.parametrize(
    ("ratio", "vi", "en"),
    [
        ("1.0952380", "109,5%", "109.5%"),
        ("0.9998936", "99,9%", "99.9%"),  # 93.99 of 94 is not all of it
        ("1", "100%", "100%"),
        ("1.00001", "100%", "100%"),
        ("0", "0%", "0%"),
        ("-0.238", "-23,8%", "-23.8%"),
    ],
)
def test_what_falls_short_never_reads_as_all(ratio: str, vi: str, en: str) -> None:
    assert (format_ratio(Decimal(ratio), "vi"), format_ratio(Decimal(ratio), "en")) == (vi, en)


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        ("1", "sản phẩm", "1 sản phẩm", "1 product"),
        ("2", "sản phẩm", "2 sản phẩm", "2 products"),
        ("0", "trường", "0 trường", "0 schools"),
        ("1.0", "trường", "1 trường", "1 school"),
        ("1.5", "xã", "1,5 xã", "1.5 communes"),
        ("-1", "hộ", "-1 hộ", "-1 household"),
        ("1", "tiêu chí/xã", "1 tiêu chí/xã", "1 criterion per commune"),
        ("94", "%", "94%", "94%"),
        ("1", "tỷ đồng", "1 tỷ đồng", "1 billion VND"),
        ("3", "chiếc", "3 chiếc", "3 chiếc"),
    ],
)
def test_english_says_one_thing_and_several_things(value: str, unit: str, vi: str, en: str) -> None:
    assert format_amount(Decimal(value), unit, 2, "vi") == vi
    assert format_amount(Decimal(value), unit, 2, "en") == en


def test_every_unit_of_the_catalogue_has_english() -> None:
    for indicator in CATALOGUE.indicators.values():
        said = format_unit(indicator.unit, "en")
        assert said.isascii() or said == "‰", indicator.unit


@pytest.mark.parametrize(
    ("condition", "vi", "en"),
    [
        (">= 1 sản phẩm", "1 sản phẩm trở lên", "at least 1 product"),
        ("<= 2 tỷ đồng", "không quá 2 tỷ đồng", "at most 2 billion VND"),
        ("> 94 %", "trên 94%", "more than 94%"),
        ("< 1 %", "dưới 1%", "less than 1%"),
        ("range 6.5-7 %", "từ 6,5 đến 7%", "6.5 to 7%"),
        ("about 4 ±0.05 %", "khoảng 4% (±5%)", "about 4% (±5%)"),
        ("-15 %%", "giảm 15%", "down by 15%"),
        ("+2 điểm %", "tăng 2 điểm %", "up by 2 percentage points"),
        ("-1 điểm %", "giảm 1 điểm %", "down by 1 percentage point"),
        ("keep >= 94 %", "duy trì 94% trở lên", "keep at least 94%"),
        ("= 0 xã", "0 xã", "0 communes"),
    ],
)
def test_conditions_are_said_in_both_languages(condition: str, vi: str, en: str) -> None:
    made = make_condition(condition)
    assert (describe_condition(made, "vi"), describe_condition(made, "en")) == (vi, en)


def test_points_of_a_percentage_are_told_from_per_cent() -> None:
    points = replace(make_condition("-1 điểm %"), unit="%")
    assert describe_condition(points, "vi") == "giảm 1 điểm %"
    assert describe_condition(points, "en") == "down by 1 percentage point"


def test_a_named_thing_is_said_with_its_target() -> None:
    school = make_target("national-standard-schools-new", "= 1 trường", subject="Trường THCS Thủy Tây")
    assert describe_target(school, "en") == "1 school: Trường THCS Thủy Tây"


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("2024-03", "tháng 3/2024", "March 2024"),
        ("2024-Q1", "quý I/2024", "quarter I/2024"),
        ("2024-Q4", "quý IV/2024", "quarter IV/2024"),
        ("2024-H1", "6 tháng đầu năm 2024", "first half of 2024"),
        ("2024-H2", "6 tháng cuối năm 2024", "second half of 2024"),
        ("2024", "năm 2024", "2024"),
        ("2024-S1", "vụ Đông Xuân 2023-2024", "winter-spring crop 2023-2024"),
        ("2024-S2", "vụ Hè Thu 2024", "summer-autumn crop 2024"),
        ("2023-SY", "năm học 2023-2024", "school year 2023-2024"),
        ("2021-2025", "giai đoạn 2021-2025", "2021-2025"),
    ],
)
def test_periods_are_said_in_both_languages(code: str, vi: str, en: str) -> None:
    assert (format_period(Period.parse(code), "vi"), format_period(Period.parse(code), "en")) == (vi, en)


def test_places_and_days() -> None:
    place = Place("1", "Thủy Tây", PlaceKind.COMMUNE)
    assert (format_place(place, "vi"), format_place(place, "en")) == ("xã Thủy Tây", "Thủy Tây commune")
    day = date(2023, 12, 30)
    assert (format_date(day, "vi"), format_date(day, "en")) == ("30/12/2023", "30 Dec 2023")


def test_a_decision_is_said_with_its_day_where_it_is_known() -> None:
    edition = TargetSet("1", "HĐND", 1, "NQ 12", date(2023, 12, 29))
    assert describe_decision(edition, "vi") == "NQ 12, 29/12/2023"
    assert describe_decision(replace(edition, decided_on=None), "vi") == "NQ 12"
    assert describe_decision(replace(edition, decided_by=""), "en") == ""


def test_who_is_missing_is_named_with_the_months() -> None:
    missing = (Owing("1", (Period.month(2024, 3), Period.month(2024, 4))), Owing("2", ()))
    names = {"1": "xã A"}
    assert describe_missing(missing, "vi", names) == "xã A (tháng 3, tháng 4); 2"
    assert describe_missing((), "en", names) == ""


def test_of_a_place_that_holds_others_it_is_said_how_many_of_them_are_missing() -> None:
    district = Owing("D", (Period.month(2024, 3),), places=2)
    assert describe_missing([district], "vi", {"D": "huyện Lâm Sơn"}) == "huyện Lâm Sơn (2 nơi: tháng 3)"
    assert describe_missing([district], "en", {}) == "D (2 places: March 2024)"


def test_of_many_missing_places_three_are_named_and_many_months_are_counted() -> None:
    months = tuple(Period.month(2024, m) for m in range(1, 8))
    missing = tuple(Owing(code, months) for code in "ABCDE")
    assert describe_missing(missing, "vi", {}) == "A (7 tháng); B (7 tháng); C (7 tháng) và 2 nơi khác"
    assert describe_missing(missing[:4], "en", {}) == "A (7 months); B (7 months); C (7 months) and 1 more place"
    in_full = describe_missing(missing, "vi", {}, in_full=True)
    assert in_full.count("tháng 7") == 5 and "khác" not in in_full


def test_every_sentence_has_the_same_facts_in_both_languages() -> None:
    for rule, (vi, en) in SENTENCES.items():
        facts_vi, facts_en = (set(re.findall(r"\{(\w+)\}", said)) for said in (vi, en))
        assert facts_en <= facts_vi | {"indicator"}, rule
        assert vi.endswith(".") and en.endswith("."), rule


def test_amounts_that_differ_are_not_written_alike() -> None:
    reason = Reason("not-met", {"actual": Decimal("93.9996"), "promised": Decimal(94), "unit": "%"})
    assert say(reason, "vi") == "Thực hiện 93,9996%, chưa đạt mức giao 94%."
    same = Reason("met", {"actual": Decimal(94), "promised": Decimal("94.0"), "unit": "%"})
    assert say(same, "en") == "Achieved 94%, the 94% promised is met."
    third = Reason("not-met", {"actual": Decimal(280) / 3, "promised": Decimal(94), "unit": "%"})
    assert say(third, "vi") == "Thực hiện 93,33%, chưa đạt mức giao 94%."


def test_who_fails_a_condition_is_named() -> None:
    facts = {"actual": Decimal(1), "unit": "xã", "failing": ("1",), "members": Decimal(6)}
    assert say(Reason("fails", facts), "vi", {"1": "xã A"}) == "Điều kiện không được giữ: 1/6 địa bàn: xã A."
    kept = {**facts, "failing": ()}
    assert say(Reason("holds", kept), "en") == "The condition holds: 0 of 6 places fail."


def test_a_rule_without_words_is_an_error_and_no_code_on_a_page() -> None:
    with pytest.raises(KeyError):
        say(Reason("no-such-rule"), "vi")


def test_a_finding_about_a_file_says_where() -> None:
    problem = Problem(
        "amount-unreadable", {"typed": "1.5", "example": "1.234,5", "file": "f.csv", "line": 3, "column": "value"}
    )
    assert say_with_place(problem, "vi").startswith("f.csv, dòng 3, cột value: “1.5” không phải")
    assert say_with_place(problem, "en").startswith("f.csv, row 3, column value: “1.5” is not")


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=5), st.sampled_from(["vi", "en"]))
def test_exact_means_every_digit(value: Decimal, language: str) -> None:
    group, point = (".", ",") if language == "vi" else (",", ".")
    assert Decimal(format_exact(value, language).replace(group, "").replace(point, ".")) == value


@pytest.mark.parametrize(
    ("condition", "actual", "vi", "en"),
    [
        ("> 94 %", "94", "Thực hiện 94%, chưa đạt mức giao trên 94%.", "Achieved 94%, short of the more than 94% promised."),
        ("< 4 %", "4", "Thực hiện 4%, chưa đạt mức giao dưới 4%.", "Achieved 4%, short of the less than 4% promised."),
        (
            "range 94-95 %", "93",
            "Thực hiện 93%, chưa đạt mức giao từ 94 đến 95%.", "Achieved 93%, short of the 94 to 95% promised.",
        ),
        (
            "-21 hộ", "20",
            "Thực hiện giảm 20 hộ, chưa đạt mức giao giảm 21 hộ.",
            "Achieved a fall of 20 households, short of the fall of 21 households promised.",
        ),
        (
            "-21 hộ", "-5",
            "Thực hiện tăng 5 hộ, chưa đạt mức giao giảm 21 hộ.",
            "Achieved a rise of 5 households, short of the fall of 21 households promised.",
        ),
    ],
)  # fmt: skip
def test_what_was_promised_is_said_as_it_was_promised(condition: str, actual: str, vi: str, en: str) -> None:
    made = make_condition(condition)
    facts = {"actual": Decimal(actual), "promised": made.value, "condition": made, "unit": made.unit}
    assert (say(Reason("not-met", facts), "vi"), say(Reason("not-met", facts), "en")) == (vi, en)
