"""What every verb on an act that redraws places asks of it first, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.publishing.wording import format_date
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Place, Redrawing


def taken(redrawing: Redrawing) -> Redrawing:
    """The act, locked."""
    return Redrawing.objects.select_for_update(of=("self",)).get(pk=redrawing.pk)


def require_draft(row: Redrawing) -> None:
    """Raise Refused when somebody has decided of it already."""
    if row.state != "draft":
        raise Refused(_("Văn bản này không còn là bản nháp; hãy tải lại trang."))


def name_of(place: Place) -> str:
    """ "27772 Thái Bình Trung", for events and refusals."""
    return f"{place.code} {place.name}"


def names_of(places: Iterable[Place]) -> list[str]:
    return [name_of(place) for place in places]


def say_day(day: date) -> str:
    return format_date(day, language())


def language() -> str:
    return get_language() or "vi"
