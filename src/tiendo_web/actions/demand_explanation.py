"""A leader demands an explanation of a target; the office answers."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Directive, Office, Target, User


def demand(*, target: Target, office: Office, text: str, due: date, by: User, today: date) -> Directive:
    """Ask an office to explain, with a deadline that is not in the past. The same open demand sent twice is one."""
    rights.require(by, "demand", target, today=today)
    text = checked.needed_text(text, field="text", sentence=_("Hãy ghi nội dung cần giải trình."))
    if due < today:
        raise Refused(_("Hạn giải trình không được trước hôm nay."), field="due")
    checked.office_of(target, office, today=today)
    with transaction.atomic():
        Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
        said = {"target": target, "text": text, "by": by, "office": office, "given_on": today, "due": due}
        if sent := Directive.objects.filter(**said, answered_on=None).first():
            return sent
        directive = Directive.objects.create(**said)
        facts = {"target": target, "office": office, "text": text, "due": due}
        events.log(verb="demand_explanation", subject=directive, facts=facts, by=by)
    return directive


def answer(*, directive: Directive, text: str, by: User, today: date) -> Directive:
    """Answer a demand; an answer is given once and stays."""
    rights.require(by, "answer", directive, today=today)
    text = checked.needed_text(text, field="answer", sentence=_("Hãy ghi nội dung giải trình."))
    with transaction.atomic():
        directive = Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
        if directive.answered_on:
            raise Refused(_("Yêu cầu này đã được giải trình."))
        directive.answer, directive.answered_by, directive.answered_on = text, by, today
        directive.save()
        events.log(verb="answer_directive", subject=directive, facts={"before": "", "after": text}, by=by)
    return directive
