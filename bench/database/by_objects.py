"""The same through rows as objects, the way Akvo RSR does it: each total asks its children, each child its rows, and nothing
is kept between two totals. Only a sample is worked out; the whole is the sample scaled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from time import perf_counter, process_time
from typing import NamedTuple

import numpy as np

from tiendo.catalogue.load import Catalogue
from tiendo.judging import judge
from tiendo.model.indicator import Indicator, OverPlaces, OverTime
from tiendo.model.period import Period
from tiendo.model.place import PlaceTree
from tiendo.rollup import roll_up
from tiendo_web.records import convert
from tiendo_web.records.models import Membership, Observation, Place, Target

LEAVES, INNER, TOTALS = 150, 8, 24  # size of the sample
Pair = tuple[Decimal, Decimal] | None


class Measured(NamedTuple):
    """Seconds of wall and of the processor for one thing, and how many there are of it."""

    seconds: float
    cpu: float
    count: int


def measure(catalogue: Catalogue, tree: PlaceTree, *, today: date, last: Period, seed: int = 3) -> dict[str, Measured]:
    """A target of a leaf, a target of an inner place, and a monthly total of an inner place: mean times on a sample."""
    random = np.random.default_rng(seed)
    inner = {m.parent_id for m in Membership.objects.all()}
    found = list(Target.objects.values_list("pk", "place_id"))
    above, below = ([pk for pk, place in found if (place in inner) is yes] for yes in (True, False))
    some = lambda pks, n: [int(pk) for pk in random.choice(pks, min(n, len(pks)), replace=False)]  # noqa: E731
    months = (last.first_year - int(Target.objects.order_by("period").first().period)) * 12 + last.first_month
    totals = len(inner) * months * len(catalogue.indicators)
    some_above = some(above, max(INNER, TOTALS))
    return {
        "leaf target": _timed(some(below, LEAVES), len(below), lambda pk: _judge(pk, catalogue, tree, today, last)),
        "inner target": _timed(some_above[:INNER], len(above), lambda pk: _judge(pk, catalogue, tree, today, last)),
        "monthly total": _timed(some_above[:TOTALS], totals, lambda pk: _total_of(pk, catalogue)),
    }


def _timed(sample: Sequence[int], count: int, work) -> Measured:  # type: ignore[no-untyped-def]
    began, cpu = perf_counter(), process_time()
    for one in sample:
        work(one)
    return Measured((perf_counter() - began) / len(sample), (process_time() - cpu) / len(sample), count)


def _total_of(pk: int, catalogue: Catalogue) -> Pair:
    """One month's total of an inner place, year to date."""
    target = Target.objects.get(pk=pk)
    return _total(target.place, catalogue.indicators[target.indicator_code], target.period, f"{target.period}-09")


def _total(place: Place, indicator: Indicator, year: str, last: str) -> Pair:
    children = [m.child for m in Membership.objects.filter(parent=place).select_related("child")]
    if not children:
        return _own(place, indicator, year, last)
    pairs = [pair for child in children if (pair := _total(child, indicator, year, last)) is not None]
    if not pairs:
        return None
    return sum((a for a, _ in pairs), Decimal(0)), sum((b for _, b in pairs), Decimal(0))


def _own(place: Place, indicator: Indicator, year: str, last: str) -> Pair:
    rows = Observation.objects.filter(
        owed_in__place=place, indicator_code=indicator.code, approved=True,
        owed_in__period__gte=f"{year}-01", owed_in__period__lte=last,
    ).select_related("owed_in")  # fmt: skip
    newest: dict[str, Observation] = {}
    for row in rows:
        if row.owed_in.period not in newest or newest[row.owed_in.period].revision < row.revision:
            newest[row.owed_in.period] = row
    one = Decimal(1)
    pairs = [
        (r.value, one) if r.value is not None else (r.numerator, r.denominator)
        for _, r in sorted(newest.items()) if r.value is not None or (r.numerator is not None and r.denominator)
    ]  # fmt: skip
    if not pairs:
        return None
    if indicator.over_time is OverTime.SUM:
        return sum((a for a, _ in pairs), Decimal(0)), one
    a, b = pairs[-1]
    return (Decimal(a > 0), one) if indicator.over_places in {OverPlaces.COUNT_TRUE, OverPlaces.ALL_TRUE} else (a, b)


def _judge(pk: int, catalogue: Catalogue, tree: PlaceTree, today: date, last: Period) -> None:
    """One target: its own rows, its children's rows as objects, its total, its word."""
    row = Target.objects.select_related("place", "baseline").get(pk=pk)
    target = convert.target_record(row)
    rows: list[Observation] = []
    _gather(row.place, row.indicator_code, row.period, rows)
    year = Period.year(int(row.period))
    total = roll_up(
        [convert.observation_record(r) for r in rows],
        indicator=catalogue.indicators[row.indicator_code],
        place_code=target.place_code,
        tree=tree,
        period=year.through(last) if year.holds(last) else year,
        reported_by=target.reported_by,
        frequency=target.frequency,
    )
    judge(target, {target.id: (total,)}, catalogue=catalogue, today=today)


def _gather(place: Place, code: str, year: str, rows: list[Observation]) -> None:
    children = [m.child for m in Membership.objects.filter(parent=place).select_related("child")]
    for child in children:
        _gather(child, code, year, rows)
    if not children:
        rows += Observation.objects.filter(
            owed_in__place=place, indicator_code=code, approved=True, owed_in__period__startswith=year
        ).select_related("owed_in__place", "owed_in__office")
