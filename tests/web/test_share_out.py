"""A target is shared out to the places below; the page says by how much the shares miss it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.web.builders import (
    TODAY,
    make_edition,
    nothing_changes,
    one_event,
    propose,
    propose_compound,
    refused,
)
from tiendo.catalogue.load import load_catalogue
from tiendo.judging import check_shares
from tiendo.model.verdict import ShareRelation
from tiendo.publishing.share_words import shares_said
from tiendo_web.actions import confirm_targets, editions, share_out
from tiendo_web.records import convert
from tiendo_web.records.models import Membership, Place, Target


@pytest.fixture
def target(district):
    return propose(district, make_edition(district))


def share(district, target, **shares):
    """`c101="1500"`: the share of place 101; None is no share."""
    given = {code.lstrip("c"): None if v is None else Decimal(v) for code, v in shares.items()}
    share_out.share_out(target=target, shares=given, by=district.planner, today=TODAY)


def kept(target):
    return {s.place.code: s.value for s in target.shares.all()}


def checked(target):
    target = Target.objects.get(pk=target.pk)
    return check_shares(convert.target_record(target), load_catalogue().indicators[target.indicator_code])


def test_shares_are_kept_exactly_and_told(district, target):
    with one_event("share_out") as event:
        share(district, target, c101="1500.25", c102="0", c103=None)
    assert kept(target) == {"101": Decimal("1500.25"), "102": Decimal(0)}
    assert event.facts == {"before": {}, "after": {"101": "1500.25", "102": "0"}}
    with one_event("share_out") as event:
        share(district, target, c101="1500.25")
    assert event.facts["before"] == {"101": "1500.25", "102": "0"} and kept(target) == {"101": Decimal("1500.25")}


def test_the_same_shares_twice_change_nothing(district, target):
    share(district, target, c101="1500", c102="500")
    with nothing_changes():
        share(district, target, c101="1500.0", c102="500", c103=None)


@pytest.mark.parametrize(
    ("town", "relation", "difference"),
    [("500", ShareRelation.EQUAL, 0), ("499.99", ShareRelation.BELOW, "-0.01"), ("501", ShareRelation.ABOVE, 1)],
)
def test_shares_that_do_not_add_up_are_kept_and_the_difference_is_said(district, target, town, relation, difference):
    share(district, target, c101="1000", c102="500", c104=town)
    found = checked(target)
    assert (found.relation, found.difference) == (relation, Decimal(difference))


def test_a_rate_given_to_every_place_has_no_sum(district, target):
    rate = propose(district, target.target_set, "bhyt-coverage", "= 94 %")
    share(district, rate, c101="94", c102="95")
    assert checked(rate).relation is ShareRelation.NOT_ADDITIVE


@pytest.mark.parametrize("code", ["100", "10", "200", "201", "999", "<b>"])
def test_a_place_that_is_not_below_gets_no_share(district, target, code):
    with refused("không trực thuộc", field=code):
        share_out.share_out(
            target=target, shares={"101": Decimal(1), code: Decimal(1)}, by=district.planner, today=TODAY
        )


@pytest.mark.parametrize("amount", ["-1", "NaN", "-Infinity", "1E+99", "0.1234567890123456789012345"])
def test_a_share_is_a_number_that_is_not_negative(district, target, amount):
    with refused(field="102"):
        share(district, target, c101="1", c102=amount)


def test_a_compound_target_is_shared_out_part_by_part(district, target):
    whole, parts = propose_compound(district, target.target_set)
    with refused("từng phần"):
        share(district, whole, c101="1")
    share(district, parts[1], c101="18")
    assert kept(parts[1]) == {"101": Decimal(18)}


def test_a_target_without_a_level_or_withdrawn_is_not_shared_out(district, target):
    vague = propose(district, target.target_set, "jobs-created", conditions=[])
    with refused("chưa có mức"):
        share(district, vague, c101="1")
    confirm_targets.withdraw(target=target, reason="Trùng", by=district.planner, today=TODAY)
    with refused():
        share(district, target, c101="1")


def test_a_code_used_again_means_the_place_of_the_day(district, target):
    old = district.places["103"]
    Place.objects.filter(pk=old.pk).update(last=date(2024, 1, 31))
    Membership.objects.filter(child=old).update(last=date(2024, 1, 31))
    new = Place.objects.create(code="103", name="Cát Mới", kind="commune", first=date(2024, 2, 1))
    Membership.objects.create(child=new, parent=district.places["100"], first=date(2024, 2, 1))
    share(district, target, c103="7")
    assert [s.place for s in target.shares.all()] == [new]
    share_out.share_out(target=target, shares={"103": Decimal(8)}, by=district.planner, today=date(2024, 1, 20))
    assert [s.place for s in target.shares.all()] == [old]


# --- offices ------------------------------------------------------------------------------------------------------------


def share_offices(district, target, offices, **shares):
    given = {code.lstrip("c"): Decimal(v) for code, v in shares.items()}
    offices = {code: None if v is None else Decimal(v) for code, v in offices.items()}
    share_out.share_out(target=target, shares=given, offices=offices, by=district.planner, today=TODAY)


def record_of(target):
    return convert.target_record(Target.objects.get(pk=target.pk))


def told(target):
    record, indicator = record_of(target), load_catalogue().indicators[target.indicator_code]
    sums = [check_shares(record, indicator, offices=of) for of in (False, True)]
    return [one.text for one in shares_said(record, *sums, "vi")]


def test_offices_of_the_place_have_shares_of_their_own_told_in_one_event(district, target):
    with one_event("share_out") as event:
        share_offices(district, target, {"lao-dong": "2000", "ubnd": None}, c101="1500")
    assert event.facts["after"] == {"101": "1500", "office:lao-dong": "2000"}
    assert [(s.place_code, s.office, s.value) for s in record_of(target).shares] == [
        ("101", "", 1500),
        ("", "lao-dong", 2000),
    ]
    with nothing_changes():
        share_offices(district, target, {"lao-dong": "2000"}, c101="1500")


def test_shares_of_places_given_alone_leave_those_of_the_offices(district, target):
    share_offices(district, target, {"lao-dong": "2000"}, c101="1500")
    share(district, target, c101="1600")
    assert [s.value for s in record_of(target).shares] == [1600, 2000]


@pytest.mark.parametrize("code", ["xa-an", "huyen-la", "khong-co", "101"])
def test_an_office_of_another_place_gets_no_share(district, target, code):
    with refused("không thuộc nơi giao", field=f"office:{code}"):
        share_offices(district, target, {code: "1"})


@pytest.mark.parametrize(
    ("amount", "said"),
    [("2000", "khớp với mức giao"), ("1900", "còn thiếu 100 lao động"), ("2100", "vượt 100 lao động")],
)
def test_the_shares_of_the_offices_are_summed_apart(district, target, amount, said):
    share_offices(district, target, {"lao-dong": amount}, c101="500")
    places, offices = told(target)
    assert "còn thiếu 1.500 lao động" in places
    assert offices.startswith("Phần giao cho các cơ quan: tổng phần giao") and said in offices


def test_what_offices_and_places_report_together_makes_one_sum(district, target):
    both = propose(district, target.target_set, "state-revenue-local", "= 137.5 tỷ đồng", reported_by="both")
    share_offices(district, both, {"lao-dong": "100"}, c101="37.5")
    (only,) = told(both)
    assert only.startswith("Phần giao cho địa bàn và cơ quan: ") and "khớp với mức giao" in only


def test_a_rate_given_to_offices_has_no_sum(district, target):
    rate = propose(district, target.target_set, "bhyt-coverage", "= 94 %")
    share_offices(district, rate, {"lao-dong": "94"})
    assert told(rate) == ["Phần giao cho các cơ quan: mỗi nơi một mức, không có gì để cộng."]


def test_the_planner_gives_offices_their_part_and_readers_see_it(client, district, target, settings):
    settings.TIENDO_TODAY = TODAY
    confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=target.target_set, by=district.planner, today=TODAY)
    client.force_login(district.planner)
    typed = {"101": "1500", "office:lao-dong": "1.900"}
    told_so_far = client.get(reverse("target-share-total", args=[target.pk]), typed).content.decode()
    assert "còn thiếu 100 lao động" in told_so_far and "còn thiếu 500 lao động" in told_so_far
    assert client.post(reverse("target-share", args=[target.pk]), typed).status_code == 302
    form = client.get(reverse("target-share", args=[target.pk])).content.decode()
    assert 'name="office:lao-dong"' in form and 'value="1.900"' in form
    client.logout()
    page = client.get(reverse("target", args=[target.pk])).content.decode()
    assert "Phòng Lao động" in page and "Phần giao cho các cơ quan: tổng phần giao 1.900 lao động" in page
