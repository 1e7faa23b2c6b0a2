"""The small district, for every test that asks for it by name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection, connections

from tests.web import builders
from tiendo_web.actions import stored_totals
from tiendo_web.records.models import StoredTotals


@pytest.fixture
def district(db):
    return builders.make_district()


@pytest.fixture
def programme(district):
    return builders.make_programme(district)


@pytest.fixture
def shared(transactional_db, tmp_path) -> Iterator[builders.District]:
    """A database that threads and processes write to together: PostgreSQL, or SQLite in a file (the tests' own is in
    memory, where threads get in each other's way as they never do on a disk)."""
    if connection.vendor == "postgresql":
        yield builders.make_district()
        return
    memory, told = connections["default"], connections.settings["default"]
    file, name = tmp_path / "tiendo.sqlite3", told["NAME"]
    memory.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        memory.connection.backup(copy)
    told["NAME"] = str(file)
    connections["default"] = connections.create_connection("default")
    try:
        yield builders.make_district()
        require_nothing_stored_differs()
    finally:
        connections["default"].close()
        connections["default"], told["NAME"] = memory, name


@pytest.fixture(autouse=True)
def nothing_stored_differs(request):
    """Whatever a test has done: what is stored of the totals is what the figures give."""
    used = next((name for name in ("transactional_db", "db") if name in request.fixturenames), None)
    if used:
        request.getfixturevalue(used)  # so that it ends after this
    yield
    if used and not connection.needs_rollback:
        require_nothing_stored_differs()


def require_nothing_stored_differs() -> None:
    for header in StoredTotals.objects.select_related("target_set__programme"):
        assert stored_totals.differences(programme=header.target_set.programme, today=header.day) == ()
