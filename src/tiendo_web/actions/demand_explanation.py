"""A leader demands an explanation of a target; the office answers."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Directive, Office, Target, User


def demand(*, target: Target, office: Office, text: str, due: date, by: User, today: date) -> Directive:
    """Ask an office to explain, with a deadline that is not in the past."""
    rights.require(by, "demand", target, today=today)
    if not text.strip():
        raise Refused(_("Hãy ghi nội dung cần giải trình."), field="text")
    if due < today:
        raise Refused(_("Hạn giải trình không được trước hôm nay."), field="due")
    with transaction.atomic():
        directive = Directive.objects.create(
            target=target, text=text.strip(), by=by, office=office, given_on=today, due=due
        )
        facts = {"target": target, "office": office, "text": text.strip(), "due": due}
        events.log(verb="demand_explanation", subject=directive, facts=facts, by=by)
    return directive


def answer(*, directive: Directive, text: str, by: User, today: date) -> Directive:
    """Answer a demand; an answer is given once and stays."""
    rights.require(by, "answer", directive, today=today)
    if not text.strip():
        raise Refused(_("Hãy ghi nội dung giải trình."), field="answer")
    with transaction.atomic():
        directive = Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
        if directive.answered_on:
            raise Refused(_("Yêu cầu này đã được giải trình."))
        directive.answer, directive.answered_by, directive.answered_on = text.strip(), by, today
        directive.save()
        events.log(verb="answer_directive", subject=directive, facts={"answer": text.strip()}, by=by)
    return directive
