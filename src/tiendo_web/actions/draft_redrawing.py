"""An act that redraws places as a draft: load it, correct the shares of split places, say where people go on, put it away.

Nothing else changes by a draft. Shares can be corrected when the act holds already, too: they often become known only
later, and every restated figure follows, because none is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo.catalogue.places.acts import redrawing_of
from tiendo.files import UnusableFile
from tiendo.files.redrawing import read_redrawing, read_share
from tiendo.model.place import WrongPlaces
from tiendo.model.place_change import ChangeLine, ShareBasis
from tiendo.model.redrawing import Redrawing as RedrawingRecord
from tiendo.model.redrawing import redrawn
from tiendo.publishing.wording import format_place, say, say_with_place
from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.one_redrawing import language, name_of, names_of, require_draft, taken
from tiendo_web.actions.refused import Refused
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Place, Redrawing, RedrawnLine, RedrawnPlace, User

_ONE_DAY = timedelta(days=1)


def load_draft(*, data: bytes, name: str, by: User, today: date) -> Redrawing:
    """Load a spreadsheet as a draft: nothing else changes. Raises Refused with file, row and column."""
    rights.require(by, "redraw", today=today)
    name = checked.text(name, field="file", longest=200)
    try:
        record = read_redrawing(data, name)
        return _load(record, name, by=by, today=today)
    except UnusableFile as unusable:
        raise Refused(say_with_place(unusable.problem, language()), field="file") from None
    except WrongPlaces as wrong:
        raise Refused(f"{name}: {say(wrong.problem, language())}", field="file") from None


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
        raise Refused(say(wrong.problem, language()), field="act") from None


def correct_shares(
    *, redrawing: Redrawing, old: Place, shares: dict[int, str], basis: str, source: str, by: User, today: date
) -> None:
    """Say how much of a split place lies in each new one, from what it was worked out, and who says so. `shares`: id of
    the line → 0,62, 62% or 1/3; for equal parts none is needed."""
    with transaction.atomic():
        row = taken(redrawing)
        rights.require(by, "redraw", row, today=today)
        if row.state not in {"draft", "active"}:
            raise Refused(_("Văn bản này đã hoàn tác hoặc đã bỏ nên không sửa tỷ lệ được; hãy nạp lại."))
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
            raise Refused(said % {"place": name_of(old), "sum": f"{_percent(whole)}%"}, field="shares")
        RedrawnLine.objects.bulk_update(lines, ["share", "basis", "source"])
        events.log(
            verb="correct_place_shares",
            subject=row,
            facts={"place": name_of(old), "before": before, "after": _told(lines)},
            by=by,
        )


def say_heir(*, redrawing: Redrawing, old: Place, heir: RedrawnPlace | None, by: User, today: date) -> None:
    """Say in which of the new places the people of an old one go on; None: in none of them."""
    with transaction.atomic():
        row = taken(redrawing)
        rights.require(by, "redraw", row, today=today)
        require_draft(row)
        lines = list(row.lines.select_related("new").filter(old=old))
        if heir is not None and heir.pk not in {line.new_id for line in lines}:
            raise Refused(_("Hãy chọn một địa bàn mới nhận phần của địa bàn cũ này."), field="heir")
        row.lines.filter(old=old, followed=True).update(followed=False)
        if heir is not None:
            row.lines.filter(old=old, new=heir).update(followed=True)
        facts = {"place": name_of(old), "after": heir.name if heir else None}
        events.log(verb="say_place_heir", subject=row, facts=facts, by=by)


def discard(*, redrawing: Redrawing, by: User, today: date) -> None:
    """Put a draft away; it can be loaded again."""
    with transaction.atomic():
        row = taken(redrawing)
        rights.require(by, "redraw", row, today=today)
        require_draft(row)
        row.state, row.decided_by, row.decided_on = "discarded", by, today
        row.save(update_fields=["state", "decided_by", "decided_on"])
        events.log(verb="discard_redrawing", subject=row, facts={"document": row.document}, by=by)


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _load(record: RedrawingRecord, name: str, *, by: User, today: date) -> Redrawing:
    """The rows of a draft. Raises WrongPlaces when it contradicts the places that are there."""
    redrawn(queries.place_history(), record)
    if not record.document:
        raise Refused(_("Hãy ghi số văn bản đổi địa bàn ở cột “văn bản”."), field="file")
    old = queries.places_of_day(record.old, record.last)
    with transaction.atomic():
        row = Redrawing.objects.create(
            day=record.day,
            document=record.document[:200],
            document_day=record.document_day,
            given_as=name,
            added_by=by,
            added_on=today,
        )
        made = RedrawnPlace.objects.bulk_create(
            RedrawnPlace(redrawing=row, ordinal=n, code=p.code, name=p.name, kind=p.kind.value, parent=p.parent)
            for n, p in enumerate(record.new, start=1)
        )
        new = {p.code: p for p in made}
        RedrawnLine.objects.bulk_create(
            _line_row(row, n, line, old[line.old], new[line.new]) for n, line in enumerate(record.lines, start=1)
        )
        rights.require(by, "redraw", row, today=today)
        facts = {
            "document": row.document,
            "first": row.day,
            "ended": names_of(old[code] for code in record.old),
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


def _share(line: RedrawnLine, shares: dict[int, str], basis: ShareBasis, parts: int) -> Fraction:
    if basis is ShareBasis.EQUAL_PARTS:
        return Fraction(1, parts)
    try:
        share = read_share(shares.get(line.pk, ""))
    except ValueError:
        share = None
    if share is None or not 0 < share < 1:
        said = _("Hãy ghi tỷ lệ của phần vào %(place)s, lớn hơn 0 và nhỏ hơn 100%%, như 62%% hoặc 0,62.")
        raise Refused(said % {"place": format_place(line.new, language())}, field=f"share:{line.pk}")
    return share


def _told(lines: Iterable[RedrawnLine]) -> dict[str, str]:
    return {line.new.code: f"{line.share} {line.basis} {line.source}".strip() for line in lines}


def _percent(share: Fraction) -> str:
    return f"{float(share) * 100:g}".replace(".", "," if language() != "en" else ".")
