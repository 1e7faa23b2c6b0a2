"""Who restates the log: each takes the folder and gives (new place, month, indicator, a, b, missing), one row for each
figure that anybody has sent. `missing`: old places whose figure would belong to it and was not sent.

All of them take the newest revision of each figure by the same idea: what was corrected is small and is set apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.places.log import INDICATORS, MONTHS, RATIOS
from tiendo.restating.bulk import ShareMatrix
from tiendo.restating.log import LogRows, LogShape, RestatedLog, restate_log

THREADS = 2
COLUMNS = ["place", "indicator", "month", "revision", "a", "b"]


def read(folder: Path) -> int:
    """The bare reading of the log by pyarrow, file by file; nothing is kept."""
    with ThreadPoolExecutor(THREADS) as pool:
        return sum(table.num_rows for table in pool.map(_read_file, _files(folder)))


def read_duckdb(folder: Path) -> int:
    """The bare reading of the log by DuckDB: every column is touched."""
    sums = ", ".join(f"sum({column})" for column in COLUMNS)
    (found,) = _duckdb().sql(f"SELECT {sums}, count(*) FROM {_log(folder)}").fetchall()
    return int(found[-1])


# --- ours -------------------------------------------------------------------------------------------------------------


def tiendo(folder: Path) -> Callable[[], pa.Table]:
    """The log read backwards, month by month (`restating/log.py`)."""
    made = restated(folder)
    return lambda: _as_table(made.a, made.b, made.missing)


def restated(folder: Path, into: RestatedLog | None = None) -> RestatedLog:
    """Ours; `into`: an earlier result to write over."""
    shares = pq.ParquetFile(folder / "shares.parquet").read()  # `read_table` would import pandas
    old, new, share = (_numbers(shares[name]) for name in ("old", "new", "share"))
    matrix = ShareMatrix.of(old, new, share, rows=int(new.max()) + 1)
    shape = LogShape(int(old.max()) + 1, MONTHS, INDICATORS, RATIOS)
    parts = [partial(_log_rows, file) for file in _files(folder)]
    return restate_log(matrix, parts, shape, threads=THREADS, into=into)


def _log_rows(file: Path) -> LogRows:
    table = _read_file(file)
    numbers = [_numbers(table[name]) for name in ("place", "month", "indicator", "revision", "a", "b")]
    return LogRows(*numbers, _known(table["a"]), _known(table["b"]))


def _numbers(column: pa.ChunkedArray) -> np.ndarray:
    """The column's own memory, whatever stands where there is no number. (pyarrow's `to_numpy` imports pandas first.)"""
    made = []
    for chunk in column.chunks:
        size, type_ = chunk.offset + len(chunk), chunk.type.to_pandas_dtype()
        made.append(np.frombuffer(chunk.buffers()[1], type_, size)[chunk.offset :])
    return made[0] if len(made) == 1 else np.concatenate(made)


def _known(column: pa.ChunkedArray) -> np.ndarray:
    made = []
    for chunk in column.chunks:
        if chunk.null_count:
            bits = np.unpackbits(np.frombuffer(chunk.buffers()[0], np.uint8), bitorder="little")
            made.append(bits[chunk.offset : chunk.offset + len(chunk)].view(np.bool_))
        else:
            made.append(np.ones(len(chunk), dtype=np.bool_))
    return made[0] if len(made) == 1 else np.concatenate(made)


def _as_table(values: np.ndarray, denominators: np.ndarray, missing: np.ndarray) -> pa.Table:
    known = np.flatnonzero(~np.isnan(values.reshape(-1)))
    new, rest = np.divmod(known, MONTHS * INDICATORS)
    month, indicator = np.divmod(rest, INDICATORS)
    b = np.full(len(known), np.nan)
    ratio = indicator < RATIOS
    b[ratio] = denominators[new[ratio], month[ratio], indicator[ratio]]
    return pa.table(
        {
            "new": new.astype(np.int32),
            "month": month.astype(np.int16),
            "indicator": indicator.astype(np.int16),
            "a": values.reshape(-1)[known],
            "b": pa.array(b, from_pandas=True),
            "missing": missing.reshape(-1)[known].astype(np.int32),
        }
    )


# --- SQL --------------------------------------------------------------------------------------------------------------


def duckdb(folder: Path) -> Callable[[], pa.Table]:
    """Corrections by an anti-join; one group-by over one number a cell."""
    db = _duckdb()
    db.execute(f"CREATE TEMP TABLE shares AS SELECT * FROM '{folder}/shares.parquet'")
    db.execute(
        f"""CREATE TEMP TABLE later AS SELECT place, month, indicator, arg_max(struct_pack(a, b), revision) AS newest
            FROM {_log(folder)} WHERE revision > 1 GROUP BY ALL"""
    )
    table = db.sql(
        f"""WITH newest AS (
              SELECT place, month, indicator, a, b FROM {_log(folder)} log
              WHERE revision = 1 AND NOT EXISTS (
                SELECT 1 FROM later l WHERE l.place = log.place AND l.month = log.month AND l.indicator = log.indicator)
              UNION ALL SELECT place, month, indicator, newest.a, newest.b FROM later),
            added AS (
              SELECT (new * {MONTHS} + month) * {INDICATORS} + indicator AS cell, sum(a * share) AS a, sum(b * share) AS b,
                     count(a) AS sent
              FROM newest JOIN shares ON place = old GROUP BY cell HAVING count(a) > 0)
            SELECT (cell // {MONTHS * INDICATORS})::INTEGER AS new, (cell // {INDICATORS} % {MONTHS})::SMALLINT AS month,
                   (cell % {INDICATORS})::SMALLINT AS indicator, a, b, (expected - sent)::INTEGER AS missing
            FROM added JOIN (SELECT new AS to_place, count(*) AS expected FROM shares GROUP BY new)
            ON cell // {MONTHS * INDICATORS} = to_place"""
    ).to_arrow_table()
    return lambda: table


def polars(folder: Path) -> Callable[[], pa.Table]:
    """Lazy, on the streaming engine."""
    import polars as pl

    key = ["place", "month", "indicator"]
    log = pl.scan_parquet(f"{folder}/log/*.parquet")
    shares = pl.scan_parquet(folder / "shares.parquet")
    later = (
        log.filter(pl.col("revision") > 1).sort("revision").group_by(key).agg(pl.col("a").last(), pl.col("b").last())
    )
    newest = pl.concat(
        [
            log.filter(pl.col("revision") == 1).join(later, on=key, how="anti").select(*key, "a", "b"),
            later.select(*key, "a", "b"),
        ]
    )
    cell = (pl.col("new").cast(pl.Int64) * MONTHS + pl.col("month")) * INDICATORS + pl.col("indicator")
    added = (
        newest.join(shares, left_on="place", right_on="old")
        .group_by(cell.alias("cell"))
        .agg(
            (pl.col("a") * pl.col("share")).sum().alias("a"),
            (pl.col("b") * pl.col("share")).sum().alias("b"),
            pl.col("b").count().alias("with_b"),
            pl.col("a").count().alias("sent"),
        )
        .filter(pl.col("sent") > 0)
        .with_columns((pl.col("cell") // (MONTHS * INDICATORS)).cast(pl.Int32).alias("new"))
    )
    expected = shares.group_by("new").agg(pl.len().cast(pl.Int32).alias("expected"))
    table = (
        added.join(expected, on="new")
        .select(
            "new",
            (pl.col("cell") // INDICATORS % MONTHS).cast(pl.Int16).alias("month"),
            (pl.col("cell") % INDICATORS).cast(pl.Int16).alias("indicator"),
            "a",
            pl.when(pl.col("with_b") > 0).then(pl.col("b")).alias("b"),
            (pl.col("expected") - pl.col("sent").cast(pl.Int32)).alias("missing"),
        )
        .collect(engine="streaming")
        .to_arrow()
    )
    return lambda: table


def chdb(folder: Path) -> Callable[[], pa.Table]:
    """ClickHouse in the process; corrections by an anti-join, as for DuckDB."""
    import chdb as engine

    log, shares = f"file('{folder}/log/*.parquet', Parquet)", f"file('{folder}/shares.parquet', Parquet)"
    later = f"""SELECT place, month, indicator, argMax((a, b), revision) AS newest FROM {log} WHERE revision > 1
        GROUP BY place, month, indicator"""
    query = f"""
        WITH later AS ({later}), newest AS (
          SELECT place, month, indicator, a, b FROM {log} WHERE revision = 1
            AND (place, month, indicator) NOT IN (SELECT place, month, indicator FROM later)
          UNION ALL SELECT place, month, indicator, newest.1, newest.2 FROM later),
        added AS (
          SELECT (toInt64(new) * {MONTHS} + month) * {INDICATORS} + indicator AS cell, sum(a * share) AS top,
                 if(count(b) > 0, sum(b * share), NULL) AS bottom, count(a) AS sent
          FROM newest JOIN (SELECT * FROM {shares}) AS s ON newest.place = s.old GROUP BY cell HAVING sent > 0)
        SELECT toInt32(intDiv(cell, {MONTHS * INDICATORS})) AS new, toInt16(intDiv(cell, {INDICATORS}) % {MONTHS}) AS month,
               toInt16(cell % {INDICATORS}) AS indicator, top AS a, bottom AS b, toInt32(expected - sent) AS missing
        FROM added JOIN (SELECT new AS to_place, count() AS expected FROM {shares} GROUP BY new) AS e
        ON intDiv(cell, {MONTHS * INDICATORS}) = toInt64(e.to_place)
        SETTINGS max_threads = {THREADS}, join_use_nulls = 1"""
    table = pa.ipc.open_file(engine.query(query, "Arrow").bytes()).read_all()
    return lambda: table


CONTESTANTS: dict[str, Callable[[Path], Callable[[], pa.Table]]] = {
    "tiendo": tiendo,
    "duckdb": duckdb,
    "polars": polars,
    "chdb": chdb,
}
READERS: dict[str, Callable[[Path], int]] = {"read": read, "read_duckdb": read_duckdb}


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "log").glob("*.parquet"))


def _read_file(file: Path) -> pa.Table:
    with pq.ParquetFile(file) as opened:
        return opened.read(columns=COLUMNS, use_threads=False)


def _log(folder: Path) -> str:
    return f"read_parquet('{folder}/log/*.parquet')"


def _duckdb():  # type: ignore[no-untyped-def]
    import duckdb as engine

    db = engine.connect()
    db.execute(f"SET threads = {THREADS}; SET preserve_insertion_order = false; SET memory_limit = '10GB'")
    return db


def rows_in_order(table: pa.Table) -> Iterator[pa.ChunkedArray]:
    """The columns of a result, rows in the order of place, month and indicator, for comparing."""
    ordered = table.sort_by([("new", "ascending"), ("month", "ascending"), ("indicator", "ascending")])
    for name in ("new", "month", "indicator", "missing", "a", "b"):
        yield ordered[name]
