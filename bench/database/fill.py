"""The log of `bench/rollup` as an office would hold it: in the tables of the web application, on SQLite or PostgreSQL.

One programme a year of the country that the log tells of; a target for every place and indicator; one return a month of
every commune. Indicators and places have their numbers as codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from django.db import transaction
from django.db.models import Model

from tiendo.model.target import ReportedBy
from tiendo_web.records.models import (
    Baseline,
    Condition,
    Membership,
    Observation,
    Office,
    Place,
    Programme,
    Return,
    Target,
    TargetSet,
    Title,
)

TITLE = "ntm"
FREQUENCIES = {0xFFF: "monthly", 0x924: "quarterly"}
AT_ONCE = 2_000  # rows
RATIO, QUOTIENT = "ratio_of_sums", "%"


def fill(folder: Path) -> None:
    """Fill an empty, migrated database from the files of a log (see ../rollup/README.md)."""
    indicators = pq.read_table(folder / "indicators.parquet").to_pylist()
    parents = pq.read_table(folder / "parents.parquet").to_pylist()
    first, last = min(r["first_month"] for r in parents), max(r["last_month"] for r in parents)
    with transaction.atomic():
        places = _places(folder, parents)
        inner = {r["parent"] for r in parents}
        offices = _save(Office(code=f"ubnd-{p.code}", name=p.name, name_en=p.name, place=p) for p in places)
        programmes = {year: _programme(year, places[-1]) for year in range(first // 12, last // 12 + 1)}
        _targets(folder, programmes, places, inner, indicators)
        returns = {
            (n, month): Return(
                programme=programmes[month // 12][0], office=office, place=office.place, period=_code(month),
                due=_last_day(month) + timedelta(days=11), state="approved",
            )
            for n, office in enumerate(offices) if n not in inner for month in range(first, last + 1)
        }  # fmt: skip
        _save(returns.values())
        for path in sorted((folder / "log").glob("*.parquet")):
            rows = pq.read_table(path).to_pylist()
            _save(_observation(row, returns[row["place"], row["month"]], indicators) for row in rows)


def _save(rows: Iterable[Any]) -> list[Any]:
    """Saved some at a time."""
    rows, saved = iter(rows), []
    while some := list(islice(rows, AT_ONCE)):
        saved += type(some[0])._default_manager.bulk_create(some)
    return saved


def _places(folder: Path, parents: Sequence[dict[str, int]]) -> list[Place]:
    rows = pq.read_table(folder / "places.parquet").to_pylist()
    places = _save(Place(code=str(r["place"]), name=str(r["place"]), kind=r["kind"]) for r in rows)
    _save(Title(place=places[r["place"]], code=TITLE) for r in rows if r["recognised"])
    start, end = min(r["first_month"] for r in parents), max(r["last_month"] for r in parents)
    _save(
        Membership(
            child=places[r["place"]],
            parent=places[r["parent"]],
            first=None if r["first_month"] == start else _first_day(r["first_month"]),
            last=None if r["last_month"] == end else _last_day(r["last_month"]),
        )
        for r in parents
    )
    return places


def _programme(year: int, place: Place) -> tuple[Programme, TargetSet]:
    title = f"Chương trình {year}"
    programme = Programme.objects.create(slug=str(year), title=title, title_en=title, place=place, period=str(year))
    named = {"authority": "HĐND", "authority_en": "Council"}
    return programme, TargetSet.objects.create(programme=programme, in_force=True, **named)


def _targets(
    folder: Path,
    programmes: dict[int, tuple[Programme, TargetSet]],
    places: Sequence[Place],
    inner: set[int],
    indicators: Sequence[dict[str, Any]],
) -> None:
    rows = pq.read_table(folder / "targets.parquet").to_pylist()

    def made() -> Iterator[Target]:
        for n, r in enumerate(rows):
            indicator = indicators[r["indicator"]]
            yield Target(
                target_set=programmes[r["year"]][1], number=str(r["indicator"]), ordinal=n % 32_000, name="",
                place=places[r["place"]], period=str(r["year"]), indicator_code=str(r["indicator"]),
                reported_by=ReportedBy.CHILDREN if r["place"] in inner else ReportedBy.PLACE,
                frequency=FREQUENCIES[indicator["due"]], clock="calendar", state="confirmed",
            )  # fmt: skip

    targets = _save(made())
    _save(_condition(t, r, indicators[r["indicator"]]) for t, r in zip(targets, rows, strict=True))
    _save(
        Baseline(target=t, value=_amount(r["baseline"], 3), as_of=date(r["year"] - 1, 12, 31), source="niên giám")
        for t, r in zip(targets, rows, strict=True) if r["baseline"] is not None
    )  # fmt: skip


def _condition(target: Target, row: dict[str, Any], indicator: dict[str, Any]) -> Model:
    unit = "%" if row["change_in"] == "per_cent" else unit_of(indicator)
    return Condition(
        target=target, ordinal=1, comparator=row["comparator"], value=_amount(row["value"], 3), unit=unit,
        value_max=_amount(row["value_max"], 3), change=row["change"], change_in=row["change_in"],
    )  # fmt: skip


def unit_of(indicator: dict[str, Any]) -> str:
    """The unit in which the values of an indicator of the log are said."""
    return QUOTIENT if indicator["per"] == 100 else "đơn vị"


def _observation(row: dict[str, Any], owed_in: Return, indicators: Sequence[dict[str, Any]]) -> Observation:
    indicator = indicators[row["indicator"]]
    a, b = _amount(row["a"], indicator["a_digits"]), _amount(row["b"], indicator["b_digits"])
    parts = indicator["over_places"] == RATIO
    return Observation(
        owed_in=owed_in, indicator_code=str(row["indicator"]), revision=row["revision"], value=None if parts else a,
        numerator=a if parts else None, denominator=b if parts else None,
        no_data="" if a is not None else "không có số liệu", vintage=row["vintage"], approved=True,
    )  # fmt: skip


def _amount(number: int | None, digits: int) -> Decimal | None:
    return None if number is None else Decimal(number).scaleb(-digits)


def _code(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _last_day(month: int) -> date:
    return _first_day(month + 1) - timedelta(days=1)
