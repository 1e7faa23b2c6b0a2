"""A document is given to offices, and each takes note of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.web.builders import TODAY, nothing_changes, one_event, refused
from tiendo_web.actions import circulate
from tiendo_web.records.models import Document

DUE = TODAY + timedelta(days=7)


@pytest.fixture
def document(db):
    return Document.objects.create(name="kh.txt", sha256="0" * 64, text="Kế hoạch")


def give(district, programme, document, *offices, on=TODAY):
    chosen = [district.offices[o] for o in offices]
    return circulate.circulate(programme=programme, document=document, offices=chosen, by=district.planner, today=on)


def take_note(district, circulation, *, by="reporter", on=TODAY):
    return circulate.take_note(circulation=circulation, by=district.users[by], today=on)


def test_a_document_is_given_once_and_noted_once(district, programme, document):
    with one_event("circulate") as event:
        first, second = give(district, programme, document, "xa-an", "xa-binh", "xa-an")
    assert event.facts["offices"] == ["xa-an", "xa-binh"]
    with one_event("take_note") as event:
        noted = take_note(district, first)
    assert (noted.noted_by, noted.noted_on) == (district.reporter, TODAY)
    with nothing_changes():
        assert take_note(district, first, by="approver_an", on=DUE).noted_on == TODAY
        assert give(district, programme, document, "xa-an", "xa-binh", on=DUE) == [noted, second]
    with one_event("circulate") as event:
        give(district, programme, document, "xa-an", "xa-cat")
    assert event.facts["offices"] == ["xa-cat"]


def test_it_is_given_to_somebody_who_belongs_here(district, programme, document):
    with refused(field="offices"):
        give(district, programme, document)
    with refused(field="offices"):
        give(district, programme, document, "xa-an", "huyen-la")


def test_one_office_does_not_take_note_for_another(district, programme, document):
    (given,) = give(district, programme, document, "xa-an")
    with refused("không có quyền"):
        take_note(district, given, by="reporter_binh")


def test_a_day_is_what_it_was_told(district, programme, document):
    (given,) = give(district, programme, document, "xa-an", on=date(2024, 1, 2))
    assert given.given_on == date(2024, 1, 2)
