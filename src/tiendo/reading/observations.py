"""Results that a text tells → proposed observations; nothing is recorded until a person confirms it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.indicator import Indicator, OverTime
from tiendo.model.observation import Observation, Vintage
from tiendo.model.reading import ProposedObservation
from tiendo.model.target import Change, Comparator
from tiendo.reading.targets import counted_as, unit_counted
from tiendo.reading.units import is_count
from tiendo.reading.vintages import vintage_said

_SAY_LEVELS = frozenset({Comparator.EQUAL, Comparator.ABOUT})
# "thu ước đạt 68 tỷ đồng, chi 50 tỷ đồng": said right before a number, "ước" is of that number alone.
_OF_ANOTHER = re.compile(r"\b(?:ước|dự kiến)\s(?:\w+\s){0,2}[\d(]", re.IGNORECASE)

Convert = Callable[[Decimal, str, str], Decimal | None]


def propose_observations(
    text: str, figures: Iterable[Figure], indicators: Mapping[str, Indicator], place_code: str, convert: Convert
) -> tuple[ProposedObservation, ...]:
    """The results that say one level of a known indicator for a known period, in the indicator's unit.

    A change ("tăng 8 %"), a range and a bound ("trên 900 tỷ đồng") say no level; a figure whose period the text does not
    tell, or whose unit does not convert exactly, is left to the person. The vintage is the one that the clause says,
    preliminary where it says none, as of an observation that is handed in; "khoảng" says an estimate.
    """
    proposed = []
    for figure in figures:
        indicator = indicators.get(counted_as(figure.indicator_code, (figure,)) or "")
        if figure.kind is not FigureKind.RESULT or indicator is None or figure.when is None:
            continue
        if not (figure.change is Change.NONE or _is_new(text, figure, indicator)):
            continue
        if figure.comparator not in _SAY_LEVELS or figure.value_max is not None:
            continue
        value = convert(figure.value, unit_counted(figure, indicator), indicator.unit)
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
    return _each_once(proposed)


def _each_once(proposed: Iterable[ProposedObservation]) -> tuple[ProposedObservation, ...]:
    """Without those that tell the same again (a table below the prose): their figures stand with the first. A vintage is
    said once for both."""
    kept: dict[tuple[object, ...], ProposedObservation] = {}
    for told in proposed:
        observation = told.observation
        same = (observation.indicator_code, observation.period.months(), observation.value)
        first = kept.setdefault(same, told)
        if first is not told:
            says = (
                observation if first.figure.vintage is None and told.figure.vintage is not None else first.observation
            )
            kept[same] = replace(
                first,
                observation=replace(first.observation, vintage=says.vintage),
                again=(*first.again, told.figure),
                confidence=max(first.confidence, told.confidence),
            )
    return tuple(kept.values())


def _is_new(text: str, figure: Figure, indicator: Indicator) -> bool:
    """ "thành lập mới 27 doanh nghiệp", "thêm 03 sản phẩm": of an indicator that adds up what is new, that is the level."""
    if figure.change is not Change.INCREASE or indicator.over_time is not OverTime.SUM or figure.unit in {"%", "‰"}:
        return False
    said = Span(figure.span.start, figure.number.start).of(text).lower()
    return figure.rule == "new" or (is_count(figure.unit) and "thêm" in said)


def _vintage(text: str, figure: Figure) -> Vintage:
    """What the column says, else the words of its sentence up to the number: "ước" said later is of another figure."""
    if figure.vintage is not None:
        return figure.vintage
    before, own = Span(figure.sentence.start, figure.number.start).of(text), figure.number.start - figure.span.start
    own = len(before) - max(0, own)
    said = vintage_said(before[own:]) or vintage_said(_OF_ANOTHER.sub(" ", before[:own]))
    if said is None and figure.comparator is Comparator.ABOUT:
        return Vintage.ESTIMATE
    return said or Vintage.PRELIMINARY
