"""collect, rollup and judge as a newcomer tries them on demo/, and what they say when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tiendo.cli import main

DEMO = Path(__file__).resolve().parents[3] / "demo"
FILES = [f"--targets={DEMO / 'register.json'}", f"--places={DEMO / 'places.csv'}", f"--figures={DEMO / 'figures.csv'}"]
TODAY = "--today=2024-10-20"


def run(*words: object) -> Result:
    result = CliRunner().invoke(main, [str(w) for w in words])
    assert "Traceback" not in result.output and (result.exception is None or isinstance(result.exception, SystemExit))
    return result


def told(*words: object, status: int = 0) -> dict[str, object]:
    result = run(*words, "--json")
    assert result.exit_code == status, result.output
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def test_the_demonstration_has_the_verdicts_of_its_pages() -> None:
    found = told("judge", *FILES, TODAY)
    assert found["counts"] == {"off_track": 2, "at_risk": 2, "cannot_judge": 1, "on_track": 3}
    words = {t["number"]: (t["verdict"], t["through"]) for t in found["targets"]}  # type: ignore[attr-defined]
    assert words["8"] == ("off_track", "2024-09") and words["2"] == ("cannot_judge", "2024-09")


def test_a_table_for_people_in_both_languages() -> None:
    vi, en = run("judge", *FILES, TODAY), run("judge", *FILES, TODAY, "--lang", "en")
    assert (vi.exit_code, en.exit_code) == (0, 0)
    assert "Chậm tiến độ 2 · Có nguy cơ chậm 2 · Chưa đánh giá được 1 · Đúng tiến độ 3" in vi.stdout
    assert "Off track 2 · At risk 2 · Cannot judge yet 1 · On track 3" in en.stdout
    assert "at least 1 product" in en.stdout and "1 products" not in en.stdout


def test_through_says_how_far_to_look() -> None:
    found = told("judge", *FILES, TODAY, "--through", "2024-06")
    assert {t["through"] for t in found["targets"]} == {"2024-06"}  # type: ignore[attr-defined]


def test_rollup_says_n_of_n_and_who_is_missing() -> None:
    found = told("rollup", *FILES, "--through", "2024-09")
    jobs = next(t for t in found["totals"] if t["indicator"] == "jobs-created")  # type: ignore[attr-defined]
    assert (jobs["value"], jobs["reported"], jobs["expected"], jobs["sample"]) == ("1252", 9, 11, True)
    assert {p["place"]: p["missing"] for p in jobs["places"] if p["missing"]} == {
        "27886": ["2024-03"],
        "27895": ["2024-07"],
    }
    table = run("rollup", *FILES, "--through", "2024-09").stdout
    assert "9/11" in table and "xã Thủy Tây (tháng 3); xã Thạnh An (tháng 7)" in table


def test_collect_finds_nothing_wrong_in_the_demonstration() -> None:
    result = run("collect", DEMO / "figures.csv", FILES[1])
    assert (result.exit_code, result.stdout) == (0, "471 số liệu dùng được; 0 lỗi phải sửa, 0 điểm cần xem lại.\n")


BAD = 'place,indicator,period,value\n27886,jobs-created,2024-03,12\n1,jobs-created,2024-03,"1,5"\n'


def test_collect_names_file_row_and_column(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text(BAD)
    result = run("collect", file, FILES[1])
    assert result.exit_code == 1
    assert f"✖ {file}, dòng 3, cột place: Không có địa bàn mã “1”" in result.stdout
    assert f"✖ {file}, dòng 3, cột value: “1,5” không phải là số" in result.stdout
    found = told("collect", file, "--lang", "en", status=1)
    assert [o["value"] for o in found["observations"]] == ["12"]  # type: ignore[attr-defined]
    assert [(p["row"], p["column"]) for p in found["problems"]] == [(3, "value")]  # type: ignore[attr-defined]


def test_collect_reads_vietnamese_numbers_when_told_so(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text(BAD)
    found = told("collect", file, "--numbers", "vi", status=1)  # 1,5 is a number now, and no whole one
    assert [o["value"] for o in found["observations"]] == ["12", "1.5"]  # type: ignore[attr-defined]
    assert [p["rule"] for p in found["problems"]] == ["not-whole"]  # type: ignore[attr-defined]


def test_collect_reads_standard_input() -> None:
    result = CliRunner().invoke(main, ["collect", "-"], input="place;indicator;period;value\n1;jobs-created;2024;5\n")
    assert (result.exit_code, result.stdout[:24]) == (0, "1 số liệu dùng được; 0 l")


def test_rows_that_are_refused_are_told_and_the_rest_is_judged(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text(BAD)
    result = run("judge", *FILES[:2], f"--figures={file}", TODAY)
    assert result.exit_code == 1 and f"{file}, dòng 3, cột place" in result.stderr
    assert "Chưa có số liệu" in result.stdout


def test_a_term_target_is_left_out_with_a_word(tmp_path: Path) -> None:
    register = json.loads((DEMO / "register.json").read_text(encoding="utf-8"))
    register["targets"][7]["term_form"] = "cumulative"
    file = tmp_path / "r.json"
    file.write_text(json.dumps(register), encoding="utf-8")
    result = run("judge", f"--targets={file}", *FILES[1:], TODAY)
    assert result.exit_code == 0 and "Chỉ tiêu 8 là chỉ tiêu của cả nhiệm kỳ" in result.stderr


def test_a_year_that_is_over_is_judged_on_its_own_places() -> None:
    """The places of the demonstration end in June 2025; a look back from July finds them as they were."""
    found = told("judge", *FILES, "--today=2025-07-01")
    assert {t["closed"] for t in found["targets"]} == {True}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["judge", f"--targets={DEMO / 'no.json'}", *FILES[1:], TODAY], "Không tìm thấy tệp"),
        (["judge", f"--targets={DEMO / 'targets.json'}", *FILES[1:], TODAY], "không có mục “annual”"),
        (["judge", FILES[0], f"--places={DEMO / 'figures.csv'}", FILES[2], TODAY], "Thiếu cột “code”"),
        (["judge", *FILES[:2], f"--figures={DEMO / 'places.csv'}", TODAY], "Thiếu cột “place”"),
        (["judge", *FILES[:2], f"--figures={DEMO}", TODAY], "không có tệp .parquet nào"),
        (["collect", str(DEMO / "targets.json")], "Thiếu cột"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 1 and said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1 and result.stdout == ""


@pytest.mark.parametrize(
    "name", ["collect", "rollup", "judge", "compare", "changes", "trajectory", "publish", "check", "read"]
)
def test_help_and_wrong_use(name: str) -> None:
    assert "Exit status: 0" in run(name, "--help").stdout
    assert run(name).exit_code == 2
    assert run(name, "--no-such-option").exit_code == 2


@pytest.mark.parametrize("wrong", ["--today=20/10/2024", "--through=2024-Q3", "--through=2024-13", "--numbers=french"])
def test_a_wrong_option_is_wrong_use(wrong: str) -> None:
    assert run("judge", *FILES, TODAY, wrong).exit_code == 2
