"""The series of one place through a change of places: its own figures as a line, the break as a break, and beside it the
figures of the places before, restated, as a dashed line that never joins the other (design rules 7 and 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tiendo.model.indicator import Indicator
from tiendo.model.period import Period
from tiendo.publishing.chart import FIGURE, FONT, INK, PAPER, PROMISED, QUIET
from tiendo.publishing.wording import format_date, format_number, pick, round_half_up

RESTATED = "#8a4b00"
_LINE, _DASHES = "path://M0 5h26v3H0z", "path://M0 5h7v3H0zM10 5h7v3h-7zM20 5h7v3h-7z"
_WORDS = {
    "own": ("Số của địa bàn", "Figures of the place"),
    "restated": ("Tính lại từ địa bàn cũ", "Restated from the places before"),
    "break": ("Đổi địa bàn", "Places changed"),
}


@dataclass(frozen=True, slots=True)
class PlacePoint:
    """One month: the figure that the place sent itself, and the one restated for it; None where there is none."""

    month: Period
    own: Decimal | None = None
    restated: Decimal | None = None


def place_chart(
    points: Sequence[PlacePoint], breaks: Sequence[date], indicator: Indicator, language: str
) -> dict[str, Any]:
    """The option of the chart. `points`: one for each month, none left out; `breaks`: first days of the places of after."""
    months = [f"{'T' if language != 'en' else ''}{p.month.first_month}/{p.month.first_year % 100:02d}" for p in points]
    at = [_label(points, months, day) for day in breaks]
    marks = [
        {
            "xAxis": label,
            "label": {
                "formatter": f"{pick(_WORDS['break'], language)}\n{format_date(day, language)}",
                "color": INK,
                "fontSize": 12,
                "align": "right",
            },
        }
        for day, label in zip(breaks, at, strict=True)
        if label
    ]
    own = _line("own", [p.own for p in points], indicator, language, FIGURE, "solid", "circle")
    restated = _line("restated", [p.restated for p in points], indicator, language, RESTATED, "dashed", "emptyDiamond")
    own["markLine"] = {
        "silent": True,
        "symbol": "none",
        "lineStyle": {"color": PROMISED, "type": "dotted", "width": 2},
        "data": marks,
    }
    return {
        "animation": False,
        "decimalSign": "." if language == "en" else ",",
        "textStyle": {"fontFamily": FONT, "color": INK, "fontSize": 13},
        "legend": {
            "itemHeight": 10,
            "top": 0,
            "left": 0,
            "itemGap": 16,
            "textStyle": {"color": INK, "fontSize": 13},
            "data": [
                {"name": series["name"], "icon": icon}
                for series, icon in ((own, _LINE), (restated, _DASHES))
                if any(v is not None for v in series["data"])
            ],
        },
        "grid": {"left": 4, "right": 24, "top": 84 if marks else 44, "bottom": 4, "containLabel": True},
        "xAxis": {
            "type": "category",
            "data": months,
            "axisLine": {"lineStyle": {"color": QUIET}},
            "axisTick": {"show": False},
            "axisLabel": {"color": INK, "fontSize": 12, "hideOverlap": True},
        },
        "yAxis": {
            "type": "value",
            "scale": True,
            "minInterval": 1 if indicator.decimals == 0 else 0,
            "splitLine": {"lineStyle": {"color": "#dde4e8"}},
            "axisLabel": {"color": QUIET, "fontSize": 13},
        },
        "series": [own, restated],
        "backgroundColor": PAPER,
    }


def describe_place_chart(
    points: Sequence[PlacePoint], breaks: Sequence[date], indicator: Indicator, language: str
) -> str:
    """The chart in one sentence, for those who cannot see it."""
    english = language == "en"
    parts = []
    for word, values in (("own", [p.own for p in points]), ("restated", [p.restated for p in points])):
        known = [(p.month, v) for p, v in zip(points, values, strict=True) if v is not None]
        if known:
            (first, low), (last, high) = known[0], known[-1]
            a, b = (format_number(v, indicator.decimals, language) for v in (low, high))
            said = pick(_WORDS[word], language)
            parts.append(
                f"{said}: {first.code} {a}, {last.code} {b}"
                if english
                else f"{said}: tháng {first.first_month}/{first.first_year} là {a}, tháng {last.first_month}/{last.first_year} là {b}"
            )
    days = ", ".join(format_date(day, language) for day in breaks)
    cut = (f"the line is broken on {days}" if english else f"đường bị ngắt ngày {days}") if days else ""
    return "; ".join(filter(None, (*parts, cut))) + "."


def _label(points: Sequence[PlacePoint], months: Sequence[str], day: date) -> str:
    return next(
        (
            m
            for p, m in zip(points, months, strict=True)
            if (p.month.first_year, p.month.first_month) == (day.year, day.month)
        ),
        "",
    )


def _line(
    word: str,
    values: Sequence[Decimal | None],
    indicator: Indicator,
    language: str,
    colour: str,
    stroke: str,
    symbol: str,
) -> dict[str, Any]:
    return {
        "name": pick(_WORDS[word], language),
        "type": "line",
        "data": [None if v is None else float(round_half_up(v, indicator.decimals)) for v in values],
        "connectNulls": False,
        "symbol": symbol,
        "symbolSize": 8,
        "itemStyle": {"color": colour},
        "lineStyle": {"width": 3 if stroke == "solid" else 2, "color": colour, "type": stroke},
        "silent": True,
    }
