"""What people say of the figures of a text: each answer is kept beside what was read, the newest one counts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tiendo.model.target import Comparator
from tiendo_web.records.models import Condition, Figure, FigureReview, Target, TargetSet, User

LABELLED = ("kind", "indicator_code", "comparator", "value", "value_max", "unit", "change")

# Figure → (target, ordinal of its condition that says the same, what that condition says)
Held = dict[int, tuple[int, int, dict[str, Any]]]


def label_of(figure: Figure) -> dict[str, Any]:
    """What holds of a figure now: the newest review, or else what was read."""
    review = figure.reviews.order_by("pk").last()
    return {name: getattr(review or figure, name) for name in LABELLED}


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
    ones = (target, *target.parts.order_by("ordinal"))
    free = [c for one in ones for c in one.conditions.select_related("target")]
    held: Held = {}
    for figure in target.figures.order_by("ordinal"):
        label = label_of(figure)
        for at, c in enumerate(free):
            if (c.value, c.value_max, c.unit) == (label["value"], label["value_max"], label["unit"]):
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
    """The label that a condition gives its figure. "About" is a plain number in a label, as in the corpus."""
    about = condition.comparator == Comparator.ABOUT
    value: Decimal = condition.value
    return {
        "indicator_code": condition.target.indicator_code,
        "comparator": str(Comparator.EQUAL) if about else condition.comparator,
        "value": value,
        "value_max": condition.value_max,
        "unit": condition.unit,
        "change": condition.change,
    }
