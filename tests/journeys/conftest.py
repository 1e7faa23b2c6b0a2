"""The browser journeys: a running server with the demonstration in it, Chromium, and someone who logs in.

    @pytest.mark.browser
    def test_a_reporter_sees_what_is_due(page, log_in):
        log_in(page, "baocao")
        page.goto("/lam-viec/")

`page` is enough: it brings the server, the demonstration as on the day of `load_demo.DAY` and a fresh browser context.
A test may change whatever it likes; the next one finds the demonstration as it was loaded.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.urls import reverse
from playwright.sync_api import Browser, Page, sync_playwright

from tiendo_web.actions import load_demo
from tiendo_web.records.models import User

# Playwright keeps an event loop in this thread, where Django would refuse to ask its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = os.environ.get("TIENDO_CHROMIUM", "/usr/bin/chromium")
PASSWORD = "mat-khau-de-thu-trinh-duyet"


class Kept:
    """The demonstration as it was loaded once, put back before each test in the database's own fastest way."""

    def __init__(self) -> None:
        self._image: sqlite3.Connection | None = None
        self._rows: dict[str, bytes] = {}

    def put_back(self) -> None:
        if not self._image and not self._rows:
            load_demo.load_demo()
            self._keep()
        elif self._image:
            self._image.backup(connection.connection)
        else:
            self._copy_in()

    def _keep(self) -> None:
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            self._image = sqlite3.connect(":memory:", check_same_thread=False)
            connection.connection.backup(self._image)
            return
        with connection.cursor() as cursor:
            for table in _tables():
                with cursor.copy(f'COPY "{table}" TO STDOUT') as out:
                    self._rows[table] = b"".join(bytes(piece) for piece in out)

    def _copy_in(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:  # foreign keys are looked at when it ends
            for table, rows in self._rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as into:
                    into.write(rows)
            for said in connection.ops.sequence_reset_sql(
                no_style(), list(apps.get_app_config("records").get_models())
            ):
                cursor.execute(said)


def _tables() -> list[str]:
    models = apps.get_app_config("records").get_models(include_auto_created=True)
    return [model._meta.db_table for model in models]


@pytest.fixture(scope="session")
def kept() -> Kept:
    return Kept()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each test has a context of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def demonstration(transactional_db, settings, kept) -> None:
    """The demonstration's rows, and its day as today."""
    settings.TIENDO_TODAY = load_demo.DAY
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast: nothing to protect here
    kept.put_back()


@pytest.fixture
def page(chromium, live_server, demonstration) -> Iterator[Page]:
    """A page at 1280 x 900 that takes addresses without the host; whatever its console calls an error fails the test.
    (A refusal's status 4xx is no error: it is what the server meant to say.)"""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN", base_url=live_server.url)
    context.set_default_timeout(10_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(f"{page.url}: {said.text}") if _is_error(said) else None)
    yield page
    context.close()
    assert errors == []


def _is_error(said) -> bool:
    return said.type == "error" and "the server responded with a status of 4" not in said.text


@pytest.fixture
def log_in() -> Callable[[Page, str], None]:
    """log_in(page, "kehoach"): give that sample person a known password and log in through the page."""

    def go(page: Page, username: str) -> None:
        user = User.objects.get(username=username)
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        page.goto(reverse("login"))
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.locator("main form [type=submit]").click()
        page.wait_for_url(lambda url: not url.endswith(reverse("login")))

    return go
