"""A register on several machines: Spark over the same Parquet files, with the same statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from tiendo.engines import Count
from tiendo.files import UnusableFile
from tiendo.model.deriving_rule import ColumnKind, PlaceCount

try:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession
except ImportError:
    raise UnusableFile("engine-missing", "Spark") from None

# What makes Spark read the text as DuckDB does: "name" is a name, an overflow is an error, a day has no time zone, a date of
# long ago is the one in the file, names are as they are written.
_MEANING = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.caseSensitive": "true",
}
_KINDS = {
    "string": ColumnKind.TEXT, "tinyint": ColumnKind.WHOLE, "smallint": ColumnKind.WHOLE, "int": ColumnKind.WHOLE,
    "bigint": ColumnKind.WHOLE, "boolean": ColumnKind.FLAG, "date": ColumnKind.DAY, "timestamp_ntz": ColumnKind.MOMENT,
}  # fmt: skip


@contextmanager
def session(master: str, *, memory_gb: int) -> Iterator[SparkSession]:
    """A session of our own; a Spark that was there before goes on afterwards. Raises UnusableFile where none can start.

    `master`: local[*], local-cluster[2,1,1024], spark://host:7077, yarn.
    """
    running = SparkSession.getActiveSession()
    builder = SparkSession.builder.master(master).appName("tiendo derive")
    settings = {
        "spark.driver.memory": f"{memory_gb}g",
        "spark.executor.memory": f"{memory_gb}g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    if master.startswith("local"):  # nobody else on the network has to find this machine
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    if master.startswith("local-cluster"):  # says itself how much an executor may use
        del settings["spark.executor.memory"]
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, Py4JError) as error:
        raise UnusableFile("engine-java", "Spark", typed=_first_line(error)) from None
    try:
        spark.sparkContext.setLogLevel("ERROR")
        own = spark.newSession()
        for name, value in _MEANING.items():
            own.conf.set(name, value)
        yield own
    finally:
        if running is None:
            spark.stop()


def columns(spark: SparkSession, source: str, wanted: Sequence[str]) -> Mapping[str, ColumnKind]:
    """Column → what it holds, of a register that only Spark reaches (hdfs://, s3a://). Every file is looked at: one without a
    wanted column would be read as if its cells were empty. Raises UnusableFile."""
    try:
        files = [_plain_name(spark, file) for file in _read(spark, [source]).inputFiles()]
        with ThreadPoolExecutor(8) as pool:
            schemas = list(pool.map(lambda file: dict(_read(spark, [file]).dtypes), files))
    except (PySparkException, Py4JError) as error:
        raise _broken(error) from None
    if not files:
        raise UnusableFile("register-empty", source)
    for file, schema in zip(files[1:], schemas[1:], strict=True):
        for column in wanted:
            if column in schemas[0] and schema.get(column) != schemas[0][column]:
                raise UnusableFile("register-parts-differ", file, typed=column, other=files[0])
    return {column: _kind(held) for column, held in schemas[0].items()}


def counting(spark: SparkSession, sources: Sequence[str]) -> Count:
    """A way to run statements over the files or folders. It raises UnusableFile for what cannot be read."""

    def count(statements: Sequence[str]) -> tuple[PlaceCount, ...]:
        try:
            _read(spark, sources).createOrReplaceTempView("register")
            *before, last = statements
            for statement in before:
                spark.sql(statement)
            return tuple(PlaceCount(*row) for row in spark.sql(last).collect())
        except (PySparkException, Py4JError) as error:
            raise _broken(error) from None

    return count


def _read(spark: SparkSession, sources: Sequence[str]) -> Any:
    return spark.read.option("recursiveFileLookup", "true").parquet(*sources)


def _plain_name(spark: SparkSession, file: str) -> str:
    """A file's name with its letters, from the way in which Spark tells it ("s%E1%BB%95" for "sổ")."""
    java = spark._jvm
    return str(java.org.apache.hadoop.fs.Path(java.java.net.URI(file)).toString())


def _kind(held: str) -> ColumnKind:
    return ColumnKind.DECIMAL if held.startswith("decimal") else _KINDS.get(held, ColumnKind.OTHER)


def _broken(error: Exception) -> UnusableFile:
    return UnusableFile("register-engine", "Spark", typed=_first_line(error))


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".")
