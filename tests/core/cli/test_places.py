"""`tiendo places`: what is printed, for people and programs, and how it ends."""

from __future__ import annotations

import json
from csv import DictReader
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tiendo.cli import main

DENMARK = str(Path(__file__).resolve().parents[1] / "places" / "denmark")


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, ["places", *words])


@pytest.fixture
def rows(tmp_path: Path) -> str:
    file = tmp_path / "rows.csv"
    file.write_text(
        "place,indicator,period,value,numerator,denominator\n"
        "27874,jobs-created,2024-03,10,,\n27877,jobs-created,2024-03,20,,\n27880,jobs-created,2024-03,0,,\n"
        "27880,cpi-average,2024-03,3.5,,\n25513,jobs-created,2024-03,9,,\n",
        encoding="utf-8",
    )
    return str(file)


@pytest.mark.parametrize("command", [[], ["find"], ["tree"], ["history"], ["restate"]])
def test_every_command_says_how_it_is_used(command: list[str]) -> None:
    ran = _run(*command, "--help")
    assert ran.exit_code == 0 and "Usage" in ran.output


def test_an_old_name_says_where_the_place_lies_now() -> None:
    ran = _run("find", "xã Thuận Nghĩa Hòa")
    assert ran.exit_code == 0
    assert "xã Thuận Nghĩa Hòa → nay thuộc xã Thạnh Phước (27877, tỉnh Tây Ninh)" in ran.output
    told = json.loads(_run("find", "xã Thuận Nghĩa Hòa", "--json").stdout)
    assert told["former"][0]["now"] == [
        {"code": "27877", "name": "Thạnh Phước", "kind": "commune", "share": "1", "bases": []}
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["Thạnh Phước"], "Có 2 địa bàn tên “Thạnh Phước” ngày 24/08/2026"),
        (["thanh hoa"], "Không có địa bàn nào tên “thanh hoa”"),
        (["Xứ Không Có"], "Không có địa bàn nào tên hoặc mã “Xứ Không Có” ngày 24/08/2026."),
        (["Xứ Không Có", "--in", "Tây Ninh", "--lang", "en"], "in “Tây Ninh” on 24 Aug 2026."),
        (["Thạnh Phước", "--in", "Xứ Không Có"], "Không có địa bàn nào tên hoặc mã “Xứ Không Có”"),
    ],
)
def test_a_name_that_is_not_one_place_asks(words: list[str], sentence: str) -> None:
    ran = _run("find", *words)
    assert ran.exit_code == 1 and sentence in ran.stderr


def test_the_tree_of_a_day() -> None:
    then = _run("tree", "800", "--on", "2025-06-30")
    assert then.output.splitlines()[0] == "800  huyện Thạnh Hóa (tỉnh Long An, Việt Nam), 30/06/2025"
    assert len(then.output.splitlines()) == 12
    after = _run("tree", "800", "--on", "2025-07-01")
    assert after.exit_code == 1 and "800" in after.stderr
    told = json.loads(_run("tree", "VN", "--on", "2025-07-01", "--json").stdout)
    assert len(told["below"]) == 34


def test_the_history_of_a_code_names_every_place_that_had_it() -> None:
    ran = _run("history", "80")
    assert ran.exit_code == 0
    assert "80  tỉnh Long An (Việt Nam; đến 30/06/2025)" in ran.output
    assert "lập từ ngày 01/07/2025 (nhập, 202/2025/QH15):\n    72  tỉnh Tây Ninh\n    80  tỉnh Long An" in ran.output


def test_the_history_of_a_split_place_says_that_the_shares_are_assumed() -> None:
    ran = _run("history", "25513")
    assert "50%, chưa biết tỷ lệ, tạm chia đều" in ran.output
    told = json.loads(_run("history", "25513", "--json").stdout)
    lines = [n for n in told[0]["became"]["lines"] if n["old"] == "25513"]
    assert [(n["share"], n["basis"]) for n in lines] == [("1/2", "equal_parts")] * 2


def test_the_history_of_a_district_says_what_its_area_is_today() -> None:
    ran = _run("history", "huyện Thạnh Hóa")
    assert "27868  xã Bình Thành: 66,67%" in ran.output and "27877  xã Thạnh Phước: nguyên vẹn" in ran.output
    assert "66.67%" in _run("history", "huyện Thạnh Hóa", "--lang", "en").output


def test_figures_are_restated_with_their_grounds(rows: str) -> None:
    ran = _run("restate", rows, "--to", "2026-10-01", "--json")
    assert ran.exit_code == 1, "The index cannot be restated."
    told = json.loads(ran.stdout)
    by_place = {o["place"]: o for o in told["observations"]}
    assert by_place["27877"]["value"] == "30"
    grounds = by_place["27877"]["restatement"]
    assert grounds["documents"] == ["1682/NQ-UBTVQH15"] and not grounds["missing"]
    assert [(p["code"], p["share"], p["stored"]) for p in grounds["parts"]] == [
        ("27874", "1", "10"), ("27877", "1", "20"), ("27880", "1", "0"),
    ]  # fmt: skip
    assert by_place["25549"]["value"] == "4.5" and by_place["25549"]["restatement"]["assumed"]
    assert [p["rule"] for p in told["problems"]] == ["restate-not-added"]
    people = _run("restate", rows, "--to", "2026-10-01")
    assert "không cộng được giữa các địa bàn" in people.stderr and "27877" in people.stdout


def test_on_the_places_of_their_own_day_figures_are_as_they_were_sent(rows: str) -> None:
    ran = _run("restate", rows, "--to", "2024-03-31", "--json")
    told = json.loads(ran.stdout)
    assert ran.exit_code == 0 and all(o["restatement"] is None for o in told["observations"])


def test_known_shares_take_the_place_of_the_assumed(rows: str, tmp_path: Path) -> None:
    shares = tmp_path / "shares.csv"
    head = "day,old,new,share,basis,source\n"
    shares.write_text(
        head + "2025-07-01,25513,25510,0.62,population,QĐ 1\n2025-07-01,25513,25549,0.38,population,QĐ 1\n"
    )
    told = json.loads(_run("restate", rows, "--to", "2026-10-01", "--shares", str(shares), "--json").stdout)
    assert {o["place"]: o["value"] for o in told["observations"]}["25510"] == "5.58"
    shares.write_text(head + "2025-07-01,25513,25510,0.62,population,\n2025-07-01,25513,25549,0.3,population,\n")
    ran = _run("restate", rows, "--to", "2026-10-01", "--shares", str(shares))
    assert ran.exit_code == 1 and "cộng lại là 23/25, không phải 1" in ran.stderr
    shares.write_text(head + "2025-07-01,25513,25510,x,population,\n")
    ran = _run("restate", rows, "--to", "2026-10-01", "--shares", str(shares))
    assert ran.exit_code == 1 and "“x population”" in ran.stderr


def test_a_district_is_estimated_only_after_it_ended(rows: str) -> None:
    ran = _run("restate", rows, "--to", "2024-03-31", "--former", "800")
    assert ran.exit_code == 1 and "hết hiệu lực trước ngày 31/03/2024" in ran.stderr


def test_another_country_comes_from_a_folder(tmp_path: Path) -> None:
    ran = _run("history", "Ærø", "--places", DENMARK, "--lang", "en")
    assert ran.exit_code == 0 and "came from on 1 Jan 2006 (merger, Ærø 2006):" in ran.output
    ran = _run("find", "Ærø", "--places", str(tmp_path))
    assert ran.exit_code == 1 and "places.csv" in ran.stderr
    (tmp_path / "places.csv").write_text("code,name,kind,parent,first,last\n1,A,village,,,\n")
    ran = _run("find", "A", "--places", str(tmp_path))
    assert ran.exit_code == 1 and "“village”" in ran.stderr
    (tmp_path / "places.csv").write_text("code,name,kind,parent,first,last\n1,A,ward,,,\n1,B,ward,,2025-01-01,\n")
    ran = _run("find", "A", "--places", str(tmp_path))
    assert ran.exit_code == 1 and "Mã “1” chỉ hai địa bàn trong cùng một ngày (phường A và phường B)" in ran.stderr


@pytest.mark.parametrize("shares", [[], ["--shares", "demo/neighbours-shares.csv"]])
def test_the_split_communes_of_the_demonstration_lose_nothing(shares: list[str]) -> None:
    ran = _run("restate", "demo/neighbours.csv", "--to", "2025-07-01", "--json", *shares)
    told = json.loads(ran.stdout)["observations"]
    sent = list(DictReader(Path("demo/neighbours.csv").read_text(encoding="utf-8").splitlines()))
    for indicator, amount in (("jobs-created", "value"), ("bhyt-coverage", "numerator"), ("poor-households", "value")):
        before = sum(Decimal(row[amount]) for row in sent if row["indicator"] == indicator)
        after = sum(Decimal(o[amount]) for o in told if o["indicator"] == indicator)
        assert after == before > 0, indicator
    ward = [o for o in told if o["place"] == "27694"]  # of Bình Thạnh alone: the others of it send nothing here
    assert ward and all(o["restatement"]["assumed"] is not bool(shares) for o in ward)
    assert all(o["restatement"]["missing"] for o in ward)
