"""Taking a file apart: which reader a kind has, and a process of its own in which its seconds and memory are counted.

A PDF, a packed file or a web page can be built to keep its reader busy for hours, to fill the memory or to make it
crash. No check beforehand finds every such file, so each is read in a process that may end badly without harm
(`python -m tiendo.reading.formats.apart KIND`: the file on standard input, the text as JSON on standard output).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import NamedTuple

from tiendo.reading.formats.bounds import MEMORY, SECONDS, SECONDS_SCANNED, UnreadableDocument, unpacked

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPEN_WORKBOOK = "application/vnd.oasis.opendocument.spreadsheet"


class Taken(NamedTuple):
    """What a file holds: its text, and the kind that it turned out to be."""

    text: str
    media_type: str


def within_bounds(data: bytes, kind: str) -> Taken:
    """`take_apart` in a process of its own. Raises UnreadableDocument, also when the process ends badly."""
    seconds = SECONDS_SCANNED if kind == "scan" else SECONDS
    command = [sys.executable, "-P", "-X", "utf8", "-m", __name__, kind]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise UnreadableDocument("file-too-heavy", seconds=seconds) from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:  # it crashed, or its time or memory ran out before it could say so
        rule = "file-too-heavy" if done.returncode in {-24, -9} else "file-broken"  # SIGXCPU, SIGKILL
        raise UnreadableDocument(rule, seconds=seconds) from None
    if "rule" in answer:
        raise UnreadableDocument(answer["rule"], **answer["facts"])
    return Taken(answer["text"], answer["media_type"])


def take_apart(data: bytes, kind: str) -> Taken:
    """The text of a file of a kind: "pdf", "scan", "html" or "packed". Raises UnreadableDocument.

    Each reader is imported when it is called: a text file must not wait for what only reads PDF.
    """
    try:
        if kind == "pdf":
            from tiendo.reading.formats import pdf

            return Taken(pdf.text_of(data), "application/pdf")
        if kind == "scan":
            from tiendo.reading.formats import scan

            return Taken(scan.text_of(data), "application/pdf; read=ocr")
        if kind == "html":
            from tiendo.reading.formats import page
            from tiendo.reading.formats.plain import decode

            return Taken(page.text_of(decode(data)), "text/html")
        return _packed(data)
    except UnreadableDocument:
        raise
    except MemoryError:
        raise UnreadableDocument("file-too-heavy", seconds=SECONDS) from None
    except Exception as broken:  # the readers raise many kinds for a broken file
        raise UnreadableDocument("file-broken") from broken


def _packed(data: bytes) -> Taken:
    """A .docx, .xlsx or .ods, told apart by the parts it holds. Macros are parts like pictures: never opened."""
    with unpacked(data) as packed:
        parts = set(packed.namelist())
        if "word/document.xml" in parts:
            from tiendo.reading.formats import word

            return Taken(word.text_of(data, packed), WORD)
        if "xl/workbook.xml" in parts:
            from tiendo.reading.formats import workbook

            return Taken(workbook.text_of(data, packed), WORKBOOK)
        if "content.xml" in parts and packed.read("mimetype")[:100].decode("ascii", "replace").strip() == OPEN_WORKBOOK:
            from tiendo.reading.formats import workbook

            return Taken(workbook.text_of(data, packed), OPEN_WORKBOOK)
    raise UnreadableDocument("kind-unknown")


def _limit(seconds: int) -> None:
    """Counts this process's memory and seconds from now on, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the clock of the parent is the only bound
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(kind: str) -> None:
    """Reads standard input as a file of a kind and writes the answer as JSON."""
    answer_to = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints must not spoil the answer
    _limit(SECONDS_SCANNED if kind == "scan" else SECONDS)
    try:
        answer: dict[str, object] = take_apart(sys.stdin.buffer.read(), kind)._asdict()
    except UnreadableDocument as refused:
        answer = {"rule": refused.problem.rule, "facts": dict(refused.problem.facts)}
    except MemoryError:
        answer = {"rule": "file-too-heavy", "facts": {"seconds": SECONDS}}
    with os.fdopen(answer_to, "w", encoding="utf-8", errors="replace") as out:
        json.dump(answer, out)


if __name__ == "__main__":
    main(sys.argv[1])
    os._exit(0)  # taking a large document's memory back piece by piece costs time and says nothing
