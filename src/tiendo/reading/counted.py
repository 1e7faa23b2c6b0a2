"""Things that are counted: of kinds that the lexicon does not know, made or given by a verb, or named one by one."""

from __future__ import annotations

from collections.abc import Sequence

from tiendo.reading.lexer import Token, phrases
from tiendo.reading.nouns import Noun
from tiendo.reading.served import Quantity

_MAKES = phrases(
    "xây dựng|xây|lắp đặt|lắp|trồng|cấp|tạo|phát triển|hỗ trợ|đào tạo|thành lập|sửa chữa|làm|trao|tặng|trao tặng|thu hút|huy động|vận động|cung cấp|sản xuất|nuôi|mua|mua sắm|trang bị|bàn giao|lắp mới|mở"
)


def only_made(tokens: Sequence[Token], noun: Noun) -> bool:
    """Whether a phrase is nothing but a verb of making or giving."""
    found = _MAKES.ending(tokens, noun.stop, noun.start)
    return found is not None and found[0] == noun.start


def is_made(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a verb of making or giving stands right before a number: then it counts things, even of an unknown kind."""
    made = _MAKES.ending(tokens, quantity.first) or _MAKES.ending(tokens, quantity.lead)
    return made is not None and tokens[quantity.stop].is_word


def unknown_unit(tokens: Sequence[Token], at: int, stop: int) -> str:
    """The word for things that the lexicon does not know: two syllables, as nearly all of them have."""
    two = at + 1 < stop and tokens[at + 1].is_word and not tokens[at + 1].capital
    return f"{tokens[at].word} {tokens[at + 1].word}" if two else tokens[at].word


def names_listed(tokens: Sequence[Token], at: int, stop: int) -> int | None:
    """The index after two or more proper names that follow a count, where something is said of them; None without."""
    names, n = 0, at
    while n < stop and tokens[n].is_word and tokens[n].capital and not tokens[n].word.isupper():
        while n < stop and tokens[n].is_word and tokens[n].capital:
            n += 1
        names += 1
        if n + 1 >= stop or tokens[n].word not in {",", "và", "-"} or not tokens[n + 1].capital:
            break
        n += 1
    return n if names > 1 and n < stop and tokens[n].word in {"đạt", "được", "hoàn", "về", "lên", "ra"} else None
