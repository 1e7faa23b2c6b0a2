"""The places of one day and who belongs to whom."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import CATALOGUE, make_place_tree
from tiendo.model.place import Membership, Place, PlaceKind, PlaceTree, Title

OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)
DISTRICT = Place("800", "H", PlaceKind.DISTRICT, last=OLD)
PROVINCE = Place("80", "P", PlaceKind.PROVINCE)
COMMUNE = Place("1", "A", PlaceKind.COMMUNE)


def _moved(on: date) -> PlaceTree:
    belongs = [Membership("1", "800", last=OLD), Membership("1", "80", first=NEW), Membership("800", "80")]
    return PlaceTree.as_of([DISTRICT, PROVINCE, COMMUNE], belongs, on)


def test_the_first_and_the_last_day_count() -> None:
    assert (_moved(OLD).parent("1"), _moved(NEW).parent("1")) == ("800", "80")
    assert "800" in _moved(OLD) and "800" not in _moved(NEW)
    assert _moved(NEW).children("80") == ("1",)
    with pytest.raises(KeyError, match="No place with code 800 on 01/07/2025"):
        _moved(NEW)["800"]


def test_two_parents_on_one_day_are_refused() -> None:
    belongs = [Membership("1", "800"), Membership("1", "80")]
    with pytest.raises(ValueError, match="Place 1 has two parents on 30/06/2025"):
        PlaceTree.as_of([DISTRICT, PROVINCE, COMMUNE], belongs, OLD)


def test_a_title_is_held_from_its_first_to_its_last_day() -> None:
    place = Place("1", "A", PlaceKind.COMMUNE, titles=(Title("ntm", NEW, date(2025, 7, 31)),))
    held = [place.holds_title("ntm", day) for day in (OLD, NEW, date(2025, 7, 31), date(2025, 8, 1))]
    assert held == [False, True, True, False] and not place.holds_title("ocop", NEW)


@pytest.mark.parametrize(
    ("indicator", "members"),
    [("jobs-created", "A B T"), ("ntm-criteria-mean", "A B"), ("ntm-no-debt", "A")],
)
def test_the_population_says_which_places_count(indicator: str, members: str) -> None:
    tree = make_place_tree("Huyện H > Xã A, Xã B, Thị trấn T", recognised="A T")
    assert tree.members(CATALOGUE.indicators[indicator], "H") == tuple(members.split())


def test_nothing_lies_below_a_place_without_children() -> None:
    assert _moved(NEW).children("1") == () and _moved(NEW).parent("80") is None
