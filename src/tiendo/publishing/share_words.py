"""Whether the shares of a target add up, in words: those of the places, those of the offices, or both together."""

from __future__ import annotations

from dataclasses import dataclass

from tiendo.model.target import ReportedBy, Target
from tiendo.model.verdict import ShareCheck, ShareRelation
from tiendo.publishing.wording import describe_shares, pick

_OF_OFFICES = ("Phần giao cho các cơ quan", "Shares of the offices")
_OF_BOTH = ("Phần giao cho địa bàn và cơ quan", "Shares of the places and offices")
_NO_SUM = ("mỗi nơi một mức, không có gì để cộng", "a level for each, nothing to add up")


@dataclass(frozen=True, slots=True)
class SharesSaid:
    """One sentence on the shares and how they stand to the target."""

    relation: ShareRelation
    text: str


def shares_said(target: Target, places: ShareCheck, offices: ShareCheck, language: str) -> tuple[SharesSaid, ...]:
    """A sentence on the shares of the places, and one on those of the offices where there are any. What is reported by
    places and an office above them makes one sum (`judging.check_shares`), so one sentence.

    Raises ValueError for a compound target, which is not shared out.
    """
    if target.shared_condition is None:
        raise ValueError(f"Target {target.number} is compound: share its parts out.")
    unit, to_offices = target.shared_condition.unit, any(s.office for s in target.shares)
    if target.reported_by is ReportedBy.BOTH and to_offices:
        return (_said(places, unit, _OF_BOTH, language),)
    said = [SharesSaid(places.relation, describe_shares(places, unit, language))]
    if to_offices:
        of_offices = _said(offices, unit, _OF_OFFICES, language)
        said = [of_offices] if places.relation is ShareRelation.NONE else [*said, of_offices]
    return tuple(said)


def _said(check: ShareCheck, unit: str, whose: tuple[str, str], language: str) -> SharesSaid:
    if check.relation is ShareRelation.NOT_ADDITIVE:
        return SharesSaid(check.relation, f"{pick(whose, language)}: {pick(_NO_SUM, language)}.")
    told = describe_shares(check, unit, language)
    return SharesSaid(check.relation, f"{pick(whose, language)}: {told[:1].lower()}{told[1:]}")
