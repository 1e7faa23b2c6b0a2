"""Programmes with figures, made up, as a report tells them; and what a reader should find in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hypothesis import strategies as st

from tests.builders import CATALOGUE, YEAR, make_place_tree
from tiendo import pipeline
from tiendo.model.indicator import Indicator, OverPlaces, OverTime
from tiendo.model.observation import Observation, Vintage
from tiendo.model.period import Period
from tiendo.model.place import PlaceTree
from tiendo.model.reading import Reading
from tiendo.model.report import Report, ReportLine
from tiendo.model.target import Baseline, Change, ChangeIn, Comparator, Condition, ReportedBy, Target
from tiendo.model.total import Total
from tiendo.model.verdict import Verdict
from tiendo.publishing.wording import format_place, round_half_up

TREE = make_place_tree("Huyện Lâm Sơn > Xã A, Xã B, Xã C")
PLACE = "Lâm Sơn"
NAMES = {p: format_place(TREE[p], "vi") for p in (PLACE, "A", "B", "C")}
TITLES = (
    "chương trình hành động phát triển kinh tế - xã hội năm 2024 của huyện Lâm Sơn",
    "Kế hoạch phát triển kinh tế - xã hội, bảo đảm quốc phòng - an ninh năm 2024, huyện Lâm Sơn",
    "Nghị quyết về nhiệm vụ phát triển kinh tế - xã hội năm 2024 huyện Lâm Sơn",
)
_MONEY = ("triệu đồng", "tỷ đồng")

# Indicators whose sentences the reader cannot give back, and why it should not, or does not yet.
NOT_GIVEN_BACK = {
    # what is counted is another indicator, by rule (reading.targets.JUDGED_ON)
    "poverty-reduction-relative": "a relative fall is a target on the households that are poor",
    "poor-households-reduction": "a net fall of poor households is a target on their number",
    "national-standard-school-named": "a named school is one of the schools newly recognised",
    # what a clause cannot hold
    "traffic-three-criteria": "its unit holds a number: “3 tiêu chí” counts nothing",
}
LEVEL_ONLY = {
    "average-population": "“dân số tăng 1,2%” is the growth of the population, another indicator",
    "national-standard-schools": "“tăng 2 trường” of all schools are the schools newly recognised, another indicator",
}
READ = [i for i in CATALOGUE.indicators.values() if i.code not in NOT_GIVEN_BACK]


class Promised(NamedTuple):
    """A condition as the reader gives it back."""

    code: str
    comparator: Comparator
    value: Decimal
    value_max: Decimal | None
    unit: str
    change: Change
    in_per_cent: bool
    period: str


class Done(NamedTuple):
    """A result as the reader gives it back; a period by its months."""

    code: str
    months: tuple[str, str]
    value: Decimal
    vintage: Vintage


# --- what is promised -------------------------------------------------------------------------------------------------


def amounts(decimals: int, largest: int = 99_999) -> st.SearchStrategy[Decimal]:
    """Positive amounts with so many decimals."""
    return st.integers(1, largest * 10**decimals).map(lambda n: Decimal(n).scaleb(-decimals))


@st.composite
def levels(draw: st.DrawFn, indicator: Indicator) -> Condition:
    """Every comparator, in the indicator's unit or, for money, in another."""
    unit = draw(st.sampled_from(_MONEY)) if indicator.unit in _MONEY else indicator.unit
    decimals = min(indicator.decimals, 2)
    comparator = draw(st.sampled_from(Comparator))
    value = draw(amounts(decimals))
    return Condition(
        comparator=comparator,
        value=value,
        value_max=value + draw(amounts(decimals)) if comparator is Comparator.RANGE else None,
        unit=unit,
        tolerance=Decimal("0.05") if comparator is Comparator.ABOUT else None,
        keep=draw(st.booleans()),
    )


@st.composite
def changes(draw: st.DrawFn, indicator: Indicator, change: Change) -> tuple[Condition, ...]:
    """A change in per cent, in units, or in both as "giảm 15% và giảm 21 hộ"; of a rate in points."""
    if indicator.unit in {"%", "‰"}:
        unit = "điểm %" if indicator.unit == "%" else "‰"
        in_ = ChangeIn.POINTS if indicator.unit == "%" else ChangeIn.UNITS
        return (Condition(Comparator.EQUAL, draw(amounts(1, 30)), unit, change=change, change_in=in_),)
    per_cent = Condition(Comparator.EQUAL, draw(amounts(1, 90)), "%", change=change, change_in=ChangeIn.PER_CENT)
    units = Condition(Comparator.EQUAL, draw(amounts(min(indicator.decimals, 2))), indicator.unit, change=change)
    return draw(st.sampled_from([(per_cent,), (units,), (per_cent, units)]))


@st.composite
def targets(draw: st.DrawFn, indicator: Indicator, number: str) -> Target:
    """A plain target on an indicator; a change only of a stock, whose baseline is one entered number."""
    change = draw(st.sampled_from([Change.NONE, Change.NONE, *Change])) if _changes(indicator) else Change.NONE
    conditions = (draw(levels(indicator)),) if change is Change.NONE else draw(changes(indicator, change))
    from_below = indicator.over_places is OverPlaces.SUM and draw(st.booleans())
    return Target(
        id=number,
        number=number,
        name=f"Chỉ tiêu {number}",
        place_code=PLACE,
        period=YEAR,
        indicator_code=indicator.code,
        conditions=conditions,
        baseline=Baseline(Decimal(20_000), date(2023, 12, 31), "danh sách được duyệt"),
        reported_by=ReportedBy.CHILDREN if from_below else ReportedBy.PLACE,
    )


def _changes(indicator: Indicator) -> bool:
    return (
        indicator.over_time is OverTime.LAST
        and indicator.kind in {"stock", "ratio"}
        and indicator.code not in LEVEL_ONLY
    )


# --- what is done -----------------------------------------------------------------------------------------------------


@st.composite
def figures(draw: st.DrawFn, target: Target, months: int, *, year: int) -> list[Observation]:
    """Figures of the months; one place may have sent none, and one target none at all."""
    indicator = CATALOGUE.indicators[target.indicator_code or ""]
    if draw(st.integers(0, 9)) == 0:
        return []
    below = target.reported_by is ReportedBy.CHILDREN
    places = draw(st.sampled_from([("A", "B", "C"), ("A", "B")])) if below else (PLACE,)
    vintage = draw(st.sampled_from(Vintage))
    return [
        Observation(
            indicator.code,
            place,
            Period.month(year, month),
            value=draw(st.just(Decimal(0)) | amounts(indicator.decimals)),
            vintage=vintage,
        )
        for place in places
        for month in range(1, months + 1)
    ]


@st.composite
def told(draw: st.DrawFn, indicators: Iterable[Indicator], *, months: st.SearchStrategy[int], most: int = 4) -> Report:
    """A report of several targets on different indicators, two of them maybe parts of one."""
    chosen = draw(st.lists(st.sampled_from(list(indicators)), min_size=1, max_size=most, unique_by=lambda i: i.code))
    plain = [draw(targets(indicator, str(n))) for n, indicator in enumerate(chosen, start=1)]
    whole: list[Target] = list(plain)
    if len(plain) > 1 and draw(st.booleans()):
        parts = tuple(replace(p, id=f"1{s}", number=f"1{s}") for p, s in zip(plain[:2], "ab", strict=True))
        whole = [Target("1", "1", "Chỉ tiêu 1", PLACE, YEAR, parts=parts), *plain[2:]]
    through = draw(months)
    observations = [o for target in plain for year in (2023, 2024) for o in draw(figures(target, through, year=year))]
    return tell(whole, observations, through, draw(st.sampled_from(TITLES)))


def tell(
    whole: Iterable[Target], observations: list[Observation], through: int, title: str, tree: PlaceTree = TREE
) -> Report:
    """The report of targets and figures through a month of 2024."""
    month = Period.month(2024, through)
    today = date(2024, through, 28) if through < 12 else date(2025, 1, 15)
    verdicts = pipeline.judge_targets(
        tuple(whole), observations, tree=tree, catalogue=CATALOGUE, today=today, through=month
    )
    lines = pipeline.report_lines(verdicts, observations, tree=tree, catalogue=CATALOGUE)
    return Report(title, NAMES[PLACE], YEAR.through(month), today, lines, "UBND huyện Lâm Sơn", names=NAMES)


# --- what is to be found ----------------------------------------------------------------------------------------------


def promised_in(verdict: Verdict) -> set[Promised]:
    """The conditions of the target that was judged."""
    return promises_of(verdict.target)


def promises_of(target: Target) -> set[Promised]:
    """The conditions of a target. Not told by a report, so not compared: how far "khoảng" may be missed, and the
    baseline, both of which are in the register; and that a level is to be kept ("duy trì"), which says when it must
    hold and changes no figure."""
    return {_promised(target.indicator_code or "", c, target.period) for c in target.conditions}


def _promised(code: str, condition: Condition, period: Period) -> Promised:
    return Promised(
        code, condition.comparator, condition.value, condition.value_max, condition.unit.lower(), condition.change,
        condition.change_in is ChangeIn.PER_CENT, period.code,
    )  # fmt: skip


def done_in(verdict: Verdict) -> set[Done]:
    """The level reached, rounded to the decimals that its indicator is shown with everywhere; nothing where there is
    no figure. A change that was reached is no level, so it proposes no observation."""
    total = verdict.total
    return _level(total) if total else set()


def before_in(line: ReportLine) -> set[Done]:
    """The level of the year before, as the table tells it: only where every place had reported."""
    return _level(line.before) if line.before and line.before.complete else set()


def _level(total: Total) -> set[Done]:
    if total.value is None or total.vintage is None:
        return set()
    value = round_half_up(total.value, CATALOGUE.indicators[total.indicator_code].decimals)
    return {Done(total.indicator_code, _months(total.period), value, total.vintage)}


def plain_lines(lines: Iterable[ReportLine]) -> Iterator[ReportLine]:
    """Each target that is judged by itself: a compound one comes back as its parts."""
    for line in lines:
        yield from line.parts or (line,)


def read_promises(reading: Reading) -> set[Promised]:
    """The conditions of every proposed target and part."""
    found = [p for proposal in reading.proposals for p in proposal.target.parts or (proposal.target,)]
    return {_promised(t.indicator_code or "", c, t.period) for t in found for c in t.conditions}


def read_results(reading: Reading) -> set[Done]:
    """Every proposed observation."""
    return {
        Done(o.indicator_code, _months(o.period), o.value or Decimal(0), o.vintage)
        for o in (proposed.observation for proposed in reading.observations)
    }


def _months(period: Period) -> tuple[str, str]:
    months = period.months()
    return months[0].code, months[-1].code
