"""Clauses: one quantity with the words around it, and the small questions that decide what it measures."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.target import Change, Comparator
from tiendo.reading.lexer import Token, words
from tiendo.reading.lexicon import (
    AGENT_VERBS,
    AGENTS,
    COMPOUNDS,
    COUNTS,
    HEADS,
    PLAN_FULFILLED,
    SECTORS,
    SOWN,
    WORKS,
)
from tiendo.reading.nouns import Noun
from tiendo.reading.served import Quantity
from tiendo.reading.units import is_count

_ALL = 100  # per cent


# Tuples, like tokens and quantities: a long text has thousands of them.


class Carried(NamedTuple):
    """What a sentence inherits from those before it.

    Attributes:
        head: a heading that its list items need ("cơ cấu kinh tế").
        change: of the numbered item above lettered ones ("GRDP tăng 8 %, cụ thể: a. … b. …").
    """

    kind: FigureKind = FigureKind.TARGET
    head: str = ""
    change: Change = Change.NONE


class Sentence(NamedTuple):
    """One sentence being read: its tokens, the words among them, its times and the context it stands in.

    Attributes:
        compares: "so với", "cùng kỳ" stand in it.
        promised: the sentences before it in its paragraph promise, and so does this one, so "cùng kỳ" only says how much.
    """

    text: str
    span: Span
    tokens: list[Token]
    words: AbstractSet[str]
    times: frozenset[int]
    structure: bool
    carried: Carried
    compares: bool = False
    promised: bool = False


class Clause(NamedTuple):
    """One quantity with all that decides what it measures."""

    sentence: Sentence
    quantity: Quantity
    noun: Noun
    limit: int
    item: Span
    kind: FigureKind
    head: str
    previous: Figure | None
    fronted: Change


def work_done(clause: Clause, counted: bool) -> bool:
    """ "trồng tái canh 120 ha cà phê", "lúa … 5.000 ha, tập trung thu hoạch 4.800 ha": only a verb stands before a measure."""
    noun, unit = clause.noun, clause.quantity.unit
    if noun.empty or counted or not unit or unit in {"%", "‰"} or "đồng" in unit:
        return False
    if unit == "tấn" and noun.stop - noun.start == 2 and clause.sentence.tokens[noun.start].word in {"khai", "đánh"}:
        return False  # "nuôi trồng 8.200 tấn, khai thác 5.400 tấn": the catch
    return only_work(clause.sentence.tokens, noun)


def only_work(tokens: Sequence[Token], noun: Noun) -> bool:
    """Whether a phrase consists of verbs of work alone: "chăm sóc, bảo vệ"."""
    if noun.empty:
        return False
    at = noun.start
    while (found := WORKS.starting(tokens, at, noun.stop)) is not None:
        at = found[0]
        if at >= noun.stop:
            return True
        if tokens[at].word in {",", "và", "-"}:
            at += 1
    return False


def takes_up(clause: Clause) -> bool:
    """ "410 ha, chiếm 12,6% diện tích canh tác", "78.500 tỷ đồng, bằng 36% GRDP": the share that what was just said takes up of something larger."""
    quantity, tokens = clause.quantity, clause.sentence.tokens
    if (
        clause.previous is None
        or not clause.noun.empty
        or quantity.unit != "%"
        or tokens[quantity.lead - 1].word != ","
    ):
        return False
    return clause.previous.unit != "%" and any(
        t.word in {"chiếm", "bằng"} for t in tokens[quantity.lead : quantity.first]
    )


def who_are(tokens: Sequence[Token], at: int) -> bool:
    """ "5 đảng viên là học sinh": what is said of them belongs to the name; a proper name after "là" is a subject."""
    return at + 1 < len(tokens) and tokens[at].word == "là" and tokens[at + 1].is_word and not tokens[at + 1].capital


def named_after(clause: Clause, counted: bool, post: tuple[int, int]) -> bool:
    """Whether what is measured stands after the number, although words stand before it: a verb, a field, somebody.

    "khởi công 5 công trình thủy lợi", "kiên cố 1,7 km kênh mương", "chủ động tưới 96% diện tích", "trường học: 4/4 trường
    đạt chuẩn". A head ("tỷ lệ …") or counted things before the number are what is measured, unless a colon parts them.
    """
    tokens, noun, quantity = clause.sentence.tokens, clause.noun, clause.quantity
    if post[1] <= post[0]:
        return False
    if quantity.unit == "vụ":
        return True  # "lực lượng chức năng phát hiện 21 vụ vi phạm"
    served = {t.word for t in tokens[quantity.lead : quantity.first]}
    if quantity.unit == "%" and "cho" in served and COUNTS.starting(tokens, quantity.stop):
        return True  # "tiêm chủng đầy đủ cho trên 97% trẻ dưới 1 tuổi"
    if tokens[noun.start].word == "ngành" and quantity.unit in _LAND and served & _KEEPS:
        return True  # "ngành nông nghiệp được giao giữ ổn định 8.900 ha cà phê"
    headed = HEADS.starting(tokens, noun.start)
    if headed and tokens[headed[0]].word in {"hóa", "hoá"}:
        headed = None  # "số hóa 100 % hồ sơ"
    taught = "cho" in served and COMPOUNDS.starting(tokens, noun.start, noun.stop)  # "đào tạo nghề cho 40 lao động"
    counts = COUNTS.starting(tokens, noun.start)
    names = headed or taught or (counts and counts[1] != "vụ")
    if counted and tokens[quantity.lead].word == "là" and {"cuối", "đầu"} & served and {"còn", "có"} & served:
        return True  # "điểm sáng nhất là cuối năm còn 3.120 hộ nghèo"
    if quantity.unit == "%" and _spends(tokens, noun) and HEADS.starting(tokens, quantity.stop):
        return True
    if noun.stop < quantity.lead or served - _SEEN_THROUGH - (_MORE if counted else frozenset()):
        return False
    if ":" in served:
        things = counted or quantity.unit == "%"
        return not headed and things and any(t.word in _SAYS for t in tokens[post[0] : post[1]])
    if counted and (agent := AGENTS.starting(tokens, noun.start)) and AGENT_VERBS.starting(tokens, agent[0], noun.stop):
        return True  # "phường tập trung giải phóng mặt bằng 3 dự án trọng điểm"
    if names or noun.stop - noun.start > _LONGEST_VERB or "đồng" in quantity.unit:
        return False
    if quantity.unit in {"%", "‰"}:
        return _share_of_things(clause, post)
    if counted:
        return True
    return bool(quantity.unit) and tokens[post[0]].word not in _QUALIFIES and not SECTORS.starting(tokens, noun.start)


_LAND = frozenset({"ha", "km", "m2", "con"})
_KEEPS = frozenset({"giữ", "duy", "ổn"})
_SEEN_THROUGH = words("cho khoảng trên hơn gần từ ít nhất tối thiểu không quá dưới được : ra")
_MORE = frozenset({"thêm", "mới"})  # "lắp thêm 25 camera an ninh"
_SAYS = words("đạt được có hoàn")
_QUALIFIES = words("vụ ở tại theo loại các mỗi giá trồng đang đã cho chưa được trong trên với của và kinh")
_LONGEST_VERB = 8  # words


def _share_of_things(clause: Clause, post: tuple[int, int]) -> bool:
    """ "phủ xanh 100% diện tích đất trống", "chủ động tưới 96% diện tích": a share of what is named after it; of the whole
    population ("bao phủ BHYT 95% dân số") it is what stands before."""
    tokens, noun = clause.sentence.tokens, clause.noun
    if SECTORS.starting(tokens, noun.start) and not (only_work(tokens, noun) and COUNTS.starting(tokens, post[0])):
        return False
    head = HEADS.starting(tokens, post[0])
    if only_work(tokens, noun) and tokens[post[0]].word not in _QUALIFIES:
        return True  # "số hóa 100% kết quả giải quyết", "bê tông hóa 100% đường liên ấp"
    if head is None:
        return COUNTS.starting(tokens, post[0]) is not None
    return clause.quantity.value == _ALL or (head[1] not in {"dân số", "tổng"} and head[0] < post[1])


def without_sowing(tokens: Sequence[Token], noun: Noun) -> Noun:
    """ "lúa Hè Thu gieo sạ 5.000 ha": the verb goes; "diện tích gieo trồng" is a name."""
    sown = SOWN.ending(tokens, noun.stop, noun.start + 1)
    if sown is None or only_work(tokens, noun) or HEADS.starting(tokens, noun.start):
        return noun
    return noun._replace(stop=sown[0])


def goes_on_counting(clause: Clause, unit: str) -> bool:
    """ "giảm 05 hộ nghèo, 08 hộ cận nghèo": the same things after a comma, under the same verb."""
    quantity, previous, tokens = clause.quantity, clause.previous, clause.sentence.tokens
    bare = quantity.lead == quantity.first and quantity.first > 0 and tokens[quantity.first - 1].word in {",", "và"}
    if not bare or previous is None or previous.number.end >= tokens[quantity.first].start:
        return False
    # "có thêm 1 xã đạt chuẩn và 6 sản phẩm OCOP": other things, under the same verb
    return previous.unit == unit or (is_count(unit) and (is_count(previous.unit) or previous.unit in _MEASURED))


_MEASURED = frozenset({"ha", "km", "m", "m2", "m3"})


def in_bracket(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """A number that opens a bracket, or goes on in one that restates ("(66/112 thôn, tăng thêm 20 thôn)")."""
    at = quantity.lead - 1
    while at >= 0 and quantity.lead - at < 12 and tokens[at].word not in {"(", ")", ";"}:
        at -= 1
    return at >= 0 and tokens[at].word == "(" and quantity.lead - at < 12


def _spends(tokens: Sequence[Token], noun: Noun) -> bool:
    """ "giải ngân 95 % vốn đầu tư công": spending is the verb, and the money after the number is what is spent."""
    return [t.word for t in tokens[noun.start : noun.stop]] in (["giải", "ngân"], ["giải", "ngân", "hết"])


def same_in_other_words(clause: Clause) -> bool:
    """ "giảm 3 % số hộ nghèo, tương đương 250 hộ": the same change, counted in another unit."""
    tokens, quantity = clause.sentence.tokens, clause.quantity
    return any(tokens[n].word == "tương" for n in range(quantity.lead, quantity.first))


def same_things(clause: Clause) -> bool:
    """ "12 vụ tai nạn giao thông, giảm 3 vụ", "có thêm 10 xã đạt chuẩn, lũy kế 118 xã": of what was just counted."""
    previous, quantity = clause.previous, clause.quantity
    if quantity.rule == "new" or WORKS.ending(clause.sentence.tokens, quantity.lead) is not None:
        return False  # "hoàn thành 3 công trình chuyển tiếp, khởi công mới 2 công trình"
    return previous is not None and bool(quantity.unit) and previous.unit == quantity.unit


def named_in_list(clause: Clause) -> bool:
    """ "số doanh nghiệp, hộ kinh doanh: 25 doanh nghiệp, 140 hộ": the things are named before both numbers."""
    previous, quantity, tokens = clause.previous, clause.quantity, clause.sentence.tokens
    if previous is None or previous.span.start >= previous.number.start:
        return False
    same_change = quantity.change is not Change.NONE and quantity.change is previous.change  # "giảm 15 % và giảm 21 hộ"
    if tokens[quantity.lead - 1].word != "," and not (same_change and tokens[quantity.lead - 1].word == "và"):
        return False
    counted = quantity.unit.split("/")[0]
    return quantity.unit != previous.unit and f" {counted} " in f" {previous.indicator.lower()} "


def goes_on_in_list(tokens: Sequence[Token], noun: Noun) -> bool:
    """A noun phrase right after a comma: it may go on under the verb of the one before."""
    return not noun.empty and noun.said_from > 0 and tokens[noun.said_from - 1].word in {",", "và"}


def copula(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a word or sign of being stands right before the number: "là", "đạt", ":"."""
    return any(tokens[n].word in {":", "=", "là", "đạt", "có", "còn"} for n in range(quantity.lead, quantity.first))


def closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause ends at a token."""
    return at >= len(tokens) or tokens[at].word in {".", ";", ",", ")"}


def is_start_of_change(quantity: Quantity, following: Quantity, tokens: Sequence[Token]) -> bool:
    """ "từ 22 triệu đồng năm 2018 lên 28 triệu đồng": the first of the two is what it started from."""
    return (
        quantity.first_from
        and following.to_level
        and quantity.unit.split("/")[0] == following.unit.split("/")[0]
        and following.lead - quantity.stop < 6
        and not any(t.word in {",", ";"} for t in tokens[quantity.stop : following.lead])
    )


def is_of_the_stroke(clause: Clause, previous: Figure) -> bool:
    """ "4.264/4.170 tỷ đồng, đạt 102,3%", "610 tỷ đồng, đạt 128%": how far a plan was fulfilled; of things that are counted
    ("66/112 thôn, đạt 58,9%") it is their share, and a figure."""
    quantity, tokens = clause.quantity, clause.sentence.tokens
    if quantity.unit != "%" or quantity.change is not Change.NONE or not clause.noun.empty:
        return False
    if is_count(previous.unit) and quantity.value <= _ALL:
        return False
    told = {t.word for t in tokens[quantity.lead : quantity.first]}
    amount = not is_count(previous.unit) and previous.unit not in {"%", "‰"} and closes(tokens, quantity.stop)
    return (amount or "/" in previous.number.of(clause.sentence.text)) and bool(told & {"đạt", "bằng"})


def compared_with(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """ "82 triệu đồng, so với mức 75,5 triệu đồng": a number right behind "so với" is what was before."""
    at = quantity.first - 1 - (tokens[quantity.first - 1].word == "mức")
    return at >= 1 and tokens[at].word == "với" and tokens[at - 1].word == "so"


def exceeds_a_plan(tokens: Sequence[Token], noun: Noun) -> bool:
    """ "thu ngân sách vượt dự toán tỉnh giao 5%": by how much a plan is to be exceeded (corpus decision 3)."""
    return any(
        tokens[n].word == "vượt" and PLAN_FULFILLED.starting(tokens, n + 1, noun.stop) is not None
        for n in range(noun.start + 1, noun.stop)
    )


def promises_fulfilment(sentence: Sentence, quantity: Quantity, noun: Noun) -> bool:
    """ "thu ngân sách đạt 100% chỉ tiêu giao", "giải ngân trên 95% kế hoạch vốn" are promises; "đạt 101% kế hoạch" only
    tells how a plan was met."""
    tokens = sentence.tokens
    if quantity.comparator is not Comparator.EQUAL and not any(
        t.word == "vượt" for t in tokens[quantity.lead : quantity.first]
    ):
        return True  # "đạt tối thiểu 55% dự toán"
    if quantity.value == _ALL:
        return True  # "giao quân đạt 100% kế hoạch"
    if any((a.word, b.word) == ("giải", "ngân") for a, b in pairwise(tokens[noun.start : noun.stop])):
        return True  # "giải ngân đạt 50% kế hoạch trong quý II"
    return any(t.word in {"tiêu", "vốn"} for t in tokens[quantity.stop : quantity.stop + 3])


def in_brackets_of_plan(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """ "đạt 50,06% kế hoạch (137,5 tỷ đồng)": what a percentage is of, said in brackets behind it."""
    at = quantity.lead - 1
    if at <= 1 or tokens[at].word != "(":
        return False
    said = at - 2 if tokens[at - 1].word == "năm" else at - 1  # "kế hoạch năm (…)", but not "so với đầu năm (21 hộ)"
    return tokens[said].word in {"hoạch", "toán", "kh", "giao", "quyết"}
