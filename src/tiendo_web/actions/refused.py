"""Refused: why an action was not done, in one sentence for the person who asked."""

from __future__ import annotations


class Refused(Exception):
    """Nothing was changed. `str()` is one sentence in the active language; `field` names the input, if one is wrong."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NotAllowed(Refused):
    """The person has no right to do this here today."""
