"""Texts a second and seconds for 100 pages, beside the number pattern alone and beside a tokenizer: see README.md."""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import docx
import matplotlib.pyplot as plt
import typst
from underthesea import word_tokenize

from bench.reading.texts import Written, long_text, texts
from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.document import Document

HERE = Path(__file__).resolve().parent
TIENDO = Path(sys.executable).with_name("tiendo")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
PAGES = 100
SIZES = {"small": (60, 3), "full": (300, 7)}  # texts, rounds
GROWTH = (1, 2, 5, 10, 20, 50, 100)  # pages


@dataclass(frozen=True, slots=True)
class Contestant:
    """Somebody who does something with a text; `check` raises AssertionError where it left out what is there."""

    name: str
    run: Callable[[str], object]
    check: Callable[[Written, object], None]


def _figures(text: str) -> tuple[str, ...]:
    reading = pipeline.read_document(Document(text, "bench"), load_catalogue())
    return tuple(str(figure.value) for figure in reading.figures)


def _same_figures(written: Written, found: object) -> None:
    assert isinstance(found, tuple)
    exact = [Decimal(value) for value in found]
    assert exact == [Decimal(value) for value in written.values], (written.text, found, written.values)


def _all_digits(written: Written, found: object) -> None:
    assert isinstance(found, list)
    seen = {Decimal(said.replace(".", "").replace(",", ".")) for said in found}
    assert {Decimal(value) for value in written.values} <= seen, written.text


def _all_characters(written: Written, found: object) -> None:
    assert isinstance(found, list)
    assert "".join("".join(found).split()) == "".join(written.text.split()), written.text


CONTESTANTS = (
    Contestant("tiendo", _figures, _same_figures),
    Contestant("floor", lambda text: [m[0] for m in NUMBER.finditer(text)], _all_digits),
    Contestant("underthesea", word_tokenize, _all_characters),
)


def main() -> None:
    """Check, time, print a table, draw the plot, and end with one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="full")
    count, rounds = SIZES[parser.parse_args().size]
    given = texts(count)
    for contestant in CONTESTANTS:
        for written in given:
            contestant.check(written, contestant.run(written.text))
    print(f"{count} texts of {_mean_bytes(given):.0f} bytes, {_mean_figures(given):.1f} figures each; all agree.")
    seconds = _seconds_for_all(given, rounds)
    pages = _pages_seconds(rounds)
    growth = _growth(rounds)
    ours = seconds["tiendo"]
    figures = {
        "texts_per_s": round(count / ours, 1),
        "floor_ratio": round(ours / seconds["floor"], 1),
        "tokenizer_ratio": round(seconds["underthesea"] / ours, 2),
        "pages100_s": round(pages["pdf"], 2),
        "pages100_docx_s": round(pages["docx"], 2),
        "pages100_txt_s": round(pages["txt"], 2),
        "growth": round(growth[-1][1] / growth[0][1], 2),
    }
    for name, spent in seconds.items():
        print(f"{name:12} {1000 * spent / count:9.3f} ms a text {count / spent:10.1f} texts/s")
    for name, spent in pages.items():
        print(f"{PAGES} pages .{name:5} {spent:6.2f} s, start-up included")
    print(json.dumps(figures))


def _seconds_for_all(given: Sequence[Written], rounds: int) -> dict[str, float]:
    """Median seconds of each contestant for all texts; they take turns, so that a busy machine is busy for all."""
    spent: dict[str, list[float]] = {contestant.name: [] for contestant in CONTESTANTS}
    for _ in range(rounds):
        for contestant in CONTESTANTS:
            start = time.perf_counter()
            for written in given:
                contestant.run(written.text)
            spent[contestant.name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in spent.items()}


def _pages_seconds(rounds: int) -> dict[str, float]:
    """Median seconds of `tiendo read` for the same report of 100 pages as .pdf, .docx and .txt."""
    report = long_text(PAGES)
    with tempfile.TemporaryDirectory() as folder:
        files = _as_files(report, Path(folder))
        medians = {}
        for kind, path in files.items():
            times = []
            for _ in range(rounds):
                start = time.perf_counter()
                subprocess.run([TIENDO, "read", "--json", folder, path], check=False, capture_output=True)
                times.append(time.perf_counter() - start)
            read = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            found = [Decimal(str(figure["value"])) for figure in read["figures"]]
            assert found == [Decimal(value) for value in report.values], f".{kind}: {len(found)} figures"
            medians[kind] = statistics.median(times)
    return medians


def _as_files(report: Written, folder: Path) -> dict[str, Path]:
    lines = report.text.split("\n")
    files = {kind: folder / f"report-{kind}.{kind}" for kind in ("pdf", "docx", "txt")}
    files["txt"].write_text(report.text, encoding="utf-8")
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(files["docx"]))
    source = '#set page(paper: "a4", numbering: "1")\n#set text(size: 13pt, lang: "vi")\n#set par(leading: 1em)\n'
    quoted = (json.dumps(line, ensure_ascii=False) for line in lines)
    source += "\n\n".join(f"#text({line})" for line in quoted)
    (folder / "report.typ").write_text(source, encoding="utf-8")
    typst.compile(str(folder / "report.typ"), output=str(files["pdf"]))
    return files


def _growth(rounds: int) -> list[tuple[int, float]]:
    """(characters, microseconds per character) of longer and longer texts, and the plot of the seconds."""
    points = []
    for pages in GROWTH:
        text = long_text(pages).text
        times = []
        for _ in range(rounds):
            start = time.perf_counter()
            _figures(text)
            times.append(time.perf_counter() - start)
        points.append((len(text), statistics.median(times)))
    figure, axes = plt.subplots(figsize=(6, 3.5))
    axes.plot([n / 1000 for n, _ in points], [s for _, s in points], marker="o")
    axes.set(xlabel="thousand characters", ylabel="seconds", title="Time to read a text grows with its length")
    axes.set_xlim(left=0)
    axes.set_ylim(bottom=0)
    figure.tight_layout()
    figure.savefig(HERE / "linear.svg", metadata={"Date": None})
    return [(n, 1e6 * s / n) for n, s in points]


def _mean_bytes(given: Sequence[Written]) -> float:
    return statistics.fmean(len(written.text.encode()) for written in given)


def _mean_figures(given: Sequence[Written]) -> float:
    return statistics.fmean(len(written.values) for written in given)


if __name__ == "__main__":
    main()
