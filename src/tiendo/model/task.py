"""Carrying out: Task, Obstacle and Remedy, Directive, Funding, Circulation, each with the arithmetic people ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Task:
    """Work with its six clear things (6 rõ): person, work, time, responsibility, product, authority."""

    work: str
    person: str
    office: str
    due: date
    product: str
    done_on: date | None = None
    sample: bool = False

    def is_late(self, today: date) -> bool:
        """Open past its due date, or finished after it."""
        return (self.done_on or today) > self.due


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is done about an obstacle."""

    text: str
    due: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What hinders a target."""

    text: str
    office: str
    found_on: date
    remedies: tuple[Remedy, ...] = ()
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Directive:
    """A leader's demand with a deadline; an answer closes it."""

    text: str
    by: str
    office: str
    given_on: date
    due: date
    answer: str = ""
    answered_on: date | None = None

    def is_late(self, today: date) -> bool:
        """Not answered by its deadline, or answered after it."""
        return (self.answered_on or today) > self.due


@dataclass(frozen=True, slots=True)
class Funding:
    """Money of one source in million VND; None is "not known yet", never 0."""

    source: str
    planned: Decimal | None
    mobilised: Decimal | None
    disbursed: Decimal | None
    sample: bool = False

    @property
    def disbursed_share(self) -> Decimal | None:
        """Disbursed over planned; None when either is unknown or nothing was planned."""
        if self.planned is None or self.disbursed is None or self.planned == 0:
            return None
        return self.disbursed / self.planned


@dataclass(frozen=True, slots=True)
class TargetWork:
    """What is done for one target, hinders it and pays for it."""

    number: str
    name: str
    tasks: tuple[Task, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    funding: tuple[Funding, ...] = ()


@dataclass(frozen=True, slots=True)
class Circulation:
    """Who was given a document and who has taken note of it."""

    given_to: tuple[str, ...]
    noted_by: tuple[str, ...]

    @property
    def reach(self) -> Decimal | None:
        """Share that has taken note, 0 to 1; None when it was given to nobody."""
        if not self.given_to:
            return None
        return Decimal(len(self.noted_by)) / Decimal(len(self.given_to))
