"""Places by code or name. A name means a place only within its parent and on its day; accents tell places apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tiendo.model.place import Place, PlaceKind, PlaceTree
from tiendo.model.place_history import PlaceHistory

# What people write before a name → the kinds it may mean.
_KIND_WORDS: tuple[tuple[str, frozenset[PlaceKind]], ...] = (
    ("thành phố", frozenset({PlaceKind.CITY, PlaceKind.DISTRICT_CITY})),
    ("thị trấn", frozenset({PlaceKind.TOWN})),
    ("đặc khu", frozenset({PlaceKind.SPECIAL_ZONE})),
    ("thị xã", frozenset({PlaceKind.DISTRICT_TOWN})),
    ("phường", frozenset({PlaceKind.WARD})),
    ("huyện", frozenset({PlaceKind.DISTRICT})),
    ("tỉnh", frozenset({PlaceKind.PROVINCE})),
    ("quận", frozenset({PlaceKind.URBAN_DISTRICT})),
    ("xã", frozenset({PlaceKind.COMMUNE})),
    ("tp.", frozenset({PlaceKind.CITY, PlaceKind.DISTRICT_CITY})),
    ("tt.", frozenset({PlaceKind.TOWN})),
    ("tx.", frozenset({PlaceKind.DISTRICT_TOWN})),
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_SIGNS = re.compile(r"[’‘'`´]")


@dataclass(frozen=True, slots=True)
class Found:
    """What a code or name may mean.

    Attributes:
        places: those of the day that are called so; several when the name alone does not tell them apart.
        former: those called so on an earlier or later day, when none of the day is.
        suggestions: those called so but for the accents, when nothing else is: never taken without asking.
    """

    places: tuple[Place, ...] = ()
    former: tuple[Place, ...] = ()
    suggestions: tuple[Place, ...] = ()


def find_places(history: PlaceHistory, said: str, *, on: date, within: Place | None = None) -> Found:
    """The places that a code or a name may mean on a day; `within`: only those that lie in this one, at any height, on
    that day or, for a place of another day, on its own."""
    key, kinds = _parsed(said)
    by_code = [p for p in history.with_code(said.strip()) if _lies(history, p, within, on)]
    if by_code:
        return _on_day(by_code, on)
    full, bare = _names(history)
    named = [p for p in full.get(key, ()) if (not kinds or p.kind in kinds) and _lies(history, p, within, on)]
    if named:
        return _on_day(named, on)
    alike = [p for p in bare.get(without_accents(key), ()) if _lies(history, p, within, on)]
    found = _on_day(alike, on)
    return Found(suggestions=found.places or found.former)


def name_key(name: str) -> str:
    """How names are compared: "Hoà" and "Hòa", "Ea H'leo" and "Ea H’Leo" are one name, "Hóa" and "Hoá" too; "Hòa" and
    "Hóa" are two."""
    words = _SIGNS.sub("'", unicodedata.normalize("NFC", name)).replace("–", "-").casefold().split()
    return " ".join(_one_spelling(word) for word in words)


def without_accents(key: str) -> str:
    """For suggestions only: "thanh hoa" of "thạnh hóa" and "thanh hóa"."""
    letters = unicodedata.normalize("NFD", key.replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def _one_spelling(word: str) -> str:
    """The tone mark after the word, wherever it was written in it."""
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in letters if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES)) + tones


def _parsed(said: str) -> tuple[str, frozenset[PlaceKind]]:
    """Key of the name, and the kinds that it says; none where it says none."""
    plain = unicodedata.normalize("NFC", said).strip()
    low = plain.casefold()
    for word, kinds in _KIND_WORDS:
        if low.startswith(word) and (word.endswith(".") or low[len(word) :].startswith(" ")):
            rest = plain[len(word) :].strip()
            if rest:
                return name_key(rest), kinds
    return name_key(plain), frozenset()


@lru_cache(maxsize=4)
def _names(history: PlaceHistory) -> tuple[Mapping[str, tuple[Place, ...]], Mapping[str, tuple[Place, ...]]]:
    """Places by the key of their name, and by the same without accents."""
    full: dict[str, tuple[Place, ...]] = {}
    bare: dict[str, tuple[Place, ...]] = {}
    for place in history.places:
        key = name_key(place.name)
        full[key] = (*full.get(key, ()), place)
        bare[without_accents(key)] = (*bare.get(without_accents(key), ()), place)
    return full, bare


def _on_day(places: Iterable[Place], on: date) -> Found:
    there = tuple(p for p in places if p.valid(on))
    return Found(there) if there else Found(former=tuple(places))


def _lies(history: PlaceHistory, place: Place, inside: Place | None, on: date) -> bool:
    """True when the place lies in `inside` on the day; one of another day, on its own last or first."""
    if inside is None:
        return True
    day = on
    if not place.valid(on):
        day = place.last if place.last is not None and place.last < on else place.first or on
    tree: PlaceTree = history.tree(day)
    return inside.code in tree.above(place.code) and tree[inside.code] == inside
