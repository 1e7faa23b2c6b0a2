"""Targets of a term: where they stand and what each remaining year still needs (design rule 11)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tiendo.judging.measure import better_for, holds
from tiendo.model.indicator import Direction, Indicator
from tiendo.model.target import Comparator, Condition, Target, TermForm
from tiendo.model.verdict import TermPace


def term_pace(target: Target, years: Mapping[int, Decimal], indicator: Indicator | None = None) -> TermPace:
    """The pace of a term target from the figures of its closed years.

    Args:
        target: with `term_form`, a term as period and one condition whose value is the yearly average, the sum over
            the term, or the level in the last year.
        years: year → figure in the condition's unit; a year without one is absent, and still counts as open.
        indicator: says which way is better where the condition is a plain number.

    AVERAGE: the open years must average (average × years - sum so far) ÷ open years. CUMULATIVE: the rest in equal
    parts. END_LEVEL: equal steps from the latest level over the years after it; once there, the level has to stay.
    "Không quá" is reached only when the term is over: until then what is needed is what is still allowed. Raises ValueError for a target that is not one of a term.
    """
    if target.term_form is None or not target.conditions:
        raise ValueError(f"Target {target.number} has no form of a term target.")
    condition = target.conditions[0]
    promised = condition.value
    all_years = [p.first_year for p in target.period.years()]
    done = tuple((y, years[y]) for y in all_years if y in years)
    open_years = [y for y in all_years if y not in years]
    if target.term_form is TermForm.END_LEVEL:
        return _end_level(condition, done, all_years, indicator)
    so_far = sum((v for _, v in done), Decimal(0))
    if target.term_form is TermForm.AVERAGE:
        achieved = so_far / len(done) if done else None
        rest = promised * len(all_years) - so_far
        final = not open_years
    else:
        achieved = so_far if done else None
        rest = promised - so_far
        final = not open_years or _better(condition, indicator) is Direction.HIGHER  # a sum does not shrink again
    reached = achieved is not None and final and _holds(achieved, condition, indicator)
    if not open_years:
        return TermPace(target.term_form, promised, done, achieved, (), None, reached)
    each = max(rest, Decimal(0)) / len(open_years)
    return TermPace(target.term_form, promised, done, achieved, tuple((y, each) for y in open_years), each, reached)


def _end_level(
    condition: Condition, done: tuple[tuple[int, Decimal], ...], all_years: list[int], indicator: Indicator | None
) -> TermPace:
    """A level in the last year: a gap before the latest figure is history, only the years after it can bring anything."""
    promised = condition.value
    if not done:
        return TermPace(TermForm.END_LEVEL, promised, done, None, (), None, False)
    last_year, achieved = done[-1]
    reached = _holds(achieved, condition, indicator)
    left = [y for y in all_years if y > last_year]
    if not left:
        return TermPace(TermForm.END_LEVEL, promised, done, achieved, (), None, reached)
    step = Decimal(0) if reached else (promised - achieved) / len(left)
    start = promised if reached else achieved
    levels = tuple((y, start + step * n) for n, y in enumerate(left, start=1))
    return TermPace(TermForm.END_LEVEL, promised, done, achieved, levels, step, reached)


def _better(condition: Condition, indicator: Indicator | None) -> Direction:
    if indicator is not None:
        return better_for(condition, indicator)
    falls = condition.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
    return Direction.LOWER if falls else Direction.HIGHER


def _holds(achieved: Decimal, condition: Condition, indicator: Indicator | None) -> bool:
    return holds(achieved, condition, _better(condition, indicator))
