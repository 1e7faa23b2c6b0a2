"""Each night's look at what is stored: when it begins, in a process of its own, and what the server says of it."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.web.builders import TODAY, approved
from tests.web.test_commands import Terminal
from tiendo_web import clock, commands
from tiendo_web.actions import stored_totals
from tiendo_web.records.models import Event, PlaceResult, Programme, Target


@pytest.mark.parametrize(
    ("zone", "now", "hour", "hours"),
    [
        ("Asia/Ho_Chi_Minh", "2024-03-20T01:30", 2, 0.5),
        ("Asia/Ho_Chi_Minh", "2024-03-20T02:00", 2, 24),
        ("Asia/Ho_Chi_Minh", "2024-12-31T23:59", 2, 2 + 1 / 60),
        ("Europe/Berlin", "2024-03-30T12:00", 5, 16),  # that night has an hour less
        ("Europe/Berlin", "2024-10-26T12:00", 5, 18),  # and that one an hour more
    ],
)
def test_how_long_it_is_until_the_hour(monkeypatch, zone, now, hour, hours):
    here = ZoneInfo(zone)
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(now).replace(tzinfo=here))
    with timezone.override(here):
        assert clock.seconds_until(hour) == pytest.approx(hours * 3600)


def answered(monkeypatch, code: int, said: str) -> None:
    """The process of the night ends so."""

    def run(command, **_given):
        assert command[0] == sys.executable and command[-1] == "recheck"
        return subprocess.CompletedProcess(command, code, stdout=said)

    monkeypatch.setattr(subprocess, "run", run)


def test_a_night_without_a_fault_says_nothing(monkeypatch, capsys):
    answered(monkeypatch, 0, "Mọi số tổng hợp lưu sẵn khớp với số tính lại.")
    commands._recheck_apart()
    assert capsys.readouterr() == ("", "")


def test_what_differed_or_broke_is_said_and_the_server_goes_on(monkeypatch, capsys):
    answered(monkeypatch, 1, "1 số tổng hợp lưu sẵn khác số tính lại; đã sửa.\n")
    commands._recheck_apart()
    assert capsys.readouterr().err == "tiendo recheck: 1 số tổng hợp lưu sẵn khác số tính lại; đã sửa.\n"

    def breaks(*_words, **_given):
        raise OSError("Cannot allocate memory")

    monkeypatch.setattr(subprocess, "run", breaks)
    commands._recheck_apart()
    assert capsys.readouterr().err == "tiendo recheck: Cannot allocate memory\n"


def test_the_process_of_the_night_is_ours_with_the_same_database(monkeypatch, capsys, tmp_path):
    for name, value in Terminal(tmp_path).env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("TIENDO_DATABASE", raising=False)
    commands._recheck_apart()  # nobody has begun in this folder
    assert capsys.readouterr().err.startswith("tiendo recheck: Error: There is no database")
    assert Terminal(tmp_path).run("demo").returncode == 0
    commands._recheck_apart()
    assert capsys.readouterr() == ("", "")


def test_what_is_stored_of_a_programme_that_is_not_published_is_looked_at_too(programme):
    Programme.objects.filter(pk=programme.pk).update(published=False)
    PlaceResult.objects.filter(above="", month="2024-03").update(sources=9)
    assert [one.column for one in stored_totals.check_all(today=TODAY)] == ["sources"]


def test_rows_of_a_target_that_is_no_more_are_found(district, programme):
    approved(district, programme)
    Target.objects.update(state="withdrawn")
    found = stored_totals.check_all(today=TODAY)
    assert found and {(one.column, one.stored, one.computed) for one in found} == {("", "True", "False")}
    assert not PlaceResult.objects.exists() and Event.objects.get(verb="mend_totals").facts["count"] == len(found)
