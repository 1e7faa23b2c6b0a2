"""Figures as a table ↔ rows, every cell as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from tiendo.files.csv_in import read_lines
from tiendo.model.observation import Observation
from tiendo.model.row import Row
from tiendo.publishing.csv_file import csv_lines

_HEADS = {
    "mã địa bàn": "place", "place code": "place", "mã chỉ tiêu": "indicator", "indicator code": "indicator",
    "kỳ": "period", "giá trị": "value", "tử số": "numerator", "mẫu số": "denominator",
    "lý do chưa có số liệu": "no_data", "đối tượng": "named", "mức độ số liệu": "vintage", "lần sửa": "revision", "nơi cung cấp": "provider", "định nghĩa": "definition",
    "số liệu mẫu": "sample", "sample data": "sample", "cơ quan": "office", "nguồn": "office", "source": "office",
}  # fmt: skip
_NO = frozenset({"không", "no"})  # what our own files write where a figure is no sample


def read_rows(data: bytes, name: str) -> Iterator[Row]:
    """The rows of a CSV file with the columns place, indicator, period, and value or numerator and denominator; no_data,
    named, vintage, revision, provider, definition, office and sample where there are any. Raises UnusableFile."""
    for line in read_lines(data, name, needed=("place", "indicator", "period"), aliases=_HEADS):
        cells = line.cells
        sample = cells.get("sample", "")
        yield Row(
            place_code=cells["place"],
            indicator_code=cells["indicator"],
            period=cells["period"],
            value=cells.get("value", ""),
            numerator=cells.get("numerator", ""),
            denominator=cells.get("denominator", ""),
            no_data=cells.get("no_data", ""),
            named=cells.get("named", ""),
            vintage=cells.get("vintage", ""),
            revision=cells.get("revision", ""),
            provider=cells.get("provider", ""),
            definition=cells.get("definition", ""),
            sample="" if sample.strip().casefold() in _NO else sample,
            source=cells.get("office", ""),
            file=name,
            line=line.number,
        )


def write_rows(observations: Iterable[Observation]) -> bytes:
    """Figures counted from registers as a file that `read_rows` takes, numbers plain, a source in the column office."""
    heads = ("place", "indicator", "period", "value", "numerator", "denominator", "vintage", "revision", "office")
    return b"".join(csv_lines(heads, map(_cells, observations)))


def _cells(o: Observation) -> tuple[str, ...]:
    amounts = (_plain(a) for a in (o.value, o.numerator, o.denominator))
    return (o.place_code, o.indicator_code, o.period.code, *amounts, str(int(o.vintage)), str(o.revision), o.source)


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else format(amount, "f")
