"""The log of figures as Parquet: the command and its way back, and files that cannot be used."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from tests.builders import CATALOGUE
from tiendo.cli import main
from tiendo.files import UnusableFile
from tiendo.files.log import COLUMNS, read_log, write_log
from tiendo.files.log_columns import read_log_columns, scaled
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.restatement import Restatement

DEMO = Path(__file__).resolve().parents[3] / "demo"
FIGURES = (
    Observation("jobs-created", "101", Period.month(2024, 3), Decimal("9999999999999.123456")),
    Observation("jobs-created", "101", Period.quarter(2024, 1), Decimal("12.50"), revision=2),
    Observation("bhyt-coverage", "101", Period.month(2024, 3), numerator=Decimal(0), denominator=Decimal(0)),
    Observation("jobs-created", "102", Period.month(2024, 4), no_data="mất điện"),
)


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, [str(word) for word in words])
    return done.exit_code, done.output


def written(folder: Path, **columns: object) -> Path:
    """A log of one figure with some columns replaced."""
    write_log(folder, FIGURES[:1])
    file = folder / "2024-03.parquet"
    table = pq.read_table(file)
    for name, values in columns.items():
        table = table.set_column(table.column_names.index(name), name, pa.array(values))
    pq.write_table(table, file)
    return folder


def unusable(folder: Path) -> tuple[str, object]:
    with pytest.raises(UnusableFile) as refused:
        list(read_log(folder))
    return refused.value.problem.rule, refused.value.problem.facts.get("columns")


def test_every_digit_is_kept_and_a_quarter_stands_in_its_last_month(tmp_path):
    assert write_log(tmp_path, FIGURES) == 4
    assert sorted(f.name for f in tmp_path.iterdir()) == ["2024-03.parquet", "2024-04.parquet"]
    assert tuple(read_log(tmp_path)) == FIGURES
    assert [str(o.value) for o in read_log(tmp_path)][1] == "12.50"
    assert not any(pa.types.is_floating(field.type) for field in COLUMNS)


def test_restated_figures_are_not_kept(tmp_path):
    restated = Observation("jobs-created", "101", Period.month(2024, 3), Decimal(1), restatement=Restatement((), ()))
    with pytest.raises(ValueError, match="restated"):
        write_log(tmp_path, [restated])


def test_files_that_cannot_be_used_say_why(tmp_path):
    assert unusable(tmp_path)[0] == "log-empty"
    assert unusable(written(tmp_path / "a", value=["một trăm"]))[0] == "log-row"
    assert unusable(written(tmp_path / "b", value=["NaN"]))[0] == "log-row"
    assert unusable(written(tmp_path / "c", period=["tháng 3"]))[0] == "log-row"
    assert unusable(written(tmp_path / "d", revision=["ba"]))[0] == "file-broken"
    assert unusable(written(tmp_path / "e", place=[None])) == ("log-columns", "place")
    folder = written(tmp_path / "f")
    pq.write_table(pq.read_table(folder / "2024-03.parquet").drop_columns(["vintage"]), folder / "2024-03.parquet")
    assert unusable(folder) == ("log-columns", "vintage")
    (folder / "2024-03.parquet").write_bytes(b"PAR1 and nothing else")
    assert unusable(folder)[0] == "file-broken"


def test_columns_know_what_only_the_exact_path_can_count(tmp_path):
    write_log(tmp_path, (*FIGURES, Observation("bhyt-coverage", "102", Period.month(2024, 3), Decimal(94))))
    log = read_log_columns(tmp_path, CATALOGUE.indicators)
    odd = {(log.indicators[i], log.places[p]) for i, p, o in zip(log.indicator, log.place, log.odd) if o}
    assert odd == {("jobs-created", "101"), ("bhyt-coverage", "102")}  # 19 digits; a rate without its parts
    assert len(log) == 5


def test_decimal_text_becomes_whole_numbers_of_the_smallest_digit_of_its_kind():
    import numpy as np

    text = pa.array(["1.5", "-0.25", None, "7", "0.1234567891", "99999999999999999"])
    amounts, digits, long = scaled(text, np.array([0, 0, 0, 1, 1, 1]), 2)
    assert digits.tolist() == [2, 0]
    assert amounts[:2].tolist() == [150, -25] and amounts[3] == 7
    assert np.isnan(amounts[[2, 4]]).all()
    assert long.tolist() == [False, False, False, False, True, True]


def test_the_command_writes_shows_and_is_read_by_judge(tmp_path):
    folder = tmp_path / "figures"
    write = ("log", "write", DEMO / "figures.csv", folder, "--targets", DEMO / "register.json")
    assert run(*write)[0] == 0
    assert run(*write) == (1, run(*write)[1])
    assert "--yes" in run(*write)[1]
    assert run(*write, "--yes")[0] == 0
    code, shown = run("log", "show", folder)
    assert code == 0
    (tmp_path / "rows.csv").write_text(shown, encoding="utf-8")
    common = ("judge", "--targets", DEMO / "register.json", "--places", DEMO / "places.csv", "--today", "2024-10-20")
    first = run(*common, "--figures", DEMO / "figures.csv", "--json")
    assert run(*common, "--figures", folder, "--json") == first
    assert run(*common, "--figures", tmp_path / "rows.csv", "--json") == first


def test_an_empty_folder_is_one_sentence(tmp_path):
    code, said = run("log", "show", tmp_path)
    assert code == 1 and "tiendo log write" in said
