"""One target at work: what is asked about it, done for it, hinders it and pays for it; each with its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tiendo.model.verdict import TermPace
from tiendo_web import clock
from tiendo_web.actions import demand_explanation, follow_work, rights
from tiendo_web.actions.refused import NotAllowed, Refused
from tiendo_web.pages.staff.asked import UNPROCESSABLE, amount, attempt, day, for_those_who_may, needed_day, sent, tell
from tiendo_web.pages.staff.home import RED
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Directive, Funding, Obstacle, Office, Remedy, Target, Task

USUAL_DAYS_TO_ANSWER = 7  # proposed as the deadline of a demand
MONEY = ("planned", "mobilised", "disbursed")


@dataclass(frozen=True)
class Sent:
    """A form that was refused just now: what was typed into it, and why."""

    typed: Mapping[str, str]
    refused: Refused


@for_those_who_may("take_note")  # whoever has a role in some office
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the target stands, who answers for it, and all that is being done. The address of one that a newer edition
    replaced leads on to the one in force."""
    if (instead := queries.target_instead(pk)) is not None:
        return redirect("target-work", instead.pk)
    return _page(request, _target(pk))


@login_required
@sent
def demand(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask an office to explain."""
    target, typed = _target(pk), request.POST

    def given() -> dict[str, Any]:
        return {"office": _office(typed), "text": typed.get("text", ""), "due": needed_day(typed, "due")}

    said = _("Đã gửi yêu cầu giải trình.")
    return _carry(request, target, "demand", "giai-trinh", demand_explanation.demand, said, given, target=target)


@login_required
@sent
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a demand for the own office."""
    directive = get_object_or_404(Directive, pk=pk)

    def given() -> dict[str, Any]:
        return {"text": request.POST.get("answer", "")}

    said, page = _("Đã gửi giải trình."), _page_of(request, directive.target_id)
    return _carry(request, page, directive, "giai-trinh", demand_explanation.answer, said, given, directive=directive)


@login_required
@sent
def add_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Put work on the target."""
    target, typed = _target(pk), request.POST

    def given() -> dict[str, Any]:
        texts = {name: typed.get(name, "") for name in ("work", "person", "product")}
        return {**texts, "office": _office(typed), "due": needed_day(typed, "due")}

    return _carry(
        request, target, "task", "nhiem-vu", follow_work.add_task, _("Đã thêm nhiệm vụ."), given, target=target
    )


@login_required
@sent
def finish_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a task is done."""
    task = get_object_or_404(Task.objects.select_related("target"), pk=pk)
    tell(request, attempt(request, follow_work.finish_task, _("Đã ghi nhiệm vụ hoàn thành."), task=task))
    return _back(_page_of(request, task.target_id), "nhiem-vu")


@login_required
@sent
def add_obstacle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what hinders the target."""
    target, typed = _target(pk), request.POST

    def given() -> dict[str, Any]:
        return {"text": typed.get("text", ""), "office": _office(typed)}

    said = _("Đã ghi hạn chế.")
    return _carry(request, target, "obstacle", "han-che", follow_work.add_obstacle, said, given, target=target)


@login_required
@sent
def add_remedy(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is done about an obstacle."""
    obstacle = get_object_or_404(Obstacle.objects.select_related("target"), pk=pk)

    def given() -> dict[str, Any]:
        return {"text": request.POST.get("text", ""), "due": day(request.POST, "due")}

    said, page = _("Đã ghi giải pháp."), _page_of(request, obstacle.target_id)
    return _carry(request, page, obstacle, "han-che", follow_work.add_remedy, said, given, obstacle=obstacle)


@login_required
@sent
def finish_remedy(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a remedy was carried out."""
    remedy = get_object_or_404(Remedy.objects.select_related("obstacle__target"), pk=pk)
    tell(request, attempt(request, follow_work.finish_remedy, _("Đã ghi giải pháp thực hiện xong."), remedy=remedy))
    return _back(_page_of(request, remedy.obstacle.target_id), "han-che")


@login_required
@sent
def add_funding(request: HttpRequest, pk: int) -> HttpResponse:
    """Put money of one source on the target."""
    target, typed = _target(pk), request.POST

    def given() -> dict[str, Any]:
        return {"source": typed.get("source", ""), **{name: amount(typed, name) for name in MONEY}}

    said = _("Đã ghi nguồn lực.")
    return _carry(request, target, "funding", "nguon-luc", follow_work.add_funding, said, given, target=target)


@login_required
@sent
def change_funding(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the amounts of a source up to date."""
    funding = get_object_or_404(Funding.objects.select_related("target"), pk=pk)

    def given() -> dict[str, Any]:
        return {name: amount(request.POST, name) for name in MONEY}

    said, page = _("Đã cập nhật nguồn lực."), _page_of(request, funding.target_id)
    return _carry(request, page, funding, "nguon-luc", follow_work.change_funding, said, given, funding=funding)


# --- the parts of the views ---------------------------------------------------------------------------------------------


def _target(pk: int) -> Target:
    """A target that is in force; one that was given up or is still proposed has no work on it."""
    near = ("target_set__programme__place", "owner", "whole__owner")
    return get_object_or_404(Target.objects.select_related(*near), pk=pk, state="confirmed", target_set__in_force=True)


def _page_of(request: HttpRequest, target_id: int) -> Target:
    """The target whose page the form stood on: a compound target shows the work on its parts as well."""
    told = request.POST.get("page", "")
    return _target(int(told) if told.isdecimal() and len(told) < 10 else target_id)


def _office(typed: Mapping[str, str]) -> Office:
    told = typed.get("office", "")
    found = Office.objects.filter(pk=int(told)).first() if told.isdecimal() and len(told) < 10 else None
    if found is None:
        raise Refused(_("Hãy chọn đơn vị trong danh sách."), field="office")
    return found


def _back(target: Target, section: str) -> HttpResponse:
    return redirect(f"{reverse('target-work', args=[target.pk])}#{section}")


def _carry(
    request: HttpRequest,
    page: Target,
    form: object,
    section: str,
    action: Callable[..., object],
    said: str,
    given: Callable[[], dict[str, Any]],
    **thing: Any,
) -> HttpResponse:
    """Read a form and carry out its action. Done: back to the section of the page. Refused: the page again, with what
    was typed in the form it was typed into; `form` names it, or is the row that it belongs to."""
    try:
        refused = attempt(request, action, said, **thing, **given())
    except Refused as unread:
        if isinstance(unread, NotAllowed):
            raise
        refused = unread
    return _back(page, section) if refused is None else _page(request, page, {form: Sent(request.POST, refused)})


def _pace(row: Target, where: queries.Standing) -> TermPace | None:
    """Where a target of several years stands; None for one of a year, which has a verdict."""
    if not where.is_term:
        return None
    found = queries.term_standing(where.programme, today=where.today)
    return next((pace for other, _record, pace in found if other.pk == row.pk), None)


def _page(request: HttpRequest, target: Target, sent: Mapping[object, Sent] | None = None) -> HttpResponse:
    today, user, programme = clock.today(), request.user, target.target_set.programme
    rights.require_sight(user, programme, today=today)
    where = queries.standing(programme, today=today)
    row = where.rows.get(str(target.pk), target)
    verdict = where.verdict(str(row.pk))
    work = queries.work_on(row)
    family = [row, *([row.whole] if row.whole else []), *row.parts.all()]
    may_work = rights.among(user, "follow_work", family, today=today)
    may_demand = rights.may(user, "demand", row, today=today)
    asks = not any(d.answered_on is None for d in work.directives)
    about = [*family, *work.tasks, *work.obstacles, *work.directives, *work.funding]
    context = {
        "target": row,
        "row": row,
        "where": where,
        "verdict": verdict,
        "pace": _pace(row, where),
        "record": verdict.target if verdict else convert.target_record(row),
        "owner": row.owner or (row.whole.owner if row.whole else None),
        "work": work,
        "sources": queries.sources_of(row),
        "history": queries.events_about(about)[:30],
        "sent": sent or {},
        "may_demand": may_demand,
        "may_override": verdict is not None and rights.may(user, "override_verdict", row, today=today),
        "urged": may_demand and asks and verdict is not None and verdict.said in RED,
        "may_answer": rights.among(user, "answer", work.directives, today=today),
        "may_work": may_work,
        "adding": row.pk in may_work,
        "offices": queries.offices_here(programme, today) if may_demand or may_work else (),
        "usual_due": today + timedelta(days=USUAL_DAYS_TO_ANSWER),
    }
    return render(request, "staff/target_work.html", context, status=UNPROCESSABLE if sent else 200)
