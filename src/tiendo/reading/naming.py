"""What a figure is called: the words as they stand in the text, with the head or the place that they need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tiendo.model.document import Span
from tiendo.model.figure import Figure
from tiendo.model.target import Change
from tiendo.reading.clauses import Clause, Sentence
from tiendo.reading.lexer import Token, lex, words
from tiendo.reading.lexicon import (
    HEADS,
    MAGNITUDES,
    NAMELESS,
    RATE_HEADS,
    STRUCTURE,
)
from tiendo.reading.nouns import Noun, noun_before
from tiendo.reading.nouns_after import noun_after
from tiendo.reading.served import Quantity
from tiendo.reading.units import is_count

# "thu gom rác ở đô thị đạt 97 %, ở nông thôn 82 %": the second only says where, and speaks of the same thing
_AREA = r"(?:khu vực\s+|vùng\s+)?(?:đô thị|thành thị|nông thôn|miền núi|đồng bằng)"
_WHERE = re.compile(rf"(?:(?:ở|tại|còn|riêng)\s+)*({_AREA})", re.IGNORECASE)
_WHERE_AT_END = re.compile(rf"\s+(?:(?:ở|tại)\s+)?{_AREA}$", re.IGNORECASE)
_EMPHASIS = re.compile(r"[*_#`“”\"]")
# Levels of school: another one stands where the last one stood.
_LEVELS = r"nhà trẻ|mẫu giáo|mầm non|tiểu học|trung học cơ sở|trung học phổ thông|thcs|thpt"
_LEVEL = re.compile(_LEVELS, re.IGNORECASE)
_LEVEL_AT_END = re.compile(rf"\s({_LEVELS})$", re.IGNORECASE)
# Syllables that sectors of an economy are named with; a noun phrase of only these is a part of its structure.
_SECTOR_SYLLABLES = words(
    "nông lâm ngư nghiệp thủy thuỷ sản công xây dựng dịch vụ thương mại du lịch tiểu thủ thuế phẩm dvtm ttcn cn xd tm dv khu vực ngành i ii iii và các diêm - – ,"
)


def full_name(clause: Clause, start: int, stop: int, unit: str, change: Change) -> str:
    """The noun phrase, with the head it needs: "cơ cấu kinh tế: dịch vụ", "cây lúa: năng suất"."""
    sentence = clause.sentence
    tokens = sentence.tokens
    if found := STRUCTURE.starting(tokens, start, stop):
        start = found[0] if found[0] < stop else start
    name = written(sentence.text, tokens, start, stop)
    if name.lower() == "tổng số" and clause.previous and clause.previous.unit == unit:
        return f"{name} {clause.previous.indicator}"  # "có thêm 2 xã đạt chuẩn, nâng tổng số lên 15 xã"
    if clause.previous and name.lower() in {"năng suất", "sản lượng"} and (crop := _crop(clause.previous)):
        return f"{crop}: {name}"
    if unit == "%" and clause.previous and clause.previous.unit == "%" and _of_the_trained(tokens, start, stop):
        return f"{clause.previous.indicator} {tokens[start - 1].word} {name}"
    said = {t.word for t in tokens[start:stop]}
    own_head = clause.noun.head is not None and bool(head_name(sentence, clause.noun.head))
    if clause.previous and clause.previous.unit == unit and not own_head and (where := _WHERE.fullmatch(name)):
        base = _WHERE_AT_END.sub("", clause.previous.indicator)
        return f"{base} {where[1]}" if base.endswith(":") else f"{base} ở {where[1]}"
    if clause.previous and clause.previous.unit == unit and (whole := _in_its_place(name, clause.previous.indicator)):
        return whole
    if sentence.structure and unit == "%" and change is Change.NONE and said <= _SECTOR_SYLLABLES:
        return f"cơ cấu kinh tế: {name}"
    head = clause.head
    if head and said <= _SECTOR_SYLLABLES and head.startswith("cơ cấu"):
        return f"{head}: {name}"
    if (
        head
        and not HEADS.starting(tokens, start, stop)
        and unit == "%"
        and change is Change.NONE
        and RATE_HEADS.starting(lex(head, Span(0, len(head))), 0)
    ):
        return f"{head}: {name}"
    if head and unit == "%" and change is Change.NONE and stop - start <= _LONGEST_PART and _says_of_parts(head, said):
        return f"{head}: {name}"
    if head and (nameless := NAMELESS.starting(tokens, start, stop)) and nameless[0] == stop:
        return f"{head}: {name}"
    return name


def _crop(before: Figure) -> str:
    """ "cây lúa 412 ha, năng suất 54 tạ/ha, sản lượng 2.225 tấn": the crop whose area was said; "" where it was none."""
    name, colon, _ = before.indicator.partition(": ")
    if colon:
        return name if before.unit in {"ha", "tạ/ha", "tấn/ha"} else ""
    tokens = lex(name, Span(0, len(name)))
    named = before.unit == "ha" and before.change is Change.NONE and HEADS.starting(tokens, 0) is None
    return before.indicator if named and len(tokens) <= _LONGEST_PART else ""


def _of_the_trained(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """ "tỷ lệ lao động qua đào tạo 75%, trong đó có bằng cấp, chứng chỉ 40%": said of the workers just named."""
    certified = any((a.word, b.word) == ("chứng", "chỉ") for a, b in pairwise(tokens[start:stop]))
    return (
        certified and start > 1 and tokens[start - 1].word in {"có", "được"} and tokens[start - 2].word in {",", "đó"}
    )


_LONGEST_PART = 5  # words
_PREDICATES = frozenset({"được", "đến", "sử", "dùng", "đạt", "tham", "có"})


def _says_of_parts(head: str, said: set[str]) -> bool:
    """ "huy động trẻ đến lớp: mẫu giáo 95 %, tiểu học 99 %": what stands before the colon is said of each part."""
    return bool(_PREDICATES & set(head.lower().split())) and not _PREDICATES & said


def _in_its_place(name: str, before: str) -> str:
    """The name before with this one in the place of its last word: "tỷ lệ lao động tham gia BHYT đạt 93 %, BHXH 38 %",
    "hiệu suất đào tạo tiểu học 98 %, THCS 92 %"; "" where this one says another thing."""
    if _LEVEL.fullmatch(name):
        other = _LEVEL_AT_END.search(before)
        return f"{before[: other.start(1)]}{name}" if other and other[1].lower() != name.lower() else ""
    head, _, last = before.rpartition(" ")
    abbreviations = len(name) > 2 and name.isupper() and len(last) > 2 and last.isupper()
    return f"{head} {name}" if head and abbreviations and name != last and " " not in name else ""


def head_name(sentence: Sentence, head: tuple[int, int]) -> str:
    """The words before a colon, as a noun phrase."""
    tokens = sentence.tokens
    noun = noun_before(tokens, head[0], head[1], sentence.times, count=False)
    return written(sentence.text, tokens, noun.start, noun.stop)


def written(text: str, tokens: Sequence[Token], start: int, stop: int) -> str:
    """The words as they stand in the text, on one line and without marks of emphasis."""
    if start >= stop:
        return ""
    said = text[tokens[start].start : tokens[stop - 1].end]
    return " ".join(_EMPHASIS.sub("", said).split())


def thing(unit: str) -> str:
    """What a unit counts: "triệu lượt khách/năm" is "lượt khách"."""
    return " ".join(word for word in unit.split("/")[0].split(" ") if word not in MAGNITUDES)


def named_before(clause: Clause) -> str | None:
    """The places named before "mỗi xã", as the figure's subject; None without."""
    subject = clause.noun.subject
    if subject is None:
        return None
    return written(clause.sentence.text, clause.sentence.tokens, *subject) or None


def shared_names(tokens: Sequence[Token], noun: Noun) -> list[tuple[int, int]]:
    """ "hộ dùng nước sạch và hộ có điện đều đạt 100 %": each noun phrase that the predicate is shared by."""
    cuts = [n for n in range(noun.start, noun.stop) if tokens[n].word in {"và", ","} and n + 1 < noun.stop]
    firsts = {tokens[noun.start].word}
    cuts = [n for n in cuts if tokens[n + 1].word in firsts or HEADS.starting(tokens, n + 1) or len(cuts) == 1]
    edges = [noun.start - 1, *cuts, noun.stop]
    return [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]


def place_suffix(clause: Clause) -> tuple[str, int] | None:
    """ "99,2 % ở đô thị và 95 % ở nông thôn": the place after the number belongs to the name."""
    tokens, quantity = clause.sentence.tokens, clause.quantity
    if quantity.stop >= len(tokens) or tokens[quantity.stop].word not in {"ở", "tại"}:
        return None
    start, stop = noun_after(tokens, quantity.stop, clause.limit, clause.sentence.times)
    return (written(clause.sentence.text, tokens, start, stop), stop) if stop > start + 1 else None


def in_turn(sentence: Sentence, quantities: Sequence[Quantity], found: list[Figure]) -> list[Figure]:
    """ "Tỷ trọng A - B - C lần lượt là 65 % - 28 % - 7 %": each name gets its own number."""
    tokens = sentence.tokens
    at = next((n for n in range(len(tokens) - 1) if tokens[n].word == "lần" and tokens[n + 1].word == "lượt"), None)
    if at is None:
        return found
    run = [q for q in quantities if q.first > at]
    first = next((f for f in found if f.number.start >= tokens[at].start), None)
    if first is None or len(run) < 2:
        return found
    if tokens[at - 1].word in _TURNS and (turned := _each_of_those_before(run, tokens, at, found)) is not None:
        return turned
    for signs in ({"-", "–"}, {",", "và"}, {",", "và", ";"}):
        names = _split_names(first.indicator, signs)
        if len(names) == len(run):
            break
    else:
        return found
    by_number = {tokens[q.first].start: name for q, name in zip(run, names, strict=True)}
    turned = []
    for figure in found:
        name = by_number.pop(figure.number.start, None)
        if name is not None:
            head = "cơ cấu kinh tế: " if sentence.structure and figure.unit == "%" else ""
            figure = replace(figure, indicator=head + name, span=Span(first.span.start, figure.span.end))
        turned.append(figure)
    return turned


def one_predicate(text: str, found: list[Figure]) -> list[Figure]:
    """ "60% đám cưới, 80% đám tang thực hiện nếp sống văn minh": what is said of the second is said of the first."""
    named = list(found)
    for n in range(len(found) - 1, 0, -1):
        first, second = named[n - 1], named[n]
        between = text[first.number.end : second.number.start].strip()
        if not between.endswith((",", "và")) or first.number.end > second.number.start or "%" not in second.unit:
            continue
        bare = between.removesuffix(",").removesuffix("và").strip(" %")
        said = second.indicator.split(" ")
        at = next((k for k, word in enumerate(said) if k and word in _SAID), None)
        if at is None or bare != first.indicator or _SAID & set(bare.split(" ")):
            continue
        named[n - 1] = replace(first, indicator=f"{bare} {' '.join(said[at:])}")
    return named


_SAID = frozenset({"được", "đạt", "có", "thực", "tham", "sử", "hoàn", "dùng"})
_TURNS = {"tăng": Change.INCREASE, "giảm": Change.DECREASE}


def _each_of_those_before(
    run: Sequence[Quantity], tokens: Sequence[Token], at: int, found: Sequence[Figure]
) -> list[Figure] | None:
    """ "A đạt 1.020 tỷ đồng, B 2.350 tỷ đồng, tăng lần lượt 12% và 15%": each number is the change of one level before it."""
    levels = [f for f in found if f.number.end <= tokens[at].start and f.change is Change.NONE][-len(run) :]
    if len({f.indicator for f in levels}) != len(run) or len({q.unit for q in run}) > 1:
        return None
    of = {tokens[q.first].start: level for q, level in zip(run, levels, strict=True)}
    change = _TURNS[tokens[at - 1].word]
    return [
        replace(f, indicator=of[f.number.start].indicator, change=change, kind=of[f.number.start].kind)
        if f.number.start in of
        else f
        for f in found
    ]


def each_its_own(found: list[Figure]) -> list[Figure]:
    """ "trang trại, gia trại: 20 trang trại, 55 gia trại": each count takes the part of the name that it counts."""
    named = list(found)
    for n, (first, second) in enumerate(pairwise(found)):
        if first.indicator != second.indicator or first.unit == second.unit or "," not in first.indicator:
            continue
        parts = [part.strip() for part in re.split(r",|\svà\s", first.indicator)]
        own = [_part_counted(parts, one.unit) for one in (first, second)]
        if own[0] and own[1] and own[0] != own[1]:
            named[n] = replace(named[n], indicator=own[0])
            named[n + 1] = replace(named[n + 1], indicator=own[1])
    return named


def _part_counted(parts: Sequence[str], unit: str) -> str:
    """The part of a name that begins with what is counted; "" for none."""
    return next((p for p in parts if p.lower().removeprefix("số ").startswith(unit)), "") if is_count(unit) else ""


def _split_names(phrase: str, signs: set[str]) -> list[str]:
    said = phrase.partition(": ")[2] or phrase
    said = re.sub(
        r"\s+trong\s+(?:tổng\s+)?cơ cấu.*$", "", re.sub(r"^(?:tỷ|tỉ) (?:trọng|lệ)\s+", "", said, flags=re.IGNORECASE)
    )
    tokens = lex(said, Span(0, len(said)))
    names, start = [], 0
    for token in tokens:
        if token.word in signs:
            names.append(said[start : token.start].strip())
            start = token.end
    return [*names, said[start:].strip()]
