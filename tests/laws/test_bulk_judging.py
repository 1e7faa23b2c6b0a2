"""The bulk path's judge says the same word and attainment as the exact one, for every plain target."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import CATALOGUE
from tests.laws.test_bulk import CODES, INDICATORS, MONTHS, YEARS, Sent, _bulk, _exact, _observations, logs, sends
from tiendo.judging import judge
from tiendo.judging.bulk import (
    CHANGES,
    CHANGES_IN,
    COMPARATORS,
    LEFT,
    WORDS,
    BulkVerdicts,
    PlainTargets,
    Prepared,
    Scales,
    Stand,
    judge_plain,
)
from tiendo.model.indicator import Indicator
from tiendo.model.period import Clock, Period
from tiendo.model.target import Baseline, Change, ChangeIn, Comparator, Condition, ReportedBy, Target
from tiendo.model.total import Total
from tiendo.rollup.standing import BulkTotals

TODAY = date(2024, 9, 5)  # 2023 is over; of 2024 eight months are in the log
DIGITS = 3


def _condition(r: random.Random, indicator: Indicator, value: Decimal) -> Condition:
    change = r.choice([Change.NONE, Change.NONE, Change.INCREASE, Change.DECREASE])
    comparator = r.choice(list(Comparator))
    change_in = r.choice([ChangeIn.UNITS, ChangeIn.PER_CENT]) if change is not Change.NONE else ChangeIn.UNITS
    if change_in is ChangeIn.PER_CENT:
        value = Decimal(r.choice([0, 5, 10, 15, 50]))
    return Condition(
        comparator,
        value,
        indicator.unit,
        value_max=value + r.randrange(5) if comparator is Comparator.RANGE else None,
        change=change,
        change_in=change_in,
        tolerance=Decimal("0.1") if comparator is Comparator.ABOUT else None,
    )


def _target(r: random.Random, indicator: Indicator, place: str, year: int, total: Total, by: ReportedBy) -> Target:
    """A target near to what was achieved, often exactly that, so that every edge is met."""
    near = total.value if total.value is not None else Decimal(r.randrange(100))
    factor = Decimal(r.choice([1, 1, 1, 2, 0, 1])) * Decimal(
        r.choice(["1", "0.75", "1.3333", "0.9", "1.4", "1.48", "1.0001"])
    )
    value = (near * factor).quantize(Decimal(1).scaleb(1 - DIGITS))  # so that a tenth of it has digits to be exact
    if r.random() < 0.2:
        value = Decimal(r.randrange(14))
    baseline = r.choice([None, Decimal(0), near, near * 2, near / 2, Decimal(140)])
    if baseline is not None:
        baseline = Baseline(baseline.quantize(Decimal(1).scaleb(-DIGITS)), date(year, 1, 1), "sổ")
    return Target(
        "1", "1", indicator.name, place, Period.year(year), indicator.code,
        (_condition(r, indicator, value),), baseline, reported_by=by, clock=Clock.CALENDAR,
    )  # fmt: skip


def _plain(targets: list[Target], columns: list[int]) -> PlainTargets:
    def digits(value: Decimal | None) -> float:
        return np.nan if value is None else float(int(value.scaleb(DIGITS)))

    conditions = [t.conditions[0] for t in targets]
    return PlainTargets(
        column=np.array(columns),
        comparator=np.array([COMPARATORS.index(c.comparator) for c in conditions], dtype=np.int8),
        change=np.array([CHANGES.index(c.change) for c in conditions], dtype=np.int8),
        change_in=np.array([CHANGES_IN.index(c.change_in) for c in conditions], dtype=np.int8),
        value=np.array([digits(c.value) for c in conditions]),
        value_max=np.array([digits(c.value_max) for c in conditions]),
        baseline=np.array([digits(t.baseline.value if t.baseline else None) for t in targets]),
        slack=np.array([digits(abs(c.value) * (c.tolerance or 0)) for c in conditions]),
        digits=DIGITS,
    )


def _judged(bulk: BulkTotals, targets: list[Target], at: list[tuple[int, int]], year: int) -> BulkVerdicts:
    """The targets of one year, each of a place and column."""
    places, columns = (np.array(axis) for axis in zip(*at))
    s, where = bulk.standing, (places, year, columns)
    stand = Stand(s.a[where], s.b[where], s.missing[where] == 0, s.seen[where], s.sure[where], s.stands_at[where])
    measured = bulk.axes.columns
    scales = Scales.of([m.indicator for m in measured], [m.a_digits for m in measured], [m.b_digits for m in measured])
    through = min(12, MONTHS - 12 * year)
    prepared = Prepared.of(_plain(targets, list(columns)), scales)
    return judge_plain(prepared, stand.only, through=through, closed=through == 12, threads=2)


@settings(max_examples=60, deadline=None)
@given(logs(), st.integers(0, 2**32))
def test_the_word_is_that_of_the_exact_path(log: list[Sent], seed: int) -> None:
    r, bulk, observations = random.Random(seed), _bulk(log), _observations(log)
    for year in range(len(YEARS)):
        targets, at, verdicts = [], [], []
        for number, place in enumerate(CODES):
            for n, (indicator, _, usual) in enumerate(INDICATORS):
                month = min(12 * year + 11, MONTHS - 1)
                by = sends(place, month, usual)
                total = _exact(observations, n, place, month, by)
                target = _target(r, indicator, place, YEARS[year], total, by)
                targets.append(target)
                at.append((number, int(bulk.axes.column_of[n])))
                verdicts.append(judge(target, {"1": (total,)}, catalogue=CATALOGUE, today=TODAY))
        said = _judged(bulk, targets, at, year)
        for target, verdict, word, attainment in zip(targets, verdicts, said.word, said.attainment):
            if word == LEFT:
                continue
            about = (target, verdict, WORDS[word])
            assert WORDS[word] is verdict.word, about
            expected = np.nan if verdict.attainment is None else float(verdict.attainment)
            assert np.isclose(attainment, expected, rtol=1e-12, atol=1e-12, equal_nan=True), (attainment, about)
        assert (said.word == LEFT).mean() < 0.2
