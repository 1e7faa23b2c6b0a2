"""Let an act that redraws places hold from its day, and take it back while nothing rests on it.

Nothing is deleted: the old places, their offices, returns and rights stay as they were. From the day on each new place has
an office of its own, and the people of an old place go on in it where the whole place went, or where the planner says so.
What is withdrawn (empty returns of the time after the day) is kept, and comes back when the act is taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.core import serializers
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from tiendo.model.place import PlaceKind
from tiendo.publishing.wording import say
from tiendo_web.actions import events, rights, stored_totals
from tiendo_web.actions.new_offices import add_offices
from tiendo_web.actions.one_redrawing import language, names_of, require_draft, say_day, taken
from tiendo_web.actions.refused import Refused
from tiendo_web.records import queries
from tiendo_web.records.models import Membership, Office, Place, Redrawing, Return, Right, User

_ONE_DAY = timedelta(days=1)


def activate(*, redrawing: Redrawing, by: User, today: date) -> None:
    """Let the act hold from its day: the old places end the day before, the new ones begin, their offices are made and
    people follow. One transaction, one event.

    Raises Refused when the act contradicts the places that are there, or an old place has figures of the time after.
    """
    with transaction.atomic():
        row = taken(redrawing)
        rights.require(by, "redraw", row, today=today)
        require_draft(row)
        problem = queries.wrong_about(row)
        if problem is not None:
            raise Refused(say(problem, language()))
        look = queries.outlook(row)
        if look.blocked:
            said = _(
                "%(office)s đã có số liệu %(month)s, sau ngày %(day)s; hãy chuyển số liệu đó sang địa bàn mới hoặc sửa ngày hiệu lực."
            )
            first = look.blocked[0]
            raise Refused(said % {"office": first.office.name, "month": first.period, "day": say_day(row.day)})
        stored_totals.forget_from(row.day)
        row.before = {"returns": _withdraw(look.too_late), **_end_old(row)}
        _begin_new(row)
        offices, granted = add_offices(row, look)
        row.before |= {"offices": [o.pk for o in offices], "rights": [r.pk for r in granted]}
        row.state, row.decided_by, row.decided_on = "active", by, today
        row.save(update_fields=["state", "before", "decided_by", "decided_on"])
        events.log(
            verb="activate_redrawing",
            subject=row,
            facts={
                "document": row.document,
                "first": row.day,
                "ended": names_of(e.place for e in look.ending),
                "began": [f"{p.code} {p.name}" for p in look.beginning],
                "offices": [o.code for o in offices],
                "rights": [f"{r.user.username}: {r.role}, {r.office.code}" for r in granted],
                "withdrawn": [f"{r.office.code} {r.period}" for r in look.too_late],
            },
            by=by,
        )
    redrawing.refresh_from_db()


def undo(*, redrawing: Redrawing, by: User, today: date) -> None:
    """Take an act back: the old places go on as before. Only while nothing rests on the new ones; then one sentence says
    what does."""
    with transaction.atomic(), _nothing_else_in_the_way():
        row = taken(redrawing)
        rights.require(by, "redraw", row, today=today)
        if row.state != "active":
            raise Refused(_("Văn bản này chưa được áp dụng nên không có gì để hoàn tác."))
        resting = queries.resting_on(row)
        if resting:
            said = _("Không hoàn tác được vì địa bàn mới đã có %(what)s; hãy nạp một văn bản mới để sửa tiếp.")
            raise Refused(said % {"what": ", ".join(_counted(what, count) for what, count in resting.items())})
        new = [p.place for p in row.new_places.select_related("place") if p.place]
        stored_totals.forget_from(row.day)
        _take_out(row)
        _put_back(Place, row.before["places"])
        _put_back(Membership, row.before["memberships"])
        reopened = _reopen(row.before.get("returns", []))
        row.state, row.decided_by, row.decided_on = "undone", by, today
        row.save(update_fields=["state", "decided_by", "decided_on"])
        facts = {"document": row.document, "first": row.day, "withdrawn": names_of(new), "reopened": reopened}
        events.log(verb="undo_redrawing", subject=row, facts=facts, by=by)
    redrawing.refresh_from_db()


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _end_old(row: Redrawing) -> dict[str, dict[str, str | None]]:
    """The old places and what they belong to, or what belongs to them, end the day before; what stood there before."""
    last = row.day - _ONE_DAY
    old = [line.old_id for line in row.lines.all()]
    held = Q(last=None) | Q(last__gte=row.day)
    began = Q(first=None) | Q(first__lt=row.day)
    memberships = list(Membership.objects.filter(held & began & (Q(child__in=old) | Q(parent__in=old))))
    places = list(Place.objects.filter(pk__in=old))
    before = {"places": _lasts(places), "memberships": _lasts(memberships)}
    Place.objects.filter(pk__in=old).update(last=last)
    Membership.objects.filter(pk__in=[m.pk for m in memberships]).update(last=last)
    return before


def _lasts(rows: Iterable[Place | Membership]) -> dict[str, str | None]:
    return {str(r.pk): r.last.isoformat() if r.last else None for r in rows}


def _begin_new(row: Redrawing) -> None:
    new = list(row.new_places.all())
    made = Place.objects.bulk_create(
        Place(code=p.code, name=p.name, kind=PlaceKind(p.kind).value, first=row.day) for p in new
    )
    for told, place in zip(new, made, strict=True):
        told.place = place
    row.new_places.bulk_update(new, ["place"])
    parents = queries.places_of_day((p.parent for p in new if p.parent), row.day)  # of those that begin now, too
    Membership.objects.bulk_create(
        Membership(child=place, parent=parents[told.parent], first=row.day)
        for told, place in zip(new, made, strict=True)
        if told.parent
    )


def _withdraw(returns: Iterable[Return]) -> list[dict[str, Any]]:
    """Take away returns that are asked of nobody any more and hold nothing; they are given back as rows to keep."""
    found = list(returns)
    kept: list[dict[str, Any]] = json.loads(serializers.serialize("json", found))
    Return.objects.filter(pk__in=[r.pk for r in found]).delete()
    return kept


def _reopen(kept: list[dict[str, Any]]) -> list[str]:
    """Put back what was withdrawn, unless somebody has opened the same again; which they are."""
    rows = [one.object for one in serializers.deserialize("python", kept)]
    there = set(
        Return.objects.filter(office__in=[r.office_id for r in rows]).values_list("programme", "office", "period")
    )
    lacking = [r for r in rows if (r.programme_id, r.office_id, r.period) not in there]
    Return.objects.bulk_create(lacking)
    offices = Office.objects.in_bulk([r.office_id for r in lacking])
    return [f"{offices[r.office_id].code} {r.period}" for r in lacking]


def _put_back(table: type[Place] | type[Membership], lasts: dict[str, str | None]) -> None:
    """The last days as they were before; places and memberships that ended together are put back together."""
    by_last: dict[str | None, list[int]] = {}
    for pk, last in lasts.items():
        by_last.setdefault(last, []).append(int(pk))
    for last, keys in by_last.items():
        table._default_manager.filter(pk__in=keys).update(last=last)


@contextmanager
def _nothing_else_in_the_way() -> Iterator[None]:
    try:
        yield
    except ProtectedError:  # a task, a circulation, a directive given to a new office
        raise Refused(
            _("Không hoàn tác được vì đơn vị của địa bàn mới đã được giao việc; hãy nạp một văn bản mới để sửa tiếp.")
        ) from None


def _take_out(row: Redrawing) -> None:
    """What activating it made; nothing else hangs on it (`queries.resting_on`)."""
    new = [p.place_id for p in row.new_places.all() if p.place_id]
    Right.objects.filter(pk__in=row.before["rights"]).delete()
    Office.objects.filter(pk__in=row.before["offices"]).delete()
    Membership.objects.filter(Q(child__in=new) | Q(parent__in=new)).delete()
    row.new_places.update(place=None)
    Place.objects.filter(pk__in=new).delete()


def _counted(what: str, count: int) -> str:
    words = {
        "observation": _("%(n)d số liệu"),
        "return": _("%(n)d báo cáo kỳ"),
        "target": _("%(n)d chỉ tiêu hoặc phần giao"),
        "programme": _("%(n)d chương trình"),
        "right": _("%(n)d quyền cấp thêm"),
        "office": _("%(n)d đơn vị lập thêm"),
        "shape": _("%(n)d đường biên"),
        "title": _("%(n)d danh hiệu"),
        "act": _("%(n)d văn bản đổi địa bàn tiếp theo"),
        "place": _("%(n)d địa bàn trực thuộc"),
        "target_of_office": _("%(n)d chỉ tiêu giao đơn vị của địa bàn mới"),
    }
    return words[what] % {"n": count}
