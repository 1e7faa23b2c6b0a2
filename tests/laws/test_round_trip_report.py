"""What the system writes as a report is read back by the reader to the same targets and results."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import CATALOGUE, YEAR
from tests.laws.reports import (
    NOT_GIVEN_BACK,
    PLACE,
    READ,
    TITLES,
    Done,
    Promised,
    before_in,
    done_in,
    plain_lines,
    promised_in,
    read_promises,
    read_results,
    tell,
    told,
)
from tiendo import pipeline
from tiendo.model.document import Document
from tiendo.model.observation import Observation, Vintage
from tiendo.model.period import Period
from tiendo.model.reading import Reading
from tiendo.model.report import Report
from tiendo.model.target import Comparator, Condition, ReportedBy, Target
from tiendo.publishing.report_docx import report_docx
from tiendo.publishing.report_text import report_markdown, report_text
from tiendo.publishing.wording import format_period, format_when
from tiendo.reading.formats import open_document

_TABLE = "Biểu tiến độ thực hiện các chỉ tiêu"
_DISAGREE = {"percent-does-not-follow", "shares-do-not-sum", "part-larger-than-whole"}
MONTHS = st.integers(1, 12)


def read(text: str) -> Reading:
    return pipeline.read_document(Document(text, "báo cáo"), CATALOGUE)


def promised(report: Report) -> set[Promised]:
    return {p for line in plain_lines(report.lines) for p in promised_in(line.verdict)}


def done(report: Report) -> set[Done]:
    return {d for line in plain_lines(report.lines) for d in done_in(line.verdict)}


def before(report: Report) -> set[Done]:
    return {d for line in plain_lines(report.lines) if line.verdict.total for d in before_in(line)}


def without_vintage(results: set[Done]) -> set[tuple[object, ...]]:
    """Results of a table: the head of a column says a vintage only where all its figures have the same."""
    return {(d.code, d.months, d.value) for d in results}


def disagreements(reading: Reading) -> list[str]:
    return [p.rule for p in reading.problems if p.rule in _DISAGREE]


@settings(deadline=None)
@given(told(READ, months=MONTHS))
def test_the_sentences_of_a_report_are_read_back_to_the_same_targets_and_results(report: Report) -> None:
    prose, _, _ = report_text(report, CATALOGUE, "vi").partition(_TABLE)
    reading = read(prose)
    assert read_promises(reading) == promised(report), prose
    assert read_results(reading) == done(report), prose
    assert not disagreements(reading), prose


@settings(deadline=None)
@given(told(READ, months=MONTHS))
def test_the_table_of_a_report_is_read_back_with_the_year_before(report: Report) -> None:
    text = report_text(report, CATALOGUE, "vi")
    title, table = text.splitlines()[:2], text.partition(_TABLE)[2]
    reading = read("\n".join([*title, table]))
    assert read_promises(reading) == promised(report), table
    assert without_vintage(read_results(reading)) == without_vintage(done(report) | before(report)), table
    vintages = {d.vintage for d in done(report)}
    if len(vintages) == 1 and report.period.months_long < 12:
        now = {d for d in read_results(reading) if d.months[0].startswith("2024")}
        assert now == done(report), table
    assert not disagreements(reading), table


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("bao-cao.txt", lambda report: report_text(report, CATALOGUE, "vi").encode()),
        ("bao-cao.md", lambda report: report_markdown(report, CATALOGUE, "vi").encode()),
        ("bao-cao.docx", lambda report: report_docx(report, CATALOGUE, "vi")),
    ],
)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_each_file_of_a_report_is_read_back_as_a_whole(
    name: str, write: Callable[[Report], bytes], data: st.DataObject
) -> None:
    report = data.draw(told(READ, months=MONTHS))
    reading = pipeline.read_document(open_document(write(report), name), CATALOGUE)
    assert read_promises(reading) == promised(report)
    assert without_vintage(read_results(reading)) == without_vintage(done(report) | before(report))
    assert done(report) <= read_results(reading)
    assert reading.period == YEAR and reading.place is not None and reading.place.name == "Lâm Sơn"


@pytest.mark.parametrize("through", [1, 6, 9, 12])
@pytest.mark.parametrize("vintage", Vintage)
def test_every_indicator_of_the_catalogue_is_read_back(through: int, vintage: Vintage) -> None:
    wrong = []
    for indicator in READ:
        target = Target(
            "1", "1", "Chỉ tiêu 1", PLACE, YEAR, indicator.code,
            (Condition(Comparator.EQUAL, Decimal(61), indicator.unit),), reported_by=ReportedBy.PLACE,
        )  # fmt: skip
        observations = [
            Observation(indicator.code, PLACE, Period.month(2024, m), value=Decimal(37), vintage=vintage)
            for m in range(1, through + 1)
        ]
        report = tell([target], observations, through, TITLES[0])
        text = report_text(report, CATALOGUE, "vi").partition(_TABLE)[0]
        reading = read(text)
        if (read_promises(reading), read_results(reading)) != (promised(report), done(report)):
            wrong.append(text.splitlines()[-6:])
    assert not wrong


def test_what_is_not_given_back_is_in_the_catalogue() -> None:
    assert set(NOT_GIVEN_BACK) <= set(CATALOGUE.indicators)


@settings(deadline=None)
@given(st.integers(2020, 2030), MONTHS)
def test_the_part_of_a_year_that_a_figure_is_of_is_read_back(year: int, month: int) -> None:
    period = Period.year(year).through(Period.month(year, month))
    (figure,) = read(f"Kết quả thực hiện kế hoạch năm {year + 1}\n- {sentence(format_when(period, 'vi'))}").figures
    assert figure.when is not None and figure.when.months() == period.months()


@settings(deadline=None)
@given(
    st.integers(2020, 2029).flatmap(
        lambda year: st.sampled_from(
            [
                Period.year(year), Period.half(year, 1), Period.half(year, 2), *(Period.quarter(year, n) for n in range(1, 5)),
                *Period.year(year).months(), Period.term(year, year + 4),
            ]
        )
    )
)  # fmt: skip
def test_every_period_is_read_back_from_its_words(period: Period) -> None:
    (figure,) = read(f"Kết quả thực hiện kế hoạch năm 2035\n- {sentence(format_period(period, 'vi'))}").figures
    assert figure.when is not None and figure.when.months() == period.months()


def sentence(when: str) -> str:
    return f"{when[:1].upper()}{when[1:]}, thu ngân sách nhà nước trên địa bàn đã đạt 120,5 tỷ đồng."
