"""Add a person who may log in; new passwords, for somebody who lost theirs and for oneself."""

from __future__ import annotations

import re
import secrets
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Right, User

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")


def add_person(*, username: str, full_name: str, by: User, today: date) -> tuple[User, str]:
    """A new person and the first password, which is kept nowhere: who asked hands it over. The person may do nothing
    until a right is granted."""
    rights.require(by, "grant", today=today)
    with transaction.atomic():
        user, password = new_person(username=username, full_name=full_name)
        facts = {"username": user.username, "full_name": user.full_name}
        events.log(verb="add_person", subject=user, facts=facts, by=by)
    return user, password


def new_person(*, username: str, full_name: str) -> tuple[User, str]:
    """The row of a person and the first password, inside the caller's transaction, which logs whom it was made for."""
    username = checked.text(username, field="username").lower()
    if not _USERNAME.fullmatch(username):
        raise Refused(
            _(
                "Tên đăng nhập gồm 2 đến 60 chữ thường không dấu, chữ số, dấu chấm hoặc gạch; hãy viết như nguyen.van.a."
            ),
            field="username",
        )
    full_name = checked.needed_text(full_name, field="full_name", longest=120, sentence=_("Hãy ghi họ và tên."))
    user = User(username=username, full_name=full_name)
    password = set_new_password(user)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Tên đăng nhập này đã có người dùng; hãy chọn tên khác."), field="username") from None
    return user, password


def renew_password(*, user: User, by: User, today: date) -> str:
    """A new password for somebody who lost theirs; every log-in with the old one ends. Only for people whose every
    right lies where the planner may grant it: a password opens all that its owner may do."""
    rights.require(by, "grant", today=today)
    if user.pk == by.pk:
        raise Refused(_("Mật khẩu của chính mình thì đổi ở trang “Đổi mật khẩu”."))
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        held = Right.objects.filter(Q(last=None) | Q(last__gte=today), user=user)
        for right in held.select_related("office__place"):
            rights.require(by, "grant", right.office, today=today)
        password = set_new_password(user)
        user.save(update_fields=["password"])
        events.log(verb="new_password", subject=user, facts={"username": user.username}, by=by)
    return password


def change_password(*, password: str, by: User, today: date) -> None:
    """A new password for oneself, checked before against the rules for passwords (settings). The word itself is logged
    nowhere."""
    with transaction.atomic():
        by.set_password(password)
        by.save(update_fields=["password"])
        events.log(verb="change_password", subject=by, facts={"on": today}, by=by)


def set_new_password(user: User) -> str:
    """A new password for a row that the caller saves; it is told once and kept nowhere."""
    password = "-".join(secrets.token_hex(2) for _part in range(4))  # 64 bits, easy to type
    user.set_password(password)
    return password
