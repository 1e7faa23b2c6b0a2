"""Small registers for the laws: rows as a person would list them, Parquet files of them, and counting by plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from tiendo.model.deriving_rule import DAY, CellTest, DerivingRule, PlaceCount, Test

THE_DAY = date(2026, 2, 28)
PLACES = ("27865", "27868", "00859", " 27868", "99999", "")
LIVES = ("thường trú", "tạm trú", "Tạm trú", "")
DAYS = (*(THE_DAY + timedelta(days=n) for n in (-40, -1, 0, 1, 400)), date(1500, 1, 1), date(9999, 12, 31))
INCOMES = tuple(Decimal(s) for s in ("-0.50", "0.00", "1.49", "1.50", "2000000000.00"))


class Entry(NamedTuple):
    """One row of a register; `Ma_Nguoi` has capitals, because engines differ about them; in the file `last` is a moment."""

    Ma_Nguoi: str | None
    place: str | None
    first: date | None
    last: date | None
    revision: int | None
    deleted: bool | None
    lives: str | None
    card_to: date | None
    members: int | None
    income: Decimal | None


SCHEMA = pa.schema(
    [
        ("Ma_Nguoi", pa.string()), ("place", pa.string()), ("first", pa.date32()), ("last", pa.timestamp("us")),
        ("revision", pa.int16()), ("deleted", pa.bool_()), ("lives", pa.string()), ("card_to", pa.date32()),
        ("members", pa.int32()), ("income", pa.decimal128(12, 2)),
    ]
)  # fmt: skip
BY_NUMBER = SCHEMA.set(0, pa.field("Ma_Nguoi", pa.int64()))

RULE = DerivingRule(
    name="rule.toml",
    indicator_code="bhyt-coverage",
    register="Sổ thẻ",
    key="Ma_Nguoi",
    place="place",
    first="first",
    last="last",
    revision="revision",
    deleted="deleted",
    numerator=(CellTest("card_to", Test.AT_LEAST, (DAY,)),),
)
TESTS = (
    CellTest("card_to", Test.AT_LEAST, (DAY,)),
    CellTest("card_to", Test.LESS, (date(2026, 2, 27),), if_empty=True),
    CellTest("lives", Test.EQUAL, ("tạm trú",)),
    CellTest("lives", Test.UNEQUAL, ("tạm trú",)),
    CellTest("lives", Test.UNEQUAL, ("tạm trú",), if_empty=True),
    CellTest("lives", Test.ONE_OF, ("thường trú", "tạm trú")),
    CellTest("members", Test.MORE, (2,)),
    CellTest("members", Test.AT_MOST, (Decimal("1.5"),), if_empty=True),
    CellTest("income", Test.LESS, (Decimal("1.5"),)),
    CellTest("income", Test.EQUAL, (0,)),
    CellTest("income", Test.AT_LEAST, (Decimal("-0.5"),)),
    CellTest("last", Test.MORE, (DAY,), if_empty=True),
    CellTest("deleted", Test.EQUAL, (False,), if_empty=True),
)


def _or_none(values: Iterable[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(tuple(values))


ENTRIES = st.builds(
    Entry,
    st.sampled_from(("1", "2", "3", "4", "5", "", None)),
    _or_none(PLACES),
    _or_none(DAYS),
    _or_none(DAYS),
    st.sampled_from((1, 1, 2, 3, 0, None)),
    st.sampled_from((None, False, False, True)),
    _or_none(LIVES),
    _or_none(DAYS),
    _or_none((0, 1, 2, 3)),
    _or_none(INCOMES),
)
RULES = st.builds(
    lambda numerator, denominator: replace(RULE, numerator=tuple(numerator), denominator=tuple(denominator)),
    st.lists(st.sampled_from(TESTS), max_size=2),
    st.lists(st.sampled_from(TESTS), max_size=2),
)


def entries_of(random: Random, n: int) -> list[Entry]:
    """Many rows for an engine that is slow to begin: about three rows a key, one in fifty without a key."""

    def one_of(values: Sequence[Any]) -> Any:
        return random.choice((None, *values, *values))

    return [
        Entry(
            random.choice([str(random.randrange(n // 3)), *[None] * (random.random() < 0.04)]),
            one_of(PLACES),
            one_of(DAYS),
            one_of(DAYS),
            random.choice([1, 2, 3, random.randrange(1, 2000), *[None] * (random.random() < 0.1)]),
            random.choice((None, False, False, True)),
            one_of(LIVES),
            one_of(DAYS),
            one_of((0, 1, 2, 3)),
            one_of(INCOMES),
        )
        for _ in range(n)
    ]


def write_register(folder: Path, entries: Sequence[Entry], schema: pa.Schema = SCHEMA, parts: int = 2) -> Path:
    """The rows as Parquet, in several files, one of them in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    by_number = schema.field(0).type == pa.int64()
    for part in range(parts):
        into = folder / f"phần {part}.parquet" if part else folder / "tháng 2" / "a.parquet"
        into.parent.mkdir(exist_ok=True)
        rows = [e._asdict() for e in entries[part::parts]]
        for row in rows:
            row["last"] = row["last"] and datetime.combine(row["last"], time(17, 30))
            if by_number:
                row["Ma_Nguoi"] = int(row["Ma_Nguoi"]) if row["Ma_Nguoi"] else None
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), into)
    return folder


def count_by_hand(rule: DerivingRule, entries: Iterable[Entry], day: date) -> set[PlaceCount]:
    """What `statements` count, the slow and obvious way: key by key."""
    by_key: dict[str | None, list[Entry]] = defaultdict(list)
    places: dict[str | None, list[int]] = {}
    for entry in entries:
        if (entry.first is None or entry.first <= day) and (entry.last is None or entry.last >= day):
            places.setdefault(entry.place, [0, 0, 0, 0, 0])
            if not entry.Ma_Nguoi or entry.revision is None:
                places[entry.place][4] += 1
            else:
                by_key[entry.Ma_Nguoi].append(entry)
    for rows in by_key.values():
        newest = max(e.revision or 0 for e in rows)
        last = [e for e in rows if e.revision == newest]
        if len(last) > 1:
            for entry in last:
                places[entry.place][3] += 1
        elif not last[0].deleted:
            counted = places[last[0].place]
            in_denominator = all(_holds(t, last[0], day) for t in rule.denominator)
            in_numerator = in_denominator and all(_holds(t, last[0], day) for t in rule.numerator)
            for n, yes in enumerate((True, in_denominator, in_numerator)):
                counted[n] += yes
    return {PlaceCount(place, *numbers) for place, numbers in places.items()}


_SIGNS = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def _holds(test: CellTest, entry: Entry, day: date) -> bool:
    cell = getattr(entry, test.column)
    if cell is None:
        return test.if_empty
    values = [day if v == DAY else v for v in test.value]
    return cell in values if test.test is Test.ONE_OF else bool(_SIGNS[test.test.value](cell, values[0]))
