"""A rule for counting a population register, as a small TOML file.

    indicator = "bhyt-coverage"
    register = "Sổ thẻ bảo hiểm y tế"
    key = "ma_nguoi"          # columns of the register
    place = "ma_xa"
    first = "tu_ngay"         # these four where the register has them
    last = "den_ngay"
    revision = "lan_ghi"
    deleted = "da_xoa"

    [[denominator]]           # all must hold; without any, everybody counts
    column = "cu_tru"
    is = "in"
    value = ["thường trú", "tạm trú"]

    [[numerator]]             # all must hold, of those in the denominator
    column = "the_den_ngay"
    is = ">="
    value = "day"             # the day as of which is counted
    if_empty = true           # a card without a last day is valid

A key that is not known is refused: a misspelt "numerator" would otherwise count everybody in silence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn

from tiendo.files.unusable import UnusableFile
from tiendo.model.deriving_rule import CellTest, DerivingRule, Test
from tiendo.model.observation import Vintage
from tiendo.model.period import Clock

_NEEDED = ("indicator", "register", "key", "place", "numerator")
_COLUMNS = ("key", "place", "first", "last", "revision", "deleted")
_KEYS = frozenset({*_NEEDED, *_COLUMNS, "denominator", "vintage", "clock"})
_TEST_KEYS = ("column", "is", "value", "if_empty")
_VINTAGES = {v.name.lower(): v for v in Vintage}
_LONGEST = 200  # characters of a text; digits of a number: 18, as many as every engine holds


def read_deriving_rule(data: bytes, name: str) -> DerivingRule:
    """The rule in a file. Raises UnusableFile with the key and what may stand there."""
    try:
        told = tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError:
        raise UnusableFile("encoding-unknown", name) from None
    except tomllib.TOMLDecodeError as error:
        raise UnusableFile("rule-broken", name, typed=str(error)) from None
    for key in _NEEDED:
        if key not in told:
            raise UnusableFile("rule-key-missing", name, key=key)
    _only(told, _KEYS, name, "")
    texts = {key: _text(told[key], name, key) for key in ("indicator", "register", *_COLUMNS) if key in told}
    vintage = str(told.get("vintage", "preliminary"))
    if vintage not in _VINTAGES:
        _refuse(name, "vintage", vintage, ", ".join(_VINTAGES))
    return DerivingRule(
        name=name.rsplit("/", 1)[-1],
        indicator_code=texts["indicator"],
        register=texts["register"],
        **{key: texts.get(key, "") for key in _COLUMNS},
        denominator=_tests(told.get("denominator", []), name, "denominator"),
        numerator=_tests(told["numerator"], name, "numerator"),
        vintage=_VINTAGES[vintage],
        clock=_clock(str(told.get("clock", Clock.CALENDAR.code)), name),
    )


def _tests(told: Any, name: str, key: str) -> tuple[CellTest, ...]:
    if not isinstance(told, list) or not all(isinstance(t, dict) for t in told):
        _refuse(name, key, told, f"[[{key}]]")
    return tuple(_test(t, name, f"{key}[{n}].") for n, t in enumerate(told, start=1))


def _test(told: Mapping[str, Any], name: str, at: str) -> CellTest:
    _only(told, _TEST_KEYS, name, at)
    for key in ("column", "is", "value"):
        if key not in told:
            raise UnusableFile("rule-key-missing", name, key=at + key)
    try:
        test = Test(told["is"])
    except ValueError:
        _refuse(name, f"{at}is", told["is"], ", ".join(t.value for t in Test))
    several = test is Test.ONE_OF
    values = told["value"] if several else [told["value"]]
    alike = isinstance(values, list) and bool(values) and len({_sort_of(v) for v in values}) == 1
    if not alike or not all(_may_stand(v) for v in values):
        _refuse(name, f"{at}value", told["value"], '["a", "b"]' if several else '"a", 12, 1.5, true, 2026-01-31, "day"')
    if_empty = told.get("if_empty", False)
    if not isinstance(if_empty, bool):
        _refuse(name, f"{at}if_empty", if_empty, "true, false")
    return CellTest(_text(told["column"], name, f"{at}column"), test, tuple(values), if_empty)


def _sort_of(value: Any) -> type:
    return Decimal if type(value) is int else type(value)


def _may_stand(value: Any) -> bool:
    """Whether every engine understands the value in the same way."""
    if isinstance(value, str):
        return len(value) <= _LONGEST and value.isprintable() and not {"'", "\\"} & set(value)
    if isinstance(value, Decimal):
        return value.is_finite() and len(format(value, "f").strip("-").replace(".", "")) <= 18
    if isinstance(value, int):
        return abs(value) < 10**18
    return isinstance(value, date) and not isinstance(value, datetime)


def _text(told: Any, name: str, key: str) -> str:
    """A text that may stand between quotes in SQL and in a source."""
    if not isinstance(told, str) or not told.strip() or not _may_stand(told) or {'"', "`", ";"} & set(told):
        _refuse(name, key, told, "ma_xa")
    return told.strip()


def _clock(code: str, name: str) -> Clock:
    try:
        return Clock.parse(code)
    except ValueError:
        _refuse(name, "clock", code, "calendar, administrative, from-20")


def _only(told: Iterable[str], known: Iterable[str], name: str, at: str) -> None:
    for key in told:
        if key not in known:
            raise UnusableFile("rule-key-unknown", name, key=at + key, known=", ".join(sorted(known)))


def _refuse(name: str, key: str, typed: object, example: str) -> NoReturn:
    raise UnusableFile("rule-value", name, key=key, typed=str(typed)[:40], example=example)
