"""Refused: why an action was not done, in one sentence for the person who asked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language


class Refused(Exception):
    """Nothing was changed. `str()` is one sentence in the active language; `field` names the input, if one is wrong;
    `also` further inputs that the same sentence is about."""

    def __init__(self, sentence: str, *, field: str = "", also: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.field, self.also = field, also


class NotAllowed(Refused):
    """The person has no right to do this here today."""


def called(thing: Any) -> str:
    """The name of a target, an office or an indicator for a sentence in the active language; where no English name is
    known, the Vietnamese one."""
    english = thing.name_en if get_language() == "en" else ""
    return english or thing.name
