"""Template words for the event log: what an event says, field by field, before beside after."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import Frequency
from tiendo.model.observation import Provider, Vintage
from tiendo.model.target import Change, ChangeIn, Comparator, Condition, ReportedBy
from tiendo.model.verdict import VerdictWord
from tiendo.publishing import wording
from tiendo_web.pages.templatetags.said import (
    as_typed,
    counting_word,
    day,
    foreign,
    frequency_word,
    indicator_name,
    moment,
    one_condition,
    period,
    provider_word,
    reporter_word,
    trajectory_word,
    verdict_word,
    vintage_word,
)

register = template.Library()

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_NUMBER = re.compile(r"-?\d{1,24}(?:\.\d{1,24})?")
# Fields that hold figures; elsewhere digits are a code, a year or a number in a list, and stay as they are.
_FIGURES = frozenset(
    {"value", "value_max", "numerator", "denominator", "tolerance", "planned", "mobilised", "disbursed"}
)
_OF_FIGURES = frozenset({"conditions", "baseline", "milestones", "shares", "before", "after"})  # figures lie in them
_OF_OFFICES = frozenset({"owner", "coordinating", "office", "offices", "by_office"})


def field_words() -> dict[str, str]:
    """Names of the fields that events tell of."""
    return {
        "target": _("chỉ tiêu"), "name": _("tên"), "name_en": _("tên tiếng Anh"), "number": _("số thứ tự"),
        "period": _("kỳ"), "month": _("tháng"), "office": _("đơn vị"), "offices": _("các đơn vị"),
        "place": _("địa bàn"), "owner": _("đơn vị phụ trách"), "coordinating": _("đơn vị phối hợp"),
        "indicator": _("tên trong văn bản"), "indicator_code": _("chỉ tiêu thống kê"), "subject": _("đối tượng"), "conditions": _("mức phải đạt"),
        "comparator": _("so sánh"), "value": _("giá trị"), "value_max": _("giá trị cao nhất"), "unit": _("đơn vị tính"),
        "change": _("tăng, giảm"), "change_in": _("tính theo"), "tolerance": _("sai số"), "keep": _("giữ vững"),
        "baseline": _("gốc so sánh"), "as_of": _("tại ngày"), "source": _("nguồn"), "milestones": _("các mốc"),
        "shares": _("phần giao"), "state": _("trạng thái"), "reason": _("lý do"), "parts": _("các phần"),
        "reported_by": _("ai báo cáo"), "frequency": _("kỳ báo cáo"), "term_form": _("dạng chỉ tiêu nhiệm kỳ"),
        "clock": _("cách tính kỳ"), "document": _("văn bản"), "sha256": _("dấu vân tay SHA-256"),
        "figures": _("số liệu"), "kind": _("loại"), "edition": _("lần giao"), "targets": _("số chỉ tiêu"),
        "decided_by": _("văn bản quyết định"), "decided_on": _("ngày quyết định"), "in_force": _("đang hiệu lực"),
        "numerator": _("tử số"), "denominator": _("mẫu số"), "no_data": _("chưa có số liệu, vì"),
        "named": _("tên đối tượng"), "vintage": _("mức độ số liệu"), "revision": _("lần sửa"), "due": _("hạn"),
        "changed": _("chỉ tiêu có thay đổi"), "sample": _("số liệu mẫu"), "entries": _("các số"),
        "work": _("công việc"), "person": _("người làm"), "product": _("sản phẩm"), "done_on": _("xong ngày"),
        "text": _("nội dung"), "found_on": _("ngày ghi"), "by_office": _("đơn vị ghi"), "given_on": _("ngày gửi"),
        "planned": _("kế hoạch (triệu đồng)"), "mobilised": _("đã huy động (triệu đồng)"),
        "disbursed": _("đã giải ngân (triệu đồng)"), "answer": _("trả lời"), "article": _("bài viết"),
        "title": _("tiêu đề"), "lead": _("tóm tắt"), "body": _("nội dung bài"), "authors": _("tác giả"),
        "programme": _("chương trình"), "at": _("thời điểm"), "user": _("người dùng"), "role": _("vai trò"),
        "first": _("từ ngày"), "last": _("đến hết ngày"), "username": _("tên đăng nhập"), "full_name": _("họ và tên"),
        "before": _("trước"), "after": _("sau"), "version": _("phiên bản"),
        "dropped": _("số không còn phải báo cáo, đã bỏ"), "published": _("đã công bố"),
        "ended": _("địa bàn kết thúc"), "began": _("địa bàn mới"), "rights": _("quyền"),
        "withdrawn": _("đã rút lại"),
        "stated_target_count": _("số chỉ tiêu nêu trong văn bản"), "obstacle": _("hạn chế"), "word": _("đánh giá"),
        "by_rule": _("theo quy tắc"), "signer": _("người ký"), "closing": _("lần chốt"), "dated": _("ngày văn bản"),
        "lines": _("từng chỉ tiêu"), "under": _("là dòng “trong đó” của chỉ tiêu"),
        "provider": _("nơi cung cấp số liệu"), "definition": _("tính theo"), "trajectory": _("kịch bản"), "counting": _("cách lấy số"), "code": _("mã"),
    }  # fmt: skip


def _value_words() -> dict[tuple[str, str], str]:
    return {
        ("kind", "target"): _("chỉ tiêu"),
        ("kind", "result"): _("kết quả"),
        ("role", "planner"): _("lập kế hoạch"),
        ("role", "reporter"): _("báo cáo"),
        ("role", "approver"): _("duyệt"),
        ("role", "leader"): _("lãnh đạo"),
        ("role", "editor"): _("biên tập"),
        ("role", "auditor"): _("kiểm tra"),
        **{(f, w.value): verdict_word(w) for f in ("word", "by_rule") for w in VerdictWord},
        ("state", "waiting"): _("chờ duyệt"),
        ("state", "shown"): _("đã đăng"),
        ("state", "refused"): _("không đăng"),
        **{("provider", p.value): provider_word(p) for p in Provider},
        **{("counting", way): counting_word(way) for way in ("newest", "best_vintage")},
        **{("trajectory", way): trajectory_word(way) for way in ("straight", "last_year", "typed")},
        ("state", "proposed"): _("đề xuất"),
        ("state", "confirmed"): _("đã xác nhận"),
        ("state", "withdrawn"): _("đã bỏ"),
    }


@register.filter
def role_word(role: str) -> str:
    """A role in words."""
    return _value_words().get(("role", role), role)


@register.filter
def kind_word(kind: str) -> str:
    """What kind of thing an event is about."""
    words = {
        "target": _("chỉ tiêu"), "return": _("báo cáo kỳ"), "programme": _("chương trình"), "document": _("văn bản"),
        "targetset": _("bộ chỉ tiêu giao"), "task": _("nhiệm vụ"), "obstacle": _("hạn chế"), "remedy": _("giải pháp"),
        "directive": _("yêu cầu giải trình"), "funding": _("nguồn lực"), "circulation": _("quán triệt"),
        "article": _("bài viết"), "comment": _("ý kiến"), "right": _("quyền"), "user": _("người dùng"),
        "office": _("đơn vị"), "redrawing": _("thay đổi địa bàn"), "placeshape": _("bản đồ địa bàn"),
    }  # fmt: skip
    return words.get(kind, kind)


@dataclass(frozen=True)
class _Teller:
    """Says facts in words. `names`: codes of offices and places → their names; the other two: words for fields, and for
    values of a field."""

    names: Mapping[str, str]
    fields: Mapping[str, str]
    values: Mapping[tuple[str, str], str]

    def everything(self, facts: Mapping[str, Any]) -> SafeString:
        """Facts as a list; what was changed as a table of before and after."""
        before, after = facts.get("before"), facts.get("after")
        rest = {k: v for k, v in facts.items() if k not in {"before", "after"} and not _empty(v)}
        pieces = [self.as_list(rest)] if rest else []
        if isinstance(after, Mapping) and isinstance(before, Mapping):
            pieces.append(self.changes(before, after))
        elif isinstance(after, Mapping) and before is None:
            pieces.append(self.as_list(after))
        elif "before" in facts or "after" in facts:
            pieces.append(self.changes({"": before}, {"": after}))
        return format_html_join("", "{}", ((p,) for p in pieces))

    def changes(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> SafeString:
        names = [n for n in dict.fromkeys([*before, *after]) if before.get(n) != after.get(n)]
        if not names:
            return format_html('<p class="quiet">{}</p>', _("Không có gì thay đổi."))
        of = {n: n if n in self.fields or not n else "after" for n in names}  # a share, a milestone: figures
        rows = ((self.name(n), self.said(of[n], before.get(n)), self.said(of[n], after.get(n))) for n in names)
        return format_html(
            '<table class="changes"><thead><tr><td></td><th scope="col">{}</th><th scope="col">{}</th></tr></thead>'
            "<tbody>{}</tbody></table>",
            _("Trước"),
            _("Sau"),
            format_html_join("", '<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>', rows),
        )

    def as_list(self, facts: Mapping[str, Any], *, within: str = "") -> SafeString:
        pairs = ((self.name(name), self.said(within or name, value)) for name, value in facts.items())
        return format_html('<dl class="told">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", pairs))

    def name(self, field: str) -> str:
        """A field's name; a month, an indicator with its revision ("food-output r2") or a place by its own."""
        if word := self.fields.get(field) or self.names.get(field.removeprefix("office:")):
            return word
        if _MONTH.fullmatch(field):
            return period(field)
        code, _space, revision = field.partition(" r")
        if code in load_catalogue().indicators:
            said = indicator_name(code)
            return f"{said} ({_('lần sửa')} {revision})" if revision else said
        return field

    def said(self, field: str, value: Any) -> SafeString | str:
        if _empty(value):
            return "—"
        if isinstance(value, bool):
            return _("có") if value else _("không")
        if isinstance(value, Mapping):
            filled = {k: v for k, v in value.items() if not _empty(v)} or value
            if "value" in value or "numerator" in value:  # one figure: in one line
                return format_html_join("; ", "{} {}", ((self.name(k), self.said(k, v)) for k, v in filled.items()))
            return self.as_list(filled, within=field if field in _OF_FIGURES else "")
        if isinstance(value, list):
            return self.several(field, value)
        return self.plain(field, str(value))

    def several(self, field: str, values: list[Any]) -> SafeString | str:
        """Plain values in one line, without what says nothing; lists and mappings one below the other."""
        if field == "conditions" and (words := _condition(values)):
            return words
        if any(isinstance(v, (Mapping, list)) for v in values):
            lines = ((self.several(field, v) if isinstance(v, list) else self.said(field, v),) for v in values)
            return format_html_join("", "<div>{}</div>", lines)
        said = [v for v in values if not _empty(v) and v is not False and v not in {"none", "units"}]
        return format_html_join("; " if len(said) == len(values) else " ", "{}", ((self.said(field, v),) for v in said))

    def plain(self, field: str, text: str) -> SafeString | str:
        if word := self.values.get((field or "state", text)):
            return word
        if field in _OF_OFFICES and text in self.names:
            return foreign(self.names[text])
        if field in {"indicator_code", "changed"} and text in load_catalogue().indicators:
            return indicator_name(text)
        if field == "vintage" and text in {str(int(v)) for v in Vintage}:
            return vintage_word(int(text))
        if field == "frequency" and text in set(Frequency):
            return frequency_word(text)
        if field == "reported_by" and text in set(ReportedBy):
            return reporter_word(text)
        if field in _FIGURES | _OF_FIGURES and _NUMBER.fullmatch(text):
            return wording.format_exact(Decimal(text), get_language() or "vi")
        if field in {"period", "month"} and _MONTH.fullmatch(text):
            return period(text)
        return _day(text) or as_typed(text)


@register.filter
def told(facts: Mapping[str, Any], names: Mapping[str, str] | None = None) -> SafeString | str:
    """What an event says as a list of names and values; what was changed as a table of before and after."""
    return _Teller(names or {}, field_words(), _value_words()).everything(facts) if facts else ""


def _condition(kept: list[Any]) -> str:
    """A condition in the words of the pages; "" for what is kept in another form."""
    try:
        comparator, value, value_max, unit, change, change_in, tolerance, keep = kept
        condition = Condition(
            Comparator(comparator),
            Decimal(value),
            unit,
            value_max=None if value_max is None else Decimal(value_max),
            change=Change(change),
            change_in=ChangeIn(change_in),
            tolerance=None if tolerance is None else Decimal(tolerance),
            keep=keep,
        )
    except (ValueError, TypeError, InvalidOperation):
        return ""
    return one_condition(condition)


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == {}


def _day(text: str) -> str:
    """A day or a moment as people write it; "" when the text is neither."""
    try:
        if _DAY.fullmatch(text):
            return day(date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            return moment(datetime.fromisoformat(text))
    except ValueError:
        return ""
    return ""
