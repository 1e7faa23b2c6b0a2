"""Take a result that a plan's text tells as the baseline of a target."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo.publishing.wording import VINTAGE_WORDS
from tiendo_web.actions import events, rights
from tiendo_web.actions.edit_targets import apply
from tiendo_web.actions.one_target import require_open
from tiendo_web.actions.refused import Refused
from tiendo_web.records import queries
from tiendo_web.records.models import Baseline, Figure, Target, User

LONGEST_SOURCE = 300  # characters, as the table keeps them


def take_baseline(*, target: Target, figure: Figure, by: User, today: date, held: str | None = None) -> Baseline:
    """Make a result of the base year the baseline of the target, with document, sentence and vintage as its source.

    A baseline that says the same stays as it is. `held`: the baseline that stood there when the planner looked
    (`baseline_said`), so that none is overwritten unseen. Raises Refused for a figure that is no result of the target's
    indicator in its base year.
    """
    rights.require(by, "confirm_targets", target, today=today)
    with transaction.atomic():
        target = Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
        require_open(target.target_set)
        offers = queries.baselines_told(target.target_set, [target]).get(target.pk, ())
        offer = next((o for o in offers if o.figure.pk == figure.pk), None)
        if offer is None:
            raise Refused(
                _("Số liệu này không phải kết quả năm trước của chính chỉ tiêu này; hãy nhập gốc so sánh ở trang sửa.")
            )
        if offer.state == "same" and offer.held is not None:
            return offer.held
        if held is not None and held != baseline_said(offer.held):
            raise Refused(_("Gốc so sánh vừa được người khác sửa; hãy xem lại rồi xác nhận."))
        before = _facts(offer.held)
        source = _source(offer)
        given = {"value": offer.value, "as_of": offer.as_of, "source": source, "read_from": figure}
        apply(target, {"baseline": given}, entered_by=by, today=today)
        baseline = Baseline.objects.get(target=target)
        facts = {"target": str(target), "before": before, "after": _facts(baseline)}
        events.log(verb="take_baseline", subject=target, facts=facts, by=by)
    return baseline


def baseline_said(baseline: Baseline | None) -> str:
    """A baseline in a form that two looks at it can be compared by."""
    return "" if baseline is None else f"{baseline.value}|{baseline.as_of}"


def _source(offer: queries.Offer) -> str:
    document = offer.figure.document.name[:100]
    said = f"{document} ({VINTAGE_WORDS[offer.vintage][0]}): “{offer.observation.source}”"
    return said if len(said) <= LONGEST_SOURCE else f"{said[: LONGEST_SOURCE - 2]}…”"


def _facts(baseline: Baseline | None) -> dict[str, Any] | None:
    if baseline is None:
        return None
    return {"baseline": [baseline.value, baseline.as_of, baseline.source]}
