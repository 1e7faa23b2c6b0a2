"""Why a figure of a report does not come into a return, each in one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.catalogue.load import load_catalogue
from tiendo.model.period import Period
from tiendo.publishing.wording import format_period, format_when
from tiendo_web.records.models import Observation, Return
from tiendo_web.records.queries import Fit


def why_no_result(label: Mapping[str, Any]) -> str:
    """Why a figure, as people put it right, proposes no observation."""
    indicator = load_catalogue().indicators.get(label["indicator_code"])
    if label["kind"] != "result":
        return _("Máy đọc đây là mức giao, không phải số thực hiện; nếu là số thực hiện, hãy chỉnh loại của nó.")
    if label["change"] != "none":
        return _("Đây là mức tăng hoặc giảm, không phải số đạt được, nên không vào báo cáo kỳ.")
    if label["comparator"] != "=" or label["value_max"] is not None:
        return _("Văn bản nêu một khoảng hoặc một giới hạn, không nêu số đúng; hãy nhập số đúng nếu có.")
    if indicator is None:
        return _("Chưa rõ đây là chỉ tiêu nào trong danh mục; hãy chọn chỉ tiêu.")
    if not label["period"]:
        return _("Văn bản không nói rõ số này của kỳ nào; hãy chọn kỳ.")
    return _("Đơn vị “%(unit)s” không đổi được ra “%(needed)s”; hãy chỉnh giá trị và đơn vị tính.") % {
        "unit": label["unit"],
        "needed": indicator.unit,
    }


def why_no_return(fit: Fit, period: Period) -> str:
    """Why no return of the office takes the figure."""
    language = get_language() or "vi"
    said = {
        "period": format_when(period, language),
        "month": format_period(fit.month or period.months()[-1], language),
    }
    sentences = {
        "cumulative": _("Số của %(period)s: báo cáo kỳ chỉ nhận số trong tháng, không nhận số cộng dồn."),
        "no-month": _("Không có báo cáo kỳ nào nhận số của %(period)s."),
        "not-opened": _("Đơn vị không có báo cáo kỳ %(month)s; nếu cần gửi, hãy đề nghị cán bộ kế hoạch mở kỳ."),
        "not-owed": _("Chương trình không giao đơn vị báo cáo chỉ tiêu này."),
        "not-due": _("Báo cáo kỳ %(month)s chưa đến hạn của chỉ tiêu này."),
        "parts": _("Báo cáo kỳ cần tử số và mẫu số, văn bản chỉ nêu tỷ lệ; hãy nhập hai số ấy ở báo cáo kỳ."),
    }
    why = "no-month" if fit.why == "not-opened" and len(period.months()) > 1 else fit.why
    return sentences[why] % said


def why_closed(ret: Return) -> str:
    """What to do where a return can no longer be filled; "" where it can."""
    if ret.state == "submitted":
        return _("Báo cáo kỳ đang chờ duyệt: muốn đổi số, hãy đề nghị người duyệt trả lại.")
    if ret.state == "approved":
        return _("Báo cáo kỳ đã được duyệt: muốn đổi số, hãy dùng “Đính chính số đã duyệt” ở báo cáo kỳ đó.")
    return ""


def held_said(held: Observation | None) -> str:
    """What a line of a return holds, in a form that two looks at it can be compared by."""
    if held is None:
        return ""
    said = (held.revision, held.value, held.numerator, held.denominator, held.no_data, held.vintage)
    return "|".join("" if one is None else str(one) for one in said)
