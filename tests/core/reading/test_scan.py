"""Scans: told apart from what has letters, and read where Tesseract stands ready with Vietnamese."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.fuzz.seeds import pdf
from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.reading.formats import UnreadableDocument, open_document

SAID = "Năm 2024 phấn đấu giải quyết việc làm cho 900 lao động."
FONTS = sorted(Path("/usr/share/fonts").glob("**/*Sans*.ttf"), key=lambda path: (len(path.name), path.name))


def _knows_vietnamese() -> bool:
    if shutil.which("tesseract") is None:
        return False
    known = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True)
    return "vie" in known.stdout.split()


def scan(pages: int = 1) -> bytes:
    """A PDF whose pages are pictures of a sentence."""
    picture = Image.new("L", (1240, 400), 255)
    if FONTS:
        ImageDraw.Draw(picture).text((60, 150), SAID, fill=0, font=ImageFont.truetype(str(FONTS[0]), 36))
    out = io.BytesIO()
    picture.save(out, "PDF", save_all=True, append_images=[picture] * (pages - 1), resolution=150)
    return out.getvalue()


def test_a_scan_without_tesseract_is_refused_as_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableDocument) as refused:
        open_document(scan(), "scan.pdf")
    assert refused.value.problem.rule == "scanned"


def test_a_page_with_letters_and_a_picture_is_no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    long = "".join(
        f"BT /F 5 Tf 10 {280 - n * 8} Td (Nam 2024 huyen phan dau 900 viec lam va 21 ho) Tj ET\n" for n in range(9)
    )
    picture = "q 20 0 0 20 30 30 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"
    assert "900 viec lam" in open_document(pdf(long + picture), "plan.pdf").text


@pytest.mark.skipif(not _knows_vietnamese(), reason="Tesseract with Vietnamese is not installed (tesseract-ocr-vie)")
@pytest.mark.skipif(not FONTS, reason="no font to write a scan with")
def test_a_scan_is_read_and_the_person_is_told_to_compare() -> None:
    document = open_document(scan(), "scan.pdf")
    reading = pipeline.read_document(document, load_catalogue())
    assert [(str(f.value), f.unit) for f in reading.figures] == [("900", "lao động")]
    assert "read-by-ocr" in [problem.rule for problem in reading.problems]


@pytest.mark.skipif(not _knows_vietnamese(), reason="Tesseract with Vietnamese is not installed (tesseract-ocr-vie)")
def test_a_long_scan_is_refused() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        open_document(scan(21), "scan.pdf")
    assert refused.value.problem.rule == "scan-too-long"
