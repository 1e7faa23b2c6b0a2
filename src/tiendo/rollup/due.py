"""Which months of a period owe a figure, and up to which month the figures can be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tiendo.model.indicator import Frequency, Indicator, OverTime
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.place import PlaceTree
from tiendo.model.target import ReportedBy, Target

# Month of the year in which a figure falls due. Seasons: Đông Xuân is in by April, Hè Thu by August, Thu Đông by
# December; a school year closes in June and opens with the recognitions in September (domain.md sections 1 and 3.2).
_DUE_IN = {
    Frequency.QUARTERLY: frozenset({3, 6, 9, 12}),
    Frequency.SEMIANNUAL: frozenset({6, 12}),
    Frequency.ANNUAL: frozenset({12}),
    Frequency.SEASONAL: frozenset({4, 8, 12}),
    Frequency.SCHOOL_YEAR: frozenset({6, 9}),
    Frequency.EVENT: frozenset[int](),
}


def months_due(frequency: Frequency, period: Period) -> tuple[Period, ...]:
    """The months of `period` that owe a figure, in order. An EVENT owes none: it is reported when it happens."""
    months = period.months()
    if frequency is Frequency.MONTHLY:
        return months
    return tuple(m for m in months if m.first_month in _DUE_IN[frequency])


def month_of_return(period: Period, indicator: Indicator, frequency: Frequency) -> Period | None:
    """The month whose return holds a figure of `period`; None when the returns hold no such figure, as the sum of ten
    months where each month is asked for.

    What stands at the end of a period (a stock, a ratio) is that of its last month. What flows through it is asked for
    in the month it falls due, for all months since it fell due before: the first quarter in March.
    """
    months = period.months()
    if len(months) == 1 or indicator.over_time is OverTime.LAST:
        return months[-1]
    year_around = Period.term(period.first_year - 1, period.last_year)
    earlier = [m for m in months_due(frequency, year_around) if m < months[-1]]
    covers = bool(earlier) and bool(months_due(frequency, months[-1])) and earlier[-1].next_month == months[0]
    return months[-1] if covers else None


def month_to_look_at(
    targets: Iterable[Target],
    observations: Iterable[Observation],
    *,
    tree: PlaceTree,
    indicators: Mapping[str, Indicator],
    today: date,
) -> Period | None:
    """The newest month with figures that everybody has answered for, or that is past its due day; a month still open
    is not judged half-filled. Where there is none yet, the newest with figures; None when nothing has come in."""
    parts = [p for t in targets for p in t.measured]
    wanted = {p.indicator_code for p in parts}
    answered: dict[Period, set[tuple[str, str]]] = {}
    for o in observations:
        if o.indicator_code in wanted:
            answered.setdefault(o.period.months()[-1], set()).add((o.indicator_code, o.place_code))
    for month in sorted(answered, reverse=True):
        awaited = [p for p in parts if today <= p.clock.due(month)]
        if _owed(awaited, month, tree, indicators) <= answered[month]:
            return month
    return max(answered, default=None)


def _owed(
    parts: Iterable[Target], month: Period, tree: PlaceTree, indicators: Mapping[str, Indicator]
) -> set[tuple[str, str]]:
    """(indicator, place) of every figure that falls due in the month."""
    owed = set()
    for part in parts:
        indicator = indicators[part.indicator_code or ""]
        if not part.running.holds(month) or not months_due(part.frequency, month):
            continue
        if part.reported_by is not ReportedBy.PLACE:
            on = min(tree.on, part.clock.days(month)[1])
            owed |= {(indicator.code, code) for code in tree.members(indicator, part.place_code, on)}
        if part.reported_by is not ReportedBy.CHILDREN:
            owed.add((indicator.code, part.place_code))
    return owed
