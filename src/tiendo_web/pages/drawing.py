"""Charts drawn on the server: the option goes through the chart library in QuickJS and comes back as SVG, so that
page and print have the same picture and the page needs no script."""

from __future__ import annotations

import json
import re
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import quickjs
from django.utils.safestring import SafeString, mark_safe

_BUNDLE = Path(__file__).resolve().parent.parent / "static" / "build" / "chart.js"
_MEMORY = 128 * 1024 * 1024
_local = threading.local()  # a QuickJS context belongs to one thread


def draw(option: dict[str, Any], *, width: int, height: int, described: str) -> SafeString:
    """An <svg> with its description for those who cannot see it."""
    svg = _svg(json.dumps(option, ensure_ascii=False), width, height)
    label = described.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    # The picture comes from our own option; texts in it were escaped by the library.
    return mark_safe(re.sub(r"<svg ", f'<svg role="img" aria-label="{label}" class="chart" ', svg, count=1))


@lru_cache(maxsize=512)
def _svg(option: str, width: int, height: int) -> str:
    context = getattr(_local, "context", None)
    if context is None:
        context = _local.context = quickjs.Context()
        context.set_memory_limit(_MEMORY)
        context.eval(_BUNDLE.read_text(encoding="utf-8"))
    drawn: str = context.eval("renderChart")(option, width, height)
    return _STYLE.sub(_as_attributes, drawn)


_STYLE = re.compile(r' style="([^"]*)"')


def _as_attributes(found: re.Match[str]) -> str:
    """style="font-size:13px" as font-size="13px": pages allow no inline style."""
    pairs = (part.split(":", 1) for part in found[1].split(";") if ":" in part)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs if name.strip() != "cursor")
