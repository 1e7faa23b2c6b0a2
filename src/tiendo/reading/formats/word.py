"""Word files: paragraphs, list items and tables, the letters of old fonts made Unicode. Macros, links and pictures are never opened."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

import mammoth

from tiendo.reading.formats.blocks import Blocks
from tiendo.reading.formats.bounds import LARGEST_WORDS, MOST_PACKED, UnreadableDocument
from tiendo.reading.formats.old_letters import convert, encoding_of_font, from_old_letters, is_capitals_font

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLD_FONT = re.compile(rb"""["']@?(?:\.Vn|VNI)""", re.IGNORECASE)


def text_of(data: bytes, packed: zipfile.ZipFile) -> str:
    """The text of a .docx. Raises UnreadableDocument."""
    words = [part for part in packed.infolist() if part.filename.endswith(".xml")]
    if sum(part.file_size for part in words) > LARGEST_WORDS:
        raise UnreadableDocument("file-too-large", megabytes=LARGEST_WORDS // 1024 // 1024)
    if any(part.file_size > 1_000_000 and part.file_size > MOST_PACKED * part.compress_size for part in words):
        raise UnreadableDocument("file-broken")  # no text packs so well
    if any(
        _OLD_FONT.search(packed.read(part)) for part in ("word/document.xml", "word/styles.xml") if _has(packed, part)
    ):
        data = _in_unicode(packed)
    html = mammoth.convert_to_html(io.BytesIO(data), convert_image=lambda image: []).value
    return from_old_letters(Blocks.text_of(html))


def _has(packed: zipfile.ZipFile, part: str) -> bool:
    return part in packed.NameToInfo


def _in_unicode(packed: zipfile.ZipFile) -> bytes:
    """The same file with the text of every run in an old font converted by that font's encoding."""
    styles = _fonts_of_styles(packed)
    body = ElementTree.fromstring(packed.read("word/document.xml"))
    for paragraph in body.iter(f"{_W}p"):
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        usual = styles.get(named.get(f"{_W}val", "") if named is not None else "", styles.get("", ""))
        _convert_runs(paragraph, usual, styles)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for part in packed.infolist():
            is_body = part.filename == "word/document.xml"
            written.writestr(part.filename, ElementTree.tostring(body) if is_body else packed.read(part))
    return out.getvalue()


def _convert_runs(paragraph: ElementTree.Element, usual: str, styles: dict[str, str]) -> None:
    """Converts what neighbouring runs of one font say together: a letter and its VNI tone may stand in two runs."""
    held: list[ElementTree.Element] = []
    font_of_held = ""
    for run in [*paragraph.iter(f"{_W}r"), None]:
        font = usual if run is None else _font(run, usual, styles)
        if held and (run is None or font != font_of_held):
            _convert_together(held, font_of_held)
            held = []
        font_of_held = font
        if run is not None:
            held.extend(_texts(run))


def _texts(run: ElementTree.Element) -> list[ElementTree.Element]:
    """The texts of a run; a soft hyphen, which in TCVN3 is the letter "ư", is made a text first."""
    for element in run:
        if element.tag == f"{_W}softHyphen":
            element.tag, element.text = f"{_W}t", "\u00ad"
    return [element for element in run if element.tag == f"{_W}t"]


def _convert_together(texts: list[ElementTree.Element], font: str) -> None:
    encoding = encoding_of_font(font)
    if encoding is None or not texts:
        return
    said = "".join(text.text or "" for text in texts)
    texts[0].text = convert(said, encoding, capitals=is_capitals_font(font))
    texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for text in texts[1:]:
        text.text = ""


def _font(run: ElementTree.Element, usual: str, styles: dict[str, str]) -> str:
    """The font of a run: its own, else that of its style, else that of its paragraph."""
    if own := _named_font(run.find(f"{_W}rPr")):
        return own
    style = run.find(f"{_W}rPr/{_W}rStyle")
    return (styles.get(style.get(f"{_W}val", "")) if style is not None else None) or usual


def _fonts_of_styles(packed: zipfile.ZipFile) -> dict[str, str]:
    """Style → its font, with what it inherits; "" is what holds where nothing else is said."""
    if not _has(packed, "word/styles.xml"):
        return {}
    sheet = ElementTree.fromstring(packed.read("word/styles.xml"))
    fonts = {"": _named_font(sheet.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))}
    based: dict[str, str] = {}
    for style in sheet.iter(f"{_W}style"):
        name, parent = style.get(f"{_W}styleId", ""), style.find(f"{_W}basedOn")
        fonts[name] = _named_font(style.find(f"{_W}rPr"))
        based[name] = parent.get(f"{_W}val", "") if parent is not None else ""
        if style.get(f"{_W}default") == "1" and style.get(f"{_W}type") == "paragraph" and fonts[name]:
            fonts[""] = fonts[name]
    return {name: _inherited(name, fonts, based) for name in fonts}


def _inherited(name: str, fonts: dict[str, str], based: dict[str, str]) -> str:
    for _ in range(20):  # styles deep; a circle of styles ends here too
        if fonts.get(name) or not name:
            break
        name = based.get(name, "")
    return fonts.get(name, "")


def _named_font(properties: ElementTree.Element | None) -> str:
    fonts = properties.find(f"{_W}rFonts") if properties is not None else None
    return (fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or "") if fonts is not None else ""
