"""Patterns that are searched only where one of their clues stands: most clauses hold none, and are not looked at twice."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet


class Clued:
    """A pattern for lower-case text, and clues to it: one of them stands in whatever the pattern finds.

    A clue of one word is looked up among the words of the clause, a longer one is looked for in it.
    """

    __slots__ = ("_phrases", "_words", "pattern")

    def __init__(self, pattern: str, clues: str) -> None:
        """`clues`: separated by "|"."""
        listed = clues.split("|")
        self.pattern = re.compile(pattern)
        self._words = frozenset(clue for clue in listed if clue.isalpha())
        self._phrases = tuple(clue for clue in listed if not clue.isalpha())

    def search(self, said: str, words: AbstractSet[str]) -> re.Match[str] | None:
        """The first place where the pattern is found, or None. `words`: those of what is said, or more."""
        if self._words.isdisjoint(words) and not any(phrase in said for phrase in self._phrases):
            return None
        return self.pattern.search(said)
