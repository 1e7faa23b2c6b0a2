"""Which figures of one place count: of several for a period the one that is asked for, of overlapping periods the longer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from tiendo.model.indicator import Indicator
from tiendo.model.observation import Counting, Observation, Provider
from tiendo.model.period import Clock, Period, PeriodKind


def counted(
    observations: Iterable[Observation],
    indicator: Indicator,
    period: Period,
    counting: Counting = Counting.NEWEST,
    provider: Provider = Provider.SECTOR,
) -> dict[str, dict[Period, Observation]]:
    """Place → period → the figure that counts. Those of another provider are left out: they are another answer to the same
    question (see `compare`), never a part of this one."""
    found: dict[str, dict[Period, Observation]] = {}
    for o in observations:
        if o.indicator_code != indicator.code or o.provider is not provider or not period.holds(o.period):
            continue
        periods = found.setdefault(o.place_code, {})
        if o.period not in periods or _rank(periods[o.period], counting) < _rank(o, counting):
            periods[o.period] = o
    return found


def _rank(o: Observation, counting: Counting) -> tuple[int, int]:
    """A higher one counts instead of a lower one."""
    return (int(o.vintage) if counting is Counting.BEST_VINTAGE else 0, o.revision)


def has_figure(o: Observation) -> bool:
    """True when something was measured. 0 of 0 is a figure (no dossiers this month); 5 of 0 is a slip."""
    if o.value is not None:
        return True
    return o.numerator is not None and o.denominator is not None and (o.denominator != 0 or o.numerator == 0)


def to_add_up(figures: Sequence[Observation], counting: Counting) -> list[Observation]:
    """Of a flow's figures those that are added up: a quarter and its months are not. The longer period's counts, unless
    the best vintage is asked for and months of a better one cover all of it: an estimate of the year gives way to twelve
    official months, but not to three."""
    if all(o.period.months_long == 1 for o in figures):
        return list(figures)
    if counting is Counting.BEST_VINTAGE:
        figures = [o for o in figures if not _bettered(o, figures)]
    return [o for o in figures if not _inside_another(o, figures)]


def latest(figures: Sequence[Observation], counting: Counting) -> Observation | None:
    """Of a level's figures the last one; of two that end together the better vintage where that is asked for, and then the
    one of the shorter period."""
    return max(
        figures, key=lambda o: (last_month(o.period), _rank(o, counting)[0], -o.period.months_long), default=None
    )


def last_month(period: Period) -> Period:
    """The month in which a period ends."""
    return period if period.kind is PeriodKind.MONTH else period.months()[-1]


def definition_of(o: Observation, indicator: Indicator) -> str:
    """The definition that a figure was counted by: the one it names, else the one in use when its period ended."""
    if o.definition or not indicator.definitions:
        return o.definition
    return indicator.definition_on(day_of(o.period))


@lru_cache(maxsize=1024)
def day_of(period: Period) -> date:
    """The day that decides which definition a period's figure belongs to: its last."""
    return Clock.CALENDAR.days(period)[1]


def _inside_another(o: Observation, others: Sequence[Observation]) -> bool:
    return any(other.period != o.period and other.period.holds(o.period) for other in others)


def _bettered(o: Observation, others: Sequence[Observation]) -> bool:
    """True when figures of a better vintage cover every month of it."""
    better = [b for b in others if b.vintage > o.vintage and b.period != o.period and o.period.holds(b.period)]
    return {m for b in better for m in b.period.months()} == set(o.period.months())
