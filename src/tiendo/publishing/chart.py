"""The chart of one target as a plain option for the chart library: figures, trajectory and target line.

Bars and lines are drawn in the indicator's unit; a change ("giảm 15 %") is drawn as the level it leads to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from tiendo.catalogue.load import Catalogue
from tiendo.model.indicator import Indicator, OverTime
from tiendo.model.period import Period
from tiendo.model.target import Baseline, Change, ChangeIn, Condition
from tiendo.model.total import Total
from tiendo.model.verdict import Verdict
from tiendo.publishing.wording import format_amount, format_number, pick, round_half_up

INK, QUIET, PAPER, FIGURE, PROMISED = "#16232e", "#4d5b67", "#ffffff", "#2a7d94", "#9f1d1d"
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
    """One month of the chart, in the indicator's unit: the figure, what was due, and how many places it rests on.
    `complete`: no place is missing, so that the figure is that of the whole place."""

    month: Period
    value: Decimal | None
    due: Decimal | None
    reported: int
    expected: int
    complete: bool = True


def chart_lines(verdict: Verdict, series: Sequence[Total], catalogue: Catalogue) -> tuple[ChartLine, ...]:
    """The chart as a table, one line a month; () for a compound target. `series` as from pipeline.roll_up_target."""
    target = verdict.target
    if not target.indicator_code or not target.conditions:
        return ()
    totals = {t.period.months()[-1]: t for t in series}
    definition = target.defined_by(catalogue.indicators[target.indicator_code])
    path = {m.month: _in_indicator_unit(m.value, verdict, catalogue) for m in verdict.path}
    lines = []
    for month in target.running.months():
        total = totals.get(month)
        counted = (total.reported, total.expected) if total else (0, 0)
        complete = total is None or (total.complete and total.stands_at is not None)
        value = total.value if total and set(total.definitions) <= {definition} else None  # no line across a break
        lines.append(ChartLine(month, value, path.get(month), *counted, complete))
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
    figures = [_number(_drawn(line, summed=summed), indicator.decimals) for line in lines]
    path = [_number(line.due, 6) for line in lines]
    shown = [v for v in (*figures, *path, _number(promised, 6)) if v is not None]
    axis = _axis(shown, from_zero=summed, whole=indicator.decimals == 0)
    option: dict[str, Any] = {
        "animation": False,
        "decimalSign": "." if language == "en" else ",",  # for the axis; see frontend/chart.js
        "textStyle": {"fontFamily": FONT, "color": INK, "fontSize": 13},
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
            "axisLabel": {"color": INK, "fontSize": 13, "hideOverlap": True},
        },
        "yAxis": {
            "type": "value",
            "min": axis.low,
            "max": axis.high,
            "interval": axis.step,
            "splitLine": {"lineStyle": {"color": "#dde4e8"}},
            "axisLabel": {"color": QUIET, "fontSize": 13},
        },
        "series": [
            {
                "name": pick(_WORDS["figure-sum" if summed else "figure"], language),
                "type": "bar" if summed else "line",
                "data": [_paled(v, line) if summed else v for v, line in zip(figures, lines, strict=True)],
                "barMaxWidth": 34,
                "symbol": "circle",
                "symbolSize": 8,
                "itemStyle": {"color": FIGURE},
                "lineStyle": {"width": 3, "color": FIGURE},
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
                    "itemStyle": {"color": stroke["color"]},
                    "lineStyle": stroke,
                    "silent": True,
                }
            )
    option["series"] += _last_said(figures, indicator.decimals, language, dot=not summed)
    return option


def _drawn(line: ChartLine, *, summed: bool) -> Decimal | None:
    """A sum of some of the places is the least that a flow has brought, but no level of the whole: the month of a level
    that is not complete is left out, and no line is drawn across it."""
    return line.value if summed or line.complete else None


def _paled(value: float | None, line: ChartLine) -> float | dict[str, Any] | None:
    return value if line.complete or value is None else {"value": value, "itemStyle": {"opacity": 0.45}}


def describe_gaps(lines: Sequence[ChartLine], indicator: Indicator, language: str) -> str:
    """What the picture does with months that places are missing from; "" when there are none."""
    if all(line.complete or line.value is None for line in lines):
        return ""
    if indicator.over_time is OverTime.SUM:
        return pick(
            (
                "Cột nhạt: tháng còn thiếu báo cáo, số thật có thể cao hơn.",
                "Pale bars: months with reports missing; the true figure may be higher.",
            ),
            language,
        )
    return pick(
        (
            "Tháng còn thiếu báo cáo không vẽ điểm: số cộng được chưa phải số của cả địa bàn.",
            "Months with reports missing are not drawn: what was added up is not the figure of the whole place.",
        ),
        language,
    )


def _number(value: Decimal | None, decimals: int) -> float | None:
    return None if value is None else float(round_half_up(value, decimals))


def _last_said(figures: list[float | None], decimals: int, language: str, *, dot: bool) -> list[dict[str, Any]]:
    """The newest figure's number, written on paper of its own above every line that passes there."""
    last = max((i for i, v in enumerate(figures) if v is not None), default=None)
    if last is None:
        return []
    label = {
        "show": True,
        "position": "top",
        "distance": 7,
        "formatter": format_number(Decimal(str(figures[last])), decimals, language),
        "fontWeight": 700,
        "fontSize": 15,
        "color": INK,
        "backgroundColor": PAPER,
        "borderRadius": 3,
        "padding": [2, 4],
    }
    return [
        {
            "type": "line",
            "data": [v if i == last else None for i, v in enumerate(figures)],
            "symbol": "circle",
            "symbolSize": 9,
            "itemStyle": {"color": FIGURE if dot else "transparent"},
            "label": label,
            "z": 5,
            "silent": True,
        }
    ]


def describe_chart(verdict: Verdict, series: Sequence[Total], catalogue: Catalogue, language: str) -> str:
    """What the chart shows, in one sentence for those who cannot see it."""
    indicator = catalogue.indicators[verdict.target.indicator_code or ""]
    summed = indicator.over_time is OverTime.SUM
    lines = chart_lines(verdict, series, catalogue)
    known = [(line.month, v) for line in lines if (v := _drawn(line, summed=summed)) is not None]
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


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where the axis of the figures begins, ends and is marked."""

    low: float
    high: float
    step: float


def _axis(values: Sequence[float], *, from_zero: bool, whole: bool) -> _Axis:
    """Round marks that hold every value, some five of them. Levels that lie far above 0 begin a little below the
    lowest; what is counted in whole things is marked in whole numbers."""
    low, high = (Decimal(str(v)) for v in ((min(values), max(values)) if values else (0, 1)))
    if from_zero or 0 <= low < high / 2:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    elif low > 0:
        low -= max((high - low) / 4, high / 200)
    rough = (high - low) / 4 or Decimal(1)
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(
        power * n for n in (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10)) if rough <= power * n
    )
    if whole:
        step = max(Decimal(1), step.to_integral_value(ROUND_CEILING))
    first, last = (low / step).to_integral_value(ROUND_FLOOR), (high / step).to_integral_value(ROUND_CEILING)
    last = max(last, first + 1)
    return _Axis(float(first * step), float(last * step), float(step))
