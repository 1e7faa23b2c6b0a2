"""A document's text with every figure marked, linked both ways to the rows beside it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tiendo_web.records.models import Figure


def marked_text(text: str, figures: Sequence[Figure]) -> SafeString:
    """The text as safe HTML; the span of each figure is a <mark> whose number leads to its row (#so-N).

    Figures that share a span are marked once, with all their numbers.
    """
    spans: dict[tuple[int, int], list[Figure]] = {}
    for figure in figures:
        spans.setdefault((figure.span_start, figure.span_end), []).append(figure)
    pieces: list[SafeString | str] = []
    at = 0
    for (start, end), here in sorted(spans.items()):
        start = max(start, at)
        if start >= end:
            continue
        pieces.append(text[at:start])
        links = format_html_join(
            "", '<a href="#so-{}" class="mark-number">{}</a>', ((f.ordinal, f.ordinal) for f in here)
        )
        ids = format_html_join("", '<span id="vi-tri-{}"></span>', ((f.ordinal,) for f in here))
        pieces.append(format_html('{}<mark class="{}">{}{}</mark>', ids, here[0].kind, text[start:end], links))
        at = end
    pieces.append(text[at:])
    return format_html_join("", "{}", ((p,) for p in pieces))
