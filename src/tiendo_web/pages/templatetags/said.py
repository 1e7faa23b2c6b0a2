"""Template words: numbers, dates, verdicts and reasons through `tiendo.publishing.wording`, in the active language."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from tiendo.catalogue.load import load_catalogue
from tiendo.model.observation import Vintage
from tiendo.model.period import Period
from tiendo.model.target import Target as TargetRecord
from tiendo.model.total import Total
from tiendo.model.verdict import Reason, Verdict, VerdictWord
from tiendo.publishing import wording

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
def typed(value: Decimal | None) -> str:
    """A number as it is typed into a form: every digit, no grouping, the language's decimal sign."""
    if value is None:
        return ""
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
def reason(said: Reason, names: dict[str, str] | None = None) -> str:
    return wording.say(said, _language(), names)


@register.filter
def condition(target: TargetRecord) -> str:
    return wording.describe_target(target, _language())


@register.filter
def missing(total: Total | None, names: dict[str, str]) -> str:
    """Who has not reported, and for which months."""
    if total is None:
        return ""
    pairs = tuple((p.place_code, tuple(m.code for m in p.missing)) for p in total.missing)
    return wording.describe_missing(pairs, _language(), names)


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
    if verdict.due is None or not verdict.target.conditions or verdict.target.conditions[0].value <= 0:
        return None
    return max(0, min(100, int(verdict.due / verdict.target.conditions[0].value * 100)))
