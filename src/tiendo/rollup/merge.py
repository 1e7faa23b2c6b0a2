"""Places that lie in one: what they bring together. Every rule is a pair that adds up (design section 7)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from tiendo.model.indicator import Indicator, OverPlaces
from tiendo.model.total import Coverage, PlaceResult
from tiendo.rollup.own import GROWING, added, ratio

_OF_PARTS = frozenset({OverPlaces.RATIO_OF_SUMS, OverPlaces.WEIGHTED_MEAN})


class _Sum(NamedTuple):
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def merge(code: str, results: Sequence[PlaceResult], indicator: Indicator) -> PlaceResult:
    """What places bring together to the place `code` that they lie in; those among them that hold nobody who could send
    a figure are left out. Merging some first and then the rest gives the same. Figures by two definitions make no sum,
    and neither do percentages without their parts, unless only one place gives any.
    """
    results = [r for r in results if r.coverage.sources]
    definitions = tuple(sorted({d for r in results for d in r.definitions}))
    no_sum = _has_no_sum(results, indicator)
    made = _Sum() if no_sum or len(definitions) > 1 else _over_places(results, indicator)
    return PlaceResult(
        place_code=code,
        value=made.value,
        coverage=_together([r.coverage for r in results]),
        numerator=made.numerator,
        denominator=made.denominator,
        missing=tuple(sorted({month for r in results for month in r.missing})),
        together=True,
        places=tuple(results),
        certain=_certain(results, indicator),
        held=added(r.held for r in results),
        no_sum=no_sum,
        named=tuple(dict.fromkeys(name for r in results for name in r.named)),
        vintage=min((r.vintage for r in results if r.vintage is not None), default=None),
        sample=any(r.sample for r in results),
        definitions=definitions,
    )


def _together(parts: Sequence[Coverage]) -> Coverage:
    months = [c.last for c in parts if c.last is not None]
    return Coverage(
        sources=sum(c.sources for c in parts),
        expected=sum(c.expected for c in parts),
        lacking=sum(c.lacking for c in parts),
        sent=sum(c.sent for c in parts),
        owed=sum(c.owed for c in parts),
        figures=sum(c.figures for c in parts),
        last=min(months) if months and len(months) == len(parts) else None,
    )


def _certain(results: Sequence[PlaceResult], indicator: Indicator) -> Decimal | None:
    if indicator.over_places not in GROWING:
        return None
    known = [r.certain for r in results if r.certain is not None]
    return sum(known, Decimal(0)) if len(known) == len(results) else None


def _has_no_sum(results: Sequence[PlaceResult], indicator: Indicator) -> bool:
    if any(r.no_sum for r in results):
        return True
    alone = sum(r.coverage.sources for r in results) == 1  # one office gives the rate itself
    rates = indicator.over_places in _OF_PARTS and any(r.value is not None and r.denominator is None for r in results)
    return rates and not alone


def _over_places(results: Sequence[PlaceResult], indicator: Indicator) -> _Sum:
    """Value, numerator and denominator of the parent."""
    known = [r for r in results if r.value is not None]  # 0 of 0 has no value and adds nothing
    values = [r.value for r in known if r.value is not None]
    if not known:
        return _Sum()
    match indicator.over_places:
        case OverPlaces.SUM:
            return _Sum(sum(values, Decimal(0)))
        case OverPlaces.NONE:
            return _Sum(values[-1])
        case OverPlaces.RATIO_OF_SUMS | OverPlaces.WEIGHTED_MEAN if known[0].denominator is None:
            return _Sum(values[0])
        case OverPlaces.RATIO_OF_SUMS | OverPlaces.WEIGHTED_MEAN:
            over, under = added(r.numerator for r in known), added(r.denominator for r in known)
            return _Sum(ratio(over, under, indicator) if over is not None and under else None, over, under)
        case OverPlaces.MEAN | OverPlaces.ALL_TRUE | OverPlaces.COUNT_TRUE:
            over, under = (
                sum(column, Decimal(0)) for column in zip(*(_pair(r, indicator) for r in known), strict=True)
            )
            return _Sum(over / under if indicator.over_places is OverPlaces.MEAN else over, over, under)


def _pair(result: PlaceResult, indicator: Indicator) -> tuple[Decimal, Decimal]:
    """What a place counts for: sum and members of a mean, those that are so and members of a count."""
    assert result.value is not None
    if result.together:
        return result.numerator or Decimal(0), result.denominator or Decimal(0)
    if indicator.over_places is OverPlaces.MEAN:
        return result.value, Decimal(1)
    return Decimal(result.value > 0), Decimal(1)
