"""Commands of the web application, joined to the command line `tiendo` by entry points: serve, demo, begin, backup, restore."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

HOST = "127.0.0.1"
PORT = 8000
NIGHT = 2  # o'clock: when what is stored is compared with the figures
_MOST_TOLD = 50  # differences that a terminal lists

ROLES = {
    "planner": "lập kế hoạch / planner",
    "reporter": "báo cáo / reporter",
    "approver": "duyệt / approver",
    "leader": "lãnh đạo / leader",
    "editor": "biên tập / editor",
    "auditor": "kiểm tra / auditor",
}


def _with_django(command: Callable[..., None]) -> Callable[..., None]:
    """Set Django up before the command runs, and turn a refusal into one sentence on the terminal."""

    @wraps(command)
    def run(**options: Any) -> None:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tiendo_web.settings")
        import django
        from django.db.utils import OperationalError

        from tiendo_web.actions.refused import Refused

        django.setup()
        try:
            command(**options)
        except Refused as refused:
            raise click.ClickException(str(refused)) from refused
        except OperationalError as broken:
            said = str(broken).strip().splitlines()[0]
            raise click.ClickException(f"The database does not answer ({said}); check TIENDO_DATABASE.") from broken

    return run


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Port to listen on.")
@click.option("--host", default=HOST, show_default=True, help="Address to listen on; 0.0.0.0 opens it to the network.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; one a core, at most four, when not said.")
@_with_django
def serve(port: int, host: str, workers: int | None) -> None:
    """Bring the database up to date and serve the application until Ctrl-C."""
    _require_free(host, port)
    _bring_up_to_date()
    _collect_static()
    from granian.constants import Interfaces
    from granian.server import Server

    threading.Thread(target=_each_night, name="nightly", daemon=True).start()
    click.echo(f"Tiến Độ: http://{host}:{port}/   (Ctrl-C: dừng / stop)")
    Server(
        "tiendo_web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or min(4, os.cpu_count() or 1),
        blocking_threads=4,
        websockets=False,
        log_level="warning",
    ).serve()


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when the database holds a programme already.")
@click.option("--new-passwords", is_flag=True, help="Give the people of the demonstration new passwords.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Port that will be served; must be free. [default: not checked]"
)
@_with_django
def demo(if_empty: bool, new_passwords: bool, port: int | None) -> None:
    """Load the demonstration (Thạnh Hóa district, 2024, sample figures) and say how to log in."""
    from tiendo_web.actions import load_demo
    from tiendo_web.records.models import Programme, User

    if port is not None:
        _require_free(HOST, port)
    _bring_up_to_date()
    begun = User.objects.exists() and not Programme.objects.filter(sample=True).exists()
    if begun and if_empty:
        click.echo("The database has begun with real people already; the demonstration was not loaded.")
        return
    if begun:
        raise click.ClickException(
            "This database has begun with real people; load the demonstration into another TIENDO_VAR."
        )
    logins = load_demo.new_passwords() if new_passwords else load_demo.load_demo()
    _stand_still()
    _say_where(logins, port or PORT)


@click.command()
@click.argument("places", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("offices", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--planner", "username", required=True, help="Log-in name of the first planner, such as nguyen.van.a.")
@click.option("--name", "full_name", required=True, help="Full name of the first planner.")
@click.option("--office", required=True, help="Code of the planner's office, as OFFICES says it.")
@_with_django
def begin(places: Path, offices: Path, username: str, full_name: str, office: str) -> None:
    """Begin a real installation: load PLACES and OFFICES (CSV) and make the first planner.

    The files have the columns of demo/places.csv and demo/offices.csv. The planner's password is said once; the planner
    adds everybody else at /lam-viec/quyen/.
    """
    from tiendo_web import clock
    from tiendo_web.actions import begin as begin_action

    read = [(_bytes_or_refuse(file), file.name) for file in (places, offices)]
    _bring_up_to_date()
    password = begin_action.begin(
        places=read[0], offices=read[1], office=office, username=username, full_name=full_name, today=clock.today()
    )
    click.echo(f"{username}   {password}   (chỉ hiện lần này / shown only now)")
    click.echo(f"tiendo serve, rồi mở / then open http://{HOST}:{PORT}/lam-viec/")


@click.command()
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the answer."
)
@_with_django
def recheck(lang: str) -> None:
    """Add up again every total that the database keeps, list what differs and put it right.

    `tiendo serve` does so each night. Exit status: 0 all the same, 1 something differed.
    """
    from tiendo_web import clock
    from tiendo_web.actions import stored_totals

    _migrated_or_refuse()
    found = stored_totals.check_all(today=clock.today())
    for one in found[:_MOST_TOLD]:
        what = f"{one.column}: {one.stored or '—'} ≠ {one.computed or '—'}" if one.column else "—"
        click.echo(f"{one.target}  {one.place_code}  {one.month}  {what}")
    if len(found) > _MOST_TOLD:
        click.echo(f"… +{len(found) - _MOST_TOLD}")
    if not found:
        same = "All stored totals are what the figures give."
        click.echo(same if lang == "en" else "Mọi số tổng hợp lưu sẵn khớp với số tính lại.")
        return
    mended = "stored totals differed from the figures and were put right."
    click.echo(f"{len(found)} {mended if lang == 'en' else 'số tổng hợp lưu sẵn khác số tính lại; đã sửa.'}")
    raise SystemExit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Overwrite FILE when it is there.")
@_with_django
def backup(file: Path, yes: bool) -> None:
    """Write the whole database to FILE while it is in use, and check what was written.

    FILE ending in .jsonl.gz is an archive that any database can restore; any other name is a copy of the SQLite
    database (on PostgreSQL only the archive is offered).
    """
    from tiendo_web.actions import keep_safe

    if file.exists() and not yes:
        raise click.ClickException(f"{file} is there already: give another name, or --yes to overwrite it.")
    _migrated_or_refuse()
    kept = keep_safe.backup(file=file)
    click.echo(f"{file}: {kept.observations} figures, {kept.events} events, the event log is whole.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Replace what the database holds now.")
@_with_django
def restore(file: Path, yes: bool) -> None:
    """Put back what `tiendo backup` wrote to FILE; it is checked first, and the whole database is replaced."""
    from tiendo_web.actions import keep_safe
    from tiendo_web.records.models import Event

    if not file.exists():
        raise click.ClickException(f"There is no file {file}.")
    keep_safe.check_file(file=file)
    _bring_up_to_date()
    if Event.objects.exists() and not yes:
        raise click.ClickException("The database is not empty: give --yes to replace all of it with the backup.")
    kept = keep_safe.restore(file=file)
    click.echo(f"Restored from {file}: {kept.observations} figures, {kept.events} events, the event log is whole.")


# --- the parts of the commands ----------------------------------------------------------------------------------------


def _each_night() -> None:
    from tiendo_web import clock

    while True:
        threading.Event().wait(clock.seconds_until(NIGHT))
        _recheck_apart()


def _recheck_apart() -> None:
    """Recheck in a process of its own, so that the server's memory stays as it is. Only what is wrong is said, in the
    server's own output; whatever goes wrong, the server goes on and it is done again the next night."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", "from tiendo.cli import main; main()", "recheck"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    except OSError as broken:
        click.echo(f"tiendo recheck: {broken}", err=True)
        return
    if done.returncode:
        click.echo(f"tiendo recheck: {done.stdout.strip()}", err=True)


def _require_free(host: str, port: int) -> None:
    """One sentence with a port that is free, before anything is said or loaded."""
    if _is_free(host, port):
        return
    free = next((p for p in range(port + 1, min(port + 100, 65536)) if _is_free(host, p)), None)
    hint = f": use --port {free} (make run PORT={free})" if free else ""
    raise click.ClickException(f"Port {port} on {host} is taken{hint}.")


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError:
            return False
    return True


def _bring_up_to_date() -> None:
    from django.conf import settings
    from django.core.management import call_command

    settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


def _bytes_or_refuse(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as broken:
        raise click.ClickException(f"{file} cannot be read ({broken.strerror}); check its name and place.") from broken


def _migrated_or_refuse() -> None:
    from django.db import connection

    if "records_event" not in connection.introspection.table_names():
        raise click.ClickException("There is no database to back up yet: run “tiendo demo” or “tiendo serve” first.")


def _collect_static() -> None:
    """Collect style, scripts and fonts when any is newer than what was collected last."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    done = root / "staticfiles.json"
    newest = max(
        (f.stat().st_mtime for folder in settings.STATICFILES_DIRS for f in Path(folder).rglob("*")), default=0.0
    )
    if not done.exists() or done.stat().st_mtime < newest:
        call_command("collectstatic", verbosity=0, interactive=False, clear=root.exists())


def _stand_still() -> None:
    """Leave the demonstration's day where the settings read it, unless the environment says another."""
    from django.conf import settings

    from tiendo_web.actions import load_demo

    (settings.VAR / "today").write_text(f"{load_demo.DAY.isoformat()}\n", encoding="utf-8")


def _say_where(logins: tuple[Any, ...], port: int) -> None:
    from tiendo_web.actions import load_demo

    click.echo(f"\nTrình diễn / demonstration: http://{HOST}:{port}/")
    click.echo(f"  Ngày / day {load_demo.DAY:%d/%m/%Y}; mọi số báo cáo là số liệu mẫu / all returns are sample data.")
    click.echo(
        "  Xem trước / look first:  /  chỉ tiêu đỏ đứng đầu, không cần đăng nhập / red targets first, no login\n"
        "                           /lam-viec/  việc của bạn / your work; the reporter (baocao) sees first what is due"
    )
    if not logins:
        click.echo(
            "  Mật khẩu đã hiện ở lần chạy đầu; lấy mật khẩu mới / for new ones: .venv/bin/tiendo demo --new-passwords\n"
        )
        return
    click.echo("  Đăng nhập / log in (chỉ hiện lần này / shown only now):")
    for login in logins:
        click.echo(f"    {login.username:11} {login.password}   {ROLES[login.role]}")
    click.echo("")
