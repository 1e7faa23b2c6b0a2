"""Targets and totals → verdicts: attainment, trajectory, the word and its reason, the pace of a term, the year's closing."""

from tiendo.judging.closing import recount, word_of_figure
from tiendo.judging.editions import changes_between
from tiendo.judging.explain import explain, explain_pace
from tiendo.judging.shares import check_shares
from tiendo.judging.term import term_pace
from tiendo.judging.trajectory import shaped_like, start_and_goal
from tiendo.judging.verdict import judge

__all__ = [
    "changes_between", "check_shares", "explain", "explain_pace", "judge", "recount", "shaped_like", "start_and_goal", "term_pace",
    "word_of_figure",
]  # fmt: skip
