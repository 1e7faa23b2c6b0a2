"""Who may do what: predicates over roles, places and days (docs/rules/rights.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import rules
from django.utils.translation import gettext as _

from tiendo_web.actions.refused import NotAllowed
from tiendo_web.records import queries
from tiendo_web.records.models import (
    Circulation,
    Directive,
    Office,
    Place,
    Programme,
    Redrawing,
    Return,
    Right,
    Target,
    User,
)


@dataclass(frozen=True)
class _Asked:
    """What a predicate looks at: the person's rights of the day and the thing in question."""

    user: User
    rights: tuple[Right, ...]
    thing: Any
    today: date

    def has(self, role: str, *, office_id: int | None = None, place_id: int | None = None) -> bool:
        return any(
            r.role == role
            and (office_id is None or r.office_id == office_id)
            and (place_id is None or r.office.place_id == place_id)
            for r in self.rights
        )

    def is_in(self, office_ids: set[int | None]) -> bool:
        return any(r.office_id in office_ids for r in self.rights)


def _place_of(thing: Any) -> int | None:
    """The place that bounds a right: that of the programme or target; None asks for the role anywhere."""
    if isinstance(thing, (Programme, Target)):
        return thing.place_id
    if isinstance(thing, Return):
        return thing.programme.place_id
    return None


def _role(role: str) -> Any:
    def asks_role(asked: _Asked) -> bool:
        return asked.has(role, place_id=_place_of(asked.thing))

    return rules.predicate(asks_role, name=f"is_{role}")


@rules.predicate
def reports_for_office(asked: _Asked) -> bool:
    """A reporter of the very office that owes the return."""
    if asked.thing is None:
        return asked.has("reporter")
    return asked.has("reporter", office_id=asked.thing.office_id)


@rules.predicate
def approves_for_office(asked: _Asked) -> bool:
    """The approver of the office that owes it, or one who approves for the programme's whole place."""
    if asked.thing is None:
        return asked.has("approver")
    ret: Return = asked.thing
    return asked.has("approver", office_id=ret.office_id) or asked.has("approver", place_id=ret.programme.place_id)


@rules.predicate
def is_in_asked_office(asked: _Asked) -> bool:
    """Anybody with a role in the office that a directive or circulation went to."""
    thing: Directive | Circulation | None = asked.thing
    return bool(asked.rights) if thing is None else asked.is_in({thing.office_id})


@rules.predicate
def is_in_owning_office(asked: _Asked) -> bool:
    """Anybody with a role in the owner or a coordinating office of the target, or of its whole."""
    target: Target | None = asked.thing
    if target is None:
        return bool(asked.rights)
    offices: set[int | None] = set()
    for one in (target, target.whole):
        if one is not None:
            offices |= {one.owner_id, *one.coordinating.values_list("pk", flat=True)}
    return asked.is_in(offices - {None})


@rules.predicate
def plans_above_office(asked: _Asked) -> bool:
    """A planner of the office's place or of one that it lies in: nobody gives rights upwards."""
    if asked.thing is None:
        return asked.has("planner")
    office: Office = asked.thing
    return any(asked.has("planner", place_id=place_id) for place_id in queries.places_over(office.place, asked.today))


@rules.predicate
def reports_in_office(asked: _Asked) -> bool:
    """A reporter of the office itself."""
    return asked.has("reporter", office_id=None if asked.thing is None else asked.thing.pk)


@rules.predicate
def plans_above_old_places(asked: _Asked) -> bool:
    """A planner of a place that every old place of the act lay in on its last day; of the place itself only where it lay
    in nothing. A new place begins in the planner's own area or above it, never in another's."""
    if asked.thing is None:
        return asked.has("planner")
    act: Redrawing = asked.thing
    last, own = act.day - timedelta(days=1), {r.office.place_id for r in asked.rights if r.role == "planner"}
    old = [line.old for line in act.lines.select_related("old")]
    if any(own.isdisjoint(over[1:] or over) for over in queries.places_over_each(old, last).values()):
        return False
    mine = queries.places_over_each(Place.objects.filter(pk__in=own), last)
    above = {pk for over in mine.values() for pk in over}
    above |= set(
        Place.objects.filter(made_by__lines__old__in=above).values_list("pk", flat=True)
    )  # what became of them
    parents = Place.objects.filter(queries.valid_on(act.day), code__in=act.new_places.values("parent"))
    over_new = queries.places_over_each(parents.exclude(made_by__redrawing=act), act.day)
    return all(pk in above or not own.isdisjoint(over) for pk, over in over_new.items())


PERMISSIONS = rules.RuleSet()
PERMISSIONS.add_rule("read_plan", _role("planner"))
PERMISSIONS.add_rule("read_report", reports_in_office | plans_above_office)
PERMISSIONS.add_rule("confirm_targets", _role("planner"))
PERMISSIONS.add_rule("close_year", _role("planner"))
PERMISSIONS.add_rule("override_verdict", _role("planner") | _role("leader"))
PERMISSIONS.add_rule("share_out", _role("planner"))
PERMISSIONS.add_rule("circulate", _role("planner"))
PERMISSIONS.add_rule("open_returns", _role("planner"))
PERMISSIONS.add_rule("hand_in", reports_for_office)
PERMISSIONS.add_rule("hand_in_for", _role("planner"))
PERMISSIONS.add_rule("approve", approves_for_office)
PERMISSIONS.add_rule("demand", _role("leader"))
PERMISSIONS.add_rule("answer", is_in_asked_office)
PERMISSIONS.add_rule("follow_work", _role("planner") | _role("leader") | is_in_owning_office)
PERMISSIONS.add_rule("take_note", is_in_asked_office)
PERMISSIONS.add_rule("moderate", _role("editor"))
PERMISSIONS.add_rule("publish", _role("editor"))
PERMISSIONS.add_rule("grant", plans_above_office)
PERMISSIONS.add_rule("keep_offices", plans_above_office)
PERMISSIONS.add_rule("redraw", plans_above_old_places)
PERMISSIONS.add_rule("audit", _role("auditor"))


def rights_of(user: User, *, today: date) -> tuple[Right, ...]:
    """The person's rights that are valid on that day; none for somebody who is not logged in or not active."""
    if not user.is_authenticated:
        return ()
    return tuple(queries.rights_of(user, today=today))


def roles(user: User, *, today: date) -> frozenset[str]:
    """Names of the roles the person has anywhere on that day."""
    return frozenset(r.role for r in rights_of(user, today=today))


def may(user: User, verb: str, thing: Any = None, *, today: date) -> bool:
    """Whether the person may do `verb` (to `thing`, or to anything at all when None) on that day.

    Raises KeyError for a verb that has no rule: a missing rule must never read as "allowed" or "refused".
    """
    if not PERMISSIONS.rule_exists(verb):
        raise KeyError(f"No rule for “{verb}” in actions/rights.py.")
    return bool(PERMISSIONS.test_rule(verb, _Asked(user, rights_of(user, today=today), thing, today)))


def among(user: User, verb: str, things: Iterable[Any], *, today: date) -> set[int]:
    """Ids of those things to which the person may do `verb`; the rights are read once, for a page that lists them."""
    held = rights_of(user, today=today)
    return {t.pk for t in things if PERMISSIONS.test_rule(verb, _Asked(user, held, t, today))}


def sees_work(user: User, programme: Programme, *, today: date) -> bool:
    """Whether the person may read the work on a programme, drafts included: whoever has a role that day in its place, in
    one below or in one that it lies in."""
    near = {*queries.places_here(programme, today), *queries.places_over(programme.place, today)}
    return any(r.office.place_id in near for r in rights_of(user, today=today))


def sees_report(user: User, office: Office, *, today: date) -> bool:
    """Whether the person may read what an office reported in a text: whoever has a role that day in its place or in one
    that it lies in, so that an approver sees where a figure was taken from."""
    over = set(queries.places_over(office.place, today))
    return any(r.office.place_id in over for r in rights_of(user, today=today))


def require_sight(user: User, programme: Programme, *, today: date) -> None:
    """Raise NotAllowed with one sentence unless `sees_work`."""
    if not sees_work(user, programme, today=today):
        raise NotAllowed(_("Trang này dành cho người đang có vai trò ở địa bàn của chương trình."))


def require(user: User, verb: str, thing: Any = None, *, today: date) -> None:
    """Raise NotAllowed with one sentence unless `may`."""
    if not may(user, verb, thing, today=today):
        raise NotAllowed(_("Bạn không có quyền làm việc này ở đây; hãy liên hệ người quản lý chương trình."))
