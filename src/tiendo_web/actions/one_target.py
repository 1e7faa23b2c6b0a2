"""What every verb on a target asks of it first, and how an event tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import OverPlaces
from tiendo.model.observation import Provider
from tiendo.model.target import ReportedBy
from tiendo_web.actions.refused import Refused, called
from tiendo_web.records import queries
from tiendo_web.records.models import Baseline, Document, Target, TargetSet


def require_open(target_set: TargetSet) -> None:
    """An edition that a newer one has replaced is kept as it was: it can only be read."""
    newer = queries.newer_in_force(target_set)
    if newer is not None:
        raise Refused(
            _("Lần giao này đã được thay bằng lần giao %(edition)d nên chỉ còn để đọc.") % {"edition": newer.edition}
        )


def is_promised(target: Target) -> bool:
    """True once what was promised can no longer be changed: confirmed, in an edition in force."""
    return target.target_set.in_force and target.state == "confirmed"


def promise_is_kept(*, field: str) -> Refused:
    """The refusal to change what was promised; `field` is the input that asked for it."""
    return Refused(
        _("Chỉ tiêu đã có hiệu lực: muốn đổi nội dung giao, hãy đọc quyết định mới để lập lần giao mới."), field=field
    )


def document_of(target_set: TargetSet) -> Document:
    """The text of an edition; Refused for one that was entered without."""
    if target_set.document is None:
        raise Refused(_("Lần giao này không có văn bản để soát; hãy nhập từng chỉ tiêu."))
    return target_set.document


def new_target(target_set: TargetSet, name: str, **fields: Any) -> Target:
    """A row at the end of the list; inside the caller's transaction, which holds the edition."""
    last = target_set.targets.filter(whole=None).order_by("-ordinal").first()
    ordinal = last.ordinal + 1 if last else 1
    programme = target_set.programme
    return Target.objects.create(
        target_set=target_set,
        number=str(ordinal),
        ordinal=ordinal,
        name=name,
        place=programme.place,
        period=programme.period,
        **fields,
    )


def live_parts(target: Target) -> list[Target]:
    """The parts of a compound target; its sub-rows are none."""
    return list(target.parts.filter(sub_row=False).exclude(state="withdrawn").order_by("ordinal"))


def read_for(target: Target) -> Target:
    """The row that holds the figures it was read from: its own, for a part that of the whole."""
    return target if target.sub_row or target.whole is None else target.whole


@contextmanager
def no_second(target: Target) -> Iterator[None]:
    """Say in a sentence that the set holds this indicator already, where the database would only refuse."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as broken:
        if "target_confirmed_once" not in str(broken) and "indicator_code" not in str(broken):
            raise
        raise Refused(
            _("“%(name)s” đã có trong lần giao này; hãy bỏ một trong hai.") % {"name": called(target)},
            field="indicator_code",
        ) from None


def require_whole(target: Target) -> None:
    """A target of the register can be rolled up and judged: refuse what would only fail later, on the public page."""
    indicator = load_catalogue().indicators.get(target.indicator_code)
    if indicator is None:
        raise Refused(
            _("“%(name)s” chưa gắn với chỉ tiêu nào trong danh mục; hãy chọn một chỉ tiêu.") % {"name": called(target)},
            field="indicator_code",
        )
    if indicator.over_places is OverPlaces.NONE and target.reported_by != ReportedBy.PLACE:
        raise Refused(
            _("“%(name)s” không cộng từ cấp dưới lên được; hãy chọn một cơ quan báo cáo cho cả địa bàn.")
            % {"name": called(target)},
            field="reported_by",
        )
    if target.provider != Provider.SECTOR and target.reported_by != ReportedBy.PLACE:
        raise Refused(
            _("Số của cơ quan thống kê là một số cho cả địa bàn; hãy chọn “một cơ quan báo cáo cho cả địa bàn”."),
            field="reported_by",
        )
    if "-" in target.period and not target.term_form:
        raise Refused(
            _("“%(name)s” là chỉ tiêu nhiệm kỳ; hãy chọn dạng bình quân, lũy kế hoặc mức cuối kỳ.")
            % {"name": called(target)},
            field="term_form",
        )
    if not target.conditions.exists():
        raise Refused(
            _("“%(name)s” chưa có mức phải đạt; hãy nhập giá trị.") % {"name": called(target)}, field="conditions"
        )


def _where_chosen(target: Target) -> dict[str, str]:
    """What most targets leave as it is, told only where somebody chose otherwise."""
    usual = {"provider": Provider.SECTOR.value, "definition": "", "trajectory": "straight"}
    return {name: now for name, then in usual.items() if (now := getattr(target, name)) != then}


def _baseline(row: Baseline) -> list[Any]:
    return [row.value, row.as_of, row.source, *([row.definition] if row.definition else [])]


def described(target: Target) -> dict[str, Any]:
    baseline = getattr(target, "baseline", None)
    return {
        "number": target.number,
        "under": target.whole.number if target.whole and target.sub_row else None,
        "name": target.name,
        "indicator_code": target.indicator_code,
        "subject": target.subject,
        "term_form": target.term_form,
        "owner": target.owner.code if target.owner else None,
        "coordinating": sorted(o.code for o in target.coordinating.all()),
        "reported_by": target.reported_by,
        "frequency": target.frequency,
        **_where_chosen(target),
        "conditions": [
            [c.comparator, c.value, c.value_max, c.unit, c.change, c.change_in, c.tolerance, c.keep]
            for c in target.conditions.all()
        ],
        "baseline": _baseline(baseline) if baseline else None,
        "milestones": {m.month: m.value for m in target.milestones.all()},
    }
