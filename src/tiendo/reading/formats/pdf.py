"""PDF → text: paragraphs as they were before the layout broke them, ruled tables row by row. A scan is told apart.

pdfium (the reader of Chromium) gives the letters, their places and the rules drawn on a page; what belongs together is
decided here. A hundred pages take about half a second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from tiendo.reading.formats.bounds import MOST_PAGES, UnreadableDocument
from tiendo.reading.formats.grid import lines_of
from tiendo.reading.formats.old_letters import from_old_letters
from tiendo.reading.formats.pdf_tables import Box, Table, Upright, tables_of

_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,4}[-–\s]*|Trang\s+\d{1,4}(?:\s*/\s*\d{1,4})?", re.IGNORECASE)
_PARAGRAPH_ENDS = (".", ";", ":", "!", "?")
_GLYPHS = str.maketrans("\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\ufffe\x02", "•▪••---")  # what the font Symbol holds, hyphens
_MOST_GAP = 1.2  # line heights between two lines of one paragraph
_LEAST_WORDS = 100  # characters a page; a scan may hold the words of its signature's stamp
_BROKEN_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")
_OVERLEAF = re.compile(r"(?<![.;:!?\n|])\n\n(?=[a-zà-ỹđ])")


class Line(NamedTuple):
    """A line of text on a page; points from its left and top. `word`: how wide its first word is."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    word: float


def text_of(data: bytes) -> str:
    """The text layer, page by page. Raises UnreadableDocument: broken, locked, too many pages, a scan, or empty."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as refused:
        locked = getattr(refused, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        raise UnreadableDocument("file-locked" if locked else "file-broken") from refused
    if len(pdf) > MOST_PAGES:
        raise UnreadableDocument("too-many-pages", pages=MOST_PAGES)
    pages, pictures = [], 0
    for page in pdf:
        said = _page(page)
        pages.append(said)
        if len(said) < _LEAST_WORDS:
            pictures += next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None
        page.close()
    text = "\n\n".join(page for page in pages if page)
    if pictures * 2 >= max(1, len(pages)) and len(text) < _LEAST_WORDS * len(pages):
        raise UnreadableDocument("scanned")
    if not text.strip():
        raise UnreadableDocument("file-empty")
    return from_old_letters(_OVERLEAF.sub(" ", text))  # a sentence that goes on overleaf


def _page(page: pypdfium2.PdfPage) -> str:
    """One page: its paragraphs, each on one line, and its tables row by row."""
    upright = Upright(page.get_rotation(), *_unrotated_size(page))
    letters = page.get_textpage()
    tables = tables_of(page, upright)
    lines = [line for line in _lines(letters, upright) if not any(_inside(line, table.box) for table in tables)]
    if lines and _PAGE_NUMBER.fullmatch(lines[0].text):
        lines = lines[1:]
    if lines and _PAGE_NUMBER.fullmatch(lines[-1].text):
        lines = lines[:-1]
    blocks = _paragraphs(lines, tables, upright.width)
    blocks += [(table.box.top, lines_of(_cells(letters, table, upright))) for table in tables]
    letters.close()
    return "\n\n".join(said for _top, said in sorted(blocks, key=lambda block: block[0]) if said).translate(_GLYPHS)


def _unrotated_size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    width, height = page.get_size()
    return (height, width) if page.get_rotation() in {90, 270} else (width, height)


def _lines(letters: pypdfium2.PdfTextPage, upright: Upright) -> list[Line]:
    """The lines of a page from top to bottom; what stands side by side on one height is one line."""
    found: list[Line] = []
    at = 0
    for said in letters.get_text_range().split("\n"):
        text = said.strip()
        if text:
            start = at + said.index(text[0])
            word = start + len(text.split(None, 1)[0]) - 1
            first, last, end = (_box(letters, n, upright) for n in (start, word, start + len(text) - 1))
            found.append(
                Line(
                    " ".join(text.split()),
                    first.left,
                    max(first.right, end.right),
                    min(first.top, end.top),
                    max(first.bottom, end.bottom),
                    last.right - first.left,
                )
            )
        at += len(said) + 1
    return _side_by_side(sorted(found, key=lambda line: (line.top, line.left)))


def _side_by_side(lines: Sequence[Line]) -> list[Line]:
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and line.top < (before.top + before.bottom) / 2 < line.bottom and line.left >= before.right - 1:
            joined[-1] = before._replace(
                text=f"{before.text} {line.text}", right=line.right, bottom=max(before.bottom, line.bottom)
            )
        else:
            joined.append(line)
    return joined


def _box(letters: pypdfium2.PdfTextPage, at: int, upright: Upright) -> Box:
    """Where the character at an index of the text stands."""
    index = raw.FPDFText_GetCharIndexFromTextIndex(letters, at)
    if index < 0:
        return Box(0, 0, 0, 0)
    return upright.box(*letters.get_charbox(index, loose=True))


def _inside(line: Line, box: Box) -> bool:
    across, down = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return box.left <= across <= box.right and box.top <= down <= box.bottom


def _paragraphs(lines: Sequence[Line], tables: Sequence[Table], width: float) -> list[tuple[float, str]]:
    """(top, text) of each paragraph: lines that were only broken by the layout are joined."""
    left = min((line.left for line in lines), default=0.0)
    right = max([line.right for line in lines] + [width - left])
    blocks: list[tuple[float, str]] = []
    last: Line | None = None
    for line in lines:
        apart = any(last is not None and last.top < table.box.top < line.top for table in tables)
        if last is not None and not apart and _goes_on(last, line, left, right):
            blocks[-1] = (blocks[-1][0], f"{blocks[-1][1]} {line.text}")
        else:
            blocks.append((line.top, line.text))
        last = line
    return blocks


def _goes_on(last: Line, line: Line, left: float, right: float) -> bool:
    """Whether `line` is the rest of the paragraph of `last`: the first word of it had no room there."""
    height = last.bottom - last.top
    if line.top - last.bottom > _MOST_GAP * height or line.top < last.top:
        return False
    if abs(line.bottom - line.top - height) > height / 8:
        return False  # a heading in larger letters
    needed = line.word + height / 5
    if not last.text.endswith(_PARAGRAPH_ENDS):
        needed += height  # typesetters leave a little room
    return last.right + needed > right or last.right - last.left + needed > right - left


def _cells(letters: pypdfium2.PdfTextPage, table: Table, upright: Upright) -> list[list[str]]:
    """The rows of a table; a cell that spans rows is said again in each, one that spans columns stands in the first."""
    rows = []
    said: dict[Box, str] = {}
    for row in table.rows:
        cells = []
        for box in row:
            if box is not None and box not in said:
                said[box] = _unbroken(letters.get_text_bounded(*upright.given(box)))
            cells.append(said[box] if box is not None else "")
        rows.append(cells)
    return rows


def _unbroken(said: str) -> str:
    """What a cell says on one line. A number that had no room was broken between two of its digits."""
    words = said.split()
    whole = "".join(words)
    return whole if len(words) > 1 and _BROKEN_NUMBER.fullmatch(whole) else " ".join(words)
