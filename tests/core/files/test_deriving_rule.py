"""Rules for counting registers, as files; and the Parquet files they are counted on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.core.deriving.rules import TOML
from tiendo.files import UnusableFile, read_deriving_rule
from tiendo.files.parquet_register import register_columns, register_files
from tiendo.model.deriving_rule import DAY, CellTest, ColumnKind, Test
from tiendo.model.observation import Vintage
from tiendo.model.period import Clock
from tiendo.publishing.wording import say_with_place


def test_a_rule_is_read() -> None:
    more = '[[numerator]]\ncolumn = "income"\nis = "<"\nvalue = 1.50\nif_empty = true\n'
    rule = read_deriving_rule(f'vintage = "official"\nclock = "from-20"\n{TOML}{more}'.encode(), "a/b.toml")
    assert (rule.name, rule.indicator_code, rule.key, rule.last) == ("b.toml", "bhyt-coverage", "Ma_Nguoi", "last")
    assert rule.denominator == (CellTest("lives", Test.ONE_OF, ("thường trú", "tạm trú")),)
    assert rule.numerator == (
        CellTest("card_to", Test.AT_LEAST, (DAY,)),
        CellTest("income", Test.LESS, (Decimal("1.50"),), if_empty=True),
    )
    assert (rule.vintage, rule.clock) == (Vintage.OFFICIAL, Clock.from_day(20))
    assert rule.columns[:6] == ("Ma_Nguoi", "place", "first", "last", "revision", "deleted")


def test_a_day_of_its_own_and_the_usual_values() -> None:
    rule = read_deriving_rule(TOML.replace('"day"', "2026-01-31").encode(), "r.toml")
    assert rule.numerator[0].value == (date(2026, 1, 31),)
    assert (rule.vintage, rule.clock) == (Vintage.PRELIMINARY, Clock.CALENDAR)


@pytest.mark.parametrize(
    ("old", "new", "rule", "said"),
    [
        ('key = "Ma_Nguoi"\n', "", "rule-key-missing", "“key”"),
        ("[[numerator]]", "[[numerater]]", "rule-key-missing", "“numerator”"),
        ("deleted =", "delete =", "rule-key-unknown", "“delete”"),
        ('is = ">="', 'is = "=>"', "rule-value", "numerator[1].is"),
        ('is = ">="', 'was = ">="', "rule-key-unknown", "numerator[1].was"),
        ('is = ">="\n', "", "rule-key-missing", "numerator[1].is"),
        ('value = "day"', 'value = "it\'s"', "rule-value", "numerator[1].value"),
        ('value = "day"', 'value = "a\\\\b"', "rule-value", "numerator[1].value"),
        ('value = "day"', 'value = ["day"]', "rule-value", "numerator[1].value"),
        ('value = "day"', "value = inf", "rule-value", "numerator[1].value"),
        ('value = "day"', "value = 2026-01-31T00:00:00", "rule-value", "numerator[1].value"),
        ('value = "day"', "value = 1\nif_empty = 1", "rule-value", "numerator[1].if_empty"),
        ('["thường trú", "tạm trú"]', '["thường trú", 1]', "rule-value", "denominator[1].value"),
        ('["thường trú", "tạm trú"]', "[]", "rule-value", "denominator[1].value"),
        ('key = "Ma_Nguoi"', "key = 'a\"; DROP'", "rule-value", "“key”"),
        ('key = "Ma_Nguoi"', "key = 1", "rule-value", "“key”"),
        ('key = "Ma_Nguoi"', 'key = "k"\nvintage = "best"', "rule-value", "“vintage”"),
        ('key = "Ma_Nguoi"', 'key = "k"\nclock = "moon"', "rule-value", "“clock”"),
        ('key = "Ma_Nguoi"', "key = ", "rule-broken", "TOML"),
    ],
)
def test_a_wrong_rule_is_one_sentence(old: str, new: str, rule: str, said: str) -> None:
    assert old in TOML
    with pytest.raises(UnusableFile) as refused:
        read_deriving_rule(TOML.replace(old, new).encode(), "r.toml")
    assert refused.value.problem.rule == rule
    for language in ("vi", "en"):
        told = say_with_place(refused.value.problem, language)
        assert said in told and "r.toml" in told and "\n" not in told


def test_a_rule_in_another_encoding_is_refused() -> None:
    with pytest.raises(UnusableFile, match="encoding-unknown"):
        read_deriving_rule(TOML.encode("utf-16"), "r.toml")


def _write(file: Path, **columns: pa.Array) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), file)
    return file


def test_files_are_those_that_spark_would_take(tmp_path: Path) -> None:
    for name in ("b.parquet", "x/a.parquet", "_part/c.parquet", ".d.parquet", "e.csv"):
        _write(tmp_path / name, a=pa.array([1]))
    assert [f.name for f in register_files(tmp_path)] == ["b.parquet", "a.parquet"]
    assert register_files(tmp_path / "e.csv") == (
        tmp_path / "e.csv",
    )  # a file that somebody names is taken at his word


@pytest.mark.parametrize(("name", "rule"), [("a.txt", "register-empty"), ("a[1].parquet", "register-file-name")])
def test_a_folder_that_cannot_be_used(tmp_path: Path, name: str, rule: str) -> None:
    _write(tmp_path / name, a=pa.array([1]))
    with pytest.raises(UnusableFile) as refused:
        register_files(tmp_path)
    assert refused.value.problem.rule == rule and str(tmp_path) in say_with_place(refused.value.problem, "vi")


def test_what_columns_hold(tmp_path: Path) -> None:
    file = _write(
        tmp_path / "a.parquet",
        text=pa.array(["a"]).dictionary_encode(),
        large=pa.array(["a"], pa.large_string()),
        whole=pa.array([1], pa.int8()),
        decimal=pa.array([Decimal("1.5")]),
        flag=pa.array([True]),
        day=pa.array([date(2026, 1, 1)]),
        moment=pa.array([0], pa.timestamp("ms")),
        zoned=pa.array([0], pa.timestamp("us", "UTC")),
        nano=pa.array([0], pa.timestamp("ns")),
        real=pa.array([1.5]),
        huge=pa.array([1], pa.uint64()),
    )
    kinds = register_columns([file], ())
    assert {c: k for c, k in kinds.items() if k is ColumnKind.OTHER}.keys() == {"zoned", "nano", "real", "huge"}
    assert [kinds[c].value for c in ("text", "large", "whole", "decimal", "flag", "day", "moment")] == [
        "text", "text", "whole", "decimal", "flag", "day", "moment",
    ]  # fmt: skip


def test_parts_must_have_the_same_columns(tmp_path: Path) -> None:
    a = _write(tmp_path / "a.parquet", k=pa.array([1]), other=pa.array([1]))
    same = _write(tmp_path / "b.parquet", k=pa.array([1]))
    register_columns([a, same], ["k"])
    for wrong in ({"j": pa.array([1])}, {"k": pa.array(["1"])}, {"k": pa.array([1], pa.int8())}):
        with pytest.raises(UnusableFile, match="register-parts-differ"):
            register_columns([a, _write(tmp_path / "c.parquet", **wrong)], ["k"])


def test_names_that_differ_in_capitals_only_are_refused(tmp_path: Path) -> None:
    file = _write(tmp_path / "a.parquet", Key=pa.array([1]), key=pa.array([1]))
    with pytest.raises(UnusableFile, match="register-column-case"):
        register_columns([file], ["key"])
    assert set(register_columns([file], ["Place"])) == {"Key", "key"}


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 nothing PAR1")
    with pytest.raises(UnusableFile, match="register-broken"):
        register_columns(register_files(tmp_path), ["k"])
