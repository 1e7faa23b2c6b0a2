"""Where the communes of Việt Nam lie, roughly: for the order of tiles, not for measuring.

Points are known of the communes of after 01/07/2025 (points_after.csv). One of before is taken to lie where the new ones
do that it went into, in the middle by its shares.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from tiendo.catalogue.maps.load import CHANGED, GRAIN
from tiendo.catalogue.places import load_history

Point = tuple[float, float]  # degrees east and north


def place_points(codes: Iterable[str], on: date) -> dict[str, Point]:
    """Code → where the official place of the day lies; codes whose place is not known are left out."""
    found = ((code, _point(code, on)) for code in codes)
    return {code: point for code, point in found if point is not None}


def _point(code: str, on: date) -> Point | None:
    if on >= CHANGED:
        return _points().get(code)
    history = load_history()
    place = history.place(code, on)
    ways = history.onward(place, CHANGED) if place is not None else {}
    there = [(float(way.share), _points()[now]) for now, way in ways.items() if now in _points()]
    whole = sum(share for share, _point in there)
    if not whole:
        return None
    east, north = (sum(share * point[axis] for share, point in there) / whole for axis in (0, 1))
    return east, north


@cache
def _points() -> dict[str, Point]:
    text = files(__package__).joinpath("points_after.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["code"]: (int(row["east"]) / GRAIN, int(row["north"]) / GRAIN) for row in rows}
