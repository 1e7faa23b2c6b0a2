"""What is done about targets, and who was given a document and has taken note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Prefetch, Q, QuerySet

from tiendo.model.task import TargetWork
from tiendo_web.records import convert
from tiendo_web.records.models import Circulation, Directive, Document, Funding, Obstacle, Programme, Target, Task, User
from tiendo_web.records.queries.people import own_offices


@dataclass(frozen=True)
class Work:
    """What is being done about a target."""

    tasks: list[Task]
    obstacles: list[Obstacle]
    directives: list[Directive]
    funding: list[Funding]


def work_on(target: Target) -> Work:
    """Tasks, obstacles with remedies, demands and money of a target, those of its parts and whole included, and those
    of what the other editions of the programme ask for by the same indicator: work goes on when a decision changes the
    numbers."""
    near = Q(pk=target.pk) | Q(whole=target.pk) | Q(pk=target.whole_id)
    codes = Target.objects.filter(near).exclude(indicator_code="").values("indicator_code")
    alike = Target.objects.filter(
        target_set__programme__target_sets=target.target_set_id, indicator_code__in=codes
    ).exclude(target_set=target.target_set_id)
    family = Target.objects.filter(near | Q(pk__in=alike.values("pk")) | Q(parts__in=alike.values("pk"))).distinct()
    return Work(
        tasks=list(Task.objects.filter(target__in=family).select_related("office")),
        obstacles=list(
            Obstacle.objects.filter(target__in=family).select_related("by_office").prefetch_related("remedies")
        ),
        directives=list(Directive.objects.filter(target__in=family).select_related("office", "by", "answered_by")),
        funding=list(Funding.objects.filter(target__in=family)),
    )


def target_instead(target_id: int) -> Target | None:
    """The target in force that a newer edition of the programme holds in place of one it replaced: the whole one on the
    same indicator. What was asked about the old one is shown on its page."""
    old = Target.objects.select_related("target_set").filter(pk=target_id, state="confirmed").first()
    if old is None:
        return None
    family = Target.objects.filter(Q(pk=old.pk) | Q(whole=old.pk, sub_row=False)).exclude(indicator_code="")
    now = Target.objects.filter(
        target_set__programme=old.target_set.programme_id,
        target_set__in_force=True,
        target_set__edition__gt=old.target_set.edition,
        state="confirmed",
        indicator_code__in=family.values("indicator_code"),
    )
    found = now.select_related("whole").order_by("ordinal").first()
    return found if found is None or found.sub_row else found.whole or found


def work_of(programme: Programme, language: str) -> list[TargetWork]:
    """What readers are shown of the work on a programme, by target in the order of the list, as records."""
    tasks = Task.objects.select_related("office")
    obstacles = Obstacle.objects.select_related("by_office").prefetch_related("remedies")
    targets = (
        Target.objects.filter(target_set__programme=programme, state="confirmed")
        .prefetch_related(Prefetch("tasks", tasks), Prefetch("obstacles", obstacles), "funding")
        .order_by("-target_set__in_force", "-target_set__edition", "whole__ordinal", "ordinal")
    )
    found = []
    for target in targets:
        work = TargetWork(
            number=target.number,
            name=target.name_en if language == "en" and target.name_en else target.name,
            tasks=tuple(convert.task_record(t, language) for t in target.tasks.all()),
            obstacles=tuple(convert.obstacle_record(o, language) for o in target.obstacles.all()),
            funding=tuple(convert.funding_record(f) for f in target.funding.all()),
        )
        if work.tasks or work.obstacles or work.funding:
            found.append(work)
    return found


def directives_open(user: User, *, today: date) -> QuerySet[Directive]:
    """Demands for explanation that the person's offices have not answered, the nearest deadline first."""
    mine = Directive.objects.filter(office__in=own_offices(user, today=today), answered_on=None)
    return mine.select_related("target", "office", "by").order_by("due")


def directives_given(programme: Programme) -> QuerySet[Directive]:
    """Every demand of a programme: the open ones first, by deadline."""
    given = Directive.objects.filter(target__target_set__programme=programme)
    return given.select_related("target", "office", "by").order_by(F("answered_on").asc(nulls_first=True), "due")


def circulations_open(user: User, *, today: date) -> QuerySet[Circulation]:
    """Documents given to the person's offices that they have not taken note of."""
    mine = Circulation.objects.filter(office__in=own_offices(user, today=today), noted_on=None)
    return mine.select_related("document", "office", "programme").order_by("given_on")


@dataclass(frozen=True)
class Circulated:
    """One document of a programme and the offices it was given to: those that have not taken note first."""

    document: Document
    given: tuple[Circulation, ...]

    @property
    def noted(self) -> int:
        """How many offices have taken note."""
        return sum(1 for c in self.given if c.noted_on)

    @property
    def reach(self) -> Decimal | None:
        """Share that has taken note, 0 to 1; None when it was given to nobody."""
        return convert.circulation_record(self.given).reach


def circulated(programmes: Iterable[Programme]) -> dict[int, tuple[Circulated, ...]]:
    """Programme id → its documents that were given out, in the order of the documents."""
    rows = Circulation.objects.filter(programme__in=programmes).select_related("document", "office__place", "noted_by")
    given: dict[int, dict[Document, list[Circulation]]] = {}
    for c in rows.order_by("document_id", F("noted_on").asc(nulls_first=True), "given_on", "office__code"):
        given.setdefault(c.programme_id, {}).setdefault(c.document, []).append(c)
    return {pk: tuple(Circulated(d, tuple(cs)) for d, cs in by.items()) for pk, by in given.items()}
