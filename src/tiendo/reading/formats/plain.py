"""The characters of a text file: UTF-8, UTF-16, Windows-1258, and the letters of the old fonts (TCVN3, VNI)."""

from __future__ import annotations

import re
import unicodedata

from tiendo.reading.formats.bounds import UnreadableDocument
from tiendo.reading.formats.old_letters import from_old_letters, reads_as_vietnamese

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> str:
    """The text of a file. Raises UnreadableDocument where no encoding gives Vietnamese."""
    wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        if wide:
            raise UnreadableDocument("kind-unknown") from None
        text = _decode_old(data)
    if len(_CONTROL.findall(text)) * 1000 > len(text):
        raise UnreadableDocument("kind-unknown")
    return from_old_letters(text)


def _decode_old(data: bytes) -> str:
    """Windows-1258 (the tone is a mark after its letter), or bytes that show as Vietnamese only in an old font."""
    text = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    if reads_as_vietnamese(text):
        return text
    glyphs = "".join(_glyph(byte) for byte in data)
    converted = from_old_letters(glyphs)
    if converted != glyphs:
        return converted
    raise UnreadableDocument("kind-unknown" if _CONTROL.search(text) else "encoding-unknown")


def _glyph(byte: int) -> str:
    """What a byte shows as in Western Windows; the five that it leaves open stay what they are."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
