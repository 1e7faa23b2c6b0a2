"""Give and end rights."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Office, Right, User


def grant(*, user: User, role: str, office: Office, by: User | None, today: date, first: date | None = None) -> Right:
    """Give a person a role in an office from `first` (today when not said) on. `by=None` is the installation itself."""
    if by is not None:
        rights.require(by, "grant", today=today)
    with transaction.atomic():
        right = Right.objects.create(user=user, role=role, office=office, first=first or today)
        facts = {"user": user, "role": role, "office": office, "first": right.first}
        events.log(verb="grant_right", subject=right, facts=facts, by=by, name="tiendo")
    return right


def end(*, right: Right, by: User, today: date) -> Right:
    """End a right: yesterday was its last day. The row stays, so the past can be read."""
    rights.require(by, "grant", today=today)
    with transaction.atomic():
        if right.last is not None:
            raise Refused(_("Quyền này đã kết thúc."))
        right.last = today - timedelta(days=1)
        right.save(update_fields=["last"])
        events.log(verb="end_right", subject=right, facts={"last": right.last}, by=by)
    return right
