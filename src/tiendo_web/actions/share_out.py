"""Share a target out to the places below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records import queries
from tiendo_web.records.models import Place, Share, Target, User


def share_out(*, target: Target, shares: Mapping[str, Decimal | None], by: User, today: date) -> None:
    """Save the part each place has to bring, in the unit of the target's first condition.

    An empty share (None) is no share; 0 is a share of 0. Shares need not add up: the page says by how much they
    don't. Saving the same shares again changes nothing. Raises Refused for a place that is not below the target's
    place, for a negative share, and for a compound target, whose parts are shared out one by one.
    """
    rights.require(by, "share_out", target, today=today)
    with transaction.atomic():
        target = Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
        if target.parts.exists():
            raise Refused(_("Chỉ tiêu ghép không giao nguyên cả; hãy giao từng phần của nó."))
        if target.state == "withdrawn" or not target.conditions.exists():
            raise Refused(_("Chỉ tiêu chưa có mức phải đạt, nên chưa giao cho địa bàn nào được."))
        on = queries.tree_day(target.target_set.programme, today)
        below = queries.places_below(target.place, on)
        wanted = {code: value for code, given in shares.items() if (value := _share(code, given, below)) is not None}
        before = {s.place.code: s.value for s in target.shares.select_related("place")}
        if wanted == before:
            return
        target.shares.all().delete()
        Share.objects.bulk_create(Share(target=target, place=below[code], value=v) for code, v in wanted.items())
        events.log(verb="share_out", subject=target, facts={"before": before, "after": wanted}, by=by)


def _share(code: str, given: Decimal | None, below: Mapping[str, Place]) -> Decimal | None:
    if code not in below:
        raise Refused(
            _("Địa bàn có mã %(code)s không trực thuộc nơi giao chỉ tiêu này.") % {"code": code[:16]}, field=code
        )
    value = checked.number(given, field=code, name=below[code].name)
    if value is not None and value < 0:
        raise Refused(_("Phần giao không được là số âm."), field=code)
    return value
