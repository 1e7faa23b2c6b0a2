"""Observations and the place tree → totals. One function serves every view, page, report and file."""

from tiendo.rollup.compare import compare
from tiendo.rollup.due import month_of_return, month_to_look_at, months_due
from tiendo.rollup.merge import merge
from tiendo.rollup.total import own_figures, roll_up, total_of

__all__ = [
    "compare",
    "merge",
    "month_of_return",
    "month_to_look_at",
    "months_due",
    "own_figures",
    "roll_up",
    "total_of",
]
