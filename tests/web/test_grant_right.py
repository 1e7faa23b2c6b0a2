"""Rights are given downwards, once, and ended; their rows stay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.web.builders import TODAY, one_event, refused
from tiendo_web.actions import grant_right, rights
from tiendo_web.actions.refused import NotAllowed
from tiendo_web.records.models import Right

TOMORROW = TODAY + timedelta(days=1)


def grant(district, role="editor", office="ubnd", *, by="planner", today=TODAY, first=None):
    return grant_right.grant(
        user=district.nobody,
        role=role,
        office=district.offices[office],
        by=district.users[by] if by else None,
        today=today,
        first=first,
    )


def end(district, right, *, by="planner", today=TODAY):
    return grant_right.end(right=right, by=district.users[by], today=today)


def may_publish(district, day=TODAY):
    return rights.may(district.nobody, "publish", today=day)


def test_a_right_given_today_counts_today(district):
    with one_event("grant_right") as event:
        right = grant(district)
    assert may_publish(district) and not may_publish(district, TODAY - timedelta(days=1))
    assert event.facts["role"] == "editor" and event.facts["first"] == "2024-03-20"
    assert event.facts["office"] == f"Văn phòng UBND huyện ({right.office_id})"


def test_a_right_from_tomorrow_does_not_count_today(district):
    grant(district, first=TOMORROW)
    assert not may_publish(district) and may_publish(district, TOMORROW)


def test_the_installation_gives_rights_without_a_person_and_from_any_day(district):
    with one_event("grant_right") as event:
        grant(district, by=None, first=TODAY - timedelta(days=400))
    assert event.row.by is None and event.row.by_name == "tiendo"


def test_what_cannot_be_given(district):
    with refused(field="role"):
        grant(district, role="king")
    with refused("trước hôm nay", field="first"):
        grant(district, first=TODAY - timedelta(days=1))


def test_the_same_right_is_not_given_twice(district):
    grant(district)
    for day in (TODAY, TOMORROW):
        with refused("đã có vai trò đó", field="role"):
            grant(district, today=day)


@pytest.mark.parametrize("office", ["ubnd", "tinh", "xa-binh", "huyen-la"])
def test_nobody_gives_rights_above_or_beside_the_own_place(district, office):
    with refused(kind=NotAllowed):
        grant(district, role="planner", office=office, by="planner_an")


def test_a_planner_gives_and_ends_rights_below(district):
    right = grant(district, role="reporter", office="xa-an")
    with refused(kind=NotAllowed):
        end(district, right, by="planner_la")
    assert end(district, right, by="planner_an").last == TODAY - timedelta(days=1)


def test_an_ended_right_stays_readable_and_ends_once(district):
    right = grant(district)
    with one_event("end_right") as event:
        ended = end(district, right, today=TOMORROW)
    assert ended.last == TODAY and may_publish(district) and not may_publish(district, TOMORROW)
    assert (event.facts["before"], event.facts["after"]) == (None, "2024-03-20")
    with refused("đã kết thúc"):
        end(district, right, today=TOMORROW)


def test_a_right_ended_on_its_first_day_never_counted_and_can_be_given_again(district):
    right = grant(district)
    end(district, right)
    assert not may_publish(district) and not may_publish(district, TODAY - timedelta(days=1))
    assert grant(district).pk == right.pk
    assert may_publish(district) and Right.objects.filter(user=district.nobody).count() == 1


def test_a_right_that_ended_can_be_given_anew(district):
    end(district, grant(district), today=TOMORROW)
    grant(district, today=TOMORROW)
    assert Right.objects.filter(user=district.nobody).count() == 2 and may_publish(district, TOMORROW)


def test_a_right_that_starts_tomorrow_is_ended_before_it_counts(district):
    end(district, grant(district, first=TOMORROW))
    assert not may_publish(district, TOMORROW)


def test_a_planner_is_relieved_by_another_planner(district):
    own = Right.objects.get(user=district.planner)
    with refused("phải do người lập kế hoạch khác"):
        end(district, own)
    grant(district, role="planner")
    end(district, own, by="nobody")
    assert not rights.may(district.planner, "grant", today=TODAY)
