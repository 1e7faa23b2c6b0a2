"""The closing of a year in words: "đạt và vượt 15/17", the count made again beside it, and where the two differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tiendo.model.closing import Closing, Differing, Recount
from tiendo.model.verdict import VerdictWord
from tiendo.publishing.tables import FileTable
from tiendo.publishing.wording import VERDICT_WORDS, VINTAGE_WORDS, format_date, pick, round_half_up, say

_GOOD = (VerdictWord.EXCEEDED, VerdictWord.MET)
CLOSING_COLUMNS = {
    "vi": (
        "Lần chốt", "Văn bản", "Ngày văn bản", "Người ký", "STT", "Chỉ tiêu", "Khai báo", "Số khai báo", "Theo quy tắc trên số khai báo",
        "Lý do", "Tính lại", "Số tính lại", "Khác nhau",
    ),
    "en": (
        "Closing", "Document", "Dated", "Signer", "No.", "Target", "Declared", "Declared figure", "By the rule on that figure",
        "Reason", "Recomputed", "Recomputed figure", "Differs",
    ),
}  # fmt: skip


def count_words(counts: Mapping[VerdictWord, int], unsettled: int, language: str) -> str:
    """ "đạt và vượt 15/17 chỉ tiêu (vượt 6, đạt 9), không đạt 2": as officials count; what has no final word is said."""
    exceeded, met, missed = (counts.get(w, 0) for w in (*_GOOD, VerdictWord.NOT_MET))
    final = exceeded + met + missed
    undecided = sum(counts.values()) - final + unsettled
    total = final + undecided
    if language == "en":
        parts = f" ({exceeded} exceeded, {met} met)" if exceeded + met else ""
        said = f"{exceeded + met} of {total} targets met or exceeded{parts}"
        said += f", {missed} not met" if missed else ""
        return said + (f", {undecided} without a final word" if undecided else "")
    parts = f" (vượt {exceeded}, đạt {met})" if exceeded + met else ""
    said = f"đạt và vượt {exceeded + met}/{total} chỉ tiêu{parts}"
    said += f", không đạt {missed}" if missed else ""
    return said + (f", chưa kết luận {undecided}" if undecided else "")


def declared_words(closing: Closing, language: str) -> str:
    """The declared count with what it rests on."""
    day = format_date(closing.dated, language)
    count = count_words(closing.counts, 0, language)
    if language == "en":
        return f"Declared under {closing.document}, {day}: {count}."
    return f"Khai báo theo {closing.document}, ngày {day}: {count}."


def recounted_words(recount: Recount, language: str) -> str:
    """The count made again from the figures of today."""
    count = count_words(recount.counts, recount.unsettled, language)
    return (
        f"Tính lại theo số liệu hiện có: {count}." if language != "en" else f"Recomputed from today's figures: {count}."
    )


def differing_words(one: Differing, language: str, names: Mapping[str, str]) -> str:
    """ "Chỉ tiêu 5, khai báo: đạt; tính lại theo số chính thức: không đạt, vì …"."""
    word, now = (pick(VERDICT_WORDS[w], language).lower() for w in (one.declared.word, one.verdict.said))
    total = one.verdict.total
    vintage = pick(VINTAGE_WORDS[total.vintage], language) if total and total.vintage else ""
    because = one.verdict.override.reason if one.verdict.override else ""
    because = because or " ".join(say(r, language, names) for r in one.verdict.reasons)
    if language == "en":
        basis = f" from {vintage} figures" if vintage else ""
        return f"Target {one.declared.number}, declared: {word}; recomputed{basis}: {now}, because: {because}"
    basis = f" theo số {vintage}" if vintage else ""
    return f"Chỉ tiêu {one.declared.number}, khai báo: {word}; tính lại{basis}: {now}, vì: {because}"


def closing_table(
    recounts: Iterable[Recount],
    verdicts: Mapping[str, tuple[VerdictWord, Decimal | None]],
    language: str,
    *,
    labels: Mapping[str, str],
    decimals: Mapping[str, int],
) -> FileTable:
    """Every declared line of every closing beside what is said today.

    Args:
        verdicts: target id → today's word and total, in the indicator's unit.
        labels: target id → its name as it was declared.
        decimals: target id → the digits that its indicator shows.
    """
    rows = []
    for recount in recounts:
        closing = recount.closing
        differing = {d.declared.target_id for d in recount.differing}
        head = (str(closing.number), closing.document, closing.dated.isoformat(), closing.signer)
        for line in closing.lines:
            word, value = verdicts.get(line.target_id, (None, None))
            rows.append(
                (
                    *head,
                    line.number,
                    labels.get(line.target_id, ""),
                    pick(VERDICT_WORDS[line.word], language),
                    "" if line.figure is None else format(line.figure, "f"),
                    pick(VERDICT_WORDS[line.by_rule], language),
                    line.reason,
                    pick(VERDICT_WORDS[word], language) if word else "",
                    "" if value is None else format(round_half_up(value, decimals.get(line.target_id, 0)), "f"),
                    pick(("có", "yes") if line.target_id in differing else ("không", "no"), language),
                )
            )
    return FileTable(CLOSING_COLUMNS[language], rows)
