"""Share a target out to the places below and the offices of the place, and see whether the shares add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tiendo.model.target import Share
from tiendo.model.target import Target as TargetRecord
from tiendo.model.verdict import ShareRelation
from tiendo.publishing.wording import format_exact
from tiendo_web import clock
from tiendo_web.actions import share_out
from tiendo_web.actions.refused import Refused
from tiendo_web.actions.share_out import office_field
from tiendo_web.pages.shared_out import Told, sums_told
from tiendo_web.pages.staff.asked import UNPROCESSABLE, amount, attempt, for_those_who_may
from tiendo_web.pages.staff.register import target_of
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Office, Place, Target


@dataclass(frozen=True)
class _Shares:
    """What is given just now: code → value, of places and of offices."""

    places: Mapping[str, Decimal | None]
    offices: Mapping[str, Decimal | None]


@for_those_who_may("share_out")
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """What each place and office has to bring: to fill and to save."""
    target = target_of(request, pk)
    if request.method != "POST":
        return _form(request, target)
    level = _record(target).shared_condition
    try:
        given = _typed(request.POST, target)
    except Refused as refused:
        return _form(request, target, refused)
    if "same" in request.POST and level is not None:
        given = replace(given, places=dict.fromkeys(given.places, level.value))
    told = {"target": target, "shares": given.places, "offices": given.offices}
    refused_ = attempt(request, share_out.share_out, _("Đã lưu phần giao."), **told)
    return redirect("target-share", pk) if refused_ is None else _form(request, target, refused_)


@for_those_who_may("share_out")
@require_GET
def total(request: HttpRequest, pk: int) -> HttpResponse:
    """The sums of what is typed just now, said beside the target; nothing is saved."""
    target = target_of(request, pk)
    try:
        given = _typed(request.GET, target)
    except Refused as refused:
        return render(request, "staff/share_total.html", {"sums": (Told(str(refused), "bad"),)})
    return render(request, "staff/share_total.html", {"sums": sums_told(_with(_record(target), given))})


# --- the parts of the views ---------------------------------------------------------------------------------------------


def _places(target: Target) -> dict[str, Place]:
    on = queries.tree_day(target.target_set.programme, clock.today())
    return dict(sorted(queries.places_below(target.place, on).items()))


def _offices(target: Target) -> dict[str, Office]:
    return {o.code: o for o in queries.offices_to_share(target)}


def _record(target: Target) -> TargetRecord:
    return convert.target_record(target)


def _typed(typed: Mapping[str, str], target: Target) -> _Shares:
    """What stands in the inputs. Raises Refused naming the first that is no number."""
    return _Shares(
        {code: amount(typed, code) for code in _places(target)},
        {code: amount(typed, office_field(code)) for code in _offices(target)},
    )


def _with(record: TargetRecord, given: _Shares) -> TargetRecord:
    """The target with these shares instead of its own."""
    places = [Share(code, value) for code, value in given.places.items() if value is not None]
    offices = [Share("", value, code) for code, value in given.offices.items() if value is not None]
    return replace(record, shares=(*places, *offices))


def _form(request: HttpRequest, target: Target, refused: Refused | None = None) -> HttpResponse:
    record, language = _record(target), get_language() or "vi"
    kept = {office_field(s.office) if s.office else s.place_code: s.value for s in record.shares}

    def now(field: str) -> str:
        if refused:
            return request.POST.get(field, "")
        return format_exact(kept[field], language) if field in kept else ""

    probe = queries.share_check(replace(record, shares=(Share("", Decimal(0)),)))
    context = {
        "target": target,
        "record": record,
        "level": record.shared_condition,
        "rows": [(place, now(code)) for code, place in _places(target).items()],
        "offices": [(o, f, now(f)) for code, o in _offices(target).items() if (f := office_field(code))],
        "any_office": any(s.office for s in record.shares) or (refused and refused.field.startswith(office_field(""))),
        "adds_up": probe is not None and probe.relation is not ShareRelation.NOT_ADDITIVE,
        "refused": refused,
        "sums": () if refused else sums_told(record),
    }
    return render(request, "staff/share.html", context, status=UNPROCESSABLE if refused else 200)
