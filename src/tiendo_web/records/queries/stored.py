"""Totals as they are stored, for a page that need not add them up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.observation import Counting
from tiendo.model.period import Period
from tiendo.model.target import Target
from tiendo.model.total import Total
from tiendo_web.records import stored
from tiendo_web.records.models import Membership, Place, PlaceResult, Programme, StoredTotals, TargetSet, Title
from tiendo_web.records.queries.places import tree_day


def stored_series(
    target_set: TargetSet, months: Mapping[str, tuple[Target, Period]], *, today: date
) -> dict[str, tuple[Total, ...]] | None:
    """The totals of plain targets month by month, as `pipeline.roll_up_target` gives them; the places of a total are
    there for its last month only.

    Args:
        months: id of each target → the target and the month that it is looked at.

    None when the results are not stored, or not for the places of that day or for one of the months: then they are
    added up from the figures.
    """
    header = StoredTotals.objects.filter(target_set=target_set).first()
    if header is None or is_stale(header, target_set.programme, today):
        return None
    if any(month not in pipeline.months_begun(target, header.day) for target, month in months.values()):
        return None
    place, last = target_set.programme.place.code, {month.code for _target, month in months.values()}
    every = {month.code for target, upto in months.values() for month in target.running.through(upto).months()}
    ours = PlaceResult.objects.filter(target__in=[int(pk) for pk in months])
    # Two questions that an index answers each; one with "or" goes through every row of the targets.
    found = stored.results(ours.filter(above="", month__in=every))
    found |= stored.results(ours.filter(above=place, month__in=last))
    wholes, below = {}, dict[tuple[int, str], list[tuple[stored.Key, stored.PlaceResult]]]()
    for key, result in found.items():
        if key.above:
            below.setdefault((key.target, key.month), []).append((key, result))
        else:
            wholes[key.target, key.month] = result
    catalogue, counting = load_catalogue(), Counting(target_set.programme.counting)
    series = {}
    for pk, (target, upto) in months.items():
        totals = []
        for month in target.running.through(upto).months():
            at = (int(pk), month.code)
            if at not in wholes:
                return None
            whole = stored.with_places(wholes[at], below.get(at, ())) if month == upto else wholes[at]
            totals.append(pipeline.total_at(target, whole, month=month, catalogue=catalogue, counting=counting))
        series[pk] = tuple(totals)
    return series


def is_stale(header: StoredTotals, programme: Programme, today: date) -> bool:
    """Whether the places that the results were made for are others than those that the programme is read on today."""
    made, now = sorted((tree_day(programme, header.day), tree_day(programme, today)))
    if made == now:
        return False
    between = Q(first__gt=made, first__lte=now) | Q(last__gte=made, last__lt=now)
    return any(model.objects.filter(between).exists() for model in (Place, Membership, Title))


def results_stored(
    target_ids: Iterable[int], code: str, months: Collection[str]
) -> dict[tuple[int, str], list[stored.PlaceResult]]:
    """Target and month → what a place brings, with the places directly below it, and last what it holds above them."""
    own = PlaceResult.objects.filter(target__in=target_ids, month__in=months)
    found = stored.results(own.filter(place_code=code)) | stored.results(own.filter(above=code))
    below: dict[tuple[int, str], list[tuple[stored.Key, stored.PlaceResult]]] = {}
    for key, result in found.items():
        if key.above == code:
            below.setdefault((key.target, key.month), []).append((key, result))
    told: dict[tuple[int, str], list[stored.PlaceResult]] = {}
    for key, result in sorted(found.items(), key=lambda pair: pair[0].order):
        at = key.target, key.month
        if key.place_code == code and key.part == "together":
            told.setdefault(at, []).append(stored.with_places(result, below.get(at, ())))
        elif key.place_code == code and key.above != code:
            told.setdefault(at, []).append(result)
    return told


def sources_stored(
    target_ids: Iterable[int], place_code: str, months: Iterable[str]
) -> dict[stored.Key, stored.PlaceResult]:
    """What a place brings by its own figures, and what it holds above others, in each of the months."""
    own = PlaceResult.objects.filter(target__in=target_ids, place_code=place_code, month__in=months)
    return stored.results(own.exclude(part="together"))
