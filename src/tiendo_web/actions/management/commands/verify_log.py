"""`manage verify_log`: recompute the event log's chain."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tiendo_web.actions import events
from tiendo_web.records.models import Event


class Command(BaseCommand):
    """Calls actions.events.verify_log."""

    help = "Check that no event was altered or removed."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = events.verify_log()
        if broken is not None:
            raise CommandError(
                f"The event log is broken at event {broken}: that event was altered or one before is gone."
            )
        last = Event.objects.first()
        end = f" It ends with event {last.number}, {last.hash}; note that down to compare later." if last else ""
        self.stdout.write(f"The event log is whole.{end}")
