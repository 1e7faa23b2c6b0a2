"""Texts that tell an office's results, and where each result belongs among the returns of the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import Frequency, Indicator
from tiendo.model.observation import Vintage
from tiendo.model.period import Period
from tiendo.model.reading import ProposedObservation
from tiendo_web.records import convert
from tiendo_web.records.models import Document, Figure, Observation, Office, ReportText, Return, Target, User
from tiendo_web.records.queries.people import offices_of, offices_under
from tiendo_web.records.queries.programme import current_set, target_rows
from tiendo_web.records.queries.register import newest_reviews
from tiendo_web.records.queries.returns import SheetLine, return_sheet


@dataclass(frozen=True)
class Fit:
    """Where a result belongs among the returns of an office.

    Attributes:
        month: the month whose return would hold it; None when no return holds a figure of such a period.
        ret, line: the return and its line; None where there is none for it.
        why: the code of why there is none: "cumulative", "not-opened", "not-owed", "not-due", "parts"; "" where there is.
    """

    month: Period | None
    ret: Return | None = None
    line: SheetLine | None = None
    why: str = ""

    @property
    def held(self) -> Observation | None:
        """What the return holds for the line now."""
        return self.line.observation if self.line else None

    def holds(self, value: Decimal | None, vintage: Vintage) -> bool:
        """True when the return holds this very figure already."""
        held = self.held
        return held is not None and held.value is not None and (held.value, held.vintage) == (value, vintage)


def report_texts(user: User, *, today: date) -> QuerySet[ReportText]:
    """The texts of the offices for which the person may read reports, the newest first."""
    offices = offices_to_report(user, today=today)
    return ReportText.objects.filter(office__in=offices).select_related("document", "office", "added_by")


def offices_to_report(user: User, *, today: date) -> list[Office]:
    """The offices whose reports a person may read: the own ones first, then for a planner those of the places planned."""
    own = set(offices_of(user, "reporter", today=today))
    found = {o.pk: o for o in Office.objects.filter(pk__in=own).select_related("place").order_by("place__code", "code")}
    return list((found | {o.pk: o for o in offices_under(user, "planner", today=today)}).values())


def results_told(document: Document, figures: Sequence[Figure], *, place_code: str) -> dict[int, ProposedObservation]:
    """Figure → the observation that it proposes, as people put it right; those removed, and those that tell no level of
    a known indicator and period, are not in it."""
    reviews = newest_reviews(figures)
    kept = [f for f in figures if f.pk not in reviews or reviews[f.pk].said != "removed"]
    records = {f.pk: convert.labelled_figure(f, reviews.get(f.pk)) for f in kept}
    proposed = pipeline.propose_observations(document.text, records.values(), load_catalogue(), place_code=place_code)
    by_record: dict[int, ProposedObservation] = {id(one.figure): one for one in proposed}
    return {pk: by_record[id(record)] for pk, record in records.items() if id(record) in by_record}


class ReturnsOf:
    """The returns of an office with their sheets, each read once."""

    def __init__(self, office: Office) -> None:
        found = office.returns.select_related("programme__place", "office", "place").order_by("period", "pk")
        self.all: list[Return] = list(found)
        self._sheets: dict[int, dict[str, SheetLine]] = {}
        self._asked: dict[int, list[Target]] = {}

    def open(self) -> list[Return]:
        """Those that can still be filled, the newest first."""
        return [r for r in reversed(self.all) if r.state in {"open", "returned"}]

    def line(self, ret: Return, code: str) -> SheetLine | None:
        """The line of an indicator; None where the return does not hold it."""
        if ret.pk not in self._sheets:
            self._sheets[ret.pk] = {line.indicator.code: line for line in return_sheet(ret)}
        return self._sheets[ret.pk].get(code)

    def fit(self, proposed: ProposedObservation) -> Fit:
        """Where a proposed observation belongs."""
        told = proposed.observation
        indicator, month = load_catalogue().indicators[told.indicator_code], told.period.months()[-1]
        here = [r for r in self.all if r.period == month.code]
        found = next(((r, line) for r in here if (line := self.line(r, indicator.code))), None)
        if found is None:
            return Fit(month, here[0] if here else None, why=self._why(here, indicator, month))
        ret, line = found
        owning = _month(told.period, indicator, line)
        if owning is None:
            return Fit(None, ret, why="cumulative")
        return Fit(month, ret, None if line.kind == "ratio" else line, "parts" if line.kind == "ratio" else "")

    def _why(self, here: list[Return], indicator: Indicator, month: Period) -> str:
        """Why no return of the month holds a figure of the indicator."""
        if not here:
            return "not-opened"
        asked = [Frequency(t.frequency) for r in here for t in self._targets(r) if t.indicator_code == indicator.code]
        return "not-due" if asked and not any(pipeline.falls_due(f, month) for f in asked) else "not-owed"

    def _targets(self, ret: Return) -> list[Target]:
        """Every target of the return's programme with its parts."""
        if ret.programme_id not in self._asked:
            wholes = target_rows(current_set(ret.programme))
            self._asked[ret.programme_id] = [one for whole in wholes for one in (whole, *whole.parts.all())]
        return self._asked[ret.programme_id]


def _month(period: Period, indicator: Indicator, line: SheetLine) -> Period | None:
    frequencies = (Frequency(t.frequency) for t in line.targets)
    found = (pipeline.month_of_return(period, indicator, frequency) for frequency in frequencies)
    return next((month for month in found if month), None)
