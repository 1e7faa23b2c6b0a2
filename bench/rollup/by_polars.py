"""Polars, lazy and streaming, tuned.

The steps are those of `sql`, said in expressions. Polars reads its number of threads from POLARS_MAX_THREADS when it is imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pyarrow as pa
from bench.rollup.dims import Dims, read_dims
from bench.rollup.sql import FLOWS, KINDS, LEVELS, MONTHS, PACK, PAIRS

HOME = ("home", "indicator", "year")
ENGINE = "streaming"

col, when = pl.col, pl.when


def run(folder: Path, threads: int) -> tuple[pa.Table, pa.Table]:
    """Totals and verdicts of the log in `folder`; `threads`: see the module."""
    dims = read_dims(folder)
    homes, leaves = [], []
    for kind in KINDS:
        years = _years(kind, folder, dims)
        by_home, by_leaf = pl.collect_all([_by_home(kind, years), _leaves(kind, years)], engine=ENGINE)
        homes.append(by_home)
        leaves.append(by_leaf)
    totals = _totals(pl.concat(homes), dims)
    standing = pl.concat([*leaves, _inner(totals, dims)])
    verdicts = _judged(_promised(folder, dims), standing.lazy()).collect(engine=ENGINE)
    shown = totals.select("place", "month", "indicator", "a", "b", "expected", "missing")
    return shown.to_arrow(), verdicts.to_arrow()


def _indicators(dims: Dims) -> pl.DataFrame:
    return pl.from_arrow(dims.indicators).with_columns(  # type: ignore[union-attr,return-value]
        col("indicator").cast(pl.Int32), col("^need.*$").cast(pl.Int16), col("population").cast(pl.Int32)
    )


def _years(kind: str, folder: Path, dims: Dims) -> pl.LazyFrame:
    """Leaf, indicator and year: the months (of a flow its own, else to date), whether each is not missing, and home."""
    indicators = _indicators(dims)
    is_kind = {FLOWS: col("flow") == 1, LEVELS: col("flow") + col("ratio") == 0, PAIRS: col("ratio") == 1}[kind]
    own = indicators.filter(is_kind)
    names = "ab" if kind == PAIRS else "a"
    size = len(indicators)
    packed = [(col("revision").cast(pl.Int64) * PACK + (col(n) + 1).fill_null(0)).alias(n) for n in names]
    newest = [when(col("m") == m).then(name).max().alias(f"{name}{m}") for name in names for m in MONTHS]
    figures = [_figure(kind, name, m).alias(f"{name}{m}") for name in names for m in MONTHS]
    need, have = (lambda m: col(f"need{m + 1}")), col("have")
    if kind == FLOWS:
        ok = [((have & need(m)) == need(m)).alias(f"ok{m}") for m in MONTHS]
        to_date: list[pl.Expr] = []
    else:
        ok = [((need(m) == 0) | ((have & need(m)) != 0)).alias(f"ok{m}") for m in MONTHS]
        to_date = [
            pl.coalesce(f"{name}{n}" for n in range(m, -1, -1)).alias(f"{name}{m}") for name in names for m in MONTHS
        ]
    homes: pl.LazyFrame = pl.from_arrow(dims.homes).lazy()  # type: ignore[union-attr]
    end = f"ok{dims.through - 1}"
    return (
        pl.scan_parquet(folder / "log" / "*.parquet")
        .filter(col("indicator").is_in(own["indicator"].cast(pl.Int16).implode()))
        .select(_cell(col("month").cast(pl.Int32) // 12, dims).alias("cell"), (col("month") % 12).alias("m"), *packed)
        .group_by("cell")
        .agg(newest)
        .with_columns(figures)
        .with_columns(
            place=col("cell") % dims.places,
            indicator=col("cell") // dims.places % size,
            year=col("cell") // (dims.places * size) + dims.first_year,
            have=pl.sum_horizontal(col(f"a{m}").is_not_null().cast(pl.Int16) * (1 << m) for m in MONTHS).cast(pl.Int16),
        )
        .join(own.lazy(), on="indicator")
        .join(homes, on=["place", "year"])
        .with_columns(*ok, *to_date)
        .with_columns(when(col("year") == dims.last_month // 12).then(end).otherwise("ok11").alias("fresh"))
    )


def _cell(year: pl.Expr, dims: Dims) -> pl.Expr:
    """The number of place, indicator and year: a group-by is faster over one column than over three."""
    return ((year - dims.first_year) * dims.indicators.num_rows + col("indicator")) * dims.places + col("place")


def _figure(kind: str, name: str, m: int) -> pl.Expr:
    mine = col(f"{name}{m}") % PACK
    if kind != PAIRS:
        return when(mine > 0).then(mine - 1)
    both = (col(f"a{m}") % PACK > 0) & (col(f"b{m}") % PACK > 0)  # a pair is a figure when it has both
    return when(both).then(mine - 1)


def _by_home(kind: str, years: pl.LazyFrame) -> pl.LazyFrame:
    """Homes: a0-a11 and b0-b11 to date, ok0-ok11 members that are not missing, and of the year the sure part."""
    value = {m: when(col("counted") == 1).then((col(f"a{m}") > 0).cast(pl.Int64)).otherwise(f"a{m}") for m in MONTHS}
    # A sum of nothing is 0 in Polars: known says whether it was nothing.
    a = [(value[m] if kind == LEVELS else col(f"a{m}")).sum().alias(f"a{m}") for m in MONTHS]
    known = [col(f"a{m}").count().cast(pl.Int64).alias(f"known{m}") for m in MONTHS]
    b = [col(f"b{m}").sum() for m in MONTHS] if kind == PAIRS else []
    ok = [col(f"ok{m}").sum().cast(pl.Int64) for m in MONTHS]
    sure = {
        FLOWS: pl.sum_horizontal(f"a{m}" for m in MONTHS),
        LEVELS: when("fresh").then(value[11]).otherwise(0),
        PAIRS: pl.lit(0, pl.Int64),
    }[kind]
    members = years.filter(col("populations") & col("population") != 0)
    summed = members.group_by(HOME).agg(*a, *known, *b, *ok, sure.sum().alias("sure"), col("weighed").first())
    if kind == FLOWS:
        run_of = lambda name, m: pl.sum_horizontal(f"{name}{n}" for n in range(m + 1)).alias(f"{name}{m}")  # noqa: E731
        summed = summed.with_columns(run_of(name, m) for name in ("a", "known") for m in MONTHS)
    if kind != PAIRS:
        summed = summed.with_columns(when(col("weighed") == 1).then(f"known{m}").alias(f"b{m}") for m in MONTHS)
    nothing = [when(col(f"known{m}") > 0).then(f"{name}{m}").alias(f"{name}{m}") for name in "ab" for m in MONTHS]
    return summed.select(*HOME, *nothing, *(f"ok{m}" for m in MONTHS), "sure")


def _leaves(kind: str, years: pl.LazyFrame) -> pl.LazyFrame:
    """Each leaf by itself at the end of the year: cell, a, q (what a is divided by), is_missing, sure."""
    if kind == FLOWS:
        a = when(col("have") > 0).then(pl.sum_horizontal(f"a{m}" for m in MONTHS))
    elif kind == LEVELS:
        a = when(col("counted") == 1).then((col("a11") > 0).cast(pl.Int64)).otherwise("a11")
    else:
        a = col("a11")
    q = col("b11") if kind == PAIRS else pl.lit(1, pl.Int64)
    sure = a if kind == FLOWS else when("fresh").then(a).otherwise(0)
    return years.select("cell", a=a, q=q, is_missing=~col("fresh"), sure=sure)


def _months(by_home: pl.DataFrame) -> Iterable[pl.DataFrame]:
    for m in MONTHS:
        names = {f"{name}{m}": name for name in ("a", "b", "ok")}
        yield by_home.select(*HOME, col(*names).name.map(names.__getitem__), "sure", month=col("year") * 12 + m)


def _totals(by_home: pl.DataFrame, dims: Dims) -> pl.DataFrame:
    indicators = _indicators(dims)
    ways: pl.DataFrame = pl.from_arrow(dims.ways)  # type: ignore[assignment]
    homes: pl.DataFrame = pl.from_arrow(dims.homes)  # type: ignore[assignment]
    inner: pl.DataFrame = pl.from_arrow(dims.inner)  # type: ignore[assignment]
    members = (
        homes.join(indicators.select("population").unique(), how="cross")
        .filter(col("populations") & col("population") != 0)
        .group_by("home", "year", "population")
        .agg(pl.len().cast(pl.Int64).alias("expected"))
    )
    expected = (
        ways.with_columns(year=col("month") // 12)
        .join(members, on=["home", "year"])
        .group_by(col("ancestor").alias("place"), "month", "population")
        .agg(col("expected").sum())
    )
    sums = (
        pl.concat(_months(by_home))
        .join(ways, on=["home", "month"])
        .group_by(col("ancestor").alias("place"), "month", "indicator")
        .agg(col("a", "b", "ok", "sure").sum(), col("a").count().alias("known"), col("b").count().alias("counted"))
    )
    needs = (
        indicators.unpivot(col("^need.*$"), index=["indicator", "population"], variable_name="n", value_name="need")
        .with_columns(n=col("n").str.strip_prefix("need").cast(pl.Int32))
        .join(pl.DataFrame({"month": range(dims.first_year * 12, dims.last_month + 1)}, schema={"month": pl.Int32})
              .with_columns(n=col("month") % 12 + 1), on="n")
    )  # fmt: skip
    return (
        inner.join(needs, how="cross")
        .join(expected, on=["place", "month", "population"], how="left")
        .join(sums, on=["place", "month", "indicator"], how="left")
        .with_columns(
            when(col("known") > 0).then("a").alias("a"),
            when(col("counted") > 0).then("b").alias("b"),
            col("expected").fill_null(0),
            col("sure").fill_null(0),
        )
        .with_columns(missing=when(col("need") == 0).then(0).otherwise(col("expected") - col("ok").fill_null(0)))
    )


def _inner(totals: pl.DataFrame, dims: Dims) -> pl.DataFrame:
    """The inner places at the end of each year, as `_leaves`."""
    at_end = totals.filter((col("month") % 12 == 11) | (col("month") == dims.last_month))
    cell = _cell(col("month") // 12, dims)
    return at_end.select(cell.alias("cell"), "a", col("b").alias("q"), (col("missing") > 0).alias("is_missing"), "sure")


def _promised(folder: Path, dims: Dims) -> pl.LazyFrame:
    """What each target asks for: see `words.promised`."""
    through = dims.through
    indicators = _indicators(dims).lazy().select(
        "indicator", "flow", "whole", "every", "factor", "ratio", "mean", sense_of=col("sense")
    )  # fmt: skip
    is_open = (col("year") == dims.last_month // 12) & (through < 12)
    by_sense = when(col("sense") == 1).then
    whole = 12_000 * col("k")
    return (
        pl.scan_parquet(folder / "targets.parquet")
        .with_columns(cell=_cell(col("year").cast(pl.Int32), dims), indicator=col("indicator").cast(pl.Int32))
        .join(indicators, on="indicator")
        .with_columns(
            flow=col("flow") == 1,
            summed=col("ratio") + col("mean") == 0,
            is_open=is_open,
            changed=col("change") != "none",
            per_cent=(col("change") != "none") & (col("change_in") == "per_cent"),
            strict=col("comparator").is_in(["<", ">"]),
            way=when(col("change") == "decrease").then(-1).otherwise(1),
            sense=when(col("every") == 1).then(0)
            .when(col("change") == "increase").then(1)
            .when(col("change") == "decrease").then(-1)
            .when(col("comparator").is_in([">", ">="])).then(1)
            .when(col("comparator").is_in(["<", "<="])).then(-1)
            .when((col("comparator") == "=") & (col("value") == 0)).then(0)
            .otherwise("sense_of"),
        )
        .with_columns(
            k=when("per_cent").then(100_000).otherwise(1).cast(pl.Int64),
            step=when("per_cent").then(col("value") * col("baseline")).otherwise("value"),
            valid=~col("changed") | (col("baseline").is_not_null() & (~col("per_cent") | (col("baseline") != 0))),
        )
        .with_columns(
            g=when("changed").then(col("baseline") * col("k") + col("way") * col("step"))
            .when(col("sense") == 1).then("value").otherwise(pl.coalesce("value_max", "value")),
            s=when(col("flow") & (~col("changed") | col("is_open"))).then(0).otherwise(col("baseline") * col("k")),
        )
        .with_columns(
            cap=col("is_open") & col("flow") & ((col("sense") == -1) | ((col("sense") == 0) & (col("g") > 0))),
            top=when(col("changed") | (col("sense") == 0)).then("g").otherwise(by_sense(pl.coalesce("value_max", "value")).otherwise("value")),
            on_change=col("changed") & ~(col("is_open") & col("flow")),
        )
        .with_columns(
            due=when(col("cap") & (col("whole") == 1)).then(whole * ((col("g") * through + whole - 1) // whole))
            .when(col("flow") & (col("whole") == 1) & (col("s") == 0) & (col("sense") == 1) & (col("g") > 0) & (col("g") <= whole))
            .then(whole * ((col("g") * through) // whole))
            .otherwise(12 * col("s") + (col("g") - col("s")) * through),
        )
        .with_columns(risk=120 * col("s") + 9 * (col("due") - 12 * col("s")))
    )  # fmt: skip


def _judged(promised: pl.LazyFrame, standing: pl.LazyFrame) -> pl.LazyFrame:
    """Word and attainment: see `words.judged`."""
    p, q, d, g, s, due, sense = (col(name) for name in ("p", "q", "d", "g", "s", "due", "sense"))
    strict = col("strict")
    real = lambda expr: expr.cast(pl.Float64)  # noqa: E731
    word = (
        when(~col("valid")).then(3)
        .when(~col("is_open")).then(
            when(~col("done")).then(0)
            .when((sense != 0) & ~strict & (sense * (p - col("top") * q) > 0)).then(7).otherwise(6))
        .when("cap").then(
            when((d > 0) | (strict & (d == 0))).then(1).when(12 * p <= due * q).then(5).otherwise(2))
        .when("done").then(5)
        .when(sense == 0).then(1)
        .when(s.is_null() | (col("flow") & (due == 0))).then(3)
        .when(sense * (12 * p - due * q) >= 0).then(5)
        .when((sense * (due - 12 * s) > 0) & (sense * (120 * p - col("risk") * q) >= 0)).then(2)
        .otherwise(1)
    )  # fmt: skip
    w = col("w")
    unsure = col("is_missing") & ~col("stays")
    attainment = (
        when(p.is_null() | ~col("valid") | (sense == 0) | (strict & (d == 0))).then(None)
        .when(unsure & ~(col("summed") & col("flow") & (sense == 1))).then(None)
        .when("on_change").then(when(g != s).then(real(p - s * q) / real(q * (g - s))))
        .when((sense == 1) & (g > 0)).then(real(p) / real(g * q))
        .when((sense == -1) & (s > g)).then(real(s * q - p) / real(q * (s - g)))
    )  # fmt: skip
    return (
        promised.join(standing, on="cell", how="left")
        .with_columns(
            p=when(col("a").is_not_null()).then(when(col("is_missing") & col("summed")).then("sure").otherwise("a") * col("factor") * col("k")),
            q=when("summed").then(1).otherwise("q"),
        )
        .with_columns(d=p - g * q)
        .with_columns(done=when(sense == 0).then(d == 0).otherwise((sense * d > 0) | ((d == 0) & ~strict)))
        .with_columns(w=word)
        .with_columns(stays=col("valid") & col("summed") & (((sense == 1) & (w >= 5)) | ((w <= 1) & ((sense == -1) | (d > 0)))))
        .select(
            "place", "indicator", "year",
            word=when(p.is_null()).then(4).when(unsure).then(3).otherwise(w).cast(pl.Int8),
            attainment=attainment,
        )
    )  # fmt: skip
