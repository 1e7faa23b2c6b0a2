"""Share a target out to the places below, and to the offices of the place itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.refused import Refused, called
from tiendo_web.records import queries
from tiendo_web.records.models import Place, Share, Target, User

Given = Mapping[str, Decimal | None]  # code of a place or an office → its share; None: none


def share_out(*, target: Target, shares: Given, by: User, today: date, offices: Given | None = None) -> None:
    """Save the part each place has to bring, and with `offices` the part of each office, in the unit of the target's
    first condition; without `offices` theirs stay as they are.

    An empty share (None) is no share; 0 is a share of 0. Shares need not add up: the page says by how much they
    don't. Saving the same shares again changes nothing. Raises Refused for a place that is not below the target's
    place, for an office that is not of that place itself (communes have shares as places), for a negative share, and
    for a compound target, whose parts are shared out one by one.
    """
    rights.require(by, "share_out", target, today=today)
    with transaction.atomic():
        target = Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
        if target.parts.filter(sub_row=False).exists():
            raise Refused(_("Chỉ tiêu ghép không giao nguyên cả; hãy giao từng phần của nó."))
        if target.state == "withdrawn" or not target.conditions.exists():
            raise Refused(_("Chỉ tiêu chưa có mức phải đạt, nên chưa giao cho địa bàn nào được."))
        on = queries.tree_day(target.target_set.programme, today)
        kept = list(target.shares.select_related("place", "office"))
        wanted = _of_places(shares, queries.places_below(target.place, on))
        wanted += [s for s in kept if s.office] if offices is None else _of_offices(offices, target)
        if _told(kept) == _told(wanted):
            return
        target.shares.all().delete()
        Share.objects.bulk_create(Share(target=target, place=s.place, office=s.office, value=s.value) for s in wanted)
        facts = {"before": _told(kept), "after": _told(wanted)}
        events.log(verb="share_out", subject=target, facts=facts, by=by)


def _of_places(given: Given, below: Mapping[str, Place]) -> list[Share]:
    found = []
    for code, value in given.items():
        if code not in below:
            raise Refused(
                _("Địa bàn có mã %(code)s không trực thuộc nơi giao chỉ tiêu này.") % {"code": code[:16]}, field=code
            )
        if (share := _value(code, value, below[code].name)) is not None:
            found.append(Share(place=below[code], value=share))
    return found


def _of_offices(given: Given, target: Target) -> list[Share]:
    here = {o.code: o for o in queries.offices_to_share(target)}
    found = []
    for code, value in given.items():
        if code not in here:
            raise Refused(
                _("Cơ quan có mã %(code)s không thuộc nơi giao chỉ tiêu này.") % {"code": code[:40]},
                field=office_field(code),
            )
        if (share := _value(office_field(code), value, called(here[code]))) is not None:
            found.append(Share(office=here[code], value=share))
    return found


def office_field(code: str) -> str:
    """The name of the input of an office's share: its code may be that of a place too."""
    return f"office:{code}"


def _value(field: str, given: Decimal | None, name: str) -> Decimal | None:
    value = checked.number(given, field=field, name=name)
    if value is not None and value < 0:
        raise Refused(_("Phần giao không được là số âm."), field=field)
    return value


def _told(shares: Iterable[Share]) -> dict[str, Decimal]:
    """Code → value, the places first, as the log keeps it."""
    shares = list(shares)
    told: dict[str, Decimal] = {s.place.code: s.value for s in shares if s.place}
    return told | {office_field(s.office.code): s.value for s in shares if s.office}
