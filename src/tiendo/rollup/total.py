"""The one roll-up: places and months of one indicator to one total (design rules 1, 2, 5, 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tiendo.model.indicator import Frequency, Indicator, OverPlaces
from tiendo.model.observation import Counting, Observation, Provider
from tiendo.model.period import Period, PeriodKind
from tiendo.model.place import PlaceTree
from tiendo.model.target import ReportedBy
from tiendo.model.total import PlaceResult, Total
from tiendo.rollup.counted import counted
from tiendo.rollup.due import months_due
from tiendo.rollup.merge import merge
from tiendo.rollup.own import own_result

_WHOLE = {
    PeriodKind.YEAR: 12, PeriodKind.SCHOOL_YEAR: 12, PeriodKind.HALF: 6, PeriodKind.SEASON: 4, PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
}  # fmt: skip


def roll_up(
    observations: Iterable[Observation],
    *,
    indicator: Indicator,
    place_code: str,
    tree: PlaceTree,
    period: Period,
    reported_by: ReportedBy = ReportedBy.CHILDREN,
    frequency: Frequency | None = None,
    counting: Counting = Counting.NEWEST,
    provider: Provider = Provider.SECTOR,
    members_on: date | None = None,
) -> Total:
    """Roll figures of one indicator up to `place_code` over `period` (a running period: see Period.through).

    The places that send figures are those without children, on whatever level below they are, and in the indicator's
    population on the day `members_on` (else on the tree's own); a part that is held above them (BOTH) comes from each place
    that has children. Of several figures for a place and month the one counts that `counting` names, and only those of
    `provider`. A flow sums its months; everything else takes the last month that has a figure. Places then add up by
    `indicator.over_places`. A place that owes a month it has not sent, or has sent without a figure, is missing: the total
    is incomplete, never smaller in silence. Figures by two definitions make no total at all.

    Only the last month due must be there for what is not a flow: yesterday's stock does not need last spring's.

    Raises ValueError for an indicator that is never rolled up (GRDP, CPI, ranks) unless one office reports it.
    """
    if indicator.over_places is OverPlaces.NONE and reported_by is not ReportedBy.PLACE:
        raise ValueError(f"{indicator.code} is not rolled up: one office must report it for the whole place.")
    often = frequency or indicator.frequency
    newest = counted(observations, indicator, period, counting, provider)
    asked = _Asked(indicator, tree, reported_by, newest, _due(often, period), counting, members_on or tree.on)
    return total_of(
        asked.whole(place_code),
        indicator=indicator,
        period=period,
        frequency=often,
        counting=counting,
        provider=provider,
    )


def own_figures(
    observations: Iterable[Observation],
    *,
    indicator: Indicator,
    place_code: str,
    period: Period,
    frequency: Frequency,
    counting: Counting = Counting.NEWEST,
    provider: Provider = Provider.SECTOR,
    held_above: bool = False,
) -> PlaceResult:
    """What one place brings by its own figures over a running period, as `roll_up` takes it: to add one place up again
    when only its figures have changed."""
    sent = counted(observations, indicator, period, counting, provider).get(place_code, {})
    return own_result(place_code, sent, indicator, _due(frequency, period), counting, held_above=held_above)


def total_of(
    whole: PlaceResult,
    *,
    indicator: Indicator,
    period: Period,
    frequency: Frequency,
    counting: Counting = Counting.NEWEST,
    provider: Provider = Provider.SECTOR,
) -> Total:
    """What a place's children bring together, as the total of a running period."""
    months, last = _due(frequency, period), whole.coverage.last
    spoken = max((m for m in (*months[-1:], last) if m is not None), default=None)
    stands_at = period.months()[-1] if frequency is Frequency.EVENT else spoken
    return Total(indicator.code, period, whole, stands_at, counting, provider)


def _due(frequency: Frequency, period: Period) -> tuple[Period, ...]:
    """The months that owe a figure. A whole period too short to hold one (a yearly figure for half a year) owes its
    last: without it, whoever sent nothing would count as zero."""
    due = months_due(frequency, period)
    if due or frequency is Frequency.EVENT or period.months_long != _WHOLE.get(period.kind):
        return due
    return period.months()[-1:]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question to all places: whose figures of which months."""

    indicator: Indicator
    tree: PlaceTree
    reported_by: ReportedBy
    sent: Mapping[str, Mapping[Period, Observation]]
    due: tuple[Period, ...]
    counting: Counting
    members_on: date

    def whole(self, code: str) -> PlaceResult:
        """What all below a place bring together, level by level."""
        if self.reported_by is ReportedBy.PLACE:
            return merge(code, [self._own(code)], self.indicator)
        results = []
        for child in self.tree.children(code):
            if self.tree.children(child):
                results.append(self.whole(child))
            elif self.tree[child].counts_for(self.indicator, self.members_on):
                results.append(self._own(child))
        if self.reported_by is ReportedBy.BOTH:
            results.append(self._own(code, held_above=True))
        return merge(code, results, self.indicator)

    def _own(self, code: str, *, held_above: bool = False) -> PlaceResult:
        sent = self.sent.get(code, {})
        return own_result(code, sent, self.indicator, self.due, self.counting, held_above=held_above)
