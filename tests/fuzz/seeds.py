"""Small whole files of every kind that can be read: what the fuzzers change from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

PLAN = "Kế hoạch năm 2024\nNăm 2024, huyện Tân Lập phấn đấu thu ngân sách 137,5 tỷ đồng; giảm 15% số hộ nghèo (21 hộ)."
TABLE = "| STT | Chỉ tiêu | ĐVT | Ước TH 2023 | Kế hoạch 2024 |\n|---|---|---|---|---|\n| 1 | Sản lượng lúa | tấn | 5 | 229.800 |"
PAGE = f"<!doctype html><html><body><h1>Kế hoạch năm 2024</h1><p>{PLAN}</p><table><tr><th>Chỉ tiêu<th>KH 2024<tr><td rowspan=2>Hộ nghèo<td>5 hộ</table></body></html>"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def seeds() -> Iterator[bytes]:
    """Each file with a byte before it that says under which name it is opened (see fuzz_reading)."""
    for at, data in enumerate((PLAN.encode(), PAGE.encode(), word(), pdf(), workbook(), open_workbook())):
        yield bytes([at]) + data
    yield bytes([0]) + TABLE.encode()
    yield bytes([0]) + "N¨m 2024, huyÖn phÊn ®Êu gi¶m 21 hé nghÌo".encode("cp1252")


def packed(parts: dict[str, str]) -> bytes:
    """A packed file with these parts, not compressed, so that a fuzzer can change the words in it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as file:
        for name, said in parts.items():
            file.writestr(name, said)
    return data.getvalue()


def word(body: str = "", styles: str = "") -> bytes:
    """A .docx: a paragraph of the plan, a table, and what is given."""
    row = (
        "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    )
    table = f"<w:tbl>{row.format('Chỉ tiêu', 'Kế hoạch 2024')}{row.format('Số hộ nghèo', '21')}</w:tbl>"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PARTS}"><Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{PLAN}</w:t></w:r></w:p>{table}{body}</w:body></w:document>',
            "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">{styles}</w:styles>',
        }
    )


def workbook(rows: str = "", *, extra: dict[str, str] | None = None, state: str = "visible") -> bytes:
    """An .xlsx of one sheet: the annex of one target, and the rows that are given."""
    said = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{head}</t></is></c>'
        for column, head in zip("ABCD", ("STT", "Chỉ tiêu", "ĐVT", "Kế hoạch 2024"), strict=True)
    )
    own = (
        rows
        or '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>Số hộ nghèo</t></is></c><c r="C2" t="inlineStr"><is><t>hộ</t></is></c><c r="D2"><v>21</v></c></row>'
    )
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PARTS}"><Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_LINKS}"><sheets><sheet name="Phụ lục" sheetId="1" r:id="s1" state="{state}"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PARTS}"><Relationship Id="s1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/styles.xml": f'<styleSheet xmlns="{_SHEET}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs></styleSheet>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData><row r="1">{said}</row>{own}</sheetData>{(extra or {}).pop("after", "") if extra else ""}</worksheet>',
            **(extra or {}),
        }
    )


def open_workbook(rows: str = "") -> bytes:
    """An .ods of one table: the annex of one target, and the rows that are given."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    head = "".join(cell.format(said) for said in ("STT", "Chỉ tiêu", "ĐVT", "Kế hoạch 2024"))
    own = rows or (
        f"<table:table-row>{cell.format('1')}{cell.format('Số hộ nghèo')}{cell.format('hộ')}"
        '<table:table-cell office:value-type="float" office:value="21"><text:p>21</text:p></table:table-cell></table:table-row>'
    )
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="Phụ lục"><table:table-row>{head}</table:table-row>{own}</table:table></office:spreadsheet></office:body></office:document-content>',
        }
    )


def pdf(content: str = "", resources: str = "", *, pages: int = 1, width: int = 300) -> bytes:
    """A PDF with these drawing commands on each page; Courier, so that every letter is 6 points wide at size 10."""
    content = content or "BT /F 10 Tf 30 260 Td (Nam 2024 phan dau 900 viec lam) Tj ET"
    resources = resources or "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >>"
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} 300] /Contents 3 0 R /Resources << {resources} >> >>"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        *[page] * pages,
    ]
    out, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(parts) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out.encode("latin-1")
