"""DuckDB counts a register as plain Python does, whatever rows, empty cells, days and revisions it holds."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws.registers import (
    BY_NUMBER,
    DAYS,
    ENTRIES,
    RULE,
    RULES,
    SCHEMA,
    THE_DAY,
    Entry,
    count_by_hand,
    entries_of,
    write_register,
)
from tiendo import pipeline
from tiendo.engines import on_duckdb
from tiendo.files.parquet_register import register_columns, register_files
from tiendo.model.deriving_rule import DerivingRule, PlaceCount


def _count(
    rule: DerivingRule, entries: list[Entry], day: date, schema: object = SCHEMA, *, checked: bool = False
) -> set[PlaceCount]:
    with TemporaryDirectory() as folder:
        files = register_files(write_register(Path(folder), entries, schema))  # type: ignore[arg-type]
        columns = register_columns(files, rule.columns)
        with on_duckdb.counting(files, memory_gb=1, threads=1) as count:
            return set(count(pipeline.deriving_statements(rule, day, columns, checked=checked)))


@settings(deadline=None, max_examples=150)
@given(RULES, st.lists(ENTRIES, max_size=14), st.sampled_from((THE_DAY, *DAYS)))
def test_duckdb_counts_as_plain_python_does(rule: DerivingRule, entries: list[Entry], day: date) -> None:
    assert _count(rule, entries, day) == count_by_hand(rule, entries, day)


@settings(deadline=None, max_examples=30)
@given(st.lists(ENTRIES, max_size=10))
def test_a_key_may_be_a_number(entries: list[Entry]) -> None:
    assert _count(RULE, entries, THE_DAY, BY_NUMBER) == count_by_hand(RULE, entries, THE_DAY)


@settings(deadline=None, max_examples=30)
@given(st.lists(ENTRIES, max_size=10), st.randoms())
def test_the_order_of_rows_does_not_matter(entries: list[Entry], by: random.Random) -> None:
    assert _count(RULE, by.sample(entries, len(entries)), THE_DAY) == _count(RULE, entries, THE_DAY)


@settings(deadline=None, max_examples=30)
@given(st.lists(ENTRIES, max_size=10))
def test_a_register_without_days_and_revisions_counts_every_key_once(entries: list[Entry]) -> None:
    rule = replace(RULE, first="", last="", revision="", deleted="")
    plain = [e._replace(first=None, last=None, revision=1, deleted=None) for e in entries]
    assert _count(rule, entries, THE_DAY) == count_by_hand(RULE, plain, THE_DAY)


@settings(deadline=None, max_examples=60)
@given(RULES, st.lists(ENTRIES, max_size=14))
def test_where_first_rows_are_known_to_be_alone_less_is_looked_at_with_the_same_result(
    rule: DerivingRule, entries: list[Entry]
) -> None:
    seen: set[str | None] = set()
    alone = [e for e in entries if (e.revision or 1) > 1 or not (e.Ma_Nguoi in seen or seen.add(e.Ma_Nguoi))]  # type: ignore[func-returns-value]
    assert _count(rule, alone, THE_DAY, checked=True) == count_by_hand(rule, alone, THE_DAY)


@pytest.mark.parametrize("seed", range(3))
def test_many_rows_with_many_revisions(seed: int) -> None:
    entries = entries_of(random.Random(seed), 3000)
    assert _count(RULE, entries, THE_DAY) == count_by_hand(RULE, entries, THE_DAY)
