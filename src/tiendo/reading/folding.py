"""Names and phrases in the one form in which they are compared. Accents are kept: Thạnh Hóa is not Thanh Hóa."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPELLED_OUT = {
    "bhyt": "bảo hiểm y tế",
    "bhxh": "bảo hiểm xã hội",
    "bhtn": "bảo hiểm thất nghiệp",
    "ntm": "nông thôn mới",
    "htx": "hợp tác xã",
    "nsnn": "ngân sách nhà nước",
    "nsđp": "ngân sách địa phương",
    "gtsx": "giá trị sản xuất",
    "tmbl": "tổng mức bán lẻ",
    "thcs": "trung học cơ sở",
    "thpt": "trung học phổ thông",
    "ttcn": "tiểu thủ công nghiệp",
    "cn": "công nghiệp",
    "xd": "xây dựng",
    "tm": "thương mại",
    "dv": "dịch vụ",
    "dvtm": "dịch vụ thương mại",
    "dn": "doanh nghiệp",
    "kcn": "khu công nghiệp",
    "ccn": "cụm công nghiệp",
    "đtc": "đầu tư công",
    "đtxd": "đầu tư xây dựng",
    "xdcb": "xây dựng cơ bản",
    "sdđ": "sử dụng đất",
    "gtnt": "giao thông nông thôn",
    "tngt": "tai nạn giao thông",
    "tthc": "thủ tục hành chính",
    "cchc": "cải cách hành chính",
    "tdtt": "thể dục thể thao",
    "kcb": "khám chữa bệnh",
    "dqtv": "dân quân tự vệ",
    "antt": "an ninh trật tự",
    "lđ": "lao động",
    "bqđn": "bình quân đầu người",
    "đcqg": "đạt chuẩn quốc gia",
    "tỉ": "tỷ",
    "ngàn": "nghìn",
    "sỹ": "sĩ",
    "heo": "lợn",
    "bắp": "ngô",
    "dùng": "sử dụng",
}
_LATE_TONE = {
    late + mark: early
    for late, mark, early in (
        *(("o", a, b) for a, b in zip("àáảãạ", ("òa", "óa", "ỏa", "õa", "ọa"), strict=True)),
        *(("o", a, b) for a, b in zip("èéẻẽẹ", ("òe", "óe", "ỏe", "õe", "ọe"), strict=True)),
        *(("u", a, b) for a, b in zip("ỳýỷỹỵ", ("ùy", "úy", "ủy", "ũy", "ụy"), strict=True)),
    )
}
_WORD = re.compile(r"[^\W\d_]+|%")


def fold(phrase: str) -> str:
    """Lower case, composed, abbreviations spelled out, digits and punctuation gone; accents stay, and a tone mark stands
    where it always stood ("hoà" is "hòa")."""
    words = _WORD.findall(unicodedata.normalize("NFC", phrase).lower())
    return " ".join(map(_folded, words))


fold_phrase = lru_cache(maxsize=4096)(fold)  # noun phrases are said again from text to text; clauses are not


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    early = _LATE_TONE.get(word[-2:])
    if early and not word[:-2].endswith("q"):
        word = word[:-2] + early
    return _SPELLED_OUT.get(word, word)
