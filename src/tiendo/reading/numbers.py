"""Numbers as Vietnamese officials write them: 229.800 · 137,5 · 01 · 6,5-7% · từ 6,5 đến 7% · ½ · một nghìn hai trăm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from tiendo.model.document import Span
from tiendo.reading.lexer import Token

_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,15}(?:,\d+)?"
_GROUPED_OR_DECIMAL = re.compile(_DIGITS, re.ASCII)
_ENGLISH_DECIMAL = re.compile(r"\d{1,12}\.\d{1,2}", re.ASCII)  # "12.5": no grouping dot has one or two digits after it
LONGEST = 24  # characters of a number; longer strings of digits are codes

UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_DASHES = frozenset("-–—")


class Number(NamedTuple):
    """A number in the text. `high` is the upper end of a range; `first`, `stop` are its tokens."""

    span: Span
    value: Decimal
    high: Decimal | None = None
    first: int = 0
    stop: int = 0


def parse(written: str) -> Decimal:
    """The exact value of "1.234.567,8". Raises ValueError for anything that is not so written."""
    if len(written) <= LONGEST:
        if _GROUPED_OR_DECIMAL.fullmatch(written):
            return Decimal(written.replace(".", "").replace(",", "."))
        if _ENGLISH_DECIMAL.fullmatch(written):
            return Decimal(written)
        if written in FRACTIONS:
            return FRACTIONS[written]
    raise ValueError(f"“{written}” is not a number as written in Vietnamese.")


def parse_words(words: Sequence[str]) -> tuple[int, int]:
    """(value, how many words) of the longest number written out at the start of `words`; (0, 0) without one.

    "một nghìn hai trăm" is 1200, "hai mươi lăm" 25, "mười" 10.
    """
    total, group, last, used = 0, 0, None, 0
    for at, word in enumerate(words):
        if word in UNITS and last is None:
            last = UNITS[word]
        elif word == "mười" and last is None:
            group += 10
        elif word == "mươi" and last is not None:
            group, last = group + last * 10, None
        elif word == "trăm" and last is not None:
            group, last = group + last * 100, None
        elif word in _SCALES and (last is not None or group):
            total, group, last = total + (group + (last or 0)) * _SCALES[word], 0, None
        elif word in {"linh", "lẻ"} and group and last is None:
            continue
        else:
            break
        used = at + 1
    return total + group + (last or 0), used


def number_at(tokens: Sequence[Token], at: int) -> Number | None:
    """The number that begins at a token: digits, a fraction sign, or a range or "6/6" of digits. No number words."""
    value = _value(tokens, at)
    if value is None:
        return None
    stop, high = at + 1, None
    if stop < len(tokens) and tokens[stop].word in FRACTIONS and tokens[stop].start == tokens[at].end:
        value, stop = value + FRACTIONS[tokens[stop].word], stop + 1  # "1½"
    dash = stop + 1 if stop < len(tokens) and tokens[stop].word in {"%", "‰"} else stop  # "8,0% - 8,5%"
    if dash + 1 < len(tokens) and (tokens[dash].word in _DASHES or tokens[dash].word == "đến"):
        other = _value(tokens, dash + 1)
        if other is not None and other > value and not _goes_on(tokens, dash + 2):
            high, stop = other, dash + 2
    elif (
        stop + 1 < len(tokens)
        and tokens[stop].word == "/"
        and tokens[stop].start == tokens[at].end
        and _value(tokens, stop + 1) is not None
        and not _goes_on(tokens, stop + 2)
    ):
        stop += 2  # "6/6 xã", "4.264/4.170 tỷ đồng": the value stands before the stroke
    return Number(Span(tokens[at].start, tokens[stop - 1].end), value, high, at, stop)


def _value(tokens: Sequence[Token], at: int) -> Decimal | None:
    token = tokens[at]
    if not (token.is_number or token.word in FRACTIONS):
        return None
    try:
        return parse(token.word)
    except ValueError:
        return None


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether another "-5" or "/2020" follows, as in a date or a code."""
    return at + 1 < len(tokens) and tokens[at].word in {"-", "/", "–"} and tokens[at + 1].is_number
