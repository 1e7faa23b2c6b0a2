"""Results that a text tells → proposed observations; nothing is recorded until a person confirms it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.indicator import Indicator
from tiendo.model.observation import Observation, Vintage
from tiendo.model.reading import ProposedObservation
from tiendo.model.target import Change, Comparator
from tiendo.reading.vintages import vintage_said

Convert = Callable[[Decimal, str, str], Decimal | None]


def propose_observations(
    text: str, figures: Iterable[Figure], indicators: Mapping[str, Indicator], place_code: str, convert: Convert
) -> tuple[ProposedObservation, ...]:
    """The results that say one exact level of a known indicator for a known period, in the indicator's unit.

    A change ("tăng 8 %"), a range and a bound ("trên 900 tỷ đồng") say no level; a figure whose period the text does not
    tell, or whose unit does not convert exactly, is left to the person. The vintage is the one that the clause says,
    preliminary where it says none, as of an observation that is handed in.
    """
    proposed = []
    for figure in figures:
        indicator = indicators.get(figure.indicator_code or "")
        says_level = figure.change is Change.NONE and figure.comparator is Comparator.EQUAL and figure.value_max is None
        if figure.kind is not FigureKind.RESULT or not says_level or indicator is None or figure.when is None:
            continue
        value = convert(figure.value, figure.unit, indicator.unit)
        if value is None:
            continue
        observation = Observation(
            indicator_code=indicator.code,
            place_code=place_code,
            period=figure.when,
            value=value,
            vintage=_vintage(text, figure),
            source=" ".join(figure.sentence.of(text).split()),
        )
        proposed.append(ProposedObservation(observation, figure, figure.guesses[0].score))
    return tuple(proposed)


def _vintage(text: str, figure: Figure) -> Vintage:
    """What the column says, else the words of its sentence up to the number: "ước" said later is of another figure."""
    before = Span(figure.sentence.start, figure.number.start).of(text)
    return figure.vintage or vintage_said(before) or Vintage.PRELIMINARY
