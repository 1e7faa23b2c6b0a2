"""Scanned PDF → text by Tesseract, where it is installed with Vietnamese (Debian: tesseract-ocr-vie). To be checked by a person."""

from __future__ import annotations

import os
import subprocess
import time

import pypdfium2

from tiendo.reading.formats.bounds import MOST_SCANNED_PAGES, SECONDS_SCANNED, UnreadableDocument

_DOTS_PER_INCH = 200  # enough for 12 point letters with their tones; 300 takes twice as long and reads no better
_LONGEST_SIDE = 3_500  # pixels: a larger page is drawn smaller
_SHARE = 0.8  # of the seconds that may go by before the next page is no longer begun


def text_of(data: bytes) -> str:
    """The text of all pages. Raises UnreadableDocument where there are too many, or Tesseract knows no Vietnamese."""
    if "vie" not in _run(["tesseract", "--list-langs"], b"").split():
        raise UnreadableDocument("scanned")
    started = time.monotonic()
    pdf = pypdfium2.PdfDocument(data)
    if len(pdf) > MOST_SCANNED_PAGES:
        raise UnreadableDocument("scan-too-long", pages=MOST_SCANNED_PAGES)
    said = []
    for page in pdf:
        if time.monotonic() - started > SECONDS_SCANNED * _SHARE:
            raise UnreadableDocument("file-too-heavy", seconds=SECONDS_SCANNED)
        said.append(_paragraphs(_run(["tesseract", "-", "-", "-l", "vie", "--psm", "4"], _picture(page))))
        page.close()
    if not any(said):
        raise UnreadableDocument("scanned")
    return "\n\n".join(page for page in said if page)


def _picture(page: pypdfium2.PdfPage) -> bytes:
    """A page as Tesseract takes it: grey, at a size that its paper, however large, cannot exceed."""
    scale = min(_DOTS_PER_INCH / 72, _LONGEST_SIDE / max(*page.get_size(), 1.0))
    drawn = page.render(scale=scale, grayscale=True)
    rows = bytes(drawn.buffer)
    lines = (rows[n * drawn.stride : n * drawn.stride + drawn.width] for n in range(drawn.height))
    return b"P5 %d %d 255\n" % (drawn.width, drawn.height) + b"".join(lines)


def _run(command: list[str], given: bytes) -> str:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # its threads wait for each other longer than they work
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=SECONDS_SCANNED, env=environment, check=True
        )
    except (OSError, subprocess.SubprocessError) as failed:
        raise UnreadableDocument("scanned") from failed
    return done.stdout.decode("utf-8", "replace")


def _paragraphs(said: str) -> str:
    """The lines of a page, the blanks at their ends and the form feeds left out."""
    return "\n".join(line.strip() for line in said.replace("\x0c", "").split("\n")).strip()
