"""One figure of a report as its page shows it: what the text says, what people made of it, what the return holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tiendo.catalogue.load import load_catalogue
from tiendo.model.figure import TO_CHECK, IndicatorGuess
from tiendo.model.figure import Figure as FigureRecord
from tiendo.model.indicator import Indicator
from tiendo.model.period import Period
from tiendo.model.problem import Problem
from tiendo.model.reading import ProposedObservation
from tiendo_web.actions import report_words
from tiendo_web.pages.marked import Mark
from tiendo_web.pages.staff.review_page import MOST_GUESSES
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Figure

_SIGNS = {"new": "?", "differs": "!", "same": "✓", "closed": "■", "apart": "–"}
_CLASSES = {"new": "unchecked", "differs": "check", "same": "confirmed", "closed": "unchecked", "apart": "apart"}


@dataclass(frozen=True)
class Told:
    """One figure of the report as the page shows it.

    Attributes:
        label: what it is, as people put it right; `read`: what the reader says of it today.
        proposed: the observation that it proposes; None where it proposes none, `why` says why.
        fit: the return that it belongs into; its `line` is None where there is none.
        problems: what does not agree in its sentence, and what looks odd about it; shown, never blocking.
    """

    figure: Figure
    label: Mapping[str, Any]
    read: FigureRecord | None
    corrected: bool
    proposed: ProposedObservation | None
    fit: queries.Fit | None
    problems: tuple[Problem, ...]
    may: bool
    why: str

    @property
    def state(self) -> str:
        """new, differs, same, closed or apart: how it stands beside the return."""
        if self.proposed is None or self.fit is None or self.fit.line is None or self.fit.ret is None:
            return "apart"
        observation = self.proposed.observation
        if self.fit.holds(observation.value, observation.vintage):
            return "same"
        if report_words.why_closed(self.fit.ret):
            return "closed"
        return "differs" if self.fit.held is not None else "new"

    @property
    def waits(self) -> bool:
        """True when this person can take it into the return and has not."""
        return self.may and self.state in {"new", "differs"}

    @property
    def held_said(self) -> str:
        return report_words.held_said(self.fit.held) if self.fit else ""

    @property
    def closed(self) -> str:
        return report_words.why_closed(self.fit.ret) if self.fit and self.fit.ret else ""

    @property
    def indicator(self) -> Indicator | None:
        return load_catalogue().indicators.get(self.label["indicator_code"])

    @property
    def period(self) -> Period | None:
        return convert.period_record(self.label["period"])

    @property
    def value(self) -> Decimal:
        return self.label["value"]  # type: ignore[no-any-return]

    @property
    def value_max(self) -> Decimal | None:
        return self.label["value_max"]  # type: ignore[no-any-return]

    @property
    def unit(self) -> str:
        return str(self.label["unit"])

    @property
    def converted(self) -> bool:
        """True when the return has the figure in another unit than the text."""
        return self.proposed is not None and self.proposed.observation.value != self.value

    @property
    def guesses(self) -> tuple[IndicatorGuess, ...]:
        return self.read.guesses[:MOST_GUESSES] if self.read else ()

    @property
    def sure(self) -> bool:
        """False where the indicator is the reader's guess alone, with a match that is often wrong."""
        score = self.figure.indicator_score
        return self.corrected or score is None or score >= TO_CHECK

    @property
    def mark(self) -> Mark:
        return Mark(f"result {_CLASSES[self.state]}", _SIGNS[self.state], state_words()[self.state])


def state_words() -> dict[str, str]:
    """How a result stands beside the return, in words."""
    return {
        "new": _("chưa có trong báo cáo kỳ"),
        "differs": _("báo cáo kỳ đang có số khác"),
        "same": _("báo cáo kỳ đã có số này"),
        "closed": _("báo cáo kỳ không còn điền được"),
        "apart": _("không vào báo cáo kỳ nào"),
    }
