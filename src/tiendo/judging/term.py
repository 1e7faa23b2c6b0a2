"""Targets of a term: where they stand and what each remaining year still needs (design rule 11)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tiendo.model.target import Target, TermForm
from tiendo.model.verdict import TermPace


def term_pace(target: Target, years: Mapping[int, Decimal]) -> TermPace:
    """The pace of a term target from the figures of its closed years.

    Args:
        target: with `term_form`, a term as period and one condition whose value is the yearly average, the sum over
            the term, or the level in the last year.
        years: year → figure in the condition's unit; a year without one is absent, and still counts as open.

    AVERAGE: the open years must average (average × years - sum so far) ÷ open years. CUMULATIVE: the rest in equal
    parts. END_LEVEL: equal steps from the latest level. Raises ValueError for a target that is not one of a term.
    """
    if target.term_form is None or not target.conditions:
        raise ValueError(f"Target {target.number} has no form of a term target.")
    promised = target.conditions[0].value
    all_years = [p.first_year for p in target.period.years()]
    done = tuple((y, years[y]) for y in all_years if y in years)
    open_years = [y for y in all_years if y not in years]
    so_far = sum((v for _, v in done), Decimal(0))
    match target.term_form:
        case TermForm.AVERAGE:
            achieved = so_far / len(done) if done else None
            rest = promised * len(all_years) - so_far
            reached = achieved is not None and not open_years and achieved >= promised
        case TermForm.CUMULATIVE:
            achieved = so_far if done else None
            rest = promised - so_far
            reached = achieved is not None and achieved >= promised
        case TermForm.END_LEVEL:
            achieved = done[-1][1] if done else None
            reached = achieved is not None and achieved >= promised
            if achieved is None:
                return TermPace(target.term_form, promised, done, None, (), None, False)
            step = (promised - achieved) / len(open_years) if open_years else None
            levels = [] if step is None else [(y, achieved + step * n) for n, y in enumerate(open_years, start=1)]
            return TermPace(target.term_form, promised, done, achieved, tuple(levels), step, reached)
    if not open_years:
        return TermPace(target.term_form, promised, done, achieved, (), None, reached)
    each = max(rest, Decimal(0)) / len(open_years)
    return TermPace(target.term_form, promised, done, achieved, tuple((y, each) for y in open_years), each, reached)
