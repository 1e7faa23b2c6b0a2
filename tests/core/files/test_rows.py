"""Rows are taken from a file as they were written."""

from pathlib import Path

from tests.builders import CATALOGUE
from tiendo.collecting import collect
from tiendo.files import read_rows

DEMO = Path(__file__).resolve().parents[3] / "demo"


def test_vietnamese_heads_mean_the_same() -> None:
    told = "Mã địa bàn;Mã chỉ tiêu;Kỳ;Giá trị;Số liệu mẫu\n27886;jobs-created;3/2024;1.234,5;không\n"
    (row,) = read_rows(told.encode(), "so-lieu.csv")
    assert (row.place_code, row.indicator_code, row.period, row.value) == ("27886", "jobs-created", "3/2024", "1.234,5")
    assert (row.sample, row.where) == ("", "so-lieu.csv:2")


def test_every_row_of_the_demonstration_can_be_used() -> None:
    rows = list(read_rows((DEMO / "figures.csv").read_bytes(), "figures.csv"))
    collected = collect(rows, CATALOGUE.indicators, language="plain")
    assert len(collected.observations) == len(rows) > 400 and collected.refused == ()
    assert all(o.sample for o in collected.observations)
    assert any(o.no_data for o in collected.observations) and any(o.value == 0 for o in collected.observations)
    assert {o.revision for o in collected.observations} == {1, 2}
