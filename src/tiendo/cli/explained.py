"""`tiendo judge --explain NUMBER`: how one verdict came about, as an indented tree or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

import click

from tiendo import pipeline
from tiendo.cli.given import Given
from tiendo.model.verdict import Verdict
from tiendo.publishing.explained import explained_as_json, explained_lines
from tiendo.publishing.wording import describe_decision


def print_explained(number: str, verdicts: Iterable[Verdict], given: Given, *, as_json: bool) -> None:
    """The tree of the target or part with this number. Raises click.UsageError for a number that nothing has."""
    known = {one.target.number: one for verdict in verdicts for one in (verdict, *verdict.parts)}
    if number not in known:
        raise click.UsageError(f"There is no target “{number}” here; write one of {', '.join(known)}.")
    decision = describe_decision(given.register.programme.target_sets[-1], given.lang)
    tree = pipeline.explain(known[number], given.observations, given.catalogue, decision=decision)
    if as_json:
        click.echo(json.dumps(explained_as_json(tree, given.lang, given.names), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(explained_lines(tree, given.lang, given.names)))
