"""CSV as offices open it, harmless in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo.publishing.csv_file import write_csv
from tiendo.publishing.tables import FileTable


def _read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_vietnamese_opens_in_a_spreadsheet() -> None:
    data = write_csv(FileTable(("Chỉ tiêu",), [("Sản lượng",)]))
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    assert _read(data) == [["Chỉ tiêu"], ["Sản lượng"]]


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "\tx", "+84 =cmd", "-2+3", "-HYPERLINK", "\r=1"])
def test_a_formula_is_made_harmless(cell: str) -> None:
    assert _read(write_csv(FileTable(("x",), [(cell,)])))[1][0].startswith("'")


@pytest.mark.parametrize("cell", ["-5", "-23.8", "+2", "0", "", "xã A; xã B", 'nói "được"', "a,b", "—"])
def test_numbers_keep_their_sign_and_words_stay_as_they_are(cell: str) -> None:
    assert _read(write_csv(FileTable(("x", "y"), [(cell, "z")])))[1] == [cell, "z"]


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), min_size=1))
def test_every_cell_is_read_back(cells: list[str]) -> None:
    heads = tuple(str(n) for n in range(len(cells)))
    row = _read(write_csv(FileTable(heads, [(*cells[:-1], cells[-1] + ".")])))[1]
    assert [c.removeprefix("'") for c in row] == [c.removeprefix("'") for c in (*cells[:-1], cells[-1] + ".")]
