"""Do the shares of the places and offices add up to the target?"""

from __future__ import annotations

from decimal import Decimal

from tiendo.model.indicator import Indicator, OverPlaces
from tiendo.model.target import ReportedBy, Target
from tiendo.model.verdict import ShareCheck, ShareRelation


def check_shares(target: Target, indicator: Indicator, *, offices: bool = False) -> ShareCheck:
    """Compare the sum of the shares with the condition that they are parts of, exactly.

    Args:
        offices: compare the shares of the offices, else those of the places. Both are a whole of their own: the same 2,000
            jobs are given to the communes and to the offices. Only where a part is held above the places (BOTH) do the
            offices' shares stand beside theirs, and both make one sum.

    Only a sum adds up; a rate or a mean is given to every place as it is. Raises ValueError for a compound target.
    """
    if target.shared_condition is None:
        raise ValueError(f"Target {target.number} is compound: share its parts out.")
    promised = target.shared_condition.value
    together = target.reported_by is ReportedBy.BOTH
    shares = [s for s in target.shares if together or bool(s.office) is offices]
    if not shares:
        return ShareCheck(ShareRelation.NONE, promised, None, None)
    if indicator.over_places is not OverPlaces.SUM:
        return ShareCheck(ShareRelation.NOT_ADDITIVE, promised, None, None)
    total = sum((s.value for s in shares), Decimal(0))
    difference = total - promised
    if difference == 0:
        relation = ShareRelation.EQUAL
    else:
        relation = ShareRelation.ABOVE if difference > 0 else ShareRelation.BELOW
    return ShareCheck(relation, promised, total, difference)
