"""The word said of a target, and the rule that gave it (design rules 3, 4, 9, 12; domain.md sections 1, 2.1, 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from tiendo.catalogue.load import Catalogue
from tiendo.judging.definitions import break_at_baseline, break_in_figures
from tiendo.judging.measure import Measure, attainment, edge, exceeds, holds, level_of_change, measure
from tiendo.judging.named import same_thing
from tiendo.judging.trajectory import path
from tiendo.model.indicator import Direction, Indicator, OverPlaces, OverTime
from tiendo.model.period import Period
from tiendo.model.target import Baseline, Change, Comparator, Condition, Milestone, Target
from tiendo.model.total import Total
from tiendo.model.verdict import Override, Reason, Verdict, VerdictWord

AT_RISK_FROM = Decimal("0.9")  # share of what is due from which a target is "at risk" and not yet "off track"

_HAIR = Decimal("1e-24")  # Decimal keeps 28 digits

_ORDER = {word: n for n, word in enumerate(VerdictWord)}
_GOOD = frozenset({VerdictWord.ON_TRACK, VerdictWord.MET, VerdictWord.EXCEEDED})
_BAD = frozenset({VerdictWord.OFF_TRACK, VerdictWord.NOT_MET})


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one condition gives."""

    word: VerdictWord
    reason: Reason
    attainment: Decimal | None = None
    actual: Decimal | None = None
    due: Decimal | None = None
    path: tuple[Milestone, ...] = ()


def judge(
    target: Target,
    totals: Mapping[str, Sequence[Total]],
    *,
    catalogue: Catalogue,
    today: date,
    overrides: Mapping[str, Override] | None = None,
) -> Verdict:
    """Judge a target as of `today`.

    Args:
        totals: for the id of the target, or of each part, its totals month by month up to the month looked at; the
            last one is judged, the earlier ones serve "keep as it is" conditions. Empty where there is no data.

    All conditions must hold; of a compound target all parts must, and the worst part decides. Before the period has
    closed the word comes from the trajectory at the month that the figures speak for (on track, at risk from 90 % of
    what is due, off track below); after it, from the condition itself. Missing places never make a total small: where
    they could change the word, the verdict is "cannot judge" and names them.
    """
    closed = target.clock.days(target.period)[1] < today
    override = (overrides or {}).get(target.id)
    if target.sub_rows:
        common: dict[str, Any] = {"catalogue": catalogue, "today": today, "overrides": overrides}
        alone = judge(replace(target, sub_rows=()), totals, **common)
        return replace(alone, target=target, sub_rows=tuple(judge(r, totals, **common) for r in target.sub_rows))
    if target.is_compound:
        parts = tuple(judge(p, totals, catalogue=catalogue, today=today, overrides=overrides) for p in target.parts)
        word = min((p.said for p in parts), key=_ORDER.__getitem__)
        deciding = tuple(p.target.number for p in parts if p.said is word)
        if word is VerdictWord.NO_DATA and len(deciding) < len(parts):
            word = VerdictWord.CANNOT_JUDGE  # something is known of it, only not of every part
        known = [p.attainment for p in parts if p.target.number in deciding and p.attainment is not None]
        signed = tuple(
            Reason("part-overridden", {"number": p.target.number, "signer": p.override.signer, "by_rule": p.word})
            for p in parts
            if p.override
        )
        return Verdict(
            target=target,
            word=word,
            today=today,
            closed=closed,
            reasons=(Reason("compound", {"parts": len(parts), "deciding": deciding}), *signed),
            attainment=min(known, default=None),
            through=max((p.through for p in parts if p.through), default=None),
            parts=parts,
            override=override,
        )
    indicator = catalogue.indicators[target.indicator_code or ""]
    series = totals.get(target.id, ())
    if not series or series[-1].vintage is None:
        return Verdict(target, VerdictWord.NO_DATA, today, closed, (Reason("no-figures"),), override=override)
    total = series[-1]
    if broken := break_in_figures(target, total, indicator):
        through = total.period.months()[-1]
        return Verdict(
            target, VerdictWord.CANNOT_JUDGE, today, closed, (broken,), through=through, total=total, override=override
        )
    outcomes = [_judge_condition(target, c, series, indicator, catalogue, closed=closed) for c in target.conditions]
    if target.subject:
        outcomes.append(_judge_subject(target, total, outcomes[0], closed=closed))
    first = outcomes[0]
    word = min((o.word for o in outcomes), key=_ORDER.__getitem__)
    return Verdict(
        target=target,
        word=word,
        today=today,
        closed=closed,
        reasons=tuple(o.reason for o in outcomes),
        attainment=min((o.attainment for o in outcomes if o.word is word and o.attainment is not None), default=None),
        actual=first.actual,
        due=first.due,
        through=total.period.months()[-1],
        total=total,
        path=first.path,
        override=override,
    )


def _judge_condition(
    target: Target,
    condition: Condition,
    series: Sequence[Total],
    indicator: Indicator,
    catalogue: Catalogue,
    *,
    closed: bool,
) -> _Outcome:
    if broken := break_at_baseline(target, indicator):
        unlinked = replace(target, baseline=None)
        outcome = _judge_condition(unlinked, condition, series, indicator, catalogue, closed=closed)
        needed = outcome.reason.rule in {"baseline-missing", "needs-path"}
        return replace(outcome, reason=broken) if needed else outcome
    if not closed and indicator.over_time is OverTime.SUM and condition.change is not Change.NONE and target.baseline:
        # Half a year of a flow is no change against a whole year: what counts is the level that it is heading for.
        level = level_of_change(condition, target.baseline, indicator, catalogue)
        if level is not None:
            outcome = _judge_as_it_stands(target, level, series, indicator, catalogue, closed=closed)
            return _said_as_change(outcome, condition, target.baseline, indicator, catalogue)
    return _judge_as_it_stands(target, condition, series, indicator, catalogue, closed=closed)


def _said_as_change(
    outcome: _Outcome, condition: Condition, baseline: Baseline, indicator: Indicator, catalogue: Catalogue
) -> _Outcome:
    """The outcome of a level with its amounts in the unit of the change that was promised."""

    def change(level: Decimal) -> Decimal:
        measured = measure(level, condition, baseline, indicator, catalogue)
        return measured.actual if isinstance(measured, Measure) else level

    return replace(
        outcome,
        actual=None if outcome.actual is None else change(outcome.actual),
        due=None if outcome.due is None else change(outcome.due),
        path=tuple(Milestone(m.month, change(m.value)) for m in outcome.path),
    )


def _judge_as_it_stands(
    target: Target,
    condition: Condition,
    series: Sequence[Total],
    indicator: Indicator,
    catalogue: Catalogue,
    *,
    closed: bool,
) -> _Outcome:
    total = series[-1]
    if total.value is None:
        return _Outcome(VerdictWord.CANNOT_JUDGE, Reason("parts-missing", {"weight": indicator.weight}))
    measured = measure(total.value, condition, target.baseline, indicator, catalogue)
    if isinstance(measured, Reason):
        return _Outcome(VerdictWord.CANNOT_JUDGE, measured)
    outcome = _word_of(target, condition, measured, total, indicator, closed=closed)
    # A flow is no level that could be kept: it builds up to what is promised.
    kept = condition.keep and not measured.grows
    if kept and (broken := _first_broken(target, condition, series, indicator, catalogue)):
        word = VerdictWord.NOT_MET if closed else VerdictWord.OFF_TRACK
        facts = {"month": broken.period.months()[-1], "promised": condition.value, "unit": condition.unit}
        return replace(outcome, word=word, reason=Reason("keep-broken", facts))  # whoever is missing since
    if kept and outcome.reason.rule == "reached-early":
        outcome = replace(outcome, reason=Reason("kept", outcome.reason.facts))  # nothing is reached before the end
    if total.complete and total.stands_at is not None:
        return outcome
    return _with_missing(outcome, target, condition, measured, total, indicator, catalogue, closed=closed)


def _word_of(
    target: Target, condition: Condition, measured: Measure, total: Total, indicator: Indicator, *, closed: bool
) -> _Outcome:
    """The word for a measure taken as complete."""
    facts = _facts(measured, condition)
    ratio = attainment(measured, condition)
    through = total.stands_at or total.period.months()[-1]
    done = holds(measured.actual, condition, measured.better)
    if not done and ratio is not None and ratio >= 1:
        ratio = None  # just 94 where "trên 94" was promised: 100 % beside "not met" would be read as met
    is_flow = indicator.over_time is OverTime.SUM
    capped = measured.better is Direction.LOWER or (measured.better is Direction.EXACT and condition.value > 0)
    if measured.grows and capped and not closed:
        return _under_cap(target, condition, measured, facts, through, ratio, whole=is_flow and indicator.decimals == 0)
    if measured.better is Direction.EXACT:
        if indicator.over_places is OverPlaces.ALL_TRUE:
            failing = tuple(p.place_code for p in total.places if p.value is not None and p.value > 0)
            facts |= {"failing": failing, "failing_count": total.value, "members": Decimal(total.expected)}
        word, rule = _exact_word(done, closed=closed)
        return _Outcome(word, Reason(rule, facts), ratio, measured.actual)
    goal = edge(condition, measured.better)
    line = path(target, condition, measured.start, whole=is_flow and indicator.decimals == 0, goal=goal)
    points = line or ()
    if closed:
        if not done:
            return _Outcome(VerdictWord.NOT_MET, Reason("not-met", facts), ratio, measured.actual, None, points)
        more = exceeds(measured.actual, condition, measured.better)
        word = VerdictWord.EXCEEDED if more else VerdictWord.MET
        return _Outcome(word, Reason(word.value, facts), ratio, measured.actual, None, points)
    if done:
        return _Outcome(VerdictWord.ON_TRACK, Reason("reached-early", facts), ratio, measured.actual, None, points)
    due = next((m.value for m in points if m.month == through), None)
    if due is None:
        return _Outcome(VerdictWord.CANNOT_JUDGE, Reason("needs-path", facts), ratio, measured.actual)
    facts |= {"due": due, "month": through}
    if is_flow and due == 0:
        return _Outcome(VerdictWord.CANNOT_JUDGE, Reason("not-due-yet", facts), ratio, measured.actual, due, points)
    word = _pace_word(measured, due)
    return _Outcome(word, Reason(word.value.replace("_", "-"), facts), ratio, measured.actual, due, points)


def _facts(measured: Measure, condition: Condition) -> dict[str, object]:
    """What a sentence about the measure needs; "trên 94 %" is said with its comparator, or 94 would fall short of 94."""
    promised: dict[str, object] = {"promised": condition.value, "condition": condition}
    return {"actual": measured.actual, **promised, "unit": condition.unit}


def _under_cap(
    target: Target,
    condition: Condition,
    measured: Measure,
    facts: dict[str, object],
    through: Period,
    ratio: Decimal | None,
    *,
    whole: bool,
) -> _Outcome:
    """What builds up towards a cap ("không quá 20 vụ") has reached nothing by being below it in June: it is on track
    within the trajectory, at risk between that and the cap, and past the cap it does not come back."""
    most = edge(condition, measured.better)
    points = path(target, condition, measured.start, whole=False, goal=most) or ()
    due = next((m.value for m in points if m.month == through), most)
    if whole:
        due = due.to_integral_value(ROUND_CEILING)  # half a case cannot happen
    passed = measured.actual >= most if condition.comparator is Comparator.LESS_THAN else measured.actual > most
    if passed:
        word, rule = VerdictWord.OFF_TRACK, "cap-passed"
    elif measured.actual <= due:
        word, rule = VerdictWord.ON_TRACK, "cap-kept"
    else:
        word, rule = VerdictWord.AT_RISK, "cap-near"
    reason = Reason(rule, {**facts, "due": due, "month": through})
    return _Outcome(word, reason, ratio, measured.actual, due, points)


def _pace_word(measured: Measure, due: Decimal) -> VerdictWord:
    """Achieved over due, counted from the start where there is one, so that a falling level is judged on its fall."""
    if measured.better is Direction.HIGHER:
        ahead, base = _at_least(measured.actual, due), Decimal(0)
        # A level that started high is judged on what it gained: 92 -> 93 of 94 is half, not 99 %.
        if measured.start is not None:
            base = measured.start
        gained, wanted = measured.actual - base, due - base
    else:
        ahead = _at_least(due, measured.actual)
        base = measured.start if measured.start is not None else due
        gained, wanted = base - measured.actual, base - due
    if ahead:
        return VerdictWord.ON_TRACK
    if wanted > 0 and _at_least(gained, wanted * AT_RISK_FROM):
        return VerdictWord.AT_RISK
    return VerdictWord.OFF_TRACK


def _at_least(one: Decimal, other: Decimal) -> bool:
    """Whether one is no less than the other. What is due may be a third of something, which has no last digit: 15 of a
    January's 16,666… is 90 % of it, and not a hair less."""
    return one >= other or other - one <= abs(other) * _HAIR


def _exact_word(done: bool, *, closed: bool) -> tuple[VerdictWord, str]:
    if closed:
        return (VerdictWord.MET, "met-exact") if done else (VerdictWord.NOT_MET, "not-met-exact")
    return (VerdictWord.ON_TRACK, "holds") if done else (VerdictWord.OFF_TRACK, "fails")


def _judge_subject(target: Target, total: Total, counted: _Outcome, *, closed: bool) -> _Outcome:
    """The named thing must be among what was counted; another one meets the number, not the promise."""
    facts = {"subject": target.subject, "named": total.named}
    if any(same_thing(target.subject or "", name) for name in total.named):
        word = VerdictWord.MET if closed else VerdictWord.ON_TRACK
        # Never better than the count itself.
        word = counted.word if counted.word is VerdictWord.EXCEEDED else word
        return _Outcome(word, Reason("named-done", facts))
    number_is_there = counted.word in _GOOD and (counted.attainment is None or counted.attainment >= 1)
    if (closed or number_is_there) and not total.complete:  # it may be among what is still missing
        return _Outcome(VerdictWord.CANNOT_JUDGE, Reason("missing-places", facts | {"missing": total.owing}))
    if closed:
        return _Outcome(VerdictWord.NOT_MET, Reason("named-missing", facts))
    if number_is_there:
        return _Outcome(VerdictWord.AT_RISK, Reason("named-other", facts))
    return _Outcome(counted.word, Reason("named-not-yet", facts))


def _first_broken(
    target: Target, condition: Condition, series: Sequence[Total], indicator: Indicator, catalogue: Catalogue
) -> Total | None:
    """The first check date at which a "keep as it is" condition did not hold."""
    for total in series:
        if (
            total.value is None
            or not total.complete
            or total.stands_at is None
            or total.definitions != series[-1].definitions
        ):
            continue
        measured = measure(total.value, condition, target.baseline, indicator, catalogue)
        if isinstance(measured, Measure) and not holds(measured.actual, condition, measured.better):
            return total
    return None


def _with_missing(
    outcome: _Outcome,
    target: Target,
    condition: Condition,
    measured: Measure,
    total: Total,
    indicator: Indicator,
    catalogue: Catalogue,
    *,
    closed: bool,
) -> _Outcome:
    """The same word when missing places cannot change it, else "cannot judge", naming them.

    What adds up can only grow when they report. Where more is better, a partial sum that suffices, suffices (it may
    still turn from met to exceeded); where more is worse (a cap, "không còn", a fall that was promised), one that is
    too much already, stays so. A flow below what is due is tried once more with the missing places given what was due
    of their shares, or their own pace so far: when even that leaves the word as it is, the word stands.
    """
    facts = dict(outcome.reason.facts) | {"missing": total.owing}
    known = _known_for_certain(total)
    if known is not None and known.value is not None:
        least = measure(known.value, condition, target.baseline, indicator, catalogue)
        if isinstance(least, Measure):
            sure = _word_of(target, condition, least, known, indicator, closed=closed)
            if sure.word in _GOOD and _more_is_better(condition, measured):
                reason = Reason("partial-enough", sure.reason.facts | {"missing": facts["missing"]})  # type: ignore[operator]
                return replace(sure, reason=reason) if not total.complete else sure
            if sure.word in _BAD and _more_is_worse(condition, least):
                return sure
    is_flow = indicator.over_time is OverTime.SUM and known is not None
    so_far = is_flow and _more_is_better(
        condition, measured
    )  # then a partial attainment is a least one, else it is none
    if so_far and outcome.word in {VerdictWord.OFF_TRACK, VerdictWord.AT_RISK} and outcome.due is not None:
        topped_up = _topped_up(target, condition, measured, total, outcome.due)
        if topped_up is not None and total.stands_at is not None:
            again = _word_of(target, condition, topped_up, total, indicator, closed=closed)
            if again.word is outcome.word:
                return replace(outcome, reason=Reason("same-with-shares", facts | {"topped_up": topped_up.actual}))
    if not so_far:
        outcome = replace(outcome, attainment=None, actual=None)
    if outcome.word is VerdictWord.CANNOT_JUDGE:
        return outcome
    rule = "no-report-due" if total.complete else "missing-places"
    return replace(outcome, word=VerdictWord.CANNOT_JUDGE, reason=Reason(rule, facts))


def _known_for_certain(total: Total) -> Total | None:
    """The total that can only grow when the missing places report; None where it may also shrink (means, ratios, what
    goes below zero)."""
    if total.whole.certain is None:
        return None
    kept = tuple(replace(p, value=p.certain) for p in total.places if p.certain)
    return replace(total, whole=replace(total.whole, value=total.whole.certain, places=kept))


def _more_is_better(condition: Condition, measured: Measure) -> bool:
    """Of the level, not of the change: a fall is the better the smaller the level."""
    wanted = Direction.LOWER if condition.change is Change.DECREASE else Direction.HIGHER
    return measured.better is wanted


def _more_is_worse(condition: Condition, least: Measure) -> bool:
    """An exact condition that fails from below may still be fulfilled; one that is passed may not."""
    if least.better is Direction.EXACT:
        return least.actual > edge(condition, Direction.EXACT)
    return not _more_is_better(condition, least)


def _topped_up(target: Target, condition: Condition, measured: Measure, total: Total, due: Decimal) -> Measure | None:
    """The measure as if each missing place had brought what was due of its share, or gone on at its own pace where that
    is more; None when a share is not known."""
    shares = {s.place_code: s.value for s in target.shares}
    if condition != target.shared_condition or condition.value == 0:
        return None  # the shares are parts of another condition
    if total.value is None or any(p.place_code not in shares for p in total.missing):
        return None
    more = Decimal(0)
    for place in total.missing:
        expected = shares[place.place_code] * due / condition.value
        # What the place did report is in the indicator's unit; the measure is the same number in the condition's.
        brought = (place.value or Decimal(0)) * (measured.actual / total.value if total.value else Decimal(1))
        pace = brought / place.coverage.figures if place.coverage.figures else Decimal(0)
        more += max(expected - brought, pace * place.coverage.owed)
    return replace(measured, actual=measured.actual + more)
