"""publish writes the files; check recomputes them and names what differs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.core.cli.test_figures import DEMO, FILES, TODAY, run
from tiendo.publishing.tables import PROGRESS_COLUMNS
from tiendo.reading.formats import open_document


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was published of the demonstration."""
    out = tmp_path_factory.mktemp("published")
    result = run("publish", *FILES, TODAY, "--out", out / "new")
    assert result.exit_code == 0 and result.stdout.count(".csv") == 11
    return out / "new"


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def test_publish_writes_the_progress_and_a_file_for_each_target(folder: Path) -> None:
    names = [f"chi-tieu-{n}.csv" for n in ("1", "2", "3", "4", "5a", "5b", "6", "7", "8-1", "8")]
    reports = [f"bao-cao.{kind}" for kind in ("docx", "md", "txt")]
    assert sorted(p.name for p in folder.iterdir()) == [*reports, *names, "tien-do.csv"]
    progress = rows(folder / "tien-do.csv")
    assert [r["STT"] for r in progress] == ["1", "2", "3", "4", "5", "5a", "5b", "6", "7", "8", "8.1"]
    jobs, abroad = progress[-2:]
    assert abroad["Chỉ tiêu"].startswith("Trong đó: ") and abroad["Thực hiện"] == "28"
    assert (jobs["Thực hiện"], jobs["Số địa bàn đã báo cáo"], jobs["Số liệu mẫu"]) == ("1252", "9", "có")
    assert jobs["Cơ quan phụ trách"] and jobs["Nguồn"].endswith(", 29/12/2023")


def test_publish_writes_the_report_in_three_forms_that_say_the_same(folder: Path) -> None:
    text = (folder / "bao-cao.txt").read_text(encoding="utf-8")
    assert text.startswith("BÁO CÁO\nKết quả thực hiện Chương trình hành động phát triển kinh tế - xã hội năm 2024")
    jobs = "8. Số lao động được giải quyết việc làm 9 tháng đầu năm đạt 1.252 lao động, bằng 62,6% kế hoạch"
    assert jobs in text and jobs in (folder / "bao-cao.md").read_text(encoding="utf-8")
    assert jobs in open_document((folder / "bao-cao.docx").read_bytes(), "bao-cao.docx").text
    assert "Báo cáo có số liệu mẫu." in text
    assert "Chương trình có 17 chỉ tiêu, đã nhập 8 chỉ tiêu" in text  # the row “trong đó” is none of them
    assert "- Trong đó: Số lao động đi làm việc ở nước ngoài theo hợp đồng 9 tháng đầu năm đạt 28 lao động" in text


def test_the_report_of_last_years_months_too_compares_with_them(tmp_path: Path) -> None:
    figures = (DEMO / "figures.csv").read_text(encoding="utf-8")
    head, *lines = figures.splitlines()
    older = [
        line.replace(",2024-", ",2023-", 1) for line in lines if ",jobs-created," in line or ",bhyt-coverage," in line
    ]
    file = tmp_path / "figures.csv"
    file.write_text("\n".join([head, *lines, *older]), encoding="utf-8")
    files = [*FILES[:2], f"--figures={file}"]
    assert run("publish", *files, TODAY, "--out", tmp_path / "out").exit_code == 0
    text = (tmp_path / "out/bao-cao.txt").read_text(encoding="utf-8")
    assert "đánh giá: đúng tiến độ. So với cùng kỳ năm trước không đổi." in text  # complete in both years
    assert text.count("So với cùng kỳ năm trước") == 1  # of jobs two communes have not reported


def test_the_files_behind_a_target_add_up_to_it(folder: Path) -> None:
    behind = rows(folder / "chi-tieu-8.csv")
    assert sum(int(r["Giá trị"]) for r in behind if r["Giá trị"]) == 1252
    assert [r["Mã địa bàn"] for r in behind if not r["Giá trị"]] == ["27886", "27895"]


def test_check_finds_what_was_published_unchanged(folder: Path) -> None:
    result = run("check", folder / "tien-do.csv", *FILES, TODAY)
    assert (result.exit_code, result.stdout) == (0, "11 dòng khớp với số tính lại.\n")


def test_check_knows_an_english_file_by_its_heads(tmp_path: Path) -> None:
    assert run("publish", *FILES, TODAY, "--out", tmp_path, "--lang", "en").exit_code == 0
    assert run("check", tmp_path / "tien-do.csv", *FILES, TODAY).exit_code == 0


def test_check_names_every_difference(folder: Path, tmp_path: Path) -> None:
    changed = rows(folder / "tien-do.csv")
    changed[2]["Thực hiện"] = "99.778"
    changed[9]["Đánh giá"] = "Đúng tiến độ"
    changed[8]["STT"] = "17"
    file = tmp_path / "tien-do.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, PROGRESS_COLUMNS["vi"])
        writer.writeheader()
        writer.writerows(changed)
    result = run("check", file, *FILES, TODAY)
    assert result.exit_code == 1 and result.stderr.splitlines() == [
        f"{file}, dòng 4, cột Thực hiện: Chỉ tiêu 3: tệp công bố ghi “99.778”, tính lại là “98.778”.",
        f"{file}, dòng 10: Tệp công bố có chỉ tiêu 17 mà danh sách chỉ tiêu không có; hãy kiểm tra danh sách.",
        f"{file}, dòng 11, cột Đánh giá: Chỉ tiêu 8: tệp công bố ghi “Đúng tiến độ”, tính lại là “Chậm tiến độ”.",
        f"{file}: Chỉ tiêu 7 không có trong tệp công bố; hãy công bố lại.",
    ]
    told = json.loads(run("check", file, *FILES, TODAY, "--json").stdout)
    assert [p["rule"] for p in told] == ["differs", "not-in-register", "differs", "not-published"]


def test_check_wants_a_progress_table(folder: Path) -> None:
    result = run("check", folder / "chi-tieu-8.csv", *FILES, TODAY)
    assert result.exit_code == 1 and "không phải là bảng tiến độ" in result.stderr


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    result = run("publish", *FILES, TODAY, "--out", tmp_path / "file")
    assert result.exit_code == 1 and "Không ghi được" in result.stderr and len(result.stderr.splitlines()) == 1
    assert (tmp_path / "file").read_text() == "mine"
