"""A public page shows one state of the data, and is made once for everybody until something happens."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.builders import MARCH, TODAY, approved, make_programme, open_return, value
from tiendo.model.period import Period
from tiendo_web import clock
from tiendo_web.actions import hand_in_figures
from tiendo_web.pages import one_state
from tiendo_web.records import queries
from tiendo_web.records.models import Event, Programme, Target


@pytest.fixture(autouse=True)
def pages_are_kept(settings, monkeypatch):
    settings.TIENDO_KEEP_PAGES = True
    monkeypatch.setattr(one_state, "_kept", one_state._Kept())
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def page(programme):
    Programme.objects.filter(pk=programme.pk).update(published=True)
    return reverse("target", args=[Target.objects.get().pk])


def asked(client, page) -> tuple[int, str]:
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(page)
    assert answer.status_code == 200
    return len(caught), answer.content.decode()


def test_a_page_is_made_once_until_something_happens(client, district, programme, page):
    approved(district, programme, "100", month=Period.month(2024, 2))
    first, said = asked(client, page)
    assert asked(client, page) == (1, said) and first > 1
    approved(district, programme, "77", month=MARCH)
    many, now = asked(client, page)
    assert many > 1 and "177 lao động" in now and "177 lao động" not in said


def test_language_and_text_size_have_their_own_pages(client, page):
    vietnamese = asked(client, page)[1]
    client.post(reverse("set-language"), {"language": "en", "next": "/"})
    english = asked(client, page)[1]
    client.post(reverse("text-size", args=["l"]), {"next": "/"})
    large = asked(client, page)[1]
    assert len({vietnamese, english, large}) == 3
    assert asked(client, page) == (1, large)


def test_what_somebody_sees_who_is_logged_in_is_kept_for_nobody(client, district, programme, page):
    approved(district, programme)
    client.force_login(district.planner, "django.contrib.auth.backends.ModelBackend")
    own = asked(client, page)[1]
    assert "Việc của tôi" in own
    client.logout()
    client.cookies.clear()
    assert "Việc của tôi" not in asked(client, page)[1]


def test_a_question_in_the_address_is_answered_anew(client, page):
    asked(client, page)
    assert asked(client, f"{page}?x=1")[0] > 1


def test_a_page_that_something_was_written_under_is_made_again(district, programme):
    made = []

    @one_state.of_one_state
    def view(_request):
        made.append(len(made))
        if len(made) == 1:
            approved(district, programme)
        return HttpResponse(f"{len(made)}")

    request = RequestFactory().get("/somewhere/")
    assert view(request).content == b"2" and view(request).content == b"2" and made == [0, 1]


def test_pages_are_let_go_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(one_state, "_MOST", 10)
    kept = one_state._Kept()
    for n in range(4):
        kept.put((n,), b"1234")
    assert [kept.get((n,)) for n in range(4)] == [None, None, b"1234", b"1234"]
    kept.get((2,))  # read again: now the other one is the oldest
    kept.put((4,), b"1234")
    assert [kept.get((n,)) for n in (2, 3, 4)] == [b"1234", None, b"1234"]


def test_a_page_that_somebody_writes_under_all_the_time_is_made_while_nobody_can(shared):
    ret = open_return(shared, make_programme(shared))
    still = []

    @one_state.of_one_state
    def view(_request):
        looks = [queries.newest_event()]
        wrote = Thread(target=write)
        wrote.start()
        wrote.join(0 if len(still) == one_state._TRIES and connection.vendor == "sqlite" else 10)
        still.append([*looks, queries.newest_event()])
        waiting.append(wrote)
        return HttpResponse("")

    def write():
        try:
            ret.refresh_from_db()
            amount = {"jobs-created": value(f"{len(still) + 1}")}
            hand_in_figures.save_draft(ret=ret, entries=amount, version=ret.version, by=shared.reporter, today=TODAY)
        finally:
            connection.close()

    waiting: list[Thread] = []
    view(RequestFactory().get("/somewhere/"))
    for thread in waiting:
        thread.join(30)
    mixed = [one != other for one, other in still]
    assert mixed == [True] * one_state._TRIES + [False]
    assert Event.objects.filter(verb="save_draft").count() == one_state._TRIES + 1


def test_a_size_of_letters_that_we_never_wrote_is_kept_for_nobody(client, page):
    client.cookies["text-size"] = "xxl"
    assert asked(client, page)[0] > 1 and asked(client, page)[0] > 1


def test_a_file_is_made_again_too(client, district, programme, page, monkeypatch):
    approved(district, programme, "100", month=Period.month(2024, 2))
    made, standing = [], queries.standing

    def slow(*args, **given):
        where = standing(*args, **given)
        made.append(where)
        if len(made) == 1:
            approved(district, programme, "77", month=MARCH)
        return where

    monkeypatch.setattr(queries, "standing", slow)
    told = client.get(reverse("csv-progress", args=[programme.slug])).content.decode()
    assert len(made) == 2 and "177" in told
    assert client.head(page).status_code == 200
