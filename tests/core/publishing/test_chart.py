"""The chart holds the same figures as the page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.builders import CATALOGUE, make_compound, make_observations, make_place_tree, make_target
from tiendo import pipeline
from tiendo.model.period import Period
from tiendo.model.target import Target
from tiendo.model.total import Total
from tiendo.model.verdict import Verdict
from tiendo.publishing.chart import as_level, chart_lines, describe_chart, describe_gaps, target_chart

TREE = make_place_tree("Huyện H > Xã A, Xã B")


def drawn(target: Target, rows: str, through: int = 3) -> tuple[Verdict, tuple[Total, ...]]:
    month = Period.month(2024, through)
    observations = make_observations(target.indicator_code or "", rows)
    common = {"tree": TREE, "catalogue": CATALOGUE}
    (verdict,) = pipeline.judge_targets([target], observations, today=date(2024, 4, 1), through=month, **common)  # type: ignore[arg-type]
    return verdict, pipeline.roll_up_target(target, observations, through=month, **common)  # type: ignore[arg-type]


JOBS = make_target("jobs-created", "= 1200 lao động")
ROWS = "A 1: 0; B 1: 0; A 2: 60; B 2: 30; A 3: 60"


def test_a_line_for_every_month_absent_where_there_is_none() -> None:
    verdict, series = drawn(JOBS, ROWS)
    lines = chart_lines(verdict, series, CATALOGUE)
    assert [line.value for line in lines] == [0, 90, 150, *[None] * 9]
    assert [line.due for line in lines[:3]] == [100, 200, 300] and lines[-1].due == 1200
    assert [(line.reported, line.expected) for line in lines[:4]] == [(2, 2), (2, 2), (1, 2), (0, 0)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_option_draws_figures_path_and_target(language: str) -> None:
    verdict, series = drawn(JOBS, ROWS)
    option = target_chart(verdict, series, CATALOGUE, language)
    figures, path, promised, newest = option["series"]
    assert figures["data"] == [0.0, 90.0, {"value": 150.0, "itemStyle": {"opacity": 0.45}}, *[None] * 9]
    assert newest["data"] == [None, None, 150.0, *[None] * 9] and newest["label"]["formatter"] == "150"
    assert (path["data"][11], set(promised["data"])) == (1200.0, {1200.0})
    assert option["yAxis"]["min"] == 0 and option["decimalSign"] == ("," if language == "vi" else ".")


def test_a_fall_is_drawn_as_the_level_it_leads_to() -> None:
    poor = make_target("poor-households", "-15 %%", "-21 hộ", baseline="140")
    verdict, series = drawn(poor, "A 3: 70; B 3: 66")
    lines = chart_lines(verdict, series, CATALOGUE)
    assert (lines[2].value, lines[2].due, lines[11].due) == (136, Decimal("134.75"), 119)


def test_a_change_of_a_flow_is_drawn_as_the_level_it_leads_to() -> None:
    verdict, series = drawn(make_target("jobs-created", "+10 %%", baseline="2000"), ROWS)
    lines = chart_lines(verdict, series, CATALOGUE)
    assert (lines[2].due, lines[11].due) == (550, 2200)


def test_money_is_drawn_in_the_unit_of_its_figures() -> None:
    verdict, series = drawn(make_target("state-revenue-local", "= 12000 triệu đồng"), "A 1: 1; B 1: 0.5", 1)
    lines = chart_lines(verdict, series, CATALOGUE)
    assert (lines[0].value, lines[0].due, lines[11].due) == (Decimal("1.5"), 1, 12)


def test_without_a_baseline_a_change_has_no_level() -> None:
    condition = make_target("poor-households", "-15 %%").conditions[0]
    assert as_level(Decimal(15), condition, None) is None


def test_a_compound_target_has_no_chart_of_its_own() -> None:
    compound = make_compound(make_target("ntm-no-debt", "= 0 xã", number="5a"))
    (verdict,) = pipeline.judge_targets(
        [compound], [], tree=TREE, catalogue=CATALOGUE, today=date(2024, 4, 1), through=None
    )
    assert chart_lines(verdict, (), CATALOGUE) == ()


def test_the_chart_is_said_in_words() -> None:
    verdict, series = drawn(JOBS, ROWS)
    assert describe_chart(verdict, series, CATALOGUE, "vi").startswith(
        "Biểu đồ theo tháng: từ 0 (tháng 1) đến 150 (tháng 3)"
    )
    assert describe_chart(verdict, series, CATALOGUE, "en").endswith("target 1,200 workers.")
    empty, none = drawn(JOBS, "")
    assert describe_chart(empty, none, CATALOGUE, "en") == "No figures yet; target 1,200 workers."


def test_what_some_places_add_up_to_is_no_level_and_is_not_drawn() -> None:
    poor = make_target("poor-households", "-21 hộ", baseline="140")
    verdict, series = drawn(poor, "A 1: 70; B 1: 68; A 2: 69; A 3: 68; B 3: 66")
    lines = chart_lines(verdict, series, CATALOGUE)
    assert [(line.value, line.complete) for line in lines[:3]] == [(138, True), (137, False), (134, True)]
    figures = target_chart(verdict, series, CATALOGUE, "vi")["series"][0]
    assert figures["data"][:4] == [138.0, None, 134.0, None]
    indicator = CATALOGUE.indicators["poor-households"]
    assert "không vẽ điểm" in describe_gaps(lines, indicator, "vi")
    assert describe_gaps(lines[:1], indicator, "en") == ""


def test_no_line_is_drawn_across_a_break_in_the_definition() -> None:
    mean = make_target("ntm-criteria-mean", "= 17.5 tiêu chí/xã")
    verdict, series = drawn(mean, "A 1: 19; B 1: 17; A 2: 19 {ntm-2016}; B 2: 19 {ntm-2016}; A 3: 19; B 3: 18")
    assert [line.value for line in chart_lines(verdict, series, CATALOGUE)[:3]] == [18, None, Decimal("18.5")]
