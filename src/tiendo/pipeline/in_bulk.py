"""From a log of figures to the words of many targets at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tiendo.catalogue.load import Catalogue
from tiendo.judging.bulk import LEFT, WORDS, Prepared, Scales, Stand, judge_plain
from tiendo.judging.plain import as_plain, fit_for_bulk
from tiendo.model.log import Log
from tiendo.model.observation import Counting
from tiendo.model.period import Clock, Period
from tiendo.model.place import PlaceTree
from tiendo.model.target_columns import TargetColumns
from tiendo.model.verdict import VerdictWord
from tiendo.pipeline.judged import last_month
from tiendo.rollup.axes import Axes
from tiendo.rollup.log_rows import in_tree_order, roll_up_log
from tiendo.rollup.measured import measured_for, wanted_by
from tiendo.rollup.standing import BulkTotals
from tiendo.rollup.trees import Trees


@dataclass(frozen=True, slots=True)
class JudgedLog:
    """What the bulk path says of the targets of a year, in their order.

    Attributes:
        word: number of the word in VerdictWord, or LEFT where only `judge_targets` can tell.
        attainment: NaN where there is none.
        codes: the places in the order of the totals.
        totals: clock → the totals of every place, month and measured indicator.
    """

    word: NDArray[np.int8]
    attainment: NDArray[np.float64]
    codes: tuple[str, ...]
    totals: Mapping[str, BulkTotals]

    def all_left(self) -> JudgedLog:
        """Every target left to the exact path."""
        return JudgedLog(np.full_like(self.word, LEFT), np.full_like(self.attainment, np.nan), self.codes, {})


def judge_log(
    targets: TargetColumns,
    log: Log,
    *,
    tree: PlaceTree,
    catalogue: Catalogue,
    today: date,
    through: Period | None,
    counting: Counting = Counting.NEWEST,
    threads: int = 1,
) -> JudgedLog:
    """`judge_targets` for many targets of one year at once, as words and attainments: the same, except where the word is
    LEFT. What is signed over a verdict is not looked at."""
    codes, year = in_tree_order(tree), Period.year(targets.year)
    word, attainment = np.full(len(targets), LEFT, dtype=np.int8), np.full(len(targets), np.nan)
    rolled: dict[str, BulkTotals] = {}
    wanted = wanted_by(targets, codes, tree)
    fit = fit_for_bulk(targets, catalogue.indicators) & (wanted.place >= 0)
    for n, code in enumerate(targets.clocks):
        some, clock = np.flatnonzero(fit & (targets.clock == n)), Clock.parse(code)
        if not len(some) or clock.running(year) != year:
            continue
        last = last_month(clock, year, through, today)
        if last is None or not year.holds(last):
            word[some] = WORDS.index(VerdictWord.NO_DATA)
            continue
        measures, which = np.unique(wanted.measures[some], return_inverse=True)
        measured = [measured_for(m, targets, log, catalogue.indicators) for m in measures.tolist()]
        axes = Axes.of(len(codes), year.first_year, last.first_month, measured)
        days = [min(tree.on, clock.days(m)[1]) for m in year.through(last).months()]
        trees = Trees.of([tree] * len(days), codes, axes, days)
        try:
            totals = roll_up_log(log, axes, trees, codes, counting=counting, threads=threads)
        except OverflowError:  # too large for whole numbers in float64; the exact path adds up anything
            continue
        column = axes.column_of[which]
        scales = Scales.of(*zip(*((m.indicator, m.a_digits, m.b_digits) for m in axes.columns)))
        said = judge_plain(
            Prepared.of(as_plain(targets, some, column), scales),
            _stand(totals, wanted.place[some], column).only,
            through=last.first_month,
            closed=clock.days(year)[1] < today,
            threads=threads,
        )
        word[some], attainment[some], rolled[code] = said.word, said.attainment, totals
    return JudgedLog(word, attainment, codes, rolled)


def _stand(totals: BulkTotals, place: NDArray[np.int32], column: NDArray[np.int64]) -> Stand:
    """What the totals of some places and columns say at the last month of the one year they are of."""
    s, at = totals.standing, (place, 0, column)
    return Stand(s.a[at], s.b[at], s.missing[at] == 0, s.seen[at], s.sure[at], s.stands_at[at], totals.left[at])
