"""Give a document to offices, and take note of it (quán triệt, phổ biến)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Circulation, Document, Office, Programme, User


def circulate(
    *, programme: Programme, document: Document, offices: Iterable[Office], by: User, today: date
) -> list[Circulation]:
    """Give a programme's document to offices; one that has it already keeps what it has noted. Giving it
    to nobody new writes no event."""
    rights.require(by, "circulate", programme, today=today)
    offices = checked.offices_here(offices, programme, field="offices", today=today)
    if not offices:
        raise Refused(_("Hãy chọn ít nhất một đơn vị nhận văn bản."), field="offices")
    with transaction.atomic():
        given = [
            Circulation.objects.get_or_create(
                programme=programme, document=document, office=office, defaults={"given_on": today}
            )
            for office in offices
        ]
        if new := [c.office.code for c, is_new in given if is_new]:
            facts = {"document": document, "offices": new}
            events.log(verb="circulate", subject=programme, facts=facts, by=by)
    return [c for c, _new in given]


def take_note(*, circulation: Circulation, by: User, today: date) -> Circulation:
    """Confirm for the own office that the document has been taken note of. Confirming twice changes nothing."""
    rights.require(by, "take_note", circulation, today=today)
    with transaction.atomic():
        circulation = Circulation.objects.select_for_update(of=("self",)).get(pk=circulation.pk)
        if circulation.noted_on is None:
            circulation.noted_by, circulation.noted_on = by, today
            circulation.save()
            events.log(verb="take_note", subject=circulation, facts={"office": circulation.office}, by=by)
    return circulation
