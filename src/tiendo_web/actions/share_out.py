"""Share a target out to the places below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records import queries
from tiendo_web.records.models import Place, Share, Target, User


def share_out(*, target: Target, shares: Mapping[str, Decimal | None], by: User, today: date) -> None:
    """Save the part each place has to bring, in the unit of the target's first condition.

    An empty share (None) is no share; 0 is a share of 0. Shares need not add up: the page says by how much they
    don't. Raises Refused for a place that is not below the target's place, and for a negative share.
    """
    rights.require(by, "share_out", target, today=today)
    below = set(queries.load_tree(queries.tree_day(target.target_set.programme, today)).children(target.place.code))
    for code, value in shares.items():
        if code not in below:
            raise Refused(
                _("Địa bàn có mã %(code)s không trực thuộc nơi giao chỉ tiêu này.") % {"code": code}, field=code
            )
        if value is not None and value < 0:
            raise Refused(_("Phần giao không được là số âm."), field=code)
    with transaction.atomic():
        Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
        before = {s.place.code: s.value for s in target.shares.select_related("place")}
        target.shares.all().delete()
        places = {p.code: p for p in Place.objects.filter(code__in=shares, parents__parent=target.place)}
        Share.objects.bulk_create(
            Share(target=target, place=places[code], value=value) for code, value in shares.items() if value is not None
        )
        target._prefetched_objects_cache = {}
        events.log(verb="share_out", subject=target, facts={"before": before, "after": dict(shares)}, by=by)
