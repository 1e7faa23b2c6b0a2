"""Tables for pages and files: the progress table of a programme, and the places behind one target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tiendo.catalogue.load import Catalogue
from tiendo.model.figure import Figure
from tiendo.model.observation import Observation
from tiendo.model.target import Target
from tiendo.model.task import TargetWork
from tiendo.model.total import Total
from tiendo.model.verdict import TermPace, Verdict
from tiendo.publishing.place_words import describe_assumed, describe_restatement
from tiendo.publishing.wording import (
    CHANGE_WORDS,
    FIGURE_KIND_WORDS,
    TERM_FORM_WORDS,
    VERDICT_WORDS,
    WITHIN,
    describe_missing,
    describe_target,
    format_unit,
    per_cent,
    pick,
    round_half_up,
    say,
)

PROGRESS_COLUMNS = {
    "vi": (
        "STT", "Chỉ tiêu", "Mã chỉ tiêu", "Mức giao", "Đến hết tháng", "Thực hiện", "ĐVT", "Tỷ lệ thực hiện (%)",
        "Số địa bàn đã báo cáo", "Tổng số địa bàn", "Còn thiếu", "Đánh giá", "Lý do", "Cơ quan phụ trách", "Nguồn", "Số liệu mẫu",
    ),
    "en": (
        "No.", "Target", "Indicator code", "Promised", "Through", "Achieved", "Unit", "Attainment (%)",
        "Places reported", "Places in all", "Missing", "Verdict", "Reason", "Owner", "Source", "Sample data",
    ),
}  # fmt: skip

SERIES_COLUMNS = {
    "vi": (
        "Mã địa bàn", "Địa bàn", "Kỳ", "Giá trị", "Tử số", "Mẫu số", "ĐVT", "Ghi chú", "Lần sửa", "Nguồn", "Số liệu mẫu",
    ),
    "en": (
        "Place code", "Place", "Period", "Value", "Numerator", "Denominator", "Unit", "Note", "Revision", "Source",
        "Sample data",
    ),
}  # fmt: skip


FIGURE_COLUMNS = {
    "vi": (
        "STT", "Loại", "Số liệu", "Mã chỉ tiêu", "So sánh", "Giá trị", "Đến", "ĐVT", "Thay đổi", "Đối tượng", "Từ ký tự",
        "Đến ký tự", "Trích",
    ),
    "en": (
        "No.", "Kind", "Figure", "Indicator code", "Comparator", "Value", "Up to", "Unit", "Change", "Subject", "From character",
        "To character", "Quoted",
    ),
}  # fmt: skip

WORK_COLUMNS = {
    "vi": (
        "Chỉ tiêu số", "Chỉ tiêu", "Loại", "Nội dung", "Đơn vị", "Sản phẩm", "Ngày nêu", "Hạn", "Xong ngày",
        "Kế hoạch (triệu đồng)", "Đã huy động (triệu đồng)", "Đã giải ngân (triệu đồng)", "Số liệu mẫu",
    ),
    "en": (
        "Target no.", "Target", "Kind", "Text", "Office", "Product", "Found on", "Due", "Done on",
        "Planned (million VND)", "Mobilised (million VND)", "Disbursed (million VND)", "Sample data",
    ),
}  # fmt: skip
_WORK_KINDS = {
    "task": ("nhiệm vụ", "task"), "obstacle": ("hạn chế", "obstacle"), "remedy": ("giải pháp", "remedy"),
    "funding": ("nguồn lực", "funding"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileTable:
    """Column heads and rows of plain text, ready for a file; an absent figure is an empty cell, a zero is "0"."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def progress_table(
    verdicts: Iterable[Verdict],
    catalogue: Catalogue,
    language: str,
    *,
    names: Mapping[str, str],
    labels: Mapping[str, str],
    owners: Mapping[str, str],
    source: str,
) -> FileTable:
    """One row a target, below it the parts of a compound one and its sub-rows.

    Args:
        labels: target id → its name in the language.
        owners: target id → the office that answers for it.
        source: what the targets rest on: the decision, or the document that announced them.
    """
    rows = []
    for verdict in verdicts:
        for one in verdict.rows:
            target, total = one.target, one.total
            indicator = catalogue.indicators.get(target.indicator_code or "")
            share = None if one.attainment is None else per_cent(one.attainment)
            within = pick(WITHIN, language) if any(row is one for row in verdict.sub_rows) else ""
            rows.append(
                (
                    target.number,
                    within + labels.get(target.id, target.name),
                    target.indicator_code or "",
                    describe_target(target, language),
                    one.through.code if one.through else "",
                    _cell(total.value if total else None, indicator.decimals if indicator else 0),
                    format_unit(indicator.unit, language) if indicator else "",
                    _cell(share, 1),
                    str(total.reported) if total else "",
                    str(total.expected) if total else "",
                    _missing(total, language, names),
                    pick(VERDICT_WORDS[one.said], language),
                    " ".join((*(say(r, language, names) for r in one.reasons), *_assumed(total, language))),
                    owners.get(target.id, ""),
                    source,
                    _yes(bool(total and total.sample), language),
                )
            )
    return FileTable(PROGRESS_COLUMNS[language], rows)


def place_table(
    total: Total,
    catalogue: Catalogue,
    language: str,
    *,
    names: Mapping[str, str],
    observations: Iterable[Observation] = (),
) -> FileTable:
    """Every figure behind a total: place, month, value and where it came from; a missing month with its reason, if the
    place has told one among the `observations`."""
    told = {
        (o.place_code, o.period): o
        for o in sorted(observations, key=lambda o: o.revision)
        if o.indicator_code == total.indicator_code and o.provider is total.provider and o.no_data
    }
    unit = format_unit(catalogue.indicators[total.indicator_code].unit, language)
    rows: list[tuple[str, ...]] = []
    for place in total.whole.sources():
        for o in place.observations:
            cells = (
                _cell(o.value, None),
                _cell(o.numerator, None),
                _cell(o.denominator, None),
                unit,
            )
            name = names.get(place.place_code, place.place_code)
            rows.append((place.place_code, name, o.period.code, *cells, *_told_by(o, language)))
        for month in place.missing:
            name = names.get(place.place_code, place.place_code)
            empty = (place.place_code, name, month.code, "", "", "", unit)
            if (answer := told.get((place.place_code, month))) is not None:
                rows.append((*empty, *_told_by(answer, language)))
            else:
                rows.append((*empty, pick(("chưa báo cáo", "not reported"), language), "", "", ""))
    return FileTable(SERIES_COLUMNS[language], rows)


def observations_table(
    figures: Iterable[Observation], catalogue: Catalogue, language: str, *, names: Mapping[str, str]
) -> FileTable:
    """Figures of any indicators as they stand: place, indicator, period, value; a restated one with what it was worked
    out from."""
    heads = SERIES_COLUMNS[language]
    rows = []
    for o in figures:
        indicator = catalogue.indicators[o.indicator_code]
        named = indicator.name_en if language == "en" and indicator.name_en else indicator.name
        cells = (_cell(o.value, None), _cell(o.numerator, None), _cell(o.denominator, None))
        place = names.get(o.place_code, o.place_code)
        told = _told_by(o, language)
        rows.append((o.place_code, place, named, o.period.code, *cells, format_unit(indicator.unit, language), *told))
    return FileTable((*heads[:2], pick(("Chỉ tiêu", "Indicator"), language), *heads[2:]), rows)


def term_table(
    lines: Iterable[tuple[str, Target, TermPace]], language: str, *, sources: Mapping[str, str], sample: bool
) -> FileTable:
    """One row a term target: form, promised, each year of the term, done and still needed. `sources`: indicator code →
    where its yearly figures come from."""
    lines = list(lines)
    years = [p.first_year for p in lines[0][1].period.years()] if lines else []
    english = language == "en"
    named_heads = (
        ("No.", "Target", "Form", "Promised", "Unit")
        if english
        else ("STT", "Chỉ tiêu", "Cách giao", "Mức giao", "ĐVT")
    )
    done_head, need_head = ("achieved", "still needed") if english else ("thực hiện", "còn cần")
    last_heads = ("Source", "Sample data") if english else ("Nguồn", "Số liệu mẫu")
    heads = (*named_heads, *(f"{y} ({done_head})" for y in years), *(f"{y} ({need_head})" for y in years), *last_heads)
    rows = []
    for name, target, pace in lines:
        done, needed = dict(pace.done), dict(pace.needed)
        form = pick(TERM_FORM_WORDS[pace.form], language)
        cells = (_cell(pace.promised, None), format_unit(target.conditions[0].unit, language))
        figures = (*(_cell(done.get(y), None) for y in years), *(_cell(_short(needed.get(y)), None) for y in years))
        source = sources.get(target.indicator_code or "", "")
        rows.append((target.number, name, form, *cells, *figures, source, _yes(sample, language)))
    return FileTable(heads, rows)


def figures_table(figures: Iterable[Figure], text: str, language: str) -> FileTable:
    """Every figure read from a document of this text, in order, with the offsets and the words that say it."""
    rows = [
        (
            str(n),
            pick(FIGURE_KIND_WORDS[f.kind], language),
            f.indicator,
            f.indicator_code or "",
            f.comparator.value,
            _cell(f.value, None),
            _cell(f.value_max, None),
            format_unit(f.unit, language),
            pick(CHANGE_WORDS[f.change], language),
            f.subject or "",
            str(f.span.start),
            str(f.span.end),
            " ".join(f.span.of(text).split()),
        )
        for n, f in enumerate(figures, start=1)
    ]
    return FileTable(FIGURE_COLUMNS[language], rows)


def work_table(works: Iterable[TargetWork], language: str) -> FileTable:
    """One row a task, obstacle, remedy and source of money; days as yyyy-mm-dd; an amount not known yet is empty."""
    rows = []
    for work in works:
        for t in work.tasks:
            told: dict[str, Any] = {"office": t.office, "product": t.product, "due": t.due, "done_on": t.done_on}
            rows.append(_work_row(work, "task", t.work, language, sample=t.sample, **told))
        for o in work.obstacles:
            told = {"office": o.office, "found_on": o.found_on}
            rows.append(_work_row(work, "obstacle", o.text, language, sample=o.sample, **told))
            for r in o.remedies:
                told = {"due": r.due, "done_on": r.done_on}
                rows.append(_work_row(work, "remedy", r.text, language, sample=o.sample, **told))
        for f in work.funding:
            money = (f.planned, f.mobilised, f.disbursed)
            rows.append(_work_row(work, "funding", f.source, language, sample=f.sample, money=money))
    return FileTable(WORK_COLUMNS[language], rows)


def _work_row(
    work: TargetWork,
    kind: str,
    text: str,
    language: str,
    *,
    sample: bool,
    office: str = "",
    product: str = "",
    found_on: date | None = None,
    due: date | None = None,
    done_on: date | None = None,
    money: tuple[Decimal | None, ...] = (None, None, None),
) -> tuple[str, ...]:
    days = (day.isoformat() if day else "" for day in (found_on, due, done_on))
    amounts = (_cell(amount, None) for amount in money)
    said = (pick(_WORK_KINDS[kind], language), " ".join(text.split()), office, product)
    return (work.number, work.name, *said, *days, *amounts, _yes(sample, language))


def _cell(value: Decimal | None, decimals: int | None) -> str:
    """A plain decimal point number that any program reads; empty for absent."""
    if value is None:
        return ""
    return format(value if decimals is None else round_half_up(value, decimals), "f")


def _short(value: Decimal | None) -> Decimal | None:
    """To three decimals, without the zeros at their end."""
    return None if value is None else round_half_up(value, 3).normalize()


def _told_by(o: Observation, language: str) -> tuple[str, ...]:
    """The last cells of a figure's row: note, revision, source, sample."""
    return _note(o, language), str(o.revision), o.source, _yes(o.sample, language)


def _note(o: Observation, language: str) -> str:
    """What a number alone does not say: the named things it counts, what it was restated from, or why there is none."""
    if o.no_data:
        return f"{pick(('chưa có số liệu', 'no figure'), language)}: {o.no_data}"
    restated = (describe_restatement(o.restatement, language),) if o.restatement else ()
    return "; ".join((*o.named, *restated))


def _missing(total: Total | None, language: str, names: Mapping[str, str]) -> str:
    if total is None:
        return ""
    return describe_missing(total.owing, language, names, in_full=True)


def _assumed(total: Total | None, language: str) -> tuple[str, ...]:
    figures = [o for place in total.whole.sources() for o in place.observations] if total else []
    return tuple(filter(None, (describe_assumed(figures, language),)))


def _yes(sample: bool, language: str) -> str:
    return pick(("có", "yes") if sample else ("không", "no"), language)
