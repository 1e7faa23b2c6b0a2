"""Laws of choosing between figures: best vintage, providers, definitions; of editions, and of last year's steps."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import CATALOGUE, YEAR, make_place_tree, make_target
from tests.laws.oracle import Report, best_flow
from tiendo import pipeline
from tiendo.model.indicator import Frequency, Indicator
from tiendo.model.observation import Counting, Observation, Provider, Vintage
from tiendo.model.period import Period
from tiendo.model.target import Target, TargetSet
from tiendo.model.target_change import ChangeOf
from tiendo.model.total import Total
from tiendo.model.verdict import Reason
from tiendo.rollup import roll_up

TREE = make_place_tree("Huyện H > Xã A, Xã B, Xã C, Thị trấn T", recognised="A B")
PLACES = "ABCT"
JOBS, POOR, MEAN = (CATALOGUE.indicators[c] for c in ("jobs-created", "poor-households", "ntm-criteria-mean"))
_PERIODS = [
    *YEAR.months(),
    *(Period.quarter(2024, q) for q in range(1, 5)),
    Period.half(2024, 1),
    Period.season(2024, 2),
]
_amounts = st.one_of(st.none(), st.decimals(min_value=0, max_value=10**6, places=2))


@st.composite
def sent(draw: st.DrawFn, code: str = "jobs-created", definitions: tuple[str, ...] = ("",)) -> list[Observation]:
    """Figures of months and longer periods, of every status and both providers; no two of one revision."""
    keys = st.tuples(
        st.sampled_from(PLACES), st.sampled_from(_PERIODS), st.integers(1, 3), st.sampled_from(list(Provider))
    )
    found = draw(st.dictionaries(keys, st.tuples(_amounts, st.sampled_from(list(Vintage))), max_size=40))
    return [
        Observation(
            code, place, period, value=value, revision=revision, provider=provider, vintage=vintage,
            definition=draw(st.sampled_from(definitions)),
        )
        for (place, period, revision, provider), (value, vintage) in found.items()
    ]  # fmt: skip


def _total(observations: list[Observation], indicator: Indicator = JOBS, counting: Counting = Counting.NEWEST) -> Total:
    return roll_up(
        observations, indicator=indicator, place_code="H", tree=TREE, period=YEAR, frequency=Frequency.MONTHLY,
        counting=counting,
    )  # fmt: skip


@given(sent(), st.sampled_from([JOBS, POOR]), st.sampled_from(list(Counting)), st.randoms(use_true_random=False))
def test_the_order_does_not_matter_whatever_is_chosen(
    observations: list[Observation], indicator: Indicator, counting: Counting, chance: random.Random
) -> None:
    observations = [replace(o, indicator_code=indicator.code) for o in observations]
    shuffled = observations[:]
    chance.shuffle(shuffled)
    assert _total(observations, indicator, counting) == _total(shuffled, indicator, counting)


@given(sent(), st.sampled_from(list(Counting)))
def test_figures_of_another_provider_change_nothing(observations: list[Observation], counting: Counting) -> None:
    own = [o for o in observations if o.provider is Provider.SECTOR]
    assert _total(observations, counting=counting) == _total(own, counting=counting)


@given(sent(), sent())
def test_an_estimate_never_replaces_an_official_figure(
    official: list[Observation], estimates: list[Observation]
) -> None:
    """Twelve official months of every place: whatever is estimated, for a month or for the whole quarter, stays outside."""
    whole = [
        Observation("jobs-created", p, m, value=Decimal(n), vintage=Vintage.OFFICIAL)
        for p in PLACES
        for n, m in enumerate(YEAR.months())
    ]
    later = [replace(o, vintage=Vintage.ESTIMATE, revision=o.revision + 1) for o in (*official, *estimates)]
    total = _total([*later, *whole], counting=Counting.BEST_VINTAGE)
    assert total == _total(whole, counting=Counting.BEST_VINTAGE)
    assert total.vintage is Vintage.OFFICIAL


@given(sent())
def test_the_best_vintage_of_months_is_what_a_plain_second_opinion_says(observations: list[Observation]) -> None:
    months = [o for o in observations if o.period.months_long == 1 and o.provider is Provider.SECTOR]
    reports = [
        Report(
            o.place_code,
            o.period.first_month,
            o.revision,
            None if o.value is None else Fraction(o.value),
            int(o.vintage),
        )
        for o in months
    ]
    total = _total(months, counting=Counting.BEST_VINTAGE).value
    assert (None if total is None else Fraction(total)) == best_flow(reports)


@given(sent(), st.sampled_from(list(Vintage)))
def test_where_all_have_one_status_both_ways_of_counting_agree(
    observations: list[Observation], vintage: Vintage
) -> None:
    alike = [replace(o, vintage=vintage) for o in observations]
    best = _total(alike, counting=Counting.BEST_VINTAGE)
    assert replace(best, counting=Counting.NEWEST) == _total(alike)


@given(sent("ntm-criteria-mean", ("", "ntm-2016", "ntm-2021")))
def test_two_definitions_make_no_mean(observations: list[Observation]) -> None:
    total = _total(observations, MEAN)
    counted = {o.definition or "ntm-2021" for p in total.places for o in p.observations}
    assert set(total.definitions) == counted
    unmarked = _total([replace(o, definition="") for o in observations], MEAN)
    assert total.value == (unmarked.value if len(counted) < 2 else None)
    assert (total.reported, total.expected) == (unmarked.reported, unmarked.expected)


@given(st.lists(st.integers(0, 500), min_size=12, max_size=12), st.integers(1, 5000))
def test_last_years_steps_end_at_the_goal_and_never_go_back(months: list[int], goal: int) -> None:
    target = make_target("jobs-created", f"= {goal} lao động", reported_by="place")
    figures = [
        Observation("jobs-created", "H", Period.month(2023, n), value=Decimal(v)) for n, v in enumerate(months, 1)
    ]
    made = pipeline.path_like_last_year(target, figures, tree=TREE, catalogue=CATALOGUE)
    if isinstance(made, Reason):
        assert made.rule == "shape-flat" and not any(months)
        return
    values = [m.value for m in made]
    assert values[-1] == goal and values == sorted(values)
    assert [m.month for m in made] == list(YEAR.months())
    done = Decimal(0)
    for n, value in zip(months, values, strict=True):
        done += n
        assert abs(value - Decimal(goal) * done / sum(months)) <= Decimal("0.005")


def _targets(numbers: list[int]) -> tuple[Target, ...]:
    codes = ("food-output", "jobs-created", "poor-households", "ocop-new", "jobs-created")
    return tuple(
        make_target(codes[n % 5], f"= {100 + n // 5} lao động", number=str(n), subject="B" if n % 5 == 4 else None)
        for n in numbers
    )


_lists = st.lists(st.integers(0, 14), unique_by=lambda n: n % 5, max_size=5)


@settings(max_examples=200)
@given(_lists, _lists)
def test_what_changed_one_way_is_undone_the_other_way(older: list[int], newer: list[int]) -> None:
    before, after = (TargetSet(str(n), "HĐND", n, "", None, _targets(of)) for n, of in enumerate((older, newer)))
    there, back = pipeline.changes_between(before, after), pipeline.changes_between(after, before)
    turned = {ChangeOf.ADDED: ChangeOf.DROPPED, ChangeOf.DROPPED: ChangeOf.ADDED}
    seen = {(tuple(turned.get(w, w) for w in c.what), _id(c.after), _id(c.before)) for c in there}
    assert seen == {(c.what, _id(c.before), _id(c.after)) for c in back}
    assert pipeline.changes_between(before, before) == ()
    added = sum(1 for c in there if c.before is None) - sum(1 for c in there if c.after is None)
    assert added == len(newer) - len(older)


def _id(target: Target | None) -> str | None:
    return target and target.id
