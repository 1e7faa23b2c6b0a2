"""The document that issues the targets: its number, its day and the body whose document it is."""

from __future__ import annotations

import re
from datetime import date

from tiendo.model.reading import IssuingDocument, PlaceMention
from tiendo.reading.letters import UPPER

# Kinds of document that set targets for a place, and the party's; laws, decrees and circulars are only what it rests on.
_NUMBER = re.compile(
    r"(?P<number>\d(?<![\d/].)\d{0,4}(?:/20\d\d)?\s?[/-]\s?(?:NQ|QĐ|KH|CTr|CTHĐ|CT|BC|TB|KL|TTr|ĐA)\s?[-/]\s?(?:HĐND|UBND|ĐU|HU|TU|TWU|ThU|TƯ|ĐH|ĐHĐB|BCH|CP|TTg|TW)(?:[\w.-]{0,11}\w)?)"
)
_KIND = r"(?:nghị quyết|quyết định|kế hoạch|chương trình|báo cáo|kết luận|thông báo|chỉ thị)"
_NUMBERED = re.compile(rf"{_KIND}\s+(?:hành động\s+)?số[:\s]\s?(?P<number>\d{{1,5}})(?=[\s,;.)])", re.IGNORECASE)
_SAYS_NUMBER = re.compile(r"số[:\s]\s?\d")  # found at once, where the pattern above looks at every word
_LETTERHEAD = re.compile(r"(?:^|\n|\|)\s*(?:\*\*)?số(?:\s+hiệu)?\s*:\s*(?:\*\*)?\s*$", re.IGNORECASE)
_RESTS_ON = re.compile(
    r"(?:căn cứ|tiếp nối|thay (?:thế|cho)|sửa đổi|bổ sung|thực hiện|xét|tổng kết|viện dẫn|sơ kết|triển khai)[^.;\n]{0,90}$",
    re.IGNORECASE,
)
_ABOVE = frozenset({"CP", "TTg", "TW"})
_DAY = re.compile(
    r"(?:ngày\s+)?(?<!\d)(?P<day>\d{1,2})\s{0,2}(?:[-/.]|tháng)\s{0,2}(?P<month>\d{1,2})\s{0,2}(?:[-/.]|năm)\s{0,2}(?P<year>20\d\d)(?!\d)",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    rf"(?:^|\n|\|)[ \t>*_]*(?P<place>[{UPPER}][\w'’ -]{{1,40}}),\s*ngày\s+(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}})\s+năm\s+(?P<year>20\d\d)"
)
_BODIES = (
    (r"hội đồng nhân dân|hđnd", "Hội đồng nhân dân"),
    (r"(?:ủy|uỷ) ban nhân dân|ubnd", "Ủy ban nhân dân"),
    (r"ban chấp hành đảng bộ|bch đảng bộ", "Ban Chấp hành Đảng bộ"),
    (r"ban thường vụ huyện (?:ủy|uỷ)", "Ban Thường vụ Huyện ủy"),
    (r"đại hội(?: đại biểu)? đảng bộ", "Đại hội Đảng bộ"),
    (r"đảng (?:ủy|uỷ)", "Đảng ủy"),
)
_PARTY = {"huyện": "Huyện ủy", "tỉnh": "Tỉnh ủy", "thị": "Thị ủy", "thành": "Thành ủy", "quận": "Quận ủy"}
_OFFICE = re.compile(
    "|".join(f"(?P<b{n}>{said})" for n, (said, _) in enumerate(_BODIES))
    + r"|(?P<party>huyện|tỉnh|thị|thành|quận)\s(?:ủy|uỷ)\b",
    re.IGNORECASE,
)
_OF_SIGN = {"HĐND": "Hội đồng nhân dân", "UBND": "Ủy ban nhân dân", "ĐU": "Đảng ủy", "HU": "Huyện ủy", "TU": "Tỉnh ủy", "BCH": "Ban Chấp hành Đảng bộ", "ĐH": "Đại hội Đảng bộ", "ĐHĐB": "Đại hội Đảng bộ"}  # fmt: skip
_KIND_WORDS = {"province": "tỉnh", "district": "huyện", "commune": "xã"}
_KIND_AFTER = re.compile(
    r"[ \n|*]{1,4}(?:(?P<kind>thị xã|thị trấn|thành phố|huyện|quận|phường|tỉnh|xã|đặc khu|tp\.?)\s+)?", re.IGNORECASE
)
_NEAR = 160  # characters after a number within which its day and its body are told
_TOP = 1500  # characters of letterhead


def issued_in(text: str, title: str, place: PlaceMention | None) -> IssuingDocument | None:
    """The document behind a text, or None where it names neither a number nor a body that sets the targets.

    A letterhead ("Số: 45/NQ-HĐND") counts before all; else the first resolution, decision or plan that the text does
    not merely rest on ("Căn cứ Nghị quyết số …"). The day and the body stand beside the number, else in the letterhead.
    """
    found = _number(text)
    if found is None:
        body = _deciding_body(f"{title}\n{text}"[:_TOP], place)
        return IssuingDocument("", None, body) if body else None
    number, start, end, is_letterhead = found
    top = text[: max(_TOP, start)][:_TOP]
    near = text[end : end + _NEAR].split("\n\n")[0]
    dated = _date_line(top) if is_letterhead else _first_day(near)
    sentence = text[max(0, start - _NEAR) : start]
    sentence = re.split(r"[\n;]|[.](?=\s)", sentence)[-1]
    dated = dated or _first_day(near) or _first_day(sentence) or (_date_line(top) if start < _TOP else None)
    office = "" if is_letterhead else _office_in(re.split(r"[;\n]|\bvề\b", near)[0], place)
    office = office or _of_sign(number, place)
    return IssuingDocument(number, dated, office or _office_in(near, place))


def _number(text: str) -> tuple[str, int, int, bool] | None:
    """(number, where it stands, whether in the letterhead) of the issuing document."""
    first: tuple[str, int, int, bool] | None = None
    for match in tuple(_NUMBER.finditer(text)) or (_NUMBERED.finditer(text) if _SAYS_NUMBER.search(text) else ()):
        number = re.sub(r"\s", "", match["number"])
        if re.split(r"[-/]", number)[-1] in _ABOVE:
            continue
        before = text[max(0, match.start() - 120) : match.start()]
        if _LETTERHEAD.search(before):
            return number, match.start(), match.end(), True
        if first is None and not _RESTS_ON.search(before):
            first = (number, match.start(), match.end(), False)
    return first


def _first_day(said: str) -> date | None:
    match = _DAY.search(said)
    return _day(match) if match else None


def _date_line(top: str) -> date | None:
    """The day of "Lâm Sơn, ngày 20 tháng 12 năm 2023"."""
    match = _DATE_LINE.search(top)
    return _day(match) if match else None


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _office_in(said: str, place: PlaceMention | None) -> str:
    """The first body named in a stretch, written out with its place; "" without any."""
    match = _OFFICE.search(said)
    return _written(match, said, place) if match else ""


def _deciding_body(top: str, place: PlaceMention | None) -> str:
    """The body that a text without a number says decides: "HĐND huyện … thông qua", "Đại hội Đảng bộ xã …"."""
    for match in _OFFICE.finditer(top):
        written = _written(match, top, place)
        if place is not None and place.name and written.lower().endswith(place.name.lower()):
            return written
    return ""


def _written(match: re.Match[str], said: str, place: PlaceMention | None) -> str:
    if match["party"]:
        office = _PARTY[match["party"].lower()]
        name = place.name if place else ""
        return f"{office} {name}" if name and _follows(said, match.end(), name) else office
    office = next(name for n, (_, name) in enumerate(_BODIES) if match[f"b{n}"])
    kind = _KIND_AFTER.match(said, match.end())
    if kind is None or not kind["kind"]:
        return office
    name = place.name if place and _follows(said, kind.end(), place.name) else ""
    return f"{office} {kind['kind'].lower()}" + (f" {name}" if name else "")


def _follows(said: str, at: int, name: str) -> bool:
    return said[at:].lstrip(" \n*|").lower().startswith(name.lower())


def _of_sign(number: str, place: PlaceMention | None) -> str:
    """The body that a sign stands for ("NQ-HĐND"), of the plan's own place."""
    office = _OF_SIGN.get(re.split(r"[-/]", number)[-1], "")
    if not office or place is None or not place.name or place.level == "other":
        return office
    if office in {"Huyện ủy", "Tỉnh ủy"}:
        return f"{office} {place.name}"
    kind = place.kind or _KIND_WORDS[place.level]
    return f"{office} {place.name}" if place.name.lower().startswith(kind) else f"{office} {kind} {place.name}"
