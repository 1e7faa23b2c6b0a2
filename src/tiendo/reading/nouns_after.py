"""Noun phrases after a number and its unit: up to the first break or the next clause."""

from __future__ import annotations

from collections.abc import Sequence

from tiendo.reading.lexer import Token
from tiendo.reading.lexicon import COMPOUNDS, COUNTS, POST_STOPS, SECTORS, VERBS
from tiendo.reading.nouns import BREAKS, LONGEST_LIST_PART


def noun_after(tokens: Sequence[Token], start: int, stop: int, times: frozenset[int]) -> tuple[int, int]:
    """The noun phrase that follows a number and its unit, as indices: up to the first break or new clause."""
    at = start
    if start and start < stop and tokens[start].word == "," and COUNTS.ending(tokens, start) is not None:
        more = COUNTS.starting(tokens, start + 1, stop)  # "15 mô hình, dự án giảm nghèo"
        if more and more[0] < stop and tokens[more[0]].is_word and not _has_verb(tokens, more[0], stop):
            at = more[0]
    while at < stop:
        token = tokens[at]
        if token.word == "," and at > start and _list_goes_on(tokens, start, at, stop):
            at += 1
            continue
        if token.word == "/" and _counts_on_both_sides(tokens, start, at, stop):
            at += 1
            continue
        if (
            token.word in BREAKS
            or token.word in {",", "+", "•", "="}
            or at in times
            or POST_STOPS.starting(tokens, at, stop)
        ):
            break
        if token.word == "/" or (
            token.word in {"và", "cùng"} and (at + 1 >= stop or VERBS.starting(tokens, at + 1, stop))
        ):
            break
        at += 1
    while at > start and tokens[at - 1].word in {
        "và",
        "cùng",
        "với",
        "của",
        "có",
        "được",
        "là",
        "-",
        "–",
        "riêng",
        "còn",
        "các",
    }:
        at -= 1
    return start, at


def _counts_on_both_sides(tokens: Sequence[Token], start: int, stroke: int, stop: int) -> bool:
    """ "100% xã/phường/thị trấn": the stroke joins counted nouns."""
    left, right = COUNTS.ending(tokens, stroke, start), COUNTS.starting(tokens, stroke + 1, stop)
    return left is not None and right is not None


def _list_goes_on(tokens: Sequence[Token], start: int, comma: int, stop: int) -> bool:
    """ "100% xã, thị trấn đạt …": after a bare counted noun or sector, the comma joins another."""
    if start and tokens[start - 1].word == "con" and comma == start + 1:  # "4.500 con trâu, bò"
        return comma + 1 < stop and tokens[comma + 1].is_word and not _has_verb(tokens, comma + 1, stop)
    left = COUNTS.ending(tokens, comma, start) or SECTORS.ending(tokens, comma, start)
    right = COUNTS.starting(tokens, comma + 1, stop) or SECTORS.starting(tokens, comma + 1, stop)
    if not right or right[0] >= stop:
        return False
    # "nhà tạm, nhà dột nát": the same noun again, without a verb that would make it another clause
    own = {tokens[start].word, tokens[start - 1].word if start else ""}  # the counted noun may be the unit before
    again = tokens[comma + 1].word in own and not tokens[right[0]].capital
    return (
        bool(left) or (again and not _has_verb(tokens, right[0], stop)) or _shares_predicate(tokens, start, comma, stop)
    )


_PREDICATES = frozenset({"được", "đạt", "đều"})


def _shares_predicate(tokens: Sequence[Token], start: int, comma: int, stop: int) -> bool:
    """ "100% gia đình liệt sĩ, người có công được chăm sóc": what is said after the comma is said of both."""
    if start == 0 or tokens[start - 1].word != "%" or any(_says_something(t) for t in tokens[start:comma]):
        return False
    for n in range(comma + 1, min(stop - 1, comma + LONGEST_LIST_PART)):
        if tokens[n].word in BREAKS or tokens[n].word == "," or tokens[n].is_number:
            return False
        if tokens[n].word in _PREDICATES:
            return not tokens[n + 1].is_number
    return False


def _says_something(token: Token) -> bool:
    return token.word in _PREDICATES or token.word in {"có", "tham", "sử", "dùng", "hoàn"}


def _has_verb(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether a verb stands before the next sign that ends a clause."""
    for n in range(start, stop):
        if tokens[n].word in BREAKS or tokens[n].word == ",":
            return False
        if tokens[n].is_number or (VERBS.starting(tokens, n, stop) and not COMPOUNDS.starting(tokens, n, stop)):
            return True
    return False
