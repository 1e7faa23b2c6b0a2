"""Tasks, obstacles with their remedies, and money are put on a target."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.web.builders import TODAY, make_edition, nothing_changes, one_event, propose, refused
from tiendo_web.actions import follow_work
from tiendo_web.records import queries
from tiendo_web.records.models import Funding, Obstacle, Remedy, Target, Task

DUE = TODAY + timedelta(days=7)


@pytest.fixture
def target(programme):
    return Target.objects.get(target_set__programme=programme)


def add_task(district, target, **more):
    said = {"work": "Mở lớp nghề", "person": "Bà Tư", "product": "3 lớp", "office": "lao-dong", **more}
    said["office"] = district.offices[said["office"]]
    return follow_work.add_task(target=target, due=DUE, by=district.planner, today=TODAY, **said)


def test_a_task_is_added_once_and_finished_once(district, target):
    with one_event("add_task") as event:
        task = add_task(district, target)
    assert event.facts["office"].startswith("Phòng Lao động") and event.facts["due"] == "2024-03-27"
    with nothing_changes():
        assert add_task(district, target) == task
    with one_event("finish_task"):
        follow_work.finish_task(task=task, by=district.leader, today=TODAY)
    with refused("đã hoàn thành"):
        follow_work.finish_task(task=task, by=district.leader, today=DUE)
    assert Task.objects.get().done_on == TODAY


@pytest.mark.parametrize(("field", "longest"), [("work", 20_000), ("person", 120), ("product", 300)])
def test_a_task_has_all_its_six_clear_things_and_none_too_long(district, target, field, longest):
    with refused("bắt buộc", field=field):
        add_task(district, target, **{field: "\n "})
    with refused(f"tối đa {longest}", field=field):
        add_task(district, target, **{field: "x" * (longest + 1)})
    assert getattr(add_task(district, target, **{field: "x" * longest}), field) == "x" * longest


def test_work_goes_on_when_a_new_edition_changes_the_numbers(district, target):
    task = add_task(district, target)
    newer = make_edition(district, edition=2)
    same, other = propose(district, newer, "jobs-created", "= 2100 lao động"), propose(district, newer, "bhyt-coverage")
    assert queries.work_on(same).tasks == [task] == queries.work_on(target).tasks
    assert queries.work_on(other).tasks == []


def test_work_is_not_given_to_an_office_elsewhere(district, target):
    with refused(field="office"):
        add_task(district, target, office="huyen-la")
    with refused(field="office"):
        follow_work.add_obstacle(
            target=target, text="Mưa", office=district.offices["tinh"], by=district.planner, today=TODAY
        )


def test_an_obstacle_with_its_remedy(district, target):
    def add_obstacle(text=" Mưa "):
        office = district.offices["xa-an"]
        return follow_work.add_obstacle(target=target, text=text, office=office, by=district.planner, today=TODAY)

    def add_remedy(text="Lùi lịch"):
        return follow_work.add_remedy(obstacle=obstacle, text=text, due=None, by=district.planner, today=TODAY)

    with one_event("add_obstacle") as event:
        obstacle = add_obstacle()
    assert (obstacle.text, obstacle.found_on) == ("Mưa", TODAY) and event.facts["text"] == "Mưa"
    with one_event("add_remedy") as event:
        remedy = add_remedy()
    assert event.facts == {"obstacle": obstacle.pk, "text": "Lùi lịch", "due": None}
    with nothing_changes():
        assert (add_obstacle(), add_remedy()) == (obstacle, remedy)
    for deed in (add_obstacle, add_remedy):
        with refused(field="text"):
            deed(" ")
    with one_event("finish_remedy"):
        follow_work.finish_remedy(remedy=remedy, by=district.planner, today=DUE)
    with refused("đã thực hiện xong"):
        follow_work.finish_remedy(remedy=remedy, by=district.planner, today=DUE)
    assert (Obstacle.objects.count(), Remedy.objects.get().done_on) == (1, DUE)


MONEY = {"planned": Decimal("6500"), "mobilised": Decimal(0), "disbursed": None}


def add_funding(district, target, **more):
    given = {"source": "Ngân sách huyện", **MONEY, **more}
    return follow_work.add_funding(target=target, by=district.planner, today=TODAY, **given)


def change_funding(district, funding, **more):
    return follow_work.change_funding(funding=funding, by=district.planner, today=TODAY, **{**MONEY, **more})


def test_money_not_known_is_not_zero(district, target):
    with one_event("add_funding") as event:
        funding = Funding.objects.get(pk=add_funding(district, target).pk)
    assert (funding.planned, funding.mobilised, funding.disbursed) == (6500, 0, None)
    assert event.facts["mobilised"] == "0" and event.facts["disbursed"] is None
    with one_event("change_funding") as event:
        change_funding(district, funding, disbursed=Decimal("4180.55"))
    assert event.facts["before"]["disbursed"] is None and event.facts["after"]["disbursed"] == "4180.55"
    with nothing_changes():
        change_funding(district, funding, disbursed=Decimal("4180.55"))


def test_a_source_stands_once_on_a_target(district, target):
    add_funding(district, target)
    with refused("đã có trên chỉ tiêu", field="source"):
        add_funding(district, target, source=" Ngân sách huyện ")
    with refused(field="source"):
        add_funding(district, target, source="")


@pytest.mark.parametrize("amount", [Decimal(-1), Decimal("NaN"), Decimal("Infinity"), Decimal("1E+50"), 1.5])
@pytest.mark.parametrize("field", ["planned", "mobilised", "disbursed"])
def test_money_is_a_number_that_is_not_negative(district, target, field, amount):
    with refused(field=field):
        add_funding(district, target, **{field: amount})
    funding = add_funding(district, target)
    with refused(field=field):
        change_funding(district, funding, **{field: amount})
