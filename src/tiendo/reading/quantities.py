"""Tokens → quantities: a number with its unit, comparator and change, and where the words that serve it begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from tiendo.model.document import Span
from tiendo.model.target import Change, Comparator
from tiendo.reading.lexer import Token, words
from tiendo.reading.lexicon import AFTER, ALL, CASES, COUNTS, NOT_AFTER, PLAN_FULFILLED, THEN, ZERO
from tiendo.reading.numbers import FRACTIONS, UNITS, Number, number_at, parse_words
from tiendo.reading.numbers_in_names import criteria_met, in_a_rate, in_the_name
from tiendo.reading.served import Quantity, served
from tiendo.reading.token_times import is_year, masked_tokens
from tiendo.reading.units import is_count, leading_count, unit_at

_COUNT_VERBS = words(
    "thêm có nhất thiểu nhận lập dựng , ; : . ( - + • trên dưới hơn từ đạt kết nạp để cho là khoảng được và giữ mới"
)
_LONGEST_CLAUSE = 80  # words
_NEAR = 9  # words
_REFERENCE = {"năm", "ha", "héc", "vạn", "đơn", "mẫu", "sào", "hecta", "m2"}


# What a quantity can begin with besides digits: most words of a text are passed over at once.
BEGINS = ZERO.first_words | ALL.first_words | frozenset(UNITS) | frozenset(FRACTIONS) | {"mười"}


def find_quantities(text: str, tokens: Sequence[Token], times: frozenset[int]) -> list[Quantity]:
    """The quantities of one sentence, left to right."""
    begun = [n for n, token in enumerate(tokens) if token.is_number or token.word in BEGINS]
    if not begun:
        return []
    hidden = masked_tokens(text, tokens) | in_a_rate(tokens, begun)
    found: list[Quantity] = []
    floor = 0
    for at in begun:
        if at < floor or at in hidden or at in times:
            continue
        number = number_at(tokens, at) or _number_in_words(tokens, at)
        quantity = _quantity(tokens, number, floor, times) if number is not None else _without_number(tokens, at)
        if quantity is None:
            continue
        found.append(quantity)
        if quantity.rule == "zero":
            hidden |= in_the_name(tokens, quantity.stop)
        elif quantity.unit == "%" or is_count(quantity.unit):
            hidden |= criteria_met(tokens, quantity.stop)
        floor = max(quantity.stop, at + 1)
    return _with_unit_of_the_end(found)


def _with_unit_of_the_end(found: list[Quantity]) -> list[Quantity]:
    """ "giảm từ 35,2 xuống 30,8 %": the unit is said once, behind the second number."""
    for n, (first, second) in enumerate(pairwise(found)):
        if not first.unit and first.first_from and second.to_level and second.lead == first.stop:
            found[n] = first._replace(unit=second.unit)
    return found


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
        organised = noun[0] == "tổ" and noun[1] < len(tokens) and tokens[noun[1]].word == "chức"
        unit = "tổ chức" if organised else noun[0]
        return Quantity(at, at, zero[0], zero[0], at, Decimal(0), None, unit, Comparator.EQUAL, Change.NONE, "zero")
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
    special = (
        _cases(tokens, number) or _members(tokens, number) or _years_of_life(tokens, number) or _time_each(tokens, stop)
    )
    unit_found = special or unit_at(tokens, stop, len(tokens))
    unit, after = unit_found if unit_found else ("", stop)
    if unit and high is None and after + 1 < len(tokens) and tokens[after].word in {"-", "–", "đến"}:
        other = number_at(tokens, after + 1)  # "80,4 triệu đồng đến 80,8 triệu đồng"
        second = unit_at(tokens, other.stop, len(tokens)) if other and other.high is None else None
        if other and second and second[0].split("/")[0] == unit.split("/")[0] and other.value > number.value:
            high, number_stop, (unit, after) = other.value, other.stop, second
    if unit and after + 1 < len(tokens) and tokens[after].word == "/" and (other := number_at(tokens, after + 1)):
        planned = unit_at(tokens, other.stop, len(tokens))
        if planned and planned[0] == unit:  # "112,6 tỷ đồng/201,4 tỷ đồng": what stands after the stroke was planned
            number_stop, after = other.stop, planned[1]
    if not unit:
        if NOT_AFTER.starting(tokens, stop) or _is_code(tokens, number):
            return None
    elif unit == "vụ/năm" or (unit == "tiêu chí" and number.first and tokens[number.first - 1].word == "cả"):
        return None  # "lúa 2 vụ/năm" is a name; "giảm tai nạn giao thông cả 3 tiêu chí"
    elif number.value == 1 and _is_reference(tokens, number, floor):
        return None  # "trên 1 ha đất", "trên 1 vạn dân": part of the name
    elif unit == "%" and [t.word for t in tokens[after : after + 2]] == ["đại", "biểu"]:
        return None  # "100% đại biểu tán thành"
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
    quantity = served(tokens, number.first, floor, times, unit)
    if high is not None:
        quantity = quantity._replace(comparator=Comparator.RANGE)
    elif comparator_after and quantity.comparator in {Comparator.EQUAL, Comparator.AT_LEAST}:
        quantity = quantity._replace(comparator=comparator_after[1])
    if is_count(unit) and _at_a_meeting(tokens, end):
        return None
    if (than := _than(tokens, number.first, end)) is not None and high is None:
        of_plan = PLAN_FULFILLED.starting(tokens, end) is not None  # "cao hơn 26 tỷ đồng so với dự toán"
        quantity = quantity._replace(change=than, comparator=Comparator.EQUAL, fulfils=of_plan)
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


def _than(tokens: Sequence[Token], number: int, end: int) -> Change | None:
    """ "cao hơn 3 % so với năm trước": by how much it rises or falls; None where nothing is compared."""
    if number < 2 or tokens[number - 1].word != "hơn" or [t.word for t in tokens[end : end + 2]] != ["so", "với"]:
        return None
    return {"cao": Change.INCREASE, "nhiều": Change.INCREASE, "thấp": Change.DECREASE, "ít": Change.DECREASE}.get(
        tokens[number - 2].word
    )


def _cases(tokens: Sequence[Token], number: Number) -> tuple[str, int] | None:
    """ "12 vụ tai nạn giao thông", "giảm 3 vụ", "số vụ cháy, nổ là 3 vụ": cases, where "2 vụ lúa" are seasons."""
    at = number.stop
    if at >= len(tokens) or tokens[at].word != "vụ":
        return None
    if CASES.starting(tokens, at + 1):
        return "vụ", at + 1
    if at + 1 < len(tokens) and tokens[at + 1].word in _SEASONS:
        return None
    changed = tokens[number.first - 1].word in _HAPPENED if number.first else False
    return ("vụ", at + 1) if changed or _cases_before(tokens, number.first) else None


_SEASONS = words("lúa đông xuân hè thu mùa chiêm màu trong mỗi một sản")
_HAPPENED = words("giảm tăng ra hiện lý phá tố")  # "xảy ra 3 vụ", "phát hiện", "xử lý", "triệt phá", "khởi tố"


def _cases_before(tokens: Sequence[Token], number: int) -> bool:
    """Whether cases were spoken of before a number: "số vụ …", "12 vụ cháy (năm trước 14 vụ)"."""
    first = max(0, number - _LONGEST_CLAUSE)
    return any(
        tokens[n].word == "vụ" and (CASES.starting(tokens, n + 1) or (n > first and tokens[n - 1].word == "số"))
        for n in range(first, number)
    )


def _members(tokens: Sequence[Token], number: Number) -> tuple[str, int] | None:
    """ "số đảng viên kết nạp: 130 đồng chí": of members of the party; anywhere else they are people at a meeting."""
    at, before = number.stop, tokens[max(0, number.first - _NEAR) : number.first]
    if [t.word for t in tokens[at : at + 2]] != ["đồng", "chí"]:
        return None
    member = any(a.word == "đảng" and b.word == "viên" for a, b in pairwise(before))
    return ("đồng chí", at + 2) if member and any(t.word == "nạp" for t in before) else None


def _years_of_life(tokens: Sequence[Token], number: Number) -> tuple[str, int] | None:
    """ "tuổi thọ trung bình 76 tuổi": of a length of life years are the unit; anywhere else they say whose figure it is."""
    at = number.stop
    if at >= len(tokens) or tokens[at].word != "tuổi":
        return None
    return (
        ("tuổi", at + 1) if any(t.word == "thọ" for t in tokens[max(0, number.first - _NEAR) : number.first]) else None
    )


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
    if number.high is None and is_year(token) and "." not in token.word:
        return True
    return number.first > 0 and tokens[number.first - 1].end == token.start and tokens[number.first - 1].is_word


def _is_reference(tokens: Sequence[Token], number: Number, floor: int) -> bool:
    """ "giá trị sản phẩm trên 1 ha đất …": the one unit that a rate is counted on, not an amount."""
    if number.first == floor or tokens[number.first - 1].word not in {"trên", "mỗi", "/", "cho", "tính", "quân"}:
        return False
    return tokens[number.stop].word in _REFERENCE if number.stop < len(tokens) else False
