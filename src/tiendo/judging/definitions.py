"""What was counted by one definition is not judged by another: a set of criteria, a poverty standard, a base year."""

from __future__ import annotations

from tiendo.model.indicator import Indicator
from tiendo.model.target import Target
from tiendo.model.total import Total
from tiendo.model.verdict import Reason


def break_in_figures(target: Target, total: Total, indicator: Indicator) -> Reason | None:
    """Why the total cannot be held against the target (design rule 8); None where both go by one definition."""
    promised = target.defined_by(indicator)
    if len(total.definitions) > 1:
        return Reason("definitions-mixed", {"definitions": _named(indicator, *total.definitions)})
    if promised and total.definitions and total.definitions != (promised,):
        counted = _named(indicator, *total.definitions)
        return Reason("another-definition", {"definitions": counted, "promised_by": _named(indicator, promised)})
    return None


def break_at_baseline(target: Target, indicator: Indicator) -> Reason | None:
    """Why no change can be counted from the baseline, and no line drawn from it; None where it is of one definition with
    the target."""
    if target.baseline is None:
        return None
    counted, promised = target.baseline.defined_by(indicator), target.defined_by(indicator)
    if not counted or not promised or counted == promised:
        return None
    named = {"definitions": _named(indicator, counted), "promised_by": _named(indicator, promised)}
    return Reason("baseline-other-definition", {**named, "as_of": target.baseline.as_of})


def _named(indicator: Indicator, *codes: str) -> tuple[object, ...]:
    return tuple(next((e for e in indicator.definitions if e.code == code), code) for code in codes)
