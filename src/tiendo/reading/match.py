"""Noun phrase → indicator of the catalogue. Accents are kept: Thạnh Hóa is not Thanh Hóa.

Few names are compared: those that share words with the phrase, found in an index that is built once per catalogue. How
the score becomes a confidence is told in `docs/decisions/0020-confidence-of-a-code.md`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from heapq import nlargest
from math import exp, fsum, log
from operator import is_

from rapidfuzz import fuzz

from tiendo.model.figure import IndicatorGuess
from tiendo.model.indicator import Indicator
from tiendo.model.target import Change
from tiendo.reading.folding import fold, fold_phrase
from tiendo.reading.lexer import words as word_set

LEAST_SCORE = Decimal("0.35")  # surer than this or no code is proposed: see the table of the decision
# constant, score, lead over the best other: made by `tests/plans/codes_score.py --fit`
CONFIDENCE = (-6.23, 9.55, 3.08)
_MOST_GUESSES = 5
_MOST_COMPARED = 16  # names that are scored in full: those that share the rarest words
_LEVEL_FIT = 0.82  # a level said by its percentage of change, beside an indicator that is that change
_COMMON = 80  # a word in more names than this finds too many of them
_LONGEST = 300  # characters compared: no indicator has a longer name, and comparing costs their product

_MAGNITUDE = re.compile(r"(?:(?:nghìn|ngàn|triệu|tỷ|tỉ|vạn|lượt)\s+)+")
_MONEY = re.compile(r"đồng|usd")
# "diện tích xoài" is not "diện tích lúa": what an area, an output, a yield or a herd is of must be in the name.
_OF_A_THING = frozenset({"tích", "lượng", "suất", "đàn"})
_MEASURED_BY = word_set(
    "diện tích sản lượng năng suất bình quân tổng đàn số tốc độ tăng mức giảm mới thêm gieo trồng sạ cấy xuống giống thu hoạch cả năm toàn các loại "
    "đạt được thực hiện trong kỳ ước chất trọng tỷ lệ của và"
)
_ANOTHER_THING = 0.6
_AVERAGE = frozenset({"bình", "quân", "mỗi", "từng"})  # words of an average; without them a plain number is a total
_NOT_AVERAGED = 0.85
_HAMLETS = {"ấp", "thôn", "làng", "bản", "khu phố", "tổ dân phố", "buôn", "khóm"}
_PERSONS = {"người", "lao động", "công nhân", "đảng viên"}


def guess_indicators(
    phrase: str, clause: str, unit: str, indicators: Mapping[str, Indicator], change: Change = Change.NONE
) -> tuple[IndicatorGuess, ...]:
    """Codes that the phrase may mean, best first, each with the confidence (0 to 1) that it is the right one.

    The noun phrase is compared with each name and variant; the whole clause (which holds the verb: "giải quyết việc làm
    cho … lao động") helps. An indicator in another unit is held back, and so is a level where a change is said.
    """
    return guesser(indicators)(phrase, clause, unit, change)


Guesser = Callable[[str, str, str, Change], tuple[IndicatorGuess, ...]]  # phrase, clause, unit and change → guesses


def guesser(indicators: Mapping[str, Indicator]) -> Guesser:
    """`guess_indicators` with the indicators given once, for the many figures of a text."""
    held = _kept(_Held(tuple(indicators.values())))

    def guess(phrase: str, clause: str, unit: str, change: Change) -> tuple[IndicatorGuess, ...]:
        return _guesses(fold_phrase(phrase[:_LONGEST]), fold(clause[:_LONGEST]), unit.lower(), change, held)

    return guess


class _Held:
    """Indicators told apart by which objects they are: frozen, so what is worked out of them stays true of them."""

    __slots__ = ("_hash", "indicators")

    def __init__(self, indicators: tuple[Indicator, ...]) -> None:
        self.indicators = indicators
        self._hash = hash(tuple(map(id, indicators)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Held)
            and len(self.indicators) == len(other.indicators)
            and all(map(is_, self.indicators, other.indicators))
        )


@lru_cache(maxsize=4)
def _kept(held: _Held) -> _Held:
    """The first of all that hold the same indicators, so that what is worked out of them is found at once."""
    return held


@dataclass(frozen=True, slots=True)
class _Name:
    text: str  # sorted words, as rapidfuzz compares them
    words: frozenset[str]
    weight: float  # of all its words
    owner: Indicator


@dataclass(frozen=True, slots=True)
class _Index:
    names: tuple[_Name, ...]
    holders: Mapping[str, tuple[int, ...]]  # word → the names that hold it
    rarity: Mapping[str, float]
    unknown: float  # weight of a word that no name holds

    def weigh(self, words: Iterable[str]) -> float:
        rarity, unknown = self.rarity, self.unknown
        return fsum([rarity.get(word, unknown) for word in words])  # the same in whatever order the words come


@lru_cache(maxsize=4)
def _index(held: _Held) -> _Index:
    said = [(fold(n), i) for i in held.indicators for n in (i.name, *i.variants)]
    counts = Counter(word for text, _ in said for word in set(text.split()))
    rarity = {word: log(1 + len(said) / count) for word, count in counts.items()}
    names, holders = [], defaultdict(list)
    for at, (text, owner) in enumerate(said):
        words = frozenset(text.split())
        names.append(_Name(" ".join(sorted(text.split())), words, fsum(rarity[w] for w in words), owner))
        for word in words:
            holders[word].append(at)
    kept = {word: tuple(found) for word, found in holders.items()}
    return _Index(tuple(names), kept, rarity, max(rarity.values(), default=1.0) * 0.7)


@lru_cache(maxsize=4096)
def _guesses(phrase: str, clause: str, unit: str, change: Change, held: _Held) -> tuple[IndicatorGuess, ...]:
    """What `guess_indicators` says, kept: a text names the same thing in the same words many times."""
    return tuple(_confident(ranked(phrase, clause, unit, change, _index(held))))


def raw_scores(
    phrase: str, clause: str, unit: str, indicators: Mapping[str, Indicator], change: Change
) -> list[tuple[str, float]]:
    """(code, score before it is calibrated), best first: what the confidence is fitted on."""
    return ranked(fold(phrase), fold(clause), unit.lower(), change, _index(_Held(tuple(indicators.values()))))


def ranked(phrase: str, clause: str, unit: str, change: Change, index: _Index) -> list[tuple[str, float]]:
    """(code, score from 0 to 1) of the nearest indicators, best first; ties by code."""
    best: dict[str, float] = {}
    said = _with_change(phrase, unit, change)
    if (
        change is not Change.NONE
        and unit.startswith("%")
        and (since := "so với đầu năm") in clause
        and since not in said
    ):
        said += " " + since  # a share of what there was, not percentage points
    if phrase and change is Change.INCREASE and f"{phrase} là " in f"{clause} ":  # one that is named
        said = f"{phrase} cụ thể"
    if f"{phrase} grdp" in clause:  # in brackets after the phrase: it says whose growth
        said += " grdp"
    _score(said, clause, unit, change, index, best)
    if change is not Change.NONE and unit.startswith("%"):
        _score(phrase, clause, unit, change, index, best, levels=True)
    return sorted(best.items(), key=lambda item: (-round(item[1], 9), item[0]))


def _score(
    said: str, clause: str, unit: str, change: Change, index: _Index, best: dict[str, float], *, levels: bool = False
) -> None:
    """Adds the scores of the names nearest to what is said. `levels`: only what is counted or measured and changes by a
    percentage ("thu nhập bình quân đầu người tăng 8 %"), a little behind an indicator that is that change."""
    words = set(said.split())
    thing = words - _MEASURED_BY if words & _OF_A_THING else set()
    around = words | set(clause.split())
    mass = index.weigh(words)
    sorted_text = " ".join(sorted(said.split()))
    for at in _candidates(words, index):
        name = index.names[at]
        shared = index.weigh(words & name.words)
        dice = 2 * shared / (mass + name.weight)
        covered = index.weigh(around & name.words) / name.weight
        alike = fuzz.ratio(sorted_text, name.text) / 100
        if levels and name.owner.unit.startswith(("%", "‰", "điểm")):
            continue
        fit = _LEVEL_FIT if levels else _fit(name.owner, unit, change, words)
        score = (0.55 * dice + 0.25 * alike + 0.2 * covered) * fit
        if thing and not thing & name.words:
            score *= _ANOTHER_THING
        if score > best.get(name.owner.code, 0.0):
            best[name.owner.code] = score


def _with_change(phrase: str, unit: str, change: Change) -> str:
    """The phrase as a catalogue would name it: "GRDP tăng 7 %" is its "tốc độ tăng"; a number of things stays one."""
    if change is Change.NONE:
        return phrase
    if phrase.startswith("số ") and unit.startswith("%"):
        return phrase
    if unit.startswith(("%", "‰")):
        return f"tốc độ tăng {phrase}" if change is Change.INCREASE else f"mức giảm {phrase}"
    return f"{phrase} mới thêm" if change is Change.INCREASE else phrase


def _candidates(words: set[str], index: _Index) -> list[int]:
    """The names that share most with the words, counting rare words for more."""
    shared: dict[int, float] = defaultdict(float)
    known = sorted((word for word in words if word in index.holders), key=lambda w: (-index.rarity[w], w))
    for word in known:
        held, rarity = index.holders[word], index.rarity[word]
        if len(held) > _COMMON and len(shared) >= _MOST_COMPARED:  # "tỷ lệ" finds nothing that rarer words did not
            held = tuple(at for at in held if at in shared)
        for at in held:
            shared[at] += rarity
    names = index.names
    return [
        -at for _, at in nlargest(_MOST_COMPARED, [(sum_ / (4 + names[at].weight), -at) for at, sum_ in shared.items()])
    ]


def _fit(indicator: Indicator, unit: str, change: Change, words: set[str]) -> float:
    """How well unit and change go with the indicator: 1 where nothing speaks against it."""
    own = indicator.unit.lower()
    averaged = 1.0 if "/" in unit or not _each(own) or words & _AVERAGE else _NOT_AVERAGED
    return _unit_fit(own, unit) * averaged * _change_fit(indicator, unit, change, words)


@lru_cache(maxsize=1024)
def _each(unit: str) -> bool:
    """Whether it is of each one of something: "tiêu chí/xã", not "tỷ đồng/năm"."""
    return bool(unit.partition("/")[2].removesuffix("năm"))


@lru_cache(maxsize=4096)
def _unit_fit(own: str, unit: str) -> float:
    if own == unit or {own, unit} <= {"%", "điểm %", "%/năm"}:
        return 1.0
    here, there = _measured(own), _measured(unit)
    if here == there:
        apart = unit.partition("/")[2].removesuffix("năm") and not own.partition("/")[2]
        return 0.8 if apart else 1.0 if own.count("/") == unit.count("/") else 0.97
    if here in _HAMLETS and any(part in _HAMLETS for part in there.split(", ")):
        return 0.98
    return 0.95 if {here, there} <= _PERSONS or {here, there} == {"%", "‰"} else 0.6


def _measured(unit: str) -> str:
    """The thing counted, without magnitude and without "a year": "ngàn ha" is ha, "triệu đồng/năm" money."""
    head = unit.split("/")[0].replace("sỹ", "sĩ")
    if head.startswith("giường"):
        return "giường"
    return "đồng" if _MONEY.search(head) else _MAGNITUDE.sub("", head)


def _change_fit(indicator: Indicator, unit: str, change: Change, words: set[str]) -> float:
    if unit.startswith("%"):
        if change is Change.NONE:
            return 0.9 if indicator.kind == "rate" and not words & {"tăng", "giảm", "kinh"} else 1.0
        return 1.0 if indicator.kind in {"rate", "index"} else 0.8
    is_added = change is Change.INCREASE or bool(words & {"mới", "thêm"})
    if indicator.code.endswith("-new"):
        return 1.0 if is_added else 0.85
    return 0.72 if change is Change.INCREASE and indicator.kind == "stock" else 1.0


def _confident(scores: list[tuple[str, float]]) -> Iterable[IndicatorGuess]:
    """Scores as confidences; nothing where not even the best is sure enough."""
    constant, by_score, by_lead = CONFIDENCE
    for at, (code, score) in enumerate(scores[:_MOST_GUESSES]):
        other = scores[0][1] if at else (scores[1][1] if len(scores) > 1 else 0.0)
        sure = 1 / (1 + exp(-(constant + by_score * score + by_lead * (score - other))))
        confidence = Decimal(f"{sure:.3f}")
        if not at and confidence < LEAST_SCORE:
            return
        yield IndicatorGuess(code, confidence)
