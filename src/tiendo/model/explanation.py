"""Explained: one step of how a number or a word came about, with the steps below it (design rule 13)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tiendo.model.verdict import Reason


@dataclass(frozen=True, slots=True)
class Explained:
    """A step, and what it rests on: verdict → rule → total → places → figures → returns. No step names a person.

    Attributes:
        said: rule and exact facts; `publishing.explained` says it in words.
    """

    said: Reason
    below: tuple[Explained, ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Explained]]:
        """Every step with its depth, in reading order."""
        yield depth, self
        for one in self.below:
            yield from one.walk(depth + 1)
