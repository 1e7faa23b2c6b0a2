"""Rebuilds the outlines of provinces beside this file from the collected polygons, and checks them: `make places`.

python -m tiendo.catalogue.maps.build ../shared/places [--into DIR]
"""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from tiendo.catalogue.maps.load import CHANGED, GRAIN
from tiendo.catalogue.places import load_history
from tiendo.model.place import PlaceKind

COUNTS = {"before": 63, "after": 34}
POINTS = 3321
_PROVINCES = frozenset({PlaceKind.PROVINCE, PlaceKind.CITY})
_COMMUNES = frozenset({PlaceKind.COMMUNE, PlaceKind.WARD, PlaceKind.SPECIAL_ZONE})
_DAYS = {"before": date(2025, 6, 30), "after": CHANGED}


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--into", type=click.Path(path_type=Path), default=Path(__file__).parent, help="Where the files go.")
def main(source: Path, into: Path) -> None:
    """Rebuild the outlines from the polygons in SOURCE and check that every province of the lists has one."""
    for when, count in COUNTS.items():
        rows = [row for feature in _features(source, count) for row in _rows(feature)]
        codes = {code for code, _points in rows}
        official = {p.code for p in load_history().places if p.kind in _PROVINCES and p.valid(_DAYS[when])}
        if codes != official or len(codes) != count:
            raise click.ClickException(f"{when}: {len(codes)} outlines, not those of {sorted(codes ^ official)}.")
        path = into / f"provinces_{when}.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            write = csv.writer(out, lineterminator="\n")
            write.writerow(("code", "points"))
            write.writerows(rows)
        click.echo(f"{path.name}: {count} provinces, {len(rows)} rings, {path.stat().st_size // 1024} kB")
    _write_points(source, into / "points_after.csv")


def _write_points(source: Path, path: Path) -> None:
    """The seat or middle of every commune of after, in thousandths of a degree (some hundred metres)."""
    with (source / "units_after_2025-07-01.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (r["code"], round(float(r["lon"]) * GRAIN), round(float(r["lat"]) * GRAIN)) for r in csv.DictReader(file)
        ]
    above = load_history().tree(CHANGED)
    official = {code for code in above.codes() if above[code].kind in _COMMUNES}
    if {code for code, _east, _north in rows} != official or len(rows) != POINTS:
        raise click.ClickException(f"{path.name}: {len(rows)} points, not those of the {len(official)} communes.")
    with path.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n")
        write.writerow(("code", "east", "north"))
        write.writerows(rows)
    click.echo(f"{path.name}: {len(rows)} communes, {path.stat().st_size // 1024} kB")


def _features(source: Path, count: int) -> list[dict[str, Any]]:
    told = json.loads((source / f"provinces-{count}.geojson").read_text(encoding="utf-8"))
    features: list[dict[str, Any]] = sorted(told["features"], key=lambda f: f["properties"]["code"])
    return features


def _rows(feature: dict[str, Any]) -> list[tuple[str, str]]:
    geometry = feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = [_steps(ring) for polygon in polygons for ring in polygon]
    return [(feature["properties"]["code"], ring) for ring in rings if ring]


def _steps(ring: list[list[float]]) -> str:
    points = [(round(x * GRAIN), round(y * GRAIN)) for x, y in ring]
    points = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
    if points[0] == points[-1]:
        points.pop()
    if len(points) < 3:
        return ""
    said, before = [], (0, 0)
    for x, y in points:
        said += [x - before[0], y - before[1]]
        before = (x, y)
    return " ".join(map(str, said))


if __name__ == "__main__":
    main()
