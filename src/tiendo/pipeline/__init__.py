"""The only place where the stages are chained. Read it first.

    document ─read→ figures ─propose→ targets(proposed) ─a person confirms→ register of targets
    rows (form, workbook, file) ─collect→ observations + problems
    population register (households, persons) ─derive→ observations + problems
    observations ─restate→ the same figures on the places of another day
    observations ─roll up→ totals (and who is missing)
    targets + totals ─judge→ verdicts ─publish→ pages, files

One file for each part of the way: `coming_in`, `judged` (`in_bulk` for many targets at once), `beside`, `told`. Each verb
takes records and returns records; nothing here reads a file, a clock or a database.
"""

from tiendo.pipeline.beside import (
    changes_between,
    judge_sets,
    other_providers,
    path_like_last_year,
    same_period_last_year,
    term_pace,
    yearly_figures,
)
from tiendo.pipeline.coming_in import (
    area_today,
    check_deriving,
    check_figure,
    collect,
    derive,
    deriving_statements,
    estimate_former,
    falls_due,
    guess_indicators,
    may_be_negative,
    month_of_return,
    propose_observations,
    propose_target,
    read_document,
    restate,
)
from tiendo.pipeline.in_bulk import JudgedLog, judge_log
from tiendo.pipeline.judged import (
    judge_targets,
    judge_totals,
    merge_results,
    month_looked_at,
    month_to_look_at,
    months_begun,
    own_result,
    roll_up_target,
    roll_up_targets,
    total_at,
)
from tiendo.pipeline.told import (
    PROGRESS,
    check_shares,
    explain,
    explain_pace,
    publish,
    recount,
    report_lines,
    told_beside,
    word_of_figure,
)

__all__ = [
    "PROGRESS",
    "JudgedLog",
    "area_today",
    "changes_between",
    "check_deriving",
    "check_figure",
    "check_shares",
    "collect",
    "derive",
    "deriving_statements",
    "estimate_former",
    "explain",
    "explain_pace",
    "falls_due",
    "guess_indicators",
    "judge_log",
    "judge_sets",
    "judge_targets",
    "judge_totals",
    "may_be_negative",
    "merge_results",
    "month_looked_at",
    "month_of_return",
    "month_to_look_at",
    "months_begun",
    "other_providers",
    "own_result",
    "path_like_last_year",
    "propose_observations",
    "propose_target",
    "publish",
    "read_document",
    "recount",
    "report_lines",
    "restate",
    "roll_up_target",
    "roll_up_targets",
    "same_period_last_year",
    "term_pace",
    "told_beside",
    "total_at",
    "word_of_figure",
    "yearly_figures",
]
