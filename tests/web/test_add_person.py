"""People are added without any right, and passwords are said once."""

from __future__ import annotations

import json

import pytest

from tests.web.builders import TODAY, everything, one_event, refused
from tiendo_web.actions import add_person, rights
from tiendo_web.actions.refused import NotAllowed
from tiendo_web.records.models import User


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    """A password takes a second of work on purpose; how it is hashed is not what is looked at here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def add(district, username="nguyen.van.a", full_name="Nguyễn Văn A", *, by="planner"):
    return add_person.add_person(username=username, full_name=full_name, by=district.users[by], today=TODAY)


def renew(district, user, *, by="planner"):
    return add_person.renew_password(user=user, by=district.users[by], today=TODAY)


def test_a_new_person_may_log_in_and_do_nothing_yet(district):
    with one_event("add_person") as event:
        user, password = add(district, " Nguyen.Van.A ")
    assert user.username == "nguyen.van.a" and user.check_password(password)
    assert rights.roles(user, today=TODAY) == frozenset()
    assert event.facts == {"username": "nguyen.van.a", "full_name": "Nguyễn Văn A"}
    assert password not in json.dumps(everything(), default=str)


@pytest.mark.parametrize("username", ["", "a", "có dấu", "a b", "<b>", "x" * 61, ".a"])
def test_a_user_name_is_plain(district, username):
    with refused(field="username"):
        add(district, username)


def test_a_person_has_a_name_and_a_user_name_of_their_own(district):
    add(district)
    with refused("đã có người dùng", field="username"):
        add(district, "NGUYEN.VAN.A")
    with refused(field="full_name"):
        add(district, "b.b", " ")


def test_a_new_password_takes_the_place_of_the_old_one(district):
    user, old = add(district)
    with one_event("new_password"):
        new = renew(district, user)
    kept = User.objects.get(pk=user.pk)
    assert kept.check_password(new) and not kept.check_password(old)


def test_nobody_takes_over_a_person_who_may_do_more(district):
    for user in (district.approver, district.planner):
        with refused(kind=NotAllowed):
            renew(district, user, by="planner_an")
    renew(district, district.reporter, by="planner_an")
    with refused("chính mình"):
        renew(district, district.planner)
