"""Template words for the work pages: states of returns, figures as they were sent, names of verbs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import Indicator, OverPlaces, OverTime
from tiendo.model.problem import Problem
from tiendo.model.verdict import VerdictWord
from tiendo.publishing import wording
from tiendo_web.actions import take_baseline
from tiendo_web.pages.templatetags.said import foreign
from tiendo_web.records import convert
from tiendo_web.records.models import Baseline, Directive, Figure, Funding, Observation, Return, Target, Task
from tiendo_web.records.queries import Standing

register = template.Library()

# state of a return → (tone of the verdict colours, word)
_TONES = {"approved": "met", "submitted": "exceeded", "late": "off_track", "returned": "at_risk", "open": "no_data"}


def return_words() -> tuple[tuple[str, str], ...]:
    """(word, tone) of every state of a return, for a legend."""
    words = {
        "late": _("quá hạn"),
        "returned": _("bị trả lại"),
        "open": _("chưa gửi"),
        "submitted": _("chờ duyệt"),
        "approved": _("đã duyệt"),
    }
    return tuple((word, _TONES[state]) for state, word in words.items())


def _shown_state(ret: Return, today: date) -> str:
    return "late" if ret.state in {"open", "returned"} and ret.due < today else ret.state


@register.filter
def return_tone(ret: Return, today: date) -> str:
    """The colour and sign of a return's state."""
    return _TONES[_shown_state(ret, today)]


@register.filter
def return_word(ret: Return, today: date) -> str:
    """The state of a return in words."""
    tone = return_tone(ret, today)
    return next(word for word, its in return_words() if its == tone)


@register.simple_tag
def figure_of(observation: Observation, indicator: Indicator) -> SafeString | str:
    """A figure as it was sent, every digit: "12.345 lao động", "7.489/7.920 (94,56 %)", or why there is none."""
    language = get_language() or "vi"
    if observation.no_data:
        return format_html(
            '<span class="quiet">{}: <span lang="vi">{}</span></span>', _("chưa có"), observation.no_data
        )
    if observation.numerator is not None and observation.denominator is not None:
        parts = f"{wording.format_exact(observation.numerator, language)}/{wording.format_exact(observation.denominator, language)}"
        if indicator.unit != "%" or not observation.denominator:
            return parts
        return f"{parts} ({wording.format_ratio(observation.numerator / observation.denominator, language)})"
    if observation.value is None:
        return "—"
    return wording.format_amount(observation.value, indicator.unit, wording.EVERY_DIGIT, language)


@register.filter
def sentence_of(figure: Figure) -> str:
    """The sentence of the text that says a figure, in one line."""
    start, end = min(figure.sentence_start, figure.span_start), max(figure.sentence_end, figure.span_end)
    return " ".join(figure.document.text[start:end].split())


@register.filter
def baseline_said(baseline: Baseline | None) -> str:
    """What stands as the baseline now, to tell whether somebody else changed it in between."""
    return take_baseline.baseline_said(baseline)


@register.simple_tag
def amount_of(value: Decimal | None, indicator_code: str) -> str:
    """A figure in the unit of its indicator, every digit."""
    unit = load_catalogue().indicators[indicator_code].unit
    return wording.format_amount(value, unit, wording.EVERY_DIGIT, get_language() or "vi")


@register.simple_tag
def asked_of(indicator: Indicator, below: bool) -> SafeString:
    """The label of a plain figure's input, with its unit. A place below the programme's is asked for its own part: "no
    commune may be in debt" is not something that one commune can answer, nor "criteria a commune"."""
    if below and indicator.over_places is OverPlaces.ALL_TRUE:
        return format_html("{}", _("Số tiêu chí hoặc việc chưa đạt của địa bàn (0 là đạt)"))
    unit = indicator.unit
    if below and indicator.over_places is OverPlaces.MEAN:
        unit = unit.removesuffix("/xã")
    word = _("Số thực hiện trong kỳ") if indicator.over_time is OverTime.SUM else _("Số hiện có cuối kỳ")
    return format_html("{} ({})", word, foreign(wording.format_unit(unit, get_language() or "vi")))


@register.filter
def example_number(value: float) -> str:
    """A number as it is typed, in the active language."""
    return wording.format_exact(Decimal(str(value)), get_language() or "vi")


@register.filter
def numerator_word(indicator: Indicator) -> SafeString:
    """What is counted above the stroke."""
    return _part(_("tử số"), indicator.formula.partition(" / ")[0])


@register.filter
def denominator_word(indicator: Indicator) -> SafeString:
    """What it is counted out of."""
    return _part(_("mẫu số"), indicator.weight)


def _part(word: str, said: str) -> SafeString:
    return format_html('<span lang="vi">{}</span> <small>({})</small>', said, word) if said else format_html("{}", word)


@register.simple_tag
def invalid(refused: Any, name: str) -> SafeString:
    """Marks the input that a refusal is about."""
    here = refused is not None and refused != "" and refused.field == name
    return SafeString(' aria-invalid="true" aria-describedby="loi"') if here else SafeString("")


@register.filter
def verb_word(verb: str) -> str:
    """An event's verb in words; the name of the action where there are none."""
    words = {
        "read_plan": _("đọc văn bản"),
        "close_year": _("chốt kết quả năm"),
        "override_verdict": _("đánh giá khác quy tắc"),
        "withdraw_override": _("rút đánh giá khác quy tắc"),
        "read_report": _("đọc văn bản báo cáo"),
        "take_reported_figure": _("lấy số từ văn bản báo cáo"),
        "take_baseline": _("lấy gốc so sánh từ văn bản"),
        "propose_targets": _("đề xuất chỉ tiêu từ văn bản"),
        "edit_target": _("sửa chỉ tiêu"),
        "confirm_target": _("xác nhận chỉ tiêu"),
        "withdraw_target": _("bỏ chỉ tiêu"),
        "add_target": _("thêm chỉ tiêu"),
        "add_sub_row": _("thêm dòng “trong đó”"),
        "put_under": _("đặt thành dòng “trong đó”"),
        "stand_alone": _("tách thành chỉ tiêu riêng"),
        "hand_in_for": _("nhập và gửi số thay cơ quan thống kê"),
        "add_office": _("thêm cơ quan"),
        "say_provider": _("nói nơi cung cấp số liệu"),
        "choose_counting": _("chọn số nào được lấy"),
        "restore_target": _("đưa chỉ tiêu về đề xuất"),
        "agree_figures": _("soát: số liệu đọc đúng"),
        "correct_figure": _("sửa số liệu đọc được"),
        "remove_figure": _("bỏ số liệu đọc sai"),
        "restore_figure": _("khôi phục số liệu đã bỏ"),
        "add_figure": _("thêm số liệu máy đọc sót"),
        "sign_review": _("kết luận đã soát hết văn bản"),
        "put_in_force": _("đưa lần giao vào hiệu lực"),
        "share_out": _("giao chỉ tiêu cho địa bàn"),
        "open_returns": _("mở kỳ báo cáo"),
        "save_draft": _("lưu nháp"),
        "submit_return": _("gửi báo cáo"),
        "approve_return": _("duyệt báo cáo"),
        "give_back_return": _("trả lại báo cáo"),
        "correct_return": _("đính chính số đã duyệt"),
        "begin": _("bắt đầu hệ thống"),
        "load_sample_return": _("nạp báo cáo mẫu"),
        "mend_totals": _("tính lại số tổng hợp không khớp"),
        "demand_explanation": _("yêu cầu giải trình"),
        "answer_directive": _("trả lời giải trình"),
        "add_task": _("thêm nhiệm vụ"),
        "finish_task": _("hoàn thành nhiệm vụ"),
        "add_obstacle": _("ghi hạn chế"),
        "add_remedy": _("ghi giải pháp"),
        "finish_remedy": _("thực hiện xong giải pháp"),
        "add_funding": _("ghi nguồn lực"),
        "change_funding": _("cập nhật nguồn lực"),
        "circulate": _("gửi văn bản để quán triệt"),
        "take_note": _("xác nhận đã quán triệt"),
        "post_comment": _("gửi ý kiến"),
        "moderate_comment": _("duyệt ý kiến"),
        "save_article": _("lưu bài viết"),
        "publish_article": _("đăng bài viết"),
        "open_comments": _("mở hoặc đóng ý kiến"),
        "grant_right": _("cấp quyền"),
        "end_right": _("kết thúc quyền"),
        "add_person": _("thêm người dùng"),
        "change_password": _("đổi mật khẩu của mình"),
        "new_password": _("đặt mật khẩu mới"),
        "load_shapes": _("nạp đường biên địa bàn"),
        "draft_redrawing": _("nạp bản nháp thay đổi địa bàn"),
        "correct_place_shares": _("sửa tỷ lệ chia địa bàn"),
        "say_place_heir": _("chọn địa bàn mới cho cán bộ"),
        "discard_redrawing": _("bỏ bản nháp thay đổi địa bàn"),
        "activate_redrawing": _("áp dụng thay đổi địa bàn"),
        "undo_redrawing": _("hoàn tác thay đổi địa bàn"),
    }
    return words.get(verb, verb)


@register.filter
def implied_baseline(target: Target | None) -> str:
    """What the reader infers of the baseline, as a hint beside its input; nothing where it infers nothing."""
    if target is None or target.implied_baseline_low is None or target.implied_baseline_high is None:
        return ""
    facts = {"number": target.number, "low": target.implied_baseline_low, "high": target.implied_baseline_high}
    return wording.say(Problem("implied-baseline", facts, ""), get_language() or "vi")


@register.filter
def target_state_word(state: str) -> str:
    """Where a target of an edition stands."""
    return {"proposed": _("đề xuất"), "confirmed": _("đã xác nhận"), "withdrawn": _("đã bỏ")}[state]


@register.filter
def group_word(group: str) -> str:
    """A group of the catalogue in words."""
    words = {
        "economy": _("Kinh tế"),
        "budget": _("Ngân sách"),
        "investment": _("Đầu tư"),
        "agriculture": _("Nông, lâm nghiệp, thủy sản"),
        "industry": _("Công nghiệp"),
        "services": _("Thương mại, dịch vụ"),
        "ocop": _("OCOP"),
        "new_rural": _("Nông thôn mới"),
        "infrastructure": _("Hạ tầng"),
        "population": _("Dân số"),
        "labour": _("Lao động, việc làm"),
        "poverty": _("Giảm nghèo, an sinh"),
        "health": _("Y tế, bảo hiểm"),
        "education": _("Giáo dục, đào tạo"),
        "culture": _("Văn hóa"),
        "environment": _("Tài nguyên, môi trường"),
        "digital": _("Chuyển đổi số"),
        "admin_reform": _("Cải cách hành chính"),
        "defence_security": _("Quốc phòng, an ninh"),
        "party": _("Xây dựng Đảng"),
    }
    return words.get(group, group)


@register.filter
def verdict_of(where: Standing, target: Target) -> VerdictWord | None:
    """The word said of a target or a part; nothing while there is none."""
    verdict = where.verdict(str(target.pk))
    return verdict.said if verdict else None


@register.filter
def late(work: Task | Directive, today: date) -> bool:
    """Open past its due date, or done after it."""
    record = convert.task_record(work) if isinstance(work, Task) else convert.directive_record(work)
    return record.is_late(today)


@register.filter
def disbursed_share(money: Funding) -> str:
    """Disbursed over planned, as per cent; "—" when either is unknown or nothing was planned."""
    return wording.format_ratio(convert.funding_record(money).disbursed_share, get_language() or "vi")


@register.filter
def hundredths(share: Decimal | None) -> int:
    """A share as 0 to 100, for a bar."""
    return 0 if share is None else max(0, min(100, int(share * 100)))


@register.filter
def days_until(start: date, today: date) -> int:
    """How many days something has waited."""
    return (today - start).days
