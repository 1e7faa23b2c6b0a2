"""From the log to every verdict: all contestants checked against each other and timed; see README.md."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import matplotlib.pyplot as plt
import pyarrow.feather as pf
import pyarrow.parquet as pq
from bench.rollup import exact
from bench.rollup.agree import Result, differences, in_shape
from bench.rollup.contestants import CONTESTANTS, SCAN
from bench.rollup.log import SIZES, write_log

HERE = Path(__file__).resolve().parent
REFERENCE = "duckdb"  # what the others are compared with; itself compared with the exact path
COLD = ("polars", "duckdb", "chdb")  # the fastest of them counts
ROUNDS = {"small": 5, "province": 5, "nation": 3, "old_nation": 1}
LIMIT = 900  # seconds for a contestant with all its rounds


@dataclass(frozen=True, slots=True)
class Timed:
    """Medians over the rounds, in seconds; `load` is what was prepared before."""

    seconds: float
    cpu: float
    load: float
    peak_mb: float


def main() -> None:
    """Check, time, print a table for each size, draw the plot, and end with one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=[*SIZES, "full"], default="small")
    parser.add_argument("--only", default="", help="names of contestants, with commas")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--logs", type=Path, default=Path(tempfile.gettempdir()) / "tiendo-bench-rollup")
    given = parser.parse_args()
    names = [name.strip() for name in given.only.split(",") if name.strip()] or [*CONTESTANTS]
    if unknown := set(names) - set(CONTESTANTS):
        parser.error(f"Nobody is called {', '.join(sorted(unknown))}; there are {', '.join(CONTESTANTS)}.")
    sizes = list(SIZES) if given.size == "full" else [given.size]
    small = _log(given.logs, "small")
    table: dict[str, dict[str, Timed]] = {}
    rows: dict[str, int] = {}
    for size in sizes:
        folder = _log(given.logs, size)
        rows[size] = sum(pq.ParquetFile(path).metadata.num_rows for path in (folder / "log").glob("*.parquet"))
        rounds = given.rounds or ROUNDS[size]
        print(f"\n{size}: {rows[size]:,} rows, {given.threads} threads, medians of {rounds} rounds.", flush=True)
        table[size] = _size(names, folder, small, given.threads, rounds, rows[size])
    if len(sizes) > 1:
        _plot(table, rows)
    print(json.dumps(_figures(table, rows)))


def _log(logs: Path, size: str) -> Path:
    """The folder of a log; made when it is not there or not whole."""
    folder = logs / size
    done = folder / "targets.parquet"  # written last
    if not done.exists():
        print(f"Making the log {folder} …", flush=True)
        write_log(folder, SIZES[size])
    return folder


def _size(names: list[str], folder: Path, small: Path, threads: int, rounds: int, rows: int) -> dict[str, Timed]:
    """Time everybody on one log; raises SystemExit where two do not say the same."""
    timed: dict[str, Timed] = {}
    with tempfile.TemporaryDirectory() as place:
        first = [REFERENCE, *(name for name in names if name != REFERENCE)]
        reference = None
        for name in first:
            if rows > CONTESTANTS[name].most:
                print(f"{name:16} left out: it would take too long.", flush=True)
                continue
            spent = _one(name, folder, small, threads, rounds, Path(place))
            if spent is None:
                print(f"{name:16} left out: it took more than {LIMIT} s.", flush=True)
                continue
            result = _saved(Path(place))
            if reference is None:
                _agree(result, in_shape(exact.run(folder)), (name, "exact"), sample=rows > exact.WHOLE_UP_TO)
                reference = result
            else:
                _agree(reference, result, (REFERENCE, name))
            timed[name] = spent
            _say(name, spent, CONTESTANTS[name].in_process)
        scan = _one(SCAN, folder, small, threads, rounds, Path(place))
        if scan is not None:
            timed[SCAN] = scan
            _say(SCAN, scan, in_process=True)
    return timed


def _one(name: str, folder: Path, small: Path, threads: int, rounds: int, save: Path) -> Timed | None:
    """One contestant in a process of its own; None where it took too long. Starting up does not count: imports, and what an
    engine does once, are over before the clock runs, with a run over the small log."""
    command = [sys.executable, "-m", "bench.rollup.contestants", name, "--folder", folder, "--small", small]
    command += ["--threads", str(threads), "--rounds", str(rounds), "--save", save]
    try:
        done = subprocess.run(command, cwd=HERE.parents[1], capture_output=True, text=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        if name in CONTESTANTS and CONTESTANTS[name].finish:
            CONTESTANTS[name].call("finish")
        return None
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr[-2000:]}")
    said = json.loads(done.stdout.splitlines()[-1])
    median = statistics.median
    return Timed(median(said["seconds"]), median(said["cpu"]), said.get("prepare", 0.0), said["peak_mb"])


def _saved(folder: Path) -> Result:
    return in_shape((pf.read_table(str(folder / "totals.arrow")), pf.read_table(str(folder / "verdicts.arrow"))))


def _agree(one: Result, other: Result, names: tuple[str, str], *, sample: bool = False) -> None:
    if found := differences(one, other, names, sample=sample):
        raise SystemExit("They do not say the same:\n" + "\n".join(found))


def _say(name: str, spent: Timed, in_process: bool) -> None:
    load = f", after {spent.load:.1f} s to prepare" if spent.load > 0.05 else ""
    memory = f"{spent.peak_mb:8,.0f} MB" if in_process else "  (server) "
    print(f"{name:16} {spent.seconds:8.2f} s {spent.cpu:8.2f} s of processor {memory}{load}", flush=True)


def _figures(table: dict[str, dict[str, Timed]], rows: dict[str, int]) -> dict[str, object]:
    """The ratios of the issue, at the largest size of which there is everything; null where somebody did not take part."""
    size = "nation" if "nation" in table else next(reversed(table))
    timed = table[size]
    seconds = {name: one.seconds for name, one in timed.items()}
    others = [seconds[name] for name in COLD if name in seconds]
    best = min(others) if others else None
    ratio = lambda over, under: round(over / under, 3) if over and under else None  # noqa: E731
    ours, warm, fast = (seconds.get(name) for name in ("tiendo", "tiendo warm", "tiendo fast"))
    return {
        "size": size,
        "cold_ratio": ratio(best, ours),
        "fast_ratio": ratio(best, fast),
        "warm_ratio": ratio(best, warm),
        "pandas_ratio": ratio(seconds.get("pandas"), ours),
        "postgres_ratio": ratio(seconds.get("postgres"), ours),
        "scan_ratio": ratio(warm, seconds.get(SCAN)),
        "fast_scan_ratio": ratio(fast, seconds.get(SCAN)),
        "peak_mb": round(timed["tiendo"].peak_mb) if "tiendo" in timed else None,
        "sizes": {
            name: {"rows": rows[name], **{who: round(one.seconds, 3) for who, one in table[name].items()}}
            for name in table
        },
    }


def _plot(table: dict[str, dict[str, Timed]], rows: dict[str, int]) -> None:
    figure, (times, memory) = plt.subplots(1, 2, figsize=(10, 4))
    for name in CONTESTANTS:
        points = [(rows[size] / 1e6, timed[name]) for size, timed in table.items() if name in timed]
        if not points:
            continue
        style = {"marker": "o", "linewidth": 2.5 if name.startswith("tiendo") else 1.2}
        times.plot([n for n, _ in points], [one.seconds for _, one in points], label=name, **style)
        if CONTESTANTS[name].in_process:
            memory.plot([n for n, _ in points], [one.peak_mb for _, one in points], label=name, **style)
    times.set(
        xscale="log", yscale="log", xlabel="million rows", ylabel="seconds", title="From the log to every verdict"
    )
    memory.set(xscale="log", yscale="log", xlabel="million rows", ylabel="MB", title="Most memory in use")
    times.legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(HERE / "sizes.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
