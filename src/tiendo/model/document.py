"""Document and Span: a text that announces or reports, and where in it a thing stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of character offsets [start, end) into `Document.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """True when `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was given; offsets of every figure count from its first character.

    Attributes:
        text: the whole text, NFC, exactly as kept: never cleaned afterwards, or the spans would lie.
        name: file name or address, for people.
        sha256: fingerprint of the bytes it was read from (of the text when it was pasted).
    """

    text: str
    name: str = ""
    sha256: str = ""
    media_type: str = "text/plain"

    @property
    def is_recognised(self) -> bool:
        """True for a scan whose letters were recognised by machine: every number wants comparing with the paper."""
        return self.media_type.endswith("; read=ocr")


@dataclass(frozen=True, slots=True)
class Article:
    """What a news page says of itself. `published` carries its time zone. `lead` and `body` are spans of the text."""

    title: str | None
    published: datetime | None
    authors: tuple[str, ...]
    lead: str | None
    body: tuple[Span, ...] = ()
