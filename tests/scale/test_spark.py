"""Spark counts a register as DuckDB does, from the same text. `make scale` installs PySpark and runs this."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from tests.builders import CATALOGUE
from tests.core.deriving.rules import TOML
from tests.laws.registers import BY_NUMBER, RULE, SCHEMA, TESTS, THE_DAY, count_by_hand, entries_of, write_register
from tiendo import pipeline
from tiendo.cli import main
from tiendo.engines import on_duckdb
from tiendo.files import UnusableFile
from tiendo.files.parquet_register import register_columns, register_files
from tiendo.model.deriving_rule import DerivingRule

pytest.importorskip("pyspark", reason="PySpark is not installed; make scale installs it and runs these tests.")
pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17 or newer, and there is no java here."),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[object]:
    from tiendo.engines import on_spark

    with on_spark.session("local[2]", memory_gb=1) as session:
        session.conf.set("spark.sql.shuffle.partitions", "2")
        yield session


RULES = [  # two tests at a time: the numerator is counted within the denominator
    *(replace(RULE, numerator=TESTS[n : n + 1], denominator=TESTS[n + 1 : n + 2]) for n in range(0, len(TESTS), 2)),
    replace(RULE, first="", last="", revision="", deleted=""),
]


@pytest.mark.parametrize(
    ("schema", "rules"), [(SCHEMA, RULES), (BY_NUMBER, RULES[:1])], ids=["key of text", "key of numbers"]
)
def test_spark_and_duckdb_and_plain_python_count_the_same(
    spark, tmp_path: Path, schema: pa.Schema, rules: list[DerivingRule]
) -> None:
    from tiendo.engines import on_spark

    entries = entries_of(random.Random(7), 1500)
    files = register_files(write_register(tmp_path / "sổ hộ", entries, schema, parts=3))
    on_spark_count = on_spark.counting(spark, [f"file://{f}" for f in files])
    with on_duckdb.counting(files, memory_gb=1, threads=1) as on_duckdb_count:
        for n, rule in enumerate(rules):
            columns = register_columns(files, rule.columns)
            assert not pipeline.check_deriving(rule, CATALOGUE, columns, "")
            text = pipeline.deriving_statements(rule, THE_DAY + timedelta(days=n % 3 - 1), columns)
            if n == 1:
                quick = pipeline.deriving_statements(rule, THE_DAY, columns, checked=True)
                assert sorted(on_spark_count(quick), key=str) == sorted(on_duckdb_count(quick), key=str)
            counts = on_duckdb_count(text)
            assert len(counts) == len(set(counts)) > 3
            assert sorted(on_spark_count(text), key=str) == sorted(counts, key=str), rule
            if rule.revision:
                assert set(counts) == count_by_hand(rule, entries, THE_DAY + timedelta(days=n % 3 - 1)), rule


def test_the_columns_of_a_far_register_are_those_of_its_files(spark, tmp_path: Path) -> None:
    from tiendo.engines import on_spark

    folder = write_register(tmp_path / "s", entries_of(random.Random(1), 30), parts=3)
    near = register_columns(register_files(folder), RULE.columns)
    assert dict(on_spark.columns(spark, f"file://{folder}", RULE.columns)) == dict(near)


def test_a_file_without_a_column_is_refused_and_not_read_as_empty(spark, tmp_path: Path) -> None:
    from tiendo.engines import on_spark

    folder = write_register(tmp_path / "s", entries_of(random.Random(1), 30))
    pq.write_table(pq.read_table(folder / "phần 1.parquet").drop_columns(["deleted"]), folder / "z.parquet")
    with pytest.raises(UnusableFile) as refused:
        on_spark.columns(spark, f"file://{folder}", RULE.columns)
    assert refused.value.problem.rule == "register-parts-differ"


def test_what_spark_cannot_read_is_one_sentence(spark, tmp_path: Path) -> None:
    from tiendo.engines import on_spark

    (tmp_path / "a.parquet").write_bytes(b"PAR1 no Parquet PAR1")
    for call in (
        lambda: on_spark.columns(spark, f"file://{tmp_path}", ["a"]),
        lambda: on_spark.counting(spark, [f"file://{tmp_path}"])(("SELECT 1",)),
    ):
        with pytest.raises(UnusableFile) as refused:
            call()
        assert refused.value.problem.rule == "register-engine"


def test_the_command_writes_the_same_file_with_either_engine(spark, tmp_path: Path) -> None:
    folder = write_register(tmp_path / "sổ", entries_of(random.Random(3), 300))
    rule = tmp_path / "rule.toml"
    rule.write_text(TOML, encoding="utf-8")
    written = []
    for engine in ("duckdb", "spark"):
        words = ["derive", str(rule), str(folder), "--month=2026-02", f"--engine={engine}", "--memory=1"]
        result = CliRunner().invoke(main, [*words, f"--out={tmp_path / engine}"])
        assert result.exit_code == 1, result.output  # some rows have no place, no key
        written.append((tmp_path / engine).read_bytes())
    assert written[0] == written[1] and written[0].count(b"\r\n") > 1
