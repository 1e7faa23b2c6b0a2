"""Short ways to make records for tests. No database, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import Frequency
from tiendo.model.observation import Observation, Provider, Vintage
from tiendo.model.period import Period
from tiendo.model.place import Membership, Place, PlaceKind, PlaceTree, Title
from tiendo.model.target import Baseline, Change, ChangeIn, Comparator, Condition, ReportedBy, Share, Target

CATALOGUE = load_catalogue()
YEAR = Period.year(2024)
_KINDS = {"Huyện": PlaceKind.DISTRICT, "Xã": PlaceKind.COMMUNE, "Thị trấn": PlaceKind.TOWN, "Tỉnh": PlaceKind.PROVINCE}


def make_place_tree(drawn: str, *, recognised: str = "", on: date = date(2024, 6, 30)) -> PlaceTree:
    """ "Huyện H > Xã A, Xã B, Thị trấn T": codes are the names; `recognised` ("A B") hold the title ntm."""
    parent_name, _, children = drawn.partition(" > ")
    parent = _place(parent_name, recognised)
    below = [_place(name.strip(), recognised) for name in children.split(",")]
    return PlaceTree.as_of([parent, *below], [Membership(p.code, parent.code) for p in below], on)


def _place(said: str, recognised: str) -> Place:
    kind = next(k for k in sorted(_KINDS, key=len, reverse=True) if said.startswith(k))
    name = said.removeprefix(kind).strip()
    titles = (Title("ntm"),) if name in recognised.split() else ()
    return Place(name, name, _KINDS[kind], titles=titles)


def make_observations(indicator_code: str, rows: str, *, year: int = 2024, revision: int = 1) -> list[Observation]:
    """Rows like "A 1: 100; A 2: 50/200; B 1: -; B 2: no figure": place, period, figure. "-" is not sent at all.

    A period is a month of `year` ("3") or a code of its own ("2023-Q1"). In braces stands what else is known of a figure:
    "A 1: 100 {estimate}", "{official 2}" (second revision), "{statistics}", "{ntm-2016}" (the definition it went by)."""
    made = []
    for row in rows.split(";"):
        if not row.strip():
            continue
        where, _, figure = row.partition(":")
        place, when = where.split()
        period = Period.month(year, int(when)) if len(when) < 4 else Period.parse(when)
        figure, _, known = figure.partition("{")
        sent = _observation(indicator_code, place, period, figure.strip(), revision)
        made += [_known(o, known.rstrip("} ").split()) for o in sent]
    return made


def _known(o: Observation, words: list[str]) -> Observation:
    for word in words:
        if word.isdigit():
            o = replace(o, revision=int(word))
        elif word.upper() in Vintage.__members__:
            o = replace(o, vintage=Vintage[word.upper()])
        elif word.upper() in Provider.__members__:
            o = replace(o, provider=Provider[word.upper()])
        else:
            o = replace(o, definition=word)
    return o


def _observation(code: str, place: str, month: Period, figure: str, revision: int) -> Iterable[Observation]:
    if figure == "-":
        return []
    base = Observation(code, place, month, revision=revision, source=f"{place} {month.code}")
    if figure == "no figure":
        return [replace(base, no_data="chưa có số liệu")]
    figure, _, named = figure.partition(" ")
    names = (named.strip(" “”"),) if named else ()
    if "/" in figure:
        numerator, denominator = figure.split("/")
        return [replace(base, numerator=Decimal(numerator), denominator=Decimal(denominator), named=names)]
    return [replace(base, value=Decimal(figure), named=names)]


def make_condition(said: str) -> Condition:
    """ ">= 94 %", "= 0 xã", "range 6.5-7 %", "-15 %%" (a fall in per cent), "-21 hộ", "+2 điểm %", "keep >= 94 %",
    "about 4 ±0.1 %"."""
    keep = said.startswith("keep ")
    said = said.removeprefix("keep ")
    sign, _, rest = said.partition(" ")
    if sign[0] in "+-":
        change = Change.INCREASE if sign[0] == "+" else Change.DECREASE
        unit = "%" if rest == "%%" else rest
        change_in = ChangeIn.PER_CENT if rest == "%%" else ChangeIn.POINTS if "điểm" in rest else ChangeIn.UNITS
        return Condition(Comparator.EQUAL, Decimal(sign[1:]), unit, change=change, change_in=change_in, keep=keep)
    value, _, unit = rest.partition(" ")
    if sign == "range":
        low, high = value.split("-")
        return Condition(Comparator.RANGE, Decimal(low), unit, value_max=Decimal(high), keep=keep)
    tolerance = None
    if sign == "about":
        slack, _, unit = unit.partition(" ")
        tolerance = Decimal(slack.lstrip("±"))
    return Condition(Comparator(sign), Decimal(value), unit, tolerance=tolerance, keep=keep)


def make_target(
    indicator_code: str,
    *conditions: str,
    number: str = "1",
    baseline: str | None = None,
    subject: str | None = None,
    reported_by: str = "children",
    frequency: str = "monthly",
    shares: str = "",
    period: Period = YEAR,
    place: str = "H",
    **more: object,
) -> Target:
    """A plain target; `shares` like "A 100, B 50"; the baseline is that of the start of its period."""
    start = date(period.first_year, period.first_month, 1)
    return Target(
        id=number,
        number=number,
        name=f"Chỉ tiêu {number}",
        place_code=place,
        period=period,
        indicator_code=indicator_code,
        conditions=tuple(make_condition(c) for c in conditions),
        baseline=Baseline(Decimal(baseline), start, "danh sách được duyệt") if baseline else None,
        subject=subject,
        reported_by=ReportedBy(reported_by),
        frequency=Frequency(frequency),
        shares=tuple(Share(s.split()[0], Decimal(s.split()[1])) for s in shares.split(",") if s.strip()),
        **more,  # type: ignore[arg-type]
    )


def make_compound(*parts: Target, number: str = "5") -> Target:
    return Target(number, number, f"Chỉ tiêu {number}", parts[0].place_code, parts[0].period, parts=parts)
