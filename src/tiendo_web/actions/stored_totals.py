"""Keep the results of places stored: make them for an edition, follow an approved return, compare them with the figures.

What is stored can always be made again from the approved figures (decision 0028). It changes in the transaction of what
it follows, so no page shows old and new side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.observation import Counting, Observation
from tiendo.model.period import Period
from tiendo.model.target import Target
from tiendo.model.total import PlaceResult
from tiendo_web.actions import events
from tiendo_web.records import convert, queries, stored
from tiendo_web.records.models import PlaceResult as Row
from tiendo_web.records.models import Programme, Return, StoredTotals, TargetSet

_AT_ONCE = 1000  # rows written together
_MOST_LOGGED = 20  # of what differs, in one event


@dataclass(frozen=True)
class Differing:
    """One thing that is stored and is not what the figures give.

    Attributes:
        column: what differs, such as "value"; "" where the whole row is missing or too much.
    """

    target: str
    place_code: str
    month: str
    column: str
    stored: str
    computed: str


def make(*, target_set: TargetSet, today: date) -> bool:
    """Store the results of every target of an edition for the months that have begun; what was stored goes.

    Returns False, with nothing stored, where there is nothing to add up month by month (a plan of a term) and where
    figures are said for other places than those that sent them: those are added up on reading, with their shares.
    """
    with transaction.atomic():
        programme = _locked(target_set.programme_id)
        edition = programme.target_sets.get(pk=target_set.pk)
        forget(target_set=edition)
        if "-" in programme.period or not edition.in_force:
            return False
        for target, months in _computed(edition, today):
            if any(o.restatement for _m, whole in months for source in whole.sources() for o in source.observations):
                forget(target_set=edition)
                return False
            rows = (row for month, whole in months for row in stored.rows_of(int(target.id), month.code, whole))
            Row.objects.bulk_create(rows, batch_size=_AT_ONCE)
        StoredTotals.objects.create(target_set=edition, day=today)
    return True


def forget(*, target_set: TargetSet) -> None:
    """Nothing is stored of an edition any more; its totals are added up on reading."""
    StoredTotals.objects.filter(target_set=target_set).delete()
    Row.objects.filter(target__target_set=target_set).delete()


def forget_from(day: date) -> None:
    """Nothing is stored any more of the programmes that are read on places of that day or later. Said before the places
    change, in the same transaction: until its end nothing is stored anew for the old ones."""
    locked = Programme.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    about = [programme.pk for programme in locked if queries.tree_day(programme, date.max) >= day]
    for header in StoredTotals.objects.filter(target_set__programme__in=about).select_related("target_set"):
        forget(target_set=header.target_set)


def make_again(*, programme: Programme, today: date) -> bool:
    """Store the results of the edition that is shown now, and of no other of the programme."""
    with transaction.atomic():
        programme = _locked(programme.pk)
        shown = queries.current_set(programme)
        for other in programme.target_sets.exclude(pk=shown.pk if shown else None):
            forget(target_set=other)
        return shown is not None and make(target_set=shown, today=today)


def follow_return(*, ret: Return, indicators: Iterable[str], today: date) -> None:
    """Bring what is stored in line with the figures of a return that has just been approved, in its transaction: the
    results of its place from its month on, and of the places that it lies in."""
    programme = _locked(ret.programme_id)
    target_set = queries.current_set(programme)
    header = StoredTotals.objects.filter(target_set=target_set).first() if target_set else None
    if target_set is None or header is None:
        return
    month, codes = Period.parse(ret.period).months()[0], set(indicators)
    targets = {int(t.id): t for t in _measured(target_set) if t.indicator_code in codes}
    begun = {pk: pipeline.months_begun(target, header.day) for pk, target in targets.items()}
    missed = any(month in t.running.months() and month not in begun[pk] for pk, t in targets.items())
    on = queries.tree_day(programme, today)
    moved = queries.ended_by_an_act(on).filter(old=ret.place_id).exists()  # its figures are other places' now
    if missed or moved or queries.is_stale(header, programme, today):
        make(target_set=target_set, today=today)
        return
    months = {m.code for of_one in begun.values() for m in of_one if m >= month}
    kept = queries.sources_stored(targets, ret.place.code, months)
    sent = queries.Ground(programme, on).of({t.indicator_code or "" for t in targets.values()}, {ret.place.code})
    changed = _own_results(sent, Counting(programme.counting), targets, kept)
    while changed:
        _write(changed)
        changed = _added_up(changed, targets)


def differences(*, programme: Programme, today: date) -> tuple[Differing, ...]:
    """What is stored of the edition that is shown, compared with what its figures give when everything is added up
    again, for the months and places that are stored; () when nothing is stored."""
    target_set = queries.current_set(programme)
    header = target_set and StoredTotals.objects.filter(target_set=target_set).first()
    if target_set is None or header is None or queries.is_stale(header, programme, today):
        return ()
    found: list[Differing] = []
    compared = set()
    for target, months in _computed(target_set, header.day):  # one after the other: a nation's do not fit in memory
        compared.add(int(target.id))
        rows = (row for month, whole in months for row in stored.rows_of(int(target.id), month.code, whole))
        kept = Row.objects.filter(target=int(target.id))
        found += _differing({_key(r): r for r in kept}, {_key(r): r for r in rows}, target.number)
    beside = Row.objects.filter(target__target_set=target_set).exclude(target__in=compared)
    for number, code, month in beside.values_list("target__number", "place_code", "month"):
        found.append(Differing(number, code, month, "", _said(True), _said(False)))
    return tuple(found)


def check_all(*, today: date) -> tuple[Differing, ...]:
    """Compare everything that is stored with the figures, and make again what differs or is not stored for today: each
    night's work. What differs goes into the event log, once for each programme.

    People may work meanwhile: figures that were approved between two looks are no difference, so what seems to differ is
    compared once more while nobody can change it.
    """
    found: list[Differing] = []
    kept = Q(published=True) | Q(target_sets__stored_totals__isnull=False)
    for programme in Programme.objects.filter(kept).select_related("place").distinct().order_by("pk"):
        wrong = differences(programme=programme, today=today)
        target_set = queries.current_set(programme)
        if target_set is None or not (wrong or _falls_short(target_set, today)):
            continue
        with transaction.atomic():
            programme = _locked(programme.pk)
            wrong = differences(programme=programme, today=today) if wrong else ()
            make_again(programme=programme, today=today)
            if wrong:
                facts = {"count": len(wrong), "differing": [asdict(one) for one in wrong[:_MOST_LOGGED]]}
                events.log(verb="mend_totals", subject=programme, facts=facts, by=None, name="tiendo")
        found += wrong
    return tuple(found)


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _locked(programme: int) -> Programme:
    """The programme as it is now: whoever changes what is stored of it, or which edition or figures count in it, does so
    one after the other. Rows that point to it can be written meanwhile, and whoever holds a return or a target comes
    here last, the event log excepted: nobody waits in a circle."""
    rows = Programme.objects.select_for_update(of=("self",), no_key=True)
    locked: Programme = rows.select_related("place").get(pk=programme)
    return locked


def _measured(target_set: TargetSet) -> Iterator[Target]:
    for row in queries.target_rows(target_set):
        yield from convert.target_record(row).measured


def _falls_short(target_set: TargetSet, today: date) -> bool:
    """Whether the edition could be stored for today and is not."""
    header = StoredTotals.objects.filter(target_set=target_set).first()
    if header is None or queries.is_stale(header, target_set.programme, today):
        return True
    return any(pipeline.months_begun(t, header.day) != pipeline.months_begun(t, today) for t in _measured(target_set))


def _computed(target_set: TargetSet, today: date) -> Iterator[tuple[Target, tuple[tuple[Period, PlaceResult], ...]]]:
    """Every target with what all places bring to it by the end of each month that has begun, from the figures."""
    programme, catalogue = target_set.programme, load_catalogue()
    ground, counting = queries.Ground(programme, queries.tree_day(programme, today)), Counting(programme.counting)
    for target in _measured(target_set):
        begun = pipeline.months_begun(target, today)
        if not begun or target.indicator_code is None:
            continue
        sent = ground.of({target.indicator_code})
        totals = pipeline.roll_up_target(
            target, sent, tree=ground.tree, catalogue=catalogue, through=begun[-1], counting=counting
        )
        yield target, tuple((month, total.whole) for month, total in zip(begun, totals, strict=True))


def _own_results(
    sent: Iterable[Observation],
    counting: Counting,
    targets: Mapping[int, Target],
    kept: Mapping[stored.Key, PlaceResult],
) -> dict[stored.Key, PlaceResult]:
    """What a place brings now by the figures that it has sent, for each result of it that is stored."""
    figures: dict[str, list[Observation]] = {}
    for o in sent:
        figures.setdefault(o.indicator_code, []).append(o)
    return {
        key: pipeline.own_result(
            target := targets[key.target],
            figures.get(target.indicator_code or "", ()),
            place_code=key.place_code,
            month=Period.parse(key.month),
            catalogue=load_catalogue(),
            counting=counting,
            held_above=key.part == "held",
        )
        for key in kept
    }


def _added_up(
    changed: Mapping[stored.Key, PlaceResult], targets: Mapping[int, Target]
) -> dict[stored.Key, PlaceResult]:
    """The results one level higher, from those of all places that are added up in them."""
    parents = {key.parent for key in changed if key.above}
    if not parents:
        return {}
    wide = Row.objects.filter(
        target__in={p.target for p in parents},
        month__in={p.month for p in parents},
        above__in={p.place_code for p in parents},
    )
    beside: dict[stored.Key, list[tuple[stored.Key, PlaceResult]]] = {}
    for key, result in stored.results(wide).items():
        if key.parent in parents:
            beside.setdefault(key.parent, []).append((key, result))
    own = Row.objects.filter(
        target__in={p.target for p in parents},
        month__in={p.month for p in parents},
        place_code__in={p.place_code for p in parents},
        part="together",
    )
    return {
        key: pipeline.merge_results(
            targets[key.target],
            stored.in_order(beside[parent]),
            place_code=key.place_code,
            catalogue=load_catalogue(),
        )
        for key in stored.keys(own)
        if (parent := key._replace(above="")) in beside
    }


def _write(results: Mapping[stored.Key, PlaceResult]) -> None:
    Row.objects.bulk_create(
        [stored.row_of(key, result) for key, result in results.items()],
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["target", "month", "above", "place_code", "part"],
        update_fields=stored.COLUMNS,
    )


def _key(row: Row) -> stored.Key:
    return stored.Key(row.target_id, row.month, row.above, row.place_code, row.part)


def _differing(kept: Mapping[stored.Key, Row], computed: Mapping[stored.Key, Row], number: str) -> Iterator[Differing]:
    for key in sorted({*kept, *computed}):
        about = (number, key.place_code, key.month)
        one, other = kept.get(key), computed.get(key)
        if one is None or other is None:
            yield Differing(*about, "", _said(one is not None), _said(other is not None))
            continue
        for column in stored.COLUMNS:
            here, there = getattr(one, column), getattr(other, column)
            if here != there:
                yield Differing(*about, column, _said(here), _said(there))


def _said(value: Any) -> str:
    return "" if value is None else str(value)
