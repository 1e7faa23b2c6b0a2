"""Files: each kind gives its text, each bad one is refused by its own rule."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable

import docx
import pytest

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.document import Document
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
        (b"PK\x03\x04", "figures.xlsx", "file-broken"),
        (_zip_bomb(), "bomb.docx", "file-too-large"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, name: str, rule: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        open_document(data, name)
    assert refused.value.problem.rule == rule
    assert name in say(refused.value.problem, "vi") and name in say(refused.value.problem, "en")


HEADLINE = "Huyện Tân Lập giao kế hoạch năm 2024 cho các xã"
SAPO = "Sáng 28/12/2023, Ủy ban nhân dân huyện Tân Lập giao kế hoạch năm 2024 cho các xã, thị trấn trong huyện."
NEWS = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{HEADLINE} - Báo Huyện</title>
<script>var seen = "99 chỉ tiêu"; if (1 < 2) {{ seen += "<p>88 xã</p>"; }}</script></head><body>
<header><div>Thứ Ba, 18/06/2024 08:32 (GMT +7)</div><nav><a href="/">Trang chủ</a> <a href="/v">Video 24h</a></nav></header>
<main><article><h1>{HEADLINE}</h1><div class="meta">Thứ 5, 28/12/2023 | 14:05:06 [GMT +7] <a>A</a> <a>A</a></div>
<h2>{SAPO}</h2><p>{SAID}</p><p>{MORE}</p><p><b>Lan Anh</b></p></article>
<section><h3>Tin liên quan</h3><a href="/1">Xã bên cạnh thu hút 12 dự án, tổng vốn 340 tỷ đồng</a></section>
<form><h3>Ý kiến ()</h3><textarea></textarea><div>0 / 500 ký tự</div></form></main>
<aside><h3>Đọc nhiều</h3><a href="/2">Giá vàng tăng 2 triệu đồng</a></aside>
<footer>Giấy phép số 12/GP-BTTTT. Điện thoại: 0272 3 812 345</footer></body></html>"""


@pytest.mark.parametrize(
    "page", [NEWS, NEWS.replace("h1>", "div>"), NEWS.replace("<article>", "").replace("</article>", "")]
)
def test_a_news_page_gives_headline_date_and_figures_of_its_article_alone(page: str) -> None:
    reading = pipeline.read_document(open_document(page.encode(), "news.html"), load_catalogue())
    assert reading.article.title == HEADLINE and reading.article.lead == SAPO
    assert reading.article.published is not None
    assert reading.article.published.isoformat() == "2023-12-28T14:05:06+07:00"
    assert [(f.value, f.unit) for f in reading.figures] == [(2000, "lao động")]


def test_a_page_that_tells_its_date_only_to_machines_is_dated_in_vietnamese_time() -> None:
    page = NEWS.replace("Thứ 5, 28/12/2023 | 14:05:06 [GMT +7]", "").replace(
        "<head>", '<head><meta property="article:published_time" content="2023-12-28T07:05:06Z">'
    )
    article = pipeline.read_document(open_document(page.encode(), "news.html"), load_catalogue()).article
    assert article.published is not None and article.published.isoformat() == "2023-12-28T14:05:06+07:00"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: text.replace(" phấn", " \u200bphấn").encode(),
    ],
    ids=["byte order mark", "utf-16", "crlf", "cr", "decomposed", "joiners"],
)
def test_however_a_text_is_stored_it_is_the_same_text(change: Callable[[str], bytes]) -> None:
    assert open_document(change(f"{SAID}\n{MORE}"), "plan.txt").text == f"{SAID}\n{MORE}"


def test_blanks_that_do_not_break_are_read_as_blanks_at_the_same_places() -> None:
    plain, pasted = (pipeline.read_document(Document(t), load_catalogue()) for t in (SAID, SAID.replace(" ", "\u00a0")))
    assert plain.figures == pasted.figures and len(plain.figures) == 1


def _word(build: Callable[[docx.document.Document], object]) -> str:
    written, data = docx.Document(), io.BytesIO()
    build(written)
    written.save(data)
    return open_document(data.getvalue(), "plan.docx").text


def test_list_items_of_a_word_file_stay_apart() -> None:
    text = _word(
        lambda d: [
            d.add_paragraph(item, style="List Bullet") for item in ("tạo việc làm cho 900 lao động", "trồng 5 ha rừng")
        ]
    )
    assert text.split("\n\n")[:2] == ["- tạo việc làm cho 900 lao động", "- trồng 5 ha rừng"]


def test_a_row_without_a_number_of_its_own_keeps_its_columns() -> None:
    def build(written: docx.document.Document) -> None:
        table = written.add_table(rows=3, cols=3)
        for row, cells in zip(
            table.rows, (("STT", "Chỉ tiêu", "KH"), ("1", "Hộ nghèo", "5"), ("", "Hộ mới", "6")), strict=True
        ):
            for cell, said in zip(row.cells, cells, strict=True):
                cell.text = said

    assert _word(build).splitlines()[:3] == ["| STT | Chỉ tiêu | KH |", "| 1 | Hộ nghèo | 5 |", "|  | Hộ mới | 6 |"]


def test_a_cell_that_spans_rows_is_said_in_each() -> None:
    def build(written: docx.document.Document) -> None:
        table = written.add_table(rows=2, cols=2)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "Giảm nghèo"
        table.cell(0, 1).text, table.cell(1, 1).text = "15%", "21 hộ"

    assert _word(build).splitlines()[:2] == ["| Giảm nghèo | 15% |", "| Giảm nghèo | 21 hộ |"]


@pytest.mark.parametrize(
    ("data", "name", "rule"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "photo.txt", "kind-unknown"),
        (b"abc\x00\x01\x02def" * 100, "program.txt", "kind-unknown"),
        ("2024年の計画では新しい学校を建設する。".encode("shift-jis"), "plan.txt", "encoding-unknown"),
        (b"x" * (50 * 1024 * 1024 + 1), "large.txt", "file-too-large"),
        (b"Nam 2024.\n" * 100_001, "long.txt", "text-too-long"),
    ],
    ids=["a picture", "a program", "japanese", "too large", "too long"],
)
def test_what_is_no_text_is_refused(data: bytes, name: str, rule: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        open_document(data, name)
    assert refused.value.problem.rule == rule
    assert name in say(refused.value.problem, "vi")


def test_text_of_old_windows_is_read_when_it_is_vietnamese() -> None:
    # Windows-1258 writes the tone as a mark of its own after the letter.
    data = "Huyện".replace("ệ", "ê\u0323").encode("cp1258") + " phâ\u0301n đâ\u0301u 900 hộ".replace(
        "ộ", "ô\u0323"
    ).encode("cp1258")
    assert open_document(data, "plan.txt").text == "Huyện phấn đấu 900 hộ"
