"""The unit that follows a number, as written and in its official spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tiendo.model.document import Span
from tiendo.reading.lexer import Token, lex
from tiendo.reading.lexicon import COUNTS, MAGNITUDES, MEASURES, PER, PER_CENT


def unit_at(tokens: Sequence[Token], at: int, stop: int) -> tuple[str, int] | None:
    """(unit in official lower-case spelling, index after it) of the unit that begins at a token; None without one.

    Magnitude, then measure or counted noun, then "/…": "triệu đồng/người/năm", "nghìn ha", "giường bệnh/vạn dân".
    A bare "tỷ" or "triệu" is money; "tỉ" is "tỷ", "tr.đ" is "triệu đồng" (corpus rules).
    """
    start = at
    if found := PER_CENT.starting(tokens, at, stop):
        at = found[0]
    else:
        while at < stop and tokens[at].word in MAGNITUDES:
            at += 1
            glued = at + 1 < stop and tokens[at].word == "." and tokens[at].start == tokens[at - 1].end
            if glued and tokens[at + 1].word in {"đ", "đồng"}:
                at += 1  # "tr.đồng", "tỷ.đ"
        longest = max(
            (f for f in (MEASURES.starting(tokens, at, stop), COUNTS.starting(tokens, at, stop)) if f),
            default=None,
            key=lambda f: f[0],
        )
        if longest and not (at == start and longest[1] == "đ"):
            at = longest[0]
            if longest[1] == "lượt" and (of := COUNTS.starting(tokens, at, stop)):
                at = of[0]  # "800 lượt cán bộ"
            if longest[1] == "căn nhà" and at < stop and tokens[at].word == "ở":
                at -= 1  # "12.000 căn nhà ở xã hội"
        if at == start:
            return None
    measured = at > start and COUNTS.starting(tokens, at - 1, at) is None
    while per := _per(tokens, at, stop, measured=measured):
        at = per
    return official(" ".join(t.word for t in tokens[start:at])), at


@lru_cache(maxsize=1024)
def is_count(unit: str) -> bool:
    """True for a unit that counts things ("xã", "sản phẩm"), false for money, weights, areas and percentages."""
    bare = unit.split("/")[0]
    for magnitude in MAGNITUDES:
        bare = bare.removeprefix(magnitude + " ")
    tokens = lex(bare, Span(0, len(bare)))
    found = COUNTS.starting(tokens, 0)
    return bool(found and found[0] == len(tokens))


def leading_count(tokens: Sequence[Token], at: int, stop: int) -> tuple[str, int] | None:
    """(counted noun, index after it) at the start of a noun phrase: "xã …", "làng, thôn …", "số trường …"."""
    start = at
    if at + 1 < stop and tokens[at].word == "tổng" and tokens[at + 1].word == "số":
        at += 1
    if at < stop and tokens[at].word == "số":
        start = at = at + 1
    found = COUNTS.starting(tokens, at, stop)
    if not found:
        return None
    at = found[0]
    while at + 1 < stop and tokens[at].word == "," and (more := COUNTS.starting(tokens, at + 1, stop)):
        at = more[0]
    return " ".join(t.word for t in tokens[start:at]).replace(" ,", ","), at


@lru_cache(maxsize=1024)
def official(written: str) -> str:
    """The official spelling of a unit."""
    unit = re.sub(r"\s+", " ", written.lower()).strip(" .")
    unit = re.sub(r"(?<!\d)\s?\.\s?|\s?\.\s?(?!\d)", " ", re.sub(r" ?/ ?", "/", unit))  # "tr.đồng"
    unit = re.sub(r"\b(k?m) ([23])\b", r"\1\2", unit)
    unit = unit.replace("phần trăm", "%").replace("phần nghìn", "‰").replace("đô la mỹ", "usd").replace("đô la", "usd")
    words = [_SPELLING.get(w, w) for w in unit.split("/")[0].split(" ")]
    if words and words[-1] in {"tỷ", "triệu", "nghìn"}:
        words.append("đồng")
    return "/".join([" ".join(words), *unit.split("/")[1:]])


_SPELLING = {"tỉ": "tỷ", "ngàn": "nghìn", "tr": "triệu", "đ": "đồng", "vnđ": "đồng", "vnd": "đồng", "hecta": "ha"}


def _per(tokens: Sequence[Token], at: int, stop: int, *, measured: bool) -> int | None:
    """The index after "/người" where it follows; None otherwise. `measured`: the unit is money or a measure, which may be
    said of whatever is counted ("triệu đồng/lượt khách")."""
    if at + 1 >= stop or tokens[at].word != "/":
        return None
    found = PER.starting(tokens, at + 1, stop)
    if measured:
        found = max(filter(None, (found, COUNTS.starting(tokens, at + 1, stop))), default=None, key=lambda f: f[0])
    return found[0] if found else None
