"""A document's text with every figure marked, linked both ways to the rows beside it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tiendo_web.records.models import Figure


def marked_text(text: str, figures: Sequence[Figure]) -> SafeString:
    """The text as safe HTML; the span of each figure is a <mark> whose number leads to its row (#so-N), from which a
    link leads back to it (#vi-tri-N).

    Figures that share a span are marked once, with all their numbers.
    """
    spans: dict[tuple[int, int], list[Figure]] = {}
    for figure in figures:
        spans.setdefault((figure.span_start, figure.span_end), []).append(figure)
    pieces: list[SafeString | str] = []
    at = 0
    for (start, end), here in sorted(spans.items()):
        links = format_html_join(
            "",
            '<a href="#so-{}" id="vi-tri-{}" class="mark-number" aria-label="{} {}">{}</a>',
            ((f.ordinal, f.ordinal, _("số liệu"), f.ordinal, f.ordinal) for f in here),
        )
        start = max(start, at)
        if start >= end:  # inside the mark before: its number stands behind that one's
            pieces.append(links)
            continue
        pieces += [text[at:start], format_html('<mark class="{}">{}{}</mark>', here[0].kind, text[start:end], links)]
        at = end
    pieces.append(text[at:])
    return format_html_join("", "{}", ((p,) for p in pieces))
