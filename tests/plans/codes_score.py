"""How often the catalogue's code is rightly guessed on the labelled texts, and how far a confidence can be trusted.

`python -m tests.plans.codes_score` prints the share of right codes and the reliability table; `--fit` prints the three
numbers of `tiendo.reading.match.CONFIDENCE` worked out anew; `--wrong` lists what is not right. Every confidence in the
table is said by numbers fitted on the other documents.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log
from pathlib import Path

from tests.plans.test_plans import SHARED
from tiendo.catalogue.load import load_catalogue
from tiendo.model.target import Change
from tiendo.reading.match import CONFIDENCE, LEAST_SCORE, raw_scores

LABELS = Path(__file__).with_name("codes.csv")
TEXTS = SHARED / "corpus" / "dev"
LEAST_RIGHT = 0.9  # share of the targets that have a code
MOST_ERROR = 0.08  # expected calibration error
_BINS = (0.0, 0.35, 0.6, 0.75, 0.9, 0.95, 1.001)

Weights = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Guessed:
    """The first guess of one labelled target; `code` is the label, empty where the catalogue rightly has none."""

    document: str
    phrase: str
    code: str
    guess: str
    second: str
    score: float
    lead: float

    @property
    def right(self) -> bool:
        return bool(self.code) and self.guess == self.code


def guessed() -> tuple[Guessed, ...]:
    """Every labelled target with what the matcher says of its noun phrase, as labelled in the corpus."""
    return tuple(_guessed())


def _guessed() -> Iterator[Guessed]:
    indicators = load_catalogue().indicators
    figures: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(LABELS.read_text(encoding="utf-8").splitlines()):
        name = row["document"]
        if name not in figures:
            figures[name] = json.loads((TEXTS / f"{name}.json").read_text(encoding="utf-8"))["figures"]
        figure = figures[name][int(row["ordinal"])]
        change = Change(figure["change"])
        scores = raw_scores(figure["indicator"], figure["span"], figure["unit"], indicators, change)
        (first, score), (second, next_score) = [*scores, ("", 0.0), ("", 0.0)][:2]
        yield Guessed(name, figure["indicator"], row["code"], first, second, score, score - next_score)


def sure(weights: Weights, seen: Guessed) -> float:
    """The confidence that the weights give to a first guess."""
    return 1 / (1 + exp(-(weights[0] + weights[1] * seen.score + weights[2] * seen.lead)))


def fit(seen: tuple[Guessed, ...]) -> Weights:
    """Logistic weights by Newton's method, drawn a little towards nothing so that few cases cannot make them huge."""
    weights = [0.0, 0.0, 0.0]
    for _ in range(12):
        slope = [-0.01 * w for w in weights]
        bend = [[0.01 if i == j else 0.0 for j in range(3)] for i in range(3)]
        for one in seen:
            row, p = (1.0, one.score, one.lead), sure((weights[0], weights[1], weights[2]), one)
            for i in range(3):
                slope[i] += (one.right - p) * row[i]
                for j in range(3):
                    bend[i][j] += p * (1 - p) * row[i] * row[j]
        weights = [w + step for w, step in zip(weights, _solved(bend, slope), strict=True)]
    return weights[0], weights[1], weights[2]


def _solved(bend: list[list[float]], slope: list[float]) -> list[float]:
    rows = [[*row, value] for row, value in zip(bend, slope, strict=True)]
    for i in range(3):
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for j in range(3):
            if j != i:
                rows[j] = [a - rows[j][i] * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [row[3] for row in rows]


def out_of_document(seen: tuple[Guessed, ...]) -> list[tuple[float, Guessed]]:
    """Each guess with the confidence that the other documents would give it."""
    by_document: dict[str, list[Guessed]] = defaultdict(list)
    for one in seen:
        by_document[one.document].append(one)
    told = []
    for name, own in by_document.items():
        weights = fit(tuple(one for one in seen if one.document != name))
        told += [(sure(weights, one), one) for one in own]
    return told


def calibration(told: list[tuple[float, Guessed]]) -> tuple[list[tuple[float, float, int, float, float]], float]:
    """(from, to, n, mean confidence, share right) of each bin, and the expected calibration error."""
    table, error = [], 0.0
    for low, high in pairwise(_BINS):
        held = [(p, one.right) for p, one in told if low <= p < high]
        if held:
            mean, share = sum(p for p, _ in held) / len(held), sum(right for _, right in held) / len(held)
            table.append((low, min(high, 1.0), len(held), mean, share))
            error += abs(mean - share) * len(held) / len(told)
    return table, error


def share_right(seen: tuple[Guessed, ...]) -> float:
    """Of the targets that have a code, how many are told so: proposed (sure enough) and first."""
    coded = [one for one in seen if one.code]
    return sum(one.right and sure(CONFIDENCE, one) >= float(LEAST_SCORE) for one in coded) / len(coded)


def report() -> tuple[str, list[str]]:
    """What `make reading-score` prints of the codes, and what is below its floor."""
    seen = guessed()
    table, error = calibration(out_of_document(seen))
    share, coded = share_right(seen), sum(bool(one.code) for one in seen)
    text = f"codes: {share:.4f} right of {coded} targets with a code; calibration error {error:.4f}"
    faults = [f"{share:.4f} of the codes are right, below {LEAST_RIGHT}"] if share < LEAST_RIGHT else []
    faults += [f"the calibration error is {error:.4f}, above {MOST_ERROR}"] if error > MOST_ERROR else []
    return text + "".join(
        f"\n  sure {a:.2f}-{b:.2f}: n {n:3}, said {p:.3f}, right {r:.3f}" for a, b, n, p, r in table
    ), faults


def main() -> int:
    """0 when the codes are as good as they must be."""
    seen = guessed()
    if "--fit" in sys.argv:
        print("CONFIDENCE = ({:.2f}, {:.2f}, {:.2f})".format(*fit(seen)))
    if "--wrong" in sys.argv:
        for one in seen:
            if (one.guess if sure(CONFIDENCE, one) >= float(LEAST_SCORE) else "") != one.code:
                print(f"{one.document[:14]} | {one.phrase} | label {one.code or '-'} | {one.guess} {one.score:.2f} "
                      f"{sure(CONFIDENCE, one):.2f} | {one.second}")  # fmt: skip
    halves = [
        tuple(one for one in seen if (sorted({s.document for s in seen}).index(one.document) % 2) == h) for h in (0, 1)
    ]
    print("halves: " + ", ".join(f"{share_right(half):.4f}" for half in halves))
    loss = -sum(log(p if one.right else 1 - p) for p, one in out_of_document(seen)) / len(seen)
    text, faults = report()
    print(text, f"\n  log loss {loss:.3f}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
