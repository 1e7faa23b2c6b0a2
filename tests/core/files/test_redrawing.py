"""A spreadsheet of an act → Redrawing, from CSV as people save it and from a workbook; the empty table reads back."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tiendo.files import UnusableFile
from tiendo.files.redrawing import empty_table, read_redrawing, read_share
from tiendo.model.place_change import ShareBasis


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_empty_table_reads_back_as_the_example_that_it_shows(language):
    redrawing = read_redrawing(empty_table(language), "mau.csv")
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
