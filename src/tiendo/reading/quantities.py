"""Tokens → quantities: a number with its unit, comparator and change, and where the words that serve it begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from tiendo.model.document import Span
from tiendo.model.target import Change, Comparator
from tiendo.reading.lexer import Token, words
from tiendo.reading.lexicon import (
    AFTER,
    ALL,
    BEFORE,
    CASES,
    COMPARATOR,
    COUNTS,
    NOT_AFTER,
    NOT_BEFORE,
    PLAN_FULFILLED,
    THEN,
    ZERO,
    Before,
)
from tiendo.reading.numbers import FRACTIONS, UNITS, Number, number_at, parse_words
from tiendo.reading.units import is_count, leading_count, unit_at


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


_MASKED = re.compile(
    r"\d{1,2}\s{0,2}[-–/.]\s{0,2}\d{1,2}\s{0,2}[-–/.]\s{0,2}(?:19|20)\d\d"  # dates
    r"|(?<![\d,.])\d{1,2}(?:/\d{1,2})?\s{0,2}[-–]\s{0,2}\d{1,2}/\d{1,2}/(?:19|20)\d\d"
    r"|(?<![\d,.])\d{1,2}[-–/](?:19|20)\d\d\b"
    r"|(?<![\d,.])(?:19|20)\d\d\s{0,3}[-–—]\s{0,3}(?:19|20)\d\d(?![\d,])"  # terms
    r"|(?<!\d)\d{1,2}[h:]\d{2}(?::\d{2})?(?!\d)"  # times of day
    r"|\d{1,5}(?:/\d{4})?[/-](?:NQ|QĐ|CTr|KH|CT|BC|TTr|TB|TT|NĐ|QH|HD|CV|KL|ĐA|UBND|HĐND)[\w-]{0,20}"  # document numbers
    r"|\bT\d{1,2}/\d{4}",
    re.IGNORECASE,
)
_COUNT_VERBS = words(
    "thêm có nhất thiểu nhận lập dựng , ; : . ( - + • trên dưới hơn từ đạt kết nạp để cho là khoảng được và giữ mới"
)
_LONGEST_CLAUSE = 80  # words
_REFERENCE = {"năm", "ha", "héc", "vạn", "đơn", "mẫu", "sào", "hecta", "m2"}


def masked_tokens(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Number tokens that are dates, terms, times of day or document numbers."""
    if not tokens:
        return frozenset()
    hidden: set[int] = set()
    until, end = tokens[0].start, tokens[-1].end
    for n, token in enumerate(tokens):
        if token.start >= until and (token.is_number or token.word == "t"):  # asked only where one can begin
            found = _MASKED.match(text, token.start, end)
            until = found.end() if found else until
        if token.start < until:
            hidden.add(n)
    for n in range(1, len(tokens)):
        if tokens[n].is_number and tokens[n - 1].word == "±":
            hidden.add(n)  # how far a value may be missed
        elif tokens[n].is_number and NOT_BEFORE.ending(tokens, n) and not _a_measured_amount(tokens, n):
            hidden.add(n)
            m = n + 1  # "ngày 21 và 22-5", "ngày 11 đến 12/12": the rest of the date
            while tokens[n - 1].word in {"ngày", "sáng", "chiều", "tối"} and m < len(tokens) and m < n + 6:
                if not (tokens[m].is_number or tokens[m].word in {"-", "–", "/", "và", ",", "đến"}):
                    break
                hidden.add(m)
                m += 1
    return frozenset(hidden)


def _a_measured_amount(tokens: Sequence[Token], at: int) -> bool:
    """ "số 5 %"? A percentage or money after a word like "số" is an amount all the same, and so are things that are
    issued ("cấp 350 giấy chứng nhận")."""
    unit = unit_at(tokens, at + 1, min(len(tokens), at + 6))
    if unit is None or not is_count(unit[0]):
        return unit is not None
    issued = unit[0].startswith("giấy") or (at > 1 and tokens[at - 2].word == "nâng")  # "nâng cấp 6 tuyến đường"
    return tokens[at - 1].word == "cấp" and issued


def time_tokens(tokens: Sequence[Token]) -> frozenset[int]:
    """Tokens that only say when: "vào cuối năm 2025", "giai đoạn 2021 - 2025", "trong 5 năm tới"."""
    found: set[int] = set()
    for n, token in enumerate(tokens):
        if not token.is_number:
            if token.word == "quý" and n + 1 < len(tokens) and tokens[n + 1].word in _QUARTERS:
                found.update(_back_over_when(tokens, n, n + 2))
            continue
        if n + 1 < len(tokens) and tokens[n + 1].word == "tháng" and len(token.word) <= 2:
            found.update(_months(tokens, n))
            continue
        if n and tokens[n - 1].word == "tháng" and len(token.word) <= 2:
            found.update(_back_over_when(tokens, n - 1, n + 1))
            continue
        year = len(token.word) == 4 and token.word[:2] in {"19", "20"} and token.word.isdigit()
        before = tokens[n - 1].word if n else ""
        first, last = n, n + 1
        if (year and before in {"năm", "kỳ", "đoạn", "đến", "-", "–"}) or (year and _next_is_year(tokens, n)):
            if n + 2 < len(tokens) and tokens[n + 1].word in {"-", "–", "—", "đến"} and _is_year(tokens[n + 2]):
                last = n + 3
        elif n + 1 < len(tokens) and tokens[n + 1].word == "năm" and len(token.word) <= 2:
            last = n + 2
            while last < len(tokens) and tokens[last].word in {"qua", "tới", "trước", "nay", "tiếp", "theo"}:
                last += 1
        else:
            continue
        found.update(_back_over_when(tokens, first, last))
    return frozenset(found)


_QUARTERS = words("i ii iii iv 1 2 3 4")


def _back_over_when(tokens: Sequence[Token], first: int, last: int) -> range:
    """The tokens of a time with the small words before it: "trong năm", "đến cuối năm"."""
    while first and tokens[first - 1].word in _WHEN and not _each_year(tokens, first - 1):
        first -= 1
    return range(first, last)


def _months(tokens: Sequence[Token], at: int) -> range:
    """ "9 tháng", "6 tháng đầu năm", "3 tháng còn lại của năm"; nothing in "24 tháng tuổi"."""
    last = at + 2
    if last < len(tokens) and tokens[last].word in {"tuổi", "trở"}:
        return range(0)
    while last < len(tokens) and tokens[last].word in {"đầu", "cuối", "năm", "qua", "tới", "còn", "lại", "của"}:
        if tokens[last].word == "đầu" and last + 1 < len(tokens) and tokens[last + 1].word in {"tư", "người"}:
            break
        last += 1
    return _back_over_when(tokens, at, last)


_WHEN = words("năm giai đoạn nhiệm kỳ thời vào đến trong cho từ sang với của tính kể cuối đầu hết cả so bước sau")


def _each_year(tokens: Sequence[Token], at: int) -> bool:
    """ "bình quân hằng năm giai đoạn 2021-2025": this "năm" belongs to "hằng"."""
    return at > 0 and tokens[at].word == "năm" and tokens[at - 1].word in {"hằng", "hàng", "mỗi"}


def _is_year(token: Token) -> bool:
    return len(token.word) == 4 and token.word.isdigit() and token.word[:2] in {"19", "20"}


def _next_is_year(tokens: Sequence[Token], at: int) -> bool:
    return at + 2 < len(tokens) and tokens[at + 1].word in {"-", "–", "—"} and _is_year(tokens[at + 2])


# What a quantity can begin with besides digits: most words of a text are passed over at once.
_BEGINS = ZERO.first_words | ALL.first_words | set(UNITS) | set(FRACTIONS) | {"mười"}


def find_quantities(text: str, tokens: Sequence[Token], times: frozenset[int]) -> list[Quantity]:
    """The quantities of one sentence, left to right."""
    if not any(token.is_number or token.word in _BEGINS for token in tokens):
        return []
    hidden = masked_tokens(text, tokens)
    found: list[Quantity] = []
    at, floor = 0, 0
    while at < len(tokens):
        if not (tokens[at].is_number or tokens[at].word in _BEGINS):
            at += 1
            continue
        quantity = None
        if at not in hidden and at not in times:
            number = number_at(tokens, at) or _number_in_words(tokens, at)
            if number is not None:
                quantity = _quantity(tokens, number, floor, times)
            elif condition := _without_number(tokens, at):
                quantity = condition
        if quantity is None:
            at += 1
            continue
        found.append(quantity)
        if quantity.rule == "zero":
            hidden |= _in_the_name(tokens, quantity.stop)
        at = floor = max(quantity.stop, at + 1)
    return found


def _in_the_name(tokens: Sequence[Token], start: int) -> set[int]:
    """ "không còn xã dưới 15 tiêu chí": the number says which communes, and is no figure of its own."""
    for n in range(start, min(len(tokens) - 1, start + _LONGEST_CLAUSE)):
        if tokens[n].word in {",", ";", "."}:
            break
        if tokens[n].word in {"dưới", "trên"} and tokens[n + 1].is_number:
            return {n + 1}
    return set()


def _number_in_words(tokens: Sequence[Token], at: int) -> Number | None:
    """ "thêm hai xã": number words are a number before a counted noun and after a verb, a bound or a break.

    "một trong những xã" counts nothing, and "hai xã Đăk Kôi, Đăk Pne" only names two.
    """
    if tokens[at].word not in UNITS and tokens[at].word != "mười":
        return None
    if at and tokens[at - 1].word not in _COUNT_VERBS:
        return None
    value, used = parse_words([t.word for t in tokens[at : at + 12]])
    noun = COUNTS.starting(tokens, at + used) if used else None
    if (
        noun is None
        or not value
        or (used == 1 and tokens[at].word in {"một", "không"} and not (at and tokens[at - 1].word == "thêm"))
    ):
        return None
    if noun[0] < len(tokens) and tokens[noun[0]].capital and tokens[noun[0]].word not in {"nông", "ocop"}:
        return None
    return Number(Span(tokens[at].start, tokens[at + used - 1].end), Decimal(value), None, at, at + used)


def _without_number(tokens: Sequence[Token], at: int) -> Quantity | None:
    """ "không còn hộ nghèo" is 0 of them, "toàn bộ trường … đạt chuẩn" is 100 % (corpus decision 11)."""
    if zero := ZERO.starting(tokens, at):
        noun = leading_count(tokens, zero[0] + (zero[0] < len(tokens) and tokens[zero[0]].word == "các"), len(tokens))
        if noun is None:
            return None
        return Quantity(at, at, zero[0], zero[0], at, Decimal(0), None, noun[0], Comparator.EQUAL, Change.NONE, "zero")
    if every := ALL.starting(tokens, at):
        noun = leading_count(tokens, every[0], len(tokens))
        far = min(len(tokens), every[0] + _LONGEST_CLAUSE)
        end = next((n for n in range(every[0], far) if tokens[n].word in {",", ";", "."}), far)
        said = {t.word for t in tokens[every[0] : end]}
        if noun is None or not said & {"đạt", "hoàn", "có", "được"} or any(t.is_number for t in tokens[every[0] : end]):
            return None
        return Quantity(at, at, every[0], every[0], at, Decimal(100), None, "%", Comparator.EQUAL, Change.NONE, "all")
    return None


def _quantity(tokens: Sequence[Token], number: Number, floor: int, times: frozenset[int]) -> Quantity | None:
    """The quantity around a number, or None when the number is no figure."""
    stop = number.stop
    high = number.high
    number_stop = number.stop
    special = _cases(tokens, stop) or _years_of_life(tokens, number) or _time_each(tokens, stop)
    unit_found = special or unit_at(tokens, stop, len(tokens))
    unit, after = unit_found if unit_found else ("", stop)
    if unit and high is None and after + 1 < len(tokens) and tokens[after].word in {"-", "–", "đến"}:
        other = number_at(tokens, after + 1)  # "80,4 triệu đồng đến 80,8 triệu đồng"
        second = unit_at(tokens, other.stop, len(tokens)) if other and other.high is None else None
        if other and second and second[0].split("/")[0] == unit.split("/")[0] and other.value > number.value:
            high, number_stop, (unit, after) = other.value, other.stop, second
    if not unit:
        if NOT_AFTER.starting(tokens, stop) or _is_code(tokens, number):
            return None
    elif number.value == 1 and _is_reference(tokens, number, floor):
        return None  # "trên 1 ha đất", "trên 1 vạn dân": part of the name
    elif not special and unit not in {"%", "‰"} and (barred := NOT_AFTER.starting(tokens, stop)) and barred[0] >= after:
        return None
    comparator_after = AFTER.starting(tokens, after)
    end = comparator_after[0] if comparator_after else after
    if (
        comparator_after
        and unit
        and end + 1 < len(tokens)
        and tokens[end].word == "/"
        and tokens[end + 1].word == "năm"
    ):
        unit, end = f"{unit}/năm", end + 2
    quantity = _served(tokens, number.first, floor, times, unit)
    if high is not None:
        quantity = quantity._replace(comparator=Comparator.RANGE)
    elif comparator_after and quantity.comparator in {Comparator.EQUAL, Comparator.AT_LEAST}:
        quantity = quantity._replace(comparator=comparator_after[1])
    if is_count(unit) and _at_a_meeting(tokens, end):
        return None
    if unit == "%" and tokens[number.first - 1].word == "bằng" and number.first and THEN.starting(tokens, end):
        quantity = quantity._replace(fulfils=True)
    elif unit == "%" and quantity.change is Change.NONE and PLAN_FULFILLED.starting(tokens, end):
        quantity = quantity._replace(fulfils=True)
        late = next(
            (found for n in range(end, min(len(tokens), end + 5)) if (found := AFTER.starting(tokens, n))), None
        )
        if late and quantity.comparator is Comparator.EQUAL:  # "95% kế hoạch vốn trở lên"
            quantity = quantity._replace(comparator=late[1])
    return quantity._replace(number_stop=number_stop, stop=end, value=number.value, high=high, unit=unit)


def _cases(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """ "12 vụ tai nạn giao thông", "giảm 3 vụ": cases, where "2 vụ lúa" are seasons."""
    if at >= len(tokens) or tokens[at].word != "vụ":
        return None
    changed = (
        at > 1 and tokens[at - 2].word in {"giảm", "tăng"} and (at + 1 == len(tokens) or tokens[at + 1].word != "lúa")
    )
    return ("vụ", at + 1) if changed or CASES.starting(tokens, at + 1) else None


def _years_of_life(tokens: Sequence[Token], number: Number) -> tuple[str, int] | None:
    """ "tuổi thọ trung bình 76 tuổi": of a length of life years are the unit; anywhere else they say whose figure it is."""
    at = number.stop
    if at >= len(tokens) or tokens[at].word != "tuổi":
        return None
    return ("tuổi", at + 1) if any(t.word == "thọ" for t in tokens[max(0, number.first - 9) : number.first]) else None


def _time_each(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """ "2,1 ngày/khách": a length of time that each of something takes."""
    each = at + 2 < len(tokens) and tokens[at].word in {"ngày", "giờ", "phút"} and tokens[at + 1].word == "/"
    return (f"{tokens[at].word}/{tokens[at + 2].word}", at + 3) if each and tokens[at + 2].is_word else None


def _at_a_meeting(tokens: Sequence[Token], at: int) -> bool:
    """ "hơn 1.000 đảng viên đã dự …": people at a meeting are no figure (corpus rule)."""
    return any(
        t.word == "dự" and tokens[min(at + n + 1, len(tokens) - 1)].word != "án"
        for n, t in enumerate(tokens[at : at + 3])
    )


def _is_code(tokens: Sequence[Token], number: Number) -> bool:
    """Years, and digits glued to letters ("N2", "QL62")."""
    token = tokens[number.first]
    if number.high is None and _is_year(token) and "." not in token.word:
        return True
    return number.first > 0 and tokens[number.first - 1].end == token.start and tokens[number.first - 1].is_word


def _is_reference(tokens: Sequence[Token], number: Number, floor: int) -> bool:
    """ "giá trị sản phẩm trên 1 ha đất …": the one unit that a rate is counted on, not an amount."""
    if number.first == floor or tokens[number.first - 1].word not in {"trên", "mỗi", "/", "cho", "tính"}:
        return False
    return tokens[number.stop].word in _REFERENCE if number.stop < len(tokens) else False


_DONE_VERBS = frozenset({"hoàn", "duy", "giữ", "thực", "có"})  # first words of verbs that a colon before stands over


def _in_a_name(tokens: Sequence[Token], begin: int, end: int, number: int) -> bool:
    """ "diện tích nhà ở bình quân 28,5 m2": this "ở" is part of a name; and "QP-AN: hoàn thành 100% chỉ tiêu": what stands
    before such a colon is a field, and no indicator."""
    word = tokens[begin].word
    if word == "ở":
        return tokens[begin - 1].word in {"nhà", "chỗ"}
    if word == "bằng":
        return tokens[begin - 1].word == "mặt"
    if word in {"hằng", "hàng"}:
        return tokens[begin - 1].word == "cây"  # "cây hằng năm" grow for a year
    return word == ":" and end < number and tokens[end].word in _DONE_VERBS


_PLAN_TAKEN = words("hiện theo của với vượt đạt bằng hoàn thành giao so xây dựng lập và")


def _plan_of_a_noun(before: Token, unit: str) -> bool:
    """ "sản lượng 194 tấn, kế hoạch 229 tấn", "(KH 56 triệu đồng": "thực hiện kế hoạch 10 ha" does not say it."""
    if before.word in {"/", "(", ","}:
        return True
    return bool(unit) and before.is_word and before.word not in _PLAN_TAKEN


_KEPT_IN_NAME = frozenset({"quân", "bình"})
_LEVELS_UP = frozenset({"lên", "xuống", "còn", "tới", "lên tới", "lên đến", "lên mức", "xuống còn", "giảm còn"})
_RATE_NOUNS = frozenset({"tốc", "độ", "mức", "tỷ", "lệ", "tỉ", "số"})


def _served(tokens: Sequence[Token], number: int, floor: int, times: frozenset[int], unit: str) -> Quantity:
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
            if change is not None or (kind is Before.NEW and at < number and tokens[at].word == ":"):
                break  # "số doanh nghiệp thành lập mới: 25": part of the name
            if (
                kind is not Before.NEW
                and begin > floor
                and tokens[begin - 1].word in _RATE_NOUNS
                and tokens[begin - 2].word != "thiểu"
                and "thêm" not in said
            ):
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
