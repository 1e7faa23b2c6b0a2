"""Numbers as Vietnamese officials write them: 229.800 · 137,5 · 01 · 6,5-7% · từ 6,5 đến 7% · hai."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tiendo.model.document import Span

_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,15}(?:,\d+)?"
_NUMBER = re.compile(rf"(?<![\w,./])({_DIGITS})(?![\d])")
_RANGE_TAIL = re.compile(rf"\s{{0,3}}%?\s{{0,3}}(?:[-–—]|đến)\s{{0,3}}({_DIGITS})(?![\d])(?!\s*[-/]\s*\d)")
_STROKE_TAIL = re.compile(r"/\d{1,3}(?:\.\d{3})*(?:,\d+)?(?![\d/])")

WORDS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
# A number word is a figure only where a verb or a bound makes it one: "thêm hai xã", never "một trong những".
_WORD = re.compile(
    r"(?:thêm|ít nhất|tối thiểu|công nhận|thành lập|xây dựng)\s+(" + "|".join(w for w in WORDS) + r")\s+"
    r"(?=(?:xã|trường|sản phẩm|huyện|hợp tác xã|HTX|thôn|ấp|khu|cụm|công trình|doanh nghiệp|phường)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text. `high` is the upper end of a range."""

    span: Span
    value: Decimal
    high: Decimal | None = None


def find_numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """Every number between two offsets, in order. Grouping dots and the decimal comma are undone exactly."""
    end = len(text) if end is None else end
    found: list[Number] = []
    at = start
    while match := _NUMBER.search(text, at, end):
        value, high, stop = parse(match[1]), None, match.end(1)
        if tail := _RANGE_TAIL.match(text, stop, end):
            other = parse(tail[1])
            if other > value:
                high, stop = other, tail.end(1)
        elif stroke := _STROKE_TAIL.match(text, stop, end):
            stop = stroke.end()  # "6/6 xã", "4.264/4.170 tỷ đồng": the value stands before the stroke
        found.append(Number(Span(match.start(1), stop), value, high))
        at = stop
    for match in _WORD.finditer(text, start, end):
        found.append(Number(Span(match.start(1), match.end(1)), Decimal(WORDS[match[1].lower()])))
    return sorted(found, key=lambda n: n.span)


def parse(written: str) -> Decimal:
    """The exact value of "1.234.567,8". Raises ValueError for anything that is not so written."""
    if not re.fullmatch(_DIGITS, written, re.ASCII):
        raise ValueError(f"“{written}” is not a number as written in Vietnamese.")
    return Decimal(written.replace(".", "").replace(",", "."))
