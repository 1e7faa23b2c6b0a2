"""Load the outlines of places that an office has, so that maps show their true shape."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.files import UnusableFile
from tiendo.files.geojson import read_shapes
from tiendo.publishing.wording import say
from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records import queries
from tiendo_web.records.models import PlaceShape, User


def load_shapes(*, data: bytes, name: str, source: str, on: date, by: User, today: date) -> tuple[int, tuple[str, ...]]:
    """Keep the outlines of a GeoJSON file for the places that have their codes on the day `on`; those of places that are
    not the planner's are left out. Returns how many were kept, and the codes left out.

    Raises Refused: a file that cannot be used, no source, or no area with the code of one of the planner's places.
    """
    rights.require(by, "redraw", today=today)
    source = checked.needed_text(
        source,
        field="source",
        longest=200,
        sentence=_("Hãy ghi nguồn của bản đồ, như “Phòng Tài nguyên và Môi trường, 2024”."),
    )
    try:
        shapes = read_shapes(data, checked.text(name, field="shapes", longest=200))
    except UnusableFile as unusable:
        raise Refused(say(unusable.problem, get_language() or "vi"), field="shapes") from None
    mine = {p.code: p for p in queries.places_planned(by, today=today, on=on)}
    kept = [shape for shape in shapes if shape.code in mine]
    if not kept:
        said = _(
            "Không vùng nào trong tệp “%(name)s” mang mã địa bàn của bạn; hãy kiểm tra thuộc tính mã (như %(code)s)."
        )
        raise Refused(said % {"name": name, "code": next(iter(sorted(mine)), "27886")}, field="shapes")
    with transaction.atomic():
        for shape in kept:
            PlaceShape.objects.update_or_create(
                place=mine[shape.code],
                defaults={"rings": shape.rings, "source": source, "added_by": by, "added_on": today},
            )
        row = PlaceShape.objects.get(place=mine[kept[0].code])
        facts = {"source": source, "places": [shape.code for shape in kept]}
        events.log(verb="load_shapes", subject=row, facts=facts, by=by)
    return len(kept), tuple(shape.code for shape in shapes if shape.code not in mine)
