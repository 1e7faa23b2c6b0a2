"""Headings that group figures: "I. Kinh tế", "Về văn hóa - xã hội:", "## Môi trường"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tiendo.model.document import Span

_STRONG = re.compile(
    r"\s*(?:#{1,6}\s+|\*\*|__)?\s*(?:(?:[IVX]{1,5}|[A-H])\s?[.)/-]\s*|\(?\d{1,2}[.)]\s+|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+)?"
)
_LIST_SIGN = re.compile(r"\s*(?:[-–+*•●▪]\s+|[a-zđ][.)]\s+|\(?\d{1,2}[.)]\s+)?(?:\*\*)?\s*")
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|[A-H]\.)\s+")
_COUNT = re.compile(r"\s*\(\s*(?:gồm\s+)?\d{1,3}\s+chỉ tiêu\s*\)", re.IGNORECASE)
# What a group of targets is about: the fields that plans are divided into.
_FIELD = re.compile(
    r"\b(?:kinh tế|xã hội|văn hóa|văn hoá|môi trường|quốc phòng|an ninh|xây dựng đảng|hệ thống chính trị|tổ chức đảng|nông nghiệp|lâm nghiệp|thủy sản|thuỷ sản|"
    r"công nghiệp|xây dựng|thương mại|dịch vụ|du lịch|ngân sách|tài chính|giáo dục|đào tạo|y tế|giảm nghèo|lao động|việc làm|nông thôn mới|hạ tầng|đô thị|giao thông|"
    r"trồng trọt|chăn nuôi|sản xuất|kinh doanh|dân số|cải cách hành chính|chuyển đổi số|tài nguyên|đất đai|đầu tư|an sinh|khoa học|nội chính|dân vận|mặt trận|doanh nghiệp|hợp tác xã)\b",
    re.IGNORECASE,
)
_ONLY_FIELDS = re.compile(rf"(?:{_FIELD.pattern})(?:[ ,–-]+(?:và )?(?:{_FIELD.pattern})){{0,5}}", re.IGNORECASE)
_WHOLE = re.compile(r"kinh tế\s*[-–,]\s*xã hội|kt\s*-\s*xh", re.IGNORECASE)
# A part of the document that is no field: what stood above it no longer holds.
_PART = re.compile(
    r"\b(?:mục tiêu|chỉ tiêu|kết quả|nhiệm vụ|giải pháp|phương hướng|tình hình|đánh giá|tổ chức thực hiện|quan điểm|phần|điều \d|ưu điểm|hạn chế|tồn tại)\b",
    re.IGNORECASE,
)
_NO_HEADING = re.compile(
    r"(?<!\d)(?!20\d\d\b)\d+|%|\([^)]{0,20}(?:đồng|%|usd|người|ha)\)|[;!?]|\b(?:đạt|tăng|giảm|cơ cấu|cụ thể|trong đó|như sau|cộng hòa|cộng hoà|độc lập)\b",
    re.IGNORECASE,
)
_LONGEST = 90  # characters
_LEAD_IN = re.compile(
    r"(?:(?:nhóm|lĩnh vực|chỉ tiêu|các chỉ tiêu|trên lĩnh vực|trong lĩnh vực)\s+)?(?:về|nhóm|lĩnh vực|trên lĩnh vực|trong lĩnh vực|riêng)\s+",
    re.IGNORECASE,
)
_OF_A_FIELD = re.compile(r"(?:về|trên lĩnh vực|trong lĩnh vực|ở lĩnh vực)\s", re.IGNORECASE)
_LONGEST_LEAD_IN = 8  # words


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading from where it stands; `group` is "" where it only ends the group above it."""

    start: int
    group: str


def headings(text: str, body: Sequence[Span]) -> list[Heading]:
    """The headings of a body in text order."""
    found: list[Heading] = []
    opened, last = False, 0
    for line in body:
        said = line.of(text)
        group = _heading(said)
        if group is not None:
            found.append(Heading(line.start, group))
            opened = False
        elif opening := _opening(said):
            found.append(Heading(line.start, opening))
            opened = True
        elif opened and not _list_end(said) and "\n\n" in text[last : line.start]:
            found.append(Heading(line.start, ""))  # "Về kinh tế: …" holds for its paragraph and the list below it
            opened = False
        last = line.end
    return found


def group_at(found: Sequence[Heading], starts: Sequence[int], offset: int) -> str:
    """The group that a figure at an offset stands in; "" where it stands in none. `starts`: of each heading."""
    at = bisect_right(starts, offset) - 1
    return found[at].group if at >= 0 else ""


def _heading(said: str) -> str | None:
    """The group a line names, "" where it names a part that is no field; None where it is no heading."""
    if len(said) > _LONGEST:
        return None
    if "|" in said:
        cells = [c.strip(" *_") for c in said.strip("| ").split("|")]
        filled = [c for c in cells if c]
        if (
            len(cells) < 3
            or not filled
            or len(filled) > 2
            or (len(filled) == 2 and not re.fullmatch(r"[IVXA-H]{1,5}\.?|\d{1,2}", filled[0]))
        ):
            return None
        said = filled[-1] if len(filled) == 1 else f"{filled[0].rstrip('.')}. {filled[1]}"
    sign = _STRONG.match(said)
    strong = bool(sign and sign[0].strip()) or said.isupper()
    if ";" in said or (said.rstrip().endswith(".") and not strong):
        return None
    bold = said.lstrip().startswith(("**", "#", "__"))
    numbered = bool(re.match(r"[\s*_#]*\(?\d", said))
    named = label(said[sign.end() :] if sign and strong and not numbered else said[_list_end(said) :])
    if not named or len(named.split()) > 14 or _NO_HEADING.search(named):
        return None
    field = _FIELD.search(_WHOLE.sub(" ", named))
    colon = said.rstrip(" *_").endswith(":")
    if field and (
        bold
        or colon
        or (strong and not numbered)
        or _COUNT.search(said)
        or (len(named.split()) <= 7 and named[:1].isupper() and (numbered or not strong))
    ):
        return named
    return "" if _PART.search(named) and (strong or colon) and not numbered else None


def _list_end(said: str) -> int:
    sign = _LIST_SIGN.match(said)
    return sign.end() if sign else 0


def label(said: str) -> str:
    """The words of a heading: without list sign, emphasis, its count of targets and the colon; capitals undone."""
    words = " ".join(_COUNT.sub("", re.sub(r"[*_#]", "", said)).strip(" :.-–").split())
    words = words[number.end() :] if (number := _NUMBER.match(words)) else words
    return words.capitalize() if words.isupper() else words


def _opening(said: str) -> str:
    """The group that a paragraph opens with: "Về kinh tế: GRDP tăng 8 %", "1. Lĩnh vực xã hội: …"."""
    start = _list_end(said)
    colon = said.find(":", start, start + _LONGEST)
    if colon < 0:
        comma = said.find(",", start, start + _LONGEST)
        if comma < 0 or not _OF_A_FIELD.match(said, start, start + 20):
            return ""
        colon = comma
    named = label(said[start:colon])
    after = said[colon + 1 :].lstrip(" *_")
    if not named[:1].isupper() or after[:1].isdigit() or len(named.split()) > _LONGEST_LEAD_IN:
        return ""
    if _NO_HEADING.search(named) or not _FIELD.search(_WHOLE.sub(" ", named)):
        return ""
    lone = _ONLY_FIELDS.fullmatch(named) is not None
    return named if lone or _LEAD_IN.match(named) or said.lstrip().startswith("**") else ""
