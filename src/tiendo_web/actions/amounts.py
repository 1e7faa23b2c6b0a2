"""Amounts typed into a form, read by the core; what cannot be read is refused at its input."""

from __future__ import annotations

from decimal import Decimal

from tiendo.collecting import read_amount
from tiendo.model.problem import Problem
from tiendo.publishing.wording import say
from tiendo_web.actions.refused import Refused


def parse_amount(text: str, language: str = "vi", *, field: str = "") -> Decimal | None:
    """The exact number typed, or None for an empty input (absent is not zero). Raises Refused with the input's name
    and how to write it: "1.5" in Vietnamese could be 15 or one and a half, so it is not guessed."""
    read = read_amount(text, language, where=field)
    if isinstance(read, Problem):
        raise Refused(say(read, language), field=field)
    return read
