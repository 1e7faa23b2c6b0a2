"""One condition of a target as it was given: every field said and checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tiendo.model.target import Change, ChangeIn, Comparator
from tiendo_web.actions import checked
from tiendo_web.actions.refused import Refused

CONDITION_FIELDS = ("comparator", "value", "value_max", "unit", "change", "change_in", "tolerance", "keep")


def checked_condition(given: Mapping[str, Any]) -> dict[str, Any]:
    """One condition with every field said and checked."""
    value = checked.number(given.get("value"), field="conditions")
    value_max = checked.number(given.get("value_max"), field="conditions")
    tolerance = checked.number(given.get("tolerance"), field="conditions")
    if value is None:
        raise Refused(_("Hãy nhập giá trị phải đạt của chỉ tiêu."), field="conditions")
    try:
        comparator = Comparator(given.get("comparator", "="))
        change = Change(given.get("change") or "none")
        change_in = ChangeIn(given.get("change_in") or "units")
    except ValueError:
        raise Refused(_("Điều kiện của chỉ tiêu không hợp lệ; hãy chọn trong danh sách."), field="conditions") from None
    if (comparator is Comparator.RANGE) != (value_max is not None) or (value_max is not None and value_max < value):
        raise Refused(_("Khoảng giá trị cần hai số, số sau không nhỏ hơn số trước."), field="conditions")
    if tolerance is not None and tolerance < 0:
        raise Refused(_("Mức cho phép lệch không được âm."), field="conditions")
    unit = checked.needed_text(
        given.get("unit"), field="conditions", longest=80, sentence=_("Hãy ghi đơn vị tính của giá trị phải đạt.")
    )
    return {
        "comparator": comparator,
        "value": value,
        "value_max": value_max,
        "unit": unit,
        "change": change,
        "change_in": change_in,
        "tolerance": tolerance,
        "keep": bool(given.get("keep", False)),
    }
