"""Rows → observations and problems. A row that cannot be used is refused with a finding; an odd one is kept and flagged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from tiendo.collecting.amounts import read_amount
from tiendo.collecting.checks import check_figure
from tiendo.model.indicator import Indicator
from tiendo.model.observation import Observation, Provider, Vintage
from tiendo.model.period import Period, PeriodKind
from tiendo.model.problem import Problem, Severity
from tiendo.model.row import Collected, Row

_VINTAGES = {
    "": Vintage.PRELIMINARY,
    "1": Vintage.ESTIMATE, "ước tính": Vintage.ESTIMATE, "ước": Vintage.ESTIMATE, "estimate": Vintage.ESTIMATE,
    "2": Vintage.PRELIMINARY, "sơ bộ": Vintage.PRELIMINARY, "preliminary": Vintage.PRELIMINARY,
    "3": Vintage.OFFICIAL, "chính thức": Vintage.OFFICIAL, "official": Vintage.OFFICIAL,
}  # fmt: skip
_PROVIDERS = {
    "": Provider.SECTOR, "sector": Provider.SECTOR, "cơ quan ngành": Provider.SECTOR,
    "statistics": Provider.STATISTICS, "thống kê": Provider.STATISTICS, "cơ quan thống kê": Provider.STATISTICS,
}  # fmt: skip
_AMOUNTS = ("value", "numerator", "denominator")
_YEARS = range(1945, 2100)  # a year outside is a slip of the keyboard

_Key = tuple[str, str, Provider, Period, int]


def collect(
    rows: Iterable[Row],
    indicators: Mapping[str, Indicator],
    *,
    language: str,
    places: Container[str] | None = None,
    previous: Iterable[Observation] = (),
    rates_alone: Container[tuple[str, str]] = (),
) -> Collected:
    """Read a delivery of rows.

    Args:
        language: how its numbers are written: "vi", "en" or "plain" (see `read_amount`).
        places: codes that exist, e.g. a PlaceTree; None where there is no list to compare with.
        previous: figures known before; a jump from them is flagged.
        rates_alone: (indicator, place) for which one office reports the rate of the whole place, without its parts.

    Rows without any figure are passed over in silence. Of two rows of one provider for the same place, indicator, period
    and revision neither is used: which of them is right is not ours to guess.
    """
    problems: list[tuple[int, Problem]] = []
    found: dict[_Key, list[tuple[int, Row, Observation]]] = {}
    for n, row in enumerate(rows):
        if row.is_empty:
            continue
        read = _read_row(row, indicators, language, places)
        if isinstance(read, Observation):
            found.setdefault(_key(read), []).append((n, row, read))
        else:
            problems += [(n, p) for p in read]
    kept: list[tuple[int, Observation]] = []
    latest = _Latest()
    known = {_key(o): o for o in previous}
    for key in sorted({*known, *found}):  # in time, so that each figure meets the one before it
        if key not in found:
            latest.take(known[key])
            continue
        same = found[key]
        if len(same) > 1:
            problems += [(n, _twice(row, o, indicators, same)) for n, row, o in same]
            continue
        ((n, row, o),) = same
        findings = check_figure(
            o,
            indicators[o.indicator_code],
            rate_alone=(o.indicator_code, o.place_code) in rates_alone,
            previous=latest.before(o),
            where=row.where,
        )
        problems += [(n, _placed(p, row)) for p in findings]
        if not any(p.severity is Severity.ERROR for p in findings):
            kept.append((n, o))
            latest.take(o)
    problems.sort(key=lambda p: p[0])
    kept.sort(key=lambda k: k[0])
    return Collected(tuple(o for _n, o in kept), tuple(p for _n, p in problems))


def _read_row(
    row: Row, indicators: Mapping[str, Indicator], language: str, places: Container[str] | None
) -> Observation | list[Problem]:
    """The row's figure, or everything that keeps it from being one."""
    problems = []
    code, place = row.indicator_code.strip(), row.place_code.strip()
    period, vintage, revision = _period(row.period), _VINTAGES.get(_plain(row.vintage)), _revision(row.revision)
    if code not in indicators:
        problems.append(_refusal(row, "indicator-unknown" if code else "indicator-absent", "indicator", code))
    if not place:
        problems.append(_refusal(row, "place-absent", "place", ""))
    elif places is not None and place not in places:
        problems.append(_refusal(row, "place-unknown", "place", place))
    if period is None:
        rule = "period-unknown" if row.period.strip() else "period-absent"
        problems.append(_refusal(row, rule, "period", row.period))
    if vintage is None:
        problems.append(_refusal(row, "vintage-unknown", "vintage", row.vintage))
    provider, definition = _PROVIDERS.get(_plain(row.provider)), row.definition.strip()
    if provider is None:
        problems.append(_refusal(row, "provider-unknown", "provider", row.provider))
    if definition and code in indicators and definition not in {d.code for d in indicators[code].definitions}:
        known = tuple(d.code for d in indicators[code].definitions) or ("—",)
        unknown = _refusal(row, "definition-unknown", "definition", definition)
        problems.append(replace(unknown, facts={**unknown.facts, "known": ", ".join(known)}))
    if revision is None:
        problems.append(_refusal(row, "revision-unreadable", "revision", row.revision))
    amounts: dict[str, Decimal | None] = {}
    for column in _AMOUNTS:
        read = read_amount(getattr(row, column), language, where=row.where, column=column)
        if isinstance(read, Problem):
            problems.append(_placed(read, row))
        else:
            amounts[column] = read
    if problems or period is None or vintage is None or revision is None or provider is None:
        return problems
    return Observation(
        indicator_code=code,
        place_code=place,
        period=period,
        value=amounts["value"],
        numerator=amounts["numerator"],
        denominator=amounts["denominator"],
        no_data=" ".join(row.no_data.split()),
        vintage=vintage,
        revision=revision,
        provider=provider,
        definition=definition,
        named=tuple(" ".join(n.split()) for n in row.named.split("|") if n.strip()),
        source=" ".join(filter(None, (row.source.strip(), row.where if row.file else ""))),
        sample=bool(row.sample.strip()),
    )


@lru_cache(maxsize=4096)
def _period(text: str) -> Period | None:
    """2024, 2024-03, 2024-Q1, 2024-H1, 2021-2025, and 3/2024 as people write a month."""
    text = text.strip()
    if month := re.fullmatch(r"(\d{1,2})/(\d{4})", text, re.ASCII):
        text = f"{month[2]}-{int(month[1]):02d}"
    try:
        period = Period.parse(text)
    except ValueError:
        return None
    return period if period.first_year in _YEARS and period.last_year in _YEARS else None


def _revision(text: str) -> int | None:
    text = text.strip() or "1"
    return int(text) if re.fullmatch(r"[1-9]\d{0,3}", text, re.ASCII) else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()


def _refusal(row: Row, rule: str, column: str, typed: str) -> Problem:
    facts = {"typed": typed.strip()[:40], "column": column}
    return _placed(Problem(rule, facts, row.where, Severity.ERROR), row)


def _placed(problem: Problem, row: Row) -> Problem:
    """The problem with the file and line that a person can go to."""
    if not row.file:
        return problem
    return replace(problem, facts={**problem.facts, "file": row.file, "line": row.line})


def _twice(
    row: Row, o: Observation, indicators: Mapping[str, Indicator], same: list[tuple[int, Row, Observation]]
) -> Problem:
    lines = ", ".join(str(other.line) for _n, other, _o in same if other.line) or "—"
    facts = {"indicator": indicators[o.indicator_code], "place": o.place_code, "period": o.period, "lines": lines}
    return _placed(Problem("twice", facts, row.where, Severity.ERROR), row)


def _key(o: Observation) -> _Key:
    return o.indicator_code, o.place_code, o.provider, o.period, o.revision


class _Latest:
    """The newest figure so far of each indicator, place and length of period, and the one of the period before it."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, Provider, PeriodKind], tuple[Observation, Observation | None]] = {}

    def take(self, o: Observation) -> None:
        """Remember a figure; they come in time, a newer revision after the older one."""
        if o.no_data:
            return
        key = o.indicator_code, o.place_code, o.provider, o.period.kind
        newest, earlier = self._known.get(key, (None, None))
        if newest is not None and newest.period != o.period:
            earlier = newest
        self._known[key] = o, earlier

    def before(self, o: Observation) -> Observation | None:
        """The figure of an earlier period than this one's; an older revision of the same period is none."""
        newest, earlier = self._known.get((o.indicator_code, o.place_code, o.provider, o.period.kind), (None, None))
        return newest if newest is not None and newest.period != o.period else earlier
