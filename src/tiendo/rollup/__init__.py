"""Observations and the place tree → totals. One function serves every view, page, report and file."""

from tiendo.rollup.compare import compare
from tiendo.rollup.due import month_of_return, month_to_look_at, months_due
from tiendo.rollup.total import roll_up

__all__ = ["compare", "month_of_return", "month_to_look_at", "months_due", "roll_up"]
