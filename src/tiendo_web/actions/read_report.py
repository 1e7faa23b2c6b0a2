"""Read a progress report of an office, put right what was read of its results, and take them into the office's returns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.period import Period
from tiendo.model.reading import Reading
from tiendo_web.actions import checked, events, kept_texts, labels, one_return, report_words, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records import queries
from tiendo_web.records.models import Document, Figure, Observation, Office, ReportText, Return, User

_CAN_BE_PUT_RIGHT = ("kind", "indicator", "indicator_code", "value", "unit", "period", "vintage")


def read_report(
    *, office: Office, name: str, data: bytes | None = None, text: str | None = None, by: User, today: date
) -> ReportText:
    """Read a file or a pasted text that tells what an office has achieved, and keep it with every figure found. The same
    text twice for the same office is one report; nothing comes into a return by itself.

    Raises Refused when the file cannot be read (what it is and what to do).
    """
    rights.require(by, "read_report", office, today=today)
    name = checked.clean(name)[:200]
    record = kept_texts.opened(name, data, text)
    document = kept_texts.known(record)
    # Before the transaction: a long text takes seconds to read, and nobody could save anything in the meantime.
    reading = None if document else pipeline.read_document(record, load_catalogue(), chosen=_year_of(office))
    if reading is not None:
        kept_texts.require_readable(reading)
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(pk=by.pk)  # a form sent twice makes one report
        if document is None and reading is not None:
            document, _new = kept_texts.keep(record, reading, name=name or _first_words(reading), added_by=by)
        report, new = ReportText.objects.get_or_create(document=document, office=office, defaults={"added_by": by})
        if new:
            facts = {"name": report.document.name, "sha256": record.sha256, "office": office}
            events.log(verb="read_report", subject=report.document, facts=facts, by=by)
    return report


def correct(*, report: ReportText, figure: Figure, changes: Mapping[str, Any], by: User, today: date) -> None:
    """Say what a figure of a report really is: what was read is kept beside it. Changing nothing writes no event.

    `changes` holds only what changes: kind, indicator (the words that name it), indicator_code, value, unit, period
    (a code of Period), vintage. A value that a person gives for a result is its exact level. Raises Refused for a figure
    that is a target of a plan: that is put right where the plan is gone through.
    """
    rights.require(by, "read_report", report.office, today=today)
    with transaction.atomic():
        figure = _of(report, figure)
        if figure.targets.exclude(state="withdrawn").exists():
            raise Refused(_("Số liệu này đang là chỉ tiêu của một lần giao; hãy sửa ở trang soát lần giao đó."))
        before = labels.label_of(figure)
        level = {"comparator": "=", "value_max": None, "change": "none"} if changes.get("kind") == "result" else {}
        wanted = {name: given for name, given in changes.items() if name in _CAN_BE_PUT_RIGHT}
        after = labels.corrected(before, {**level, **wanted})
        if after == before:
            return
        labels.say(figure, "corrected", after, by=by)
        facts = {"figures": [f"{figure.ordinal}. {figure.indicator}"], "before": before, "after": after}
        events.log(verb="correct_figure", subject=report.document, facts=facts, by=by)


def take(*, report: ReportText, figure: Figure, by: User, today: date, held: str | None = None) -> Observation:
    """Put a result that the report tells into the office's draft return of its period, with the words that say it.

    A return that holds this very figure stays as it is. `held`: what the return held when the person looked
    (`report_words.held_said`), so that nobody overwrites unseen what a colleague saved in between. Raises Refused where
    no return holds such a figure, and where it can no longer be filled: then with what to do.
    """
    rights.require(by, "hand_in", today=today)  # somewhere; where, is known when the return is
    with transaction.atomic():
        figure = _of(report, figure)
        told = queries.results_told(report.document, [figure], place_code=report.office.place.code).get(figure.pk)
        if told is None:
            raise Refused(report_words.why_no_result(labels.label_of(figure)))
        fit = queries.ReturnsOf(report.office).fit(told)
        if fit.ret is None or fit.line is None:
            raise Refused(report_words.why_no_return(fit, told.observation.period))
        rights.require(by, "hand_in", fit.ret, today=today)
        Return.objects.select_for_update(of=("self",)).get(pk=fit.ret.pk)
        fit = queries.ReturnsOf(report.office).fit(told)
        assert fit.ret is not None and fit.line is not None
        if fit.held is not None and fit.holds(told.observation.value, told.observation.vintage):
            return fit.held
        if closed := report_words.why_closed(fit.ret):
            raise Refused(closed)
        if held is not None and held != report_words.held_said(fit.held):
            raise Refused(_("Báo cáo kỳ vừa có số khác cho chỉ tiêu này; hãy xem lại số đó rồi xác nhận."))
        code, before = told.observation.indicator_code, one_return.drafts(fit.ret)
        ret = one_return.taken(fit.ret, None, states=("open", "returned"))
        named = [figure.subject] if figure.subject else fit.held.named if fit.held else []
        entry = {"value": told.observation.value, "vintage": told.observation.vintage, "named": named}
        one_return.save_entries(ret, {code: entry}, entered_by=by, read_from=figure)
        after = one_return.drafts(ret)
        facts = {
            "period": ret.period,
            "office": ret.office,
            "document": report.document,
            "text": told.observation.source,
        }
        facts |= {"before": {code: before.get(code)}, "after": {code: after.get(code)}}
        events.log(verb="take_reported_figure", subject=ret, facts=facts, by=by)
    return ret.observations.filter(indicator_code=code).latest("revision")


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _of(report: ReportText, figure: Figure) -> Figure:
    """The figure as it stands now, locked so that two answers about it come one after the other."""
    Document.objects.select_for_update(of=("self",)).get(pk=report.document_id)
    found = Figure.objects.select_related("document").filter(pk=figure.pk, document=report.document_id).first()
    if found is None:
        raise Refused(_("Số liệu này không thuộc văn bản báo cáo; hãy tải lại trang."))
    return found


def _first_words(reading: Reading) -> str:
    """What a report without a headline is called: "BÁO CÁO" and what it is about."""
    if reading.article.title:
        return ""
    lines = [" ".join(line.split()) for line in reading.document.text.splitlines() if line.strip()]
    return checked.clean(" ".join(lines[: 2 if lines[0].isupper() else 1]))[:160]


def _year_of(office: Office) -> Period | None:
    """The period of the newest programme that the office reports for, for a text that names no year."""
    newest = office.returns.select_related("programme").order_by("-period").first()
    return Period.parse(newest.programme.period) if newest else None
