"""A document's text with every figure marked, linked both ways to the rows beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tiendo_web.records.models import Figure


@dataclass(frozen=True)
class Mark:
    """How the mark of a figure looks beside its number: classes for the colour, a sign for who cannot tell colours, and
    the same in words for who cannot see either."""

    classes: str
    sign: str = ""
    words: str = ""


def marked_text(text: str, figures: Sequence[Figure], marks: Mapping[int, Mark] | None = None) -> SafeString:
    """The text as safe HTML; the span of each figure is a <mark> whose number leads to its row (#so-N), from which a
    link leads back to it (#vi-tri-N).

    Figures that share a span are marked once, with all their numbers. `marks`: figure → its mark, where it is more than
    the figure's kind.
    """
    marks = marks or {}
    spans: dict[tuple[int, int], list[Figure]] = {}
    for figure in figures:
        spans.setdefault((figure.span_start, figure.span_end), []).append(figure)
    pieces: list[SafeString | str] = []
    at = 0
    for (start, end), here in sorted(spans.items()):
        links = format_html_join("", "{}", ((_link(f, marks.get(f.pk)),) for f in here))
        start = max(start, at)
        if start >= end:  # inside the mark before: its number stands behind that one's
            pieces.append(links)
            continue
        first = marks.get(here[0].pk, Mark(here[0].kind))
        pieces += [text[at:start], format_html('<mark class="{}">{}{}</mark>', first.classes, text[start:end], links)]
        at = end
    pieces.append(text[at:])
    return format_html_join("", "{}", ((p,) for p in pieces))


def _link(figure: Figure, mark: Mark | None) -> SafeString:
    n, said = figure.ordinal, _("số liệu")
    if mark is None:
        sample = '<a href="#so-{}" id="vi-tri-{}" class="mark-number" aria-label="{} {}">{}</a>'
        return format_html(sample, n, n, said, n, n)
    return format_html(
        '<a href="#so-{}" id="vi-tri-{}" class="mark-number {}" aria-label="{} {}: {}">{} {}</a>',
        n, n, mark.classes, said, n, mark.words, mark.sign, n,
    )  # fmt: skip
