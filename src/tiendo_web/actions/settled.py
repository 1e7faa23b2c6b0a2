"""What was settled for an indicator in the edition in force, as a new edition of the same programme can take it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tiendo_web.records import queries
from tiendo_web.records.models import Baseline, Milestone, Share, Target, TargetSet, User

Known = dict[str, Target]  # indicator code → the target or part of the edition in force

_LEVEL = ("value", "value_max", "unit", "change", "change_in")


def edition_before(target_set: TargetSet) -> TargetSet | None:
    """The edition of the same authority that is in force, when it is another one."""
    siblings = target_set.programme.target_sets.filter(authority=target_set.authority, in_force=True)
    return siblings.exclude(pk=target_set.pk).first()


def known_in(edition: TargetSet) -> Known:
    """What the edition settled, by indicator."""
    return {t.indicator_code: t for t in all_of(edition, ("confirmed",)) if t.indicator_code}


def all_of(edition: TargetSet, states: tuple[str, ...]) -> Iterator[Target]:
    """Every target of these states, each followed by its parts."""
    for whole in queries.target_rows(edition, states=states):
        yield whole
        yield from whole.parts.all()


def changes_for(target: Target, known: Known) -> dict[str, Any]:
    """What the same target had before, as `edit_targets.edit_target` takes it; nothing that it has already.

    A compound target is known by its parts; a part has no owner of its own. A target that has an owner was gone
    through by a person, so that only its baseline can still be missing.
    """
    same = _same(target, known)
    if same is None:
        return {}
    changes: dict[str, Any] = {}
    settled = bool((target.whole or target).owner_id)
    if not settled and not target.whole_id:
        whole = same.whole or same
        changes |= {"owner": whole.owner, "coordinating": list(whole.coordinating.all())}
    if not target.indicator_code:
        return changes
    if not settled:
        changes |= {"reported_by": same.reported_by, "frequency": same.frequency}
    baseline, own = getattr(same, "baseline", None), getattr(target, "baseline", None)
    # A baseline belongs to a period: the level at its start.
    if baseline and not own and same.period == target.period:
        told = ("value", "as_of", "source", "read_from")
        changes["baseline"] = {name: getattr(baseline, name) for name in told}
    return changes


def take(target_set: TargetSet, before: TargetSet, *, entered_by: User) -> dict[str, list[str]]:
    """Fill proposals just made from the edition before; milestones and shares too, where the level stayed as it was.

    Returns number → what was taken, for the event of the proposal.
    """
    known = known_in(before)
    taken: dict[str, list[str]] = {}
    for target in all_of(target_set, ("proposed",)):
        same = known.get(target.indicator_code)
        changes = changes_for(target, known)
        what = [name for name, given in changes.items() if given]
        _write(target, changes, entered_by=entered_by)
        if same is not None and _level(same) == _level(target):
            what += _take_level(target, same)
        if what:
            taken[target.number] = what
    return taken


# --- the parts ----------------------------------------------------------------------------------------------------------


def _same(target: Target, known: Known) -> Target | None:
    codes = [target.indicator_code, *(p.indicator_code for p in target.parts.all() if not target.whole_id)]
    return next((known[code] for code in codes if code in known), None)


def _level(target: Target) -> list[tuple[Any, ...]]:
    return list(target.conditions.values_list(*_LEVEL))


def _write(target: Target, changes: dict[str, Any], *, entered_by: User) -> None:
    plain = {name: given for name, given in changes.items() if name in ("owner", "reported_by", "frequency")}
    if plain:
        Target.objects.filter(pk=target.pk).update(**plain)
    if changes.get("coordinating"):
        target.coordinating.set(changes["coordinating"])
    if "baseline" in changes:
        Baseline.objects.create(target=target, entered_by=entered_by, **changes["baseline"])


def _take_level(target: Target, same: Target) -> list[str]:
    """Milestones and shares were made for a level: they hold only as long as it does."""
    milestones = [Milestone(target=target, month=m.month, value=m.value) for m in same.milestones.all()]
    shares = [Share(target=target, place=s.place, office=s.office, value=s.value) for s in same.shares.all()]
    Target.objects.filter(pk=target.pk).update(trajectory=same.trajectory)
    Milestone.objects.bulk_create(milestones)
    Share.objects.bulk_create(shares)
    return [name for name, rows in (("milestones", milestones), ("shares", shares)) if rows]
