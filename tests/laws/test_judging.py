"""Laws of judging, with the oracle as a second opinion."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.builders import CATALOGUE, make_place_tree, make_target
from tests.laws import oracle
from tests.laws.oracle import Report, Rule
from tiendo import pipeline
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.target import Share, Target
from tiendo.model.verdict import Verdict, VerdictWord

TREE = make_place_tree("Huyện H > Xã A, Xã B, Thị trấn T", recognised="A")
PLACES, COMMUNES = "ABT", "AB"
OPEN, CLOSED = date(2024, 12, 14), date(2024, 12, 15)  # the last day of the year, administrative clock, and the next
JUDGED_WORSE_FIRST = ("not_met", "off_track", "at_risk", "on_track", "met", "exceeded")

amounts = st.one_of(st.none(), st.just(0), st.integers(0, 12))
reports = st.lists(
    st.builds(
        lambda p, m, r, v: Report(p, m, r, None if v is None else Fraction(v)),
        st.sampled_from(PLACES),
        st.integers(1, 4),
        st.integers(1, 2),
        amounts,
    ),
    max_size=16,
    unique_by=lambda r: (r.place, r.month, r.revision),
)
whole = st.builds(  # a district where nearly everything is in
    lambda grid, gone: [Report(p, m, 1, Fraction(v)) for (p, m), v in grid.items() if (p, m) != gone],
    st.fixed_dictionaries({(p, m): st.integers(0, 12) for p in PLACES for m in range(1, 5)}),
    st.one_of(st.none(), st.tuples(st.sampled_from(PLACES), st.integers(1, 4))),
)
districts = st.one_of(reports, whole)

FLOW_DOWN, STOCK_DOWN, STOCK_UP = "traffic-accident-cases", "poor-households", "ocop-total"
UNITS = {"jobs-created": "lao động", FLOW_DOWN: "vụ", STOCK_DOWN: "hộ", STOCK_UP: "sản phẩm"}


def observed(code: str, said: list[Report]) -> list[Observation]:
    made = []
    for r in said:
        base = Observation(code, r.place, Period.month(2024, r.month), revision=r.revision)
        if r.value is None:
            made.append(replace(base, no_data="chưa có số liệu"))
        else:
            made.append(replace(base, value=Decimal(r.value.numerator) / r.value.denominator))
    return made


def verdict_of(target: Target, observations: list[Observation], *, months: int = 4, closed: bool = True) -> Verdict:
    """Judged over the first `months` of the year; closed: as if they were the whole period."""
    if closed:
        target = replace(target, period=Period.year(2024).through(Period.month(2024, months)))
    today = target.clock.days(target.period)[1] if not closed else CLOSED
    (verdict,) = pipeline.judge_targets(
        [target], observations, tree=TREE, catalogue=CATALOGUE, today=today, through=Period.month(2024, months)
    )
    return verdict


@given(
    districts,
    st.integers(1, 4),
    st.booleans(),
    st.sampled_from(
        [
            ("jobs-created", ">=", "level"),
            ("jobs-created", ">", "level"),
            (FLOW_DOWN, "<=", "level"),
            (FLOW_DOWN, "<", "level"),
            (FLOW_DOWN, "= 0", "level"),
            (FLOW_DOWN, ">=", "fall"),
            (STOCK_DOWN, ">=", "fall"),
            (STOCK_DOWN, "<=", "level"),
            (STOCK_DOWN, "<", "level"),
            (STOCK_DOWN, "= 0", "level"),
            (STOCK_UP, ">=", "rise"),
            (STOCK_UP, ">=", "level"),
        ]
    ),
    st.integers(13, 100),
    st.integers(0, 120),
)
def test_the_word_of_a_sum_is_that_of_the_oracle(
    said: list[Report], months: int, closed: bool, kind: tuple[str, str, str], promised: int, baseline: int
) -> None:
    code, sign, way = kind
    flow = CATALOGUE.indicators[code].over_time.value == "sum"
    baseline = max(baseline, promised) if way == "fall" else baseline
    value = 0 if sign == "= 0" else promised
    condition = {"fall": "-{} {}", "rise": "+{} {}", "level": "{} {} {}"}[way]
    unit = UNITS[code]
    plain = "=" if sign == "= 0" else sign
    written = condition.format(value, unit) if way != "level" else condition.format(plain, value, unit)
    target = make_target(code, written, baseline=str(baseline))
    rule = Rule(sign, Fraction(value), flow=flow, way=way, baseline=Fraction(baseline), closed=closed)
    found = verdict_of(target, observed(code, said), months=months, closed=closed)
    assert found.word.value == oracle.word([r for r in said if r.month <= months], PLACES, months, rule)


@given(districts, st.integers(1, 4), st.booleans())
def test_the_sum_and_who_is_missing_are_those_of_the_oracle(said: list[Report], months: int, flow: bool) -> None:
    code = "jobs-created" if flow else STOCK_DOWN
    added = oracle.add_up([r for r in said if r.month <= months], PLACES, months, flow=flow)
    target = make_target(code, f">= 5 {UNITS[code]}", baseline="1")
    total = verdict_of(target, observed(code, said), months=months).total
    if total is None:
        assert added.value is None
        return
    assert total.value == added.value
    assert {p.place_code for p in total.missing} == added.missing
    assert {p.place_code: p.value for p in total.places if p.value is not None} == added.known


@given(st.fixed_dictionaries(dict.fromkeys(PLACES, amounts)), st.integers(0, 12))
def test_a_mean_leaves_the_town_out_and_waits_for_every_commune(values: dict[str, int | None], promised: int) -> None:
    said = [Report(p, 4, 1, None if v is None else Fraction(v)) for p, v in values.items()]
    target = make_target("ntm-criteria-mean", f">= {promised} tiêu chí/xã", baseline="0")
    found = verdict_of(target, observed("ntm-criteria-mean", said))
    expected = oracle.mean({p: None if (v := values[p]) is None else Fraction(v) for p in COMMUNES})
    if expected is None:
        assert found.word in {VerdictWord.CANNOT_JUDGE, VerdictWord.NO_DATA} and found.attainment is None
    else:
        assert found.word.value == ("exceeded" if expected > promised else "met" if expected == promised else "not_met")
        assert found.actual is not None and Fraction(found.actual) == expected


@given(
    st.fixed_dictionaries(
        {p: st.one_of(st.none(), st.tuples(st.integers(0, 50), st.integers(1, 50)), st.just((0, 0))) for p in PLACES}
    ),
    st.integers(1, 100),
)
def test_a_ratio_is_the_oracles_and_waits_for_every_place(
    parts: dict[str, tuple[int, int] | None], promised: int
) -> None:
    observations = [
        Observation("bhyt-coverage", p, Period.month(2024, 4), numerator=Decimal(n[0]), denominator=Decimal(n[1]))
        for p, n in parts.items()
        if n is not None
    ]
    found = verdict_of(make_target("bhyt-coverage", f"= {promised} %"), observations)
    expected = oracle.ratio({p: n and (Fraction(n[0]), Fraction(n[1])) for p, n in parts.items()})
    if expected is None:
        assert found.word in {VerdictWord.CANNOT_JUDGE, VerdictWord.NO_DATA} and found.attainment is None
    else:
        word = "exceeded" if expected > promised else "met" if expected == promised else "not_met"
        assert found.word.value == word


@given(st.fixed_dictionaries({p: st.one_of(st.none(), st.integers(0, 2)) for p in PLACES}))
def test_all_must_hold_and_only_recognised_communes_are_asked(values: dict[str, int | None]) -> None:
    said = [Report(p, 4, 1, Fraction(v)) for p, v in values.items() if v is not None]
    found = verdict_of(make_target("ntm-no-debt", "= 0 xã"), observed("ntm-no-debt", said))
    only = values["A"]
    assert found.word.value == ("no_data" if only is None else "met" if only == 0 else "not_met")


# --- laws ---------------------------------------------------------------------------------------------------------------

JOBS = make_target("jobs-created", ">= 40 lao động")


@given(districts, st.integers(0, 15), st.integers(1, 9), st.booleans())
def test_a_better_figure_never_makes_the_word_worse(said: list[Report], which: int, more: int, closed: bool) -> None:
    known = [r for r in said if r.value is not None]
    assume(known)
    chosen = known[which % len(known)]
    better = [replace(r, value=(r.value or Fraction(0)) + more) if r is chosen else r for r in said]
    before, after = (verdict_of(JOBS, observed("jobs-created", s), closed=closed).word for s in (said, better))
    if before in JUDGED_WORSE_FIRST:
        assert JUDGED_WORSE_FIRST.index(after) >= JUDGED_WORSE_FIRST.index(before)
    else:
        assert after is before or after in JUDGED_WORSE_FIRST[3:]


@given(districts, st.booleans(), st.sampled_from(["A 20, B 10, T 10", "A 5, B 5, T 90", ""]))
def test_money_in_another_unit_changes_nothing(said: list[Report], closed: bool, shares: str) -> None:
    billions = make_target("state-revenue-local", ">= 40 tỷ đồng", shares=shares)
    millions = make_target("state-revenue-local", ">= 40000 triệu đồng")
    millions = replace(millions, shares=tuple(Share(s.place_code, s.value * 1000) for s in billions.shares))
    figures = observed("state-revenue-local", said)
    one, other = (verdict_of(t, figures, closed=closed) for t in (billions, millions))
    assert (one.word, one.attainment) == (other.word, other.attainment)
    assert [r.rule for r in one.reasons] == [r.rule for r in other.reasons]


@given(districts, st.permutations(PLACES), st.booleans(), st.sampled_from(["jobs-created", STOCK_DOWN, FLOW_DOWN]))
def test_which_place_brings_what_changes_nothing(said: list[Report], order: list[str], closed: bool, code: str) -> None:
    sign = ">=" if code == "jobs-created" else "<="
    target = make_target(code, f"{sign} 40 {UNITS[code]}", baseline="60")
    moved = [replace(r, place=order[PLACES.index(r.place)]) for r in said]
    one, other = (verdict_of(target, observed(code, s), closed=closed) for s in (said, moved))
    assert (one.word, one.attainment, one.actual) == (other.word, other.attainment, other.actual)


@given(whole, st.sampled_from(PLACES), st.booleans(), st.sampled_from(["jobs-created", STOCK_DOWN, FLOW_DOWN]))
def test_an_absent_place_is_no_zero(said: list[Report], place: str, closed: bool, code: str) -> None:
    """Either nothing is concluded, or the conclusion would stand whatever the place brought: nothing, or very much."""
    sign = ">=" if code == "jobs-created" else "<="
    target = make_target(code, f"{sign} 40 {UNITS[code]}", baseline="60")
    rest = [r for r in said if r.place != place and r.month <= 4]
    absent = verdict_of(target, observed(code, rest), closed=closed)
    if absent.word in {VerdictWord.CANNOT_JUDGE, VerdictWord.NO_DATA}:
        return
    good = {VerdictWord.ON_TRACK, VerdictWord.MET, VerdictWord.EXCEEDED}
    for brought in (0, 10**9):
        filled = [*rest, *(Report(place, m, 1, Fraction(brought)) for m in range(1, 5))]
        known = {(r.place, r.month) for r in filled}
        assume(len(known) == 12)  # nobody else is missing
        would = verdict_of(target, observed(code, filled), closed=closed).word
        assert would is absent.word or {would, absent.word} <= good


@given(st.integers(1, 200), st.integers(0, 300), st.integers(1, 100))
def test_the_attainment_of_a_fall_is_the_fall_over_the_promised_fall(start: int, left: int, promised: int) -> None:
    said = [Report("A", 4, 1, Fraction(left)), Report("B", 4, 1, Fraction(0)), Report("T", 4, 1, Fraction(0))]
    change = make_target(STOCK_DOWN, f"-{promised} hộ", baseline=str(start))
    found = verdict_of(change, observed(STOCK_DOWN, said))
    assert found.attainment == Decimal(start - left) / promised
    if promised < start:
        level = make_target(STOCK_DOWN, f"<= {start - promised} hộ", baseline=str(start))
        as_level = verdict_of(level, observed(STOCK_DOWN, said))
        assert (as_level.attainment, as_level.word) == (found.attainment, found.word)


@given(districts, st.booleans(), st.sampled_from(["jobs-created", STOCK_DOWN, FLOW_DOWN]))
def test_a_hundred_per_cent_never_stands_beside_not_met(said: list[Report], closed: bool, code: str) -> None:
    for sign in (">=", ">", "<=", "<"):
        found = verdict_of(
            make_target(code, f"{sign} 24 {UNITS[code]}", baseline="30"), observed(code, said), closed=closed
        )
        if found.word in {VerdictWord.NOT_MET, VerdictWord.OFF_TRACK}:
            assert found.attainment is None or found.attainment < 1
