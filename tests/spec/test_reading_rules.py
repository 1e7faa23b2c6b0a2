"""Every sentence of every table is read as the table says, and docs/rules/reading.md says what the tables say."""

from __future__ import annotations

import pytest

from tests.builders import CATALOGUE
from tests.spec.reading_tables import READING_TABLES, ReadingTable, Sentence
from tests.spec.render import READING_PAGE, render_reading
from tiendo import pipeline
from tiendo.model.document import Document
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.period import Period
from tiendo.model.target import Change, Comparator
from tiendo.publishing.reading_words import RULE_WORDS

CASES = [pytest.param(table, row, id=f"{table.key}: {row.said}") for table in READING_TABLES for row in table.rows]
CHANGE = {Change.NONE: "", Change.INCREASE: "tăng ", Change.DECREASE: "giảm "}


def _said(figure: Figure) -> str:
    high = f"-{figure.value_max}" if figure.value_max is not None else ""
    kind = "kết quả " if figure.kind is FigureKind.RESULT else ""
    about = figure.comparator is Comparator.ABOUT
    comparator = "khoảng" if about else figure.comparator.value
    return f"{kind}{figure.indicator}: {CHANGE[figure.change]}{comparator} {figure.value}{high} {figure.unit}"


@pytest.mark.parametrize(("table", "row"), CASES)
def test_the_sentence_is_read_as_the_rule_says(table: ReadingTable, row: Sentence) -> None:
    reading = pipeline.read_document(Document(row.said), CATALOGUE, chosen=Period.year(2024))
    assert tuple(_said(figure) for figure in reading.figures) == row.figures
    for figure in reading.figures:
        assert figure.number.of(row.said), "The number is where the span says."
        assert figure.rule in RULE_WORDS, f"Say in publishing/reading_words.py what the rule {figure.rule} reads."


def test_the_page_of_reading_rules_is_rendered_from_the_tables() -> None:
    assert READING_PAGE.read_text(encoding="utf-8") == render_reading(), "Run `make docs`."
