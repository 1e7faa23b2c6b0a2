"""DuckDB 2 with the SQL of a textbook: windows for the newest revision and for the year to date, one step after another."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
from bench.rollup.dims import Dims, read_dims
from bench.rollup.sql import DIMS
from bench.rollup.words import judged, promised


def run(folder: Path, threads: int) -> tuple[pa.Table, pa.Table]:
    """Totals and verdicts of the log in `folder`."""
    dims = read_dims(folder)
    db = duckdb.connect()
    db.execute(f"SET threads = {threads}; SET preserve_insertion_order = false")
    for name, attribute in DIMS.items():
        db.register("given", getattr(dims, attribute))
        db.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM given")
    for statement in (_latest(folder), _to_date(dims), _totals(dims)):
        db.execute(statement)
    columns = "place, month, indicator, a, b, expected, missing"
    return db.sql(f"SELECT {columns} FROM totals").to_arrow_table(), db.sql(_verdicts(folder, dims)).to_arrow_table()


def _latest(folder: Path) -> str:
    return f"""CREATE TEMP TABLE latest AS
        SELECT place, l.indicator, month, a, b
        FROM (SELECT place, indicator, month, a, b FROM read_parquet('{folder}/log/*.parquet')
              QUALIFY row_number() OVER (PARTITION BY place, indicator, month ORDER BY revision DESC) = 1) l
        JOIN indicators i ON i.indicator = l.indicator
        WHERE a IS NOT NULL AND (ratio = 0 OR b IS NOT NULL)"""


def _to_date(dims: Dims) -> str:
    """Each leaf in each month from its first figure of the year: a and b to date, have (its months with a figure, as bits)."""
    needs = ", ".join(f"need{n}" for n in range(1, 13))
    year = "PARTITION BY f.place, f.indicator, f.year ORDER BY f.month"
    return f"""CREATE TEMP TABLE to_date AS
        SELECT place, indicator, month, year, member, CASE WHEN counted = 1 THEN (a > 0)::BIGINT ELSE a END AS a,
               CASE WHEN weighed = 1 THEN 1 ELSE b END AS b, flow, fresh
        FROM (
          SELECT f.place, f.indicator, f.month, f.year, i.flow, i.counted, i.weighed, f.member,
                 CASE WHEN flow = 1 THEN sum(l.a) OVER to_month ELSE last_value(l.a IGNORE NULLS) OVER to_month END AS a,
                 last_value(l.b IGNORE NULLS) OVER to_month AS b,
                 coalesce(sum(CASE WHEN l.a IS NOT NULL THEN 1 << (f.month % 12) END) OVER to_month, 0)::BIGINT AS have,
                 [{needs}][f.month % 12 + 1] AS need,
                 CASE WHEN flow = 1 THEN have & need = need ELSE need = 0 OR have & need <> 0 END AS fresh
          FROM (SELECT h.place, i.indicator, h.year, h.year * 12 + m AS month, populations & population <> 0 AS member
                FROM homes h CROSS JOIN indicators i CROSS JOIN range(12) r(m)
                WHERE h.year * 12 + m <= {dims.last_month}) f
          JOIN indicators i ON i.indicator = f.indicator
          LEFT JOIN latest l ON l.place = f.place AND l.indicator = f.indicator AND l.month = f.month
          WINDOW to_month AS ({year}))"""


def _totals(dims: Dims) -> str:
    known = "count(CASE WHEN a IS NOT NULL THEN 1 END)"
    return f"""CREATE TEMP TABLE totals AS
        SELECT p.place, m.month, i.indicator, t.a::BIGINT AS a, t.b::BIGINT AS b, coalesce(t.expected, 0) AS expected,
               coalesce(t.missing, 0) AS missing, coalesce(t.sure, 0)::BIGINT AS sure
        FROM above p CROSS JOIN (SELECT DISTINCT month FROM ways) m CROSS JOIN indicators i
        LEFT JOIN (
          SELECT ancestor, d.month, indicator, sum(a) AS a,
                 CASE WHEN {known} > 0 THEN sum(CASE WHEN a IS NOT NULL THEN b END) END AS b,
                 count(*) AS expected, count(*) FILTER (NOT fresh) AS missing, sum(a) FILTER (flow = 1 OR fresh) AS sure
          FROM to_date d JOIN homes h USING (place, year) JOIN ways w ON w.home = h.home AND w.month = d.month
          WHERE member GROUP BY ALL) t ON t.ancestor = p.place AND t.month = m.month AND t.indicator = i.indicator"""


def _verdicts(folder: Path, dims: Dims) -> str:
    end = f"(month % 12 = 11 OR month = {dims.last_month})"
    standing = f"""
        SELECT place, indicator, year, a, coalesce(b, 1) AS q, NOT fresh AS is_missing,
               CASE WHEN flow = 1 OR fresh THEN a ELSE 0 END AS sure FROM to_date WHERE {end}
        UNION ALL SELECT place, indicator, month // 12, a, b, missing > 0, sure FROM totals WHERE {end}"""
    target = promised(f"read_parquet('{folder}/targets.parquet')", "indicators", dims.last_month // 12, dims.through)
    joined = f"""(SELECT t.*, s.is_missing, CASE WHEN summed = 1 THEN 1 ELSE s.q END AS q,
               CASE WHEN s.a IS NULL THEN NULL WHEN is_missing AND summed = 1 THEN s.sure ELSE s.a END * factor * k AS p
        FROM ({target}) t LEFT JOIN ({standing}) s USING (place, indicator, year)) y0"""
    return judged(joined)
