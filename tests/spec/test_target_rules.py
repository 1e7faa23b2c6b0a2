"""Every row of the tables of targets holds, and docs/rules/targets.md says what the tables say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.builders import CATALOGUE, make_observations, make_place_tree, make_target
from tests.spec.render_targets import TARGETS_PAGE, render_targets
from tests.spec.tables import TREE
from tests.spec.target_tables import EDITIONS, SETS, SETS_FIGURE, SHARED, SUB_ROWS, WAYS, Edited, Shared, Way
from tiendo import pipeline
from tiendo.judging.trajectory import path
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.target import Milestone, Share, Target, TargetSet
from tiendo.model.verdict import Reason
from tiendo.publishing.edition_words import describe_change, describe_side_by_side
from tiendo.publishing.wording import describe_shares, say

PLACES = make_place_tree(TREE)
DONE = date(2025, 1, 20)


def _edition(number: int, *targets: Target, authority: str = "HĐND huyện") -> TargetSet:
    return TargetSet(f"{authority} {number}", authority, number, f"NQ {number}", None, targets)


@pytest.mark.parametrize("row", EDITIONS, ids=lambda row: row.said)
def test_what_changed_between_two_editions(row: Edited) -> None:
    changes = pipeline.changes_between(_edition(1, *row.older), _edition(2, *row.newer))
    assert tuple(describe_change(c, CATALOGUE, "vi") for c in changes) == row.told
    assert all(describe_change(c, CATALOGUE, "en") for c in changes)


@pytest.mark.parametrize("row", EDITIONS, ids=lambda row: row.said)
def test_the_same_edition_twice_changes_nothing(row: Edited) -> None:
    assert pipeline.changes_between(_edition(1, *row.newer), _edition(2, *row.newer)) == ()


@pytest.mark.parametrize("row", SHARED, ids=lambda row: row.said)
def test_the_shares_are_checked_against_the_target(row: Shared) -> None:
    pairs = [part.split() for part in row.shares.split(",") if part.strip()]
    shares = tuple(
        Share("", Decimal(v), office=to[1:]) if to.startswith("@") else Share(to, Decimal(v)) for to, v in pairs
    )
    target = replace(row.target, shares=shares)
    check = pipeline.check_shares(target, CATALOGUE, offices=row.offices)
    assert describe_shares(check, target.conditions[0].unit, "vi") == row.told


def _of_last_year(way: Way) -> list[Observation]:
    """ "200 | 200 190 …": where it stood at the end of the year before that, then month by month."""
    start, _, months = way.last_year.rpartition("|")
    rows = [f"H 2023-{n:02d}: {figure}" for n, figure in enumerate(months.split(), start=1) if figure != "-"]
    rows += [f"H 2022-12: {start}"] if start.strip() else []
    return make_observations(way.target.indicator_code or "", "; ".join(rows))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.said)
def test_where_a_target_should_stand_each_month(way: Way) -> None:
    target = way.target
    if way.last_year:
        made = pipeline.path_like_last_year(target, _of_last_year(way), tree=PLACES, catalogue=CATALOGUE)
        if isinstance(made, Reason):
            assert made.rule == way.points and say(made, "vi") and say(made, "en")
            return
        target = replace(target, trajectory=made)
    if way.milestones:
        typed = (pair.split() for pair in way.milestones.split(","))
        target = replace(target, trajectory=tuple(Milestone(Period.month(2024, int(m)), Decimal(v)) for m, v in typed))
    start = target.baseline.value if target.baseline else Decimal(0)
    points = path(target, target.conditions[0], start, whole=False)
    assert points is not None
    assert [p.value for p in points] == [Decimal(v) for v in way.points.split()]


def test_one_figure_is_judged_by_the_numbers_of_each_authority() -> None:
    sets = [
        _edition(n, make_target("state-revenue-local", said, reported_by="place"), authority=authority)
        for n, (authority, said, _) in enumerate(SETS)
    ]
    figures = make_observations("state-revenue-local", SETS_FIGURE)
    (beside,) = pipeline.judge_sets(sets, figures, tree=PLACES, catalogue=CATALOGUE, today=DONE, through=None)
    assert describe_side_by_side(beside, "vi") == tuple(told for *_, told in SETS)
    assert [edition.authority for edition, _ in beside.verdicts] == [authority for authority, *_ in SETS]


@pytest.mark.parametrize(("said", "whole", "part", "word", "line"), SUB_ROWS, ids=[row[0] for row in SUB_ROWS])
def test_a_sub_row_is_shown_and_decides_nothing(said: str, whole: str, part: str, word: str, line: str) -> None:
    below = make_target("land-use-revenue", "= 40 tỷ đồng", number="1.1", reported_by="place")
    target = make_target("state-revenue-local", "= 100 tỷ đồng", reported_by="place", sub_rows=(below,))
    figures = make_observations("state-revenue-local", whole) + make_observations("land-use-revenue", part)
    verdicts = pipeline.judge_targets([target], figures, tree=PLACES, catalogue=CATALOGUE, today=DONE, through=None)
    assert len(verdicts) == 1, "It counts once in x of 17."
    assert (verdicts[0].word.value, [r.word.value for r in verdicts[0].sub_rows]) == (word, [line])
    assert [v.target.number for v in verdicts[0].rows] == ["1", "1.1"]


def test_the_page_of_targets_is_rendered_from_the_tables() -> None:
    assert TARGETS_PAGE.read_text(encoding="utf-8") == render_targets(), "Run `make docs`."
