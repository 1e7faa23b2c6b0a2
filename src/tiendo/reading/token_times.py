"""Numbers that are no amounts: dates, terms, times of day and document numbers, and the words that only say when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiendo.reading.lexer import Token, words
from tiendo.reading.lexicon import NOT_BEFORE
from tiendo.reading.numbers import number_at
from tiendo.reading.units import is_count, unit_at

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
        if not tokens[n].is_number:
            continue
        if tokens[n - 1].word == "±":
            hidden.add(n)  # how far a value may be missed
        elif NOT_BEFORE.ending(tokens, n) and not _a_measured_amount(tokens, n):
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
    number = number_at(tokens, at)
    after = number.stop if number else at + 1
    unit = unit_at(tokens, after, min(len(tokens), after + 5))
    if unit is None or not is_count(unit[0]) or "/" in unit[0]:
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
        if n and tokens[n - 1].word == "ngày" and len(token.word) <= 2:
            last = n + 1
            while last + 1 < len(tokens) and tokens[last].word in {"/", "-", "."} and tokens[last + 1].is_number:
                last += 2
            if last > n + 1:  # "tính đến ngày 31/5/2017"
                found.update(_back_over_when(tokens, n - 1, last))
                continue
        if _is_day(tokens, n):
            found.update(_back_over_when(tokens, n, n + 3))
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
        if (year and before in {"năm", "kỳ", "đoạn", "đến", "-", "–"}) or (year and _nextis_year(tokens, n)):
            if n + 2 < len(tokens) and tokens[n + 1].word in {"-", "–", "—", "đến"} and is_year(tokens[n + 2]):
                last = n + 3
        elif n + 1 < len(tokens) and tokens[n + 1].word == "năm" and len(token.word) <= 2:
            last = n + 2
            while last < len(tokens) and tokens[last].word in {"qua", "tới", "trước", "nay", "tiếp", "theo"}:
                last += 1
        else:
            continue
        found.update(_back_over_when(tokens, first, last))
    return frozenset(found)


def _is_day(tokens: Sequence[Token], at: int) -> bool:
    """ "đến 25/8 đạt …": day and month, where "từ 6/6 xã" counts something."""
    if (
        at == 0
        or tokens[at - 1].word not in {"đến", "hết", "tới"}
        or at + 3 >= len(tokens)
        or tokens[at + 1].word != "/"
    ):
        return False
    day, month = tokens[at].word, tokens[at + 2].word
    both = day.isdigit() and month.isdigit() and 1 <= int(day[:3]) <= 31 and 1 <= int(month[:3]) <= 12
    return both and (tokens[at + 3].word in {",", "đạt", "là", "có", "ước", "giải", "thu", "toàn"})


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


def is_year(token: Token) -> bool:
    return len(token.word) == 4 and token.word.isdigit() and token.word[:2] in {"19", "20"}


def _nextis_year(tokens: Sequence[Token], at: int) -> bool:
    return at + 2 < len(tokens) and tokens[at + 1].word in {"-", "–", "—"} and is_year(tokens[at + 2])
