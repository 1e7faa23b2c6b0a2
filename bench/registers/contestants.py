"""Who counts the register: ours on either engine, the textbook, and the bare scan that ours is measured by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.registers.register import RULE, THE_DAY
from tiendo import pipeline
from tiendo.files.parquet_register import register_columns, register_files
from tiendo.model.deriving_rule import PlaceCount

MEMORY_GB = 4
_SCAN = "SELECT commune, count(*), 0, count(*) FILTER (card_to >= DATE '2026-01-31') FROM register GROUP BY commune"
_TEXTBOOK = """
WITH ranked AS (
  SELECT *, row_number() OVER (PARTITION BY household ORDER BY revision DESC) AS place_in_line FROM register
  WHERE (first IS NULL OR first <= DATE '2026-01-31') AND (last IS NULL OR last >= DATE '2026-01-31')
)
SELECT commune, count(*), count(*) FILTER (lives IN ('thường trú', 'tạm trú')),
  count(*) FILTER (lives IN ('thường trú', 'tạm trú') AND card_to >= DATE '2026-01-31')
FROM ranked WHERE place_in_line = 1 AND NOT deleted GROUP BY commune"""


def tiendo(folder: Path) -> tuple[PlaceCount, ...]:
    """From the files to the counts of every commune, whatever contradicts itself found."""
    return _tiendo(folder, checked=False)


def increment(folder: Path) -> tuple[PlaceCount, ...]:
    """The same where the first rows were checked in an earlier month: only what was revised is looked at for several rows."""
    return _tiendo(folder, checked=True)


def _tiendo(folder: Path, *, checked: bool) -> tuple[PlaceCount, ...]:
    from tiendo.engines import on_duckdb

    files = register_files(folder)
    with on_duckdb.counting(files, memory_gb=MEMORY_GB) as count:
        return count(
            pipeline.deriving_statements(RULE, THE_DAY, register_columns(files, RULE.columns), checked=checked)
        )


def spark(folder: Path) -> tuple[PlaceCount, ...]:
    """The same text on Spark, on all cores of this machine; starting up is in it."""
    from tiendo.engines import on_spark

    files = register_files(folder)
    columns = register_columns(files, RULE.columns)
    with on_spark.session("local[*]", memory_gb=MEMORY_GB) as session:
        count = on_spark.counting(session, [f"file://{f}" for f in files])
        return count(pipeline.deriving_statements(RULE, THE_DAY, columns))


def textbook(folder: Path) -> tuple[PlaceCount, ...]:
    """As one would write it first: number the rows of every household, take the first. It does not see two rows alike."""
    return _duckdb(folder, _TEXTBOOK)


def scan(folder: Path) -> tuple[PlaceCount, ...]:
    """One reading of the same files and one group by commune: less cannot be done."""
    return _duckdb(folder, _SCAN)


def _duckdb(folder: Path, text: str) -> tuple[PlaceCount, ...]:
    from tiendo.engines import on_duckdb

    with on_duckdb.counting(register_files(folder), memory_gb=MEMORY_GB) as count:
        return count([text])


CONTESTANTS: dict[str, Callable[[Path], tuple[PlaceCount, ...]]] = {
    "scan": scan, "increment": increment, "tiendo": tiendo, "textbook": textbook, "spark": spark,
}  # fmt: skip
