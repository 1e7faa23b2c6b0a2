"""What a document says of its programme: the place it is about and how many targets it states."""

from __future__ import annotations

import re
from collections import Counter

from tiendo.model.reading import PlaceMention
from tiendo.reading.letters import NAME

_LEVELS = (
    ("district", r"huyện|thị xã|quận"),
    ("commune", r"xã|phường|thị trấn|đặc khu"),
    ("province", r"tỉnh|thành phố|TP\.?"),
)
_COUNT = re.compile(
    r"(\d{1,3})\s+(?:nhóm\s+)?chỉ tiêu(?!\s+(?:đạt|hoàn thành|vượt))|(?:gồm|có|đề ra|xác định|thông qua)\s+(\d{1,3})\s+chỉ tiêu",
    re.IGNORECASE,
)


def place_in(text: str) -> PlaceMention | None:
    """The place named most often with its kind ("huyện Thạnh Hóa"); earlier wins a tie. None without any."""
    seen: Counter[tuple[str, str]] = Counter()
    for level, words in _LEVELS:
        for match in re.finditer(rf"\b(?i:{words})\s+({NAME})", text):
            seen[level, match[1]] += 1
    if not seen:
        return None
    order = {level: n for n, (level, _words) in enumerate(_LEVELS)}
    # The body that plans is named most; a commune named once inside a district's text is not the place.
    (level, name), _count = max(
        seen.items(), key=lambda item: (item[1] + 2 * text.count(item[0][1]), -order[item[0][0]])
    )
    province = next((n for (lv, n), _c in seen.most_common() if lv == "province"), None)
    return PlaceMention(name=name, level=level, province=name if level == "province" else province)


def stated_count(text: str) -> int | None:
    """How many targets the text says there are ("17 chỉ tiêu"); None when it does not say."""
    for match in _COUNT.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()]
        if "/" not in before:
            return int(match[1] or match[2])
    return None
