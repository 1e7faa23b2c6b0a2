"""Numbers that belong to a name: how many criteria a commune meets, from which age on, and are no figures of their own."""

from __future__ import annotations

from collections.abc import Sequence

from tiendo.reading.lexer import Token, words
from tiendo.reading.numbers import number_at

_LONGEST_CLAUSE = 80  # words
_NEAR = 9  # words


def in_the_name(tokens: Sequence[Token], start: int) -> set[int]:
    """ "không còn xã dưới 15 tiêu chí": the number says which communes, and is no figure of its own."""
    for n in range(start, min(len(tokens) - 1, start + _LONGEST_CLAUSE)):
        if tokens[n].word in {",", ";", "."}:
            break
        if tokens[n].word in {"dưới", "trên"} and tokens[n + 1].is_number:
            return {n + 1}
    return set()


def criteria_met(tokens: Sequence[Token], at: int) -> set[int]:
    """ "7 xã đạt 19/19 tiêu chí", "3 xã đạt từ 15 tiêu chí trở lên": how many criteria says which communes are counted."""
    far = min(len(tokens), at + _NEAR)
    while at < far and tokens[at].is_word and tokens[at].word != "đạt":
        at += 1
    if at >= far or tokens[at].word != "đạt":
        return set()
    at += 1
    while at < len(tokens) and tokens[at].word in {"từ", "đủ", "trên", "dưới"}:
        at += 1
    met = number_at(tokens, at) if at < len(tokens) else None
    if met is None or [t.word for t in tokens[met.stop : met.stop + 2]] != ["tiêu", "chí"]:
        return set()
    if met.stop + 2 < len(tokens) and tokens[met.stop + 2].word == "/":
        return set()  # "bình quân 20 xã đạt 17 tiêu chí/xã"
    return set(range(at, met.stop))


def in_a_rate(tokens: Sequence[Token], numbers: Sequence[int]) -> set[int]:
    """ "tỷ lệ hộ có ít nhất 01 điện thoại thông minh đạt 96 %": in a rate that is given in per cent, a number of something
    else before it says what the rate is of."""
    hidden: set[int] = set()
    for at in numbers:
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if not tokens[at].is_number or following is None or not following.is_word or following.word in _ON:
            continue
        begin = at - 1
        while begin > 0 and at - begin < _FAR and tokens[begin].word not in _ENDS_A_RATE:
            if tokens[begin].word == "lệ" and tokens[begin - 1].word in {"tỷ", "tỉ"}:
                break
            begin -= 1
        if tokens[begin].word != "lệ":
            continue
        stop = at + 1
        while stop < len(tokens) and stop - at < _FAR and tokens[stop].word not in _ENDS_A_RATE:
            if tokens[stop].word == "%":
                break
            stop += 1
        between = any(t.word == "%" for t in tokens[begin:at])
        if not between and stop < len(tokens) and tokens[stop].word == "%":
            hidden.add(at)
    return hidden


_ENDS_A_RATE = frozenset({",", ";", ".", ":", "(", ")"})
_ON = words("xuống lên còn đến tới và phần điểm")
_FAR = 30  # words
