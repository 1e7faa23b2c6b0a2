"""Targets are corrected, confirmed, withdrawn, added and put in force; nothing promised changes in silence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.web.builders import (
    TODAY,
    conditions,
    make_edition,
    make_programme,
    nothing_changes,
    one_event,
    propose,
    propose_compound,
    refused,
)
from tiendo.model.verdict import VerdictWord
from tiendo_web.actions import confirm_targets, edit_targets, editions
from tiendo_web.records import queries
from tiendo_web.records.models import Event, Target, TargetSet


@pytest.fixture
def edition(district):
    return make_edition(district)


@pytest.fixture
def target(district, edition):
    return propose(district, edition)


def edit(district, target, **changes):
    return edit_targets.edit_target(target=target, changes=changes, by=district.planner, today=TODAY)


def confirm(district, *targets):
    return confirm_targets.confirm(targets=targets, by=district.planner, today=TODAY)


def withdraw(district, target, reason="Trùng"):
    confirm_targets.withdraw(target=target, reason=reason, by=district.planner, today=TODAY)


def put_in_force(district, target_set, **more):
    editions.put_in_force(target_set=target_set, by=district.planner, today=TODAY, **more)


# --- edit_target ------------------------------------------------------------------------------------------------------


def test_an_edit_is_kept_exactly_and_told_before_and_after(district, target):
    with one_event("edit_target") as event:
        edited = edit(
            district,
            target,
            name="Việc làm mới",
            owner=district.offices["lao-dong"],
            coordinating=[district.offices["ubnd"]],
            conditions=conditions(">= 9999999999999.123456 lao động"),
            baseline={"value": Decimal("1800.50"), "as_of": date(2023, 12, 31), "source": "Báo cáo năm 2023"},
            milestones={"2024-06": Decimal("900.125")},
        )
    edited.refresh_from_db()
    assert edited.conditions.get().value == Decimal("9999999999999.123456")
    assert edited.milestones.get().value == Decimal("900.125")
    assert event.facts["before"]["name"] == "Chỉ tiêu jobs-created"
    assert event.facts["after"]["name"] == "Việc làm mới"
    assert event.facts["after"]["conditions"][0][1] == "9999999999999.123456"
    assert event.facts["after"]["owner"] == "lao-dong" and event.facts["after"]["coordinating"] == ["ubnd"]
    assert event.facts["after"]["baseline"] == ["1800.50", "2023-12-31", "Báo cáo năm 2023"]
    assert event.row.by == district.planner and event.row.subject == f"target:{target.pk}"


def test_the_same_edit_twice_writes_one_event(district, target):
    edit(district, target, name="Việc làm mới")
    with nothing_changes():
        edit(district, target, name="Việc làm mới")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"indicator_code": "khong-co"}, "indicator_code"),
        ({"reported_by": "somebody"}, "reported_by"),
        ({"frequency": "now and then"}, "reported_by"),
        ({"term_form": "mean"}, "term_form"),
        ({"conditions": [{"value": None, "unit": "hộ"}]}, "conditions"),
        ({"conditions": [{"value": 5.0, "unit": "hộ"}]}, "conditions"),
        ({"conditions": [{"value": Decimal("NaN"), "unit": "hộ"}]}, "conditions"),
        ({"conditions": [{"value": Decimal("Infinity"), "unit": "hộ"}]}, "conditions"),
        ({"conditions": [{"value": Decimal("1E+999999"), "unit": "hộ"}]}, "conditions"),
        ({"conditions": [{"value": Decimal(5), "unit": " "}]}, "conditions"),
        ({"conditions": [{"value": Decimal(5), "unit": "x" * 81}]}, "conditions"),
        ({"conditions": [{"value": Decimal(5), "unit": "hộ", "comparator": "~"}]}, "conditions"),
        ({"conditions": [{"value": Decimal(5), "unit": "hộ", "comparator": "range"}]}, "conditions"),
        (
            {"conditions": [{"value": Decimal(5), "value_max": Decimal(4), "unit": "hộ", "comparator": "range"}]},
            "conditions",
        ),
        ({"conditions": [{"value": Decimal(5), "unit": "hộ", "tolerance": Decimal(-1)}]}, "conditions"),
        ({"baseline": {"value": Decimal(1), "as_of": date(2023, 1, 1), "source": " "}}, "baseline"),
        ({"baseline": {"value": Decimal("NaN"), "as_of": date(2023, 1, 1), "source": "s"}}, "baseline"),
        ({"baseline": {"value": Decimal(1), "as_of": None, "source": "s"}}, "baseline"),
        ({"milestones": {"2025-01": Decimal(1)}}, "milestones"),
        ({"milestones": {"2024": Decimal(1)}}, "milestones"),
        ({"milestones": {"tháng ba": Decimal(1)}}, "milestones"),
        ({"milestones": {"2024-06": None}}, "milestones"),
    ],
)
def test_a_wrong_edit_is_refused_whole(district, target, changes, field):
    with refused(field=field):
        edit(district, target, **{"name": "Tên mới", **changes})


def test_zero_is_a_condition_a_baseline_and_a_milestone(district, target):
    zero = {"value": Decimal(0), "as_of": date(2023, 12, 31), "source": "Báo cáo"}
    edited = edit(district, target, conditions=conditions("= 0 hộ"), baseline=zero, milestones={"2024-01": Decimal(0)})
    assert (edited.conditions.get().value, edited.baseline.value, edited.milestones.get().value) == (0, 0, 0)


def test_a_baseline_is_negative_only_where_the_indicator_can_be(district, edition, target):
    below = {"value": Decimal(-1), "as_of": date(2023, 12, 31), "source": "Báo cáo"}
    with refused("số âm", field="baseline"):
        edit(district, target, baseline=below)
    growth = propose(district, edition, "grdp-growth", ">= 8 %", reported_by="place")
    assert edit(district, growth, baseline=below).baseline.value == -1


def test_a_baseline_is_taken_away_with_none(district, target):
    edit(district, target, baseline={"value": Decimal(1), "as_of": date(2023, 12, 31), "source": "Báo cáo"})
    with one_event("edit_target") as event:
        edit(district, target, baseline=None)
    assert event.facts["after"]["baseline"] is None


def test_what_was_promised_stays_once_in_force(district):
    programme = make_programme(district)
    target = Target.objects.get(target_set__programme=programme)
    for change in ({"name": "Khác"}, {"conditions": conditions("= 1 lao động")}, {"subject": "Trường mới"}):
        with refused("có hiệu lực", field="name"):
            edit(district, target, **change)
    with one_event("edit_target"):  # who answers for it may change
        edit(district, target, owner=district.offices["lao-dong"], conditions=conditions("= 2000 lao động"))


def test_a_proposal_added_to_an_edition_in_force_can_still_be_corrected(district):
    target_set = make_programme(district).target_sets.get()
    added = propose(district, target_set, "bhyt-coverage", "= 94 %")
    assert edit(district, added, conditions=conditions("= 95 %")).conditions.get().value == 95


@pytest.mark.parametrize("change", [{"indicator_code": ""}, {"conditions": []}])
def test_a_confirmed_target_stays_whole(district, target, change):
    confirm(district, target)
    with refused(field=next(iter(change))):
        edit(district, target, **change)


def test_a_confirmed_target_does_not_become_a_second_one(district, edition, target):
    other = propose(district, edition, "bhyt-coverage", "= 94 %")
    confirm(district, target, other)
    with refused("đã có trong lần giao", field="indicator_code"):
        edit(district, other, indicator_code="jobs-created")


def test_a_compound_target_has_no_level_of_its_own(district, edition):
    whole, _parts = propose_compound(district, edition)
    with refused("từng phần", field="conditions"):
        edit(district, whole, conditions=conditions("= 5 xã"))


# --- confirm ----------------------------------------------------------------------------------------------------------


def test_confirming_makes_a_target_of_the_register(district, target):
    with one_event("confirm_target") as event:
        (confirmed,) = confirm(district, target)
    target.refresh_from_db()
    assert confirmed.state == target.state == "confirmed"
    assert event.facts["target"]["indicator_code"] == "jobs-created" and event.facts["parts"] == []


def test_confirming_twice_changes_nothing(district, target):
    confirm(district, target)
    with nothing_changes():
        confirm(district, target)


def test_several_are_confirmed_all_or_none(district, edition, target):
    incomplete = propose(district, edition, "", conditions=[], name="Chưa rõ")
    with refused("“Chưa rõ” chưa gắn với chỉ tiêu nào", field="indicator_code"):
        confirm(district, target, incomplete)
    edit(district, incomplete, indicator_code="bhyt-coverage")
    with refused("chưa có mức phải đạt", field="conditions"):
        confirm(district, target, incomplete)


def test_a_compound_target_with_one_incomplete_part_is_not_confirmed_at_all(district, edition):
    whole, parts = propose_compound(district, edition)
    parts[1].conditions.all().delete()
    with refused("“Phần 2” chưa có mức", field="conditions"):
        confirm(district, whole)


def test_parts_follow_their_whole_and_count_once(district, edition):
    whole, parts = propose_compound(district, edition)
    with one_event("confirm_target") as event:
        confirm(district, whole)
    assert {t.state for t in Target.objects.filter(pk__in=[whole.pk, *(p.pk for p in parts)])} == {"confirmed"}
    assert [p["name"] for p in event.facts["parts"]] == ["Phần 1", "Phần 2"]
    assert len(queries.standing(edition.programme, today=TODAY).verdicts) == 1


def test_a_withdrawn_part_does_not_follow(district, edition):
    whole, parts = propose_compound(district, edition)
    withdraw(district, parts[0])
    confirm(district, whole)
    parts[0].refresh_from_db()
    assert parts[0].state == "withdrawn"
    (verdict,) = queries.standing(edition.programme, today=TODAY).verdicts
    assert [v.target.name for v in verdict.parts] == ["Phần 2"]


def test_a_part_is_not_confirmed_alone(district, edition):
    _whole, parts = propose_compound(district, edition)
    with refused("là một phần"):
        confirm(district, parts[0])


def test_a_withdrawn_target_does_not_come_back_from_an_old_page(district, target):
    old_page = Target.objects.get(pk=target.pk)
    withdraw(district, target)
    assert old_page.state == "proposed"
    with refused("đã được bỏ"):
        confirm(district, old_page)


def test_the_same_indicator_twice_in_an_edition_is_refused(district, edition, target):
    again = propose(district, edition, name="Việc làm, nói cách khác")
    confirm(district, target)
    with refused("đã có trong lần giao", field="indicator_code"):
        confirm(district, again)


def test_what_never_adds_up_needs_one_office_to_report_it(district, edition):
    growth = propose(district, edition, "grdp-growth", ">= 8 %")
    with refused("không cộng từ cấp dưới lên", field="reported_by"):
        confirm(district, growth)
    edit(district, growth, reported_by="place")
    confirm(district, growth)
    assert queries.standing(edition.programme, today=TODAY).verdicts[0].word is VerdictWord.NO_DATA


def test_a_target_of_a_term_needs_its_form(district):
    edition = make_edition(district, period="2021-2025")
    target = propose(district, edition, "jobs-created", reported_by="place")
    with refused("nhiệm kỳ", field="term_form"):
        confirm(district, target)
    edit(district, target, term_form="cumulative")
    confirm(district, target)
    assert queries.term_standing(edition.programme, today=TODAY)[0][2].promised == 2000


# --- withdraw, add_target ---------------------------------------------------------------------------------------------


def test_withdrawing_keeps_the_row_and_its_reason(district, target):
    with one_event("withdraw_target") as event:
        withdraw(district, target, "Trùng với chỉ tiêu 3")
    target.refresh_from_db()
    assert target.state == "withdrawn"
    assert event.facts == {
        "name": target.name,
        "reason": "Trùng với chỉ tiêu 3",
        "before": "proposed",
        "after": "withdrawn",
    }


def test_withdrawing_needs_a_reason_and_is_done_once(district, target):
    with refused("lý do", field="reason"):
        withdraw(district, target, " ")
    withdraw(district, target)
    with refused("đã được bỏ"):
        withdraw(district, target)


def test_a_target_in_force_is_not_withdrawn(district, programme):
    target = Target.objects.get(target_set__programme=programme)
    with refused("quyết định mới"):
        withdraw(district, target)


def test_the_last_part_goes_only_with_its_whole(district, edition):
    whole, parts = propose_compound(district, edition)
    withdraw(district, parts[0])
    with refused("phần cuối cùng"):
        withdraw(district, parts[1])
    withdraw(district, whole)
    parts[1].refresh_from_db()
    assert parts[1].state == "withdrawn"


def test_added_targets_are_proposals_numbered_in_order(district, edition):
    with one_event("add_target") as event:
        first = propose(district, edition)
    second = propose(district, edition, "bhyt-coverage", "= 94 %")
    assert [(t.number, t.state) for t in (first, second)] == [("1", "proposed"), ("2", "proposed")]
    assert event.facts["before"] is None and event.facts["after"]["number"] == "1"
    assert queries.standing(edition.programme, today=TODAY).verdicts == ()


def test_a_target_is_not_added_without_a_name_or_with_half_a_condition(district, edition):
    with refused(field="name"):
        propose(district, edition, name=" ")
    with refused(field="conditions"):
        propose(district, edition, conditions=[{"value": Decimal(1), "unit": ""}])


# --- put_in_force -----------------------------------------------------------------------------------------------------


def test_an_edition_in_force_makes_the_programme_public(district, edition, target):
    confirm(district, target)
    with one_event("put_in_force") as event:
        put_in_force(district, edition, decided_by="QĐ 1/QĐ-UBND", decided_on=date(2024, 1, 2))
    edition.programme.refresh_from_db()
    assert edition.in_force and edition.programme.published
    assert event.facts["before"] == {
        "edition": None,
        "decided_by": "",
        "decided_on": None,
        "stated_target_count": None,
        "published": False,
    }
    assert event.facts["after"]["edition"] == 1 and event.facts["after"]["decided_on"] == "2024-01-02"


def test_twice_in_force_is_once(district, edition, target):
    confirm(district, target)
    put_in_force(district, edition)
    with nothing_changes():
        put_in_force(district, edition)


def test_an_edition_without_confirmed_targets_is_not_published(district, edition, target):
    with refused("Chưa có chỉ tiêu nào được xác nhận"):
        put_in_force(district, edition)
    with refused(field="decided_by"):
        put_in_force(district, edition, decided_by="x" * 201)


def test_a_new_edition_takes_the_place_of_the_old_one_which_is_kept(district, programme):
    old = programme.target_sets.get()
    new = make_edition(district, edition=2)
    confirm(district, propose(district, new, "jobs-created", "= 2500 lao động"))
    with one_event("put_in_force") as event:
        put_in_force(district, new)
    old.refresh_from_db()
    assert (old.in_force, new.in_force) == (False, True)
    assert (event.facts["before"]["edition"], event.facts["after"]["edition"]) == (1, 2)
    assert old.targets.get().conditions.get().value == 2000
    (verdict,) = queries.standing(programme, today=TODAY).verdicts
    assert verdict.target.conditions[0].value == 2500


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(date(2024, 3, 21), "sau hôm nay"), (date(1989, 12, 31), "trước năm 1990"), (date(2023, 12, 28), "29/12/2023")],
)
def test_a_day_of_decision_that_cannot_be_is_refused(district, edition, target, day, sentence):
    confirm(district, target)
    put_in_force(district, edition, decided_on=date(2023, 12, 29))
    new = make_edition(district, edition=2)
    confirm(district, propose(district, new))
    with refused(sentence, field="decided_on"):
        put_in_force(district, new, decided_on=day)
    put_in_force(district, new, decided_on=date(2023, 12, 29))  # two decisions of one day
    assert new.in_force


def test_two_authorities_are_in_force_side_by_side(district, programme):
    council = make_edition(district, authority="HĐND", edition=1)
    confirm(district, propose(district, council))
    put_in_force(district, council)
    assert TargetSet.objects.filter(programme=programme, in_force=True).count() == 2


def test_events_of_all_this_are_a_whole_chain(district, programme):
    assert list(Event.objects.order_by("number").values_list("verb", flat=True)) == [
        "add_target",
        "confirm_target",
        "put_in_force",
    ]
