"""The closing of a year: the word that a declared figure gets, and the declared count made again (design rule 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from tiendo.catalogue.load import Catalogue
from tiendo.judging.measure import Measure, exceeds, holds, measure
from tiendo.judging.named import same_thing
from tiendo.model.closing import Closing, Differing, Recount
from tiendo.model.target import Condition, Target
from tiendo.model.verdict import Verdict, VerdictWord

FINAL = frozenset({VerdictWord.NOT_MET, VerdictWord.MET, VerdictWord.EXCEEDED})  # words of a year that has ended
_ORDER = tuple(VerdictWord)


def word_of_figure(
    target: Target, figure: Decimal | None, catalogue: Catalogue, *, named: Sequence[str] = ()
) -> VerdictWord:
    """The word by the rule for a plain target whose figure for the whole period is `figure`, in the indicator's unit.

    Councils count in December on estimates (domain.md 2.1), so the figure is taken as it is declared: whole, whoever has
    not reported yet. NO_DATA without a figure; CANNOT_JUDGE without the baseline that a change needs, or where the thing
    that the target names is not among the `named`. Raises ValueError for a compound target: its parts are declared.
    """
    if target.is_compound:
        raise ValueError(f"Target {target.number} is compound: its word is the worst of its parts.")
    if figure is None:
        return VerdictWord.NO_DATA
    word = worst(_word(target, condition, figure, catalogue) for condition in target.conditions)
    if target.subject and word in {VerdictWord.MET, VerdictWord.EXCEEDED}:
        there = any(same_thing(target.subject, name) for name in named)
        return word if there else VerdictWord.CANNOT_JUDGE
    return word


def worst(words: Iterable[VerdictWord]) -> VerdictWord:
    """The word that decides where all must hold: that of the worst condition or part."""
    return min(words, key=_ORDER.index)


def recount(closing: Closing, verdicts: Iterable[Verdict]) -> Recount:
    """The declared count beside the verdicts of today; a target differs only once it has a final word."""
    now = {one.target.id: one for verdict in verdicts for one in (verdict, *verdict.parts)}
    final = {key: v for key, v in now.items() if v.closed and v.said in FINAL}
    counted = [line for line in closing.lines if not line.part]
    settled = [final[line.target_id].said for line in counted if line.target_id in final]
    differing = tuple(
        Differing(line, final[line.target_id])
        for line in closing.lines
        if line.target_id in final and final[line.target_id].said is not line.word
    )
    return Recount(closing, Counter(settled), len(counted) - len(settled), differing)


def _word(target: Target, condition: Condition, figure: Decimal, catalogue: Catalogue) -> VerdictWord:
    indicator = catalogue.indicators[target.indicator_code or ""]
    measured = measure(figure, condition, target.baseline, indicator, catalogue)
    if not isinstance(measured, Measure):
        return VerdictWord.CANNOT_JUDGE
    if not holds(measured.actual, condition, measured.better):
        return VerdictWord.NOT_MET
    more = exceeds(measured.actual, condition, measured.better)
    return VerdictWord.EXCEEDED if more else VerdictWord.MET
