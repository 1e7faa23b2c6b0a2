"""What the remaining years of a term still need."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.builders import CATALOGUE, make_target
from tiendo import pipeline
from tiendo.model.period import Period
from tiendo.model.target import TermForm
from tiendo.model.verdict import TermPace
from tiendo.publishing.wording import describe_pace


def pace(form: TermForm, condition: str, years: str, *, code: str = "jobs-created") -> TermPace:
    """`years` like "2021 10, 2022 12"."""
    target = replace(make_target(code, condition, period=Period.term(2021, 2025)), term_form=form)
    known = {int(y): Decimal(v) for y, v in (pair.split() for pair in years.split(",") if pair.strip())}
    return pipeline.term_pace(target, known, CATALOGUE)


def needed(found: TermPace) -> dict[int, Decimal]:
    return dict(found.needed)


def test_an_average_needs_what_the_sum_still_lacks() -> None:
    found = pace(TermForm.AVERAGE, ">= 8.5 %", "2021 6.2, 2022 8.9, 2023 8.1")
    assert found.achieved == Decimal("23.2") / 3
    assert needed(found) == {2024: Decimal("9.65"), 2025: Decimal("9.65")} and not found.reached


def test_a_sum_needs_the_rest_in_equal_parts() -> None:
    found = pace(TermForm.CUMULATIVE, ">= 10000 lao động", "2021 1620, 2022 2105, 2023 2184")
    assert (found.achieved, needed(found)) == (5909, {2024: Decimal("2045.5"), 2025: Decimal("2045.5")})


def test_a_level_needs_equal_steps() -> None:
    found = pace(TermForm.END_LEVEL, ">= 95 %", "2021 89.2, 2023 92.6", code="bhyt-coverage")
    assert needed(found) == {2024: Decimal("93.8"), 2025: Decimal("95")}
    assert found.needed_per_year == Decimal("1.2")


def test_a_year_that_is_over_brings_nothing_to_a_level_any_more() -> None:
    found = pace(TermForm.END_LEVEL, ">= 95 %", "2025 94", code="bhyt-coverage")
    assert (found.achieved, found.needed, found.needed_per_year, found.reached) == (94, (), None, False)


def test_a_level_that_is_reached_has_to_stay() -> None:
    found = pace(TermForm.END_LEVEL, ">= 95 %", "2023 96", code="bhyt-coverage")
    assert found.reached and found.needed_per_year == 0
    assert needed(found) == {2024: Decimal(95), 2025: Decimal(95)}


def test_average_growth_is_compounded() -> None:
    found = pace(TermForm.AVERAGE, ">= 8.5 %", "2021 6.2, 2022 8.9, 2023 8.1", code="gross-output-growth")
    assert found.achieved is not None and round(found.achieved, 2) == Decimal("7.73")
    assert {y: round(v, 2) for y, v in needed(found).items()} == {2024: Decimal("9.67"), 2025: Decimal("9.67")}
    years = ", ".join(f"{y} 8.5" for y in range(2021, 2026))
    assert pace(TermForm.AVERAGE, ">= 8.5 %", years, code="gross-output-growth").reached
    assert not pace(TermForm.AVERAGE, "> 8.5 %", years, code="gross-output-growth").reached


def test_a_year_without_figure_that_is_over_is_a_gap_and_asked_for_nothing() -> None:
    found = pace(TermForm.CUMULATIVE, ">= 10000 lao động", "2021 1620, 2023 2180")
    assert (found.gaps, found.achieved) == ((2022,), 3800)
    assert needed(found) == {2024: Decimal(6200) / 3, 2025: Decimal(6200) / 3}  # not 3,100: 2022 was no zero
    assert pace(TermForm.END_LEVEL, ">= 95 %", "2021 89, 2023 93", code="bhyt-coverage").gaps == (2022,)


def test_the_last_year_alone_does_not_close_the_term() -> None:
    found = pace(TermForm.AVERAGE, ">= 8.5 %", "2025 20")
    assert (found.gaps, found.needed, found.reached) == ((2021, 2022, 2023, 2024), (), False)
    assert not pace(TermForm.CUMULATIVE, "<= 100 lao động", "2025 20").reached
    assert pace(TermForm.CUMULATIVE, ">= 100 lao động", "2025 120").reached  # what is missing can only add


def test_what_is_promised_is_brought_into_the_unit_of_the_yearly_figures() -> None:
    found = pace(TermForm.CUMULATIVE, ">= 600000 triệu đồng", "2021 100, 2022 120", code="state-revenue-local")
    assert (found.promised, found.achieved) == (600, 220)
    assert set(needed(found).values()) == {Decimal(380) / 3}


def test_a_falling_range_leads_to_its_upper_end() -> None:
    found = pace(TermForm.END_LEVEL, "range 1-2 %", "2023 4", code="poverty-rate")
    assert needed(found) == {2024: Decimal(3), 2025: Decimal(2)}


@pytest.mark.parametrize(
    ("form", "condition", "years", "code", "vi", "en"),
    [
        (
            TermForm.AVERAGE, ">= 8.5 %", "2021 6.2, 2022 8.9, 2023 8.1", "gross-output-growth",
            "Để đạt mức giao, mỗi năm còn lại cần đạt 9,67%. Tốc độ tăng bình quân tính theo cách nhân.",
            "To meet the target, each remaining year needs to reach 9.67%. Average growth is compounded.",
        ),
        (
            TermForm.CUMULATIVE, ">= 10000 lao động", "2021 1620, 2022 2105, 2023 2184", "jobs-created",
            "Để đạt mức giao, mỗi năm còn lại cần thêm 2.046 lao động.",
            "To meet the target, each remaining year needs another 2,046 workers.",
        ),
        (
            TermForm.CUMULATIVE, ">= 10000 lao động", "2021 1600, 2023 2200", "jobs-created",
            "Để đạt mức giao, mỗi năm còn lại cần thêm 2.067 lao động. Chưa có số liệu năm 2022: tạm coi như cũng đạt mức đó.",
            "To meet the target, each remaining year needs another 2,067 workers. No figure for 2022: taken to be the same for now.",
        ),
        (
            TermForm.END_LEVEL, ">= 95 %", "2023 92.6", "bhyt-coverage",
            "Để đạt mức giao, mỗi năm còn lại cần tăng 1,2 điểm %.", "To meet the target, each remaining year needs another 1.2 percentage points.",
        ),
        (
            TermForm.END_LEVEL, "<= 1 %", "2023 2", "poverty-rate",
            "Để đạt mức giao, mỗi năm còn lại cần giảm 0,5 điểm %.", "To meet the target, each remaining year needs a fall of 0.5 percentage points.",
        ),
        (
            TermForm.END_LEVEL, ">= 95 %", "2023 96", "bhyt-coverage",
            "Đã tới mức giao; phải giữ đến năm 2025.", "Reached; it has to stay until 2025.",
        ),
        (
            TermForm.END_LEVEL, ">= 95 %", "2025 94", "bhyt-coverage",
            "Hết kỳ, chưa đạt mức giao.", "The term is over and the target is not met.",
        ),
        (
            TermForm.AVERAGE, ">= 8.5 %", "2021 9, 2025 8", "gross-output-growth",
            "Chưa kết luận được cả kỳ vì chưa có số liệu năm 2022, 2023, 2024.", "The term cannot be judged: no figure for 2022, 2023, 2024.",
        ),
    ],
)  # fmt: skip
def test_the_pace_in_words(form: TermForm, condition: str, years: str, code: str, vi: str, en: str) -> None:
    found = pace(form, condition, years, code=code)
    target = replace(make_target(code, condition, period=Period.term(2021, 2025)), term_form=form)
    assert describe_pace(found, target, CATALOGUE.indicators[code], "vi") == vi
    assert describe_pace(found, target, CATALOGUE.indicators[code], "en") == en


@pytest.mark.parametrize("form", list(TermForm))
def test_without_any_figure_nothing_is_achieved(form: TermForm) -> None:
    found = pace(form, ">= 10 lao động", "")
    assert (found.achieved, found.reached) == (None, False)


@pytest.mark.parametrize("form", [TermForm.AVERAGE, TermForm.CUMULATIVE])
def test_zero_is_a_figure(form: TermForm) -> None:
    found = pace(form, ">= 10 lao động", "2021 0")
    assert found.achieved == 0 and 2021 not in needed(found)


def test_the_last_figure_closes_the_term() -> None:
    years = ", ".join(f"{y} 2000" for y in range(2021, 2026))
    found = pace(TermForm.CUMULATIVE, ">= 10000 lao động", years)
    assert (found.needed, found.needed_per_year, found.reached) == ((), None, True)
    found = pace(TermForm.CUMULATIVE, "> 10000 lao động", years)
    assert not found.reached  # "trên 10.000"


def test_more_than_enough_needs_nothing_and_never_less_than_nothing() -> None:
    found = pace(TermForm.CUMULATIVE, ">= 100 lao động", "2021 150")
    assert found.reached and set(needed(found).values()) == {0}


@pytest.mark.parametrize(
    ("condition", "code", "last", "reached"),
    [
        ("<= 1 %", "poverty-rate", "0.9", True),
        ("<= 1 %", "poverty-rate", "1.1", False),
        ("< 1 %", "poverty-rate", "1", False),
        ("= 1 %", "poverty-rate", "0.8", True),  # a plain number goes the indicator's way
        ("= 95 %", "bhyt-coverage", "94", False),
    ],
)
def test_which_way_is_better_decides(condition: str, code: str, last: str, reached: bool) -> None:
    assert pace(TermForm.END_LEVEL, condition, f"2025 {last}", code=code).reached is reached


def test_a_cap_is_kept_only_when_the_term_is_over() -> None:
    assert not pace(TermForm.CUMULATIVE, "<= 100 lao động", "2021 10").reached
    years = ", ".join(f"{y} 10" for y in range(2021, 2026))
    assert pace(TermForm.CUMULATIVE, "<= 100 lao động", years).reached


def test_a_target_of_a_year_has_no_pace() -> None:
    with pytest.raises(ValueError, match="Target 1 has no form"):
        pipeline.term_pace(make_target("jobs-created", "= 5 lao động"), {})
