"""The one place where the application asks what day it is; everything below takes `today=`."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The local date, or the fixed day of a demonstration (settings.TIENDO_TODAY)."""
    fixed: date | None = settings.TIENDO_TODAY
    return fixed or timezone.localdate()
