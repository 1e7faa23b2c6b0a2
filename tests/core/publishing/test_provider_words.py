"""Figures of two providers in words and as a table; the shares of places and offices in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.builders import make_observations, make_place_tree, make_target
from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.comparison import Comparison
from tiendo.model.period import Period
from tiendo.model.target import Share
from tiendo.model.total import Total
from tiendo.model.verdict import Reason, ShareRelation
from tiendo.publishing.provider_words import PROVIDER_COLUMNS, describe_comparison, providers_table
from tiendo.publishing.share_words import shares_said

CATALOGUE = load_catalogue()
POOR = CATALOGUE.indicators["poor-households"]
TARGET = make_target("poor-households", "<= 90 hộ", reported_by="place")
TREE = make_place_tree("Huyện H > Xã A, Xã B")
PLACE = TARGET.place_code


def both(ours: str, theirs: str) -> tuple[Total, tuple[Comparison, ...]]:
    """The district's figure of March by the sector, beside the one by the statistics office."""
    sent = make_observations("poor-households", f"{PLACE} 3: {ours}; {PLACE} 3: {theirs} {{statistics}}")
    *_, total = pipeline.roll_up_target(TARGET, sent, through=Period.month(2024, 3), tree=TREE, catalogue=CATALOGUE)
    return total, pipeline.other_providers(TARGET, total, sent, tree=TREE, catalogue=CATALOGUE)


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ("100", "96", "Số dùng để đánh giá cao hơn số của cơ quan thống kê 4 hộ (bằng 104,2%)."),
        ("96", "100", "Số dùng để đánh giá thấp hơn số của cơ quan thống kê 4 hộ (bằng 96%)."),
        ("100", "100", "Số dùng để đánh giá bằng số của cơ quan thống kê."),
        ("5", "0", "Số dùng để đánh giá cao hơn số của cơ quan thống kê 5 hộ."),
    ],
)
def test_the_difference_is_said_from_the_figure_that_counts(ours: str, theirs: str, said: str) -> None:
    _total, (compared,) = both(ours, theirs)
    assert describe_comparison(compared, POOR, "vi", {}) == said


def test_english_says_it_too() -> None:
    _total, (compared,) = both("100", "96")
    said = describe_comparison(compared, POOR, "en", {})
    assert said == "The figure that counts is 4 households above that of the statistics office (104.2% of it)."


def test_what_is_not_compared_says_why() -> None:
    _total, (compared,) = both("100", "96")
    why = Reason("compare-incomplete", {"reported": 1, "expected": 2, "that_reported": 0, "that_expected": 1})
    broken = replace(compared, difference=None, ratio=None, why_not=why)
    said = "Chưa so sánh vì chưa đủ số liệu: 1/2 và 0/1 địa bàn đã báo cáo."
    assert describe_comparison(broken, POOR, "vi", {}) == said


def test_the_table_has_a_row_a_provider_with_exact_values() -> None:
    total, compared = both("100", "96")
    table = providers_table(total, compared, CATALOGUE, "vi", names={})
    assert table.heads == PROVIDER_COLUMNS["vi"] and [len(row) for row in table.rows] == [len(table.heads)] * 2
    ours, theirs = (dict(zip(table.heads, row, strict=True)) for row in table.rows)
    assert (ours["Dùng để đánh giá"], ours["Giá trị"], ours["Số dùng để đánh giá trừ số này"]) == ("có", "100", "")
    assert (theirs["Nơi cung cấp"], theirs["Giá trị"], theirs["Nguồn"]) == (
        "cơ quan thống kê",
        "96",
        f"{PLACE} 2024-03",
    )
    assert theirs["Số dùng để đánh giá trừ số này"] == "4"


def test_a_compound_target_has_no_shares_to_say() -> None:
    compound = replace(make_target("jobs-created", "= 1 lao động"), conditions=(), shares=(Share("101", Decimal(1)),))
    check = pipeline.check_shares(replace(TARGET, shares=(Share("101", Decimal(1)),)), CATALOGUE)
    assert check.relation is ShareRelation.BELOW
    with pytest.raises(ValueError, match="compound"):
        shares_said(compound, check, check, "vi")
