"""A month's figures out of a register of households, beside one scan of it: see README.md."""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.registers.contestants import CONTESTANTS
from bench.registers.register import SIZES, write_register

ROUNDS = {"small": 5, "province": 5, "nation": 3}
USUAL = ("scan", "increment", "tiendo", "textbook")


def main() -> None:
    """Make the register, check everybody against what it was made of, time, and end with one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--rounds", type=int, help="how often everybody runs; usually 5, for the nation 3")
    parser.add_argument("--spark", action="store_true", help="let Spark take part, once (make scale installs it)")
    parser.add_argument("--contestant", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.contestant:
        _one(given.contestant, given.folder)
        return
    print(json.dumps(_contest(given.size, given.rounds or ROUNDS[given.size], given.spark)))


def _contest(size: str, rounds: int, with_spark: bool) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "register"
        expected = sorted(
            [c.place_code, c.standing, c.denominator, c.numerator, 0, 0] for c in write_register(folder, size)
        )
        megabytes = sum(f.stat().st_size for f in folder.rglob("*.parquet")) / 1e6
        print(
            f"{size}: {SIZES[size]:,} households in {len(expected):,} communes, {megabytes:,.0f} MB; {os.cpu_count()} cores"
        )
        told = {name: [_child(name, folder)] for name in (*USUAL, *(["spark"] if with_spark else []))}
        for name, (run,) in told.items():
            assert name == "scan" or run["counts"] == expected, f"{name} does not count what the register was made of."
        for _ in range(rounds - 1):
            for name in USUAL:
                told[name].append(_child(name, folder))
    seconds = {name: statistics.median(r["seconds"] for r in runs) for name, runs in told.items()}
    cpu = {name: statistics.median(r["cpu"] for r in runs) for name, runs in told.items()}
    peak = {name: max(r["peak_mb"] for r in runs) for name, runs in told.items()}
    for name in told:
        print(f"  {name:10} {seconds[name]:8.2f} s {cpu[name]:8.2f} s of processor {peak[name]:8,.0f} MB")
    return {
        "size": size,
        "households": SIZES[size],
        **{f"{name}_s": round(median, 3) for name, median in seconds.items()},
        "increment_ratio": round(seconds["increment"] / seconds["scan"], 2),
        "increment_cpu_ratio": round(cpu["increment"] / cpu["scan"], 2),
        "month_ratio": round(seconds["tiendo"] / seconds["scan"], 2),
        "month_cpu_ratio": round(cpu["tiendo"] / cpu["scan"], 2),
        "textbook_ratio": round(seconds["textbook"] / seconds["increment"], 2),
        "peak_mb": round(peak["tiendo"]),
    }


def _child(name: str, folder: Path) -> dict[str, float]:
    """One run in a process of its own, so that nobody inherits memory or warm threads; reading of files is warm."""
    words = [sys.executable, __file__, "--contestant", name, "--folder", str(folder)]
    told = subprocess.run(words, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    return found


def _one(name: str, folder: Path) -> None:
    import tiendo.engines.on_duckdb  # noqa: F401  importing an engine is not counted

    for file in folder.rglob("*.parquet"):
        file.read_bytes()
    started, before = time.perf_counter(), time.process_time()
    counts = CONTESTANTS[name](folder)
    seconds, cpu = time.perf_counter() - started, time.process_time() - before
    rows = sorted([c.place_code, c.standing, c.denominator, c.numerator, c.twice, c.unusable] for c in counts)
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak_mb": _most_memory(), "counts": rows}))


def _most_memory() -> float:
    """Megabytes that this process held at most (`ru_maxrss` would begin with those of its parent)."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1e3 if found else float("nan")


if __name__ == "__main__":
    main()
