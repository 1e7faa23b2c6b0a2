"""The event log, read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Model, QuerySet
from django.utils import timezone

from tiendo_web.records.models import Event, Office, Place
from tiendo_web.records.queries.places import place_names


def latest_events(count: int) -> QuerySet[Event]:
    """The newest events of the log."""
    return Event.objects.order_by("-number")[:count]


def newest_event() -> str:
    """The hash of the newest event, which names the state of all data; "" before any."""
    return Event.objects.order_by("-number").values_list("hash", flat=True).first() or ""


def events_of(row: Model) -> QuerySet[Event]:
    """What happened to one row, the oldest first."""
    return Event.objects.filter(subject=f"{row._meta.model_name}:{row.pk}").order_by("number")


def events_about(rows: Iterable[Model]) -> QuerySet[Event]:
    """What happened to several rows, the newest first."""
    subjects = [f"{row._meta.model_name}:{row.pk}" for row in rows]
    return Event.objects.filter(subject__in=subjects).order_by("-number")


def events_found(
    *, verb: str = "", person: str = "", subject: str = "", first: date | None = None, last: date | None = None
) -> QuerySet[Event]:
    """Events of the log, the newest first. `subject` is a kind ("target") or one row ("target:12"); `person` is part
    of a name as it was on that day; `first` and `last` are whole local days."""
    found = Event.objects.order_by("-number")
    if verb:
        found = found.filter(verb=verb)
    if person:
        found = found.filter(by_name__icontains=person)
    if subject:
        found = found.filter(subject=subject) if ":" in subject else found.filter(subject__startswith=f"{subject}:")
    if first:
        found = found.filter(at__gte=_midnight(first))
    if last:
        found = found.filter(at__lt=_midnight(last) + timedelta(days=1))
    return found


def names_of_codes(language: str = "vi") -> dict[str, str]:
    """Code → name of every office and place: events tell of them by code."""
    offices = {o.code: o.name_en if language == "en" and o.name_en else o.name for o in Office.objects.all()}
    return place_names(list(Place.objects.all()), language) | offices


def verbs_logged() -> list[str]:
    """The verbs that the log tells of."""
    return list(Event.objects.order_by("verb").values_list("verb", flat=True).distinct())


def _midnight(day: date) -> datetime:
    day = min(max(day, date(1900, 1, 1)), date(9000, 1, 1))  # nearer the ends of the calendar no moment can be made
    return timezone.make_aware(datetime.combine(day, time.min))
