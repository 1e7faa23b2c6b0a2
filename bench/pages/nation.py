"""A seeded country in the tables of the web application: its provinces and communes, a programme of a year with 17 targets
of all kinds, and nine months of approved returns from every commune."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice

import numpy as np
from django.db import transaction
from django.db.models import Model

from tiendo.catalogue.load import load_catalogue
from tiendo.catalogue.places.load import load_history
from tiendo.model.indicator import Frequency, Indicator, OverPlaces, OverTime
from tiendo.model.period import Clock, Period
from tiendo.model.place import Place as PlaceRecord
from tiendo.model.target import ReportedBy
from tiendo.rollup import months_due
from tiendo_web.records.models import (
    Baseline,
    Condition,
    Membership,
    Observation,
    Office,
    Place,
    Programme,
    Return,
    Right,
    Target,
    TargetSet,
    Title,
    User,
)

YEAR, MONTHS = 2026, 9
TODAY = date(YEAR, 10, 20)
PLANNER, PASSWORD = "planner", "mat-khau-cua-phep-do"
COUNTRY = "VN"
AT_ONCE = 2_000  # rows
OPENED = datetime(YEAR, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Size:
    """How many provinces, and how many communes of each; None: all there are."""

    provinces: int | None
    communes: int | None


SIZES = {"small": Size(1, 20), "province": Size(1, None), "nation": Size(None, None)}


@dataclass(frozen=True)
class Promised:
    """One target or part. `level`: what one commune brings a month (flow) or has (level, in the unit of the indicator);
    `condition` as comparator, value for each commune (a sum) or for all (anything else)."""

    number: str
    code: str
    comparator: str
    value: str
    level: float
    each: bool = False
    reported_by: str = "children"
    change: str = "none"
    change_in: str = "units"
    value_max: str = ""
    tolerance: str = ""
    keep: bool = False
    baseline: str = ""
    whole: str = ""
    sub_row: bool = False


TARGETS = (
    Promised("1", "jobs-created", ">=", "600", 51, each=True),
    Promised("1a", "overseas-workers", ">=", "24", 2, each=True, whole="1", sub_row=True),
    Promised("2", "state-revenue-local", ">=", "40", 3.4, each=True, reported_by="both"),
    Promised("3", "enterprises-new", "=", "60", 5, each=True),
    Promised("4", "poor-households", "=", "15", 110, change="decrease", change_in="per_cent", baseline="140"),
    Promised("5", "bhyt-coverage", ">=", "95", 94),
    Promised("6", "poverty-rate", "<=", "2.5", 2.4, baseline="3.1"),
    Promised("7", "rice-yield", ">=", "58", 59),
    Promised("8", "income-per-capita", ">=", "72", 70, baseline="66"),
    Promised("9", "ntm-criteria-mean", ">=", "17", 16.4, baseline="15.8"),
    Promised("10", "ntm-communes", ">=", "0.6", 0.6, each=True, baseline="0.5"),
    Promised("11", "ntm-no-debt", "=", "0", 0.1),
    Promised("12", "grdp-growth", ">=", "7.5", 7.1, reported_by="place"),
    Promised("13", "cpi-average", "range", "4", 3.6, reported_by="place", value_max="4.5"),
    Promised("14", "", "", "", 0),
    Promised("14a", "bhxh-voluntary", ">=", "120", 11, each=True, whole="14"),
    Promised("14b", "bhxh-coverage", ">=", "42", 41, whole="14"),
    Promised("15", "high-tech-agri-area", "about", "30", 29, each=True, tolerance="0.05", baseline="25"),
    Promised("16", "health-record-rate", ">=", "90", 93, keep=True),
    Promised("17", "online-dossier-rate", ">=", "80", 82),
)


def fill(size: Size, *, seed: int = 2026) -> None:
    """Fill an empty, migrated database."""
    random = np.random.default_rng(seed)
    with transaction.atomic():
        places = _places(size, random)
        communes = [p for p in places if p.kind not in {"country", "province"}]
        country = next(p for p in places if p.code == COUNTRY)
        provinces = [p for p in places if p.kind == "province"]
        offices = {o.place_id: o for o in _save(_office(p) for p in places)}
        _planner(offices[country.pk])
        title = "Chương trình phát triển kinh tế - xã hội"
        programme = Programme.objects.create(
            slug=f"nam-{YEAR}", title=title, title_en="Programme", place=country, period=str(YEAR),
            stated_target_count=17, published=True,
        )  # fmt: skip
        of = {"authority": "Quốc hội", "authority_en": "National Assembly", "decided_by": "NQ 1", "decided_on": OPENED}
        target_set = TargetSet.objects.create(programme=programme, in_force=True, **of)
        _targets(target_set, country, offices[country.pk], len(communes))
        months = [Period.month(YEAR, n) for n in range(1, MONTHS + 1)]
        owing = [*communes, *provinces, country]
        returns = _save(_return(programme, offices[p.pk], p, m) for m in months for p in owing)
        people = dict(zip((p.pk for p in communes), random.lognormal(9.2, 0.7, len(communes)).round(), strict=True))
        _save(_figures(returns, people, {p.pk for p in provinces}, country.pk, random))


def _save(rows: Iterable[Model]) -> list[Model]:
    rows, saved = iter(rows), []
    while some := list(islice(rows, AT_ONCE)):
        saved += type(some[0])._default_manager.bulk_create(some)
    return saved


def _places(size: Size, random: np.random.Generator) -> list[Place]:
    tree = load_history().tree(date(YEAR, 1, 1))
    provinces = tree.children(COUNTRY)[: size.provinces]
    below = {code: tree.children(code)[: size.communes] for code in provinces}
    above = dict.fromkeys(provinces, COUNTRY) | {c: code for code in provinces for c in below[code]}
    records: list[PlaceRecord] = [tree[code] for code in (COUNTRY, *above)]
    rows = {p.code: p for p in _save(Place(code=r.code, name=r.name, kind=r.kind.value) for r in records)}
    _save(Membership(child=rows[child], parent=rows[parent]) for child, parent in above.items())
    holds = [r for r in records if r.kind.value == "commune" and random.random() < 0.7]
    _save(Title(place=rows[r.code], code="ntm", document="QĐ 1") for r in holds)
    return list(rows.values())


def _office(place: Place) -> Office:
    return Office(code=f"ubnd-{place.code.lower()}", name=f"UBND {place.name}", name_en=place.name, place=place)


def _planner(office: Office) -> None:
    user = User.objects.create_user(PLANNER, password=PASSWORD, full_name="Cán bộ kế hoạch")
    Right.objects.create(user=user, role="planner", office=office, first=OPENED.date())


def _targets(target_set: TargetSet, country: Place, owner: Office, communes: int) -> None:
    catalogue, made = load_catalogue(), dict[str, Target]()
    for n, p in enumerate(TARGETS):
        indicator = catalogue.indicators.get(p.code)
        made[p.number] = target = Target.objects.create(
            target_set=target_set, whole=made.get(p.whole), sub_row=p.sub_row, number=p.number, ordinal=n,
            name=indicator.name if indicator else "Bảo hiểm xã hội", name_en="", place=country, period=str(YEAR),
            indicator_code=p.code, reported_by=p.reported_by, owner=owner, state="confirmed",
            frequency=(indicator.frequency if indicator else Frequency.MONTHLY).value,
        )  # fmt: skip
        if indicator is None:
            continue
        times = communes if p.each else 1
        Condition.objects.create(
            target=target, ordinal=1, comparator=p.comparator, value=Decimal(p.value) * times,
            unit="%" if p.change_in == "per_cent" else indicator.unit, change=p.change, change_in=p.change_in,
            value_max=Decimal(p.value_max) if p.value_max else None, keep=p.keep,
            tolerance=Decimal(p.tolerance) if p.tolerance else None,
        )  # fmt: skip
        if p.baseline:
            adds_up = indicator.over_places in {OverPlaces.SUM, OverPlaces.COUNT_TRUE}
            value = Decimal(p.baseline) * (communes if adds_up else 1)
            Baseline.objects.create(target=target, value=value, as_of=date(YEAR - 1, 12, 31), source="niên giám")


def _return(programme: Programme, office: Office, place: Place, month: Period) -> Return:
    closed = Clock.ADMINISTRATIVE.due(month)
    return Return(
        programme=programme, office=office, place=place, period=month.code, due=closed, state="approved",
        submitted_at=OPENED, approved_at=OPENED,
    )  # fmt: skip


def _figures(
    returns: Iterable[Return], people: dict[int, float], provinces: set[int], country: int, random: np.random.Generator
) -> Iterator[Observation]:
    """What each return holds: of a commune its part, of a province what is held there, of the country its rates."""
    catalogue = load_catalogue()
    for ret in returns:
        month = Period.parse(ret.period)
        for p in TARGETS:
            indicator = catalogue.indicators.get(p.code)
            if indicator is None or not _sends(ret.place_id, p, provinces, country):
                continue
            if not months_due(indicator.frequency, month) and indicator.frequency is not Frequency.ANNUAL:
                continue
            if ret.place_id in people and random.random() < 0.01:
                continue  # a figure that is missing
            yield from _one(ret, p, indicator, people.get(ret.place_id, 9_000.0), random)


def _sends(place: int, p: Promised, provinces: set[int], country: int) -> bool:
    if place == country:
        return p.reported_by == ReportedBy.PLACE
    return p.reported_by == ReportedBy.BOTH if place in provinces else p.reported_by != ReportedBy.PLACE


def _one(
    ret: Return, p: Promised, indicator: Indicator, people: float, random: np.random.Generator
) -> Iterator[Observation]:
    level = p.level * random.normal(1, 0.06)
    figure = Observation(
        owed_in=ret, indicator_code=p.code, approved=True, vintage=int(random.integers(1, 4)), entered_at=OPENED
    )
    if indicator.needs_parts and p.reported_by != ReportedBy.PLACE:
        figure.denominator = Decimal(int(people))
        figure.numerator = Decimal(int(people * min(level / float(indicator.per), 1 if indicator.per > 1 else level)))
    elif indicator.over_places in {OverPlaces.COUNT_TRUE, OverPlaces.ALL_TRUE}:
        figure.value = Decimal(int(random.random() < p.level))
    else:
        grows = people / 10_000 if indicator.over_time is OverTime.SUM else 1
        figure.value = round(Decimal(level * grows), indicator.decimals)
    yield figure
    if random.random() < 0.03:  # corrected once
        yield Observation(
            owed_in=ret, indicator_code=p.code, approved=True, revision=2, vintage=3, entered_at=OPENED,
            value=figure.value, numerator=figure.numerator, denominator=figure.denominator,
        )  # fmt: skip
