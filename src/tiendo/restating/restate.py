"""The one restating: figures of any day on the places of one day.

Forward, each stored figure is parted by the shares of its place and the parts are added up in the new places. Back, a
former place is said only where the places of the figure's day are its parts and nothing else; a merged figure is never
parted by a guess. Restating a figure that was restated begins again from what was stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from tiendo.model.indicator import Indicator
from tiendo.model.observation import Observation, Provider
from tiendo.model.period import Clock, Period
from tiendo.model.place import Place
from tiendo.model.place_history import PlaceHistory
from tiendo.model.problem import Problem
from tiendo.model.restatement import Part, Restated, Restatement
from tiendo.restating.journey import Journey, Lead
from tiendo.restating.parting import part
from tiendo.restating.rules import PARTED, work_out

_Sent = Mapping[str, Observation]  # place code → the newest figure of one indicator and period


def own_day(period: Period) -> date:
    """The day whose places a figure of the period is told of: its last."""
    return Clock.CALENDAR.days(period)[1]


def stored(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """The figures as they were sent that stand behind these, each once, in the order met."""
    found: dict[int, Observation] = {}
    for o in observations:
        for one in (p.observation for p in o.restatement.parts) if o.restatement else (o,):
            found.setdefault(id(one), one)
    return tuple(found.values())


def restate(
    observations: Iterable[Observation], *, history: PlaceHistory, indicators: Mapping[str, Indicator], to: date
) -> Restated:
    """Every figure on the places of the day `to`; the newest revision of each place and period counts.

    The figure of a place that did not change stands as it was sent; the others carry their Restatement. Problems, one
    for each place and indicator: its place is not known on the figure's own day, it ended and nothing says where it
    went, it cannot be told apart again, or figures of its kind cannot be said for the new place (`rules.work_out`).
    """
    journeys: dict[int, Journey] = {}
    made: list[Observation] = []
    problems: dict[tuple[object, ...], Problem] = {}
    for (code, period, _), sent in sorted(newest(observations).items()):
        day = own_day(period)
        journey = journeys.setdefault(history.era(day), Journey(history, day, to))
        for found in _one_period(indicators[code], sent, journey, on=day, to=to):
            if isinstance(found, Observation):
                made.append(found)
            else:
                problems.setdefault((found.rule, found.facts["place"], code), found)
    return Restated(tuple(made), tuple(problems.values()))


def newest(observations: Iterable[Observation]) -> dict[tuple[str, Period, Provider], dict[str, Observation]]:
    """Indicator, period and provider → place → the newest revision of the figure, as it was stored. Two providers give
    two answers, never added up."""
    groups: dict[tuple[str, Period, Provider], dict[str, Observation]] = {}
    for o in stored(observations):
        places = groups.setdefault((o.indicator_code, o.period, o.provider), {})
        if o.place_code not in places or places[o.place_code].revision < o.revision:
            places[o.place_code] = o
    return groups


def _one_period(
    indicator: Indicator, sent: _Sent, journey: Journey, *, on: date, to: date
) -> Iterator[Observation | Problem]:
    """One indicator in one period: what stays, what is restated, and what cannot be."""
    brought: dict[str, list[Part]] = {}
    for code, observation in sorted(sent.items()):
        lead = journey.lead(code)
        if lead.rule or lead.place is None:
            yield _problem(lead.rule, lead.place or code, indicator, others=lead.others, day=to, own_day=on)
        elif journey.stays(code):
            yield observation
        else:
            for target, its_part in _parts(indicator, observation, lead, lead.place):
                if lead.place in _members(indicator, journey, target, on):
                    brought.setdefault(target, []).append(its_part)
    for code, parts in brought.items():
        yield _restated(indicator, code, parts, journey, on=on, to=to)


def _members(indicator: Indicator, journey: Journey, code: str, on: date) -> tuple[Place, ...]:
    """The places whose figures make that of the place `code`: those of the indicator's population; of a place that only
    got another name or kind, itself."""
    sources = journey.sources(code)
    return sources if journey.alone(code) else tuple(s for s in sources if s.counts_for(indicator, on))


def _restated(
    indicator: Indicator, code: str, parts: list[Part], journey: Journey, *, on: date, to: date
) -> Observation | Problem:
    """The figure that the parts make for a place of the other day, or why there is none."""
    members = _members(indicator, journey, code, on)
    whole = all(journey.lead(source.code).ways[code].share == 1 for source in members)
    known = [p for p in parts if _has_figure(p.observation)]
    worked = work_out(indicator, known, alone=journey.alone(code), whole=whole)
    if worked.problem:
        place = journey.arrives(code) or code
        return _problem(worked.problem, place, indicator, others=tuple(p.place for p in parts), day=to, own_day=on)
    behind, sent_by = [p.observation for p in parts], {p.place for p in known}
    missing = tuple(source for source in members if source not in sent_by)
    return Observation(
        indicator_code=indicator.code,
        place_code=code,
        period=behind[0].period,
        value=worked.value,
        numerator=worked.numerator,
        denominator=worked.denominator,
        no_data="" if known else "; ".join(dict.fromkeys(o.no_data for o in behind if o.no_data)),
        vintage=min(o.vintage for o in behind),
        revision=max(o.revision for o in behind),
        provider=behind[0].provider,
        definition=behind[0].definition,
        named=tuple(dict.fromkeys(n for p in parts if p.share == 1 for n in p.observation.named)),
        source="; ".join(dict.fromkeys(o.source for o in behind if o.source)),
        sample=any(o.sample for o in behind),
        restatement=Restatement(to, tuple(parts), journey.changes(code), missing),
    )


def _parts(indicator: Indicator, observation: Observation, lead: Lead, place: Place) -> Iterator[tuple[str, Part]]:
    """What one figure brings to each place that it goes to. Only what adds up can be parted."""
    shares = [way.share for way in lead.ways.values()]

    def each(amount: Decimal | None) -> tuple[Decimal | None, ...]:
        if amount is None or (len(shares) > 1 and indicator.over_places not in PARTED):
            return (None,) * len(shares)
        return part(amount, shares)

    values, numerators, denominators = (
        each(amount) for amount in (observation.value, observation.numerator, observation.denominator)
    )
    for n, (code, way) in enumerate(lead.ways.items()):
        yield code, Part(observation, place, way.share, way.bases, values[n], numerators[n], denominators[n])


def _has_figure(o: Observation) -> bool:
    return o.value is not None or (o.numerator is not None and o.denominator is not None)


def _problem(
    rule: str, place: Place | str, indicator: Indicator, *, others: tuple[Place, ...], day: date, own_day: date
) -> Problem:
    return Problem(rule, {"place": place, "indicator": indicator, "others": others, "day": day, "own_day": own_day})
