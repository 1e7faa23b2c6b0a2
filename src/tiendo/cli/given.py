"""What a person gives a command: files and options, opened and checked, with one sentence for what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn, TypeVar

import click
from rich.console import Console
from rich.progress import Progress

from tiendo import pipeline
from tiendo.catalogue.load import Catalogue, load_catalogue
from tiendo.collecting import WAYS_OF_WRITING
from tiendo.files import Register, UnusableFile, read_places, read_register, read_rows
from tiendo.model.observation import Counting, Observation
from tiendo.model.period import Period, PeriodKind
from tiendo.model.place import Place, PlaceTree
from tiendo.model.problem import Problem
from tiendo.model.row import Collected, Row
from tiendo.model.target import Target
from tiendo.publishing.wording import format_place, say_with_place

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FILE = click.Path(path_type=Path)


class Day(click.ParamType[date]):
    """2024-10-20."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007
        except ValueError:
            self.fail(f"“{value}” is not a day: write it like 2024-10-20.", param, ctx)


class Month(click.ParamType[Period]):
    """2024-09."""

    name = "YYYY-MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        try:
            month = value if isinstance(value, Period) else Period.parse(value)
        except ValueError:
            month = None
        if month is None or month.kind is not PeriodKind.MONTH:
            self.fail(f"“{value}” is not a month: write it like 2024-09.", param, ctx)
        return month


# --- options ----------------------------------------------------------------------------------------------------------

_OPTIONS = {
    "targets": click.option("--targets", type=_FILE, required=True, help="Register of targets, JSON."),
    "places": click.option("--places", type=_FILE, required=True, help="Places and who belongs to whom, CSV."),
    "figures": click.option(
        "--figures", type=_FILE, required=True, help="Approved figures, CSV, or the folder of a log."
    ),
    "today": click.option("--today", type=Day(), required=True, help="The day as of which it is judged."),
    "through": click.option(
        "--through",
        type=Month(),
        help="Last month looked at; usually the newest for which every figure due is in, or which is past its 25th.",
    ),
    "counting": click.option(
        "--counting",
        type=click.Choice([c.value for c in Counting]),
        default=Counting.NEWEST.value,
        show_default=True,
        help="Of several figures for a place and month: the newest revision, or the best status (official first).",
    ),
    "numbers": click.option(
        "--numbers",
        type=click.Choice(WAYS_OF_WRITING),
        default="plain",
        show_default=True,
        help="How numbers are written: plain 1234.5, vi 1.234,5, en 1,234.5.",
    ),
    "json": click.option("--json", "as_json", is_flag=True, help="Print JSON; exact numbers as text."),
    "lang": click.option(
        "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of what is printed."
    ),
}


def options(*names: str) -> Callable[[_Command], _Command]:
    """The named options, in this order."""

    def decorate(command: _Command) -> _Command:
        for name in reversed(names):
            command = _OPTIONS[name](command)
        return command

    return decorate


# --- files ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Given:
    """The three files of a programme, read.

    Attributes:
        targets: those of a year.
        terms: those of several years, which have a pace and not a verdict.
        refused: the rows that could not be used; they were told on standard error.
    """

    catalogue: Catalogue
    register: Register
    tree: PlaceTree
    targets: tuple[Target, ...]
    observations: tuple[Observation, ...]
    refused: tuple[Problem, ...]
    lang: str
    terms: tuple[Target, ...] = ()

    @property
    def names(self) -> Mapping[str, str]:
        """Place code → name with its kind."""
        above = {p.place_code for t in self.register.targets for p in t.rows}
        codes = {code for place in above for code in (place, *self.tree.children(place))}
        return {code: format_place(self.tree[code], self.lang) for code in codes}

    @property
    def exit_status(self) -> int:
        """1 when rows were refused, else 0."""
        return 1 if self.refused else 0


def open_given(
    targets: Path, places: Path, figures: Path, *, numbers: str, on: date, lang: str, with_terms: bool = False
) -> Given:
    """Read register, places (as of a day, never after the programme's last) and figures; say which rows are refused, and
    which targets are left out: those of a term, unless the command is one `with_terms`."""
    catalogue = load_catalogue()
    try:
        register = read_register(read_bytes(targets, lang), str(targets), catalogue)
        last_day = date(register.programme.period.last_year, 12, 31)
        tree = read_places(read_bytes(places, lang), str(places), on=min(on, last_day))
        _require_places(register, tree, str(targets))
    except UnusableFile as unusable:
        refuse(unusable.problem, lang)
    collected = collect_file(figures, catalogue, numbers=numbers, lang=lang, places=tree, targets=register.targets)
    for problem in collected.refused:
        tell(problem, lang, tree)
    yearly = tuple(t for t in register.targets if t.term_form is None)
    terms = tuple(t for t in register.targets if with_terms and t.term_form and len(t.period.years()) > 1)
    for target in register.targets:
        if target.term_form is not None and target not in terms:
            tell(Problem("term-left-out", {"number": target.number}), lang, tree)
    return Given(catalogue, register, tree, yearly, collected.observations, collected.refused, lang, terms)


def collect_file(
    file: Path,
    catalogue: Catalogue,
    *,
    numbers: str,
    lang: str,
    places: Container[str] | None = None,
    targets: Iterable[Target] = (),
) -> Collected:
    """The rows of a file, collected, or the figures of a log (a folder, see `files.log`) as they are; ends the command with
    one sentence when it cannot be used."""
    if file.is_dir():
        return _from_log(file, lang)
    data = read_bytes(file, lang)
    rows = _with_progress(read_rows(data, str(file)), str(file), data.count(b"\n"))
    try:
        return pipeline.collect(rows, catalogue, language=numbers, places=places, targets=targets)
    except UnusableFile as unusable:
        refuse(unusable.problem, lang)


def _from_log(folder: Path, lang: str) -> Collected:
    from tiendo.files.log import read_log  # Arrow takes its time to load, and few commands need it

    try:
        return Collected(tuple(read_log(folder)), ())
    except UnusableFile as unusable:
        refuse(unusable.problem, lang)


def read_bytes(file: Path, lang: str) -> bytes:
    """The file's bytes, "-" for standard input; ends the command with one sentence when there are none."""
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError:
        refuse(Problem("file-missing", {"name": str(file)}), lang)


def refuse(problem: Problem, lang: str) -> NoReturn:
    """End the command: one sentence on standard error, exit status 1."""
    click.echo(say_with_place(problem, lang), err=True)
    sys.exit(1)


def tell(problem: Problem, lang: str, places: PlaceTree | Mapping[str, Place] | None = None) -> None:
    """One finding on standard error."""
    click.echo(said(problem, lang, places), err=True)


def said(problem: Problem, lang: str, places: PlaceTree | Mapping[str, Place] | None = None) -> str:
    """One finding with the file, row and column in front, its place by name where that is known."""
    code = str(problem.facts.get("place", ""))
    names = {code: format_place(places[code], lang)} if places is not None and code in places else {}
    return say_with_place(problem, lang, names)


def _require_places(register: Register, tree: PlaceTree, name: str) -> None:
    for target in (p for t in register.targets for p in t.rows):
        for key, code in (
            ("place", target.place_code),
            *(("shares", s.place_code) for s in target.shares if not s.office),
        ):
            if code not in tree:
                at = f"{name}, targets {target.number}"
                raise UnusableFile("register-place", name, at=at, key=key, typed=code, day=f"{tree.on:%d/%m/%Y}")


def _with_progress(rows: Iterator[Row], label: str, total: int) -> Iterator[Row]:
    """The rows, with a bar on standard error once it has taken more than a second."""
    if not sys.stderr.isatty():
        yield from rows
        return
    started, bar, task = monotonic(), Progress(console=Console(stderr=True), transient=True), None
    try:
        for n, row in enumerate(rows, start=1):
            if n % 1000 == 0 and monotonic() - started > 1:
                if task is None:
                    bar.start()
                    task = bar.add_task(label, total=total)
                bar.update(task, completed=n)
            yield row
    finally:
        bar.stop()
