"""Noun phrases after a number and its unit: up to the first break or the next clause."""

from __future__ import annotations

from collections.abc import Sequence

from tiendo.reading.lexer import Token
from tiendo.reading.lexicon import AGENTS, COMPOUNDS, COUNTS, POST_STOPS, SECTORS, VERBS
from tiendo.reading.nouns import BREAKS, LONGEST_LIST_PART

_FEW = 3  # words


def noun_after(tokens: Sequence[Token], start: int, stop: int, times: frozenset[int]) -> tuple[int, int]:
    """The noun phrase that follows a number and its unit, as indices: up to the first break or new clause."""
    at = start
    if start and start < stop and tokens[start].word == "," and COUNTS.ending(tokens, start) is not None:
        more = COUNTS.starting(tokens, start + 1, stop)  # "15 mô hình, dự án giảm nghèo"
        if more and more[0] < stop and tokens[more[0]].is_word and not _has_verb(tokens, more[0], stop):
            at = more[0]
    if at == start and (behind := _other_name(tokens, at, stop)) is not None:
        at = behind
    while at < stop:
        token = tokens[at]
        if token.word == "," and at > start and _list_goes_on(tokens, start, at, stop):
            at += 1
            continue
        if token.word == "," and at > start and _all_had(tokens, start, at, stop):
            at += 1
            continue
        if token.word == "/" and (_counts_on_both_sides(tokens, start, at, stop) or _of_criteria(tokens, at, stop)):
            at += 1
            continue
        if (
            token.word in BREAKS
            or token.word in {",", "+", "•", "="}
            or at in times
            or (POST_STOPS.starting(tokens, at, stop) and not _part_of_name(tokens, at, stop))
        ):
            break
        if token.word == "/" or (
            token.word in {"và", "cùng"}
            and (at + 1 >= stop or VERBS.starting(tokens, at + 1, stop) or _names_a_place(tokens, at + 1, stop))
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


def _names_a_place(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """ "5 xã nông thôn mới và huyện Vụ An đạt chuẩn": a named place that does something of its own."""
    found = AGENTS.starting(tokens, at, stop)
    return found is not None and found[0] < stop and tokens[found[0]].capital and tokens[found[0]].is_word


def _part_of_name(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """ "mô hình giảm nghèo": a verb of change in a compound."""
    return tokens[at].word in {"giảm", "tăng"} and COMPOUNDS.starting(tokens, at, stop) is not None


def _other_name(tokens: Sequence[Token], at: int, stop: int) -> int | None:
    """ "3 thôn (làng) đạt chuẩn": the index after what the things counted are called as well; None without."""
    if at + 3 >= stop or tokens[at].word != "(":
        return None
    closed = next((n for n in range(at + 2, min(stop - 1, at + 5)) if tokens[n].word == ")"), None)
    if closed is None or not tokens[closed + 1].is_word or COUNTS.starting(tokens, at + 1, closed) is None:
        return None
    return closed + 1


def _all_had(tokens: Sequence[Token], start: int, comma: int, stop: int) -> bool:
    """ "100% tuyến đường có vỉa hè, cây xanh và điện chiếu sáng": things that all of them have, up to the end of the clause."""
    if tokens[start - 1].word != "%" or not any(t.word in {"có", "đạt"} for t in tokens[start:comma]):
        return False
    end = next((n for n in range(comma + 1, stop) if tokens[n].word in BREAKS), stop)
    if end - comma > LONGEST_LIST_PART + 1 or (end == stop and stop < len(tokens)) or _has_verb(tokens, comma + 1, end):
        return False
    said = [t.word for t in tokens[comma + 1 : end]]
    return (
        ("và" in said or len(said) <= _FEW) and "," not in said and POST_STOPS.starting(tokens, comma + 1, end) is None
    )


def _counts_on_both_sides(tokens: Sequence[Token], start: int, stroke: int, stop: int) -> bool:
    """ "100% xã/phường/thị trấn": the stroke joins counted nouns."""
    left, right = COUNTS.ending(tokens, stroke, start), COUNTS.starting(tokens, stroke + 1, stop)
    return left is not None and right is not None


def _of_criteria(tokens: Sequence[Token], stroke: int, stop: int) -> bool:
    """ "xã đạt 19/19 tiêu chí": all the criteria that there are."""
    return stroke + 2 < stop and tokens[stroke - 1].is_number and tokens[stroke + 2].word == "tiêu"


def _list_goes_on(tokens: Sequence[Token], start: int, comma: int, stop: int) -> bool:
    """ "100% xã, thị trấn đạt …": after a bare counted noun or sector, the comma joins another."""
    if start and tokens[start - 1].word == "con" and comma == start + 1:  # "4.500 con trâu, bò"
        return comma + 1 < stop and tokens[comma + 1].is_word and not _has_verb(tokens, comma + 1, stop)
    left = COUNTS.ending(tokens, comma, start) or SECTORS.ending(tokens, comma, start)
    right = COUNTS.starting(tokens, comma + 1, stop) or SECTORS.starting(tokens, comma + 1, stop)
    if not right or right[0] >= stop:
        return False
    if [t.word for t in tokens[comma + 1 : comma + 3]] == [t.word for t in tokens[comma - 2 : comma]]:
        return False  # "giảm 100 hộ nghèo, hộ nghèo còn 1,6%"
    # "nhà tạm, nhà dột nát": the same noun again, without a verb that would make it another clause
    own = {tokens[start].word, tokens[start - 1].word if start else ""}  # the counted noun may be the unit before
    again = tokens[comma + 1].word in own and not tokens[right[0]].capital
    return (
        bool(left)
        or (again and (not _has_verb(tokens, right[0], stop) or _ends_the_clause(tokens, comma, stop)))
        or _shares_predicate(tokens, start, comma, stop)
    )


def _ends_the_clause(tokens: Sequence[Token], comma: int, stop: int) -> bool:
    """ "1.250 hộ nghèo, hộ cận nghèo xây nhà ở;": the clause ends before another number comes."""
    return stop == len(tokens) or any(tokens[n].word in BREAKS for n in range(comma + 1, stop))


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
