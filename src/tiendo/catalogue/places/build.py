"""Rebuilds the CSV files beside this one from the collected lists, and checks them: `make places`.

    python -m tiendo.catalogue.places.build ../shared/places [--into DIR]

The lists (their README says where each comes from) hold units before and after 01/07/2025 and the links between them.
What is not in them is not made up: a part without a published share is marked equal_parts, and a later act counts from
the day it was signed, because its first day is not in the lists.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import click

from tiendo.catalogue.places.find import name_key
from tiendo.catalogue.places.load import history_from_rows
from tiendo.model.place_history import PlaceHistory

_Row = dict[str, str]
COUNTRY, LAST, FIRST = "VN", "2025-06-30", "2025-07-01"
PROVINCES_ACT, PROVINCES_SIGNED = "202/2025/QH15", "2025-06-12"
COUNTS = {"old": 10_040, "new": 3_321, "links": 10_571, "parts": 972, "split": 441, "islands": 5, "districts": 696}
_HEADS = {
    "places": ("code", "name", "kind", "parent", "first", "last"),
    "memberships": ("child", "parent", "first", "last"),
    "changes": ("day", "document", "old", "new", "share", "basis", "source"),
    "acts": ("document", "signed", "note"),
}
_KINDS = {  # what a name begins with → kind, by level
    "province": {"Thành phố": "city", "Tỉnh": "province"},
    "district": {
        "Thành phố": "district_city",
        "Thị xã": "district_town",
        "Quận": "urban_district",
        "Huyện": "district",
    },
    "commune": {"Thị trấn": "town", "Phường": "ward", "Đặc khu": "special_zone", "Huyện": "district", "Xã": "commune"},
}


@dataclass
class _Tables:
    places: list[_Row] = field(default_factory=list)
    memberships: list[_Row] = field(default_factory=list)
    changes: list[_Row] = field(default_factory=list)
    acts: dict[str, _Row] = field(default_factory=dict)

    def place(self, code: str, called: tuple[str, str], parent: str, first: str = "", last: str = "") -> None:
        kind, name = called
        self.places.append({"code": code, "name": name, "kind": kind, "parent": parent, "first": first, "last": last})

    def change(self, day: str, document: str, old: str, new: str, basis: str = "") -> None:
        self.changes.append({"day": day, "document": document, "old": old, "new": new, "basis": basis})

    def act(self, document: str, signed: str, note: str = "") -> None:
        self.acts[document] = {"document": document, "signed": signed, "note": note}


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--into", type=click.Path(path_type=Path), default=Path(__file__).parent, help="Where the files go.")
def main(source: Path, into: Path) -> None:
    """Rebuild the catalogue of places from the lists in SOURCE and check it."""
    tables = tables_from(source)
    check(tables, source)
    for name, text in tables.items():
        (into / f"{name}.csv").write_text(text, encoding="utf-8")
    click.echo(", ".join(f"{name} {text.count(chr(10)) - 1}" for name, text in tables.items()))


def tables_from(source: Path) -> dict[str, str]:
    """The four files, by name, as text."""
    made = _Tables()
    made.place(COUNTRY, ("country", "Việt Nam"), "")
    _provinces(made, source)
    _communes(made, source)
    rows = {"places": made.places, "memberships": made.memberships, "changes": made.changes, "acts": made.acts.values()}
    return {name: _as_csv(_HEADS[name], rows[name]) for name in _HEADS}


def _provinces(made: _Tables, source: Path) -> None:
    old = _read(source, "provinces_2025")
    new = {row["code"]: row for row in _read(source, "provinces_after_2025-07-01")}
    into = Counter(row["new_code"] for row in old)
    made.act(PROVINCES_ACT, PROVINCES_SIGNED)
    for row in old:
        if into[row["new_code"]] == 1 and row["old_code"] == row["new_code"] and row["old_name"] == row["new_name"]:
            continue
        made.place(row["old_code"], _called(row["old_name"], "province"), COUNTRY, last=LAST)
        made.change(FIRST, PROVINCES_ACT, row["old_code"], row["new_code"])
    begun = {row["new"] for row in made.changes}
    for code, row in new.items():
        first = FIRST if code in begun else ""
        _place_and_later(
            made, code, row["name_2025-07-01"], row["name_2026-10"], COUNTRY, first, _later_act(row), "province"
        )


def _later_act(row: Mapping[str, str]) -> tuple[str, str]:
    document, _, said = row["later_act"].partition(" - ")
    return document, "-".join(reversed(said.split("/")))


def _communes(made: _Tables, source: Path) -> None:
    districts = _read(source, "districts_before_2025-07-01")
    old = {row["code"]: row for row in _read(source, "units_before_2025-07-01")}
    new = {row["code"]: row for row in _read(source, "units_after_2025-07-01")}
    links = _read(source, "crosswalk_2025-07-01")
    acts = {r["province_code"]: (r["resolution"], r["resolution_date"]) for r in new.values() if r["resolution"]}
    above = {row["code"]: row["province_code"] for row in districts}
    for document, signed in acts.values():
        made.act(document, signed)
    for row in districts:  # an island without communes stands in both lists
        made.place(row["code"], _called(row["name"], "district"), row["province_code"], last=LAST)
    kept = _unchanged(links, old, new)
    for code, row in old.items():
        if code in kept:
            made.memberships.append({"child": code, "parent": row["district_code"], "last": LAST})
        elif code not in above:
            made.place(code, _called(row["name"], "commune"), row["district_code"], last=LAST)
    for code, row in new.items():
        then, later = row["name_2025"] or row["name"], (row["later_resolution"], row["later_date"])
        if code in kept:
            made.memberships.append({"child": code, "parent": row["province_code"], "first": FIRST})
            then = old[code]["name"]  # the same but for its spelling
        parent, first = ("", "") if code in kept else (row["province_code"], FIRST)
        _place_and_later(made, code, then, row["name"] if row["name_2025"] else then, parent, first, later, "commune")
    for link in links:
        if link["old_code"] not in kept:
            document = acts[new[link["new_code"]]["province_code"]][0]
            basis = "" if link["kind"] == "whole" else "equal_parts"
            made.change(FIRST, document, link["old_code"], link["new_code"], basis)


def _unchanged(links: Sequence[_Row], old: Mapping[str, _Row], new: Mapping[str, _Row]) -> frozenset[str]:
    """Codes that stand for the same place before and after: whole, alone, and called the same but for spelling."""
    into = Counter(link["new_code"] for link in links)
    return frozenset(
        link["old_code"]
        for link in links
        if link["kind"] == "whole" and link["old_code"] == link["new_code"] and into[link["new_code"]] == 1
        and name_key(old[link["old_code"]]["name"])
        == name_key(new[link["new_code"]]["name_2025"] or new[link["new_code"]]["name"])
    )  # fmt: skip


def _place_and_later(
    made: _Tables, code: str, then: str, now: str, parent: str, first: str, later: tuple[str, str], level: str
) -> None:
    """A place of 2025, and where a later act changed its kind or name the place that it became."""
    document, day = later
    if then == now or not document:
        made.place(code, _called(then, level), parent, first)
        return
    if not parent:
        raise click.ClickException(f"{code} kept its place in 2025 and changed later: write its memberships by hand.")
    before = _day_before(day)
    made.place(code, _called(then, level), parent, first, before)
    made.place(code, _called(now, level), parent, day)
    made.change(day, document, code, code)
    made.act(document, day, "first day not in the lists: counted from the day it was signed")


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _called(full: str, level: str) -> tuple[str, str]:
    """Kind and bare name of "Phường Ba Đình"; the lists write "Thị Trấn" too."""
    for said, kind in _KINDS[level].items():
        if full.casefold().startswith(said.casefold() + " "):
            return kind, full[len(said) + 1 :]
    raise click.ClickException(f"“{full}” does not begin with a kind of {level}.")


def check(tables: Mapping[str, str], source: Path) -> PlaceHistory:
    """The history in these files; raises ClickException where it says less, or more, than the lists do."""
    history = history_from_rows(*(csv.DictReader(tables[n].splitlines()) for n in _HEADS))
    before, after = history.tree(date.fromisoformat(LAST)), history.tree(date.fromisoformat(FIRST))
    old = {row["code"] for row in _read(source, "units_before_2025-07-01")}
    new = {row["code"] for row in _read(source, "units_after_2025-07-01")}
    links = {(row["old_code"], row["new_code"]): row["kind"] for row in _read(source, "crosswalk_2025-07-01")}
    lines = {
        (line.old, line.new): line
        for change in history.changes
        if change.day == date.fromisoformat(FIRST)
        for line in change.lines
        if line.old in old and line.new in new and (line.old, line.new) in links
    }
    kept = {code for code in old & new if (code, code) in links and (code, code) not in lines}
    found = {
        "old": sum(1 for code in old if code in before),
        "new": sum(1 for code in new if code in after),
        "links": len(lines) + len(kept),
        "parts": sum(1 for line in lines.values() if line.share != 1),
        "split": len({line.old for line in lines.values() if line.share != 1}),
        "islands": sum(1 for code in old if len(code) == 3),
        "districts": sum(1 for row in _read(source, "districts_before_2025-07-01") if row["code"] in before),
    }
    wrong = [f"{name} {found[name]}, not {count}" for name, count in COUNTS.items() if found[name] != count]
    wrong += [f"{a} → {b} is {kind}" for (a, b), kind in links.items() if (a, b) in lines and (lines[a, b].share == 1) != (kind == "whole")]  # fmt: skip
    unlinked = (old - {a for a, _ in links}) | (new - {b for _, b in links})
    if wrong or unlinked:
        raise click.ClickException("; ".join([*wrong, *(f"{code} has no link" for code in sorted(unlinked))]))
    return history


def _read(source: Path, name: str) -> list[_Row]:
    return list(csv.DictReader((source / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def _as_csv(heads: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, heads, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    main()
