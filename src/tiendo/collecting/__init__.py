"""Rows as people gave them → observations, and problems for what cannot be used or looks odd."""

from tiendo.collecting.amounts import WAYS_OF_WRITING, read_amount
from tiendo.collecting.checks import check_figure
from tiendo.collecting.collect import collect

__all__ = ["WAYS_OF_WRITING", "check_figure", "collect", "read_amount"]
