"""The same code on another country: the Danish municipal reform of 2007, from three CSV files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import CATALOGUE
from tiendo import pipeline
from tiendo.files import correct_shares, read_history
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.place_change import ChangeKind
from tiendo.model.place_history import PlaceHistory
from tiendo.publishing.place_words import describe_restatement

FOLDER = Path(__file__).parent / "denmark"
BEFORE, AFTER = date(2006, 12, 31), date(2007, 1, 1)
JOBS = "jobs-created"
YEAR = Period.year(2005)


@pytest.fixture(scope="module")
def denmark() -> PlaceHistory:
    files = {path.name: path.read_bytes() for path in FOLDER.glob("*.csv")}
    return read_history(files, "denmark")


def _jobs(place: str, value: str, period: Period = YEAR) -> Observation:
    return Observation(JOBS, place, period, value=Decimal(value))


def test_funen_had_32_municipalities_31_after_aeroe_and_10_after_the_reform(denmark: PlaceHistory) -> None:
    assert [len(denmark.tree(day).children("42")) for day in (date(2005, 12, 31), BEFORE)] == [32, 31]
    funen = {code for code in denmark.tree(AFTER).children("1083") if code not in {"510", "621", "630"}}
    assert len(funen) == 10 and "42" not in denmark.tree(AFTER)


def test_the_kinds_of_change_follow_from_the_lines(denmark: PlaceHistory) -> None:
    kinds = {change.new[0]: change.kind for change in denmark.changes}
    assert kinds["420"] is kinds["492"] is ChangeKind.MERGE
    (parted,) = (change for change in denmark.changes if "621" in change.new)
    assert parted.kind is ChangeKind.TRANSFER and parted.assumed == ("509", "605")


def test_a_code_used_again_is_another_place(denmark: PlaceHistory) -> None:
    old, new = denmark.with_code("479")
    assert (old.last, new.first) == (BEFORE, AFTER)
    assert denmark.origins(new, BEFORE) == ("427", "435", "479")


def test_a_municipality_is_the_sum_of_those_it_was_made_of(denmark: PlaceHistory) -> None:
    sent = [_jobs(code, "10") for code in ("421", "433", "437", "485", "491", "499")]
    (assens,) = pipeline.restate(sent, denmark, CATALOGUE, to=AFTER).observations
    assert (assens.place_code, assens.value, assens.incomplete) == ("420", Decimal(60), False)
    assert assens.restatement and assens.restatement.documents == ("Kommunalreformen",)


def test_two_changes_one_after_the_other_and_back(denmark: PlaceHistory) -> None:
    sent = [_jobs("443", "3"), _jobs("493", "4")]
    aeroe = pipeline.restate(sent, denmark, CATALOGUE, to=AFTER)
    assert [(o.place_code, o.value) for o in aeroe.observations] == [("492", Decimal(7))]
    assert list(pipeline.restate(aeroe.observations, denmark, CATALOGUE, to=date(2005, 6, 1)).observations) == sent


def test_the_county_goes_on_exactly_because_it_is_a_union_of_todays_places(denmark: PlaceHistory) -> None:
    county = denmark.place("42", BEFORE)
    assert county is not None
    area = pipeline.area_today(denmark, county, AFTER)
    assert len(area) == 10 and set(area.values()) == {1}
    sent = [_jobs(code, "2", Period.year(2008)) for code in area]
    (funen,) = pipeline.estimate_former(sent, denmark, CATALOGUE, former=county).observations
    assert funen.value == Decimal(20) and funen.restatement and not funen.restatement.estimated


def test_a_planner_who_knows_the_shares_gives_them(denmark: PlaceHistory) -> None:
    sent = [_jobs("509", "100", Period.month(2006, 12))]
    assumed = pipeline.restate(sent, denmark, CATALOGUE, to=AFTER).observations
    assert [(o.place_code, o.value) for o in assumed] == [("510", Decimal(50)), ("621", Decimal(50))]
    assert assumed[0].restatement and "equal parts assumed" in describe_restatement(assumed[0].restatement, "en")
    shares = (
        "day,old,new,share,basis,source\n"
        "2007-01-01,509,621,0.75,population,a count made up for this test\n"
        "2007-01-01,509,510,0.25,population,a count made up for this test\n"
    )
    known = correct_shares(denmark, shares.encode(), "shares.csv")
    said = pipeline.restate(sent, known, CATALOGUE, to=AFTER).observations
    assert [(o.place_code, o.value) for o in said] == [("510", Decimal(25)), ("621", Decimal(75))]
    assert said[0].restatement and not said[0].restatement.assumed
    assert describe_restatement(said[0].restatement, "en") == (
        "Restated for the places of 1 Jan 2007: 25% of Christiansfeld municipality by population. Document no. Kommunalreformen."
    )
