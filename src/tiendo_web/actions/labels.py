"""What people say of the figures of a text: each answer is kept beside what was read, the newest one counts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tiendo.catalogue.load import load_catalogue
from tiendo.model.figure import FigureKind
from tiendo.model.observation import Vintage
from tiendo.model.target import Comparator
from tiendo_web.actions import checked
from tiendo_web.actions.one_condition import checked_condition
from tiendo_web.actions.refused import Refused
from tiendo_web.records import convert
from tiendo_web.records.models import Condition, Figure, FigureReview, Target, TargetSet, User

LABELLED = (
    "kind", "indicator", "indicator_code", "comparator", "value", "value_max", "unit", "change", "period", "vintage",
)  # fmt: skip

# Figure → (target, ordinal of its condition that says the same, what that condition says)
Held = dict[int, tuple[int, int, dict[str, Any]]]


def label_of(figure: Figure) -> dict[str, Any]:
    """What holds of a figure now: the newest review, or else what was read."""
    review = figure.reviews.order_by("pk").last()
    return {name: getattr(review or figure, name) for name in LABELLED}


def corrected(before: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """What a figure is after the changes, checked as the condition of a target is; Refused for what it cannot be."""
    after = {**before, **{name: given for name, given in changes.items() if name in LABELLED}}
    if after["comparator"] != Comparator.RANGE:
        after["value_max"] = None
    condition = checked_condition(after)
    after |= {name: condition[name] for name in ("value", "value_max", "unit")}
    after |= {name: str(condition[name]) for name in ("comparator", "change")}
    words = checked.text(after["indicator"], field="indicator", longest=300).split()
    if not words:
        raise Refused(_("Hãy ghi những chữ nêu tên chỉ tiêu."), field="indicator")
    # An input holds one line: words that only lost their line breaks are the same.
    after["indicator"] = before["indicator"] if words == before["indicator"].split() else " ".join(words)
    if after["kind"] not in {*FigureKind}:
        raise Refused(_("Số liệu là chỉ tiêu hoặc kết quả; hãy chọn một trong hai."), field="kind")
    if after["indicator_code"] and after["indicator_code"] not in load_catalogue().indicators:
        raise Refused(
            _("Danh mục không có chỉ tiêu “%(code)s”; hãy chọn trong danh sách.")
            % {"code": checked.clean(after["indicator_code"])[:64]},
            field="indicator_code",
        )
    if after["vintage"] not in {None, *Vintage}:
        raise Refused(_("Hãy chọn ước tính, sơ bộ hoặc chính thức."), field="vintage")
    try:
        convert.period_record(after["period"])
    except ValueError:
        raise Refused(_("Kỳ của số không hợp lệ; hãy chọn trong danh sách."), field="period") from None
    return after


def say(figure: Figure, said: str, changes: Mapping[str, Any], *, by: User, reason: str = "") -> FigureReview:
    """Keep one more answer about a figure, inside the caller's transaction. An edition that was signed as gone through
    is open again."""
    open_again(document=figure.document_id)
    return FigureReview.objects.create(
        figure=figure, said=said, reason=reason, by=by, **{**label_of(figure), **changes}
    )


def open_again(**which: Any) -> None:
    """Editions that were signed as gone through no longer are."""
    TargetSet.objects.filter(**which).update(reviewed_by=None, reviewed_on=None)


def restore(figure: Figure, *, by: User) -> None:
    """The figure holds as it was read, where somebody had said otherwise."""
    newest = figure.reviews.order_by("pk").last()
    if newest is not None and newest.said != "restored":
        say(figure, "restored", {name: getattr(figure, name) for name in LABELLED}, by=by)


def held_by(target: Target) -> Held:
    """Which condition of the target or its parts says what which of its figures says."""
    ones = (target, *target.parts.filter(sub_row=False).order_by("ordinal"))
    free = [c for one in ones for c in one.conditions.select_related("target")]
    held: Held = {}
    for figure in target.figures.order_by("ordinal"):
        label = label_of(figure)
        for at, c in enumerate(free):
            # "17,5 tiêu chí" of a mean is a condition in "tiêu chí/xã".
            unit = c.unit if c.unit == label["unit"] else c.unit.partition("/")[0]
            if (c.value, c.value_max, unit) == (label["value"], label["value_max"], label["unit"]):
                held[figure.pk] = (c.target_id, c.ordinal, _said_by(c))
                del free[at]
                break
    return held


def follow(target: Target, held: Held, *, by: User) -> None:
    """Keep as a labelled case what an edit of the target corrected in its figures. `held`: as it was before."""
    for figure in target.figures.filter(pk__in=held).order_by("ordinal"):
        one, ordinal, before = held[figure.pk]
        condition = Condition.objects.filter(target=one, ordinal=ordinal).select_related("target").first()
        now = _said_by(condition) if condition else before
        if differing := {name: given for name, given in now.items() if before[name] != given}:
            say(figure, "corrected", differing, by=by)


def _said_by(condition: Condition) -> dict[str, Any]:
    """The label that a condition gives its figure."""
    value: Decimal = condition.value
    return {
        "indicator_code": condition.target.indicator_code,
        "comparator": condition.comparator,
        "value": value,
        "value_max": condition.value_max,
        "unit": condition.unit,
        "change": condition.change,
    }
