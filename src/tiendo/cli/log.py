"""`tiendo log write|show`: the log of approved figures as Parquet, a file a month, from a table of figures and back."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tiendo.catalogue.load import load_catalogue
from tiendo.cli.given import collect_file, options, read_bytes, refuse, tell
from tiendo.files import UnusableFile, read_register
from tiendo.files.log import read_log, write_log
from tiendo.model.observation import Observation
from tiendo.model.problem import Problem

_FOLDER = click.Path(path_type=Path, file_okay=False)
_HEADS = (
    "place", "indicator", "period", "value", "numerator", "denominator", "no_data", "named", "vintage", "revision",
    "provider", "definition", "office", "sample",
)  # fmt: skip


@click.group()
def log() -> None:
    """The log of approved figures as Parquet, a file a month: for a nation, and for DuckDB, Polars or pandas."""


@log.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="ROWS.csv")
@click.argument("folder", type=_FOLDER)
@click.option("--yes", is_flag=True, help="Replace the log that FOLDER holds.")
@click.option("--targets", type=click.Path(path_type=Path), help="Register: says which rates one office reports.")
@options("numbers", "lang")
def write(file: Path, folder: Path, yes: bool, targets: Path | None, numbers: str, lang: str) -> None:
    """Check the rows of ROWS.csv as `tiendo collect` does and write those that can be used into FOLDER.

    Exit status: 0 done, 1 rows were refused or the file cannot be used, 2 wrong use.
    """
    there = sorted(folder.glob("*.parquet"))
    if there and not yes:
        refuse(Problem("log-there", {"name": str(folder), "files": len(there)}), lang)
    catalogue, register = load_catalogue(), None
    try:
        if targets is not None:
            register = read_register(read_bytes(targets, lang), str(targets), catalogue)
    except UnusableFile as unusable:
        refuse(unusable.problem, lang)
    of = register.targets if register else ()
    collected = collect_file(file, catalogue, numbers=numbers, lang=lang, targets=of)
    for problem in collected.refused:
        tell(problem, lang)
    written = write_log(folder, collected.observations)
    months = {f"{o.period.months()[-1].code}.parquet" for o in collected.observations}
    for old in there:
        if old.name not in months:
            old.unlink()
    click.echo(
        f"{folder}: {written} figures, {len(months)} months."
        if lang == "en"
        else f"{folder}: {written} số liệu, {len(months)} tháng."
    )
    sys.exit(1 if collected.refused else 0)


@log.command()
@click.argument("folder", type=_FOLDER)
@options("lang")
def show(folder: Path, lang: str) -> None:
    """Print the log in FOLDER as the CSV table that `tiendo log write` reads; numbers are plain, with every digit.

    Exit status: 0 done, 1 the folder cannot be used, 2 wrong use.
    """
    try:
        for line in _lines(read_log(folder)):
            click.echo(line, nl=False)
    except UnusableFile as unusable:
        refuse(unusable.problem, lang)


def _lines(observations: Iterator[Observation]) -> Iterator[str]:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_HEADS)
    for o in observations:
        amounts = ("" if x is None else format(x, "f") for x in (o.value, o.numerator, o.denominator))
        table.writerow(
            (
                o.place_code, o.indicator_code, o.period.code, *amounts, o.no_data, "|".join(o.named),
                int(o.vintage), o.revision, o.provider.value, o.definition, o.source, "1" if o.sample else "",
            )
        )  # fmt: skip
        yield text.getvalue()
        text.seek(0)
        text.truncate()
