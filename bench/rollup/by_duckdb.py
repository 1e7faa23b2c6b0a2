"""DuckDB 2, in memory, tuned: see `sql`."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
from bench.rollup.dims import read_dims
from bench.rollup.sql import DIMS, Dialect, statements, totals, verdicts


def run(folder: Path, threads: int) -> tuple[pa.Table, pa.Table]:
    """Totals and verdicts of the log in `folder`."""
    dims = read_dims(folder)
    sql = Dialect(
        log=f"read_parquet('{folder}/log/*.parquet')",
        targets=f"read_parquet('{folder}/targets.parquet')",
        div="({} // {})",
        newest="max(CASE WHEN m = {1} THEN {0} END)",  # FILTER takes half as long again
        create="CREATE TEMP TABLE {} AS ",
    )
    db = duckdb.connect()
    db.execute(f"SET threads = {threads}; SET preserve_insertion_order = false")
    for name, attribute in DIMS.items():
        db.register("given", getattr(dims, attribute))
        db.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM given")
    for statement in statements(sql, dims):
        db.execute(statement)
    return db.sql(totals()).to_arrow_table(), db.sql(verdicts(sql, dims)).to_arrow_table()
