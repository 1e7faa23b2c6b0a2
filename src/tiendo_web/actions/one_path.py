"""The trajectory of a target as it was chosen: a straight line, the steps of the year before, or milestones typed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.period import Period, PeriodKind
from tiendo.model.verdict import Reason
from tiendo.publishing.wording import say
from tiendo_web.actions import checked
from tiendo_web.actions.one_target import described
from tiendo_web.actions.refused import Refused
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Milestone, Target

WAYS = ("straight", "last_year", "typed")
_RESTS_ON = ("conditions", "baseline", "indicator_code", "reported_by", "frequency", "provider")  # of `described`


def rests_on(target: Target) -> dict[str, Any]:
    """What a shape taken from the year before was worked out from, beside last year's figures."""
    told = described(target)
    return {name: told.get(name) for name in _RESTS_ON}


def choose(target: Target, changes: Mapping[str, Any], before: Mapping[str, Any], *, today: date) -> None:
    """Write the milestones of the way that `changes` choose; inside the caller's transaction, after everything else of
    the target. `before`: what `rests_on` said before the changes. Milestones in the steps of the year before stay as they
    were worked out until one of that changes.

    Raises Refused for a milestone outside the target's period, and where the year before has no shape to take.
    """
    way = changes.get("trajectory", "typed" if "milestones" in changes else None)
    if way is None:
        return
    if way not in WAYS:
        raise Refused(_("Hãy chọn kịch bản trong danh sách."), field="trajectory")
    if way == "last_year":
        if target.trajectory == way and rests_on(target) == before:
            return
        milestones = _like_last_year(target, today=today)
    elif way == "typed":
        milestones = dict(_milestone(target, m, v) for m, v in changes.get("milestones", {}).items())
    else:
        milestones = {}
    target.milestones.all().delete()
    Milestone.objects.bulk_create(Milestone(target=target, month=m, value=v) for m, v in milestones.items())
    target.trajectory = way if milestones else "straight"
    target.save(update_fields=["trajectory"])


def _milestone(target: Target, month: str, value: Any) -> tuple[str, Decimal]:
    try:
        period = Period.parse(month)
    except ValueError:
        period = None
    if period is None or period.kind is not PeriodKind.MONTH or not Period.parse(target.period).holds(period):
        raise Refused(_("Mốc %(month)s nằm ngoài kỳ của chỉ tiêu.") % {"month": month}, field="milestones")
    if (amount := checked.number(value, field="milestones")) is None:
        raise Refused(_("Mốc %(month)s chưa có giá trị.") % {"month": month}, field="milestones")
    return month, amount


def _like_last_year(target: Target, *, today: date) -> dict[str, Decimal]:
    """Month → where the target should stand in the steps of the year before."""
    target = Target.objects.select_related("place", "baseline").get(pk=target.pk)
    known = load_catalogue().indicators.get(target.indicator_code)
    if known is None or not target.conditions.exists() or "-" in target.period:
        raise Refused(
            _("Kịch bản theo năm trước cần một chỉ tiêu của một năm, có chỉ tiêu thống kê và mức phải đạt."),
            field="trajectory",
        )
    programme = target.target_set.programme
    tree = queries.load_tree(queries.tree_day(programme, today))
    observations = queries.years_before(programme, target.indicator_code, on=tree.on)
    record = convert.target_record(target)
    found = pipeline.path_like_last_year(
        record, observations, tree=tree, catalogue=load_catalogue(), decimals=known.decimals
    )
    if isinstance(found, Reason):
        raise Refused(say(found, get_language() or "vi", queries.place_names([target.place])), field="trajectory")
    return {m.month.code: m.value for m in found}
