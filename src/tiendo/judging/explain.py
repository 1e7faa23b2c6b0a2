"""Unfold a verdict or a total to what it rests on: every number leads back to its source (design rule 13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tiendo.catalogue.load import Catalogue
from tiendo.model.explanation import Explained
from tiendo.model.indicator import Indicator
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.target import Target
from tiendo.model.total import PlaceResult, Total
from tiendo.model.verdict import Reason, TermPace, Verdict

_Key = tuple[str, Period]  # place and period of a figure
Quotes = Mapping[str, Sequence[str]]
Read = Mapping[tuple[str, str, Period, int], str]  # indicator, place, period, revision of a figure → its sentence


@dataclass(frozen=True, slots=True)
class _Behind:
    """What lies behind the figures of one indicator: all that was sent, by place and period, and the sentences."""

    indicator: Indicator
    sent: Mapping[_Key, Sequence[Observation]]
    read: Read


def explain(
    verdict: Verdict,
    observations: Iterable[Observation],
    catalogue: Catalogue,
    *,
    decision: str = "",
    quoted: Quotes | None = None,
    read: Read | None = None,
    most_places: int | None = None,
) -> Explained:
    """The tree of a verdict: what was promised and where that is written, the rules that gave the word, the total with
    each place, its figures in every revision, and the return that each came with.

    Args:
        observations: all that were judged, old revisions among them.
        decision: the document that gave the target.
        quoted: target id → the sentences that it was read from.
        read: the sentences of report texts that figures were taken from.
        most_places: so many places are unfolded, those with missing figures first; None for all.
    """
    quotes = quoted or {}
    told = list(observations)
    below = [_promised(verdict.target, decision, quotes)]
    if verdict.override:
        below.append(_overridden(verdict))
    if verdict.attainment is not None:
        below.append(Explained(Reason("explained-attainment", {"attainment": verdict.attainment})))
    below += [Explained(reason) for reason in verdict.reasons]
    given = {"decision": decision, "quoted": quotes, "read": read, "most_places": most_places}
    below += [explain(part, told, catalogue, **given) for part in verdict.parts]  # type: ignore[arg-type]
    if verdict.total is not None:
        below.append(explain_total(verdict.total, told, catalogue, read=read, most_places=most_places))
    facts = {"number": verdict.target.number, "word": verdict.said}
    return Explained(Reason("explained-verdict", facts), tuple(below))


def explain_total(
    total: Total,
    observations: Iterable[Observation],
    catalogue: Catalogue,
    *,
    read: Read | None = None,
    most_places: int | None = None,
) -> Explained:
    """The tree of a total: how it is added up, and what each place brings or owes."""
    indicator = catalogue.indicators[total.indicator_code]
    sent: dict[_Key, list[Observation]] = {}
    for o in observations:
        if o.indicator_code == total.indicator_code:
            sent.setdefault((o.place_code, o.period), []).append(o)
    places = sorted(total.places, key=lambda p: not p.missing) if most_places else list(total.places)
    shown = places[:most_places]
    below = [_place(place, _Behind(indicator, sent, read or {})) for place in shown]
    if rest := len(places) - len(shown):
        below.append(Explained(Reason("explained-rest", {"count": rest})))
    facts = {
        "indicator": indicator,
        "period": total.period,
        "level": total.value,
        "numerator": total.numerator,
        "denominator": total.denominator,
        "reported": total.reported,
        "expected": total.expected,
        "vintage": total.vintage,
    }
    return Explained(
        Reason("explained-total" if total.value is not None else "explained-no-total", facts), tuple(below)
    )


def explain_pace(
    target: Target,
    pace: TermPace,
    observations: Iterable[Observation],
    catalogue: Catalogue,
    *,
    decision: str = "",
    quoted: Quotes | None = None,
) -> Explained:
    """The tree of a term target: what was promised, and the figure of each year with its revisions and source.
    `observations`: the yearly figures of its place."""
    indicator = catalogue.indicators[target.indicator_code or ""]
    sent: dict[_Key, list[Observation]] = {}
    for o in observations:
        if (o.indicator_code, o.place_code) == (indicator.code, target.place_code):
            sent.setdefault((o.place_code, o.period), []).append(o)
    behind = _Behind(indicator, sent, {})
    years = [
        max(of_year, key=lambda o: o.revision) for _key, of_year in sorted(sent.items(), key=lambda pair: pair[0][1])
    ]
    below = [_promised(target, decision, quoted or {}), *(_figure(o, behind) for o in years)]
    facts = {"target": target, "indicator": indicator, "level": pace.achieved, "pace": pace}
    return Explained(Reason("explained-pace", facts), tuple(below))


# --- the steps --------------------------------------------------------------------------------------------------------


def _promised(target: Target, decision: str, quoted: Quotes) -> Explained:
    below = [Explained(Reason("explained-quoted", {"quote": quote})) for quote in quoted.get(target.id, ())]
    if base := target.baseline:
        facts = {"baseline": base.value, "as_of": base.as_of, "source": base.source}
        below.append(Explained(Reason("explained-baseline", facts)))
    rule = "explained-promised" if decision else "explained-promised-only"
    return Explained(Reason(rule, {"target": target, "decision": decision}), tuple(below))


def _overridden(verdict: Verdict) -> Explained:
    signed = verdict.override
    assert signed is not None
    facts = {"on": signed.on, "document": signed.document, "reason": signed.reason, "by_rule": verdict.word}
    return Explained(Reason("explained-override", facts))


def _place(place: PlaceResult, behind: _Behind) -> Explained:
    below = [_place(part, behind) for part in place.places]
    below += [_figure(o, behind) for o in place.observations]
    shown = {o.period for o in place.observations}
    owed = () if place.together else place.missing  # of places together each says its own
    below += [_owed(place.place_code, month, behind) for month in owed if month not in shown]
    facts = {
        "place": place.place_code,
        "indicator": behind.indicator,
        "level": place.value,
        "numerator": place.numerator,
        "denominator": place.denominator,
        "held_above": place.held_above,
        "owed": place.coverage.owed,
    }
    return Explained(
        Reason("explained-place" if place.value is not None else "explained-no-value", facts), tuple(below)
    )


def _figure(o: Observation, behind: _Behind) -> Explained:
    """A figure that was used, with its source, what it was restated from, and the others sent for the same period."""
    below = []
    if o.restatement is not None:
        facts = {"day": o.restatement.to, "documents": o.restatement.documents}
        parts = tuple(_sent(part.observation, behind, "explained-figure") for part in o.restatement.parts)
        below.append(Explained(Reason("explained-restated", facts), parts))
    others = [other for other in behind.sent.get((o.place_code, o.period), ()) if other.revision != o.revision]
    below += [_sent(other, behind, "explained-replaced") for other in sorted(others, key=lambda x: -x.revision)]
    return _sent(o, behind, "explained-figure", tuple(below))


def _sent(o: Observation, behind: _Behind, rule: str, below: tuple[Explained, ...] = ()) -> Explained:
    facts = {
        "place": o.place_code,
        "period": o.period,
        "indicator": behind.indicator,
        "figure": o.value,
        "numerator": o.numerator,
        "denominator": o.denominator,
        "reason": o.no_data,
        "vintage": o.vintage,
        "revision": o.revision,
        "named": o.named,
    }
    if o.no_data:
        rule = "explained-no-figure"
    source = [Explained(Reason("explained-source", {"source": o.source}))] if o.source else []
    if quote := behind.read.get((o.indicator_code, o.place_code, o.period, o.revision)):
        source.append(Explained(Reason("explained-quoted", {"quote": quote})))
    return Explained(Reason(rule, facts), (*source, *below))


def _owed(place: str, month: Period, behind: _Behind) -> Explained:
    """A month that is owed: why the place could not give a figure, where it said so, and what it had sent before."""
    if sent := behind.sent.get((place, month)):
        return _figure(max(sent, key=lambda o: o.revision), behind)
    return Explained(Reason("explained-owed", {"period": month}))
