"""The register of a programme: its editions; what a text proposes, confirmed one by one or together; put in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tiendo.catalogue.load import load_catalogue
from tiendo.model.target import Change, ChangeIn
from tiendo.model.target import Target as TargetRecord
from tiendo.model.verdict import ShareCheck
from tiendo.publishing.wording import describe_named, say
from tiendo_web import clock
from tiendo_web.actions import carry_over, confirm_targets, read_plan, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.marked import marked_text
from tiendo_web.pages.staff.asked import UNPROCESSABLE, attempt, day, for_those_who_may, tell
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Figure, Programme, Target, TargetSet

LIVE = ("proposed", "confirmed")
_SAID_ELSEWHERE = frozenset({"stated-count-differs", "implied-baseline"})  # in the summary, beside the baseline


@dataclass(frozen=True)
class Line:
    """One target or part of an edition as the pages show it: the row, its record and what it still lacks."""

    row: Target
    record: TargetRecord
    parts: tuple[Line, ...]
    figures: tuple[Figure, ...]

    @property
    def lacks(self) -> tuple[str, ...]:
        """What a person still has to fill in, most needed first."""
        if self.parts:
            return () if self.row.owner_id else (_("đơn vị phụ trách"),)
        changes = [
            c for c in self.record.conditions if c.change is not Change.NONE and c.change_in is ChangeIn.PER_CENT
        ]
        wanted = (
            (_("chỉ tiêu trong danh mục"), self.record.indicator_code in load_catalogue().indicators),
            (_("mức phải đạt"), bool(self.record.conditions)),
            (_("gốc so sánh"), not changes or self.record.baseline is not None),
            (_("đơn vị phụ trách"), bool(self.row.owner_id or self.row.whole_id)),
        )
        return tuple(what for what, there in wanted if not there)

    @property
    def check(self) -> ShareCheck | None:
        """Whether the shares of the places add up."""
        return None if self.parts else queries.share_check(self.record)


def lines_of(edition: TargetSet, states: tuple[str, ...] = LIVE) -> list[Line]:
    """The targets of an edition in list order."""
    return [_line(row) for row in queries.target_rows(edition, states=states)]


@for_those_who_may("confirm_targets")
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes that this person plans, with their editions."""
    found = list(queries.planned_programmes(request.user, today=clock.today()))
    editions = queries.editions(found)
    listed = [(p, [e for e in editions if e.programme_id == p.pk]) for p in found]
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
    }
    return render(request, "staff/programme.html", context)


@for_those_who_may("confirm_targets")
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: the text with every figure marked, and beside it the targets it proposes."""
    return _review(request, edition_of(request, pk))


@for_those_who_may("confirm_targets")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one proposal, those chosen, or all of them into targets of the register."""
    found = edition_of(request, pk)
    chosen = _chosen(request, found)
    if not chosen:
        return _review(request, found, Refused(_("Hãy chọn ít nhất một đề xuất để xác nhận."), field="target"))
    count = len(chosen)
    said = ngettext("Đã xác nhận %(count)d chỉ tiêu.", "Đã xác nhận %(count)d chỉ tiêu.", count) % {"count": count}
    refused = attempt(request, confirm_targets.confirm, said, targets=chosen)
    return redirect("edition", pk) if refused is None else _review(request, found, refused)


@for_those_who_may("confirm_targets")
@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill owners, reporting and baselines from the edition in force, so that only what is new is left to do."""
    found = edition_of(request, pk)
    said = _("Đã lấy đơn vị phụ trách, cách báo cáo và gốc so sánh từ lần giao đang có hiệu lực; hãy kiểm tra lại.")
    refused = attempt(request, carry_over.carry_over, said, target_set=found)
    return redirect("edition", pk) if refused is None else _review(request, found, refused)


@for_those_who_may("confirm_targets")
@require_POST
def put_in_force(request: HttpRequest, pk: int) -> HttpResponse:
    """Make this the edition that is judged and shown, and the programme public."""
    found = edition_of(request, pk)
    try:
        decided_on = day(request.POST, "decided_on")
    except Refused as refused:
        return _review(request, found, refused)
    refused_ = attempt(
        request,
        confirm_targets.put_in_force,
        _("Lần giao đã có hiệu lực; chương trình đã công khai."),
        target_set=found,
        decided_by=request.POST.get("decided_by", ""),
        decided_on=decided_on,
    )
    return redirect("edition", pk) if refused_ is None else _review(request, found, refused_)


@for_those_who_may("confirm_targets")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a target out of the list with a reason."""
    target = target_of(request, pk)
    reason = request.POST.get("reason", "")
    refused = attempt(
        request, confirm_targets.withdraw, _("Đã bỏ khỏi danh sách kèm lý do."), target=target, reason=reason
    )
    if refused is None:
        return redirect("edition", target.target_set_id)
    tell(request, refused)
    return redirect("target-edit", pk)


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


def _line(row: Target) -> Line:
    parts = () if row.whole_id else tuple(_line(p) for p in row.parts.all())
    return Line(row, convert.target_record(row), parts, tuple(row.figures.all()))


def _lacks_baseline(line: Line) -> bool:
    return line.record.baseline is None and any(c.change is not Change.NONE for c in line.record.conditions)


def _lacks_what_was_settled(line: Line) -> bool:
    return line.row.owner_id is None or any(_lacks_baseline(one) for one in (line.parts or (line,)))


def _gone(lines: Sequence[Line], in_force: TargetSet) -> list[Target]:
    """Targets of the edition in force that the lines do not hold by indicator: readers will no longer see them."""
    here = {one.row.indicator_code for line in lines for one in (line.parts or (line,))}
    before = [one for line in lines_of(in_force, ("confirmed",)) for one in (line.parts or (line,))]
    return [one.row for one in before if one.row.indicator_code not in here]


def _summary(stated: int | None, lines: Sequence[Line]) -> str:
    return describe_named(stated, [len(line.parts) for line in lines], get_language() or "vi")


def _chosen(request: HttpRequest, edition: TargetSet) -> list[Target]:
    proposed = edition.targets.filter(whole=None, state="proposed").order_by("ordinal")
    if "all" in request.POST:
        return list(proposed)
    only = request.POST.get("only")
    numbers = [only] if only else request.POST.getlist("target")
    return list(proposed.filter(pk__in=[n for n in numbers if n.isdecimal() and len(n) < 10]))


def _review(request: HttpRequest, edition: TargetSet, refused: Refused | None = None) -> HttpResponse:
    document, language = edition.document, get_language() or "vi"
    reading = read_plan.reading_of(document, programme=edition.programme) if document else None
    lines = lines_of(edition)
    figures = list(document.figures.all()) if document else []
    taken = {f.pk for line in lines for f in line.figures}
    in_force = edition.programme.target_sets.filter(in_force=True, authority=edition.authority).first()
    context = {
        "edition": edition,
        "in_force": in_force,
        "replaced": in_force is not None and in_force.edition > edition.edition,
        "lines": lines,
        "can_take_over": in_force not in (None, edition) and any(_lacks_what_was_settled(line) for line in lines),
        "no_owner": [line.row for line in lines if line.row.owner_id is None],
        "no_baseline": [one.row for line in lines for one in (line.parts or (line,)) if _lacks_baseline(one)],
        "gone": _gone(lines, in_force) if in_force not in (None, edition) else [],
        "proposed": sum(1 for line in lines if line.row.state == "proposed"),
        "confirmed": sum(1 for line in lines if line.row.state == "confirmed"),
        "summary": _summary(reading.stated_target_count if reading else edition.programme.stated_target_count, lines),
        "problems": [say(p, language) for p in reading.problems if p.rule not in _SAID_ELSEWHERE] if reading else [],
        "text": marked_text(document.text, figures) if document else "",
        "others": [f for f in figures if f.pk not in taken],
        "withdrawn": edition.targets.filter(state="withdrawn", whole=None),
        "chosen": request.POST.getlist("target"),
        "refused": refused,
    }
    return render(request, "staff/edition.html", context, status=UNPROCESSABLE if refused else 200)
