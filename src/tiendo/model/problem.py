"""Problem: a finding about the data that travels with the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters to the person who reads it."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. It carries no prose: `publishing.wording` says it in Vietnamese or English.

    Attributes:
        rule: short kebab-case code of what was found, e.g. "stated-count-differs".
        facts: the numbers and names that the sentence needs (exact values, never formatted text).
        where: file, row, field or span that a person can go to, as text.
    """

    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)
    where: str = ""
    severity: Severity = Severity.WARNING
