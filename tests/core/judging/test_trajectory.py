"""Where a condition should stand when each month has closed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.builders import make_target
from tiendo.judging.trajectory import path
from tiendo.model.period import Period
from tiendo.model.target import Milestone, Target


def with_milestones(target: Target, said: str) -> Target:
    """ "6 100, 12 200"."""
    pairs = (pair.split() for pair in said.split(","))
    return replace(target, trajectory=tuple(Milestone(Period.month(2024, int(m)), Decimal(v)) for m, v in pairs))


def due(target: Target, start: str | None, *, whole: bool = False, which: int = 0) -> list[Decimal] | None:
    points = path(target, target.conditions[which], None if start is None else Decimal(start), whole=whole)
    return None if points is None else [m.value for m in points]


JOBS = make_target("jobs-created", "= 1200 lao động")


def test_a_straight_line_ends_at_what_is_promised() -> None:
    assert due(JOBS, "0") == [100 * n for n in range(1, 13)]
    falling = make_target("construction-arrears", "<= 2 tỷ đồng")
    assert due(falling, "8") == [Decimal(8) - Decimal(n) / 2 for n in range(1, 13)]


def test_without_a_start_there_is_no_line() -> None:
    assert due(make_target("bhyt-coverage", "= 94 %"), None) is None


def test_milestones_are_joined_and_end_at_what_is_promised() -> None:
    half_typed = with_milestones(JOBS, "3 600, 6 900")
    assert due(half_typed, "0") == [200, 400, 600, 700, 800, 900, 950, 1000, 1050, 1100, 1150, 1200]
    typed_to_the_end = with_milestones(JOBS, "6 0, 12 1000")
    assert due(typed_to_the_end, "0") == [0] * 6 + [Decimal(1000) * n / 6 for n in range(1, 7)]


def test_milestones_in_any_order_give_the_same_path() -> None:
    assert due(with_milestones(JOBS, "9 900, 3 600"), "0") == due(with_milestones(JOBS, "3 600, 9 900"), "0")


def test_a_level_without_baseline_starts_at_its_first_milestone() -> None:
    mean = with_milestones(make_target("ntm-criteria-mean", "= 17.5 tiêu chí/xã"), "6 17.1, 12 17.5")
    found = due(mean, None)
    assert found is not None and found[:6] == [Decimal("17.1")] * 6 and found[-1] == Decimal("17.5")


def test_a_second_condition_follows_in_its_own_unit() -> None:
    poor = make_target("poor-households", "-15 %%", "-21 hộ", baseline="140")
    typed = with_milestones(poor, "6 5, 12 15")
    first, second = due(typed, "0"), due(typed, "0", which=1)
    assert first is not None and second is not None
    assert (first[5], second[5]) == (5, 7) and (first[11], second[11]) == (15, 21)


def test_a_small_count_comes_in_whole_pieces() -> None:
    assert due(make_target("ocop-new", "= 1 sản phẩm"), "0", whole=True) == [0] * 11 + [1]
    assert due(make_target("ocop-new", "= 2 sản phẩm"), "0", whole=True) == [0] * 5 + [1] * 6 + [2]
    assert due(make_target("ocop-new", "= 12 sản phẩm"), "0", whole=True) == [*range(1, 13)]
    thirteen = due(make_target("ocop-new", "= 13 sản phẩm"), "0", whole=True)
    assert thirteen is not None and thirteen[0] == Decimal(13) / 12


def test_a_half_year_has_six_months() -> None:
    half = make_target("jobs-created", "= 600 lao động", period=Period.half(2024, 2))
    points = path(half, half.conditions[0], Decimal(0), whole=False)
    assert points is not None
    assert [(m.month.first_month, m.value) for m in points] == [(6 + n, 100 * n) for n in range(1, 7)]
