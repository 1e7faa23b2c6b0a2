"""Targets and totals → verdicts: attainment, trajectory, the word and its reason, the pace of a term."""

from tiendo.judging.shares import check_shares
from tiendo.judging.term import term_pace
from tiendo.judging.verdict import judge

__all__ = ["check_shares", "judge", "term_pace"]
