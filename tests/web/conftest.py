"""The small district, for every test that asks for it by name."""

from __future__ import annotations

import pytest

from tests.web import builders


@pytest.fixture
def district(db):
    return builders.make_district()


@pytest.fixture
def programme(district):
    return builders.make_programme(district)
