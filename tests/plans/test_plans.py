"""Golden texts: a plan as it is published, and every figure that stands in it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.cli.read import reading_as_json, summary
from tiendo.model.document import Document
from tiendo.model.reading import Reading

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
FIELDS = ("kind", "indicator", "comparator", "value", "value_max", "unit", "change", "subject")


def read(path: Path) -> Reading:
    return pipeline.read_document(Document(path.read_text(encoding="utf-8"), path.name), load_catalogue())


@pytest.mark.parametrize("plan", sorted(HERE.glob("*/plan.txt")), ids=lambda p: p.parent.name)
def test_a_plan_reads_as_expected(plan: Path) -> None:
    expected = json.loads((plan.parent / "expected.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(reading_as_json(read(plan)))) == expected


@pytest.mark.skipif(not SHARED.is_dir(), reason="the founding page is not beside this folder")
def test_the_founding_page_reads_without_a_fault() -> None:
    reading = read(SHARED / "seed" / "thanh-hoa-2024.txt")
    gold = json.loads((SHARED / "corpus" / "dev" / "thanh-hoa-2024.json").read_text(encoding="utf-8"))
    read_as = reading_as_json(reading)
    assert [f["text"] for f in read_as["figures"]] == [f["span"] for f in gold["figures"]]
    assert [{k: f[k] for k in FIELDS} for f in read_as["figures"]] == [
        {k: f[k] for k in FIELDS} for f in gold["figures"]
    ]
    assert read_as["article"]["published"] == "2023-12-30T11:09:26+07:00"
    assert read_as["article"]["authors"] == ["Ngọc Như", "Trung Hưng"]
    assert read_as["article"]["lead"].startswith("Chiều ngày 29/12/2023")
    assert summary(reading, "en") == (
        "Thạnh Hóa district · year 2024 · inside the term 2021-2025 · "
        "17 targets stated, 8 named here (one of them compound), 9 still to be entered"
    )
    assert reading.proposals[6].implied_baseline == (137, 143)


def test_page_furniture_is_never_a_figure() -> None:
    reading = read(HERE / "thanh-hoa-2024" / "plan.txt")
    text = reading.document.text
    for figure in reading.figures:
        assert text.index("Theo kế hoạch") < figure.span.start and figure.span.end < text.index("Đây là năm")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the founding page is not beside this folder")
def test_the_founding_pages_own_sentences_stay_out_of_the_repository() -> None:
    """Facts, names and short phrases may be the same; fifteen words in a row are somebody else's sentence."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return {tuple(words[n : n + 15]) for n in range(len(words) - 14)}

    seed = runs((SHARED / "seed" / "thanh-hoa-2024.txt").read_text(encoding="utf-8"))
    root = HERE.parents[1]
    kept = subprocess.run(
        ["git", "ls-files", "*.txt", "*.md", "*.py", "*.json"], cwd=root, capture_output=True, text=True
    )
    files = [root / name for name in kept.stdout.split("\n") if name and (root / name).is_file()]
    assert len(files) > 100
    assert [file for file in files if runs(file.read_text(encoding="utf-8")) & seed] == []
