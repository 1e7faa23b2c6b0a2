"""A real process on a real database that is killed while it approves: all of the approval is there or nothing of it, and
the page shows the one or the other."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from tests.web.builders import TODAY, approved, everything, make_programme, submitted_by_many
from tests.web.conftest import require_nothing_stored_differs
from tiendo_web import clock
from tiendo_web.actions import events
from tiendo_web.records.models import PlaceResult, Programme, Return, StoredTotals, Target

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.django_db(transaction=True)


def dying(words: list[object], look: Callable[[str], None]) -> None:
    """Run the process; `look` sees what it says each time it was killed or got through."""
    told = connection.settings_dict
    env = {k: v for k, v in os.environ.items() if not k.startswith(("TIENDO_", "PYTEST_"))}
    env |= {"DJANGO_SETTINGS_MODULE": "tiendo_web.settings", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    if connection.vendor == "postgresql":
        env["TIENDO_DATABASE"] = f"postgresql://{told['USER']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
        env["PGPASSWORD"] = told["PASSWORD"]
    else:
        env["TIENDO_VAR"] = str(Path(told["NAME"]).parent)
    command = [sys.executable, "-m", "tests.web.approve_and_die", *map(str, words)]
    with subprocess.Popen(
        command, env=env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin and process.stdout
        for line in process.stdout:
            look(line.strip())
            process.stdin.write("\n")
            process.stdin.flush()
    assert process.returncode == 0


@pytest.fixture
def programme(shared, monkeypatch) -> Programme:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    made = make_programme(shared)
    approved(shared, made, "1000")
    return made


def shown(client) -> tuple[str, ...]:
    """What the pages of the target, of its programme and of a commune say."""
    addresses = [reverse("target", args=[Target.objects.get().pk]), reverse("home"), reverse("place", args=["1500"])]
    return tuple(client.get(address).content.decode().partition("<main")[2] for address in addresses)


def test_killed_at_any_question_an_approval_is_there_whole_or_not_at_all(client, shared, programme):
    submitted_by_many(shared, programme, 1)
    old, rows, seen = shown(client), everything(), []

    def look(said: str) -> None:
        seen.append(said)
        if said == "killed":
            assert everything() == rows
            if len(seen) % 10 == 0:
                assert shown(client) == old

    dying([TODAY, "approver", Return.objects.get(state="submitted").pk], look)
    assert seen[-1] == "through 0" and set(seen[:-1]) == {"killed"} and len(seen) > 15
    require_nothing_stored_differs()
    assert events.verify_log() is None and StoredTotals.objects.exists()
    new = shown(client)
    assert all(one != other for one, other in zip(old, new, strict=True))
    StoredTotals.objects.all().delete()
    assert shown(client) == new


def test_killed_at_any_moment_what_is_stored_is_what_was_approved(client, shared, programme):
    returns = submitted_by_many(shared, programme, 12)
    moments = [random.uniform(0.01, 0.25) for _ in range(6)]
    done = []

    def look(said: str) -> None:
        require_nothing_stored_differs()
        assert events.verify_log() is None
        there = [2**n for n, ret in enumerate(returns) if Return.objects.get(pk=ret.pk).state == "approved"]
        done.append(len(there))
        assert PlaceResult.objects.get(above="", month="2024-03").value == 1000 + sum(there)
        assert f"{1000 + sum(there):,} lao động".replace(",", ".") in shown(client)[0]

    dying([TODAY, "approver", *(ret.pk for ret in returns), *(f"{moment:.3f}" for moment in moments)], look)
    assert len(done) == len(moments) and done == sorted(done)
