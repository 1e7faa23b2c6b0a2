"""A spreadsheet of an act → Redrawing, from CSV as people save it and from a workbook; the empty table reads back."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import date
from fractions import Fraction

import pytest

from tiendo.files import UnusableFile
from tiendo.files.redrawing import KINDS, read_redrawing, read_share
from tiendo.files.redrawing_template import empty_table, empty_workbook
from tiendo.model.place_change import ShareBasis


@pytest.mark.parametrize("empty", [empty_table, empty_workbook])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_empty_table_reads_back_as_the_example_that_it_shows(empty, language):
    redrawing = read_redrawing(empty(language), "mau")
    assert (redrawing.day, redrawing.document) == (date(2025, 7, 1), "1682/NQ-UBTVQH15")
    assert redrawing.document_day == date(2025, 6, 16)
    assert [(x.old, x.new, x.share, x.basis) for x in redrawing.lines] == [
        ("27874", "27877", Fraction(1), ShareBasis.WHOLE),
        ("27880", "27877", Fraction(1), ShareBasis.WHOLE),
        ("27829", "27817", Fraction(1, 2), ShareBasis.EQUAL_PARTS),
        ("27829", "27841", Fraction(1, 2), ShareBasis.EQUAL_PARTS),
    ]
    assert [(p.code, p.name, p.parent) for p in redrawing.new] == [
        ("27877", "Thạnh Phước", "80"), ("27817", "Tuyên Thạnh", "80"), ("27841", "Hậu Thạnh", "80"),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_empty_workbook_keeps_codes_as_text_and_offers_only_words_that_are_read(language):
    assert empty_workbook(language) == empty_workbook(language)
    with zipfile.ZipFile(io.BytesIO(empty_workbook(language))) as packed:
        sheet, styles = packed.read("xl/worksheets/sheet1.xml").decode(), packed.read("xl/styles.xml").decode()
    assert re.search('numFmtId="49"|formatCode="@"', styles)  # text: "01234" stays so, and 1/2 is no date
    lists = [html.unescape(said).strip('"').split(",") for said in re.findall("<formula1>(.*?)</formula1>", sheet)]
    assert len(lists) == 2
    assert len(lists[0]) == len(KINDS)
    for kind in lists[0]:
        read_redrawing(f"mã cũ;mã mới;tên mới;loại;ngày hiệu lực\n1;2;A;{kind};01/07/2025".encode(), "a.csv")
    for basis in lists[1]:
        share = "1" if basis in {"nguyên vẹn", "whole"} else "1/2"
        line = f"{share};{basis};01/07/2025"
        read_redrawing(f"mã cũ;mã mới;tên mới;loại;tỷ lệ;căn cứ;ngày hiệu lực\n1;2;A;xã;{line}".encode(), "a.csv")


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("0,62", Fraction(31, 50)),
        ("0.62", Fraction(31, 50)),
        ("62%", Fraction(31, 50)),
        ("62,5 %", Fraction(5, 8)),
        ("1/3", Fraction(1, 3)),
        ("", None),
    ],
)
def test_shares_as_people_write_them(said, share):
    assert read_share(said) == share


@pytest.mark.parametrize("said", ["nửa", "1/0", "%", "0,6,2", "9" * 30])
def test_what_is_no_share(said):
    with pytest.raises(ValueError):
        read_share(said)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"a;b\n1;2", b"\xff\xff"])
def test_files_that_are_no_table(data):
    with pytest.raises(UnusableFile):
        read_redrawing(data, "doi.xlsx")


def _workbook(*rows: tuple[object, ...]) -> bytes:
    """The smallest .xlsx that holds these rows; numbers stay numbers."""

    def cell(value: object) -> str:
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
        return f"<c><v>{value}</v></c>"

    sheet = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{rels}"><sheets><sheet name="A" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{sheet}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return out.getvalue()


def test_a_workbook_with_codes_and_shares_as_numbers_says_the_same():
    heads = ("Mã cũ", "Mã mới", "Tên mới", "Loại", "Thuộc mã", "Tỷ lệ", "Căn cứ", "Ngày hiệu lực", "Văn bản")
    rows = [
        (27829, 27817, "Tuyên Thạnh", "xã", 80, 0.62, "Dân số", "01/07/2025", "1682/NQ-UBTVQH15"),
        (27829, 27841, "Hậu Thạnh", "xã", 80, 0.38, "dân số", "01/07/2025", ""),
    ]
    redrawing = read_redrawing(_workbook(heads, *rows), "doi.xlsx")
    assert [(x.old, x.new, x.share) for x in redrawing.lines] == [
        ("27829", "27817", Fraction(31, 50)), ("27829", "27841", Fraction(19, 50)),
    ]  # fmt: skip
    assert [p.parent for p in redrawing.new] == ["80", "80"]
