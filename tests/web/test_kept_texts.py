"""A kept text is read once and looked at many times; what is kept in memory is bounded and can be made again."""

from __future__ import annotations

import pytest

from tests.web.builders import PLAN, TODAY
from tiendo import pipeline
from tiendo_web.actions import kept_texts, read_plan
from tiendo_web.records.models import Document


@pytest.fixture
def read(monkeypatch):
    """How often the reader was asked, from now on; nothing is kept yet."""
    kept_texts._readings.clear()
    asked: list[str] = []
    really = pipeline.read_document

    def count(document, *args, **kwargs):
        asked.append(document.text)
        return really(document, *args, **kwargs)

    monkeypatch.setattr(pipeline, "read_document", count)
    yield asked
    kept_texts._readings.clear()


def document(text, name="a.txt"):
    return Document(name=name, sha256="0" * 64, text=text)


def test_the_same_text_is_read_once_and_another_one_anew(read):
    first = kept_texts.reading_of(document(PLAN))
    assert kept_texts.reading_of(document(PLAN)) is first
    assert kept_texts.reading_of(document(PLAN + " ")) is not first  # the same file hash is not the same text
    assert len(read) == 2


def test_for_another_programme_it_is_read_anew(district, programme, read):
    text = "Huyện Thanh Bình phấn đấu tạo việc làm cho 2.000 lao động.\n"
    assert kept_texts.reading_of(document(text)).period is None
    assert kept_texts.reading_of(document(text), programme=programme).period.code == "2024"
    assert len(read) == 2


def test_what_is_kept_is_bounded_by_number_and_by_length(read, monkeypatch):
    monkeypatch.setattr(kept_texts, "READINGS_KEPT", 2)
    for n in range(3):
        kept_texts.reading_of(document(f"Văn bản {n}.\n"))
    kept_texts.reading_of(document("Văn bản 0.\n"))  # the oldest had to go
    assert len(read) == 4 and len(kept_texts._readings) == 2
    monkeypatch.setattr(kept_texts, "LONGEST_KEPT", 5)
    kept_texts.reading_of(document("Một văn bản dài hơn.\n"))
    assert len(kept_texts._readings) == 1  # the newest is always kept


def test_the_review_of_a_text_reads_it_once(client, district, read, settings):
    settings.TIENDO_TODAY = TODAY
    kept = read_plan.read_plan(name="Kế hoạch", text=PLAN, by=district.planner, today=TODAY)
    edition = read_plan.propose(document=kept, by=district.planner, today=TODAY)
    client.force_login(district.planner)
    read.clear()
    for _ in range(3):
        assert client.get(f"/lam-viec/lan-giao/{edition.pk}/").status_code == 200
    assert len(read) == 1  # for its programme; the proposal had read it without one
