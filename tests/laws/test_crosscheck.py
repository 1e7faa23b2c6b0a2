"""Laws of the cross-check: what a report works out rightly is never questioned, what is off by more than its rounding is.

The oracle is a report written from exact numbers: each is rounded to the decimals that are printed, and the percentages are
worked out from the exact ones, as a clerk's workbook does.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import CATALOGUE
from tiendo import pipeline
from tiendo.model.document import Document
from tiendo.reading.percentages import ratio

HEADLINE = "Báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội 9 tháng đầu năm 2024"
QUESTIONS = {"percent-does-not-follow", "growth-does-not-follow"}
COUNTED = ("lao động", "Giải quyết việc làm cho {a}/{b} lao động, đạt {p}% kế hoạch.", 0)
MEASURED = (
    ("tỷ đồng", "Thu ngân sách nhà nước trên địa bàn {a}/{b} tỷ đồng, đạt {p}%."),
    ("tỷ đồng", "Thu ngân sách nhà nước trên địa bàn ước đạt {a} tỷ đồng, bằng {p}% dự toán ({b} tỷ đồng)."),
    ("tấn", "Sản lượng lương thực {a} tấn, đạt {p}% kế hoạch (kế hoạch {b} tấn)."),
    ("ha", "Diện tích gieo trồng đạt {a} ha/KH {b} ha, đạt {p}% kế hoạch."),
)
GROWN = (
    "Thu ngân sách nhà nước trên địa bàn đạt {a} tỷ đồng, {verb} {p}% so với cùng kỳ ({b} tỷ đồng).",
    "Thu ngân sách nhà nước trên địa bàn đạt {a} tỷ đồng (cùng kỳ {b} tỷ đồng), {verb} {p}%.",
)
ROW = (
    "| STT | Chỉ tiêu | ĐVT | Cùng kỳ | KH năm | Thực hiện 9 tháng | So với KH (%) | So với cùng kỳ (%) |\n"
    "| 1 | Thu ngân sách nhà nước trên địa bàn | Tỷ đồng | {c} | {b} | {a} | {p} | {q} |"
)
LEVELS = st.decimals(min_value=Decimal("5"), max_value=Decimal("90000"), places=5)
SHARES = st.decimals(min_value=Decimal("0.2"), max_value=Decimal(8), places=6)
DECIMALS = st.integers(0, 2)


class Report(NamedTuple):
    """The text and the percentage that it says."""

    text: str
    off: Decimal


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def questions(text: str) -> list[str]:
    reading = pipeline.read_document(Document(f"{HEADLINE}\n{text}", "báo cáo"), CATALOGUE)
    return [problem.rule for problem in reading.problems if problem.rule in QUESTIONS]


def said(value: Decimal) -> str:
    """As it is printed, with the zeros at its end: they say what it was rounded to."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


@st.composite
def percentages(draw: st.DrawFn) -> tuple[Decimal, Decimal, Decimal, int, int]:
    """(exact value, exact plan, percentage as printed, decimals of the levels, of the percentage)."""
    b = draw(LEVELS)
    a = b * draw(SHARES)
    levels, shown = draw(DECIMALS), draw(DECIMALS)
    return a, b, rounded(a / b * 100, shown), levels, shown


def beyond(a: Decimal, b: Decimal, shown: int, *, exact: bool = False) -> Decimal:
    """A percentage that no numbers rounding to these can give."""
    return rounded(ratio(a, b, exact=exact)[1], shown) + 2 * Decimal(1).scaleb(-shown)


@settings(deadline=None)
@given(percentages(), st.sampled_from(MEASURED))
def test_a_percentage_of_a_plan_is_questioned_when_it_is_off_by_more_than_its_rounding(
    drawn: tuple[Decimal, Decimal, Decimal, int, int], form: tuple[str, str]
) -> None:
    a, b, p, levels, shown = drawn
    a, b = rounded(a, levels), rounded(b, levels)
    assert questions(form[1].format(a=said(a), b=said(b), p=said(p))) == []
    wrong = beyond(a, b, shown)
    assert questions(form[1].format(a=said(a), b=said(b), p=said(wrong))) == ["percent-does-not-follow"]


@settings(deadline=None)
@given(st.integers(1, 5000), st.integers(1, 5000), DECIMALS)
def test_of_things_that_are_counted_nothing_is_rounded_but_the_percentage(a: int, b: int, shown: int) -> None:
    form, (done, planned) = COUNTED[1], (Decimal(a), Decimal(b))
    p = rounded(done / planned * 100, shown)
    assert questions(form.format(a=said(done), b=said(planned), p=said(p))) == []
    wrong = beyond(done, planned, shown, exact=True)
    assert questions(form.format(a=said(done), b=said(planned), p=said(wrong))) == ["percent-does-not-follow"]


@settings(deadline=None)
@given(percentages(), st.sampled_from(GROWN))
def test_growth_is_questioned_when_it_is_off_by_more_than_its_rounding(
    drawn: tuple[Decimal, Decimal, Decimal, int, int], form: str
) -> None:
    a, b, _, levels, shown = drawn
    growth = rounded(a / b * 100 - 100, shown)
    a, b = rounded(a, levels), rounded(b, levels)
    verb = "giảm" if growth < 0 else "tăng"
    assert questions(form.format(a=said(a), b=said(b), p=said(abs(growth)), verb=verb)) == []
    wrong = abs(beyond(a, b, shown)) + 100  # far from the right one whichever way it went
    assert questions(form.format(a=said(a), b=said(b), p=said(wrong), verb=verb)) == ["growth-does-not-follow"]


@settings(deadline=None)
@given(percentages(), SHARES)
def test_the_percentages_of_a_progress_table_follow_from_their_row(
    drawn: tuple[Decimal, Decimal, Decimal, int, int], share: Decimal
) -> None:
    a, b, p, levels, shown = drawn
    before = a / share
    q = rounded(a / before * 100, shown)
    a, b, before = rounded(a, levels), rounded(b, levels), rounded(before, levels)
    written = {"a": said(a), "b": said(b), "c": said(before)}
    assert questions(ROW.format(**written, p=said(p), q=said(q))) == []
    wrong = beyond(a, b, shown) + 100  # above what it exceeds the plan by, which such a column may also say
    assert questions(ROW.format(**written, p=said(wrong), q=said(q))) == ["percent-does-not-follow"]
