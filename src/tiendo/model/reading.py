"""Reading: all that one document says, before a person has confirmed anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tiendo.model.document import Article, Document
from tiendo.model.figure import Figure
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.problem import Problem
from tiendo.model.target import Target


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """The place a document is about, as written ("" when only its kind is said, "huyện"); `code` when the catalogue of places knows exactly one."""

    name: str
    level: str  # province | district | commune | other
    province: str | None = None
    code: str | None = None
    kind: str = ""  # as written: "thị xã", "phường"; what level alone does not say


@dataclass(frozen=True, slots=True)
class IssuingDocument:
    """The document that issues the targets, as the text names it; what the text does not say is "" or None.

    Attributes:
        number: number and sign ("123/NQ-HĐND").
        dated: the day it was signed.
        office: the body whose document it is ("Hội đồng nhân dân huyện Lâm Sơn").
    """

    number: str = ""
    dated: date | None = None
    office: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A target as the reader proposes it; nothing is a target until a person confirms it.

    Attributes:
        target: its `id` is "p1", "p2"…; place_code may be "" where the place is not known.
        figures: those of the parts, in text order; without those of its sub-rows.
        implied_baseline: lowest and highest start level that "15 % (21 households)" admits; a hint, never used.
        sub_rows: its lines "trong đó", as `target` holds them, each with its own figures.
    """

    target: Target
    figures: tuple[Figure, ...]
    implied_baseline: tuple[Decimal, Decimal] | None = None
    sub_rows: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedObservation:
    """A result that the text tells, as it would be recorded; nothing is until a person confirms it.

    Attributes:
        observation: in the indicator's unit; `place_code` may be "" where the place is not known; its `source` is the
            sentence. A ratio has a value and no numerator, as a text tells it.
        figure: what was read.
        confidence: that the indicator is the right one, 0 to 1.
        again: the figures that tell the same once more, in a table below the prose.
    """

    observation: Observation
    figure: Figure
    confidence: Decimal
    again: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says.

    Attributes:
        year: plan year (last year for a term plan); period: the years the targets are for; term: the term named.
        stated_target_count: "17 chỉ tiêu"; None when the text states none.
        issued: the document behind the text; None when the text names neither number nor issuing body.
    """

    document: Document
    article: Article
    place: PlaceMention | None
    year: int | None
    period: Period | None
    term: Period | None
    stated_target_count: int | None
    figures: tuple[Figure, ...]
    proposals: tuple[Proposal, ...]
    problems: tuple[Problem, ...]
    issued: IssuingDocument | None = None
    observations: tuple[ProposedObservation, ...] = ()

    @property
    def still_to_enter(self) -> int | None:
        """How many stated targets the text does not name; None when it states no count."""
        if self.stated_target_count is None:
            return None
        return max(0, self.stated_target_count - len(self.proposals))
