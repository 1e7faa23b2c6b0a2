"""A seeded register of households as an office would keep it, and what it comes to, worked out on the way without SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tiendo.catalogue.places import load_history
from tiendo.model.deriving_rule import DAY, CellTest, DerivingRule, PlaceCount, Test

SIZES = {"small": 200_000, "province": 900_000, "nation": 28_000_000}
THE_DAY = date(2026, 1, 31)
CHANGED = 0.05  # of the households, within the month
_PROVINCE = "80"  # Tây Ninh with Long An: 96 communes
_PART = 1_000_000  # households a file
_EPOCH = date(1970, 1, 1)
_LIVES = pa.array(["thường trú", "tạm trú", "đã đi"])
SCHEMA = pa.schema(
    [
        ("household", pa.int64()), ("commune", pa.dictionary(pa.int32(), pa.string())), ("first", pa.date32()),
        ("last", pa.date32()), ("revision", pa.int16()), ("deleted", pa.bool_()),
        ("lives", pa.dictionary(pa.int8(), pa.string())), ("card_to", pa.date32()),
    ]
)  # fmt: skip
RULE = DerivingRule(
    name="bench",
    indicator_code="bhyt-coverage",
    register="register",
    key="household",
    place="commune",
    first="first",
    last="last",
    revision="revision",
    deleted="deleted",
    denominator=(CellTest("lives", Test.ONE_OF, ("thường trú", "tạm trú")),),
    numerator=(CellTest("card_to", Test.AT_LEAST, (DAY,)),),
)


@dataclass(slots=True)
class Households:
    """How all of them stand, one number each; `card` is a day since 1970, 0 for none."""

    commune: NDArray[np.int32]
    lives: NDArray[np.int8]
    card: NDArray[np.int32]
    gone: NDArray[np.bool_]


def write_register(folder: Path, size: str) -> list[PlaceCount]:
    """Write `base/*.parquet`, the register as it stood, and `changes/2026-01.parquet`, what the month brought; return what
    `statements` must count on the last of the month."""
    random, n, codes = np.random.default_rng(20260131), SIZES[size], communes(size)
    (folder / "base").mkdir(parents=True)
    (folder / "changes").mkdir()
    now = Households(
        (np.arange(n) * len(codes) // n).astype(np.int32),  # a household's neighbours have the next numbers
        random.choice(3, n, p=[0.85, 0.12, 0.03]).astype(np.int8),
        np.where(random.random(n) < 0.08, 0, random.integers(20_300, 20_900, n)).astype(np.int32),
        np.zeros(n, bool),
    )
    first = random.integers(15_000, 20_400, n).astype(np.int32)
    for at in range(0, n, _PART):
        some = np.arange(at, min(at + _PART, n))
        _write(folder / "base" / f"{at // _PART:03}.parquet", _table(some, now, first[some], 1, codes))
    changed = np.flatnonzero(random.random(n) < CHANGED)
    day = random.integers(_days(date(2026, 1, 1)), _days(THE_DAY) + 1, len(changed)).astype(np.int32)
    parts = []
    for revision, some in ((2, np.arange(len(changed))), (3, np.flatnonzero(random.random(len(changed)) < 0.1))):
        _change(now, changed[some], random, len(codes))
        parts.append(_table(changed[some], now, day[some], revision, codes))
    _write(folder / "changes" / "2026-01.parquet", pa.concat_tables(parts))
    return _counts(now, codes)


def communes(size: str) -> list[str]:
    """The communes of the day, in the order of their codes: of one province, or all of them."""
    tree = load_history().tree(THE_DAY)
    provinces = tree.children("VN") if size == "nation" else (_PROVINCE,)
    return [commune for province in provinces for commune in tree.children(province)]


def _change(now: Households, some: NDArray[np.int64], random: np.random.Generator, communes: int) -> None:
    """Half of them have a new card, some move away or within the country, some are taken off the register."""
    what = random.random(len(some))
    card, move, leave, gone = (some[(what >= a) & (what < b)] for a, b in ((0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 1)))
    now.card[card] = random.integers(_days(THE_DAY) - 10, 20_900, len(card))
    now.commune[move] = random.integers(0, communes, len(move))
    now.lives[leave] = 2
    now.gone[gone] = True


def _table(
    some: NDArray[np.int64], now: Households, first: NDArray[np.int32], revision: int, codes: list[str]
) -> pa.Table:
    cards = now.card[some]
    held = pa.DictionaryArray.from_arrays
    return pa.table(
        [
            pa.array(some * 7 + 1_000_000_007),
            held(pa.array(now.commune[some]), pa.array(codes)),
            pa.array(first).cast(pa.date32()),
            pa.nulls(len(some), pa.date32()),
            pa.array(np.full(len(some), revision, np.int16)),
            pa.array(now.gone[some]),
            held(pa.array(now.lives[some]), _LIVES),
            pa.array(cards, mask=cards == 0).cast(pa.date32()),
        ],
        schema=SCHEMA,
    )


def _counts(now: Households, codes: list[str]) -> list[PlaceCount]:
    there = ~now.gone
    living = there & (now.lives < 2)
    insured = living & (now.card >= _days(THE_DAY))
    columns = (np.bincount(now.commune[which], minlength=len(codes)) for which in (there, living, insured))
    return [PlaceCount(code, *map(int, numbers)) for code, *numbers in zip(codes, *columns, strict=True)]


def _days(day: date) -> int:
    return (day - _EPOCH).days


def _write(path: Path, table: pa.Table) -> None:
    pq.write_table(table, path, row_group_size=1 << 17)
