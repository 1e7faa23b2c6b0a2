"""The event log: appended to in the transaction of the change, exact, and chained."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from tests.web.builders import make_edition, propose
from tiendo.model.observation import Vintage
from tiendo_web.actions import events
from tiendo_web.records.models import Event, User


@pytest.fixture
def user(db):
    return User.objects.create(username="ai", full_name="Ông Ai")


def log(user, **facts):
    with transaction.atomic():
        return events.log(verb="try", subject=user, facts=facts, by=user)


@pytest.fixture
def chain(user):
    return [log(user, n=n) for n in range(1, 6)]


def test_events_are_numbered_without_gaps_and_name_the_one_before(chain):
    assert [e.number for e in chain] == [1, 2, 3, 4, 5]
    assert chain[0].previous_hash == "0" * 64
    assert [e.previous_hash for e in chain[1:]] == [e.hash for e in chain[:-1]]
    assert events.verify_log() is None


def test_facts_are_kept_exactly_and_read_back_the_same(user):
    amount = Decimal("9999999999999.123456")
    log(
        user,
        amount=amount,
        big=Decimal("1E+20"),
        day=date(2024, 3, 20),
        who=user,
        names=["Thủy Tây", None],
        deep={"chưa có": True, "n": 0},
        vintage=Vintage.ESTIMATE,
    )
    assert Event.objects.get().facts == {
        "amount": "9999999999999.123456",
        "big": "100000000000000000000",
        "day": "2024-03-20",
        "who": f"Ông Ai ({user.pk})",
        "names": ["Thủy Tây", None],
        "deep": {"chưa có": True, "n": 0},
        "vintage": 1,
    }
    assert events.verify_log() is None


def test_a_float_is_no_fact(user):
    with pytest.raises(TypeError, match="cannot keep a float"):
        log(user, amount=1.5)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"by_name": "Bà Khác"},
        {"verb": "other"},
        {"subject": "user:0"},
        {"facts": {"n": 30}},
        {"by": None},
        {"at": "2024-01-01T00:00:00+07:00"},
        {"hash": "f" * 64},
        {"previous_hash": "f" * 64},
    ],
)
def test_an_altered_event_is_found(chain, change):
    Event.objects.filter(number=3).update(**change)
    assert events.verify_log() == 3


def test_an_event_altered_with_its_own_hash_is_found_at_the_next(chain):
    forged = Event.objects.get(number=3)
    forged.facts = {"n": 30}
    forged.hash = events.fingerprint(forged)
    forged.save()
    assert events.verify_log() == 4


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_removed_event_is_found(chain, number):
    Event.objects.filter(number=number).delete()
    assert events.verify_log() == number


def test_two_events_that_changed_places_are_found(chain):
    Event.objects.filter(number=2).update(number=99)
    Event.objects.filter(number=3).update(number=2)
    Event.objects.filter(number=99).update(number=3)
    assert events.verify_log() == 2


def test_a_change_that_is_rolled_back_leaves_no_event_and_no_gap(user):
    log(user)
    with pytest.raises(RuntimeError), transaction.atomic():
        events.log(verb="try", subject=user, facts={}, by=user)
        raise RuntimeError
    assert log(user).number == 2


@pytest.mark.django_db(transaction=True)
def test_an_event_without_a_transaction_is_a_mistake_of_the_programmer():
    user = User.objects.create(username="ai")
    with pytest.raises(RuntimeError, match="in the transaction"):
        events.log(verb="try", subject=user, facts={}, by=user)


def test_the_name_stays_as_it_was_on_that_day(district):
    propose(district, make_edition(district))
    district.planner.full_name = "Bà Mới"
    district.planner.save()
    assert Event.objects.get().by_name == "Ông planner" and events.verify_log() is None


def test_the_command_says_whole_or_where_it_breaks_and_how_the_log_ends(chain):
    out = StringIO()
    call_command("verify_log", stdout=out)
    assert f"event 5, {chain[-1].hash}" in out.getvalue()
    Event.objects.filter(number=2).update(verb="other")
    with pytest.raises(CommandError, match="at event 2"):
        call_command("verify_log")
