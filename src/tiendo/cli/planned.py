"""`tiendo changes` and `tiendo trajectory`: what a new edition changed, and last year's steps as milestones."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.cli.figures import exact, label, print_table, table_of
from tiendo.cli.given import open_given, options, read_bytes, refuse
from tiendo.files import Register, UnusableFile, read_register
from tiendo.model.target import Milestone, Target, TargetSet
from tiendo.model.verdict import Reason
from tiendo.publishing.edition_words import describe_change
from tiendo.publishing.wording import format_amount, format_period, say


@click.command()
@click.argument("older", type=click.Path(path_type=Path), metavar="OLDER.json")
@click.argument("newer", type=click.Path(path_type=Path), metavar="NEWER.json")
@options("lang", "json")
def changes(older: Path, newer: Path, lang: str, as_json: bool) -> None:
    """Say what a new edition of the targets changed: added, dropped, from which value to which.

    Exit status: 0 nothing changed, 1 something changed or a file cannot be used, 2 wrong use.
    """
    catalogue = load_catalogue()
    try:
        before, after = (_edition(read_register(read_bytes(f, lang), str(f), catalogue)) for f in (older, newer))
    except UnusableFile as unusable:
        refuse(unusable.problem, lang)
    found = pipeline.changes_between(before, after)
    said = [describe_change(change, catalogue, lang) for change in found]
    if as_json:
        told = [
            {"what": [w.value for w in c.what], "before": c.before and c.before.number, "after": c.after and c.after.number,
             "said": sentence}
            for c, sentence in zip(found, said, strict=True)
        ]  # fmt: skip
        click.echo(json.dumps({"changes": told}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(said) or ("Không có gì thay đổi." if lang == "vi" else "Nothing changed."))
    sys.exit(1 if found else 0)


@click.command()
@options("targets", "places", "figures", "numbers", "lang", "json")
def trajectory(targets: Path, places: Path, figures: Path, numbers: str, lang: str, as_json: bool) -> None:
    """Milestones in the steps of the year before, for each target that has complete monthly figures of it.

    FIGURES hold last year's months. With --json a target's milestones can be copied into the register.

    Exit status: 0 done, 1 rows were refused or a file cannot be used, 2 wrong use.
    """
    given = open_given(targets, places, figures, numbers=numbers, on=date.max, lang=lang)
    made: list[tuple[Target, tuple[Milestone, ...] | Reason]] = [
        (t, pipeline.path_like_last_year(t, given.observations, tree=given.tree, catalogue=given.catalogue))
        for whole in given.targets
        for t in whole.measured
    ]
    if as_json:
        told = [
            {"number": t.number, "why_not": say(path, lang)}
            if isinstance(path, Reason)
            else {"number": t.number, "milestones": {m.month.code: exact(m.value) for m in path}}
            for t, path in made
        ]
        click.echo(json.dumps({"targets": told}, ensure_ascii=False, indent=2))
    else:
        table = table_of("", ("STT", "Chỉ tiêu", "Kịch bản") if lang == "vi" else ("No.", "Target", "Trajectory"))
        for t, path in made:
            unit = t.conditions[0].unit
            points = say(path, lang) if isinstance(path, Reason) else "; ".join(
                f"{format_period(m.month, lang)}: {format_amount(m.value, unit, 2, lang)}" for m in path
            )  # fmt: skip
            table.add_row(t.number, label(t, given), points)
        print_table(table)
    sys.exit(given.exit_status)


def _edition(register: Register) -> TargetSet:
    """The edition in force."""
    return register.programme.target_sets[-1]
