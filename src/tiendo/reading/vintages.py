"""Estimated, preliminary or official: what a clause or the heading of a column says of its figures."""

from __future__ import annotations

import re

from tiendo.model.observation import Vintage

# Law on Statistics, article 48.1: estimated, preliminary, official. A figure of accounts that were closed is official.
_VINTAGES = (
    (re.compile(r"\b(?:ước|dự kiến)\b", re.IGNORECASE), Vintage.ESTIMATE),
    (re.compile(r"\b(?:chính thức|quyết toán)\b", re.IGNORECASE), Vintage.OFFICIAL),
    (re.compile(r"\bsơ bộ\b", re.IGNORECASE), Vintage.PRELIMINARY),
)


def vintage_said(text: str) -> Vintage | None:
    """The vintage that the words say; None where they say none."""
    return next((vintage for pattern, vintage in _VINTAGES if pattern.search(text)), None)
