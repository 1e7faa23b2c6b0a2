"""The declared count of a year beside the one made again, and the rules that give a verdict, in words."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from tiendo.publishing.rule_words import RULE_WORDS
from tiendo.publishing.wording import pick
from tiendo_web import clock
from tiendo_web.pages.one_state import unmixed
from tiendo_web.records import queries


@unmixed
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """Every closing of a year, the newest first, target by target, beside today's verdicts."""
    programme = get_object_or_404(queries.current_programmes(), slug=slug)
    where = queries.standing(programme, today=clock.today())
    closings = queries.recounts_of(where)
    if not closings:
        raise Http404
    verdicts = {v.target.id: v for whole in where.verdicts for v in (whole, *whole.parts)}
    context = {"where": where, "closings": closings, "verdicts": {int(key): v for key, v in verdicts.items()}}
    return render(request, "public/closing.html", context)


def rules(request: HttpRequest) -> HttpResponse:
    """Every rule of judging in words; the reasons on other pages lead here."""
    language = get_language() or "vi"
    told = [(rule, pick(w.name, language), pick(w.said, language)) for rule, w in RULE_WORDS.items()]
    return render(request, "public/rules.html", {"rules": told})
