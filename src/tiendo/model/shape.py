"""Shape: the outline of a place, as a map draws it. Degrees, east and north (WGS 84); a drawing, never used in sums."""

from __future__ import annotations

from dataclasses import dataclass

Ring = tuple[tuple[float, float], ...]  # (east, north) in degrees, the last point not repeated


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of the place with this code. `rings`: its parts and its holes, drawn with the even-odd rule."""

    code: str
    rings: tuple[Ring, ...]
