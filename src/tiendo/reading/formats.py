"""Bytes → Document: .txt, .html, .docx, .pdf. What cannot be read is refused with one clear finding."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from datetime import datetime
from html import unescape
from html.parser import HTMLParser
from typing import Any

import mammoth
import pdfplumber
import trafilatura

from tiendo.model.document import Document
from tiendo.model.problem import Problem, Severity
from tiendo.reading.clean import VIETNAM, stamp_of

LARGEST_BYTES = 50 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024  # of a .docx, which is a zip: more is a zip bomb
LARGEST_WORDS = 15 * 1024 * 1024  # of the parts of a .docx that hold its words: five hundred pages
_MOST_PACKED = 100  # times: what a text packs to is a tenth to a fortieth
MOST_PAGES = 200
LONGEST_TEXT = 1_000_000  # characters: five hundred pages
_LONGEST_PAGE = (
    5_000_000  # characters of HTML, pictures left out: a longer one takes minutes and gigabytes to take apart
)
_INSIDE_PICTURES = re.compile(r"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=]*")

_TEXT_KINDS = (".txt", ".md", ".text")
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad\x00]")  # joiners, soft hyphens, byte order marks
# The first bytes of what is often sent by mistake: pictures, archives, old Office files.
_NO_TEXT = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*", b"BM", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_VIETNAMESE = frozenset("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ“”‘’–—…•·«»°²³×")


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
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
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
    if data.startswith(_NO_TEXT) or ending == ".docx":
        raise UnreadableDocument("kind-unknown", name)
    if ending in {".html", ".htm"} or re.match(rb"\s*(?:<!doctype html|<html)", data[:200], re.IGNORECASE):
        return "html"
    return "text"


def _decode(data: bytes, name: str) -> str:
    """The characters of a text file: UTF-8, UTF-16 with its mark, or Windows-1258 when that gives Vietnamese."""
    wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
        foreign = [c for c in text.lower() if not c.isascii() and not c.isspace()]
        if wide or sum(c not in _VIETNAMESE for c in foreign) * 20 > len(foreign):
            rule = "kind-unknown" if _CONTROL.search(text) else "encoding-unknown"
            raise UnreadableDocument(rule, name) from None
    if len(_CONTROL.findall(text)) * 1000 > len(text):
        raise UnreadableDocument("kind-unknown", name)
    return text


# --- web pages ---------------------------------------------------------------------------------------------------------

_TAG = re.compile(r"<[^<>]{0,5000}>")
_HEADLINES = (
    re.compile(r"<h1[^>]{0,1000}>(.{1,2000}?)</h1>", re.IGNORECASE | re.DOTALL),
    re.compile(r"<meta[^>]{0,200}?property=[\"']og:title[\"'][^>]{0,200}?content=\"([^\">]{1,500})\"", re.IGNORECASE),
    re.compile(r"<title[^>]{0,200}>([^<]{1,500})</title>", re.IGNORECASE),
)
_PUBLISHED = re.compile(
    r"(?:article:published_time|datePublished|pubdate)[\"']?[^<>{}]{0,60}?(\d{4}-\d\d-\d\d(?:[T ][\d:.+Z-]{5,30})?)",
    re.IGNORECASE,
)
_LINES_TO_DATE = 6  # after its headline a page says within so many lines when it was published


def _html(page: str, name: str) -> str:
    """Headline, date line and article of a page without its menus; all its text where no article is found."""
    page = _INSIDE_PICTURES.sub("", page)
    if len(page) > _LONGEST_PAGE:
        raise UnreadableDocument("text-too-long", name, characters=_LONGEST_PAGE)
    try:
        article = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
    except Exception as broken:  # the parser raises many kinds for a broken page
        raise UnreadableDocument("file-broken", name) from broken
    shown = _shown(page)
    article = article if article.strip() else "\n".join(shown)
    headline = _headline(page, shown)
    published = _date_line(page, shown, headline)
    before = [line for line in (headline, published, _lead_line(shown, published)) if line and line not in article]
    return "\n\n".join([*before, article])


def _shown(page: str) -> list[str]:
    """Everything that a page shows, a line for each stretch between tags."""
    visible = _without_scripts(page[:_LONGEST_PAGE])
    lines = (" ".join(unescape(line).split()) for line in _TAG.sub("\n", visible).split("\n"))
    return [line for line in lines if line]


def _without_scripts(page: str) -> str:
    """The page without what is between <script> or <style> and their ends; an open one hides the rest, as in a browser."""
    lowered = page.lower()
    if len(lowered) != len(page):  # a letter of another length: places would no longer agree
        lowered = page
    kept, at = [], 0
    for opened in re.finditer(r"<(script|style|noscript)\b", lowered):
        if opened.start() < at:
            continue
        kept.append(page[at : opened.start()])
        closed = lowered.find(f"</{opened[1]}", opened.end())
        if closed < 0:
            return "\n".join(kept)
        at = closed
    return "\n".join([*kept, page[at:]])


def _headline(page: str, shown: list[str]) -> str:
    """The page's own headline; the name of the site behind it is cut off where the page shows it without."""
    for pattern in _HEADLINES:
        if found := pattern.search(page[:_LONGEST_PAGE]):
            said = " ".join(unescape(_TAG.sub(" ", found[1])).split())
            if pattern is _HEADLINES[-1]:
                said = next((line for line in shown[1:] if len(line) > 20 and said.startswith(line)), "")
            if said:
                return said
    return ""


def _date_line(page: str, shown: list[str], headline: str) -> str:
    """The line that says when the article appeared: below its headline, else from what the page tells machines.

    A clock at the top of the page stands above the headline and is never taken.
    """
    for at, line in enumerate(shown):
        if headline and line == headline:
            below = (shown[n] for n in range(at + 1, min(len(shown), at + 1 + _LINES_TO_DATE)))
            if dated := next((said for said in below if stamp_of(said)), None):
                return dated
    if found := _PUBLISHED.search(page[:_LONGEST_PAGE]):
        try:
            moment = datetime.fromisoformat(found[1])
        except ValueError:
            return ""
        return f"{moment.astimezone(VIETNAM) if moment.tzinfo else moment:%d/%m/%Y %H:%M:%S}"
    return ""


def _lead_line(shown: list[str], published: str) -> str:
    """The first full sentence below the date line: some pages set it apart, and it is lost with their headings."""
    if not published or published not in shown:
        return ""
    at = shown.index(published) + 1
    return next((line for line in shown[at : at + _LINES_TO_DATE] if len(line) > 60 and line.endswith(".")), "")


# --- Word --------------------------------------------------------------------------------------------------------------


def _docx(data: bytes, name: str) -> str:
    """Paragraphs, list items and tables. Macros, links and pictures are never opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(i.file_size for i in packed.infolist()) > LARGEST_UNPACKED:
                raise UnreadableDocument("file-too-large", name, megabytes=LARGEST_UNPACKED // 1024 // 1024)
            words = [i for i in packed.infolist() if i.filename.endswith(".xml")]
            if sum(i.file_size for i in words) > LARGEST_WORDS:
                raise UnreadableDocument("file-too-large", name, megabytes=LARGEST_WORDS // 1024 // 1024)
            if any(i.file_size > 1_000_000 and i.file_size > _MOST_PACKED * i.compress_size for i in words):
                raise UnreadableDocument("file-broken", name)  # no text packs so well
        html = mammoth.convert_to_html(io.BytesIO(data), convert_image=lambda image: []).value
    except UnreadableDocument:
        raise
    except Exception as broken:  # mammoth raises whatever the broken XML makes it raise
        raise UnreadableDocument("file-broken", name) from broken
    return _Blocks.text_of(html)


class _Blocks(HTMLParser):
    """What mammoth makes of a Word file → lines: one for each paragraph, list item ("- ", "1. ") and row of a table.

    A cell that spans rows is said again in each of them, so that every row can be read by itself.
    """

    @classmethod
    def text_of(cls, html: str) -> str:
        parser = cls()
        parser.feed(html)
        parser.close()
        parser._end_block()
        return "".join(parser._out)

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._said: list[str] = []
        self._sign = ""
        self._lists: list[int | None] = []  # the next number of each open list; None for one with bullets
        self._tables = 0
        self._row: list[str] = []
        self._span = (1, 1)
        self._below: dict[int, tuple[int, str]] = {}  # column → (rows still to fill, text) of cells that span rows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._tables += 1
            if self._tables == 1:
                self._end_block()
                self._below = {}
        elif tag in {"td", "th"} and self._tables == 1:
            given = dict(attrs)
            self._span = (_count(given.get("colspan")), _count(given.get("rowspan")))
            self._said = []
        elif tag == "tr" and self._tables == 1:
            self._row = []
        elif tag in {"ul", "ol"}:
            self._end_block()
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "li" and self._lists:
            self._end_block()
            number = self._lists[-1]
            self._sign = "- " if number is None else f"{number}. "
            self._lists[-1] = None if number is None else number + 1
        elif tag == "br":
            self._said.append(" " if self._tables else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._tables == 1:
            self._fill()
            columns, rows = self._span
            said = " ".join("".join(self._said).split()).replace("|", "/")
            for n in range(columns):
                if rows > 1:
                    self._below[len(self._row)] = (rows - 1, said)
                self._row.append("" if n else said)
            self._said = []
        elif tag == "tr" and self._tables == 1:
            self._fill()
            filled = [cell for cell in self._row if cell]
            self._out.append((f"| {' | '.join(self._row)} |" if len(filled) > 1 else "".join(filled)) + "\n")
            self._row = []
        elif tag == "table":
            self._tables -= 1
            if not self._tables:
                self._out.append("\n")
        elif tag in {"ul", "ol"} and self._lists:
            self._end_block()
            self._lists.pop()
        elif tag in {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6"}:
            self._end_block()

    def handle_data(self, data: str) -> None:
        self._said.append(data)

    def _fill(self) -> None:
        """Says the cells from above that reach into this row at its next columns."""
        while (at := len(self._row)) in self._below:
            rows, said = self._below.pop(at)
            if rows > 1:
                self._below[at] = (rows - 1, said)
            self._row.append(said)

    def _end_block(self) -> None:
        if self._tables:
            self._said.append(" ")
            return
        said = "".join(self._said).strip()
        if said:
            self._out.append(f"{self._sign}{said}\n\n")
            self._sign = ""
        self._said = []


def _count(written: str | None) -> int:
    """The number of rows or columns that a cell spans."""
    return max(1, min(int(written), 100)) if written and written.isdecimal() else 1


# --- PDF ---------------------------------------------------------------------------------------------------------------


def _pdf(data: bytes, name: str) -> str:
    """The text layer, page by page. A scan has none and is refused as what it is."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise UnreadableDocument("too-many-pages", name, pages=MOST_PAGES)
            pages, scanned = [], False
            for page in pdf.pages:
                pages.append(_page(page))
                scanned = scanned or bool(page.images)
                page.close()  # or the characters of every page stay in memory
    except UnreadableDocument:
        raise
    except Exception as broken:  # pdfminer raises many kinds for a broken file
        raise UnreadableDocument("file-broken", name) from broken
    text = "\n\n".join(page for page in pages if page)
    if not text.strip():
        raise UnreadableDocument("scanned" if scanned else "file-empty", name)
    return re.sub(r"(?<![.;:!?\n|])\n\n(?=[a-zà-ỹđ])", " ", text)  # a sentence that goes on overleaf


_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,4}[-–\s]*|Trang\s+\d{1,4}(?:\s*/\s*\d{1,4})?", re.IGNORECASE)
_PARAGRAPH_ENDS = (".", ";", ":", "!", "?")
_BULLETS = str.maketrans("\uf0b7\uf0a7\uf0d8\uf0fc\uf02d", "•▪••-")  # what the font Symbol holds there
_MOST_GAP = 1.2  # line heights between two lines of one paragraph


def _page(page: Any) -> str:
    """One page: its paragraphs, each on one line as it was before the layout broke it, and its tables row by row."""
    tables = [t for t in page.find_tables() if len(t.rows) > 1] if page.rects or page.lines or page.curves else []
    outside = page.filter(lambda thing: not any(_inside(thing, t.bbox) for t in tables)) if tables else page
    lines = outside.extract_text_lines(return_chars=True)
    if lines and _PAGE_NUMBER.fullmatch(lines[0]["text"]):
        lines = lines[1:]
    if lines and _PAGE_NUMBER.fullmatch(lines[-1]["text"]):
        lines = lines[:-1]
    left = min((line["x0"] for line in lines), default=0.0)
    right = max([line["x1"] for line in lines] + [page.width - left])
    blocks: list[tuple[float, str]] = []
    last: dict[str, Any] | None = None
    for line in lines:
        apart = any(last is not None and last["top"] < t.bbox[1] < line["top"] for t in tables)
        if last is not None and not apart and _goes_on(last, line, left, right):
            blocks[-1] = (blocks[-1][0], f"{blocks[-1][1]} {line['text']}")
        else:
            blocks.append((line["top"], line["text"]))
        last = line
    blocks.extend((t.bbox[1], _rows(t.extract())) for t in tables)
    return "\n\n".join(said for _top, said in sorted(blocks, key=lambda block: block[0]) if said).translate(_BULLETS)


def _inside(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    """Whether the middle of a thing on the page lies in a box."""
    if "x0" not in thing or "top" not in thing:
        return False
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _goes_on(last: dict[str, Any], line: dict[str, Any], left: float, right: float) -> bool:
    """Whether `line` is the rest of the paragraph of `last`: the first word of it had no room there."""
    height = last["bottom"] - last["top"]
    if line["top"] - last["bottom"] > _MOST_GAP * height or line["top"] < last["top"]:
        return False
    if abs(line["bottom"] - line["top"] - height) > height / 8:
        return False  # a heading in larger letters
    word = line["text"].split(" ", 1)[0]
    characters = line["chars"][: len(word)]
    needed = characters[-1]["x1"] - characters[0]["x0"] + height / 5 if characters else 0.0
    if not last["text"].endswith(_PARAGRAPH_ENDS):
        needed += height  # typesetters leave a little room
    return bool(last["x1"] + needed > right or last["x1"] - last["x0"] + needed > right - left)


def _rows(cells: list[list[str | None]]) -> str:
    """The rows of a table, one a line."""
    said = []
    for row in cells:
        columns = [" ".join((cell or "").split()).replace("|", "/") for cell in row]
        filled = [cell for cell in columns if cell]
        said.append(f"| {' | '.join(columns)} |" if len(filled) > 1 else "".join(filled))
    return "\n".join(line for line in said if line)
