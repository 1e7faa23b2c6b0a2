"""Noun phrases before a number: what is measured, freed from who promises it, when, and the verbs around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tiendo.model.target import Change
from tiendo.reading.lexer import Token, phrases, words
from tiendo.reading.lexicon import (
    AGENT_VERBS,
    AGENTS,
    ALSO_NOUNS,
    COMPOUNDS,
    COUNTS,
    HEADS,
    INTRODUCES,
    LEADING,
    NEW_WORK,
    SECTORS,
    TRAILING,
    VERBS,
    WORKS,
    ZERO,
)
from tiendo.reading.token_times import is_year

BREAKS = frozenset(";.():…!?|")
_DASHES = frozenset("-–—")
LONGEST_LIST_PART = 8  # words: a longer stretch before a comma is a clause, not the first part of a noun phrase
_LONGEST_ASIDE = 20  # words in brackets
_OPENERS = phrases("trong đó|riêng|gồm|bao gồm|cụ thể|và|còn")
_HOLDS = phrases("giữ|ổn định|phát triển|mở rộng|khống chế|kiềm chế|hoàn thành|thực hiện")
_IN_NAMES = frozenset({"còn lại", "hiện có", "đăng ký", "cam kết", "yêu cầu", "được giao", "tiếp tục"})
_AFTER_WORK = words("đạt là còn được có mới trong năm , và")
_ADVERBIAL = words(
    "về theo trong tại qua với đối sau trước khi dù từ nhờ do vì ngoài cuối đầu năm ngay ở không sang bước"
)


class Noun(NamedTuple):
    """A noun phrase as token indices [start, stop); empty when start == stop.

    Attributes:
        said_from: where the clause begins, verbs included ("giải quyết việc làm", "giảm tỷ lệ …").
        head: the words before a colon that stand over this part, as indices; None without.
        change: a verb of change said before the noun ("giảm tỷ lệ hộ nghèo 5 %").
        subject: places named before "mỗi xã".
    """

    start: int
    stop: int
    said_from: int
    head: tuple[int, int] | None = None
    change: Change = Change.NONE
    subject: tuple[int, int] | None = None

    @property
    def empty(self) -> bool:
        """True when no word is left of the phrase."""
        return self.start >= self.stop


def noun_before(tokens: Sequence[Token], start: int, stop: int, times: frozenset[int], *, count: bool) -> Noun:
    """The noun phrase in the tokens between the last figure and the words that serve the next number.

    `count`: the number counts things, so a bare verb ("xây dựng 5 trường") is no noun.
    """
    stop = _without_bracket(tokens, start, stop)
    begin, head = _after_break(tokens, start, stop)
    begin = _after_comma(tokens, begin, stop, times)
    stop = _without_tail(tokens, begin, stop, times)
    begin = _after_introduction(tokens, begin, stop, times)
    said_from, change, subject = begin, Change.NONE, None
    while begin < stop:
        if (not tokens[begin].is_word and not tokens[begin].is_number) or begin in times:
            begin = said_from = begin + 1
        elif (given := _each(tokens, begin, stop)) is not None:
            subject = subject or given[1]
            begin = said_from = given[0]
        elif (after := _agent(tokens, begin, stop)) is not None:
            begin = said_from = after
        elif (new := NEW_WORK.starting(tokens, begin, stop)) is not None and new[0] < stop:
            change, begin = Change.INCREASE, new[0]  # "xây dựng mới lộ giao thông nông thôn: 8.500 m"
        elif (turned := _fronted_change(tokens, begin, stop)) is not None:
            change, begin = turned, begin + (2 if tokens[begin].word == "kéo" else 1)
        elif (
            (
                (compound := COMPOUNDS.starting(tokens, begin, stop))
                and not ((longer := LEADING.starting(tokens, begin, stop)) and longer[0] > compound[0])
            )
            or (
                (heads := HEADS.starting(tokens, begin, stop))
                and not ((longer := LEADING.starting(tokens, begin, stop)) and longer[0] > heads[0])
            )
            or (SECTORS.starting(tokens, begin, stop) and not count)
        ):
            break
        elif (introduced := INTRODUCES.starting(tokens, begin, stop)) and introduced[0] >= stop:
            begin = introduced[0]
        elif (lead := LEADING.starting(tokens, begin, stop)) and (count or lead[1] not in ALSO_NOUNS):
            begin = lead[0]
        else:
            break
    stop = _without_tail(tokens, begin, stop, times)
    if begin >= stop:
        return Noun(stop, stop, min(said_from, stop), head, change, subject)
    return Noun(begin, stop, said_from, head, change, subject)


def _after_break(tokens: Sequence[Token], start: int, stop: int) -> tuple[int, tuple[int, int] | None]:
    """(index after the last sign that ends a clause, the head when that sign is a colon)."""
    begin, head = start, None
    for at in range(start, stop):
        word = tokens[at].word
        if word == ":" and at + 1 < stop:
            head, begin = (begin, at), at + 1
        elif word in BREAKS and not _abbreviation(tokens, at) and not _in_aside(tokens, at, begin, stop):
            head, begin = (head if word == ";" else None), at + 1
    return begin, head


def _in_aside(tokens: Sequence[Token], at: int, begin: int, stop: int) -> bool:
    """ "đường giao thông (không tính quốc lộ) được cứng hóa": brackets without a number inside a noun phrase."""
    if tokens[at].word not in {"(", ")"}:
        return False
    opened = at if tokens[at].word == "(" else next((n for n in range(at, begin, -1) if tokens[n].word == "("), None)
    if opened is None or opened <= begin:
        return False
    closed = next((n for n in range(opened, min(stop, opened + _LONGEST_ASIDE)) if tokens[n].word == ")"), None)
    if closed is None or closed + 1 >= stop or not tokens[closed + 1].is_word:
        return False
    said = tokens[opened:closed]
    return not any((t.is_number and not is_year(t)) or t.word == ":" for t in said)


def _without_bracket(tokens: Sequence[Token], start: int, stop: int) -> int:
    """ "nông nghiệp (giá so sánh) tăng 4 %": a bracket that ends a noun phrase is no part of it."""
    if stop <= start or tokens[stop - 1].word != ")":
        return stop
    opened = next((n for n in range(stop - 2, start, -1) if tokens[n].word == "("), None)
    return stop if opened is None else opened


def _abbreviation(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].word == "." and at > 0 and tokens[at - 1].word in {"tp", "tr", "tx", "tt"}


def _after_comma(tokens: Sequence[Token], begin: int, stop: int, times: frozenset[int]) -> int:
    """Where the last clause begins: at a comma, unless the comma joins the parts of one noun phrase."""
    commas = [n for n in range(begin, stop) if tokens[n].word == ","]
    cut = begin
    for n in range(len(commas) - 1, -1, -1):
        comma = commas[n]
        left_start = commas[n - 1] + 1 if n else begin
        if opened := _OPENERS.starting(tokens, left_start, comma):
            left_start = opened[0]
        left = range(left_start, comma)
        headed = HEADS.starting(tokens, left_start, comma) or any(
            HEADS.starting(tokens, first, comma) for first in (begin, *(c + 1 for c in commas[:n])) if n
        )
        longest = LONGEST_LIST_PART * 2 if headed else LONGEST_LIST_PART
        joins = (
            0 < len(left) <= longest
            and comma + 1 < stop
            and not HEADS.starting(tokens, comma + 1, stop)
            and tokens[left_start].word not in _ADVERBIAL
            and not any(m in times or tokens[m].is_number for m in left)
            and not INTRODUCES.starting(tokens, comma + 1, stop)
            and not AGENTS.starting(tokens, comma + 1, stop)
            and not _is_verbal(tokens, comma + 1, stop)
            and tokens[left_start].word not in {"hđnd", "ubnd"}
        ) or (
            comma + 1 < stop
            and COUNTS.ending(tokens, comma, left_start) is not None
            and (COUNTS.starting(tokens, comma + 1, stop) or AGENTS.starting(tokens, comma + 1, stop)) is not None
            and not any(m in times for m in left)
        )
        joins = joins or _works_joined(tokens, left_start, comma, stop)
        if not joins:
            cut = comma + 1
            break
    return cut


def _works_joined(tokens: Sequence[Token], start: int, comma: int, stop: int) -> bool:
    """ "đường giao thông nông thôn xây dựng, nâng cấp": a second kind of work after the first, both said of the noun."""
    left, right = WORKS.ending(tokens, comma, start + 2), WORKS.starting(tokens, comma + 1, stop)
    return left is not None and right is not None and (right[0] == stop or tokens[right[0]].word in _AFTER_WORK)


def _is_verbal(tokens: Sequence[Token], at: int, stop: int) -> bool:
    found = VERBS.starting(tokens, at, stop)
    if found and found[1] == "không" and not ZERO.starting(tokens, at, stop):
        return False  # "đường ngõ xóm sạch, không lầy lội"
    return bool(found and found[1] not in ALSO_NOUNS)


def _after_introduction(tokens: Sequence[Token], begin: int, stop: int, times: frozenset[int]) -> int:
    """The index after the last phrase that only introduces, as long as words are left after it."""
    cut, at = begin, begin
    while at < stop:
        found = INTRODUCES.starting(tokens, at, stop)
        if found and COMPOUNDS.starting(tokens, at, stop):
            found = None
        if found and (work := WORKS.starting(tokens, at, stop)) and work[0] > found[0]:
            at = work[0]  # "nâng cấp" is work, where "nâng" only introduces
            continue
        if found and found[0] < stop and not all(n in times or not tokens[n].is_word for n in range(found[0], stop)):
            joined = found[1] in {"với", "cùng", "như", "ước", "giữ vững"} and at > begin + 3
            # "đất được tập trung để sản xuất quy mô lớn": what it is for belongs to it, unless a new head follows
            joined |= found[1] in {"để", "nhằm"} and at > begin + 3 and not HEADS.starting(tokens, found[0], stop)
            if found[1] in {"như", "với"} and HEADS.starting(tokens, found[0], stop) and not _names(tokens, cut, at):
                joined = False  # "các chỉ tiêu về kinh tế như tốc độ tăng …", "trồng dược liệu với diện tích …"
            # "tỷ lệ hộ nghèo còn lại theo chuẩn tỉnh": in a phrase with a head such words belong to what it names
            joined |= (
                found[1] in _IN_NAMES
                and HEADS.starting(tokens, cut, at) is not None
                and not any(tokens[n].word in {",", ";", ":"} for n in range(cut, at))
                and not HEADS.starting(tokens, found[0], stop)
            )
            # "tỷ lệ hoàn thành chỉ tiêu tuyển quân": what is fulfilled is the object of a verb in the name
            joined |= found[1] in {"chỉ tiêu", "kế hoạch"} and at > begin and tokens[at - 1].word in {"thành", "hiện"}
            if not joined or tokens[at - 1].word == ",":
                cut = found[0]
            at = found[0]
        else:
            verb = _HOLDS.starting(tokens, at, stop) if at > begin else None
            named = verb and HEADS.starting(tokens, verb[0], stop)
            if named and not (HEADS.starting(tokens, cut, at) or COUNTS.starting(tokens, cut, at)):
                cut = verb[0] if verb else cut  # "ngành thủy sản giữ sản lượng nuôi trồng …"
            at += 1
    return cut


def _names(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Whether a stretch begins like the name of an indicator: "tỷ lệ …", "số hộ …"."""
    return (HEADS.starting(tokens, start, stop) or COUNTS.starting(tokens, start, stop)) is not None


def _each(tokens: Sequence[Token], at: int, stop: int) -> tuple[int, tuple[int, int] | None] | None:
    """ "mỗi người dân có thu nhập", "một ha đất cho giá trị …", "hai xã Đăk Kôi, Đăk Pne mỗi xã": → index after it."""
    first = tokens[at].word
    if first == "bình" and at + 2 < stop and tokens[at + 2].word == "mỗi":
        at, first = at + 2, "mỗi"
    if first in {"mỗi", "một"} and at + 1 < stop and tokens[at + 1].word not in {"năm", "tháng", "số"}:
        for n in range(at + 1, min(stop, at + 10)):
            if tokens[n].word in {"có", "cho", "ra", "thu"} and not (
                tokens[n].word == "thu" and n + 1 < stop and tokens[n + 1].word == "nhập"
            ):
                return n + 1, None
            if tokens[n].word == "thu":
                return n, None
        noun = COUNTS.starting(tokens, at + 1, stop)
        if noun is None:
            return (stop, None) if first == "mỗi" and stop - at < 6 else None
        after = noun[0]
        while after < stop and tokens[after].word in {"còn", "lại", "dân"}:
            after += 1
        return after, None
    for n in range(at + 1, min(stop, at + 24)):
        if tokens[n].word == "mỗi" and n + 1 < stop and COUNTS.starting(tokens, n + 1, stop):
            names = next((m for m in range(at, n) if tokens[m].capital and m > at), None)
            if names is None:
                return None
            return n + 2, (names, n)
    return None


def _agent(tokens: Sequence[Token], at: int, stop: int) -> int | None:
    """The index after who promises ("xã Lơ Ku chọn …", "toàn huyện trồng …"); None where nobody is named."""
    found = AGENTS.starting(tokens, at, stop)
    if found is None:
        after = at
        while after < stop and tokens[after].capital and after - at < 5 and tokens[after].is_word:
            after += 1
        named = after - at >= 2 and AGENT_VERBS.starting(tokens, after, stop)
        return after if named and not HEADS.starting(tokens, at, stop) else None
    after = found[0]
    if after < stop and tokens[after].capital and tokens[after].is_word and tokens[after].word not in {"nông"}:
        while after < stop and ((tokens[after].capital and tokens[after].is_word) or tokens[after].word in _DASHES):
            after += 1
        return after
    if after < stop and tokens[after].is_number and not tokens[at].capital:
        return None
    if after >= stop or AGENT_VERBS.starting(tokens, after, stop) or found[1].startswith(("toàn", "cả", "các")):
        return after
    inner = _agent(tokens, after, stop) if AGENTS.starting(tokens, after, stop) else None
    return inner


def _fronted_change(tokens: Sequence[Token], at: int, stop: int) -> Change | None:
    """ "giảm tỷ lệ hộ nghèo 5 %": the verb of change stands before its noun."""
    word = tokens[at].word
    if word == "kéo" and at + 1 < stop and tokens[at + 1].word == "giảm":
        word, at = "giảm", at + 1
    elif word not in {"giảm", "tăng", "hạ"}:
        return None
    if at + 1 >= stop or COMPOUNDS.starting(tokens, at, stop) or tokens[at + 1].word in {"trưởng", "cường"}:
        return None
    if not HEADS.starting(tokens, at + 1, stop) and word != "giảm":  # "giảm tai nạn giao thông từ 5 %"
        return None
    return Change.INCREASE if word == "tăng" else Change.DECREASE


def _without_tail(tokens: Sequence[Token], begin: int, stop: int, times: frozenset[int]) -> int:
    """Drops from the end what is no noun: signs, words of time, "của huyện Kon Rẫy", small verbs."""
    while stop > begin:
        if stop - 1 in times or (not tokens[stop - 1].is_word and not tokens[stop - 1].is_number):
            stop -= 1
        elif COMPOUNDS.ending(tokens, stop, begin):
            break
        elif found := TRAILING.ending(tokens, stop, begin):
            stop = found[0]
        elif (owner := _owner(tokens, begin, stop)) is not None:
            stop = owner
        else:
            break
    return stop


def _owner(tokens: Sequence[Token], begin: int, stop: int) -> int | None:
    """The index of "của" in "của huyện Kon Rẫy" at the end; None without."""
    at = stop
    while at > begin and tokens[at - 1].capital and stop - at < 6:
        at -= 1
    found = AGENTS.ending(tokens, at, begin)
    if found is None or (at == stop and not found[1].startswith(("toàn", "cả"))):
        return None
    at = found[0]
    return at - 1 if at > begin and tokens[at - 1].word in {"của", "ở", "tại"} else at if at > begin else None
