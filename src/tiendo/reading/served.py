"""The words that serve a number, read from right to left: comparators, verbs of change and of level, words of time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from tiendo.model.target import Change, Comparator
from tiendo.reading.lexer import Token, words
from tiendo.reading.lexicon import AGENTS, BEFORE, COMPARATOR, HEADS, Before


class Quantity(NamedTuple):
    """A number and the words that serve it. `first`, `number_stop`, `stop` and `lead` are token indices.

    Attributes:
        lead: where the verbs, comparators and words of time right before the number begin.
        stop: after unit and "trở lên".
        noun_stop: where a noun phrase before the number ends: `lead`, or after "bình quân hằng năm" kept in the name.
        per: "/xã" said before the number ("bình quân/xã").
        planned: marked as the plan's figure ("KH 55-56 triệu đồng").
        compared: the change is said against another year, so no noun phrase stands right before it.
        first_from: "từ" before it: with "lên" or "xuống" after it, it is what the target starts from.
    """

    lead: int
    first: int
    number_stop: int
    stop: int
    noun_stop: int
    value: Decimal
    high: Decimal | None
    unit: str
    comparator: Comparator
    change: Change
    rule: str
    per: str = ""
    planned: bool = False
    compared: bool = False
    first_from: bool = False
    to_level: bool = False
    fulfils: bool = False


_DONE_VERBS = frozenset({"hoàn", "duy", "giữ", "thực", "có"})  # first words of verbs that a colon before stands over


def _in_a_name(tokens: Sequence[Token], begin: int, end: int, number: int) -> bool:
    """ "diện tích nhà ở bình quân 28,5 m2": this "ở" is part of a name; and "QP-AN: hoàn thành 100% chỉ tiêu": what stands
    before such a colon is a field, and no indicator."""
    word = tokens[begin].word
    if word == "ở":
        return tokens[begin - 1].word in {"nhà", "chỗ"}
    if word == "bằng":
        return tokens[begin - 1].word == "mặt"
    if word == "bình" and end - begin == 2:
        return tokens[begin - 1].word == "nhập"  # "thu nhập bình quân tăng": a name
    if word == "làm":
        return tokens[begin - 1].word == "việc"  # "giải quyết việc làm mới 32.000 người"
    if word == "đủ":
        return tokens[begin - 1].word in {",", "đầy"} and end < number  # "được chi trả đúng, đủ đạt 98 %"
    if word in {"hằng", "hàng"}:
        return tokens[begin - 1].word == "cây"  # "cây hằng năm" grow for a year
    if word != ":" or end >= number or tokens[end].word not in _DONE_VERBS:
        return False
    before = tokens[begin - 1]  # "kế hoạch năm 2024: duy trì 30 %" says whose figure it is
    return not (before.is_number or before.word in {"hoạch", "kh", "tiêu", "giao"})


_PLAN_TAKEN = words("hiện theo của với vượt đạt bằng hoàn thành giao so xây dựng lập và")


def _plan_of_a_noun(before: Token, unit: str) -> bool:
    """ "sản lượng 194 tấn, kế hoạch 229 tấn", "(KH 56 triệu đồng": "thực hiện kế hoạch 10 ha" does not say it."""
    if before.word in {"/", "(", ","}:
        return True
    return bool(unit) and before.is_word and before.word not in _PLAN_TAKEN


_KEPT_IN_NAME = frozenset({"quân", "bình"})
_LEVELS_UP = frozenset({"lên", "xuống", "còn", "tới", "lên tới", "lên đến", "lên mức", "xuống còn", "giảm còn"})
_RATE_NOUNS = frozenset({"tốc", "độ", "mức", "tỷ", "lệ", "tỉ"})


def _names_a_rate(tokens: Sequence[Token], at: int, floor: int) -> bool:
    """Whether the verb of change at `at` belongs to a rate's name ("tốc độ tăng", "số giảm"); "ký số", "dân số" and "thiểu
    số" end in another "số"."""
    if tokens[at - 1].word == "số":
        return at - 2 < floor or not tokens[at - 2].is_word or tokens[at - 2].word in {"tổng", "với"}
    return tokens[at - 1].word in _RATE_NOUNS


def _growth_is_named(tokens: Sequence[Token], at: int, floor: int) -> bool:
    """ "đóng góp vào tăng trưởng trên 50 %", "huyện phấn đấu tăng trưởng 14 %": growth is the noun; "GRDP tăng trưởng" grows."""
    if tokens[at - 1].word in {"vào", "cho"}:
        return True
    if [t.word for t in tokens[max(floor, at - 2) : at]] != ["phấn", "đấu"]:
        return False
    return at - 2 == floor or not tokens[at - 3].is_word or AGENTS.ending(tokens, at - 2, floor) is not None


def _area_of(tokens: Sequence[Token], end: int, floor: int) -> bool:
    """ "diện tích rừng trồng mới": an area, and what it is of in a word or two."""
    near = range(max(floor, end - 4), end - 2)
    return any(tokens[n].word == "diện" and all(t.is_word for t in tokens[n:end]) for n in near)


def served(tokens: Sequence[Token], number: int, floor: int, times: frozenset[int], unit: str) -> Quantity:
    """Read the words before a number from right to left: comparator, verb of change or level, words of time."""
    at = number
    comparator: Comparator | None = None
    change: Change | None = None
    rule, per = "level", ""
    planned = passed_time = compared = first_from = to_level = False
    noun_stop = number
    while at > floor:
        if at - 1 in times:
            at -= 1
            passed_time = True
            noun_stop = at
            continue
        if at - floor >= 3 and tokens[at - 2].word == "/" and tokens[at - 3].word == "quân":
            if unit.startswith("%") and tokens[at - 1].word not in {"năm", "tháng"}:
                break  # "bình quân/xã giảm 3,5 %": a share of the mean
            per = tokens[at - 1].word  # "bình quân/xã"
            at -= 4 if at - floor >= 4 and tokens[at - 4].word == "bình" else 3
            noun_stop = at
            continue
        found = BEFORE.ending(tokens, at, floor)
        if found is None and at < number and tokens[at - 1].word == "," and change in {None, Change.NONE}:
            far = BEFORE.ending(tokens, at - 1, floor)  # "tăng mạnh, tới 74,55 %"
            if far and far[1] in {Before.UP, Before.DOWN}:
                found, change, to_level = far, None, False
        if found is None:
            break
        begin, kind = found
        if begin > floor and _in_a_name(tokens, begin, at, number):
            break
        if tokens[begin].word == "đóng" and "đồng" in unit:
            break  # "nhân dân đóng góp 10 tỷ đồng": what is given
        said = " ".join(t.word for t in tokens[begin:at])
        if kind is Before.PLAN:
            if begin > floor and not _plan_of_a_noun(tokens[begin - 1], unit):
                break
            planned = True
        elif kind is Before.FROM:
            first_from = comparator is None
            comparator = comparator or Comparator.AT_LEAST
        elif kind in COMPARATOR:
            if passed_time and kind in {Before.MORE, Before.LESS}:  # "cao hơn năm trước 12 %", "hơn năm 2021 là 3"
                change = Change.INCREASE if kind is Before.MORE else Change.DECREASE
                rule, compared = "compared", True
            elif change is None or comparator is None:
                comparator = comparator or COMPARATOR[kind]
            else:
                break
        elif kind in {Before.UP, Before.DOWN, Before.NEW}:
            named = kind is Before.NEW and (
                HEADS.ending(tokens, begin, floor)
                or _area_of(tokens, begin, floor)
                or (at < number and tokens[at].word == ":" and begin > floor and tokens[begin - 1].is_word)
            )
            if change is not None or named:
                break  # "số doanh nghiệp thành lập mới: 25", "diện tích trồng mới 90 ha": part of the name
            if said == "tăng trưởng" and begin > floor and _growth_is_named(tokens, begin, floor):
                break
            if kind is not Before.NEW and begin > floor and _names_a_rate(tokens, begin, floor) and "thêm" not in said:
                break  # "tốc độ tăng trưởng 9 %": the rate's own name
            change = Change.DECREASE if kind is Before.DOWN else Change.INCREASE
            rule = {Before.UP: "increase", Before.DOWN: "decrease", Before.NEW: "new"}[kind]
        elif kind is Before.TIME:
            passed_time = True
            if (
                change in {None, Change.NONE}
                and not to_level
                and _KEPT_IN_NAME & set(said.split(" "))
                and rule == "level"
            ):
                at = begin
                continue  # "sản lượng bình quân hằng năm 25.000 tấn": kept in the name unless a verb of change took it
        elif said == "bằng" and unit == "lần" and change is None:
            change, rule = Change.INCREASE, "increase"  # "bằng 1,75 lần năm 2015", as "gấp 1,75 lần"
        elif kind is Before.LEVEL and change is None and said not in {":", "="}:  # "giảm bình quân/năm: 1 %" falls
            change = Change.NONE
            to_level = said in _LEVELS_UP or said.split()[0] in {"lên", "xuống", "còn", "tới"}
        at = begin
        noun_stop = at
    return Quantity(
        lead=at,
        first=number,
        number_stop=number,
        stop=number,
        noun_stop=max(at, noun_stop),
        value=Decimal(0),
        high=None,
        unit=unit,
        comparator=comparator or Comparator.EQUAL,
        change=change or Change.NONE,
        rule=rule,
        per=per,
        planned=planned,
        compared=compared,
        first_from=first_from,
        to_level=to_level,
    )
