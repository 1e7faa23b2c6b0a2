"""Web pages: headline, date and article without the menus around them; tables row by row."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape

import trafilatura

from tiendo.reading.clean import VIETNAM, stamp_of
from tiendo.reading.formats.blocks import Blocks
from tiendo.reading.formats.bounds import LONGEST_PAGE, UnreadableDocument
from tiendo.reading.tables import is_heading_row

_INSIDE_PICTURES = re.compile(r"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=]*")

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


def text_of(page: str) -> str:
    """Headline, date line and article of a page without its menus; all its text where no article is found."""
    page = _INSIDE_PICTURES.sub("", page)
    if len(page) > LONGEST_PAGE:
        raise UnreadableDocument("text-too-long", characters=LONGEST_PAGE)
    page, tables = _without_tables(page)
    article = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
    shown = _shown(page)
    article = article if article.strip() else "\n".join(shown)
    headline = _headline(page, shown)
    published = _date_line(page, shown, headline)
    before = [line for line in (headline, published, _lead_line(shown, published)) if line and line not in article]
    return _with_tables("\n\n".join([*before, article]), tables)


_TABLE_EDGE = re.compile(r"<(/?)table\b", re.IGNORECASE)
_LONGEST_CELL = 200  # characters on average: a table with longer ones only lays out the page


def _without_tables(page: str) -> tuple[str, list[str]]:
    """(the page with a mark in the place of each table of figures, those tables row by row).

    What finds the article in a page takes tables apart and loses which cells span rows and columns.
    """
    kept: list[str] = []
    tables: list[str] = []
    at, opened = 0, -1
    for edge in _TABLE_EDGE.finditer(page):
        if not edge[1]:
            opened = edge.start()
        elif opened >= at:
            said = Blocks.text_of(page[opened : edge.start()] + "</table>").strip()
            if _is_data(said):
                kept += [page[at:opened], f"<p>{_mark(len(tables))}</p>"]
                tables.append(said)
                at = page.find(">", edge.end()) + 1 or len(page)
            opened = -1
    return "".join([*kept, page[at:]]), tables


def _is_data(said: str) -> bool:
    """Whether a table without tables in it holds figures in rows and columns."""
    rows = [line for line in said.split("\n") if line.startswith("|")]
    cells = sum(row.count("|") - 1 for row in rows)
    return len(rows) > 1 and len(said) < _LONGEST_CELL * cells and any(c.isdigit() for c in said)


def _mark(number: int) -> str:
    return f"⟦bảng số {number + 1}⟧"


def _with_tables(text: str, tables: list[str]) -> str:
    """The tables in their places; one of targets whose place was not taken for a part of the article comes last."""
    for number, table in enumerate(tables):
        if _mark(number) in text:
            text = text.replace(_mark(number), f"\n{table}\n")
        elif any(is_heading_row(line) for line in table.split("\n")):
            text += f"\n\n{table}"
    return text


def _shown(page: str) -> list[str]:
    """Everything that a page shows, a line for each stretch between tags."""
    visible = _without_scripts(page[:LONGEST_PAGE])
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
        if found := pattern.search(page[:LONGEST_PAGE]):
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
    if found := _PUBLISHED.search(page[:LONGEST_PAGE]):
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
