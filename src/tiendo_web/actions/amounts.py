"""Amounts as people type them: "1.234,5" in Vietnamese, "1,234.5" in English; never guessed."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from tiendo_web.actions.refused import Refused

_MOST_DIGITS = 24  # longer is a slip of the keyboard, and a way to hurt the server


def parse_amount(text: str, language: str = "vi", *, field: str = "") -> Decimal | None:
    """The exact number typed, or None for an empty input (absent is not zero).

    A dot that is not followed by three digits is ambiguous in Vietnamese ("1.5") and is refused, not guessed.
    Raises Refused with the field's name and what to write instead.
    """
    typed = text.strip().replace("\u00a0", "").replace(" ", "")
    if not typed:
        return None
    group, point = (".", ",") if language == "vi" else (",", ".")
    grouped = rf"[-+]?(?:\d{{1,3}}(?:{re.escape(group)}\d{{3}})+|\d+)(?:{re.escape(point)}\d+)?"
    if len(typed) > _MOST_DIGITS or not re.fullmatch(grouped, typed, re.ASCII):
        example = "1.234,5" if language == "vi" else "1,234.5"
        raise Refused(
            _("“%(typed)s” không phải là số viết đúng cách; hãy viết như %(example)s.")
            % {"typed": text.strip()[:40], "example": example},
            field=field,
        )
    return Decimal(typed.replace(group, "").replace(point, "."))
