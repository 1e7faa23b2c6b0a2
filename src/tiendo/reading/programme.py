"""How many targets a document states: the total it promises, never the count of what was reached."""

from __future__ import annotations

import re

from tiendo.reading.numbers import parse_words

_WORDS = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|lăm|linh|lẻ"
_TARGETS = re.compile(r"chỉ tiêu\b(?!\s*/)", re.IGNORECASE)
_COUNT = re.compile(
    rf"(?<![\d/.,])(?:(?P<digits>\d{{1,3}})|(?P<words>\b(?:{_WORDS})(?:\s(?:{_WORDS})){{0,3}}))\s{{1,9}}$",
    re.IGNORECASE,
)
_LONGEST_COUNT = 40  # characters: "một trăm hai mươi lăm "
# What a plan's text says of the year before: "15 chỉ tiêu đạt và vượt", "hoàn thành 12 chỉ tiêu".
_REACHED_AFTER = re.compile(
    r"\s*(?:(?:chủ yếu|chính|cơ bản|còn lại|thành phần|kinh tế(?:\s?-\s?xã hội)?|đề ra|được giao|(?:theo )?nghị quyết)\s+){0,3}"
    r"(?:(?:đã|ước|cơ bản|đều|sẽ)\s+)?(?:đạt|vượt|hoàn thành|không đạt|chưa đạt|thực hiện đạt|về đích)\b",
    re.IGNORECASE,
)
_REACHED_BEFORE = re.compile(
    r"(?:(?<!phấn đấu )(?<!quyết tâm )hoàn thành(?: và vượt)?|đạt(?: và vượt)?|vượt|trên|/|trong số|còn|thêm|có được|có tới)\s*$",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r"[^.;\n]{0,80}?\b(?:có|thì|đã)\s+\d{1,3}\s+chỉ tiêu\s+(?:\w+\s+){0,2}?(?:đạt|vượt|hoàn thành)", re.IGNORECASE
)
_FIELD = re.compile(
    r"\s*(?:(?:về|lĩnh vực|thuộc|trong|trên|nhóm)\s+){0,2}(?:kinh tế(?!\s?[-–]\s?xã hội)|văn hóa|văn hoá|xã hội|môi trường|quốc phòng|an ninh|xây dựng đảng|đô thị|hạ tầng)",
    re.IGNORECASE,
)
_IN_HEADING = re.compile(r"[ \t]*\)[ \t]*[.:;]?[ \t]*(?:\n|$|\*)")


def stated_count(text: str) -> int | None:
    """How many targets the text says there are ("17 chỉ tiêu"); None when it does not say.

    Where it only says how many each field has ("6 chỉ tiêu kinh tế, 9 chỉ tiêu xã hội"), their sum. The count a heading
    gives in brackets is its own group's ("I. Kinh tế (6 chỉ tiêu)"), unless it heads the targets themselves.
    """
    of_fields: list[int] = []
    for said in _TARGETS.finditer(text):
        match = _COUNT.search(text, max(0, said.start() - _LONGEST_COUNT), said.start())
        if match is None:
            continue
        before, after = text[max(0, match.start() - 40) : match.start()], text[said.end() : said.end() + 160]
        count = int(match["digits"]) if match["digits"] else parse_words(match["words"].lower().split())[0]
        if not count or _REACHED_AFTER.match(after) or _REACHED_BEFORE.search(before) or _AMONG.match(after):
            continue
        line = text[text.rfind("\n", max(0, match.start() - 100), match.start()) + 1 : match.start()]
        if before.endswith("(") and _IN_HEADING.match(after) and "chỉ tiêu" not in line.lower():
            continue
        if _FIELD.match(after):
            of_fields.append(count)
            continue
        return count
    return sum(of_fields) if len(of_fields) > 1 else None
