"""The closing of a year: the count that is declared on estimates, signed and frozen (design rule 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.closing import Declared as DeclaredRecord
from tiendo.model.indicator import OverTime
from tiendo.model.verdict import Verdict, VerdictWord
from tiendo.publishing.wording import round_half_up
from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records import queries
from tiendo_web.records.models import Closing, Declared, Programme, User

WORDS = (VerdictWord.EXCEEDED, VerdictWord.MET, VerdictWord.NOT_MET, VerdictWord.CANNOT_JUDGE)


@dataclass(frozen=True)
class Given:
    """What is declared of one plain target or part.

    Attributes:
        figure: for the whole year, in the indicator's unit; None where none can be given.
        word: "" takes the word that the rule gives the figure.
    """

    figure: Decimal | None = None
    word: str = ""
    reason: str = ""


def usual(where: queries.Standing, newest: Closing | None = None) -> dict[str, Given]:
    """What a planner begins with: target id → the figure of today, with the digits that the indicator shows, and the word
    of a signer where there is one. What still adds up until the year has ended is left to be estimated: nine months taken
    for the year would be declared by mistake. While the year is under way, whoever reopens it begins with what was
    declared."""
    found = {}
    for verdict in where.verdicts:
        for one in verdict.parts or (verdict,):
            value = one.total.value if one.total else None
            if value is not None and one.total is not None:
                indicator = load_catalogue().indicators[one.total.indicator_code]
                adds_up = indicator.over_time is OverTime.SUM and not one.closed
                value = None if adds_up else round_half_up(value, indicator.decimals)
            signed = one.override if one.override and one.override.word in WORDS else None
            found[one.target.id] = Given(value, signed.word.value if signed else "", signed.reason if signed else "")
    if newest is not None and not all(verdict.closed for verdict in where.verdicts):
        for line in newest.lines.all():
            if str(line.target_id) in found:
                own = line.word if line.word != line.by_rule else ""
                found[str(line.target_id)] = Given(line.figure, own, line.reason)
    return found


def drafted(where: queries.Standing, given: Mapping[str, Given]) -> list[DeclaredRecord]:
    """The lines as they would be declared, parts behind their whole; a compound target gets the worst of its parts."""
    lines = []
    for verdict in where.verdicts:
        parts = [_line(part, given, part=True) for part in verdict.parts]
        lines += [_whole(verdict, parts), *parts] if parts else [_line(verdict, given)]
    return lines


def close_year(
    *,
    programme: Programme,
    given: Mapping[str, Given],
    signer: str,
    document: str,
    dated: date,
    reopens: int,
    reason: str,
    by: User,
    today: date,
) -> Closing:
    """Declare the count of a year; from now on the count made again stands beside it. Nothing of it is changed later:
    another count is another closing, which keeps this one. The same declaration sent twice is one.

    Args:
        given: target id → figure and word, for every plain target and part of the edition in force.
        reopens: number of the newest closing that the person saw; 0 for none. With one, `reason` says why it is reopened.

    Raises Refused for a programme without targets in force, a word that is none of a year's end, one that differs from
    the rule without a reason, a document dated before the year or in the future, and when somebody else has closed the
    year since the page was shown.
    """
    rights.require(by, "close_year", programme, today=today)
    signer = checked.needed_text(signer, field="signer", sentence=_("Hãy ghi họ tên và chức vụ người ký."), longest=120)
    document = checked.needed_text(
        document, field="document", sentence=_("Hãy ghi số và tên văn bản công bố kết quả."), longest=200
    )
    reason = checked.text(reason, field="reason")
    with transaction.atomic():
        programme = Programme.objects.select_for_update(of=("self",)).select_related("place").get(pk=programme.pk)
        where = queries.standing(programme, today=today)
        _require_possible_day(where, dated, today)
        lines = drafted(where, given)
        _require_lines(lines)
        newest = queries.closings_of(programme)[:1]
        signed = {"signer": signer, "document": document, "dated": dated}
        if newest and _same(newest[0], signed, lines):
            return newest[0]
        if reopens != (newest[0].number if newest else 0):
            raise Refused(_("Vừa có người khác chốt kết quả năm này; hãy tải lại trang rồi quyết định."))
        if newest and not reason:
            raise Refused(_("Hãy ghi lý do chốt lại; lần chốt trước vẫn được giữ."), field="reason")
        closing = Closing.objects.create(
            programme=programme, number=reopens + 1, declared_on=today, by=by, reason=reason, **signed
        )
        _keep(closing, lines, where)
        events.log(verb="close_year", subject=programme, facts=_told(closing, lines), by=by)
    return closing


# --- the parts of the verb ----------------------------------------------------------------------------------------------


def _line(verdict: Verdict, given: Mapping[str, Given], *, part: bool = False) -> DeclaredRecord:
    target, said = verdict.target, given.get(verdict.target.id, Given())
    named = verdict.total.named if verdict.total else ()
    by_rule = pipeline.word_of_figure(target, said.figure, load_catalogue(), named)
    word = VerdictWord(said.word) if said.word in WORDS else by_rule
    return DeclaredRecord(target.id, target.number, word, by_rule, said.figure, said.reason, part)


def _whole(verdict: Verdict, parts: list[DeclaredRecord]) -> DeclaredRecord:
    order = tuple(VerdictWord)
    word, by_rule = (min(words, key=order.index) for words in zip(*((p.word, p.by_rule) for p in parts), strict=True))
    return DeclaredRecord(verdict.target.id, verdict.target.number, word, by_rule)


def _require_possible_day(where: queries.Standing, dated: date, today: date) -> None:
    if where.is_term or where.target_set is None or not where.target_set.in_force or not where.verdicts:
        raise Refused(_("Chương trình này chưa có chỉ tiêu năm đang có hiệu lực nên không chốt được."))
    first = min(v.target.clock.days(v.target.period)[0] for v in where.verdicts)
    if dated > today:
        raise Refused(_("Ngày văn bản ở sau hôm nay; hãy kiểm tra lại ngày."), field="dated")
    if dated < first:
        raise Refused(
            _("Ngày văn bản ở trước khi năm kế hoạch bắt đầu (%(day)s); hãy kiểm tra lại ngày.")
            % {"day": f"{first:%d/%m/%Y}"},
            field="dated",
        )


def _require_lines(lines: list[DeclaredRecord]) -> None:
    for line in lines:
        checked.number(line.figure, field=f"figure-{line.target_id}", name=line.number)
        if line.word is not line.by_rule and not line.reason and not _is_whole(line, lines):
            raise Refused(
                _("Chỉ tiêu %(number)s được khai báo khác với quy tắc; hãy ghi lý do.") % {"number": line.number},
                field=f"reason-{line.target_id}",
            )


def _is_whole(line: DeclaredRecord, lines: list[DeclaredRecord]) -> bool:
    """A compound target gives no reason of its own: its parts do."""
    at = lines.index(line)
    return not line.part and at + 1 < len(lines) and lines[at + 1].part


def _same(closing: Closing, signed: Mapping[str, Any], lines: list[DeclaredRecord]) -> bool:
    if any(getattr(closing, key) != value for key, value in signed.items()):
        return False
    kept = [(str(k.target_id), k.word, k.figure, k.reason) for k in closing.lines.all()]
    return kept == [(line.target_id, line.word, line.figure, line.reason) for line in lines]


def _keep(closing: Closing, lines: list[DeclaredRecord], where: queries.Standing) -> None:
    Declared.objects.bulk_create(
        Declared(
            closing=closing,
            target=where.rows[line.target_id],
            ordinal=n,
            number=line.number,
            name=where.rows[line.target_id].name,
            name_en=where.rows[line.target_id].name_en,
            part=line.part,
            figure=line.figure,
            word=line.word,
            by_rule=line.by_rule,
            reason=checked.text(line.reason, field=f"reason-{line.target_id}"),
        )
        for n, line in enumerate(lines)
    )


def _told(closing: Closing, lines: list[DeclaredRecord]) -> dict[str, Any]:
    return {
        "closing": closing.number,
        "signer": closing.signer,
        "document": closing.document,
        "dated": closing.dated,
        "reason": closing.reason,
        "lines": {
            line.number: {
                "value": line.figure,
                "word": line.word.value,
                "by_rule": line.by_rule.value,
                "reason": line.reason,
            }
            for line in lines
        },
    }
