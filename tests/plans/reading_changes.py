"""What a change of the reader gained and lost on the labelled texts beside this folder: the second part of
`make reading-score` (`make reading-score SINCE=<revision>` for another revision than the last commit)."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.plans.test_plans import SHARED

ROOT = Path(__file__).resolve().parents[2]
CORPUS = SHARED / "corpus"


def main(since: str) -> int:
    """Read the texts as they are read now and as they were at `since`, and print every difference; always 0."""
    texts = sorted((CORPUS / "dev").glob("*.json"))
    if not texts:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / "before"
        archived = subprocess.run(["git", "archive", since, "src"], cwd=ROOT, capture_output=True, check=False)
        if archived.returncode:
            print(f"Nothing to compare with: git knows no revision “{since}” here.")
            return 0
        with tarfile.open(fileobj=io.BytesIO(archived.stdout)) as packed:
            packed.extractall(before, filter="data")
        then, now = _read(texts, before / "src"), _read(texts, ROOT / "src")
    print(f"Since {since}:")
    lines = [line for path in texts for line in _differences(path, then, now)]
    print("\n".join(lines) if lines else "no figure gained, none lost.")
    return 0


def _read(texts: list[Path], source: Path) -> dict[str, list[dict[str, Any]]]:
    """The figures of every text as the reader in `source` reads them, by document id."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-c", "from tiendo.cli import main; main()", "read", "--json", folder, *map(str, texts)],
            env={**os.environ, "PYTHONPATH": str(source)},
            capture_output=True,
            check=False,  # 1 says that there are findings, which there always are
        )
        return {
            path.stem: json.loads(path.read_text(encoding="utf-8"))["figures"] for path in Path(folder).glob("*.json")
        }


def _differences(path: Path, then: dict[str, list[Any]], now: dict[str, list[Any]]) -> list[str]:
    labels = [f for f in json.loads(path.read_text(encoding="utf-8"))["figures"] if f["kind"] == "target"]
    scorer = _scorer()
    said = []
    found_before, false_before = _matched(scorer, then.get(path.stem, []), labels)
    found, false = _matched(scorer, now.get(path.stem, []), labels)
    for n, label in enumerate(labels):
        if (n in found) != (n in found_before):
            said.append(f"  {'gained' if n in found else 'lost  '} {path.stem}: {scorer.show(label)}")
    said += [f"  false  {path.stem}: {figure}" for figure in sorted(false - false_before)]
    said += [f"  no longer false {path.stem}: {figure}" for figure in sorted(false_before - false)]
    return said


def _matched(scorer: ModuleType, figures: list[Any], labels: list[Any]) -> tuple[set[int], set[str]]:
    """(ordinals of the labels that were found, the figures that no label says)."""
    targets = [f for f in figures if f["kind"] == "target"]
    pairs = scorer.match(targets, labels)
    hit = {i for i, _ in pairs}
    return {j for _, j in pairs}, {scorer.show(f) for i, f in enumerate(targets) if i not in hit}


def _scorer() -> ModuleType:
    """The corpus's own score.py, so that a figure counts here as it counts there."""
    spec = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(CORPUS / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "HEAD"))
