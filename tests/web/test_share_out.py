"""A target is shared out to the places below; the page says by how much the shares miss it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

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
from tiendo_web.actions import confirm_targets, share_out
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
