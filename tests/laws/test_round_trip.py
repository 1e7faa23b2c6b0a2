"""What the system writes of a target is read back by the reader as the same target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import CATALOGUE, YEAR
from tests.laws.reports import PLACE, READ, Promised, promises_of, read_promises, targets
from tiendo import pipeline
from tiendo.model.document import Document
from tiendo.model.figure import FigureKind
from tiendo.model.reading import Reading
from tiendo.model.target import Baseline, Change, Comparator, Condition, Target
from tiendo.publishing.wording import describe_condition, describe_target

HEADLINE = "Huyện Lâm Sơn triển khai kế hoạch phát triển kinh tế - xã hội năm 2024"
AMOUNTS = st.decimals(min_value=Decimal("0.1"), max_value=Decimal(999_999), places=1).map(
    lambda d: d.normalize() if d == d.to_integral_value() else d
)

TOLERANCES = st.integers(1, 99).map(lambda n: Decimal(n).scaleb(-2))


def read(lines: Iterable[str]) -> Reading:
    text = "\n".join([HEADLINE, *(f"- {line}." for line in lines)])
    return pipeline.read_document(Document(text, "bài viết"), CATALOGUE)


def line(target: Target) -> str:
    """A target as an article lists it: what is measured, and the condition as every page and file says it."""
    indicator, first = CATALOGUE.indicators[target.indicator_code or ""], target.conditions[0]
    verb = "" if first.keep or first.change is not Change.NONE else " đạt"
    name = indicator.name.removesuffix(" trong năm").removesuffix(" cả năm").replace("Không còn xã", "Số xã")
    return f"{name}{verb} {describe_target(target, 'vi')}"


@st.composite
def conditions(draw: st.DrawFn, unit: str) -> Condition:
    comparator = draw(st.sampled_from(Comparator))
    value = draw(AMOUNTS)
    return Condition(
        comparator=comparator,
        value=value,
        value_max=value + draw(AMOUNTS) if comparator is Comparator.RANGE else None,
        unit=unit,
        tolerance=draw(TOLERANCES) if comparator is Comparator.ABOUT else None,
        keep=draw(st.booleans()),
    )


@settings(deadline=None)
@given(st.data())
def test_a_described_condition_is_read_back_as_it_is(data: st.DataObject) -> None:
    indicator = data.draw(st.sampled_from(READ))
    condition = data.draw(conditions(indicator.unit))
    verb = "" if condition.keep else " đạt"
    name = indicator.name.removesuffix(" trong năm").removesuffix(" cả năm").replace("Không còn xã", "Số xã")
    said = f"{name}{verb} {describe_condition(condition, 'vi')}"
    reading = read([said])
    (figure,), ((read_back,),) = reading.figures, [p.target.conditions for p in reading.proposals]
    assert figure.kind is FigureKind.TARGET
    assert (figure.value, figure.value_max) == (condition.value, condition.value_max), said
    assert (figure.comparator, figure.change) == (condition.comparator, condition.change), said
    assert figure.unit == condition.unit.lower(), said
    kept = condition.keep or name.startswith("Duy trì")  # what an indicator is to keep by its name
    assert (read_back.keep, read_back.tolerance) == (kept, condition.tolerance), said
    assert figure.indicator_code == indicator.code, said


@settings(deadline=None)
@given(st.data())
def test_targets_listed_in_an_article_are_read_back_as_they_are(data: st.DataObject) -> None:
    """Several at once, of every kind."""
    chosen = data.draw(st.lists(st.sampled_from(READ), min_size=1, max_size=4, unique_by=lambda i: i.code))
    drawn = [data.draw(targets(indicator, str(n))) for n, indicator in enumerate(chosen, start=1)]
    listed = [replace(target, baseline=None) for target in drawn]
    said = [line(target) for target in listed]
    reading = read(said)
    assert read_promises(reading) == promised(listed), said
    assert not reading.observations, said


@settings(deadline=None)
@given(st.integers(1, 500_000), st.sampled_from(["poor-households", "near-poor-households"]))
def test_the_baseline_beside_a_change_is_not_taken_for_a_promise(start: int, code: str) -> None:
    fall = Condition(Comparator.EQUAL, Decimal(21), "hộ", change=Change.DECREASE)
    baseline = Baseline(Decimal(start), date(2023, 12, 31), "danh sách được duyệt")
    target = Target("1", "1", "Chỉ tiêu 1", PLACE, YEAR, code, (fall,), baseline=baseline)
    assert read_promises(read([line(target)])) == promised([target])


def promised(listed: Iterable[Target]) -> set[Promised]:
    return {p for target in listed for p in promises_of(target)}
