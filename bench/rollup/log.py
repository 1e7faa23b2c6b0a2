"""A seeded log of approved figures with its dimension tables and targets, as Parquet files: see README.md."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

FIRST_YEAR = 2022
ROW_GROUP = 1 << 17  # rows; about a megabyte
MONTHLY, QUARTERLY = 0xFFF, 0x924  # bit 0 is January; quarters owe March, June, September, December

# (over_places, over_time, population, direction, per, a_digits, b_digits, decimals, due): 116 indicators in the
# proportions of the catalogue: many ratios and sums, few means, counts and conditions.
_KINDS = (
    (50, ("sum", "sum", "all", "higher", 1, 2, 0, 2, MONTHLY)),
    (5, ("sum", "sum", "all", "lower", 1, 0, 0, 0, MONTHLY)),
    (10, ("sum", "last", "all", "higher", 1, 0, 0, 0, MONTHLY)),
    (3, ("sum", "last", "all", "lower", 1, 0, 0, 0, QUARTERLY)),
    (32, ("ratio_of_sums", "last", "all", "higher", 100, 0, 0, 2, MONTHLY)),
    (8, ("ratio_of_sums", "last", "all", "lower", 100, 0, 0, 2, QUARTERLY)),
    (2, ("mean", "last", "communes", "higher", 1, 1, 0, 2, QUARTERLY)),
    (3, ("count_true", "last", "communes", "higher", 1, 0, 0, 0, QUARTERLY)),
    (3, ("all_true", "last", "recognised", "lower", 1, 0, 0, 0, MONTHLY)),
)
_INDICATOR_COLUMNS = (
    "over_places", "over_time", "population", "direction", "per", "a_digits", "b_digits", "decimals", "due",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """How large a log: communes, provinces, districts between them (0: none) and months."""

    communes: int
    provinces: int
    districts: int
    months: int


SIZES = {
    "small": Size(60, 3, 0, 21),
    "province": Size(102, 1, 0, 57),
    "nation": Size(3_321, 34, 0, 57),
    "old_nation": Size(10_035, 63, 705, 57),
}


def write_log(folder: Path, size: Size, *, seed: int = 2024) -> None:
    """Write `log/`, `places`, `parents`, `indicators` and `targets` into `folder`; the same files for the same seed."""
    random = np.random.default_rng(seed)
    (folder / "log").mkdir(parents=True, exist_ok=True)
    first = FIRST_YEAR * 12
    months = np.arange(first, first + size.months)
    indicators = _indicators()
    parents_of = _write_places(folder, size, months, random)
    _save(folder / "indicators.parquet", indicators)
    # A commune is as large as its people, and people are skewed: a ward of 80,000 beside an island of 900.
    people = np.clip(random.lognormal(9.2, 0.9, size.communes), 300, 200_000).round()
    late: list[dict[str, np.ndarray]] = []
    for month in months:
        late.append(_write_month(folder, int(month), size, indicators, people, late, random))
    _save(folder / "targets.parquet", _targets(size, months, indicators, people, parents_of, random))


def _indicators() -> dict[str, np.ndarray]:
    rows = [kind for count, kind in _KINDS for _ in range(count)]
    order = np.random.default_rng(7).permutation(len(rows))  # as a catalogue is: not sorted by how they add up
    columns: dict[str, np.ndarray] = {"indicator": np.arange(len(rows), dtype=np.int16)}
    for n, name in enumerate(_INDICATOR_COLUMNS):
        values = [rows[i][n] for i in order]
        columns[name] = np.array(values) if isinstance(values[0], str) else np.array(values, dtype=np.int64)
    return columns


def _write_places(folder: Path, size: Size, months: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Communes first, then districts, provinces and the country; returns the parent of each in the last month."""
    n = size.communes
    kinds = random.choice(["commune", "ward", "town"], n, p=[0.78, 0.2, 0.02])
    middle = size.districts or size.provinces
    own = np.sort(random.integers(0, middle, n))
    own[:middle] = np.sort(np.r_[np.arange(middle), own[middle:]])[:middle]  # nobody without children
    own = np.sort(own)
    districts = np.arange(n, n + size.districts)
    provinces = np.arange(n + size.districts, n + size.districts + size.provinces)
    country = n + size.districts + size.provinces
    above = districts if size.districts else provinces
    parent = above[own]
    movers = random.choice(n, max(2, n // 100), replace=False) if middle > 1 else np.array([], dtype=np.int64)
    rows: list[tuple[int, int, int, int]] = []
    last = int(months[-1])
    for place in range(n):
        if place in set(movers.tolist()):
            day = int(months[0]) + int(random.integers(1, len(months) - 1))  # in the middle of a year, mostly
            old = int(above[(own[place] + 1) % middle])
            rows += [(place, old, int(months[0]), day - 1), (place, int(parent[place]), day, last)]
        else:
            rows.append((place, int(parent[place]), int(months[0]), last))
    if size.districts:
        of = np.sort(
            np.r_[np.arange(size.provinces), random.integers(0, size.provinces, size.districts - size.provinces)]
        )
        rows += [(int(d), int(provinces[p]), int(months[0]), last) for d, p in zip(districts, of)]
    rows += [(int(p), country, int(months[0]), last) for p in provinces]
    table = np.array(rows, dtype=np.int32)
    all_kinds = np.r_[
        kinds, np.repeat(["district"], size.districts), np.repeat(["province"], size.provinces), ["country"]
    ]
    recognised = np.r_[(kinds == "commune") & (random.random(n) < 0.7), np.zeros(country + 1 - n, dtype=bool)]
    _save(
        folder / "places.parquet",
        {"place": np.arange(country + 1, dtype=np.int32), "kind": all_kinds, "recognised": recognised},
    )
    names = ("place", "parent", "first_month", "last_month")
    _save(folder / "parents.parquet", {name: table[:, n] for n, name in enumerate(names)})
    whole = np.full(country + 1, -1, dtype=np.int32)
    for place, above_it, _, until in rows:
        if until == last:
            whole[place] = above_it
    return whole


def _write_month(
    folder: Path,
    month: int,
    size: Size,
    indicators: dict[str, np.ndarray],
    people: np.ndarray,
    before: list[dict[str, np.ndarray]],
    random: np.random.Generator,
) -> dict[str, np.ndarray]:
    """One file: this month's figures, return by return, and corrections of earlier ones; returns what was first sent."""
    count = len(indicators["indicator"])
    due = (indicators["due"] >> (month % 12)) & 1 == 1
    codes = np.flatnonzero(due)
    order = random.permutation(size.communes)  # returns come in as they are approved
    order = order[random.random(size.communes) > 0.02]  # whole returns that never come
    place = np.repeat(order, len(codes)).astype(np.int32)
    indicator = np.tile(codes, len(order)).astype(np.int16)
    keep = random.random(len(place)) > 0.01  # single figures left out
    place, indicator = place[keep], indicator[keep]
    a, b = _amounts(place, indicator, indicators, people, random)
    fresh = {
        "place": place,
        "indicator": indicator,
        "month": np.full(len(place), month, dtype=np.int16),
        "a": a,
        "b": b,
        "revision": np.ones(len(place), dtype=np.int16),
        "vintage": random.choice(np.array([1, 2], dtype=np.int8), len(place)),
    }
    parts = [fresh]
    for back in (1, 2, 6):  # corrected after a month, two, half a year
        if len(before) < back:
            continue
        old = before[-back]
        some = np.flatnonzero(random.random(len(old["place"])) < (0.03, 0.015, 0.01)[(1, 2, 6).index(back)])
        again_a, again_b = _amounts(old["place"][some], old["indicator"][some], indicators, people, random)
        parts.append(
            {
                "place": old["place"][some],
                "indicator": old["indicator"][some],
                "month": old["month"][some],
                "a": again_a,
                "b": again_b,
                "revision": old["times"][some].astype(np.int16) + 1,
                "vintage": np.full(len(some), 3, dtype=np.int8),
            }
        )
        old["times"][some] += 1
    columns = {name: np.concatenate([np.asarray(p[name]) for p in parts]) for name in fresh}
    none_a = np.isnan(columns["a"])
    none_b = np.isnan(columns["b"])
    arrays = {
        name: pa.array(np.nan_to_num(v).astype(np.int64), mask={"a": none_a, "b": none_b}[name])
        if name in "ab"
        else pa.array(v)
        for name, v in columns.items()
    }
    path = folder / "log" / f"{month // 12}-{month % 12 + 1:02d}.parquet"
    _write(path, pa.table(arrays))
    assert count <= np.iinfo(np.int16).max
    return {
        **{name: fresh[name] for name in ("place", "indicator", "month")},
        "times": np.ones(len(place), dtype=np.int64),
    }


def _amounts(
    place: np.ndarray,
    indicator: np.ndarray,
    indicators: dict[str, np.ndarray],
    people: np.ndarray,
    random: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Numerators and denominators as whole smallest digits, NaN where there is none."""
    kind, flow = indicators["over_places"][indicator], indicators["over_time"][indicator] == "sum"
    size = people[place]
    share = random.beta(8, 2, len(place))
    a = np.where(flow, size * share * 0.1 * 10.0 ** indicators["a_digits"][indicator], size * share).round()
    a = np.where(kind == "mean", random.integers(100, 191, len(place)), a)  # criteria met, one digit: 10,0 to 19,0
    a = np.where(kind == "count_true", random.random(len(place)) < 0.6, a)
    a = np.where(kind == "all_true", random.poisson(0.05, len(place)), a)
    b = np.where(kind == "ratio_of_sums", size, np.nan)
    return np.where(random.random(len(place)) < 0.005, np.nan, a), b  # some answer "no figure"


def _targets(
    size: Size,
    months: np.ndarray,
    indicators: dict[str, np.ndarray],
    people: np.ndarray,
    parents: np.ndarray,
    random: np.random.Generator,
) -> dict[str, np.ndarray | pa.Array]:
    """A target for every place, indicator and year, near to what is usually achieved; in thousandths."""
    years = np.unique(months // 12)
    places, count = len(parents), len(indicators["indicator"])
    below = np.zeros(places)
    below[: size.communes] = people
    for place in range(places):
        if parents[place] >= 0:
            below[parents[place]] += below[place]
    communes = np.zeros(places)
    communes[: size.communes] = 1
    for place in range(places):
        if parents[place] >= 0:
            communes[parents[place]] += communes[place]
    place, year, indicator = (
        axis.ravel() for axis in np.meshgrid(np.arange(places), years, np.arange(count), indexing="ij")
    )
    n = len(place)
    kind, flow = indicators["over_places"][indicator], indicators["over_time"][indicator] == "sum"
    lower = indicators["direction"][indicator] == "lower"
    usual = np.where(flow, below[place] * 0.8 * 0.1 * 12, below[place] * 0.8)
    usual = np.select(
        [kind == "ratio_of_sums", kind == "mean", kind == "count_true", kind == "all_true"],
        [80.0, 14.5, communes[place] * 0.78 * 0.6, 0.0],
        usual,
    )
    factor = random.normal(1.0, 0.06, n)
    digits = 10.0 ** indicators["decimals"][indicator]
    value = (np.maximum(usual * factor, 0) * digits).round() / digits
    comparator = np.where(
        lower,
        random.choice(["<=", "<", "="], n, p=[0.6, 0.1, 0.3]),
        random.choice(["=", ">=", ">"], n, p=[0.5, 0.4, 0.1]),
    )
    ranges = (random.random(n) < 0.05) & ((kind == "sum") | (kind == "ratio_of_sums"))
    comparator = np.where(ranges, "range", comparator)
    changes = (kind == "sum") & (random.random(n) < 0.1) & ~ranges
    change = np.where(changes, np.where(lower, "decrease", "increase"), "none")
    change_in = np.where(changes & (random.random(n) < 0.5), "per_cent", "units")
    comparator = np.where(kind == "all_true", "=", np.where(changes, random.choice(["=", ">="], n), comparator))
    started = (usual * random.normal(np.where(lower, 1.1, 0.92), 0.04) * digits).round() / digits
    amount = np.where(change_in == "per_cent", random.integers(2, 20, n), (usual * 0.08).round())
    value = np.where(changes, amount, value)
    no_start = flow & ~changes | (random.random(n) < 0.03) | (kind == "all_true")
    thousandths = lambda v: np.rint(v * 1000).astype(np.int64)  # noqa: E731
    return {
        "place": place.astype(np.int32),
        "indicator": indicator.astype(np.int16),
        "year": year.astype(np.int16),
        "comparator": comparator,
        "value": thousandths(value),
        "value_max": pa.array(thousandths(value * 1.05), mask=~ranges),
        "change": change,
        "change_in": change_in,
        "baseline": pa.array(thousandths(np.maximum(started, 0)), mask=no_start),
    }


def _save(path: Path, columns: dict[str, np.ndarray | pa.Array]) -> None:
    _write(path, pa.table({name: pa.array(v) for name, v in columns.items()}))


def _write(path: Path, table: pa.Table) -> None:
    """Amounts as differences packed into few bits (Parquet's encoding for whole numbers), the rest by dictionary."""
    amounts = [field.name for field in table.schema if field.type == pa.int64()]
    pq.write_table(
        table,
        path,
        row_group_size=ROW_GROUP,
        use_dictionary=[name for name in table.column_names if name not in amounts],
        column_encoding=dict.fromkeys(amounts, "DELTA_BINARY_PACKED"),
    )
