"""Ours: the bulk path, on NumPy alone (`run`), with the compiled loops (`run_fast`), and from a kept cube (`run_warm`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tiendo.catalogue.load import load_catalogue
from tiendo.judging.bulk import (
    CHANGES,
    CHANGES_IN,
    COMPARATORS,
    LEFT,
    BulkVerdicts,
    PlainTargets,
    Prepared,
    Scales,
    Stand,
    judge_plain,
)
from tiendo.model.indicator import Direction, OverPlaces, OverTime, Population
from tiendo.rollup.axes import Axes, Measured, Members
from tiendo.rollup.bulk import roll_up_cube
from tiendo.rollup.compiled import fast
from tiendo.rollup.cube import Cube, Rows, fill_cube
from tiendo.rollup.standing import BulkTotals
from tiendo.rollup.trees import Trees

Result = tuple[pa.Table, pa.Table]

TITLE = "ntm"
LOG = ["place", "indicator", "month", "a", "b", "revision"]
DIGITS = 3  # targets are in thousandths
WORDS = {"comparator": COMPARATORS, "change": CHANGES, "change_in": CHANGES_IN}

_kept: dict[Path, tuple[_Ground, Cube, list[_Promised]]] = {}


def run(folder: Path, threads: int) -> Result:
    """NumPy alone."""
    return _from_log(folder, threads, None)


def run_fast(folder: Path, threads: int) -> Result:
    """With the compiled loops of the extra `fast`."""
    return _from_log(folder, threads, fast)


def prepare_warm(folder: Path, threads: int) -> None:
    """Keep what no new figure changes: the cube, the trees, the targets sorted into classes."""
    ground = _Ground.read(folder)
    promised = [_promised(folder, ground.axes, group) for group in _groups(folder)]
    _kept[folder] = ground, _cube(folder, ground.axes, threads, fast), promised


def run_warm(folder: Path, threads: int) -> Result:
    """From the kept cube, with the compiled loops."""
    ground, cube, promised = _kept[folder]
    totals = roll_up_cube(cube, ground.trees, threads=threads, kernels=fast)
    return _totals_table(totals), _verdicts_table(totals, [partial(_same, one) for one in promised], threads)


def _same(promised: _Promised) -> _Promised:
    return promised


def _from_log(folder: Path, threads: int, kernels: ModuleType | None) -> Result:
    ground = _Ground.read(folder)
    totals = roll_up_cube(_cube(folder, ground.axes, threads, kernels), ground.trees, threads=threads, kernels=kernels)
    promised = [partial(_promised, folder, ground.axes, group) for group in _groups(folder)]
    return _totals_table(totals), _verdicts_table(totals, promised, threads)


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
    parts = []
    for path in sorted((folder / "log").glob("*.parquet")):
        metadata = pq.read_metadata(path)
        parts += [partial(_part, path, metadata, n) for n in range(metadata.num_row_groups)]
    return fill_cube(axes, parts, threads=threads, kernels=kernels)


def _part(path: Path, metadata: pq.FileMetaData, group: int) -> Rows:
    file = pq.ParquetFile(path, memory_map=True, metadata=metadata)
    table = file.read_row_group(group, columns=LOG, use_threads=False)
    place, indicator, month, revision = (_numbers(table, name) for name in ("place", "indicator", "month", "revision"))
    return Rows(place, indicator, month, _amounts(table, "a"), _amounts(table, "b"), revision)


def _numbers(table: pa.Table, name: str) -> NDArray[Any]:
    """A column of a row group, which is in one piece; nothing is copied where no number is missing."""
    (piece,) = table[name].chunks
    return piece.to_numpy(zero_copy_only=False)


def _amounts(table: pa.Table, name: str) -> NDArray[np.float64]:
    """The same as floats, NaN where there is none."""
    return _numbers(table, name).astype(np.float64, copy=False)


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


@dataclass(frozen=True, slots=True)
class _Promised:
    """Some targets, ready to be judged: their keys, where each stands, and those of the years that go through the same
    month, which are judged together, in their classes."""

    keys: pa.Table
    at: NDArray[np.intp]
    through: tuple[tuple[int, Prepared], ...]


def _promised(folder: Path, axes: Axes, group: int) -> _Promised:
    """A row group of the targets, so that those of a nation need not be in memory at once."""
    file = pq.ParquetFile(folder / "targets.parquet", memory_map=True, read_dictionary=list(WORDS))
    table = file.read_row_group(group, use_threads=False)
    measured = axes.columns
    scales = Scales.of([m.indicator for m in measured], [m.a_digits for m in measured], [m.b_digits for m in measured])
    place, year = table["place"].to_numpy().astype(np.int64), table["year"].to_numpy() - axes.first_year
    column = axes.column_of[table["indicator"].to_numpy()]
    at = (place * axes.years + year) * len(measured) + column
    targets = _targets(table, column)
    last = np.minimum(axes.months - 12 * np.arange(axes.years), 12)  # month of each year
    through = tuple(
        (m, Prepared.of(targets, scales, np.flatnonzero((last == m)[year]))) for m in sorted({*last.tolist()})
    )
    return _Promised(table.select(["place", "indicator", "year"]), at, through)


def _groups(folder: Path) -> range:
    return range(pq.read_metadata(folder / "targets.parquet").num_row_groups)


def _verdicts_table(totals: BulkTotals, promised: Iterable[Callable[[], _Promised]], threads: int) -> pa.Table:
    with ThreadPoolExecutor(threads) as pool:
        return pa.concat_tables(pool.map(lambda one: _verdicts(one(), totals), promised))


def _verdicts(promised: _Promised, totals: BulkTotals) -> pa.Table:
    s = totals.standing
    said = BulkVerdicts.empty(promised.keys.num_rows)
    columns = [getattr(s, name).reshape(-1) for name in ("a", "b", "missing", "seen", "sure", "stands_at")]

    def stand_of(rows: NDArray[np.intp]) -> Stand:
        where = promised.at[rows]
        a, b, missing, seen, sure, stands_at = (column[where] for column in columns)
        return Stand(a, b, missing == 0, seen, sure, stands_at)

    for through, prepared in promised.through:
        judge_plain(prepared, stand_of, through=through, closed=through == 12, into=said)
    if (said.word == LEFT).any():
        raise NotImplementedError(f"{(said.word == LEFT).sum()} verdicts are left to the exact path.")
    ratio = pa.array(said.attainment, mask=np.isnan(said.attainment))
    return promised.keys.append_column("word", pa.array(said.word)).append_column("attainment", ratio)


def _targets(table: pa.Table, column: NDArray[np.int64]) -> PlainTargets:
    def number(name: str, words: tuple[str, ...]) -> NDArray[np.int8]:
        said = table[name].unify_dictionaries().combine_chunks()
        numbers = np.array([words.index(word) for word in said.dictionary.to_pylist()], dtype=np.int8)
        return numbers[said.indices.to_numpy()]

    return PlainTargets(
        column=column,
        **{name: number(name, words) for name, words in WORDS.items()},
        value=_amounts(table, "value"),
        value_max=_amounts(table, "value_max"),
        baseline=_amounts(table, "baseline"),
        slack=np.zeros(len(column)),
        digits=DIGITS,
    )
