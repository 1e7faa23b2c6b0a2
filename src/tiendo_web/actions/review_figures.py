"""Go through the figures of a text: right as read, corrected, not a figure at all, or missed and added by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model import document as core_document
from tiendo.model.figure import Figure as FigureRecord
from tiendo.model.figure import FigureKind
from tiendo.model.period import Period
from tiendo.model.target import Condition as ConditionRecord
from tiendo.model.target import Target as TargetRecord
from tiendo.model.target import usual_reporter
from tiendo_web.actions import checked, events, labels, rights
from tiendo_web.actions.edit_targets import apply
from tiendo_web.actions.one_condition import CONDITION_FIELDS
from tiendo_web.actions.one_target import (
    document_of,
    is_promised,
    new_target,
    no_second,
    promise_is_kept,
    require_open,
    require_whole,
)
from tiendo_web.actions.refused import Refused
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Document, Figure, FigureReview, Target, TargetSet, User

BY_HAND = "by-hand"  # the rule of a figure that a person marked
LONGEST_SPAN = 600  # characters that one figure may take: a long sentence

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_CLAUSE_ENDS = re.compile(r"[;\n]|\.(?=\s|$)")


def agree(*, figures: Iterable[Figure], target_set: TargetSet, by: User, today: date) -> None:
    """Say that figures without a target were read rightly. Those that have been gone through stay as they are."""
    with _opened(target_set, by, today):
        here = _of(target_set, figures)
        states = queries.figure_states(here, target_set)
        waiting = [f for f in here if states[f.pk] == "unchecked"]
        for figure in waiting:
            labels.say(figure, "right", {}, by=by)
        if waiting:
            events.log(verb="agree_figures", subject=target_set, facts=_named(waiting), by=by)


def correct(
    *, figure: Figure, target_set: TargetSet, changes: Mapping[str, Any], by: User, today: date
) -> Target | None:
    """Say what a figure really is; what was read is kept beside it. Returns its live target, if it has one.

    `changes` holds only what changes: kind, indicator (the words that name it), indicator_code, comparator, value,
    value_max, unit, change. The condition of its target follows. A figure that becomes a target is proposed; one that
    becomes a result leaves the list. A figure that was removed is one again. Changing nothing writes no event.
    """
    with _opened(target_set, by, today):
        (figure,) = _of(target_set, [figure])
        before = labels.label_of(figure)
        after = labels.corrected(before, changes)
        target = _live_target(figure, target_set)
        wanted = after["kind"] == FigureKind.TARGET
        if before == after and (target is not None) == wanted:
            return target
        if target is not None and not wanted:
            _take_out(target)
            target = None
        elif target is not None:
            _require_open_promise(target)
            _follow(target, figure, before, after, by=by, today=today)
            target.refresh_from_db()
        review = labels.say(figure, "corrected", after, by=by)
        if target is None and wanted:
            target = _propose(figure, target_set, review)
        facts = {**_named([figure]), "before": before, "after": after}
        events.log(verb="correct_figure", subject=target or target_set, facts=facts, by=by)
    return target


def remove(*, figure: Figure, target_set: TargetSet, reason: str, by: User, today: date) -> None:
    """Say that something is no figure of the plan at all (a date, a slogan, a repetition), with the reason."""
    reason = checked.needed_text(reason, field="reason", sentence=_("Hãy ghi lý do bỏ số liệu này."))
    with _opened(target_set, by, today):
        (figure,) = _of(target_set, [figure])
        if (target := _live_target(figure, target_set)) is not None:
            _take_out(target)
        if queries.figure_states([figure], target_set)[figure.pk] == "rejected" and figure.reviews.exists():
            return
        labels.say(figure, "removed", {}, by=by, reason=reason)
        events.log(verb="remove_figure", subject=target_set, facts={**_named([figure]), "reason": reason}, by=by)


def restore(*, figure: Figure, target_set: TargetSet, by: User, today: date) -> None:
    """Take back what was said of a figure without a target: it holds as read, and waits to be gone through."""
    with _opened(target_set, by, today):
        (figure,) = _of(target_set, [figure])
        newest = figure.reviews.order_by("pk").last()
        if newest is None or newest.said == "restored":
            return
        if _live_target(figure, target_set) is not None:
            raise Refused(_("Số liệu này đang là chỉ tiêu; hãy khôi phục hoặc bỏ chỉ tiêu đó."))
        labels.restore(figure, by=by)
        events.log(verb="restore_figure", subject=target_set, facts=_named([figure]), by=by)


def add_figure(
    *,
    target_set: TargetSet,
    words: str,
    by: User,
    today: date,
    at: int | None = None,
    given: Mapping[str, Any] | None = None,
) -> Figure:
    """Mark a figure that the reader missed. A target is proposed from it; a result is kept as one.

    Args:
        words: as they stand in the text; without a number among them they are the start of the clause to mark.
        at: where they start, when they were selected; without it the first place outside the marks counts.
        given: what the reader cannot tell from those words: kind, indicator, indicator_code, comparator, value,
            value_max, unit, change. What is given counts before what is read.
    """
    with _opened(target_set, by, today):
        document = document_of(target_set)
        start, end = _place_of(document, checked.text(words, field="words", longest=LONGEST_SPAN), at)
        read = _read(document.text[start:end], target_set)
        said = _told(document, start, end, read, given or {})
        last = document.figures.order_by("-ordinal").first()
        number = _NUMBER.search(document.text, start, end)
        figure = Figure.objects.create(
            document=document,
            ordinal=last.ordinal + 1 if last else 1,
            span_start=start,
            span_end=end,
            sentence_start=start,
            sentence_end=end,
            number_start=number.start() if number else start,
            number_end=number.end() if number else end,
            rule=BY_HAND,
            **said,
        )
        review = labels.say(figure, "added", {}, by=by)
        label = labels.label_of(figure)
        target = _propose(figure, target_set, review) if review.kind == FigureKind.TARGET else None
        facts = {**_named([figure]), "text": document.text[start:end], "after": label}
        events.log(verb="add_figure", subject=target or target_set, facts={"before": None, **facts}, by=by)
    return figure


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


@contextmanager
def _opened(target_set: TargetSet, by: User, today: date) -> Iterator[None]:
    """The transaction of one verb: the right is checked first, then the edition is locked and must still be open."""
    rights.require(by, "confirm_targets", target_set.programme, today=today)
    with transaction.atomic():
        locked = TargetSet.objects.select_for_update(of=("self",)).get(pk=target_set.pk)
        require_open(locked)
        document_of(locked)
        yield


def _of(target_set: TargetSet, figures: Iterable[Figure]) -> list[Figure]:
    """The figures as they stand now; Refused for one of another text."""
    wanted = [f.pk for f in figures]
    found = list(Figure.objects.filter(pk__in=wanted, document=target_set.document_id).order_by("ordinal"))
    if len(found) != len(set(wanted)):
        raise Refused(_("Số liệu này không thuộc văn bản của lần giao; hãy tải lại trang."))
    return found


def _named(figures: Iterable[Figure]) -> dict[str, Any]:
    return {"figures": [f"{f.ordinal}. {f.indicator}" for f in figures]}


def _live_target(figure: Figure, target_set: TargetSet) -> Target | None:
    own = Q(whole=None) | Q(sub_row=True)  # the figures of a part are those of its whole
    live = figure.targets.select_for_update(of=("self",)).filter(own, target_set=target_set)
    return live.exclude(state="withdrawn").first()


def _require_open_promise(target: Target) -> None:
    if is_promised(target):
        raise promise_is_kept(field="value")


def _take_out(target: Target) -> None:
    """The target leaves the list, because its only figure promises nothing."""
    _require_open_promise(target)
    if target.figures.count() > 1:
        raise Refused(_("Chỉ tiêu này gồm nhiều số liệu; hãy bỏ cả chỉ tiêu, hoặc sửa nó ở trang sửa đầy đủ."))
    target.parts.update(state="withdrawn")
    target.state = "withdrawn"
    target.save(update_fields=["state"])


def _follow(
    target: Target, figure: Figure, before: Mapping[str, Any], after: Mapping[str, Any], *, by: User, today: date
) -> None:
    """Change the condition of the target, or of its part, that says what the figure said."""
    held = labels.held_by(target).get(figure.pk)
    if held is None:
        raise Refused(_("Mức phải đạt của chỉ tiêu đã được sửa khác với văn bản; hãy sửa ở trang sửa đầy đủ."))
    pk, ordinal, _said = held
    one = Target.objects.get(pk=pk)
    record = _as_proposed(figure, target.target_set, FigureReview(figure=figure, **after))
    kept = list(one.conditions.values("ordinal", *CONDITION_FIELDS))
    conditions = [_changed(c, record.conditions[0], before, after) if c["ordinal"] == ordinal else c for c in kept]
    changes: dict[str, Any] = {"conditions": conditions}
    if after["indicator_code"] != before["indicator_code"]:
        code = record.indicator_code or ""
        changes |= {"indicator_code": code, **_reported(code)}
    with no_second(one):
        apply(one, changes, entered_by=by, today=today)
    if one.state == "confirmed":
        require_whole(one)


def _changed(
    kept: Mapping[str, Any], proposed: ConditionRecord, before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, Any]:
    """The condition as the reader would propose it of the figure as it is now; what nobody changed stays."""
    differing = {n for n in ("comparator", "value", "value_max", "unit", "change") if after[n] != before[n]}
    if "comparator" in differing:
        differing.add("tolerance")
    if differing & {"change", "unit"}:
        differing |= {"change", "change_in"}
    return {**kept, **{name: getattr(proposed, name) for name in differing}}


def _as_proposed(figure: Figure, target_set: TargetSet, review: FigureReview) -> TargetRecord:
    """The target that the reader would propose of the figure as a person says it is."""
    period, place = Period.parse(target_set.programme.period), target_set.programme.place.code
    said = convert.labelled_figure(figure, review)
    return pipeline.propose_target(figure.document.text, said, load_catalogue(), place_code=place, period=period)


def _propose(figure: Figure, target_set: TargetSet, review: FigureReview) -> Target:
    """A proposal that says what the figure says now, as the reader proposes one; one that was withdrawn comes back."""
    old = figure.targets.filter(target_set=target_set, whole=None, state="withdrawn").first()
    if old is not None and old.figures.count() == 1 and not old.parts.exists():
        old.state = "proposed"
        old.save(update_fields=["state"])
        return old
    record = _as_proposed(figure, target_set, review)
    indicator = load_catalogue().indicators.get(record.indicator_code or "")
    target = new_target(
        target_set,
        record.name,
        name_en=indicator.name_en if indicator else "",
        indicator_code=record.indicator_code or "",
        subject=record.subject or "",
        reported_by=record.reported_by,
        frequency=record.frequency,
    )
    for n, condition in enumerate(record.conditions, start=1):
        convert.condition_row(target, n, condition).save()
    target.figures.add(figure)
    return target


def _reported(code: str) -> dict[str, Any]:
    """How a target on the indicator is reported, as long as no planner says otherwise."""
    indicator = load_catalogue().indicators.get(code)
    if indicator is None:
        return {}
    return {"reported_by": str(usual_reporter(indicator)), "frequency": str(indicator.frequency)}


def _place_of(document: Document, words: str, at: int | None) -> tuple[int, int]:
    """Where the words stand; without a number among them, up to the end of their clause."""
    if not words:
        raise Refused(_("Hãy bôi đen, hoặc gõ lại, những chữ trong văn bản nêu số liệu."), field="words")
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.IGNORECASE)
    taken = [(f.span_start, f.span_end) for f in document.figures.exclude(reviews__said="removed")]
    places = [m.span() for m in pattern.finditer(document.text)]
    if at is not None:
        places = [p for p in places if p[0] <= at + 1 and at < p[1]] or places
    free = [p for p in places if not any(p[0] < e and s < p[1] for s, e in taken)]
    if not places:
        raise Refused(
            _("Không có những chữ “%(words)s” trong văn bản; hãy bôi đen hoặc chép đúng từ văn bản.")
            % {"words": words[:80]},
            field="words",
        )
    start, end = (free or places)[0]
    if not _NUMBER.search(document.text, start, end):
        stop = _CLAUSE_ENDS.search(document.text, end)
        end = min(stop.start() if stop else len(document.text), start + LONGEST_SPAN)
    while end > start and document.text[end - 1].isspace():
        end -= 1
    return start, end


def _read(words: str, target_set: TargetSet) -> FigureRecord | None:
    """The first figure that the reader finds in the words alone."""
    chosen = Period.parse(target_set.programme.period)
    reading = pipeline.read_document(core_document.Document(text=words), load_catalogue(), chosen=chosen)
    return reading.figures[0] if reading.figures else None


def _told(
    document: Document, start: int, end: int, read: FigureRecord | None, given: Mapping[str, Any]
) -> dict[str, Any]:
    """The fields of an added figure: what the person gave, else what the reader says of the words."""
    given = {name: value for name, value in given.items() if value not in (None, "")}
    words = document.text[start:end]
    before: dict[str, Any] = {
        "kind": FigureKind.TARGET,
        "indicator": read.indicator if read else _before_number(words),
        "indicator_code": (read and read.indicator_code) or "",
        "comparator": str(read.comparator) if read else "=",
        "value": read.value if read else None,
        "value_max": read.value_max if read else None,
        "unit": read.unit if read else "",
        "change": str(read.change) if read else "none",
        "period": convert.period_kept(read.when) if read else "",
        "vintage": read.vintage if read else None,
    }
    if before["value"] is None and "value" not in given:
        raise Refused(
            _("Máy không đọc ra số nào trong “%(words)s”; hãy nhập giá trị và đơn vị tính.")
            % {"words": " ".join(words.split())[:80]},
            field="value",
        )
    label = labels.corrected(before, given)
    if document.figures.filter(span_start=start, span_end=end, value=label["value"], unit=label["unit"]).exists():
        raise Refused(_("Số liệu này đã được đánh dấu trong văn bản."), field="words")
    return {**label, "subject": (read and read.subject) or ""}


def _before_number(words: str) -> str:
    number = _NUMBER.search(words)
    named = words[: number.start()] if number else words
    return " ".join(named.split()).strip(" ,:-") or " ".join(words.split())
