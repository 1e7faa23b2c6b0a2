"""Outlines of provinces as of a day. A row of provinces_*.csv is one ring: the province's code and its points, in
thousandths of a degree, east and north by turns, each but the first counted from the one before."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import accumulate

from tiendo.model.shape import Ring, Shape

CHANGED = date(2025, 7, 1)
GRAIN = 1000  # parts of a degree


def province_shapes(on: date) -> tuple[Shape, ...]:
    """The provinces of a day, in code order: 63 until 30/06/2025, 34 since."""
    return _shapes("provinces_before.csv" if on < CHANGED else "provinces_after.csv")


@cache
def _shapes(name: str) -> tuple[Shape, ...]:
    rings: dict[str, list[Ring]] = {}
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        rings.setdefault(row["code"], []).append(_ring(row["points"]))
    return tuple(Shape(code, tuple(rings[code])) for code in sorted(rings))


def _ring(said: str) -> Ring:
    steps = [int(n) for n in said.split()]
    east, north = accumulate(steps[::2]), accumulate(steps[1::2])
    return tuple((x / GRAIN, y / GRAIN) for x, y in zip(east, north, strict=True))
