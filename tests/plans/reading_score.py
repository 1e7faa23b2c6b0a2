"""How well the reader reads the labelled texts beside this folder: `make reading-score`.

Prints the score and fails when the founding page is not read without a fault, or when a score falls below its floor.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.plans.codes_score import report as codes_report
from tests.plans.test_plans import SHARED, test_the_founding_page_reads_without_a_fault
from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.cli.read import reading_as_json
from tiendo.model.document import Document

LEAST = {"core": 0.98, "exact": 0.975}  # F1 of the targets in ../shared/corpus/dev
KINDS = 0.99  # share of the figures that are rightly told as target or result
# Of the 48 texts, how many say rightly whose plan it is and which: what the text states once for all its targets.
PROGRAMME = {"place": 47, "level": 47, "year": 47, "period": 47, "stated_target_count": 47}
CORPUS = SHARED / "corpus"


def main() -> int:
    """0 when everything is as good as it must be, or when nothing lies beside this folder; else 1."""
    texts = sorted((CORPUS / "dev").glob("*.json"))
    if not texts:
        print(f"No labelled texts beside this folder ({CORPUS / 'dev'}): nothing was scored.")
        return 0
    rights: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        for path in texts:
            given = json.loads(path.read_text(encoding="utf-8"))
            reading = pipeline.read_document(Document(given["text"], path.name), load_catalogue())
            told = reading_as_json(reading)
            for field, right in _programme(told, given).items():
                rights[field] = rights.get(field, 0) + right
            (Path(folder) / path.name).write_text(json.dumps(told), encoding="utf-8")
        print(_score(folder))
        score = json.loads(_score(folder, "--json"))
    faults = [
        f"{name} F1 is {score[name]['f1']:.4f}, below {least}"
        for name, least in LEAST.items()
        if score[name]["f1"] < least
    ]
    print("programme: " + ", ".join(f"{field} {right} of {len(texts)}" for field, right in rights.items()))
    faults += [
        f"{field} is right in {rights[field]} texts, below {least}"
        for field, least in PROGRAMME.items()
        if rights[field] < least
    ]
    if score["kind_accuracy"]["share"] < KINDS:
        faults.append(f"kind accuracy is {score['kind_accuracy']['share']:.4f}, below {KINDS}")
    codes, code_faults = codes_report()
    print(codes)
    faults += code_faults
    try:
        test_the_founding_page_reads_without_a_fault()
        print("The founding page reads without a fault.")
    except AssertionError as fault:
        faults.append(f"the founding page is not read without a fault: {fault}")
    for fault in faults:
        print(f"FAILED: {fault}", file=sys.stderr)
    return 1 if faults else 0


def _programme(told: dict[str, Any], given: dict[str, Any]) -> dict[str, bool]:
    """What a text says of its programme, and whether it was read so."""
    place, labelled = told["place"] or {}, given["place"] or {}
    right = {"place": place.get("name") == labelled.get("name"), "level": place.get("level") == labelled.get("level")}
    return right | {field: told[field] == given[field] for field in ("year", "period", "stated_target_count")}


def _score(folder: str, *options: str) -> str:
    command = [sys.executable, str(CORPUS / "score.py"), folder, *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
