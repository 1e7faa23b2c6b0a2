"""Closing a year: what is declared of each target, beside what the rule says of it; and a verdict set by a signer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.catalogue.load import load_catalogue
from tiendo.model.closing import Declared as DeclaredRecord
from tiendo.model.verdict import Verdict
from tiendo.publishing.closing_words import count_words
from tiendo_web import clock
from tiendo_web.actions import override_verdict, rights
from tiendo_web.actions.close_year import WORDS, Given, close_year, drafted, usual
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.staff.asked import UNPROCESSABLE, amount, attempt, for_those_who_may, needed_day, sent
from tiendo_web.pages.templatetags.said import typed as as_typed
from tiendo_web.records import queries
from tiendo_web.records.models import Override, Programme, Target


@dataclass(frozen=True)
class Line:
    """One row of the form: the verdict of today, and what would be declared. `whole`: its parts are declared instead."""

    verdict: Verdict
    declared: DeclaredRecord
    row: Target
    figure: str
    unit: str
    chosen: str
    reason: str
    whole: bool


@for_those_who_may("close_year")
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """The form with today's figures; sent with "look" it is only reckoned again, sent without it is declared."""
    programme = get_object_or_404(Programme.objects.select_related("place"), slug=slug)
    rights.require(request.user, "close_year", programme, today=clock.today())
    where = queries.standing(programme, today=clock.today())
    if request.method != "POST":
        return _form(request, where, usual(where, next(iter(queries.closings_of(programme)), None)))
    given, refused = _given(request.POST, where)
    if refused is None and "look" not in request.POST:
        try:
            dated = needed_day(request.POST, "dated")
        except Refused as wrong:
            return _form(request, where, given, wrong)
        signed = {key: request.POST.get(key, "") for key in ("signer", "document", "reason")}
        reopens = request.POST.get("reopens", "")
        refused = attempt(
            request,
            close_year,
            _("Đã chốt kết quả năm; số liệu về sau được tính lại và ghi bên cạnh."),
            programme=programme,
            given=given,
            dated=dated,
            reopens=int(reopens) if reopens.isdecimal() and len(reopens) < 5 else 0,
            **signed,
        )
        if refused is None:
            return redirect("closing", slug)
    return _form(request, where, given, refused)


def _given(typed: Mapping[str, str], where: queries.Standing) -> tuple[dict[str, Given], Refused | None]:
    """What was typed for each target, and the first number that is none."""
    found, wrong = {}, None
    for verdict in where.verdicts:
        for one in verdict.parts or (verdict,):
            key = one.target.id
            figure = None
            try:
                figure = amount(typed, f"figure-{key}")
            except Refused as refused:
                wrong = wrong or refused
            found[key] = Given(figure, typed.get(f"word-{key}", ""), typed.get(f"reason-{key}", "").strip())
    return found, wrong


def _form(
    request: HttpRequest, where: queries.Standing, given: Mapping[str, Given], refused: Refused | None = None
) -> HttpResponse:
    lines = drafted(where, given)
    now = {one.target.id: one for verdict in where.verdicts for one in (verdict, *verdict.parts)}
    typed = request.POST if request.method == "POST" else {}
    context = {
        "where": where,
        "programme": where.programme,
        "lines": [_line(line, now[line.target_id], where, given, typed) for line in lines],
        "count": count_words(Counter(line.word for line in lines if not line.part), 0, get_language() or "vi"),
        "words": WORDS,
        "typed": typed,
        "refused": refused,
        "newest": next(iter(queries.closings_of(where.programme)), None),
    }
    return render(request, "staff/close_year.html", context, status=UNPROCESSABLE if refused else 200)


def _line(
    line: DeclaredRecord,
    verdict: Verdict,
    where: queries.Standing,
    given: Mapping[str, Given],
    typed: Mapping[str, str],
) -> Line:
    key = line.target_id
    said = given.get(key, Given())
    indicator = load_catalogue().indicators.get(verdict.target.indicator_code or "")
    figure = typed.get(f"figure-{key}", as_typed(said.figure))
    unit = indicator.unit if indicator else ""
    return Line(verdict, line, where.rows[key], figure, unit, said.word, said.reason, bool(verdict.parts))


# --- a verdict set by a signer ------------------------------------------------------------------------------------------


@for_those_who_may("override_verdict")
def override(request: HttpRequest, pk: int) -> HttpResponse:
    """Set another word than the rule's; what was set before, and withdrawn, stands below."""
    target = _target(request, pk)
    if request.method != "POST":
        return _override_page(request, target)
    replaces = request.POST.get("replaces", "")
    refused = attempt(
        request,
        override_verdict.override,
        _("Đã ghi đánh giá của người ký; đánh giá theo quy tắc vẫn được giữ bên cạnh."),
        target=target,
        word=request.POST.get("word", ""),
        replaces=int(replaces) if replaces.isdecimal() and len(replaces) < 10 else None,
        **_signed(request.POST),
    )
    return redirect("target-override", pk) if refused is None else _override_page(request, target, refused, "set")


@login_required
@sent
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the word of a signer back."""
    row = get_object_or_404(Override, pk=pk)
    target = _target(request, row.target_id)
    said = _("Đã rút đánh giá của người ký; nay theo quy tắc.")
    refused = attempt(request, override_verdict.withdraw_override, said, override=row, **_signed(request.POST))
    if refused is None:
        return redirect("target-override", target.pk)
    return _override_page(request, target, refused, "withdraw")


def _signed(typed: Mapping[str, str]) -> dict[str, str]:
    return {key: typed.get(key, "") for key in ("signer", "reason", "document")}


def _target(request: HttpRequest, pk: int) -> Target:
    near = ("target_set__programme__place", "place", "whole")
    found = get_object_or_404(Target.objects.select_related(*near), pk=pk)
    rights.require(request.user, "override_verdict", found, today=clock.today())
    return found


def _override_page(
    request: HttpRequest, target: Target, refused: Refused | None = None, form: str = ""
) -> HttpResponse:
    where = queries.standing(target.target_set.programme, today=clock.today())
    verdict = where.verdict(str(target.pk))
    rows = queries.overrides_of(target)
    context: dict[str, Any] = {
        "row": target,
        "where": where,
        "verdict": verdict,
        "words": override_verdict.words_for(verdict) if verdict else (),
        "overrides": rows,
        "in_force": next((row for row in rows if row.ended_on is None), None),
        "refused": refused,
        "setting": form == "set",
        "withdrawing": form == "withdraw",
        "typed": request.POST if refused else {},
    }
    return render(request, "staff/override.html", context, status=UNPROCESSABLE if refused else 200)
