"""The register of targets as JSON: what one edition of a programme promised, as people confirmed it.

    {"title": …, "place": "800", "period": "2024", "stated_target_count": 17, "targets": [
      {"number": "7", "name": …, "indicator": "poor-households",
       "conditions": [{"comparator": "=", "value": "15", "unit": "%", "change": "decrease", "change_in": "per_cent"}],
       "baseline": {"value": "140", "as_of": "2024-01-01", "source": …}, "shares": {"27886": "2"},
       "milestones": {"2024-06": "7"}, "reported_by": "children", "frequency": "quarterly"}]}

Numbers are text with a decimal point ("137.5"), so that they stay exact; plain JSON numbers are taken too, exactly as
written. What is left out has the usual value. A key that is not known is refused: a misspelt "milestone" would
otherwise give another verdict in silence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from tiendo.catalogue.load import Catalogue
from tiendo.collecting import read_amount
from tiendo.files.unusable import UnusableFile
from tiendo.model.indicator import Frequency, Indicator, OverPlaces
from tiendo.model.observation import Provider
from tiendo.model.period import Clock, Period
from tiendo.model.target import (
    Baseline,
    Change,
    ChangeIn,
    Comparator,
    Condition,
    Milestone,
    Programme,
    ReportedBy,
    Share,
    Target,
    TargetSet,
    TermForm,
)

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Register:
    """A programme with the one edition in force, and what people are told beside it.

    Attributes:
        told: target id → name_en, owner and owner_en, as far as they are given.
        note: for whoever opens the file.
    """

    programme: Programme
    told: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    note: str = ""

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets of the edition in force, in list order."""
        return tuple(t for s in self.programme.target_sets for t in s.targets)

    def labels(self, language: str) -> dict[str, str]:
        """Target id → its name in the language, where that is not its own."""
        return self._told("name_en") if language == "en" else {}

    def owners(self, language: str) -> dict[str, str]:
        """Target id → the office that answers for it."""
        vietnamese = self._told("owner")
        return vietnamese | self._told("owner_en") if language == "en" else vietnamese

    def _told(self, key: str) -> dict[str, str]:
        return {id: said[key] for id, said in self.told.items() if key in said}


# --- reading ----------------------------------------------------------------------------------------------------------


def read_register(data: bytes, name: str, catalogue: Catalogue) -> Register:
    """The register in a file. Raises UnusableFile, which names the target and the key."""
    try:
        told = json.loads(data.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except UnicodeDecodeError:
        raise UnusableFile("encoding-unknown", name) from None
    except json.JSONDecodeError as broken:
        raise UnusableFile("json-broken", name, at=broken.lineno) from None
    except RecursionError:
        raise UnusableFile("json-broken", name, at=1) from None
    said = _Said(told, name, name)
    said.only(
        "note", "id", "title", "place", "period", "stated_target_count", "authority", "edition", "decided_by",
        "decided_on", "targets",
    )  # fmt: skip
    place, period = said.text("place"), said.period("period")
    beside: dict[str, dict[str, str]] = {}
    targets = tuple(_target(t, place, period, catalogue, beside) for t in said.each("targets"))
    numbers = [p.number for t in targets for p in t.rows]
    for number in numbers:
        if numbers.count(number) > 1:
            raise said.wrong("number", number, "5, 5a")
    stated = said.whole("stated_target_count") if "stated_target_count" in said else None
    programme = Programme(
        id=said.text("id", "register"),
        title=said.text("title", ""),
        place_code=place,
        period=period,
        stated_target_count=stated,
        target_sets=(
            TargetSet(
                id="register",
                authority=said.text("authority", ""),
                edition=said.whole("edition") if "edition" in said else 1,
                decided_by=said.text("decided_by", ""),
                decided_on=said.day("decided_on") if "decided_on" in said else None,
                targets=targets,
            ),
        ),
    )
    return Register(programme, beside, said.text("note", ""))


_BESIDE = ("name_en", "owner", "owner_en")
_TARGET_KEYS = (
    "number", "name", *_BESIDE, "indicator", "conditions", "baseline", "subject", "parts", "term_form", "milestones",
    "shares", "office_shares", "reported_by", "frequency", "clock", "place", "period", "provider", "definition", "sub_rows",
)  # fmt: skip


def _target(
    said: _Said,
    place: str,
    period: Period,
    catalogue: Catalogue,
    beside: dict[str, dict[str, str]],
    *,
    part: bool = False,
) -> Target:
    said.only(*(k for k in _TARGET_KEYS if not (part and k == "parts")))
    number = said.text("number")
    said = said.called(number)
    beside[number] = {key: said.text(key) for key in _BESIDE if key in said}
    place = said.text("place", place)
    period = said.period("period") if "period" in said else period
    clock = said.clock("clock")
    name = said.text("name")
    below = said.each("sub_rows") if "sub_rows" in said else []
    sub_rows = tuple(_target(s, place, period, catalogue, beside) for s in below)
    if "parts" in said:
        said.only("number", "name", *_BESIDE, "parts", "sub_rows", "place", "period", "clock")
        parts = tuple(_target(p, place, period, catalogue, beside, part=True) for p in said.each("parts"))
        return Target(number, number, name, place, period, parts=parts, clock=clock, sub_rows=sub_rows)
    code = said.text("indicator")
    indicator = catalogue.indicators.get(code)
    if indicator is None:
        raise said.wrong("indicator", code, "food-output, poor-households")
    reported_by = said.word("reported_by", ReportedBy, ReportedBy.CHILDREN)
    if indicator.over_places is OverPlaces.NONE and reported_by is not ReportedBy.PLACE:
        raise UnusableFile("not-rolled-up", said.name, file=said.name, number=number, indicator=indicator)
    return Target(
        id=number,
        number=number,
        name=name,
        place_code=place,
        period=period,
        indicator_code=code,
        conditions=tuple(_condition(c) for c in said.each("conditions")),
        baseline=_baseline(said.inside("baseline"), indicator) if "baseline" in said else None,
        subject=said.text("subject") if "subject" in said else None,
        term_form=said.word("term_form", TermForm, None),
        trajectory=tuple(sorted(_milestones(said, clock.running(period)), key=lambda m: m.month)),
        shares=(
            *(Share(k, v) for k, v in said.amounts("shares")),
            *(Share("", v, office=k) for k, v in said.amounts("office_shares")),
        ),
        reported_by=reported_by,
        frequency=said.word("frequency", Frequency, indicator.frequency),
        clock=clock,
        provider=said.word("provider", Provider, Provider.SECTOR),
        definition=_definition(said, indicator),
        sub_rows=sub_rows,
    )


def _definition(said: _Said, indicator: Indicator) -> str:
    """The definition that is named; one that the indicator does not have is refused."""
    named = said.text("definition", "")
    known = [d.code for d in indicator.definitions]
    if named and named not in known:
        raise said.wrong("definition", named, ", ".join(known) or "—")
    return named


def _condition(said: _Said) -> Condition:
    said.only("comparator", "value", "unit", "value_max", "change", "change_in", "tolerance", "keep")
    comparator = said.word("comparator", Comparator, Comparator.EQUAL)
    condition = Condition(
        comparator=comparator,
        value=said.amount("value"),
        unit=said.text("unit"),
        value_max=said.amount("value_max") if "value_max" in said or comparator is Comparator.RANGE else None,
        change=said.word("change", Change, Change.NONE),
        change_in=said.word("change_in", ChangeIn, ChangeIn.UNITS),
        tolerance=said.amount("tolerance") if "tolerance" in said or comparator is Comparator.ABOUT else None,
        keep=said.flag("keep"),
    )
    if condition.value_max is not None and condition.value_max < condition.value:
        raise said.wrong("value_max", condition.value_max, f">= {condition.value}")
    return condition


def _baseline(said: _Said, indicator: Indicator) -> Baseline:
    said.only("value", "as_of", "source", "definition")
    return Baseline(said.amount("value"), said.day("as_of"), said.text("source"), _definition(said, indicator))


def _milestones(said: _Said, period: Period) -> Iterator[Milestone]:
    for code, value in said.amounts("milestones"):
        months = period.months()
        if code not in {m.code for m in months}:
            raise said.wrong("milestones", code, f"{months[0].code} … {months[-1].code}")
        yield Milestone(Period.parse(code), value)


class _Said:
    """One object of the file: every question about it that cannot be answered is one sentence with the place in it."""

    def __init__(self, told: Any, name: str, at: str) -> None:
        self.name, self._at = name, at
        if not isinstance(told, dict):
            raise UnusableFile(
                "register-wrong", name, at=at, key="{ }", typed=str(told)[:40], example='{"number": "1"}'
            )
        self._told: dict[str, Any] = told

    def __contains__(self, key: str) -> bool:
        return self._told.get(key) is not None

    def called(self, number: str) -> _Said:
        """The same object, named by its number from here on."""
        return _Said(self._told, self.name, f"{self.name}, targets {number}")

    def only(self, *keys: str) -> None:
        for key in self._told:
            if key not in keys:
                known = ", ".join(k for k in keys if k not in self._told) or "—"
                raise UnusableFile("register-unknown-key", self.name, at=self._at, key=key, known=known)

    def wrong(self, key: str, typed: object, example: str) -> UnusableFile:
        return UnusableFile("register-wrong", self.name, at=self._at, key=key, typed=str(typed)[:40], example=example)

    def _get(self, key: str, example: str) -> Any:
        if key not in self:
            raise UnusableFile("register-absent", self.name, at=self._at, key=key, example=example)
        return self._told[key]

    def text(self, key: str, usual: str | None = None) -> str:
        found = self._get(key, "“…”") if usual is None else self._told.get(key, usual)
        if not isinstance(found, str) or (usual is None and not found.strip()):
            raise self.wrong(key, found, "“…”")
        return found.strip()

    def amount(self, key: str) -> Decimal:
        return self._number(key, self._get(key, "“137.5”"))

    def _number(self, key: str, found: object) -> Decimal:
        read = read_amount(found, "plain") if isinstance(found, str) else None
        if not isinstance(read, Decimal):
            raise self.wrong(key, found, "“137.5”")
        return read

    def amounts(self, key: str) -> Iterator[tuple[str, Decimal]]:
        if key in self:
            for inner, found in self.inside(key)._told.items():
                yield inner, self._number(f"{key}.{inner}", found)

    def whole(self, key: str) -> int:
        amount = self.amount(key)
        if amount != amount.to_integral_value() or amount < 0:
            raise self.wrong(key, amount, "17")
        return int(amount)

    def flag(self, key: str) -> bool:
        found = self._told.get(key, False)
        if not isinstance(found, bool):
            raise self.wrong(key, found, "true, false")
        return found

    def day(self, key: str) -> date:
        text = self.text(key)
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self.wrong(key, text, "2023-12-31") from None

    def period(self, key: str) -> Period:
        text = self.text(key)
        try:
            return Period.parse(text)
        except ValueError:
            raise self.wrong(key, text, "2024, 2021-2025") from None

    def clock(self, key: str) -> Clock:
        text = self.text(key, Clock.ADMINISTRATIVE.code)
        try:
            return Clock.parse(text)
        except ValueError:
            raise self.wrong(key, text, "administrative, calendar, from-20") from None

    def word(self, key: str, words: type[_Word], usual: Any) -> Any:
        """One of an enumeration's words."""
        if key not in self:
            return usual
        text = self.text(key)
        try:
            return words(text)
        except ValueError:
            raise self.wrong(key, text, ", ".join(w.value for w in words)) from None

    def inside(self, key: str) -> _Said:
        return _Said(self._get(key, "{…}"), self.name, f"{self._at}, {key}")

    def each(self, key: str) -> list[_Said]:
        found = self._get(key, "[…]")
        if not isinstance(found, list) or not found:
            raise self.wrong(key, found, "[…]")
        return [_Said(one, self.name, f"{self._at}, {key} {n}") for n, one in enumerate(found, start=1)]


# --- writing ----------------------------------------------------------------------------------------------------------


def write_register(register: Register) -> bytes:
    """The file's bytes; `read_register` gives the same register back. The programme's edition in force is written."""
    programme = register.programme
    edition = programme.target_sets[-1]
    told = _present(
        note=register.note,
        title=programme.title,
        place=programme.place_code,
        period=programme.period.code,
        stated_target_count=programme.stated_target_count,
        authority=edition.authority,
        edition=edition.edition,
        decided_by=edition.decided_by,
        decided_on=edition.decided_on and edition.decided_on.isoformat(),
        targets=[_target_said(t, programme, register.told) for t in edition.targets],
    )
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _target_said(target: Target, programme: Programme, told: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    def unless(value: Any, usual: Any) -> Any:
        return None if value == usual else value

    baseline = target.baseline
    return _present(
        number=target.number,
        name=target.name,
        **told.get(target.id, {}),
        place=unless(target.place_code, programme.place_code),
        period=unless(target.period.code, programme.period.code),
        indicator=target.indicator_code,
        conditions=[_condition_said(c) for c in target.conditions],
        baseline=baseline
        and _present(
            value=_plain(baseline.value),
            as_of=baseline.as_of.isoformat(),
            source=baseline.source,
            definition=baseline.definition,
        ),
        subject=target.subject,
        term_form=target.term_form and target.term_form.value,
        milestones={m.month.code: _plain(m.value) for m in target.trajectory},
        shares={s.place_code: _plain(s.value) for s in target.shares if not s.office},
        office_shares={s.office: _plain(s.value) for s in target.shares if s.office},
        reported_by=None if target.is_compound else target.reported_by.value,
        frequency=None if target.is_compound else target.frequency.value,
        clock=unless(target.clock.code, Clock.ADMINISTRATIVE.code),
        provider=unless(target.provider.value, Provider.SECTOR.value),
        definition=target.definition,
        sub_rows=[_target_said(r, programme, told) for r in target.sub_rows],
        parts=[_target_said(p, programme, told) for p in target.parts],
    )


def _condition_said(condition: Condition) -> dict[str, Any]:
    changes = condition.change is not Change.NONE
    return _present(
        comparator=condition.comparator.value,
        value=_plain(condition.value),
        value_max=None if condition.value_max is None else _plain(condition.value_max),
        unit=condition.unit,
        change=condition.change.value if changes else None,
        change_in=condition.change_in.value if changes else None,
        tolerance=None if condition.tolerance is None else _plain(condition.tolerance),
        keep=condition.keep or None,
    )


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _present(**told: Any) -> dict[str, Any]:
    """Without what is not there."""
    return {k: v for k, v in told.items() if v is not None and v != "" and v != [] and v != {}}
