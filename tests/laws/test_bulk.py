"""The bulk path equals the exact path: every kind of roll-up, every place, month and year, to the last digit."""

from __future__ import annotations

import random
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from types import ModuleType

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import CATALOGUE
from tiendo.judging.verdict import _known_for_certain
from tiendo.model.indicator import Frequency, Indicator
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.place import Membership, Place, PlaceKind, PlaceTree, Title
from tiendo.model.target import ReportedBy
from tiendo.model.total import Total
from tiendo.rollup import months_due, roll_up
from tiendo.rollup.axes import Axes, Measured
from tiendo.rollup.bulk import roll_up_cube
from tiendo.rollup.compiled import fast
from tiendo.rollup.cube import Rows, fill_cube
from tiendo.rollup.standing import BulkTotals
from tiendo.rollup.trees import Trees

YEARS, MONTHS = (2023, 2024), 20  # to August: two thirds of a year have no last digit
DIGITS = 2

# Country V; provinces P, Q; P has a district D. C moves from D to Q in May 2023, W is a ward, A and C are recognised.
# The island district S reports itself until it gets a commune, F, and again when F has gone to P.
_PLACES = (
    Place("V", "V", PlaceKind.COUNTRY),
    Place("P", "P", PlaceKind.PROVINCE),
    Place("Q", "Q", PlaceKind.PROVINCE),
    Place("D", "D", PlaceKind.DISTRICT),
    Place("A", "A", PlaceKind.COMMUNE, titles=(Title("ntm"),)),
    Place("B", "B", PlaceKind.COMMUNE),
    Place("C", "C", PlaceKind.COMMUNE, titles=(Title("ntm", first=date(2024, 2, 1)),)),
    Place("E", "E", PlaceKind.COMMUNE),
    Place("W", "W", PlaceKind.WARD),
    Place("S", "S", PlaceKind.DISTRICT),
    Place("F", "F", PlaceKind.COMMUNE),
)
_BELONGS = (
    Membership("P", "V"), Membership("Q", "V"), Membership("D", "P"), Membership("A", "D"), Membership("B", "D"),
    Membership("C", "D", last=date(2023, 5, 14)), Membership("C", "Q", first=date(2023, 5, 15)),
    Membership("E", "P"), Membership("W", "Q"), Membership("S", "Q"),
    Membership("F", "S", first=date(2023, 9, 1), last=date(2024, 3, 1)), Membership("F", "P", first=date(2024, 3, 2)),
)  # fmt: skip
CODES = "ABDCESPWQFV"  # as a cube has them: not in any order that helps
LEAVES, INNER = "ABCEWF", "DPQSV"

_MEASURED = (
    ("jobs-created", Frequency.MONTHLY, ReportedBy.CHILDREN),
    ("state-revenue-local", Frequency.MONTHLY, ReportedBy.BOTH),
    ("poor-households", Frequency.QUARTERLY, ReportedBy.CHILDREN),
    ("bhyt-coverage", Frequency.MONTHLY, ReportedBy.CHILDREN),
    ("income-per-capita", Frequency.ANNUAL, ReportedBy.BOTH),
    ("ntm-criteria-mean", Frequency.QUARTERLY, ReportedBy.CHILDREN),
    ("ntm-communes", Frequency.QUARTERLY, ReportedBy.CHILDREN),
    ("ntm-no-debt", Frequency.EVENT, ReportedBy.CHILDREN),
    ("grdp-growth", Frequency.ANNUAL, ReportedBy.PLACE),
)


@dataclass(frozen=True)
class Sent:
    """One row of the log."""

    indicator: int
    place: str
    month: int  # 0 is January of the first year
    revision: int
    a: Decimal | None
    b: Decimal | None


def _month(n: int) -> Period:
    return Period.month(YEARS[0] + n // 12, n % 12 + 1)


TREES = [
    PlaceTree.as_of(_PLACES, _BELONGS, date(_month(n).first_year, _month(n).first_month, 28)) for n in range(MONTHS)
]
INDICATORS: list[tuple[Indicator, Frequency, ReportedBy]] = [
    (CATALOGUE.indicators[code], often, by) for code, often, by in _MEASURED
]


def _axes() -> Axes:
    whole = Period.year(2024)
    measured = []
    for indicator, often, by in INDICATORS:
        due = frozenset(m.first_month for m in months_due(often, whole))
        measured.append(Measured(indicator, DIGITS, DIGITS, due, by))
    return Axes.of(len(CODES), YEARS[0], MONTHS, measured)


@st.composite
def logs(draw: st.DrawFn) -> list[Sent]:
    """A log with gaps, answers without a figure, zeros, corrections and, for ratios, parts that are missing or 0 of 0."""
    seed, density = draw(st.integers(0, 2**32)), draw(st.sampled_from([0.02, 0.2, 0.7, 1.0]))
    below_zero = draw(st.booleans())
    r = random.Random(seed)
    log = []
    for n, (indicator, _, by) in enumerate(INDICATORS):
        places = {ReportedBy.CHILDREN: LEAVES + "S"}.get(by, LEAVES + INNER)
        for place in places:
            for month in range(MONTHS):
                for revision in range(1, 4):
                    if r.random() > (density if revision == 1 else 0.1):
                        continue
                    log.append(Sent(n, place, month, revision, *_amounts(r, indicator, below_zero=below_zero)))
    r.shuffle(log)
    return log


def _amounts(r: random.Random, indicator: Indicator, *, below_zero: bool) -> tuple[Decimal | None, Decimal | None]:
    a = Decimal(r.choice([0, 0, r.randrange(10**6), r.randrange(100)])).scaleb(-DIGITS)
    if below_zero and r.random() < 0.1:
        a = -a
    if r.random() < 0.05:
        return None, None
    if not indicator.needs_parts:
        return a, None
    return a, r.choice([Decimal(0), Decimal(r.randrange(1, 10**6)).scaleb(-DIGITS), None])


def _observations(log: list[Sent]) -> list[Observation]:
    made = []
    for s in log:
        indicator = INDICATORS[s.indicator][0]
        parts = indicator.needs_parts
        made.append(
            Observation(
                indicator.code,
                s.place,
                _month(s.month),
                value=None if parts else s.a,
                numerator=s.a if parts else None,
                denominator=s.b if parts else None,
                revision=s.revision,
            )
        )
    return made


def _rows(log: list[Sent]) -> Rows:
    def scaled(x: Decimal | None) -> float:
        return np.nan if x is None else float(int(x.scaleb(DIGITS)))

    return Rows(
        place=np.array([CODES.index(s.place) for s in log], dtype=np.int32),
        indicator=np.array([s.indicator for s in log], dtype=np.int16),
        month=np.array([YEARS[0] * 12 + s.month for s in log], dtype=np.int16),
        a=np.array([scaled(s.a) for s in log], dtype=np.float64),
        b=np.array([scaled(s.b) for s in log], dtype=np.float64),
        revision=np.array([s.revision for s in log], dtype=np.int16),
    )


def _bulk(log: list[Sent], threads: int = 1, parts: int = 1, kernels: ModuleType | None = fast) -> BulkTotals:
    axes = _axes()
    cube = fill_cube(axes, [lambda n=n: _rows(log[n::parts]) for n in range(parts)], threads=threads, kernels=kernels)
    return roll_up_cube(cube, Trees.of(TREES, CODES, axes), threads=threads, kernels=kernels)


def _exact(observations: list[Observation], n: int, place: str, month: int, by: ReportedBy) -> Total:
    indicator, often, _ = INDICATORS[n]
    period = Period.year(_month(month).first_year).through(_month(month))
    own = [o for o in observations if o.indicator_code == indicator.code]
    return roll_up(
        own,
        indicator=indicator,
        place_code=place,
        tree=TREES[month],
        period=period,
        reported_by=by,
        frequency=often,
    )


def sends(place: str, month: int, usual: ReportedBy) -> ReportedBy:
    """Who sends the figures of a place: without children, itself."""
    return usual if TREES[month].children(place) else ReportedBy.PLACE


def _lacking(total: Total) -> int:
    """Sources that owe a month, parts held above among them."""
    return sum(1 for p in total.whole.sources() if p.missing)


def _pair(total: Total, indicator: Indicator) -> tuple[float, float]:
    """The pair in smallest digits; the members of a mean or condition are counted, not scaled."""
    if total.value is None:
        return np.nan, np.nan
    a = total.value if total.numerator is None else total.numerator
    counted = indicator.over_places in {"count_true", "all_true"}
    digits = 0 if counted else DIGITS
    b = total.denominator
    if b is None:
        return float(a.scaleb(digits)), np.nan
    return float(a.scaleb(digits)), float(b.scaleb(DIGITS if indicator.needs_parts else 0))


@settings(max_examples=25, deadline=None)
@given(logs())
def test_every_total_of_every_month_is_that_of_the_exact_path(log: list[Sent]) -> None:
    bulk, observations = _bulk(log, kernels=None), _observations(log)
    for row, number in enumerate(bulk.inner):
        place = CODES[number]
        for n, (indicator, _, by) in enumerate(INDICATORS):
            column = bulk.axes.column_of[n]
            for month in range(MONTHS):
                if not TREES[month].children(place):
                    continue  # no total, but itself
                total = _exact(observations, n, place, month, by)
                at = (row, month, column)
                where = (indicator.code, place, _month(month).code)
                found = (bulk.series.a[at], bulk.series.b[at])
                assert np.array_equal(found, _pair(total, indicator), equal_nan=True), (where, found, total)
                assert bulk.series.expected[at] == total.expected, where
                assert bulk.series.missing[at] == _lacking(total), where


@settings(max_examples=25, deadline=None)
@given(logs())
def test_where_every_place_stands_at_the_end_of_the_year_is_that_of_the_exact_path(log: list[Sent]) -> None:
    bulk, observations = _bulk(log, kernels=None), _observations(log)
    for number, place in enumerate(CODES):
        for n, (indicator, _, by) in enumerate(INDICATORS):
            column = bulk.axes.column_of[n]
            for year in range(len(YEARS)):
                month = min(12 * year + 11, MONTHS - 1)
                total = _exact(observations, n, place, month, sends(place, month, by))
                at, where = (number, year, column), (indicator.code, place, _month(month).code)
                s = bulk.standing
                assert np.array_equal((s.a[at], s.b[at]), _pair(total, indicator), equal_nan=True), where
                assert (s.expected[at], s.missing[at]) == (total.expected, _lacking(total)), where
                assert s.seen[at] == (total.vintage is not None), where
                assert s.stands_at[at] == (total.stands_at.first_month if total.stands_at else 0), where
                known = _known_for_certain(total)
                counted = indicator.over_places in {"count_true", "all_true"}
                sure = np.nan if known is None else float(known.value.scaleb(0 if counted else DIGITS))
                assert np.array_equal(s.sure[at], sure, equal_nan=True), (where, s.sure[at], sure)


@settings(max_examples=15, deadline=None)
@given(logs())
def test_threads_the_order_of_the_log_and_compiled_loops_change_nothing(log: list[Sent]) -> None:
    one = _bulk(log, kernels=None)
    for other in (_bulk(list(reversed(log)), threads=3, parts=4, kernels=None), _bulk(log, threads=2, parts=3)):
        for record in ("series", "standing"):
            for field in fields(getattr(one, record)):
                a, b = (getattr(getattr(r, record), field.name) for r in (one, other))
                assert np.array_equal(a, b, equal_nan=a.dtype.kind == "f"), (record, field.name)


def test_a_figure_outside_the_cube_is_refused() -> None:
    with np.testing.assert_raises_regex(ValueError, "not made for"):
        _bulk([Sent(0, "A", MONTHS, 1, Decimal(1), None)])
