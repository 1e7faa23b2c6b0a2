"""Ruled tables of a PDF page: from the lines that are drawn to the boxes of the cells between them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

_NEAR = 3.0  # points: rules nearer than that are one
_THIN = 2.5  # points: a filled shape thinner than that is a rule
_INSET = 1.0  # points from a rule to the letters of its cell
_MOST_RULES = 5_000  # of a page; more are a drawing
_MOST_CELLS = 5_000


class Box(NamedTuple):
    """Points from the left and from the top of the page as it is shown."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Upright:
    """From the places that a file names to the page as it is shown, and back. A page lying on its side is turned.

    Attributes:
        turned: by how many degrees clockwise the page is shown: 0, 90, 180 or 270.
        given_width, given_height: of the page before it is turned, in points.
    """

    turned: int
    given_width: float
    given_height: float

    @property
    def width(self) -> float:
        return self.given_height if self.turned in {90, 270} else self.given_width

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box as the file names it (upwards from below) as it is shown (downwards from above)."""
        (a, b), (c, d) = self._shown(left, bottom), self._shown(right, top)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))

    def given(self, box: Box) -> tuple[float, float, float, float]:
        """(left, bottom, right, top) as the file names it, of the inside of a cell."""
        (a, b), (c, d) = self._named(box.left, box.top), self._named(box.right, box.bottom)
        inset = _INSET
        return min(a, c) + inset, min(b, d) + inset, max(a, c) - inset, max(b, d) - inset

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        if self.turned == 90:
            return y, x
        if self.turned == 180:
            return self.given_width - x, y
        if self.turned == 270:
            return self.given_height - y, self.given_width - x
        return x, self.given_height - y

    def _named(self, across: float, down: float) -> tuple[float, float]:
        if self.turned == 90:
            return down, across
        if self.turned == 180:
            return self.given_width - across, down
        if self.turned == 270:
            return self.given_width - down, self.given_height - across
        return across, self.given_height - down


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. In `rows` a box stands again for each row that it spans; None where a cell reaches in from the left."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


def tables_of(page: pypdfium2.PdfPage, upright: Upright) -> list[Table]:
    """The tables of a page from top to bottom."""
    across, down = _rules(page, upright)
    if len(down) < 2 or len(across) < 2:
        return []
    tables = []
    for top, bottom in _bands(down):
        inside = [rule for rule in down if top <= rule.top and rule.bottom <= bottom]
        level = [rule for rule in across if top - _NEAR <= rule.top <= bottom + _NEAR]
        if table := _table(inside, level):
            tables.append(table)
    return tables


def _bands(down: Iterable[Box]) -> list[tuple[float, float]]:
    """(top, bottom) of each stretch of the page that upright rules cover."""
    bands: list[tuple[float, float]] = []
    for rule in sorted(down, key=lambda rule: rule.top):
        if bands and rule.top <= bands[-1][1] + _NEAR:
            bands[-1] = (bands[-1][0], max(bands[-1][1], rule.bottom))
        else:
            bands.append((rule.top, rule.bottom))
    return bands


def _table(down: Sequence[Box], across: Sequence[Box]) -> Table | None:
    columns = _places(rule.left for rule in down)
    lines = _places(rule.top for rule in across)
    if len(columns) < 3 or len(lines) < 2 or len(columns) * len(lines) > _MOST_CELLS:
        return None
    if len(lines) == 2 and len(columns) < 4:
        return None  # a box around two words
    walls = {(_at(columns, rule.left), row) for rule in down for row in _crossed(lines, rule.top, rule.bottom)}
    floors = {(_at(lines, rule.top), column) for rule in across for column in _crossed(columns, rule.left, rule.right)}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(lines) - 1):
        for column in range(len(columns) - 1):
            here = (row, column)
            if column and (column, row) not in walls:
                owner[here] = owner[row, column - 1]
            elif row and (row, column) not in floors:
                owner[here] = owner[row - 1, column]
            else:
                owner[here] = here
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), first in owner.items():
        low, far = last.get(first, first)
        last[first] = (max(low, row), max(far, column))
    boxes = {
        first: Box(columns[first[1]], lines[first[0]], columns[far + 1], lines[low + 1])
        for first, (low, far) in last.items()
    }
    rows = tuple(
        tuple(
            boxes[owner[row, column]] if owner[row, column][1] == column else None for column in range(len(columns) - 1)
        )
        for row in range(len(lines) - 1)
    )
    return Table(Box(columns[0], lines[0], columns[-1], lines[-1]), rows)


def _places(written: Iterable[float]) -> list[float]:
    """The places of rules in order, those that are drawn twice or nearly so taken once."""
    places: list[float] = []
    for place in sorted(written):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
    return places


def _at(places: Sequence[float], place: float) -> int:
    return min(range(len(places)), key=lambda n: abs(places[n] - place))


def _crossed(places: Sequence[float], start: float, end: float) -> list[int]:
    """The stretches between neighbouring places whose middle a rule passes."""
    return [n for n in range(len(places) - 1) if start <= (places[n] + places[n + 1]) / 2 <= end]


def _rules(page: pypdfium2.PdfPage, upright: Upright) -> tuple[list[Box], list[Box]]:
    """(level, upright) rules of a page: lines, thin shapes and the edges of rectangles."""
    across: list[Box] = []
    down: list[Box] = []
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        for box in _strokes(drawn, upright):
            wide, high = box.right - box.left, box.bottom - box.top
            if high <= _THIN < wide:
                across.append(box)
            elif wide <= _THIN < high:
                down.append(box)
        if len(across) + len(down) > _MOST_RULES:
            return [], []
    return across, down


def _strokes(drawn: pypdfium2.PdfObject, upright: Upright) -> Iterable[Box]:
    """The straight strokes of a shape; the shape itself where it is thin."""
    try:
        whole = upright.box(*drawn.get_bounds())
    except pypdfium2.PdfiumError:
        return
    if min(whole.right - whole.left, whole.bottom - whole.top) <= _THIN:
        yield whole
        return
    count = raw.FPDFPath_CountSegments(drawn)
    if not 2 <= count <= _MOST_RULES:
        return
    place = drawn.get_matrix()
    first = last = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for n in range(count):
        segment = raw.FPDFPath_GetPathSegment(drawn, n)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            return
        here = place.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield upright.box(*last, *here)
        last = here
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield upright.box(*here, *first)
