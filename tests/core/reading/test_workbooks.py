"""Workbooks: numbers stay exact, what everybody sees is what is read, and odd sheets cost nothing."""

from __future__ import annotations

import pytest

from tests.core.reading.files import figures
from tests.fuzz.seeds import open_workbook, workbook
from tiendo.reading.formats import UnreadableDocument, open_document

ODS_CELL = (
    '<table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'
)


def text(data: bytes, name: str = "annex.xlsx") -> str:
    return open_document(data, name, bounded=False).text


def row(number: int, *cells: str) -> str:
    """A row of a sheet; a cell is the value as XML, told apart from a word by its first sign."""
    said = "".join(
        f'<c r="{column}{number}"{cell if cell.startswith((" ", ">")) else f""" t="inlineStr"><is><t>{cell}</t></is>"""}</c>'
        for column, cell in zip("ABCDEFGH", cells, strict=False)
        if cell
    )
    return f'<row r="{number}">{said}</row>'


@pytest.mark.parametrize("data", [workbook(), open_workbook()], ids=["xlsx", "ods"])
def test_an_annex_in_a_workbook_is_read_by_its_columns(data: bytes) -> None:
    (figure,) = figures(data, "annex")
    assert (figure.kind, figure.indicator, str(figure.value), figure.unit) == ("target", "Số hộ nghèo", "21", "hộ")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("><v>137.5</v>", "137,5"),
        ("><v>229800</v>", "229800"),
        ("><v>0</v>", "0"),
        ("><v>0.30000000000000004</v>", "0,3"),
        ("><v>-2.5</v>", "-2,5"),
        ("><v>1E-3</v>", "0,001"),
        (' s="1"><v>0.945</v>', "94,5%"),
        (' s="2"><v>45289</v>', "29/12/2023"),
        ("><f>1+1</f><v>2</v>", "2"),
        ("8.962,5", "8.962,5"),
        (' t="b"><v>1</v>', "có"),
    ],
    ids=["decimal", "whole", "zero", "noise", "negative", "power", "per cent", "day", "formula", "text", "yes"],
)
def test_a_cell_is_said_as_it_would_be_written(cell: str, said: str) -> None:
    assert text(workbook(row(2, "1", "Chỉ số", "điểm", cell))).endswith(f"| 1 | Chỉ số | điểm | {said} |")


def test_a_share_in_an_open_workbook_is_said_as_per_cent() -> None:
    cells = "".join(
        ODS_CELL.format(kind=kind, value=value, shown=shown)
        for kind, value, shown in (("float", "1", "1"), ("float", "2", "2"), ("percentage", "0.945", "94,50%"))
    )  # fmt: skip
    assert text(open_workbook(f"<table:table-row>{cells}</table:table-row>"), "a.ods").endswith("| 1 | 2 | 94,5% |  |")


def test_a_million_empty_rows_cost_nothing() -> None:
    rows = "".join(f'<row r="{n}"/>' for n in range(3, 100_000)) + row(1_000_000, "2", "Số xã", "xã", "><v>5</v>")
    assert text(workbook(row(2, "1", "Số hộ nghèo", "hộ", "><v>21</v>") + rows)).splitlines()[-2:] == [
        "| 1 | Số hộ nghèo | hộ | 21 |",
        "| 2 | Số xã | xã | 5 |",
    ]


def test_a_cell_that_spans_rows_is_said_in_each_and_one_that_spans_columns_once() -> None:
    rows = row(2, "1", "Giảm nghèo", "hộ", "><v>21</v>") + row(3, "", "", "%", "><v>15</v>")
    merged = {"after": '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>'}
    assert text(workbook(rows, extra=merged)).splitlines()[-2:] == [
        "| 1 | Giảm nghèo | hộ | 21 |",
        "| 1 | Giảm nghèo | % | 15 |",
    ]


def test_a_hidden_sheet_is_not_read() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        text(workbook(state="hidden"))
    assert refused.value.problem.rule == "file-empty"


def test_macros_are_parts_that_nobody_opens() -> None:
    with_macro = workbook(extra={"xl/vbaProject.bin": 'Sub AutoOpen(): Kill "*.*": End Sub'})
    assert text(with_macro, "annex.xlsm") == text(workbook())


def test_more_rows_than_any_annex_has_are_refused() -> None:
    rows = "".join(row(n, str(n), "Số hộ", "hộ", "><v>1</v>") for n in range(2, 20_100))
    with pytest.raises(UnreadableDocument) as refused:
        text(workbook(rows))
    assert refused.value.problem.rule == "too-many-rows"
