"""The first page at work: what waits for this person, the most pressing first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tiendo.model.verdict import VerdictWord
from tiendo_web import clock
from tiendo_web.actions import rights
from tiendo_web.records import queries

RED = frozenset({VerdictWord.NOT_MET, VerdictWord.OFF_TRACK, VerdictWord.AT_RISK})


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """My figures to fill first; then what waits for my approval, my answer, my note; then what my roles watch."""
    today, user = clock.today(), request.user
    roles = rights.roles(user, today=today)
    annual = queries.current_programmes().exclude(period__contains="-")
    watches = roles & {"leader", "planner"}
    programme = next((p for p in annual if rights.sees_work(user, p, today=today)), None) if watches else None
    context = {
        "due": queries.returns_due(user, today=today),
        "waiting": queries.returns_waiting(user, today=today),
        "sent": queries.returns_sent(user, today=today)[:6],
        "demands": queries.directives_open(user, today=today),
        "to_note": queries.circulations_open(user, today=today),
        "drafts": queries.drafts().filter(programme__in=queries.planned_programmes(user, today=today)),
        "comments": queries.comments_waiting() if "editor" in roles else (),
        "events": queries.latest_events(8) if "auditor" in roles else (),
    }
    if programme:
        where = queries.standing(programme, today=today)
        context |= {
            "where": where,
            "red": [v for v in where.red_first if v.said in RED],
            "late": queries.returns_late(programme, today=today),
            "given": queries.directives_given(programme),
        }
    return render(request, "staff/home.html", context)
