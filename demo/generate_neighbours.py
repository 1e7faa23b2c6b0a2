"""Generate the sample figures of the communes next door that were split: `python demo/generate_neighbours.py`.

It writes neighbours.csv, which the demonstration loads and `tiendo places restate` reads. On 01/07/2025 Thái Bình Trung
(Vĩnh Hưng district) was parted over three communes and Bình Thạnh (Thủ Thừa district) over two; nobody publishes the
shares. All communes of both districts report, so that the new communes can be said as a whole. Everything is sample
data; the seed is fixed, so the same file comes out every time.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = 20_250_701
MONTHS = range(1, 11)
FIELDS = ("place", "indicator", "period", "value", "numerator", "denominator", "sample")
SAMPLE = "số liệu mẫu"


@dataclass(frozen=True)
class Commune:
    """One reporting place. Population and levels are sample figures, chosen to be plausible in size only."""

    code: str
    people: int
    jobs: int  # a usual month
    poor: int  # households at the end of March; one fewer each quarter


COMMUNES = (
    Commune("27757", 10_850, 34, 21),
    Commune("27760", 4_120, 13, 30),
    Commune("27763", 4_610, 15, 27),
    Commune("27766", 3_540, 11, 26),
    Commune("27769", 3_980, 12, 22),
    Commune("27772", 4_476, 29, 24),  # Thái Bình Trung: to three communes
    Commune("27775", 5_230, 16, 19),
    Commune("27778", 3_310, 10, 23),
    Commune("27781", 4_890, 15, 20),
    Commune("27784", 4_270, 13, 25),
    Commune("28036", 13_920, 41, 12),
    Commune("28039", 4_480, 14, 16),
    Commune("28042", 4_930, 15, 18),
    Commune("28045", 5_010, 16, 15),
    Commune("28048", 5_760, 18, 13),
    Commune("28051", 6_340, 20, 14),
    Commune("28054", 5_150, 16, 17),
    Commune("28057", 9_870, 31, 11),
    Commune("28060", 6_020, 19, 12),
    Commune("28063", 7_240, 23, 10),  # Bình Thạnh: to a ward of Long An and to Thủ Thừa
    Commune("28066", 5_580, 17, 13),
    Commune("28072", 3_690, 12, 19),
)


def main() -> None:
    """Write the file beside this one."""
    with (HERE / "neighbours.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(figures())


def figures() -> Iterator[dict[str, str]]:
    """Every figure: jobs and insurance each month, poor households at the end of a quarter."""
    chance = random.Random(SEED)
    for commune in COMMUNES:
        for month in MONTHS:
            jobs = max(0, round(commune.jobs * chance.uniform(0.7, 1.3)))
            yield _figure(commune, "jobs-created", month, value=jobs)
            share = Decimal("91.4") + Decimal("0.12") * month
            insured = int(commune.people * share / 100) + chance.randint(-4, 4)
            yield _figure(commune, "bhyt-coverage", month, numerator=insured, denominator=commune.people)
            if month in {3, 6, 9}:
                yield _figure(commune, "poor-households", month, value=commune.poor - month // 3 + 1)


def _figure(commune: Commune, indicator: str, month: int, **amounts: int) -> dict[str, str]:
    told = {name: str(amounts[name]) if name in amounts else "" for name in ("value", "numerator", "denominator")}
    return {"place": commune.code, "indicator": indicator, "period": f"2024-{month:02d}", **told, "sample": SAMPLE}


if __name__ == "__main__":
    main()
