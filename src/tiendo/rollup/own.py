"""One place over time: what it brings to a total by the figures that it has sent itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tiendo.model.indicator import Indicator, OverPlaces, OverTime
from tiendo.model.observation import Counting, Observation
from tiendo.model.period import Period
from tiendo.model.total import Coverage, PlaceResult
from tiendo.rollup.counted import definition_of, has_figure, last_month, latest, to_add_up

GROWING = frozenset({OverPlaces.SUM, OverPlaces.COUNT_TRUE, OverPlaces.ALL_TRUE})  # more figures only add to it


def own_result(
    code: str,
    sent: Mapping[Period, Observation],
    indicator: Indicator,
    due: tuple[Period, ...],
    counting: Counting = Counting.NEWEST,
    *,
    held_above: bool = False,
) -> PlaceResult:
    """What a place brings by its own figures: a flow sums its months, everything else takes the last that has a figure.

    Args:
        sent: period → the figure that counts, see `counted`.
        due: the months that owe a figure. Of what is not a flow only the last of them must be there: yesterday's stock
            does not need last spring's.
    """
    with_figure = sorted((o for o in sent.values() if has_figure(o)), key=lambda o: (last_month(o.period), o.period))
    if indicator.over_time is OverTime.SUM:
        covered = {
            month for o in with_figure if not o.incomplete for month in o.period.months()
        }  # a quarter's figure covers its months
        missing = tuple(m for m in due if m not in covered)
        used = to_add_up(with_figure, counting)
        value = added(o.value for o in used)
        numerator, denominator = added(o.numerator for o in used), added(o.denominator for o in used)
    else:
        last_due = due[-1:]
        last = latest(with_figure, counting)
        used = [last] if last else []
        fresh = used and not used[0].incomplete and (not last_due or last_month(used[0].period) >= last_due[0])
        missing = () if fresh else last_due
        value, numerator, denominator = (
            (used[0].value, used[0].numerator, used[0].denominator) if used else (None, None, None)
        )
    definitions = tuple(sorted({definition_of(o, indicator) for o in used} - {""}))
    if len(definitions) > 1:
        value, numerator, denominator = None, None, None
    if value is None and numerator is not None and denominator:
        value = ratio(numerator, denominator, indicator)
    return PlaceResult(
        place_code=code,
        value=value,
        coverage=Coverage(
            sources=1,
            expected=0 if held_above else 1,
            lacking=1 if missing and not held_above else 0,
            sent=1 if used and not held_above else 0,
            owed=len(missing),
            figures=len(used),
            last=last_month(used[-1].period) if used else None,
        ),
        numerator=numerator,
        denominator=denominator,
        missing=missing,
        observations=tuple(used),
        held_above=held_above,
        certain=_certain(value, indicator, missing),
        held=value if held_above else None,
        named=tuple(dict.fromkeys(name for o in used if o.value != 0 for name in o.named)),  # a 0 counts nobody
        vintage=min((o.vintage for o in used), default=None),
        sample=any(o.sample for o in used),
        definitions=definitions,
    )


def _certain(value: Decimal | None, indicator: Indicator, missing: tuple[Period, ...]) -> Decimal | None:
    """Of a flow all that was sent counts; of a level only what is fresh: an old one may have changed."""
    if indicator.over_places not in GROWING:
        return None
    if value is None or (missing and indicator.over_time is not OverTime.SUM):
        return Decimal(0)
    if value < 0:
        return None
    return value if indicator.over_places is OverPlaces.SUM else Decimal(value > 0)


def ratio(numerator: Decimal, denominator: Decimal, indicator: Indicator) -> Decimal:
    """In the indicator's unit: per cent, per thousand, or each."""
    return numerator * indicator.per / denominator


def added(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is there; None, not 0, when nothing is."""
    known = [v for v in values if v is not None]
    return sum(known, Decimal(0)) if known else None
