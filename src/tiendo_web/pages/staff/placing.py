"""Where a target stands in the list: for itself, or as a line "trong đó" below another."""

from __future__ import annotations

from typing import Any

from tiendo_web.actions.one_target import is_promised
from tiendo_web.pages.staff.lines import LIVE
from tiendo_web.records.models import Target


def placing(target: Target) -> dict[str, Any]:
    """Its lines "trong đó", and those targets that it could be put below; none once it is in force or has lines itself."""
    below = list(target.parts.filter(state__in=LIVE, sub_row=True).order_by("ordinal"))
    movable = not is_promised(target) and target.state in LIVE
    alone = target.whole_id is None and not target.parts.exclude(state="withdrawn").exists()
    others = target.target_set.targets.filter(whole=None, state__in=LIVE).exclude(pk=target.pk).order_by("ordinal")
    return {
        "sub_rows": below,
        "may_have_sub_rows": target.whole_id is None and target.state in LIVE,
        "could_stand_under": list(others) if movable and alone else [],
        "could_stand_alone": movable and target.sub_row,
    }
