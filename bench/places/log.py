"""A seeded log of approved figures on the communes of before 01/07/2025, with the real shares to those of after."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tiendo.catalogue.places import load_history
from tiendo.model.place import PlaceKind

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
MONTHS, INDICATORS, RATIOS = 60, 100, 38  # indicators 0 to 37 have a denominator
_FIRST_MONTH = 2020 * 12 + 6  # July 2020
_CORRECTED = ((1, 0.03), (2, 0.015), (6, 0.01))  # months later, share of the figures
_COMMUNES = {PlaceKind.COMMUNE, PlaceKind.TOWN, PlaceKind.WARD}
SIZES = {"province": ("72", "80"), "nation": ()}  # codes of old provinces: Tây Ninh and Long An became one


def communes(size: str) -> tuple[list[str], list[str]]:
    """Codes of the old communes of the size, and of the new ones that they lie in."""
    history, provinces = load_history(), SIZES[size]
    before = history.tree(LAST)
    old = [
        code
        for code in before.codes()
        if before[code].kind in _COMMUNES and (not provinces or set(provinces) & set(before.above(code)))
    ]
    new = {today for code in old for today in history.onward(before[code], FIRST)}
    return old, sorted(new)


def write_log(folder: Path, size: str, *, seed: int = 2025) -> int:
    """Write `log/` (a file a month: returns as they come in, and corrections of earlier months) and `shares.parquet`
    into the folder; the same files for the same seed. Returns the number of rows."""
    random = np.random.default_rng(seed)
    (folder / "log").mkdir(parents=True, exist_ok=True)
    old, new = communes(size)
    _write_shares(folder, old, new)
    people = np.clip(random.lognormal(9.2, 0.9, len(old)), 300, 200_000)  # a ward of 80,000 beside an island of 900
    before: list[dict[str, np.ndarray]] = []
    rows = 0
    for month in range(_FIRST_MONTH, _FIRST_MONTH + MONTHS):
        rows += _write_month(folder, month, people, before, random)
    return rows


def _write_shares(folder: Path, old: list[str], new: list[str]) -> None:
    history, number = load_history(), {code: n for n, code in enumerate(new)}
    before = history.tree(LAST)
    lines = [
        (n, number[today], float(way.share))
        for n, code in enumerate(old)
        for today, way in history.onward(before[code], FIRST).items()
    ]
    columns = list(zip(*lines, strict=True))
    table = {
        "old": pa.array(columns[0], pa.int32()),
        "new": pa.array(columns[1], pa.int32()),
        "share": pa.array(columns[2], pa.float64()),
    }
    pq.write_table(pa.table(table), folder / "shares.parquet")


def _write_month(
    folder: Path, month: int, people: np.ndarray, before: list[dict[str, np.ndarray]], random: np.random.Generator
) -> int:
    order = random.permutation(len(people))
    order = order[random.random(len(people)) > 0.02]  # whole returns that never come
    place = np.repeat(order, INDICATORS).astype(np.int32)
    indicator = np.tile(np.arange(INDICATORS), len(order)).astype(np.int16)
    kept = random.random(len(place)) > 0.01  # single figures left out
    fresh = _rows(place[kept], indicator[kept], month, 1, people, random)
    parts = [fresh]
    for back, share in _CORRECTED:
        if len(before) >= back:
            sent = before[-back]
            some = np.flatnonzero(random.random(len(sent["place"])) < share)
            sent["times"][some] += 1
            again = _rows(sent["place"][some], sent["indicator"][some], month - back, 1, people, random)
            again["revision"] = sent["times"][some].astype(np.int16)
            parts.append(again)
    columns = {name: np.concatenate([part[name] for part in parts]) for name in fresh}
    arrays = {name: pa.array(values) for name, values in columns.items() if name not in "ab"}
    for name in "ab":
        none = np.isnan(columns[name])
        arrays[name] = pa.array(np.nan_to_num(columns[name]).astype(np.int64), mask=none)
    pq.write_table(pa.table(arrays), folder / "log" / f"{month // 12}-{month % 12 + 1:02d}.parquet")
    before.append({name: fresh[name] for name in ("place", "indicator")} | {"times": np.ones(len(fresh["place"]), int)})
    del before[:-6]
    return len(columns["place"])


def _rows(
    place: np.ndarray, indicator: np.ndarray, month: int, revision: int, people: np.ndarray, random: np.random.Generator
) -> dict[str, np.ndarray]:
    size = people[place].round()
    a = (size * random.beta(8, 2, len(place))).round()
    a = np.where(random.random(len(place)) < 0.005, np.nan, a)  # some answer "no figure"
    return {
        "place": place,
        "indicator": indicator,
        "month": np.full(len(place), month - _FIRST_MONTH, dtype=np.int16),
        "revision": np.full(len(place), revision, dtype=np.int16),
        "a": a,
        "b": np.where((indicator < RATIOS) & ~np.isnan(a), size, np.nan),
    }
