"""Results of places, row ↔ record; a row keeps all of a result but the figures and the places that it is made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from tiendo.model.observation import Vintage
from tiendo.model.period import Period
from tiendo.model.total import Coverage, PlaceResult
from tiendo_web.records import models as rows

_COVERAGE = ("sources", "expected", "lacking", "sent", "owed", "figures")
_EXACT = ("value", "numerator", "denominator", "certain", "held")
COLUMNS = (*_EXACT, *_COVERAGE, "last", "missing", "no_sum", "vintage", "sample", "named", "definitions")
_KEY = ("target_id", "month", "above", "place_code", "part")


class Key(NamedTuple):
    """Which result a row keeps: of a target, by the end of a month, of a place that adds up in the one above."""

    target: int
    month: str
    above: str
    place_code: str
    part: str

    @property
    def order(self) -> tuple[bool, str]:
        """Places add up in the order of their codes, what is held above them last."""
        return self.part == rows.ResultPart.HELD, self.place_code

    @property
    def parent(self) -> Key:
        """Of the result that this one is added up in, all but what lies above that."""
        return Key(self.target, self.month, "", self.above, rows.ResultPart.TOGETHER)


def rows_of(target: int, month: str, whole: PlaceResult, above: str = "") -> Iterator[rows.PlaceResult]:
    """A row for a result and each that it is made of, all the way down."""
    yield row_of(Key(target, month, above, whole.place_code, _part(whole)), whole)
    for place in whole.places:
        yield from rows_of(target, month, place, whole.place_code)


def row_of(key: Key, result: PlaceResult) -> rows.PlaceResult:
    """The row of one result."""
    covered = result.coverage
    return rows.PlaceResult(
        target_id=key.target,
        month=key.month,
        above=key.above,
        place_code=key.place_code,
        part=key.part,
        **{name: getattr(result, name) for name in _EXACT},
        **{name: getattr(covered, name) for name in _COVERAGE},
        last=covered.last.code if covered.last else "",
        missing=" ".join(month.code for month in result.missing),
        no_sum=result.no_sum,
        vintage=result.vintage,
        sample=result.sample,
        named=_listed(result.named),
        definitions=_listed(result.definitions),
    )


def results(found: QuerySet[rows.PlaceResult]) -> dict[Key, PlaceResult]:
    """The records of many rows in one query, without making an object of each row."""
    return {Key(*told[: len(_KEY)]): _record(told) for told in found.values_list(*_KEY, *COLUMNS)}


def keys(found: QuerySet[rows.PlaceResult]) -> list[Key]:
    """Which results some rows keep."""
    return [Key(*told) for told in found.values_list(*_KEY)]


def with_places(whole: PlaceResult, found: Iterable[tuple[Key, PlaceResult]]) -> PlaceResult:
    """A result with those that it is made of, in their order."""
    return replace(whole, places=tuple(in_order(found)))


def in_order(found: Iterable[tuple[Key, PlaceResult]]) -> list[PlaceResult]:
    """Results in the order in which they are added up."""
    return [result for _key, result in sorted(found, key=lambda pair: pair[0].order)]


def _record(told: tuple[Any, ...]) -> PlaceResult:
    _target, _month, _above, code, part, *rest = told
    value, numerator, denominator, certain, held, *rest = rest
    *counts, last, missing, no_sum, vintage, sample, named, definitions = rest
    return PlaceResult(
        place_code=code,
        value=value,
        coverage=Coverage(*counts, last=_months(last)[0] if last else None),
        numerator=numerator,
        denominator=denominator,
        missing=_months(missing) if missing else (),
        held_above=part == rows.ResultPart.HELD,
        together=part == rows.ResultPart.TOGETHER,
        certain=certain,
        held=held,
        no_sum=no_sum,
        named=tuple(json.loads(named)) if named else (),
        vintage=None if vintage is None else Vintage(vintage),
        sample=sample,
        definitions=tuple(json.loads(definitions)) if definitions else (),
    )


def _listed(words: tuple[str, ...]) -> str:
    return json.dumps(words, ensure_ascii=False) if words else ""


@lru_cache(maxsize=1024)
def _months(told: str) -> tuple[Period, ...]:
    return tuple(Period.parse(code) for code in told.split())


def _part(result: PlaceResult) -> str:
    if result.together:
        return rows.ResultPart.TOGETHER
    return rows.ResultPart.HELD if result.held_above else rows.ResultPart.OWN
