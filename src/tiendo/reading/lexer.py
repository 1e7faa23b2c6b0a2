"""Text → tokens: words, numbers and signs with their offsets; and tables of phrases to find among them.

Everything after this file works on tokens, so reading is linear in the length of the text whatever the text is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tiendo.model.document import Span

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]", re.UNICODE)
_DECORATION = frozenset("*_#`“”\"'‘’")  # Markdown and quotation marks say nothing to the grammar


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign; `word` is its lower-case form."""

    start: int
    end: int
    word: str
    capital: bool

    @property
    def is_number(self) -> bool:
        """True for a token that begins with a digit: "229.800", "01"."""
        return self.word[0].isdigit()

    @property
    def is_word(self) -> bool:
        """True for a token that begins with a letter."""
        return self.word[0].isalpha()


def lex(text: str, span: Span) -> list[Token]:
    """The tokens of a stretch of text, in order."""
    found = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        written = match[0]
        if written not in _DECORATION:
            found.append(Token(match.start(), match.end(), written.lower(), written[0].isupper()))
    return found


Tag = TypeVar("Tag")


class Phrases(Generic[Tag]):
    """Phrases of one or more words with a tag each; the longest that fits is the one that counts."""

    def __init__(self, table: Mapping[str, Tag]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Tag]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], Tag]]] = {}
        for phrase, tag in table.items():
            words = tuple(t.word for t in lex(phrase, Span(0, len(phrase))))
            self._by_first.setdefault(words[0], []).append((words, tag))
            self._by_last.setdefault(words[-1], []).append((words, tag))
        for index in (self._by_first, self._by_last):
            for entries in index.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def starting(self, tokens: Sequence[Token], at: int, stop: int | None = None) -> tuple[int, Tag] | None:
        """(index after the phrase, tag) of the phrase whose first word is `tokens[at]`."""
        stop = len(tokens) if stop is None else stop
        if at >= stop:
            return None
        for words, tag in self._by_first.get(tokens[at].word, ()):
            end = at + len(words)
            if end <= stop and all(tokens[at + n].word == w for n, w in enumerate(words)):
                return end, tag
        return None

    def ending(self, tokens: Sequence[Token], end: int, start: int = 0) -> tuple[int, Tag] | None:
        """(index of the phrase's first word, tag) of the phrase whose last word is `tokens[end - 1]`."""
        if end <= start:
            return None
        for words, tag in self._by_last.get(tokens[end - 1].word, ()):
            begin = end - len(words)
            if begin >= start and all(tokens[begin + n].word == w for n, w in enumerate(words)):
                return begin, tag
        return None


def phrases(listed: str) -> Phrases[str]:
    """Phrases from a list separated by "|", each tagged with itself."""
    return Phrases({p.strip(): p.strip() for p in listed.split("|") if p.strip()})


def words(listed: str) -> frozenset[str]:
    """Single words from a list separated by spaces."""
    return frozenset(listed.split())
