"""Fuzzes the reader with atheris: `make fuzz` (MINUTES=60 for an hour). Any exception but a refusal is a finding.

Files are read in this process, without the bounds of `apart`, so that a crash or a leak shows here and not only as a
refusal there. Seeds are the files that tests/fuzz/seeds.py makes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tiendo", "zipfile", "mammoth", "html.parser"]):
    from tests.fuzz.seeds import seeds
    from tiendo import pipeline
    from tiendo.catalogue.load import load_catalogue
    from tiendo.publishing.wording import say
    from tiendo.reading.formats import UnreadableDocument, open_document

CATALOGUE = load_catalogue()


def read_one(data: bytes) -> None:
    """Opens and reads what the fuzzer made; the first byte says under which name."""
    names = ("a.txt", "a.html", "a.docx", "a.pdf", "a.xlsx", "a.ods", "a")
    name = names[data[0] % len(names)] if data else "a"
    try:
        document = open_document(data[1:], name, bounded=False)
    except UnreadableDocument as refused:
        assert name in say(refused.problem, "vi") and name in say(refused.problem, "en")
        return
    reading = pipeline.read_document(document, CATALOGUE)
    for figure in reading.figures:
        assert figure.span.holds(figure.number) and figure.span.end <= len(document.text)


def main() -> None:
    """Writes the seeds into the folder named first among the arguments and starts."""
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if folders:
        Path(folders[0]).mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(seeds()):
            (Path(folders[0]) / f"seed-{number}").write_bytes(data)
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
