"""All figures and targets of a programme judged in bulk, straight from the tables: for a province or a nation at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection
from numpy.typing import NDArray

from tiendo import pipeline
from tiendo.catalogue.load import Catalogue
from tiendo.files.log_columns import log_of, numbered, scaled
from tiendo.model.indicator import Indicator
from tiendo.model.log import Log
from tiendo.model.observation import Counting
from tiendo.model.target_columns import (
    CHANGES,
    CHANGES_IN,
    COMPARATORS,
    FREQUENCIES,
    PROVIDERS,
    REPORTERS,
    TargetColumns,
)
from tiendo_web.records.columns import read_columns
from tiendo_web.records.models import Place, Programme, TargetSet
from tiendo_web.records.queries.places import load_tree, tree_day, valid_on
from tiendo_web.records.queries.programme import current_set, figures_through

_FIGURE = {
    "owed_in": "o.owed_in_id", "indicator": "o.indicator_code", "value": "o.value", "numerator": "o.numerator",
    "denominator": "o.denominator", "revision": "o.revision",
}  # fmt: skip
_USUAL = {"provider": ("o.provider", "sector"), "definition": ("o.definition", "")}
_RETURN = {
    "id": "r.id",
    "place": "p.code",
    "place_id": "p.id",
    "period": "r.period",
}
_TARGET = {
    "id": "t.id", "place": "p.code", "period": "t.period", "indicator": "t.indicator_code", "reported_by": "t.reported_by",
    "frequency": "t.frequency", "clock": "t.clock", "provider": "t.provider", "comparator": "c.comparator",
    "value": "c.value", "value_max": "c.value_max", "unit": "c.unit", "change": "c.change", "change_in": "c.change_in",
    "tolerance": "c.tolerance", "baseline": "b.value", "baseline_day": "b.as_of", "baseline_named": "b.definition",
    "apart": """CASE WHEN t.indicator_code = '' OR t.subject <> '' OR t.term_form <> '' OR t.definition <> '' OR c.keep
        OR t.id IN (SELECT target_id FROM records_milestone) OR t.id IN (SELECT target_id FROM records_share)
        THEN 'apart' END""",
}  # fmt: skip


@dataclass(frozen=True)
class BulkStanding:
    """Where a programme stands on a day, for all its targets and parts at once.

    Attributes:
        targets: their ids; `judged` has a word for each, or says that the exact path must judge it (see `pipeline`).
    """

    programme: Programme
    targets: NDArray[np.int64]
    judged: pipeline.JudgedLog


def bulk_standing(programme: Programme, *, today: date, catalogue: Catalogue) -> BulkStanding:
    """What `standing` says of every confirmed target of the edition in force, as word and attainment; equal to it, except
    for the targets that are left to it."""
    on = tree_day(programme, today)
    tree = load_tree(on)
    returns = _Returns.of(programme)
    counting = Counting(programme.counting)
    best = counting is Counting.BEST_VINTAGE
    log = approved_log(programme, returns, catalogue.indicators, with_vintage=best)
    ids, targets = target_columns(current_set(programme), int(programme.period) if programme.period.isdigit() else 0)
    judged = pipeline.judge_log(
        targets,
        log,
        tree=tree,
        catalogue=catalogue,
        today=today,
        through=figures_through(programme, today=today),
        counting=counting,
    )
    if not returns.on_places_of(on):  # some places have ended: their figures have to be said for those of the day
        judged = judged.all_left()
    return BulkStanding(programme, ids, judged)


def bulk_standings(
    programmes: Sequence[Programme], *, today: date, catalogue: Catalogue, threads: int = 1
) -> list[BulkStanding]:
    """Several programmes. With more than one thread each reads through a connection of its own, and so only what has been
    committed; within a transaction leave it at one."""

    def one(programme: Programme) -> BulkStanding:
        try:
            return bulk_standing(programme, today=today, catalogue=catalogue)
        finally:
            if threads > 1:
                connection.close()

    if threads == 1:
        return [one(programme) for programme in programmes]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, programmes))


@dataclass(frozen=True)
class _Returns:
    """The returns of a programme, column by column, by id."""

    ids: NDArray[np.int64]
    place: pa.Array
    place_ids: frozenset[int]
    period: pa.Array

    @classmethod
    def of(cls, programme: Programme) -> _Returns:
        source = "FROM records_return r JOIN records_place p ON p.id = r.place_id WHERE r.programme_id = %s"
        read = read_columns(_RETURN, source, [programme.pk])
        ids = _whole(read["id"])
        order = np.argsort(ids)
        some = {name: column.take(pa.array(order)) for name, column in read.items()}
        places = frozenset(_whole(pc.unique(read["place_id"])).tolist())
        return cls(ids[order], some["place"], places, some["period"])

    def on_places_of(self, on: date) -> bool:
        """Whether all of them are of places of that day."""
        there = set(Place.objects.filter(valid_on(on)).values_list("pk", flat=True))
        return self.place_ids <= there


def approved_log(
    programme: Programme, returns: _Returns, indicators: Mapping[str, Indicator], *, with_vintage: bool = False
) -> Log:
    """Every approved figure handed in for a programme, all revisions and providers."""
    source = """FROM records_observation o WHERE o.approved
        AND o.owed_in_id IN (SELECT id FROM records_return WHERE programme_id = %s)"""
    columns = _FIGURE | ({"vintage": "o.vintage"} if with_vintage else {})
    read = read_columns(columns, source, [programme.pk], usual=_USUAL)
    at = pa.array(np.searchsorted(returns.ids, _whole(read.pop("owed_in"))))
    of_return = {name: getattr(returns, name).dictionary_encode().take(at) for name in ("place", "period")}
    nothing = pa.repeat(pa.scalar("0"), len(at))
    numbers = {name: pc.cast(read.get(name, nothing), pa.int32()) for name in ("vintage", "revision")}
    named = {"definition": pc.fill_null(read["definition"], "")}
    return log_of(pa.table({**read, **numbers, **named, **of_return}), indicators)


def target_columns(target_set: TargetSet | None, year: int) -> tuple[NDArray[np.int64], TargetColumns]:
    """Ids and columns of the confirmed targets of an edition that have a condition, parts and sub-rows among them."""
    source = """FROM records_target t JOIN records_place p ON p.id = t.place_id
        LEFT JOIN records_condition c ON c.target_id = t.id LEFT JOIN records_baseline b ON b.target_id = t.id
        WHERE t.target_set_id = %s AND t.state = 'confirmed'"""
    read = read_columns(_TARGET, source, [target_set.pk if target_set else 0])
    ids, first, times = np.unique(_whole(read["id"]), return_index=True, return_counts=True)
    t = {name: column.take(pa.array(first)) for name, column in read.items()}
    place, places = _named(t["place"])
    indicator, indicators = _named(t["indicator"])
    clock, clocks = _named(t["clock"])
    unit, units = _named(t["unit"])
    alike = np.zeros(len(ids), dtype=np.int32)
    every = np.tile(alike, 3)
    amounts, digits, long = scaled(pa.concat_arrays([t["value"], t["value_max"], t["baseline"]]), every, 1)
    value, value_max, baseline = amounts.reshape(3, -1)
    tolerance, tolerance_digits, odd = scaled(t["tolerance"], alike, 1)
    of_year = pc.fill_null(pc.equal(t["period"], str(year)), False).to_numpy(zero_copy_only=False)
    apart = _is_given(t["apart"]) | (times > 1) | ~_is_given(t["comparator"]) | long.reshape(3, -1).any(axis=0) | odd
    return ids, TargetColumns(
        year=year,
        places=places,
        indicators=indicators,
        clocks=clocks,
        units=units,
        plain=of_year & ~apart,
        place=place,
        indicator=indicator,
        clock=clock,
        unit=unit,
        comparator=_number(t["comparator"], COMPARATORS),
        change=_number(t["change"], CHANGES),
        change_in=_number(t["change_in"], CHANGES_IN),
        frequency=_number(t["frequency"], FREQUENCIES),
        reported_by=_number(t["reported_by"], REPORTERS),
        provider=_number(t["provider"], PROVIDERS),
        value=value,
        value_max=value_max,
        baseline=baseline,
        baseline_day=pc.fill_null(pc.cast(pc.cast(t["baseline_day"], pa.date32()), pa.int32()), 0).to_numpy(),
        baseline_named=_is_given(t["baseline_named"]),
        tolerance=np.nan_to_num(tolerance),
        digits=int(digits[0]),
        tolerance_digits=int(tolerance_digits[0]),
    )


def _whole(column: pa.Array) -> NDArray[np.int64]:
    whole: NDArray[np.int64] = pc.cast(column, pa.int64()).to_numpy()
    return whole


def _is_given(column: pa.Array) -> NDArray[np.bool_]:
    given: NDArray[np.bool_] = pc.is_valid(column).to_numpy(zero_copy_only=False)
    return given


def _named(column: pa.Array) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    return numbered(pa.chunked_array([pc.fill_null(column, "")], pa.string()))


def _number(column: pa.Array, words: Iterable[str]) -> NDArray[np.int32]:
    """Words as their numbers among all that there are; the first where there is none."""
    numbers, said = _named(column)
    order = list(words)
    of: NDArray[np.int32] = np.array([order.index(word) if word else 0 for word in said], dtype=np.int32)
    return of[numbers]
