"""The exact path, the oracle: `roll_up` and `judge` of the product over Decimal records, place by place and month by month.

It is not timed against the others: it holds every figure as a record, and a nation would take hours. A small log is worked
out wholly; of a larger one a seeded sample of places, indicators and years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tiendo.catalogue.load import Catalogue, load_catalogue
from tiendo.judging import judge
from tiendo.model.indicator import Direction, Frequency, Indicator, OverPlaces, OverTime, Population
from tiendo.model.observation import Observation, Vintage
from tiendo.model.period import Clock, Period
from tiendo.model.place import Membership, Place, PlaceKind, PlaceTree, Title
from tiendo.model.target import Baseline, Change, ChangeIn, Comparator, Condition, ReportedBy, Target
from tiendo.model.total import Total
from tiendo.model.verdict import VerdictWord
from tiendo.rollup import roll_up

TITLE = "ntm"
FREQUENCIES = {0xFFF: Frequency.MONTHLY, 0x924: Frequency.QUARTERLY}
WHOLE_UP_TO = 200_000  # rows of a log that is worked out wholly
LEAVES, INNER = 2_000, 100  # size of the sample otherwise: cells, each a place, an indicator and a year

Cell = tuple[int, int, int]  # place, indicator, year


def run(folder: Path, threads: int = 1) -> tuple[pa.Table, pa.Table]:
    """Totals and verdicts of the log in `folder`, or of a sample of it."""
    log = pa.concat_tables(pq.read_table(path) for path in sorted((folder / "log").glob("*.parquet")))
    ground = _Ground.read(folder)
    targets = pq.read_table(folder / "targets.parquet")
    leaves, inner = _cells(ground, targets, whole=log.num_rows <= WHOLE_UP_TO)
    wanted = leaves + inner
    figures = _figures(log, ground, wanted)
    totals = {(cell, n): ground.total(cell, n, figures) for cell in inner for n in ground.months_of(cell[2])}
    return _totals_table(totals, ground), _verdicts_table(targets, wanted, ground, figures)


def catalogue_of(folder: Path) -> Catalogue:
    """The indicators of a log as the catalogue would hold them; their numbers are their codes."""
    return _Ground.read(folder).catalogue


@dataclass(frozen=True)
class _Ground:
    """Places, trees by month, and the indicators as the catalogue would hold them."""

    places: tuple[Place, ...]
    memberships: tuple[Membership, ...]
    indicators: tuple[Indicator, ...]
    digits: tuple[tuple[int, int], ...]
    first: int
    last: int

    @classmethod
    def read(cls, folder: Path) -> _Ground:
        titles = (Title(TITLE),)
        places = tuple(
            Place(str(r["place"]), str(r["place"]), PlaceKind(r["kind"]), titles=titles if r["recognised"] else ())
            for r in pq.read_table(folder / "places.parquet").to_pylist()
        )
        parents = pq.read_table(folder / "parents.parquet").to_pylist()
        memberships = tuple(
            Membership(str(r["place"]), str(r["parent"]), *_days(r["first_month"], r["last_month"])) for r in parents
        )
        rows = pq.read_table(folder / "indicators.parquet").to_pylist()
        first, last = min(r["first_month"] for r in parents), max(r["last_month"] for r in parents)
        digits = tuple((r["a_digits"], r["b_digits"]) for r in rows)
        return cls(places, memberships, tuple(_indicator(r) for r in rows), digits, first, last)

    @cached_property
    def trees(self) -> dict[int, PlaceTree]:
        """The tree of each month's first day."""
        return {
            month: PlaceTree.as_of(self.places, self.memberships, _days(month, month)[0])
            for month in range(self.first, self.last + 1)
        }

    @cached_property
    def catalogue(self) -> Catalogue:
        return replace(load_catalogue(), indicators={i.code: i for i in self.indicators})

    @cached_property
    def inner(self) -> frozenset[int]:
        return frozenset(int(m.parent) for m in self.memberships)

    def months_of(self, year: int) -> range:
        return range(year * 12, min(year * 12 + 11, self.last) + 1)

    def members(self, cell: Cell, month: int) -> tuple[str, ...]:
        place, indicator, _ = cell
        if place not in self.inner:
            return (str(place),)
        return self.trees[month].members(self.indicators[indicator], str(place))

    def total(self, cell: Cell, month: int, figures: Mapping[Cell, Sequence[Observation]]) -> Total:
        place, indicator, year = cell
        own = [o for code in self.members(cell, month) for o in figures.get((int(code), indicator, year), ())]
        return roll_up(
            own,
            indicator=self.indicators[indicator],
            place_code=str(place),
            tree=self.trees[month],
            period=Period.year(year).through(_month(month)),
            reported_by=ReportedBy.CHILDREN if place in self.inner else ReportedBy.PLACE,
        )


def _month(month: int) -> Period:
    return Period.month(month // 12, month % 12 + 1)


def _days(first_month: int, last_month: int) -> tuple[date, date]:
    return Clock.CALENDAR.days(_month(first_month))[0], Clock.CALENDAR.days(_month(last_month))[1]


def _indicator(row: Mapping[str, object]) -> Indicator:
    any_of_them = next(iter(load_catalogue().indicators.values()))
    return replace(
        any_of_them,
        code=str(row["indicator"]),
        unit="%" if row["per"] == 100 else "đơn vị",
        over_places=OverPlaces(str(row["over_places"])),
        over_time=OverTime(str(row["over_time"])),
        direction=Direction(str(row["direction"])),
        frequency=FREQUENCIES[int(str(row["due"]))],
        population=Population(str(row["population"])),
        title=TITLE if row["population"] == "recognised" else "",
        decimals=int(str(row["decimals"])),
    )


def _cells(ground: _Ground, targets: pa.Table, *, whole: bool) -> tuple[list[Cell], list[Cell]]:
    """Leaves and inner places, each with an indicator and a year."""
    columns = (targets[name].to_pylist() for name in ("place", "indicator", "year"))
    leaves: list[Cell] = []
    inner: list[Cell] = []
    for cell in zip(*columns, strict=True):
        (inner if cell[0] in ground.inner else leaves).append(cell)
    if whole:
        return leaves, inner
    random = np.random.default_rng(5)
    some = lambda cells, n: [cells[i] for i in random.choice(len(cells), min(n, len(cells)), replace=False)]  # noqa: E731
    return some(leaves, LEAVES), some(inner, INNER)


def _figures(log: pa.Table, ground: _Ground, cells: Iterable[Cell]) -> dict[Cell, list[Observation]]:
    """The observations that the cells are made of, every revision."""
    needed = {
        (int(code), cell[1], cell[2])
        for cell in cells
        for month in ground.months_of(cell[2])
        for code in ground.members(cell, month)
    }
    size, years = len(ground.indicators), ground.last // 12 + 1
    number = lambda place, indicator, year: (place * size + indicator) * years + year  # noqa: E731
    numbers = [log[name].to_numpy().astype(np.int64) for name in ("place", "indicator", "month")]
    at = number(numbers[0], numbers[1], numbers[2] // 12)
    log = log.filter(pa.array(np.isin(at, [number(*cell) for cell in needed])))
    figures: dict[Cell, list[Observation]] = {}
    for row in log.to_pylist():
        cell = (row["place"], row["indicator"], row["month"] // 12)
        figures.setdefault(cell, []).append(_observation(row, ground))
    return figures


def _observation(row: Mapping[str, int], ground: _Ground) -> Observation:
    indicator = ground.indicators[row["indicator"]]
    a, b = (_amount(row[name], n) for name, n in zip("ab", ground.digits[row["indicator"]], strict=True))
    pair = indicator.needs_parts
    return Observation(
        indicator.code,
        str(row["place"]),
        _month(row["month"]),
        value=None if pair else a,
        numerator=a if pair else None,
        denominator=b if pair else None,
        no_data="" if a is not None else "không có số liệu",
        vintage=Vintage(row["vintage"]),
        revision=row["revision"],
    )


def _amount(number: int | None, digits: int) -> Decimal | None:
    return None if number is None else Decimal(number).scaleb(-digits)


def _totals_table(totals: Mapping[tuple[Cell, int], Total], ground: _Ground) -> pa.Table:
    rows = []
    for (cell, month), total in totals.items():
        place, number, _ = cell
        a, b = _pair(total, ground.indicators[number], ground.digits[number])
        row = {"place": place, "month": month, "indicator": number, "a": a, "b": b}
        rows.append(row | {"expected": total.expected, "missing": total.lacking})
    return pa.Table.from_pylist(rows)


def _pair(total: Total, indicator: Indicator, digits: tuple[int, int]) -> tuple[int | None, int | None]:
    """What is summed has no denominator; of the others both, counted in smallest digits."""
    if indicator.over_places is OverPlaces.SUM:
        return _digits(total.value, digits[0]), None
    a_digits = digits[0] if indicator.over_places in {OverPlaces.RATIO_OF_SUMS, OverPlaces.MEAN} else 0
    return _digits(total.numerator, a_digits), _digits(total.denominator, digits[1])


def _digits(value: Decimal | None, digits: int) -> int | None:
    return None if value is None else int(value.scaleb(digits).to_integral_exact())


def _verdicts_table(
    targets: pa.Table, cells: Iterable[Cell], ground: _Ground, figures: Mapping[Cell, Sequence[Observation]]
) -> pa.Table:
    wanted = set(cells)
    today = Clock.CALENDAR.days(_month(ground.last + 1))[0]  # the day after the log's last month
    words = list(VerdictWord)
    keys = pc.is_in(targets["place"], pa.array(sorted({cell[0] for cell in wanted}), pa.int32()))
    rows = []
    for row in targets.filter(keys).to_pylist():
        cell = (row["place"], row["indicator"], row["year"])
        if cell not in wanted:
            continue
        target = _target(row, ground)
        total = ground.total(cell, ground.months_of(row["year"])[-1], figures)
        verdict = judge(target, {target.id: (total,)}, catalogue=ground.catalogue, today=today)
        ratio = None if verdict.attainment is None else float(verdict.attainment)
        row = dict(zip(("place", "indicator", "year"), cell, strict=True))
        rows.append(row | {"word": words.index(verdict.word), "attainment": ratio})
    return pa.Table.from_pylist(rows)


def _target(row: Mapping[str, object], ground: _Ground) -> Target:
    number, year = int(str(row["indicator"])), int(str(row["year"]))
    indicator = ground.indicators[number]
    change_in = ChangeIn(str(row["change_in"]))
    thousandths = lambda name: None if row[name] is None else Decimal(str(row[name])).scaleb(-3)  # noqa: E731
    condition = Condition(
        Comparator(str(row["comparator"])),
        thousandths("value") or Decimal(0),
        "%" if change_in is ChangeIn.PER_CENT else indicator.unit,
        value_max=thousandths("value_max"),
        change=Change(str(row["change"])),
        change_in=change_in,
    )
    baseline = thousandths("baseline")
    return Target(
        id="target",
        number="1",
        name="",
        place_code=str(row["place"]),
        period=Period.year(year),
        indicator_code=indicator.code,
        conditions=(condition,),
        baseline=None if baseline is None else Baseline(baseline, date(year - 1, 12, 31), ""),
        reported_by=ReportedBy.CHILDREN if row["place"] in ground.inner else ReportedBy.PLACE,
        frequency=indicator.frequency,
        clock=Clock.CALENDAR,
    )
