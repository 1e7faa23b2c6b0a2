"""Find the article in a page as crawled: headline, date, authors, lead and body, without the furniture around them.

Nothing is cut away: spans point into the text as given, and what is no body is simply never read.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta, timezone

from tiendo.model.document import Article, Span
from tiendo.reading.letters import NAME
from tiendo.reading.passages import passages
from tiendo.reading.tables import is_heading_row

VIETNAM = timezone(timedelta(hours=7))  # the pages' own "[GMT +7]"
_STAMP = re.compile(
    r"(?:(?:thứ\s+\w+|chủ nhật)[\s,|]*)?(?:ngày\s+)?(\d{1,2})[/-](\d{1,2})[/-](\d{4})[\s,|-]*(?:lúc\s+)?"
    r"(?:(\d{1,2})[:h](\d{2})(?::(\d{2}))?)?[\s|]*(?:[\[(]?\s*gmt\s*\+?\s*7\s*[\])]?)?[\s|]*(?:a\s*[+-]?\s*){0,4}",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:ý kiến\s*(?:\(\d*\))?|bình luận.*|\d+\s*/\s*\d+\s*(?:ký tự|kí tự).*|guest|đang tải dữ liệu.*|(?:a\s{0,3}[+-]?\s{0,3}){1,4}|"
    r"chia sẻ.*|in bài.*|gửi (?:ý kiến|bình luận|email).*|tin (?:liên quan|khác|mới).*|đọc thêm.*|trang chủ.*|"
    r"(?:số )?lượt (?:xem|truy cập).*|truy cập.*|(?:hôm nay|hôm qua|tuần này|tháng này|tất cả|đang (?:online|truy cập)|online)\s*:?\s*[\d.,]+.*|để lại bình luận.*|"
    r"\(?(?:đăng|cập nhật)[^\d]{0,12}\d{1,2}/\d{1,2}/\d{4}\)?|từ khóa.*|tags?\s*:.*|facebook|zalo|twitter|về trang trước.*|quay lại.*|nguồn\s*:.*)",
    re.IGNORECASE,
)
# Of the page as well: a menu, and a date with a counter, which are told by the signs between their parts.
_FURNITURE_IN_PARTS = re.compile(
    r"[^\d|]{0,20}\d{1,2}/\d{1,2}/\d{4}[^|\d]{0,20}(?:\d{1,2}:\d{2})?\s*\|\s*(?:số )?lượt (?:xem|truy cập).*|"
    r"[^|»]{1,40}(?:\s[|»]\s[^|»\d]{1,40}){1,8}|\d{1,2}/\d{1,2}/\d{4}[^|]{0,20}\|\s*lượt xem.*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:ý kiến\s*\(|bình luận|\d+\s*/\s*\d+\s*(?:ký tự|kí tự)|tin (?:liên quan|khác)|từ khóa)", re.IGNORECASE
)
_STATE = re.compile(r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam", re.IGNORECASE)
_NUMBERED = re.compile(r"số\s*:?\s*\d{1,5}\s*[-/]", re.IGNORECASE)
_KIND = re.compile(
    r"(?:NGHỊ QUYẾT|QUYẾT ĐỊNH|KẾ HOẠCH|BÁO CÁO|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|KẾT LUẬN|THÔNG BÁO|CHỈ THỊ|ĐỀ ÁN|TỜ TRÌNH)"
)
_SECTION = re.compile(r"(?:[IVX]{1,5}|[A-H])\s?[.)/-]|\d|PHẦN|HỘI ĐỒNG|(?:ỦY|UỶ) BAN|KHÓA|KHOÁ|STT|TT\b", re.IGNORECASE)
_LETTERHEAD_LINES = 16
_MOST_HEADLINES = 3  # lines
_LONGEST_HEADLINE = 160  # characters
_SHORTEST_TITLE = 8  # characters
_SHORTEST_LEAD = 40  # characters
_LONGEST_FURNITURE = 300  # characters
_AUTHORS = re.compile(
    rf"(?:(?:tác giả|bài(?: và ảnh)?|tin, ảnh|theo)\s*:\s*)?({NAME}(?:\s*(?:[-–,&]|và)\s*{NAME}){{0,3}})\.?"
)
_SENTENCE_END = (".", "!", "?", ":", ";", ",")


def find_article(text: str) -> Article:
    """The article of a page. A plain text without any page around it is all body."""
    lines = _lines(text)
    tail = next((i for i, s in enumerate(lines) if i and _TAIL.match(s.of(text))), len(lines))
    lines = lines[:tail]
    stamps = {i: stamp for i, s in enumerate(lines) if (stamp := stamp_of(s.of(text)))}
    kept = [i for i, s in enumerate(lines) if i not in stamps and not _is_furniture(s.of(text))]
    if not kept:
        return Article(None, None, (), None, ())
    counts = Counter(lines[i].of(text) for i in kept)
    repeated = [i for i in kept if counts[lines[i].of(text)] > 1 and _is_headline(lines[i].of(text))]
    first = lines[kept[0]].of(text)
    title_at = repeated[0] if repeated else kept[0] if _is_headline(first) and len(kept) > 1 else None
    official = _official_title(text, [lines[i] for i in kept[:_LETTERHEAD_LINES]])
    if official is not None:
        title_at = kept[official]
    title = lines[title_at].of(text) if title_at is not None else None
    authors: tuple[str, ...] = ()
    last = lines[kept[-1]].of(text)
    if (
        official is None
        and len(kept) > 2
        and (signed := _AUTHORS.fullmatch(last))
        and len(last) <= 80
        and last != title
    ):
        authors = tuple(n.strip(" .") for n in re.split(r"\s*(?:[-–,&]|\bvà\b)\s*", signed[1]) if n.strip(" ."))
        kept = kept[:-1]
    body = tuple(lines[i] for i in kept if lines[i].of(text) != title)
    lead = _lead(text, body) if body and title and official is None else None
    after = [stamp for i, stamp in stamps.items() if title_at is not None and i > title_at]
    published = next(iter(after or stamps.values()), None)
    return Article(title and title.strip("#*_ ,;"), published, authors, lead, body)


def _official_title(text: str, top: list[Span]) -> int | None:
    """Which of the first lines is the title of a document with a letterhead, or one that begins with its kind: the one after
    "NGHỊ QUYẾT", "QUYẾT ĐỊNH".

    None for any other text. What stands above it is letterhead, and the name at the end is who signs, not who writes.
    """
    said = [line.of(text).strip(" *#_|") for line in top]
    if not any(_STATE.match(line) or _NUMBERED.match(line) for line in said) and not _KIND.fullmatch(said[0]):
        return None
    kind = next((n for n, line in enumerate(said) if _KIND.fullmatch(line)), None)
    return kind + 1 if kind is not None and kind + 1 < len(said) and len(said[kind + 1]) >= _SHORTEST_TITLE else None


def title_span(text: str, article: Article) -> Span | None:
    """Where the headline first stands; None without one."""
    if not article.title:
        return None
    start = text.index(article.title)
    return Span(start, start + len(article.title))


def headline(text: str, article: Article) -> tuple[str, int]:
    """(the headline with the lines of the body that it goes on over, how many lines of the body it ends behind): those of a
    report stand on two or three."""
    span = title_span(text, article)
    if span is None:
        return "", 0
    said, end = [article.title or ""], text.find("\n", span.end)
    above = sum(1 for line in article.body[:_LETTERHEAD_LINES] if line.end <= span.start)
    for line in article.body[above : above + _MOST_HEADLINES]:
        goes_on = (
            end >= 0
            and line.start > end
            and not text[end : line.start].strip(" \n*#_")
            and _goes_on(line.of(text), said[-1])
        )
        if not goes_on or text.count("\n", end, line.start) > 1:
            break
        said.append(line.of(text).strip("*#_ "))
        end = line.end
    return " ".join(said), above + len(said) - 1 if len(said) > 1 else 0


def _goes_on(line: str, above: str) -> bool:
    """Whether a line below a headline belongs to it: it begins in the middle of a sentence, or is in capitals like the one
    above it, and ends like a headline."""
    bare = line.strip("*#_ ")
    middle = (
        bare[:1].islower()
        or (bare.isupper() and above.isupper() and not _SECTION.match(bare))
        or re.match(r"\d{1,2}\stháng|(?:quý|tháng|năm)\s", bare, re.IGNORECASE)
    )
    return bool(middle) and len(bare) <= _LONGEST_HEADLINE and not bare.endswith((".", ";", ":"))


def _lines(text: str) -> list[Span]:
    """Non-empty lines without the blanks around them."""
    return [
        Span(m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip()))
        for m in re.finditer(r"[^\n]+", text)
        if m[0].strip()
    ]


def _is_furniture(line: str) -> bool:
    """Whether a line is a menu, a button, a counter or a heading of the page and not of the article.

    A row of headings between "|" looks like a menu and is the top of a table.
    """
    if len(line) > _LONGEST_FURNITURE:
        return False
    in_parts = ("|" in line or "»" in line) and _FURNITURE_IN_PARTS.fullmatch(line) is not None
    return (in_parts or _FURNITURE.fullmatch(line) is not None) and not is_heading_row(line)


def _lead(text: str, body: tuple[Span, ...]) -> str | None:
    """The first paragraph on one line, however it was wrapped; a row of a table or a heading is none."""
    prose = [line for line in body if "|" not in line.of(text)]
    first = next(passages(text, prose), None)
    said = " ".join(first.span.of(text).split()).strip("*_ ") if first else ""
    return said if len(said) >= _SHORTEST_LEAD else None


def stamp_of(line: str) -> datetime | None:
    """The moment a date line tells; None when the line is anything else or the date does not exist."""
    match = _STAMP.fullmatch(line) if len(line) <= 80 else None
    if match is None:
        return None
    day, month, year = int(match[1]), int(match[2]), int(match[3])
    hour, minute, second = (int(match[g] or 0) for g in (4, 5, 6))
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)
    except ValueError:
        return None


def _is_headline(line: str) -> bool:
    return (
        10 <= len(line) <= 200
        and "|" not in line
        and not line.endswith(_SENTENCE_END)
        and not line[0].isdigit()
        and line[0] not in "-+•*"
    )
