"""How large a file may be, and how one that cannot be read is refused. The same numbers stand in docs/howto/reading.md."""

from __future__ import annotations

import io
import zipfile

from tiendo.model.problem import Problem, Severity

LARGEST_BYTES = 50 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024  # of a packed file (.docx, .xlsx, .ods): more is a zip bomb
LARGEST_WORDS = 15 * 1024 * 1024  # of the parts of a .docx that hold its words: five hundred pages
MOST_PACKED = 100  # times: what a text packs to is a tenth to a fortieth
MOST_PARTS = 5_000  # of a packed file
MOST_PAGES = 200
MOST_SCANNED_PAGES = 20  # read by optical character recognition
LONGEST_TEXT = 1_000_000  # characters: five hundred pages
LONGEST_PAGE = 5_000_000  # characters of HTML, pictures left out: a longer one takes minutes to take apart
MOST_ROWS = 20_000  # with something in them, of all sheets of a workbook
MOST_COLUMNS = 60  # of a sheet; what stands further right is no annex
SECONDS = 30  # to take a file apart
SECONDS_SCANNED = 90  # to read a scan
MEMORY = 1536 * 1024 * 1024  # bytes, to take a file apart


class UnreadableDocument(Exception):
    """The file gives no text; `problem` says what it is and what to do (worded by publishing.wording)."""

    def __init__(self, rule: str, name: str = "", **facts: object) -> None:
        self.problem = Problem(rule, {"name": name, **facts}, name, Severity.ERROR)
        super().__init__(f"{rule}: {name}")


def unpacked(data: bytes) -> zipfile.ZipFile:
    """The parts of a packed file, none of them read yet. Raises UnreadableDocument for a bomb or a broken one."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except Exception as broken:  # zipfile raises several kinds for a broken file
        raise UnreadableDocument("file-broken") from broken
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UnreadableDocument("file-too-large", megabytes=LARGEST_UNPACKED // 1024 // 1024)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableDocument("file-locked")
    return packed
