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
    offices: dict[int, Office] = {}
    granted: list[Right] = []
    for ending in look.ending:
        if ending.heir is None:
            continue
        new = row.new_places.select_related("place").get(pk=ending.heir.pk)
        office = offices.get(new.pk) or offices.setdefault(new.pk, _office(new, row.day))
        for right in ending.rights:
            given, made = Right.objects.get_or_create(
                user=right.user, role=right.role, office=office, first=row.day, defaults={"last": right.last}
            )
            if made:
                granted.append(given)
    return list(offices.values()), granted


def _office(new: RedrawnPlace, day: date) -> Office:
    name = f"{_OF_COMMITTEE} {format_place(new, 'vi')}"
    english = f"People's Committee of {format_place(new, 'en')}"
    assert new.place is not None
    return Office.objects.create(
        code=f"ubnd-{new.code.lower()}-{day:%Y%m%d}", name=name[:160], name_en=english[:160], place=new.place
    )
