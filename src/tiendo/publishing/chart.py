"""The chart of one target as a plain option for the chart library: figures, trajectory and target line.

Bars and lines are drawn in the indicator's unit; a change ("giảm 15 %") is drawn as the level it leads to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tiendo.catalogue.load import Catalogue
from tiendo.model.indicator import OverTime
from tiendo.model.period import Period
from tiendo.model.target import Baseline, Change, ChangeIn, Condition
from tiendo.model.total import Total
from tiendo.model.verdict import Verdict
from tiendo.publishing.wording import format_amount, format_number, pick

INK, QUIET, FIGURE, PROMISED = "#16232e", "#4d5b67", "#2a7d94", "#9f1d1d"
FONT = "Be Vietnam Pro, Arial, sans-serif"

_BLOCK, _LINE, _DASHES = "rect", "path://M0 5h26v3H0z", "path://M0 5h7v3H0zM10 5h7v3h-7zM20 5h7v3h-7z"  # legend signs

_WORDS = {
    "figure": ("Thực hiện", "Achieved"),
    "figure-sum": ("Lũy kế thực hiện", "Cumulative"),
    "path": ("Kịch bản", "Trajectory"),
    "promised": ("Mức giao", "Target"),
    "month": ("T", ""),
}


def as_level(value: Decimal, condition: Condition, baseline: Baseline | None) -> Decimal | None:
    """The level that a value of the condition stands for; None when a change has no baseline."""
    if condition.change is Change.NONE:
        return value
    if baseline is None:
        return None
    amount = value * baseline.value / 100 if condition.change_in is ChangeIn.PER_CENT else value
    return baseline.value + amount if condition.change is Change.INCREASE else baseline.value - amount


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One month of the chart, in the indicator's unit: the figure, what was due, and how many places it rests on."""

    month: Period
    value: Decimal | None
    due: Decimal | None
    reported: int
    expected: int


def chart_lines(verdict: Verdict, series: Sequence[Total], catalogue: Catalogue) -> tuple[ChartLine, ...]:
    """The chart as a table, one line a month; () for a compound target. `series` as from pipeline.roll_up_target."""
    target = verdict.target
    if not target.indicator_code or not target.conditions:
        return ()
    totals = {t.period.months()[-1]: t for t in series}
    path = {m.month: _in_indicator_unit(m.value, verdict, catalogue) for m in verdict.path}
    lines = []
    for month in target.period.months():
        total = totals.get(month)
        counted = (total.reported, total.expected) if total else (0, 0)
        lines.append(ChartLine(month, total.value if total else None, path.get(month), *counted))
    return tuple(lines)


def _in_indicator_unit(value: Decimal, verdict: Verdict, catalogue: Catalogue) -> Decimal | None:
    condition = verdict.target.conditions[0]
    level = as_level(value, condition, verdict.target.baseline)
    if level is None or condition.change is not Change.NONE:
        return level
    return catalogue.convert(level, condition.unit, catalogue.indicators[verdict.target.indicator_code or ""].unit)


def target_chart(verdict: Verdict, series: Sequence[Total], catalogue: Catalogue, language: str) -> dict[str, Any]:
    """The option of a target's chart, month by month. `series` as from pipeline.roll_up_target."""
    indicator = catalogue.indicators[verdict.target.indicator_code or ""]
    lines = chart_lines(verdict, series, catalogue)
    promised = _in_indicator_unit(verdict.target.conditions[0].value, verdict, catalogue)
    summed = indicator.over_time is OverTime.SUM
    figures = [_number(line.value, indicator.decimals) for line in lines]
    path = [_number(line.due, 6) for line in lines]
    shown = [v for v in (*figures, *path, _number(promised, 6)) if v is not None]
    option: dict[str, Any] = {
        "animation": False,
        "decimalSign": "." if language == "en" else ",",  # for the axis; see frontend/chart.js
        "textStyle": {"fontFamily": FONT, "color": INK, "fontSize": 13},
        "color": [FIGURE, QUIET, PROMISED],
        "legend": {
            "itemHeight": 10,
            "data": [],
            "top": 0,
            "left": 0,
            "itemGap": 16,
            "textStyle": {"color": INK, "fontSize": 13},
        },
        "grid": {"left": 4, "right": 16, "top": 56, "bottom": 4, "containLabel": True},
        "xAxis": {
            "type": "category",
            "data": [f"{pick(_WORDS['month'], language)}{line.month.first_month}" for line in lines],
            "axisLine": {"lineStyle": {"color": QUIET}},
            "axisTick": {"show": False},
            "axisLabel": {"color": INK, "hideOverlap": True},
        },
        "yAxis": {
            "type": "value",
            "min": 0 if summed else _floor(shown),
            "splitNumber": 4,
            "splitLine": {"lineStyle": {"color": "#dde4e8"}},
            "axisLabel": {"color": QUIET},
        },
        "series": [
            {
                "name": pick(_WORDS["figure-sum" if summed else "figure"], language),
                "type": "bar" if summed else "line",
                "data": _with_last_said(figures, indicator.decimals, language),
                "barMaxWidth": 34,
                "symbol": "circle",
                "symbolSize": 8,
                "lineStyle": {"width": 3},
                "silent": True,
            }
        ],
    }
    option["legend"]["data"].append({"name": option["series"][0]["name"], "icon": _BLOCK if summed else _LINE})
    for word, data, sign, stroke in (
        ("path", path, _DASHES, {"type": "dashed", "width": 2, "color": QUIET}),
        ("promised", [_number(promised, 6)] * len(lines), _LINE, {"width": 2.5, "color": PROMISED}),
    ):
        if any(v is not None for v in data):
            option["legend"]["data"].append({"name": pick(_WORDS[word], language), "icon": sign})
            option["series"].append(
                {
                    "name": pick(_WORDS[word], language),
                    "type": "line",
                    "data": data,
                    "symbol": "none",
                    "lineStyle": stroke,
                    "silent": True,
                }
            )
    return option


def _number(value: Decimal | None, decimals: int) -> float | None:
    return None if value is None else float(round(value, decimals))


def _with_last_said(figures: list[float | None], decimals: int, language: str) -> list[Any]:
    """The figures, the newest with its number written above it."""
    known = [i for i, v in enumerate(figures) if v is not None]
    if not known:
        return list(figures)
    last = known[-1]
    said = format_number(Decimal(str(figures[last])), decimals, language)
    label = {"show": True, "position": "top", "formatter": said, "fontWeight": 700, "fontSize": 14, "color": INK}
    return [{"value": v, "label": label} if i == last else v for i, v in enumerate(figures)]


def describe_chart(verdict: Verdict, series: Sequence[Total], catalogue: Catalogue, language: str) -> str:
    """What the chart shows, in one sentence for those who cannot see it."""
    indicator = catalogue.indicators[verdict.target.indicator_code or ""]
    known = [(t.period.months()[-1], t.value) for t in series if t.value is not None]
    promised = verdict.target.conditions[0]
    target_said = format_amount(promised.value, promised.unit, 3, language)
    if not known:
        return pick(
            (f"Biểu đồ chưa có số liệu; mức giao {target_said}.", f"No figures yet; target {target_said}."), language
        )
    (first, low), (last, high) = known[0], known[-1]
    said = [format_number(v, indicator.decimals, language) for v in (low, high)]
    return pick(
        (
            f"Biểu đồ theo tháng: từ {said[0]} (tháng {first.first_month}) đến {said[1]} (tháng {last.first_month}) "
            f"{indicator.unit}; mức giao {target_said}.",
            f"By month: from {said[0]} (month {first.first_month}) to {said[1]} (month {last.first_month}); "
            f"target {target_said}.",
        ),
        language,
    )


def _floor(values: list[float]) -> float:
    """Where the axis begins for levels: a little below the lowest, at 0 when the values start near it."""
    if not values:
        return 0
    low, high = min(values), max(values)
    return 0 if low <= 0 or low < high * 0.5 else round(low - max((high - low) * 0.6, high * 0.01), 2)
