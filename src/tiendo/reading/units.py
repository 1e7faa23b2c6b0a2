"""The unit that follows a number, as written and in its official spelling."""

from __future__ import annotations

import re

_MONEY = r"(?:(?:nghìn|ngàn)\s+)?(?:tỷ|tỉ|triệu|tr\.?|nghìn|ngàn)\.?(?!\w)(?:\s*(?:đồng|đ)(?!\w)|\s*(?:usd|đô la mỹ)(?!\w))?|đồng(?!\w)|usd(?!\w)"
_PER_CENT = r"điểm\s+(?:%|phần trăm)|%|‰|phần trăm\b|phần nghìn\b"
# Longest first; a following word that belongs to the unit is part of it ("lượt khách", "lao động").
_NOUNS = (
    "khu dân cư kiểu mẫu|khu dân cư|vườn mẫu|lượt khách|lượt người|lao động|sản phẩm|hợp tác xã|doanh nghiệp|công trình|"
    "dự án|đề án|mô hình|đảng viên|thị trấn|tiêu chí|giường bệnh|giường|bác sĩ|bác sỹ|hộ gia đình|hộ|người|học sinh|"
    "trường|phường|huyện|xã|thôn|ấp|bản|khóm|tổ|căn nhà|căn|nhà|cơ sở|trang trại|con|cây|tấn|tạ|kg|ha|héc ta|hecta|km2|km|"
    "m2|m3|lít|mw|kwh|máy|lớp|phòng|vụ|điểm|lần|chiếc|cụm|khu|đơn vị|chi bộ|triệu|suất|đợt|ngày"
)
_PER = r"(?:\s*/\s*(?:\d[\d.]*\s*)?[a-zà-ỹđ]+(?:\s(?:dân|gái))?){0,3}"
_UNIT = re.compile(rf"\s{{0,3}}((?:{_PER_CENT}|{_MONEY}|(?:{_NOUNS})(?!\w)){_PER})", re.IGNORECASE)


def unit_after(text: str, at: int, end: int) -> tuple[str, int] | None:
    """(unit in official lower-case spelling, offset after it) of the unit that begins at `at`; None without one.

    A bare "tỷ" or "triệu" of money becomes "tỷ đồng"; "tỉ" is "tỷ" and "ngàn" is "nghìn" (corpus rule).
    """
    match = _UNIT.match(text, at, end)
    return (official(match[1]), match.end(1)) if match else None


def official(written: str) -> str:
    """The official spelling of a unit."""
    unit = re.sub(r"\s+", " ", written.lower()).strip(" .")
    unit = re.sub(r"\s*/\s*", "/", unit)
    unit = re.sub(r"\btỉ\b", "tỷ", unit).replace("ngàn", "nghìn").replace("phần trăm", "%").replace("phần nghìn", "‰")
    unit = re.sub(r"\b(tỷ|triệu)\.?\s*đ\b", r"\1 đồng", re.sub(r"\btr\.?(?=\s|đ|$)", "triệu ", unit)).strip()
    unit = re.sub(r"\s+", " ", unit)
    return re.sub(r"^((?:nghìn )?tỷ|triệu|nghìn)(?=$|/)", r"\1 đồng", unit)
