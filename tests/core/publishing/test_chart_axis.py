"""The chart's axis: round marks, everything within, whole things in whole numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo.publishing.chart import _axis


@pytest.mark.parametrize(
    ("values", "from_zero", "whole", "low", "high", "step"),
    [
        ([17.0, 98.8, 137.5], True, False, 0, 150, 50),
        ([92.7, 93.92, 94.0], False, False, 92, 94, 0.5),  # a level far above 0 does not begin at 0
        ([16.8, 17.4, 17.5], False, False, 16.5, 17.5, 0.25),
        ([119.0, 140.0], False, True, 110, 140, 10),
        ([0.0, 1.0], True, True, 0, 1, 1),  # one school: no mark at 0,2
        ([0.0, 0.0], True, True, 0, 1, 1),  # a zero is drawn on an axis, not on a point
        ([], False, False, 0, 1, 0.25),
        ([-5.0, 20.0], False, False, -10, 20, 10),
    ],
)
def test_axis_has_round_marks_around_the_figures(values, from_zero, whole, low, high, step):
    axis = _axis(values, from_zero=from_zero, whole=whole)
    assert (axis.low, axis.high, axis.step) == (low, high, step)


@given(st.lists(st.decimals(-10_000, 10_000_000, places=2).map(float), max_size=24), st.booleans(), st.booleans())
def test_axis_holds_every_figure_between_few_marks(values, from_zero, whole):
    axis = _axis(values, from_zero=from_zero, whole=whole)
    assert all(axis.low <= v <= axis.high for v in values)
    assert 1 <= round((axis.high - axis.low) / axis.step) <= 8
    if from_zero:
        assert axis.low <= 0 <= axis.high
