"""A named signer sets another word for a target than the rule gives, or takes it back; both words are kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo.model.verdict import Verdict, VerdictWord
from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.refused import Refused, called
from tiendo_web.records import queries
from tiendo_web.records.models import Override, Target, User

FINAL = (VerdictWord.EXCEEDED, VerdictWord.MET, VerdictWord.NOT_MET, VerdictWord.CANNOT_JUDGE)
UNDER_WAY = (VerdictWord.ON_TRACK, VerdictWord.AT_RISK, VerdictWord.OFF_TRACK, VerdictWord.CANNOT_JUDGE)


def words_for(verdict: Verdict) -> tuple[VerdictWord, ...]:
    """The words that may be set: those of a period that has ended or of one under way, but the rule's own."""
    return tuple(w for w in (FINAL if verdict.closed else UNDER_WAY) if w is not verdict.word)


def override(
    *,
    target: Target,
    word: str,
    signer: str,
    reason: str,
    document: str,
    replaces: int | None,
    by: User,
    today: date,
) -> Override:
    """Set another word for a target, under a document. One that was set before is ended and kept; the same word sent
    twice is one.

    Args:
        replaces: id of the override that the person saw in force; None for none.

    Raises Refused for a word that cannot be said of the target today or is the rule's own, and when somebody else has
    set or withdrawn one since the page was shown.
    """
    rights.require(by, "override_verdict", target, today=today)
    signer, document = _signed(signer, document)
    reason = checked.needed_text(reason, field="reason", sentence=_("Hãy ghi lý do đánh giá khác quy tắc."))
    with transaction.atomic():
        target = Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
        verdict = _verdict_of(target, today=today)
        if word not in words_for(verdict):
            raise Refused(
                _("Hãy chọn một đánh giá khác với đánh giá theo quy tắc, hợp với kỳ đang hoặc đã kết thúc."),
                field="word",
            )
        said = {"word": word, "signer": signer, "reason": reason, "document": document}
        before = target.overrides.filter(ended_on=None).first()
        if before is not None and _said(before) == said:
            return before
        _require_seen(before, replaces)
        if before is not None:
            _end(before, signer=signer, reason=_("Thay bằng đánh giá khác."), document=document, by=by, today=today)
        row = Override.objects.create(target=target, by_rule=verdict.word, on=today, by=by, **said)
        after = {**said, "by_rule": verdict.word.value, "on": today}
        facts = {"name": target.name, "before": _said(before) if before else None, "after": after}
        events.log(verb="override_verdict", subject=target, facts=facts, by=by)
    return row


def withdraw_override(
    *, override: Override, signer: str, reason: str, document: str, by: User, today: date
) -> Override:
    """Take an override back, with a reason and under a document: the word of the rule is shown again. The row is kept.

    Raises Refused for one that has been withdrawn or replaced.
    """
    rights.require(by, "override_verdict", override.target, today=today)
    signer, document = _signed(signer, document)
    reason = checked.needed_text(reason, field="reason", sentence=_("Hãy ghi lý do rút đánh giá này."))
    with transaction.atomic():
        row = Override.objects.select_for_update(of=("self",)).get(pk=override.pk)
        if row.ended_on is not None:
            raise Refused(_("Đánh giá này đã được rút hoặc thay; hãy tải lại trang."))
        _end(row, signer=signer, reason=reason, document=document, by=by, today=today)
        facts = {
            "name": row.target.name,
            "before": _said(row),
            "after": "",
            "signer": signer,
            "reason": reason,
            "document": document,
        }
        events.log(verb="withdraw_override", subject=row.target, facts=facts, by=by)
    return row


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _signed(signer: str, document: str) -> tuple[str, str]:
    """Who signs and under which document; both must be given."""
    return (
        checked.needed_text(signer, field="signer", sentence=_("Hãy ghi họ tên và chức vụ người ký."), longest=120),
        checked.needed_text(document, field="document", sentence=_("Hãy ghi số, ngày của văn bản."), longest=200),
    )


def _verdict_of(target: Target, *, today: date) -> Verdict:
    """The verdict of the day; Refused for a target that has none: of a term, not confirmed, not in force."""
    where = queries.standing(target.target_set.programme, today=today)
    verdict = where.verdict(str(target.pk))
    if verdict is None:
        raise Refused(_("“%(name)s” hiện không được đánh giá nên không đánh giá lại được.") % {"name": called(target)})
    return verdict


def _require_seen(before: Override | None, replaces: int | None) -> None:
    if (before.pk if before else None) != replaces:
        raise Refused(_("Vừa có người khác đánh giá lại chỉ tiêu này; hãy tải lại trang rồi quyết định."))


def _said(row: Override) -> dict[str, Any]:
    return {"word": row.word, "signer": row.signer, "reason": row.reason, "document": row.document}


def _end(row: Override, *, signer: str, reason: str, document: str, by: User, today: date) -> None:
    row.ended_on, row.ended_by = today, by
    row.ended_signer, row.ended_reason, row.ended_document = signer, reason, document
    row.save(update_fields=["ended_on", "ended_by", "ended_signer", "ended_reason", "ended_document"])
