"""`tiendo derive`: from a rule and a register to figures that the other commands take."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from tests.core.deriving.rules import TOML
from tests.laws.registers import Entry, write_register
from tiendo.cli import main

JULY = date(2024, 7, 1)


def _entry(key: str | None, place: str | None, card_to: date | None, **changes: object) -> Entry:
    entry = Entry(key, place, date(2024, 1, 1), None, 1, False, "thường trú", card_to, 2, None)
    return entry._replace(**changes)  # type: ignore[arg-type]


ENTRIES = [
    _entry("1", "27865", date(2024, 12, 31)),
    _entry("2", "27865", date(2024, 8, 31)),
    _entry("2", "27868", date(2024, 8, 31), revision=2, first=JULY),  # moved
    _entry("3", "27868", None),
    _entry("3", "27868", None, revision=2, first=JULY, deleted=True),  # no longer counted
    _entry("4", "27871", date(2024, 6, 29)),  # the card ends the day before the last of June
]


@pytest.fixture
def given(tmp_path: Path) -> tuple[str, str]:
    rule = tmp_path / "bhyt.toml"
    rule.write_text(TOML, encoding="utf-8")
    return str(rule), str(write_register(tmp_path / "sổ thẻ", ENTRIES))


def run(*words: object) -> Result:
    result = CliRunner().invoke(main, [str(w) for w in words])
    assert "Traceback" not in result.output and (result.exception is None or isinstance(result.exception, SystemExit))
    return result


def test_figures_of_two_months_as_collect_takes_them(given: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "f.csv"
    result = run("derive", *given, "--month=2024-06", "--month=2024-07", f"--out={out}", "--revision=2")
    assert (result.exit_code, result.stdout) == (0, f"6 số liệu trong {out}.\n"), result.output
    rows = [line.split(",")[:6] for line in out.read_text(encoding="utf-8-sig").splitlines()[1:]]
    assert rows == [
        ["27865", "bhyt-coverage", "2024-06", "", "2", "2"],
        ["27868", "bhyt-coverage", "2024-06", "", "0", "1"],
        ["27871", "bhyt-coverage", "2024-06", "", "0", "1"],
        ["27865", "bhyt-coverage", "2024-07", "", "1", "1"],
        ["27868", "bhyt-coverage", "2024-07", "", "1", "1"],
        ["27871", "bhyt-coverage", "2024-07", "", "0", "1"],
    ]
    collected = run("collect", out, "--places", Path(__file__).resolve().parents[3] / "demo/places.csv")
    assert (collected.exit_code, collected.stdout[:23]) == (0, "6 số liệu dùng được; 0 ")


def test_the_day_may_be_said(given: tuple[str, str]) -> None:
    result = run("derive", *given, "--month=2024-06", "--on=2024-06-29")
    assert "27871,bhyt-coverage,2024-06,,1,1,2,1,Sổ thẻ bảo hiểm y tế; bhyt.toml; 2024-06-29" in result.stdout
    assert run("derive", *given, "--month=2024-06", "--month=2024-07", "--on=2024-06-29").exit_code == 2


def test_what_cannot_be_counted_is_told_and_the_rest_is_written(given: tuple[str, str]) -> None:
    wrong = [
        _entry("9", "99999", None),
        _entry("8", None, None),
        _entry("7", "27865", None),
        _entry("7", "27865", None),
    ]
    write_register(Path(given[1]), [*ENTRIES, *wrong, _entry(None, "27865", None)])
    result = run("derive", *given, "--month=2024-06")
    assert result.exit_code == 1 and "27865,bhyt-coverage,2024-06,,2,2" in result.stdout
    assert "99999" not in result.stdout
    told = result.stderr.splitlines()
    assert len(told) == 4 and sum("99999" in line for line in told) == 1
    assert any("2 dòng trùng khóa" in line and "27865" not in line for line in told)  # the place by its name


def test_the_places_may_be_a_file(given: tuple[str, str], tmp_path: Path) -> None:
    places = tmp_path / "p.csv"
    places.write_text("code,name,kind,parent\n1,H,district,\n27865,A,commune,1\n", encoding="utf-8")
    result = run("derive", *given, "--month=2024-06", f"--places={places}", "--lang=en")
    assert result.exit_code == 1 and result.stdout.count("bhyt-coverage") == 1
    assert "which the list of places of that day does not know" in result.stderr


def test_the_sql_can_be_read_beforehand(given: tuple[str, str]) -> None:
    result = run("derive", *given, "--month=2024-06", "--sql")
    assert result.exit_code == 0 and "DATE '2024-06-30'" in result.stdout and result.stdout.count("FROM told") == 1
    assert "HAVING count(*) > 1" in result.stdout
    quick = run("derive", *given, "--month=2024-06", "--sql", "--checked").stdout
    assert "HAVING" not in quick and "revision > 1" in quick


def test_what_was_checked_before_is_counted_to_the_same_file(given: tuple[str, str]) -> None:
    said = [run("derive", *given, "--month=2024-07", *words).stdout for words in ((), ("--checked",))]
    assert said[0] == said[1] and said[0].count("bhyt-coverage") == 3


def test_an_engine_that_is_not_installed_is_one_sentence(
    given: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for engine, module, name in (("duckdb", "duckdb", "DuckDB"), ("spark", "pyspark.errors", "Spark")):
        monkeypatch.setitem(sys.modules, module, None)
        monkeypatch.delitem(sys.modules, f"tiendo.engines.on_{engine}", raising=False)
        import tiendo.engines

        monkeypatch.delattr(tiendo.engines, f"on_{engine}", raising=False)
        result = run("derive", *given, "--month=2024-06", f"--engine={engine}")
        assert result.exit_code == 1 and result.stdout == ""
        assert result.stderr == f"Máy này chưa cài {name}; hãy chạy: pip install “tiendo[scale]”.\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('place = "place"', 'place = "ma_xa"', "không có cột “ma_xa”"),
        ('key = "Ma_Nguoi"', 'key = "ma_nguoi"', "không có cột “ma_nguoi”"),
        ('"bhyt-coverage"', '"bhyt"', "Danh mục không có chỉ tiêu mã “bhyt”"),
        ('"bhyt-coverage"', '"grdp-growth"', "không tính được bằng cách đếm hộ hoặc người"),
        ('is = ">="', 'is = "≥"', "numerator[1].is"),
    ],
)
def test_a_wrong_rule_is_one_sentence(given: tuple[str, str], old: str, new: str, said: str) -> None:
    Path(given[0]).write_text(TOML.replace(old, new), encoding="utf-8")
    result = run("derive", *given, "--month=2024-06")
    assert (result.exit_code, result.stdout) == (1, "") and said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_register_that_is_not_there_or_broken_is_one_sentence(given: tuple[str, str], tmp_path: Path) -> None:
    assert "Không có tệp .parquet" in run("derive", given[0], tmp_path / "none", "--month=2024-06").stderr
    whole = pa.BufferOutputStream()
    pq.write_table(pq.read_table(Path(given[1]) / "phần 1.parquet"), whole, compression="none")
    data = bytearray(whole.getvalue().to_pybytes())
    data[4:120] = bytes(116)  # its end, which tells the columns, is left as it was
    (Path(given[1]) / "phần 1.parquet").write_bytes(data)
    result = run("derive", *given, "--month=2024-06")
    assert result.exit_code == 1 and "DuckDB không tính được" in result.stderr and result.stdout == ""


def test_duckdb_counts_here_only(given: tuple[str, str]) -> None:
    assert run("derive", given[0], "hdfs://far/away", "--month=2024-06").exit_code == 2


def test_a_file_that_cannot_be_written_is_one_sentence(given: tuple[str, str], tmp_path: Path) -> None:
    result = run("derive", *given, "--month=2024-06", f"--out={tmp_path / 'no' / 'f.csv'}")
    assert result.exit_code == 1 and len(result.stderr.strip().splitlines()) == 1
