"""What the review page of an edition shows: the text with its marks, and beside it each target and figure to go through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.figure import TO_CHECK, FigureKind, IndicatorGuess
from tiendo.model.figure import Figure as FigureRecord
from tiendo.model.reading import Reading
from tiendo.model.target import Change, Comparator
from tiendo.publishing.wording import FIGURE_KIND_WORDS, describe_named, pick, say
from tiendo_web import clock
from tiendo_web.actions import kept_texts, labels
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.marked import Mark, marked_text
from tiendo_web.pages.staff.asked import UNPROCESSABLE, row_asked_for
from tiendo_web.pages.staff.lines import Line, gone_from, lacks_baseline, lacks_what_was_settled, lines_of
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Figure, FigureReview, Office, Target, TargetSet

MOST_GUESSES = 5  # as many as the keys 1 to 5 choose from
_SAID_ELSEWHERE = frozenset({"stated-count-differs", "implied-baseline"})  # in the summary, beside the baseline
_KIND_SIGNS = {"target": "◆", "result": "●"}
_STATE_SIGNS = {"proposed": "?", "unchecked": "?", "check": "!", "confirmed": "✓", "seen": "✓", "rejected": "✕"}


@dataclass(frozen=True)
class Seen:
    """One figure as the page shows it: what was read, what people said of it since, and how far it has been gone
    through."""

    figure: Figure
    label: Mapping[str, Any]
    state: str  # of queries.figure_states; "check" where a proposal's indicator is only a guess
    read: FigureRecord | None
    corrected: bool
    withdrawn: Target | None = None

    @property
    def waits(self) -> bool:
        """True until a person has said what it is."""
        return self.state in {"proposed", "unchecked", "check"}

    @property
    def value(self) -> Decimal:
        return self.label["value"]  # type: ignore[no-any-return]

    @property
    def value_max(self) -> Decimal | None:
        return self.label["value_max"]  # type: ignore[no-any-return]

    @property
    def unit(self) -> str:
        return str(self.label["unit"])

    @property
    def guesses(self) -> tuple[IndicatorGuess, ...]:
        return self.read.guesses[:MOST_GUESSES] if self.read else ()

    @property
    def sure(self) -> bool:
        """False where the indicator is the reader's guess alone, with a match that is often wrong."""
        code = self.label["indicator_code"]
        best = next((g.score for g in self.guesses if g.code == code), self.figure.indicator_score)
        return bool(code) and (self.corrected or best is None or best >= TO_CHECK)

    @property
    def mark(self) -> Mark:
        kind = str(self.label["kind"])
        words = f"{pick(FIGURE_KIND_WORDS[FigureKind(kind)], get_language() or 'vi')}, {state_words()[self.state]}"
        return Mark(f"{kind} {self.state}", f"{_KIND_SIGNS[kind]}{_STATE_SIGNS[self.state]}", words)


@dataclass(frozen=True)
class Reviewed:
    """A target of the edition with the figures it was read from."""

    line: Line
    figures: tuple[Seen, ...]
    heading: str  # the heading of the text that it stands under, where it is the first
    owners: tuple[Office, ...]  # offices of the programme that the text names for it, the one in charge first
    unmatched: tuple[str, ...]  # names of offices in the text that the programme does not know
    offers: tuple[queries.Offer, ...] = ()  # results of the year before that the text tells, as baselines

    @property
    def several(self) -> bool:
        """True when each of its figures is put right by itself."""
        return len(self.figures) > 1

    @property
    def only(self) -> Seen | None:
        """The figure of a plain target that can be corrected in the row itself."""
        return self.figures[0] if len(self.figures) == 1 and not self.line.parts else None


def state_words() -> dict[str, str]:
    """How far a figure has been gone through, in words."""
    return {
        "proposed": _("chờ xác nhận"),
        "unchecked": _("chưa soát"),
        "check": _("cần kiểm tra mã chỉ tiêu"),
        "confirmed": _("đã xác nhận"),
        "seen": _("đã soát"),
        "rejected": _("đã bỏ"),
    }


def review(request: HttpRequest, edition: TargetSet, refused: Refused | None = None) -> HttpResponse:
    """The page; with a refusal its status says so."""
    lines = lines_of(edition)
    context = {**_of_the_list(edition, lines), **_of_the_text(edition, lines), "refused": refused}
    context |= _only(context["lines"], context.get("others", ()), row_asked_for(request))
    context |= {"chosen": request.POST.getlist("target"), "typed": request.POST if refused else {}}
    return render(request, "staff/edition.html", context, status=UNPROCESSABLE if refused else 200)


def _only(lines: Sequence[Reviewed], others: Sequence[Seen], row: str) -> dict[str, Any]:
    """The one row asked for, where the page has it: writing out all others is most of the work of a key press."""
    one = [r for r in lines if f"chi-tieu-{r.line.row.pk}" == row]
    other = [s for s in others if f"dong-{s.figure.ordinal}" == row]
    return {"lines": one, "others": other} if one or other else {}


# --- the list of targets ------------------------------------------------------------------------------------------------


def _of_the_list(edition: TargetSet, lines: Sequence[Line]) -> dict[str, Any]:
    in_force = edition.programme.target_sets.filter(in_force=True, authority=edition.authority).first()
    another = in_force is not None and in_force != edition
    return {
        "edition": edition,
        "in_force": in_force,
        "replaced": in_force is not None and in_force.edition > edition.edition,
        "can_take_over": another and any(lacks_what_was_settled(line) for line in lines),
        "no_owner": [line.row for line in lines if line.row.owner_id is None],
        "no_baseline": [one.row for line in lines for one in line.measured if lacks_baseline(one)],
        "gone": gone_from(lines, in_force) if in_force is not None and another else [],
        "proposed": sum(1 for line in lines for one in _decided_alone(line) if one.row.state == "proposed"),
        "confirmed": sum(1 for line in lines if line.row.state == "confirmed"),
        "withdrawn": _withdrawn(edition),
        "comparators": _comparators(),
        "changes": [(Change.NONE, _("là mức")), (Change.INCREASE, _("tăng")), (Change.DECREASE, _("giảm"))],
        "kinds": [("target", _("chỉ tiêu")), ("result", _("kết quả"))],
    }


def _decided_alone(line: Line) -> tuple[Line, ...]:
    """What is confirmed by itself: a target, and below one that is confirmed its lines "trong đó"."""
    return (line, *(line.sub_rows if line.row.state == "confirmed" else ()))


def _withdrawn(edition: TargetSet) -> QuerySet[Target]:
    """What can be brought back by itself: whole targets, and lines "trong đó" of one that is still in the list."""
    alone = Q(whole=None) | Q(sub_row=True) & ~Q(whole__state="withdrawn")
    return edition.targets.filter(alone, state="withdrawn")


def _comparators() -> list[tuple[str, str]]:
    signs = {Comparator.EQUAL: "=", Comparator.AT_LEAST: "≥", Comparator.MORE_THAN: ">", Comparator.AT_MOST: "≤"}
    signs |= {Comparator.LESS_THAN: "<", Comparator.RANGE: _("từ … đến"), Comparator.ABOUT: "≈"}
    return [(str(code), sign) for code, sign in signs.items()]


# --- the text and its figures -------------------------------------------------------------------------------------------


def _of_the_text(edition: TargetSet, lines: Sequence[Line]) -> dict[str, Any]:
    document, language = edition.document, get_language() or "vi"
    if document is None:
        reviewed = [Reviewed(line, (), "", (), ()) for line in lines]
        summary = describe_named(edition.programme.stated_target_count, _parts(reviewed), language)
        return {"lines": reviewed, "summary": summary}
    reading = kept_texts.reading_of(document, programme=edition.programme)
    figures = list(document.figures.all())
    seen = _seen(figures, edition, reading)
    reviewed = _reviewed(edition, lines, seen)
    taken = {s.figure.pk for one in reviewed for s in one.figures}
    return {
        "lines": reviewed,
        "others": [s for s in seen.values() if s.figure.pk not in taken],
        "reading": reading,
        "summary": describe_named(reading.stated_target_count, _parts(reviewed), language),
        "problems": [say(p, language) for p in reading.problems if p.rule not in _SAID_ELSEWHERE],
        "text": marked_text(document.text, figures, {pk: s.mark for pk, s in seen.items()}),
        "looked_at": sum(1 for s in seen.values() if not s.waits),
        "to_look_at": len(figures),
        "waiting": sum(1 for s in seen.values() if s.waits),
    }


def _parts(reviewed: Iterable[Reviewed]) -> list[int]:
    return [len(one.line.parts) for one in reviewed]


def _seen(figures: Sequence[Figure], edition: TargetSet, reading: Reading) -> dict[int, Seen]:
    states, reviews = queries.figure_states(figures, edition), queries.newest_reviews(figures)
    read = {(f.span.start, f.number.start, f.number.end): f for f in reading.figures}
    gone = {f.pk: t for t in _withdrawn(edition).prefetch_related("figures") for f in t.figures.all()}
    seen: dict[int, Seen] = {}
    for figure in figures:
        review: FigureReview | None = reviews.get(figure.pk)
        label = {name: getattr(review or figure, name) for name in labels.LABELLED}
        told = read.get((figure.span_start, figure.number_start, figure.number_end))
        told = with_words_of(figure, review, told, reading)
        corrected = review is not None and review.said == "corrected"
        one = Seen(figure, label, states[figure.pk], told, corrected, gone.get(figure.pk))
        if one.state == "proposed" and not one.sure:
            one = Seen(figure, label, "check", told, corrected)
        seen[figure.pk] = one
    return seen


def with_words_of(
    figure: Figure, review: FigureReview | None, read: FigureRecord | None, reading: Reading
) -> FigureRecord | None:
    """What the reader says of a figure; of one whose words a person put right, what these may measure."""
    if review is None or review.indicator == figure.indicator:
        return read
    said = convert.labelled_figure(figure, review)
    guesses = pipeline.guess_indicators(said, reading.document.text, load_catalogue())
    return replace(read or said, guesses=guesses)


def _reviewed(edition: TargetSet, lines: Sequence[Line], seen: Mapping[int, Seen]) -> list[Reviewed]:
    offers = _offers(edition, lines)
    offices = {_plain(o.name): o for o in queries.offices_here(edition.programme, clock.today())}
    found, before = [], ""
    for line in lines:
        figures = tuple(seen[f.pk] for one in (line, *line.sub_rows) for f in one.figures if f.pk in seen)
        group = next((s.read.group for s in figures if s.read and s.read.group), "")
        named = list(dict.fromkeys(name for s in figures if s.read for name in s.read.owners))
        matched = tuple(offices[_plain(n)] for n in named if _plain(n) in offices)
        unmatched = tuple(n for n in named if _plain(n) not in offices)
        below = (*line.parts, *line.sub_rows)
        baselines = tuple(o for one in (line, *below) for o in offers.get(one.row.pk, ()))
        found.append(Reviewed(line, figures, group if group != before else "", matched, unmatched, baselines))
        before = group or before
    return found


def _offers(edition: TargetSet, lines: Sequence[Line]) -> dict[int, tuple[queries.Offer, ...]]:
    """Target or part → the baselines that the text offers it."""
    return queries.baselines_told(edition, [one.row for line in lines for one in line.measured])


def _plain(name: str) -> str:
    """A name as it is compared: without case and dashes, with its accents (Thạnh Hóa is not Thanh Hóa)."""
    return " ".join(re.sub(r"[^\w\s]", " ", name.casefold()).split())
