"""Counts of places → figures, and what is said of rows that could not be counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.builders import CATALOGUE
from tests.core.deriving.rules import TOML
from tiendo import pipeline
from tiendo.deriving import statements
from tiendo.files import read_deriving_rule
from tiendo.model.deriving_rule import CellTest, ColumnKind, PlaceCount, Test
from tiendo.model.observation import Vintage
from tiendo.model.period import Period
from tiendo.model.row import Collected
from tiendo.publishing.wording import say_with_place

RULE = read_deriving_rule(TOML.encode(), "folder/bhyt.toml")
MONTH, DAY = Period.month(2026, 2), date(2026, 2, 28)
COLUMNS = {
    "Ma_Nguoi": ColumnKind.WHOLE, "place": ColumnKind.TEXT, "first": ColumnKind.DAY, "last": ColumnKind.MOMENT,
    "revision": ColumnKind.WHOLE, "deleted": ColumnKind.FLAG, "lives": ColumnKind.TEXT, "card_to": ColumnKind.DAY,
}  # fmt: skip


def derive(*counts: PlaceCount, indicator: str = "bhyt-coverage") -> Collected:
    rule = replace(RULE, indicator_code=indicator)
    return pipeline.derive(counts, rule, CATALOGUE, month=MONTH, day=DAY, places={"A", "B"})


def test_a_ratio_has_its_parts_and_says_where_it_comes_from() -> None:
    (o,) = derive(PlaceCount("A", 12, 10, 7)).observations
    assert (o.value, o.numerator, o.denominator) == (None, 7, 10)
    assert isinstance(o.numerator, Decimal) and (o.period, o.vintage, o.revision) == (MONTH, Vintage.PRELIMINARY, 1)
    assert o.source == "Sổ thẻ bảo hiểm y tế; bhyt.toml; 2026-02-28"


def test_what_adds_up_is_the_count_itself() -> None:
    (o,) = derive(PlaceCount("A", 12, 10, 0), indicator="poor-households").observations
    assert (o.value, o.numerator, o.denominator) == (0, None, None)


def test_absent_is_not_zero() -> None:
    """Nobody there any more: no figure. Somebody there and nobody insured: 0 of 3. Nobody asked about: 0 of 0."""
    found = derive(PlaceCount("A", 0, 0, 0), PlaceCount("B", 3, 3, 0)).observations
    assert [(o.place_code, o.numerator, o.denominator) for o in found] == [("B", 0, 3)]
    (o,) = derive(PlaceCount("A", 3, 0, 0)).observations
    assert (o.numerator, o.denominator) == (0, 0)


def test_spaces_around_a_code_do_not_make_another_place() -> None:
    (o,) = derive(PlaceCount("A", 2, 2, 1), PlaceCount(" A", 3, 3, 1)).observations
    assert (o.place_code, o.numerator, o.denominator) == ("A", 2, 5)


def test_everything_that_does_not_count_is_told_with_its_number() -> None:
    collected = derive(
        PlaceCount(None, 4, 4, 4), PlaceCount("", 1, 1, 0), PlaceCount("Z", 2, 2, 1), PlaceCount("A", 5, 5, 5, 2, 3)
    )
    assert [(p.rule, p.facts["count"]) for p in collected.problems] == [
        ("register-place-absent", 5),
        ("register-twice", 2),
        ("register-row-unusable", 3),
        ("register-place-unknown", 2),
    ]
    assert [o.place_code for o in collected.observations] == ["A"] and collected.refused == collected.problems
    for problem in collected.problems:
        assert "28/02/2026" in say_with_place(problem, "vi") and say_with_place(problem, "en").endswith(".")


def test_rows_of_an_unknown_place_that_do_not_stand_are_nobodys_concern() -> None:
    assert derive(PlaceCount(None, 0, 0, 0), PlaceCount("Z", 0, 0, 0)).problems == ()


@pytest.mark.parametrize(
    ("changes", "rule", "said"),
    [
        ({"card_to": None}, "register-column-missing", "card_to"),
        ({"card_to": ColumnKind.OTHER}, "register-column-kind", "day / moment"),
        ({"card_to": ColumnKind.TEXT}, "register-column-kind", "card_to"),
        ({"place": ColumnKind.WHOLE}, "register-column-kind", "text"),  # 00859 as a number is 859
        ({"deleted": ColumnKind.WHOLE}, "register-column-kind", "flag"),
        ({"Ma_Nguoi": ColumnKind.DECIMAL}, "register-column-kind", "Ma_Nguoi"),
    ],
)
def test_a_column_must_be_there_and_of_its_kind(changes: dict[str, ColumnKind | None], rule: str, said: str) -> None:
    columns = {c: k for c, k in (COLUMNS | changes).items() if k}
    (problem,) = pipeline.check_deriving(RULE, CATALOGUE, columns, "sổ/")
    assert problem.rule == rule
    assert said in say_with_place(problem, "vi") and said in say_with_place(problem, "en")


def test_text_is_not_put_in_order() -> None:
    """Which of two words comes first depends on who sorts them."""
    rule = replace(RULE, numerator=(CellTest("lives", Test.LESS, ("t",)),))
    assert [p.rule for p in pipeline.check_deriving(rule, CATALOGUE, COLUMNS, "")] == ["register-column-kind"]


@pytest.mark.parametrize(
    ("code", "rule"), [("no-such", "indicator-unknown"), ("grdp-growth", "register-indicator")]
)  # fmt: skip
def test_an_indicator_that_cannot_be_counted_is_refused(code: str, rule: str) -> None:
    (problem,) = pipeline.check_deriving(replace(RULE, indicator_code=code), CATALOGUE, COLUMNS, "")
    assert problem.rule == rule and say_with_place(problem, "en").endswith(".")


def test_a_right_rule_has_no_problem_and_its_day_is_written_out() -> None:
    assert pipeline.check_deriving(RULE, CATALOGUE, COLUMNS, "") == ()
    text = "\n".join(pipeline.deriving_statements(RULE, DAY, COLUMNS))
    assert "DATE '2026-02-28'" in text and '"card_to" >= DATE' in text and "current_date" not in text.lower()


@pytest.mark.parametrize("test", [CellTest('a"b', Test.EQUAL, ("x",)), CellTest("lives", Test.EQUAL, ("x' OR 1=1",))])
def test_nothing_can_end_the_quotes(test: CellTest) -> None:
    with pytest.raises(ValueError, match="cannot"):
        statements(replace(RULE, numerator=(test,)), DAY, COLUMNS | {'a"b': ColumnKind.TEXT})
