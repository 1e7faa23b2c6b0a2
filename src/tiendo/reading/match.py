"""Noun phrase → indicator of the catalogue. Accents are kept: Thạnh Hóa is not Thanh Hóa."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from heapq import nlargest

from rapidfuzz import fuzz, process

from tiendo.model.figure import IndicatorGuess
from tiendo.model.indicator import Indicator

LEAST_SCORE = Decimal("0.62")  # below it a guess is wrong more often than right on the labelled texts
_MOST_GUESSES = 5
_LONGEST = 300  # characters compared: no indicator has a longer name, and comparing costs their product

_SPELLED_OUT = {
    "bhyt": "bảo hiểm y tế",
    "bhxh": "bảo hiểm xã hội",
    "ntm": "nông thôn mới",
    "htx": "hợp tác xã",
    "nsnn": "ngân sách nhà nước",
    "gtsx": "giá trị sản xuất",
    "thcs": "trung học cơ sở",
    "tỉ": "tỷ",
    "ngàn": "nghìn",
    "hoà": "hòa",
    "thuỷ": "thủy",
    "đcqg": "đạt chuẩn quốc gia",
}


def fold(phrase: str) -> str:
    """Lower case, composed, abbreviations spelled out, digits and punctuation gone; accents stay."""
    text = unicodedata.normalize("NFC", phrase).lower()
    words = re.findall(r"[^\W\d_]+|%", text)
    return " ".join(_SPELLED_OUT.get(w, w) for w in words)


def guess_indicators(
    phrase: str, clause: str, unit: str, indicators: Mapping[str, Indicator]
) -> tuple[IndicatorGuess, ...]:
    """Codes that the phrase may mean, best first, with a score from 0 to 1.

    The noun phrase and the whole clause (which holds the verb: "giải quyết việc làm cho … lao động") are both compared
    with each name and variant; an indicator in another unit is held back.
    """
    return _guesses(
        fold(phrase)[:_LONGEST], fold(clause)[:_LONGEST], unit, tuple(sorted(indicators)), _Frozen(indicators)
    )


_MONEY = {"tỷ đồng", "triệu đồng", "nghìn tỷ đồng", "đồng", "nghìn đồng"}


@lru_cache(maxsize=4096)
def _guesses(phrase: str, clause: str, unit: str, codes: tuple[str, ...], held: _Frozen) -> tuple[IndicatorGuess, ...]:
    """What `guess_indicators` says, kept: a text names the same thing in the same words many times."""
    names, owners = _names(codes, held)
    best: dict[str, float] = {}
    for text, weight in ((phrase, 1.0), (clause, 0.97)):
        for score, at in _closest(text, names) if text else ():
            code = owners[at]
            own = held.indicators[code].unit.lower()
            if own == unit or {own, unit} <= _MONEY:
                fits = 1.0
            else:
                fits = 0.92 if own.split("/")[0] == unit.split("/")[0] else 0.8
            best[code] = max(best.get(code, 0.0), score / 100 * weight * fits)
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:_MOST_GUESSES]
    scored = ((code, Decimal(f"{min(score, 1.0):.3f}")) for code, score in ranked)
    return tuple(IndicatorGuess(code, score) for code, score in scored if score >= LEAST_SCORE)


def _closest(text: str, names: list[str]) -> list[tuple[float, int]]:
    """(score, index) of the names nearest to a text, best first.

    The sorted words must agree; that one holds the other ("thu ngân sách" in a longer name) counts for less.
    """
    scores = [0.0] * len(names)
    for scorer, share in ((fuzz.token_sort_ratio, 0.6), (fuzz.token_set_ratio, 0.4)):
        for _name, score, at in process.extract(text, names, scorer=scorer, limit=None):
            scores[at] += share * score
    return nlargest(25, ((score, at) for at, score in enumerate(scores)), key=lambda found: found[0])


class _Frozen:
    """Carries the indicators past the cache's hashing: the tuple of codes is the key."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self.indicators = indicators

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Frozen)


@lru_cache(maxsize=4)
def _names(codes: tuple[str, ...], held: _Frozen) -> tuple[list[str], list[str]]:
    """Folded names and variants, and the code of each."""
    names, owners = [], []
    for code in codes:
        indicator = held.indicators[code]
        for name in (indicator.name, *indicator.variants):
            names.append(fold(name))
            owners.append(code)
    return names, owners
