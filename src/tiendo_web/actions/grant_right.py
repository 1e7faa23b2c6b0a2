"""Give and end rights."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tiendo_web.actions import events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Office, Right, Role, User


def grant(*, user: User, role: str, office: Office, by: User | None, today: date, first: date | None = None) -> Right:
    """Give a person a role in an office from `first` (today when not said) on. `by=None` is the installation itself.

    A person gives rights in offices of the own place or below, not from a day in the past, and not twice. A right that
    was ended before it began to count is taken up again, for its row is there already.
    """
    first = first or today
    if by is not None:
        rights.require(by, "grant", office, today=today)
        if first < today:
            raise Refused(_("Quyền không được bắt đầu trước hôm nay."), field="first")
    if role not in Role.values:
        raise Refused(_("Vai trò không hợp lệ; hãy chọn trong danh sách."), field="role")
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        same = Right.objects.filter(user=user, role=role, office=office)
        if same.filter(Q(last=None) | Q(last__gte=first)).exists():
            raise Refused(_("Người này đã có vai trò đó ở đơn vị này."), field="role")
        right = same.filter(first=first).first() or Right(user=user, role=role, office=office, first=first)
        right.last = None
        right.save()
        facts = {"user": user, "role": role, "office": office, "first": right.first}
        events.log(verb="grant_right", subject=right, facts=facts, by=by, name="tiendo")
    return right


def end(*, right: Right, by: User, today: date) -> Right:
    """End a right: yesterday was its last day. The row stays, so the past can be read. A planner is relieved by another
    one, so that somebody is always left who can grant."""
    rights.require(by, "grant", right.office, today=today)
    if right.user_id == by.pk and right.role == Role.PLANNER:
        raise Refused(_("Quyền lập kế hoạch của chính mình phải do người lập kế hoạch khác kết thúc."))
    with transaction.atomic():
        right = Right.objects.select_for_update(of=("self",)).get(pk=right.pk)
        if right.last is not None:
            raise Refused(_("Quyền này đã kết thúc."))
        right.last = today - timedelta(days=1)
        right.save(update_fields=["last"])
        facts = {"user": right.user, "role": right.role, "before": None, "after": right.last}
        events.log(verb="end_right", subject=right, facts=facts, by=by)
    return right
