"""What a condition compares, exactly and in its own unit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.builders import CATALOGUE, make_condition, make_target
from tiendo.judging.measure import Measure, attainment, exceeds, holds, measure
from tiendo.model.indicator import Direction
from tiendo.model.target import Change, Comparator
from tiendo.model.verdict import Reason


def measured(code: str, level: str, condition: str, *, baseline: str | None = None) -> Measure | Reason:
    target = make_target(code, condition, baseline=baseline)
    return measure(Decimal(level), target.conditions[0], target.baseline, CATALOGUE.indicators[code], CATALOGUE)


@pytest.mark.parametrize(
    ("code", "level", "condition", "baseline", "actual"),
    [
        ("poor-households", "117", "-21 hộ", "140", "23"),
        ("poor-households", "119", "-15 %%", "140", "15"),
        ("poor-households", "147", "-15 %%", "140", "-5"),
        ("poverty-rate", "3.5", "-1 điểm %", "4.7", "1.2"),
        ("bhyt-coverage", "94", "+2 điểm %", "92", "2"),
        ("jobs-created", "2200", "+10 %%", "2000", "10"),
        ("state-revenue-local", "137.5", ">= 137500 triệu đồng", None, "137500"),
        ("commune-budget-revenue", "5000", "= 5 tỷ đồng", None, "5"),
        ("state-revenue-local", "110", "+10000 triệu đồng", "100", "10000"),
        ("construction-arrears", "0", "= 0 tỷ đồng", None, "0"),
    ],
)
def test_level_or_change_in_the_conditions_unit(
    code: str, level: str, condition: str, baseline: str | None, actual: str
) -> None:
    found = measured(code, level, condition, baseline=baseline)
    assert isinstance(found, Measure) and found.actual == Decimal(actual)


@pytest.mark.parametrize(
    ("condition", "baseline", "rule"),
    [("-15 %%", None, "baseline-missing"), ("-15 %%", "0", "baseline-zero"), ("= 5 tấn", None, "unit-differs")],
)
def test_what_cannot_be_measured_says_why(condition: str, baseline: str | None, rule: str) -> None:
    found = measured("poor-households", "117", condition, baseline=baseline)
    assert isinstance(found, Reason) and found.rule == rule


def test_a_baseline_of_zero_is_enough_for_a_change_in_units() -> None:
    found = measured("jobs-created", "5", "+5 lao động", baseline="0")
    assert isinstance(found, Measure) and found.actual == 5


BETTER, WORSE, EXACT = Direction.HIGHER, Direction.LOWER, Direction.EXACT


@pytest.mark.parametrize(
    ("condition", "better", "below", "at", "above"),
    [
        ("> 94 %", BETTER, False, False, True),
        (">= 94 %", BETTER, False, True, True),
        ("= 94 %", BETTER, False, True, True),
        ("< 94 %", WORSE, True, False, False),
        ("<= 94 %", WORSE, True, True, False),
        ("= 94 %", WORSE, True, True, False),
        ("= 94 %", EXACT, False, True, False),
        ("range 93.99-94 %", BETTER, True, True, True),
        ("range 94-95 %", BETTER, False, True, True),
        ("range 94-94 %", WORSE, True, True, False),
        ("range 94-95 %", EXACT, False, True, True),
        ("about 94 ±0 %", BETTER, False, True, True),
        ("about 94 ±0.01 %", WORSE, True, True, True),
    ],
)
def test_above_and_below_are_strict_and_nothing_is_rounded(
    condition: str, better: Direction, below: bool, at: bool, above: bool
) -> None:
    made = make_condition(condition)
    levels = [Decimal("93.995"), Decimal(94), Decimal("94.005")]
    assert [holds(level, made, better) for level in levels] == [below, at, above]


@pytest.mark.parametrize(
    ("condition", "better", "actual", "more"),
    [
        ("= 94 %", BETTER, "94.01", True),
        ("= 94 %", BETTER, "94", False),
        ("> 94 %", BETTER, "99", False),  # "trên 94" is met, whatever comes
        ("< 4 %", WORSE, "3.1", False),
        ("<= 4 %", WORSE, "3.1", True),
        ("range 6.6-6.8 %", BETTER, "7.02", True),
        ("range 33-34 %", BETTER, "33.9", False),
        ("about 4 ±0.05 %", WORSE, "3.9", False),
        ("about 4 ±0.05 %", WORSE, "2.79", True),
        ("= 0 xã", EXACT, "0", False),
    ],
)
def test_exceeding_follows_the_national_table(condition: str, better: Direction, actual: str, more: bool) -> None:
    assert exceeds(Decimal(actual), make_condition(condition), better) is more


@pytest.mark.parametrize(
    ("condition", "measure", "ratio"),
    [
        ("= 2000 lao động", Measure(Decimal(0), BETTER, Decimal(0)), "0"),
        ("= 2000 lao động", Measure(Decimal(2500), BETTER, Decimal(0)), "1.25"),
        ("<= 2 tỷ đồng", Measure(Decimal(3), WORSE, Decimal(6)), "0.75"),
        ("<= 2 tỷ đồng", Measure(Decimal(3), WORSE, None), None),
        ("<= 2 tỷ đồng", Measure(Decimal(2), WORSE, Decimal(2)), None),  # nothing had to fall
        ("<= 2 tỷ đồng", Measure(Decimal("1.8"), WORSE, Decimal("1.5")), None),
        ("<= 20 vụ", Measure(Decimal(18), WORSE, Decimal(0), grows=True), None),  # a cap is not fulfilled by filling it
        ("= 0 xã", Measure(Decimal(0), EXACT, None), None),
        ("= 0 xã", Measure(Decimal(3), BETTER, Decimal(0)), None),
    ],
)
def test_attainment_is_never_made_up(condition: str, measure: Measure, ratio: str | None) -> None:
    assert attainment(measure, make_condition(condition)) == (Decimal(ratio) if ratio else None)


def test_a_change_of_at_most_is_better_below() -> None:
    condition = replace(make_condition("+4 %%"), comparator=Comparator.AT_MOST)
    target = replace(make_target("jobs-created", baseline="100"), conditions=(condition,))
    found = measure(Decimal(103), condition, target.baseline, CATALOGUE.indicators["jobs-created"], CATALOGUE)
    assert isinstance(found, Measure) and (found.better, found.actual) == (Direction.LOWER, 3)
    assert condition.change is Change.INCREASE
