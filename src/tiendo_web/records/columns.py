"""Many rows of the database as columns, without an object for each: the database joins a column into one text.

It goes through Django's own connection, so it sees what the running transaction has written, and it is the same on both
databases; see docs/decisions/0027-columns-from-the-database.md for what else was measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection

_PART = 0x1F  # the unit separator: in no code, period or number
_JOIN = {
    "sqlite": "group_concat(ifnull({}, ''), char(31))",
    "postgresql": "string_agg(coalesce(({})::text, ''), chr(31))",
}


def read_columns(
    columns: Mapping[str, str],
    source: str,
    parameters: Sequence[object] = (),
    *,
    usual: Mapping[str, tuple[str, str]] | None = None,
) -> dict[str, pa.Array]:
    """Name → the texts of an SQL expression in the order of the rows; null where it is NULL or empty.

    Args:
        source: all that follows the columns, from FROM on. The rows of a nation's year fit; one column may have 1 GB.
        usual: further columns, with what they say in nearly every row: they are read only when a row says otherwise.
    """
    usual = usual or {}
    alike = " AND ".join(f"{said} = '{word}'" for said, word in usual.values()) or "1 = 1"
    texts, others = _read(columns, f"count(CASE WHEN {alike} THEN NULL ELSE 1 END)", source, parameters)
    if others:  # anew, for another query may give the rows in another order
        return _read({**columns, **{name: said for name, (said, _) in usual.items()}}, "0", source, parameters)[0]
    count = len(next(iter(texts.values())))
    return texts | {name: pa.repeat(pa.scalar(word or None, pa.string()), count) for name, (_, word) in usual.items()}


def _read(
    columns: Mapping[str, str], counted: str, source: str, parameters: Sequence[object]
) -> tuple[dict[str, pa.Array], int]:
    # Both databases hand the rows to all of the columns in one order.
    join = _JOIN[connection.vendor]
    joined = ", ".join(join.format(said) for said in columns.values())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), {counted}, {joined} {source}", parameters)
        count, others, *texts = cursor.fetchone()
    return {name: _parted(text, count) for name, text in zip(columns, texts, strict=True)}, others


def _parted(text: str | None, count: int) -> pa.Array:
    """The parts of a text. Raises ValueError where there are not `count` of them."""
    if text is None:
        return pa.array([], pa.string())
    letters = np.frombuffer(text.encode() + bytes([_PART]), dtype=np.uint8)
    is_end = letters == _PART
    ends = np.flatnonzero(is_end)
    if len(ends) != count:
        raise ValueError("A text of the database holds the sign that parts the rows.")
    offsets = np.zeros(count + 1, dtype=np.int32)
    offsets[1:] = ends - np.arange(count)
    parts = pa.Array.from_buffers(pa.string(), count, [None, pa.py_buffer(offsets), pa.py_buffer(letters[~is_end])])
    return pc.if_else(pc.equal(pc.binary_length(parts), 0), None, parts)
