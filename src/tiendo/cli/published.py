"""`tiendo publish` writes the files of a programme; `tiendo check` recomputes a published one and names what differs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from tiendo import pipeline
from tiendo.cli.figures import judged, problem_as_json
from tiendo.cli.given import Given, open_given, options, read_bytes, refuse, tell
from tiendo.files import UnusableFile
from tiendo.files.csv_in import Line, read_lines
from tiendo.model.observation import Counting
from tiendo.model.period import Period
from tiendo.model.problem import Problem, Severity
from tiendo.model.report import Report
from tiendo.model.verdict import Verdict
from tiendo.publishing.csv_file import write_csv
from tiendo.publishing.report_docx import report_docx
from tiendo.publishing.report_text import report_markdown, report_text
from tiendo.publishing.tables import PROGRESS_COLUMNS, FileTable
from tiendo.publishing.wording import describe_decision

REPORT = "bao-cao"  # name of the report among the files of a programme


@click.command()
@options("targets", "places", "figures", "today", "through", "counting", "numbers", "lang")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write to; made when missing.")
def publish(
    targets: Path,
    places: Path,
    figures: Path,
    today: date,
    through: Period | None,
    counting: str,
    numbers: str,
    lang: str,
    out: Path,
) -> None:
    """Write the progress of every target and the figures behind each as CSV, and the report as .docx, .md and .txt.

    The report compares with the year before where FIGURES holds its months too.
    Exit status: 0 done, 1 rows were refused or a file cannot be used or written, 2 wrong use.
    """
    given = open_given(targets, places, figures, numbers=numbers, on=today, lang=lang)
    try:
        out.mkdir(parents=True, exist_ok=True)
        verdicts = judged(given, today=today, through=through, counting=Counting(counting))
        written = {
            re.sub(r"[^\w-]+", "-", f"{name}") + ".csv": write_csv(t) for name, t in _files(given, verdicts).items()
        }
        for name, data in {**written, **_reports(given, verdicts, today=today)}.items():
            (out / name).write_bytes(data)
            click.echo(str(out / name))
    except OSError as told:
        refuse(Problem("file-not-written", {"name": str(told.filename or out)}), lang)
    sys.exit(given.exit_status)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="PROGRESS.csv")
@options("targets", "places", "figures", "today", "through", "counting", "numbers", "lang", "json")
def check(
    file: Path,
    targets: Path,
    places: Path,
    figures: Path,
    today: date,
    through: Period | None,
    counting: str,
    numbers: str,
    lang: str,
    as_json: bool,
) -> None:
    """Recompute a published progress table and name every cell that differs.

    PROGRESS.csv is what `tiendo publish` or the public pages wrote, in either language.
    Exit status: 0 all the same, 1 something differs, rows were refused or a file cannot be used, 2 wrong use.
    """
    published, language = _published(file, lang)
    given = open_given(targets, places, figures, numbers=numbers, on=today, lang=language)
    files = _files(given, judged(given, today=today, through=through, counting=Counting(counting)))
    found = list(_differences(published, files[pipeline.PROGRESS], str(file), language))
    if as_json:
        click.echo(json.dumps([problem_as_json(p, lang) for p in found], ensure_ascii=False, indent=2))
    else:
        for problem in found:
            tell(problem, lang)
        if not found:
            rows = len(published)
            click.echo(f"{rows} rows are the same." if lang == "en" else f"{rows} dòng khớp với số tính lại.")
    sys.exit(1 if found or given.refused else 0)


def _files(given: Given, verdicts: Iterable[Verdict]) -> dict[str, FileTable]:
    register = given.register
    return pipeline.publish(
        verdicts,
        given.catalogue,
        given.lang,
        names=given.names,
        labels=register.labels(given.lang),
        owners=register.owners(given.lang),
        source=describe_decision(register.programme.target_sets[-1], given.lang),
        observations=given.observations,
    )


def _reports(given: Given, verdicts: tuple[Verdict, ...], *, today: date) -> dict[str, bytes]:
    """The report in each of its forms, by file name."""
    programme, names = given.register.programme, given.names
    edition = programme.target_sets[-1]
    last = max((v.through for v in verdicts if v.through), default=None)
    report = Report(
        title=programme.title,
        place=names[programme.place_code],
        authority=edition.authority,
        decision=describe_decision(edition, given.lang),
        stated=programme.stated_target_count,
        period=programme.period.through(last) if last else programme.period,
        today=today,
        lines=pipeline.report_lines(
            verdicts,
            given.observations,
            tree=given.tree,
            catalogue=given.catalogue,
            labels=given.register.labels(given.lang),
            owners=given.register.owners(given.lang),
        ),
        names=names,
        sample=any(o.sample for o in given.observations),
    )
    return {
        f"{REPORT}.docx": report_docx(report, given.catalogue, given.lang),
        f"{REPORT}.md": report_markdown(report, given.catalogue, given.lang).encode(),
        f"{REPORT}.txt": report_text(report, given.catalogue, given.lang).encode(),
    }


def _published(file: Path, lang: str) -> tuple[list[Line], str]:
    """The rows of a published table and the language it is in."""
    try:
        lines = list(read_lines(read_bytes(file, lang), str(file), needed=()))
    except UnusableFile as unusable:
        refuse(unusable.problem, lang)
    for language, heads in PROGRESS_COLUMNS.items():
        if lines and [h.casefold() for h in heads] == list(lines[0].cells):
            return lines, language
    refuse(Problem("not-a-progress-file", {"name": str(file)}), lang)


def _differences(published: list[Line], computed: FileTable, name: str, language: str) -> Iterator[Problem]:
    """Every cell that is not what it should be. The recomputed table goes through a file too, so that both are alike."""
    heads = PROGRESS_COLUMNS[language]
    number = heads[0].casefold()
    wanted = {line.cells[number]: line for line in read_lines(write_csv(computed), name, needed=())}
    found = {line.cells[number]: line for line in published}
    for key, line in found.items():
        where: dict[str, Any] = {"file": name, "line": line.number, "number": key}
        if key not in wanted:
            yield Problem("not-in-register", where, name, Severity.ERROR)
            continue
        for head in heads:
            said, due = line.cells[head.casefold()], wanted[key].cells[head.casefold()]
            if said != due:
                facts = {**where, "column": head, "published": said or "—", "recomputed": due or "—"}
                yield Problem("differs", facts, name, Severity.ERROR)
    for key in wanted:
        if key not in found:
            yield Problem("not-published", {"file": name, "number": key}, name, Severity.ERROR)
