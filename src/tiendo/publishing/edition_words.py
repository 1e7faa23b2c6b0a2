"""What a new edition changed, and one indicator against several authorities' numbers, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tiendo.catalogue.load import Catalogue
from tiendo.model.target import Baseline, Target
from tiendo.model.target_change import ChangeOf, SideBySide, TargetChange
from tiendo.publishing.wording import (
    VERDICT_WORDS,
    describe_target,
    format_amount,
    format_date,
    format_period,
    format_ratio,
    pick,
)

_CHANGED: Mapping[ChangeOf, tuple[str, str]] = {
    ChangeOf.NUMBER: ("số thứ tự", "number"),
    ChangeOf.CONDITION: ("mức giao", "what is promised"),
    ChangeOf.SUBJECT: ("đối tượng", "named thing"),
    ChangeOf.BASELINE: ("gốc so sánh", "baseline"),
    ChangeOf.PERIOD: ("kỳ", "period"),
    ChangeOf.REPORTING: ("cách báo cáo", "reporting"),
    ChangeOf.TRAJECTORY: ("kịch bản", "trajectory"),
    ChangeOf.SHARES: ("phần giao", "shares"),
}


def describe_change(change: TargetChange, catalogue: Catalogue, language: str) -> str:
    """One sentence: what was added or dropped, or what about a target changed, from what to what."""
    vietnamese = language != "en"
    target = change.after or change.before
    if target is None:
        raise ValueError("A change of nothing.")
    name = f"{target.number} “{target.name}”"
    if change.before is None:
        return (
            f"Thêm chỉ tiêu {name}: {_promised(target, language)}."
            if vietnamese
            else f"Added: {name}, {_promised(target, language)}."
        )
    if change.after is None:
        said = _promised(target, language)
        return f"Bỏ chỉ tiêu {name}, trước là {said}." if vietnamese else f"Dropped: {name}, before {said}."
    parts = "; ".join(_one(what, change.before, change.after, catalogue, language) for what in change.what)
    return f"Chỉ tiêu {name}: {parts}." if vietnamese else f"{name}: {parts}."


def describe_side_by_side(beside: SideBySide, language: str) -> tuple[str, ...]:
    """A line for each authority: its number, how much of it is reached, and the word."""
    lines = []
    for edition, verdict in beside.verdicts:
        word = pick(VERDICT_WORDS[verdict.said], language)
        share = f", {format_ratio(verdict.attainment, language)}" if verdict.attainment is not None else ""
        lines.append(f"{edition.authority}: {_promised(verdict.target, language)}{share}, {word}")
    return tuple(lines)


def _one(what: ChangeOf, before: Target, after: Target, catalogue: Catalogue, language: str) -> str:
    name = pick(_CHANGED[what], language)
    told = _TOLD.get(what)
    if told is None:
        return f"{name} thay đổi" if language != "en" else f"{name} changed"
    old, new = told(before, catalogue, language), told(after, catalogue, language)
    return f"{name} từ {old} thành {new}" if language != "en" else f"{name} from {old} to {new}"


def _promised(target: Target, language: str) -> str:
    return describe_target(target, language)


def _baseline(baseline: Baseline | None, target: Target, catalogue: Catalogue, language: str) -> str:
    if baseline is None:
        return "chưa nhập" if language != "en" else "none"
    indicator = catalogue.indicators[target.indicator_code or ""]
    amount = format_amount(baseline.value, indicator.unit, indicator.decimals, language)
    return f"{amount} ({format_date(baseline.as_of, language)})"


_TOLD: Mapping[ChangeOf, Callable[[Target, Catalogue, str], str]] = {
    ChangeOf.NUMBER: lambda target, _catalogue, _language: target.number,
    ChangeOf.CONDITION: lambda target, _catalogue, language: _promised(target, language),
    ChangeOf.SUBJECT: lambda target, _catalogue, _language: target.subject or "—",
    ChangeOf.BASELINE: lambda target, catalogue, language: _baseline(target.baseline, target, catalogue, language),
    ChangeOf.PERIOD: lambda target, _catalogue, language: format_period(target.period, language),
}
