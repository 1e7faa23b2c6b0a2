"""Targets of a term: where they stand and what each remaining year still needs (design rule 11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import prod

from tiendo.judging.measure import better_for, edge, holds
from tiendo.model.indicator import Direction, Indicator
from tiendo.model.target import Comparator, Condition, Target, TermForm
from tiendo.model.verdict import TermPace


def term_pace(target: Target, years: Mapping[int, Decimal], indicator: Indicator | None = None) -> TermPace:
    """The pace of a term target from the figures of its closed years.

    Args:
        target: with `term_form`, a term as period and one condition whose value is the yearly average, the sum over
            the term, or the level in the last year.
        years: year → figure in the condition's unit; a year without one is absent, not zero.
        indicator: says which way is better where the condition is a plain number.

    AVERAGE: the years without a figure must average (average × years - sum so far) ÷ their number; rates of growth are
    multiplied instead of added, as the average growth of several years is counted. CUMULATIVE: the rest in equal parts.
    END_LEVEL: equal steps from the latest level over the years after it; once there, the level has to stay.
    A year before the latest figure that has none is a gap: it is over, so nothing is asked of it any more, and it is
    taken to have brought its equal part until its figure comes in. "Không quá" is reached only when the term is over:
    until then what is needed is what is still allowed. Raises ValueError for a target that is not one of a term.
    """
    if target.term_form is None or not target.conditions:
        raise ValueError(f"Target {target.number} has no form of a term target.")
    condition = target.conditions[0]
    promised = condition.value
    all_years = [p.first_year for p in target.period.years()]
    done = tuple((y, years[y]) for y in all_years if y in years)
    absent = [y for y in all_years if y not in years]
    open_years = [y for y in absent if not done or y > done[-1][0]]
    gaps = tuple(y for y in absent if y not in open_years)
    if target.term_form is TermForm.END_LEVEL:
        return replace(_end_level(condition, done, all_years, indicator), gaps=gaps)
    values = [v for _, v in done]
    growth = indicator is not None and indicator.is_growth
    if target.term_form is TermForm.AVERAGE:
        mean = _mean_growth if growth else _mean
        achieved = mean(values) if done else None
        each = (_growth_left if growth else _mean_left)(promised, values, len(all_years))
        final = not absent
    else:
        achieved = sum(values, Decimal(0)) if done else None
        each = max(promised - sum(values, Decimal(0)), Decimal(0)) / len(absent) if absent else None
        final = not absent or _better(condition, indicator) is Direction.HIGHER  # a sum does not shrink again
    reached = achieved is not None and final and _holds(achieved, condition, indicator)
    if not open_years or each is None:
        return TermPace(target.term_form, promised, done, achieved, (), None, reached, gaps)
    needed = tuple((y, each) for y in open_years)
    return TermPace(target.term_form, promised, done, achieved, needed, each, reached, gaps)


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def _mean_left(average: Decimal, values: Sequence[Decimal], years: int) -> Decimal | None:
    """What each year without a figure must bring for the average; None when all have one."""
    left = years - len(values)
    return max(average * years - sum(values, Decimal(0)), Decimal(0)) / left if left else None


def _mean_growth(values: Sequence[Decimal]) -> Decimal:
    """6.2 %, 8.9 % and 8.1 % on top of each other are as much as three times 7.73 %."""
    return _root(prod((1 + v / 100 for v in values), start=Decimal(1)), len(values))


def _growth_left(average: Decimal, values: Sequence[Decimal], years: int) -> Decimal | None:
    left = years - len(values)
    if not left:
        return None
    wanted = (1 + average / 100) ** years / prod((1 + v / 100 for v in values), start=Decimal(1))
    return max(_root(wanted, left), Decimal(0))


def _root(factor: Decimal, years: int) -> Decimal:
    """The growth in per cent that makes the factor in so many years. A root has no last digit: ten decimals, so that five
    times 8.5 % is 8.5 % and not a hair less."""
    return round(((factor ** (Decimal(1) / years)) - 1) * 100, 10).normalize()


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
    goal = edge(condition, _better(condition, indicator))
    step = Decimal(0) if reached else (goal - achieved) / len(left)
    start = goal if reached else achieved
    levels = tuple((y, start + step * n) for n, y in enumerate(left, start=1))
    return TermPace(TermForm.END_LEVEL, promised, done, achieved, levels, step, reached)


def _better(condition: Condition, indicator: Indicator | None) -> Direction:
    if indicator is not None:
        return better_for(condition, indicator)
    falls = condition.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
    return Direction.LOWER if falls else Direction.HIGHER


def _holds(achieved: Decimal, condition: Condition, indicator: Indicator | None) -> bool:
    return holds(achieved, condition, _better(condition, indicator))
