"""Charts drawn on the server fit a page that allows no inline style."""

from __future__ import annotations

import re

from tiendo_web.pages.drawing import draw

OPTION = {
    "animation": False,
    "decimalSign": ",",
    "xAxis": {"type": "category", "data": ["T1", "T2"]},
    "yAxis": {"type": "value", "min": 0, "max": 1, "interval": 0.5, "axisLabel": {}},
    "series": [{"type": "line", "data": [0.25, 1], "label": {"show": True}}],
}


def test_a_chart_carries_no_style_sheet_and_no_style_attribute():
    svg = draw(OPTION, width=400, height=300, described="Biểu đồ")
    assert "<path" in svg and "<style" not in svg and "style=" not in svg


def test_two_charts_on_a_page_share_no_id():
    wide, narrow = (
        set(re.findall(r'id="([^"]+)"', draw(OPTION, width=w, height=300, described="x"))) for w in (800, 350)
    )
    assert wide and narrow and not wide & narrow
    svg = draw(OPTION, width=800, height=300, described="x")
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= wide


def test_the_axis_speaks_with_the_decimal_sign_of_the_language():
    assert ">0,5<" in draw(OPTION, width=400, height=300, described="x")
    assert ">0.5<" in draw({**OPTION, "decimalSign": "."}, width=400, height=300, described="x")


def test_a_description_cannot_break_out_of_its_attribute():
    assert 'aria-label="&quot;&lt;b&amp;"' in draw(OPTION, width=400, height=300, described='"<b&')
