"""Every sentence that pages and actions say through gettext, and its English in locale/en.

`make english` brings the file up to date: new sentences are added without a translation, those no longer said go.
`tests/test_english.py` fails while a translation is missing. No GNU gettext is needed.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src/tiendo_web"
FILE = WEB / "locale/en/LC_MESSAGES/django.po"
_KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2)}

# What `templatize` leaves of a template: calls amid letters that stand for the rest.
_QUOTED = re.compile(r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")""", re.DOTALL)
_CALL = re.compile(rf"gettext\(\s*{_QUOTED.pattern}(?:\s*,\s*{_QUOTED.pattern})?", re.DOTALL)

_NO_DAY = datetime(2024, 1, 1, tzinfo=UTC)

Words = str | tuple[str, ...]


def said() -> dict[Words, set[str]]:
    """Each sentence (or its singular and plural) and the files that say it."""
    found: dict[Words, set[str]] = {}
    for path in sorted([*WEB.rglob("*.py"), *WEB.rglob("*.html")]):
        for words in _in_file(path):
            found.setdefault(words, set()).add(str(path.relative_to(ROOT)))
    return found


def _in_file(path: Path) -> Iterator[Words]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        from django.utils.translation.template import templatize

        for call in _CALL.finditer(templatize(text)):
            words = tuple(ast.literal_eval(quoted[0]) for quoted in _QUOTED.finditer(call[0]))
            yield words if len(words) > 1 else words[0]
        return
    for _line, words, _comments, _context in extract("python", io.BytesIO(text.encode()), keywords=_KEYWORDS):
        yield words


def translated() -> Catalog:
    """The English that is there."""
    with FILE.open("rb") as file:
        return read_po(file, locale="en")


def renewed() -> Catalog:
    """What is said now with the English that is there."""
    old = translated()
    new = Catalog(
        locale="en",
        header_comment="# English of what pages and actions say; see tests/english.py.",
        project="tiendo",
        version="0",
        creation_date=_NO_DAY,  # the file changes only when a sentence does
        revision_date=_NO_DAY,
        fuzzy=False,
    )
    for words, files in said().items():
        known = old.get(words[0] if isinstance(words, tuple) else words)
        if known and known.pluralizable != isinstance(words, tuple):  # it has got a plural since, or lost it
            known = None
        new.add(words, known.string if known else None, locations=[(file, 0) for file in sorted(files)])
    return new


def missing() -> list[str]:
    """Sentences without English."""
    without = []
    for message in renewed():
        strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and not all(strings):
            without.append(message.id[0] if isinstance(message.id, (tuple, list)) else message.id)
    return without


def write() -> None:
    """Bring locale/en up to date."""
    catalogue = renewed()  # read before the file is opened for writing, which empties it
    with FILE.open("wb") as file:
        write_po(file, catalogue, width=0, omit_header=False, sort_output=True, include_lineno=False)


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure(USE_I18N=True)
    django.setup()
    write()
    print(f"{len(missing())} sentences without English in {FILE.relative_to(ROOT)}.")
