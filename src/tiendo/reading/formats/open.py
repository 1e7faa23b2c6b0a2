"""Bytes → Document. What cannot be read is refused with one clear finding."""

from __future__ import annotations

import hashlib
import re
import shutil
import unicodedata

from tiendo.model.document import Document
from tiendo.reading.formats.apart import Taken, take_apart, within_bounds
from tiendo.reading.formats.bounds import LARGEST_BYTES, LONGEST_TEXT, UnreadableDocument
from tiendo.reading.formats.plain import decode

_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad\x00]")  # joiners, soft hyphens, byte order marks
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first bytes of what is often sent by mistake: pictures and archives.
_NO_TEXT = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*", b"BM", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")  # fmt: skip
_PACKED_ENDINGS = frozenset({".docx", ".docm", ".xlsx", ".xlsm", ".ods"})


def open_document(data: bytes, name: str, *, bounded: bool = True) -> Document:
    """The text of a file, NFC, with its fingerprint. Raises UnreadableDocument.

    `bounded`: whatever has to be taken apart is taken apart in a process of its own, with its seconds and memory
    counted. Only tests that open thousands of small files do without.
    """
    try:
        return _open(data, name, bounded)
    except UnreadableDocument as refused:
        raise UnreadableDocument(refused.problem.rule, name, **_facts(refused)) from refused


def _facts(refused: UnreadableDocument) -> dict[str, object]:
    return {key: fact for key, fact in refused.problem.facts.items() if key != "name"}


def _open(data: bytes, name: str, bounded: bool) -> Document:
    if len(data) > LARGEST_BYTES:
        raise UnreadableDocument("file-too-large", megabytes=LARGEST_BYTES // 1024 // 1024)
    kind = _kind(data, name)
    apart = within_bounds if bounded else take_apart
    if kind == "text":
        taken = Taken(decode(data), "text/plain")
    else:
        try:
            taken = apart(data, kind)
        except UnreadableDocument as refused:
            if refused.problem.rule != "scanned" or not _reads_scans():
                raise
            taken = apart(data, "scan")
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", taken.text.replace("\r\n", "\n").replace("\r", "\n")))
    if not text.strip():
        raise UnreadableDocument("file-empty")
    if len(text) > LONGEST_TEXT:
        raise UnreadableDocument("text-too-long", characters=LONGEST_TEXT)
    return Document(text=text, name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=taken.media_type)


def _kind(data: bytes, name: str) -> str:
    """The kind by content first, by ending second: a renamed file is still what it is."""
    ending = "." + name.lower().rpartition(".")[2] if "." in name else ""
    if data[:5] == b"%PDF-" or ending == ".pdf":
        return "pdf"
    if data.startswith(_PACKED):
        return "packed"
    if data.startswith(_OLD_OFFICE):
        raise UnreadableDocument(_old_office(data))
    if data.startswith(_NO_TEXT) or ending in _PACKED_ENDINGS:
        raise UnreadableDocument("kind-unknown")
    if ending in {".html", ".htm"} or re.match(rb"\s*(?:<!doctype html|<html)", data[:200], re.IGNORECASE):
        return "html"
    return "text"


def _old_office(data: bytes) -> str:
    """The rule for a file of the old Office: locked, Word, Excel or something else. Its folder names its parts."""

    def holds(part: str) -> bool:
        return part.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return "file-locked"
    if holds("WordDocument"):
        return "old-word"
    return "old-workbook" if holds("Workbook") or holds("Book") else "kind-unknown"


def _reads_scans() -> bool:
    """Whether Tesseract stands ready; whether it knows Vietnamese is seen when it is called."""
    return shutil.which("tesseract") is not None
