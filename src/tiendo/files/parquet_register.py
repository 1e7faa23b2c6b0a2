"""A population register as a folder of Parquet files: which files, and what columns they all have. No row is read here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tiendo.files.unusable import UnusableFile
from tiendo.model.deriving_rule import ColumnKind

_PATTERN_SIGNS = frozenset('*?[]{}\\"')  # a name with them is a pattern to one engine and a name to another


def register_files(folder: Path) -> tuple[Path, ...]:
    """Every Parquet file of a folder and the folders in it, in order; what begins with "_" or "." is passed over, as Spark
    does. `folder` may be one file. Raises UnusableFile."""
    found: tuple[Path, ...] = (folder,)
    if not folder.is_file():
        inside = (f for f in folder.rglob("*.parquet") if f.is_file())
        found = tuple(sorted(f for f in inside if not any(p[0] in "_." for p in f.relative_to(folder).parts)))
    if not found:
        raise UnusableFile("register-empty", str(folder))
    for file in found:
        if _PATTERN_SIGNS & set(str(file)):
            raise UnusableFile("register-file-name", str(file))
    return found


def register_columns(files: Sequence[Path], wanted: Iterable[str]) -> Mapping[str, ColumnKind]:
    """Column → what it holds. Raises UnusableFile: a file that is no Parquet, or that has not the `wanted` columns of the
    first file in the same types: an engine would read them as empty in silence; two that differ in capitals only."""
    first = _schema(files[0])
    for column in wanted:
        alike = [c for c in first.names if c.casefold() == column.casefold()]
        if len(alike) > 1:
            raise UnusableFile("register-column-case", str(files[0]), columns=", ".join(alike))
    asked = [c for c in wanted if c in first.names]
    for file in files[1:]:
        schema = _schema(file)
        for column in asked:
            if column not in schema.names or _plain(schema.field(column).type) != _plain(first.field(column).type):
                raise UnusableFile("register-parts-differ", str(file), typed=column, other=str(files[0]))
    return {field.name: _kind(_plain(field.type)) for field in first}


def _schema(file: Path) -> pa.Schema:
    try:
        return pq.read_schema(file)
    except (pa.ArrowException, OSError):
        raise UnusableFile("register-broken", str(file)) from None


def _plain(held: pa.DataType) -> pa.DataType:
    """The type in the file: dictionaries and large texts are ways to hold it in memory."""
    if pa.types.is_dictionary(held):
        held = held.value_type
    return pa.string() if pa.types.is_large_string(held) or pa.types.is_string_view(held) else held


def _kind(held: pa.DataType) -> ColumnKind:
    types = pa.types
    if types.is_string(held):
        return ColumnKind.TEXT
    if types.is_integer(held) and held != pa.uint64():  # which Spark takes for a decimal
        return ColumnKind.WHOLE
    if types.is_decimal128(held):
        return ColumnKind.DECIMAL
    if types.is_boolean(held):
        return ColumnKind.FLAG
    if types.is_date32(held):
        return ColumnKind.DAY
    if types.is_timestamp(held) and held.tz is None and held.unit != "ns":  # nanoseconds Spark does not read
        return ColumnKind.MOMENT
    return ColumnKind.OTHER
