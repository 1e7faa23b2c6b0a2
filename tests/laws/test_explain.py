"""Laws of the tree that explains a number: nothing is lost on the way down, and nothing is invented."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import CATALOGUE, make_place_tree, make_target
from tiendo import pipeline
from tiendo.model.explanation import Explained
from tiendo.model.observation import Observation
from tiendo.model.period import Period

TREE = make_place_tree("Huyện H > Xã A, Xã B, Xã C")
JOBS = make_target("jobs-created", "= 2000 lao động")
figures = st.one_of(st.none(), st.decimals(min_value=0, max_value=10**6, places=2))
keys = st.tuples(st.sampled_from("ABC"), st.integers(1, 12), st.integers(1, 3))
sent = st.dictionaries(keys, figures, min_size=1, max_size=40)
Sent = dict[tuple[str, int, int], Decimal | None]


def _tree(told: Sent, through: int) -> tuple[Explained, list[Observation]]:
    observations = [
        Observation(
            "jobs-created", p, Period.month(2024, m), value=v, no_data="" if v is not None else "chưa có", revision=r
        )
        for (p, m, r), v in told.items()
    ]
    (verdict,) = pipeline.judge_targets(
        [JOBS],
        observations,
        tree=TREE,
        catalogue=CATALOGUE,
        today=date(2024, 12, 1),
        through=Period.month(2024, through),
    )
    return pipeline.explain(verdict, observations, CATALOGUE), observations


@given(sent, st.integers(1, 11))
def test_every_figure_through_the_month_stands_in_the_tree_exactly_once(told: Sent, through: int) -> None:
    tree, observations = _tree(told, through)
    found = Counter(
        (s.said.facts["place"], s.said.facts["period"], s.said.facts["revision"])
        for _depth, s in tree.walk()
        if "revision" in s.said.facts
    )
    last = Period.month(2024, through)
    has_total = any(s.said.rule in {"explained-total", "explained-no-total"} for s in tree.below)
    wanted = {(o.place_code, o.period, o.revision) for o in observations if o.period <= last} if has_total else set()
    assert set(found) == wanted and set(found.values()) <= {1}


@given(sent, st.integers(1, 11))
def test_the_figures_that_count_add_up_to_their_place_and_the_places_to_the_total(told: Sent, through: int) -> None:
    tree, _observations = _tree(told, through)
    for total in (s for s in tree.below if s.said.rule == "explained-total"):
        levels = [place.said.facts["level"] for place in total.below]
        assert total.said.facts["level"] == sum(v for v in levels if v is not None)  # type: ignore[misc]
        for place in total.below:
            used = [s.said.facts["figure"] for s in place.below if s.said.rule == "explained-figure"]
            assert place.said.facts["level"] == (sum(used) if used else None)  # type: ignore[arg-type]
