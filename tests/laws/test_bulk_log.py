"""A log of figures in columns: written and read it is the same, and rolled up in bulk it is what the exact path says of its
records, except where that is left to it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import CATALOGUE
from tests.laws.test_bulk import CODES, INDICATORS, MONTHS, TREES, YEARS, Sent, _lacking, _month, _observations, logs
from tiendo.files.log import read_log, write_log
from tiendo.files.log_columns import read_log_columns
from tiendo.model.log import Log
from tiendo.model.observation import Counting, Observation, Provider, Vintage
from tiendo.model.period import Period
from tiendo.model.total import Total
from tiendo.rollup import months_due, roll_up
from tiendo.rollup.axes import Axes, Measured
from tiendo.rollup.log_rows import roll_up_log
from tiendo.rollup.standing import BulkTotals
from tiendo.rollup.trees import Trees

CELLS = 250  # totals of each example that are worked out exactly


def _varied(log: list[Sent], seed: int, oddities: float) -> list[Observation]:
    """The figures of a log with every status and both providers; `oddities`: how many are such as only the exact path can
    count: of a quarter, by another definition, a rate alone, sent twice."""
    r = random.Random(seed)
    made: list[Observation] = []
    for o in _observations(log):
        o = replace(o, vintage=r.choice(list(Vintage)))
        if r.random() < 0.1:
            made.append(replace(o, provider=Provider.STATISTICS))
        if r.random() < oddities:
            o = _odd(o, r)
        made.append(o)
        if r.random() < oddities / 4 and o.value is not None:
            made.append(replace(o, value=o.value + 1))
    return made


def _odd(o: Observation, r: random.Random) -> Observation:
    indicator = CATALOGUE.indicators[o.indicator_code]
    match r.randrange(4):
        case 0 if indicator.definitions:
            return replace(o, definition=r.choice(indicator.definitions).code)
        case 1:
            return replace(
                o, period=r.choice([Period.quarter(o.period.first_year, 1), Period.year(o.period.first_year)])
            )
        case 2 if indicator.needs_parts:
            return replace(o, value=Decimal(80), numerator=None, denominator=None)
        case _:
            long = Decimal("123456789012345.6789012345")
            return replace(o, value=None if indicator.needs_parts else long, numerator=long, denominator=Decimal(7))


def _columns(observations: Sequence[Observation]) -> Log:
    with TemporaryDirectory() as folder:
        assert write_log(Path(folder), observations) == len(observations)
        return read_log_columns(Path(folder), CATALOGUE.indicators)


def _rolled(log: Log, counting: Counting, providers: Sequence[Provider], threads: int = 1) -> BulkTotals:
    measured = []
    for (indicator, often, by), provider in zip(INDICATORS, providers, strict=True):
        due = frozenset(m.first_month for m in months_due(often, Period.year(2024)))
        n = log.indicators.index(indicator.code) if indicator.code in log.indicators else None
        digits = (0, 0) if n is None else (int(log.a_digits[n]), int(log.b_digits[n]))
        measured.append(Measured(indicator, *digits, due, by, provider))
    axes = Axes.of(len(CODES), YEARS[0], MONTHS, measured)
    return roll_up_log(log, axes, Trees.of(TREES, CODES, axes), CODES, counting=counting, threads=threads)


def _order(observations: Sequence[Observation]) -> list[str]:
    return sorted(map(repr, observations))


@settings(max_examples=10, deadline=None)
@given(logs(), st.integers(0, 2**32))
def test_a_log_is_read_as_it_was_written(log: list[Sent], seed: int) -> None:
    r = random.Random(seed)
    sent = [
        replace(o, named=("Trường A", "Trường, B"), source="Báo cáo số 3", sample=True, no_data="mất điện")
        if r.random() < 0.1
        else o
        for o in _varied(log, seed, 0.1)
    ]
    with TemporaryDirectory() as folder:
        write_log(Path(folder), sent)
        assert _order(list(read_log(Path(folder)))) == _order(sent) or not sent


@settings(max_examples=12, deadline=None)
@given(
    logs(),
    st.integers(0, 2**32),
    st.sampled_from(list(Counting)),
    st.lists(st.sampled_from(list(Provider)), min_size=len(INDICATORS), max_size=len(INDICATORS)),
    st.sampled_from([0.0, 0.002]),
)
def test_a_log_rolled_up_in_bulk_is_what_the_exact_path_says(
    log: list[Sent], seed: int, counting: Counting, providers: list[Provider], oddities: float
) -> None:
    observations = _varied(log, seed, oddities)
    if not observations:
        return
    bulk = _rolled(_columns(observations), counting, providers)
    assert oddities or not bulk.left.any(), "nothing odd, and yet left"
    r = random.Random(seed)
    for _ in range(CELLS):
        row, n, month = r.randrange(len(bulk.inner)), r.randrange(len(INDICATORS)), r.randrange(MONTHS)
        place, column = CODES[bulk.inner[row]], bulk.axes.column_of[n]
        if not TREES[month].children(place):
            continue
        if bulk.left[bulk.inner[row], month // 12, column]:
            continue
        total = _exact(observations, n, place, month, counting, providers[n])
        where = (INDICATORS[n][0].code, place, _month(month).code)
        found = bulk.series.a[row, month, column]
        assert bulk.series.missing[row, month, column] == _lacking(total), where
        if total.value is None:
            assert np.isnan(found), where
            continue
        counted = INDICATORS[n][0].over_places in {"count_true", "all_true"}
        a = Decimal(int(found)).scaleb(0 if counted else -bulk.axes.columns[column].a_digits)
        assert a == (total.value if total.numerator is None else total.numerator), (where, total)
        b = bulk.series.b[row, month, column]
        if total.denominator is not None:
            digits = bulk.axes.columns[column].b_digits if INDICATORS[n][0].needs_parts else 0
            assert Decimal(int(b)).scaleb(-digits) == total.denominator, where


def _exact(
    observations: list[Observation], n: int, place: str, month: int, counting: Counting, provider: Provider
) -> Total:
    indicator, often, by = INDICATORS[n]
    return roll_up(
        [o for o in observations if o.indicator_code == indicator.code],
        indicator=indicator,
        place_code=place,
        tree=TREES[month],
        period=Period.year(_month(month).first_year).through(_month(month)),
        reported_by=by,
        frequency=often,
        counting=counting,
        provider=provider,
    )


def test_a_figure_by_another_definition_leaves_its_place_and_those_above_to_the_exact_path() -> None:
    plain = [Observation("poor-households", c, Period.month(2023, 3), Decimal(5)) for c in "ABE"]
    other = replace(plain[0], definition=CATALOGUE.indicators["poor-households"].definitions[0].code)
    providers = [Provider.SECTOR] * len(INDICATORS)
    bulk = _rolled(_columns([other, *plain[1:]]), Counting.NEWEST, providers)
    column = bulk.axes.column_of[[i.code for i, _, _ in INDICATORS].index("poor-households")]
    left = {CODES[n] for n in np.flatnonzero(bulk.left[:, 0, column])}
    assert left == {"A", "D", "P", "V"}
    assert not bulk.left[:, 1].any()
    assert not _rolled(_columns(plain), Counting.NEWEST, providers).left.any()


def test_figures_of_another_provider_are_no_part_of_a_total() -> None:
    own = Observation("jobs-created", "A", Period.month(2023, 1), Decimal(7))
    theirs = replace(own, place_code="B", value=Decimal(100), provider=Provider.STATISTICS)
    column = [i.code for i, _, _ in INDICATORS].index("jobs-created")
    for provider, expected in ((Provider.SECTOR, 7), (Provider.STATISTICS, 100)):
        bulk = _rolled(_columns([own, theirs]), Counting.NEWEST, [provider] * len(INDICATORS))
        row = list(bulk.inner).index(CODES.index("V"))
        assert bulk.series.a[row, 11, bulk.axes.column_of[column]] == expected
