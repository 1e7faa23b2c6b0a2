"""What has to be rolled up for targets that stand in columns: which places, and which columns of a cube."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiendo.model.indicator import Indicator
from tiendo.model.log import Log
from tiendo.model.period import Period
from tiendo.model.place import PlaceTree
from tiendo.model.target import ReportedBy
from tiendo.model.target_columns import FREQUENCIES, PROVIDERS, REPORTERS, TargetColumns
from tiendo.rollup.axes import Ints, Measured
from tiendo.rollup.due import months_due

_PLACE, _CHILDREN = REPORTERS.index(ReportedBy.PLACE), REPORTERS.index(ReportedBy.CHILDREN)


class Wanted(NamedTuple):
    """For each target the row of its place in the cube, -1 where it has no total there, and a number for what it measures:
    the same where indicator, frequency, provider and who reports are the same."""

    place: NDArray[np.int32]
    measures: Ints


def wanted_by(targets: TargetColumns, codes: Sequence[str], tree: PlaceTree) -> Wanted:
    """What each target needs. A place without children that reports itself is a leaf like any other; one that should have
    children and has none is left to the exact path."""
    row = {code: n for n, code in enumerate(codes)}
    has_children = np.array([code in row and bool(tree.children(code)) for code in targets.places], dtype=np.bool_)
    place = np.array([row.get(code, -1) for code in targets.places], dtype=np.int32)[targets.place]
    alone = ~has_children[targets.place]
    by_place = targets.reported_by == _PLACE
    place[alone & ~by_place] = -1
    reported_by = np.where(alone & by_place, _CHILDREN, targets.reported_by)
    measures = targets.indicator.astype(np.int64)
    for number, of in (
        (targets.frequency, len(FREQUENCIES)), (reported_by, len(REPORTERS)), (targets.provider, len(PROVIDERS)),
    ):  # fmt: skip
        measures = measures * of + number
    return Wanted(place, measures)


def measured_for(measures: int, targets: TargetColumns, log: Log, indicators: Mapping[str, Indicator]) -> Measured:
    """The column of a cube behind a number of `Wanted.measures`."""
    measures, provider = divmod(measures, len(PROVIDERS))
    measures, reported_by = divmod(measures, len(REPORTERS))
    indicator, frequency = divmod(measures, len(FREQUENCIES))
    code = targets.indicators[indicator]
    due = frozenset(m.first_month for m in months_due(FREQUENCIES[frequency], Period.year(targets.year)))
    return Measured(indicators[code], *_digits(log, code), due, REPORTERS[reported_by], PROVIDERS[provider])


def _digits(log: Log, code: str) -> tuple[int, int]:
    """How many digits the log keeps of an indicator's values or numerators, and of its denominators."""
    if code not in log.indicators:
        return 0, 0
    n = log.indicators.index(code)
    return int(log.a_digits[n]), int(log.b_digits[n])
