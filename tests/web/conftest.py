"""The small district, for every test that asks for it by name."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.web import builders
from tiendo_web.actions import stored_totals
from tiendo_web.records.models import StoredTotals


@pytest.fixture
def district(db):
    return builders.make_district()


@pytest.fixture
def programme(district):
    return builders.make_programme(district)


@pytest.fixture(autouse=True)
def nothing_stored_differs(request):
    """Whatever a test has done: what is stored of the totals is what the figures give."""
    used = next((name for name in ("transactional_db", "db") if name in request.fixturenames), None)
    if used:
        request.getfixturevalue(used)  # so that it ends after this
    yield
    if used and not connection.needs_rollback:
        for header in StoredTotals.objects.select_related("target_set__programme"):
            assert stored_totals.differences(programme=header.target_set.programme, today=header.day) == ()
