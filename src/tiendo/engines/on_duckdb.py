"""A register on one machine: DuckDB in memory over the Parquet files, with a bound on memory and no extensions."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tiendo.engines import Count
from tiendo.files import UnusableFile
from tiendo.model.deriving_rule import PlaceCount

try:
    import duckdb
except ImportError:
    raise UnusableFile("engine-missing", "DuckDB") from None


@contextmanager
def counting(files: Sequence[Path], *, memory_gb: int, threads: int | None = None) -> Iterator[Count]:
    """A way to run statements over the files. What does not fit into memory goes to the folder for temporary files.

    Raises UnusableFile for a file that cannot be read and for more than there is memory for.
    """
    with (
        TemporaryDirectory(prefix="tiendo-") as spill,
        duckdb.connect(
            config={
                "memory_limit": f"{memory_gb}GB",
                "threads": threads or os.cpu_count() or 1,
                "temp_directory": spill,
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "preserve_insertion_order": "false",
            }
        ) as connection,
    ):

        def count(statements: Sequence[str]) -> tuple[PlaceCount, ...]:
            try:
                connection.read_parquet([str(f) for f in files], hive_partitioning=False).create_view("register")
                for statement in statements:
                    connection.execute(statement)
                return tuple(PlaceCount(*row) for row in connection.fetchall())
            except duckdb.OutOfMemoryException:
                raise UnusableFile("register-memory", str(files[0].parent), count=memory_gb) from None
            except duckdb.Error as error:
                raise UnusableFile("register-engine", "DuckDB", typed=str(error).splitlines()[0].rstrip(".")) from None

        yield count
