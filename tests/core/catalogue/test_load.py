"""The catalogue is whole, and converts exactly."""

from __future__ import annotations

import csv
from decimal import Decimal
from importlib.resources import files

import pytest

from tests.builders import CATALOGUE
from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import OverPlaces, OverTime, Population
from tiendo.reading.folding import fold


@pytest.mark.parametrize(
    ("value", "unit", "into", "result"),
    [
        ("137.5", "tỷ đồng", "triệu đồng", "137500"),
        ("137500", "triệu đồng", "tỷ đồng", "137.5"),
        ("1.5", "nghìn tỷ đồng", "tỷ đồng", "1500"),
        ("0", "tỷ đồng", "đồng", "0"),
        ("2298", "tạ", "tấn", "229.8"),
        ("5", "TẤN", "tấn", "5"),
        ("1", "triệu USD", "triệu usd", "1"),
        ("3", "chiếc", "chiếc", "3"),
    ],
)
def test_units_convert_exactly(value: str, unit: str, into: str, result: str) -> None:
    assert CATALOGUE.convert(Decimal(value), unit, into) == Decimal(result)


@pytest.mark.parametrize(
    ("unit", "into"),
    [("tấn", "tỷ đồng"), ("hộ", "người"), ("%", "điểm %"), ("chiếc", "cái"), ("triệu usd", "triệu đồng")],
)
def test_what_does_not_measure_the_same_does_not_convert(unit: str, into: str) -> None:
    assert CATALOGUE.convert(Decimal(1), unit, into) is None


def test_every_indicator_has_a_unit_that_is_known_in_both_languages() -> None:
    for indicator in CATALOGUE.indicators.values():
        unit = CATALOGUE.units.get(indicator.unit.lower())
        assert unit and unit.name_en and unit.one_en, indicator.code
        assert unit.base in CATALOGUE.units and unit.factor > 0


def test_every_indicator_can_be_rolled_up_as_it_says() -> None:
    for indicator in CATALOGUE.indicators.values():
        assert indicator.name and indicator.name_en, indicator.code
        assert (indicator.kind == "flow") <= (indicator.over_time is OverTime.SUM), indicator.code
        assert (indicator.population is Population.RECOGNISED) == bool(indicator.title), indicator.code
        if indicator.over_places is OverPlaces.RATIO_OF_SUMS:
            assert indicator.weight, f"{indicator.code}: say what it is divided by"


def test_the_catalogue_is_loaded_once_and_cannot_be_changed() -> None:
    assert load_catalogue() is load_catalogue()
    with pytest.raises(TypeError):
        load_catalogue().units["tấn"] = CATALOGUE.units["kg"]  # type: ignore[index]


def test_no_name_means_two_indicators_of_one_unit() -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for indicator in CATALOGUE.indicators.values():
        for name in (indicator.name, *indicator.variants):
            owners.setdefault((fold(name), indicator.unit.lower()), set()).add(indicator.code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_every_code_stands_once_in_the_file() -> None:
    lines = files("tiendo.catalogue").joinpath("indicators.csv").read_text(encoding="utf-8").splitlines()
    assert len(list(csv.DictReader(lines))) == len(CATALOGUE.indicators)
