"""A document that a person has gone through, as a labelled case in the form of the corpus (one JSON object)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from tiendo.model.document import Document
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.reading import Reading
from tiendo.model.target import Comparator

_LEVELS = frozenset({"province", "district", "commune"})
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Numbers that the corpus takes from words; a number in other words is left out with its reason.
_IN_WORDS = {
    0: ("không", "hết"), 1: ("một",), 2: ("hai",), 3: ("ba",), 4: ("bốn", "tư"), 5: ("năm",), 6: ("sáu",), 7: ("bảy",),
    8: ("tám",), 9: ("chín",), 10: ("mười",), 100: ("tất cả", "toàn bộ", "mọi"),
}  # fmt: skip
_MONEY = {"tỷ": "tỷ đồng", "tỉ": "tỷ đồng", "triệu": "triệu đồng"}


class NotACase(Exception):
    """The document holds no target, so that it is no case."""


def labelled_case(case_id: str, reading: Reading, figures: Iterable[Figure]) -> dict[str, Any]:
    """The labels of a document as the corpus keeps them.

    Args:
        case_id: kebab-case name, also that of the file.
        reading: for place, years and stated count.
        figures: as the person said they are; what they removed is not among them.

    A figure that the rules of the corpus do not take (its value is not written in its words) stands under "left_out"
    with the reason, so that nothing is lost silently. Raises NotACase without any target.
    """
    document = reading.document
    kept: list[dict[str, Any]] = []
    left_out: list[dict[str, Any]] = []
    for figure in figures:
        label = _label(document, figure)
        why = _fault(label, document.text)
        if label in kept:
            why = "twice"
        if why:
            left_out.append({**label, "why": why})
        else:
            kept.append(label)
    if reading.period is None or not any(f["kind"] == FigureKind.TARGET for f in kept):
        raise NotACase
    years = reading.period.years()
    case: dict[str, Any] = {
        "id": case_id,
        "url": None,
        "text_origin": "verbatim",
        "text": document.text,
        "place": _place(reading),
        "year": years[-1].first_year,
        "period": [years[0].first_year, years[-1].first_year],
        "stated_target_count": _stated(reading),
        "figures": kept,
    }
    return {**case, "left_out": left_out} if left_out else case


# --- the parts ----------------------------------------------------------------------------------------------------------


def _label(document: Document, figure: Figure) -> dict[str, Any]:
    low, high = figure.value, figure.value_max
    span = figure.span.of(document.text).strip()
    if not _written(low, span):  # the value that a person put right may stand beside the words that were marked
        span = figure.sentence.of(document.text).strip()
    unit = figure.unit.strip().lower()
    return {
        "span": span,
        "kind": str(figure.kind),
        "indicator": " ".join(figure.indicator.split()),
        "comparator": labelled_comparator(figure.comparator),
        "value": json_number(low),
        "value_max": None if high is None else json_number(high),
        "unit": _MONEY.get(unit, re.sub(r"\btỉ\b", "tỷ", unit)),
        "change": str(figure.change),
        "subject": figure.subject if figure.subject and figure.subject in document.text else None,
    }


def labelled_comparator(comparator: Comparator) -> str:
    """The comparator as the corpus labels it: "khoảng" is a plain number there (its decision 2)."""
    return "=" if comparator is Comparator.ABOUT else str(comparator)


def json_number(value: Decimal) -> int | float:
    """JSON has no decimals: whole numbers stay whole, the rest become the nearest float, as the corpus keeps them."""
    return int(value) if value == value.to_integral_value() else float(value)


def _fault(label: dict[str, Any], text: str) -> str:
    """Why the corpus would not take the figure; "" when it does."""
    low, high = Decimal(str(label["value"])), label["value_max"]
    if not _written(low, label["span"]):
        return "value-not-in-span"
    if high is not None and (not _written(Decimal(str(high)), label["span"]) or Decimal(str(high)) <= low):
        return "value_max-not-in-span"
    if (label["comparator"] == "range") != (high is not None):
        return "range-without-two-values"
    words = set(re.findall(r"\w+", _folded(text)))
    named = _folded(label["indicator"]).removeprefix("cơ cấu kinh tế: ")
    return "" if named and set(re.findall(r"\w+", named)) <= words else "indicator-not-in-text"


def _written(value: Decimal, words: str) -> bool:
    """True when a numeral or number word of the words may stand for the value."""
    if any(value in _readings(m.group()) for m in _NUMBER.finditer(words)):
        return True
    said = _IN_WORDS.get(int(value), ()) if value == value.to_integral_value() else ()
    return any(re.search(rf"(?<!\w){word}(?!\w)", _folded(words)) for word in said)


def _readings(numeral: str) -> set[Decimal]:
    """What a numeral may stand for: "229.800", "137,5", "8.5", "104,267"."""
    found = set()
    for group, point in ((".", ","), (",", ".")):
        grouped = rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(point)}\d+)?"
        if re.fullmatch(grouped, numeral):
            found.add(Decimal(numeral.replace(group, "").replace(point, ".")))
    if re.fullmatch(r"\d+(?:,\d+)?", numeral):
        found.add(Decimal(numeral.replace(",", ".")))
    if re.fullmatch(r"\d+\.\d+", numeral) and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+", numeral):
        found.add(Decimal(numeral))
    return found


def _place(reading: Reading) -> dict[str, Any]:
    mention, text = reading.place, _folded(reading.document.text)
    if mention is None:
        return {"name": None, "level": None, "province": None}
    held = {"name": mention.name, "province": mention.province}
    said = {key: name if name and _folded(name) in text else None for key, name in held.items()}
    return {"name": said["name"], "level": mention.level if mention.level in _LEVELS else "other",
            "province": said["province"]}  # fmt: skip


def _stated(reading: Reading) -> int | None:
    count = reading.stated_target_count
    return count if count is not None and _written(Decimal(count), reading.document.text) else None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()
