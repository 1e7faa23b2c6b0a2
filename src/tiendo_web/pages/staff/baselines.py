"""Baselines that a plan's text offers: one button, or one key, takes one over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tiendo_web.actions.take_baseline import take_baseline
from tiendo_web.pages.staff.asked import attempt, for_those_who_may, tell
from tiendo_web.pages.staff.register import edition_of, target_of
from tiendo_web.pages.staff.review_page import review
from tiendo_web.records.models import Figure


@for_those_who_may("confirm_targets")
@require_POST
def take(request: HttpRequest, pk: int, ordinal: int) -> HttpResponse:
    """Take a result as the baseline; back to the page where it was offered."""
    target = target_of(request, pk)
    figure = get_object_or_404(Figure, document=target.target_set.document_id, ordinal=ordinal)
    given = {"target": target, "figure": figure, "held": request.POST.get("held")}
    refused = attempt(request, take_baseline, _("Đã lấy làm gốc so sánh."), **given)
    if request.POST.get("from") == "target":
        tell(request, refused)
        return redirect("target-edit", pk)
    if refused is not None:
        return review(request, edition_of(request, target.target_set_id), refused)
    return redirect(f"{reverse('edition', args=[target.target_set_id])}#chi-tieu-{target.whole_id or target.pk}")
