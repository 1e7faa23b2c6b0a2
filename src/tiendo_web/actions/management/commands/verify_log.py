"""`manage verify_log`: recompute the event log's chain."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tiendo_web.actions import events


class Command(BaseCommand):
    """Calls actions.events.verify_log."""

    help = "Check that no event was altered or removed."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = events.verify_log()
        if broken is not None:
            raise CommandError(
                f"The event log is broken at event {broken}: that event was altered or one before is gone."
            )
        self.stdout.write("The event log is whole.")
