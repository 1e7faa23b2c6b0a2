"""Who answers for a figure: "giao Phòng Nông nghiệp chủ trì, phối hợp với …", "(Chủ trì: …; phối hợp: …)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tiendo.model.document import Span

_OFFICE = (
    r"(?:Các phòng|Phòng|Các sở|Sở|Ban|Chi cục|Cục|Công an|UBND|Ủy ban|Uỷ ban|Văn phòng|Trung tâm|Hội|Huyện đoàn|Tỉnh đoàn|Đoàn|Mặt trận|MTTQ|Bảo hiểm|BHXH|Kho bạc|Trạm|"
    r"Trường|Đảng ủy|Đảng uỷ|Huyện ủy|Liên đoàn|Hạt|Điện lực|Thanh tra|Bí thư|Chi bộ|Ngân hàng|Viện|Thuế|Công ty|Các xã|các xã|các phòng|các sở|các ngành|các đơn vị|các cơ quan|các thôn|Thống kê|Tòa án|Viện kiểm sát|Bộ phận|Công chức|Quân sự)"
)
_ANY = ("chủ trì", "phụ trách", "chịu trách nhiệm", "thực hiện chính")
_IN_CHARGE = re.compile(
    r"(?:(?:cơ quan|đơn vị|bộ phận)\s+)?(?:chủ trì|phụ trách|chịu trách nhiệm|thực hiện chính)(?:\s+thực hiện)?\s*(?::|là)\s*(?:\*\*)?\s*(?P<lead>[^.;()\n|]{3,160})",
    re.IGNORECASE,
)
_HELPS = re.compile(
    r"(?:(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+thực hiện)?\s*(?::|là|với|cùng)\s*(?:\*\*)?\s*(?P<rest>[^.;()\n|]{3,200})",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    rf"\b(?:[Gg]iao(?:\s+cho)?|[Dd]o|[Pp]hân công)?\s*(?P<lead>{_OFFICE}\b[^.;:()\n|]{{0,120}}?)\s+(?:làm\s+)?(?:chủ trì|phụ trách|chịu trách nhiệm|là cơ quan chủ trì)\b"
)
_SPLIT = re.compile(rf"\s*(?:,|;|\bvà\b|\bvới\b|\bcùng\b)\s*(?={_OFFICE}\b)")
_ENDS = re.compile(
    r"\s+(?:tổ chức|triển khai|thực hiện|tham mưu|hoàn thành|theo dõi|chủ trì|để|nhằm|trong việc|báo cáo)\b.*$|\s*(?:,\s*)?(?:phối hợp|cơ quan phối hợp).*$"
)
_OFFICES_HEAD = re.compile(_OFFICE)


@dataclass(frozen=True, slots=True)
class OwnersSaid:
    """A stretch that names who is in charge and who coordinates, in this order."""

    span: Span
    owners: tuple[str, ...]


def owners_said(text: str, passages: Sequence[Span]) -> list[OwnersSaid]:
    """What each passage says of who answers for it, at most once a passage."""
    found: list[OwnersSaid] = []
    if not _may_name_owners(text):
        return found
    for passage in passages:
        said = " ".join(text[passage.start : passage.end].split("\n"))
        if not _may_name_owners(said):
            continue
        charged = _IN_CHARGE.search(said) or _CHARGED.search(said)
        if charged is None:
            continue
        lead = _offices(charged["lead"])
        helps = _HELPS.search(said, charged.start())
        owners = (*lead, *(_offices(helps["rest"]) if helps else ()))
        if owners:
            start = passage.start + charged.start()
            found.append(
                OwnersSaid(Span(start, passage.start + (helps or charged).end()), tuple(dict.fromkeys(owners)))
            )
    return found


def _may_name_owners(text: str) -> bool:
    """Whether a text holds a word of being in charge, on one line or over two: most hold none, and need not be searched."""
    said = text.replace("\n", " ").lower()
    return any(word in said for word in _ANY)


def _offices(said: str) -> tuple[str, ...]:
    """Offices of a list; "và" joins two of them only before another office ("Nông nghiệp và Môi trường" is one)."""
    parts = [_ENDS.sub("", part).strip(" *,-–") for part in _SPLIT.split(said)]
    return tuple(part for part in parts if _OFFICES_HEAD.match(part) and len(part.split()) >= 2)


def assign_owners(
    said: Sequence[OwnersSaid], passages: Sequence[Span], numbers: Sequence[Span]
) -> dict[int, tuple[str, ...]]:
    """Index of a figure → who answers for it: the figures of the same passage; where that has none, those of the
    passage before it ("- Chủ trì: …" on a line of its own)."""
    in_passage: dict[int, list[int]] = {}
    at = 0
    for n, number in enumerate(numbers):
        while at < len(passages) and passages[at].end < number.start:
            at += 1
        if at < len(passages) and passages[at].start <= number.start:
            in_passage.setdefault(at, []).append(n)
    owners: dict[int, tuple[str, ...]] = {}
    at = 0
    for one in said:
        while at < len(passages) and passages[at].end < one.span.start:
            at += 1
        for n in in_passage.get(at) or in_passage.get(at - 1, []):
            owners.setdefault(n, one.owners)
    return owners
