"""Whether two spellings name the same thing: a school, a product, a road that was promised by its name."""

from __future__ import annotations

import re
import unicodedata


def same_thing(one: str, other: str) -> bool:
    """True when two spellings name the same thing: case, the word "trường", school abbreviations, where the tone mark
    stands (Thủy, Thuỷ), y or i (Mỹ, Mĩ), composed or decomposed letters and punctuation aside."""
    return _bare(one) == _bare(other)


_SPELLED_OUT = (
    ("trung học cơ sở", "thcs"),
    ("trung học phổ thông", "thpt"),
    ("tiểu học", "th"),
    ("mầm non", "mn"),
    ("trường", ""),
)
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng


def _bare(name: str) -> str:
    name = unicodedata.normalize("NFC", name).casefold()
    for long, short in _SPELLED_OUT:
        name = name.replace(long, short)
    return " ".join(_spelling(word) for word in re.findall(r"\w+", name))


def _spelling(word: str) -> str:
    """A word with its tone mark at the end, and a lone y as i."""
    letters = unicodedata.normalize("NFD", word)
    tone = "".join(c for c in letters if c in _TONES)
    plain = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    return re.sub(r"^([bcdghklmnpqrstvxđ]+|qu)y$", r"\1i", plain) + tone
