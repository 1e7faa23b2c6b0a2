"""Files: each kind gives its text, each bad one is refused by its own rule."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import docx
import pytest

from tiendo.publishing.wording import say
from tiendo.reading.formats import UnreadableDocument, open_document

SAID = "Năm 2024, huyện phấn đấu giải quyết việc làm cho 2.000 lao động."


MORE = "Các xã, thị trấn giao việc cụ thể cho từng cán bộ và báo cáo kết quả hằng tháng về Ủy ban nhân dân huyện. " * 3


def test_text_is_kept_composed() -> None:
    decomposed = unicodedata.normalize("NFD", SAID).encode()
    assert open_document(decomposed, "plan.txt").text == SAID


def test_a_web_page_gives_its_article_without_the_menu() -> None:
    page = f"<html><body><nav><a href=/>Trang chủ 99 tin</a></nav><h1>Kế hoạch năm 2024</h1><article><p>{SAID}</p><p>{MORE}</p></article></body></html>"
    text = open_document(page.encode(), "plan.html").text
    assert "Kế hoạch năm 2024" in text and SAID in text and "99 tin" not in text


def test_a_word_file_keeps_its_table_row_by_row() -> None:
    written = docx.Document()
    written.add_paragraph(SAID)
    table = written.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Việc làm", "lao động", "2.000"), strict=True):
        cell.text = text
    data = io.BytesIO()
    written.save(data)
    text = open_document(data.getvalue(), "plan.docx").text
    assert SAID in text and "Việc làm | lao động | 2.000" in text


def _zip_bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for n in range(25):
            packed.writestr(f"word/{n}.xml", b"0" * 10_000_000)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "rule"),
    [
        (b"", "empty.txt", "file-empty"),
        (b"%PDF-1.4 broken", "broken.pdf", "file-broken"),
        (b"PK\x03\x04 broken", "broken.docx", "file-broken"),
        (b"not a word file", "plan.docx", "kind-unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc", "kind-unknown"),
        (b"PK\x03\x04", "figures.xlsx", "kind-unknown"),
        (_zip_bomb(), "bomb.docx", "file-too-large"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, name: str, rule: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        open_document(data, name)
    assert refused.value.problem.rule == rule
    assert name in say(refused.value.problem, "vi") and name in say(refused.value.problem, "en")
