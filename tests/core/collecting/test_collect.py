"""Rows become observations, or one sentence that says what is wrong, where, and what to do."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import CATALOGUE, make_observations
from tiendo.collecting import collect
from tiendo.model.observation import Observation, Provider, Vintage
from tiendo.model.period import Period
from tiendo.model.row import Collected, Row
from tiendo.publishing.wording import say, say_with_place

PLACES = {"A", "B"}


def make_row(indicator: str = "jobs-created", value: str = "", **more: str) -> Row:
    given = {"place_code": "A", "period": "2024-03", **more}
    return Row(indicator_code=indicator, value=value, **given)  # type: ignore[arg-type]


def read(*rows: Row, language: str = "vi", previous: tuple[Observation, ...] = (), **more: object) -> Collected:
    return collect(rows, CATALOGUE.indicators, language=language, places=PLACES, previous=previous, **more)  # type: ignore[arg-type]


def test_a_row_becomes_the_figure_it_says() -> None:
    row = make_row("poor-households", "1.234", period="3/2024", vintage="ước tính", revision="2", source="xã A")
    (o,) = read(row).observations
    assert o == Observation(
        "poor-households",
        "A",
        Period.month(2024, 3),
        Decimal(1234),
        vintage=Vintage.ESTIMATE,
        revision=2,
        source="xã A",
    )


def test_a_ratio_keeps_its_parts() -> None:
    (o,) = read(make_row("bhyt-coverage", numerator="9.399", denominator="10.000")).observations
    assert (o.value, o.numerator, o.denominator) == (None, Decimal(9399), Decimal(10000))


def test_zero_is_a_figure_and_an_empty_line_is_nothing() -> None:
    collected = read(make_row(value="0"), make_row("poor-households"), make_row("no-such", place_code="?"))
    assert [o.value for o in collected.observations] == [Decimal(0)]
    assert collected.problems == ()


def test_no_data_with_a_reason_is_an_answer() -> None:
    (o,) = read(make_row(no_data=" chờ  thống kê ")).observations
    assert (o.value, o.no_data) == (None, "chờ thống kê")


REFUSED = [
    ("provider-unknown", make_row(value="1", provider="cục")),
    ("definition-unknown", make_row("poor-households", "1", definition="ntm-2021")),
    ("definition-unknown", make_row(value="1", definition="2010")),
    ("indicator-unknown", make_row("no-such", "5")),
    ("indicator-absent", make_row("", "5")),
    ("place-unknown", make_row(value="5", place_code="Z")),
    ("place-absent", make_row(value="5", place_code=" ")),
    ("period-unknown", make_row(value="5", period="13/2024")),
    ("period-unknown", make_row(value="5", period="0001-01")),
    ("period-absent", make_row(value="5", period="")),
    ("amount-unreadable", make_row(value="1.5")),
    ("vintage-unknown", make_row(value="5", vintage="4")),
    ("revision-unreadable", make_row(value="5", revision="0")),
    ("figure-and-reason", make_row(value="5", no_data="chờ")),
    ("named-without-figure", make_row("national-standard-schools-new", named="Trường THCS Thủy Tây")),
    ("value-and-parts", make_row("bhyt-coverage", "94", numerator="94", denominator="100")),
    ("parts-unwanted", make_row(numerator="5", denominator="10")),
    ("ratio-incomplete", make_row("bhyt-coverage", "94")),
    ("ratio-incomplete", make_row("bhyt-coverage", numerator="94")),
    ("ratio-incomplete", make_row("bhyt-coverage", denominator="94")),
    ("ratio-incomplete", make_row("income-per-capita", "62")),
    ("denominator-not-positive", make_row("bhyt-coverage", numerator="5", denominator="0")),
    ("denominator-not-positive", make_row("bhyt-coverage", numerator="1", denominator="-5")),
    ("negative", make_row(value="-1")),
    ("negative", make_row("poor-households", "-1")),
    ("negative", make_row("bhyt-coverage", numerator="-1", denominator="100")),
]


def test_provider_and_definition_are_read() -> None:
    (o,) = read(make_row("poor-households", "5", provider="Thống kê", definition="poverty-2016")).observations
    assert (o.provider, o.definition) == (Provider.STATISTICS, "poverty-2016")


def test_nothing_to_measure_is_a_figure_and_worth_a_look() -> None:
    collected = read(make_row("bhyt-coverage", numerator="0", denominator="0"))
    assert len(collected.observations) == 1 and [p.rule for p in collected.flagged] == ["nothing-to-measure"]
    assert not collected.refused


def test_two_providers_of_one_figure_are_no_second_row_and_no_jump() -> None:
    collected = read(make_row(value="5"), make_row(value="5000", provider="statistics"))
    assert ([o.value for o in collected.observations], collected.problems) == ([5, 5000], ())


@pytest.mark.parametrize(("rule", "row"), REFUSED, ids=lambda x: x if isinstance(x, str) else "")
def test_what_cannot_be_used_is_refused_in_both_languages(rule: str, row: Row) -> None:
    collected = read(replace(row, file="so-lieu.csv", line=7))
    assert collected.observations == ()
    (problem,) = collected.refused
    assert problem.rule == rule
    for language, said in (("vi", "so-lieu.csv, dòng 7, cột "), ("en", "so-lieu.csv, row 7, column ")):
        sentence = say_with_place(problem, language)
        assert sentence.startswith(said) and sentence.endswith(".") and "{" not in sentence


def test_a_form_is_told_the_input_by_its_indicator() -> None:
    (problem,) = read(make_row(value="1.5")).problems
    assert problem.where == "jobs-created" and say_with_place(problem, "vi") == say(problem, "vi")


def test_everything_wrong_with_a_row_is_said_at_once() -> None:
    rules = [p.rule for p in read(make_row("no-such", "1.5", place_code="Z", period="?")).problems]
    assert rules == ["indicator-unknown", "place-unknown", "period-unknown", "amount-unreadable"]


def test_rates_of_change_may_fall_below_zero() -> None:
    parts = {"numerator": "-12", "denominator": "400"}
    assert read(make_row("revenue-growth", **parts)).problems == ()
    assert read(make_row("cpi-average", "-0,3")).problems == ()


def test_one_office_may_give_the_rate_of_the_whole_place() -> None:
    row = make_row("income-per-capita", "62,5", place_code="B")
    assert read(row, rates_alone={("income-per-capita", "B")}).observations[0].value == Decimal("62.5")
    assert read(replace(row, place_code="A"), rates_alone={("income-per-capita", "B")}).observations == ()


def test_of_two_rows_for_the_same_figure_neither_is_used() -> None:
    first, second = (make_row(value=v, file="f.csv", line=n) for v, n in (("5", 2), ("7", 9)))
    other = make_row(value="3", place_code="B", file="f.csv", line=5)
    collected = read(first, other, second)
    assert [o.place_code for o in collected.observations] == ["B"]
    assert [(p.rule, p.where) for p in collected.problems] == [("twice", "f.csv:2"), ("twice", "f.csv:9")]
    assert "2, 9" in say(collected.problems[0], "vi")


def test_a_correction_is_no_second_row() -> None:
    collected = read(make_row(value="5"), make_row(value="7", revision="2"))
    assert [o.revision for o in collected.observations] == [1, 2] and collected.problems == ()


FLAGGED = [
    ("above-hundred", make_row("bhyt-coverage", numerator="10.100", denominator="10.000"), ""),
    ("not-whole", make_row("poor-households", "20,5"), ""),
    ("jump-up", make_row(value="121"), "A 2: 12"),
    ("jump-down", make_row(value="11"), "A 2: 120"),
    ("jump-up", make_row("food-output", "10,1"), "A 2: 1"),
    ("jump-down", make_row("poor-households", "0"), "A 2: 20"),
]


@pytest.mark.parametrize(("rule", "row", "before"), FLAGGED, ids=lambda x: x if isinstance(x, str) else "")
def test_what_looks_odd_is_flagged_and_kept(rule: str, row: Row, before: str) -> None:
    collected = read(row, previous=tuple(make_observations(row.indicator_code, before)))
    assert len(collected.observations) == 1 and collected.refused == ()
    assert [p.rule for p in collected.flagged] == [rule]
    assert say(collected.problems[0], "vi", {"A": "xã A"}).count("xã A") == 1
    assert "xã A" not in say(collected.problems[0], "en", {"A": "A commune"})


PLAIN = [
    (make_row(value="120"), "A 2: 12"),  # exactly ten times
    (make_row(value="12"), "A 2: 120"),  # exactly a tenth
    (make_row(value="9"), "A 2: 0"),  # nothing to divide by
    (make_row(value="0"), "A 2: 40"),  # a flow may pause for a month
    (make_row("ocop-new", "0"), "A 2: 3"),
    (make_row("poor-households", "1"), "A 2: 10"),  # a handful
    (make_row(value="500"), "B 2: 1"),  # another place
    (make_row(value="500"), "A 2: no figure"),
    (make_row("food-output", "6,5"), ""),  # half a tonne exists
    (make_row("bhyt-coverage", numerator="100", denominator="100"), ""),
]


@pytest.mark.parametrize(("row", "before"), PLAIN)
def test_what_is_usual_is_not_flagged(row: Row, before: str) -> None:
    assert read(row, previous=tuple(make_observations(row.indicator_code, before))).problems == ()


def test_figures_of_one_delivery_are_compared_with_each_other_in_time() -> None:
    rows = [make_row(value="500", period="2024-04"), make_row(value="10", period="2024-02"), make_row(value="11")]
    (problem,) = read(*rows).problems
    assert (problem.rule, problem.facts["previous"]) == ("jump-up", Period.month(2024, 3))


def test_a_month_is_not_compared_with_a_year() -> None:
    year = Observation("jobs-created", "A", Period.year(2023), Decimal(2000))
    assert read(make_row(value="10"), previous=(year,)).problems == ()


@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(1, 12), st.sampled_from(["", "0", "5", "1.5", "9.999"]))))
def test_every_row_with_a_figure_is_used_or_told(cells: list[tuple[str, int, str]]) -> None:
    rows = [
        make_row(value=v, place_code=p, period=f"2024-{m:02d}", file="f", line=n) for n, (p, m, v) in enumerate(cells)
    ]
    collected = read(*rows)
    told = {p.where for p in collected.refused}
    assert len(collected.observations) + len(told) == sum(1 for row in rows if not row.is_empty)
