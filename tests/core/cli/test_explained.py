"""`tiendo judge --explain`, and the targets of a term beside those of the year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.core.cli.test_figures import DEMO, FILES, TODAY, run, told


def test_a_verdict_is_unfolded_to_its_rows() -> None:
    said = run("judge", *FILES, TODAY, "--explain", "7").stdout.splitlines()
    assert said[:3] == [
        "Chỉ tiêu 7: Đúng tiến độ.",
        "  Mức giao: giảm 15% và giảm 21 hộ so với gốc 140; theo Chương trình hành động năm 2024 của UBND huyện, 29/12/2023.",
        "    Gốc so sánh 140, tại ngày 01/01/2024. Nguồn: Số liệu mẫu: danh sách hộ nghèo đầu năm 2024.",
    ]
    assert "    xã Thủy Tây: 10 hộ." in said
    assert any(line.startswith("        Nguồn: ") and "figures.csv:" in line for line in said)
    english = run("judge", *FILES, TODAY, "--explain", "7", "--lang", "en").stdout
    assert english.startswith("Target 7: On track.") and "    Thủy Tây commune: 10 households." in english


def test_a_part_is_unfolded_by_its_own_number_and_the_whole_with_its_parts() -> None:
    assert run("judge", *FILES, TODAY, "--explain", "5a").stdout.startswith("Chỉ tiêu 5a: Chậm tiến độ.")
    whole = run("judge", *FILES, TODAY, "--explain", "5").stdout
    assert "\n  Chỉ tiêu 5a: Chậm tiến độ." in whole and "\n  Chỉ tiêu 5b: Đúng tiến độ." in whole


def test_the_places_of_the_tree_add_up_to_its_total() -> None:
    tree = told("judge", *FILES, TODAY, "--explain", "8")
    total = next(step for step in tree["below"] if step["rule"] == "explained-total")  # type: ignore[attr-defined]
    assert total["facts"]["level"] == "1252"
    assert sum(int(p["facts"]["level"] or 0) for p in total["below"]) == 1252


def test_a_number_that_nothing_has_is_wrong_use() -> None:
    result = run("judge", *FILES, TODAY, "--explain", "77")
    assert result.exit_code == 2 and "There is no target “77” here; write one of 1, 2" in result.stderr


@pytest.fixture
def with_term(tmp_path: Path) -> list[str]:
    """The demonstration with a target of the term on jobs, and two yearly figures."""
    register = json.loads((DEMO / "register.json").read_text(encoding="utf-8"))
    register["targets"].append(
        {
            "number": "T1",
            "name": "Giải quyết việc làm cho 10.000 lao động",
            "name_en": "Jobs for 10,000",
            "indicator": "jobs-created",
            "period": "2021-2025",
            "term_form": "cumulative",
            "reported_by": "place",
            "conditions": [{"comparator": "=", "value": "10000", "unit": "lao động"}],
        }
    )
    (tmp_path / "r.json").write_text(json.dumps(register), encoding="utf-8")
    rows = (DEMO / "figures.csv").read_text(encoding="utf-8").rstrip("\n")
    years = "\n".join(
        f"x,800,{year},1,jobs-created,{done},,,,,3," for year, done in (("2021", "1900"), ("2022", "2100"))
    )
    (tmp_path / "f.csv").write_text(f"{rows}\n{years}\n", encoding="utf-8")
    return [f"--targets={tmp_path / 'r.json'}", FILES[1], f"--figures={tmp_path / 'f.csv'}"]


def test_the_term_stands_beside_the_year_with_the_pace_still_needed(with_term: list[str]) -> None:
    found = told("judge", *with_term, TODAY)
    assert found["terms"] == [
        {
            "number": "T1",
            "name": "Giải quyết việc làm cho 10.000 lao động",
            "indicator": "jobs-created",
            "period": "2021-2025",
            "form": "cumulative",
            "achieved": "4000",
            "needed_per_year": "2000",
            "years_left": [2023, 2024, 2025],
            "reached": False,
        }
    ]
    table = " ".join(run("judge", *with_term, TODAY).stdout.replace("│", " ").split())
    assert "Cả nhiệm kỳ còn cần" in table and "Chỉ tiêu nhiệm kỳ" in table
    assert "Để đạt mức giao, mỗi năm còn lại cần thêm 2.000 lao động." in table
    english = " ".join(run("judge", *with_term, TODAY, "--lang", "en").stdout.replace("│", " ").split())
    assert "The term still needs" in english and "Jobs for 10,000" in english


def test_without_a_term_nothing_of_it_is_printed() -> None:
    assert "nhiệm kỳ" not in run("judge", *FILES, TODAY).stdout
    assert told("judge", *FILES, TODAY)["terms"] == []
