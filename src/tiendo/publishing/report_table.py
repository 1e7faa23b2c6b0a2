"""The progress table of a report (domain.md 7.1): a row for each target, and a further row for each condition that is
counted in another unit, since the unit stands in a column of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tiendo.catalogue.load import Catalogue
from tiendo.model.indicator import Indicator
from tiendo.model.observation import Vintage
from tiendo.model.report import Report, ReportLine
from tiendo.model.target import Change, Condition
from tiendo.model.verdict import Verdict
from tiendo.publishing.report_sentences import as_planned, change_words, compared_words, name_of, share_of_plan
from tiendo.publishing.wording import (
    VERDICT_WORDS,
    WITHIN,
    describe_condition,
    format_exact,
    format_period,
    format_unit,
    format_when,
    pick,
    round_half_up,
)

_DONE = {
    Vintage.ESTIMATE: ("Ước thực hiện", "Estimated"),
    Vintage.PRELIMINARY: ("Thực hiện", "Achieved"),
    Vintage.OFFICIAL: ("Thực hiện (chính thức)", "Achieved (official)"),
}


def table_heads(report: Report, language: str) -> tuple[str, ...]:
    """The heads of the columns. What is done is called an estimate, or official, where all of it is."""
    year, when = report.period.years()[0], format_when(report.period, language)
    plan, last = format_period(year, language), format_period(replace(year, first_year=year.first_year - 1), language)
    done, whole = pick(_DONE[_vintage(report)], language), report.period.months_long == 12
    if language == "en":
        before = f"Achieved, {last}" if whole else "Same period of the year before"
        return (
            "No.", "Target", "Unit", f"Plan for {plan}", f"{done}, {when}", "% of plan", before, "Against it", "Verdict",
        )  # fmt: skip
    before = f"Thực hiện {last}" if whole else "Cùng kỳ năm trước"
    compared = "So với năm trước" if whole else "So với cùng kỳ"
    return ("STT", "Chỉ tiêu", "ĐVT", f"Kế hoạch {plan}", f"{done} {when}", "% KH", before, compared, "Đánh giá")


def rows_of(line: ReportLine, report: Report, catalogue: Catalogue, language: str) -> Iterator[tuple[str, ...]]:
    """The rows of a target, those of its parts below it; what is not known is an empty cell, or said in words."""
    verdict = line.verdict
    judged = pick(VERDICT_WORDS[verdict.said], language)
    if verdict.target.is_compound:
        name = pick((f"Chỉ tiêu ghép gồm {len(line.parts)} phần", f"A target of {len(line.parts)} parts"), language)
        yield (verdict.target.number, name, "", "", "", "", "", "", judged)
        for part in line.parts:
            yield from rows_of(part, report, catalogue, language)
        yield from _within(line, report, catalogue, language)
        return
    indicator = catalogue.indicators[verdict.target.indicator_code or ""]
    name = name_of(line, catalogue, language)
    own = _own(verdict.target.conditions, indicator, catalogue)
    unit = own.unit if own else indicator.unit
    plan = _plan(own, language) if own else ""
    whole = line.before.value if line.before and line.before.complete else None
    before = _level(whole, indicator, unit, catalogue, language)
    compared = compared_words(line, indicator, language)
    done = _done(verdict, indicator, unit, catalogue, language)
    share = share_of_plan(verdict, indicator, catalogue, language)
    yield (verdict.target.number, name, format_unit(unit, language), plan, done, share, before, compared, judged)
    for condition in verdict.target.conditions:
        if condition is not own:
            first = condition is verdict.target.conditions[0]
            reached = _without_unit(change_words(verdict, language), condition, language) if first else ""
            yield ("", name, format_unit(condition.unit, language), _plan(condition, language), reached, "", "", "", "")
    yield from _within(line, report, catalogue, language)


def _within(line: ReportLine, report: Report, catalogue: Catalogue, language: str) -> Iterator[tuple[str, ...]]:
    """The rows of its lines "trong đó", each called so: they are no further targets."""
    for row in line.sub_rows:
        for number, name, *cells in rows_of(row, report, catalogue, language):
            yield (number, f"{pick(WITHIN, language)}{name}", *cells)


def _own(conditions: tuple[Condition, ...], indicator: Indicator, catalogue: Catalogue) -> Condition | None:
    """The condition that is counted in what the indicator is measured in, so that plan and result stand in one row."""
    return next(
        (
            c
            for c in conditions
            if catalogue.convert(Decimal(1), c.unit, indicator.unit) is not None
            and not (c.change is not Change.NONE and c.unit in {"%", "‰"})
        ),
        None,
    )


def _plan(condition: Condition, language: str) -> str:
    return describe_condition(as_planned(condition), language, with_unit=False)


def _without_unit(said: str, condition: Condition, language: str) -> str:
    for unit in (format_unit(condition.unit, language), condition.unit):
        said = said.removesuffix(unit).rstrip()
    return said


def _done(verdict: Verdict, indicator: Indicator, unit: str, catalogue: Catalogue, language: str) -> str:
    total = verdict.total
    if total is None or total.value is None:
        return pick(("chưa có số liệu", "no figures yet"), language)
    level = _level(total.value, indicator, unit, catalogue, language)
    return level if total.complete else f"{level} ({total.reported}/{total.expected})"


def _level(value: Decimal | None, indicator: Indicator, unit: str, catalogue: Catalogue, language: str) -> str:
    """A level in the unit of its row, rounded as the indicator is everywhere; "" where it is not known."""
    if value is None:
        return ""
    shown = catalogue.convert(round_half_up(value, indicator.decimals), indicator.unit, unit)
    return "" if shown is None else format_exact(shown, language)


def _vintage(report: Report) -> Vintage:
    """That of all figures; preliminary where they differ."""
    lines = [one for line in report.lines for one in line.rows]
    found = {one.verdict.total.vintage for one in lines if one.verdict.total and one.verdict.total.vintage}
    return found.pop() if len(found) == 1 else Vintage.PRELIMINARY
