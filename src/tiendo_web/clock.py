"""The one place where the application asks what day it is; everything below takes `today=`."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The local date, or the fixed day of a demonstration (settings.TIENDO_TODAY)."""
    fixed: date | None = settings.TIENDO_TODAY
    return fixed or timezone.localdate()


def seconds_until(hour: int) -> float:
    """How long it is until it is next so many o'clock here."""
    now = timezone.localtime()
    next_one = now.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0)
    if next_one <= now:
        next_one += timedelta(days=1)
    return next_one.timestamp() - now.timestamp()  # the days on which clocks are changed are longer or shorter
