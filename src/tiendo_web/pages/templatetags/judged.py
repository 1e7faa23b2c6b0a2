"""Template words for how a verdict came about: its rule, its tree, what stands beside it, and the closing of the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.catalogue.load import load_catalogue
from tiendo.model.closing import Recount
from tiendo.model.explanation import Explained
from tiendo.model.report import ReportLine
from tiendo.model.target import Target as TargetRecord
from tiendo.model.verdict import Reason, TermPace, VerdictWord
from tiendo.publishing.closing_words import count_words
from tiendo.publishing.explained import say_step
from tiendo.publishing.report_sentences import compared_words, share_of_plan
from tiendo.publishing.rule_words import RULE_WORDS
from tiendo.publishing.wording import pace_in_brief, pick
from tiendo_web.pages.templatetags.said import with_typed
from tiendo_web.records.models import Closing

register = template.Library()

_TYPED = ("source", "quote", "decision", "reason", "document", "subject")  # facts that people wrote
_FOLDED = frozenset({"explained-place", "explained-no-value"})  # steps whose figures are unfolded on demand


def _language() -> str:
    return get_language() or "vi"


@register.simple_tag
def rule_link(said: Reason) -> SafeString | str:
    """Where the rule of a reason is explained: "Quy tắc: đủ mức theo kịch bản"."""
    words = RULE_WORDS.get(said.rule)
    if words is None:
        return ""
    address = f"{reverse('rules')}#{said.rule}"
    name = pick(words.name, _language())
    return format_html('<a class="rule" href="{}">{}: {}</a>', address, _("Quy tắc"), name)


@register.simple_tag
def explained(tree: Explained, names: Mapping[str, str]) -> SafeString:
    """The tree below its root as nested lists; the figures of a place are folded, and open without a script."""
    return _list(tree.below, names)


def _list(steps: tuple[Explained, ...], names: Mapping[str, str]) -> SafeString:
    return format_html(
        '<ul class="explained">{}</ul>', format_html_join("", "<li>{}</li>", ((_step(s, names),) for s in steps))
    )


def _step(step: Explained, names: Mapping[str, str]) -> SafeString:
    said = _said(step, names)
    if not step.below:
        return said
    below = _list(step.below, names)
    if step.said.rule in _FOLDED:
        return format_html("<details><summary>{}</summary>{}</details>", said, below)
    return format_html("{}{}", said, below)


def _said(step: Explained, names: Mapping[str, str]) -> SafeString:
    """The sentence of a step, with what people typed into it marked."""
    facts = step.said.facts
    named = facts.get("named")
    typed = {str(facts[key]) for key in _TYPED if facts.get(key)} | {
        *(map(str, named) if isinstance(named, tuple) else ())
    }
    target = facts.get("target")
    if isinstance(target, TargetRecord):
        typed |= {one.subject or "" for one in (target, *target.parts)}
    return with_typed(say_step(step, _language(), names), typed)


@register.simple_tag
def plan_share(line: ReportLine) -> str:
    """How much of the plan is reached, as a report says it; "" where the two numbers do not say it."""
    indicator = load_catalogue().indicators.get(line.verdict.target.indicator_code or "")
    return share_of_plan(line.verdict, indicator, load_catalogue(), _language()) if indicator else ""


@register.simple_tag
def compared_to_last_year(line: ReportLine) -> str:
    """Against the same months of the year before, as a report says it; "" where they are not known of every place."""
    indicator = load_catalogue().indicators.get(line.verdict.target.indicator_code or "")
    return compared_words(line, indicator, _language()) if indicator else ""


@register.simple_tag
def pace_brief(pace: TermPace, target: TargetRecord) -> str:
    """ "6,2%/năm trong 3 năm còn lại"."""
    return pace_in_brief(pace, target, load_catalogue().indicators[target.indicator_code or ""], _language())


@register.filter
def declared_count(closing: Closing) -> str:
    """ "đạt và vượt 15/17 chỉ tiêu (vượt 6, đạt 9), không đạt 2", as it was declared."""
    words = Counter(VerdictWord(line.word) for line in closing.lines.all() if not line.part)
    return count_words(words, 0, _language())


@register.filter
def recounted(recount: Recount) -> str:
    """The same from the figures of today."""
    return count_words(recount.counts, recount.unsettled, _language())
