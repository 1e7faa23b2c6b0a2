"""What is told of verdicts: files, reports, how a number came about, how a year was closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tiendo.catalogue.load import Catalogue
from tiendo.judging import check_shares as _check_shares
from tiendo.judging import explain as _explain
from tiendo.judging import explain_pace as _explain_pace
from tiendo.judging import recount as _recount
from tiendo.judging import word_of_figure as _word_of_figure
from tiendo.model.closing import Closing, Recount
from tiendo.model.comparison import Comparison
from tiendo.model.explanation import Explained
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.place import PlaceTree
from tiendo.model.report import ReportLine
from tiendo.model.target import Target
from tiendo.model.task import Obstacle
from tiendo.model.total import Total
from tiendo.model.verdict import ShareCheck, TermPace, Verdict, VerdictWord
from tiendo.pipeline.beside import same_period_last_year
from tiendo.publishing.tables import FileTable, place_table, progress_table

PROGRESS = "tien-do"  # name of the progress table among the files of a programme


def publish(
    verdicts: Iterable[Verdict],
    catalogue: Catalogue,
    language: str,
    *,
    names: Mapping[str, str],
    labels: Mapping[str, str] | None = None,
    owners: Mapping[str, str] | None = None,
    source: str = "",
    observations: Iterable[Observation] = (),
) -> dict[str, FileTable]:
    """The files of a programme, by name: its progress table, and for each target with figures those behind it.

    Args:
        names: place code → name.
        labels, owners: target id → its name in the language, where it is not the target's own; who answers for it.
        source: what the targets rest on, e.g. the decision.
        observations: those that were judged: they tell why a place could give no figure.
    """
    verdicts, answers = tuple(verdicts), [o for o in observations if o.no_data]
    told: dict[str, Any] = {"names": names, "labels": labels or {}, "owners": owners or {}, "source": source}
    files = {PROGRESS: progress_table(verdicts, catalogue, language, **told)}
    for verdict in verdicts:
        for one in verdict.rows:
            if one.total is not None:
                table = place_table(one.total, catalogue, language, names=names, observations=answers)
                files[f"chi-tieu-{one.target.number}"] = table
    return files


def report_lines(
    verdicts: Iterable[Verdict],
    observations: Iterable[Observation],
    *,
    tree: PlaceTree,
    catalogue: Catalogue,
    labels: Mapping[str, str] | None = None,
    owners: Mapping[str, str] | None = None,
    obstacles: Mapping[str, tuple[Obstacle, ...]] | None = None,
) -> tuple[ReportLine, ...]:
    """What a report tells of each target: its verdict, beside it the same months of the year before, rolled up in the
    same way, and what hinders it.

    Args:
        observations: of both years.
        labels, owners: target id → its name in the language, where it is not the target's own; who answers for it.
        obstacles: target id → what hinders it.
    """
    by_indicator: dict[str, list[Observation]] = {}
    for o in observations:
        by_indicator.setdefault(o.indicator_code, []).append(o)
    labels, owners, obstacles = labels or {}, owners or {}, obstacles or {}

    def line(verdict: Verdict) -> ReportLine:
        target = verdict.target
        return ReportLine(
            verdict,
            name=labels.get(target.id, target.name),
            owner=owners.get(target.id, ""),
            before=_year_before(verdict, by_indicator, tree, catalogue),
            obstacles=obstacles.get(target.id, ()),
            parts=tuple(line(part) for part in verdict.parts),
            sub_rows=tuple(line(row) for row in verdict.sub_rows),
        )

    return tuple(line(verdict) for verdict in verdicts)


def _year_before(
    verdict: Verdict, observations: Mapping[str, list[Observation]], tree: PlaceTree, catalogue: Catalogue
) -> Total | None:
    """The total of the same months a year before the verdict's own; None when nothing was reported for them, or when
    the two must not stand side by side."""
    if verdict.total is None:
        return None
    own = observations.get(verdict.target.indicator_code or "", [])
    return told_beside(same_period_last_year(verdict.target, verdict.total, own, tree=tree, catalogue=catalogue))


def told_beside(compared: Comparison) -> Total | None:
    """The other total of a comparison where the two may stand side by side: also while a place is missing from one, which
    is said; None where it has no figures, or is of another definition or of other places."""
    told = compared.why_not is None or compared.why_not.rule == "compare-incomplete"
    return compared.that if told else None


def check_shares(target: Target, catalogue: Catalogue, *, offices: bool = False) -> ShareCheck:
    """Whether the shares of the places, or those of the offices, add up to the target, or by how much they don't."""
    return _check_shares(target, catalogue.indicators[target.indicator_code or ""], offices=offices)


def word_of_figure(target: Target, figure: Decimal | None, catalogue: Catalogue, named: Iterable[str]) -> VerdictWord:
    """The word by the rule for the figure that is declared for a plain target's whole year; see `judging.closing`."""
    return _word_of_figure(target, figure, catalogue, named=tuple(named))


def recount(closing: Closing, verdicts: Iterable[Verdict]) -> Recount:
    """The count that was declared for a year beside the one that the figures of the verdicts' day give."""
    return _recount(closing, verdicts)


def explain(
    verdict: Verdict,
    observations: Iterable[Observation],
    catalogue: Catalogue,
    *,
    decision: str = "",
    quoted: Mapping[str, Sequence[str]] | None = None,
    read: Mapping[tuple[str, str, Period, int], str] | None = None,
    most_places: int | None = None,
) -> Explained:
    """How a verdict came about, down to the return of each figure; see `judging.explain`."""
    return _explain(
        verdict, observations, catalogue, decision=decision, quoted=quoted, read=read, most_places=most_places
    )


def explain_pace(
    target: Target,
    pace: TermPace,
    observations: Iterable[Observation],
    catalogue: Catalogue,
    *,
    decision: str = "",
    quoted: Mapping[str, Sequence[str]] | None = None,
) -> Explained:
    """How far a term target has come: the figure of each year with its source; see `judging.explain`."""
    return _explain_pace(target, pace, observations, catalogue, decision=decision, quoted=quoted)
