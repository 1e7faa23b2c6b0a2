"""Places in time, in words: what a change did, where a place went, and what a restated figure was worked out from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from tiendo.model.observation import Observation
from tiendo.model.place import Place
from tiendo.model.place_change import ChangeKind, ShareBasis
from tiendo.model.restatement import Part, Restatement, assumed_places
from tiendo.publishing.wording import format_date, format_number, format_place, pick

CHANGE_KIND_WORDS: Mapping[ChangeKind, tuple[str, str]] = {
    ChangeKind.MERGE: ("nhập", "merger"),
    ChangeKind.SPLIT: ("chia", "split"),
    ChangeKind.TRANSFER: ("điều chỉnh một phần", "transfer of a part"),
    ChangeKind.RENAME: ("đổi tên hoặc mã", "new name or code"),
    ChangeKind.KIND: ("đổi loại", "new kind"),
}

SHARE_BASIS_WORDS: Mapping[ShareBasis, tuple[str, str]] = {
    ShareBasis.WHOLE: ("nguyên vẹn", "whole"),
    ShareBasis.POPULATION: ("theo dân số", "by population"),
    ShareBasis.AREA: ("theo diện tích", "by area"),
    ShareBasis.HOUSEHOLDS: ("theo số hộ", "by households"),
    ShareBasis.EQUAL_PARTS: ("chưa biết tỷ lệ, tạm chia đều", "share not known, equal parts assumed"),
}


def format_share(share: Fraction, language: str) -> str:
    """62%, 33,33%; never 100% for less than all."""
    percent = Decimal(share.numerator * 100) / Decimal(share.denominator)
    said = format_number(percent, 2, language)
    return f"{'dưới ' if language != 'en' else 'under '}100%" if share < 1 and said == "100" else f"{said}%"


def describe_bases(bases: Iterable[ShareBasis], language: str) -> str:
    """What a share was worked out from: "theo dân số"."""
    return ", ".join(pick(SHARE_BASIS_WORDS[basis], language) for basis in bases)


def describe_restatement(restatement: Restatement, language: str) -> str:
    """One text for pages and files: "Tính lại theo địa bàn ngày 01/07/2025: toàn bộ xã A, xã B; 62% của xã C theo dân
    số. Văn bản 1682/NQ-UBTVQH15."; with what is missing or assumed."""
    vietnamese = language != "en"
    day = format_date(restatement.to, language)
    if restatement.estimated:
        head = (
            f"Ước tính cho địa bàn cũ (đến ngày {day})" if vietnamese else f"Estimated for the former place (to {day})"
        )
    else:
        head = f"Tính lại theo địa bàn ngày {day}" if vietnamese else f"Restated for the places of {day}"
    said = f"{head}: {_describe_parts(restatement.parts, language)}."
    if restatement.documents:
        said += f" {'Văn bản' if vietnamese else 'Document no.'} {', '.join(restatement.documents)}."
    if restatement.missing:
        names = ", ".join(format_place(place, language) for place in restatement.missing)
        said += f" Chưa đủ, còn thiếu: {names}." if vietnamese else f" Incomplete, missing: {names}."
    return said


def describe_assumed(figures: Iterable[Observation], language: str) -> str:
    """ "Chưa biết tỷ lệ chia của xã U: tạm chia đều." of what the figures make together; "" where it rests on no such
    assumption."""
    names = ", ".join(format_place(place, language) for place in assumed_places(figures))
    if not names:
        return ""
    if language == "en":
        return f"Shares of {names} not known: equal parts assumed."
    return f"Chưa biết tỷ lệ chia của {names}: tạm chia đều."


def _describe_parts(parts: Iterable[Part], language: str) -> str:
    whole, shared = [], []
    for part in parts:
        place = format_place(part.place, language)
        if part.share == 1:
            whole.append(place)
            continue
        of = "của" if language != "en" else "of"
        basis = describe_bases(part.bases, language)
        basis = f" ({basis})" if ShareBasis.EQUAL_PARTS in part.bases else f" {basis}"
        shared.append(f"{format_share(part.share, language)} {of} {place}{basis if part.bases else ''}")
    said = [f"{'toàn bộ' if language != 'en' else 'all of'} {', '.join(whole)}"] if whole else []
    return "; ".join([*said, *shared])


def format_validity(place: Place, language: str) -> str:
    """ "đến 30/06/2025", "từ 01/07/2025", "01/07/2025 - 03/08/2026"; "" where no day is known."""
    first, last = (format_date(day, language) for day in (place.first, place.last))
    if place.first is None and place.last is None:
        return ""
    if place.first is None:
        return f"đến {last}" if language != "en" else f"to {last}"
    if place.last is None:
        return f"từ {first}" if language != "en" else f"from {first}"
    return f"{first} - {last}"


def describe_line(before: Place, after: Place, share: Fraction, bases: tuple[ShareBasis, ...], language: str) -> str:
    """Where a former place lies now: "xã Thuận Nghĩa Hòa → nay thuộc xã Thạnh Phước"; a part with its share."""
    old, new = format_place(before, language), format_place(after, language)
    if share == 1:
        return f"{old} → nay thuộc {new}" if language != "en" else f"{old} → now in {new}"
    said, basis = format_share(share, language), describe_bases(bases, language)
    if language == "en":
        return f"{old} → {said} now in {new} ({basis})"
    return f"{old} → {said} nay thuộc {new} ({basis})"
