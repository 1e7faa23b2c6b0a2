"""Every row of every table of places holds, and docs/rules/places.md says what the tables say."""

from __future__ import annotations

import pytest

from tests.spec.place_tables import PLACE_TABLES, PlaceRow, PlaceTable, restated_row
from tests.spec.render import PLACES_PAGE, render_places
from tiendo.model.observation import Observation
from tiendo.publishing.place_words import describe_restatement
from tiendo.publishing.wording import say

CASES = [pytest.param(table, row, id=f"{table.key}: {row.said}") for table in PLACE_TABLES for row in table.rows]


def _told(o: Observation) -> str:
    figure = f"{o.numerator}/{o.denominator}" if o.value is None else f"{o.value}"
    missing = ", ".join(p.code for p in o.restatement.missing) if o.restatement else ""
    return f"{o.place_code} {figure}" + (f" thiếu {missing}" if missing else "")


@pytest.mark.parametrize(("table", "row"), CASES)
def test_the_figures_are_what_the_rule_says(table: PlaceTable, row: PlaceRow) -> None:
    restated = restated_row(row)
    rules = dict.fromkeys(p.rule for p in restated.problems)
    assert "; ".join([*(_told(o) for o in restated.observations), *rules]) == row.told
    for problem in restated.problems:
        assert say(problem, "vi") and say(problem, "en")
    for o in restated.observations:
        if o.restatement is not None:
            assert o.restatement.documents, "Whatever was restated names the act."
            assert describe_restatement(o.restatement, "vi") and describe_restatement(o.restatement, "en")


def test_the_page_of_place_rules_is_rendered_from_the_tables() -> None:
    assert PLACES_PAGE.read_text(encoding="utf-8") == render_places(), "Run `make docs`."
