"""Every row of every table holds, and docs/rules/judging.md says what the tables say."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.builders import CATALOGUE, make_observations, make_place_tree
from tests.spec.national import LINES, Line
from tests.spec.render import PAGE, render
from tests.spec.tables import TABLES, TREE, Row, Table
from tests.spec.year_ends import COUNTS, YEAR_ENDS, YearEnd
from tiendo import pipeline
from tiendo.model.indicator import OverTime
from tiendo.model.period import Period
from tiendo.model.verdict import VerdictWord
from tiendo.publishing.closing_words import count_words
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


@pytest.mark.parametrize("line", YEAR_ENDS, ids=lambda line: f"{line.where}: {line.said}")
def test_a_published_year_end_gets_the_percentage_and_the_word_that_the_page_says(line: YearEnd) -> None:
    observations = [
        o
        for code, level in line.figures.items()
        for o in make_observations(code, _monthly(code, level, line.month), year=line.year)
    ]
    (verdict,) = pipeline.judge_targets(
        [line.target],
        observations,
        tree=make_place_tree(TREE),
        catalogue=CATALOGUE,
        today=date.fromisoformat(line.today or f"{line.year + 1}-01-20"),
        through=Period.month(line.year, line.month),
    )
    assert verdict.word.value == line.by_rule
    ratio = verdict.attainment
    if line.percent and ratio is not None:
        published = Decimal(line.percent)
        assert (ratio * 100).quantize(published, ROUND_HALF_UP) == published
    differs = bool(line.published) and line.published != line.by_rule
    no_ratio = bool(line.percent) and ratio is None
    assert bool(line.why) == (differs or no_ratio), "A difference is explained, and nothing else is."


def _monthly(code: str, level: str, months: int) -> str:
    """The level in every month; of what adds up over the year, all of it in the first."""
    flow = CATALOGUE.indicators[code].over_time is OverTime.SUM
    return "; ".join(f"H {m}: {0 if flow and m > 1 else level}" for m in range(1, months + 1))


@pytest.mark.parametrize(("where", "exceeded", "met", "missed", "said"), COUNTS, ids=[c[0] for c in COUNTS])
def test_a_count_is_said_as_officials_say_it(where: str, exceeded: int, met: int, missed: int, said: str) -> None:
    counts = {VerdictWord.EXCEEDED: exceeded, VerdictWord.MET: met, VerdictWord.NOT_MET: missed}
    assert count_words(counts, 0, "vi") == said


def test_the_page_of_rules_is_rendered_from_the_tables() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "Run `make docs`."
