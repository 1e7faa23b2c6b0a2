"""Verdicts at the edges: what the tables in tests/spec do not say yet."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.builders import (
    CATALOGUE,
    YEAR,
    make_compound,
    make_condition,
    make_observations,
    make_place_tree,
    make_target,
)
from tiendo import pipeline
from tiendo.judging.named import same_thing
from tiendo.model.indicator import Frequency
from tiendo.model.period import Clock, Period
from tiendo.model.target import Comparator, Target
from tiendo.model.verdict import Override, Verdict, VerdictWord
from tiendo.publishing.wording import say

TREE = make_place_tree("Huyện H > Xã A, Xã B", recognised="A")
JUNE, DONE = date(2024, 7, 10), date(2025, 1, 20)


def judged(target: Target, figures: dict[str, str], *, today: date = JUNE, through: int = 6) -> Verdict:
    observations = [o for code, rows in figures.items() for o in make_observations(code, rows)]
    (verdict,) = pipeline.judge_targets(
        [target], observations, tree=TREE, catalogue=CATALOGUE, today=today, through=Period.month(2024, through)
    )
    for reason in (r for v in (verdict, *verdict.parts) for r in v.reasons):
        assert say(reason, "vi") and say(reason, "en")
    return verdict


def each(a: int | str, b: int | str, months: int) -> str:
    return "; ".join(f"A {m}: {a}; B {m}: {b}" for m in range(1, months + 1))


def rule(verdict: Verdict) -> str:
    return verdict.reasons[0].rule


# --- a cap on what builds up ------------------------------------------------------------------------------------------

ACCIDENTS = make_target("traffic-accident-cases", "<= 24 vụ")


@pytest.mark.parametrize(
    ("figures", "word", "said"),
    [
        (each(1, 1, 6), "on_track", "cap-kept"),
        (each(0, 0, 6), "on_track", "cap-kept"),
        (each(1, 2, 6), "at_risk", "cap-near"),
        (each(2, 2, 6), "at_risk", "cap-near"),  # the cap itself still holds
        (each(2, 2, 6).replace("A 6: 2", "A 6: 3"), "off_track", "cap-passed"),
    ],
)
def test_being_below_a_cap_in_june_is_no_early_success(figures: str, word: str, said: str) -> None:
    verdict = judged(ACCIDENTS, {"traffic-accident-cases": figures})
    assert (verdict.word, rule(verdict), verdict.attainment) == (word, said, None)


def test_below_is_strict_for_a_cap_too() -> None:
    strict = replace(ACCIDENTS, conditions=(replace(ACCIDENTS.conditions[0], comparator=Comparator.LESS_THAN),))
    assert judged(strict, {"traffic-accident-cases": each(2, 2, 6)}).word == "off_track"
    assert judged(strict, {"traffic-accident-cases": each(1, 1, 12)}, today=DONE).word == "not_met"
    assert judged(ACCIDENTS, {"traffic-accident-cases": each(1, 1, 12)}, today=DONE).word == "met"


def test_a_cap_passed_without_some_places_is_passed() -> None:
    verdict = judged(ACCIDENTS, {"traffic-accident-cases": "; ".join(f"A {m}: 5" for m in range(1, 7))})
    assert (verdict.word, rule(verdict)) == ("off_track", "cap-passed")
    few = judged(ACCIDENTS, {"traffic-accident-cases": "; ".join(f"A {m}: 1" for m in range(1, 7))})
    assert (few.word, rule(few)) == ("cannot_judge", "missing-places")


def test_expenditure_within_the_estimate_is_not_failing_in_january() -> None:
    spending = make_target("budget-expenditure", "= 120 tỷ đồng")
    assert judged(spending, {"budget-expenditure": "A 1: 5; B 1: 5"}, through=1).word == "on_track"
    assert judged(spending, {"budget-expenditure": "A 1: 70; B 1: 51"}, through=1).word == "off_track"


# --- changes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jobs", "word"),
    [((100, 84), "on_track"), ((100, 83), "at_risk"), ((80, 80), "off_track"), ((190, 190), "on_track")],
)
def test_half_a_year_of_a_flow_is_no_change_against_a_whole_one(jobs: tuple[int, int], word: str) -> None:
    more = make_target("jobs-created", "+10 %%", baseline="2000")  # 2,200 in the year, 1,100 by June
    verdict = judged(more, {"jobs-created": each(*jobs, 6)})
    assert verdict.word == word


def test_a_fall_of_a_flow_is_not_reached_in_january() -> None:
    fewer = make_target("traffic-accident-cases", "-5 %%", baseline="100")  # at most 95 in the year
    assert judged(fewer, {"traffic-accident-cases": "A 1: 6; B 1: 2"}, through=1).word == "on_track"
    verdict = judged(fewer, {"traffic-accident-cases": "A 1: 6; B 1: 3"}, through=1)
    assert (verdict.word, rule(verdict)) == ("at_risk", "cap-near")
    closed = judged(fewer, {"traffic-accident-cases": each(4, 3, 12)}, today=DONE)
    assert (closed.word, closed.attainment) == ("exceeded", Decimal(16) / 5)


def test_the_path_of_a_change_leads_to_the_change() -> None:
    more = make_target("jobs-created", "+10 %%", baseline="2000")
    verdict = judged(more, {"jobs-created": each(100, 100, 6)})
    assert verdict.path[-1].value == 10 and verdict.actual == -40 and verdict.due == -45


@pytest.mark.parametrize(
    ("jobs", "month", "word"), [(15, 1, "at_risk"), (14, 1, "off_track"), (100, 6, "on_track"), (30, 2, "at_risk")]
)
def test_ninety_per_cent_of_what_has_no_last_digit_is_ninety_per_cent(jobs: int, month: int, word: str) -> None:
    """A January's part of 200 is 16,666…: 15 is 90 % of it."""
    figures = "; ".join(f"A {m}: 0; B {m}: {jobs if m == month else 0}" for m in range(1, month + 1))
    verdict = judged(make_target("jobs-created", "= 200 lao động"), {"jobs-created": figures}, through=month)
    assert verdict.word == word


def test_percentage_points_are_not_per_cent() -> None:
    points = make_target("poverty-rate", "-1 điểm %", baseline="4")
    per_cent = make_target("poverty-rate", "-1 %%", baseline="4")
    rows = {"poverty-rate": "A 12: 36/1000; B 12: 36/1000"}  # 3.6 %: 0.4 points, 10 per cent less
    assert judged(points, rows, today=DONE).word == "not_met"
    assert judged(per_cent, rows, today=DONE).word == "exceeded"


# --- compound ---------------------------------------------------------------------------------------------------------

PARTS = make_compound(
    make_target("ntm-no-debt", "= 0 xã", number="5a"), make_target("bhyt-coverage", ">= 94 %", number="5b")
)
COVERED = "A {m}: 95/100; B {m}: 95/100"


def test_a_part_without_data_leaves_the_whole_open_not_empty() -> None:
    verdict = judged(PARTS, {"bhyt-coverage": COVERED.format(m=6)})
    assert [p.word.value for p in verdict.parts] == ["no_data", "on_track"]
    assert (verdict.word, verdict.reasons[0].facts["deciding"]) == ("cannot_judge", ("5a",))


def test_a_part_that_failed_decides_whatever_is_missing() -> None:
    verdict = judged(PARTS, {"ntm-no-debt": "A 12: 1"}, today=DONE)
    assert (verdict.word, verdict.reasons[0].facts["deciding"]) == ("not_met", ("5a",))


def test_without_any_data_the_whole_has_none() -> None:
    assert judged(PARTS, {}).word == "no_data"


# --- keep -------------------------------------------------------------------------------------------------------------

KEEP = make_target("bhyt-coverage", "keep >= 94 %")


def test_a_level_once_broken_stays_broken_whoever_is_missing_since() -> None:
    rows = each("95/100", "95/100", 5).replace("A 2: 95", "A 2: 90")
    verdict = judged(KEEP, {"bhyt-coverage": f"{rows}; A 6: 95/100"})
    assert (verdict.word, rule(verdict)) == ("off_track", "keep-broken")


def test_a_flow_is_no_level_to_be_kept_every_month() -> None:
    jobs = make_target("jobs-created", "keep >= 1200 lao động")
    assert judged(jobs, {"jobs-created": each(50, 50, 6)}).word == "on_track"


def test_keep_is_not_met_at_the_end_when_it_was_broken() -> None:
    rows = each("95/100", "95/100", 12).replace("A 2: 95", "A 2: 90")
    assert judged(KEEP, {"bhyt-coverage": rows}, today=DONE).word == "not_met"


# --- days and months --------------------------------------------------------------------------------------------------

JOBS = make_target("jobs-created", "= 1200 lao động")


@pytest.mark.parametrize(
    ("clock", "day", "closed"),
    [
        (Clock.ADMINISTRATIVE, "2024-12-14", False),
        (Clock.ADMINISTRATIVE, "2024-12-15", True),
        (Clock.CALENDAR, "2024-12-31", False),
        (Clock.CALENDAR, "2025-01-01", True),
    ],
)
def test_the_clock_closes_the_year(clock: Clock, day: str, closed: bool) -> None:
    verdict = judged(
        replace(JOBS, clock=clock), {"jobs-created": each(50, 50, 12)}, today=date.fromisoformat(day), through=12
    )
    assert (verdict.closed, verdict.word) == (closed, "met" if closed else "on_track")


def test_once_closed_the_whole_period_is_looked_at() -> None:
    verdict = judged(JOBS, {"jobs-created": each(50, 50, 12)}, today=DONE, through=6)
    assert verdict.through == Period.month(2024, 12)


def test_figures_of_later_months_do_not_hide_those_of_an_open_half_year() -> None:
    half = replace(JOBS, period=Period.half(2024, 1), clock=Clock.CALENDAR)
    verdict = judged(half, {"jobs-created": each(100, 100, 7)}, today=date(2024, 6, 30), through=7)
    assert (verdict.through, verdict.total and verdict.total.value) == (Period.month(2024, 6), 1200)


def test_before_its_period_a_target_has_no_data() -> None:
    assert (
        judged(replace(JOBS, period=Period.half(2024, 2)), {"jobs-created": each(9, 9, 3)}, through=3).word == "no_data"
    )


def test_a_month_that_has_not_begun_is_not_looked_at() -> None:
    figures = {"jobs-created": each(50, 50, 8)}
    verdict = judged(JOBS, figures, today=date(2024, 7, 20), through=12)
    assert (verdict.through, verdict.word) == (Period.month(2024, 7), "on_track")
    assert verdict.actual == 700  # what was sent for August is no figure yet


def test_a_level_is_not_kept_or_broken_before_everybody_has_reported_it_once() -> None:
    herd = replace(make_target("ocop-total", "keep >= 10 sản phẩm", frequency="quarterly"))
    verdict = judged(herd, {"ocop-total": "A 1: 5; A 3: 5; B 3: 6"}, through=3, today=date(2024, 4, 1))
    assert (verdict.word, rule(verdict)) == ("on_track", "kept")


# --- units, shares, names, overrides ------------------------------------------------------------------------------------


def test_money_is_compared_in_the_promised_unit() -> None:
    revenue = make_target("state-revenue-local", "= 12000 triệu đồng", shares="A 6000, B 6000")
    verdict = judged(revenue, {"state-revenue-local": each("0.5", "0.5", 6)})
    assert (verdict.word, verdict.actual, verdict.due) == ("on_track", 6000, 6000)
    missing = judged(
        revenue, {"state-revenue-local": each("0.2", "0.2", 6).replace("B 3: 0.2; ", "").replace("B 3: 0.2", "")}
    )
    assert (missing.word, rule(missing)) == ("off_track", "same-with-shares")
    assert missing.reasons[0].facts["topped_up"] == 2200 + (
        3000 - 1000
    )  # B brought 1 billion of the 3 due of its share


def test_shares_of_one_condition_say_nothing_about_another() -> None:
    both = make_target("jobs-created", "+10 %%", "= 2200 lao động", baseline="2000", shares="A 1100, B 1100")
    verdict = judged(both, {"jobs-created": each(10, 10, 6).replace("B 3: 10; ", "")})
    assert [r.rule for r in verdict.reasons] == ["missing-places", "same-with-shares"]


def test_the_worst_condition_decides() -> None:
    two = make_target("poor-households", "-10 %%", "-21 hộ", baseline="140")
    verdict = judged(two, {"poor-households": "A 12: 60; B 12: 60"}, today=DONE)
    assert (verdict.word, [r.rule for r in verdict.reasons]) == ("not_met", ["exceeded", "not-met"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Trường THCS Thủy Tây", "Trung học cơ sở Thủy Tây", True),
        ("thcs thủy tây", "Trường  THCS Thủy Tây", True),
        ("Trường THCS Thủy Tây", "Trường Tiểu học Thủy Tây", False),
        ("Trường THCS Thủy Tây", "Trường THCS Thủy Đông", False),
        ("Trường THCS Thủy Tây", "Trường THCS Thuỷ Tây", True),
        ("Trường THCS Thủy Tây", unicodedata.normalize("NFD", "Trường THCS Thủy Tây."), True),
        ("Tiểu học Mỹ Quý", "Tiểu học Mĩ Quí", True),
        ("Trường THCS Thủy Tây", "Trường THCS Thúy Tây", False),
        ("Trường THCS Đa Phước", "Trường THCS Da Phước", False),
        ("Trường THCS Tân Tay", "Trường THCS Tân Tai", False),
    ],
)
def test_two_spellings_name_the_same_school(one: str, other: str, same: bool) -> None:
    assert same_thing(one, other) is same


SCHOOL = make_target("national-standard-schools-new", ">= 1 trường", subject="Trường THCS Thủy Tây")


def test_a_school_recognised_the_year_before_is_no_recognition_of_this_year() -> None:
    before = make_observations("national-standard-schools-new", "A 9: 1 “Trường THCS Thủy Tây”", year=2023)
    now = make_observations("national-standard-schools-new", each(0, 0, 12))
    (verdict,) = pipeline.judge_targets(
        [SCHOOL], [*before, *now], tree=TREE, catalogue=CATALOGUE, today=DONE, through=Period.month(2024, 12)
    )
    assert (verdict.word, [r.rule for r in verdict.reasons]) == ("not_met", ["not-met", "named-missing"])


def test_a_name_beside_a_zero_names_nothing() -> None:
    rows = each(0, 0, 12).replace("A 9: 0", "A 9: 0 “Trường THCS Thủy Tây”")
    assert judged(SCHOOL, {"national-standard-schools-new": rows}, today=DONE).reasons[1].rule == "named-missing"


def test_being_on_pace_without_the_named_one_is_no_shortfall_yet() -> None:
    many = make_target("national-standard-schools-new", "= 24 trường", subject="Trường THCS Thủy Tây")
    verdict = judged(many, {"national-standard-schools-new": each("1 “THCS Khác”", 1, 6)})
    assert (verdict.word, [r.rule for r in verdict.reasons]) == ("on_track", ["on-track", "named-not-yet"])


def test_a_part_decided_by_a_signer_decides_and_is_said_so() -> None:
    override = Override(VerdictWord.MET, "Chủ tịch UBND huyện", "đã khắc phục", DONE)
    observations = make_observations("ntm-no-debt", "A 12: 1") + make_observations(
        "bhyt-coverage", COVERED.format(m=12)
    )
    (verdict,) = pipeline.judge_targets(
        [PARTS], observations, tree=TREE, catalogue=CATALOGUE, today=DONE, through=None, overrides={"5a": override}
    )
    assert [p.word for p in verdict.parts] == ["not_met", "exceeded"] and verdict.word == "met"
    said = say(verdict.reasons[-1], "vi")
    assert said == "Phần 5a do Chủ tịch UBND huyện quyết định; theo quy tắc là “Không đạt”."


def test_a_hundred_per_cent_of_another_part_never_stands_beside_not_met() -> None:
    rows = {"ntm-no-debt": "A 12: 1", "bhyt-coverage": COVERED.format(m=12)}
    assert judged(PARTS, rows, today=DONE).attainment is None


def test_both_verdicts_are_kept_when_a_signer_overrides() -> None:
    override = Override(VerdictWord.MET, "Chủ tịch", "đã nghiệm thu", DONE)
    (verdict,) = pipeline.judge_targets(
        [JOBS], [], tree=TREE, catalogue=CATALOGUE, today=DONE, through=None, overrides={"1": override}
    )
    assert (verdict.word, verdict.said) == (VerdictWord.NO_DATA, VerdictWord.MET)


def test_at_least_nine_tenths_of_what_is_due_is_at_risk() -> None:
    words = [judged(JOBS, {"jobs-created": each(45, b, 6)}).word.value for b in (45, 44)]
    assert words == ["at_risk", "off_track"]


def test_an_event_that_did_not_happen_is_no_data() -> None:
    event = replace(JOBS, frequency=Frequency.EVENT, conditions=(make_condition("= 1 lao động"),), period=YEAR)
    assert judged(event, {}).word == "no_data"
