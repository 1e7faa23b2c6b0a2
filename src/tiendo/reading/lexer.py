"""Text → tokens: words, numbers and signs with their offsets; and tables of phrases to find among them.

Everything after this file works on tokens, so reading is linear in the length of the text whatever the text is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from tiendo.model.document import Span

# Blanks, marks of Markdown and quotation marks say nothing to the grammar and are no signs. A match is what is passed over
# with the word, number or sign after it, or the end: every character belongs to one of them, so none is looked at twice.
_TOKEN = re.compile(r"([\s*_#`“”\"'‘’]*)(?:([^\W\d_]+)|(\d+(?:[.,]\d+)*)|([^\w\s*_#`“”\"'‘’])|\Z)")


_ONE = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s*_#`“”\"'‘’]")  # a word, number or sign alone


class Token(NamedTuple):
    """A word, number or sign: a tuple, because a text has thousands of them.

    Attributes:
        word: its lower-case form.
        capital: it begins with a capital letter.
        is_number: it begins with a digit: "229.800", "01".
        is_word: it begins with a letter.
    """

    start: int
    end: int
    word: str
    capital: bool
    is_number: bool
    is_word: bool


def lex(text: str, span: Span) -> list[Token]:
    """The tokens of a stretch of text, in order."""
    found, new = [], tuple.__new__  # the constructor of a NamedTuple takes twice as long, and this runs for every word
    end = span.start
    for passed, word, number, sign in _TOKEN.findall(text, span.start, span.end):  # no match objects: half the time
        start = end + len(passed)
        if word:
            end, lower = start + len(word), word.lower()
            found.append(new(Token, (start, end, lower, word[0] != lower[0], False, True)))
        elif number:
            end = start + len(number)
            found.append(new(Token, (start, end, number, False, True, False)))
        elif sign:
            end = start + 1
            found.append(new(Token, (start, end, sign, False, False, False)))
    return found


def words_of(said: str) -> frozenset[str]:
    """The different words of a text in lower case, with its numbers and signs: much sooner found than its tokens."""
    return frozenset(_ONE.findall(said))


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
        self.first_words = frozenset(self._by_first)
        for index in (self._by_first, self._by_last):
            for entries in index.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def starting(self, tokens: Sequence[Token], at: int, stop: int | None = None) -> tuple[int, Tag] | None:
        """(index after the phrase, tag) of the phrase whose first word is `tokens[at]`."""
        stop = len(tokens) if stop is None else stop
        if at >= stop or (entries := self._by_first.get(tokens[at].word)) is None:
            return None
        for words, tag in entries:
            end = at + len(words)
            if end <= stop and _same(tokens, at, words):
                return end, tag
        return None

    def anywhere(self, tokens: Sequence[Token]) -> bool:
        """Whether any of the phrases stands among the tokens."""
        return any(token.word in self._by_first and self.starting(tokens, n) for n, token in enumerate(tokens))

    def ending(self, tokens: Sequence[Token], end: int, start: int = 0) -> tuple[int, Tag] | None:
        """(index of the phrase's first word, tag) of the phrase whose last word is `tokens[end - 1]`."""
        if end <= start or (entries := self._by_last.get(tokens[end - 1].word)) is None:
            return None
        for words, tag in entries:
            begin = end - len(words)
            if begin >= start and _same(tokens, begin, words):
                return begin, tag
        return None


def _same(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    """Whether the words stand at a token; a loop, because it is asked a hundred times a sentence."""
    for word in words:
        if tokens[at].word != word:
            return False
        at += 1
    return True


def phrases(listed: str) -> Phrases[str]:
    """Phrases from a list separated by "|", each tagged with itself."""
    return Phrases({p.strip(): p.strip() for p in listed.split("|") if p.strip()})


def words(listed: str) -> frozenset[str]:
    """Single words from a list separated by spaces."""
    return frozenset(listed.split())
