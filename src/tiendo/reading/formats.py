"""Bytes → Document: .txt, .html, .docx, .pdf. What cannot be read is refused with one clear finding."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from html import unescape

import mammoth
import pdfplumber
import trafilatura

from tiendo.model.document import Document
from tiendo.model.problem import Problem, Severity

LARGEST_BYTES = 50 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024  # of a .docx, which is a zip: more is a zip bomb
MOST_PAGES = 400
LONGEST_TEXT = 4_000_000  # characters

_TEXT_KINDS = (".txt", ".md", ".text")


class UnreadableDocument(Exception):
    """The file gives no text; `problem` says what it is and what to do (worded by publishing.wording)."""

    def __init__(self, rule: str, name: str, **facts: object) -> None:
        self.problem = Problem(rule, {"name": name, **facts}, name, Severity.ERROR)
        super().__init__(f"{rule}: {name}")


def open_document(data: bytes, name: str) -> Document:
    """The text of a file, NFC, with its fingerprint. Raises UnreadableDocument."""
    if len(data) > LARGEST_BYTES:
        raise UnreadableDocument("file-too-large", name, megabytes=LARGEST_BYTES // 1024 // 1024)
    kind = _kind(data, name)
    if kind == "pdf":
        text, media_type = _pdf(data, name), "application/pdf"
    elif kind == "docx":
        text, media_type = _docx(data, name), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    elif kind == "html":
        text, media_type = _html(_decode(data, name), name), "text/html"
    else:
        text, media_type = _decode(data, name), "text/plain"
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
    if not text.strip():
        raise UnreadableDocument("file-empty", name)
    if len(text) > LONGEST_TEXT:
        raise UnreadableDocument("text-too-long", name, characters=LONGEST_TEXT)
    return Document(text=text, name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=media_type)


def _kind(data: bytes, name: str) -> str:
    """The kind by content first, by ending second: a renamed file is still what it is."""
    ending = "." + name.lower().rpartition(".")[2] if "." in name else ""
    if data[:5] == b"%PDF-" or ending == ".pdf":
        return "pdf"
    if data[:4] == b"PK\x03\x04" and ending in {".docx", ""}:
        return "docx"
    if data[:4] == b"PK\x03\x04" or data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" or ending == ".docx":
        raise UnreadableDocument("kind-unknown", name)
    if ending in {".html", ".htm"} or re.match(rb"\s*(?:<!doctype html|<html)", data[:200], re.IGNORECASE):
        return "html"
    if ending in _TEXT_KINDS or not ending or b"\x00" not in data[:1000]:
        return "text"
    raise UnreadableDocument("kind-unknown", name)


def _decode(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1258"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableDocument("encoding-unknown", name)


def _html(page: str, name: str) -> str:
    """The page's own headline, then the article without menus; falls back to all text when there is no article."""
    title = re.search(r"<h1[^>]*>(.*?)</h1>", page[:2_000_000], re.IGNORECASE | re.DOTALL)
    article = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
    if not article.strip():
        article = unescape(
            re.sub(r"<[^>]{0,5000}>", "\n", re.sub(r"(?is)<(script|style)\b.{0,200000}?</\1>", "", page))
        )
    headline = " ".join(unescape(re.sub(r"<[^>]{0,1000}>", " ", title[1])).split()) if title else ""
    if headline and headline not in article[:500]:
        article = f"{headline}\n\n{article}"
    return article


def _docx(data: bytes, name: str) -> str:
    """Paragraphs and tables, a row of a table on one line with its cells apart. Macros and links are never opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(i.file_size for i in packed.infolist()) > LARGEST_UNPACKED:
                raise UnreadableDocument("file-too-large", name, megabytes=LARGEST_UNPACKED // 1024 // 1024)
        html = mammoth.convert_to_html(io.BytesIO(data)).value
    except UnreadableDocument:
        raise
    except Exception as broken:  # mammoth raises whatever the broken XML makes it raise
        raise UnreadableDocument("file-broken", name) from broken
    html = re.sub(r"</t[dh]>\s*<t[dh][^>]*>", " | ", html)
    html = re.sub(r"</(?:p|h\d|li|tr)>|<br\s*/?>", "\n", html)
    rows = unescape(re.sub(r"<[^>]{0,5000}>", "", html))
    return re.sub(r"\n?\s*\|\s*", " | ", rows)


def _pdf(data: bytes, name: str) -> str:
    """The text layer, page by page. A scan has none and is refused as what it is."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise UnreadableDocument("too-many-pages", name, pages=MOST_PAGES)
            pages = [page.extract_text() or "" for page in pdf.pages]
            scanned = any(page.images for page in pdf.pages)
    except UnreadableDocument:
        raise
    except Exception as broken:  # pdfminer raises many kinds for a broken file
        raise UnreadableDocument("file-broken", name) from broken
    text = "\n\n".join(pages)
    if not text.strip():
        raise UnreadableDocument("scanned" if scanned else "file-empty", name)
    return _unwrapped(text)


def _unwrapped(text: str) -> str:
    """Joins lines that a page layout broke in mid-sentence; the text kept is the text shown, so spans stay true."""
    return re.sub(r"(?<![.;:!?\n|])\n(?=[a-zà-ỹđ0-9(])", " ", text)
