"""The offices of new places, and the people who go on in them: nobody gets a right that the planner did not see."""

from __future__ import annotations

from datetime import date

from tiendo.publishing.wording import format_place
from tiendo_web.records.models import Office, Redrawing, RedrawnPlace, Right
from tiendo_web.records.queries import Outlook

_OF_COMMITTEE = "UBND"


def add_offices(row: Redrawing, look: Outlook) -> tuple[list[Office], list[Right]]:
    """An office for each new place in which people go on, and their rights in it from the day on. Their rights in the old
    office stay: with them they finish and read what the old place reported, and reach nothing of the new one."""
    new = {p.pk: p for p in row.new_places.select_related("place")}
    heirs = dict.fromkeys(e.heir.pk for e in look.ending if e.heir is not None)
    made = Office.objects.bulk_create(_office(new[pk], row.day) for pk in heirs)
    offices = dict(zip(heirs, made, strict=True))
    granted: dict[tuple[int, str, int], Right] = {}  # a person of two old places that become one goes on once
    for ending in look.ending:
        if ending.heir is None:
            continue
        office = offices[ending.heir.pk]
        for right in ending.rights:
            anew = Right(user=right.user, role=right.role, office=office, first=row.day, last=right.last)
            granted.setdefault((right.user_id, right.role, office.pk), anew)
    return made, Right.objects.bulk_create(granted.values())


def _office(new: RedrawnPlace, day: date) -> Office:
    name = f"{_OF_COMMITTEE} {format_place(new, 'vi')}"
    english = f"People's Committee of {format_place(new, 'en')}"
    assert new.place is not None
    return Office(code=f"ubnd-{new.code.lower()}-{day:%Y%m%d}", name=name[:160], name_en=english[:160], place=new.place)
