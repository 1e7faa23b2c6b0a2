"""Targets column by column, as the bulk path takes them: numbers where records have words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiendo.model.indicator import Frequency
from tiendo.model.observation import Provider
from tiendo.model.target import Change, ChangeIn, Comparator, ReportedBy

COMPARATORS, CHANGES, CHANGES_IN = tuple(Comparator), tuple(Change), tuple(ChangeIn)
FREQUENCIES, REPORTERS, PROVIDERS = tuple(Frequency), tuple(ReportedBy), tuple(Provider)

Numbers = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class TargetColumns:
    """Targets of one year as arrays of one length.

    Attributes:
        plain: one condition, no typed trajectory, no shares, named thing or definition of its own, nothing to keep. The
            others are judged by the exact path, and what their columns say does not matter.
        places, indicators, clocks, units: the codes and names that numbers stand for.
        comparator, change, change_in, frequency, reported_by, provider: numbers of the tuples of this module.
        value, value_max, baseline: whole numbers of 10^-`digits` of `unit`; NaN where there is none.
        tolerance: the share that "khoảng" may miss, as a whole number of 10^-`tolerance_digits`; 0 where there is none.
        baseline_day: the day a baseline is of, as days since 1970-01-01; `baseline_named`: it names its own definition.
    """

    year: int
    places: tuple[str, ...]
    indicators: tuple[str, ...]
    clocks: tuple[str, ...]
    units: tuple[str, ...]
    plain: NDArray[np.bool_]
    place: Numbers
    indicator: Numbers
    clock: Numbers
    unit: Numbers
    comparator: Numbers
    change: Numbers
    change_in: Numbers
    frequency: Numbers
    reported_by: Numbers
    provider: Numbers
    value: NDArray[np.float64]
    value_max: NDArray[np.float64]
    baseline: NDArray[np.float64]
    baseline_day: Numbers
    baseline_named: NDArray[np.bool_]
    tolerance: NDArray[np.float64]
    digits: int
    tolerance_digits: int

    def __len__(self) -> int:
        return len(self.place)
