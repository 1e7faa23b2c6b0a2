"""Taking into a new edition what was settled in the one in force."""

from __future__ import annotations

from tests.web.builders import TODAY, make_edition, nothing_changes, one_event, propose, refused
from tiendo_web.actions import carry_over, confirm_targets, editions
from tiendo_web.actions.refused import NotAllowed
from tiendo_web.records.models import Target


def settle(district, edition):
    """Jobs owned by the labour office, reported each quarter, in force."""
    target = propose(district, edition, owner=district.offices["lao-dong"], frequency="quarterly")
    confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=edition, by=district.planner, today=TODAY)
    return target


def test_only_proposals_on_the_same_indicator_are_filled(district):
    settle(district, make_edition(district))
    later = make_edition(district, edition=2)
    jobs = propose(district, later, "jobs-created", "= 2500 lao động")
    other = propose(district, later, "bhyt-coverage", "= 94 %")
    with one_event("edit_target") as said:
        changed = carry_over.carry_over(target_set=later, by=district.planner, today=TODAY)
    assert changed == [jobs] and said.facts["before"]["owner"] is None and said.facts["after"]["owner"] == "lao-dong"
    jobs = Target.objects.get(pk=jobs.pk)
    assert (jobs.owner, jobs.frequency) == (district.offices["lao-dong"], "quarterly")
    assert jobs.conditions.get().value == 2500 and jobs.state == "proposed"
    assert Target.objects.get(pk=other.pk).owner is None


def test_done_twice_it_changes_nothing(district):
    settle(district, make_edition(district))
    later = make_edition(district, edition=2)
    propose(district, later)
    carry_over.carry_over(target_set=later, by=district.planner, today=TODAY)
    with nothing_changes():
        assert carry_over.carry_over(target_set=later, by=district.planner, today=TODAY) == []


def test_without_another_edition_in_force_there_is_nothing_to_take(district):
    edition = make_edition(district)
    propose(district, edition)
    with refused("Chưa có lần giao nào đang có hiệu lực"):
        carry_over.carry_over(target_set=edition, by=district.planner, today=TODAY)


def test_only_the_planner_of_the_place_may(district):
    settle(district, make_edition(district))
    later = make_edition(district, edition=2)
    propose(district, later)
    for name in ("planner_la", "leader", "nobody"):
        with refused(kind=NotAllowed):
            carry_over.carry_over(target_set=later, by=district.users[name], today=TODAY)
