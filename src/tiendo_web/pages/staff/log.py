"""The event log as the auditor reads it: found, followed, taken away, and checked to be whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.publishing.csv_file import csv_lines
from tiendo_web.actions.checked import clean
from tiendo_web.actions.events import verify_log
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.staff.asked import UNPROCESSABLE, day, for_those_who_may
from tiendo_web.pages.templatetags.at_work import verb_word
from tiendo_web.pages.templatetags.logged import kind_word, role_word
from tiendo_web.pages.templatetags.said import as_typed, foreign, named, period
from tiendo_web.records import queries
from tiendo_web.records.models import (
    Article,
    Circulation,
    Comment,
    Directive,
    Event,
    Funding,
    Obstacle,
    Programme,
    Remedy,
    Return,
    Right,
    Target,
    Task,
    User,
)

A_PAGE = 50
LOOKED_FOR = ("verb", "person", "subject", "first", "last")
KINDS = (
    "target", "return", "programme", "targetset", "document", "task", "obstacle", "remedy", "directive", "funding",
    "circulation", "article", "comment", "right", "user",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """An event and the thing that it is about: what it is called (names that stay Vietnamese are marked), and where it
    can be seen, if anywhere."""

    event: Event
    label: SafeString | str
    address: str


@for_those_who_may("audit")
def listing(request: HttpRequest) -> HttpResponse:
    """Events, the newest first, found by verb, person, thing and days."""
    try:
        found, refused = _found(request), None
    except Refused as why:
        found, refused = Event.objects.none(), why
    page = Paginator(found, A_PAGE).get_page(request.GET.get("trang"))
    asked = {name: typed for name in LOOKED_FOR if (typed := request.GET.get(name, ""))}
    context = {
        "page": page,
        "lines": _lines(page.object_list),
        "names": queries.names_of_codes(get_language() or "vi"),
        "asked": asked,
        "asked_again": urlencode(asked),
        "refused": refused,
        "verbs": sorted(((v, verb_word(v)) for v in queries.verbs_logged()), key=lambda pair: pair[1]),
        "kinds": sorted(((k, kind_word(k)) for k in KINDS), key=lambda pair: pair[1]),
    }
    return render(request, "staff/log.html", context, status=UNPROCESSABLE if refused else 200)


@for_those_who_may("audit")
def whole(request: HttpRequest) -> HttpResponse:
    """Read every event and say whether the chain is whole; on a page of its own, because it takes its time."""
    first, last = Event.objects.order_by("number").first(), Event.objects.order_by("number").last()
    return render(request, "staff/log_whole.html", {"broken_at": verify_log(), "first": first, "last": last})


@for_those_who_may("audit")
def download(request: HttpRequest) -> HttpResponseBase:
    """The events found, as CSV; facts stay exact, as they are kept and hashed."""
    try:
        found = _found(request)
    except Refused:
        return listing(request)
    answer = StreamingHttpResponse(csv_lines(_heads(), _rows(found)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="nhat-ky.csv"'
    return answer


# --- the parts of the views ---------------------------------------------------------------------------------------------


def _found(request: HttpRequest) -> QuerySet[Event]:
    """Raises Refused for a day that is none."""
    said = {name: clean(request.GET.get(name, "")) for name in ("verb", "person", "subject")}
    return queries.events_found(**said, first=day(request.GET, "first"), last=day(request.GET, "last"))


def _heads() -> tuple[str, ...]:
    return (
        _("Số"), _("Thời điểm"), _("Người làm"), _("Việc đã làm"), _("Mã việc"), _("Về"), _("Nội dung (JSON)"),
        _("Mã băm trước"), _("Mã băm"),
    )  # fmt: skip


def _rows(found: QuerySet[Event]) -> Iterator[tuple[str, ...]]:
    for event in found.iterator():
        facts = json.dumps(event.facts, ensure_ascii=False, sort_keys=True)
        at = timezone.localtime(event.at).isoformat()
        said = verb_word(event.verb)
        yield (
            str(event.number), at, event.by_name, said, event.verb, event.subject, facts, event.previous_hash, event.hash
        )  # fmt: skip


def _lines(found: Iterable[Event]) -> list[Line]:
    """The events with the names and addresses of what they are about, one query a kind of thing."""
    found = list(found)
    wanted: dict[str, set[int]] = {}
    for event in found:
        kind, _colon, pk = event.subject.partition(":")
        if kind in _THINGS and pk.isdecimal():
            wanted.setdefault(kind, set()).add(int(pk))
    things = {
        f"{kind}:{row.pk}": _THINGS[kind][1](row) for kind, pks in wanted.items() for row in _THINGS[kind][0](pks)
    }
    return [Line(event, *things.get(event.subject, (_plain_label(event.subject), ""))) for event in found]


def _plain_label(subject: str) -> str:
    kind, _colon, pk = subject.partition(":")
    return f"{kind_word(kind)} {pk}"


def _target(target: Target, section: str = "") -> tuple[SafeString | str, str]:
    """A target's name, and its page at work while it is in force."""
    label = foreign(f"{kind_word('target')} {target.number}. {named(target)}")
    shown = target.state == "confirmed" and target.target_set.in_force
    return label, f"{reverse('target-work', args=[target.pk])}{section}" if shown else ""


def _on_target(kind: str, target: Target, section: str) -> tuple[SafeString | str, str]:
    label, address = _target(target, section)
    return format_html("{}, {}", kind_word(kind), label), address


def _programme(programme: Programme) -> tuple[SafeString | str, str]:
    return foreign(named(programme)), reverse("programme", args=[programme.slug]) if programme.published else ""


def _article(article: Article) -> tuple[SafeString | str, str]:
    return as_typed(article.title), reverse("article", args=[article.slug]) if article.published_at else ""


def _return(ret: Return) -> tuple[SafeString | str, str]:
    return foreign(f"{named(ret.office)}, {period(ret.period)}"), reverse("return", args=[ret.pk])


def _circulation(one: Circulation) -> tuple[SafeString | str, str]:
    label = foreign(f"{kind_word('circulation')}, {named(one.office)}")
    return label, reverse("circulation", args=[one.programme.slug])


def _right(right: Right) -> tuple[SafeString | str, str]:
    of, office = as_typed(str(right.user)), foreign(named(right.office))
    label = format_html("{}: {}, {}, {}", kind_word("right"), of, role_word(right.role), office)
    return label, f"{reverse('people')}?{urlencode({'tim': right.user.username})}"


def _user(user: User) -> tuple[SafeString | str, str]:
    return as_typed(str(user)), f"{reverse('people')}?{urlencode({'tim': user.username})}"


def _rows_of(model: Any, *near: str) -> Callable[[set[int]], Iterable[Any]]:
    return lambda pks: model.objects.filter(pk__in=pks).select_related(*near)


# kind → (how its rows are read, what they are called and where they are seen)
_THINGS: dict[str, tuple[Callable[[set[int]], Iterable[Any]], Callable[[Any], tuple[SafeString | str, str]]]] = {
    "target": (_rows_of(Target, "target_set"), _target),
    "return": (_rows_of(Return, "office"), _return),
    "programme": (_rows_of(Programme), _programme),
    "task": (_rows_of(Task, "target__target_set"), lambda r: _on_target("task", r.target, "#nhiem-vu")),
    "obstacle": (_rows_of(Obstacle, "target__target_set"), lambda r: _on_target("obstacle", r.target, "#han-che")),
    "remedy": (
        _rows_of(Remedy, "obstacle__target__target_set"),
        lambda r: _on_target("remedy", r.obstacle.target, "#han-che"),
    ),
    "directive": (
        _rows_of(Directive, "target__target_set"),
        lambda r: _on_target("directive", r.target, "#giai-trinh"),
    ),
    "funding": (_rows_of(Funding, "target__target_set"), lambda r: _on_target("funding", r.target, "#nguon-luc")),
    "circulation": (_rows_of(Circulation, "office", "programme"), _circulation),
    "article": (_rows_of(Article), _article),
    "right": (_rows_of(Right, "user", "office"), _right),
    "user": (_rows_of(User), _user),
    "comment": (_rows_of(Comment, "article"), lambda r: _article(r.article)),
}
