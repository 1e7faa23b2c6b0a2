"""A small district for tests of the verbs: three communes and a town, offices, people with rights, one programme."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps

from tests.builders import make_condition
from tiendo.model.period import Period
from tiendo.model.target import Condition as ConditionRecord
from tiendo_web.actions import confirm_targets, edit_targets, editions, hand_in_figures, stored_totals
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import (
    Event,
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

TODAY = date(2024, 3, 20)
FIRST = date(2021, 1, 1)
MARCH = Period.month(2024, 3)

PLAN = """Huyện Thanh Bình bước vào năm 2024

Theo kế hoạch năm 2024, huyện Thanh Bình phấn đấu thực hiện 4 chỉ tiêu chủ yếu: tạo việc làm cho 2.000 lao động; \
tỷ lệ bao phủ bảo hiểm y tế đạt 94% dân số; thu ngân sách nhà nước trên địa bàn 137,5 tỷ đồng.
"""

_PLACES = (
    ("10", "Long Bình", "province", None),
    ("100", "Thanh Bình", "district", "10"),
    ("101", "An", "commune", "100"),
    ("102", "Bình", "commune", "100"),
    ("103", "Cát", "commune", "100"),
    ("104", "Thanh Bình", "town", "100"),
    ("200", "Lạ", "district", "10"),
    ("201", "Xa", "commune", "200"),
)
_OFFICES = (
    ("ubnd", "Văn phòng UBND huyện", "100"),
    ("tai-chinh", "Phòng Tài chính - Kế hoạch", "100"),
    ("lao-dong", "Phòng Lao động", "100"),
    ("xa-an", "UBND xã An", "101"),
    ("xa-binh", "UBND xã Bình", "102"),
    ("xa-cat", "UBND xã Cát", "103"),
    ("thi-tran", "UBND thị trấn Thanh Bình", "104"),
    ("huyen-la", "UBND huyện Lạ", "200"),
    ("tinh", "UBND tỉnh Long Bình", "10"),
)
_PEOPLE = (
    ("planner", "planner", "tai-chinh"),
    ("reporter", "reporter", "xa-an"),
    ("reporter_binh", "reporter", "xa-binh"),
    ("approver", "approver", "ubnd"),
    ("approver_an", "approver", "xa-an"),
    ("leader", "leader", "ubnd"),
    ("editor", "editor", "ubnd"),
    ("auditor", "auditor", "ubnd"),
    ("officer", "reporter", "lao-dong"),
    ("planner_la", "planner", "huyen-la"),
    ("planner_an", "planner", "xa-an"),
    ("nobody", None, None),
)


@dataclass(frozen=True)
class District:
    """Everything by its short name: `users["reporter"]`, `offices["xa-an"]`, `places["101"]`."""

    places: dict[str, Place]
    offices: dict[str, Office]
    users: dict[str, User]

    def __getattr__(self, name: str) -> User:
        """A person by the name of what they do: district.planner."""
        try:
            return self.users[name]
        except KeyError:
            raise AttributeError(name) from None


def make_district() -> District:
    places = {c: Place.objects.create(code=c, name=n, kind=k) for c, n, k, _p in _PLACES}
    Membership.objects.bulk_create(Membership(child=places[c], parent=places[p]) for c, _n, _k, p in _PLACES if p)
    Title.objects.create(place=places["101"], code="ntm")
    offices = {c: Office.objects.create(code=c, name=n, name_en=c, place=places[p]) for c, n, p in _OFFICES}
    users = {name: User.objects.create(username=name, full_name=f"Ông {name}") for name, _r, _o in _PEOPLE}
    Right.objects.bulk_create(
        Right(user=users[name], role=role, office=offices[office], first=FIRST)
        for name, role, office in _PEOPLE
        if role
    )
    return District(places, offices, users)


def conditions(*said: str) -> list[dict[str, Any]]:
    """ "= 2000 lao động" and the like (tests.builders.make_condition), as `edit_target` takes them."""
    return [{f.name: getattr(make_condition(one), f.name) for f in fields(ConditionRecord)} for one in said]


def make_edition(district: District, *, period: str = "2024", edition: int = 1, authority: str = "UBND") -> TargetSet:
    """An empty edition of the district's programme, which is made when there is none."""
    programme, _new = Programme.objects.get_or_create(
        place=district.places["100"],
        period=period,
        defaults={"slug": f"thanh-binh-{period}", "title": "Chương trình", "title_en": "Programme"},
    )
    return TargetSet.objects.create(programme=programme, authority=authority, authority_en="PC", edition=edition)


def propose(
    district: District, target_set: TargetSet, code: str = "jobs-created", *said: str, **changes: Any
) -> Target:
    """A target entered by the planner: proposed, monthly, with a condition."""
    given = {"name": f"Chỉ tiêu {code}", "indicator_code": code, "frequency": "monthly", **changes}
    given.setdefault("conditions", conditions(*(said or ("= 2000 lao động",))))
    return edit_targets.add_target(target_set=target_set, changes=given, by=district.planner, today=TODAY)


def propose_compound(district: District, target_set: TargetSet) -> tuple[Target, list[Target]]:
    """No commune behind on its criteria, and 17,5 criteria a commune on average: one target of two parts."""
    whole = propose(district, target_set, "", conditions=[], name="Nông thôn mới")
    parts = []
    for n, (code, said) in enumerate([("ntm-no-debt", "= 0 xã"), ("ntm-criteria-mean", "= 17.5 tiêu chí/xã")], start=1):
        part = propose(district, target_set, code, said, name=f"Phần {n}")
        Target.objects.filter(pk=part.pk).update(whole=whole, ordinal=n, number=f"{whole.number}{'ab'[n - 1]}")
        part.refresh_from_db()
        parts.append(part)
    return whole, parts


def record(ret: Return, code: str, **given: Any) -> Observation:
    """A figure that is there without anybody having handed it in, approved unless it is said otherwise. Nothing stays
    stored of the totals it belongs to."""
    observation = Observation.objects.create(owed_in=ret, indicator_code=code, **{"approved": True, **given})
    for edition in ret.programme.target_sets.all():
        stored_totals.forget(target_set=edition)
    return observation


def withdrawn(target: Target) -> None:
    """A target that is withdrawn without a word, with what is stored of its edition put away."""
    Target.objects.filter(pk=target.pk).update(state="withdrawn")
    stored_totals.forget(target_set=target.target_set)


def make_programme(district: District, *codes: str) -> Programme:
    """A programme in force. Jobs come from the places, revenue from the places and the labour office."""
    target_set = make_edition(district)
    targets = []
    for code in codes or ("jobs-created",):
        more: dict[str, Any] = {"reported_by": "children"}
        said = "= 2000 lao động"
        if code == "state-revenue-local":
            more, said = {"reported_by": "both", "owner": district.offices["lao-dong"]}, "= 137.5 tỷ đồng"
        elif code == "bhyt-coverage":
            said = "= 94 %"
        elif code.startswith("ntm"):
            said = "= 17.5 tiêu chí/xã"
        targets.append(propose(district, target_set, code, said, **more))
    confirm_targets.confirm(targets=targets, by=district.planner, today=TODAY)
    editions.put_in_force(target_set=target_set, by=district.planner, today=TODAY)
    return Programme.objects.select_related("place").get(pk=target_set.programme_id)


def open_return(district: District, programme: Programme, office: str = "xa-an", month: Period = MARCH) -> Return:
    (ret,) = hand_in_figures.open_returns(
        programme=programme,
        month=month,
        offices=[district.offices[office]],
        due=date(month.first_year, month.first_month, 25),
        by=district.planner,
        today=TODAY,
    )
    return ret


def value(amount: str, **more: Any) -> dict[str, Any]:
    """One line of a return with a plain figure."""
    return {"value": Decimal(amount), **more}


def fill(district: District, ret: Return, by: str = "reporter", **figures: str) -> Return:
    """Save and submit; `jobs_created="100"` is the line jobs-created."""
    entries = {code.replace("_", "-"): value(amount) for code, amount in figures.items()}
    user = district.users[by]
    ret = hand_in_figures.save_draft(ret=ret, entries=entries, version=ret.version, by=user, today=TODAY)
    return hand_in_figures.submit(ret=ret, by=user, today=TODAY)


def approved(district: District, programme: Programme, amount: str = "100", **more: Any) -> Return:
    """A return of commune An that was filled, submitted and approved."""
    ret = fill(district, open_return(district, programme, **more), jobs_created=amount)
    return hand_in_figures.approve(ret=ret, by=district.approver, today=TODAY)


def submitted_by_many(district: District, programme: Programme, count: int, month: Period = MARCH) -> list[Return]:
    """As many communes of the district as asked, each with a return that waits for approval: 1, 2, 4, 8 … jobs, so that a
    sum says whose figures are in it."""
    returns = []
    for n in range(count):
        place = Place.objects.create(code=f"15{n:02}", name=f"Xã {n}", kind="commune")
        Membership.objects.create(child=place, parent=district.places["100"])
        office = Office.objects.create(code=f"xa-{n}", name=f"UBND xã {n}", place=place)
        Right.objects.create(user=district.reporter, role="reporter", office=office, first=FIRST)
        ret = Return.objects.create(
            programme=programme,
            office=office,
            place=place,
            period=month.code,
            due=TODAY,
            state="submitted",
            submitted_by=district.reporter,
        )
        Observation.objects.create(owed_in=ret, indicator_code="jobs-created", value=2**n, approved=False)
        returns.append(ret)
    stored_totals.make_again(programme=programme, today=TODAY)
    return returns


# --- what a verb must and must not leave behind -----------------------------------------------------------------------


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, to compare."""
    models = apps.get_app_config("records").get_models(include_auto_created=True)
    return {m.__name__: list(m._default_manager.order_by("pk").values_list()) for m in models}


@contextmanager
def refused(match: str | None = None, *, field: str | None = None, kind: type[Refused] = Refused) -> Iterator[None]:
    """The verb is refused with one sentence at this field, and no row has changed."""
    before = everything()
    with pytest.raises(kind, match=match) as caught:
        yield
    assert everything() == before
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)
    if field is not None:
        assert caught.value.field == field


@contextmanager
def one_event(verb: str) -> Iterator[SimpleNamespace]:
    """Exactly one event is written; `.facts` and `.row` hold it afterwards."""
    last = Event.objects.count()
    said = SimpleNamespace(facts={}, row=None)
    yield said
    assert [e.verb for e in Event.objects.filter(number__gt=last)] == [verb]
    said.row = Event.objects.get(number=last + 1)
    said.facts = said.row.facts


@contextmanager
def nothing_changes() -> Iterator[None]:
    """No row differs and no event is written."""
    before = everything()
    yield
    assert everything() == before
