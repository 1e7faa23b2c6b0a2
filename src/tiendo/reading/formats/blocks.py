"""Simple HTML, as Word files are turned into and as tables of pages are written → lines of a text."""

from __future__ import annotations

from html.parser import HTMLParser

from tiendo.reading.formats.grid import line_of


class Blocks(HTMLParser):
    """Paragraphs, lists and tables → lines: one for each paragraph, list item ("- ", "1. ") and row of a table.

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
            said = " ".join("".join(self._said).split())
            for n in range(columns):
                if rows > 1:
                    self._below[len(self._row)] = (rows - 1, said)
                self._row.append("" if n else said)
            self._said = []
        elif tag == "tr" and self._tables == 1:
            self._fill()
            if line := line_of(self._row):
                self._out.append(line + "\n")
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
