"""Names of places as they are written: capitals undone, cut where a headline goes on, spellings made one."""

from __future__ import annotations

import re
from functools import lru_cache

from tiendo.reading.letters import UPPER
from tiendo.reading.lexer import words

# All provinces and cities under the centre, before and since 1 July 2025 (Resolution 202/2025/QH15): a closed list, so
# that "Cà Mau" alone is read as a province. The names of today are among those of before, but for Huế.
_NAMES = (
    "An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|"
    "Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|"
    "Gia Lai|Hà Giang|Hà Nam|Hà Nội|Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hồ Chí Minh|Huế|"
    "Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng|Long An|Nam Định|Nghệ An|"
    "Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|"
    "Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|Tiền Giang|Trà Vinh|Tuyên Quang|"
    "Vĩnh Long|Vĩnh Phúc|Yên Bái"
)
PROVINCES = tuple(_NAMES.split("|"))
CITIES = frozenset({"hà nội", "hồ chí minh", "hải phòng", "đà nẵng", "cần thơ"})  # "thành phố" that are provinces
HUE_SINCE = 2025  # Resolution 175/2024/QH15: "thành phố Huế" is a province from this year on
_SPELLED = {"hoà": "hòa", "hoá": "hóa", "đăk": "đắk", "lăk": "lắk", "daklak": "đắk lắk", "hcm": "hồ chí minh"}

WORD = rf"[{UPPER}][\w'’]*"
PLACE_NAME = rf"{WORD}(?:(?:[ ]|\s?-\s?){WORD}){{0,4}}"
SURNAMES = words(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh mai đào đoàn lương trương cao"
)
# A name in capitals does not end where the headline goes on: it ends before one of these.
_ENDS_NAME = words(
    "đến năm và về các trong cho của với tại sau từ có ra đạt khóa khoá quý họp đã sẽ do được cần là theo "
    "trên ở để vào cũng lần đề nhiệm nêu trình"
)
_PAIRS = (
    "kế hoạch|giai đoạn|chỉ tiêu|mục tiêu|phát triển|tổ chức|thông qua|ban hành|quyết định|nghị quyết|"
    "đại hội|hội nghị|phấn đấu|báo cáo|triển khai|thực hiện|kinh tế|tình hình|đẩy mạnh|tiếp tục|nâng cao|"
    "giao kế|giao chỉ|giao dự|hướng tới|bước vào|bước sang|chốt chỉ|đặt mục|quyết tâm|độc lập|cộng hòa|"
    "cộng hoà|số liệu|biểu theo|biểu tổng|phụ lục|định hướng|hội đồng|ủy ban|uỷ ban|văn phòng|đảng bộ|"
    "ban chấp|kỳ họp|phương hướng"
)
_ENDS_NAME_PAIRS = frozenset(_PAIRS.split("|"))


def spelled_name(written: str) -> str:
    """The name as it is spelled in running text: without what a headline goes on with, capitals undone."""
    if written.isdigit():
        return str(int(written))
    parts = re.split(r"([ -]+)", written)
    words, signs = parts[::2], ["", *parts[1::2]]
    kept = words[:1]
    joined = words[0]
    for n in range(1, len(words)):
        low = words[n].lower()
        pair = f"{low} {words[n + 1].lower()}" if n + 1 < len(words) else ""
        if low in _ENDS_NAME or pair in _ENDS_NAME_PAIRS or re.fullmatch(r"[IVX]+", words[n]):
            break
        if n >= 2 and low in SURNAMES and len(words) - n >= 2 and not written.isupper():
            break  # "huyện Quảng Xương Nguyễn Thị Sơn": who speaks, after whom he speaks for
        kept.append(words[n])
        joined += signs[n] + words[n]
    if joined.isupper() and len(joined) > 2:
        joined = "".join(w.capitalize() if w.strip(" -") else w for w in re.split(r"([ -]+)", joined))
    known = PROVINCE_OF.get(place_key(joined))
    if known is None and "-" in joined:  # only provinces have a dash in their name
        joined = re.split(r"\s?-\s?", joined)[0]
    return known or joined


@lru_cache(maxsize=1024)
def place_key(name: str) -> str:
    """How names are compared: spelling of tones and dashes aside ("Hoà"/"Hòa"), accents kept."""
    low = re.sub(r"\s*[-–]\s*", " - ", name.lower())
    return " ".join(_SPELLED.get(word, word) for word in low.split())


PROVINCE_OF = {place_key(p): p for p in PROVINCES}
PROVINCE = re.compile(
    rf"\b(?=[{UPPER}])(?:"
    + "|".join(re.escape(w).replace(r"\ \-\ ", r"\s?[-–]\s?") for p in PROVINCES for w in (p, p.upper()))
    + r")\b"
)
