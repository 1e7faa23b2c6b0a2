"""Lines → passages → sentences: what belongs together, whatever width the page was wrapped at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tiendo.model.document import Span
from tiendo.reading.letters import UPPER

_MARKER = re.compile(
    r"(?:#{1,6}\s+|>\s+)?(?:\*\*|__)?(?:[-–—+*•●▪o]\s+|\(?(?P<number>\d{1,2})[.)/]\s+|(?P<letter>\(?[a-zđ][.)])\s+|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+|[IVX]{1,5}[.)]\s+|[A-H][.)]\s+)+"
)
_SENTENCE_END = re.compile(
    rf"[.!?…](?<!\bTP.)(?<!\bTp.)(?<!\bTX.)(?<!\bTT.)(?<!\bQ.)(?<!\bP.)(?=\s+[\"“(*_]{{0,3}}[{UPPER}\d])"
)
_ITEM_END = re.compile(r";(?=\s|$)")
_WRAPPED_AT = 55  # characters: a shorter line was ended on purpose
# A line that ends in one of these has not said what it began to say, however short it is.
_GOES_ON = re.compile(
    r"\s(?:dưới|trên|từ|còn|đạt|là|và|của|với|đến|khoảng|hơn|gần|bình quân|không quá|tối thiểu|ít nhất|xuống|lên|bằng|chiếm|cho|có|năm|trong|theo)$"
)
_ENDS = (".", ";", ":", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or list item without its list sign. `listed`: it had one; `lettered`: an "a." item under a numbered one."""

    span: Span
    lettered: bool = False
    listed: bool = False


def passages(text: str, lines: Sequence[Span]) -> Iterator[Passage]:
    """Paragraphs and list items; a line that was only wrapped is joined to the one before."""
    start: Span | None = None
    last: Span | None = None
    for line in lines:
        if start is not None and last is not None and _is_wrapped(text, last, line):
            last = line
            continue
        if start is not None and last is not None:
            yield _passage(text, Span(start.start, last.end))
        start = last = line
    if start is not None and last is not None:
        yield _passage(text, Span(start.start, last.end))


def sentences(text: str, passage: Span) -> Iterator[Span]:
    """Sentences between full stops; items between semicolons stay together in one."""
    start = passage.start
    for match in _SENTENCE_END.finditer(text, passage.start, passage.end):
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, passage.end)


def items(text: str, sentence: Span) -> list[Span]:
    """The items of a list between semicolons; the whole sentence where there are none."""
    if text.find(";", sentence.start, sentence.end) < 0:
        return [sentence]
    found: list[Span] = []
    start = sentence.start
    for match in _ITEM_END.finditer(text[sentence.start : sentence.end]):
        end = sentence.start + match.end()
        found.extend(_trimmed(text, start, end))
        start = end
    found.extend(_trimmed(text, start, sentence.end))
    return found or [sentence]


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    said = text[start:end]
    if said.strip():
        yield Span(start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip()))


def _passage(text: str, span: Span) -> Passage:
    marker = _MARKER.match(text, span.start, span.end)
    if marker is None or marker.end() >= span.end:
        return Passage(span)
    return Passage(Span(marker.end(), span.end), marker["letter"] is not None, listed=True)


def _is_wrapped(text: str, last: Span, line: Span) -> bool:
    """Whether `line` only goes on with the paragraph of `last`."""
    named = last.end - last.start >= _WRAPPED_AT and text.endswith("):", last.start, last.end)  # "… (không tính …):"
    if (text.endswith(_ENDS, last.start, last.end) and not (named and text[line.start].isdigit())) or text.count(
        "\n", last.end, line.start
    ) != 1:
        return False
    if _MARKER.match(text, line.start, line.end):
        return False
    before, first = text[last.start : last.end], text[line.start]
    if _GOES_ON.search(before) and (first.isdigit() or first.islower()):
        return True
    if first.islower():
        return len(before) >= 30
    return len(before) >= _WRAPPED_AT and (first.isdigit() or before.endswith(",") or len(before) >= 70)
