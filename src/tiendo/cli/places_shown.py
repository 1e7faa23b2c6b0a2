"""What `tiendo places` prints for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import click
from rich.console import Console
from rich.table import Table

from tiendo import pipeline
from tiendo.catalogue.load import Catalogue
from tiendo.catalogue.places import Found
from tiendo.cli.places_json import above
from tiendo.model.observation import Observation
from tiendo.model.place import Place, PlaceTree
from tiendo.model.place_change import PlaceChange
from tiendo.model.place_history import PlaceHistory
from tiendo.model.restatement import Restated
from tiendo.publishing.place_words import (
    CHANGE_KIND_WORDS,
    describe_bases,
    describe_line,
    describe_restatement,
    format_share,
    format_validity,
)
from tiendo.publishing.wording import format_amount, format_date, format_number, format_period, format_place, pick

_SHOWN = 2  # decimals at least; --json prints every digit

# --- found ------------------------------------------------------------------------------------------------------------


def print_found(found: Found, history: PlaceHistory, on: date, lang: str, *, to_error: bool = False) -> None:
    """A table of what was found; former places with what became of them. Nothing where nothing was."""
    rows = found.places or found.former or found.suggestions
    if not rows:
        return
    heads = ("Mã", "Địa bàn", "Thuộc", "Hiệu lực") if lang != "en" else ("Code", "Place", "In", "Valid")
    table = _table("", heads)
    for place in rows:
        over = ", ".join(format_place(p, lang) for p in above(place, history, on))
        table.add_row(place.code, format_place(place, lang), over, format_validity(place, lang))
    _print(table, to_error=to_error)
    for place in rows:
        for line in _became(place, history, on, lang):
            click.echo(line, err=to_error)


def _became(place: Place, history: PlaceHistory, on: date, lang: str) -> Iterator[str]:
    """Where a place of an earlier day lies on this one."""
    if place.last is None or on <= place.last:
        return
    for code, way in history.onward(place, on).items():
        now = history.place(code, on)
        if now is not None:
            over = ", ".join(format_place(p, lang) for p in above(now, history, on))
            yield f"{describe_line(place, now, way.share, way.bases, lang)} ({', '.join(filter(None, (code, over)))})"


# --- the tree of a day ------------------------------------------------------------------------------------------------


def print_tree(place: Place, tree: PlaceTree, depth: int, lang: str) -> None:
    """The place with what it lies in, and what lies below, one line a place."""
    over = ", ".join(format_place(tree[code], lang) for code in tree.above(place.code))
    click.echo(f"{place.code}  {format_place(place, lang)}{f' ({over})' if over else ''}, {format_date(tree.on, lang)}")
    _print_below(place.code, tree, depth, lang, "  ")


def _print_below(code: str, tree: PlaceTree, depth: int, lang: str, indent: str) -> None:
    for child in tree.children(code) if depth else ():
        below = len(tree.children(child))
        count = f" ({below} địa bàn)" if lang != "en" else f" ({below} places)"
        click.echo(f"{indent}{child}  {format_place(tree[child], lang)}{count if below and depth == 1 else ''}")
        _print_below(child, tree, depth - 1, lang, indent + "  ")


# --- history ----------------------------------------------------------------------------------------------------------


def print_past(place: Place, history: PlaceHistory, on: date, lang: str) -> None:
    """One place: its days, what it lay in, what it came from, what became of it."""
    over = ", ".join(format_place(p, lang) for p in above(place, history, on))
    head = "; ".join(filter(None, (over, format_validity(place, lang))))
    click.echo(f"{place.code}  {format_place(place, lang)}{f' ({head})' if head else ''}")
    for change, came in ((history.start_of(place), True), (history.end_of(place), False)):
        if change is not None:
            click.echo(f"  {_change_said(change, came=came, lang=lang)}")
            for line in _lines_said(place, change, history, came=came, lang=lang):
                click.echo(f"    {line}")
    if place.last is not None and place.last < on and history.end_of(place) is None:
        _print_area(place, history, on, lang)


def _change_said(change: PlaceChange, *, came: bool, lang: str) -> str:
    kind, day = pick(CHANGE_KIND_WORDS[change.kind], lang), format_date(change.day, lang)
    act = f", {change.document}" if change.document else ""
    if lang == "en":
        return f"{'came from' if came else 'became'} on {day} ({kind}{act}):"
    return f"{'lập từ' if came else 'chuyển thành'} ngày {day} ({kind}{act}):"


def _lines_said(place: Place, change: PlaceChange, history: PlaceHistory, *, came: bool, lang: str) -> Iterator[str]:
    for line in change.lines:
        other = None
        if came and line.new == place.code:
            other = history.place(line.old, change.day - timedelta(days=1))
        elif not came and line.old == place.code:
            other = history.place(line.new, change.day)
        if other is None:
            continue
        share = "" if line.share == 1 else f": {format_share(line.share, lang)}, {describe_bases((line.basis,), lang)}"
        source = f" ({line.source})" if line.source else ""
        yield f"{other.code}  {format_place(other, lang)}{share}{source}"


def _print_area(place: Place, history: PlaceHistory, on: date, lang: str) -> None:
    """A place that ended without a successor, such as a district: which places of today hold what was in it."""
    click.echo(
        "  không còn; địa bàn cũ nay thuộc (tỷ lệ của địa bàn mới nằm trong địa bàn cũ, coi các xã cũ bằng nhau):"
        if lang != "en"
        else "  is no more; its area now lies in (share of the new place that lies in it, former communes taken as equal):"
    )
    for code, share in pipeline.area_today(history, place, on).items():
        now = history.place(code, on)
        if now is not None:
            whole = "nguyên vẹn" if lang != "en" else "all of it"
            click.echo(f"    {code}  {format_place(now, lang)}: {whole if share == 1 else format_share(share, lang)}")


# --- restated ---------------------------------------------------------------------------------------------------------


def print_restated(restated: Restated, history: PlaceHistory, to: date, catalogue: Catalogue, lang: str) -> None:
    """One row a figure: as it was sent, or what it was worked out from."""
    heads = ("Địa bàn", "Chỉ tiêu", "Kỳ", "Số liệu", "Căn cứ tính lại")
    if lang == "en":
        heads = ("Place", "Indicator", "Period", "Figure", "Worked out from")
    table = _table("", heads)
    for o in restated.observations:
        indicator = catalogue.indicators[o.indicator_code]
        amount = format_amount(o.value, indicator.unit, max(indicator.decimals, _SHOWN), lang)
        if o.value is None and o.numerator is not None:
            amount = f"{format_number(o.numerator, _SHOWN, lang)}/{format_number(o.denominator, _SHOWN, lang)}"
        as_sent = "như đã gửi" if lang != "en" else "as it was sent"
        how = describe_restatement(o.restatement, lang) if o.restatement else as_sent
        name = indicator.name_en if lang == "en" else indicator.name
        table.add_row(_place_said(o, history, to, lang), name, format_period(o.period, lang), amount, how)
    if restated.observations:
        _print(table)


def _place_said(o: Observation, history: PlaceHistory, to: date, lang: str) -> str:
    place = history.place(o.place_code, o.restatement.to if o.restatement else to)
    return f"{o.place_code} {format_place(place, lang)}" if place else o.place_code


# --- shared -----------------------------------------------------------------------------------------------------------


def _table(title: str, heads: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _print(table: Table, *, to_error: bool = False) -> None:
    """To a terminal as wide as it is, to a file wide enough to be read."""
    stream = sys.stderr if to_error else sys.stdout
    Console(highlight=False, markup=False, stderr=to_error, width=None if stream.isatty() else 180).print(table)
