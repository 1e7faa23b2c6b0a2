"""Begin a real installation: its places, its offices and its first planner, who then grants everybody else's rights."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.files import UnusableFile, read_place_list
from tiendo.files.csv_in import read_lines
from tiendo.model.observation import Provider
from tiendo.publishing.wording import say_with_place
from tiendo_web.actions import add_person, events, grant_right
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Membership, Office, Place, Title, User

_NEEDED = ("code", "place", "name")
_OFFICE = ("name", "name_en", "head", "head_title", "head_title_en", "provider")


def begin(
    *, places: tuple[bytes, str], offices: tuple[bytes, str], office: str, username: str, full_name: str, today: date
) -> str:
    """Load places and offices, each given as (bytes, file name), make the first planner in `office`, and return the
    planner's password, which is kept nowhere. All or nothing.

    Raises Refused when somebody can log in already (then it has begun), and for a file or office that cannot be used,
    naming file, row and column.
    """
    if User.objects.exists():
        raise Refused(_("Cơ sở dữ liệu này đã có người dùng nên đã được bắt đầu rồi; hãy dùng một TIENDO_VAR khác."))
    with transaction.atomic():
        loaded = load_offices(*offices, load_places(*places))
        if office not in loaded:
            said = _("Tệp %(file)s không có đơn vị mã “%(code)s”; hãy chọn đơn vị của người lập kế hoạch trong tệp.")
            raise Refused(said % {"file": offices[1], "code": office}, field="office")
        user, password = add_person.new_person(username=username, full_name=full_name)
        facts = {"places": Place.objects.count(), "offices": len(loaded), "planner": user.username}
        events.log(verb="begin", subject=user, facts=facts, by=None, name="tiendo")
        grant_right.grant(user=user, role="planner", office=loaded[office], by=None, today=today)
    return password


def load_places(data: bytes, name: str) -> dict[str, Place]:
    """Places by code from a table with the columns code, name, kind, parent, first, last, title, title_document; those
    that are there already stay as they are."""
    try:
        places, memberships = read_place_list(data, name)
    except UnusableFile as unusable:
        raise _refusal(unusable) from unusable
    rows: dict[str, Place] = {}
    for place in places:
        row, _made = Place.objects.get_or_create(
            code=place.code, first=place.first, defaults={"name": place.name, "kind": place.kind, "last": place.last}
        )
        rows[place.code] = row
        for title in place.titles:
            Title.objects.get_or_create(place=row, code=title.code, document=title.document)
    for m in memberships:
        Membership.objects.get_or_create(
            child=rows[m.child], first=m.first, defaults={"parent": rows[m.parent], "last": m.last}
        )
    return rows


def load_offices(data: bytes, name: str, places: dict[str, Place]) -> dict[str, Office]:
    """Offices by code from a table with the columns code, place, name and, where known, name_en, head, head_title,
    head_title_en and provider: whose figures it sends, "sector" where nothing is said, or "statistics"."""
    offices = {}
    try:
        for line in read_lines(data, name, needed=_NEEDED):
            cells = {column: text.strip() for column, text in line.cells.items()}
            if cells["place"] not in places:
                raise UnusableFile(
                    "place-unknown", name, file=name, line=line.number, column="place", typed=cells["place"][:40]
                )
            if not cells["code"] or not cells["name"]:
                column = "name" if cells["code"] else "code"
                facts = {"file": name, "line": line.number, "column": column, "typed": "", "example": "xa-thuy-tay"}
                raise UnusableFile("cell-unknown", name, **facts)
            said = {column: cells.get(column, "") for column in _OFFICE}
            said["name_en"] = said["name_en"] or said["name"]
            said["provider"] = said["provider"] or Provider.SECTOR
            if said["provider"] not in {*Provider}:
                facts = {"file": name, "line": line.number, "column": "provider"}
                raise UnusableFile("cell-unknown", name, **facts, typed=said["provider"][:40], example="statistics")
            offices[cells["code"]], _made = Office.objects.update_or_create(
                code=cells["code"], defaults={**said, "place": places[cells["place"]]}
            )
    except UnusableFile as unusable:
        raise _refusal(unusable) from unusable
    return offices


def _refusal(unusable: UnusableFile) -> Refused:
    return Refused(say_with_place(unusable.problem, get_language() or "vi"), field="file")
