"""Maps: outlines of the catalogue, the country with its islands, tiles, and an office's own GeoJSON."""

from __future__ import annotations

import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest

from tiendo.catalogue.maps import province_shapes
from tiendo.catalogue.places import load_history
from tiendo.files import UnusableFile
from tiendo.files.geojson import MOST_SHAPES, read_shapes
from tiendo.model.place import PlaceKind
from tiendo.model.shape import Shape
from tiendo.model.verdict import VerdictWord
from tiendo.publishing.map import SIGNS, Mark, area_map, country_map
from tiendo.publishing.tile_grid import tile_grid
from tiendo.publishing.wording import say

SQUARE = ((105.0, 10.0), (106.0, 10.0), (106.0, 11.0), (105.0, 11.0))


@pytest.mark.parametrize(("on", "count"), [(date(2025, 6, 30), 63), (date(2025, 7, 1), 34)])
def test_every_province_of_the_day_has_an_outline(on, count):
    codes = {s.code for s in province_shapes(on)}
    kinds = {PlaceKind.PROVINCE, PlaceKind.CITY}
    official = {p.code for p in load_history().places if p.kind in kinds and p.valid(on)}
    assert codes == official
    assert len(codes) == count
    assert all(102 < x < 110 and 8 < y < 24 for s in province_shapes(on) for ring in s.rings for x, y in ring)


@pytest.mark.parametrize("on", [date(2024, 10, 20), date(2026, 1, 1)])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_islands_are_on_every_map_of_the_country_and_called_a_sketch(on, language):
    svg = country_map(province_shapes(on), {}, "Việt Nam", language)
    ElementTree.fromstring(svg)
    words = (
        ("Quần đảo Hoàng Sa", "Quần đảo Trường Sa", "sơ đồ")
        if language == "vi"
        else ("Hoang Sa islands", "Truong Sa islands", "sketch")
    )
    assert all(word in svg for word in words)
    assert svg.count("<circle") >= 14


def test_a_place_is_a_link_with_a_title_and_a_sign_beside_its_colour():
    mark = Mark("xã <Tân> & Tây", VerdictWord.AT_RISK, "95%", "/dia-ban/1/")
    svg = area_map((Shape("1", (SQUARE,)),), {"1": mark}, "Bản đồ", "vi")
    root = ElementTree.fromstring(svg)
    link = root.find("a")
    assert link.get("href") == "/dia-ban/1/"
    assert link.find("title").text == link.get("aria-label") == "xã <Tân> & Tây: Có nguy cơ chậm; 95%"
    assert link.find("text").text == SIGNS[VerdictWord.AT_RISK]
    assert "at_risk" in link.find("path").get("class")


def test_tiles_stand_in_rows_and_say_the_word():
    marks = [(str(n), Mark(f"xã {n}", VerdictWord.MET, href=f"/{n}/")) for n in range(5)]
    root = ElementTree.fromstring(tile_grid(marks, "Sơ đồ", "vi", columns=2))
    tiles = [(float(a.find("rect").get("x")), float(a.find("rect").get("y"))) for a in root.findall("a")]
    assert len(set(tiles)) == 5
    assert len({y for _x, y in tiles}) == 3
    assert all("Đạt" in "".join(a.itertext()) for a in root.findall("a"))


def _geojson(*features) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def _feature(code="101", ring=None, kind="Polygon"):
    ring = ring or [*SQUARE, SQUARE[0]]
    return {"type": "Feature", "properties": {"Ma": code}, "geometry": {"type": kind, "coordinates": [ring]}}


def test_an_offices_geojson_gives_shapes_by_code():
    (shape,) = read_shapes(_geojson(_feature()), "xa.geojson")
    assert shape == Shape("101", (SQUARE,))


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"\xff\xfe", "shapes-no-geojson"),
        (b"[" * 100_000, "shapes-no-geojson"),
        (b"{}", "shapes-no-geojson"),
        (_geojson(), "shapes-no-geojson"),
        (_geojson("x"), "shapes-no-code"),
        (_geojson(_feature(code="")), "shapes-no-code"),
        (_geojson(_feature(), _feature()), "shapes-code-twice"),
        (_geojson(_feature(kind="Point")), "shapes-no-polygon"),
        (_geojson({"properties": {"code": "1"}, "geometry": None}), "shapes-no-polygon"),
        (_geojson(_feature(ring=[(600_000, 1_200_000)] * 4)), "shapes-points"),
        (_geojson(_feature(ring=[["a", "b"]] * 4)), "shapes-points"),
        (_geojson(*[_feature(code=str(n)) for n in range(MOST_SHAPES + 1)]), "shapes-too-many"),
    ],
)
def test_a_file_that_cannot_be_drawn_is_refused_with_one_sentence(data, rule):
    with pytest.raises(UnusableFile) as caught:
        read_shapes(data, "xa.geojson")
    assert caught.value.problem.rule == rule
    for language in ("vi", "en"):
        said = say(caught.value.problem, language)
        assert said.endswith(".") and "\n" not in said and not re.search(r"[{}]", said)
