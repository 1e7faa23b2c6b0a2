"""Tiles stand roughly where their places do, and in the order of codes where nothing is known."""

from __future__ import annotations

from datetime import date

import pytest

from tiendo.catalogue.maps import place_points
from tiendo.publishing.tile_grid import roughly_there

# Degrees east and north of nine places of a square, named as they lie.
SQUARE = {
    f"{row}{column}": (105.0 + east, 12.0 - south)
    for south, row in enumerate(("north", "middle", "south"))
    for east, column in enumerate(("-west", "", "-east"))
}


def test_three_rows_of_three_stand_as_they_lie():
    assert roughly_there(sorted(SQUARE), SQUARE, columns=3) == list(SQUARE)


def test_two_columns_keep_north_above_south_and_west_beside_east():
    ordered = roughly_there(sorted(SQUARE), SQUARE, columns=2)
    north = [SQUARE[code][1] for code in ordered]
    assert north == sorted(north, reverse=True)
    for left, right in zip(ordered[::2], ordered[1::2], strict=False):
        assert SQUARE[left][0] < SQUARE[right][0]


@pytest.mark.parametrize("columns", [1, 2, 4])
def test_what_is_not_known_follows_in_the_order_of_codes_and_nothing_is_lost(columns):
    codes = ["9", "3", *SQUARE, "1"]
    ordered = roughly_there(codes, SQUARE, columns=columns)
    assert sorted(ordered) == sorted(codes) and ordered[-3:] == ["1", "3", "9"]
    assert roughly_there(codes[::-1], SQUARE, columns=columns) == ordered
    assert roughly_there(codes, {}, columns=columns) == sorted(codes)


def test_points_of_official_communes_before_and_after():
    after = place_points(["27757", "27763", "27775", "99999"], date(2025, 7, 1))
    assert set(after) == {"27757", "27763", "27775"}
    before = place_points(["27772", "27880"], date(2024, 10, 20))
    for axis in (0, 1):  # Thái Bình Trung was parted over the three: it lies in their midst
        assert before["27772"][axis] == pytest.approx(sum(p[axis] for p in after.values()) / 3)
    assert before["27880"] == place_points(["27877"], date(2025, 7, 1))["27877"]
