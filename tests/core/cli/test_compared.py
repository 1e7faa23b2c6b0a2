"""compare, sets, changes and trajectory as a person tries them: two years of figures, two authorities, two editions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tiendo.cli import main

_PLACES = "code,name,kind,parent\nH,H,district,\nA,A,commune,H\nB,B,commune,H\n"
_FIGURES = (
    "place,indicator,period,value,vintage,revision,provider\n"
    "A,jobs-created,2024-Q1,60,3,1,\nB,jobs-created,2024-Q1,50,2,1,\n"
    "A,jobs-created,2024-Q1,90,1,2,\n"
    "H,jobs-created,2024-Q1,100,2,1,statistics\n"
    "A,jobs-created,2023-Q1,50,2,1,\nB,jobs-created,2023-Q1,50,2,1,\n"
    "A,jobs-created,2023-Q2,0,2,1,\nB,jobs-created,2023-Q2,100,2,1,\n"
    "A,jobs-created,2023-Q3,0,2,1,\nB,jobs-created,2023-Q3,0,2,1,\n"
    "A,jobs-created,2023-Q4,0,2,1,\nB,jobs-created,2023-Q4,0,2,1,\n"
)


def _register(authority: str, value: str, **more: Any) -> dict[str, Any]:
    condition = {"value": value, "unit": "lao động"}
    target = {"number": "1", "name": "Việc làm", "indicator": "jobs-created", "conditions": [condition], **more}
    told = {"title": "Kế hoạch", "place": "H", "period": "2024", "authority": authority}
    return {**told, "targets": [{**target, "frequency": "quarterly"}]}


@pytest.fixture
def given(tmp_path: Path) -> list[str]:
    files = {"places": _PLACES, "figures": _FIGURES, "targets": json.dumps(_register("HĐND", "400"))}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [f"--{name}={tmp_path / name}" for name in files]


def _run(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == status, result.output
    return result


def test_a_total_stands_beside_last_year_and_the_statistics_office(given: list[str]) -> None:
    best = ["--counting=best_vintage", "--through=2024-03"]
    found = json.loads(_run("compare", *given, *best, "--json").stdout)["compared"]
    assert [(c["against"], c["ratio"], c["difference"], c["why_not"]) for c in found] == [
        ("year-before", "1.1", "10", None),
        ("statistics", "1.1", "10", None),
    ]
    assert found[0]["that"]["period"] == ["2023-01", "2023-03"]
    newest = json.loads(_run("compare", *given, "--through=2024-03", "--json").stdout)["compared"]
    assert newest[0]["this"]["value"] == "140", "The estimate was sent last."
    said = _run("compare", *given, *best).stdout
    assert "cùng kỳ năm trước" in said and "cơ quan thống kê" in said and "110%" in said
    assert "statistics office" in _run("compare", *given, *best, "--lang=en").stdout


def test_what_is_missing_is_not_compared(given: list[str]) -> None:
    found = json.loads(_run("compare", *given, "--through=2024-06", "--json").stdout)["compared"]
    assert [c["why_not"] for c in found] == ["compare-incomplete", "compare-incomplete"]


def test_places_that_merged_since_are_not_compared_with_what_they_were(given: list[str]) -> None:
    places = Path(given[0].partition("=")[2])
    merged = "A,A,commune,H,,2023-12-31\nC,C,commune,H,,2023-12-31\nB,B,commune,H,,\n"
    places.write_text(f"code,name,kind,parent,first,last\nH,H,district,,,\n{merged}", encoding="utf-8")
    figures = Path(given[1].partition("=")[2])
    figures.write_text(_FIGURES.replace("A,jobs-created,2024-Q1", "B,poor-households,2024-Q1"), encoding="utf-8")
    found = json.loads(_run("compare", *given, "--through=2024-03", "--json", status=1).stdout)["compared"]
    assert (found[0]["why_not"], found[0]["this"]["expected"], found[0]["that"]["expected"]) == (
        "compare-other-places",
        1,
        3,
    )


def test_the_way_of_counting_is_said_and_changes_the_verdict(given: list[str]) -> None:
    for counting, value in (("newest", "140"), ("best_vintage", "110")):
        totals = json.loads(_run("rollup", *given, "--through=2024-03", f"--counting={counting}", "--json").stdout)
        assert (totals["totals"][0]["value"], totals["totals"][0]["counting"]) == (value, counting)
        words = [f"--counting={counting}", "--today=2024-04-20", "--json"]
        (target,) = json.loads(_run("judge", *given, *words).stdout)["targets"]
        assert target["actual"] == value


def test_each_authority_has_its_own_verdict(given: list[str], tmp_path: Path) -> None:
    other = tmp_path / "tinh.json"
    other.write_text(json.dumps(_register("UBND tỉnh", "700")), encoding="utf-8")
    words = [str(other), *given, "--today=2024-04-20"]
    (one,) = json.loads(_run("sets", *words, "--json").stdout)["indicators"]
    assert [(s["authority"], s["verdict"]) for s in one["sets"]] == [("HĐND", "on_track"), ("UBND tỉnh", "off_track")]
    assert "UBND tỉnh: 700 lao động" in _run("sets", *words).stdout
    assert "HĐND: 400 workers" in _run("sets", *words, "--lang=en").stdout


def test_a_new_edition_says_what_it_changed(given: list[str], tmp_path: Path) -> None:
    older = given[-1].partition("=")[2]
    newer = tmp_path / "newer.json"
    newer.write_text(json.dumps(_register("HĐND", "450", clock="calendar")), encoding="utf-8")
    assert _run("changes", older, older).stdout == "Không có gì thay đổi.\n"
    said = _run("changes", older, str(newer), status=1).stdout
    assert said == "Chỉ tiêu 1 “Việc làm”: mức giao từ 400 lao động thành 450 lao động; cách báo cáo thay đổi.\n"
    told = json.loads(_run("changes", older, str(newer), "--json", "--lang=en", status=1).stdout)
    assert told["changes"][0]["what"] == ["condition", "reporting"]
    assert _run("changes", older, str(tmp_path / "none.json"), status=1).stderr.count("\n") == 1


def test_last_years_steps_become_milestones_that_the_register_takes(given: list[str], tmp_path: Path) -> None:
    (made,) = json.loads(_run("trajectory", *given, "--json").stdout)["targets"]
    points = {code: float(v) for code, v in made["milestones"].items()}
    assert (points["2024-02"], points["2024-03"], points["2024-06"], points["2024-12"]) == (0, 200, 400, 400)
    taken = tmp_path / "taken.json"
    taken.write_text(json.dumps(_register("HĐND", "400", milestones=made["milestones"])), encoding="utf-8")
    words = [f"--targets={taken}", *given[:2], "--today=2024-04-20", "--counting=best_vintage", "--json"]
    (target,) = json.loads(_run("judge", *words).stdout)["targets"]
    assert (target["due"], target["verdict"]) == ("200.00", "off_track")
