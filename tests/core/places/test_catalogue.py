"""The places of Việt Nam before and since 01/07/2025: counts, links, codes used again, and what the data teaches."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.builders import CATALOGUE
from tiendo import pipeline
from tiendo.catalogue.places import build, load_history
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.place import Place, PlaceKind
from tiendo.model.place_change import ChangeKind, ShareBasis

HISTORY = load_history()
LAST, FIRST, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 10, 1)
LISTS = Path(__file__).resolve().parents[4] / "shared" / "places"
COMMUNES = {PlaceKind.COMMUNE, PlaceKind.TOWN, PlaceKind.WARD, PlaceKind.SPECIAL_ZONE}
DISTRICTS = {PlaceKind.DISTRICT, PlaceKind.URBAN_DISTRICT, PlaceKind.DISTRICT_TOWN, PlaceKind.DISTRICT_CITY}


def _place(code: str, on: date) -> Place:
    place = HISTORY.place(code, on)
    assert place is not None
    return place


def _kinds(on: date) -> Counter[PlaceKind]:
    tree = HISTORY.tree(on)
    return Counter(tree[code].kind for code in tree.codes())


def test_the_counts_of_the_last_day_and_the_first() -> None:
    before, after = _kinds(LAST), _kinds(FIRST)
    assert sum(before[kind] for kind in COMMUNES) == 10_035
    assert sum(before[kind] for kind in DISTRICTS) == 696
    assert before[PlaceKind.PROVINCE] + before[PlaceKind.CITY] == 63
    assert sum(after[kind] for kind in COMMUNES) == 3_321
    assert sum(after[kind] for kind in DISTRICTS) == 0
    assert (after[PlaceKind.PROVINCE], after[PlaceKind.CITY]) == (28, 6)
    assert (after[PlaceKind.COMMUNE], after[PlaceKind.WARD], after[PlaceKind.SPECIAL_ZONE]) == (2_621, 687, 13)


def test_later_acts_of_2026_made_communes_wards_and_provinces_cities() -> None:
    now = _kinds(NOW)
    assert (now[PlaceKind.PROVINCE], now[PlaceKind.CITY]) == (25, 9)
    assert (now[PlaceKind.COMMUNE], now[PlaceKind.WARD]) == (2_599, 709)
    (change,) = {c for c in HISTORY.changes if "25270" in c.old and c.day.year == 2026}
    assert (change.kind, change.document, change.day) == (ChangeKind.KIND, "237/NQ-UBTVQH16", date(2026, 4, 14))


def test_every_old_place_leads_somewhere_and_every_new_one_comes_from_somewhere() -> None:
    old, new = HISTORY.tree(LAST), HISTORY.tree(FIRST)
    islands = {"318", "471", "498", "536", "755"}
    leaves = [code for code in old.codes() if old[code].kind in COMMUNES or code in islands]
    assert len(leaves) == 10_040
    links = 0
    for code in leaves:
        ways = HISTORY.onward(old[code], FIRST)
        assert sum(way.share for way in ways.values()) == 1
        links += len(ways)
    assert links == 10_571
    reached = {today for code in leaves for today in HISTORY.onward(old[code], FIRST)}
    assert reached == {code for code in new.codes() if new[code].kind in COMMUNES}


def test_441_communes_were_split_and_nobody_published_the_shares() -> None:
    parts = [n for c in HISTORY.changes for n in c.lines if n.basis is ShareBasis.EQUAL_PARTS]
    assert len(parts) == 972
    assert len({n.old for n in parts}) == 441
    assert {n.basis for c in HISTORY.changes for n in c.lines} == {ShareBasis.WHOLE, ShareBasis.EQUAL_PARTS}


def test_codes_are_used_again_for_other_places() -> None:
    long_an, tay_ninh = HISTORY.with_code("80")
    assert (long_an.name, long_an.last, tay_ninh.name, tay_ninh.first) == ("Long An", LAST, "Tây Ninh", FIRST)
    old, new = HISTORY.tree(LAST), HISTORY.tree(FIRST)
    again = [c for c in new.codes() if c in old and new[c].kind in COMMUNES and old[c].name != new[c].name]
    assert len(again) == 1_806  # two more are only spelled otherwise ("Thuận Hoà")


def test_every_change_names_its_act_and_every_place_its_province() -> None:
    assert all(change.document and change.document_day for change in HISTORY.changes)
    for day in (LAST, FIRST, NOW):
        tree = HISTORY.tree(day)
        assert all(tree.above(code)[-1] == "VN" for code in tree.codes() if code != "VN")


def test_thanh_hoa_went_whole_into_four_communes_one_of_which_takes_another() -> None:
    district = _place("800", LAST)
    assert district.name == "Thạnh Hóa"
    went = {code: HISTORY.onward(_place(code, LAST), NOW) for code in HISTORY.tree(LAST).children("800")}
    assert len(went) == 11 and all(len(ways) == 1 for ways in went.values())
    names = {HISTORY.tree(NOW)[code].name for ways in went.values() for code in ways}
    assert names == {"Thạnh Hóa", "Thạnh Phước", "Bình Thành", "Tân Tây"}
    area = pipeline.area_today(HISTORY, district, NOW)
    assert area == {"27865": 1, "27877": 1, "27889": 1, "27868": Fraction(2, 3)}
    assert {_place(c, LAST).name for c in HISTORY.origins(_place("27868", NOW), LAST)} == {
        "Tân Hiệp", "Thuận Bình", "Bình Hòa Hưng",
    }  # fmt: skip


def test_the_districts_own_series_ends_and_is_estimated_beyond() -> None:
    own = Observation("state-revenue-local", "800", Period.year(2024), value=Decimal(70))
    restated = pipeline.restate([own], HISTORY, CATALOGUE, to=NOW)
    assert not restated.observations and [p.rule for p in restated.problems] == ["restate-place-ended"]
    month = Period.month(2026, 1)
    sent = [Observation("jobs-created", c, month, value=Decimal(30)) for c in ("27865", "27868", "27877", "27889")]
    beyond = pipeline.estimate_former([*sent], HISTORY, CATALOGUE, former=_place("800", LAST))
    (estimate,) = beyond.observations
    assert estimate.value == Decimal(110) and estimate.restatement and estimate.restatement.estimated
    assert not estimate.incomplete
    rank = [Observation("cpi-average", c, month, value=Decimal(1)) for c in ("27865", "27868")]
    refused = pipeline.estimate_former(rank, HISTORY, CATALOGUE, former=_place("800", LAST))
    assert not refused.observations and [p.rule for p in refused.problems] == ["restate-not-added"]


def test_a_change_of_2025_and_one_of_2026_are_gone_through_together() -> None:
    (ward,) = (p for p in HISTORY.with_code("25270") if p.kind is PlaceKind.WARD)
    sent = [
        Observation("jobs-created", code, Period.month(2025, 5), value=Decimal(8))
        for code in HISTORY.origins(ward, LAST)
    ]
    made = pipeline.restate(sent, HISTORY, CATALOGUE, to=NOW).observations
    (here,) = (o for o in made if o.place_code == "25270")
    assert here.restatement is not None
    assert len(here.restatement.documents) == 2 and here.restatement.documents[-1] == "237/NQ-UBTVQH16"


@pytest.mark.skipif(not LISTS.is_dir(), reason="the collected lists are not beside the repository")
def test_the_files_are_what_the_lists_say(tmp_path: Path) -> None:
    ran = CliRunner().invoke(build.main, [str(LISTS), "--into", str(tmp_path)])
    assert ran.exit_code == 0, ran.output
    shipped = Path(build.__file__).parent
    for name in ("places", "memberships", "changes", "acts"):
        assert (tmp_path / f"{name}.csv").read_text() == (shipped / f"{name}.csv").read_text(), name


@pytest.mark.skipif(not LISTS.is_dir(), reason="the collected lists are not beside the repository")
def test_a_list_that_lost_a_link_is_refused(tmp_path: Path) -> None:
    for path in LISTS.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        if path.name.startswith("crosswalk"):
            text = "\n".join(line for line in text.splitlines() if not line.startswith("27880,")) + "\n"
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    ran = CliRunner().invoke(build.main, [str(tmp_path), "--into", str(tmp_path)])
    assert ran.exit_code == 1 and "27880 has no link" in ran.output
