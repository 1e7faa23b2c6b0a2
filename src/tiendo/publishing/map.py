"""Maps as SVG text: a country or province from outlines. Nothing is said by colour alone: each place carries a sign and a
title; each that leads somewhere is a link, so that a keyboard reaches it. Pages show the same as a table.

Hoàng Sa and Trường Sa stand on every map of the country, as a sketch at their place and called so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, radians

from tiendo.model.shape import Ring, Shape
from tiendo.model.verdict import VerdictWord
from tiendo.publishing.wording import VERDICT_WORDS, pick

SIGNS: Mapping[VerdictWord, str] = {
    VerdictWord.EXCEEDED: "★",
    VerdictWord.MET: "✔",
    VerdictWord.NOT_MET: "✖",
    VerdictWord.ON_TRACK: "✔",
    VerdictWord.AT_RISK: "▲",
    VerdictWord.OFF_TRACK: "✖",
    VerdictWord.CANNOT_JUDGE: "?",
    VerdictWord.NO_DATA: "–",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What a map says of one place. `said`: the rest of its title; `href` "" where it leads nowhere."""

    name: str
    word: VerdictWord | None = None
    said: str = ""
    href: str = ""

    def title(self, language: str) -> str:
        """Name, verdict and what else there is to say: "xã Tân Tây: đúng tiến độ; 95%"."""
        word = pick(VERDICT_WORDS[self.word], language) if self.word else ""
        told = "; ".join(filter(None, (word, self.said)))
        return f"{self.name}: {told}" if told else self.name


@dataclass(frozen=True, slots=True)
class _Archipelago:
    """Islands that the outlines leave out: code of their province, names, the middle, and where the dots stand."""

    province: str
    names: tuple[str, str]
    east: float
    north: float
    dots: tuple[tuple[float, float], ...]


ARCHIPELAGOS = (
    _Archipelago(
        "48",
        ("Quần đảo Hoàng Sa", "Hoang Sa islands"),
        112.1,
        16.5,
        ((-0.6, 0.2), (-0.3, -0.15), (-0.1, 0.25), (0.2, 0.0), (0.35, 0.4), (0.6, -0.1), (0.5, 0.25)),
    ),
    _Archipelago(
        "56",
        ("Quần đảo Trường Sa", "Truong Sa islands"),
        113.9,
        9.6,
        (
            (-1.6, -0.6),
            (-1.1, 0.2),
            (-0.7, -0.9),
            (-0.3, 0.7),
            (0.1, -0.2),
            (0.5, 0.9),
            (0.8, -0.6),
            (1.1, 0.3),
            (0.2, 1.3),
        ),
    ),
)


class _Plane:
    """Degrees → units of the picture: east and north in true proportion at the middle of what is drawn."""

    def __init__(self, west: float, south: float, east: float, north: float, width: int) -> None:
        self._west, self._north = west, north
        self._squeeze = cos(radians((south + north) / 2))
        self._scale = width / max((east - west) * self._squeeze, 1e-9)
        self.width, self.height = width, max(1, round((north - south) * self._scale))

    def at(self, east: float, north: float) -> tuple[float, float]:
        return (
            round((east - self._west) * self._squeeze * self._scale, 1),
            round((self._north - north) * self._scale, 1),
        )


def country_map(shapes: Iterable[Shape], marks: Mapping[str, Mark], described: str, language: str) -> str:
    """The whole country with its islands, 460 units wide. `marks`: code → what is said of it; others are only drawn."""
    plane = _Plane(101.9, 6.6, 117.6, 23.6, 460)
    drawn = [_place(shape, marks.get(shape.code), plane, language) for shape in shapes]
    islands = [_islands(a, marks.get(a.province), plane, language) for a in ARCHIPELAGOS]
    return _svg([*drawn, *islands], plane, described)


def area_map(shapes: Sequence[Shape], marks: Mapping[str, Mark], described: str, language: str) -> str:
    """The places of an area from their outlines, 620 units wide."""
    points = [p for shape in shapes for ring in shape.rings for p in ring]
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    margin = max(east - west, north - south) * 0.02
    plane = _Plane(west - margin, south - margin, east + margin, north + margin, 620)
    return _svg([_place(s, marks.get(s.code), plane, language) for s in shapes], plane, described)


def _svg(parts: Iterable[str], plane: _Plane, described: str) -> str:
    return (
        f'<svg viewBox="0 0 {plane.width} {plane.height}" width="{plane.width}" height="{plane.height}" role="group" '
        f'aria-label="{escape(described)}">{"".join(parts)}</svg>'
    )


def _place(shape: Shape, mark: Mark | None, plane: _Plane, language: str) -> str:
    path = "".join(_path(ring, plane) for ring in shape.rings)
    word = f" {mark.word.value}" if mark and mark.word else ""
    drawn = f'<path class="shape{word}" fill-rule="evenodd" d="{path}"/>'
    return linked(drawn + _sign(plane.at(*middle_of(shape)), mark), mark, language)


def linked(drawn: str, mark: Mark | None, language: str) -> str:
    """What was drawn of a place with its title; a link where it leads somewhere."""
    if mark is None:
        return drawn
    title = escape(mark.title(language))
    inside = f"<title>{title}</title>{drawn}"
    return f'<a href="{escape(mark.href)}" aria-label="{title}">{inside}</a>' if mark.href else f"<g>{inside}</g>"


def _sign(at: tuple[float, float], mark: Mark | None) -> str:
    if mark is None or mark.word is None:
        return ""
    return f'<text x="{at[0]}" y="{at[1] + 5}" font-size="14" text-anchor="middle" aria-hidden="true">{SIGNS[mark.word]}</text>'


def _islands(one: _Archipelago, mark: Mark | None, plane: _Plane, language: str) -> str:
    word = f" {mark.word.value}" if mark and mark.word else ""
    dots = [plane.at(one.east + x, one.north + y) for x, y in one.dots]
    drawn = "".join(f'<circle class="shape{word}" cx="{x}" cy="{y}" r="3.2"/>' for x, y in dots)
    name, note = pick(one.names, language), pick(("sơ đồ", "sketch"), language)
    x, _y = plane.at(one.east, one.north)
    low = max(dot[1] for dot in dots)
    words = f'<text x="{x}" y="{round(low + 17, 1)}" font-size="12" text-anchor="middle">{name}</text>'
    words += f'<text x="{x}" y="{round(low + 31, 1)}" font-size="11" text-anchor="middle">({note})</text>'
    inside = f"<title>{escape(name)} ({note})</title>{drawn}{words}"
    return (
        f'<a href="{escape(mark.href)}" aria-label="{escape(name)}">{inside}</a>'
        if mark and mark.href
        else f"<g>{inside}</g>"
    )


def _path(ring: Ring, plane: _Plane) -> str:
    points = [plane.at(x, y) for x, y in ring]
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


def middle_of(shape: Shape) -> tuple[float, float]:
    """Degrees east and north where the sign stands: the centre of gravity of the largest ring."""
    ring = max(shape.rings, key=lambda r: abs(_area(r)))
    area = _area(ring)
    if not area:
        return ring[0]
    x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = ax * by - bx * ay
        x, y = x + (ax + bx) * cross, y + (ay + by) * cross
    return x / (6 * area), y / (6 * area)


def _area(ring: Ring) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True)) / 2
