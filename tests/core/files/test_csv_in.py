"""CSV as offices save it, and one sentence for what is not."""

import pytest

from tiendo.files import UnusableFile
from tiendo.files.csv_in import read_lines
from tiendo.publishing.wording import say_with_place


@pytest.mark.parametrize("parter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_comma_semicolon_and_tab_are_read_alike(parter: str, mark: bytes) -> None:
    data = mark + parter.join(["Place", "value"]).encode() + b"\r\n" + parter.join(["A", '"1.234"']).encode()
    (line,) = read_lines(data, "f.csv", needed=("place",))
    assert (line.number, line.cells) == (2, {"place": "A", "value": "1.234"})


def test_rows_are_numbered_as_a_spreadsheet_does_and_empty_ones_passed_over() -> None:
    lines = list(read_lines(b"place,value\n\nA,1\n,,\nB\n", "f.csv", needed=()))
    assert [(line.number, line.cells["place"], line.cells["value"]) for line in lines] == [(3, "A", "1"), (5, "B", "")]


def test_decomposed_letters_are_composed() -> None:
    (line,) = read_lines("place\nTha\u0323nh".encode(), "f.csv", needed=())
    assert line.cells["place"] == "Thạnh"


@pytest.mark.parametrize(
    ("data", "rule", "said"),
    [
        (b"", "file-empty", "f.csv"),
        ("place\nThạnh".encode("utf-16"), "encoding-unknown", "f.csv"),
        (b"value\n1", "column-missing", "f.csv, dòng 1: Thiếu cột “place” (đang có: value)"),
        (b"place,place\nA,B", "column-twice", "f.csv, dòng 1: Cột “place”"),
        (b"place,value\nA,1,2", "cell-outside", "f.csv, dòng 2: "),
        (b'place,value\nA,"1\n', "file-broken", "f.csv"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_one_sentence(data: bytes, rule: str, said: str) -> None:
    with pytest.raises(UnusableFile) as refused:
        list(read_lines(data, "f.csv", needed=("place",)))
    assert refused.value.problem.rule == rule
    assert said in say_with_place(refused.value.problem, "vi")
    assert say_with_place(refused.value.problem, "en").endswith(".")
