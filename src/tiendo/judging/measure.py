"""What a condition compares: the level or the change, in the condition's own unit, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tiendo.catalogue.load import Catalogue
from tiendo.model.indicator import Direction, Indicator, OverPlaces, OverTime
from tiendo.model.target import Baseline, Change, ChangeIn, Comparator, Condition
from tiendo.model.verdict import Reason


@dataclass(frozen=True, slots=True)
class Measure:
    """One condition made comparable.

    Attributes:
        better: HIGHER, LOWER or EXACT, for `actual`: a fall is measured by its size, so a bigger one is better.
        start: where `actual` began: the baseline for a level, 0 for a flow or a change; None when not known.
        grows: it starts from 0 and builds up during the period: a flow, or a change.
    """

    actual: Decimal
    better: Direction
    start: Decimal | None
    grows: bool = False


def measure(
    level: Decimal, condition: Condition, baseline: Baseline | None, indicator: Indicator, catalogue: Catalogue
) -> Measure | Reason:
    """The measure of a level under a condition, or the Reason why there is none.

    "giảm 15 %" of 140 households with 117 left is a fall of 16.43 % (domain.md 1.1); the baseline is the one entered.
    """
    if condition.change is not Change.NONE:
        return _measure_change(level, condition, baseline, indicator, catalogue)
    actual = catalogue.convert(level, indicator.unit, condition.unit)
    if actual is None:
        return Reason("unit-differs", {"unit": indicator.unit, "promised_unit": condition.unit})
    better = better_for(condition, indicator)
    if indicator.over_time is OverTime.SUM:
        return Measure(actual, better, Decimal(0), grows=True)
    start = catalogue.convert(baseline.value, indicator.unit, condition.unit) if baseline else None
    return Measure(actual, better, start)


def holds(actual: Decimal, condition: Condition, better: Direction) -> bool:
    """True when the condition is fulfilled, without any rounding: 99.6 is not 100 (domain.md section 8)."""
    low, high = condition.value, condition.value_max
    match condition.comparator:
        case Comparator.MORE_THAN:
            return actual > low
        case Comparator.LESS_THAN:
            return actual < low
        case Comparator.AT_LEAST:
            return actual >= low
        case Comparator.AT_MOST:
            return actual <= low
        case Comparator.RANGE if high is not None:
            if better is Direction.HIGHER:
                return actual >= low
            return actual <= high if better is Direction.LOWER else low <= actual <= high
        case Comparator.ABOUT:
            slack = abs(low) * (condition.tolerance or Decimal(0))
            if better is Direction.HIGHER:
                return actual >= low - slack
            return actual <= low + slack if better is Direction.LOWER else abs(actual - low) <= slack
        case _:
            if better is Direction.HIGHER:
                return actual >= low
            return actual <= low if better is Direction.LOWER else actual == low


def edge(condition: Condition, better: Direction) -> Decimal:
    """The value from which the condition holds: where a trajectory has to lead. The upper end of a range for what
    should be low, the nearer end of "khoảng" with its tolerance; for an exact number, the most that is allowed."""
    slack = abs(condition.value) * (condition.tolerance or Decimal(0))
    if better is Direction.HIGHER:
        return condition.value - slack
    return (condition.value if condition.value_max is None else condition.value_max) + slack


def exceeds(actual: Decimal, condition: Condition, better: Direction) -> bool:
    """True when more than the condition asks was done. Never for "trên", "dưới" and exact conditions: the national
    table of 2019 calls "dưới 4" with 3.1 met, and 33-34 with 33.9 met (domain.md 2.1)."""
    if not holds(actual, condition, better) or better is Direction.EXACT:
        return False
    if condition.comparator in {Comparator.MORE_THAN, Comparator.LESS_THAN}:
        return False
    slack = abs(condition.value) * (condition.tolerance or Decimal(0))
    if better is Direction.HIGHER:
        top = condition.value_max if condition.value_max is not None else condition.value + slack
        return actual > top
    return actual < condition.value - slack


def attainment(measured: Measure, condition: Condition) -> Decimal | None:
    """Achieved over promised. For a level that should fall: the fall achieved over the fall promised, which needs the
    baseline. None for exact conditions, for a cap that nothing has to fall to reach ("không quá 20 vụ"), and where the
    denominator is zero or not known: never a made-up 0 or 100 %."""
    promised = condition.value
    match measured.better:
        case Direction.EXACT:
            return None
        case Direction.HIGHER:
            return measured.actual / promised if promised > 0 else None
        case Direction.LOWER:
            if condition.value_max is not None:
                promised = condition.value_max
            if measured.start is None or measured.start <= promised:
                return None
            return (measured.start - measured.actual) / (measured.start - promised)


def level_of_change(
    condition: Condition, baseline: Baseline, indicator: Indicator, catalogue: Catalogue
) -> Condition | None:
    """The level that a change asks for, in the indicator's unit: 10 % more than last year's 2,000 jobs is 2,200 of them.
    A fall that must be reached is a level that must not be passed. None where the two do not convert."""
    least = condition.value - abs(condition.value) * (condition.tolerance or Decimal(0))
    if condition.change_in is ChangeIn.PER_CENT:
        amount: Decimal | None = least * baseline.value / 100 if baseline.value else None
    else:
        amount = catalogue.convert(least, condition.unit, indicator.unit)
    if amount is None:
        return None
    if condition.change is Change.INCREASE:
        same = condition.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN, Comparator.MORE_THAN}
        comparator = condition.comparator if same else Comparator.AT_LEAST
        return Condition(comparator, baseline.value + amount, indicator.unit)
    turned = _TURNED.get(condition.comparator, Comparator.AT_MOST)
    return Condition(turned, baseline.value - amount, indicator.unit)


_TURNED = {
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.LESS_THAN: Comparator.MORE_THAN,
    Comparator.MORE_THAN: Comparator.LESS_THAN,
}


def _measure_change(
    level: Decimal, condition: Condition, baseline: Baseline | None, indicator: Indicator, catalogue: Catalogue
) -> Measure | Reason:
    if baseline is None:
        return Reason("baseline-missing")
    amount = level - baseline.value if condition.change is Change.INCREASE else baseline.value - level
    if condition.change_in is ChangeIn.PER_CENT:
        if baseline.value == 0:
            return Reason("baseline-zero")
        actual: Decimal | None = amount * 100 / baseline.value
    elif condition.change_in is ChangeIn.POINTS:
        actual = amount
    else:
        actual = catalogue.convert(amount, indicator.unit, condition.unit)
    if actual is None:
        return Reason("unit-differs", {"unit": indicator.unit, "promised_unit": condition.unit})
    at_most = condition.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
    return Measure(actual, Direction.LOWER if at_most else Direction.HIGHER, Decimal(0), grows=True)


def better_for(condition: Condition, indicator: Indicator) -> Direction:
    """The comparator's own direction where it has one; a plain number goes the indicator's way."""
    if indicator.over_places is OverPlaces.ALL_TRUE:
        return Direction.EXACT
    match condition.comparator:
        case Comparator.AT_LEAST | Comparator.MORE_THAN:
            return Direction.HIGHER
        case Comparator.AT_MOST | Comparator.LESS_THAN:
            return Direction.LOWER
        case Comparator.EQUAL if condition.value == 0:
            return Direction.EXACT
        case _:
            return indicator.direction
