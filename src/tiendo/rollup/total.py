"""The one roll-up: places and months of one indicator to one total (design rules 1, 2, 5, 6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from tiendo.model.indicator import Frequency, Indicator, OverPlaces, OverTime
from tiendo.model.observation import Counting, Observation, Provider
from tiendo.model.period import Period, PeriodKind
from tiendo.model.place import PlaceTree
from tiendo.model.target import ReportedBy
from tiendo.model.total import PlaceResult, Total
from tiendo.rollup.counted import counted, definition_of, has_figure, last_month, latest, to_add_up
from tiendo.rollup.due import months_due

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
    newest = counted(observations, indicator, period, counting, provider)
    often = frequency or indicator.frequency
    due = _due(often, period)
    members = () if reported_by is ReportedBy.PLACE else tree.members(indicator, place_code, members_on)
    if indicator.over_places is OverPlaces.NONE and reported_by is not ReportedBy.PLACE:
        raise ValueError(f"{indicator.code} is not rolled up: one office must report it for the whole place.")
    places = [_place_result(code, newest, indicator, due, counting) for code in members]
    if reported_by is ReportedBy.PLACE:
        places.append(_place_result(place_code, newest, indicator, due, counting))
    elif reported_by is ReportedBy.BOTH:
        places += [
            _place_result(code, newest, indicator, due, counting, held_above=True) for code in tree.holders(place_code)
        ]
    used = [o for p in places for o in p.observations]
    definitions = tuple(dict.fromkeys(e for o in used if (e := definition_of(o, indicator))))
    value, numerator, denominator = (None, None, None) if len(definitions) > 1 else _over_places(places, indicator)
    return Total(
        indicator_code=indicator.code,
        place_code=place_code,
        period=period,
        value=value,
        numerator=numerator,
        denominator=denominator,
        expected=sum(1 for p in places if not p.held_above),
        places=tuple(places),
        named=tuple(dict.fromkeys(name for o in used if o.value != 0 for name in o.named)),  # a 0 counts nobody
        vintage=min((o.vintage for o in used), default=None),
        sample=any(o.sample for o in used),
        stands_at=period.months()[-1] if often is Frequency.EVENT else _stands_at(places, due),
        counting=counting,
        provider=provider,
        definitions=tuple(sorted(definitions)),
    )


def _due(frequency: Frequency, period: Period) -> tuple[Period, ...]:
    """The months that owe a figure. A whole period too short to hold one (a yearly figure for half a year) owes its
    last: without it, whoever sent nothing would count as zero."""
    due = months_due(frequency, period)
    if due or frequency is Frequency.EVENT or period.months_long != _WHOLE.get(period.kind):
        return due
    return period.months()[-1:]


def _stands_at(places: list[PlaceResult], due: tuple[Period, ...]) -> Period | None:
    """The month that all figures together speak for (see Total)."""
    last = [last_month(p.observations[-1].period) if p.observations else None for p in places]
    sent = [m for m in last if m is not None]
    everybody = min(sent) if sent and len(sent) == len(places) else None
    return max((m for m in (*due[-1:], everybody) if m is not None), default=None)


def _place_result(
    code: str,
    newest: dict[str, dict[Period, Observation]],
    indicator: Indicator,
    due: tuple[Period, ...],
    counting: Counting,
    *,
    held_above: bool = False,
) -> PlaceResult:
    """One place over time."""
    sent = newest.get(code, {})
    with_figure = sorted((o for o in sent.values() if has_figure(o)), key=lambda o: (last_month(o.period), o.period))
    if indicator.over_time is OverTime.SUM:
        covered = {
            month for o in with_figure if not o.incomplete for month in o.period.months()
        }  # a quarter's figure covers its months
        missing = tuple(m for m in due if m not in covered)
        used = to_add_up(with_figure, counting)
        value = _sum(o.value for o in used)
        numerator, denominator = _sum(o.numerator for o in used), _sum(o.denominator for o in used)
    else:
        last_due = due[-1:]
        last = latest(with_figure, counting)
        used = [last] if last else []
        fresh = used and not used[0].incomplete and (not last_due or last_month(used[0].period) >= last_due[0])
        missing = () if fresh else last_due
        value, numerator, denominator = (
            (used[0].value, used[0].numerator, used[0].denominator) if used else (None, None, None)
        )
    if len({definition_of(o, indicator) for o in used} - {""}) > 1:
        value, numerator, denominator = None, None, None
    if value is None and numerator is not None and denominator:
        value = _ratio(numerator, denominator, indicator)
    return PlaceResult(
        place_code=code,
        value=value,
        numerator=numerator,
        denominator=denominator,
        missing=missing,
        observations=tuple(used),
        held_above=held_above,
    )


def _over_places(
    places: list[PlaceResult], indicator: Indicator
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value, numerator and denominator of the parent. Every rule is a pair that adds up."""
    known = [p for p in places if p.value is not None]  # 0 of 0 has no value and adds nothing
    values = [p.value for p in places if p.value is not None]
    if not known:
        return None, None, None
    match indicator.over_places:
        case OverPlaces.SUM:
            return sum(values, Decimal(0)), None, None
        case OverPlaces.RATIO_OF_SUMS | OverPlaces.WEIGHTED_MEAN if all(p.denominator is not None for p in known):
            numerator = _sum(p.numerator for p in known)
            denominator = _sum(p.denominator for p in known)
            value = _ratio(numerator, denominator, indicator) if numerator is not None and denominator else None
            return value, numerator, denominator
        case OverPlaces.RATIO_OF_SUMS | OverPlaces.WEIGHTED_MEAN if len(places) == 1:
            return values[0], None, None  # one office gives the rate itself
        case OverPlaces.RATIO_OF_SUMS | OverPlaces.WEIGHTED_MEAN:
            return None, None, None  # percentages without their parts have no sum (design rule 5)
        case OverPlaces.MEAN:
            total, count = sum(values, Decimal(0)), Decimal(len(values))
            return total / count, total, count
        case OverPlaces.ALL_TRUE:
            failing = Decimal(sum(1 for v in values if v > 0))
            return failing, failing, Decimal(len(values))
        case OverPlaces.COUNT_TRUE:
            holding = Decimal(sum(1 for v in values if v > 0))
            return holding, holding, Decimal(len(values))
        case OverPlaces.NONE:
            return values[-1], None, None


def _ratio(numerator: Decimal, denominator: Decimal, indicator: Indicator) -> Decimal:
    return numerator * indicator.per / denominator


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is there; None, not 0, when nothing is."""
    known = [v for v in values if v is not None]
    return sum(known, Decimal(0)) if known else None
