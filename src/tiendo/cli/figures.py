"""`tiendo collect`, `tiendo rollup` and `tiendo judge`: rows, register and places in, findings, totals and verdicts out."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.cli.explained import print_explained
from tiendo.cli.given import Given, Month, collect_file, open_given, options, read_bytes, refuse, said
from tiendo.cli.terms import needed_beside, paces_of, print_terms, terms_as_json
from tiendo.files import UnusableFile, read_place_list, read_register
from tiendo.model.observation import Counting, Observation
from tiendo.model.period import Clock, Period
from tiendo.model.place import Place, PlaceTree
from tiendo.model.problem import Problem, Severity
from tiendo.model.target import Target
from tiendo.model.total import Total
from tiendo.model.verdict import Reason, Verdict, VerdictWord
from tiendo.publishing.wording import (
    VERDICT_WORDS,
    describe_missing,
    describe_target,
    format_amount,
    format_period,
    format_ratio,
    pick,
    say,
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="ROWS.csv")
@click.option("--places", type=click.Path(path_type=Path), help="Places, CSV: a row of any other place is refused.")
@click.option("--targets", type=click.Path(path_type=Path), help="Register: says which rates one office reports.")
@options("numbers", "lang", "json")
def collect(file: Path, places: Path | None, targets: Path | None, numbers: str, lang: str, as_json: bool) -> None:
    """Check rows of figures: say which cannot be used, and which look odd.

    ROWS.csv has the columns place, indicator, period, and value or numerator and denominator; no_data, named, vintage,
    revision, office and sample where there are any. - reads standard input.

    Exit status: 0 nothing found, 1 something found or the file cannot be used, 2 wrong use.
    """
    catalogue = load_catalogue()
    known: dict[str, Place] | None = None
    register = None
    try:
        if places is not None:
            known = {p.code: p for p in read_place_list(read_bytes(places, lang), str(places))[0]}
        if targets is not None:
            register = read_register(read_bytes(targets, lang), str(targets), catalogue)
    except UnusableFile as unusable:
        refuse(unusable.problem, lang)
    of = register.targets if register else ()
    collected = collect_file(file, catalogue, numbers=numbers, lang=lang, places=known, targets=of)
    if as_json:
        told = {
            "observations": [_observation_as_json(o) for o in collected.observations],
            "problems": [problem_as_json(p, lang, known) for p in collected.problems],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for problem in collected.problems:
            click.echo(f"{'✖' if problem.severity is Severity.ERROR else '!'} {said(problem, lang, known)}")
        used, refused, flagged = len(collected.observations), len(collected.refused), len(collected.flagged)
        click.echo(
            f"{used} figures can be used; {refused} findings refuse a row, {flagged} ask for a second look."
            if lang == "en"
            else f"{used} số liệu dùng được; {refused} lỗi phải sửa, {flagged} điểm cần xem lại."
        )
    sys.exit(1 if collected.problems else 0)


@click.command()
@options("targets", "places", "figures")
@click.option("--through", "month", type=Month(), required=True, help="Last month looked at.")
@options("counting", "numbers", "lang", "json")
def rollup(
    targets: Path, places: Path, figures: Path, month: Period, counting: str, numbers: str, lang: str, as_json: bool
) -> None:
    """Add figures up over months and places: every total says n of N and who is missing.

    Exit status: 0 done, 1 rows were refused or a file cannot be used, 2 wrong use.
    """
    given = open_given(targets, places, figures, numbers=numbers, on=Clock.CALENDAR.days(month)[1], lang=lang)
    by = Counting(counting)
    totals = [(t, total_of(t, given, month, by)) for whole in given.targets for t in whole.measured]
    if as_json:
        told = {"through": month.code, "totals": [_total_as_json(t, total) for t, total in totals if total]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        heads = {
            "vi": ("STT", "Chỉ tiêu", "Thực hiện", "Đã báo cáo", "Còn thiếu"),
            "en": ("No.", "Target", "Achieved", "Reported", "Missing"),
        }
        table = table_of(f"{'Through' if lang == 'en' else 'Đến hết'} {format_period(month, lang)}", heads[lang])
        for target, total in totals:
            counted = f"{total.reported}/{total.expected}" if total else "—"
            missing = _missing(total, given) if total else ""
            table.add_row(target.number, label(target, given), achieved(total, given), counted, missing)
        print_table(table)
        for target, total in totals:
            if total is not None and total.held_above is not None:
                click.echo(f"{target.number}. {_held_above(total, given)}")
    sys.exit(given.exit_status)


@click.command()
@options("targets", "places", "figures", "today", "through", "counting", "numbers", "lang", "json")
@click.option("--explain", "number", metavar="NUMBER", help="Unfold one target: rules, places, figures, returns.")
def judge(
    targets: Path,
    places: Path,
    figures: Path,
    today: date,
    through: Period | None,
    counting: str,
    numbers: str,
    lang: str,
    as_json: bool,
    number: str | None,
) -> None:
    """Judge every target as of a day, with the reason; of targets of a term, the pace that is still needed.

    --explain 5a prints how that one verdict came about, down to each figure, its earlier revisions and its source.

    Exit status: 0 done, 1 rows were refused or a file cannot be used, 2 wrong use.
    """
    given = open_given(targets, places, figures, numbers=numbers, on=today, lang=lang, with_terms=True)
    verdicts = judged(given, today=today, through=through, counting=Counting(counting))
    if number is not None:
        print_explained(number, verdicts, given, as_json=as_json)
    elif as_json:
        click.echo(json.dumps(_verdicts_as_json(verdicts, given, today), ensure_ascii=False, indent=2))
    else:
        _print_verdicts(verdicts, given)
    sys.exit(given.exit_status)


def judged(
    given: Given, *, today: date, through: Period | None, counting: Counting = Counting.NEWEST
) -> tuple[Verdict, ...]:
    """The verdicts of what was given; `through` as the person said it, else the newest month that is complete."""
    common: dict[str, Any] = {"tree": given.tree, "catalogue": given.catalogue, "today": today}
    last = through or pipeline.month_to_look_at(given.targets, given.observations, **common)
    return pipeline.judge_targets(given.targets, given.observations, through=last, counting=counting, **common)


# --- for people -------------------------------------------------------------------------------------------------------


def _print_verdicts(verdicts: Iterable[Verdict], given: Given) -> None:
    lang = given.lang
    heads = {
        "vi": ("STT", "Chỉ tiêu", "Mức giao", "Thực hiện", "Tỷ lệ", "Đã báo cáo", "Đánh giá", "Lý do"),
        "en": ("No.", "Target", "Promised", "Achieved", "Attainment", "Reported", "Verdict", "Reason"),
    }
    verdicts = tuple(verdicts)
    paces = paces_of(given)
    beside = (pick(("Cả nhiệm kỳ còn cần", "The term still needs"), lang),) if paces else ()
    table = table_of(given.register.programme.title, (*heads[lang], *beside))
    for verdict in verdicts:
        for one in verdict.rows:
            table.add_row(
                one.target.number,
                label(one.target, given),
                describe_target(one.target, lang),
                achieved(one.total, given),
                format_ratio(one.attainment, lang),
                f"{one.total.reported}/{one.total.expected}" if one.total else "—",
                pick(VERDICT_WORDS[one.said], lang),
                " ".join(say(r, lang, given.names) for r in one.reasons),
                *(needed_beside(one.target, paces, given) for _ in beside),
            )
    print_table(table)
    if paces:
        print_terms(paces, given, table_of, print_table)
    counts = Counter(v.said for v in verdicts)
    click.echo(" · ".join(f"{pick(VERDICT_WORDS[word], lang)} {counts[word]}" for word in VerdictWord if counts[word]))


def table_of(title: str, heads: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def print_table(table: Table) -> None:
    """To a terminal as wide as it is, to a file wide enough to be read."""
    Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 180).print(table)


def label(target: Target, given: Given) -> str:
    return given.register.labels(given.lang).get(target.id, target.name)


def achieved(total: Total | None, given: Given) -> str:
    if total is None:
        return "—"
    indicator = given.catalogue.indicators[total.indicator_code]
    return format_amount(total.value, indicator.unit, indicator.decimals, given.lang)


def _held_above(total: Total, given: Given) -> str:
    """Why a total exceeds the places below it."""
    indicator = given.catalogue.indicators[total.indicator_code]
    whole, held = total.value or Decimal(0), total.held_above or Decimal(0)
    amounts = {"below": whole - held, "held": held, "whole": whole}
    told = {k: format_amount(v, indicator.unit, indicator.decimals, given.lang) for k, v in amounts.items()}
    return say(Reason("held-above", told), given.lang)


def _missing(total: Total, given: Given) -> str:
    return describe_missing(total.owing, given.lang, given.names, in_full=True)


def total_of(target: Target, given: Given, month: Period, counting: Counting = Counting.NEWEST) -> Total | None:
    """The target's total through the month; None where the month is none of its own."""
    if not target.running.holds(month):
        return None
    return pipeline.roll_up_target(
        target, given.observations, tree=given.tree, catalogue=given.catalogue, through=month, counting=counting
    )[-1]


# --- for programs -----------------------------------------------------------------------------------------------------


def problem_as_json(
    problem: Problem, lang: str, places: PlaceTree | Mapping[str, Place] | None = None
) -> dict[str, Any]:
    """A finding for programs: its rule and severity as codes, where it stands, and the sentence."""
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "row": problem.facts.get("line"),
        "column": problem.facts.get("column"),
        "said": said(problem, lang, places),
    }


def _observation_as_json(o: Observation) -> dict[str, Any]:
    return {
        "indicator": o.indicator_code,
        "place": o.place_code,
        "period": o.period.code,
        "value": exact(o.value),
        "numerator": exact(o.numerator),
        "denominator": exact(o.denominator),
        "no_data": o.no_data,
        "named": list(o.named),
        "vintage": o.vintage.name.lower(),
        "revision": o.revision,
        "provider": o.provider.value,
        "definition": o.definition,
        "source": o.source,
        "sample": o.sample,
    }


def _total_as_json(target: Target, total: Total) -> dict[str, Any]:
    return {
        "number": target.number,
        "indicator": total.indicator_code,
        "value": exact(total.value),
        "numerator": exact(total.numerator),
        "denominator": exact(total.denominator),
        "reported": total.reported,
        "expected": total.expected,
        "sample": total.sample,
        "counting": total.counting.value,
        "vintage": total.vintage.name.lower() if total.vintage else None,
        "provider": total.provider.value,
        "definitions": list(total.definitions),
        "held_above": exact(total.held_above),
        "places": [
            {"place": p.place_code, "value": exact(p.value), "missing": [m.code for m in p.missing]}
            for p in total.places
        ],
    }


def _verdicts_as_json(verdicts: Iterable[Verdict], given: Given, today: date) -> dict[str, Any]:
    verdicts = tuple(verdicts)
    counts = Counter(v.said.value for v in verdicts)
    return {
        "today": today.isoformat(),
        "counts": {word.value: counts[word.value] for word in VerdictWord if counts[word.value]},
        "targets": [_verdict_as_json(v, given) for v in verdicts],
        "terms": terms_as_json(given),
        "problems": [problem_as_json(p, given.lang, given.tree) for p in given.refused],
    }


def _verdict_as_json(verdict: Verdict, given: Given) -> dict[str, Any]:
    target = verdict.target
    return {
        "number": target.number,
        "name": label(target, given),
        "indicator": target.indicator_code,
        "verdict": verdict.said.value,
        "through": verdict.through.code if verdict.through else None,
        "closed": verdict.closed,
        "attainment": exact(verdict.attainment),
        "actual": exact(verdict.actual),
        "due": exact(verdict.due),
        "unit": target.conditions[0].unit if target.conditions else None,
        "rules": [r.rule for r in verdict.reasons],
        "reasons": [say(r, given.lang, given.names) for r in verdict.reasons],
        "total": _total_as_json(target, verdict.total) if verdict.total else None,
        "parts": [_verdict_as_json(p, given) for p in verdict.parts],
        "sub_rows": [_verdict_as_json(r, given) for r in verdict.sub_rows],
    }


def exact(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
