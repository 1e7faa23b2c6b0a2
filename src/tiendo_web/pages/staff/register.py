"""The register of a programme: its editions; what a text proposes, confirmed one by one or together; put in force."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tiendo.model.observation import Counting
from tiendo.publishing.wording import describe_named
from tiendo_web import clock
from tiendo_web.actions import carry_over, choose_counting, confirm_targets, editions, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.staff.asked import attempt, day, for_those_who_may, tell
from tiendo_web.pages.staff.lines import Line, lines_of
from tiendo_web.pages.staff.review_page import review
from tiendo_web.records import queries
from tiendo_web.records.models import Programme, Target, TargetSet


@for_those_who_may("confirm_targets")
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes that this person plans, with their editions."""
    found = list(queries.planned_programmes(request.user, today=clock.today()))
    known = queries.editions(found)
    listed = [(p, [e for e in known if e.programme_id == p.pk]) for p in found]
    return render(request, "staff/programmes.html", {"listed": listed})


@for_those_who_may("confirm_targets")
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme at work: its editions, and each target with its owner, verdict and shares."""
    found = get_object_or_404(Programme.objects.select_related("place", "term"), slug=slug)
    rights.require(request.user, "confirm_targets", found, today=clock.today())
    current = queries.current_set(found)
    lines = lines_of(current) if current else []
    where = queries.standing(found, today=clock.today()) if current and current.in_force else None
    context = {
        "programme": found,
        "editions": queries.editions([found]),
        "current": current,
        "lines": lines,
        "summary": _summary(found.stated_target_count, lines),
        "where": where,
        "countings": list(Counting),
    }
    return render(request, "staff/programme.html", context)


@for_those_who_may("confirm_targets")
@require_POST
def counting(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose which of several figures for one place and month counts."""
    found = get_object_or_404(Programme.objects.select_related("place"), slug=slug)
    given = {"programme": found, "counting": request.POST.get("counting", "")}
    tell(request, attempt(request, choose_counting.choose_counting, _("Đã ghi nhận."), **given))
    return redirect("planned-programme", slug)


@for_those_who_may("confirm_targets")
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: the text with every figure marked, and beside it the targets it proposes."""
    return review(request, edition_of(request, pk))


@for_those_who_may("confirm_targets")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one proposal, those chosen, or all of them into targets of the register."""
    found = edition_of(request, pk)
    chosen = _chosen(request, found)
    if not chosen:
        return review(request, found, Refused(_("Hãy chọn ít nhất một đề xuất để xác nhận."), field="target"))
    count = len(chosen)
    said = ngettext("Đã xác nhận %(count)d chỉ tiêu.", "Đã xác nhận %(count)d chỉ tiêu.", count) % {"count": count}
    refused = attempt(request, confirm_targets.confirm, said, targets=chosen)
    return redirect("edition", pk) if refused is None else review(request, found, refused)


@for_those_who_may("confirm_targets")
@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill owners, reporting and baselines from the edition in force, so that only what is new is left to do."""
    found = edition_of(request, pk)
    said = _("Đã lấy đơn vị phụ trách, cách báo cáo và gốc so sánh từ lần giao đang có hiệu lực; hãy kiểm tra lại.")
    refused = attempt(request, carry_over.carry_over, said, target_set=found)
    return redirect("edition", pk) if refused is None else review(request, found, refused)


@for_those_who_may("confirm_targets")
@require_POST
def put_in_force(request: HttpRequest, pk: int) -> HttpResponse:
    """Make this the edition that is judged and shown, and the programme public."""
    found = edition_of(request, pk)
    try:
        decided_on = day(request.POST, "decided_on")
    except Refused as refused:
        return review(request, found, refused)
    refused_ = attempt(
        request,
        editions.put_in_force,
        _("Lần giao đã có hiệu lực; chương trình đã công khai."),
        target_set=found,
        decided_by=request.POST.get("decided_by", ""),
        decided_on=decided_on,
    )
    return redirect("edition", pk) if refused_ is None else review(request, found, refused_)


@for_those_who_may("confirm_targets")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a target out of the list with a reason."""
    target = target_of(request, pk)
    said, because = request.POST.get("reason", "").strip(), request.POST.get("because", "other")
    refused = attempt(
        request,
        confirm_targets.withdraw,
        _("Đã bỏ khỏi danh sách kèm lý do."),
        target=target,
        reason=said or reasons().get(because, ""),
        because=because,
    )
    if refused is None:
        return redirect("edition", target.target_set_id)
    tell(request, refused)
    return redirect("target-edit", pk)


def reasons() -> dict[str, str]:
    """Why a figure or a target is taken out, for the buttons that say it with one key."""
    return {
        "not_figure": _("Không phải số liệu của kế hoạch"),
        "result": _("Là kết quả, không phải chỉ tiêu"),
        "repeated": _("Đã nêu ở chỗ khác"),
    }


# --- the parts of the views ---------------------------------------------------------------------------------------------


def edition_of(request: HttpRequest, pk: int) -> TargetSet:
    """The edition, for a person who plans its programme."""
    found = get_object_or_404(TargetSet.objects.select_related("programme__place", "document__added_by"), pk=pk)
    rights.require(request.user, "confirm_targets", found.programme, today=clock.today())
    return found


def target_of(request: HttpRequest, pk: int) -> Target:
    """The target, for a person who plans its programme."""
    near = ("target_set__programme__place", "target_set__document", "place", "owner", "whole", "baseline")
    found = get_object_or_404(Target.objects.select_related(*near), pk=pk)
    rights.require(request.user, "confirm_targets", found, today=clock.today())
    return found


def _summary(stated: int | None, lines: Sequence[Line]) -> str:
    return describe_named(stated, [len(line.parts) for line in lines], get_language() or "vi")


def _chosen(request: HttpRequest, edition: TargetSet) -> list[Target]:
    alone = Q(whole=None) | Q(sub_row=True, whole__state="confirmed")
    proposed = edition.targets.filter(alone, state="proposed").order_by("whole__ordinal", "ordinal")
    if "all" in request.POST:
        return list(proposed)
    only = request.POST.get("only")
    numbers = [only] if only else request.POST.getlist("target")
    return list(proposed.filter(pk__in=[n for n in numbers if n.isdecimal() and len(n) < 10]))
