"""PDF: paragraphs as they were before the layout broke them, tables row by row, scans refused."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.fuzz.seeds import pdf
from tiendo.reading.formats import UnreadableDocument, open_document


def lines(said: Sequence[str], *, top: int = 260, left: int = 30, apart: int = 12) -> str:
    return "\n".join(f"BT /F 10 Tf {left} {top - n * apart} Td ({line}) Tj ET" for n, line in enumerate(said))


def test_a_line_that_ran_out_of_room_is_joined_and_one_that_was_ended_is_not() -> None:
    # 240 points between the margins hold 40 letters.
    text = open_document(
        pdf(lines(["giao 01 truong la Trung hoc co so Thuy", "Tay cho huyen Tan Lap", "Cac xa"])), "a.pdf"
    ).text
    assert text == "giao 01 truong la Trung hoc co so Thuy Tay cho huyen Tan Lap\n\nCac xa"


def test_the_number_of_a_page_is_no_part_of_its_text() -> None:
    assert open_document(pdf(lines(["2", "Cac xa bao cao", "hang thang."], apart=30)), "a.pdf").text.startswith(
        "Cac xa"
    )


def test_a_ruled_table_is_read_row_by_row() -> None:
    rules = [f"30 {y} m 270 {y} l S" for y in (200, 180, 160)] + [f"{x} 200 m {x} 160 l S" for x in (30, 150, 210, 270)]
    cells = [
        lines([said], top=top, left=left)
        for top, row in ((186, ("Chi tieu", "DVT", "KH")), (166, ("Thu ngan sach", "ty dong", "137,5")))
        for left, said in zip((34, 154, 214), row, strict=True)
    ]
    text = open_document(pdf("\n".join([lines(["Ke hoach"]), *rules, *cells])), "a.pdf").text
    assert text == "Ke hoach\n\n| Chi tieu | DVT | KH |\n| Thu ngan sach | ty dong | 137,5 |"


def test_a_scan_is_refused_as_a_scan() -> None:
    image = "q 200 0 0 200 30 30 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    with pytest.raises(UnreadableDocument) as refused:
        open_document(pdf(image), "scan.pdf")
    assert refused.value.problem.rule == "scanned"
