"""The small tables that every database gets ready-made: who adds up whom in which month, and what an indicator is.

They are made from `places`, `parents` and `indicators` by the same few lines for all contestants, and their time counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

ALL, COMMUNES, RECOGNISED = 1, 2, 4  # populations, as bits
POPULATIONS = {"all": ALL, "communes": COMMUNES, "recognised": RECOGNISED}
SENSES = {"lower": -1, "exact": 0, "higher": 1}


@dataclass(frozen=True, slots=True)
class Dims:
    """What is small.

    Attributes:
        homes: leaf, year → home: its parent when that is the same all year, else the leaf itself; and its populations.
        ways: home, month → an ancestor that adds it up in that month; one row for each.
        inner: the places that have children.
        indicators: numbers only (see `_indicators`).
        places, first_year, last_month: sizes; `last_month` is year × 12 + month − 1 of the log's last month.
    """

    homes: pa.Table
    ways: pa.Table
    inner: pa.Table
    indicators: pa.Table
    places: int
    first_year: int
    last_month: int

    @property
    def years(self) -> int:
        """How many years the log touches."""
        return self.last_month // 12 - self.first_year + 1

    @property
    def through(self) -> int:
        """Month (1 to 12) to which the last year of the log goes."""
        return self.last_month % 12 + 1


def read_dims(folder: Path) -> Dims:
    """The small tables of a generated log."""
    places = pq.read_table(folder / "places.parquet")
    parents = pq.read_table(folder / "parents.parquet")
    first, last = int(min(parents["first_month"].to_numpy())), int(max(parents["last_month"].to_numpy()))
    parent = np.full((places.num_rows, last - first + 1), -1, dtype=np.int32)
    columns = (parents[name].to_numpy() for name in ("place", "parent", "first_month", "last_month"))
    for place, above, since, until in zip(*columns, strict=True):
        parent[place, since - first : until - first + 1] = above
    inner = np.unique(parents["parent"].to_numpy())
    leaves = np.setdiff1d(np.arange(places.num_rows), inner)
    homes, ways = [], []
    for year in range(first // 12, last // 12 + 1):
        months = np.arange(max(first, year * 12), min(last, year * 12 + 11) + 1)
        of = parent[:, months - first]
        home = np.where((of[leaves] == of[leaves, :1]).all(axis=1), of[leaves, 0], leaves)
        homes.append((leaves, np.full(len(leaves), year), home, _populations(places)[leaves]))
        unique = np.unique(home)
        here = np.where(np.isin(unique, inner)[:, None], unique[:, None], of[unique])
        while (here >= 0).any():
            n, month = np.nonzero(here >= 0)
            ways.append((unique[n], months[month], here[n, month]))
            here = np.where(here >= 0, of[here, np.arange(len(months))], -1)
    return Dims(
        homes=_table(("place", "year", "home", "populations"), homes),
        ways=_table(("home", "month", "ancestor"), ways),
        inner=pa.table({"place": inner.astype(np.int32)}),
        indicators=_indicators(pq.read_table(folder / "indicators.parquet")),
        places=places.num_rows,
        first_year=first // 12,
        last_month=last,
    )


def _populations(places: pa.Table) -> NDArray[np.int32]:
    commune = np.array([kind == "commune" for kind in places["kind"].to_pylist()])
    holds = places["recognised"].to_numpy(zero_copy_only=False)
    return (ALL + COMMUNES * commune + RECOGNISED * (commune & holds)).astype(np.int32)


def _table(names: tuple[str, ...], parts: list[tuple[NDArray[np.integer], ...]]) -> pa.Table:
    return pa.table({name: np.concatenate(part).astype(np.int32) for name, part in zip(names, zip(*parts))})


def _indicators(table: pa.Table) -> pa.Table:
    """One row an indicator.

    Columns: indicator, flow, ratio, mean, counted (count_true, all_true), every (all_true), weighed (mean or counted: b is
    the number of members), population (bit), sense (1 higher is better, -1 lower, 0 exact), factor (a × factor ÷ b is the
    value in thousandths of the unit), whole (no decimals), due, and needN for months N = 1 to 12: the months of which a
    flow needs all, and of which a level needs one, not to be missing in month N (as bits; 0: nothing is due yet).
    """
    rows = []
    for r in table.to_pylist():
        flow, kind = r["over_time"] == "sum", r["over_places"]
        row = {
            "indicator": r["indicator"],
            "flow": int(flow),
            "ratio": int(kind == "ratio_of_sums"),
            "mean": int(kind == "mean"),
            "counted": int(kind in ("count_true", "all_true")),
            "every": int(kind == "all_true"),
            "weighed": int(kind in ("mean", "count_true", "all_true")),
            "population": POPULATIONS[r["population"]],
            "sense": SENSES[r["direction"]],
            "factor": 1000
            if kind in ("count_true", "all_true")
            else r["per"] * 10 ** (3 + (r["b_digits"] if kind == "ratio_of_sums" else 0) - r["a_digits"]),
            "whole": int(r["decimals"] == 0),
            "due": r["due"],
        }
        for n in range(1, 13):
            owed = r["due"] & ((1 << n) - 1)
            newest = owed.bit_length()
            row[f"need{n}"] = owed if flow or not newest else ((1 << n) - 1) & ~((1 << newest - 1) - 1)
        rows.append(row)
    return pa.Table.from_pylist(rows).cast(pa.schema([(name, pa.int64()) for name in rows[0]]))
