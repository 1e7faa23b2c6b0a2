"""From the database to every verdict, on SQLite and on PostgreSQL; see README.md."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psycopg

from bench.rollup.log import SIZES, write_log

SERVER = os.environ.get("TIENDO_BENCH_POSTGRES_URL", "postgresql://root@127.0.0.1:5432")
NAME = "bench_database"
ROUNDS = 5
DATABASES = ("sqlite", "postgresql")


def main() -> None:
    """Fill, check, time, print a table, and end with one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=["small", "province"], default="small")
    parser.add_argument("--only", choices=DATABASES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--no-objects", action="store_true", help="leave out the way through objects")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "tiendo-bench-database")
    given = parser.parse_args()
    folder = given.data / "log" / given.size
    if not (folder / "targets.parquet").exists():  # written last
        write_log(folder, SIZES[given.size])
    found = {}
    for database in [given.only] if given.only else DATABASES:
        found[database] = _in(database, given, folder)
        if found[database]:
            _print(database, found[database])
    figures: dict[str, object] = {"size": given.size}
    for database, told in found.items():
        figures |= _figures(database, told)
    print(json.dumps(figures))


def _in(database: str, given: argparse.Namespace, folder: Path) -> dict | None:
    """What a process of its own found there; None where there is no server."""
    var = given.data / given.size
    var.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"TIENDO_VAR": str(var), "TIENDO_DATABASE": ""}
    if database == "postgresql":
        name = f"{NAME}_{given.size}"
        try:
            with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
                if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                    server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        except psycopg.OperationalError as broken:
            print(f"PostgreSQL is left out: {str(broken).splitlines()[0]}")
            return None
        environment["TIENDO_DATABASE"] = f"{SERVER}/{name}"
    script = Path(__file__).with_name("in_database.py")
    objects = "no" if given.no_objects else "objects"
    done = subprocess.run(
        [sys.executable, str(script), str(folder), str(given.rounds), objects],
        env=environment, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{database}: {done.stderr.strip().splitlines()[-1]}")
    return json.loads(done.stdout.splitlines()[-1])


def _print(database: str, told: dict) -> None:
    print(
        f"\n{database}: {told['rows']:,} figures, {told['targets']:,} targets; the exact path says the same of "
        f"{told['checked']:,} of them; {told['left']:,} are left to it. Most memory {told['peak_mb']:,} MB."
    )
    for name, said in (("all", "all cores"), ("one", "one thread")):
        print(f"  {'tiendo, ' + said:<24}{told[f'seconds_{name}']:>10.2f} s   processor {told[f'cpu_{name}']:.2f} s")
    if "objects" in told:
        for name, m in told["objects"].items():
            print(f"  {'objects, ' + name:<24}{m['seconds']:>10.4f} s × {m['count']:,}")
        print(f"  {'objects, all of it':<24}{_scaled(told, 'seconds'):>10,.0f} s (the sample scaled)")


def _scaled(told: dict, what: str) -> float:
    return sum(m[what] * m["count"] for m in told["objects"].values())


def _figures(database: str, told: dict | None) -> dict[str, object]:
    if told is None:
        return {f"{database}_s": None, f"{database}_objects_ratio": None}
    best = min(told["seconds_all"], told["seconds_one"])
    figures: dict[str, object] = {
        f"{database}_s": round(best, 3),
        f"{database}_cpu_s": round(told["cpu_one"], 3),
        f"{database}_left": told["left"],
        f"{database}_peak_mb": told["peak_mb"],
    }
    if "objects" in told:
        figures[f"{database}_objects_s"] = round(_scaled(told, "seconds"))
        figures[f"{database}_objects_ratio"] = round(_scaled(told, "seconds") / best)
        figures[f"{database}_objects_cpu_ratio"] = round(_scaled(told, "cpu") / told["cpu_one"])
    return figures


if __name__ == "__main__":
    main()
