"""A report as a Word file in the form of Decree 30/2020/NĐ-CP (domain.md 7): A4, its margins, a Times face, page numbers
from the second page on, real headings, and a table whose heads stand again on every page."""

from __future__ import annotations

import io
from datetime import date, datetime, timezone

from docx import Document as new_document
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as Line

from tiendo.catalogue.load import Catalogue
from tiendo.model.report import Report
from tiendo.publishing.report import Grid, Heading, Item, Paragraph, report_blocks, report_title

FONT = "Times New Roman"  # what the decree asks for; Liberation Serif and Tinos have its metrics where it is missing
_BODY, _TABLE = Pt(14), Pt(11)
_TOP, _LEFT, _RIGHT = Mm(20), Mm(30), Mm(20)
_NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
# Widths in per mille of the page, by the order of `report_table.table_heads`.
_WIDTHS = (50, 250, 95, 110, 120, 75, 100, 100, 100)
_CENTRED = frozenset({0, 2, 5, 7, 8})
_NUMBERS = frozenset({3, 4, 6})


def report_docx(report: Report, catalogue: Catalogue, language: str) -> bytes:
    """The report as the bytes of a .docx, dated with the day of the report."""
    made = new_document()
    _styles(made, language)
    _page(made.sections[0])
    about = report_title(report, language)
    _properties(made, report, about[1])
    if language != "en":
        _letterhead(made, report)
    _title(made, about)
    blocks = report_blocks(report, catalogue, language)
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        match block:
            case Heading(text):
                if isinstance(following, Grid):
                    _landscape(made)  # the heading goes with its table
                made.add_heading(text, level=1)
            case Paragraph(text):
                made.add_paragraph(text)
            case Item(sign, text):
                made.add_paragraph(f"{sign} {text}")
            case Grid():
                _grid(made, block)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


# --- page and styles --------------------------------------------------------------------------------------------------


def _page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = _TOP
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number.paragraph_format.first_line_indent = Cm(0)
    run = number.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _landscape(made: Document) -> None:
    """A page of its own for the wide table, turned, as the decree allows; page numbers go on."""
    section = made.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.different_first_page_header_footer = False


def _styles(made: Document, language: str) -> None:
    for name in ("Normal", "Heading 1", "Title", "Subtitle"):
        style = made.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size, style.font.color.rgb = FONT, _BODY, RGBColor(0, 0, 0)
        style.font.bold, style.font.italic = name != "Normal", False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            if key.endswith("Theme"):
                del fonts.attrib[key]
        for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
            fonts.set(qn(script), FONT)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(6), Pt(6)
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
        if name in {"Title", "Subtitle"}:
            form.alignment, form.space_before, form.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Pt(0), Cm(0)
            _drop(style.element.pPr, "w:pBdr", "w:numPr")
            _drop(style.element.rPr, "w:spacing", "w:kern")
        else:
            form.first_line_indent = Cm(1.27)
            form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-GB" if language == "en" else "vi-VN")
    made.styles["Normal"].element.get_or_add_rPr().append(spoken)


def _drop(properties: BaseOxmlElement, *names: str) -> None:
    """Takes away what the style that Word ships says beyond the decree."""
    for name in names:
        for element in properties.findall(qn(name)):
            properties.remove(element)


def _properties(made: Document, report: Report, title: str) -> None:
    told = made.core_properties
    told.title, told.author, told.subject, told.comments = title, report.authority, report.place, ""
    told.created = told.modified = datetime.combine(report.today, datetime.min.time(), timezone.utc)  # noqa: UP017


# --- what stands on it ------------------------------------------------------------------------------------------------


def _letterhead(made: Document, report: Report) -> None:
    """Who reports, over the number still to be given, beside the name of the nation, over place and day."""
    table = made.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    _centred(left, [report.authority.upper() or "…"], bold=True, rule=True)
    _centred(right, [*_NATION], bold=True, rule=True)
    below, day = table.rows[1].cells
    _centred(below, ["Số:        /BC-UBND" if "UBND" in report.authority else "Số:        /BC"])
    _centred(day, [f"{report.place.partition(' ')[2] or report.place}, {_day(report.today)}"], italic=True)
    _widths(table, (380, 620), made.sections[0])


def _day(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2024": days below 10 and the first two months with a zero (domain.md 7)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _centred(cell: _Cell, texts: list[str], *, bold: bool = False, italic: bool = False, rule: bool = False) -> None:
    for n, text in enumerate(texts):
        line = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        _tight(line)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run(text)
        run.bold, run.italic = bold, italic
        run.font.size = Pt(13) if n or italic else Pt(12)
    if rule:
        line = cell.add_paragraph()
        _tight(line)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run("─" * (14 if len(texts) > 1 else 6)).font.size = Pt(6)


def _title(made: Document, about: tuple[str, str]) -> None:
    made.add_paragraph(about[0], style="Title").paragraph_format.space_before = Pt(18)
    made.add_paragraph(about[1], style="Subtitle").paragraph_format.space_after = Pt(12)


def _grid(made: Document, block: Grid) -> None:
    table = made.add_table(rows=1 + len(block.rows), cols=len(block.heads), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for at, head in enumerate(block.heads):
        _fill(table.cell(0, at), head, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    again = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(again)
    for n, row in enumerate(block.rows, start=1):
        group = not any(row[2:])
        cells = table.rows[n].cells
        for at, text in enumerate(row):
            centred = WD_ALIGN_PARAGRAPH.CENTER if at in _CENTRED else WD_ALIGN_PARAGRAPH.LEFT
            _fill(cells[at], text, bold=group, align=WD_ALIGN_PARAGRAPH.RIGHT if at in _NUMBERS else centred)
        whole = OxmlElement("w:cantSplit")
        table.rows[n]._tr.get_or_add_trPr().append(whole)
    _widths(table, _WIDTHS, made.sections[-1])


def _fill(cell: _Cell, text: str, *, bold: bool, align: WD_ALIGN_PARAGRAPH) -> None:
    line = cell.paragraphs[0]
    _tight(line)
    line.alignment = align
    run = line.add_run(text)
    run.bold, run.font.size = bold, _TABLE


def _tight(line: Line) -> None:
    form = line.paragraph_format
    form.first_line_indent, form.space_before, form.space_after = Cm(0), Pt(2), Pt(2)


def _widths(table: Table, shares: tuple[int, ...], section: Section) -> None:
    """Fixed widths, so that every program lays the table out alike."""
    table.autofit = False
    width, left, right = section.page_width, section.left_margin, section.right_margin
    assert width is not None and left is not None and right is not None
    room = width - left - right
    for at, share in enumerate(shares):
        table.columns[at].width = room * share // 1000
        for cell in table.columns[at].cells:
            cell.width = room * share // 1000
