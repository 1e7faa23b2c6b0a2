"""A report as plain text, its table parted by tabs as spreadsheets take it, and as Markdown."""

from __future__ import annotations

from tiendo.catalogue.load import Catalogue
from tiendo.model.report import Report
from tiendo.publishing.report import Block, Grid, Heading, Item, Paragraph, report_blocks, report_title


def report_text(report: Report, catalogue: Catalogue, language: str) -> str:
    """The report as a .txt holds it."""
    kind, about = report_title(report, language)
    parts = [f"{kind}\n{about}", *(_plain(block) for block in report_blocks(report, catalogue, language))]
    return "\n\n".join(parts) + "\n"


def report_markdown(report: Report, catalogue: Catalogue, language: str) -> str:
    """The report as a .md holds it."""
    kind, about = report_title(report, language)
    parts = [f"# {kind}\n\n**{about}**", *(_marked(block) for block in report_blocks(report, catalogue, language))]
    return "\n\n".join(parts) + "\n"


def _plain(block: Block) -> str:
    match block:
        case Heading(text) | Paragraph(text):
            return text
        case Item(sign, text):
            return f"{sign} {text}"
        case Grid(heads, rows):
            return "\n".join("\t".join(row) for row in (heads, *rows))


def _marked(block: Block) -> str:
    match block:
        case Heading(text):
            return f"## {text}"
        case Grid(heads, rows):
            rule = "|" + "---|" * len(heads)
            lines = [_row(heads), rule, *(_row(row) for row in rows)]
            return "\n".join(lines)
        case _:
            return _plain(block)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"
