"""Texts that were given to be read: opened, kept once with every figure found, and read again from what is kept."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from threading import Lock

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model import document as core_document
from tiendo.model.period import Period
from tiendo.model.reading import Reading
from tiendo.publishing.wording import say
from tiendo.reading.formats import UnreadableDocument, open_document
from tiendo_web.actions import checked
from tiendo_web.actions.refused import Refused
from tiendo_web.records import convert
from tiendo_web.records.models import Document, Figure, Programme, User

MOST_TARGETS = 500  # that a text may propose, and ten times as many figures: a province's plan has a hundred
READINGS_KEPT = 32  # in memory, by each process: the texts that people are going through now
LONGEST_KEPT = 4_000_000  # characters that the readings kept may hold together

_readings: OrderedDict[tuple[str, str], Reading] = OrderedDict()
_turn = Lock()


def reading_of(document: Document, *, programme: Programme | None = None) -> Reading:
    """The whole reading of a kept document. The period is that of the programme, where the text names none.

    Reading is a pure function of the text, and each key pressed in a review asks for it: the newest readings are kept
    in memory by what the text says. A new version of the reader starts as a new process and so reads anew.
    """
    chosen = programme.period if programme else ""
    key = (hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest() + document.name, chosen)
    with _turn:
        if (known := _readings.get(key)) is not None:
            _readings.move_to_end(key)
            return known
    period = Period.parse(chosen) if chosen else None
    reading = pipeline.read_document(convert.document_record(document), load_catalogue(), chosen=period)
    with _turn:
        _readings[key] = reading
        while len(_readings) > READINGS_KEPT or (len(_readings) > 1 and _letters() > LONGEST_KEPT):
            _readings.popitem(last=False)
    return reading


def opened(name: str, data: bytes | None, text: str | None) -> core_document.Document:
    """A file, or a text that was pasted, as a document. Raises Refused when there is none, or it cannot be read."""
    if text is not None:
        data = text.replace("\r\n", "\n").replace("\x00", "").encode("utf-8", "ignore")
        name = name if name.endswith(".txt") else f"{name or _('Văn bản dán')}.txt"
    if not data or not data.strip():
        raise Refused(_("Chưa có văn bản nào: hãy dán văn bản hoặc chọn một tệp."), field="text")
    try:
        return open_document(data, name)
    except UnreadableDocument as unreadable:
        raise Refused(say(unreadable.problem, get_language() or "vi"), field="file") from unreadable


def known(record: core_document.Document) -> Document | None:
    """The row of a document that was kept before."""
    return Document.objects.filter(sha256=record.sha256, text=record.text).first()


def keep(
    record: core_document.Document, reading: Reading, *, name: str, added_by: User, sample: bool = False
) -> tuple[Document, bool]:
    """Keep a text with every figure found, inside the caller's transaction; False with a text that was kept before.
    One that was given no name goes by its headline."""
    User.objects.select_for_update(of=("self",)).get(pk=added_by.pk)  # a file sent twice is kept once
    if (before := known(record)) is not None:
        return before, False
    document = Document.objects.create(
        name=name or checked.clean(reading.article.title)[:200] or _("Văn bản dán"),
        media_type=record.media_type,
        sha256=record.sha256,
        text=record.text,
        added_by=added_by,
        sample=sample,
    )
    Figure.objects.bulk_create(
        convert.figure_row(document, ordinal, figure) for ordinal, figure in enumerate(reading.figures, start=1)
    )
    return document, True


def require_readable(reading: Reading) -> None:
    """Refused for a list of thousands: nobody would confirm it, and saving it would stop everybody for minutes."""
    if len(reading.proposals) > MOST_TARGETS or len(reading.figures) > 10 * MOST_TARGETS:
        raise Refused(
            _("Văn bản có %(count)d số liệu, nhiều hơn một chương trình có thể có; hãy gửi riêng phần nêu chỉ tiêu.")
            % {"count": len(reading.figures)},
            field="text",
        )


def _letters() -> int:
    return sum(len(reading.document.text) for reading in _readings.values())
