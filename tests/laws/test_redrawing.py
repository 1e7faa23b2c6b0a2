"""Redrawing keeps what was there: the history given stays as it is, nothing of an old place is lost, sums stay equal."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.laws.places import COUNTRY, ERAS, histories, lines
from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.place import PlaceKind
from tiendo.model.place_history import PlaceHistory
from tiendo.model.redrawing import NewPlace, Redrawing, redrawn

DAY = date(2027, 7, 1)
BEFORE = DAY - timedelta(days=1)


@st.composite
def redrawings(draw: st.DrawFn) -> tuple[PlaceHistory, Redrawing]:
    """A country and an act by which each of its communes ends; codes are used again."""
    history = draw(histories())
    communes = [p.code for p in history.places if p.kind is PlaceKind.COMMUNE and p.valid(BEFORE)]
    made = tuple(draw(lines(sorted(communes))))
    new = tuple(NewPlace(c, f"sau {c}", PlaceKind.COMMUNE, COUNTRY) for c in sorted({x.new for x in made}))
    return history, Redrawing(DAY, new, made, "1/NQ")


@given(redrawings())
def test_every_part_of_an_old_place_lies_somewhere_and_the_days_before_stay(
    given_: tuple[PlaceHistory, Redrawing],
) -> None:
    history, act = given_
    places, after = history.places, redrawn(history, act)
    assert history.places == places
    for day in (*ERAS, BEFORE):
        assert after.tree(day).codes() == history.tree(day).codes()
    assert set(after.tree(DAY).children(COUNTRY)) == {p.code for p in act.new}
    for code in act.old:
        place = after.place(code, BEFORE)
        assert place is not None and place.last == BEFORE
        assert sum(way.share for way in after.onward(place, DAY).values()) == Fraction(1)


@given(redrawings(), st.data())
def test_what_adds_up_makes_the_same_sum_on_the_new_places(
    given_: tuple[PlaceHistory, Redrawing], data: st.DataObject
) -> None:
    history, act = given_
    amounts = st.decimals(min_value=0, max_value=10**6, places=3)
    month = Period.month(2027, 3)
    sent = [Observation("jobs-created", code, month, value=data.draw(amounts)) for code in act.old]
    restated = pipeline.restate(sent, redrawn(history, act), load_catalogue(), to=DAY)
    assert not restated.problems
    assert sum((o.value or Decimal(0)) for o in restated.observations) == sum((o.value or Decimal(0)) for o in sent)
