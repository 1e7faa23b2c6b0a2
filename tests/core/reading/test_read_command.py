"""`tiendo read`: what cannot be read costs one sentence and a status, never the other files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tiendo.cli import main

SAID = "Năm 2024, huyện Tân Lập phấn đấu giải quyết việc làm cho 900 lao động."


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(SAID, encoding="utf-8")
    return path


def read(*words: object) -> Result:
    return CliRunner().invoke(main, ["read", *map(str, words)])


def test_a_plan_is_printed_with_its_figures(good: Path) -> None:
    shown = read(good)
    assert shown.exit_code == 0 and shown.stderr == ""
    assert "việc làm: = 900 lao động" in shown.stdout


@pytest.mark.parametrize("name", ["missing.txt", "empty.txt", "photo.txt", "folder", "deep.json", "figures.xlsx"])
def test_a_bad_file_costs_one_sentence_and_the_others_are_read(tmp_path: Path, good: Path, name: str) -> None:
    bad = tmp_path / name
    contents = {
        "empty.txt": b"",
        "photo.txt": b"\xff\xd8\xff\xe0" * 9,
        "deep.json": b"[" * 100_000,
        "figures.xlsx": b"PK\x03\x04",
    }
    if name == "folder":
        bad.mkdir()
    elif name in contents:
        bad.write_bytes(contents[name])
    shown = read(bad, good)
    assert shown.exit_code == 1
    assert len(shown.stderr.splitlines()) == 1 and name in shown.stderr
    assert "900 lao động" in shown.stdout


def test_json_is_written_for_each_file(tmp_path: Path, good: Path) -> None:
    assert read("--json", tmp_path / "out", good).exit_code == 0
    written = json.loads((tmp_path / "out" / "good.json").read_text(encoding="utf-8"))
    assert written["year"] == 2024 and written["place"]["name"] == "Tân Lập"
    (figure,) = written["figures"]
    assert SAID[slice(*figure["span"])] == figure["text"] and figure["value"] == 900


@pytest.mark.parametrize("points", ["điểm phần trăm", "điểm %"])
def test_points_of_a_percentage_are_given_back_as_they_are_written(tmp_path: Path, points: str) -> None:
    path = tmp_path / "points.txt"
    path.write_text(f"Năm 2024, huyện Tân Lập phấn đấu tỷ lệ hộ nghèo giảm 0,5 {points}.", encoding="utf-8")
    assert read("--json", tmp_path / "out", path).exit_code == 0
    written = json.loads((tmp_path / "out" / "points.json").read_text(encoding="utf-8"))
    assert [figure["unit"] for figure in written["figures"]] == [points]


def test_a_folder_that_cannot_be_made_is_wrong_use(good: Path) -> None:
    shown = read("--json", good / "out", good)
    assert shown.exit_code == 2
    assert len(shown.stderr.splitlines()) == 1 and str(good / "out") in shown.stderr


def test_two_files_of_one_name_never_replace_each_other(tmp_path: Path, good: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "good.txt").write_text(SAID, encoding="utf-8")
    shown = read("--json", tmp_path / "out", good, other / "good.txt")
    assert shown.exit_code == 2 and len(shown.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_headline_with_brackets_is_printed_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(f"Kế hoạch năm 2024 [/dự thảo] của huyện\n\n{SAID}", encoding="utf-8")
    shown = read(path)
    assert shown.exit_code == 0 and "[/dự thảo]" in shown.stdout


def test_without_a_file_it_is_wrong_use() -> None:
    assert read().exit_code == 2
