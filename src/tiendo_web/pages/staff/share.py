"""Share a target out to the places below, and see whether the shares add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tiendo.model.target import Share
from tiendo.model.target import Target as TargetRecord
from tiendo.model.verdict import ShareRelation
from tiendo.publishing.wording import describe_shares, format_exact
from tiendo_web import clock
from tiendo_web.actions import share_out
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.staff.asked import UNPROCESSABLE, amount, attempt, for_those_who_may
from tiendo_web.pages.staff.register import target_of
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Place, Target

TONES = {ShareRelation.EQUAL: "good", ShareRelation.BELOW: "bad", ShareRelation.ABOVE: "bad"}


@for_those_who_may("share_out")
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """What each place has to bring: to fill and to save."""
    target = target_of(request, pk)
    if request.method != "POST":
        return _form(request, target)
    places = _places(target)
    level = _record(target).shared_condition
    try:
        if "same" in request.POST and level is not None:
            shares: dict[str, Decimal | None] = dict.fromkeys(places, level.value)
        else:
            shares = _typed(request.POST, places)
    except Refused as refused:
        return _form(request, target, refused)
    refused_ = attempt(request, share_out.share_out, _("Đã lưu phần giao."), target=target, shares=shares)
    return redirect("target-share", pk) if refused_ is None else _form(request, target, refused_)


@for_those_who_may("share_out")
@require_GET
def total(request: HttpRequest, pk: int) -> HttpResponse:
    """The sum of what is typed just now, said beside the target; nothing is saved."""
    target = target_of(request, pk)
    try:
        shares = _typed(request.GET, _places(target))
    except Refused as refused:
        return render(request, "staff/share_total.html", {"said": str(refused), "tone": "bad"})
    return render(request, "staff/share_total.html", _said(_record(target), shares))


# --- the parts of the views ---------------------------------------------------------------------------------------------


def _places(target: Target) -> dict[str, Place]:
    on = queries.tree_day(target.target_set.programme, clock.today())
    return dict(sorted(queries.places_below(target.place, on).items()))


def _record(target: Target) -> TargetRecord:
    return convert.target_record(target)


def _typed(typed: Mapping[str, str], places: Mapping[str, Place]) -> dict[str, Decimal | None]:
    return {code: amount(typed, code) for code in places}


def _said(record: TargetRecord, shares: Mapping[str, Decimal | None]) -> dict[str, str]:
    """Whether these shares add up, in words."""
    given = tuple(Share(code, value) for code, value in shares.items() if value is not None)
    check = queries.share_check(replace(record, shares=given))
    level = record.shared_condition
    if check is None or level is None:
        return {"said": "", "tone": ""}
    said = describe_shares(check, level.unit, get_language() or "vi")
    return {"said": said, "tone": TONES.get(check.relation, "")}


def _form(request: HttpRequest, target: Target, refused: Refused | None = None) -> HttpResponse:
    places, record = _places(target), _record(target)
    saved = {s.place.code: s.value for s in target.shares.select_related("place")}
    language = get_language() or "vi"
    kept = {code: format_exact(value, language) for code, value in saved.items()}
    now = {code: request.POST.get(code, "") if refused else kept.get(code, "") for code in places}
    probe = queries.share_check(replace(record, shares=(Share("", Decimal(0)),)))
    context = {
        "target": target,
        "record": record,
        "level": record.shared_condition,
        "rows": [(place, now[code]) for code, place in places.items()],
        "adds_up": probe is not None and probe.relation is not ShareRelation.NOT_ADDITIVE,
        "refused": refused,
        **({} if refused else _said(record, saved)),
    }
    return render(request, "staff/share.html", context, status=UNPROCESSABLE if refused else 200)
