"""Five years of a nation's figures restated for the communes of after 01/07/2025, beside query engines: see README.md."""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import pyarrow.parquet as pq

from bench.places.contestants import CONTESTANTS, READERS, restated, rows_in_order
from bench.places.log import SIZES, communes, write_log
from tiendo.catalogue.places import load_history
from tiendo.model.place import PlaceTree
from tiendo.restating.bulk import ShareMatrix
from tiendo.restating.log import LogRows, LogShape, restate_log

ROUNDS = {"province": 5, "nation": 3}
KEPT = "tiendo_kept"  # ours written over an earlier result
DAYS = (date(2024, 1, 1), date(2025, 6, 30), date(2025, 7, 1), date(2026, 10, 1))


def main() -> None:
    """Check, time, print a table, and end with one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="nation")
    parser.add_argument(
        "--rounds", type=int, help="how often everybody runs; usually 5 for the province, 3 for the nation"
    )
    parser.add_argument("--contestant", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.contestant:
        _one(given.contestant, given.folder, given.out)
        return
    told = _contest("province", given.rounds)
    if given.size == "nation":
        province = told
        told = _contest("nation", given.rounds) | {"province_s": province["tiendo_s"]}
    print(json.dumps(told | _tree()))


def _contest(size: str, rounds: int | None) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        rows = write_log(folder, size)
        old, new = communes(size)
        print(f"{size}: {rows:,} rows, {len(old):,} old communes → {len(new):,} new")
        _check(folder)
        seconds: dict[str, list[float]] = {name: [] for name in (*READERS, *CONTESTANTS, KEPT)}
        peak: dict[str, float] = {}
        for _ in range(rounds or ROUNDS[size]):
            for name in seconds:
                took = _child(name, folder)
                seconds[name].append(took["seconds"])
                peak[name] = max(peak.get(name, 0), took["gigabytes"])
    medians = {name: statistics.median(took) for name, took in seconds.items()}
    for name, median in sorted(medians.items(), key=lambda item: item[1]):
        print(f"  {name:12} {median:8.3f} s   at most {peak[name]:5.1f} GB")
    best = min((name for name in CONTESTANTS if name != "tiendo"), key=lambda name: medians[name])
    bare = min(medians[name] for name in READERS)
    return {
        "size": size,  # type: ignore[dict-item]
        "rows": rows,
        **{f"{name}_s": round(median, 3) for name, median in medians.items()},
        "restate_ratio": round(medians[best] / medians["tiendo"], 2),
        "read_ratio": round(medians["tiendo"] / bare, 2),
        "read_ratio_kept": round(medians[KEPT] / bare, 2),
    }


def _check(folder: Path) -> None:
    """Every contestant says what ours says: places, months, indicators and who is missing exactly, amounts to 1e-9."""
    expected = None
    for name in CONTESTANTS:
        out = folder / f"{name}.parquet"
        _child(name, folder, out)
        columns = [column.to_numpy() for column in rows_in_order(pq.read_table(out))]
        out.unlink()
        if expected is None:
            expected = columns
            continue
        for ours, theirs in zip(expected, columns, strict=True):
            assert len(ours) == len(theirs), f"{name} has {len(theirs):,} figures, ours has {len(ours):,}."
            assert np.allclose(ours, theirs, rtol=1e-9, atol=0, equal_nan=True), f"{name} says something else."


def _child(name: str, folder: Path, out: Path | None = None) -> dict[str, float]:
    """One run in a process of its own, so that nobody inherits memory or warm threads; reading of files is warm."""
    words = [sys.executable, __file__, "--contestant", name, "--folder", str(folder)]
    told = subprocess.run([*words, *(["--out", str(out)] if out else [])], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return found


def _one(name: str, folder: Path, out: Path | None) -> None:
    _warm(name)
    kept = restated(folder) if name == KEPT else None
    started = time.perf_counter()
    result = restated(folder, into=kept) if kept else (READERS | CONTESTANTS)[name](folder)  # type: ignore[operator]
    seconds = time.perf_counter() - started
    gigabytes = _most_memory()
    if out is not None and callable(result):
        pq.write_table(result(), out)
    print(json.dumps({"seconds": seconds, "gigabytes": gigabytes}))


def _most_memory() -> float:
    """Gigabytes that this process held at most (`ru_maxrss` would begin with those of its parent)."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1e6 if found else float("nan")


def _warm(name: str) -> None:
    """Importing an engine is not counted, nor is loading our compiled loop."""
    if name in {"duckdb", "polars", "chdb"}:
        __import__(name)
    if name == "read_duckdb":
        __import__("duckdb")
    if name in {"tiendo", KEPT}:
        types = (np.int32, np.int16, np.int16, np.int16, np.int64, np.int64, np.bool_, np.bool_)
        one = LogRows(*(np.array([n], dtype=t) for n, t in zip((0, 0, 0, 1, 1, 1, 1, 1), types, strict=True)))
        matrix = ShareMatrix.of(np.array([0]), np.array([0]), np.array([1.0]), rows=1)
        restate_log(matrix, [lambda: one], LogShape(1, 1, 1, 1))


def _tree() -> dict[str, float]:
    """Milliseconds for the tree of the whole country: the slowest of several days, each the median of seven."""
    started = time.perf_counter()
    history = load_history.__wrapped__()
    load = time.perf_counter() - started
    slowest = 0.0
    for day in DAYS:
        took = []
        for _ in range(7):
            started = time.perf_counter()
            PlaceTree.as_of(history.places, history.memberships, day)
            took.append(time.perf_counter() - started)
        slowest = max(slowest, statistics.median(took))
    return {"tree_ms": round(slowest * 1000, 1), "load_ms": round(load * 1000)}


if __name__ == "__main__":
    main()
