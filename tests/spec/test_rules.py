"""Every row of every table holds, and docs/rules/judging.md says what the tables say."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.builders import CATALOGUE, make_observations, make_place_tree
from tests.spec.national import LINES, Line
from tests.spec.render import PAGE, render
from tests.spec.tables import TABLES, TREE, Row, Table
from tiendo import pipeline
from tiendo.model.period import Period
from tiendo.publishing.wording import say

CASES = [pytest.param(table, row, id=f"{table.key}: {row.said}") for table in TABLES for row in table.rows]


@pytest.mark.parametrize(("table", "row"), CASES)
def test_the_rule_gives_the_word(table: Table, row: Row) -> None:
    observations = [o for code, rows in row.figures.items() for o in make_observations(code, rows)]
    (verdict,) = pipeline.judge_targets(
        [table.target],
        observations,
        tree=make_place_tree(TREE, recognised=table.recognised),
        catalogue=CATALOGUE,
        today=date.fromisoformat(row.today),
        through=Period.month(2024, row.through),
    )
    said = verdict.attainment
    percent = "—" if said is None else str((said * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)).removesuffix(".0")
    rules = ", ".join(r.rule for r in verdict.reasons)
    assert (verdict.word.value, percent, rules) == (row.word, row.attainment, row.rule)
    for reason in verdict.reasons:
        assert say(reason, "vi") and say(reason, "en")


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.said)
def test_the_national_table_gets_the_word_that_the_page_says(line: Line) -> None:
    (verdict,) = pipeline.judge_targets(
        [line.target],
        make_observations(line.target.indicator_code or "", f"H 12: {line.figure}", year=2019),
        tree=make_place_tree(TREE),
        catalogue=CATALOGUE,
        today=date(2020, 1, 20),
        through=Period.month(2019, 12),
    )
    assert verdict.word.value == line.by_rule
    assert bool(line.why) == (line.by_rule != line.published), "A difference is explained, and nothing else is."


def test_the_page_of_rules_is_rendered_from_the_tables() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "Run `make docs`."
