"""Whether two contestants say the same: totals to the digit, every word, attainment within 1e-12 of its size."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

TOTALS = ("place", "month", "indicator")
VERDICTS = ("place", "indicator", "year")
SAME = 1e-12

TOTALS_SCHEMA = pa.schema(
    [("place", pa.int32()), ("month", pa.int16()), ("indicator", pa.int16()), ("a", pa.int64()), ("b", pa.int64()),
     ("expected", pa.int32()), ("missing", pa.int32())]
)  # fmt: skip
VERDICTS_SCHEMA = pa.schema(
    [("place", pa.int32()), ("indicator", pa.int16()), ("year", pa.int16()), ("word", pa.int8()), ("attainment", pa.float64())]
)  # fmt: skip

Result = tuple[pa.Table, pa.Table]


def in_shape(result: Result) -> Result:
    """Totals and verdicts with the columns, types and order that are compared; contestants need not sort."""
    totals, verdicts = result
    by = lambda keys: [(key, "ascending") for key in keys]  # noqa: E731
    return (
        totals.select(TOTALS_SCHEMA.names).cast(TOTALS_SCHEMA).sort_by(by(TOTALS)),
        verdicts.select(VERDICTS_SCHEMA.names).cast(VERDICTS_SCHEMA).sort_by(by(VERDICTS)),
    )


def differences(one: Result, other: Result, names: tuple[str, str], *, sample: bool = False) -> list[str]:
    """A sentence for each column in which two results (in shape) differ, with the first difference; empty: they agree.
    `sample`: the second holds only some of the rows."""
    found: list[str] = []
    for kind, keys, left, right in (("totals", TOTALS, one[0], other[0]), ("verdicts", VERDICTS, one[1], other[1])):
        if sample:
            left = left.join(right.select(keys), list(keys), join_type="left semi").sort_by(
                [(k, "ascending") for k in keys]
            )
        if left.num_rows != right.num_rows:
            found.append(f"{kind}: {names[0]} has {left.num_rows} rows, {names[1]} {right.num_rows}.")
            continue
        for name in left.column_names:
            differs = _differs(left[name], right[name])
            count = pc.sum(differs).as_py() or 0
            if count:
                at = pc.index(differs, True).as_py()
                where = ", ".join(f"{key} {right[key][at]}" for key in keys)
                said = f"{names[0]} says {left[name][at]}, {names[1]} {right[name][at]}"
                found.append(f"{kind}.{name}: {count} of {left.num_rows} differ; at {where} {said}.")
                if name in keys:
                    break  # the rows are not the same ones
    return found


def _differs(left: pa.ChunkedArray, right: pa.ChunkedArray) -> pa.ChunkedArray:
    absent = pc.xor(pc.is_null(left), pc.is_null(right))
    if pa.types.is_floating(left.type):
        size = pc.max_element_wise(pc.abs(left), pc.abs(right))
        unequal = pc.greater(pc.abs(pc.subtract(left, right)), pc.multiply(size, SAME))
    else:
        unequal = pc.not_equal(left, right)
    return pc.or_(absent, pc.fill_null(unequal, False))
