"""A figure climbs every level: communes make the province, through the districts, and the parts held above are counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.builders import CATALOGUE, YEAR, make_observations
from tiendo.judging import judge
from tiendo.model.indicator import Frequency
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.place import Membership, Place, PlaceKind, PlaceTree, Title
from tiendo.model.target import Comparator, Condition, ReportedBy, Target
from tiendo.model.total import Owing, Total
from tiendo.model.verdict import VerdictWord
from tiendo.publishing.wording import say
from tiendo.rollup import compare, roll_up

_KINDS = {"P": PlaceKind.PROVINCE, "D": PlaceKind.DISTRICT, "T": PlaceKind.TOWN}
_ABOVE = {"D": "P", "E": "P", "A": "D", "B": "D", "T": "D", "C": "E"}
TREE = PlaceTree.as_of(
    [
        *(Place(c, c, _KINDS.get(c, PlaceKind.DISTRICT)) for c in "PDET"),
        *(Place(c, c, PlaceKind.COMMUNE, titles=(Title("ntm"),)) for c in "ABC"),
    ],
    [Membership(child, above) for child, above in _ABOVE.items()],
    date(2024, 6, 30),
)


def _total(code: str, rows: str, place: str, by: ReportedBy = ReportedBy.CHILDREN) -> Total:
    observations: list[Observation] = make_observations(code, rows)
    period = YEAR.through(Period.month(2024, 1))
    return roll_up(
        observations, indicator=CATALOGUE.indicators[code], place_code=place, tree=TREE, period=period, reported_by=by,
        frequency=Frequency.MONTHLY,
    )  # fmt: skip


def test_a_province_adds_up_the_communes_of_all_its_districts() -> None:
    total = _total("jobs-created", "A 1: 10; B 1: 20; C 1: 5; T 1: 1", "P")
    assert (total.value, total.expected, total.complete) == (36, 4, True)


def test_what_a_district_typed_itself_is_not_added_to_what_its_communes_sent() -> None:
    assert _total("jobs-created", "A 1: 10; B 1: 20; C 1: 5; T 1: 1; D 1: 31", "P").value == 36


def test_a_missing_commune_is_missing_two_levels_up() -> None:
    total = _total("jobs-created", "A 1: 10; B 1: 20; T 1: 1", "P")
    assert total.owing == (Owing("E", (Period.month(2024, 1),), places=1),)
    assert [p.place_code for p in total.whole.sources() if p.missing] == ["C"]


def test_the_mean_of_a_province_is_that_of_its_communes_and_not_of_its_districts() -> None:
    total = _total("ntm-criteria-mean", "A 1: 10; B 1: 14; C 1: 18", "P")
    assert (total.value, total.expected) == (14, 3)  # of the districts' means it would be 15; the town is no member


def test_a_part_may_be_held_at_every_level_above_the_communes() -> None:
    total = _total(
        "state-revenue-local", "A 1: 1; B 1: 1; T 1: 1; C 1: 1; D 1: 10; E 1: 0; P 1: 100", "P", ReportedBy.BOTH
    )
    assert (total.value, total.expected, total.complete) == (Decimal(114), 4, True)


def test_a_part_held_above_that_did_not_come_in_leaves_the_total_incomplete() -> None:
    total = _total("state-revenue-local", "A 1: 1; B 1: 1; T 1: 1; C 1: 1; D 1: 10; P 1: 100", "P", ReportedBy.BOTH)
    assert (total.value, [p.place_code for p in total.missing]) == (114, ["E"])


def test_two_totals_over_several_levels_stand_side_by_side() -> None:
    this, that = (_total("jobs-created", f"A 1: {a}; B 1: 20; C 1: 5; T 1: 1", "P") for a in (10, 4))
    side = compare(this, that, CATALOGUE.indicators["jobs-created"], TREE)
    assert (side.why_not, side.difference) == (None, Decimal(6))


def test_of_a_condition_over_several_levels_all_that_fail_are_counted_and_their_districts_named() -> None:
    target = Target(
        "1", "1", "Không còn xã nợ tiêu chí", "P", YEAR, "ntm-no-debt", (Condition(Comparator.EQUAL, Decimal(0), "xã"),),
        frequency=Frequency.MONTHLY,
    )  # fmt: skip
    total = _total("ntm-no-debt", "A 1: 1; B 1: 1; C 1: 0", "P")
    verdict = judge(target, {"1": (total,)}, catalogue=CATALOGUE, today=date(2024, 2, 20))
    assert (verdict.word, total.expected) == (VerdictWord.OFF_TRACK, 3)
    assert (
        say(verdict.reasons[0], "vi", {"D": "huyện Lâm Sơn"}) == "Điều kiện không được giữ: 2/3 địa bàn: huyện Lâm Sơn."
    )
