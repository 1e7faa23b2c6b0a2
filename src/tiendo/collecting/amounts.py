"""Amounts as people type them: "1.234,5" in Vietnamese, "1,234.5" in English, "1234.5" in data files; never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from tiendo.model.problem import Problem, Severity

MOST_CHARACTERS = 24  # longer is a slip of the keyboard, and a way to hurt the server

# way of writing → what parts the thousands, what parts the decimals, and an example for the refusal
_MARKS: Mapping[str, tuple[str, str, str]] = {
    "vi": (".", ",", "1.234,5"),
    "en": (",", ".", "1,234.5"),
    "plain": ("", ".", "1234.5"),
}
WAYS_OF_WRITING = tuple(_MARKS)

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | {"\u2212": "-"})


def read_amount(text: str, language: str = "vi", *, where: str = "", column: str = "") -> Decimal | Problem | None:
    """The exact number typed; None for an empty input (absent is not zero); the Problem of one that is not clear.

    Thousands are parted by the language's mark or by spaces, always in threes. "1.5" typed in Vietnamese could be 15
    or one and a half, and "0.125" is no grouping of anything: both are refused. `where` and `column` are handed on
    in the Problem.
    """
    typed = text.translate(_SPACES).strip()
    if not typed:
        return None
    group, point, example = _MARKS[language]
    if len(typed) <= MOST_CHARACTERS and re.fullmatch(_pattern(group, point), typed, re.ASCII):
        number = typed.replace(" ", "")
        if group:
            number = number.replace(group, "")
        value = Decimal(number.replace(point, "."))
        return value if value else abs(value)  # "-0" is 0
    facts = {"typed": text.strip()[:40], "example": example, "column": column}
    return Problem("amount-unreadable", facts, where, Severity.ERROR)


def _pattern(group: str, point: str) -> str:
    groups = [rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+" for mark in (group, " ") if mark]
    return rf"[-+]?(?:{'|'.join(groups)}|\d+)(?:{re.escape(point)}\d+)?"
