"""PostgreSQL, its best SQL: unlogged tables, parallel workers, all of it in memory; see `sql`.

The log has to be in the database before anything is asked, which is counted apart: `prepare` loads it by COPY. Everything is
in a database of its own on 127.0.0.1:5432, which `finish` drops.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import psycopg
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
from bench.rollup.dims import read_dims
from bench.rollup.sql import DIMS, Dialect, statements, totals, verdicts

SERVER = os.environ.get("TIENDO_BENCH_POSTGRES", "host=127.0.0.1 port=5432 user=root")
DATABASE = "bench_rollup"
LOG = ("place", "indicator", "month", "a", "b", "revision")
TYPES = {"int64": "BIGINT", "int32": "INTEGER", "int16": "SMALLINT", "string": "TEXT"}
SETTINGS = {
    "work_mem": "'1GB'",
    "hash_mem_multiplier": "2",
    "jit": "off",
    "synchronous_commit": "off",
    "parallel_setup_cost": "0",
    "parallel_tuple_cost": "0.001",
    "enable_partitionwise_aggregate": "on",
}


def prepare(folder: Path, threads: int) -> None:
    """Load log and targets."""
    with psycopg.connect(f"{SERVER} dbname=postgres", autocommit=True) as db:
        db.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        db.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8'")
    with _connect(threads) as db:
        # The month of the year is kept beside each figure: it is asked for twelve times a row.
        db.execute("""CREATE UNLOGGED TABLE log (place INTEGER, indicator SMALLINT, month SMALLINT, a BIGINT, b BIGINT,
            revision SMALLINT, m SMALLINT GENERATED ALWAYS AS (month % 12) STORED)""")
        for path in sorted((folder / "log").glob("*.parquet")):
            _copy(db, "log", pq.read_table(path, columns=list(LOG)))
        _load(db, "targets", pq.read_table(folder / "targets.parquet"))
        db.execute("VACUUM ANALYZE")


def run(folder: Path, threads: int) -> tuple[pa.Table, pa.Table]:
    """Totals and verdicts of what was loaded."""
    dims = read_dims(folder)
    sql = Dialect(
        log="log",
        targets="targets",
        div="({} / {})",
        month="m",
        word="SMALLINT",
        newest="max({0}) FILTER (WHERE m = {1})",
        create="CREATE UNLOGGED TABLE {} AS ",
    )
    with _connect(threads) as db:
        for name, attribute in DIMS.items():
            db.execute(f"DROP TABLE IF EXISTS {name}")
            _load(db, name, getattr(dims, attribute))
        for statement in statements(sql, dims):
            name = statement.split()[3]
            db.execute(f"DROP TABLE IF EXISTS {name}")
            db.execute(statement)
            db.execute(f"ANALYZE {name}")
        return _table(db, totals()), _table(db, verdicts(sql, dims))


def finish() -> None:
    """Drop the database."""
    with psycopg.connect(f"{SERVER} dbname=postgres", autocommit=True) as db:
        db.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def _connect(threads: int) -> psycopg.Connection:
    db = psycopg.connect(f"{SERVER} dbname={DATABASE}", autocommit=True)
    workers = {
        "max_parallel_workers_per_gather": str(threads - 1),
        "max_parallel_maintenance_workers": str(threads - 1),
    }
    for name, value in (SETTINGS | workers).items():
        db.execute(f"SET {name} = {value}")
    return db


def _load(db: psycopg.Connection, name: str, table: pa.Table) -> None:
    columns = ", ".join(f"{field.name} {TYPES[str(field.type)]}" for field in table.schema)
    db.execute(f"CREATE UNLOGGED TABLE {name} ({columns})")
    _copy(db, name, table)
    db.execute(f"ANALYZE {name}")


def _copy(db: psycopg.Connection, name: str, table: pa.Table) -> None:
    text = io.BytesIO()
    pc.write_csv(table, text, pc.WriteOptions(include_header=False))
    with db.cursor().copy(f"COPY {name} ({', '.join(table.column_names)}) FROM STDIN (FORMAT csv)") as copy:
        copy.write(text.getbuffer())


def _table(db: psycopg.Connection, query: str) -> pa.Table:
    text = io.BytesIO()
    with db.cursor().copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)") as copy:
        for part in copy:
            text.write(part)
    text.seek(0)
    return pc.read_csv(text)
