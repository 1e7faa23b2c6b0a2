"""What the system writes of a target is read back by the reader as the same target."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import CATALOGUE
from tiendo import pipeline
from tiendo.model.document import Document
from tiendo.model.figure import FigureKind
from tiendo.model.target import Change, ChangeIn, Comparator, Condition
from tiendo.publishing.wording import describe_condition

HEADLINE = "Tân Lập triển khai kế hoạch phát triển kinh tế - xã hội năm 2024"
# Names as plans say them, in units whose figures a plan sets; a register is read back name by name.
INDICATORS = [
    CATALOGUE.indicators[code]
    for code in (
        "food-output", "state-revenue-local", "bhyt-coverage", "poverty-rate", "income-per-capita", "trained-labour-rate",
        "forest-cover-rate", "export-turnover", "natural-growth-rate", "urbanisation-rate",
    )
]  # fmt: skip
AMOUNTS = st.decimals(min_value=Decimal("0.1"), max_value=Decimal(999_999), places=1).map(
    lambda d: d.normalize() if d == d.to_integral_value() else d
)


@st.composite
def conditions(draw: st.DrawFn, unit: str) -> Condition:
    comparator = draw(st.sampled_from([c for c in Comparator if c is not Comparator.ABOUT]))
    value = draw(AMOUNTS)
    change = draw(st.sampled_from(Change))
    return Condition(
        comparator=comparator,
        value=value,
        value_max=value + draw(AMOUNTS) if comparator is Comparator.RANGE else None,
        unit=unit,
        change=change,
        change_in=ChangeIn.PER_CENT if change is not Change.NONE and unit == "%" else ChangeIn.UNITS,
    )


@given(st.data())
def test_a_described_target_is_read_back_as_it_is(data: st.DataObject) -> None:
    indicator = data.draw(st.sampled_from(INDICATORS))
    condition = data.draw(conditions(indicator.unit))
    verb = "" if condition.change is not Change.NONE else " đạt"
    said = f"{indicator.name}{verb} {describe_condition(condition, 'vi')}"
    reading = pipeline.read_document(Document(f"{HEADLINE}\n- {said}.", "x"), CATALOGUE)
    (figure,) = reading.figures
    assert figure.kind is FigureKind.TARGET
    assert (figure.value, figure.value_max) == (condition.value, condition.value_max), said
    assert (figure.comparator, figure.change) == (condition.comparator, condition.change), said
    assert figure.unit == condition.unit.lower(), said
    if condition.change is Change.NONE:
        assert figure.indicator_code == indicator.code, said
