"""Do the shares add up?"""

from decimal import Decimal

import pytest

from tests.builders import CATALOGUE, make_compound, make_target
from tiendo.judging import check_shares
from tiendo.model.verdict import ShareRelation


@pytest.mark.parametrize(
    ("shares", "relation", "difference"),
    [
        ("A 0.1, B 0.2", ShareRelation.EQUAL, "0"),
        ("A 0.1, B 0.1", ShareRelation.BELOW, "-0.1"),
        ("A 0.3, B 0.2", ShareRelation.ABOVE, "0.2"),
        ("A 0, B 0", ShareRelation.BELOW, "-0.3"),
        ("", ShareRelation.NONE, None),
    ],
)
def test_the_difference_is_exact(shares: str, relation: ShareRelation, difference: str | None) -> None:
    target = make_target("state-revenue-local", "= 0.3 tỷ đồng", shares=shares)
    check = check_shares(target, CATALOGUE.indicators["state-revenue-local"])
    assert (check.relation, check.promised) == (relation, Decimal("0.3"))
    assert check.difference == (None if difference is None else Decimal(difference))


def test_shares_of_a_fall_are_counted_in_units_not_in_per_cent() -> None:
    target = make_target("poor-households", "-15 %%", "-21 hộ", baseline="140", shares="A 11, B 10")
    assert check_shares(target, CATALOGUE.indicators["poor-households"]).relation is ShareRelation.EQUAL


def test_a_rate_does_not_add_up() -> None:
    target = make_target("bhyt-coverage", "= 94 %", shares="A 47, B 47")
    check = check_shares(target, CATALOGUE.indicators["bhyt-coverage"])
    assert (check.relation, check.total) == (ShareRelation.NOT_ADDITIVE, None)


def test_a_compound_target_is_shared_out_by_its_parts() -> None:
    compound = make_compound(make_target("ntm-no-debt", "= 0 xã", number="5a"))
    with pytest.raises(ValueError, match="Target 5 is compound"):
        check_shares(compound, CATALOGUE.indicators["ntm-no-debt"])
