"""A second opinion on roll-up and on the word: slow, obvious, and sharing no code with src.

It takes plain values: a district is a list of reports (place, month, revision, value); a rule is a few words. The laws
(`test_judging.py`) build the same district as records and compare. Missing places are settled by asking what the word
would be if they brought nothing more, and if they brought enormously much: only a word that both agree on is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Report:
    """One figure sent; `value` None says "no data". `status`: a higher one is better, where the best is asked for."""

    place: str
    month: int
    revision: int
    value: Fraction | None
    status: int = 0


@dataclass(frozen=True)
class Rule:
    """What is asked. `sign`: ">=", "<=", ">", "<" or "= 0"; `way`: level, rise or fall from `baseline`, in units."""

    sign: str
    value: Fraction
    flow: bool
    way: str = "level"
    baseline: Fraction = Fraction(0)
    closed: bool = True
    shares: bool = False


@dataclass(frozen=True)
class Added:
    """The roll-up: the sum of what is known, who owes a month, and what each place brings."""

    value: Fraction | None
    missing: frozenset[str]
    known: dict[str, Fraction]


def add_up(reports: list[Report], places: str, months: int, *, flow: bool) -> Added:
    """Month by month, place by place. Every month is due for a flow; only the last one for a level."""
    known: dict[str, Fraction] = {}
    missing = set()
    for place in places:
        for month in range(1, months + 1):
            latest = None
            for report in reports:
                if report.place != place or report.month != month:
                    continue
                if latest is None or report.revision > latest.revision:
                    latest = report
            if latest is None or latest.value is None:
                if flow or month == months:
                    missing.add(place)
            elif flow:
                known[place] = known.get(place, Fraction(0)) + latest.value
            else:
                known[place] = latest.value
    value = None
    for amount in known.values():
        value = amount if value is None else value + amount
    return Added(value, frozenset(missing), known)


def best_flow(reports: list[Report]) -> Fraction | None:
    """A flow by the best status: place by place and month by month the report of the best status, the newest of those."""
    total = None
    for place in {report.place for report in reports}:
        for month in range(1, 13):
            own = [report for report in reports if (report.place, report.month) == (place, month)]
            best = max(own, key=lambda report: (report.status, report.revision), default=None)
            if best is not None and best.value is not None:
                total = best.value if total is None else total + best.value
    return total


def word(reports: list[Report], places: str, months: int, rule: Rule) -> str:
    """The word for a sum over places, at the end of month `months` of twelve."""
    added = add_up(reports, places, months, flow=rule.flow)
    if added.value is None:
        return "no_data"
    if not added.missing:
        return _word_of(added.value, months, rule)
    # Whoever is missing brings nothing more, or no end of it. An old level of a missing place says nothing of today.
    least = Fraction(0)
    for place, amount in added.known.items():
        if rule.flow or place not in added.missing:
            least += amount
    low = _word_of(least, months, rule)
    high = _word_of(least + 10**12, months, rule)
    if low == high:
        return low
    good = ("on_track", "met", "exceeded")
    if low in good and high in good:
        return low  # met for certain, perhaps even exceeded
    return "cannot_judge"


def _word_of(level: Fraction, months: int, rule: Rule) -> str:
    """The word for a complete level."""
    if rule.way == "fall" and rule.flow and not rule.closed:
        # Half a year of a flow is no fall yet: it heads for the level that the fall allows.
        return _capped(level, months, Rule("<=", rule.baseline - rule.value, flow=True, closed=False))
    amount = level
    if rule.way == "rise":
        amount = level - rule.baseline
    if rule.way == "fall":
        amount = rule.baseline - level
    if rule.way == "level" and rule.flow and not rule.closed and rule.sign in ("<=", "<"):
        return _capped(amount, months, rule)
    if rule.sign == ">=":
        done, more = amount >= rule.value, amount > rule.value
    elif rule.sign == ">":
        done, more = amount > rule.value, False
    elif rule.sign == "<=":
        done, more = amount <= rule.value, amount < rule.value
    elif rule.sign == "<":
        done, more = amount < rule.value, False
    else:
        done, more = amount == 0, False
    if rule.closed:
        return "exceeded" if more else "met" if done else "not_met"
    if done:
        return "on_track"
    if rule.sign == "= 0":
        return "off_track"
    start = rule.baseline if rule.way == "level" and not rule.flow else Fraction(0)
    due = start + (rule.value - start) * months / 12
    if rule.sign in (">=", ">"):
        if amount >= due:
            return "on_track"
        gained, wanted = amount - start, due - start
    else:
        if amount <= due:
            return "on_track"
        gained, wanted = start - amount, start - due
    if wanted > 0 and gained * 10 >= wanted * 9:
        return "at_risk"
    return "off_track"


def _capped(amount: Fraction, months: int, rule: Rule) -> str:
    """A cap on what builds up: nothing is reached by being below it early."""
    if amount > rule.value or (rule.sign == "<" and amount == rule.value):
        return "off_track"
    due = rule.value * months / 12
    if due.denominator != 1:
        due = Fraction(due.numerator // due.denominator + 1)  # half a case cannot happen
    return "on_track" if amount <= due else "at_risk"


def mean(values: dict[str, Fraction | None]) -> Fraction | None:
    """Unweighted over the places; None unless every one has reported."""
    total = Fraction(0)
    for value in values.values():
        if value is None:
            return None
        total += value
    return total / len(values) if values else None


def ratio(parts: dict[str, tuple[Fraction, Fraction] | None]) -> Fraction | None:
    """Per cent: all numerators over all denominators; None unless every place has reported and something divides."""
    top, bottom = Fraction(0), Fraction(0)
    for pair in parts.values():
        if pair is None:
            return None
        top += pair[0]
        bottom += pair[1]
    return top * 100 / bottom if bottom else None
