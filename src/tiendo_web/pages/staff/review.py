"""Go through the figures of a text one by one; say that nothing is false and nothing missed; take the case away."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tiendo.publishing.labelled import NotACase, labelled_case
from tiendo_web import clock
from tiendo_web.actions import confirm_targets, edit_targets, editions, kept_texts, review_figures
from tiendo_web.actions.refused import NotAllowed, Refused
from tiendo_web.pages.staff.asked import amount, attempt, for_those_who_may
from tiendo_web.pages.staff.register import edition_of, reasons, target_of
from tiendo_web.pages.staff.review_page import review
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Figure, Target, TargetSet


@for_those_who_may("confirm_targets")
@require_POST
def agree(request: HttpRequest, pk: int, ordinal: int) -> HttpResponse:
    """A figure without a target was read rightly."""
    return _done(request, pk, ordinal, review_figures.agree, _("Đã ghi: đọc đúng."), several=True)


@for_those_who_may("confirm_targets")
@require_POST
def correct(request: HttpRequest, pk: int, ordinal: int) -> HttpResponse:
    """What a figure really is: only what was sent changes."""
    edition = edition_of(request, pk)
    try:
        changes = _changes(request)
    except Refused as refused:
        return review(request, edition, refused)
    return _done(request, pk, ordinal, review_figures.correct, _("Đã sửa số liệu."), changes=changes)


@for_those_who_may("confirm_targets")
@require_POST
def remove(request: HttpRequest, pk: int, ordinal: int) -> HttpResponse:
    """It is no figure of the plan."""
    reason = request.POST.get("reason", "").strip() or reasons().get(request.POST.get("because", ""), "")
    return _done(request, pk, ordinal, review_figures.remove, _("Đã bỏ số liệu kèm lý do."), reason=reason)


@for_those_who_may("confirm_targets")
@require_POST
def restore(request: HttpRequest, pk: int, ordinal: int) -> HttpResponse:
    """Take back what was said of a figure."""
    return _done(request, pk, ordinal, review_figures.restore, _("Đã khôi phục như máy đọc."))


@for_those_who_may("confirm_targets")
@require_POST
def restore_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a withdrawn or confirmed target a proposal again."""
    target = target_of(request, pk)
    refused = attempt(request, confirm_targets.restore, _("Đã đưa về đề xuất."), target=target)
    return _at_target(request, target, refused)


@for_those_who_may("confirm_targets")
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a figure that was missed, by its words."""
    edition = edition_of(request, pk)
    at = request.POST.get("at", "")
    try:
        given = _changes(request)
        figure = review_figures.add_figure(
            target_set=edition,
            words=request.POST.get("words", ""),
            at=int(at) if at.isdecimal() and len(at) < 10 else None,
            given=given,
            by=request.user,
            today=clock.today(),
        )
    except NotAllowed:
        raise
    except Refused as refused:
        return review(request, edition, refused)
    messages.success(request, _("Đã thêm số liệu %(n)d.") % {"n": figure.ordinal})
    return redirect(f"{reverse('edition', args=[pk])}#so-{figure.ordinal}")


@for_those_who_may("confirm_targets")
@require_POST
def take_owners(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a target the offices that the text names for it: the first in charge, the others to help."""
    target = target_of(request, pk)
    here = {str(o.pk): o for o in queries.offices_here(target.target_set.programme, clock.today())}
    named = [here[pk] for pk in request.POST.getlist("office") if pk in here]
    refused: Refused | None = Refused(_("Hãy chọn đơn vị trong danh sách."))
    if named:
        changes = {"owner": named[0], "coordinating": named[1:]}
        said = _("Đã giao theo văn bản.")
        refused = attempt(request, edit_targets.edit_target, said, target=target, changes=changes)
    return _at_target(request, target, refused)


@for_those_who_may("confirm_targets")
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing false, nothing missed."""
    edition = edition_of(request, pk)
    try:
        count = editions.sign_review(target_set=edition, by=request.user, today=clock.today())
    except NotAllowed:
        raise
    except Refused as refused:
        return review(request, edition, refused)
    said = ngettext(
        "Đã ghi: soát hết %(count)d số liệu, không sai, không sót.",
        "Đã ghi: soát hết %(count)d số liệu, không sai, không sót.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect(f"{reverse('edition', args=[pk])}#hoan-tat")


@for_those_who_may("confirm_targets")
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The labelled case of an edition's text, in the form of the corpus."""
    edition = edition_of(request, pk)
    if edition.document is None or edition.reviewed_on is None:
        said = _("Chỉ tải được ca mẫu sau khi đã soát hết văn bản; hãy bấm “Đã soát hết” trước.")
        return review(request, edition, Refused(said))
    slug = slugify(edition.document.name.replace("đ", "d").replace("Đ", "D"))[:60].strip("-") or "van-ban"
    try:
        case = labelled_case(
            f"{slug}-{edition.pk}",
            kept_texts.reading_of(edition.document, programme=edition.programme),
            _labelled(edition),
        )
    except NotACase:
        return review(request, edition, Refused(_("Văn bản này không có chỉ tiêu nào nên không thành ca mẫu.")))
    answer = HttpResponse(
        json.dumps(case, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{case["id"]}.json"'
    return answer


# --- the parts of the views ---------------------------------------------------------------------------------------------


def _done(
    request: HttpRequest, pk: int, ordinal: int, action: Any, said: str, *, several: bool = False, **given: Any
) -> HttpResponse:
    """Carry out a verb on one figure of the edition's text, and show where it stands now."""
    edition = edition_of(request, pk)
    figure = get_object_or_404(Figure, document=edition.document_id, ordinal=ordinal)
    what = {"figures": [figure]} if several else {"figure": figure}
    refused = attempt(request, action, said, target_set=edition, **what, **given)
    if refused is not None:
        return review(request, edition, refused)
    return redirect(f"{reverse('edition', args=[pk])}#so-{ordinal}")


def _at_target(request: HttpRequest, target: Target, refused: Refused | None) -> HttpResponse:
    """The page where the target stands; with the refusal when there is one."""
    if refused is not None:
        return review(request, edition_of(request, target.target_set_id), refused)
    return redirect(f"{reverse('edition', args=[target.target_set_id])}#chi-tieu-{target.pk}")


def _changes(request: HttpRequest) -> dict[str, Any]:
    typed = request.POST
    changes: dict[str, Any] = {
        name: typed[name].strip()
        for name in ("kind", "indicator", "indicator_code", "comparator", "unit", "change")
        if typed.get(name, "").strip()
    }
    for name in ("value", "value_max"):
        if (number := amount(typed, name)) is not None:
            changes[name] = number
    return changes


def _labelled(edition: TargetSet) -> list[Any]:
    """The figures of the text as people said they are, those removed left out."""
    assert edition.document is not None
    figures = list(edition.document.figures.all())
    reviews = queries.newest_reviews(figures)
    kept = [f for f in figures if f.pk not in reviews or reviews[f.pk].said != "removed"]
    return [convert.labelled_figure(f, reviews.get(f.pk)) for f in kept]
