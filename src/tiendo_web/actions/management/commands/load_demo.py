"""`manage load_demo`: load the demonstration; says the logins once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tiendo_web.actions import load_demo
from tiendo_web.actions.refused import Refused


class Command(BaseCommand):
    """Calls actions.load_demo."""

    help = "Load the demonstration programme of demo/ when the database holds none."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            logins = load_demo.load_demo()
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        for login in logins:
            self.stdout.write(f"{login.role:10} {login.username:12} {login.password}")
        if not logins:
            self.stdout.write("The demonstration is there already.")
