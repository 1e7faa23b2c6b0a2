"""What a restated figure carries on: revision, vintage, names, sample, reasons, and that it is incomplete."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.builders import CATALOGUE, make_observations
from tests.spec.place_tables import AFTER, BEFORE, HISTORY
from tiendo import pipeline
from tiendo.model.observation import Observation, Provider, Vintage
from tiendo.model.period import Period
from tiendo.model.place_change import ShareBasis
from tiendo.restating import own_day, stored
from tiendo.restating.parting import add, part
from tiendo.rollup import roll_up

JOBS = "jobs-created"


def _restated(rows: str, code: str = JOBS, year: int = 2025) -> dict[str, Observation]:
    made = pipeline.restate(make_observations(code, rows, year=year), HISTORY, CATALOGUE, to=AFTER).observations
    return {o.place_code: o for o in made}


def test_the_newest_revision_is_restated_in_any_order() -> None:
    first = make_observations(JOBS, "A 6: 10; B 6: 20; T 6: 5", year=2025)
    corrected = [replace(o, value=Decimal(100), revision=2) for o in first[:1]]
    for sent in ([*first, *corrected], [*corrected, *first]):
        (m,) = pipeline.restate(sent, HISTORY, CATALOGUE, to=AFTER).observations
        assert (m.value, m.revision) == (Decimal(125), 2)


def test_a_place_without_a_figure_is_missing_and_the_others_are_a_part() -> None:
    m = _restated("A 6: 10; B 6: no figure; T 6: 0")["M"]
    assert m.value == Decimal(10) and m.incomplete and not m.no_data
    assert m.restatement and [p.code for p in m.restatement.missing] == ["B"]


def test_where_nobody_has_a_figure_the_reasons_are_kept() -> None:
    m = _restated("A 6: no figure; B 6: no figure")["M"]
    assert (m.value, m.no_data) == (None, "chưa có số liệu")


def test_the_weakest_vintage_the_sample_and_the_sources_are_kept() -> None:
    a, b, t = make_observations(JOBS, "A 6: 1; B 6: 2; T 6: 3", year=2025)
    sent = [replace(a, vintage=Vintage.ESTIMATE), replace(b, sample=True), replace(t, vintage=Vintage.OFFICIAL)]
    (m,) = pipeline.restate(sent, HISTORY, CATALOGUE, to=AFTER).observations
    assert (m.vintage, m.sample, m.source) == (Vintage.ESTIMATE, True, "A 2025-06; B 2025-06; T 2025-06")
    assert stored([m]) == tuple(sent)


def test_two_providers_are_two_figures_and_two_definitions_are_none() -> None:
    a, b, t = make_observations(JOBS, "A 6: 1; B 6: 2; T 6: 3", year=2025)
    counted = [replace(o, provider=Provider.STATISTICS, value=Decimal(9)) for o in (a, b, t)]
    both = pipeline.restate([a, b, t, *counted], HISTORY, CATALOGUE, to=AFTER).observations
    assert {o.provider: o.value for o in both} == {Provider.SECTOR: Decimal(6), Provider.STATISTICS: Decimal(27)}
    new = [replace(a, definition="2026"), b, t]
    mixed = pipeline.restate(new, HISTORY, CATALOGUE, to=AFTER)
    assert not mixed.observations and [p.rule for p in mixed.problems] == ["restate-definitions"]
    (same,) = pipeline.restate(
        [replace(o, definition="2026") for o in (a, b, t)], HISTORY, CATALOGUE, to=AFTER
    ).observations
    assert same.definition == "2026"


def test_named_things_go_with_whole_places_only() -> None:
    made = _restated("A 6: 1 “Trường A”; C 6: 1 “Trường C”", "national-standard-schools-new")
    assert made["M"].named == ("Trường A",)
    assert made["C1"].named == (), "Nobody knows in which part the school stands."


def test_a_share_is_said_with_its_basis_on_every_part() -> None:
    made = _restated("C 6: 100; D 6: 100; E 6: 40")
    (of_c1,) = made["C1"].restatement.parts if made["C1"].restatement else ()
    assert (of_c1.share, of_c1.bases, of_c1.value) == (Fraction(62, 100), (ShareBasis.POPULATION,), Decimal(62))
    parts = made["E"].restatement.parts if made["E"].restatement else ()
    assert [(p.place.code, p.share, p.bases) for p in parts] == [
        ("D", Fraction(1, 4), (ShareBasis.AREA,)),
        ("E", 1, ()),
    ]


def test_the_roll_up_counts_an_incomplete_place_as_missing() -> None:
    made = _restated("A 6: 10; B 6: 20; K 6: 1")
    indicator, june = CATALOGUE.indicators[JOBS], Period.month(2025, 6)
    total = roll_up(made.values(), indicator=indicator, place_code="P", tree=HISTORY.tree(AFTER), period=june)
    assert total.value == Decimal(31)
    assert "M" in {p.place_code for p in total.missing} and "K" not in {p.place_code for p in total.missing}
    poor = CATALOGUE.indicators["poor-households"]
    stock = _restated("A 6: 10; B 6: 20", "poor-households")
    total = roll_up(stock.values(), indicator=poor, place_code="P", tree=HISTORY.tree(AFTER), period=june)
    assert (total.value, total.reported) == (Decimal(30), 0)


def test_a_year_belongs_to_the_places_of_its_last_day() -> None:
    assert own_day(Period.year(2025)) == date(2025, 12, 31)
    half = Observation(JOBS, "A", Period.half(2025, 1), value=Decimal(6))
    year = Observation(JOBS, "A", Period.year(2025), value=Decimal(6))
    restated = pipeline.restate([half, year], HISTORY, CATALOGUE, to=AFTER)
    assert [o.place_code for o in restated.observations] == ["M"]
    assert [p.rule for p in restated.problems] == ["restate-place-unknown"]


def test_a_place_that_began_out_of_nothing_has_no_figure_before() -> None:
    back = pipeline.restate(
        [Observation(JOBS, "K", Period.month(2025, 8), value=Decimal(3))], HISTORY, CATALOGUE, to=BEFORE
    )
    assert [o.place_code for o in back.observations] == ["K"]


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        ("100", "0.62 0.38", "62 38"),
        ("10", "1/3 1/3 1/3", "3.333333333334 3.333333333333 3.333333333333"),
        ("-10", "1/3 2/3", "-3.333333333333 -6.666666666667"),
        ("0.10", "1/2 1/2", "0.05 0.05"),
        ("0", "1/3 2/3", "0 0"),
        ("0.0000000000001", "1/2 1/2", "1E-13 0"),
        ("1E+3", "1/2 1/2", "500 500"),
    ],
)
def test_parts_are_exact_where_they_end(amount: str, shares: str, parts: str) -> None:
    made = part(Decimal(amount), [Fraction(s) for s in shares.split()])
    assert made == tuple(Decimal(p) for p in parts.split()) and add(made) == Decimal(amount)


def test_adding_nothing_is_nothing() -> None:
    assert add([]) is None and add([None]) is None and add([None, Decimal(0)]) == 0
