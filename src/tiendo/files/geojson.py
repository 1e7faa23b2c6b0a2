"""GeoJSON of places → shapes, bounded and checked; and the outlines of a whole country made small."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tiendo.files.unusable import UnusableFile
from tiendo.model.shape import Ring, Shape

LARGEST_BYTES = 10 * 1024 * 1024
MOST_SHAPES = 4_000  # the communes of the whole country
MOST_POINTS = 200_000
CODE_NAMES = ("code", "ma", "mã", "ma_xa", "maxa", "matinh")  # what offices call the code of a place


def read_shapes(data: bytes, name: str) -> tuple[Shape, ...]:
    """The polygons of a FeatureCollection, each with the code of its place among its properties (`CODE_NAMES`).

    Raises UnusableFile with one sentence: too large, no GeoJSON, no polygon, a code missing or twice, points that are
    no degrees.
    """
    if len(data) > LARGEST_BYTES:
        raise UnusableFile("file-too-large", name, megabytes=LARGEST_BYTES // 1024**2)
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise UnusableFile("shapes-no-geojson", name) from None
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(features, list) or not features:
        raise UnusableFile("shapes-no-geojson", name)
    if len(features) > MOST_SHAPES:
        raise UnusableFile("shapes-too-many", name, shapes=MOST_SHAPES, points=MOST_POINTS)
    found: dict[str, Shape] = {}
    points = 0
    for number, feature in enumerate(features, start=1):
        shape = _shape(feature, number, name)
        points += sum(len(ring) for ring in shape.rings)
        if points > MOST_POINTS:
            raise UnusableFile("shapes-too-many", name, shapes=MOST_SHAPES, points=MOST_POINTS)
        if shape.code in found:
            raise UnusableFile("shapes-code-twice", name, typed=shape.code)
        found[shape.code] = shape
    return tuple(found[code] for code in sorted(found))


def _shape(feature: Any, number: int, name: str) -> Shape:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    code = _code(properties) if isinstance(properties, dict) else ""
    if not code:
        raise UnusableFile("shapes-no-code", name, number=number, names=", ".join(CODE_NAMES[:3]))
    rings = tuple(_rings(geometry, code, name)) if isinstance(geometry, dict) else ()
    if not rings:
        raise UnusableFile("shapes-no-polygon", name, typed=code)
    return Shape(code, rings)


def _code(properties: Mapping[str, Any]) -> str:
    low = {str(key).casefold(): value for key, value in properties.items()}
    return next((str(low[key]).strip()[:16] for key in CODE_NAMES if isinstance(low.get(key), (str, int))), "")


def _rings(geometry: Mapping[str, Any], code: str, name: str) -> Iterator[Ring]:
    kind, given = geometry.get("type"), geometry.get("coordinates")
    polygons = [given] if kind == "Polygon" else given if kind == "MultiPolygon" else None
    if not isinstance(polygons, list):
        raise UnusableFile("shapes-no-polygon", name, typed=code)
    for polygon in polygons:
        for ring in polygon if isinstance(polygon, list) else ():
            yield _ring(ring, code, name)


def _ring(given: Any, code: str, name: str) -> Ring:
    try:
        points = tuple((float(p[0]), float(p[1])) for p in given)
    except (TypeError, ValueError, IndexError, KeyError):
        raise UnusableFile("shapes-points", name, typed=code) from None
    if len(points) > 1 and points[0] == points[-1]:
        points = points[:-1]
    if len(points) < 3 or not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in points):
        raise UnusableFile("shapes-points", name, typed=code)
    return points
