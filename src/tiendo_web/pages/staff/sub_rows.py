"""Lines "trong đó": entered below a target, moved below it, moved out again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tiendo_web.actions import sub_rows
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.staff.asked import attempt, for_those_who_may, tell
from tiendo_web.pages.staff.correct import changes_typed, form, only_rows
from tiendo_web.pages.staff.register import target_of


@for_those_who_may("confirm_targets")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a line "trong đó" below a target by hand."""
    whole = target_of(request, pk)
    edition = whole.target_set
    if request.method != "POST" or only_rows(request.POST):
        return form(request, edition, None, under=whole)
    try:
        changes = changes_typed(request.POST, edition, None)
    except Refused as refused:
        return form(request, edition, None, refused, under=whole)
    said = _("Đã thêm dòng “trong đó”.")
    refused_ = attempt(request, sub_rows.add_sub_row, said, target=whole, changes=changes)
    if refused_ is not None:
        return form(request, edition, None, refused_, under=whole)
    return redirect(f"{reverse('edition', args=[edition.pk])}#chi-tieu-{pk}")


@for_those_who_may("confirm_targets")
@require_POST
def put_under(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a target a line "trong đó" of the one that was chosen."""
    target, chosen = target_of(request, pk), request.POST.get("under", "")
    whole = target.target_set.targets.filter(pk=chosen).first() if chosen.isdecimal() else None
    if whole is None:
        tell(request, Refused(_("Hãy chọn chỉ tiêu mà dòng này nằm dưới."), field="under"))
        return redirect("target-edit", pk)
    tell(request, attempt(request, sub_rows.put_under, _("Đã đặt thành dòng “trong đó”."), target=target, whole=whole))
    return redirect("target-edit", pk)


@for_those_who_may("confirm_targets")
@require_POST
def stand_alone(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a line "trong đó" a target of its own."""
    said = _("Đã tách thành chỉ tiêu riêng, tính trong tổng số chỉ tiêu.")
    tell(request, attempt(request, sub_rows.stand_alone, said, target=target_of(request, pk)))
    return redirect("target-edit", pk)
