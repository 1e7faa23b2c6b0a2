"""`tiendo derive`: figures counted from a register of households or persons, by DuckDB here or by Spark on several machines."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from tiendo import pipeline
from tiendo.catalogue.load import Catalogue, load_catalogue
from tiendo.catalogue.places import load_history
from tiendo.cli.given import Day, Month, options, read_bytes, refuse, tell
from tiendo.engines import Count
from tiendo.files import UnusableFile, read_deriving_rule, read_places, write_rows
from tiendo.files.parquet_register import register_columns, register_files
from tiendo.model.deriving_rule import ColumnKind, DerivingRule
from tiendo.model.period import Period
from tiendo.model.place import PlaceTree
from tiendo.model.problem import Problem
from tiendo.model.row import Collected


@click.command()
@click.argument("rule_file", type=click.Path(path_type=Path), metavar="RULE.toml")
@click.argument("register", metavar="FOLDER")
@click.option(
    "--month", "months", type=Month(), required=True, multiple=True, help="Month; may be given several times."
)
@click.option("--on", type=Day(), help="Day as of which is counted; usually the last of the month.")
@click.option("--places", type=click.Path(path_type=Path), help="Places, CSV; usually those of Việt Nam.")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True)
@click.option("--master", default="local[*]", show_default=True, help="For Spark: spark://host:7077, yarn …")
@click.option("--memory", type=click.IntRange(min=1), default=4, show_default=True, help="Gigabytes it may use.")
@click.option(
    "--revision", type=click.IntRange(1, 9999), default=1, show_default=True, help="2 for the first correction …"
)
@click.option(
    "--checked",
    is_flag=True,
    help="No key has two rows with revision 1, as a count before has shown: much faster.",
)
@click.option("--out", type=click.Path(path_type=Path), help="File to write to; usually standard output.")
@click.option("--sql", is_flag=True, help="Print the SQL for the first month and count nothing.")
@options("lang")
def derive(
    rule_file: Path,
    register: str,
    months: tuple[Period, ...],
    on: date | None,
    places: Path | None,
    engine: str,
    master: str,
    memory: int,
    revision: int,
    checked: bool,
    out: Path | None,
    sql: bool,
    lang: str,
) -> None:
    """Count figures out of a register of households or persons, for `tiendo collect` and `tiendo rollup`.

    RULE.toml says what is counted; FOLDER holds the register as Parquet (with Spark also hdfs:// or s3a://). What cannot
    be counted is named on standard error.

    Exit status: 0 done, 1 rows were left out or something cannot be used, 2 wrong use.
    """
    if on is not None and len(months) > 1:
        raise click.UsageError("--on is for one --month; several are counted on the last day of each.")
    catalogue = load_catalogue()
    try:
        rule = read_deriving_rule(read_bytes(rule_file, lang), str(rule_file))
        days = {m: on or rule.clock.days(m)[1] for m in dict.fromkeys(months)}
        trees = {day: _places(places, day, lang) for day in days.values()}
        with _opened(engine, register, rule, master=master, memory=memory) as (count, columns):
            for problem in pipeline.check_deriving(rule, catalogue, columns, register):
                refuse(problem, lang)
            said = {m: pipeline.deriving_statements(rule, day, columns, checked=checked) for m, day in days.items()}
            if sql:
                click.echo(";\n\n".join(said[months[0]]) + ";")
                return
            derived = list(_counted(count, said, rule, catalogue, days, trees, revision))
    except UnusableFile as unusable:
        refuse(unusable.problem, lang)
    _write(derived, out, lang)
    for day, collected in zip(days.values(), derived, strict=True):
        for problem in collected.problems:
            tell(problem, lang, trees[day])
    sys.exit(1 if any(collected.problems for collected in derived) else 0)


@contextmanager
def _opened(
    engine: str, register: str, rule: DerivingRule, *, master: str, memory: int
) -> Iterator[tuple[Count, Mapping[str, ColumnKind]]]:
    """The register in the engine, and its columns. An engine is imported only when it is asked for."""
    far = "://" in register
    if engine == "duckdb" and far:
        raise click.UsageError("DuckDB counts a folder of this machine; use --engine spark for another.")
    files = () if far else register_files(Path(register))
    near = {} if far else register_columns(files, rule.columns)
    if engine == "duckdb":
        from tiendo.engines import on_duckdb

        with on_duckdb.counting(files, memory_gb=memory) as count:
            yield count, near
    else:
        from tiendo.engines import on_spark

        with on_spark.session(master, memory_gb=memory) as spark:
            sources = [register] if far else [f"file://{f.absolute()}" for f in files]
            yield on_spark.counting(spark, sources), near or on_spark.columns(spark, register, rule.columns)


def _counted(
    count: Count,
    said: Mapping[Period, Sequence[str]],
    rule: DerivingRule,
    catalogue: Catalogue,
    days: Mapping[Period, date],
    trees: Mapping[date, PlaceTree],
    revision: int,
) -> Iterator[Collected]:
    for month, statements in said.items():
        waiting = Console(stderr=True).status(month.code) if sys.stderr.isatty() else nullcontext()
        with waiting:
            counts = count(statements)
        day = days[month]
        yield pipeline.derive(counts, rule, catalogue, month=month, day=day, places=trees[day], revision=revision)


def _places(file: Path | None, on: date, lang: str) -> PlaceTree:
    return load_history().tree(on) if file is None else read_places(read_bytes(file, lang), str(file), on=on)


def _write(derived: Sequence[Collected], out: Path | None, lang: str) -> None:
    observations = [o for collected in derived for o in collected.observations]
    data = write_rows(observations)
    if out is None:
        sys.stdout.buffer.write(data)
        return
    try:
        out.write_bytes(data)
    except OSError:
        refuse(Problem("file-not-written", {"name": str(out)}), lang)
    used = len(observations)
    click.echo(f"{used} figures in {out}." if lang == "en" else f"{used} số liệu trong {out}.")
