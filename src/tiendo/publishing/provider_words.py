"""Figures of several providers for one question, side by side: in sentences and as a table for a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tiendo.catalogue.load import Catalogue
from tiendo.model.comparison import Comparison
from tiendo.model.indicator import Indicator
from tiendo.model.total import Total
from tiendo.publishing.tables import FileTable
from tiendo.publishing.wording import (
    PROVIDER_WORDS,
    VINTAGE_WORDS,
    format_amount,
    format_ratio,
    format_unit,
    per_cent,
    pick,
    round_half_up,
    say,
)

PROVIDER_COLUMNS = {
    "vi": (
        "Nơi cung cấp", "Dùng để đánh giá", "Đến hết tháng", "Giá trị", "ĐVT", "Số nơi đã báo cáo", "Tổng số nơi", "Mức độ số liệu",
        "Số dùng để đánh giá trừ số này", "Tỷ lệ giữa hai số (%)", "Vì sao không so sánh", "Nguồn", "Số liệu mẫu",
    ),
    "en": (
        "Provider", "Counts", "Through", "Value", "Unit", "Sources reported", "Sources in all", "Status",
        "Figure that counts minus this one", "Ratio of the two (%)", "Why not compared", "Source", "Sample data",
    ),
}  # fmt: skip
_MOST_SOURCES = 3  # that are named; a total of the nation has thousands, and its own file lists them


def describe_comparison(compared: Comparison, indicator: Indicator, language: str, names: Mapping[str, str]) -> str:
    """How the figure that counts stands to another provider's, or why the two are not compared."""
    if compared.why_not is not None or compared.difference is None:
        return say(compared.why_not, language, names) if compared.why_not else ""
    english, whose = language == "en", pick(PROVIDER_WORDS[compared.that.provider], language)
    difference = round_half_up(compared.difference, indicator.decimals)
    if not difference:
        return (
            f"The figure that counts is the same as that of the {whose}."
            if english
            else f"Số dùng để đánh giá bằng số của {whose}."
        )
    amount = format_amount(abs(difference), indicator.unit, indicator.decimals, language)
    ratio = "" if compared.ratio is None else format_ratio(compared.ratio, language)
    if english:
        more = "above" if difference > 0 else "below"
        return f"The figure that counts is {amount} {more} that of the {whose}{f' ({ratio} of it)' if ratio else ''}."
    more = "cao hơn" if difference > 0 else "thấp hơn"
    return f"Số dùng để đánh giá {more} số của {whose} {amount}{f' (bằng {ratio})' if ratio else ''}."


def providers_table(
    total: Total, compared: Sequence[Comparison], catalogue: Catalogue, language: str, *, names: Mapping[str, str]
) -> FileTable:
    """One row a provider, the one that counts first. Exact values; an absent figure is an empty cell.

    Args:
        compared: `total` beside that of each other provider.
        names: place code → name.
    """
    rows = [_row(total, None, catalogue, language, names)]
    rows += [_row(one.that, one, catalogue, language, names) for one in compared]
    return FileTable(PROVIDER_COLUMNS[language], rows)


def _row(
    total: Total, compared: Comparison | None, catalogue: Catalogue, language: str, names: Mapping[str, str]
) -> tuple[str, ...]:
    why = compared.why_not if compared else None
    ratio = compared.ratio if compared else None
    yes, no = ("yes", "no") if language == "en" else ("có", "không")
    return (
        pick(PROVIDER_WORDS[total.provider], language),
        yes if compared is None else no,
        total.period.months()[-1].code,
        _cell(total.value),
        format_unit(catalogue.indicators[total.indicator_code].unit, language),
        str(total.reported),
        str(total.expected),
        pick(VINTAGE_WORDS[total.vintage], language) if total.vintage else "",
        _cell(compared.difference if compared else None),
        _cell(None if ratio is None else round_half_up(per_cent(ratio), 2)),
        say(why, language, names) if why else "",
        "; ".join(sources_of(total)),
        yes if total.sample else no,
    )


def sources_of(total: Total) -> tuple[str, ...]:
    """The returns that a total's figures came with, where they are few enough to be named; else ()."""
    told = dict.fromkeys(o.source for place in total.whole.sources() for o in place.observations if o.source)
    return tuple(told) if len(told) <= _MOST_SOURCES else ()


def _cell(value: Decimal | None) -> str:
    """A plain decimal point number that any program reads; empty for absent."""
    return "" if value is None else format(value, "f")
