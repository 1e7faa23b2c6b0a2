"""The chain of the reading stage: page → article → figures → proposals."""

from __future__ import annotations

from collections.abc import Mapping

from tiendo.model.document import Document
from tiendo.model.indicator import Indicator
from tiendo.model.period import Period
from tiendo.model.problem import Problem, Severity
from tiendo.model.reading import Reading
from tiendo.reading.clean import find_article, title_span
from tiendo.reading.figures import left_unread, read_figures
from tiendo.reading.periods import plan_period
from tiendo.reading.programme import place_in, stated_count
from tiendo.reading.targets import propose_targets

# Blanks of other widths are read as blanks; one for one, so that every offset stays true.
_PLAIN_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"),
    " ",
)


def read(document: Document, indicators: Mapping[str, Indicator], *, chosen: Period | None = None) -> Reading:
    """Read one document. Never fails on any text: what cannot be read is simply not a figure.

    `chosen` is the period of the programme that a person chose; it counts where the text names none.
    """
    text = document.text.translate(_PLAIN_SPACES)
    article = find_article(text)
    body = "\n".join(span.of(text) for span in article.body)
    period, term = plan_period(article.title or "", body)
    period = period or chosen
    plan_year = period.last_year if period else None
    figures = read_figures(text, article.body, period, indicators, title_span(text, article))
    place = place_in(f"{article.title or ''}\n{body}")
    proposals = propose_targets(text, figures, indicators, place_code=(place and place.code) or "", period=period)
    stated = stated_count(body)
    problems = []
    if period is not None and stated is not None and len(proposals) != stated:
        facts = {"stated": stated, "found": len(proposals), "missing": max(0, stated - len(proposals))}
        problems.append(Problem("stated-count-differs", facts, document.name, Severity.NOTE))
    for proposal in proposals:
        if proposal.implied_baseline:
            low, high = proposal.implied_baseline
            problems.append(
                Problem("implied-baseline", {"low": low, "high": high, "number": proposal.target.number}, document.name)
            )
    if unread := left_unread(text, article.body):
        problems.append(Problem("left-unread", {"start": unread.start, "end": unread.end}, document.name))
    if period is None:
        problems.append(Problem("no-period", {}, document.name))
    if place is None:
        problems.append(Problem("no-place", {}, document.name))
    return Reading(
        document=document,
        article=article,
        place=place,
        year=plan_year,
        period=period,
        term=term,
        stated_target_count=stated,
        figures=figures,
        proposals=proposals,
        problems=tuple(problems),
    )
