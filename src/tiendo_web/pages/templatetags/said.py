"""Template words: numbers, dates, verdicts and reasons through `tiendo.publishing.wording`, in the active language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import Indicator
from tiendo.model.observation import Observation, Provider, Vintage
from tiendo.model.period import Period
from tiendo.model.place import Place
from tiendo.model.target import Comparator, Condition, TermForm
from tiendo.model.target import Target as TargetRecord
from tiendo.model.total import PlaceResult, Total
from tiendo.model.verdict import Reason, TermPace, Verdict, VerdictWord
from tiendo.publishing import wording
from tiendo.publishing.place_words import describe_assumed, describe_restatement
from tiendo.publishing.reading_words import describe_rule
from tiendo_web.records.queries import Standing

register = template.Library()


def _language() -> str:
    return get_language() or "vi"


@register.filter
def day(value: date | datetime | None) -> str:
    """dd/mm/yyyy in Vietnamese."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return wording.format_date(value, _language())


@register.filter
def moment(value: datetime | None) -> str:
    """dd/mm/yyyy hh:mm."""
    return "—" if value is None else f"{day(value)} {timezone.localtime(value):%H:%M}"


_WEEKDAYS = (
    ("Thứ Hai", "Monday"), ("Thứ Ba", "Tuesday"), ("Thứ Tư", "Wednesday"), ("Thứ Năm", "Thursday"),
    ("Thứ Sáu", "Friday"), ("Thứ Bảy", "Saturday"), ("Chủ Nhật", "Sunday"),
)  # fmt: skip


@register.filter
def stamp(value: datetime | None) -> str:
    """The date line of a news page: Thứ Bảy, 30/12/2023 | 11:09:26 [GMT +7]."""
    if value is None:
        return "—"
    local = timezone.localtime(value)
    return f"{wording.pick(_WEEKDAYS[local.weekday()], _language())}, {day(value)} | {local:%H:%M:%S} [GMT +7]"


@register.filter
def number(value: Decimal | int | None, decimals: int = 3) -> str:
    return wording.format_number(Decimal(value) if isinstance(value, int) else value, decimals, _language())


@register.filter
def exact(value: Decimal | None) -> str:
    return "" if value is None else wording.format_exact(value, _language())


@register.filter
def typed(value: Decimal | str | None) -> str:
    """A number as it is typed into a form: every digit, no grouping, the language's decimal sign. What was typed
    just now comes back as it was."""
    if value is None or isinstance(value, str):
        return value or ""
    plain = format(value.normalize(), "f")
    return plain.replace(".", ",") if _language() == "vi" else plain


@register.filter
def ratio(value: Decimal | None) -> str:
    return wording.format_ratio(value, _language())


@register.filter
def unit_name(value: str) -> str:
    return wording.format_unit(value, _language())


@register.filter
def period(code: str | Period | None) -> str:
    """tháng 3/2024."""
    if not code:
        return "—"
    return wording.format_period(Period.parse(code) if isinstance(code, str) else code, _language())


@register.filter
def when(period: Period | None) -> str:
    """The period that a figure is of: "10 tháng đầu năm 2024"."""
    return "" if period is None else wording.format_when(period, _language())


@register.filter
def verdict_word(word: VerdictWord | str) -> str:
    return wording.pick(wording.VERDICT_WORDS[VerdictWord(word)], _language())


_SIGNS = {
    VerdictWord.EXCEEDED: "★", VerdictWord.MET: "✔", VerdictWord.NOT_MET: "✖", VerdictWord.ON_TRACK: "✔",
    VerdictWord.AT_RISK: "▲", VerdictWord.OFF_TRACK: "✖", VerdictWord.CANNOT_JUDGE: "?", VerdictWord.NO_DATA: "–",
}  # fmt: skip


@register.filter
def verdict_sign(word: VerdictWord | str) -> str:
    """A sign beside the colour, so that nothing is said by colour alone."""
    return _SIGNS[VerdictWord(word)]


@register.simple_tag
def reason(said: Reason, names: dict[str, str] | None = None) -> SafeString | str:
    return foreign(wording.say(said, _language(), names))


_LEVELS = {
    "province": ("cấp tỉnh", "province"),
    "district": ("cấp huyện", "district"),
    "commune": ("cấp xã", "commune"),
}


@register.filter
def level_word(level: str) -> str:
    """The level of a place that a text names."""
    return wording.pick(_LEVELS.get(level, ("cấp khác", "another level")), _language())


@register.filter
def rule_words(rule: str) -> str:
    """Why a figure was read as it was."""
    return describe_rule(rule, _language())


@register.filter
def figure_read(figure: Any) -> str:
    """A figure as it was read from a text: "229.800 tấn", "6,5 - 7%"."""
    return wording.format_read(figure.value, figure.value_max, figure.unit, _language())


@register.filter
def condition(target: TargetRecord) -> str:
    return wording.describe_target(target, _language())


@register.filter
def missing(total: Total | None, names: dict[str, str]) -> str:
    """Who has not reported, and for which months."""
    if total is None:
        return ""
    return wording.describe_missing(total.owing, _language(), names)


@register.filter
def actual(verdict: Verdict) -> str:
    """The rolled-up figure with its unit."""
    total = verdict.total
    if total is None or total.value is None:
        return "—"
    indicator = load_catalogue().indicators[total.indicator_code]
    return wording.format_amount(total.value, indicator.unit, indicator.decimals, _language())


@register.simple_tag
def in_unit(value: Decimal | None, indicator_code: str) -> str:
    """A figure of an indicator with the decimals that it shows."""
    indicator = load_catalogue().indicators[indicator_code]
    return wording.format_amount(value, indicator.unit, indicator.decimals, _language())


@register.simple_tag
def pace_in_words(pace: TermPace, target: TargetRecord) -> str:
    """What the remaining years of a term still need."""
    indicator = load_catalogue().indicators[target.indicator_code or ""]
    return wording.describe_pace(pace, target, indicator, _language())


@register.filter
def indicator_name(code: str) -> str:
    indicator = load_catalogue().indicators.get(code)
    if indicator is None:
        return code
    return indicator.name_en if _language() == "en" else indicator.name


@register.filter
def named(thing: Any) -> str:
    """`name` or `name_en` of an office, target or programme, as the language asks; its title if it has one."""
    field = "title" if hasattr(thing, "title") and not hasattr(thing, "name") else "name"
    english = getattr(thing, f"{field}_en", "")
    return english if _language() == "en" and english else getattr(thing, field)


@register.filter
def at_key(mapping: Any, key: str) -> Any:
    """mapping[key], or nothing."""
    return mapping.get(key) if mapping is not None else None


@register.filter
def vintage_word(value: int) -> str:
    return wording.pick(wording.VINTAGE_WORDS[Vintage(value)], _language())


@register.filter
def done_share(verdict: Verdict) -> int:
    """How full the bar is, 0 to 100, from the attainment."""
    if verdict.attainment is None:
        return 0
    return max(0, min(100, int(verdict.attainment * 100)))


@register.filter
def due_share(verdict: Verdict) -> int | None:
    """Where the trajectory stands on the same bar; nothing when it asks for nothing now."""
    if not verdict.due or not verdict.target.conditions or verdict.target.conditions[0].value <= 0:
        return None
    return max(0, min(100, int(verdict.due / verdict.target.conditions[0].value * 100)))


_VIETNAMESE_LETTER = "À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ"
# Syllables without a mark that names begin with: "Long Thạnh" is one name, "Office Thạnh" is not.
_PLAIN = (
    "An|Ba|Bao|Cam|Duy|Hai|Ia|Kim|La|Lai|Lam|Long|Mai|Minh|Nam|Nga|Ninh|Quang|Sa|Sinh|Tam|Tham|Thanh|Thu|Tri|Trung|Vinh"
)
_VIETNAMESE_WORDS = re.compile(
    rf"(?:\b(?:{_PLAIN}) )*\w*[{_VIETNAMESE_LETTER}]\w*(?:[ -](?:\w*[{_VIETNAMESE_LETTER}]\w*|[A-Z]\w*(?=[ ”)]|$)))*"
)


@register.filter
def foreign(said: object) -> SafeString | str:
    """In English, names that stay Vietnamese inside a sentence are marked as such, for voices and translators."""
    text = str(said)
    if _language() == "vi":
        return text
    pieces: list[SafeString | str] = []
    at = 0
    for found in _VIETNAMESE_WORDS.finditer(text):
        pieces += [text[at : found.start()], format_html('<span lang="vi" translate="no">{}</span>', found[0])]
        at = found.end()
    return format_html_join("", "{}", ((piece,) for piece in (*pieces, text[at:])))


@register.filter
def as_typed(text: str) -> SafeString | str:
    """What a person typed stays Vietnamese on an English page, and is marked as such."""
    if _language() == "vi" or text.isascii():
        return text
    return format_html('<span lang="vi">{}</span>', text)


def with_typed(text: str, typed: Iterable[str]) -> SafeString:
    """A sentence with what people typed into it marked as Vietnamese on an English page, and names by themselves."""
    words = sorted({*typed} - {""}, key=len, reverse=True)
    pieces = re.split("(" + "|".join(map(re.escape, words)) + ")", text) if words else [text]
    return format_html_join(
        "", "{}", ((as_typed(piece) if n % 2 else foreign(piece),) for n, piece in enumerate(pieces))
    )


# Vietnamese writes one word as several syllables; a headline that breaks inside one reads badly on a wall.
_CAPITAL = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
_PROPER = rf"[{_CAPITAL}]\w*(?: [{_CAPITAL}]\w*){{0,3}}"
_WORDS = (
    "kinh tế - xã hội", "nông thôn mới", "bảo hiểm y tế", "ngân sách nhà nước", "chương trình", "hành động", "phát triển",
    "kế hoạch", "chỉ tiêu", "tiêu chí", "sản phẩm", "sản lượng", "sản xuất", "lương thực", "công nhận", "quốc gia",
    "địa bàn", "tỷ lệ", "bao phủ", "hộ nghèo", "việc làm", "lao động", "bình quân", "thu nhập", "đầu người", "người dân",
    "tốc độ", "giá trị", "giải quyết", "tham gia", "dữ liệu mẫu", "dữ liệu", "số liệu",
)  # fmt: skip
_ONE_WORD = re.compile(
    rf"(?:[Hh]uyện|[Xx]ã|[Tt]hị trấn|[Tt]ỉnh|[Pp]hường|THCS|THPT|Tiểu học) {_PROPER}"
    r"|\(?\d+ - \d+\)?|(?:năm|tháng|quý) \d[\d/]*"
    r"|\(?\d[\d.,]*(?:%|‰| (?:tấn|tỷ đồng|triệu đồng|lao động|tiêu chí|sản phẩm|trường|hộ|xã|người|năm))(?:/\w+)*\)?"
    rf"|\b(?:{'|'.join(f'[{w[0].upper()}{w[0]}]{w[1:]}' for w in _WORDS)})\b"
)


@register.filter
def unbroken(text: str) -> SafeString:
    """Vietnamese for a headline: lines break between words, not inside "kinh tế" or "huyện Thạnh Hóa"."""
    pieces: list[SafeString | str] = []
    at = 0
    for found in _ONE_WORD.finditer(text):
        pieces += [text[at : found.start()], format_html('<span class="nowrap">{}</span>', found[0])]
        at = found.end()
    return format_html_join("", "{}", ((piece,) for piece in (*pieces, text[at:])))


@register.filter
def headline(text: str) -> SafeString | str:
    """A name as a heading: `unbroken` in Vietnamese, `foreign` in English."""
    return unbroken(text) if _language() == "vi" else foreign(text)


@register.filter
def place_name(place: Place | Any) -> str:
    """xã Thủy Tây; in English Thủy Tây commune."""
    return wording.format_place(place, _language())


@register.simple_tag
def restated_from(figure: Observation) -> SafeString | str:
    """What a restated figure was worked out from, with its shares and acts; nothing for one that stands as it was sent."""
    if figure.restatement is None:
        return ""
    return format_html(
        '<small class="restated">{}</small> ', foreign(describe_restatement(figure.restatement, _language()))
    )


@register.simple_tag
def assumed_in(figures: Iterable[Observation] | PlaceResult | Total | None) -> SafeString | str:
    """That shares of split places are not known and equal parts were assumed; nothing where the figure rests on none."""
    whole = figures.whole if isinstance(figures, Total) else figures
    if isinstance(whole, PlaceResult):
        whole = [o for place in whole.sources() for o in place.observations]
    said = describe_assumed(whole or (), _language())
    return format_html('<small class="restated">{}</small>', foreign(said)) if said else ""


@register.filter
def place_names(where: Standing) -> dict[str, str]:
    """Code → name with its kind in the active language, of the programme's places."""
    return {code: place_name(place) for code, place in where.near.items()}


_FREQUENCIES = {
    "monthly": ("hằng tháng", "monthly"), "quarterly": ("hằng quý", "quarterly"),
    "semiannual": ("6 tháng một lần", "twice a year"), "annual": ("hằng năm", "yearly"),
    "seasonal": ("theo mùa vụ", "by season"), "school_year": ("theo năm học", "by school year"),
    "event": ("khi phát sinh", "when it happens"),
}  # fmt: skip
_REPORTERS = {
    "children": ("các xã, thị trấn báo cáo, huyện tổng hợp", "communes report, the district adds up"),
    "place": ("cơ quan phụ trách báo cáo cho cả địa bàn", "the owner reports for the whole place"),
    "both": (
        "các xã, thị trấn báo cáo phần của mình, cơ quan phụ trách báo cáo phần còn lại",
        "communes report their part, the owner the rest",
    ),
}


_TRAJECTORIES = {
    "straight": ("đường mặc định, đi thẳng từ đầu đến mức phải đạt", "the usual line, straight to what is promised"),
    "last_year": ("theo nhịp từng tháng của năm trước", "in the monthly steps of the year before"),
    "typed": ("theo các mốc đã nhập", "by the milestones entered"),
}  # fmt: skip


@register.filter
def trajectory_word(code: str) -> str:
    """Where a target's trajectory comes from."""
    return wording.pick(_TRAJECTORIES[code], _language())


_COUNTINGS = {
    "newest": ("lấy lần sửa mới nhất đã duyệt", "the newest approved revision counts"),
    "best_vintage": (
        "lấy số có mức độ cao nhất: số ước tính không thay số sơ bộ, chính thức",
        "the best status counts: no estimate replaces a preliminary or official figure",
    ),
}


@register.filter
def counting_word(code: str) -> str:
    """Which of several figures for one place and period counts."""
    return wording.pick(_COUNTINGS[code], _language())


@register.filter
def provider_word(code: Provider | str) -> str:
    """Whose figures they are."""
    return wording.pick(wording.PROVIDER_WORDS[Provider(code)], _language())


@register.filter
def definition_word(code: str, indicator: Indicator) -> str:
    """The name of a definition of an indicator; nothing for ""."""
    return next((named(d) for d in indicator.definitions if d.code == code), code)


@register.filter
def frequency_word(code: str) -> str:
    return wording.pick(_FREQUENCIES[code], _language())


@register.filter
def reporter_word(code: str) -> str:
    return wording.pick(_REPORTERS[code], _language())


@register.filter
def term_form_word(form: TermForm | str) -> str:
    return wording.pick(wording.TERM_FORM_WORDS[TermForm(form)], _language())


@register.filter
def due_amount(verdict: Verdict) -> str:
    """What the trajectory asks for now, in the unit of the first condition."""
    if verdict.due is None or not verdict.target.conditions:
        return "—"
    promised = verdict.target.conditions[0]
    due = Condition(Comparator.EQUAL, verdict.due, promised.unit, change=promised.change)
    return wording.describe_condition(due, _language())


@register.filter
def one_condition(condition: Condition) -> str:
    return wording.describe_condition(condition, _language())


@register.filter
def done_in(pace: TermPace, year: int) -> Decimal | None:
    return dict(pace.done).get(year)


@register.filter
def whole_need(value: Decimal | None, target: TargetRecord) -> Decimal | None:
    """What a year still needs, in whole units where the indicator is counted in them."""
    return wording.whole_need(value, target, load_catalogue().indicators[target.indicator_code or ""])


@register.filter
def needed_in(pace: TermPace, year: int) -> Decimal | None:
    return dict(pace.needed).get(year)
