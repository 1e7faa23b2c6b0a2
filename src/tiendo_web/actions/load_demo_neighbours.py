"""Load the two districts next door of the demonstration: places that were split on 01/07/2025, with sample figures.

Of each there is a programme with one sample target, and monthly returns that were approved long ago, from the same file
that `tiendo places restate` reads. Nobody logs in there; the planner of the province above can say the true shares.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from tiendo.model.period import Period
from tiendo_web.actions import begin, confirm_targets, edit_targets, editions, events, grant_right
from tiendo_web.records.models import Observation, Office, Programme, Return, TargetSet, User

FIRST_DAY = date(2021, 1, 1)  # rights of the sample people begin with the term
_DECIDED = date(2023, 12, 29)
_DUE, _SENT, _APPROVED = 25, 17, 18  # days of the month
_LAST = "2024-10"  # the month that is an estimate still

_Figures = Mapping[tuple[str, str], list[dict[str, str]]]  # place, month → its lines


def places_and_offices(folder: Path) -> dict[str, Office]:
    """The places and offices next door, offices by code; those that are there already stay."""
    places = begin.load_places((folder / "neighbours-places.csv").read_bytes(), "neighbours-places.csv")
    return begin.load_offices((folder / "neighbours-offices.csv").read_bytes(), "neighbours-offices.csv", places)


def load_neighbours(folder: Path, told: list[Mapping[str, Any]], offices: Mapping[str, Office]) -> None:
    """A programme, its target and its returns for each district."""
    figures: dict[tuple[str, str], list[dict[str, str]]] = {}
    with (folder / "neighbours.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            figures.setdefault((row["place"], row["period"]), []).append(row)
    for said in told:
        owner = offices[said["owner"]]
        by = add_sample_person(owner, role="planner", called="Cán bộ")
        programme = _programme(said, owner, by=by)
        here = [o for o in offices.values() if o.place.parents.filter(parent=programme.place).exists()]
        for office in here:
            _returns(programme, office, figures, by=by)


def add_sample_person(office: Office, *, role: str, called: str) -> User:
    """Somebody of an office who cannot log in, for what the demonstration was done by."""
    user = User(username=f"mau.{office.code}", full_name=f"{called} {office.name} (mẫu)")
    user.set_unusable_password()
    user.save()
    grant_right.grant(user=user, role=role, office=office, by=None, today=FIRST_DAY)
    return user


def _programme(said: Mapping[str, Any], owner: Office, *, by: User) -> Programme:
    target = said["target"]
    programme = Programme.objects.create(
        slug=f"mau-{said['place']}-2024",
        title=said["title"],
        title_en=said["title_en"],
        place=owner.place,
        period="2024",
        stated_target_count=None,
        sample=True,
    )
    target_set = TargetSet.objects.create(programme=programme, authority=said["decided_by"])
    condition = {"comparator": ">=", "value": Decimal(target["value"]), "unit": target["unit"]}
    changes = {
        **{name: target[name] for name in ("name", "name_en", "indicator_code")},
        "conditions": [condition],
        "owner": owner,
        "coordinating": [],
        "reported_by": "children",
        "frequency": "monthly",
    }
    added = edit_targets.add_target(target_set=target_set, changes=changes, by=by, today=_DECIDED)
    confirm_targets.confirm(targets=[added], by=by, today=_DECIDED)
    editions.put_in_force(
        target_set=target_set,
        by=by,
        today=_DECIDED,
        decided_by=said["decided_by"],
        decided_on=date.fromisoformat(said["decided_on"]),
    )
    return programme


def _returns(programme: Programme, office: Office, figures: _Figures, *, by: User) -> None:
    """The returns of one commune, approved long ago, each with the one event that says so."""
    for (code, period), lines in figures.items():
        if code != office.place.code:
            continue
        month = Period.parse(period)
        ret = Return.objects.create(
            programme=programme,
            office=office,
            place=office.place,
            period=period,
            due=date(month.first_year, month.first_month, _DUE),
            state="approved",
            submitted_by=by,
            submitted_at=_at(month, _SENT, 9),
            approved_by=by,
            approved_at=_at(month, _APPROVED, 15),
        )
        Observation.objects.bulk_create(_observation(ret, line, by) for line in lines)
        Observation.objects.filter(owed_in=ret).update(entered_at=_at(month, _SENT, 9))
        told = {line["indicator"]: {k: line[k] for k in ("value", "numerator", "denominator")} for line in lines}
        facts = {"period": period, "office": office, "sample": True, "figures": told}
        events.log(verb="load_sample_return", subject=ret, facts=facts, by=None, name="tiendo demo")


def _observation(ret: Return, line: Mapping[str, str], by: User) -> Observation:
    amounts = {k: Decimal(line[k]) if line[k] else None for k in ("value", "numerator", "denominator")}
    return Observation(
        owed_in=ret,
        indicator_code=line["indicator"],
        revision=1,
        approved=True,
        entered_by=by,
        sample=True,
        vintage=1 if line["period"] == _LAST else 2,
        **amounts,
    )


def _at(month: Period, day: int, hour: int) -> datetime:
    on = date(month.first_year, month.first_month, day)
    return datetime.combine(on, time(hour), tzinfo=timezone.get_default_timezone())
