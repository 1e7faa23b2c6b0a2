"""Files built to harm, and files that are only broken: a clear sentence within bounded seconds and memory, never a crash."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import open_workbook, pdf, seeds, word, workbook
from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.publishing.wording import say
from tiendo.reading.formats import UnreadableDocument, apart, bounds, open_document

NAMES = ("a.txt", "a.html", "a.docx", "a.pdf", "a.xlsx", "a.ods")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(data: bytes, name: str) -> str:
    """The rule by which a file is refused; its sentence names the file in both languages."""
    with pytest.raises(UnreadableDocument) as refused:
        open_document(data, name)
    for language in ("vi", "en"):
        said = say(refused.value.problem, language)
        assert name in said and said.endswith(".") and "{" not in said
    return refused.value.problem.rule


def repacked(data: bytes, part: str, content: bytes) -> bytes:
    """A packed file with one part put in the place of another of its name, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for one in given.namelist():
            if one != part:
                written.writestr(one, given.read(one))
        written.writestr(part, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "part", "name"),
    [(word(), "word/document.xml", "a.docx"), (workbook(), "xl/worksheets/sheet1.xml", "a.xlsx"), (open_workbook(), "content.xml", "a.ods")],
    ids=["docx", "xlsx", "ods"],
)  # fmt: skip
def test_a_zip_bomb_is_refused_before_it_is_unpacked(data: bytes, part: str, name: str) -> None:
    bomb = repacked(data, part, b"0" * (bounds.LARGEST_UNPACKED + 1))
    started = time.perf_counter()
    assert refusal(bomb, name) == "file-too-large"
    assert time.perf_counter() - started < 5


def test_a_bomb_that_lies_about_its_size_is_no_danger() -> None:
    bomb = bytearray(repacked(word(), "word/document.xml", b"0" * 50_000_000))
    at = bomb.rindex(b"PK\x01\x02")  # the last part named in the folder at the end
    bomb[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert refusal(bytes(bomb), "a.docx") == "file-broken"


def test_entities_that_multiply_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 9))
    body = f'<!DOCTYPE x [<!ENTITY e0 "năm 2024">{entities}]><x>&e8;</x>'.encode()
    for data, part, name in ((word(), "word/document.xml", "a.docx"), (workbook(), "xl/worksheets/sheet1.xml", "a.xlsx"), (open_workbook(), "content.xml", "a.ods")):  # fmt: skip
        assert refusal(repacked(data, part, body), name) in {"file-broken", "file-empty", "file-too-heavy"}


@pytest.mark.parametrize(
    ("data", "name", "rule"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "file-locked"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "old-word"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "old-workbook"),
        (OLE, "a.msg", "kind-unknown"),
        (b"%PDF-1.7\n" + b"\x00" * 1000, "a.pdf", "file-broken"),
        (pdf()[:300], "a.pdf", "file-broken"),
        (pdf(pages=201), "a.pdf", "too-many-pages"),
        (word()[:-30], "a.docx", "file-broken"),
        (repacked(workbook(), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "a.xlsx", "file-broken"),
        (repacked(open_workbook(), "content.xml", b"<a"), "a.ods", "file-broken"),
        (repacked(word(), "word/document.xml", b"<w:document/>"), "a.docx", "file-broken"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_for_its_own_reason(data: bytes, name: str, rule: str) -> None:
    assert refusal(data, name) == rule


@pytest.mark.parametrize(
    "data",
    [
        pdf("q " * 200_000 + "BT /F 10 Tf 30 260 Td (Nam 2024) Tj ET"),
        pdf(width=2_000_000_000),
        pdf(resources="/Font << /F " + "<< /A " * 20_000 + ">> " * 20_000 + ">>"),
        pdf("".join(f"{n % 300} 0 m {n % 300} 300 l S 0 {n % 299} m 300 {n % 299} l S " for n in range(20_000))),
    ],
    ids=["states", "a huge page", "nested", "a drawing"],
)
def test_an_absurd_pdf_is_read_or_refused_in_time(data: bytes) -> None:
    started = time.perf_counter()
    try:
        open_document(data, "a.pdf")
    except UnreadableDocument as refused:
        assert "a.pdf" in say(refused.problem, "vi")
    assert time.perf_counter() - started < bounds.SECONDS + 5


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.001)
    assert refusal(pdf(), "a.pdf") == "file-too-heavy"


def test_what_takes_too_much_memory_is_stopped(tmp_path: object) -> None:
    """A sheet with one cell at its far corner would be held as seventeen thousand million cells."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    own = '<row r="2"><c r="A2"><v>1</v></c></row>'
    assert refusal(workbook(own + far), "a.xlsx") in {"file-too-heavy", "file-broken"}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(list(seeds())), st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=6)), max_size=8))
def test_a_whole_file_changed_anywhere_is_read_or_refused(seed: bytes, changes: list[tuple[int, bytes]]) -> None:
    data, name = bytearray(seed[1:]), NAMES[seed[0]]
    for at, by in changes:
        at %= len(data)
        data[at : at + len(by)] = by
    try:
        document = open_document(bytes(data), name, bounded=False)
    except UnreadableDocument as refused:
        assert name in say(refused.problem, "vi")
        return
    for figure in pipeline.read_document(document, load_catalogue()).figures:
        assert figure.span.holds(figure.number)


@pytest.mark.parametrize(
    "hostile",
    [
        lambda n: "| STT | Chỉ tiêu | Kế hoạch 2024 |\n" + "| 1 | " + "- " * n + "| 5 |",
        lambda n: "| STT | Chỉ tiêu | Kế hoạch 2024 |\n" + "| 1 | trong đó" + " :" * n + "| 5 |",
        lambda n: "STT\nChỉ tiêu\nĐVT\nKế hoạch 2024\n" + "1\n" * n,
        lambda n: ("| " + "Năm 2024 " * 20 + "| Chỉ tiêu ") * (n // 200),
        lambda n: "<p>" + "<table><tr><td>1" * n,
        lambda n: "N¨m " * n,
        lambda n: "| Chỉ tiêu | KH 2024 |\n" + "| a (" * n,
    ],
    ids=["dashes", "colons", "numbers", "headings", "tables", "old letters", "brackets"],
)  # fmt: skip
def test_hostile_tables_are_read_in_linear_time(hostile: Callable[[int], str]) -> None:
    def seconds(n: int) -> float:
        text = hostile(n)
        name = "a.html" if text.startswith("<") else "a.txt"
        started = time.perf_counter()
        with contextlib.suppress(UnreadableDocument):
            pipeline.read_document(open_document(text.encode(), name, bounded=False), load_catalogue())
        return time.perf_counter() - started

    assert seconds(20_000) < 0.5 + 40 * seconds(2_000)
