"""What a report says of one target, as officials write it: "Tổng sản lượng lương thực 9 tháng đầu năm ước đạt 172.345
tấn, bằng 75% kế hoạch (kế hoạch năm 2024: 229.800 tấn); đánh giá: đúng tiến độ. So với cùng kỳ năm trước tăng 2,1%."

The reading stage reads these sentences back to the same figures (tests/laws/test_round_trip_report.py), which decides
between wordings that are equally natural: the plan stands in one bracket right behind the result, and the comparison
with the year before is a sentence of its own, so that its percentage is never taken for what was promised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from tiendo.catalogue.load import Catalogue
from tiendo.model.indicator import Direction, Indicator, OverTime
from tiendo.model.observation import Vintage
from tiendo.model.period import Period, PeriodKind
from tiendo.model.report import Report, ReportLine
from tiendo.model.target import Change, Comparator, Condition, Target
from tiendo.model.total import Total
from tiendo.model.verdict import Verdict
from tiendo.publishing.place_words import describe_assumed
from tiendo.publishing.wording import (
    VERDICT_WORDS,
    describe_condition,
    describe_missing,
    describe_target,
    format_amount,
    format_date,
    format_period,
    format_ratio,
    format_when,
    pick,
    round_half_up,
)

_PER_CENT = frozenset({"%", "‰", "điểm %"})
_WHOLE_YEAR = " cả năm"
_OF_THE_YEAR = (_WHOLE_YEAR, " trong năm")
_NOT_ANY = "Không còn "
_SAME = Decimal("0.0005")  # two ratios that are written alike


def sentence_of(line: ReportLine, report: Report, catalogue: Catalogue, language: str) -> str:
    """Everything a report says of a plain target, or of a compound one before its parts."""
    verdict = line.verdict
    judged = _judged(verdict, language)
    if verdict.target.is_compound:
        return _compound(line, language) + judged
    indicator = catalogue.indicators[verdict.target.indicator_code or ""]
    said = _achieved(line, report, indicator, catalogue, language) + judged
    return " ".join([said, *_beside(line, report, indicator, language)])


def name_of(line: ReportLine, catalogue: Catalogue, language: str) -> str:
    """The noun phrase of a target: the indicator's name, since the programme's wording holds verb and number, without
    "cả năm": after nine months a harvest is not yet that of the whole year."""
    indicator = catalogue.indicators.get(line.verdict.target.indicator_code or "")
    if indicator is None:
        return line.name
    if language == "en":
        return indicator.name_en
    name = indicator.name
    if name.startswith(_NOT_ANY):
        name = f"Số {name.removeprefix(_NOT_ANY)}"
    for end in _OF_THE_YEAR:
        name = name.removesuffix(end)
    return name


def plan_words(target: Target, language: str) -> str:
    """What was promised, as a plan says it. How far "khoảng" may be missed is how it is judged here, and no plan says it;
    that a level must be kept is a sentence of its own."""
    planned = tuple(replace(as_planned(c), keep=False) for c in target.conditions)
    return describe_target(replace(target, baseline=None, conditions=planned), language)


def as_planned(condition: Condition) -> Condition:
    """The condition without the tolerance of "khoảng"."""
    return replace(condition, tolerance=None)


def change_words(verdict: Verdict, language: str) -> str:
    """The change that was reached, where a change was promised: "giảm 16 hộ"; "" otherwise."""
    condition = verdict.target.conditions[0]
    if condition.change is Change.NONE or verdict.actual is None:
        return ""
    turned = {Change.INCREASE: Change.DECREASE, Change.DECREASE: Change.INCREASE}
    change = turned[condition.change] if verdict.actual < 0 else condition.change
    return describe_condition(_exactly(abs(verdict.actual), condition, change), language)


def compared_words(line: ReportLine, indicator: Indicator, language: str) -> str:
    """Against the same months a year before: "tăng 2,1%", "giảm 1,2 điểm %"; "" where there is nothing to compare."""
    if line.both is None:
        return ""
    now, before = (round_half_up(value, indicator.decimals) for value in line.both)
    in_points = indicator.unit in _PER_CENT
    if not in_points and before <= 0:
        return ""
    difference = now - before if in_points else round_half_up((now / before - 1) * 100, 2)
    if not difference:
        return pick(("không đổi", "unchanged"), language)
    change = Change.INCREASE if difference > 0 else Change.DECREASE
    unit = "điểm %" if indicator.unit == "%" else indicator.unit if in_points else "%"
    return describe_condition(Condition(Comparator.EQUAL, abs(difference), unit, change=change), language)


# --- the parts of a sentence ------------------------------------------------------------------------------------------


def _compound(line: ReportLine, language: str) -> str:
    numbers = ", ".join(part.verdict.target.number for part in line.parts)
    if language == "en":
        return f"A target of {len(line.parts)} parts ({numbers}), met only when every part is met"
    return f"Chỉ tiêu ghép gồm {len(line.parts)} phần ({numbers}), chỉ đạt khi mọi phần đều đạt"


def _achieved(line: ReportLine, report: Report, indicator: Indicator, catalogue: Catalogue, language: str) -> str:
    """Result, share of the plan, plan, and who is missing."""
    verdict, target = line.verdict, line.verdict.target
    name = name_of(line, catalogue, language)
    total = verdict.total
    if total is None or total.value is None:
        return _only_planned(name, target, indicator, language)
    plan = _plan(target, language)
    amount = format_amount(total.value, indicator.unit, indicator.decimals, language)
    change = change_words(verdict, language)
    said = f"{_lead(name, total, report, indicator, language)} {amount}"
    if change:
        said += f", {change}"
    if share := share_of_plan(verdict, indicator, catalogue, language):
        said += f", bằng {share} kế hoạch" if language != "en" else f", {share} of the plan"
    return said + plan + _incomplete(total, report.names, language) + _assumed(total, language)


def _lead(name: str, total: Total, report: Report, indicator: Indicator, language: str) -> str:
    """Name, period, vintage and verb, up to the number."""
    estimate, official = total.vintage is Vintage.ESTIMATE, total.vintage is Vintage.OFFICIAL
    if language == "en":
        when = "" if total.period.months() == report.period.months() else f" ({format_when(total.period, language)})"
        return f"{name}{when}:{' an estimated' if estimate else ' officially' if official else ''}"
    if official:
        name = f"Theo số liệu chính thức, {_in_sentence(name)}"
    return f"{name}{_within_the_year(total.period)} {'ước ' if estimate else ''}{_verb(indicator)}"


def _within_the_year(period: Period) -> str:
    """The months of a figure as a sentence says them whose report has named the year: " 9 tháng đầu năm", " cả năm"."""
    if period.kind is PeriodKind.YEAR and period.months_long == 12:
        return _WHOLE_YEAR
    return " " + format_when(period, "vi").removesuffix(str(period.first_year)).rstrip(" /")


def _verb(indicator: Indicator) -> str:
    """What remains of a stock that should be small, or of what there should be none; what came to pass of such a flow."""
    if indicator.direction is not Direction.LOWER and not indicator.name.startswith(_NOT_ANY):
        return "đạt"
    return "còn" if indicator.over_time is OverTime.LAST else "là"


def share_of_plan(verdict: Verdict, indicator: Indicator, catalogue: Catalogue, language: str) -> str:
    """How much of the plan is reached, "75%": only where it follows from the two numbers beside it, or from the change
    that was promised. Of what should be low the ratio turns round, and would read as a mistake. "" otherwise."""
    condition, total = verdict.target.conditions[0], verdict.total
    if verdict.attainment is None or verdict.attainment < 0 or total is None or total.value is None:
        return ""
    if condition.change is Change.NONE:
        value = catalogue.convert(total.value, indicator.unit, condition.unit)
        if value is None or not condition.value or abs(value / condition.value - verdict.attainment) > _SAME:
            return ""
    return format_ratio(verdict.attainment, language)


def _only_planned(name: str, target: Target, indicator: Indicator, language: str) -> str:
    """What was promised, of which there is no figure yet."""
    period, said = format_period(target.period, language), plan_words(target, language)
    if language == "en":
        return f"{name} (plan for {period}: {said}): no figures yet"
    first = target.conditions[0]
    verb = "" if first.change is not Change.NONE else f" {_verb(indicator)}"
    return f"Theo kế hoạch {period}, {_in_sentence(name)}{verb} {said}; đến nay chưa có số liệu"


def _plan(target: Target, language: str) -> str:
    period = format_period(target.period, language)
    said = plan_words(target, language)
    return f" (kế hoạch {period}: {said})" if language != "en" else f" (plan for {period}: {said})"


def _incomplete(total: Total, names: Mapping[str, str], language: str) -> str:
    """Never a small number without the word that it is not the whole."""
    if total.complete:
        return ""
    missing = describe_missing(total.owing, language, names)
    if language == "en":
        return f"; {total.reported} of {total.expected} places so far, missing: {missing}"
    return f"; mới tổng hợp {total.reported}/{total.expected} địa bàn, còn thiếu {missing}"


def _assumed(total: Total, language: str) -> str:
    """Never a part of a split place without the word that its share is assumed."""
    said = describe_assumed((o for place in total.whole.sources() for o in place.observations), language)
    return f"; {said[:1].lower()}{said[1:].rstrip('.')}" if said else ""


def _judged(verdict: Verdict, language: str) -> str:
    if verdict.total is None and not verdict.parts and verdict.override is None:
        return "."  # that there is no figure has been said
    word = pick(VERDICT_WORDS[verdict.said], language).lower()
    return f"; {pick(('đánh giá', 'verdict'), language)}: {word}."


def _beside(line: ReportLine, report: Report, indicator: Indicator, language: str) -> list[str]:
    """What must be kept, the year before, named things, the month that the figures speak for, and who decided against the rule."""
    verdict, total, vietnamese = line.verdict, line.verdict.total, language != "en"
    said = []
    if any(c.keep for c in verdict.target.conditions):
        kept = ("Mức kế hoạch phải được duy trì trong cả kỳ.", "The planned level must be kept all the time.")
        said.append(pick(kept, language))
    if compared := compared_words(line, indicator, language):
        said.append(f"{_against(report, language)} {compared}.")
    if total and total.named:
        said.append(f"{'Gồm' if vietnamese else 'Namely'}: {'; '.join(total.named)}.")
    if total and total.stands_at and total.stands_at not in report.period.months()[-1:]:
        month = format_period(total.stands_at, language)
        said.append(f"Số liệu đến hết {month}." if vietnamese else f"Figures through {month}.")
    if override := verdict.override:
        by = ("Đánh giá do", "quyết định ngày") if vietnamese else ("Verdict decided by", "on")
        under = f" ({override.document})" if override.document else ""
        when = f"{format_date(override.on, language)}{under}"
        rule = pick(VERDICT_WORDS[verdict.word], language).lower()
        by_rule = f"theo quy tắc là “{rule}”" if vietnamese else f"by the rule it is “{rule}”"
        said.append(f"{by[0]} {override.signer} {by[1]} {when}: {override.reason.strip(' .')}; {by_rule}.")
    return said


def _against(report: Report, language: str) -> str:
    if report.period.months_long == 12:
        return pick(("So với năm trước", "Against the year before:"), language)
    return pick(("So với cùng kỳ năm trước", "Against the same period of the year before:"), language)


def _exactly(value: Decimal, condition: Condition, change: Change) -> Condition:
    return Condition(Comparator.EQUAL, value, condition.unit, change=change, change_in=condition.change_in)


def _in_sentence(name: str) -> str:
    """A name as it goes on in a sentence; what is written in capitals (GRDP, OCOP) stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
