"""Made-up countries whose places merge and split twice, with codes used again as the state uses them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from hypothesis import strategies as st

from tiendo.model.place import Membership, Place, PlaceKind
from tiendo.model.place_change import ChangeLine, ShareBasis, changes_from_lines
from tiendo.model.place_history import PlaceHistory

FIRST_DAY, SECOND_DAY = date(2025, 7, 1), date(2026, 7, 1)
ERAS = (date(2024, 6, 30), date(2025, 12, 31), date(2026, 12, 31))  # a day of each
COUNTRY = "VN"
CODES = "123456"


@st.composite
def splits(draw: st.DrawFn) -> list[Fraction]:
    """Shares of one place: whole, or two or three parts of any size."""
    parts = draw(st.lists(st.integers(1, 9), min_size=1, max_size=3))
    return [Fraction(p, sum(parts)) for p in parts]


@st.composite
def lines(draw: st.DrawFn, old: list[str]) -> list[ChangeLine]:
    """Where every old place goes; the new codes are drawn from the same ones."""
    made = []
    for code in old:
        shares = draw(splits())
        into = draw(st.lists(st.sampled_from(CODES), min_size=len(shares), max_size=len(shares), unique=True))
        basis = draw(st.sampled_from([ShareBasis.POPULATION, ShareBasis.EQUAL_PARTS]))
        made += [
            ChangeLine(code, new, share, ShareBasis.WHOLE if share == 1 else basis)
            for new, share in zip(into, shares, strict=True)
        ]
    return made


@st.composite
def histories(draw: st.DrawFn) -> PlaceHistory:
    """Communes of one country through two changes in which every one of them ends and begins."""
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=5, unique=True))
    first = draw(lines(sorted(codes)))
    middle = sorted({line.new for line in first})
    second = draw(lines(middle))
    last = sorted({line.new for line in second})
    before, between = FIRST_DAY - timedelta(days=1), SECOND_DAY - timedelta(days=1)
    places = [
        *(Place(c, f"cũ {c}", PlaceKind.COMMUNE, None, before) for c in sorted(codes)),
        *(Place(c, f"giữa {c}", PlaceKind.COMMUNE, FIRST_DAY, between) for c in middle),
        *(Place(c, f"mới {c}", PlaceKind.COMMUNE, SECOND_DAY) for c in last),
    ]

    def at(day: date) -> Callable[[str], Place]:
        return lambda code: next(p for p in places if p.code == code and p.valid(day))

    changes = [
        change
        for day, of_day in ((FIRST_DAY, first), (SECOND_DAY, second))
        for change in changes_from_lines(
            of_day, day=day, old_place=at(day - timedelta(days=1)), new_place=at(day), document=f"NQ {day.year}"
        )
    ]
    country = Place(COUNTRY, "Việt Nam", PlaceKind.COUNTRY)
    belongs = [Membership(p.code, COUNTRY, p.first, p.last) for p in places]
    return PlaceHistory([country, *places], belongs, changes)


def lines_by_day(history: PlaceHistory) -> dict[date, list[ChangeLine]]:
    """Every line of a day, whatever change it belongs to."""
    by_day = groupby(history.changes, key=lambda c: c.day)
    return {day: [line for change in changes for line in change.lines] for day, changes in by_day}


def plain_restated(history: PlaceHistory, amounts: dict[str, Fraction], then: date, to: date) -> dict[str, Fraction]:
    """A second opinion: forward through the changes one day after the other, in fractions, with no other thought."""
    for day, of_day in sorted(lines_by_day(history).items()):
        if then < day <= to:
            new: dict[str, Fraction] = {}
            for line in of_day:
                if line.old in amounts:
                    new[line.new] = new.get(line.new, Fraction(0)) + amounts[line.old] * line.share
            amounts = new
    return amounts
