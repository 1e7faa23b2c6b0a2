"""Laws of places in time: validity never overlaps, nothing is lost on the way, and what was stored comes back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import CATALOGUE
from tests.laws.places import COUNTRY, ERAS, histories, plain_restated, splits
from tiendo import pipeline
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.place import Membership, OverlappingPlaces, Place, PlaceKind, PlaceTree, TwoParents, check_validity
from tiendo.model.place_history import PlaceHistory
from tiendo.restating import own_day
from tiendo.restating.bulk import ShareMatrix, restate_cube, restate_sums, share_matrix
from tiendo.restating.log import LogRows, LogShape, restate_log
from tiendo.restating.parting import part
from tiendo.rollup import roll_up

MONTHS = (Period.month(2024, 6), Period.month(2025, 12), Period.month(2026, 12))  # one of each era
START = date(2025, 1, 1)
JOBS = "jobs-created"
untimed = settings(deadline=None)  # whole countries are drawn, and the first call compiles
figures = st.one_of(st.none(), st.decimals(min_value=-(10**6), max_value=10**9, places=3))
rates = st.one_of(st.none(), st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)))
days = st.one_of(st.none(), st.integers(0, 12).map(lambda n: START + timedelta(days=n)))


@st.composite
def sent(draw: st.DrawFn, code: str = "jobs-created") -> tuple[PlaceHistory, Period, dict[str, Observation]]:
    """A country, a month, and what some of its communes of that month sent."""
    history, month = draw(histories()), draw(st.sampled_from(MONTHS))
    tree = history.tree(own_day(month))
    made = {}
    for place in tree.children(COUNTRY):
        if code == "bhyt-coverage":
            pair = draw(rates)
            if pair is not None:
                made[place] = Observation(code, place, month, numerator=Decimal(pair[0]), denominator=Decimal(pair[1]))
        elif (value := draw(figures)) is not None:
            made[place] = Observation(code, place, month, value=value)
    return history, month, made


def _restated(history: PlaceHistory, observations: dict[str, Observation], to: date) -> list[Observation]:
    restated = pipeline.restate(observations.values(), history, CATALOGUE, to=to)
    assert not restated.problems
    return list(restated.observations)


def _total(history: PlaceHistory, observations: list[Observation], month: Period, on: date, code: str = "jobs-created"):  # type: ignore[no-untyped-def]
    indicator = CATALOGUE.indicators[code]
    return roll_up(observations, indicator=indicator, place_code=COUNTRY, tree=history.tree(on), period=month)


# --- validity ---------------------------------------------------------------------------------------------------------


@untimed
@given(st.lists(st.tuples(st.sampled_from("AB"), days, days), max_size=5))
def test_places_overlap_exactly_when_one_day_has_two_of_a_code(
    rows: list[tuple[str, date | None, date | None]],
) -> None:
    places = [
        Place(code, f"{n}", PlaceKind.COMMUNE, first, last)
        for n, (code, first, last) in enumerate(rows)
        if first is None or last is None or first <= last
    ]
    every_day = [START + timedelta(days=n) for n in range(-1, 15)]
    twice = any(sum(1 for p in places if p.code == code and p.valid(day)) > 1 for day in every_day for code in "AB")
    if twice:
        with pytest.raises(OverlappingPlaces):
            check_validity(places, [])
    else:
        check_validity(places, [])
        for day in every_day:
            assert PlaceTree.as_of(places, [], day).codes() == tuple(sorted(p.code for p in places if p.valid(day)))


@untimed
@given(st.lists(st.tuples(st.sampled_from("PQ"), days, days), max_size=4))
def test_a_place_has_two_parents_exactly_when_one_day_says_so(rows: list[tuple[str, date | None, date | None]]) -> None:
    belongs = [Membership("A", parent, f, t) for parent, f, t in rows if f is None or t is None or f <= t]
    places = [Place(code, code, PlaceKind.COMMUNE) for code in "APQ"]
    every_day = [START + timedelta(days=n) for n in range(-1, 15)]
    twice = any(len(valid) > 1 for valid in (_valid_on(belongs, day) for day in every_day))
    if twice:
        with pytest.raises(TwoParents):
            check_validity(places, belongs)
    else:
        check_validity(places, belongs)


def _valid_on(belongs: list[Membership], day: date) -> list[Membership]:
    return [m for m in belongs if (m.first is None or m.first <= day) and (m.last is None or day <= m.last)]


# --- shares -----------------------------------------------------------------------------------------------------------


@untimed
@given(histories(), st.sampled_from(ERAS), st.sampled_from(ERAS))
def test_shares_out_of_a_place_add_up_to_one_however_far_it_went(history: PlaceHistory, then: date, to: date) -> None:
    for code in history.tree(then).children(COUNTRY):
        place = history.place(code, then)
        assert place is not None
        ways = history.onward(place, max(then, to))
        assert sum(way.share for way in ways.values()) == 1
        assert all(bool(way.bases) == (way.share != 1) for way in ways.values())


@untimed
@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4), splits())
def test_parts_add_up_to_the_amount_to_the_last_digit(amount: Decimal, shares: list[Fraction]) -> None:
    parts = part(amount, shares)
    assert sum(parts) == amount
    for brought, share in zip(parts, shares, strict=True):
        assert abs(Fraction(brought) - Fraction(amount) * share) < Fraction(len(shares), 10**12)


# --- restating --------------------------------------------------------------------------------------------------------


@untimed
@given(sent(), st.sampled_from(ERAS))
def test_a_sum_over_the_country_is_the_same_on_the_places_of_any_later_day(
    case: tuple[PlaceHistory, Period, dict[str, Observation]], to: date
) -> None:
    history, month, observations = case
    to = max(to, own_day(month))
    restated = _restated(history, observations, to)
    then, now = (
        _total(history, list(observations.values()), month, own_day(month)),
        _total(history, restated, month, to),
    )
    assert now.value == then.value
    assert now.complete == then.complete, "Whoever was missing is still missing, and nobody else."


@untimed
@given(sent("bhyt-coverage"), st.sampled_from(ERAS))
def test_a_ratio_over_the_country_is_the_same_on_the_places_of_any_later_day(
    case: tuple[PlaceHistory, Period, dict[str, Observation]], to: date
) -> None:
    history, month, observations = case
    to = max(to, own_day(month))
    restated = _restated(history, observations, to)
    then = _total(history, list(observations.values()), month, own_day(month), "bhyt-coverage")
    now = _total(history, restated, month, to, "bhyt-coverage")
    assert (now.numerator, now.denominator, now.value) == (then.numerator, then.denominator, then.value)


@untimed
@given(sent(), st.sampled_from(ERAS))
def test_restating_is_the_plain_sum_of_shares(
    case: tuple[PlaceHistory, Period, dict[str, Observation]], to: date
) -> None:
    history, month, observations = case
    to = max(to, own_day(month))
    plain = plain_restated(
        history, {code: Fraction(o.value or 0) for code, o in observations.items()}, own_day(month), to
    )
    restated = {o.place_code: Fraction(o.value or 0) for o in _restated(history, observations, to)}
    assert restated.keys() == plain.keys()
    assert all(abs(restated[code] - plain[code]) < Fraction(1, 10**10) for code in plain)


@untimed
@given(sent(), st.sampled_from(ERAS))
def test_asking_for_the_places_of_their_own_day_gives_what_was_stored(
    case: tuple[PlaceHistory, Period, dict[str, Observation]], to: date
) -> None:
    history, month, observations = case
    forth = _restated(history, observations, max(to, own_day(month)))
    back = pipeline.restate(forth, history, CATALOGUE, to=own_day(month))
    assert set(back.observations) == set(observations.values()) and not back.problems


@untimed
@given(sent())
def test_in_two_steps_or_in_one_is_the_same(case: tuple[PlaceHistory, Period, dict[str, Observation]]) -> None:
    history, month, observations = case
    if own_day(month) > ERAS[1]:
        return
    halfway = pipeline.restate(observations.values(), history, CATALOGUE, to=ERAS[1])
    assert pipeline.restate(halfway.observations, history, CATALOGUE, to=ERAS[2]) == pipeline.restate(
        observations.values(), history, CATALOGUE, to=ERAS[2]
    )


@untimed
@given(sent(), st.sampled_from(ERAS))
def test_a_former_place_is_said_only_when_its_parts_are_nothing_else(
    case: tuple[PlaceHistory, Period, dict[str, Observation]], to: date
) -> None:
    """Whatever comes back for an earlier day adds up to the whole of the places it came from; the rest is a problem."""
    history, month, observations = case
    if to >= own_day(month):
        return
    back = pipeline.restate(observations.values(), history, CATALOGUE, to=to)
    told = {str(p.facts["place"].code) for p in back.problems}  # type: ignore[attr-defined]
    used = {p.observation.place_code for o in back.observations if o.restatement for p in o.restatement.parts}
    assert told | used == set(observations) and not told & used
    for o in back.observations:
        assert o.restatement is not None
        assert o.value == sum(p.observation.value for p in o.restatement.parts if p.observation.value is not None)
        assert all(p.share == 1 for p in o.restatement.parts)


# --- the bulk path ----------------------------------------------------------------------------------------------------

KINDS = (JOBS, "ntm-criteria-mean", "universal-education", "drug-free-communes", "cpi-average")


@untimed
@given(histories(), st.sampled_from(MONTHS), st.sampled_from(ERAS), st.data())
def test_the_cube_says_what_the_exact_path_says(
    history: PlaceHistory, month: Period, to: date, data: st.DataObject
) -> None:
    on = own_day(month)
    old, new = history.tree(on).children(COUNTRY), history.tree(to).children(COUNTRY)
    indicators = [CATALOGUE.indicators[code] for code in KINDS]
    sent = data.draw(
        st.dictionaries(st.tuples(st.sampled_from(old), st.sampled_from(KINDS)), st.integers(0, 3).map(Decimal))
    )
    cube = np.full((len(old), 1, len(KINDS)), np.nan)
    for (place, code), value in sent.items():
        cube[old.index(place), 0, KINDS.index(code)] = value
    matrix, places = share_matrix(history, on=on, to=to, old=old, new=new)
    values, missing = restate_cube(matrix, cube, indicators, old_places=places, on=on)
    observations = [Observation(code, place, month, value=value) for (place, code), value in sent.items()]
    exact = pipeline.restate(observations, history, CATALOGUE, to=to).observations
    said = {(o.place_code, o.indicator_code): o for o in exact if o.value is not None}
    for n, place in enumerate(new):
        for k, code in enumerate(KINDS):
            o = said.get((place, code))
            assert np.isnan(values[n, 0, k]) == (o is None), (place, code)
            if o is not None and o.value is not None:
                assert values[n, 0, k] == pytest.approx(float(o.value), abs=1e-9)
                assert missing[n, 0, k] == (len(o.restatement.missing) if o.restatement else 0)


@st.composite
def logs(
    draw: st.DrawFn,
) -> tuple[ShareMatrix, LogShape, list[LogRows], dict[tuple[int, int, int], tuple[float, float] | None]]:
    """A matrix of shares, a log in a part a month, and its newest figures: (place, month, indicator) → a and b."""
    shape = LogShape(places=draw(st.integers(1, 4)), months=draw(st.integers(1, 4)), indicators=3, with_parts=1)
    entries = [(old, new, share) for old in range(shape.places) for new, share in draw(into())]
    columns = np.array(entries, dtype=np.float64)
    matrix = ShareMatrix.of(columns[:, 0].astype(np.int64), columns[:, 1].astype(np.int64), columns[:, 2], rows=3)
    newest: dict[tuple[int, int, int], tuple[float, float] | None] = {}
    times: dict[tuple[int, int, int], int] = {}
    parts = []
    for month in range(shape.months):
        sent: list[tuple[int, int, int, int, float, float, bool, bool]] = []
        for key in draw(st.lists(st.tuples(st.integers(0, shape.places - 1), st.integers(0, month), st.integers(0, 2)), max_size=8)):  # fmt: skip
            times[key] = times.get(key, 0) + 1
            a, b, known = draw(st.integers(0, 9)), draw(st.integers(1, 9)), draw(st.booleans())
            newest[key] = (float(a), float(b)) if known else None
            place, of, indicator = key
            sent.append((place, of, indicator, times[key], float(a), float(b), known, indicator < 1))
        if not any(of == month for _, of, *_ in sent):  # a part is known by its own month
            key = (0, month, 0)
            times[key], newest[key] = 1, (1.0, 2.0)
            sent.append((0, month, 0, 1, 1.0, 2.0, True, True))
        types = (np.int32, np.int16, np.int16, np.int16, np.float64, np.float64, np.bool_, np.bool_)
        parts.append(LogRows(*(np.array(c, dtype=t) for c, t in zip(zip(*sent, strict=True), types, strict=True))))
    return matrix, shape, parts, newest


def into() -> st.SearchStrategy[list[tuple[int, float]]]:
    return st.sampled_from(
        [[(0, 1.0)], [(1, 1.0)], [(2, 1.0)], [(0, 0.25), (1, 0.75)], [(0, 0.5), (1, 0.25), (2, 0.25)]]
    )


@pytest.mark.parametrize("compiled", [True, False])
@untimed
@given(case=logs(), threads=st.sampled_from([1, 2]))
def test_the_log_read_backwards_says_what_the_newest_revisions_add_up_to(
    compiled: bool, case: tuple[ShareMatrix, LogShape, list[LogRows], dict], threads: int
) -> None:  # type: ignore[type-arg]
    matrix, shape, parts, newest = case
    cube = np.full((shape.places, shape.months, shape.indicators), np.nan)
    under = np.full((shape.places, shape.months, shape.with_parts), np.nan)
    for (place, month, indicator), figure in newest.items():
        if figure is not None:
            cube[place, month, indicator] = figure[0]
            if indicator < shape.with_parts:
                under[place, month, indicator] = figure[1]
    made = restate_log(matrix, [lambda part=part: part for part in parts], shape, threads=threads, compiled=compiled)
    again = restate_log(matrix, [lambda part=part: part for part in parts], shape, compiled=compiled, into=made)
    assert np.shares_memory(again.a, made.a)
    a, missing = restate_sums(matrix, cube)
    b, _ = restate_sums(matrix, under)
    np.testing.assert_allclose(made.a, a, rtol=1e-12)
    np.testing.assert_allclose(made.b, b, rtol=1e-12)
    np.testing.assert_array_equal(made.missing, missing)


def test_a_log_that_is_not_in_the_order_of_time_is_refused() -> None:
    matrix = ShareMatrix.of(np.array([0]), np.array([0]), np.array([1.0]), rows=1)
    one = LogRows(*(np.array([n], dtype=t) for n, t in zip((0, 1, 0, 1, 5, 0, True, True), ("i4", "i2", "i2", "i2", "f8", "f8", "?", "?"))))  # fmt: skip
    with pytest.raises(ValueError, match="not in the order of time"):
        restate_log(matrix, [lambda: one, lambda: one], LogShape(1, 2, 1, 0))
    with pytest.raises(ValueError, match="there are only 1"):
        ShareMatrix.of(np.array([0]), np.array([3]), np.array([1.0]), rows=1)
