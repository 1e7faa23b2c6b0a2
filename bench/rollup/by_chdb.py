"""chDB, the embedded ClickHouse, in memory, tuned: see `sql`."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from bench.rollup.dims import read_dims
from bench.rollup.sql import DIMS, PACKED, Dialect, statements, totals, verdicts
from chdb.session import Session

LOG = "place Int32, indicator Int16, month Int16, a Nullable(Int64), b Nullable(Int64), revision Int16"
SETTINGS = {
    "join_use_nulls": 1,
    "cast_keep_nullable": 1,
    "prefer_column_name_to_alias": 1,  # sum(a) AS a means the column, as everywhere else
    "compile_expressions": 0,  # compiling takes longer than it saves
    "compile_aggregate_expressions": 0,
    "max_bytes_before_external_group_by": 0,
}


def run(folder: Path, threads: int) -> tuple[pa.Table, pa.Table]:
    """Totals and verdicts of the log in `folder`."""
    dims = read_dims(folder)
    sql = Dialect(
        log=f"file('{folder}/log/*.parquet', Parquet, '{LOG}')",
        targets=f"file('{folder}/targets.parquet', Parquet)",
        div="intDiv({}, {})",
        newest="maxIf({0}, m = {1})",
        join="LEFT ANY JOIN",  # there is one at most, which ClickHouse need not look for twice
        both_bits="bitAnd({}, {})",
        create="CREATE TABLE {} ENGINE = Memory AS ",
        packed=f"assumeNotNull({PACKED})",  # a plain column is added up twice as fast as a nullable one
    )
    with tempfile.TemporaryDirectory() as own:
        db = Session()
        db.query("CREATE DATABASE IF NOT EXISTS rollup")
        db.query("USE rollup")
        db.query(f"SET max_threads = {threads}, " + ", ".join(f"{name} = {value}" for name, value in SETTINGS.items()))
        for name, attribute in DIMS.items():
            pq.write_table(getattr(dims, attribute), f"{own}/{name}.parquet")
            db.query(sql.create.format(name) + f"SELECT * FROM file('{own}/{name}.parquet', Parquet)")
        for statement in statements(sql, dims):
            db.query(statement)
        result = db.query(totals(), "ArrowTable"), db.query(verdicts(sql, dims), "ArrowTable")
        db.query("DROP DATABASE rollup")
        db.close()
    return result
