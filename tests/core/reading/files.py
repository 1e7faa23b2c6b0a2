"""Files that the tests of reading make: nothing binary is kept in the repository."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import docx

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.figure import Figure
from tiendo.reading.formats import open_document

# An annex as districts write it: two rows of headings, a row that numbers the columns, groups, parts, offices.
ANNEX: Sequence[Sequence[str]] = (
    ("STT", "Chỉ tiêu", "ĐVT", "Năm 2023", "", "Kế hoạch 2024", "Chủ trì", "Phối hợp"),
    ("", "", "", "Kế hoạch", "Ước thực hiện", "", "", ""),
    ("A", "B", "C", "1", "2", "3", "4", "5"),
    ("I", "Kinh tế", "", "", "", "", "", ""),
    ("1", "Sản lượng lương thực", "Tấn", "31.000", "31.250", "31.500", "Phòng Nông nghiệp", "UBND các xã, thị trấn"),
    ("", "Trong đó: - Lúa", "Tấn", "", "30.100", "30.400", "", ""),
    ("2", "Tốc độ tăng giá trị sản xuất", "%", "8,0", "7,8", "8,5-9", "Phòng Tài chính - Kế hoạch; Chi cục Thuế", ""),
    ("II", "Xã hội", "", "", "", "", "", ""),
    ("3", "Giảm số hộ nghèo", "Hộ", "", "14", "≥ 12", "Phòng Lao động", ""),
    ("4", "Tỷ lệ dân số tham gia BHYT (%)", "", "93", "93,4", "94", "Bảo hiểm xã hội", "Phòng Y tế"),
)

# What any copy of it says: kind, indicator, value, upper end, unit, year, offices, group.
READ_OF_ANNEX = [
    ("result", "Sản lượng lương thực", "31250", None, "tấn", "2023"),
    ("target", "Sản lượng lương thực", "31500", None, "tấn", "2024"),
    ("result", "Sản lượng lương thực: Lúa", "30100", None, "tấn", "2023"),
    ("target", "Sản lượng lương thực: Lúa", "30400", None, "tấn", "2024"),
    ("result", "Tốc độ tăng giá trị sản xuất", "7.8", None, "%", "2023"),
    ("target", "Tốc độ tăng giá trị sản xuất", "8.5", "9", "%", "2024"),
    ("result", "số hộ nghèo", "14", None, "hộ", "2023"),
    ("target", "số hộ nghèo", "12", None, "hộ", "2024"),
    ("result", "Tỷ lệ dân số tham gia BHYT", "93.4", None, "%", "2023"),
    ("target", "Tỷ lệ dân số tham gia BHYT", "94", None, "%", "2024"),
]
TITLE = "Phụ lục chỉ tiêu kinh tế - xã hội năm 2024 huyện Tân Lập"


def figures(data: bytes, name: str) -> list[Figure]:
    """What is read from a file."""
    return list(pipeline.read_document(open_document(data, name, bounded=False), load_catalogue()).figures)


def shown(read: Sequence[Figure]) -> list[tuple[str, str, str, str | None, str, str | None]]:
    """Figures in the shape of READ_OF_ANNEX."""
    return [
        (f.kind.value, f.indicator, str(f.value), None if f.value_max is None else str(f.value_max), f.unit, f.when and f.when.code)
        for f in read
    ]  # fmt: skip


def word(build: Callable[[docx.document.Document], object]) -> bytes:
    """A .docx with what `build` writes into it."""
    written, data = docx.Document(), io.BytesIO()
    build(written)
    written.save(data)
    return data.getvalue()


def annex_in_word(written: docx.document.Document) -> None:
    """The annex as a Word table, its headings and group rows merged as Word users merge them."""
    written.add_paragraph(TITLE)
    table = written.add_table(rows=len(ANNEX), cols=len(ANNEX[0]))
    for row, cells in enumerate(ANNEX):
        for column, said in enumerate(cells):
            if said:
                table.cell(row, column).text = said
    table.cell(0, 3).merge(table.cell(0, 4))
    for column in (0, 1, 2, 5, 6, 7):
        table.cell(0, column).merge(table.cell(1, column))
    for row in (3, 7):
        table.cell(row, 1).merge(table.cell(row, 7))


def annex_in_html() -> str:
    """The annex as a table of a page."""
    first = "".join(
        f"<th colspan=2>{said}</th>" if said == "Năm 2023" else f"<th rowspan=2>{said}</th>"
        for said in ANNEX[0]
        if said
    )
    second = "".join(f"<th>{said}</th>" for said in ANNEX[1] if said)
    rows = "".join(f"<tr>{''.join(f'<td>{said}</td>' for said in row)}</tr>" for row in ANNEX[2:])
    more = "<p>Ủy ban nhân dân huyện Tân Lập giao các chỉ tiêu kinh tế - xã hội cho các phòng, các xã, thị trấn thực hiện.</p>"
    return f"<html><body><h1>{TITLE}</h1>{more}<table><tr>{first}</tr><tr>{second}</tr>{rows}</table></body></html>"


def annex_in_lines(between: str) -> str:
    """The annex as rows with a sign between the cells: "|" as in Markdown, a tab as copied from a workbook."""
    edge = "| " if between == " | " else ""
    rows = [f"{edge}{between.join(row)}{edge and ' |'}" for row in ANNEX]
    if edge:
        rows.insert(1, "|" + "---|" * len(ANNEX[0]))
    return f"{TITLE}\n\n" + "\n".join(rows)
