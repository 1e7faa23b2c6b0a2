"""Redraw places: load an act as a draft, put it right, activate it on its day, take it back while nothing rests on it.

Nothing is deleted: the old places, their offices, returns and rights stay as they were. From the day on each new place has
an office of its own, and the people of an old place go on in it where the whole place went, or where the planner says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from fractions import Fraction

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.catalogue.places.acts import redrawing_of
from tiendo.files import UnusableFile
from tiendo.files.redrawing import read_redrawing, read_share
from tiendo.model.place import PlaceKind, WrongPlaces
from tiendo.model.place_change import ChangeLine, ShareBasis
from tiendo.model.redrawing import Redrawing as RedrawingRecord
from tiendo.model.redrawing import redrawn
from tiendo.publishing.wording import format_date, format_place, say, say_with_place
from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.new_offices import add_offices
from tiendo_web.actions.refused import Refused
from tiendo_web.records import convert, queries
from tiendo_web.records.models import (
    Membership,
    Office,
    Place,
    Redrawing,
    RedrawnLine,
    RedrawnPlace,
    Return,
    Right,
    User,
)

_ONE_DAY = timedelta(days=1)


def load_draft(*, data: bytes, name: str, by: User, today: date) -> Redrawing:
    """Load a spreadsheet as a draft: nothing else changes. Raises Refused with file, row and column."""
    rights.require(by, "redraw", today=today)
    name = checked.text(name, field="file", longest=200)
    try:
        record = read_redrawing(data, name)
        return _load(record, name, by=by, today=today)
    except UnusableFile as unusable:
        raise Refused(say_with_place(unusable.problem, _language()), field="file") from None
    except WrongPlaces as wrong:
        raise Refused(f"{name}: {say(wrong.problem, _language())}", field="file") from None


def draft_act(*, document: str, day: date, by: User, today: date) -> Redrawing:
    """Take an act of the catalogue as a draft, for the places that are known here."""
    rights.require(by, "redraw", today=today)
    known = queries.places_planned(by, today=today, on=day - _ONE_DAY)
    parents = queries.load_tree(day).codes()
    try:
        record = redrawing_of(document, day, [convert.place_record(p) for p in known], parents=parents).redrawing
        return _load(record, "", by=by, today=today)
    except KeyError:
        raise Refused(_("Văn bản này không đổi địa bàn nào của bạn; hãy chọn trong danh sách."), field="act") from None
    except WrongPlaces as wrong:
        raise Refused(say(wrong.problem, _language()), field="act") from None


def correct_shares(
    *, redrawing: Redrawing, old: Place, shares: dict[int, str], basis: str, source: str, by: User, today: date
) -> None:
    """Say how much of a split place lies in each new one, from what it was worked out, and who says so. `shares`: id of
    the line → 0,62, 62% or 1/3; for equal parts none is needed."""
    with transaction.atomic():
        row = _opened(redrawing, by, today)
        lines = list(row.lines.select_related("old", "new").filter(old=old))
        if len(lines) < 2:
            raise Refused(_("Địa bàn này chuyển nguyên vẹn nên không có tỷ lệ để sửa."), field="shares")
        try:
            by_what = ShareBasis(basis)
        except ValueError:
            raise Refused(_("Hãy chọn căn cứ của tỷ lệ."), field="basis") from None
        if by_what is ShareBasis.WHOLE:
            raise Refused(_("Hãy chọn căn cứ của tỷ lệ."), field="basis")
        source = checked.text(source, field="source", longest=300)
        if by_what is not ShareBasis.EQUAL_PARTS and not source:
            raise Refused(_("Hãy ghi nguồn của tỷ lệ, như “Niên giám thống kê 2024, bảng 12”."), field="source")
        before = _told(lines)
        for line in lines:
            line.share = str(_share(line, shares, by_what, len(lines)))
            line.basis, line.source = by_what.value, source
        whole = sum((Fraction(line.share) for line in lines), Fraction(0))
        if whole != 1:
            said = _("Các phần của %(place)s cộng lại là %(sum)s, phải là 100%%; hãy sửa cho đủ.")
            raise Refused(said % {"place": _name(old), "sum": f"{_percent(whole)}%"}, field="shares")
        RedrawnLine.objects.bulk_update(lines, ["share", "basis", "source"])
        events.log(
            verb="correct_place_shares",
            subject=row,
            facts={"place": _name(old), "before": before, "after": _told(lines)},
            by=by,
        )


def say_heir(*, redrawing: Redrawing, old: Place, heir: RedrawnPlace | None, by: User, today: date) -> None:
    """Say in which of the new places the people of an old one go on; None: in none of them."""
    with transaction.atomic():
        row = _opened(redrawing, by, today)
        lines = list(row.lines.select_related("new").filter(old=old))
        if heir is not None and heir.pk not in {line.new_id for line in lines}:
            raise Refused(_("Hãy chọn một địa bàn mới nhận phần của địa bàn cũ này."), field="heir")
        row.lines.filter(old=old, followed=True).update(followed=False)
        if heir is not None:
            row.lines.filter(old=old, new=heir).update(followed=True)
        facts = {"place": _name(old), "after": heir.name if heir else None}
        events.log(verb="say_place_heir", subject=row, facts=facts, by=by)


def discard(*, redrawing: Redrawing, by: User, today: date) -> None:
    """Put a draft away; it can be loaded again."""
    with transaction.atomic():
        row = _opened(redrawing, by, today)
        row.state, row.decided_by, row.decided_on = "discarded", by, today
        row.save(update_fields=["state", "decided_by", "decided_on"])
        events.log(verb="discard_redrawing", subject=row, facts={"document": row.document}, by=by)


def activate(*, redrawing: Redrawing, by: User, today: date) -> None:
    """Let the act hold from its day: the old places end the day before, the new ones begin, their offices are made and
    people follow. One transaction, one event.

    Raises Refused when the act contradicts the places that are there, or an old place has figures of the time after.
    """
    with transaction.atomic():
        row = _opened(redrawing, by, today)
        problem = queries.wrong_about(row)
        if problem is not None:
            raise Refused(say(problem, _language()))
        look = queries.outlook(row)
        if look.blocked:
            said = _(
                "%(office)s đã có số liệu %(month)s, sau ngày %(day)s; hãy chuyển số liệu đó sang địa bàn mới hoặc sửa ngày hiệu lực."
            )
            first = look.blocked[0]
            raise Refused(said % {"office": first.office.name, "month": first.period, "day": _day(row.day)})
        withdrawn = [f"{r.office.code} {r.period}" for r in look.too_late]
        Return.objects.filter(pk__in=[r.pk for r in look.too_late]).delete()  # asked of nobody, and empty
        before = {**_end_old(row), **_begin_new(row)}
        offices, granted = add_offices(row, look)
        row.before = {**before, "offices": [o.pk for o in offices], "rights": [r.pk for r in granted]}
        row.state, row.decided_by, row.decided_on = "active", by, today
        row.save(update_fields=["state", "before", "decided_by", "decided_on"])
        events.log(
            verb="activate_redrawing",
            subject=row,
            facts={
                "document": row.document,
                "first": row.day,
                "ended": [_name(e.place) for e in look.ending],
                "began": [f"{p.code} {p.name}" for p in look.beginning],
                "offices": [o.code for o in offices],
                "rights": [f"{r.user.username}: {r.role}, {r.office.code}" for r in granted],
                "withdrawn": withdrawn,
            },
            by=by,
        )
    redrawing.refresh_from_db()


def undo(*, redrawing: Redrawing, by: User, today: date) -> None:
    """Take an act back: the old places go on as before. Only while nothing rests on the new ones; then one sentence says
    what does."""
    with transaction.atomic(), _nothing_else_in_the_way():
        row = _taken(redrawing, by, today)
        if row.state != "active":
            raise Refused(_("Văn bản này chưa được áp dụng nên không có gì để hoàn tác."))
        resting = queries.resting_on(row)
        if resting:
            said = _("Không hoàn tác được vì địa bàn mới đã có %(what)s; hãy nạp một văn bản mới để sửa tiếp.")
            raise Refused(said % {"what": ", ".join(_counted(what, count) for what, count in resting.items())})
        new = [p.place for p in row.new_places.select_related("place") if p.place]
        _take_out(row)
        for pk, last in row.before["places"].items():
            Place.objects.filter(pk=int(pk)).update(last=last)
        for pk, last in row.before["memberships"].items():
            Membership.objects.filter(pk=int(pk)).update(last=last)
        row.state, row.decided_by, row.decided_on = "undone", by, today
        row.save(update_fields=["state", "decided_by", "decided_on"])
        facts = {"document": row.document, "first": row.day, "withdrawn": [_name(p) for p in new]}
        events.log(verb="undo_redrawing", subject=row, facts=facts, by=by)
    redrawing.refresh_from_db()


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _load(record: RedrawingRecord, name: str, *, by: User, today: date) -> Redrawing:
    """The rows of a draft. Raises WrongPlaces when it contradicts the places that are there."""
    redrawn(queries.place_history(), record)
    if not record.document:
        raise Refused(_("Hãy ghi số văn bản đổi địa bàn ở cột “văn bản”."), field="file")
    old = {code: queries.place_row(code, record.last) for code in record.old}
    with transaction.atomic():
        row = Redrawing.objects.create(
            day=record.day,
            document=record.document[:200],
            document_day=record.document_day,
            given_as=name,
            added_by=by,
            added_on=today,
        )
        new = {
            p.code: RedrawnPlace.objects.create(
                redrawing=row, ordinal=n, code=p.code, name=p.name, kind=p.kind.value, parent=p.parent
            )
            for n, p in enumerate(record.new, start=1)
        }
        RedrawnLine.objects.bulk_create(
            _line_row(row, n, line, old[line.old], new[line.new]) for n, line in enumerate(record.lines, start=1)
        )
        rights.require(by, "redraw", row, today=today)
        facts = {
            "document": row.document,
            "first": row.day,
            "ended": [_name(p) for p in old.values()],
            "began": [f"{p.code} {p.name}" for p in record.new],
        }
        events.log(verb="draft_redrawing", subject=row, facts=facts, by=by)
    return row


def _line_row(row: Redrawing, n: int, line: ChangeLine, old: Place, new: RedrawnPlace) -> RedrawnLine:
    """Where the whole place goes its people follow; where it is parted somebody has to say where they go on."""
    return RedrawnLine(
        redrawing=row,
        ordinal=n,
        old=old,
        new=new,
        share=str(line.share),
        basis=line.basis.value,
        source=line.source[:300],
        followed=line.basis is ShareBasis.WHOLE,
    )


def _taken(redrawing: Redrawing, by: User, today: date) -> Redrawing:
    row = Redrawing.objects.select_for_update(of=("self",)).get(pk=redrawing.pk)
    rights.require(by, "redraw", row, today=today)
    return row


def _opened(redrawing: Redrawing, by: User, today: date) -> Redrawing:
    row = _taken(redrawing, by, today)
    if row.state != "draft":
        raise Refused(_("Văn bản này không còn là bản nháp; hãy tải lại trang."))
    return row


def _share(line: RedrawnLine, shares: dict[int, str], basis: ShareBasis, parts: int) -> Fraction:
    if basis is ShareBasis.EQUAL_PARTS:
        return Fraction(1, parts)
    try:
        share = read_share(shares.get(line.pk, ""))
    except ValueError:
        share = None
    if share is None or not 0 < share < 1:
        said = _("Hãy ghi tỷ lệ của phần vào %(place)s, lớn hơn 0 và nhỏ hơn 100%%, như 62%% hoặc 0,62.")
        raise Refused(said % {"place": format_place(line.new, _language())}, field=f"share:{line.pk}")
    return share


def _end_old(row: Redrawing) -> dict[str, dict[str, str | None]]:
    """The old places and what they belong to, or what belongs to them, end the day before; what stood there before."""
    last = row.day - _ONE_DAY
    old = [line.old_id for line in row.lines.all()]
    held = Q(last=None) | Q(last__gte=row.day)
    began = Q(first=None) | Q(first__lt=row.day)
    memberships = list(Membership.objects.filter(held & began & (Q(child__in=old) | Q(parent__in=old))))
    places = list(Place.objects.filter(pk__in=old))
    before = {"places": _lasts(places), "memberships": _lasts(memberships)}
    Place.objects.filter(pk__in=old).update(last=last)
    Membership.objects.filter(pk__in=[m.pk for m in memberships]).update(last=last)
    return before


def _lasts(rows: Iterable[Place | Membership]) -> dict[str, str | None]:
    return {str(r.pk): r.last.isoformat() if r.last else None for r in rows}


def _begin_new(row: Redrawing) -> dict[str, dict[str, str | None]]:
    made: dict[str, Place] = {}
    for new in row.new_places.all():
        made[new.code] = Place.objects.create(
            code=new.code, name=new.name, kind=PlaceKind(new.kind).value, first=row.day
        )
        new.place = made[new.code]
        new.save(update_fields=["place"])
    for new in row.new_places.exclude(parent=""):
        parent = made.get(new.parent) or queries.place_row(new.parent, row.day)
        Membership.objects.create(child=made[new.code], parent=parent, first=row.day)
    return {}


@contextmanager
def _nothing_else_in_the_way() -> Iterator[None]:
    try:
        yield
    except ProtectedError:  # a task, a circulation, a directive given to a new office
        raise Refused(
            _("Không hoàn tác được vì đơn vị của địa bàn mới đã được giao việc; hãy nạp một văn bản mới để sửa tiếp.")
        ) from None


def _take_out(row: Redrawing) -> None:
    """What activating it made; nothing else hangs on it (`queries.resting_on`)."""
    new = [p.place_id for p in row.new_places.all() if p.place_id]
    Right.objects.filter(pk__in=row.before["rights"]).delete()
    Office.objects.filter(pk__in=row.before["offices"]).delete()
    Membership.objects.filter(Q(child__in=new) | Q(parent__in=new)).delete()
    row.new_places.update(place=None)
    Place.objects.filter(pk__in=new).delete()


def _counted(what: str, count: int) -> str:
    words = {
        "observation": _("%(n)d số liệu"),
        "return": _("%(n)d báo cáo kỳ"),
        "target": _("%(n)d chỉ tiêu hoặc phần giao"),
        "programme": _("%(n)d chương trình"),
        "right": _("%(n)d quyền cấp thêm"),
        "office": _("%(n)d đơn vị lập thêm"),
        "title": _("%(n)d danh hiệu"),
        "act": _("%(n)d văn bản đổi địa bàn tiếp theo"),
        "place": _("%(n)d địa bàn trực thuộc"),
        "target_of_office": _("%(n)d chỉ tiêu giao đơn vị của địa bàn mới"),
    }
    return words[what] % {"n": count}


def _told(lines: Iterable[RedrawnLine]) -> dict[str, str]:
    return {line.new.code: f"{line.share} {line.basis} {line.source}".strip() for line in lines}


def _name(place: Place) -> str:
    return f"{place.code} {place.name}"


def _percent(share: Fraction) -> str:
    return f"{float(share) * 100:g}".replace(".", "," if _language() != "en" else ".")


def _day(day: date) -> str:
    return format_date(day, _language())


def _language() -> str:
    return get_language() or "vi"
