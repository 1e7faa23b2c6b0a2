"""A leader demands an explanation with a deadline; the office answers once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.web.builders import TODAY, nothing_changes, one_event, refused
from tiendo_web.actions import demand_explanation
from tiendo_web.records import queries
from tiendo_web.records.models import Directive, Target

DUE = TODAY + timedelta(days=7)


@pytest.fixture
def target(programme):
    return Target.objects.get(target_set__programme=programme)


def demand(district, target, *, office="lao-dong", text="Vì sao chậm?", due=DUE):
    return demand_explanation.demand(
        target=target, office=district.offices[office], text=text, due=due, by=district.leader, today=TODAY
    )


def answer(district, directive, text="Do mưa"):
    return demand_explanation.answer(directive=directive, text=text, by=district.officer, today=TODAY)


def test_a_demand_and_its_answer(district, target):
    with one_event("demand_explanation") as event:
        directive = demand(district, target, text=" Vì sao chậm? ", due=TODAY)
    assert (directive.text, directive.given_on, directive.due) == ("Vì sao chậm?", TODAY, TODAY)
    assert event.facts["due"] == "2024-03-20" and event.facts["text"] == "Vì sao chậm?"
    with one_event("answer_directive") as event:
        answered = answer(district, directive)
    assert (answered.answer, answered.answered_by, answered.answered_on) == ("Do mưa", district.officer, TODAY)
    assert event.facts == {"before": "", "after": "Do mưa"}
    assert queries.work_on(target).directives == [answered]


def test_a_demand_needs_words_a_day_to_come_and_an_office_that_is_concerned(district, target):
    with refused(field="text"):
        demand(district, target, text=" ")
    with refused("trước hôm nay", field="due"):
        demand(district, target, due=TODAY - timedelta(days=1))
    with refused("không thuộc địa bàn", field="office"):
        demand(district, target, office="huyen-la")
    target.coordinating.add(district.offices["tinh"])
    demand(district, target, office="tinh")


def test_a_demand_sent_twice_is_one_and_can_be_made_again_after_the_answer(district, target):
    directive = demand(district, target)
    with nothing_changes():
        assert demand(district, target) == directive
    answer(district, directive)
    assert demand(district, target) != directive


def test_an_answer_is_given_once(district, target):
    directive = demand(district, target)
    with refused(field="answer"):
        answer(district, directive, " ")
    answer(district, directive)
    with refused("đã được giải trình"):
        answer(district, directive, "Khác")
    assert Directive.objects.get().answer == "Do mưa"
