"""Ours: the bulk path, on NumPy alone (`run`), with the compiled loops (`run_fast`), and from a kept cube (`run_warm`)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tiendo.catalogue.load import load_catalogue
from tiendo.judging.bulk import CHANGES, CHANGES_IN, COMPARATORS, LEFT, PlainTargets, Scales, Stand, judge_plain
from tiendo.model.indicator import Direction, OverPlaces, OverTime, Population
from tiendo.rollup.bulk import roll_up_cube
from tiendo.rollup.compiled import fast
from tiendo.rollup.cube import Axes, Cube, Measured, Members, Rows, fill_cube
from tiendo.rollup.standing import BulkTotals
from tiendo.rollup.trees import Trees

Result = tuple[pa.Table, pa.Table]

TITLE = "ntm"
LOG = ["place", "indicator", "month", "a", "b", "revision"]
DIGITS = 3  # targets are in thousandths
WORDS = {"comparator": COMPARATORS, "change": CHANGES, "change_in": CHANGES_IN}

_kept: dict[Path, Cube] = {}


def run(folder: Path, threads: int) -> Result:
    """NumPy alone."""
    ground = _Ground.read(folder)
    return _result(folder, ground, _cube(folder, ground.axes, threads, None), threads, None)


def run_fast(folder: Path, threads: int) -> Result:
    """With the compiled loops of the extra `fast`."""
    ground = _Ground.read(folder)
    return _result(folder, ground, _cube(folder, ground.axes, threads, fast), threads, fast)


def prepare_warm(folder: Path, threads: int) -> None:
    """Keep the cube."""
    _kept[folder] = _cube(folder, _Ground.read(folder).axes, threads, fast)


def run_warm(folder: Path, threads: int) -> Result:
    """From the kept cube, with the compiled loops."""
    return _result(folder, _Ground.read(folder), _kept[folder], threads, fast)


@dataclass(frozen=True, slots=True)
class _Ground:
    """The cube's axes and who belongs to whom."""

    axes: Axes
    trees: Trees

    @classmethod
    def read(cls, folder: Path) -> _Ground:
        places, parents = pq.read_table(folder / "places.parquet"), pq.read_table(folder / "parents.parquet")
        columns = [parents[name].to_numpy() for name in ("place", "parent", "first_month", "last_month")]
        first, last = int(columns[2].min()), int(columns[3].max())
        count, months = places.num_rows, last - first + 1
        parent = np.full((count, months), -1, dtype=np.int32)
        for place, above, since, until in zip(*columns, strict=True):
            parent[place, since - first : until - first + 1] = above
        commune = pc.equal(places["kind"], "commune").to_numpy()
        holds = commune & places["recognised"].to_numpy()
        always = lambda who: np.repeat(who[:, None], months, axis=1)  # noqa: E731
        members = {
            Members(Population.ALL, ""): np.ones((count, months), dtype=np.bool_),
            Members(Population.COMMUNES, ""): always(commune),
            Members(Population.RECOGNISED, TITLE): always(holds),
        }
        axes = Axes.of(count, first // 12, months, _measured(folder))
        return cls(axes, Trees.from_parents(parent, members))


def _measured(folder: Path) -> list[Measured]:
    some = next(iter(load_catalogue().indicators.values()))
    return [
        Measured(
            replace(
                some,
                code=str(row["indicator"]),
                unit="%" if row["per"] == 100 else "đơn vị",
                over_places=OverPlaces(row["over_places"]),
                over_time=OverTime(row["over_time"]),
                direction=Direction(row["direction"]),
                population=Population(row["population"]),
                title=TITLE if row["population"] == "recognised" else "",
                decimals=row["decimals"],
            ),
            row["a_digits"],
            row["b_digits"],
            frozenset(n for n in range(1, 13) if row["due"] >> (n - 1) & 1),
        )
        for row in pq.read_table(folder / "indicators.parquet").to_pylist()
    ]


def _cube(folder: Path, axes: Axes, threads: int, kernels: ModuleType | None) -> Cube:
    parts = [_part(path) for path in sorted((folder / "log").glob("*.parquet"))]
    return fill_cube(axes, parts, threads=threads, kernels=kernels)


def _part(path: Path) -> Callable[[], Rows]:
    def read() -> Rows:
        table = pq.ParquetFile(path, memory_map=True).read(columns=LOG, use_threads=False)
        column = {name: table[name].combine_chunks().to_numpy(zero_copy_only=False) for name in LOG}
        a, b = column["a"].astype(np.float64), column["b"].astype(np.float64)
        return Rows(column["place"], column["indicator"], column["month"], a, b, column["revision"])

    return read


def _result(folder: Path, ground: _Ground, cube: Cube, threads: int, kernels: ModuleType | None) -> Result:
    totals = roll_up_cube(cube, ground.trees, threads=threads, kernels=kernels)
    return _totals_table(totals), _verdicts_table(folder, totals, threads)


def _totals_table(totals: BulkTotals) -> pa.Table:
    axes, series = totals.axes, totals.series
    inner, months, columns = series.a.shape

    def in_order(x: NDArray[Any]) -> NDArray[Any]:
        """By place, month and indicator, where the cube has columns."""
        return x[:, :, axes.column_of].ravel()

    month = np.arange(axes.first_year * 12, axes.first_year * 12 + months, dtype=np.int16)
    return pa.table(
        {
            "place": np.repeat(totals.inner.astype(np.int32), months * columns),
            "month": np.tile(np.repeat(month, columns), inner),
            "indicator": np.tile(np.arange(columns, dtype=np.int16), inner * months),
            "a": _whole(in_order(series.a)),
            "b": _whole(in_order(series.b)),
            "expected": in_order(series.expected),
            "missing": in_order(series.missing),
        }
    )


def _whole(x: NDArray[np.float64]) -> pa.Array:
    nothing = np.isnan(x)
    return pa.array(np.where(nothing, 0, x).astype(np.int64), mask=nothing)


def _verdicts_table(folder: Path, totals: BulkTotals, threads: int) -> pa.Table:
    """Row group by row group, so that the targets of a nation are never in memory at once."""
    path = folder / "targets.parquet"
    columns = totals.axes.columns
    scales = Scales.of([m.indicator for m in columns], [m.a_digits for m in columns], [m.b_digits for m in columns])

    def judge(group: int) -> pa.Table:
        file = pq.ParquetFile(path, memory_map=True, read_dictionary=list(WORDS))  # numbers, not texts
        return _verdicts(file.read_row_group(group, use_threads=False), totals, scales)

    with ThreadPoolExecutor(threads) as pool:
        return pa.concat_tables(pool.map(judge, range(pq.read_metadata(path).num_row_groups)))


def _verdicts(table: pa.Table, totals: BulkTotals, scales: Scales) -> pa.Table:
    axes, standing = totals.axes, totals.standing
    place, year = table["place"].to_numpy(), table["year"].to_numpy() - axes.first_year
    column = axes.column_of[table["indicator"].to_numpy()].astype(np.int64)
    targets = _targets(table, column)
    word, attainment = np.empty(len(place), dtype=np.int8), np.empty(len(place))
    for n in range(axes.years):
        some = np.flatnonzero(year == n)
        at = (place[some], n, column[some])
        stand = Stand(
            a=standing.a[at],
            b=standing.b[at],
            complete=standing.missing[at] == 0,
            seen=standing.seen[at],
            sure=standing.sure[at],
            stands_at=standing.stands_at[at],
        )
        through = min(12, axes.months - 12 * n)
        said = judge_plain(targets.only(some), stand, scales, through=through, closed=through == 12)
        word[some], attainment[some] = said.word, said.attainment
    if (word == LEFT).any():
        raise NotImplementedError(f"{(word == LEFT).sum()} verdicts are left to the exact path.")
    keys = table.select(["place", "indicator", "year"])
    ratio = pa.array(attainment, mask=np.isnan(attainment))
    return keys.append_column("word", pa.array(word)).append_column("attainment", ratio)


def _targets(table: pa.Table, column: NDArray[np.int64]) -> PlainTargets:
    def number(name: str, words: tuple[str, ...]) -> NDArray[np.int8]:
        said = table[name].unify_dictionaries().combine_chunks()
        numbers = np.array([words.index(word) for word in said.dictionary.to_pylist()], dtype=np.int8)
        return numbers[said.indices.to_numpy()]

    amount = lambda name: table[name].combine_chunks().to_numpy(zero_copy_only=False).astype(np.float64)  # noqa: E731
    return PlainTargets(
        column=column,
        **{name: number(name, words) for name, words in WORDS.items()},
        value=amount("value"),
        value_max=amount("value_max"),
        baseline=amount("baseline"),
        slack=np.zeros(len(column)),
        digits=DIGITS,
    )
