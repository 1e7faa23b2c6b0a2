"""What is wrong with a figure, and what only looks odd (design rules 1 and 12)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tiendo.model.indicator import Indicator, OverTime
from tiendo.model.observation import Observation
from tiendo.model.problem import Problem, Severity

# Rates of change and indices fall below zero; what is produced, counted, held or shared out does not. A correction
# downwards is a new revision of the month it belongs to, not a negative figure of a later one.
NEVER_NEGATIVE = frozenset({"flow", "stock", "count", "ratio", "milestone"})
COUNTED = frozenset({"flow", "stock", "count", "milestone"})
WEIGHED = frozenset({"tấn", "kg", "tạ"})  # shown without decimals, yet half a tonne exists
TIMES = 10  # a figure this many times the one before, or this small a part of it, is worth a second look
A_FEW = 10  # whole counts that differ by less jump like that every month: 0, 1, 9


def check_figure(
    observation: Observation,
    indicator: Indicator,
    *,
    rate_alone: bool = False,
    previous: Observation | None = None,
    where: str = "",
) -> tuple[Problem, ...]:
    """Every finding about one figure: errors, for which it cannot be used, else what to look at again.

    Args:
        rate_alone: one office reports the rate of the whole place, so a ratio may come without its parts.
        previous: the figure of the same place and indicator before this one, where it is known.
    """
    wrong = tuple(_wrong(observation, indicator, rate_alone))
    found = wrong or tuple(_odd(observation, indicator, previous))
    severity = Severity.ERROR if wrong else Severity.WARNING
    about = {"indicator": indicator, "place": observation.place_code, "period": observation.period}
    return tuple(Problem(rule, {**about, **facts}, where, severity) for rule, facts in found)


_Finding = tuple[str, dict[str, object]]


def _wrong(o: Observation, indicator: Indicator, rate_alone: bool) -> Iterator[_Finding]:
    parts = (o.numerator, o.denominator)
    has_parts = any(p is not None for p in parts)
    if o.no_data:
        if o.value is not None or has_parts:
            yield "figure-and-reason", {"column": "no_data"}
        return
    if o.value is None and not has_parts:
        yield "named-without-figure", {"column": "value"}
        return
    if o.value is not None and has_parts:
        yield "value-and-parts", {"column": "value"}
        return
    if has_parts and not indicator.needs_parts:
        yield "parts-unwanted", {"column": "numerator"}
        return
    if indicator.needs_parts and None in parts and not (rate_alone and o.value is not None):
        column = "denominator" if o.numerator is not None else "numerator"
        yield "ratio-incomplete", {"column": column, "weight": indicator.weight}
        return
    if o.denominator is not None and o.denominator <= 0 and not _nothing_to_measure(o):
        yield "denominator-not-positive", {"column": "denominator", "amount": o.denominator}
    if indicator.kind in NEVER_NEGATIVE:
        for column, amount in (("value", o.value), ("numerator", o.numerator)):
            if amount is not None and amount < 0:
                yield "negative", {"column": column, "amount": amount}


def _nothing_to_measure(o: Observation) -> bool:
    """0 of 0 is a figure (no dossiers this month); 5 of 0 is a slip."""
    return o.denominator == 0 and o.numerator == 0


def _odd(o: Observation, indicator: Indicator, previous: Observation | None) -> Iterator[_Finding]:
    if _nothing_to_measure(o):
        yield "nothing-to-measure", {"column": "denominator", "weight": indicator.weight}
    if o.numerator is not None and o.denominator and indicator.kind == "ratio" and indicator.unit == "%":
        if o.numerator > o.denominator:
            yield "above-hundred", {"column": "numerator", "percent": o.numerator * 100 / o.denominator}
    elif o.value is not None and is_counted(indicator) and o.value != o.value.to_integral_value():
        yield "not-whole", {"column": "value", "amount": o.value, "unit": indicator.unit}
    now, before = _comparable(o), _comparable(previous) if previous else None
    if previous is None or now is None or before is None or not _tells_much(now, before, indicator):
        return
    facts: dict[str, object] = {"column": "value" if o.value is not None else "numerator", "times": TIMES}
    facts |= {"amount": now, "before": before, "previous": previous.period}
    if now > before * TIMES:
        yield "jump-up", facts
    elif now * TIMES < before:
        yield "jump-down", facts


def is_counted(indicator: Indicator) -> bool:
    """True for what comes in whole pieces: households, schools; not for tonnes or money."""
    return indicator.kind in COUNTED and indicator.decimals == 0 and indicator.unit not in WEIGHED


def _comparable(o: Observation) -> Decimal | None:
    """One number to compare months by; a ratio's in hundredths, whatever its unit."""
    if o.value is not None:
        return o.value
    if o.numerator is None or not o.denominator:
        return None
    return o.numerator * 100 / o.denominator


def _tells_much(now: Decimal, before: Decimal, indicator: Indicator) -> bool:
    """Whether "ten times" means something here: not beside a zero or a handful, nor for a flow that paused a month."""
    if before <= 0 or now < 0 or indicator.kind not in {"flow", "stock", "count", "ratio"}:
        return False
    if now == 0 and indicator.over_time is OverTime.SUM:
        return False
    return not (is_counted(indicator) and abs(now - before) < A_FEW)
