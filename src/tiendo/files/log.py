"""The log of approved figures as Parquet, a file a month: the same records whichever tool reads it. See docs/howto/log.md.

Amounts are text, every digit as it was approved; they are never floats. A figure stands in the file of the month in which
its period ends, with all its revisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tiendo.files.unusable import UnusableFile
from tiendo.model.observation import Observation, Provider, Vintage
from tiendo.model.period import Period

_WORD = pa.dictionary(pa.int32(), pa.string())
COLUMNS = pa.schema(
    [
        pa.field("place", _WORD, nullable=False),
        pa.field("indicator", _WORD, nullable=False),
        pa.field("period", _WORD, nullable=False),
        pa.field("value", pa.string()),
        pa.field("numerator", pa.string()),
        pa.field("denominator", pa.string()),
        pa.field("no_data", pa.string(), nullable=False),
        pa.field("vintage", pa.int8(), nullable=False),
        pa.field("revision", pa.int16(), nullable=False),
        pa.field("provider", _WORD, nullable=False),
        pa.field("definition", _WORD, nullable=False),
        pa.field("named", pa.list_(pa.string()), nullable=False),
        pa.field("source", _WORD, nullable=False),
        pa.field("sample", pa.bool_(), nullable=False),
    ]
)
_AMOUNTS = ("value", "numerator", "denominator")
_ROW_GROUP = 1 << 17


def write_log(folder: Path, observations: Iterable[Observation]) -> int:
    """Write the months of `observations`, in their order; how many figures were written. A file of a month that is there is
    replaced, whole or not at all. Raises ValueError for a restated figure: it was worked out, not approved."""
    months: dict[str, list[Observation]] = {}
    for o in observations:
        if o.restatement is not None:
            raise ValueError(
                f"{o.indicator_code} of {o.place_code} is restated: only figures as they were sent are kept."
            )
        months.setdefault(o.period.months()[-1].code, []).append(o)
    folder.mkdir(parents=True, exist_ok=True)
    for month, figures in sorted(months.items()):
        part = folder / f".{month}.part"
        pq.write_table(_table(figures), part, row_group_size=_ROW_GROUP, compression="zstd")
        part.replace(folder / f"{month}.parquet")
    return sum(map(len, months.values()))


def read_log(folder: Path) -> Iterator[Observation]:
    """Every figure, month after month, as `write_log` was given it. Raises UnusableFile."""
    for file in log_files(folder):
        table = read_month(file)
        for n in range(0, table.num_rows, _ROW_GROUP):
            for row in table.slice(n, _ROW_GROUP).to_pylist():
                yield _observation(row, file)


def log_files(folder: Path) -> list[Path]:
    """The files of a log, the oldest first. Raises UnusableFile when there is none."""
    files = sorted(folder.glob("*.parquet"))
    if not files:
        raise UnusableFile("log-empty", str(folder))
    return files


def read_month(file: Path) -> pa.Table:
    """One file as COLUMNS has it. Raises UnusableFile for what is no Parquet, or lacks a column or has another type."""
    try:
        table = pq.read_table(file)
        wrong = [f.name for f in COLUMNS if f.name not in table.column_names or _has_holes(table, f)]
        if not wrong:
            return table.select(COLUMNS.names).cast(COLUMNS)
    except (pa.ArrowException, OSError):
        raise UnusableFile("file-broken", str(file)) from None
    raise UnusableFile("log-columns", str(file), columns=", ".join(wrong))


def _has_holes(table: pa.Table, field: pa.Field) -> bool:
    return not field.nullable and table[field.name].null_count > 0


def _table(figures: list[Observation]) -> pa.Table:
    columns: dict[str, list[Any]] = {
        "place": [o.place_code for o in figures],
        "indicator": [o.indicator_code for o in figures],
        "period": [o.period.code for o in figures],
        **{name: [_text(getattr(o, name)) for o in figures] for name in _AMOUNTS},
        "no_data": [o.no_data for o in figures],
        "vintage": [int(o.vintage) for o in figures],
        "revision": [o.revision for o in figures],
        "provider": [o.provider.value for o in figures],
        "definition": [o.definition for o in figures],
        "named": [list(o.named) for o in figures],
        "source": [o.source for o in figures],
        "sample": [o.sample for o in figures],
    }
    arrays = [
        pa.array(columns[f.name], pa.string()).dictionary_encode()
        if f.type == _WORD
        else pa.array(columns[f.name], f.type)
        for f in COLUMNS
    ]
    return pa.Table.from_arrays(arrays, schema=COLUMNS)


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")


def _observation(row: dict[str, Any], file: Path) -> Observation:
    try:
        return Observation(
            indicator_code=row["indicator"],
            place_code=row["place"],
            period=_period(row["period"]),
            value=_amount(row["value"]),
            numerator=_amount(row["numerator"]),
            denominator=_amount(row["denominator"]),
            no_data=row["no_data"],
            vintage=Vintage(row["vintage"]),
            revision=row["revision"],
            provider=Provider(row["provider"]),
            definition=row["definition"],
            named=tuple(row["named"]),
            source=row["source"],
            sample=row["sample"],
        )
    except (ValueError, InvalidOperation):
        where = ", ".join(str(row[name]) for name in ("place", "indicator", "period"))
        raise UnusableFile("log-row", str(file), where=where) from None


def _amount(text: str | None) -> Decimal | None:
    if text is None:
        return None
    amount = Decimal(text)
    if not amount.is_finite():
        raise ValueError(text)
    return amount


@lru_cache(maxsize=4096)
def _period(code: str) -> Period:
    return Period.parse(code)
