"""Approved figures as an Arrow table (of a Parquet log, or as a database gives it) → the columns of the bulk path.

Decimal text becomes whole numbers of the smallest digit without a record or a float in between: Arrow reads the text as
exact decimals, whose 64 lower bits are the whole number.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tiendo.files.log import log_files, read_month
from tiendo.model.indicator import Indicator
from tiendo.model.log import PROVIDERS, Log
from tiendo.model.period import Period

READ = (
    "place", "indicator", "period", "value", "numerator", "denominator", "vintage", "revision", "provider", "definition",
)  # fmt: skip
EXACT = 2.0**53  # whole numbers up to here have no rounding in float64
MOST_DIGITS = 9  # after the point; more, or longer than this, goes the exact path
LONGEST = 18  # characters

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def read_log_columns(folder: Path, indicators: Mapping[str, Indicator]) -> Log:
    """A log written by `write_log`. Raises UnusableFile."""
    return log_of(pa.concat_tables(read_month(file).select(READ) for file in log_files(folder)), indicators)


def log_of(table: pa.Table, indicators: Mapping[str, Indicator]) -> Log:
    """The columns READ of a table, of the types that `files.log.COLUMNS` says (text may be dictionaries or not)."""
    place, places = numbered(table["place"])
    indicator, codes = numbered(table["indicator"])
    period, periods = numbered(table["period"])
    definition, definitions = numbered(table["definition"])
    provider, providers = numbered(table["provider"])
    span = np.array([_span(code) for code in periods], dtype=np.int32).reshape(-1, 2)[period]
    parts = np.array([code in indicators and indicators[code].needs_parts for code in codes], dtype=np.bool_)[indicator]
    value, numerator, denominator = (table[name].combine_chunks() for name in ("value", "numerator", "denominator"))
    has_value, has_both = _given(value), _given(numerator) & _given(denominator)
    # A rate alone, or a plain figure told by two parts: the exact path knows what to do with them.
    odd = np.where(parts, has_value, has_both & ~has_value)
    a, a_digits, a_odd = scaled(pc.if_else(pa.array(parts), numerator, value), indicator, len(codes))
    b, b_digits, b_odd = scaled(pc.if_else(pa.array(parts), denominator, None), indicator, len(codes))
    return Log(
        places=places,
        indicators=codes,
        definitions=definitions,
        a_digits=a_digits,
        b_digits=b_digits,
        place=place,
        indicator=indicator,
        first_month=span[:, 0],
        months_long=span[:, 1],
        a=a,
        b=b,
        vintage=table["vintage"].to_numpy().astype(np.int32),
        revision=table["revision"].to_numpy().astype(np.int32),
        provider=np.array([PROVIDERS.index(p) for p in providers], dtype=np.int8)[provider],
        definition=definition,
        odd=odd | a_odd | b_odd | (b < 0),
    )


def numbered(column: pa.ChunkedArray) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Text as numbers, and the words they stand for."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    one: Any = column.unify_dictionaries().combine_chunks()
    return one.indices.to_numpy().astype(np.int32, copy=False), tuple(one.dictionary.to_pylist())


def scaled(text: pa.Array, of: NDArray[np.int32], kinds: int) -> tuple[Floats, Ints, Bools]:
    """Decimal text as whole numbers of the smallest digit that its kind has anywhere, how many digits that is for each
    kind, and which amounts are too long for float64. Absent stays absent: NaN.

    Args:
        of: the kind of each, 0 to `kinds` - 1: what is added up together has one smallest digit.
    """
    length = pc.fill_null(pc.binary_length(text), 0).to_numpy().astype(np.int64)
    point = pc.fill_null(pc.find_substring(text, "."), -1).to_numpy().astype(np.int64)
    written = np.where(point < 0, 0, length - point - 1)
    long = (written > MOST_DIGITS) | (length > LONGEST)
    written[long] = 0
    digits = np.zeros(kinds, dtype=np.int64)
    np.maximum.at(digits, of, written)
    most = int(digits.max(initial=0))
    if long.any():
        text = pc.if_else(pa.array(long), None, text)
    exact, known = pc.cast(pc.fill_null(text, "0"), pa.decimal128(38, most)), _given(text)
    both = np.frombuffer(exact.buffers()[1], dtype=np.int64, count=2 * len(exact), offset=16 * exact.offset)
    low, high = both[0::2], both[1::2]
    long |= known & (high != low >> 63)
    amount = np.where(known & ~long, (low // 10 ** (most - digits)[of]).astype(np.float64), np.nan)
    long |= np.abs(amount) >= EXACT
    return amount, digits, long


def _given(column: pa.Array) -> Bools:
    given: Bools = pc.is_valid(column).to_numpy(zero_copy_only=False)
    return given


@lru_cache(maxsize=4096)
def _span(code: str) -> tuple[int, int]:
    """First month and length of a period."""
    period = Period.parse(code)
    return period.first_year * 12 + period.first_month - 1, period.months_long
