"""Offices that come after the beginning, and whose figures an office sends."""

from __future__ import annotations

import re
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tiendo.model.observation import Provider
from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.refused import Refused, called
from tiendo_web.records.models import Office, Place, User

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


def add_office(
    *, place: Place, code: str, name: str, name_en: str = "", provider: str = "sector", by: User, today: date
) -> Office:
    """A new office of a place, of the sector or of another provider of figures (`tiendo.model.observation.Provider`).

    Raises Refused for a code that cannot be used or is taken, and for an office without a name.
    """
    rights.require(by, "keep_offices", Office(place=place), today=today)
    code = checked.text(code, field="code").lower()
    if not _CODE.fullmatch(code):
        raise Refused(
            _("Mã cơ quan gồm 2 đến 40 chữ thường không dấu, chữ số hoặc gạch; hãy viết như chi-cuc-thong-ke."),
            field="code",
        )
    name = checked.needed_text(name, field="name", longest=160, sentence=_("Hãy ghi tên cơ quan."))
    english = checked.text(name_en, field="name_en", longest=160) or name
    of = _provider(provider)
    try:
        with transaction.atomic():
            office = Office.objects.create(code=code, place=place, name=name, name_en=english, provider=of)
            facts = {"code": code, "name": name, "place": place.name, "provider": of}
            events.log(verb="add_office", subject=office, facts=facts, by=by)
    except IntegrityError:
        raise Refused(_("Mã này đã là của một cơ quan khác; hãy chọn mã khác."), field="code") from None
    return office


def say_provider(*, office: Office, provider: str, by: User, today: date) -> Office:
    """Say whose figures an office sends from now on; those it sent before stay whose they were. Saying the same again
    changes nothing. Raises Refused while it has a return that is not settled: its lines would change under its hands."""
    rights.require(by, "keep_offices", office, today=today)
    of = _provider(provider)
    with transaction.atomic():
        office = Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
        if office.provider == of:
            return office
        if office.returns.exclude(state="approved").exists():
            raise Refused(
                _("%(office)s còn báo cáo kỳ chưa duyệt; hãy đợi duyệt xong rồi đổi.") % {"office": called(office)}
            )
        facts = {"name": office.name, "before": {"provider": office.provider}, "after": {"provider": of}}
        office.provider = of
        office.save(update_fields=["provider"])
        events.log(verb="say_provider", subject=office, facts=facts, by=by)
    return office


def _provider(given: str) -> str:
    try:
        return Provider(given).value
    except ValueError:
        raise Refused(_("Hãy chọn nơi cung cấp số liệu trong danh sách."), field="provider") from None
