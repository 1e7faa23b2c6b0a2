"""Letters of the fonts used before Unicode: TCVN3 ("ABC", .VnTime) and VNI. Their bytes show as other letters.

The tables are viparse's (docs/decisions/0020). Which of them applies is told by the font where a file names it, else by
what gives Vietnamese: "KÕ ho¹ch n¨m" is none and "Kế hoạch năm" is.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VIETNAMESE = frozenset("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")
_SIGNS = frozenset("“”‘’–—…•·«»°²³×½¼¾±€§¹‰")
_SAMPLE = 20_000  # characters that are looked at to tell an encoding
_WORD = re.compile(r"[^\W\d_]+")
# Vowels and tones stand inside a syllable in one way only; "KÕ", "ho¹ch" and "N¨m" never do.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?[aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_VNI_MORE = (("aú", "ẳ"), ("AÚ", "Ẳ"), ("î", "ỵ"), ("Î", "Ỵ"))  # the letters that viparse's table of VNI lacks
_LEAST_OLD = 3  # signs of an old font before a text that is Unicode otherwise is taken for one


def reads_as_vietnamese(text: str) -> bool:
    """Whether nearly all letters and signs beyond ASCII are those of Vietnamese."""
    foreign = [c for c in text[:_SAMPLE].lower() if not c.isascii() and not c.isspace()]
    return sum(c not in _VIETNAMESE and c not in _SIGNS for c in foreign) * 20 <= len(foreign)


def from_old_letters(text: str) -> str:
    """The same text in Unicode when its letters are those of an old font; otherwise the text as it is."""
    sample = text[:_SAMPLE]
    if sample.isascii() or _share(sample) > 0.9:
        return text
    signs = sum(not c.isascii() and not c.isspace() and c.lower() not in _VIETNAMESE for c in sample)
    if signs < _LEAST_OLD:
        return text
    best, share = text, _share(sample) + 0.15
    for encoding in ("tcvn3", "vni"):
        converted = convert(sample, encoding)
        if _share(converted) > max(share, 0.75):
            best, share = encoding, _share(converted)
    return text if best == text else convert(text, best)


def encoding_of_font(font: str) -> str | None:
    """The encoding that the name of a font tells: ".VnTime" is TCVN3, "VNI-Times" is VNI; None for all others."""
    said = font.lower().lstrip("@")
    if said.startswith(".vn"):
        return "tcvn3"
    return "vni" if said.startswith("vni") else None


def convert(text: str, encoding: str, *, capitals: bool = False) -> str:
    """Text of an old encoding in Unicode. `capitals`: the font (".VnTimeH") shows small letters as capitals."""
    from viparse.normalize.encodings import get_charmap
    from viparse.normalize.tables import convert as by_table

    charmap = get_charmap(encoding)
    if charmap is None:
        return text
    if encoding == "vni":
        for written, letter in _VNI_MORE:
            text = text.replace(written, letter)
        return str(by_table(text, charmap))
    converted = str(by_table(text, charmap))
    return converted.upper() if capitals else _WORD.sub(_whole_capitals, converted)


def _whole_capitals(word: re.Match[str]) -> str:
    """TCVN3 has no capitals with tones: "KẾ HOạCH" was typed in a font that shows them, and is "KẾ HOẠCH"."""
    plain = [letter for letter in word[0] if letter.isascii()]
    return word[0].upper() if len(plain) > 1 and "".join(plain).isupper() else word[0]


def is_capitals_font(font: str) -> bool:
    """Whether a font of TCVN3 holds capitals in the places of small letters: ".VnTimeH"."""
    return encoding_of_font(font) == "tcvn3" and font.rstrip().endswith("H")


def _share(text: str) -> float:
    """How many of the words could be Vietnamese syllables, from 0 to 1; 0 without any word."""
    words = _WORD.findall(text)
    return sum(_is_syllable(word.lower()) for word in words) / len(words) if words else 0.0


@lru_cache(maxsize=8192)
def _is_syllable(word: str) -> bool:
    return _SYLLABLE.fullmatch(word) is not None
