"""Whose plan a text is: the place that decides and promises, told from the places that are only named in it.

A place is named with its kind ("huyện Lâm Sơn"), and it is the plan's own where a body of it speaks ("HĐND huyện Lâm
Sơn", "Đảng bộ xã Tân Phú"), where the headline or the letterhead names it, and where the text goes on calling it just
"huyện" or "xã". What follows a place after a comma or in brackets is where it lies, not whose plan it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tiendo.model.reading import PlaceMention
from tiendo.reading.letters import UPPER
from tiendo.reading.place_names import (
    CITIES,
    HUE_SINCE,
    PLACE_NAME,
    PROVINCE,
    PROVINCE_OF,
    SURNAMES,
    place_key,
    spelled_name,
)

_LEVEL_OF = {
    "tỉnh": "province", "tỉnh ủy": "province", "thành ủy": "city", "thành phố": "city", "tp": "city", "tp.": "city",
    "huyện": "district", "huyện ủy": "district", "thị xã": "district", "thị ủy": "district", "quận": "district", "quận ủy": "district",
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune", "tx": "district", "tx.": "district", "tt.": "commune",
}  # fmt: skip
_KIND_OF = {"tp": "thành phố", "tp.": "thành phố", "tx": "thị xã", "tx.": "thị xã", "tt.": "thị trấn", "tỉnh ủy": "tỉnh", "huyện ủy": "huyện", "thị ủy": "thị xã", "thành ủy": "thành phố", "quận ủy": "quận"}  # fmt: skip
_NAMED = re.compile(
    r"(?=[tThHxXpPqQđĐ])\b(?P<kind>(?i:thị xã|thị trấn|thành phố|đặc khu|(?:huyện|tỉnh|thành|thị|quận)\s(?:ủy|uỷ)|huyện|quận|phường|tỉnh|xã|tp\.?|tx\.?|tt\.))"
    rf"[ \n]{{0,2}}(?:(?i:biên giới|miền núi|vùng cao|ven biển|đảo|anh hùng)\s)?(?P<name>{PLACE_NAME}|(?<=[Pp]hường )\d{{1,2}}\b|(?<=PHƯỜNG )\d{{1,2}}\b|(?<=[Qq]uận )\d{{1,2}}\b)"
)
_BODY = re.compile(
    r"(?:hđnd|ubnd|hội đồng nhân dân|(?:ủy|uỷ) ban nhân dân|đảng bộ|đảng (?:ủy|uỷ)|ban chấp hành|mttq|nhân dân)(?:\s+(?:của|các))?\s*$",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?,?\s*(?:cũng\s|đã\s|sẽ\s|vừa\s|tiếp tục\s)?(?:phấn đấu|đặt (?:ra|mục tiêu)|đề ra|chốt|giao|triển khai|xác định|quyết tâm|đặt|dự kiến|"
    r"nhắm|hướng tới|bước (?:vào|sang)|chọn|ra quân|thi đua|phát động|thông qua|tổng kết|sơ kết|công bố|ban hành|nhìn lại|có)\b"
)
_OPENS_A_HEADLINE = re.compile(rf"({PLACE_NAME})(?=\s*(?:\(|:|{_PROMISES.pattern}))")
_ONLY_NAMED = re.compile(
    r"(?:\b(?:tại|ở|là|như|giữa|giáp|gồm|với|nối|qua|từ|về|các|những|hai|ba|bốn|hợp tác|thuộc|và|đến|khu vực|riêng|dự án)|\d)\s*$",
    re.IGNORECASE,
)
_GUEST = re.compile(
    r"(?:đoàn(?: công tác)?(?: của)?|được|lãnh đạo|đại diện|phó chủ tịch|ủy viên|dự có)\s[^,.;\n]{0,20}$", re.IGNORECASE
)
_AFTER_NAME = re.compile(rf"[{UPPER}]\w*\s?\($")  # "Ia Dom (huyện Đức Cơ": where it lies
_CITED = re.compile(
    r"\s*(?:[-–+*]\s*)?(?:căn cứ|xét (?:đề nghị|tờ trình)|theo đề nghị|nơi nhận|thẩm tra)\b", re.IGNORECASE
)
_LIES_IN = re.compile(r"\s*(?:,|\(|[-–]|thuộc|của)\s*", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"\((?:{PLACE_NAME}\s*,\s*)?({PLACE_NAME})\)")
_SOCIETY = re.compile(
    r"(?:tế|hóa|hoá|sinh|toàn|tự|nhà ở|phòng|trường|thể|chính sách|tổ chức)\s*[-–,&]?\s*$", re.IGNORECASE
)
_OFFICER = re.compile(r"\b(?:bí thư|chủ tịch|trưởng|đồng chí|ông|bà|ủy viên|uỷ viên)\b", re.IGNORECASE)
_BARE = re.compile(
    r"(?=[tThHxXpPqQ])\b(?P<kind>(?i:tỉnh|huyện|xã|phường|thị trấn|thị xã|thành phố|quận))\b"
    r"(?P<after>\s+(?:phấn đấu|sẽ|đặt|chọn|xác định|chốt|coi trọng|nhắm|dự kiến|muốn|đã|ước|thu|hoàn thành|tập trung|đề ra|phải|tiếp tục|có|hướng|đạt và vượt|thống nhất|"
    r"quyết|không còn|cũng|kết nạp|đón|còn|giữ|trồng|huy động|giải quyết|tạo|cần|lấy|đưa|được|thực hiện|tổ chức|họp|vừa|ban hành|nhiệm kỳ|lần thứ|khóa|trong))?(?=[\s,.;:)]|$)",
)
_BEFORE_BARE = re.compile(r"(?:\b(?:của|toàn|cả|cho|địa bàn|đưa|đảng bộ)|\w,)\s{1,3}$")
_LEVEL_WORD = {"thành phố": "city", "thị xã": "district", "quận": "district", "huyện": "district", "tỉnh": "province", "xã": "commune", "phường": "commune", "thị trấn": "commune"}  # fmt: skip
_HEAD = 300  # characters: headline, letterhead and first sentence
_MOST_VOTES = 6


@dataclass(frozen=True, slots=True)
class _Mention:
    """A place named with its kind: `size` orders kinds, `weight` is how much it speaks for being whose plan it is."""

    level: str
    name: str
    start: int
    end: int
    weight: float
    kind: str


def place_in(title: str, text: str, year: int | None = None) -> PlaceMention | None:
    """The place whose plan a text is; its name is "" where the text only says its kind. None where it says neither.

    `year` is the plan's: since 2025 thành phố Huế is a province. Linear in the length of the text.
    """
    whole = f"{title}\n{text}" if title else text
    mentions = list(_mentions(whole, len(title), year))
    votes = _votes(whole)
    scores: dict[tuple[str, str], float] = {}
    for mention in mentions:
        key = (mention.level, place_key(mention.name))
        scores[key] = scores.get(key, 0.0) + mention.weight
    names = {(m.level, place_key(m.name)): m.name for m in reversed(mentions)}
    provinces = list(_bare_provinces(whole[:_HEAD]))
    for name in provinces:
        if not any(key == place_key(name) for _level, key in scores):
            names.setdefault(("province", place_key(name)), name)
            scores["province", place_key(name)] = 1.5
    if named := _leading_name(title, text, votes):
        names.setdefault(named, named[1])
        scores.setdefault((named[0], place_key(named[1])), 0.0)
        names[named[0], place_key(named[1])] = named[1]
    for key in scores:
        level, name = key
        scores[key] += min(_MOST_VOTES, votes.get(level, 0))
        if title and name in place_key(title):
            scores[key] += 2
    province = _province(whole, mentions, provinces)
    best = max(scores, key=lambda key: scores[key], default=None)
    if best is None or scores[best] <= 0:
        called = max(votes, key=lambda one: votes[one], default=None)
        return PlaceMention("", called, province) if called else None
    name = names[best]
    kind = next((m.kind for m in mentions if (m.level, place_key(m.name)) == best), "")
    return PlaceMention(name, best[0], name if best[0] == "province" else province, kind=kind)


def _mentions(text: str, title_end: int, year: int | None) -> Iterator[_Mention]:
    """Every place named with its kind, in text order, weighed by the words before it."""
    lies_in_until = -1
    for match in _NAMED.finditer(text):
        kind = " ".join(match["kind"].lower().replace("uỷ", "ủy").split())
        name = spelled_name(match["name"])
        if not name or _is_no_place(text, match, kind, name):
            continue
        level = _level(kind, name, year)
        if level is None:
            continue
        end = match.start("name") + len(match["name"])
        before = text[max(0, match.start() - 40) : match.start()]
        line_start = text.rfind("\n", max(0, match.start() - 400), match.start()) + 1
        if match.start() <= lies_in_until or _AFTER_NAME.search(before):
            weight = 0.0
        elif _CITED.match(text, line_start) or (_ONLY_NAMED.search(before) and not kind.endswith("ủy")):
            weight = 0.25
        elif _GUEST.search(before):
            weight = 0.5
        elif _BODY.search(before) or kind.endswith("ủy"):
            weight = 4.0
        else:
            weight = 2.0 if _PROMISES.match(text, end) else 1.0
        if weight >= 1 and match.start() < max(title_end, _HEAD):
            weight += 2
        lies_in_until = _end_of_where_it_lies(text, match.end(), lies_in_until)
        if match.group("name").isdigit():
            name = f"{kind.capitalize()} {name}"
        yield _Mention(level, name, match.start(), end, weight, _KIND_OF.get(kind, kind))


def _end_of_where_it_lies(text: str, end: int, before: int) -> int:
    """Up to where a larger place named right after a place says where that one lies: it may begin at this offset."""
    found = _LIES_IN.match(text, end)
    if found and found.end() > end and not re.match(r"\s*của\s", found[0]):
        return max(before, found.end())
    return before


def _is_no_place(text: str, match: re.Match[str], kind: str, name: str) -> bool:
    """Whether "xã Hội" is society, "hợp tác xã Bình Minh" a cooperative, "Huyện ủy Nguyễn Văn An" a person."""
    before = text[max(0, match.start() - 16) : match.start()]
    words = name.split()
    if kind == "xã" and (re.search(r"hợp tác\s*$", before, re.IGNORECASE) or name == "Hội"):
        return True
    if kind == "xã" and words[0] == "Hội" and _SOCIETY.search(before):
        return True
    if len(words) >= 3 and words[0].lower() in SURNAMES:
        return _OFFICER.search(text, max(0, match.start() - 60), match.start()) is not None
    return False


def _level(kind: str, name: str, year: int | None) -> str | None:
    """The level a kind word gives a name; None where "tỉnh" stands before what is no province."""
    level = _LEVEL_OF[kind]
    if level == "province":
        return level if place_key(name) in PROVINCE_OF or (kind == "tỉnh" and len(name.split()) == 2) else None
    if level != "city":
        return level
    key = place_key(name)
    return "province" if key in CITIES or (key == "huế" and (year or 0) >= HUE_SINCE) else "district"


def _bare_provinces(head: str) -> Iterator[str]:
    """Provinces named without "tỉnh" at the top of a text, and not after another kind word."""
    for match in PROVINCE.finditer(head):
        if not re.search(r"(?i:thành phố|huyện|thị xã|tp\.?|xã|phường|quận|thị trấn)\s$", head[: match.start()]):
            yield PROVINCE_OF[place_key(match[0])]


def _votes(text: str) -> dict[str, int]:
    """How often the text calls its place only by its kind ("huyện phấn đấu", "của xã", "toàn tỉnh"), by level."""
    votes: dict[str, int] = {}
    for match in _BARE.finditer(text):
        at = match.start("kind")
        if match["after"] or _BEFORE_BARE.search(text, max(0, at - 12), at):
            before = text[max(0, at - 12) : at].rstrip().lower()
            if (
                before.endswith(("các", "những", "mỗi", "từng", "hợp tác", "cấp", "-", "–", "thị"))
                or before[-1:].isdigit()
            ):
                continue
            follows = text[match.end() : match.end() + 14]
            if not match["after"] and re.match(
                r"\s+(?:hội\b|[A-ZĐ]|giao|ủy|uỷ|nông thôn|đạt chuẩn|nghèo|đặc biệt|biên giới)", follows
            ):
                continue
            if not match["after"] and re.match(r"\s*,\s*(?:xã|phường|thị|huyện|thành)", follows):
                continue
            level = _LEVEL_WORD[match["kind"].lower()]
            level = "district" if level == "city" else level
            votes[level] = votes.get(level, 0) + 1
    return votes


def _leading_name(title: str, text: str, votes: dict[str, int]) -> tuple[str, str] | None:
    """(level, name) of a name that opens the headline, its kind being what the text calls its place afterwards."""
    match = _OPENS_A_HEADLINE.match(title or text[:_HEAD])
    if match is None or len(match[1].split()) < 2 or not votes or place_key(match[1]) in PROVINCE_OF:
        return None
    return max(votes, key=lambda level: votes[level]), spelled_name(match[1])


def _province(text: str, mentions: list[_Mention], at_top: list[str]) -> str | None:
    """The province the place lies in, where the text says it: "tỉnh Long An", "(Long An)", or at the top."""
    named = [m.name for m in mentions if m.level == "province"]
    if named:
        return max(named, key=lambda name: (named.count(name), -named.index(name)))
    for match in _IN_BRACKETS.finditer(text):
        if place_key(match[1]) in PROVINCE_OF:
            return PROVINCE_OF[place_key(match[1])]
    return next(iter(at_top), None)
