"""Do the shares of the places add up to the target?"""

from __future__ import annotations

from decimal import Decimal

from tiendo.model.indicator import Indicator, OverPlaces
from tiendo.model.target import Target
from tiendo.model.verdict import ShareCheck, ShareRelation


def check_shares(target: Target, indicator: Indicator) -> ShareCheck:
    """Compare the sum of `target.shares` with the condition that they are parts of, exactly.

    Only a sum adds up; a rate or a mean is given to every place as it is. Raises ValueError for a compound target.
    """
    if target.shared_condition is None:
        raise ValueError(f"Target {target.number} is compound: share its parts out.")
    promised = target.shared_condition.value
    if not target.shares:
        return ShareCheck(ShareRelation.NONE, promised, None, None)
    if indicator.over_places is not OverPlaces.SUM:
        return ShareCheck(ShareRelation.NOT_ADDITIVE, promised, None, None)
    total = sum((s.value for s in target.shares), Decimal(0))
    difference = total - promised
    if difference == 0:
        relation = ShareRelation.EQUAL
    else:
        relation = ShareRelation.ABOVE if difference > 0 else ShareRelation.BELOW
    return ShareCheck(relation, promised, total, difference)
