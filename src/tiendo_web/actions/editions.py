"""What is done to a whole edition: signed as gone through, put in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tiendo_web.actions import checked, events, kept_texts, rights, stored_totals
from tiendo_web.actions.one_target import document_of, require_open
from tiendo_web.actions.refused import Refused
from tiendo_web.records import queries
from tiendo_web.records.models import Programme, TargetSet, User

FIRST_YEAR = 1990  # no decision on a programme kept here is older: an earlier day is a slip of the keys


def sign_review(*, target_set: TargetSet, by: User, today: date) -> int:
    """Say of an edition that nothing in its text was read falsely and nothing missed; returns how many figures that
    is. Doing it twice changes nothing.

    Raises Refused while a figure or a proposal has not been gone through.
    """
    rights.require(by, "confirm_targets", target_set.programme, today=today)
    with transaction.atomic():
        edition = TargetSet.objects.select_for_update(of=("self",)).get(pk=target_set.pk)
        require_open(edition)
        states = queries.figure_states(document_of(edition).figures.all(), edition)
        waiting = sum(1 for state in states.values() if state in {"proposed", "unchecked"})
        waiting = waiting or edition.targets.filter(whole=None, state="proposed").count()
        if waiting:
            raise Refused(
                ngettext(
                    "Còn %(count)d mục chưa soát; hãy xác nhận, sửa hoặc bỏ từng mục trước khi kết luận.",
                    "Còn %(count)d mục chưa soát; hãy xác nhận, sửa hoặc bỏ từng mục trước khi kết luận.",
                    waiting,
                )
                % {"count": waiting}
            )
        if edition.reviewed_on is None:
            edition.reviewed_by, edition.reviewed_on = by, today
            edition.save(update_fields=["reviewed_by", "reviewed_on"])
            targets = edition.targets.filter(whole=None, state="confirmed").count()
            facts = {"edition": edition.edition, "figures": len(states), "targets": targets}
            events.log(verb="sign_review", subject=edition, facts=facts, by=by)
    target_set.refresh_from_db()
    return len(states)


def put_in_force(
    *, target_set: TargetSet, by: User, today: date, decided_by: str = "", decided_on: date | None = None
) -> None:
    """Make an edition the one that is judged and shown, and its programme public. Earlier editions are kept. The
    number of targets that the programme states is that of the edition's text. Doing it twice changes nothing.

    Raises Refused without a confirmed target, and for a day of decision that cannot be: to come, before 1990, or before
    the decision that it replaces.
    """
    rights.require(by, "confirm_targets", target_set.programme, today=today)
    decided_by = checked.text(decided_by, field="decided_by", longest=200)
    with transaction.atomic():
        programme = Programme.objects.select_for_update(of=("self",)).get(pk=target_set.programme_id)
        edition = programme.target_sets.get(pk=target_set.pk)
        if not edition.targets.filter(state="confirmed", whole=None).exists():
            raise Refused(_("Chưa có chỉ tiêu nào được xác nhận, nên chưa công bố được chương trình."))
        in_force = programme.target_sets.filter(authority=edition.authority, in_force=True).first()
        _require_possible_day(decided_on, in_force if in_force != edition else None, today)
        before = _in_force(programme, in_force)
        if in_force and in_force != edition:
            in_force.in_force = False
            in_force.save(update_fields=["in_force"])
        edition.in_force = True
        edition.decided_by = decided_by or edition.decided_by
        edition.decided_on = decided_on or edition.decided_on
        edition.save(update_fields=["in_force", "decided_by", "decided_on"])
        programme.published = True
        if (stated := _stated_count(edition)) is not None:
            programme.stated_target_count = stated
        programme.save(update_fields=["published", "stated_target_count"])
        after = _in_force(programme, edition)
        if after != before:
            stored_totals.make_again(programme=programme, today=today)
            events.log(verb="put_in_force", subject=programme, facts={"before": before, "after": after}, by=by)
    # The caller goes on with the edition as it is now.
    target_set.refresh_from_db()


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _require_possible_day(decided_on: date | None, replaced: TargetSet | None, today: date) -> None:
    if decided_on is None:
        return
    if decided_on > today:
        raise Refused(_("Ngày quyết định ở sau hôm nay; hãy kiểm tra lại ngày."), field="decided_on")
    if decided_on.year < FIRST_YEAR:
        raise Refused(
            _("Ngày quyết định ở trước năm %(year)d; hãy kiểm tra lại năm.") % {"year": FIRST_YEAR}, field="decided_on"
        )
    if replaced and replaced.decided_on and decided_on < replaced.decided_on:
        raise Refused(
            _("Ngày quyết định ở trước ngày %(day)s của lần giao %(edition)d mà nó thay; hãy kiểm tra lại ngày.")
            % {"day": f"{replaced.decided_on:%d/%m/%Y}", "edition": replaced.edition},
            field="decided_on",
        )


def _stated_count(edition: TargetSet) -> int | None:
    return kept_texts.reading_of(edition.document).stated_target_count if edition.document else None


def _in_force(programme: Programme, edition: TargetSet | None) -> dict[str, Any]:
    """What readers are shown, for the log."""
    return {
        "edition": edition.edition if edition else None,
        "decided_by": edition.decided_by if edition else "",
        "decided_on": edition.decided_on if edition else None,
        "stated_target_count": programme.stated_target_count,
        "published": programme.published,
    }
