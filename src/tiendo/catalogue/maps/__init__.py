"""Outlines of the provinces of Việt Nam before and since 01/07/2025; README.md beside this file says where from."""

from tiendo.catalogue.maps.load import province_shapes
from tiendo.catalogue.maps.points import place_points

__all__ = ["place_points", "province_shapes"]
