"""serve, demo, backup and restore, run as a person runs them: in a process and a folder of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from tiendo.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent


class Terminal:
    """A terminal with a data folder of its own, on SQLite."""

    def __init__(self, var: Path) -> None:
        self.var = var
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("TIENDO_", "PYTEST_"))}
        self.env = {**kept, "TIENDO_VAR": str(var), "PYTHONPATH": str(ROOT / "src")}

    def command(self, *words: object) -> list[str]:
        return [sys.executable, "-c", "from tiendo.cli import main; main()", *map(str, words)]

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words), env=self.env, capture_output=True, text=True, encoding="utf-8", check=False
        )


@pytest.fixture(scope="module")
def terminal(tmp_path_factory):
    """A terminal in which the demonstration was loaded; `.first` is what it said then."""
    made = Terminal(tmp_path_factory.mktemp("var"))
    made.first = made.run("demo", "--if-empty")
    assert made.first.returncode == 0, made.first.stderr
    return made


def test_demo_says_address_and_logins_once(terminal):
    for name in ("http://127.0.0.1:8000/", "kehoach", "baocao", "duyet", "lanhdao", "bientap", "kiemtra"):
        assert name in terminal.first.stdout
    again = terminal.run("demo", "--if-empty")
    assert again.returncode == 0 and "kehoach" not in again.stdout and "--new-passwords" in again.stdout
    assert (terminal.var / "today").read_text().strip() == "2024-10-20"


def test_passwords_are_nowhere_on_the_disk(terminal):
    password = next(line.split()[1] for line in terminal.first.stdout.splitlines() if "kehoach" in line)
    for file in terminal.var.rglob("*"):
        assert not file.is_file() or password.encode() not in file.read_bytes(), file


@pytest.mark.parametrize("name", ["kept.sqlite3", "kept.jsonl.gz"])
def test_backup_restores_what_was_there(terminal, tmp_path, name):
    file = tmp_path / name
    said = terminal.run("backup", file)
    assert said.returncode == 0 and "the event log is whole" in said.stdout, said.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == [name]
    other = Terminal(tmp_path / "other")
    restored = other.run("restore", file)
    assert restored.returncode == 0, restored.stderr
    assert restored.stdout.split(": ")[1] == said.stdout.split(": ")[1]


def test_nothing_is_overwritten_without_yes(terminal, tmp_path):
    file = tmp_path / "kept.sqlite3"
    file.write_text("mine")
    refused = terminal.run("backup", file)
    assert refused.returncode == 1 and "--yes" in refused.stderr and file.read_text() == "mine"
    assert terminal.run("backup", file, "--yes").returncode == 0
    refused = terminal.run("restore", file)
    assert refused.returncode == 1 and "--yes" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    assert terminal.run("restore", file, "--yes").returncode == 0


@pytest.mark.parametrize("how", ["cut", "other", "absent"])
def test_a_bad_backup_is_refused_and_changes_nothing(terminal, tmp_path, how):
    file = tmp_path / "bad.jsonl.gz"
    if how == "cut":
        terminal.run("backup", file)
        file.write_bytes(file.read_bytes()[:2000])
    elif how == "other":
        file.write_text("not a backup")
    before = (terminal.var / "tiendo.sqlite3").read_bytes()
    refused = terminal.run("restore", file, "--yes")
    assert refused.returncode == 1 and "bad.jsonl.gz" in refused.stderr
    assert "Traceback" not in refused.stderr and len(refused.stderr.strip().splitlines()) == 1
    assert (terminal.var / "tiendo.sqlite3").read_bytes() == before


def test_backup_of_nothing_says_what_to_do(tmp_path):
    refused = Terminal(tmp_path / "empty").run("backup", tmp_path / "kept.sqlite3")
    assert refused.returncode == 1 and "tiendo demo" in refused.stderr


@pytest.mark.parametrize("name", ["serve", "demo", "begin", "backup", "restore"])
def test_help_and_wrong_use(name):
    assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0
    assert CliRunner().invoke(main, [name, "--no-such-option"]).exit_code == 2


def test_a_taken_port_is_said_with_a_free_one(terminal):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = terminal.run("serve", "--port", port)
    assert refused.returncode == 1 and f"Port {port}" in refused.stderr and "use --port" in refused.stderr


def test_serve_answers(terminal):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(terminal.command("serve", "--port", port, "--workers", 1), env=terminal.env)
    try:
        for _try in range(150):
            try:
                with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
                    assert answer.status == 200
                break
            except OSError:
                assert served.poll() is None, "The server stopped."
                time.sleep(0.2)
        else:
            pytest.fail("The server did not answer within 30 seconds.")
    finally:
        served.terminate()
        served.wait(timeout=15)
