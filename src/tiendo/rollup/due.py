"""Which months of a period owe a figure."""

from __future__ import annotations

from tiendo.model.indicator import Frequency
from tiendo.model.period import Period

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
