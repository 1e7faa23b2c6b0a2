"""What changed between two editions of a target set: added, dropped, and from which value to which."""

from __future__ import annotations

from tiendo.model.target import Target, TargetSet
from tiendo.model.target_change import ChangeOf, TargetChange


def changes_between(older: TargetSet, newer: TargetSet) -> tuple[TargetChange, ...]:
    """Every target that differs, in the order of the newer list, then what was dropped.

    A target is the same one when it measures the same for the same place, whatever its number or wording; where an edition
    measures one thing several times (two named schools), they are taken by their subjects, and then in their order. Of a
    compound target the parts are compared, each for itself.
    """
    after, left = _measured(newer), _measured(older)
    was: dict[int, Target] = {}
    for same in (_same_subject, _same_measure):
        for n, target in enumerate(after):
            found = next((one for one in left if n not in was and same(one, target)), None)
            if found is not None:
                was[n] = found
                left.remove(found)
    changes = []
    for n, target in enumerate(after):
        if n not in was:
            changes.append(TargetChange((ChangeOf.ADDED,), None, target))
        elif what := _differences(was[n], target):
            changes.append(TargetChange(what, was[n], target))
    return (*changes, *(TargetChange((ChangeOf.DROPPED,), one, None) for one in left))


def _measured(edition: TargetSet) -> list[Target]:
    return [m for t in edition.targets for m in t.measured]


def _same_subject(one: Target, other: Target) -> bool:
    return _same_measure(one, other) and one.subject == other.subject


def _same_measure(one: Target, other: Target) -> bool:
    return (one.indicator_code, one.place_code) == (other.indicator_code, other.place_code)


def _differences(was: Target, now: Target) -> tuple[ChangeOf, ...]:
    compared = {
        ChangeOf.NUMBER: (was.number, now.number),
        ChangeOf.CONDITION: (was.conditions, now.conditions),
        ChangeOf.SUBJECT: (was.subject, now.subject),
        ChangeOf.BASELINE: (was.baseline, now.baseline),
        ChangeOf.PERIOD: (was.period, now.period),
        ChangeOf.REPORTING: (_reporting(was), _reporting(now)),
        ChangeOf.TRAJECTORY: (was.trajectory, now.trajectory),
        ChangeOf.SHARES: (frozenset(was.shares), frozenset(now.shares)),
    }
    return tuple(what for what, (one, other) in compared.items() if one != other)


def _reporting(target: Target) -> tuple[object, ...]:
    return target.reported_by, target.frequency, target.clock, target.provider, target.definition
