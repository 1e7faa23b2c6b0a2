"""`tiendo compare` and `tiendo sets`: a total beside the year before and other providers, a figure beside several promises."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.cli.figures import exact, label, print_table, table_of, total_of
from tiendo.cli.given import Given, Month, open_given, options, read_bytes, refuse
from tiendo.files import UnusableFile, read_places, read_register
from tiendo.model.comparison import Comparison
from tiendo.model.observation import Counting, Provider
from tiendo.model.period import Clock, Period
from tiendo.model.place import PlaceTree
from tiendo.model.target import Target
from tiendo.model.total import Total
from tiendo.publishing.edition_words import describe_side_by_side
from tiendo.publishing.wording import PROVIDER_WORDS, format_amount, format_period, format_ratio, pick, say


@click.command()
@options("targets", "places", "figures")
@click.option("--through", "month", type=Month(), required=True, help="Last month looked at.")
@options("counting", "numbers", "lang", "json")
def compare(
    targets: Path, places: Path, figures: Path, month: Period, counting: str, numbers: str, lang: str, as_json: bool
) -> None:
    """Each total beside the same months a year before, and beside those of another provider (statistics office).

    Nothing is compared across another definition, base year or set of places, or while a place is missing.

    Exit status: 0 done, 1 rows were refused or a file cannot be used, 2 wrong use.
    """
    given = open_given(targets, places, figures, numbers=numbers, on=Clock.CALENDAR.days(month)[1], lang=lang)
    then = Clock.CALENDAR.days(Period.month(month.first_year - 1, month.first_month))[1]
    tree_before = read_places(read_bytes(places, lang), str(places), on=then)
    found = [
        (target, name, compared)
        for whole in given.targets
        for target in whole.measured
        for name, compared in _compared(target, given, tree_before, month, Counting(counting))
    ]
    if as_json:
        told = {"through": month.code, "compared": [_as_json(*one, given) for one in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(found, given, month)
    sys.exit(given.exit_status)


@click.command()
@click.argument("others", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="REGISTER.json…")
@options("targets", "places", "figures", "today", "through", "counting", "numbers", "lang", "json")
def sets(
    others: tuple[Path, ...],
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
    """Judge each indicator by the numbers of several authorities at once: --targets and every further register.

    Exit status: 0 done, 1 rows were refused or a file cannot be used, 2 wrong use.
    """
    given = open_given(targets, places, figures, numbers=numbers, on=today, lang=lang)
    try:
        registers = [read_register(read_bytes(f, lang), str(f), load_catalogue()) for f in others]
    except UnusableFile as unusable:
        refuse(unusable.problem, lang)
    all_sets = [s for r in (given.register, *registers) for s in r.programme.target_sets]
    all_targets = [t for s in all_sets for t in s.targets]
    common: dict[str, Any] = {"tree": given.tree, "catalogue": given.catalogue, "today": today}
    last = through or pipeline.month_to_look_at(all_targets, given.observations, **common)
    found = pipeline.judge_sets(all_sets, given.observations, through=last, counting=Counting(counting), **common)
    if as_json:
        told = [
            {
                "indicator": one.indicator_code,
                "place": one.place_code,
                "period": one.period.code,
                "sets": [
                    {"authority": s.authority, "edition": s.edition, "number": v.target.number, "verdict": v.said.value,
                     "attainment": exact(v.attainment)}
                    for s, v in one.verdicts
                ],
            }
            for one in found
        ]  # fmt: skip
        click.echo(json.dumps({"today": today.isoformat(), "indicators": told}, ensure_ascii=False, indent=2))
    else:
        table = table_of("", ("Chỉ tiêu", "Theo từng cấp giao") if lang == "vi" else ("Indicator", "By each authority"))
        for one in found:
            indicator = given.catalogue.indicators[one.indicator_code]
            name = indicator.name_en if lang == "en" else indicator.name
            table.add_row(name, "\n".join(describe_side_by_side(one, lang)))
        print_table(table)
    sys.exit(given.exit_status)


def _compared(
    target: Target, given: Given, tree_before: PlaceTree, month: Period, counting: Counting
) -> Iterator[tuple[Provider | None, Comparison]]:
    """With None the year before, else another provider."""
    total = total_of(target, given, month, counting)
    if total is None:
        return
    common: dict[str, Any] = {"tree": given.tree, "catalogue": given.catalogue}
    yield None, pipeline.same_period_last_year(target, total, given.observations, tree_before=tree_before, **common)
    for compared in pipeline.other_providers(target, total, given.observations, **common):
        yield compared.that.provider, compared


def _print(found: list[tuple[Target, Provider | None, Comparison]], given: Given, month: Period) -> None:
    lang = given.lang
    heads = {
        "vi": ("STT", "Chỉ tiêu", "Thực hiện", "So với", "Số được so", "Tỷ lệ", "Chênh lệch"),
        "en": ("No.", "Target", "Achieved", "Against", "Its figure", "Ratio", "Difference"),
    }
    table = table_of(f"{'Through' if lang == 'en' else 'Đến hết'} {format_period(month, lang)}", heads[lang])
    for target, provider, compared in found:
        last_year = ("cùng kỳ năm trước", "same months a year before")
        against = pick(last_year if provider is None else PROVIDER_WORDS[provider], lang)
        why = say(compared.why_not, lang, given.names) if compared.why_not else None
        indicator = given.catalogue.indicators[target.indicator_code or ""]
        difference = format_amount(compared.difference, indicator.unit, indicator.decimals, lang)
        table.add_row(
            target.number, label(target, given), _counted(compared.this, given), against, _counted(compared.that, given),
            format_ratio(compared.ratio, lang), why or difference,
        )  # fmt: skip
    print_table(table)


def _counted(total: Total, given: Given) -> str:
    indicator = given.catalogue.indicators[total.indicator_code]
    amount = format_amount(total.value, indicator.unit, indicator.decimals, given.lang)
    return f"{amount} ({total.reported}/{total.expected})"


def _as_json(target: Target, provider: Provider | None, compared: Comparison, given: Given) -> dict[str, Any]:
    def side(total: Total) -> dict[str, Any]:
        return {
            "period": [m.code for m in (total.period.months()[0], total.period.months()[-1])],
            "value": exact(total.value),
            "reported": total.reported,
            "expected": total.expected,
            "provider": total.provider.value,
            "definitions": list(total.definitions),
        }

    return {
        "number": target.number,
        "indicator": target.indicator_code,
        "against": "year-before" if provider is None else provider.value,
        "this": side(compared.this),
        "that": side(compared.that),
        "ratio": exact(compared.ratio),
        "difference": exact(compared.difference),
        "why_not": compared.why_not and compared.why_not.rule,
        "said": say(compared.why_not, given.lang, given.names) if compared.why_not else None,
    }
