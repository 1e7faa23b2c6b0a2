"""Every row of the tables of rolling up holds, and docs/rules/rollup.md says what the tables say."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.builders import CATALOGUE, make_observations
from tests.spec.render_rollup import ROLL_UP_PAGE, render_rollup
from tests.spec.rollup_tables import (
    CLOCKS,
    LAST_YEAR,
    PROVIDERS,
    ROLL_UP_TABLES,
    TREE,
    Beside,
    ClockRow,
    RollUpTable,
    Sent,
)
from tiendo import pipeline
from tiendo.model.comparison import Comparison
from tiendo.model.observation import Vintage
from tiendo.model.period import Period
from tiendo.model.total import Total
from tiendo.publishing.wording import say

CASES = [pytest.param(table, row, id=f"{table.key}: {row.said}") for table in ROLL_UP_TABLES for row in table.rows]


def _total(table: RollUpTable, row: Sent) -> Total:
    return pipeline.roll_up_target(
        table.target,
        make_observations(table.target.indicator_code or "", row.sent),
        tree=TREE,
        catalogue=CATALOGUE,
        through=Period.month(2024, row.through),
        counting=table.counting,
    )[-1]


def _told(total: Total, table: RollUpTable) -> str:
    value = "không có" if total.value is None else str(total.value.normalize() + 0)
    told = [format(Decimal(value), "f") if total.value is not None else value, f"{total.reported}/{total.expected}"]
    if total.missing:
        told.append("thiếu " + ", ".join(f"{p.place_code} {m.code}" for p in total.missing for m in p.missing))
    if total.held_above is not None:
        told.append(f"ở cấp trên {total.held_above}")
    if total.vintage is Vintage.ESTIMATE:
        told.append("ước tính")
    if table.key == "definitions":
        told.append(" + ".join(total.definitions))
    return "; ".join(told)


@pytest.mark.parametrize(("table", "row"), CASES)
def test_the_total_is_what_the_rule_says(table: RollUpTable, row: Sent) -> None:
    assert _told(_total(table, row), table) == row.told


@pytest.mark.parametrize("row", CLOCKS, ids=lambda row: f"{row.clock} {row.period.code}")
def test_the_clock_covers_these_days(row: ClockRow) -> None:
    assert row.clock.days(row.period) == (date.fromisoformat(row.first), date.fromisoformat(row.last))
    assert row.clock.due(row.period) == date.fromisoformat(row.due)


def _compared(row: Beside, compared: Comparison) -> str:
    if compared.why_not is not None:
        assert compared.difference is None and compared.ratio is None
        assert say(compared.why_not, "vi") and say(compared.why_not, "en")
        return compared.why_not.rule
    assert compared.difference is not None
    difference = f"{compared.difference:+f}"
    if compared.ratio is None:
        return difference
    percent = str((compared.ratio * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)).removesuffix(".0")
    return f"{percent} %, {difference}"


@pytest.mark.parametrize("row", LAST_YEAR, ids=lambda row: row.said)
def test_the_same_months_of_the_year_before(row: Beside) -> None:
    code, year = row.target.indicator_code or "", row.target.period.first_year
    observations = make_observations(code, row.now, year=year) + make_observations(code, row.other, year=year - 1)
    common = {"tree": row.places, "catalogue": CATALOGUE}
    through = Period.month(year, row.through)
    total = pipeline.roll_up_target(row.target, observations, through=through, **common)[-1]  # type: ignore[arg-type]
    compared = pipeline.same_period_last_year(row.target, total, observations, **common)  # type: ignore[arg-type]
    assert _compared(row, compared) == row.told
    assert compared.that.period.months() == Period.year(year - 1).through(Period.month(year - 1, row.through)).months()


@pytest.mark.parametrize("row", PROVIDERS, ids=lambda row: row.said)
def test_two_providers_stand_side_by_side_and_are_never_added(row: Beside) -> None:
    observations = make_observations(row.target.indicator_code or "", f"{row.now}; {row.other}")
    common = {"tree": row.places, "catalogue": CATALOGUE}
    through = Period.month(2024, row.through)
    total = pipeline.roll_up_target(row.target, observations, through=through, **common)[-1]  # type: ignore[arg-type]
    (compared,) = pipeline.other_providers(row.target, total, observations, **common)  # type: ignore[arg-type]
    assert _compared(row, compared) == row.told
    assert total.value is not None and compared.that.value is not None
    assert {total.value, compared.that.value} == {Decimal(110), Decimal(100)}


def test_the_page_of_rolling_up_is_rendered_from_the_tables() -> None:
    assert ROLL_UP_PAGE.read_text(encoding="utf-8") == render_rollup(), "Run `make docs`."
