"""Names and codes: a name is a place only within its parent and on its day; accents tell places apart."""

from __future__ import annotations

from datetime import date

import pytest

from tiendo.catalogue.places import Found, find_places, load_history, name_key
from tiendo.model.place import Place

HISTORY = load_history()
LAST, NOW = date(2025, 6, 30), date(2026, 10, 1)


def _codes(places: tuple[Place, ...]) -> list[str]:
    return [p.code for p in places]


def _find(said: str, on: date = NOW, within: str = "") -> Found:
    inside = find_places(HISTORY, within, on=on).places[0] if within else None
    return find_places(HISTORY, said, on=on, within=inside)


@pytest.mark.parametrize(
    ("said", "on", "within", "codes"),
    [
        ("27877", NOW, "", ["27877"]),
        ("80", LAST, "", ["80"]),
        ("Thạnh Hóa", NOW, "", ["27865"]),
        ("xã Thạnh Hoá", NOW, "", ["27865"]),
        ("XÃ THẠNH HÓA", NOW, "", ["27865"]),
        ("huyện Thạnh Hóa", LAST, "", ["800"]),
        ("thị trấn Thạnh Hóa", LAST, "", ["27865"]),
        ("Thạnh Hóa", LAST, "", ["800", "27865"]),
        ("Thanh Hóa", NOW, "", ["38"]),
        ("Thạnh Phước", NOW, "Tây Ninh", ["27877"]),
        ("Thạnh Phước", NOW, "86", ["29104"]),
        ("TP. Hồ Chí Minh", NOW, "", ["79"]),
        ("Ea H'leo", NOW, "", ["24184"]),
        ("Bà Rịa – Vũng Tàu", LAST, "", ["77"]),
    ],
)
def test_a_code_or_a_full_name_is_found(said: str, on: date, within: str, codes: list[str]) -> None:
    found = _find(said, on, within)
    assert sorted(_codes(found.places)) == sorted(codes) and not found.former and not found.suggestions


def test_the_code_of_a_day_is_the_place_of_that_day() -> None:
    assert [_find("80", day).places[0].name for day in (LAST, NOW)] == ["Long An", "Tây Ninh"]


def test_same_named_communes_are_all_told() -> None:
    assert _codes(_find("Thạnh Phước").places) == ["27877", "29104"]


def test_an_old_name_is_found_as_a_former_place() -> None:
    found = _find("xã Thuận Nghĩa Hòa")
    assert _codes(found.former) == ["27880"] and not found.places
    assert _codes(_find("Thuận Nghĩa Hòa", within="Tây Ninh").former) == [], "It lay in Long An, not in Tây Ninh."


def test_without_accents_places_are_only_suggested() -> None:
    found = _find("thanh hoa")
    assert not found.places and not found.former
    assert {"38", "27865"} <= set(_codes(found.suggestions))
    assert _codes(_find("thanh hoa", within="Tây Ninh").suggestions) == ["27865"]


def test_nothing_is_nothing() -> None:
    assert _find("Xứ Không Có") == Found()
    assert _find("99999") == Found()


def test_names_are_one_however_the_tone_is_placed_and_two_with_another_tone() -> None:
    assert name_key("Thạnh Hoá") == name_key("Thạnh Hóa") == name_key("thạnh  hóa")
    assert name_key("Thạnh Hóa") != name_key("Thanh Hóa") != name_key("Thanh Hoa")
    assert name_key("Ea H’Leo") == name_key("Ea H'leo")
    assert name_key("Đông") != name_key("Dông")
