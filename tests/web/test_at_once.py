"""Several people at the same moment, on a database that really is shared: nothing is lost, nothing is done twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from tests.web.builders import (
    PLAN,
    TODAY,
    fill,
    make_edition,
    make_programme,
    open_return,
    propose,
    value,
)
from tests.web.together import at_once
from tiendo_web.actions import (
    comment,
    confirm_targets,
    edit_targets,
    editions,
    events,
    grant_right,
    hand_in_figures,
    read_plan,
)
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Article, Comment, Document, Event, Observation, Return, Right, Target, TargetSet

NOON = timezone.make_aware(timezone.datetime(2024, 3, 20, 12))


pytestmark = pytest.mark.django_db(transaction=True)


def refusals(results: list[Any]) -> list[str]:
    return [str(r) for r in results if isinstance(r, Refused)]


def test_numbers_of_events_stay_without_gaps(shared):
    def write(who):
        article = Article.objects.create(slug=f"bai-{who}", title="Bài", body="Nội dung", published_at=NOON)
        return lambda: [comment.post(article=article, name="Khách", text=f"Ý kiến {n}", at=NOON) for n in range(5)]

    at_once(*(write(who) for who in range(8)))
    assert list(Event.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 41))
    assert events.verify_log() is None and Comment.objects.count() == 40


def test_of_two_who_save_the_same_return_one_is_told(shared):
    ret = open_return(shared, make_programme(shared))

    def save(amount):
        return lambda: hand_in_figures.save_draft(
            ret=ret, entries={"jobs-created": value(amount)}, version=ret.version, by=shared.reporter, today=TODAY
        )

    results = at_once(save("100"), save("90"))
    assert len(refusals(results)) == 1 and "Người khác vừa lưu" in refusals(results)[0]
    won = next(n for n, r in enumerate(results) if isinstance(r, Return))
    assert Observation.objects.get().value == [100, 90][won]
    assert Event.objects.filter(verb="save_draft").count() == 1


def test_two_texts_read_at_once_are_two_editions_of_one_programme(shared):
    documents = [
        read_plan.read_plan(name="a", text=text, by=shared.planner, today=TODAY)
        for text in (PLAN, PLAN.replace("2.000", "2.100"))
    ]

    def propose_from(document):
        return lambda: read_plan.propose(document=document, by=shared.planner, today=TODAY)

    assert refusals(at_once(*map(propose_from, documents))) == []
    assert sorted(TargetSet.objects.values_list("programme__period", "edition")) == [("2024", 1), ("2024", 2)]


@pytest.mark.parametrize("times", [4])
def test_a_return_submitted_or_approved_many_times_at_once_is_so_once(shared, times):
    ret = open_return(shared, make_programme(shared))
    hand_in_figures.save_draft(
        ret=ret, entries={"jobs-created": value("5")}, version=ret.version, by=shared.reporter, today=TODAY
    )
    for verb, user, logged in (
        (hand_in_figures.submit, shared.reporter, "submit_return"),
        (hand_in_figures.approve, shared.approver, "approve_return"),
    ):
        results = at_once(*[lambda verb=verb, user=user: verb(ret=ret, by=user, today=TODAY)] * times)
        assert len(refusals(results)) == times - 1
        assert Event.objects.filter(verb=logged).count() == 1
    assert Observation.objects.get().approved and events.verify_log() is None


def test_approved_and_given_back_at_once_is_one_of_the_two(shared):
    ret = fill(shared, open_return(shared, make_programme(shared)), jobs_created="5")
    results = at_once(
        lambda: hand_in_figures.approve(ret=ret, by=shared.approver, today=TODAY),
        lambda: hand_in_figures.give_back(ret=ret, reason="Sai", by=shared.approver_an, today=TODAY),
    )
    assert len(refusals(results)) == 1
    ret.refresh_from_db()
    assert Observation.objects.get().approved is (ret.state == "approved")


def test_confirming_and_editing_the_same_targets_never_locks_up(shared):
    edition = make_edition(shared)
    targets = [propose(shared, edition), propose(shared, edition, "bhyt-coverage", "= 94 %")]

    def edit(target, name):
        return lambda: [
            edit_targets.edit_target(target=target, changes={"name": f"{name} {n}"}, by=shared.planner, today=TODAY)
            for n in range(3)
        ]

    def confirm(chosen):
        return lambda: confirm_targets.confirm(targets=chosen, by=shared.planner, today=TODAY)

    results = at_once(confirm(targets), confirm(targets[::-1]), edit(targets[0], "Một"), edit(targets[1], "Hai"))
    assert refusals(results) == []
    assert set(Target.objects.values_list("state", "name")) == {("confirmed", "Một 2"), ("confirmed", "Hai 2")}
    assert Event.objects.filter(verb="confirm_target").count() == 2 and events.verify_log() is None


def test_two_editions_put_in_force_at_once_leave_one(shared):
    both = [make_edition(shared, edition=n) for n in (1, 2)]
    for edition in both:
        confirm_targets.confirm(targets=[propose(shared, edition)], by=shared.planner, today=TODAY)

    def put(edition):
        return lambda: editions.put_in_force(target_set=edition, by=shared.planner, today=TODAY)

    assert refusals(at_once(*map(put, both))) == []
    assert TargetSet.objects.filter(in_force=True).count() == 1


def test_the_same_request_twice_at_once_is_done_once(shared):
    article = Article.objects.create(slug="bai", title="Bài", body="Nội dung", published_at=NOON)

    def read():
        document = read_plan.read_plan(name="a", text=PLAN, by=shared.planner, today=TODAY)
        return read_plan.propose(document=document, by=shared.planner, today=TODAY)

    def post():
        return comment.post(article=article, name="Năm", text="Hay", at=NOON)

    def grant():
        return grant_right.grant(
            user=shared.nobody, role="editor", office=shared.offices["ubnd"], by=shared.planner, today=TODAY
        )

    assert refusals(at_once(read, read, post, post)) == []
    assert len(refusals(at_once(grant, grant))) == 1
    for table in (Document, TargetSet, Comment):
        assert table.objects.count() == 1, table
    assert Right.objects.filter(user=shared.nobody).count() == 1
