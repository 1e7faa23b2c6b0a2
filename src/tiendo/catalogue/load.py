"""Load the catalogue of indicators and units from the files beside this one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tiendo.model.indicator import Definition, Direction, Frequency, Indicator, OverPlaces, OverTime, Population
from tiendo.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Indicators by code and units by official lower-case name."""

    indicators: Mapping[str, Indicator]
    units: Mapping[str, Unit]

    def convert(self, value: Decimal, unit: str, into: str) -> Decimal | None:
        """`value` of `unit` said in `into`, exact; None when the two do not measure the same.

        Money and weights convert (137.5 tỷ đồng is 137500 triệu đồng); a unit the catalogue does not know converts
        only into itself.
        """
        unit, into = unit.lower(), into.lower()
        if unit == into:
            return value
        here, there = self.units.get(unit), self.units.get(into)
        if here is None or there is None or here.base != there.base:
            return None
        return value * here.factor / there.factor


@cache
def load_catalogue() -> Catalogue:
    """The catalogue that is shipped; the same object at every call."""
    definitions: dict[str, list[Definition]] = {}
    for row in _rows("definitions.csv"):
        for code in row["indicators"].split("|"):
            definitions.setdefault(code, []).append(_definition(row))
    indicators = {row["code"]: _indicator(row, definitions.get(row["code"], ())) for row in _rows("indicators.csv")}
    units = {row["name"]: _unit(row) for row in _rows("units.csv")}
    return Catalogue(MappingProxyType(indicators), MappingProxyType(units))


def _indicator(row: Mapping[str, str], definitions: Iterable[Definition]) -> Indicator:
    return Indicator(
        code=row["code"],
        group=row["group"],
        name=row["name_vi"],
        name_en=row["name_en"],
        variants=tuple(v for v in row["variants_vi"].split("|") if v),
        unit=row["unit"],
        kind=row["kind"],
        over_places=OverPlaces(row["aggregation"]),
        over_time=OverTime(row["over_time"]),
        direction=Direction(row["direction"]),
        frequency=Frequency(row["frequency"]),
        population=Population(row["population"]),
        title=row["title"],
        weight=row["weight"],
        decimals=int(row["decimals"]),
        lead_office=row["lead_office"],
        formula=row["formula"],
        notes=row["notes"],
        definitions=tuple(definitions),
    )


def _definition(row: Mapping[str, str]) -> Definition:
    first, last = (date.fromisoformat(row[day]) if row[day] else None for day in ("first", "last"))
    return Definition(row["code"], row["name_vi"], row["name_en"], first, last, row["document"])


def _unit(row: Mapping[str, str]) -> Unit:
    return Unit(
        name=row["name"],
        name_en=row["name_en"],
        one_en=row["one_en"],
        base=row["base"],
        factor=Decimal(row["factor"]),
        decimals=int(row["decimals"]),
    )


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines()))
