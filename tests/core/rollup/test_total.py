"""Totals: what counts, what is missing, and what cannot be added up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import CATALOGUE, YEAR, make_observations, make_place_tree
from tiendo.model.indicator import Frequency
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.target import ReportedBy
from tiendo.model.total import Total
from tiendo.rollup import roll_up

TREE = make_place_tree("Huyện H > Xã A, Xã B, Thị trấn T", recognised="A")


def total(code: str, rows: str | list[Observation], *, through: int = 12, **more: object) -> Total:
    observations = make_observations(code, rows) if isinstance(rows, str) else rows
    period = YEAR.through(Period.month(2024, through))
    return roll_up(
        observations,
        indicator=CATALOGUE.indicators[code],
        place_code="H",
        tree=TREE,
        period=period,
        **more,  # type: ignore[arg-type]
    )


def test_a_figure_of_a_longer_period_covers_its_months() -> None:
    quarters = [Observation("jobs-created", p, Period.quarter(2024, 1), Decimal(30)) for p in "ABT"]
    found = total("jobs-created", quarters, through=3)
    assert (found.value, found.missing) == (Decimal(90), ())
    year = [Observation("poor-households", p, Period.year(2024), Decimal(7)) for p in "ABT"]
    found = total("poor-households", year, frequency=Frequency.ANNUAL)
    assert (found.value, found.missing) == (Decimal(21), ())


def test_a_quarter_and_its_months_are_not_added_up() -> None:
    quarters = [Observation("jobs-created", p, Period.quarter(2024, 1), Decimal(30)) for p in "ABT"]
    months = [Observation("jobs-created", p, Period.month(2024, 1), Decimal(10)) for p in "ABT"]
    assert total("jobs-created", [*months, *quarters], through=3).value == 90
    assert total("jobs-created", [*months, *quarters], through=2).value == 30  # the quarter is not over


def test_a_place_with_none_of_none_is_no_hole_and_five_of_none_is() -> None:
    fine = total("bhyt-coverage", "A 12: 9/10; B 12: 0/0; T 12: 9/10")
    assert (fine.value, fine.complete) == (90, True)
    slip = total("bhyt-coverage", "A 12: 9/10; B 12: 5/0; T 12: 9/10")
    assert (slip.value, [p.place_code for p in slip.missing]) == (90, ["B"])


@pytest.mark.parametrize(
    ("rows", "frequency", "through", "month"),
    [
        ("A 3: 1; B 3: 1; T 3: 1", "quarterly", 5, 3),
        ("A 3: 1; B 3: 1; T 3: 1; A 5: 2", "quarterly", 5, 3),
        ("A 4: 1; B 5: 1; T 5: 1", "quarterly", 5, 4),
        ("A 2: 1", "quarterly", 2, None),
        ("A 2: 1; B 2: 1; T 1: 1", "quarterly", 2, 1),
        ("A 2: 1", "event", 5, 5),
        ("A 1: 1", "monthly", 5, 5),
    ],
)
def test_figures_speak_for_the_month_in_which_they_were_due(
    rows: str, frequency: str, through: int, month: int | None
) -> None:
    found = total("poor-households", rows, through=through, frequency=Frequency(frequency))
    assert found.stands_at == (None if month is None else Period.month(2024, month))


def test_before_anything_is_due_only_those_count_as_reported_that_sent_something() -> None:
    assert total("poor-households", "A 2: 1", through=2, frequency=Frequency.QUARTERLY).reported == 1
    assert total("poor-households", "", through=2, frequency=Frequency.QUARTERLY).reported == 0


def test_the_newest_level_is_the_one_of_the_latest_month_whatever_its_length() -> None:
    rows = [
        Observation("poor-households", "A", Period.year(2024), Decimal(5)),
        Observation("poor-households", "A", Period.month(2024, 3), Decimal(9)),
    ]
    assert total("poor-households", rows).value == Decimal(5)


@pytest.mark.parametrize(
    ("code", "parts", "value"),
    [
        ("bhyt-coverage", "90/100", "90"),
        ("income-per-capita", "6250/100", "62.5"),
        ("doctors-per-10000", "5/10000", "5"),
        ("crude-birth-rate", "12/1000", "12"),
    ],
)
def test_a_ratio_is_said_per_what_its_unit_says(code: str, parts: str, value: str) -> None:
    rows = "; ".join(f"{p} 12: {parts}" for p in "ABT")
    assert total(code, rows, frequency=Frequency.ANNUAL).value == Decimal(value)


def test_a_rate_without_its_parts_spoils_the_sum_and_is_not_left_out_in_silence() -> None:
    rows = make_observations("bhyt-coverage", "A 12: 90/100; B 12: 99; T 12: 80/100")
    assert total("bhyt-coverage", rows).value is None


def test_one_office_may_give_the_rate_itself() -> None:
    found = total("bhyt-coverage", "H 12: 93.5", reported_by=ReportedBy.PLACE)
    assert (found.value, found.expected, found.reported) == (Decimal("93.5"), 1, 1)


def test_what_is_never_rolled_up_is_refused() -> None:
    with pytest.raises(ValueError, match="grdp-growth is not rolled up"):
        total("grdp-growth", "A 12: 7")
    assert total("grdp-growth", "H 12: 7", reported_by=ReportedBy.PLACE).value == 7


def test_the_part_held_above_is_added_but_not_counted_among_the_places() -> None:
    found = total("state-revenue-local", "A 1: 1; B 1: 2; T 1: 3; H 1: 10", through=1, reported_by=ReportedBy.BOTH)
    assert (found.value, found.expected, found.reported, found.complete) == (Decimal(16), 3, 3, True)
    without = total("state-revenue-local", "A 1: 1; B 1: 2; T 1: 3", through=1, reported_by=ReportedBy.BOTH)
    assert (without.value, without.reported, without.complete) == (Decimal(6), 3, False)


def test_yesterdays_level_does_not_need_last_springs() -> None:
    found = total("poor-households", "A 9: 1; B 9: 2; T 9: 3", through=9, frequency=Frequency.QUARTERLY)
    assert (found.value, found.complete) == (Decimal(6), True)


def test_an_old_level_counts_but_the_place_is_missing() -> None:
    found = total("poor-households", "A 6: 1; B 9: 2; T 9: 3", through=9, frequency=Frequency.QUARTERLY)
    assert (found.value, [p.place_code for p in found.missing]) == (Decimal(6), ["A"])


def test_a_month_without_a_figure_is_missing_even_with_a_reason() -> None:
    found = total("jobs-created", "A 1: 0; B 1: no figure; T 1: 5", through=1)
    assert (found.value, [p.place_code for p in found.missing], found.reported) == (Decimal(5), ["B"], 2)


def test_nothing_reported_is_no_zero() -> None:
    found = total("jobs-created", "", through=2)
    assert (found.value, found.reported, found.expected) == (None, 0, 3)


def test_conditions_count_who_fails() -> None:
    found = total("ntm-no-debt", "A 12: 2; B 12: 5", frequency=Frequency.QUARTERLY)
    assert (found.value, found.denominator, found.expected) == (Decimal(1), Decimal(1), 1)  # B is not recognised
