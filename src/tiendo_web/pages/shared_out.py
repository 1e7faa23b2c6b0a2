"""What pages say of the shares of a target: whether they add up, and the part of each office."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from tiendo.model.target import Share
from tiendo.model.target import Target as TargetRecord
from tiendo.model.verdict import ShareRelation
from tiendo.publishing.share_words import SharesSaid, shares_said
from tiendo_web.records import queries
from tiendo_web.records.models import Office, Target

TONES = {ShareRelation.EQUAL: "good", ShareRelation.BELOW: "bad", ShareRelation.ABOVE: "bad"}


@dataclass(frozen=True)
class Told:
    """A sentence with the tone that it is shown in: "good", "bad" or ""."""

    text: str
    tone: str


def sums_told(target: TargetRecord) -> tuple[Told, ...]:
    """Whether the shares add up; () for a compound target or one not yet complete."""
    places, offices = queries.share_check(target), queries.share_check(target, offices=True)
    if places is None or offices is None:
        return ()
    said: tuple[SharesSaid, ...] = shares_said(target, places, offices, get_language() or "vi")
    return tuple(Told(one.text, TONES.get(one.relation, "")) for one in said)


def office_shares(row: Target, record: TargetRecord) -> tuple[tuple[Office, Share], ...]:
    """The offices that a target was shared out to, each with its share. Reads `shares.office` (prefetch)."""
    offices = {s.office.code: s.office for s in row.shares.all() if s.office}
    return tuple((offices[s.office], s) for s in record.shares if s.office in offices)
