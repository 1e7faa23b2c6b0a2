"""The append-only event log: one event an action, each chained to the one before by its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models
from django.utils import timezone

from tiendo_web.records.models import Event, User

_FIRST = "0" * 64
_LOCK = 7_440_001  # PostgreSQL advisory lock: only one transaction appends at a time


def log(*, verb: str, subject: models.Model, facts: Mapping[str, Any], by: User | None, name: str = "") -> Event:
    """Append one event inside the caller's transaction.

    Args:
        subject: the row that was changed; kept as "target:12".
        facts: what changed, before and after; decimals and dates are kept as text, exact.
        name: who it was when nobody is logged in (a guest's chosen name); else the person's name is taken.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An event is written in the transaction of the change it tells of.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Event.objects.order_by("-number").first()
    event = Event(
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        by=by,
        by_name=str(by) if by else name,
        verb=verb,
        subject=f"{subject._meta.model_name}:{subject.pk}",
        facts=_plain(dict(facts)),
        previous_hash=last.hash if last else _FIRST,
    )
    event.hash = fingerprint(event)
    event.save(force_insert=True)
    return event


def fingerprint(event: Event) -> str:
    """SHA-256 over everything the event says and the hash of the event before it."""
    said = [
        event.number,
        event.at.astimezone(timezone.get_default_timezone()).isoformat(),
        event.by_id,
        event.by_name,
        event.verb,
        event.subject,
        event.facts,
        event.previous_hash,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def verify_log() -> int | None:
    """Number of the first event that was altered, or that follows a removed one; None when the chain is whole.

    A chain does not show that its newest events were cut off: for that, compare its end with one noted down before
    (`manage verify_log` says it).
    """
    expected, previous = 1, _FIRST
    for event in Event.objects.order_by("number").iterator():
        if event.number != expected or event.previous_hash != previous or event.hash != fingerprint(event):
            return expected
        expected, previous = expected + 1, event.hash
    return None


def _plain(value: Any) -> Any:
    """Facts as JSON keeps them: decimals and dates as text, rows as "name (id)"."""
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(v) for v in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, models.Model):
        return f"{value} ({value.pk})"
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise TypeError(f"An event cannot keep a {type(value).__name__}: {value!r}.")
