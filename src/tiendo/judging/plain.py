"""Which targets the bulk path can judge, and those as it takes them (see `bulk.py`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tiendo.judging.bulk import PlainTargets
from tiendo.model.indicator import Indicator, OverPlaces
from tiendo.model.period import Clock, Period
from tiendo.model.target import ChangeIn, Comparator, ReportedBy
from tiendo.model.target_columns import CHANGES_IN, COMPARATORS, REPORTERS, TargetColumns

Bools = NDArray[np.bool_]
_EPOCH = date(1970, 1, 1)
_WHOLE = 2.0**53  # whole numbers up to here have no rounding in float64


def fit_for_bulk(targets: TargetColumns, indicators: Mapping[str, Indicator]) -> Bools:
    """The plain targets whose condition is in the indicator's own unit and of one definition with their baseline, and whose
    amounts float64 holds exactly. The others are left to the exact path."""
    t = targets
    known = [indicators.get(code) for code in t.indicators]
    rolled_up = np.array([i is not None and i.over_places is not OverPlaces.NONE for i in known], dtype=np.bool_)
    fit: Bools = t.plain & (np.array([i is not None for i in known], dtype=np.bool_)[t.indicator])
    fit &= rolled_up[t.indicator] | (t.reported_by == REPORTERS.index(ReportedBy.PLACE))
    per_cent = t.change_in == CHANGES_IN.index(ChangeIn.PER_CENT)
    own = np.array([[i is not None and i.unit.lower() == unit.lower() for unit in t.units] for i in known])
    fit &= per_cent | own.reshape(len(known), -1)[t.indicator, t.unit]
    slack = _slack(t)
    for amount in (t.value, t.value_max, t.baseline, slack):
        fit &= np.isnan(amount) | (np.abs(amount) < _WHOLE)
    return fit & ~_baseline_breaks(t, known)


def as_plain(targets: TargetColumns, some: NDArray[np.intp], column: NDArray[np.int64]) -> PlainTargets:
    """Some of them, each with its column in the cube."""
    t = targets
    return PlainTargets(
        column=column,
        comparator=t.comparator[some].astype(np.int8),
        change=t.change[some].astype(np.int8),
        change_in=t.change_in[some].astype(np.int8),
        value=t.value[some],
        value_max=t.value_max[some],
        baseline=t.baseline[some],
        slack=np.nan_to_num(_slack(t)[some]),
        digits=t.digits,
    )


def _slack(t: TargetColumns) -> NDArray[np.float64]:
    """What "khoảng" may miss, in the digits of the values; infinite where it is no whole number of them, or cannot be told
    to be one."""
    product, one = np.abs(t.value) * t.tolerance, 10.0**t.tolerance_digits
    with np.errstate(invalid="ignore"):
        slack = np.where((product < _WHOLE) & (product % one == 0), product / one, np.inf)
    return np.where(t.comparator == COMPARATORS.index(Comparator.ABOUT), slack, 0.0)


def _baseline_breaks(t: TargetColumns, known: Sequence[Indicator | None]) -> Bools:
    """Where the baseline may have been counted by another definition than the target goes by."""
    end = Clock.CALENDAR.days(Period.year(t.year))[1]
    breaks = t.baseline_named.copy()
    for n, indicator in enumerate(known):
        if indicator is None or not indicator.definitions:
            continue
        rows = np.flatnonzero((t.indicator == n) & ~np.isnan(t.baseline))
        promised = indicator.definition_on(end)
        for day in np.unique(t.baseline_day[rows]).tolist():
            counted = indicator.definition_on(_EPOCH + timedelta(days=day))
            if counted and promised and counted != promised:
                breaks[rows[t.baseline_day[rows] == day]] = True
    return breaks
