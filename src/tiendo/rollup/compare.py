"""Two totals side by side: the same months a year before, or the same figure from another office (design rule 8)."""

from __future__ import annotations

from tiendo.model.comparison import Comparison
from tiendo.model.indicator import Indicator
from tiendo.model.period import Period
from tiendo.model.place import PlaceTree
from tiendo.model.total import Total
from tiendo.model.verdict import Reason
from tiendo.rollup.counted import day_of


def compare(this: Total, that: Total, indicator: Indicator, tree: PlaceTree) -> Comparison:
    """The difference and the ratio of two totals of one indicator, or why there is none.

    They are not compared when one of them has no figures, when they were counted by two definitions, when they are of
    other places (another population, or a place that was another one under the same code), or while a place is missing
    from either: an incomplete total would look like a fall.
    """
    why_not = _why_not(this, that, indicator, tree)
    if why_not or this.value is None or that.value is None:
        return Comparison(this, that, why_not=why_not)
    ratio = this.value / that.value if that.value > 0 else None
    return Comparison(this, that, this.value - that.value, ratio)


def _why_not(this: Total, that: Total, indicator: Indicator, tree: PlaceTree) -> Reason | None:
    definitions = sorted({*this.definitions, *that.definitions})
    if len(definitions) > 1:
        named = tuple(e for e in indicator.definitions if e.code in definitions)
        return Reason("compare-other-definition", {"definitions": named})
    if that.vintage is None:  # no figure at all
        return Reason("compare-nothing", {"period": that.period})
    other = _other_places(this, that, tree)
    if other and this.provider is that.provider:
        return Reason("compare-other-places", {"places": other})
    if this.value is None or that.value is None or not (this.complete and that.complete):
        counts = {"reported": this.reported, "expected": this.expected}
        return Reason("compare-incomplete", {**counts, "that_reported": that.reported, "that_expected": that.expected})
    return None


def _other_places(this: Total, that: Total, tree: PlaceTree) -> tuple[str, ...]:
    """Codes that stand in one of the two only, or whose earlier figures are of another place: codes are reused."""
    here, there = ({p.place_code for p in t.places if not p.held_above} for t in (this, that))
    reused = {
        o.place_code
        for p in (*this.whole.sources(), *that.whole.sources())
        for o in p.observations
        if o.restatement is None and o.place_code in tree and _before_it_was(o.place_code, o.period, tree)
    }
    return tuple(sorted((here ^ there) | reused))


def _before_it_was(code: str, period: Period, tree: PlaceTree) -> bool:
    first = tree[code].first
    return first is not None and day_of(period) < first
