"""Who takes part, and one of them in a process of its own: `python -m bench.rollup.contestants NAME …`."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.feather as pf

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

COLUMNS = ("place", "indicator", "month", "a", "b", "revision")


@dataclass(frozen=True, slots=True)
class Contestant:
    """Somebody who computes the result.

    Attributes:
        module, function: `function(folder, threads)` gives totals and verdicts; `prepare(folder, threads)`, where there is
            one, is timed apart; `finish()` cleans up.
        most: rows of the largest log that it is asked for; more would take it too long.
        in_process: its memory is that of the process.
    """

    name: str
    module: str
    function: str = "run"
    prepare: str = ""
    finish: str = ""
    most: int = 100_000_000
    in_process: bool = True

    def call(self, step: Literal["prepare", "function", "finish"], *args: object) -> Any:
        """Do one of its steps; nothing where it has none."""
        if name := getattr(self, step):
            return getattr(importlib.import_module(f"bench.rollup.{self.module}"), name)(*args)
        return None


CONTESTANTS = {
    one.name: one
    for one in (
        Contestant("tiendo", "by_tiendo"),
        Contestant("tiendo fast", "by_tiendo", "run_fast"),
        Contestant("tiendo warm", "by_tiendo", "run_warm", "prepare_warm"),
        Contestant("polars", "by_polars"),
        Contestant("duckdb", "by_duckdb"),
        Contestant("chdb", "by_chdb"),
        Contestant("duckdb textbook", "by_duckdb_textbook", most=30_000_000),
        Contestant("pandas", "by_pandas", most=30_000_000),
        Contestant("postgres", "by_postgres", "run", "prepare", "finish", most=30_000_000, in_process=False),
    )
}
SCAN = "duckdb scan"  # no contestant: DuckDB adds up the six columns of the log, and nothing else


def main() -> None:
    """Run one contestant some rounds; the last line is JSON: prepare (s), seconds and cpu of each round, peak_mb."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=[*CONTESTANTS, SCAN])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--small", type=Path, required=True, help="a small log to start the engine up on")
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--save", type=Path, help="folder for the result of the last round")
    given = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = str(given.threads)  # read once, when polars is imported
    for path in given.folder.rglob("*.parquet"):
        path.read_bytes()  # into the page cache
    if given.name == SCAN:
        print(json.dumps(_rounds(_scan, given)))
        return
    contestant = CONTESTANTS[given.name]
    try:
        contestant.call("prepare", given.small, given.threads)
        contestant.call("function", given.small, given.threads)
        start = time.perf_counter()
        contestant.call("prepare", given.folder, given.threads)
        prepared = time.perf_counter() - start
        measured = _rounds(partial(contestant.call, "function"), given)
    finally:
        contestant.call("finish")
    print(json.dumps({**measured, "prepare": prepared}))


def _rounds(run: Callable[[Path, int], object], given: argparse.Namespace) -> dict[str, object]:
    seconds, cpu = [], []
    result: object = None
    for _ in range(given.rounds):
        result = None  # only one at a time
        start, used = time.perf_counter(), time.process_time()
        result = run(given.folder, given.threads)
        seconds.append(time.perf_counter() - start)
        cpu.append(time.process_time() - used)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024  # not ru_maxrss, which begins with the parent's
    if given.save and isinstance(result, tuple):
        for name, table in zip(("totals", "verdicts"), result, strict=True):
            assert isinstance(table, pa.Table)
            pf.write_feather(table, str(given.save / f"{name}.arrow"))
    return {"seconds": seconds, "cpu": cpu, "peak_mb": peak}


def _scan(folder: Path, threads: int) -> None:
    import duckdb

    db = duckdb.connect()
    db.execute(f"SET threads = {threads}")
    sums = ", ".join(f"sum({name})" for name in COLUMNS)
    db.execute(f"SELECT {sums} FROM read_parquet('{folder}/log/*.parquet')").fetchall()


if __name__ == "__main__":
    main()
