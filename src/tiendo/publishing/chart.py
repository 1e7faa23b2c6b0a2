"""The chart of one target as a plain option for the chart library: figures, trajectory and target line.

Bars and lines are drawn in the indicator's unit; a change ("giảm 15 %") is drawn as the level it leads to.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tiendo.catalogue.load import Catalogue
from tiendo.model.indicator import OverTime
from tiendo.model.target import Baseline, Change, ChangeIn, Condition
from tiendo.model.total import Total
from tiendo.model.verdict import Verdict
from tiendo.publishing.wording import format_amount, format_number, pick

INK, QUIET, FIGURE, PROMISED = "#1d2733", "#5b6775", "#1f5fa8", "#b3261e"
FONT = "Be Vietnam Pro, Arial, sans-serif"

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


def target_chart(verdict: Verdict, series: Sequence[Total], catalogue: Catalogue, language: str) -> dict[str, Any]:
    """The option of a target's chart, month by month. `series` as from pipeline.roll_up_target."""
    target = verdict.target
    indicator = catalogue.indicators[target.indicator_code or ""]
    condition = target.conditions[0]
    months = target.period.months()
    figures: list[float | None] = [None] * len(months)
    for total in series:
        at = months.index(total.period.months()[-1])
        figures[at] = float(round(total.value, indicator.decimals)) if total.value is not None else None

    def level(value: Decimal) -> float | None:
        found = as_level(value, condition, target.baseline)
        if found is not None and condition.change is Change.NONE:
            found = catalogue.convert(found, condition.unit, indicator.unit)
        return None if found is None else float(found)

    path = {m.month: level(m.value) for m in verdict.path}
    promised = level(condition.value)
    figure_word = pick(_WORDS["figure-sum" if indicator.over_time is OverTime.SUM else "figure"], language)
    path_word, promised_word = pick(_WORDS["path"], language), pick(_WORDS["promised"], language)
    shown = [v for v in (*figures, promised, *path.values()) if v is not None]
    option: dict[str, Any] = {
        "animation": False,
        "textStyle": {"fontFamily": FONT, "color": INK, "fontSize": 13},
        "color": [FIGURE, QUIET, PROMISED],
        "legend": {"top": 0, "left": 0, "itemGap": 20, "textStyle": {"color": INK}},
        "grid": {"left": 8, "right": 24, "top": 44, "bottom": 8, "containLabel": True},
        "xAxis": {
            "type": "category",
            "data": [f"{pick(_WORDS['month'], language)}{m.first_month}" for m in months],
            "axisLine": {"lineStyle": {"color": QUIET}},
            "axisTick": {"show": False},
        },
        "yAxis": {
            "type": "value",
            "min": _floor(shown) if indicator.over_time is OverTime.LAST else 0,
            "splitLine": {"lineStyle": {"color": "#e3e7ec"}},
            "axisLabel": {"color": QUIET},
        },
        "series": [
            {
                "name": figure_word,
                "type": "bar" if indicator.over_time is OverTime.SUM else "line",
                "data": figures,
                "barMaxWidth": 34,
                "symbolSize": 8,
                "lineStyle": {"width": 3},
            }
        ],
    }
    if any(v is not None for v in path.values()):
        option["series"].append(
            {
                "name": path_word,
                "type": "line",
                "data": [path.get(m) for m in months],
                "symbol": "none",
                "lineStyle": {"type": "dashed", "width": 2, "color": QUIET},
            }
        )
    if promised is not None:
        option["series"].append(
            {
                "name": promised_word,
                "type": "line",
                "data": [promised] * len(months),
                "symbol": "none",
                "lineStyle": {"width": 2, "color": PROMISED},
            }
        )
    return option


def describe_chart(verdict: Verdict, series: Sequence[Total], catalogue: Catalogue, language: str) -> str:
    """What the chart shows, in one sentence for those who cannot see it."""
    indicator = catalogue.indicators[verdict.target.indicator_code or ""]
    known = [(t.period.months()[-1], t.value) for t in series if t.value is not None]
    promised = verdict.target.conditions[0]
    target_said = format_amount(promised.value, promised.unit, 3, language)
    if not known:
        return pick((f"Biểu đồ chưa có số liệu; mức giao {target_said}.", f"No figures yet; target {target_said}."), language)
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
