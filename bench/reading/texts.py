"""Made-up plan texts by a seeded generator: the sentences of a district's programme with as many figures as real pages
hold, prose between them, and what every number is, so that a reader can be checked before it is timed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

_PLACES = ("Bình Tân", "Mỹ Hòa", "Tân Lập", "Phước Long", "An Thạnh", "Hòa Sơn", "Long Khê", "Đồng Nơ")
_PROSE = (
    "Ủy ban nhân dân huyện yêu cầu thủ trưởng các phòng, ban và chủ tịch ủy ban nhân dân các xã nghiêm túc tổ chức thực hiện, kịp thời báo cáo những khó khăn phát sinh để được xem xét, chỉ đạo.",
    "Tập trung chuyển đổi cơ cấu cây trồng, mở rộng vùng sản xuất hàng hóa gắn với tiêu thụ nông sản, tăng cường quản lý đất đai và bảo vệ môi trường.",
    "Đẩy mạnh tuyên truyền để cán bộ và nhân dân nắm rõ nội dung của chương trình, tạo sự đồng thuận trong quá trình triển khai.",
    "Nâng cao chất lượng giáo dục toàn diện; củng cố mạng lưới y tế cơ sở; quan tâm gia đình chính sách và người có công.",
    "Giữ vững an ninh chính trị, bảo đảm trật tự an toàn xã hội; thực hiện tốt công tác tiếp công dân và giải quyết khiếu nại.",
)
BYTES = 2_000  # of one text in UTF-8
PAGE_CHARACTERS = 2_500  # of one printed page


@dataclass(frozen=True, slots=True)
class Written:
    """A text and the values of its figures in order, as the register would say them ("229800", "137.5")."""

    text: str
    values: tuple[str, ...]


def texts(count: int, seed: int = 2024) -> list[Written]:
    """`count` different texts of about BYTES bytes each."""
    chance = random.Random(seed)
    return [_text(chance) for _ in range(count)]


def long_text(pages: int, seed: int = 2024) -> Written:
    """One report of so many printed pages."""
    chance = random.Random(seed)
    paragraphs: list[str] = [_heading(chance)]
    values: list[str] = []
    while sum(map(len, paragraphs)) < pages * PAGE_CHARACTERS:
        _add_paragraph(chance, paragraphs, values)
    return Written("\n".join(paragraphs), tuple(values))


def _text(chance: random.Random) -> Written:
    paragraphs: list[str] = [_heading(chance)]
    values: list[str] = []
    while len("\n".join(paragraphs).encode()) < BYTES:
        _add_paragraph(chance, paragraphs, values)
    return Written("\n".join(paragraphs), tuple(values))


def _heading(chance: random.Random) -> str:
    place = chance.choice(_PLACES)
    return f"Huyện {place} triển khai nhiệm vụ phát triển kinh tế - xã hội năm 2024\nHội đồng nhân dân huyện {place} đề ra các chỉ tiêu chủ yếu năm 2024 như sau:"


def _add_paragraph(chance: random.Random, paragraphs: list[str], values: list[str]) -> None:
    if chance.random() < 0.35:
        paragraphs.append(chance.choice(_PROSE))
        return
    said, value = chance.choice(_SENTENCES)(chance)
    paragraphs.append(f"- {said}.")
    values.extend(value)


def _number(chance: random.Random, low: int, high: int, decimals: int = 0) -> tuple[str, str]:
    """(as officials write it, as the register keeps it)."""
    whole = chance.randint(low, high)
    grouped = f"{whole:,}".replace(",", ".")
    if not decimals:
        return grouped, str(whole)
    part = chance.randint(1, 9)
    return f"{grouped},{part}", f"{whole}.{part}"


def _level(noun: str, low: int, high: int, unit: str, decimals: int = 0) -> Callable[[random.Random], _Said]:
    def sentence(chance: random.Random) -> _Said:
        said, value = _number(chance, low, high, decimals)
        return f"{noun} đạt {said}{'' if unit == '%' else ' '}{unit}", [value]

    return sentence


def _level_and_rise(noun: str, low: int, high: int, unit: str) -> Callable[[random.Random], _Said]:
    def sentence(chance: random.Random) -> _Said:
        said, value = _number(chance, low, high)
        rise, rise_value = _number(chance, 2, 18, 1)
        return f"{noun} đạt {said} {unit}, tăng {rise}% so với năm 2023", [value, rise_value]

    return sentence


def _new(noun: str, unit: str) -> Callable[[random.Random], _Said]:
    def sentence(chance: random.Random) -> _Said:
        number = chance.randint(1, 9)
        return f"Có thêm {number:02d} {unit} {noun}", [str(number)]

    return sentence


_Said = tuple[str, list[str]]
_SENTENCES: tuple[Callable[[random.Random], _Said], ...] = (
    _level("Tổng sản lượng lương thực", 20_000, 300_000, "tấn"),
    _level("Tổng thu ngân sách nhà nước trên địa bàn", 90, 900, "tỷ đồng", 1),
    _level("Thu nhập bình quân đầu người", 45, 90, "triệu đồng/người/năm", 1),
    _level("Tỷ lệ người dân tham gia bảo hiểm y tế", 88, 97, "%", 1),
    _level("Tỷ lệ lao động qua đào tạo", 55, 78, "%"),
    _level("Tỷ lệ hộ dân sử dụng nước sạch", 70, 98, "%", 1),
    _level("Tỷ lệ che phủ rừng", 30, 60, "%"),
    _level_and_rise("Giá trị sản xuất công nghiệp", 1_000, 9_000, "tỷ đồng"),
    _level_and_rise("Tổng mức bán lẻ hàng hóa", 800, 5_000, "tỷ đồng"),
    _new("đạt chuẩn nông thôn mới", "xã"),
    _new("đạt chuẩn quốc gia", "trường"),
)
