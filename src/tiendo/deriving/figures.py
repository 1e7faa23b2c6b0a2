"""Counts of places → observations, and a finding for everything in the register that could not be counted."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date
from decimal import Decimal

from tiendo.model.deriving_rule import DerivingRule, PlaceCount
from tiendo.model.indicator import Indicator, OverPlaces
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.problem import Problem, Severity
from tiendo.model.row import Collected


def derive(
    counts: Iterable[PlaceCount],
    rule: DerivingRule,
    indicator: Indicator,
    *,
    month: Period,
    day: date,
    places: Container[str],
    revision: int = 1,
) -> Collected:
    """The figures of a month from what was counted on its day, in the order of their places.

    A place without anybody in the register has no figure: nobody said anything of it. One with somebody, none of whom the
    rule counts, has 0. Rows of places that `places` does not know are counted in a finding and make no figure.
    """
    if not may_be_counted(indicator):
        raise ValueError(f"{indicator.code} does not add up from households or persons.")
    source = f"{rule.register}; {rule.name}; {day.isoformat()}"
    observations: list[Observation] = []
    problems: list[Problem] = []
    for count in sorted(_by_code(counts), key=lambda c: c.place_code or ""):
        problems += _findings(count, rule, day, places)
        if count.standing and count.place_code in places and count.place_code:
            numerator, denominator = Decimal(count.numerator), Decimal(count.denominator)
            observations.append(
                Observation(
                    indicator_code=indicator.code,
                    place_code=count.place_code,
                    period=month,
                    value=None if indicator.needs_parts else numerator,
                    numerator=numerator if indicator.needs_parts else None,
                    denominator=denominator if indicator.needs_parts else None,
                    vintage=rule.vintage,
                    revision=revision,
                    source=source,
                )
            )
    return Collected(tuple(observations), tuple(problems))


def may_be_counted(indicator: Indicator) -> bool:
    """Whether a figure of the indicator can be a count of rows, or a count out of a count."""
    return indicator.kind in {"ratio", "stock", "flow", "count"} and indicator.over_places in {
        OverPlaces.SUM,
        OverPlaces.RATIO_OF_SUMS,
    }


def _by_code(counts: Iterable[PlaceCount]) -> Iterable[PlaceCount]:
    """Codes without the spaces around them; what then falls together is added up."""
    merged: dict[str | None, PlaceCount] = {}
    for c in counts:
        code = (c.place_code or "").strip() or None
        k = merged.get(code, PlaceCount(code, 0, 0, 0))
        merged[code] = PlaceCount(
            code,
            k.standing + c.standing,
            k.denominator + c.denominator,
            k.numerator + c.numerator,
            k.twice + c.twice,
            k.unusable + c.unusable,
        )
    return merged.values()


def _findings(count: PlaceCount, rule: DerivingRule, day: date, places: Container[str]) -> Iterable[Problem]:
    where = rule.register
    facts = {"register": rule.register, "day": day, "place": count.place_code or "—"}
    if count.standing and count.place_code is None:
        yield Problem("register-place-absent", {**facts, "count": count.standing}, where, Severity.ERROR)
    elif count.standing and count.place_code not in places:
        yield Problem("register-place-unknown", {**facts, "count": count.standing}, where, Severity.ERROR)
    if count.twice:
        yield Problem("register-twice", {**facts, "count": count.twice}, where, Severity.ERROR)
    if count.unusable:
        yield Problem("register-row-unusable", {**facts, "count": count.unusable}, where, Severity.ERROR)
