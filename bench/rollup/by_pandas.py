"""pandas 3, tuned as far as pandas goes: one sort of the corrected figures, one pivot to months, then whole columns.

The steps are those of `sql`. Word and attainment are worked out on NumPy columns, as one does in pandas.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from bench.rollup.dims import Dims, read_dims
from bench.rollup.sql import MONTHS

NEEDS = [f"need{n}" for n in range(1, 13)]
HOME = ["home", "indicator", "year"]
STANDING = ["place", "indicator", "year", "a", "q", "is_missing", "sure"]


def run(folder: Path, threads: int) -> tuple[pa.Table, pa.Table]:
    """Totals and verdicts of the log in `folder`; pandas works with one thread."""
    dims = read_dims(folder)
    indicators = dims.indicators.to_pandas()
    latest = _latest(folder, dims, indicators)
    homes, leaves = [], []
    for (flow, ratio, weighed), own in indicators.groupby(["flow", "ratio", "weighed"]):
        wide = _wide(latest[latest["indicator"].isin(own["indicator"])], dims, own)
        homes.append(_by_home(wide, flow=bool(flow), ratio=bool(ratio), weighed=bool(weighed)))
        leaves.append(_leaves(wide, flow=bool(flow), ratio=bool(ratio)))
    totals = _totals(pd.concat(homes), dims, indicators)
    standing = pd.concat([*leaves, _inner(totals, dims)])
    verdicts = _judged(_promised(folder, dims, indicators), standing)
    shown = totals[["place", "month", "indicator", "a", "b", "expected", "missing"]].astype(
        {"a": "Int64", "b": "Int64"}
    )
    return _arrow(shown), _arrow(verdicts)


def _arrow(frame: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(frame, preserve_index=False)


def _latest(folder: Path, dims: Dims, indicators: pd.DataFrame) -> pd.DataFrame:
    """The newest revision of each figure, where it is a figure: cell, indicator, m, a, b."""
    columns = ["place", "indicator", "month", "a", "b", "revision"]
    log = pd.concat(
        [pd.read_parquet(path, columns=columns) for path in sorted((folder / "log").glob("*.parquet"))],
        ignore_index=True,
        copy=False,
    )
    size = len(indicators)
    year = log["month"].to_numpy().astype(np.int64) // 12 - dims.first_year
    m = log["month"].to_numpy().astype(np.int64) % 12
    log["cell"] = (year * size + log["indicator"].to_numpy()) * dims.places + log["place"].to_numpy()
    log["m"] = m.astype(np.int8)
    # Only what was corrected has to be compared; most figures have one revision.
    key = log["cell"].to_numpy() * 12 + m
    revision = log["revision"].to_numpy()
    later = np.flatnonzero(revision > 1)
    newest = pd.Series(revision[later]).groupby(key[later]).idxmax().to_numpy()
    first = np.flatnonzero((revision == 1) & ~pd.Index(key).isin(key[later]))
    log = log.take(np.concatenate([first, later[newest]]))[["cell", "indicator", "m", "a", "b"]]
    pairs = log["indicator"].isin(indicators.loc[indicators["ratio"] == 1, "indicator"]).to_numpy()
    return log[log["a"].notna().to_numpy() & (log["b"].notna().to_numpy() | ~pairs)]


class _Wide:
    """Leaf, indicator and year: `rows` says which; a and b are arrays [row, month of the year], NaN where there is none."""

    def __init__(self, rows: pd.DataFrame, a: np.ndarray, b: np.ndarray | None, have: np.ndarray) -> None:
        self.rows, self.a, self.b, self.have = rows, a, b, have


def _wide(figures: pd.DataFrame, dims: Dims, own: pd.DataFrame) -> _Wide:
    ratio = bool(own["ratio"].iloc[0])
    codes, cells = pd.factorize(figures["cell"].to_numpy())
    at = codes * 12 + figures["m"].to_numpy()

    def months(name: str) -> np.ndarray:
        out = np.full(len(cells) * 12, np.nan)
        out[at] = figures[name].to_numpy(dtype=np.float64)
        return out.reshape(-1, 12)

    size = dims.indicators.num_rows
    rows = pd.DataFrame(
        {
            "place": cells % dims.places,
            "indicator": cells // dims.places % size,
            "year": cells // (dims.places * size) + dims.first_year,
        }
    )
    rows = rows.merge(own, on="indicator", how="left").merge(dims.homes.to_pandas(), on=["place", "year"], how="left")
    a, b = months("a"), months("b") if ratio else None
    have = ~np.isnan(a) @ (1 << np.arange(12))
    need = rows[NEEDS].to_numpy()
    got = have[:, None] & need
    flow = bool(own["flow"].iloc[0])
    ok = got == need if flow else (need == 0) | (got != 0)
    rows["fresh"] = np.where(rows["year"] == dims.last_month // 12, ok[:, dims.through - 1], ok[:, 11])
    rows["member"] = (rows["populations"] & rows["population"]) != 0
    if not flow:
        a = pd.DataFrame(a).ffill(axis=1).to_numpy(copy=True)
        b = None if b is None else pd.DataFrame(b).ffill(axis=1).to_numpy(copy=True)
        counted = (rows["counted"] == 1).to_numpy()
        a[counted] = np.where(np.isnan(a[counted]), np.nan, a[counted] > 0)
    return _Wide(rows, a, b, ok)


def _by_home(wide: _Wide, *, flow: bool, ratio: bool, weighed: bool) -> pd.DataFrame:
    """Homes, one row a month: the pair, how many members are not missing, and of the year the sure part."""
    member = wide.rows["member"].to_numpy()
    rows, a, ok = wide.rows[member], wide.a[member], wide.have[member]
    end = np.nansum(a, axis=1) if flow else np.where(rows["fresh"], np.nan_to_num(a[:, 11]), 0)
    columns = {f"a{m}": a[:, m] for m in MONTHS} | {f"ok{m}": ok[:, m] for m in MONTHS}
    if ratio and wide.b is not None:
        columns |= {f"b{m}": wide.b[member][:, m] for m in MONTHS}
    elif weighed:
        columns |= {f"b{m}": np.where(np.isnan(a[:, m]), np.nan, 1.0) for m in MONTHS}
    else:
        columns |= {f"b{m}": np.full(len(a), np.nan) for m in MONTHS}
    columns |= {"sure": end * 0 if ratio else end}
    wide_rows = pd.DataFrame(columns, index=rows.index).assign(**{name: rows[name] for name in HOME})
    sums = wide_rows.groupby(HOME).sum(min_count=1).reset_index()
    if flow:
        names = [f"a{m}" for m in MONTHS]
        known = sums[names].notna().cummax(axis=1)
        sums[names] = sums[names].fillna(0).cumsum(axis=1).where(known)
    parts = []
    for m in MONTHS:
        part = sums[[*HOME, f"a{m}", f"b{m}", f"ok{m}", "sure"]]
        part.columns = [*HOME, "a", "b", "ok", "sure"]
        parts.append(part.assign(month=part["year"] * 12 + m))
    return pd.concat(parts)


def _leaves(wide: _Wide, *, flow: bool, ratio: bool) -> pd.DataFrame:
    rows = wide.rows
    a = np.where(np.isnan(wide.a).all(axis=1), np.nan, np.nansum(wide.a, axis=1)) if flow else wide.a[:, 11]
    fresh = rows["fresh"].to_numpy()
    return rows[["place", "indicator", "year"]].assign(
        a=a,
        q=wide.b[:, 11] if ratio and wide.b is not None else 1.0,
        is_missing=~fresh,
        sure=a if flow else np.where(fresh, a, 0.0),
    )


def _totals(by_home: pd.DataFrame, dims: Dims, indicators: pd.DataFrame) -> pd.DataFrame:
    ways, homes = dims.ways.to_pandas(), dims.homes.to_pandas()
    populations = indicators[["population"]].drop_duplicates()
    members = homes.merge(populations, how="cross")
    members = members[(members["populations"] & members["population"]) != 0]
    members = members.groupby(["home", "year", "population"]).size().rename("expected").reset_index()
    expected = ways.assign(year=ways["month"] // 12).merge(members, on=["home", "year"])
    expected = expected.groupby(["ancestor", "month", "population"])["expected"].sum().reset_index()
    sums = by_home.merge(ways, on=["home", "month"])
    sums = sums.groupby(["ancestor", "month", "indicator"])[["a", "b", "ok", "sure"]].sum(min_count=1).reset_index()
    months = pd.DataFrame({"month": np.arange(dims.first_year * 12, dims.last_month + 1)})
    grid = dims.inner.to_pandas().merge(indicators, how="cross").merge(months, how="cross")
    grid["need"] = grid[NEEDS].to_numpy()[np.arange(len(grid)), grid["month"] % 12]
    grid = grid[["place", "indicator", "population", "month", "need"]].rename(columns={"place": "ancestor"})
    grid = grid.merge(expected, on=["ancestor", "month", "population"], how="left")
    grid = grid.merge(sums, on=["ancestor", "month", "indicator"], how="left")
    grid["expected"] = grid["expected"].fillna(0).astype(np.int64)
    grid["missing"] = np.where(grid["need"] == 0, 0, grid["expected"] - grid["ok"].fillna(0)).astype(np.int64)
    grid["sure"] = grid["sure"].fillna(0)
    return grid.rename(columns={"ancestor": "place"})


def _inner(totals: pd.DataFrame, dims: Dims) -> pd.DataFrame:
    end = totals[(totals["month"] % 12 == 11) | (totals["month"] == dims.last_month)]
    return end.assign(year=end["month"] // 12, q=end["b"], is_missing=end["missing"] > 0)[STANDING]


def _promised(folder: Path, dims: Dims, indicators: pd.DataFrame) -> pd.DataFrame:
    """What each target asks for: see `words.promised`."""
    t = pd.read_parquet(folder / "targets.parquet").merge(
        indicators[["indicator", "flow", "whole", "every", "factor", "ratio", "mean", "sense"]],
        on="indicator",
        how="left",
    )
    through = dims.through
    value, base = t["value"].to_numpy(), t["baseline"].to_numpy(dtype=np.float64)
    has_base = ~np.isnan(base)
    base = np.where(has_base, base, 0).astype(np.int64)
    most = t["value_max"].fillna(t["value"]).to_numpy(dtype=np.int64)
    change = t["change"].to_numpy()
    changed = change != "none"
    per_cent = changed & (t["change_in"].to_numpy() == "per_cent")
    flow, whole = t["flow"].to_numpy() == 1, t["whole"].to_numpy() == 1
    is_open = (t["year"].to_numpy() == dims.last_month // 12) & (through < 12)
    comparator = t["comparator"].to_numpy()
    sense = np.select(
        [
            t["every"].to_numpy() == 1, change == "increase", change == "decrease",
            np.isin(comparator, [">", ">="]), np.isin(comparator, ["<", "<="]), (comparator == "=") & (value == 0),
        ],
        [0, 1, -1, 1, -1, 0], t["sense"].to_numpy(),
    )  # fmt: skip
    k = np.where(per_cent, 100_000, 1)
    step = np.where(per_cent, value * base, value)
    to_level = flow & (~changed | is_open)
    g = np.where(changed, base * k + np.where(change == "decrease", -step, step), np.where(sense == 1, value, most))
    s = np.where(to_level, 0, base * k)
    cap = is_open & flow & ((sense == -1) | ((sense == 0) & (g > 0)))
    unit = 12_000 * k
    small = flow & whole & (sense == 1) & to_level & (g > 0) & (g <= unit)
    due = np.select(
        [cap & whole, small],
        [unit * ((g * through + unit - 1) // unit), unit * (g * through // unit)],
        12 * s + (g - s) * through,
    )
    return t[["place", "indicator", "year", "factor"]].assign(
        flow=flow,
        summed=(t["ratio"] + t["mean"] == 0),
        sense=sense,
        strict=np.isin(comparator, ["<", ">"]),
        k=k,
        g=g,
        s=s,
        has_start=to_level | has_base,
        top=np.where(changed | (sense == 0), g, np.where(sense == 1, most, value)),
        valid=~changed | (has_base & (~per_cent | (base != 0))),
        on_change=changed & ~(is_open & flow),
        cap=cap,
        is_open=is_open,
        due=due,
        risk=120 * s + 9 * (due - 12 * s),
    )


def _judged(promised: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """Word and attainment: see `words.judged`."""
    t = promised.merge(standing, on=["place", "indicator", "year"], how="left")
    n = {name: t[name].to_numpy() for name in t.columns}
    sense, strict, flow, summed, valid = n["sense"], n["strict"], n["flow"], n["summed"], n["valid"]
    g, s, due = n["g"], n["s"], n["due"]
    seen = ~np.isnan(n["a"])
    is_missing = n["is_missing"] == True  # noqa: E712 - None where nothing was sent
    amount = np.where(is_missing & summed, n["sure"], n["a"])
    p = np.where(seen, amount, 0).astype(np.int64) * n["factor"] * n["k"]
    q = np.where(summed | ~seen, 1, n["q"]).astype(np.int64)
    d = p - g * q
    equal = d == 0
    done = np.where(sense == 0, equal, (sense * d > 0) | (equal & ~strict))
    exceeded = (sense != 0) & ~strict & (sense * (p - n["top"] * q) > 0)
    word = np.select(
        [
            ~valid, ~n["is_open"] & ~done, ~n["is_open"] & exceeded, ~n["is_open"],
            n["cap"] & ((d > 0) | (strict & equal)), n["cap"] & (12 * p <= due * q), n["cap"],
            done, sense == 0, ~n["has_start"] | (flow & (due == 0)), sense * (12 * p - due * q) >= 0,
            (sense * (due - 12 * s) > 0) & (sense * (120 * p - n["risk"] * q) >= 0),
        ],
        [3, 0, 7, 6, 1, 5, 2, 5, 1, 3, 5, 2], 1,
    )  # fmt: skip
    stays = valid & summed & (((sense == 1) & (word >= 5)) | ((word <= 1) & ((sense == -1) | (d > 0))))
    unsure = is_missing & ~stays
    nothing = ~seen | ~valid | (sense == 0) | (strict & equal) | (unsure & ~(summed & flow & (sense == 1)))
    real = lambda x: x.astype(np.float64)  # noqa: E731
    with np.errstate(divide="ignore", invalid="ignore"):
        attainment = np.select(
            [
                nothing, n["on_change"] & (g != s), n["on_change"], (sense == 1) & (g > 0),
                (sense == -1) & n["has_start"] & (s > g),
            ],
            [
                np.nan, real(p - s * q) / real(q * (g - s)), np.nan, real(p) / real(g * q),
                real(s * q - p) / real(q * (s - g)),
            ], np.nan,
        )  # fmt: skip
    return t[["place", "indicator", "year"]].assign(
        word=np.where(~seen, 4, np.where(unsure, 3, word)).astype(np.int8), attainment=attainment
    )
