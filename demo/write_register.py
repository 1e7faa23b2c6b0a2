"""Write demo/register.json, the demonstration's targets as a file: `python demo/write_register.py`.

As a planner would in the browser: the published text is read, its targets are proposed, and what targets.json says is
put over the proposals. The tests run it and compare.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.files import Register, write_register
from tiendo.model.document import Document
from tiendo.model.indicator import Frequency
from tiendo.model.period import Period
from tiendo.model.target import (
    Baseline,
    Change,
    ChangeIn,
    Comparator,
    Condition,
    Milestone,
    Programme,
    ReportedBy,
    Share,
    Target,
    TargetSet,
)

HERE = Path(__file__).resolve().parent
DISTRICT = "800"


def make_register() -> Register:
    """The register of the annual programme."""
    told = json.loads((HERE / "targets.json").read_text(encoding="utf-8"))
    annual = told["annual"]
    text = (HERE / "thanh-hoa-2024.txt").read_text(encoding="utf-8")
    reading = pipeline.read_document(Document(text), load_catalogue())
    if reading.period is None or len(reading.proposals) != len(annual["targets"]):
        raise SystemExit("demo/thanh-hoa-2024.txt does not yield the targets of demo/targets.json.")
    with (HERE / "offices.csv").open(encoding="utf-8", newline="") as file:
        offices = {row["code"]: row for row in csv.DictReader(file)}
    beside: dict[str, dict[str, str]] = {}
    targets = tuple(
        _put_over(p.target, said, said["number"], offices, beside)
        for p, said in zip(reading.proposals, annual["targets"], strict=True)
    )
    edition = TargetSet(
        "register", "UBND huyện Thạnh Hóa", 1, annual["decided_by"], date.fromisoformat(annual["decided_on"]), targets
    )
    programme = Programme(
        "register", annual["title"], DISTRICT, reading.period, reading.stated_target_count, (edition,)
    )
    return Register(programme, beside, told["note"])


def _put_over(
    target: Target,
    said: Mapping[str, Any],
    number: str,
    offices: Mapping[str, Mapping[str, str]],
    beside: dict[str, dict[str, str]],
) -> Target:
    office = offices[said["owner"]]
    beside[number] = {"name_en": said["name_en"], "owner": office["name"], "owner_en": office["name_en"]}
    common = {"id": number, "number": number, "place_code": DISTRICT}
    if "parts" in said:
        numbers = [f"{number}{letter}" for letter in "abcdefgh"]
        parts = [_put_over(*each, offices, beside) for each in zip(target.parts, said["parts"], numbers, strict=False)]
        return replace(target, **common, parts=tuple(parts))
    given = said.get("baseline")
    return replace(
        target,
        **common,
        indicator_code=said["indicator_code"],
        subject=said.get("subject", target.subject),
        conditions=tuple(map(_condition, said["conditions"])) if "conditions" in said else target.conditions,
        baseline=given and Baseline(Decimal(given["value"]), date.fromisoformat(given["as_of"]), given["source"]),
        trajectory=tuple(Milestone(Period.parse(m), Decimal(v)) for m, v in said.get("milestones", {}).items()),
        shares=(
            *(Share(code, Decimal(value)) for code, value in said.get("shares", {}).items()),
            *(Share("", Decimal(value), code) for code, value in said.get("office_shares", {}).items()),
        ),
        reported_by=ReportedBy(said["reported_by"]),
        frequency=Frequency(said["frequency"]),
        sub_rows=tuple(
            _put_over(_sub_row(target, row), row, f"{number}.{n}", offices, beside)
            for n, row in enumerate(said.get("sub_rows", ()), start=1)
        ),
    )


def _sub_row(target: Target, said: Mapping[str, Any]) -> Target:
    """A line "trong đó" that the text does not tell, as a planner enters it."""
    return Target("", "", said["name"], target.place_code, target.period)


def _condition(said: Mapping[str, Any]) -> Condition:
    return Condition(
        Comparator(said["comparator"]),
        Decimal(said["value"]),
        said["unit"],
        change=Change(said.get("change", "none")),
        change_in=ChangeIn(said.get("change_in", "units")),
    )


if __name__ == "__main__":
    (HERE / "register.json").write_bytes(write_register(make_register()))
