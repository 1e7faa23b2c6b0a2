"""Charts drawn on the server: the option goes through the chart library in QuickJS and comes back as SVG, so that
page and print have the same picture and the page needs no script."""

from __future__ import annotations

import hashlib
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
    own = hashlib.sha256(f"{option} {width} {height}".encode()).hexdigest()[:8]
    drawn = _MARKS.sub("", _STYLE.sub(_as_attributes, drawn))
    return _IDS.sub(rf"\1c{own}-\2", drawn)  # two charts on one page may not share the name of a clip path


_STYLE = re.compile(r' style="([^"]*)"')
_MARKS = re.compile(r' (?:ecmeta_\w+|pointer-events|class)="[^"]*"')  # what only the library's own script would read
_IDS = re.compile(r"""( id="|url\(#)zr\d+-([\w-]+)""")


def _as_attributes(found: re.Match[str]) -> str:
    """style="font-size:13px" as font-size="13px": pages allow no inline style."""
    pairs = (part.split(":", 1) for part in found[1].split(";") if ":" in part)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs if name.strip() != "cursor")
