"""Laws of the roll-up, with a plain second opinion."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import CATALOGUE, YEAR, make_place_tree
from tiendo.model.indicator import Frequency, Indicator, OverPlaces
from tiendo.model.observation import Observation, Vintage
from tiendo.model.period import Period
from tiendo.model.total import PlaceResult, Total
from tiendo.rollup import roll_up
from tiendo.rollup.merge import merge
from tiendo.rollup.own import own_result

TREE = make_place_tree("Huyện H > Xã A, Xã B, Xã C, Thị trấn T", recognised="A B")
PLACES = "ABCT"
JOBS, POOR, INSURED, MEAN = (
    CATALOGUE.indicators[c] for c in ("jobs-created", "poor-households", "bhyt-coverage", "ntm-criteria-mean")
)
figures = st.one_of(st.none(), st.decimals(min_value=0, max_value=10**6, places=2))
grids = st.dictionaries(st.tuples(st.sampled_from(PLACES), st.integers(1, 12)), figures, max_size=48)


def _observations(code: str, grid: dict[tuple[str, int], Decimal | None]) -> list[Observation]:
    return [Observation(code, p, Period.month(2024, m), value=v) for (p, m), v in grid.items()]


def _total(observations: list[Observation], indicator: Indicator = JOBS, through: int = 12) -> Total:
    period = YEAR.through(Period.month(2024, through))
    return roll_up(
        observations, indicator=indicator, place_code="H", tree=TREE, period=period, frequency=Frequency.MONTHLY
    )


@given(grids, st.integers(1, 12))
def test_a_flow_is_the_plain_sum_of_what_was_reported(
    grid: dict[tuple[str, int], Decimal | None], through: int
) -> None:
    known = [v for (_p, m), v in grid.items() if v is not None and m <= through]
    total = _total(_observations("jobs-created", grid), JOBS, through)
    assert total.value == (sum(known) if known else None)
    missing = {p for p in PLACES for m in range(1, through + 1) if grid.get((p, m)) is None}
    assert {p.place_code for p in total.missing} == missing
    assert (total.reported, total.expected) == (4 - len(missing), 4)


@given(grids, st.integers(1, 12))
def test_a_stock_is_the_sum_of_the_last_figures(grid: dict[tuple[str, int], Decimal | None], through: int) -> None:
    last = {}
    for (p, m), v in sorted(grid.items(), key=lambda item: item[0][1]):
        if v is not None and m <= through:
            last[p] = v
    total = _total(_observations("poor-households", grid), POOR, through)
    assert total.value == (sum(last.values()) if last else None)


@given(grids, st.randoms(use_true_random=False))
def test_the_order_of_observations_does_not_matter(
    grid: dict[tuple[str, int], Decimal | None], chance: random.Random
) -> None:
    observations = _observations("jobs-created", grid)
    shuffled = observations[:]
    chance.shuffle(shuffled)
    assert _total(observations) == _total(shuffled)


@given(grids)
def test_a_revision_replaces_what_came_before(grid: dict[tuple[str, int], Decimal | None]) -> None:
    first = _observations("jobs-created", grid)
    second = [replace(o, value=Decimal(1), revision=2) for o in first]
    assert _total([*second, *first]) == _total(second)


@given(st.sampled_from(PLACES), st.integers(1, 12))
def test_a_reported_zero_is_a_report(place: str, month: int) -> None:
    zeros = {(p, m): Decimal(0) for p in PLACES for m in range(1, 13)}
    whole = _total(_observations("jobs-created", zeros))
    assert (whole.value, whole.complete) == (Decimal(0), True)
    del zeros[place, month]
    less = _total(_observations("jobs-created", zeros))
    assert (less.value, [p.place_code for p in less.missing]) == (Decimal(0), [place])


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=4, max_size=4))
def test_a_ratio_is_the_ratio_of_sums(parts: list[tuple[int, int]]) -> None:
    observations = [
        Observation("bhyt-coverage", p, Period.month(2024, 12), numerator=Decimal(n), denominator=Decimal(d))
        for p, (n, d) in zip(PLACES, parts, strict=True)
    ]
    total = _total(observations, INSURED)
    assert total.value == Decimal(100) * sum(n for n, _ in parts) / sum(d for _, d in parts)


@given(grids)
def test_towns_are_left_out_of_the_mean_over_communes(grid: dict[tuple[str, int], Decimal | None]) -> None:
    without = {key: v for key, v in grid.items() if key[0] != "T"}
    with_town = _total(_observations("ntm-criteria-mean", grid), MEAN)
    assert with_town == _total(_observations("ntm-criteria-mean", without), MEAN)
    assert with_town.expected == 3


# --- level by level ---------------------------------------------------------------------------------------------------

RULES = [i for i in CATALOGUE.indicators.values() if i.over_places is not OverPlaces.NONE]
MONTH = Period.month(2024, 3)
small = st.integers(0, 9).map(Decimal)
values = st.one_of(st.just({}), st.integers(-2, 9).map(lambda n: {"value": Decimal(n)}))
parts = st.fixed_dictionaries({"numerator": small, "denominator": small})


@st.composite
def sent(draw: st.DrawFn, indicator: Indicator) -> list[Observation]:
    """What one place sent in three months: a value, or two parts where the indicator is made of them, or no figure. A third
    of something has no last digit, so parts of what adds up by values would not sum to the digit in every order."""
    found = []
    given_as = st.one_of(values, parts) if indicator.needs_parts else values
    for month in draw(st.sets(st.integers(1, 3))):
        vintage, named = draw(st.sampled_from(Vintage)), draw(st.lists(st.sampled_from("xyz"), max_size=2))
        period = Period.month(2024, month)
        found.append(Observation("", "", period, **draw(given_as), vintage=vintage, named=tuple(named)))
    return found


def _own(code: str, figures: list[Observation], indicator: Indicator, *, held_above: bool) -> PlaceResult:
    months = YEAR.through(MONTH).months()
    return own_result(code, {o.period: o for o in figures}, indicator, months, held_above=held_above)


def _without_places(result: PlaceResult) -> PlaceResult:
    """All but who it is made of, and the order in which things were named."""
    return replace(result, places=(), named=tuple(sorted(result.named)))


@given(st.data(), st.sampled_from(RULES))
def test_merging_some_places_first_gives_what_merging_all_gives(data: st.DataObject, indicator: Indicator) -> None:
    results = [
        _own(f"{n}", figures, indicator, held_above=held)
        for n, (figures, held) in enumerate(data.draw(st.lists(st.tuples(sent(indicator), st.booleans()), max_size=6)))
    ]
    groups = data.draw(st.lists(st.integers(0, 2), min_size=len(results), max_size=len(results)))
    levels = [
        merge(f"g{g}", [r for r, own in zip(results, groups, strict=True) if own == g], indicator) for g in range(3)
    ]
    in_two_steps, at_once = merge("top", levels, indicator), merge("top", results, indicator)
    assert _without_places(in_two_steps) == _without_places(at_once)
    assert sorted(r.place_code for r in in_two_steps.sources()) == sorted(r.place_code for r in at_once.sources())
    by_known_parts = [replace(level, places=()) for level in levels]  # as they come from a store
    assert _without_places(merge("top", by_known_parts, indicator)) == _without_places(at_once)
