"""The only file that chains the stages. Read it first.

    document ─read→ figures ─propose→ targets(proposed) ─a person confirms→ register of targets
    observations ─roll up→ totals (and who is missing)
    targets + totals ─judge→ verdicts ─publish→ pages, files

Each verb takes records and returns records; nothing here reads a file, a clock or a database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from tiendo.catalogue.load import Catalogue
from tiendo.judging import judge
from tiendo.judging import term_pace as _term_pace
from tiendo.model.document import Document
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.place import PlaceTree
from tiendo.model.reading import Reading
from tiendo.model.target import Target
from tiendo.model.total import Total
from tiendo.model.verdict import Override, TermPace, Verdict
from tiendo.reading import read
from tiendo.rollup import roll_up


def read_document(document: Document, catalogue: Catalogue) -> Reading:
    """Everything a document says: article, figures, and the targets it implies, as proposals."""
    return read(document, catalogue.indicators)


def roll_up_target(
    target: Target, observations: Iterable[Observation], *, tree: PlaceTree, catalogue: Catalogue, through: Period
) -> tuple[Total, ...]:
    """The totals of a plain target month by month from the start of its period through the month `through`."""
    indicator = catalogue.indicators[target.indicator_code or ""]
    own = [o for o in observations if o.indicator_code == indicator.code]
    months = target.period.through(through).months()
    return tuple(
        roll_up(
            own,
            indicator=indicator,
            place_code=target.place_code,
            tree=tree,
            period=target.period.through(month),
            reported_by=target.reported_by,
            frequency=target.frequency,
        )
        for month in months
    )


def judge_targets(
    targets: Iterable[Target],
    observations: Iterable[Observation],
    *,
    tree: PlaceTree,
    catalogue: Catalogue,
    today: date,
    through: Period | None,
    overrides: Mapping[str, Override] | None = None,
) -> tuple[Verdict, ...]:
    """Roll up and judge every target as of `today`.

    `through` is the last month whose figures are looked at; None when none has come in. Once a target's period has
    closed it is always looked at to its end.
    """
    by_indicator: dict[str, list[Observation]] = {}
    for o in observations:
        by_indicator.setdefault(o.indicator_code, []).append(o)
    verdicts = []
    for target in targets:
        totals: dict[str, tuple[Total, ...]] = {}
        for part in target.parts or (target,):
            last = part.period.months()[-1]
            upto = last if part.clock.days(part.period)[1] < today else through
            if upto is not None and part.period.holds(upto):
                own = by_indicator.get(part.indicator_code or "", [])
                totals[part.id] = roll_up_target(part, own, tree=tree, catalogue=catalogue, through=upto)
        verdicts.append(judge(target, totals, catalogue=catalogue, today=today, overrides=overrides))
    return tuple(verdicts)


def term_pace(target: Target, years: Mapping[int, Decimal]) -> TermPace:
    """Where a term target stands and what each remaining year still needs."""
    return _term_pace(target, years)
