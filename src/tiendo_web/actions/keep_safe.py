"""Back up the whole database to a file, and put it back; both check what they wrote."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import events
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Event, Observation, PlaceResult, StoredTotals

_SQLITE, _GZIP = b"SQLite format 3\x00", b"\x1f\x8b"
_MADE_AGAIN = (PlaceResult, StoredTotals)  # out of the figures
_KEPT_APPS = ("records",)  # sessions and locked-out log-ins are not worth keeping; rights are rows of records


@dataclass(frozen=True)
class Kept:
    """What a backup holds."""

    observations: int
    events: int


class _Exact(DjangoJSONEncoder):
    """Django's encoder cuts microseconds, and the event log's hashes would no longer fit."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def backup(*, file: Path) -> Kept:
    """Write the database to `file`: an archive when it ends in .jsonl.gz, else a copy of the SQLite database.

    The file appears whole or not at all: it is written beside its place, checked, and then moved there.
    """
    archive = file.name.endswith(".jsonl.gz")
    if not archive and connection.vendor != "sqlite":
        raise Refused(_("Trên PostgreSQL, tên tệp sao lưu phải kết thúc bằng .jsonl.gz."))
    if not file.absolute().parent.is_dir():
        raise Refused(_("Không có thư mục %(folder)s; hãy tạo trước.") % {"folder": file.absolute().parent})
    part = file.with_name(f".{file.name}.part")
    try:
        part.unlink(missing_ok=True)  # left by a backup that was killed
        part.touch(mode=0o600)  # everybody's passwords are in it, as hashes
        if archive:
            kept = _write_archive(part)
        else:
            kept = _copy_sqlite(part)
        part.replace(file)
    except OSError as broken:
        raise Refused(_("Không ghi được %(file)s: %(why)s.") % {"file": file, "why": broken.strerror}) from broken
    except sqlite3.Error as broken:  # a full disk, said by SQLite
        raise Refused(_("Không ghi được %(file)s: %(why)s.") % {"file": file, "why": broken}) from broken
    finally:
        part.unlink(missing_ok=True)
    return kept


def check_file(*, file: Path) -> None:
    """Raise Refused unless `file` is a whole backup that this database can take; nothing is changed."""
    with file.open("rb") as opened:
        head = opened.read(16)
    if head == _SQLITE:
        if connection.vendor != "sqlite":
            raise Refused(_("Bản sao SQLite không phục hồi được vào PostgreSQL; hãy sao lưu lại thành .jsonl.gz."))
        _check_sqlite(file)
    elif head[:2] == _GZIP:
        _check_archive(file)
    else:
        raise Refused(_("%(file)s không phải bản sao lưu của Tiến Độ.") % {"file": file})


def restore(*, file: Path) -> Kept:
    """Replace everything in the database by what `file` holds; on any failure the database stays as it was."""
    check_file(file=file)
    with file.open("rb") as opened:
        is_copy = opened.read(16) == _SQLITE
    if is_copy:
        _restore_sqlite(file)
    else:
        with transaction.atomic():
            _restore_archive(file)
            _require_whole_log()
    return Kept(Observation.objects.count(), Event.objects.count())


# --- a copy of the SQLite database ------------------------------------------------------------------------------------


def _copy_sqlite(part: Path) -> Kept:
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as live,
        closing(sqlite3.connect(part)) as copy,
    ):
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without -wal beside it
    _check_sqlite(part)
    _require_whole_log()
    with closing(sqlite3.connect(f"file:{part}?mode=ro", uri=True)) as copy:
        counts = [copy.execute(f"SELECT count(*) FROM records_{t}").fetchone()[0] for t in ("observation", "event")]
    return Kept(*counts)


def _check_sqlite(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{file.absolute()}?mode=ro", uri=True)) as copy:
            whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            ours = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'records_event'").fetchone()[0]
    except sqlite3.DatabaseError:
        whole = ours = False
    if not whole or not ours:
        raise Refused(_("%(file)s hỏng hoặc không phải bản sao lưu của Tiến Độ.") % {"file": file})


def _restore_sqlite(file: Path) -> None:
    """SQLite's own backup writes in one transaction, so a killed restore leaves the old database.

    An older backup is brought up to date in a copy first, and its event log is verified after it has taken its place.
    """
    connection.close()
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / "before.sqlite3"
        _pour(Path(connection.settings_dict["NAME"]), before)
        _pour(file, Path(connection.settings_dict["NAME"]))
        try:
            call_command("migrate", verbosity=0, interactive=False)
            _require_whole_log()
        except Exception:
            connection.close()
            _pour(before, Path(connection.settings_dict["NAME"]))
            raise


def _pour(source: Path, into: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(into, timeout=20)) as new:
        old.backup(new)


# --- an archive that every database can restore -----------------------------------------------------------------------


def _write_archive(part: Path) -> Kept:
    with transaction.atomic():  # one moment of the database
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        _require_whole_log()
        with gzip.open(part, "wt", encoding="utf-8") as out:
            serializers.serialize("jsonl", _everything(), stream=out, cls=_Exact, ensure_ascii=False)
        kept = Kept(Observation.objects.count(), Event.objects.count())
    _check_archive(part)
    return kept


def _everything() -> Iterator[Any]:
    models = [(apps.get_app_config(label), None) for label in _KEPT_APPS]
    for model in serializers.sort_dependencies(models):
        if model not in _MADE_AGAIN:
            yield from model._default_manager.order_by("pk").iterator()


def _check_archive(file: Path) -> None:
    """The checksum of the whole file is right, and it holds our tables."""
    try:
        with gzip.open(file, "rt", encoding="utf-8") as opened:
            kinds = {json.loads(line)["model"].split(".")[0] for line in opened if line.strip()}
    except (OSError, EOFError, ValueError, KeyError):
        kinds = set()
    if not kinds or not kinds <= set(_KEPT_APPS):
        raise Refused(_("%(file)s hỏng hoặc không phải bản sao lưu của Tiến Độ.") % {"file": file})


def _restore_archive(file: Path) -> None:
    call_command("flush", verbosity=0, interactive=False)
    with tempfile.TemporaryDirectory() as folder:
        fixture = Path(folder) / "archive.jsonl.gz"
        shutil.copyfile(file, fixture)
        try:
            call_command("loaddata", str(fixture), verbosity=0)
        except DeserializationError as broken:
            raise Refused(_("%(file)s không khớp với phiên bản này của Tiến Độ.") % {"file": file}) from broken


def _require_whole_log() -> None:
    if (broken := events.verify_log()) is not None:
        raise Refused(_("Nhật ký sự kiện không còn nguyên vẹn từ sự kiện số %(n)d.") % {"n": broken})
