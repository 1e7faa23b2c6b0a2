"""Which of several figures for one place and month counts in a programme."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo.model.observation import Counting
from tiendo_web.actions import events, rights, stored_totals
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Programme, User


def choose_counting(*, programme: Programme, counting: str, by: User, today: date) -> Programme:
    """Take the newest revision of each figure, or the best vintage (no estimate replaces an official one); totals and
    verdicts follow at once. Choosing the same again changes nothing."""
    rights.require(by, "confirm_targets", programme, today=today)
    try:
        chosen = Counting(counting)
    except ValueError:
        raise Refused(_("Hãy chọn cách lấy số trong danh sách."), field="counting") from None
    with transaction.atomic():
        programme = Programme.objects.select_for_update(of=("self",)).select_related("place").get(pk=programme.pk)
        if programme.counting == chosen:
            return programme
        facts = {"before": {"counting": programme.counting}, "after": {"counting": chosen.value}}
        programme.counting = chosen
        programme.save(update_fields=["counting"])
        stored_totals.make_again(programme=programme, today=today)
        events.log(verb="choose_counting", subject=programme, facts=facts, by=by)
    return programme
